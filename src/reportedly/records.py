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

from .frozen import quick

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


@quick
@dataclass(frozen=True, slots=True)
class Extent:
    """A part of a document's text: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


@quick
@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a document, with its kind; `author` and `when` are only set for comments."""

    kind: SegmentKind
    start: int
    end: int
    author: str | None = None
    """Who signed a comment."""
    when: str | None = None
    """The day of a comment, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read; `digest` is the SHA-256 of the original bytes."""

    id: str
    """The caller's id, or else a hash of the address or of the bytes. If an earlier document of other bytes
    has that id, `~` and the start of `digest` are appended."""
    url: str | None
    title: str | None
    publisher: str | None
    """The outlet."""
    authors: tuple[str, ...]
    """Names from the byline or the metadata."""
    published: str | None
    """ISO 8601 date or date-time."""
    published_basis: PublishedBasis | None
    """Where `published` comes from; `stated` if the caller gave it."""
    language: str
    """ISO 639 code, `und` if unknown."""
    digest: str
    """SHA-256 of the bytes that were read."""
    text: str
    """The text that all offsets count in; for JSON lines, the text as given."""
    segments: tuple[Segment, ...]
    """Ordered by `start`, without overlaps; together they cover every visible character."""


@quick
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
    """The canonical name."""
    key: str | None
    """A key that all mentions of the same entity share."""
    type: ActorType
    sector: str | None
    """PLOVER sector code, such as GOV or COP."""
    country: str | None
    """ISO 3166 alpha-3."""
    private: bool
    """Whether this is a natural person without a public role."""


@quick
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
    """The name in the gazetteer, or as written if it is not there."""
    feature: Feature
    """The kind of place."""
    country: str | None
    """ISO 3166 alpha-3."""
    latitude: float | None
    """Degrees north."""
    longitude: float | None
    """Degrees east."""
    geonames: int | None
    """The id of the place in GeoNames."""
    rivals: int
    """How many other places have the same name."""


@quick
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
    """The type of TIMEX3."""
    earliest: str | None
    """ISO 8601, inclusive; None for a duration without an anchor."""
    latest: str | None
    """ISO 8601, inclusive; None for a duration without an anchor."""
    precision: Precision | None
    basis: Basis
    """What the value was derived from."""


@quick
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
    """The lowest number that the words allow; None if open."""
    high: float | None
    """The highest number that the words allow; None if open."""
    bound: Bound
    """How the words bound the number."""
    trend: Trend | None
    """Set for a rise or a fall."""
    unit: str | None
    """The counted noun or the unit of measurement, as written."""


@quick
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
    """The words that it applies to."""
    type: HedgeType


@quick
@dataclass(frozen=True, slots=True)
class Claimant:
    """The source of a claim, resolved."""

    name: str
    """The canonical name."""
    key: str | None
    """A key that all mentions of the same claimant share."""
    type: ActorType | None
    sector: str | None
    """PLOVER sector code, such as GOV or COP."""
    country: str | None
    """ISO 3166 alpha-3."""


@quick
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
    """The words that attribute, such as “said”."""
    content: tuple[Extent, ...]
    """What is said; several parts if the cue interrupts a quotation."""
    claimant: Claimant | None
    """The source, resolved; pronouns too."""
    channel: tuple[str, ...]
    """Outlets or persons that relayed the claim, outermost first."""
    stance: Stance
    """What kind of speech act it is."""
    direct: bool
    """Whether the content is quoted."""
    certainty: Certainty
    """How certain the claim is made to sound."""
    distance: str | None
    """The words by which the outlet distances itself from the claim, such as “without offering evidence”."""
    within: str | None
    """The id of the claim that contains this one."""
    segment: SegmentKind
    """The kind of the segment that it stands in."""


@quick
@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event."""

    name: str
    """The canonical name."""
    key: str | None
    """A key that all mentions of the same entity share."""
    type: ActorType | None
    sector: str | None
    """PLOVER sector code, such as GOV or COP."""
    country: str | None
    """ISO 3166 alpha-3."""
    start: int
    end: int
    quote: str


@quick
@dataclass(frozen=True, slots=True)
class When:
    """The time at which something is said to have happened."""

    earliest: str | None
    """ISO 8601, inclusive."""
    latest: str | None
    """ISO 8601, inclusive."""
    precision: Precision | None
    basis: Basis
    """What the time was derived from."""


@quick
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
    """The word or words that name the event."""
    type: str
    """A PLOVER type, or OTHER."""
    mode: str | None
    """A PLOVER mode."""
    contexts: tuple[str, ...]
    """PLOVER contexts."""
    actors: tuple[Participant, ...]
    """Those who act; empty if the text names nobody."""
    recipients: tuple[Participant, ...]
    """Those to whom it is done."""
    place: str | None
    """The id of a place record."""
    when: When | None
    status: Status
    """Whether it is said to have happened; only `actual` is."""
    claim: str | None
    """The id of the claim that contains the event; None if the outlet says so itself."""
    certainty: Certainty
    """As in a claim."""
    segment: SegmentKind
    """The kind of the segment that it stands in."""
    place_basis: PlaceBasis | None = None
    """Where the place was found, relative to the event's clause."""


