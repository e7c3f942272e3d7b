"""Which words of a text name a place, before it is settled which place they name.

Every run of capitalised words is looked up in the gazetteer. Whether a name that is found there is a
place in this text is then weighed by the rules of `evidence.py`. What names a road or a site is found by
its kind of word, whether the gazetteer knows it or not; so is a name after "the village of" and the like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import INSIDE, NAME_PARTICLES
from ..lexicon import PlaceWord
from .agreement import agree
from .evidence import ENOUGH, LETTERS_SHORT, weigh
from .gazetteer import KNOWN, Gazetteer, Toponym, fold, fold_short, prominence
from .place_context import (
    NAME_LONGEST,
    Name,
    PlaceContext,
    end_of_share,
    locative_before,
    run_before,
)
from .told_lands import land_beside

if TYPE_CHECKING:
    from spacy.tokens import Token

ABBREVIATION_LONGEST = 6
"""Letters and points of "Calif." and "W. Va.", the longest abbreviations of regions."""

BESIDE = frozenset({"at", "near"})
"""Prepositions before a place that is not looked into."""

BETWEEN_LONGEST = 4
"""Letters of the longest small word inside a name: "Stoke upon Trent"."""


def find_names(setting: PlaceContext, gazetteer: Gazetteer) -> list[Name]:
    """All words that name a place, in order, none overlapping."""
    formed = list(_find_formed(setting))
    setting.streets = frozenset(name.last for name in formed)
    taken = {place for name in formed for place in range(name.first, name.last)}
    known = _look_up(setting, gazetteer, taken)
    for name in known:
        setting.places[name.start] = name
        setting.ends[name.end] = name
    for name in known:
        weigh(name, setting)
    agree(known, setting)
    accepted = [name for name in known if name.weight >= ENOUGH]
    taken.update(place for name in accepted for place in range(name.first, name.last))
    unknown = list(_find_unknown(setting, taken))
    taken.update(place for name in unknown for place in range(name.first, name.last))
    accepted += [*unknown, *_find_again(setting, unknown, taken)]
    for name in accepted:
        name.land = land_beside(setting, name)
    _look_up_sites(setting, formed, gazetteer)
    return _without_overlaps([*formed, *accepted])


# --- names that are known by their form: roads and sites


def _find_formed(setting: PlaceContext) -> Iterator[Name]:
    """Roads, buildings and the like, by the kind of word that ends or begins their name."""
    end = 0
    for place, words in setting.words.items():
        for after, entry in words if place >= end else ():
            find = FORMED.get(entry.form)
            if find and (name := find(setting, place, after, entry)) and name.first >= end:
                yield name
                end = name.last
                break


def _street(setting: PlaceContext, place: int, after: int, entry: PlaceWord) -> Name | None:
    """As in "Memphis St.", "North Cooper Street": capitalised words before the word for a road."""
    numbered = after < len(setting.texts) and setting.texts[after][0].isdigit() and not setting.begins[after]
    goes_on = setting.goes_on(after) and setting.is_name(after)
    if numbered or goes_on or not setting.capital[place]:
        return None
    start = run_before(setting, place)
    return _formed(start, after, entry) if start < place else None


def _route(setting: PlaceContext, place: int, after: int, entry: PlaceWord) -> Name | None:
    """As in "Highway 403": the word for a road before its number."""
    numbered = after < len(setting.texts) and setting.texts[after][0].isdigit()
    return _formed(place, after + 1, entry) if numbered and setting.capital[place] else None


def _site(setting: PlaceContext, place: int, after: int, entry: PlaceWord) -> Name | None:
    """As in "Almaty airport"; with `needs = ["locative"]` only after "at", "in" and the like."""
    start = run_before(setting, place)
    if start == place or ("capital" in entry.needs and not setting.capital[place]):
        return None
    if "locative" in entry.needs and not locative_before(setting, start):
        return None
    persons = setting.entities[start][0] == "PERSON" != setting.entities[place][0]
    told = setting.capital[place] or after - place > 1
    return None if persons and not told else _formed(start, after, entry)


def _formed(start: int, end: int, entry: PlaceWord) -> Name:
    return Name(
        start=start, end=end, first=start, last=end, folded="", candidates=(), rule=entry.name, word=entry
    )


FORMED: Mapping[str, Callable[[PlaceContext, int, int, PlaceWord], Name | None]] = {
    "street": _street,
    "route": _route,
    "site": _site,
}


def _look_up_sites(setting: PlaceContext, formed: Sequence[Name], gazetteer: Gazetteer) -> None:
    """A site that the gazetteer has is its own place; any other keeps the city in its name, if one is."""
    keys = [_site_keys(setting, name) for name in formed]
    found = gazetteer.find(key for each in keys for key in each)
    for name, (whole, *parts) in zip(formed, keys, strict=True):
        known = tuple(place for place in found[whole] if place.kind in {"site", "city", "water"})
        name.folded, name.candidates = whole, known
        around = next((part for part in parts if found[part]), None)
        if not known and around and name.word and name.word.kinds:
            name.folded, name.candidates = around, found[around]


def _site_keys(setting: PlaceContext, name: Name) -> list[str]:
    """The whole name, then what stands before its last word, the longest first."""
    whole, *parts = (fold(setting.written(name.first, end)) for end in range(name.last, name.first, -1))
    return [whole, *filter(None, parts)]


# --- names that the gazetteer has


def _look_up(setting: PlaceContext, gazetteer: Gazetteer, taken: set[int]) -> list[Name]:
    """The longest known name at each capitalised token, from left to right, none overlapping."""
    asked = {span: keys for span in _spans(setting, taken) if (keys := _keys(setting, *span))}
    found = gazetteer.find(key for keys in asked.values() for key in keys)
    longest: dict[int, Name] = {}
    for (start, end), keys in asked.items():
        for key in keys:
            bearers = _bearers(setting, start, end, found[key])
            if bearers and (start not in longest or end > longest[start].end):
                longest[start] = Name(start, end, start, end, key, bearers)
    names: list[Name] = []
    for start in sorted(longest):
        if not names or start >= names[-1].end:
            names.append(longest[start])
    return [name for name in names if not _is_cut(name, setting)]


def _bearers(setting: PlaceContext, start: int, end: int, found: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    """All that bear a name; of a short word only those known by it: "Osh", but not "Art", "Red" and "God"."""
    text = setting.texts[start]
    if end - start > 1 or len(text) > LETTERS_SHORT or not text.isascii() or text.isupper():
        return found
    return tuple(place for place in found if not place.alternate and prominence(place) >= KNOWN)


def _is_cut(name: Name, setting: PlaceContext) -> bool:
    """Whether it is a part of a longer name that the gazetteer has not: "Port" or "Selma" of "Port Selma"."""
    opens = any(after == name.end for after, _ in _openings(setting, name.start))
    if opens and setting.goes_on(name.end) and setting.is_name(name.end):
        return True
    before = name.start - 1
    return setting.goes_on(name.start) and any(after == name.start for after, _ in _openings(setting, before))


def _openings(setting: PlaceContext, place: int) -> Iterator[tuple[int, PlaceWord]]:
    """The words with a capital at a token that begin longer names, each with its end.

    A name before them has them for its last word: "Evergreen Lake Inn".
    """
    if setting.is_name(place) and not (setting.goes_on(place) and setting.is_name(place - 1)):
        yield from ((after, word) for after, word in setting.words.get(place, ()) if word.form == "opening")


def _spans(setting: PlaceContext, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of up to six tokens that begin and end with a capital."""
    count = len(setting.texts)
    for start in range(count):
        if start in taken or not setting.capital[start]:
            continue
        yield start, start + 1
        for last in range(start + 1, min(start + NAME_LONGEST, count)):
            if last in taken or setting.begins[last] or not _may_stand_inside(setting, last):
                break
            if setting.capital[last]:
                yield start, last + 1


