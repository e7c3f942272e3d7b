"""All types that travel: what one reading and one ledger are made of.

Every type is frozen and slotted and has no behaviour. Field names are those of the output contract
(`docs/records.md`) and are final. Offsets are Unicode code points into `Document.text`, half-open,
never empty; where a record has `start` and `end` it also has `quote`, and
`text[start:end] == quote` always holds.

Identity. An `id` says what was found where, never how it was understood: it is a hash of the kind, the
document, the place in the text and the few fields that tell two findings of one place apart. A release
that judges a figure differently gives it the same id, so that people's judgements stay with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SegmentKind = Literal[
    "title", "byline", "dateline", "paragraph", "quote_block", "caption", "comment", "furniture"
]
ActorType = Literal["person", "organisation", "state", "group", "role"]
Feature = Literal["country", "region", "city", "district", "site", "water", "other"]
Timex = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal["minute", "hour", "part", "day", "week", "month", "season", "year", "decade"]
Basis = Literal["stated", "published", "context", "assumed"]
Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"]
Trend = Literal["up", "down"]
HedgeType = Literal[
    "negated", "possible", "alleged", "unconfirmed", "estimated", "conditional", "future", "doubted"
]
Stance = Literal[
    "asserts",
    "denies",
    "alleges",
    "estimates",
    "promises",
    "demands",
    "threatens",
    "apologises",
    "confirms",
    "doubts",
    "asks",
]
Certainty = Literal["asserted", "reported", "estimated", "unconfirmed", "doubted", "denied"]
Status = Literal["actual", "negated", "possible", "future", "demanded", "threatened", "historical"]
Measure = Literal[
    "killed",
    "injured",
    "arrested",
    "missing",
    "displaced",
    "abducted",
    "protesters",
    "troops",
    "damaged",
    "casualties",
    "other",
]
PlaceBasis = Literal["clause", "sentence", "paragraph", "lead", "dateline"]
PublishedBasis = Literal["stated", "page", "feed", "assumed"]


@dataclass(frozen=True, slots=True)
class Extent:
    """A part of a document's text: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a document and what kind of part it is; `author` and `when` belong to comments."""

    kind: SegmentKind
    start: int
    end: int
    author: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read; `digest` is the SHA-256 of the bytes that it came from."""

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    """ISO 8601 date or date-time."""
    published_basis: PublishedBasis | None
    language: str
    digest: str
    text: str
    segments: tuple[Segment, ...]
    """In order of `start`, none overlapping; together they hold every visible character."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of somebody who can act or speak."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    name: str
    key: str | None
    type: ActorType
    sector: str | None
    """PLOVER sector code, such as GOV or COP."""
    country: str | None
    """ISO 3166 alpha-3."""
    private: bool
    """A natural person without a public role."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place, resolved; without coordinates where it could not be."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    name: str
    feature: Feature
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    rivals: int
    """How many other places bear the name."""


@dataclass(frozen=True, slots=True)
class Time:
    """A mention of a time; `value` is a TIMEX3 value, the ends are inclusive."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    value: str | None
    """None where the text alone does not settle it and no publication date is known."""
    timex: Timex
    earliest: str | None
    latest: str | None
    precision: Precision | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Amount:
    """Any number with its unit as written; an open end is None."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    low: float | None
    high: float | None
    bound: Bound
    trend: Trend | None
    unit: str | None
    """The noun counted or the unit of measure, as written."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that make a statement less than plain, and the words that they reach."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    scope: Extent
    type: HedgeType


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says so, resolved."""

    name: str
    key: str | None
    type: ActorType | None
    sector: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says something; the span is the hull of source, cue and content."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    source: tuple[Extent, ...]
    """Empty where the text hides who speaks."""
    cue: tuple[Extent, ...]
    content: tuple[Extent, ...]
    claimant: Claimant | None
    channel: tuple[str, ...]
    """Outlets or persons through whom it came, outermost first."""
    stance: Stance
    direct: bool
    certainty: Certainty
    distance: str | None
    """The outlet's own words that keep distance."""
    within: str | None
    """The claim that this one stands inside."""
    segment: SegmentKind


@dataclass(frozen=True, slots=True)
class Participant:
    """Who acts in an event, or to whom it is done."""

    name: str
    key: str | None
    type: ActorType | None
    sector: str | None
    country: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class When:
    """When something is said to have happened."""

    earliest: str | None
    latest: str | None
    precision: Precision | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Event:
    """Something is said to have happened; the span is the clause that says so."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    trigger: Extent
    type: str
    """A PLOVER type, or OTHER."""
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: str | None
    when: When | None
    status: Status
    claim: str | None
    """The claim that it stands inside; None is the outlet's own voice."""
    certainty: Certainty
    segment: SegmentKind
    place_basis: PlaceBasis | None = None
    """How near to the event's words its place stands."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount that counts something that happened."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    amount: str
    low: float | None
    high: float | None
    bound: Bound
    measure: Measure
    group: str | None
    """Who or what is counted, as written."""
    place: str | None
    when: When | None
    total: bool | None
    """True: a running total; False: this one incident; None: the text does not say."""
    event: str | None
    claim: str | None
    certainty: Certainty
    segment: SegmentKind


@dataclass(frozen=True, slots=True)
class Notice:
    """What could not be settled, said aloud; the span is absent where it concerns the whole document."""

    id: str
    document: str
    code: str
    message: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says, each kind in order of its place in the text."""

    document: Document
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    amounts: tuple[Amount, ...]
    hedges: tuple[Hedge, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A part of a document's text, named from outside the document."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Documents that carry one text; they count once."""

    id: str
    documents: tuple[str, ...]
    basis: tuple[Literal["text", "credit", "feed"], ...]
    credit: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Events and figures of one or more documents that are about one thing."""

    id: str
    title: str
    type: str
    place: str | None
    when: When | None
    events: tuple[str, ...]
    figures: tuple[str, ...]
    documents: tuple[str, ...]
    origins: int
    claimants: int


@dataclass(frozen=True, slots=True)
class Account:
    """One claimant's figure or statement on one occurrence, as of one time."""

    id: str
    occurrence: str
    claimant: Claimant | None
    measure: Measure | None
    low: float | None
    high: float | None
    bound: Bound | None
    as_of: str | None
    certainty: Certainty
    evidence: tuple[str, ...]
    documents: tuple[str, ...]
    origins: int
    supersedes: str | None
    status: Literal["current", "revised", "retracted", "denied"]
    sides: tuple[str, ...] = ()
    """Whom it counts: `everyone`, `civilians`, `children`, `security`, `attackers`; empty for a statement."""


ContradictionRule = Literal["ranges_disjoint", "denied", "retracted", "exclusive"]
Relation = Literal[
    "conflict",
    "denial",
    "label",
    "update",
    "stale",
    "retracted_in_use",
    "scope",
    "measure_drift",
    "relay_error",
    "modifier_loss",
    "digit_slip",
]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that do not go together, and in which way."""

    id: str
    occurrence: str
    left: str
    right: str
    """Account or claim ids."""
    measure: Measure | None
    rule: ContradictionRule
    relation: Relation
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision of a person or a rule. Never erased; a later one overrides."""

    id: str
    subject: tuple[str, ...]
    verdict: Literal["same", "different", "accepted", "rejected", "corrected"]
    value: str | None
    reason: str
    decided_by: str
    decided_at: str


Record = (
    Document
    | Actor
    | Place
    | Time
    | Amount
    | Hedge
    | Claim
    | Event
    | Figure
    | Notice
    | Origin
    | Occurrence
    | Account
    | Contradiction
    | Judgement
)
