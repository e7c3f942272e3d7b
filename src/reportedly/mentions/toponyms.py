"""Which words of a text name a place, before it is settled which place they name.

Every run of capitalised words is looked up in the gazetteer. Whether a name that is found there is a
place in this text is then weighed: each rule of `EVIDENCE` looks at one thing (the word before, the
tagger's label, a person of that name) and speaks for or against with a small number. What names a road or
a site is found by its kind of word, whether the gazetteer knows it or not.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import log10
from typing import TYPE_CHECKING

from ..language.phrases import Phrases
from ..lexicon import LEXICONS, Lexicon, PlaceWord, load_countries
from .gazetteer import Gazetteer, Toponym, fold, fold_short

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME_LONGEST = 6
"""Tokens of the longest name that is looked up; 99.6 % of the names in the gazetteer are shorter."""

ENOUGH = 3
"""The weight from which a name is a place. On local and world news with marked places, 2 found 2 % more
of them and 9 % more that were none; 4 lost 6 %."""

CAPITAL_LETTERS_SHORT = 3
"""A name as short as this ("US", "ACT") must stand in capitals as in the gazetteer."""


ABBREVIATION_LONGEST = 6
"""Letters and points of "Calif." and "W. Va.", the longest abbreviations of regions."""


@dataclass(frozen=True, slots=True)
class Words:
    """The entries of `places.toml`, ready to be matched."""

    phrases: Phrases[PlaceWord]
    pointed: Mapping[str, PlaceWord]
    """Abbreviations, which are one token with their point: "st." """
    adjectives: frozenset[str]
    """Folded adjectives and demonyms: "kazakh" is no place."""


@dataclass(slots=True)
class Setting:
    """What the rules look at: the document's tokens with what is known of each."""

    doc: Doc
    surface: str
    """The document's own words: capitals as they were written."""
    words: Mapping[int, tuple[tuple[int, PlaceWord], ...]]
    """By token, the lexicon's words that begin there, each with its end."""
    ending: Mapping[int, tuple[tuple[int, PlaceWord], ...]]
    """By token, the lexicon's words that end there, each with its beginning."""
    adjectives: frozenset[str]
    entities: list[tuple[str, int, int]]
    """By token, the tagger's label and its extent in tokens."""
    persons: frozenset[str] = frozenset()
    """Names by which persons of the text go."""
    lowered: frozenset[str] = frozenset()
    """Words that also stand in lower case in this text."""
    streets: frozenset[int] = frozenset()
    """The tokens after the names of roads."""
    places: dict[int, Name] = field(default_factory=dict)
    """By its first token, every name that the gazetteer has."""
    ends: dict[int, Name] = field(default_factory=dict)
    """The same by the token after its last."""


@dataclass(slots=True)
class Name:
    """Words that may name a place: `start`, `end` are tokens of the name, `first`, `last` of the mention."""

    start: int
    end: int
    first: int
    last: int
    folded: str
    candidates: tuple[Toponym, ...]
    rule: str = "known-name"
    word: PlaceWord | None = None
    """The word of the lexicon that tells the kind."""
    container: Name | None = None
    """The name after the comma: "Paris, Texas"."""
    weight: int = 0
    certain: bool = False
    """Found by its form, whatever the weight."""


@lru_cache(maxsize=4)
def words_of(lexicon: Lexicon) -> Words:
    """The lexicon's words for places, built once for a lexicon."""
    adjectives = {
        fold(word)
        for country in load_countries()
        for word in (*country.adjectives, *country.demonyms)
        if word not in country.names and word != country.name
    }
    phrases = Phrases((word, entry) for entry in lexicon.places for word in entry.words)
    pointed = {word: entry for entry in lexicon.places for word in entry.words if word.endswith(".")}
    return Words(phrases, pointed, frozenset(adjectives))


