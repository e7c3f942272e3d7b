"""The words that people write, as data: one TOML file and one frozen type for each kind of entry.

A file `lexicons/NAME.toml` holds `[[entry]]` tables. Every entry has `examples` in marked notation
(see `marked.py`), and `near_misses`: sentences in which the words stand and mean something else.
`proving.py` runs the real `read()` over both. Examples are not kept at run time.

A finding's `rule` ends in the entry that made it: `cue/say`, `predicate/arrest`; `rule_of` builds it.
"""

from __future__ import annotations

import csv
import json
import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from .errors import LexiconError
from .records import Bound, Certainty, Feature, HedgeType, Measure, Stance, Status, Trend

LEXICONS = Path(str(files("reportedly") / "lexicons"))
DIGESTED = frozenset({".toml", ".csv", ".sha256"})
"""Files that findings depend on; a large binary is known by the digest beside it."""
COUNTRY_LISTS = ("names", "adjectives", "demonyms", "capitals")


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
        "refuses",
        "falsehood",
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
    ]
    """`light` verbs and `medium` nouns only lengthen a cue ("made a statement", "said in a letter"); a
    `voice` speaks for its owner ("the ministry's spokesman"), a `record` is a count that somebody made
    ("the ministry's toll"), `official` words tell whose it is and `former` words that it was made before;
    by `page` and `page_part` nouns a page speaks of itself ("this article", "the infobox"), which is nobody
    else's claim; a `rumour` noun stands for what others say of a count ("reports of 50 deaths"), which a
    verb that `retracts` takes back; who `refuses` to say something leaves it open, who calls it a
    `falsehood` denies it; `distance` phrases are the outlet's own words that keep what is said at arm's
    length, those of certainty `denied` take back what was said before; by a `judgement` the author of an
    opinion piece judges, and where one does, an `assertion` is the author's as well, and what `everybody`
    is said to think; an `unnamed` word alone is nobody ("some said"), and words of `anonymity` are only asked
    for ("who asked not to be named"); an `informant` speaks without a name or an office ("citing two
    sources"); a `titled` word stands between a publication and the title of what it
    published; whom a page `interviews`, or who `talks` to it, gives the answers of an interview in print.
    """
    stance: Stance = "asserts"
    certainty: Certainty = "reported"
    takes: tuple[str, ...] = ("clause",)
    """Where the content stands: frames named in `statements/contents.py`, the first that fits; any other
    word is a preposition that belongs to the cue, and its object is the content.
    """
    along: tuple[str, ...] = ()
    """Prepositions whose phrase belongs to the content beside an object: accused him OF theft."""
    kind: Literal["speech", "thought", "act", "relay"] = "speech"
    """Words said, a mind, an act done with words, or words taken from another ("citing"). Only speech
    counts inside what another says.
    """
    objects: tuple[str, ...] = ()
    """Lemmas of what is acted on, where the words say something of these alone: "dismissed the RUMOUR"."""
    never: tuple[str, ...] = ()
    """Lemmas of what is acted on where the words mean something else: "claimed nine LIVES"."""
    needs: tuple[str, ...] = ()
    """Conditions on the frame, named in `statements/cues.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeCue(Entry):
    """Words that make a statement less than plain."""

    words: tuple[str, ...]
    type: HedgeType
    form: Literal["verb", "auxiliary", "noun", "adjective", "adverb", "phrase", "conjunction"]
    needs: tuple[str, ...] = ()
    """Conditions on the frame, named in `statements/hedges.py`."""
    reach: Literal["clause", "complement", "noun", "phrase", "report", "next", "told"] | None = None
    """What the words reach, where the form does not say it: the clause they stand in; the clause or noun
    that completes them; the noun phrase they stand in; what a report says that they describe; the word
    that follows; what was told before, for "could not be verified"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Entry):
    """Words that say that something happened, with its PLOVER type.

    An entry without a type says nothing by itself: a light verb lends its subject to a noun ("carry out"
    an attack), a frame tells how the act that it governs stands ("try", "fail", "plan"), a weapon tells
    the mode of the act that it is used in, a quantity stands before the noun of the act ("a series of"), a
    quality says how the noun's act stands ("attempted" murder).
    """

    words: tuple[str, ...]
    """Lemmas. Several words in one string are a verb with what hangs from it (particle, object,
    preposition and its noun), or for a noun, words in a row."""
    form: Literal["verb", "noun", "light", "adjective", "modal", "frame", "weapon", "quantity", "quality"]
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
    also: str | None = None
    """Name of the entry whose act is told along with it: who is sentenced to prison is locked up, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Entry):
    """Words for somebody who can act or speak by what they are, or that tell who bears a name."""

    words: tuple[str, ...]
    form: Literal[
        "name", "figure", "body", "office", "people", "honorific", "relation", "former", "rank", "ending"
    ]
    """A named body (NATO); a person known the world over, whom a text need not introduce; an institution
    (interior ministry); what one person is in public (president); what people are otherwise (residents); a
    title that only stands before names (Mr); who somebody is to another (successor); words for past
    holders (former); words beside an office that do not tell which it is (deputy); a word in the name of an
    organisation (Bank)."""
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
    `government` for those who do not tell for which office of their state they speak."""
    general: tuple[str, ...] = ()
    """Names of the entries by whose words a text leads back to it: "the ministry", "the leader"."""
    cased: bool = False
    """Only as written, capitals and all: WHO, the Times."""
    gender: Literal["female", "male"] | None = None
    personal: bool = False
    """Bare names beside it, in rows too, are persons': "sisters", but not "rebels", whom a group names."""
    local: Literal["city", "region"] | None = None
    """What it speaks for, if not the country: what a mayor counts revises no toll of the country."""
    needs: tuple[str, ...] = ()
    """Conditions on the words' surroundings, named in `mentions/roles.py`."""


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
    needs: tuple[str, ...] = ()


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
    ]
    """Whom a verb is done to; who undergoes it; its object; a state that they are in; how it was done; a
    noun that is itself counted; one whose number follows it; where they are; what they came away with; words
    by which a later number follows; words that tell a number
    without its noun, and those of them that put it in the place of another; words for a sum since something
    began; words for a deed that was not done; words that say that those who were hurt live, and that tell
    them apart from the dead; words before a part of those who are counted; what is so many strong; words
    before the number of another time; words that call a number wrong; places and groups by which a list is
    divided; words that leave the heading of a column a plain count.
    """
    measure: Measure
    needs: tuple[str, ...] = ()
    """Conditions on who is counted, named in `mentions/counted_groups.py`."""
    way: str | None = None
    """How people came to be counted, where that is not what the measure says: who sought care may be ill."""


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
        "security", "attackers", "rescuers", "civilians", "children", "everyone", "cases", "tally", "none"
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords(Entry):
    """Words for one of several states, of which somebody or something has one at a time."""

    words: tuple[str, ...]
    """As they are written; ANY stands for one to three words: "took ANY hostage"."""
    question: str
    """What they answer: entries that answer one question exclude one another unless `state` is the same."""
    state: str
    of: Literal["person", "thing", "group", "attack"]
    """What reports must both name: somebody, a thing, people of one side; like reports name an attack."""
    then: tuple[str, ...] = ()
    """States that may follow it, so that a later report of one of them is news."""


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

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and other.digest == self.digest


