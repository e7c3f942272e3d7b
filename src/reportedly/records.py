"""The record types: what a reading and a ledger consist of.

Every type is frozen, slotted and without behaviour. Field names are those of the output contract
(`docs/records.md`) and are final. Offsets count Unicode code points in `Document.text`; spans are half-open
and never empty. A record with `start` and `end` also has `quote`, and `text[start:end] == quote` always
holds.

Identity. An `id` depends on what was found and where, never on how it was understood: it is a hash of the
kind, the document, the offsets, and the few fields that distinguish two findings at the same place. If a
later release interprets a figure differently, the figure keeps its id, and people's judgements stay attached
to it.
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
    """A part of a document, with its kind; `author` and `when` are only set for comments."""

    kind: SegmentKind
    start: int
    end: int
    author: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read; `digest` is the SHA-256 of the original bytes."""

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
    """Ordered by `start`, without overlaps; together they cover every visible character."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of somebody or something that can act or speak."""

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
    """Whether this is a natural person without a public role."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place; without coordinates if it could not be resolved."""

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
    """How many other places have the same name."""


@dataclass(frozen=True, slots=True)
class Time:
    """A mention of a time; `value` is a TIMEX3 value, `earliest` and `latest` are inclusive."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    value: str | None
    """None if it depends on the publication date and that is unknown."""
    timex: Timex
    earliest: str | None
    latest: str | None
    precision: Precision | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit as written; an open end is None."""

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
    """The counted noun or the unit of measurement, as written."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that weaken or negate a statement, with the words in their scope."""

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
    """The source of a claim, resolved."""

    name: str
    key: str | None
    type: ActorType | None
    sector: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says something; the span covers source, cue and content."""

    id: str
    document: str
    rule: str
    start: int
    end: int
    quote: str
    source: tuple[Extent, ...]
    """Empty if the text does not name the speaker."""
    cue: tuple[Extent, ...]
    content: tuple[Extent, ...]
    claimant: Claimant | None
    channel: tuple[str, ...]
    """Outlets or persons that relayed the claim, outermost first."""
    stance: Stance
    direct: bool
    certainty: Certainty
    distance: str | None
    """The words by which the outlet distances itself from the claim, such as “without offering evidence”."""
    within: str | None
    """The id of the claim that contains this one."""
    segment: SegmentKind


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event."""

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
    """The time at which something is said to have happened."""

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
    """The id of the claim that contains the event; None if the outlet says so itself."""
    certainty: Certainty
    segment: SegmentKind
    place_basis: PlaceBasis | None = None
    """Where the place was found, relative to the event's clause."""


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
    """The people or things counted, as written."""
    place: str | None
    when: When | None
    total: bool | None
    """True for a running total, False for a single incident, None if the text does not say."""
    event: str | None
    claim: str | None
    certainty: Certainty
    segment: SegmentKind


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that could not be settled; without a span if it concerns the whole document."""

    id: str
    document: str
    code: str
    message: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one document; each kind is ordered by place in the text."""

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
    """A part of a document's text, for records that belong to several documents."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Documents that carry the same text and therefore count once."""

    id: str
    documents: tuple[str, ...]
    basis: tuple[Literal["text", "credit", "feed"], ...]
    credit: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Events and figures, of one or more documents, about one and the same thing."""

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
    """One claimant's figure or statement about one occurrence, as of one time."""

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
    """Two statements that do not agree, and the way in which they differ."""

    id: str
    occurrence: str
    left: str
    right: str
    """Ids of accounts or claims."""
    measure: Measure | None
    rule: ContradictionRule
    relation: Relation
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision by a person or a rule. It is never erased; a later one overrides it."""

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