def find_names(doc: Doc, surface: str, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Name]:
    """All words that name a place, in order, none overlapping."""
    setting = _set(doc, surface, words_of(lexicon))
    formed = list(_find_formed(setting))
    setting.streets = frozenset(name.last for name in formed)
    taken = {place for name in formed for place in range(name.first, name.last)}
    known = _look_up(setting, gazetteer, taken)
    for name in known:
        setting.places[name.start] = name
        setting.ends[name.end] = name
    for name in known:
        _weigh(name, setting)
    _agree(known)
    _agree_in_lists(known, setting)
    accepted = [name for name in known if name.certain or name.weight >= ENOUGH]
    taken.update(place for name in accepted for place in range(name.first, name.last))
    accepted += _find_unknown(setting, taken)
    _look_up_sites(setting, formed, gazetteer)
    return _without_overlaps([*formed, *accepted])


def _set(doc: Doc, surface: str, words: Words) -> Setting:
    begins: dict[int, tuple[tuple[int, PlaceWord], ...]] = {}
    ends: dict[int, tuple[tuple[int, PlaceWord], ...]] = {}
    for span, matched in words.phrases.every(doc):
        text = span.text.lower()
        entries = tuple(entry for entry in matched if text in entry.words)
        begins[span.start] = tuple((span.end, entry) for entry in entries)
        for entry in entries:
            ends[span.end] = (*ends.get(span.end, ()), (span.start, entry))
    for token in doc:
        if token.text[-1:] == "." and (pointed := words.pointed.get(token.lower_)):
            begins[token.i] = (*begins.get(token.i, ()), (token.i + 1, pointed))
            ends[token.i + 1] = (*ends.get(token.i + 1, ()), (token.i, pointed))
    entities: list[tuple[str, int, int]] = [("", 0, 0)] * len(doc)
    for entity in doc.ents:
        for place in range(entity.start, entity.end):
            entities[place] = entity.label_, entity.start, entity.end
    return Setting(
        doc=doc,
        surface=surface,
        words=begins,
        ending=ends,
        adjectives=words.adjectives,
        entities=entities,
        persons=_persons(doc),
        lowered=frozenset(token.text for token in doc if token.text.islower()),
    )


def _persons(doc: Doc) -> frozenset[str]:
    """The last words of names of two words and more that the tagger takes for persons."""
    return frozenset(
        fold(entity[-1 if entity[-1].text != "'s" else -2].text)
        for entity in doc.ents
        if entity.label_ == "PERSON" and len([t for t in entity if t.text != "'s"]) > 1
    )


def is_capitalised(token: Token) -> bool:
    """The token begins with a capital, or with a letter of a script that has none."""
    letter = token.text[0]
    return letter.isalpha() and not letter.islower()


# --- names that are known by their form: roads and sites


def _find_formed(setting: Setting) -> Iterator[Name]:
    """Roads, buildings and the like, by the kind of word that ends or begins their name."""
    end = 0
    for place in sorted(set(setting.words)):
        if place < end:
            continue
        for after, entry in setting.words[place]:
            find = FORMED.get(entry.form)
            if find and (name := find(setting, place, after, entry)) and name.first >= end:
                yield name
                end = name.last
                break


def _street(setting: Setting, place: int, after: int, entry: PlaceWord) -> Name | None:
    """As in "Memphis St.", "North Cooper Street": capitalised words before the word for a road."""
    doc = setting.doc
    goes_on = after < len(doc) and (doc[after].text[0].isdigit() or _is_name(doc, after))
    if not is_capitalised(doc[place]) or (goes_on and not doc[after].is_sent_start):
        return None
    start = _run_before(setting, place)
    if start == place:
        return None
    return Name(start, after, start, after, "", (), rule=entry.name, word=entry, certain=True)


def _route(setting: Setting, place: int, after: int, entry: PlaceWord) -> Name | None:
    """As in "Highway 403": the word for a road before its number."""
    doc = setting.doc
    if after >= len(doc) or not doc[after].text[0].isdigit() or not is_capitalised(doc[place]):
        return None
    return Name(place, after + 1, place, after + 1, "", (), rule=entry.name, word=entry, certain=True)


def _site(setting: Setting, place: int, after: int, entry: PlaceWord) -> Name | None:
    """As in "Almaty airport"; with `needs = ["locative"]` only after "at", "in" and the like."""
    start = _run_before(setting, place)
    if start == place or (
        setting.entities[start][0] == "PERSON" and setting.entities[place][0] != "PERSON"
        and not is_capitalised(setting.doc[place])
    ):  # fmt: skip
        return None
    if "locative" in entry.needs and not _locative_before(setting, start):
        return None
    if "capital" in entry.needs and not is_capitalised(setting.doc[place]):
        return None
    return Name(start, after, start, after, "", (), rule=entry.name, word=entry, certain=True)