def _may_stand_inside(setting: PlaceContext, place: int) -> bool:
    """Within a name: a capitalised word, a short word in lower case, a hyphen or an apostrophe."""
    text = setting.texts[place]
    return setting.capital[place] or (
        len(text) <= BETWEEN_LONGEST and (text.isalpha() or text in {"-", "'", "'s", "."})
    )


def _keys(setting: PlaceContext, start: int, end: int) -> tuple[str, ...]:
    """What to look a span up by; an abbreviation that ends in a point has a key of its own."""
    text = setting.written(start, end)
    folded = fold(text)
    if not folded:
        return ()
    short: tuple[str, ...] = ()
    if len(text) <= ABBREVIATION_LONGEST:
        after = setting.tokens[start].idx + len(text)
        pointed = text.endswith(".") or setting.surface[after : after + 1] == "."
        if pointed or (start > 0 and setting.texts[start - 1] == ","):
            short = (fold_short(text),)
    if len(folded) <= LETTERS_SHORT and folded.isascii() and not text.replace(".", "").isupper():
        return (*short, folded) if _may_be_short(setting, start, end) else short
    return (*short, folded)


def _may_be_short(setting: PlaceContext, start: int, end: int) -> bool:
    """As in "in Osh" and "Van province", but not in "Van Morrison" or "La Liga"."""
    alone = not (setting.goes_on(start) and setting.is_name(start - 1))
    named_on = setting.goes_on(end) and setting.is_name(end) and end not in setting.words
    return end - start == 1 and setting.is_name(start) and alone and not named_on