@dataclass(frozen=True, slots=True)
class Country:
    """A state, a territory, or a land that people call by a name of its own; one row of `countries.csv`.

    `code` is ISO 3166 alpha-3, for former states the one that ISO withdrew, for Kosovo XKX; None where a
    land lies in several states and the text alone must say in which. Disputed lands stand under the code
    that ISO 3166 gives them, and `note` says who holds or claims them: no position is taken.
    """

    code: str | None
    alpha2: str | None
    kind: Literal["state", "territory", "part", "disputed", "historical", "people"]
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    """"Kazakh", "Kazakhstani": what is of this country."""
    demonyms: tuple[str, ...]
    """"Kazakhs", "a Kazakhstani": who is of this country, singular and plural."""
    capitals: tuple[str, ...]
    """Capitals and seats whose names stand for the government ("Astana said")."""
    latitude: float
    longitude: float
    """A representative point near the middle, to a degree or less; never a place where something happened."""
    geonames: int | None
    note: str


AnEntry = TypeVar("AnEntry", bound=Entry)


def rule_of(room: str, entry: Entry | str) -> str:
    """The `rule` of a finding: the room's word, and the entry or the function that made it."""
    return f"{room}/{entry if isinstance(entry, str) else entry.name}"


@cache
def load_lexicon() -> Lexicon:
    """The lexicons that ship with the program.

    The parsed entries are kept in the user's cache folder under the digest of the files, because TOML
    takes longer to parse than all the rest of the start-up; without a writable cache they are parsed
    each time.

    Raises:
        LexiconError: an entry is not as its type says.
    """
    digest = lexicon_digest()
    folder = _cache_folder()
    cached = folder / f"lexicon-{digest[:20]}.json" if folder else None
    entries = _cached_entries(cached) if cached else None
    if entries is None:
        rows = {kind: _without_examples(read_entries(kind)) for kind in KINDS}
        entries = _entries_of(rows)
        if cached:
            _write_cache(cached, rows)
    return Lexicon(digest=digest, **entries)


@cache
def load_countries() -> tuple[Country, ...]:
    """All countries, in order of their names.

    Raises:
        LexiconError: a row of `countries.csv` lacks a field or has one too many.
    """
    path = LEXICONS / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_country(row, path) for row in csv.DictReader(file, strict=True))