FORMED: Mapping[str, Callable[[Setting, int, int, PlaceWord], Name | None]] = {
    "street": _street,
    "route": _route,
    "site": _site,
}


def _run_before(setting: Setting, place: int) -> int:
    """The first token of the capitalised words that end before `place`."""
    doc, start = setting.doc, place
    while start > 0 and place - start < NAME_LONGEST and _in_run(doc[start - 1], doc[start]):
        start -= 1
    while start < place and (
        not is_capitalised(doc[start]) or (doc[start].is_sent_start and doc[start].is_stop)
    ):
        start += 1
    return start


def _in_run(token: Token, following: Token) -> bool:
    if following.is_sent_start or token.ent_type_ in {"DATE", "TIME", "CARDINAL"}:
        return False
    return (is_capitalised(token) and not (token.is_stop and token.is_sent_start)) or (
        token.text in {".", "-"} and bool(token.whitespace_ == "") and token.text == "-"
    )


# --- names that the gazetteer has


def _look_up(setting: Setting, gazetteer: Gazetteer, taken: set[int]) -> list[Name]:
    """The longest known name at each capitalised token, from left to right, none overlapping."""
    asked = {span: keys for span in _spans(setting, taken) if (keys := _keys(setting, *span))}
    found = gazetteer.find(key for keys in asked.values() for key in keys)
    longest: dict[int, Name] = {}
    for (start, end), keys in asked.items():
        for key in keys:
            places = found[key]
            if places and (start not in longest or end > longest[start].end):
                longest[start] = Name(start, end, start, end, key, places)
    names: list[Name] = []
    for start in sorted(longest):
        if not names or start >= names[-1].end:
            names.append(longest[start])
    return names


def _spans(setting: Setting, taken: set[int]) -> Iterator[tuple[int, int]]:
    doc = setting.doc
    for start, token in enumerate(doc):
        if start in taken or not is_capitalised(token):
            continue
        for end in range(start + 1, min(start + NAME_LONGEST, len(doc)) + 1):
            last = doc[end - 1]
            if end - 1 in taken or (end - 1 > start and (last.is_sent_start or not _may_continue(last))):
                break
            if is_capitalised(last):
                yield start, end


def _may_continue(token: Token) -> bool:
    """Within a name: a capitalised word, a short word in lower case, a hyphen or an apostrophe."""
    text = token.text
    return is_capitalised(token) or (len(text) <= 4 and (text.isalpha() or text in {"-", "'", "'s", "."}))


def _keys(setting: Setting, start: int, end: int) -> tuple[str, ...]:
    """What to look a span up by; an abbreviation that ends in a point has a key of its own."""
    doc = setting.doc
    first = doc[start].idx
    last = doc[end - 1].idx + len(doc[end - 1].text)
    text = setting.surface[first:last]
    folded = fold(text)
    if not folded:
        return ()
    pointed = text.endswith(".") or setting.surface[last : last + 1] == "."
    pointed = pointed or (start > 0 and doc[start - 1].text == ",")
    short = (fold_short(text),) if pointed and len(text) <= ABBREVIATION_LONGEST else ()
    if len(folded) <= CAPITAL_LETTERS_SHORT and folded.isascii() and not text.replace(".", "").isupper():
        return short
    return (*short, folded)


def _find_unknown(setting: Setting, taken: set[int]) -> Iterator[Name]:
    """Names that the gazetteer has not, where a word before says that they are places, and which kind."""
    doc = setting.doc
    for start, token in enumerate(doc):
        if start in taken or not is_capitalised(token) or (start and _in_run(doc[start - 1], token)):
            continue
        end = start + 1
        while end < len(doc) and end not in taken and _in_run(token, doc[end]) and is_capitalised(doc[end]):
            end += 1
        if rule := _kind_before(setting, start, end):
            yield Name(start, end, start, end, "", (), *rule)


