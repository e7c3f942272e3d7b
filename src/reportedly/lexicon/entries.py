"""One frozen type for each kind of entry: the words, and what the rules need to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..records import Bound, Certainty, Feature, HedgeType, Measure, Stance, Status, Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has; `name` is unique in its file and stands at the end of `rule`."""

    name: str
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Entry):
    """Words that attribute a statement."""

    words: tuple[str, ...]
    """Lemmas; the further words of a verb are its particle, preposition or object in the tree."""
    form: Literal[
        "verb",
        "noun",
        "phrase",
        "adverb",
        "adjective",
        "owned",
        "trusted",
        "had",
        "colon_act",
        "colon_verb",
        "colon_noun",
        "colon_manner",
        "colon_tone",
        "light",
        "medium",
        "voice",
        "record",
        "official",
        "former",
        "page",
        "page_part",
        "rumour",
        "retracts",
        "compels",
        "refuses",
        "falsehood",
        "absurdity",
        "grounds",
        "distance",
        "judgement",
        "assertion",
        "everybody",
        "unnamed",
        "anonymity",
        "titled",
        "informant",
        "interviews",
        "talks",
        "issued",
    ]
    """An `owned` noun is somebody's words behind a preposition ("by the union's count"), by a `trusted`
    participle it is told who is to be believed, by what was `had` who has it so; by `colon`
    words somebody speaks behind a colon, those of `colon_act` may be deeds too and a `colon_tone` is said of
    words alone; `light` verbs and `medium` nouns only lengthen a cue ("made a
    statement", "said in a letter"); a
    `voice` speaks for its owner ("the ministry's spokesman"), a `record` is a count that somebody made
    ("the ministry's toll"), `official` words tell whose it is and `former` words that it was made before;
    by `page` and `page_part` nouns a page speaks of itself ("this article", "the infobox"), which is nobody
    else's claim; a `rumour` noun stands for what others say of a count ("reports of 50 deaths"), which a
    verb that `retracts` takes back, also where another verb `compels` somebody to; who `refuses` to say
    something leaves it open, who calls it a `falsehood` denies it, who calls a charge an `absurdity` and who
    sees no `grounds` for it; `distance` phrases are the outlet's own words that keep what is said at arm's
    length, those of certainty `denied` take back what was said before; by a `judgement` the author of an
    opinion piece judges, and where one does, an `assertion` is the author's as well, and what `everybody` is
    said to think; an `unnamed` word alone is nobody ("some said"), and words
    of `anonymity` are only asked for ("who asked not to be named"); an `informant` speaks without a name or
    an office ("citing two sources"); a `titled` word stands between a publication and the title of what it
    published; whom a page `interviews`, or who `talks` to it, gives the answers of an interview in print;
    an `issued` text is headed so by the office whose words it is.
    """
    stance: Stance = "asserts"
    certainty: Certainty = "reported"
    takes: tuple[str, ...] = ("clause",)
    """Where the content stands: frames named in `statements/contents.py`, the first that fits; any other
    word is a preposition that belongs to the cue, and its object is the content.
    """
    along: tuple[str, ...] = ()
    """Prepositions whose phrase belongs to the content beside an object: accused him OF theft."""
    deeds: tuple[str, ...] = ()
    """Lemmas of what somebody is charged with, also behind who does it: accused by the families of THEFT."""
    spread_by: tuple[str, ...] = ()
    """Lemmas of the verbs by which words get about, with what they hold behind the verb: word CAME that."""
    kind: Literal["speech", "thought", "act", "relay"] = "speech"
    """Words said, a mind, an act done with words, or words taken from another ("citing"). Only speech
    counts inside what another says.
    """
    objects: tuple[str, ...] = ()
    """Lemmas of what is acted on, where the words say something of these alone: "dismissed the RUMOUR"."""
    subjects: tuple[str, ...] = ()
    """Lemmas of those who say it, where the words say something of these alone: "WITNESSES saw"."""
    never: tuple[str, ...] = ()
    """Lemmas of what is acted on, or of what does it, where the words mean something else: "claimed nine
    LIVES", "the FLOOD claimed nine".
    """
    needs: tuple[str, ...] = ()
    """Conditions on the frame, named in `statements/cues.py`."""
    judges: bool = False
    """Whether the words mourn, condemn or blame what is known, and so tell nothing that stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeCue(Entry):
    """Words that make a statement less than plain."""

    words: tuple[str, ...]
    type: HedgeType
    form: Literal["verb", "auxiliary", "noun", "adjective", "adverb", "phrase", "conjunction"]
    needs: tuple[str, ...] = ()
    """Conditions on the frame, named in `statements/hedge_frames.py`."""
    reach: (
        Literal[
            "clause",
            "complement",
            "noun",
            "phrase",
            "report",
            "next",
            "told",
            "told wrongly",
            "number denied",
            "words",
        ]
        | None
    ) = None
    """What the words reach, where the form does not say it: the clause they stand in; the clause or noun
    that completes them; the noun phrase they stand in; what a report says that they describe; the word
    that follows; what was told before, for "could not be verified"; what was
    said, for "was wrong to say"; the nine of "not nine but 12"; themselves alone, since "no excuse for the
    raid" denies no raid."""
    ahead: bool = False
    """Whether what completes the words is still to come, and not told yet: "is DUE to say"."""
    undone: bool = False
    """Whether the words, themselves denied, leave standing what they speak of: "no DOUBT that nine died"."""
    holds: bool = False
    """Whether their subject holds it to be so: "BELIEVES that", and not "fears that"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Entry):
    """Words that say that something happened, with its PLOVER type.

    An entry without a type says nothing by itself: a light verb lends its subject to a noun ("carry out"
    an attack), a frame tells how the act that it governs stands ("try", "fail", "plan"), a weapon tells
    the mode of the act that it is used in, a quantity stands before the noun of the act ("a series of"), a
    quality says how the noun's act stands ("attempted" murder). What does, or suffers, no violence makes
    a figure of speech of words of violence (`no-doer`, `no-sufferer`: viruses invade, shares take a beating);
    what a `law` does in the present is what is to be.
    """

    words: tuple[str, ...]
    """Lemmas. Several words in one string are a verb with what hangs from it (particle, object,
    preposition and its noun), or for a noun, words in a row."""
    form: Literal[
        "verb",
        "noun",
        "light",
        "modal",
        "frame",
        "weapon",
        "quantity",
        "quality",
        "no-doer",
        "no-sufferer",
        "law",
    ]
    type: str = ""
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    measure: Measure | None = None
    """What an amount of its patients counts, where it counts something."""
    needs: tuple[str, ...] = ()
    """Conditions on the frame, named in `statements/triggers.py`."""
    objects: tuple[str, ...] = ()
    """Lemmas, one of which must be the object's; with a passive the subject's."""
    not_objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    """Lemmas, one of which must be the doer's."""
    not_subjects: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    """Prepositions before those to whom it is done, beside the object."""
    by: tuple[str, ...] = ()
    """Prepositions before those who do it, where the subject undergoes it ("received aid from")."""
    agent: str | None = None
    """The sector that does it by the meaning of the word, where nobody is named: COP arrests."""
    mutual: bool = False
    """Whether both sides act ("meet", "clash", "sign")."""
    army_mode: str | None = None
    """The mode where an army or a state does it: they bomb from the air."""
    hostile: str | None = None
    """The type where what it is about is harm: an order to shoot coerces, a promise to attack threatens."""
    status: Status | None = None
    """How the act that a frame governs, or a quality stands before, stands."""
    unexplained: bool = False
    """Whether it tells that something exploded or was hit, and not why: it may be an accident."""
    place_too: bool = False
    """Whether its words also name a place, so that they alone tell no weapon: "a mine"."""
    before_name: bool = False
    """Whether it tells what bears the name behind it: "Hurricane Mitch"."""
    also: str | None = None
    """Name of the entry whose act is told along with it: who is sentenced to prison is locked up, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Entry):
    """Words for somebody who can act or speak by what they are, or that tell who bears a name."""

    words: tuple[str, ...]
    form: Literal[
        "name",
        "figure",
        "body",
        "office",
        "people",
        "honorific",
        "relation",
        "former",
        "rank",
        "ending",
        "relational",
        "medium",
    ]
    """A named body (NATO); a person known the world over, whom a text need not introduce; an institution
    (interior ministry); what one person is in public (president); what people are otherwise (residents); a
    title that only stands before names (Mr); who somebody is to another (successor); words for past
    holders (former); words beside an office that do not tell which it is (deputy); a word in the name of an
    organisation (Bank); adjectives that tell to what body, trade or side somebody belongs, and not what they
    are like (naval); what a broadcaster is called with its place (radio)."""
    type: Literal["person", "organisation", "state", "group", "role"] | None = None
    """Where the form does not tell it: a crowd is a group though the word is singular."""
    sector: str | None = None
    """PLOVER sector code."""
    country: str | None = None
    key: str | None = None
    """Set for a named body."""
    title: str | None = None
    """What it is called where a text has a short word for it: the prosecution is a prosecutor's office."""
    office: str | None = None
    """The entry of the body that it speaks for, where that is another: a health minister for the ministry;
    `government` for those who do not tell for which office of their state they speak, `voice` for those who
    speak for any: a spokesman."""
    general: tuple[str, ...] = ()
    """Names of the entries by whose words a text leads back to it: "the ministry", "the leader"."""
    cased: bool = False
    """Only as written, capitals and all: WHO, the Times."""
    gender: Literal["female", "male"] | None = None
    personal: bool = False
    """Bare names beside it, in rows too, are persons': "sisters", but not "rebels", whom a group names."""
    single: bool = False
    """Whether one person has such an office at a time, and each that a text leads back to it by its words."""
    local: Literal["city", "region"] | None = None
    """What it speaks for, if not the country: what a mayor counts revises no toll of the country."""
    needs: tuple[str, ...] = ()
    """Conditions on the words' surroundings, named in `mentions/ground.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Entry):
    """Words that are numbers, or tell how to take the number beside them."""

    words: tuple[str, ...]
    form: Literal["number", "multiplier", "suffix", "vague", "fraction", "fold", "before", "after", "change"]
    low: float | None = None
    high: float | None = None
    bound: Bound | None = None
    trend: Trend | None = None
    needs: tuple[str, ...] = ()
    """Conditions on the words around it, named in `mentions/amounts.py` and `numerals.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLabel(Entry):
    """Words beside which a number is a name, a date, an address or a score, and counts nothing."""

    words: tuple[str, ...]
    side: Literal["before", "after", "either", "address"]
    """Where the words stand: "page 4", "the 800 block", "May 4", "419 Maple Street"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Entry):
    """Words that are counted or measured."""

    words: tuple[str, ...]
    measure: Measure | None = None
    kind: str
    """people, role, vehicle, building, money, share, length, mass, ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWord(Entry):
    """Words that say what an amount counts: killed, injured, arrested and the like.

    Two words with a plus between them are a verb and what stands beside it in its clause: "gun + down".
    """

    words: tuple[str, ...]
    form: Literal[
        "done_to",
        "undergo",
        "object",
        "state",
        "manner",
        "counted",
        "toll",
        "within",
        "borne",
        "later",
        "kind_of_count",
        "hearsay",
        "counting",
        "undergoing",
        "teller",
        "tells",
        "corrects",
        "total",
        "undone",
        "alive",
        "apart",
        "among",
        "strength",
        "compared",
        "untrue",
        "divides",
        "qualifies",
        "sought",
        "rescue",
        "uprooted",
        "unfound",
        "unheard",
        "wanted",
        "size",
        "fighting",
        "captor",
        "kept",
        "unknown",
        "draws",
        "fate",
        "aboard",
        "calamity",
        "moves",
        "ranges",
        "dead",
        "harming",
        "of_harm",
        "suffering",
        "unharmed",
        "looks_back",
    ]
    """Whom a verb is done to; who undergoes it; its object; a state that they are in; how it was done; a
    noun that is itself counted; one whose number follows it; where they are; what they came away with; words
    by which a later number follows; words that tell a number
    without its noun, and those of them that put it in the place of another; words for a sum since something
    began; words for a deed that was not done; words that say that those who were hurt live, and that tell
    them apart from the dead; words before a part of those who are counted; what is so many strong; words
    before the number of another time; words that call a number wrong; places and groups by which a list is
    divided; words that leave the heading of a column a plain count; verbs and nouns for a search; words for
    those who search for people in distress, and where; words for people who flee because they live there;
    verbs by which, denied, people are missing, and nouns for news that there is not; words for people who
    hide, so that nobody misses them; nouns for how large something is; words for people who fall in a
    fight, and for those who arrest; words for how people are held who are in no custody; words by which a
    fate is unknown; verbs by which a crowd has its people; nouns for
    what became of people, which is unknown; where people are who travel; adjectives by which a bare number is
    a count, nouns with "of" before one, verbs whose subject a count is, and verbs that tell how some of those
    counted are; and what claims people. Verbs that with "up" move a count, and words before "from" and both
    ends of one amount. Of whom there was none is told by nouns for the dead; verbs of harm
    before none ("killed no", "caused no", which counts nothing by itself); adjectives before a noun for harm
    ("civilian deaths"); words behind those who are none that no other form has ("no one perished"); and
    what all are of whom none was hurt; and verbs and nouns for what is done about what has happened.
    """
    measure: Measure
    needs: tuple[str, ...] = ()
    """Conditions on who is counted, named in `mentions/counted_groups.py`."""
    way: str | None = None
    """How people came to be counted, where that is not what the measure says: who sought care may be ill."""
    fate: str | None = None
    """What became of people whom no measure counts, under one name of all words: freed, rescued, escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord(Entry):
    """Words that name a time or relate it to another."""

    words: tuple[str, ...]
    """Words or phrases; of a unit the first is one of them, all others several."""
    form: str
    """What the words can be in a time: `LETTERS` in `mentions/timex/letters.py`; `future`, `called`,
    `gone`, `announced` and `appointed` tell when a clause plays."""
    value: str | None = None
    """What its form makes of it: a month's number, a part of a TIMEX3 value, a feast's rule, a count."""
    needs: tuple[str, ...] = ()
    """Conditions on the words around it: `NEEDS` in `mentions/timex/letters.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWord(Entry):
    """Words that tell a kind of place, a direction, or that a name beside them is a place."""

    words: tuple[str, ...]
    form: Literal[
        "level", "head", "opening", "street", "route", "site", "direction", "locative", "follower", "party"
    ]
    """level: after the name ("Rapides Parish"); head: before it ("the city of Kayseri"); opening: with a
    capital, the first word of a longer name ("Port Harcourt"), which is never cut to one of its parts;
    street: after
    the name of a road; route: before its number; site: after the name of a building or ground;
    direction: before the name of a country or region; locative: a preposition of place; follower: what a
    place has or who lives there ("Alexandria police"); party: a party's letters before a seat ("R-")."""
    feature: Feature | None = None
    kinds: tuple[str, ...] = ()
    """The kinds of place in the gazetteer that it tells of."""
    needs: tuple[Literal["locative", "capital", "last"], ...] = ()
    """Of sites: found only after a preposition of place, or only with a capital of its own; of levels:
    only where no other name follows ("Rakhine state", not "Columbia State College")."""
    weight: int = 0
    """Of locatives and followers: how much they speak for a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWord(Entry):
    """Words by which a page's furniture, captions, credits and comments are known."""

    words: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Entry):
    """A news agency whose reports others carry, or a way in which they credit one."""

    words: tuple[str, ...]
    """Names of the agency; or forms of a credit, in which NAME is any of them."""
    form: Literal["agency", "credit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedWords(Entry):
    """Words for those whom a figure counts."""

    words: tuple[str, ...]
    side: Literal[
        "security",
        "attackers",
        "rescuers",
        "civilians",
        "children",
        "elderly",
        "foreigners",
        "refugees",
        "excess",
        "everyone",
        "cases",
        "tally",
        "none",
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords(Entry):
    """Words for one of several states, of which somebody or something has one at a time."""

    words: tuple[str, ...]
    """As they are written; ANY stands for one to three words: "took ANY hostage"."""
    question: str
    """What they answer: entries that answer one question exclude one another unless `state` is the same."""
    state: str
    of: Literal["person", "thing", "group", "attack", "event"]
    """What reports must both name: somebody, a thing, people of one side; like reports name an attack, and
    those of one story what happened in it."""
    then: tuple[str, ...] = ()
    """States, or entries by name, that may follow it, so that a later report of one of them is news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWords(Entry):
    """Words between something and who or what is behind it: what caused it, who holds it, who began it."""

    words: tuple[str, ...]
    """As they are written."""
    tie: Literal["beginner", "cause", "holder"]
    """What they tell of it: of one fire two speakers name two causes, of one bridge two holders, of one fight
    two who fired first."""
    first: Literal["what", "who"]
    """What stands before them: the thing, or who or what is behind it."""
    others: bool = False
    """What they name is one of several: a curfew has many reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords(Entry):
    """Words that may stand for one another where two speakers tell one matter: a gun and a rifle."""

    words: tuple[str, ...]
    """Single words, as they are written; of each only the root counts."""
    tells: bool = True
    """They name a matter; others say nothing of it, such as "make" and "place", and bring no two together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords(Entry):
    """Words beside a claim by which it answers the one before it."""

    words: tuple[str, ...]
    """As they are written."""
    sign: Literal["disputes", "insists", "contrast"]
    """The speaker disputes what was said, keeps to his own, or the writer sets both against one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClass(Entry):
    """Words that a rule looks up, under the name of their class."""

    words: tuple[str, ...]
    """As the rule looks them up: lemmas, or as they are written."""
    why: str
    """What they have in common."""


KINDS: Mapping[str, type[Entry]] = {
    "cues": Cue,
    "hedges": HedgeCue,
    "predicates": Predicate,
    "roles": Role,
    "numbers": Number,
    "labels": NumberLabel,
    "measures": MeasureWord,
    "units": Unit,
    "times": TimeWord,
    "places": PlaceWord,
    "pages": PageWord,
    "agencies": Agency,
    "counted": CountedWords,
    "states": StateWords,
    "ties": TieWords,
    "fields": FieldWords,
    "answers": AnswerWords,
    "classes": WordClass,
}
"""The lexicons, by the file's name."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries at run time, without their examples; `digest` is that of all files."""

    digest: str
    cues: tuple[Cue, ...]
    hedges: tuple[HedgeCue, ...]
    predicates: tuple[Predicate, ...]
    roles: tuple[Role, ...]
    numbers: tuple[Number, ...]
    labels: tuple[NumberLabel, ...]
    measures: tuple[MeasureWord, ...]
    units: tuple[Unit, ...]
    times: tuple[TimeWord, ...]
    places: tuple[PlaceWord, ...]
    pages: tuple[PageWord, ...]
    agencies: tuple[Agency, ...]
    counted: tuple[CountedWords, ...]
    states: tuple[StateWords, ...]
    ties: tuple[TieWords, ...]
    fields: tuple[FieldWords, ...]
    answers: tuple[AnswerWords, ...]
    classes: tuple[WordClass, ...]

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and other.digest == self.digest


def rule_of(room: str, entry: Entry | str) -> str:
    """The `rule` of a finding: the room's word, and the entry or the function that made it."""
    return f"{room}/{entry if isinstance(entry, str) else entry.name}"