def _country(row: Mapping[str, str], path: Path) -> Country:
    if set(row) != {field.name for field in fields(Country)} or None in row.values():
        raise LexiconError(f"{path.name}: row {row.get('name', '?')!r} does not fit the head of the table")
    several = {name: tuple(filter(None, row[name].split("|"))) for name in COUNTRY_LISTS}
    return Country(
        code=row["code"] or None,
        alpha2=row["alpha2"] or None,
        kind=row["kind"],  # type: ignore[arg-type]
        name=row["name"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        geonames=int(row["geonames"]) if row["geonames"] else None,
        note=row["note"],
        **several,
    )


def lexicon_digest() -> str:
    """SHA-256 over the lexicon files, in order of their names, and this module's entry types."""
    digest = sha256(Path(__file__).read_bytes())
    for path in sorted(path for path in LEXICONS.iterdir() if path.suffix in DIGESTED):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_entries(kind: str) -> tuple[Entry, ...]:
    """The entries of one lexicon with their examples, as they stand in the file.

    Raises:
        LexiconError: the file is no TOML, or an entry has an unknown, missing or wrong field.
    """
    path = LEXICONS / f"{kind}.toml"
    try:
        source = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    return entries_of(kind, source, path)


def entries_of(kind: str, source: str, path: Path) -> tuple[Entry, ...]:
    """The entries of a lexicon's file, of which `source` is the content.

    Raises:
        LexiconError: as `read_entries`.
    """
    try:
        tables = tomllib.loads(source).get("entry", [])
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}") from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise LexiconError(f"{path}: entries are tables under [[entry]]")
    return tuple(_entry(KINDS[kind], table, path) for table in tables)


def _entry(entry_type: type[AnEntry], table: Mapping[str, Any], path: Path) -> AnEntry:
    where = f"{path.name}: entry {table.get('name', '?')!r}"
    known = {field.name: field for field in fields(entry_type)}
    if unknown := sorted(set(table) - set(known)):
        raise LexiconError(f"{where}: unknown field {unknown[0]!r}; allowed are {', '.join(known)}")
    for name, field in known.items():
        if name not in table and field.default is MISSING:
            raise LexiconError(f"{where}: field {name!r} is missing")
    hints = get_type_hints(entry_type)
    for name, value in table.items():
        _check_value(where, name, value, hints[name])
    return entry_type(**_tupled(table))


def _check_value(where: str, name: str, value: object, hint: Any) -> None:
    """A value is one of the words that its type allows; lists hold strings."""
    options = _options(hint)
    if options and value not in options:
        raise LexiconError(f"{where}: {name} = {value!r} is not one of {', '.join(map(str, options))}")
    if isinstance(value, list) and not all(isinstance(item, str) and item for item in value):
        raise LexiconError(f"{where}: {name} must hold words, got {value!r}")
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    if not options and not any(_is_of(value, part) for part in parts):
        raise LexiconError(f"{where}: {name} = {value!r} is of the wrong type")


def _is_of(value: object, hint: Any) -> bool:
    """Whether TOML's value is one of a plain type, or a list where the type is a tuple."""
    if get_origin(hint) is tuple:
        return isinstance(value, list)
    wanted = (int, float) if hint is float else hint
    return (
        isinstance(wanted, type | tuple)
        and isinstance(value, wanted)
        and isinstance(value, bool) == (hint is bool)
    )


def _options(hint: Any) -> Sequence[object]:
    """The values of a Literal, also where it is one side of a union with None."""
    if getattr(hint, "__origin__", None) is Literal:
        return hint.__args__  # type: ignore[no-any-return]
    parts = getattr(hint, "__args__", ())
    if type(None) in parts:
        return next((options for part in parts if (options := _options(part))), ())
    return ()


def _tupled(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


def _without_examples(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    left = {"examples", "near_misses"}
    return [
        {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in left}
        for entry in entries
    ]


def _cache_folder() -> Path | None:
    """Where the cache is kept; None for a user without a home, as in a container."""
    if named := os.environ.get("XDG_CACHE_HOME"):
        return Path(named) / "reportedly"
    try:
        return Path.home() / ".cache" / "reportedly"
    except RuntimeError:
        return None


def _entries_of(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {
        kind: tuple(entry_type(**_tupled(row)) for row in rows[kind]) for kind, entry_type in KINDS.items()
    }


def _cached_entries(path: Path) -> dict[str, Any] | None:
    """The entries that the cache holds; None where it is not there, or not as this program writes it."""
    try:
        return _entries_of(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _write_cache(path: Path, rows: Mapping[str, Any]) -> None:
    """Whole or not at all, and what earlier lexicons left goes; without a cache it is only slower."""
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            part = Path(file.name)
            json.dump(rows, file, ensure_ascii=False)
        part.replace(path)
        for other in path.parent.glob("lexicon-*.json"):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError:
        if part is not None:
            part.unlink(missing_ok=True)