@quick
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
    """The id of the amount record."""
    low: float | None
    """As in the amount."""
    high: float | None
    """As in the amount."""
    bound: Bound
    """As in the amount."""
    measure: Measure
    """What happened to those counted; `casualties` are killed and injured together."""
    group: str | None
    """The people or things counted, as written."""
    place: str | None
    """The id of a place record."""
    when: When | None
    total: bool | None
    """True for a running total, False for a single incident, None if the text does not say."""
    event: str | None
    """The id of the event that it belongs to."""
    claim: str | None
    """The id of the claim that contains it; None if the outlet says so itself."""
    certainty: Certainty
    """As in a claim."""
    segment: SegmentKind
    """The kind of the segment that it stands in."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that could not be settled; without a span if it concerns the whole document."""

    id: str
    document: str
    code: str
    """A word for the kind of notice."""
    message: str
    """The same as a sentence."""
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
    """The ids of the documents."""
    basis: tuple[Literal["text", "credit", "feed"], ...]
    """What shows it; empty if only people say so."""
    credit: str | None
    """The agency, or the source of the feed, that is named."""
    evidence: tuple[Evidence, ...]
    """The words in common, or the credits."""


@quick
@dataclass(frozen=True, slots=True)
class Occurrence:
    """Events and figures, of one or more documents, about one and the same thing."""

    id: str
    title: str
    """A description in a few words."""
    type: str
    """A PLOVER type, or OTHER."""
    place: str | None
    """The id of a place record."""
    when: When | None
    events: tuple[str, ...]
    """Ids of events."""
    figures: tuple[str, ...]
    """Ids of figures."""
    documents: tuple[str, ...]
    """Ids of documents."""
    origins: int
    """How many independent texts report it."""
    claimants: int
    """How many independent claimants speak about it."""


@quick
@dataclass(frozen=True, slots=True)
class Account:
    """One claimant's figure or statement about one occurrence, as of one time."""

    id: str
    occurrence: str
    """The id of the occurrence."""
    claimant: Claimant | None
    """None for the outlets' own voice."""
    measure: Measure | None
    """None for a statement without a number."""
    low: float | None
    """The lowest number; None if open."""
    high: float | None
    """The highest number; None if open."""
    bound: Bound | None
    as_of: str | None
    """ISO 8601: the date when the first document with it was published."""
    certainty: Certainty
    """As in a claim."""
    evidence: tuple[str, ...]
    """Ids of the figures, events or claims that it is made of."""
    documents: tuple[str, ...]
    """Ids of documents."""
    origins: int
    """How many independent texts report it."""
    supersedes: str | None
    """The id of the same claimant's earlier account; None without. Of a number told for nobody,
    the last one before it (docs/ledger.md)."""
    status: Literal["current", "revised", "retracted", "denied"]
    """What became of it later."""
    sides: tuple[str, ...] = ()
    """Whom it counts: `everyone`, `civilians`, `children`, `security`, `attackers`, `cases`, another side of
    `lexicons/counted.toml`, a people by its country's code, `excess` for more than usual, or nobody."""


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


@quick
@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that do not agree, and the way in which they differ."""

    id: str
    occurrence: str
    """The id of the occurrence."""
    left: str
    """The id of an account or a claim."""
    right: str
    """The id of an account or a claim."""
    measure: Measure | None
    rule: ContradictionRule
    """What shows that the two do not agree."""
    relation: Relation
    """The way in which they differ, see below."""
    why: str
    """The reason as a sentence."""
    sureness: float = 1.0
    """From 0 to 1; it is 1 where nothing leaves in doubt that both speak of one thing. `why` names doubts."""


@quick
@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision by a person or a rule. It is never erased; a later one overrides it."""

    id: str
    subject: tuple[str, ...]
    """Ids of records; a claimant is `claimant:` and its key, or its name in lower case."""
    verdict: Literal["same", "different", "accepted", "rejected", "corrected"]
    value: str | None
    """JSON, such as the values before and after a correction."""
    reason: str
    decided_by: str
    """`person:` and a name, or `rule:` and a name."""
    decided_at: str
    """ISO 8601."""


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