# --- names that the gazetteer has not


def _find_unknown(setting: PlaceContext, taken: set[int]) -> Iterator[Name]:
    """Names that a word before them calls places, and those that the tagger and a preposition agree on."""
    for start in range(len(setting.texts)):
        if start in taken or not setting.capital[start]:
            continue
        label, first, last = setting.entities[start]
        placed = label in {"GPE", "LOC"} or _is_town_inside(setting, start)
        whole = placed and first == start and taken.isdisjoint(range(first, last))
        entry = _opening(setting, start)
        if not entry and whole and _is_told_of(setting, start, last):
            yield _unknown(setting, start, last)
        elif (
            not entry
            and (end := _end_of_scene(setting, start) or end_of_share(setting, start)) is not None
            and taken.isdisjoint(range(start, end))
        ):
            yield _unknown(setting, start, end)
        elif entry := entry or _kind_before(setting, start):
            end = start + 1
            while end not in taken and setting.goes_on(end):
                end += 1
            yield replace(_unknown(setting, start, end), rule=entry.name, word=entry)


def _end_of_scene(setting: PlaceContext, start: int) -> int | None:
    """The end of a name behind "at" or "near" and words for who was hurt, whatever the tagger takes it for.

    As in "killed at Rabaa" and "90 at Nahda": a square or a camp that no gazetteer has. Wars and storms stand
    behind "in".
    """
    before = start - 1
    if before < 1 or setting.lowers[before] not in BESIDE or not setting.is_name(start):
        return None
    if not _tells_of_harm(setting, setting.tokens[before].head):
        return None
    end = start + 1
    while _may_go_on(setting, end):
        end += 1
    while not setting.is_name(end - 1):
        end -= 1
    is_last = any(setting.tokens[place].head == setting.tokens[before] for place in range(start, end))
    return end if is_last and _may_be_scene(setting, start, end) else None


def _tells_of_harm(setting: PlaceContext, word: Token) -> bool:
    """Whether a word, or what hangs from it, says that somebody was hurt; or it is a number.

    Who shoots "at" somebody hurts nobody there.
    """
    told = {child.dep_ for child in word.children}
    if word.lemma_ == "shoot" and "nsubj" in told and "dobj" not in told:
        return False
    beside = (child for child in word.children if child.dep_ in {"advmod", "amod", "dobj", "oprd"})
    return word.pos_ == "NUM" or any(each.lemma_.lower() in setting.harm for each in (word, *beside))