def _kind_before(setting: Setting, start: int, end: int) -> tuple[str, PlaceWord | None] | None:
    """As in "the village of Dollo", or "near Dollo" where the tagger also takes it for a place."""
    for before, entry in setting.ending.get(start, ()):
        if entry.form == "head" and entry.feature and not is_capitalised(setting.doc[before]):
            return entry.name, entry
    label, first, last = setting.entities[start]
    locative = _locative_before(setting, start)
    certain = label in {"GPE", "LOC"} and (first, last) == (start, end) and not setting.words.get(start)
    text = setting.doc[start:end].text
    if certain and locative and locative.weight > 2 and not text.isupper():
        return None if fold(text) in setting.adjectives else ("unknown-name", None)
    return None


# --- weighing


def _weigh(name: Name, setting: Setting) -> None:
    """The name with its weight, and the rule that spoke loudest for it."""
    loudest = 0
    for rule in EVIDENCE:
        weight, told = rule(name, setting)
        name.weight += weight
        if weight > loudest and told:
            loudest, name.rule = weight, told
    if name.word:
        name.rule = name.word.name


Evidence = tuple[int, str | None]
NONE: Evidence = (0, None)


def _by_level_word(name: Name, setting: Setting) -> Evidence:
    """As in "Rapides Parish", "Mangystau region", "the city of Kayseri"."""
    for start, entry in setting.ending.get(name.end, ()):
        if entry.form == "level" and start > name.start and _has_kind(name, entry):
            name.word = entry
            return 6, entry.name
    for end, entry in setting.words.get(name.end, ()):
        if entry.form == "level" and _has_kind(name, entry):
            name.last, name.word = end, entry
            return 6, entry.name
    for start, entry in setting.ending.get(name.start, ()):
        if entry.form == "head" and start < name.first and _has_kind(name, entry):
            name.word = entry
            return 6, entry.name
    return NONE


def _has_kind(name: Name, entry: PlaceWord) -> bool:
    return any(place.kind in entry.kinds for place in name.candidates)


def _by_dateline(name: Name, setting: Setting) -> Evidence:
    """As in "BEIRUT (Reuters) -" and "AUSTIN, Texas -": capitals before a bracket or a dash."""
    doc = setting.doc
    last = doc[name.last - 1]
    text = setting.surface[doc[name.first].idx : last.idx + len(last.text)]
    if name.last >= len(doc) or not text.isupper() or len(name.folded) <= CAPITAL_LETTERS_SHORT:
        return NONE
    starts = name.first == 0 or doc[name.first - 1].is_space or doc[name.first].is_sent_start
    dashed = doc[name.last].text in {"(", "-", "--", "---", "–", "—"}
    return (5, "dateline") if dashed or (starts and doc[name.last].text == ",") else NONE


def _by_direction(name: Name, setting: Setting) -> Evidence:
    """As in "western Kazakhstan", "North London"; "South" by itself is no place."""
    if any(entry.form == "direction" and end == name.end for end, entry in setting.words.get(name.start, ())):
        return -9, None
    for start, entry in setting.ending.get(name.first, ()):
        if entry.form == "direction" and (is_capitalised(setting.doc[start]) or _has_kind(name, entry)):
            if not setting.doc[start].is_sent_start or _has_kind(name, entry):
                name.first, name.word = start, entry
            return 2, entry.name
    return NONE


def _by_follower(name: Name, setting: Setting) -> Evidence:
    """As in "Alexandria police", "a Danbury woman", "R-Marshall"."""
    for _, entry in setting.words.get(name.last, ()):
        if entry.form == "follower":
            return entry.weight, entry.name
    before = name.first - 2
    if before >= 0 and setting.doc[before + 1].text == "-":
        for _, entry in setting.words.get(before, ()):
            if entry.form == "party" and setting.doc[before].text.isupper():
                return 9, entry.name
    return NONE


def _by_container(name: Name, setting: Setting) -> Evidence:
    """As in "Paris, Texas": the name after the comma is of a region that holds a place of this name."""
    doc = setting.doc
    if name.last >= len(doc) or doc[name.last].text not in {",", "("} or _is_country(name):
        return NONE
    after = setting.places.get(name.last + 1)
    if after is None or not any(
        holds(outer, place) for outer in after.candidates for place in name.candidates
    ):
        return NONE
    name.container = after
    return 6, "city-and-region"


def _is_country(name: Name) -> bool:
    return any(place.kind == "country" for place in name.candidates)


def holds(outer: Toponym, inner: Toponym) -> bool:
    """Whether one place lies inside the other, as the gazetteer has it."""
    if outer.kind == "country":
        return inner.kind != "country" and inner.country is not None and outer.country == inner.country
    return outer.id in (inner.region, inner.county) and outer.id != inner.id


def _by_being_container(name: Name, setting: Setting) -> Evidence:
    """As in "Texas" in "Paris, Texas"."""
    before = setting.ends.get(name.start - 1)
    return (5, "region-of-city") if before and before.container is name else NONE


def _by_locative(name: Name, setting: Setting) -> Evidence:
    entry = _locative_before(setting, name.first)
    return (entry.weight, entry.name) if entry else NONE


def _by_address(name: Name, setting: Setting) -> Evidence:
    """As in "aged 41, of Grovetown," and "12 Orchard St., Alexandria"."""
    doc, before = setting.doc, name.first - 1
    if before < 1:
        return NONE
    if doc[before].lower_ == "of" and doc[before - 1].text == "," and not _is_name(doc, name.last):
        return 2, "residence"
    return (4, "address") if doc[before].text == "," and before in setting.streets else NONE


def _locative_before(setting: Setting, place: int) -> PlaceWord | None:
    """The preposition of place before a token, over an article and words of direction."""
    steps = 0
    while place > 0 and steps < 4:
        for start, entry in setting.ending.get(place, ()):
            if entry.form == "locative":
                return entry
            if entry.form in {"level", "head"}:
                place = start
                break
            if entry.form == "direction":
                place = start
                break
        else:
            if setting.doc[place - 1].pos_ not in {"DET", "ADJ"}:
                return None
            place -= 1
        steps += 1
    return None


def _by_label(name: Name, setting: Setting) -> Evidence:
    """The tagger's opinion: weak for places it may not know, strong for persons of two names."""
    label, start, end = setting.entities[name.start]
    whole = start >= name.start and end <= name.last + 1
    if label in {"GPE", "LOC"}:
        return 3, None
    if label == "PERSON":
        return (-2 if whole else -6), None
    if label == "NORP":
        return -1, None
    if label in {"ORG", "FAC"}:
        return (0 if whole or start == name.start else -2), None
    return (-3 if label else 0), None


def _by_person(name: Name, setting: Setting) -> Evidence:
    """As in "Marshall said", where the text has told of John Marshall."""
    return (-4, None) if name.folded in setting.persons else NONE


def _by_neighbours(name: Name, setting: Setting) -> Evidence:
    """Another name close by makes it a part of a longer one: "Jordan Smith", "Lake Jordan"."""
    doc, weight = setting.doc, 0
    before, after = name.first - 1, name.last
    if (
        before >= 0
        and _is_name(doc, before)
        and before + 1 not in setting.ends
        and not doc[name.first].is_sent_start
    ):
        weight -= 3
    if after < len(doc) and _is_name(doc, after) and not doc[after].is_sent_start:
        weight -= 1 if setting.entities[after][0] in {"ORG", "FAC", "GPE", ""} else 3
    return weight, None


def _is_name(doc: Doc, place: int) -> bool:
    if not 0 <= place < len(doc):
        return False
    token = doc[place]
    return is_capitalised(token) and token.pos_ == "PROPN" and len(token.text) > 1


def _by_prominence(name: Name, _: Setting) -> Evidence:
    """Known far beyond its neighbourhood."""
    best = max((prominence(place) for place in name.candidates), default=0.0)
    return next(weight for least, weight in PROMINENCE if best >= least), None


PROMINENCE = ((7.4, 4), (6.5, 3), (5.5, 2), (4.3, 1), (3.3, 0), (-99.0, -1))
"""Countries 4, from three million people 3, from 300,000 2, from 20,000 1; a village counts against."""


UNCOUNTED = 5.0
"""Lands and sites without a number of people."""


def prominence(place: Toponym) -> float:
    """How much is known of a place, as the decimal logarithm of its people; states count as ten million."""
    if place.kind == "country":
        return 7.5 + (0.0 if place.geonames else -1.0)
    size = log10(place.population + 10) if place.population or place.kind == "city" else UNCOUNTED
    return size - (1.2 if place.kind == "county" else 0.0) - (1.0 if place.alternate else 0.0)