def _may_be_scene(setting: PlaceContext, start: int, end: int) -> bool:
    """Not a day or a feast, a person, an abbreviation, nor whose something is: "at Miller's house"."""
    label, first, last = setting.entities[start]
    if label in {"DATE", "TIME"} or setting.texts[start] in setting.feasts:
        return False
    if label == "PERSON" and not _may_be_misread(setting, start, first, last):
        return False
    is_owner = end < len(setting.texts) and setting.texts[end] in {"'s", "\u2019s"}
    return not is_owner and not setting.written(start, end).isupper()


def _may_be_misread(setting: PlaceContext, start: int, first: int, last: int) -> bool:
    """Whether what the tagger takes for a person is one word, or is joined by a particle and named once.

    As "Rabaa al-Adawiya" is; of no other person may the text have the word.
    """
    if last - first == 1:
        return fold(setting.texts[start]) not in setting.called
    if NAME_PARTICLES.isdisjoint(setting.lowers[first:last]):
        return False
    named = (
        place
        for place, text in enumerate(setting.texts)
        if text in {setting.texts[start], setting.texts[last - 1]}
    )
    return all(first <= place < last or setting.entities[place][0] != "PERSON" for place in named)


def _may_go_on(setting: PlaceContext, place: int) -> bool:
    """Whether a token may be in a name behind its first word: "Rabaa al-Adawiya"."""
    if not 0 < place < len(setting.texts) or setting.begins[place]:
        return False
    return setting.is_name(place) or setting.texts[place] == "-" or setting.lowers[place] in NAME_PARTICLES


def _is_town_inside(setting: PlaceContext, start: int) -> bool:
    """One word right behind "in" that the tagger takes for a person: nobody is told to be in somebody."""
    return start > 0 and setting.lowers[start - 1] in INSIDE and _is_alone(setting, start)


def _is_alone(setting: PlaceContext, start: int) -> bool:
    """One word, unknown to the gazetteer, taken for a person of whom the text has no other name."""
    label, first, last = setting.entities[start]
    whole = label == "PERSON" and last - first == 1 and start not in setting.places
    return whole and fold(setting.texts[start]) not in setting.persons


def _find_again(setting: PlaceContext, unknown: Sequence[Name], taken: set[int]) -> Iterator[Name]:
    """The other mentions of towns that only the words before them told: "Talmar was cut off"."""
    towns = {setting.texts[name.start] for name in unknown if name.end - name.start == 1 and not name.word}
    for start, text in enumerate(setting.texts):
        if text in towns and start not in taken and _is_alone(setting, start):
            yield _unknown(setting, start, start + 1)


def _unknown(setting: PlaceContext, start: int, end: int) -> Name:
    return Name(start, end, start, end, fold(setting.written(start, end)), (), "unknown-name")


def _kind_before(setting: PlaceContext, start: int) -> PlaceWord | None:
    """As in "the village of Dollo"."""
    for before, entry in setting.ending.get(start, ()):
        if entry.form == "head" and entry.feature and not setting.capital[before]:
            return entry
    return None


def _opening(setting: PlaceContext, start: int) -> PlaceWord | None:
    """As in "in Port Selma": the name is a place though the gazetteer has not got it."""
    located = locative_before(setting, start)
    if located is None or setting.entities[start][0] in {"PERSON", "ORG"}:
        return None
    sure = located.weight >= ENOUGH
    whole = (word for after, word in _openings(setting, start) if setting.goes_on(after))
    return next((word for word in whole if sure or word.feature != "city"), None)


def _is_told_of(setting: PlaceContext, start: int, end: int) -> bool:
    """As in "near Dollo"; not in "in Kazakh" or "in NATO"."""
    locative = locative_before(setting, start)
    if not locative or locative.weight < ENOUGH or _kind_before(setting, start):
        return False
    text = setting.written(start, end)
    words = (word for place in range(start, end) for _, word in setting.words.get(place, ()))
    kind_word = any(word.form != "opening" for word in words)
    return not text.isupper() and not kind_word and fold(text) not in setting.adjectives


def _without_overlaps(names: Sequence[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.first, -name.last)):
        if not kept or name.first >= kept[-1].last:
            kept.append(name)
    return kept