def _by_common_word(name: Name, setting: Setting) -> Evidence:
    """As in "Nice people came": the word stands in lower case elsewhere, or is tagged as no name."""
    if name.end - name.start > 1:
        return NONE
    token = setting.doc[name.start]
    weight = -2 if name.folded in _words() else 0
    if token.pos_ not in {"PROPN", "NOUN", "X"}:
        weight -= 3
    if token.text.lower() in setting.lowered or token.is_stop:
        weight -= 4
    return weight, None


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Names of places that are also common words: "Mobile", "Nice", "Union"."""
    with (LEXICONS / "word_places.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file, strict=True))


def _by_adjective(name: Name, setting: Setting) -> Evidence:
    """As in "Kazakh" is of Kazakhstan, and no place."""
    return (-9, None) if name.folded in setting.adjectives else NONE


def _by_short(name: Name, _: Setting) -> Evidence:
    """As in "KY" is a place only after a comma; "US" and "UK" are always."""
    if len(name.folded) > CAPITAL_LETTERS_SHORT or not name.folded.isascii():
        return NONE
    return (3, "known-name") if _is_country(name) else (-4, None)


def _by_abbreviation(name: Name, _: Setting) -> Evidence:
    """As in "Ky." after a city, or anywhere where it stands for a region."""
    if not name.folded.endswith("."):
        return NONE
    return (3, "abbreviation")


EVIDENCE: Sequence[Callable[[Name, Setting], Evidence]] = (
    _by_dateline,
    _by_level_word,
    _by_direction,
    _by_follower,
    _by_container,
    _by_being_container,
    _by_locative,
    _by_address,
    _by_label,
    _by_person,
    _by_neighbours,
    _by_prominence,
    _by_common_word,
    _by_adjective,
    _by_short,
    _by_abbreviation,
)
"""In this order: later rules see what earlier ones found of the mention's ends and container."""


def _agree(names: Sequence[Name]) -> None:
    """One sense per discourse: what is surely a place once is more likely one elsewhere."""
    sure = {name.folded for name in names if name.weight >= ENOUGH + 2}
    for name in names:
        if name.folded in sure and name.weight < ENOUGH:
            name.weight += 3


def _agree_in_lists(names: Sequence[Name], setting: Setting) -> None:
    """As in "in Becker, Clay and Swift counties": what stands in a row with a place is more likely one."""
    listed = [pair for pair in pairwise(names) if _are_listed(*pair, setting.doc)]
    for one, other in [*listed, *((right, left) for left, right in reversed(listed))]:
        if one.word and one.word.form == "level" and not other.word and _has_kind(other, one.word):
            other.word, other.rule = one.word, one.word.name
            other.weight += 4
        elif one.weight >= ENOUGH > other.weight:
            other.weight += 2


def _are_listed(one: Name, other: Name, doc: Doc) -> bool:
    between = doc[one.last : other.first]
    return 0 < len(between) <= 2 and all(t.dep_ == "cc" or t.text in {",", "/", "-"} for t in between)


def _look_up_sites(setting: Setting, formed: Sequence[Name], gazetteer: Gazetteer) -> None:
    """A site that the gazetteer has is its own place; any other keeps the city in its name, if one is."""
    keys = {id(name): _site_keys(setting, name) for name in formed}
    found = gazetteer.find(key for each in keys.values() for key in each)
    for name in formed:
        whole, *parts = keys[id(name)]
        known = tuple(place for place in found[whole] if place.kind in {"site", "city", "water"})
        inside = next((found[part] for part in parts if found[part]), ())
        name.folded, name.candidates = whole, known or (inside if name.word and name.word.kinds else ())


def _site_keys(setting: Setting, name: Name) -> list[str]:
    """The whole name, then what stands before its last word, the longest first."""
    texts = [fold(setting.doc[name.first : end].text) for end in range(name.last, name.first, -1)]
    return list(filter(None, texts)) or ["?"]


def _without_overlaps(names: Sequence[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.first, -name.last)):
        if not kept or name.first >= kept[-1].last:
            kept.append(name)
    return kept
