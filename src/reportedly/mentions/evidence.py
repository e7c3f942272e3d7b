"""What speaks for and against a name's being a place, each rule with a small number.

A rule looks at one thing: the word before, the tagger's label, a person of that name. The rule that
speaks loudest for a place gives the finding its name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from ..language.closed_classes import DIVIDING, PLACING
from ..lexicon import LEXICONS, load_lexicon, word_class
from .gazetteer import capitals, inside_of, prominence
from .place_context import Name, PlaceContext, has_kind, is_country, locative_before
from .told_lands import after_direction, is_closed

ENOUGH = 3
"""The weight from which a name is a place. Over news with marked places, 2 finds 3 % more of them and has
a third more false ones; 4 finds 5 % fewer and saves a tenth of the false ones."""

ROW = re.compile(r"\s*[|:\t–—-]\s*\d")
"""What stands between the name that opens a row and its first number."""
ENTRY = re.compile(r"(?: [A-Z]\w*){0,2}\s?[:–—]\s")
"""What ends the head of an entry in a list of incidents: "Bama LGA: attack on a camp"."""
LISTING = frozenset({":", ",", ";", "and"})
LONGEST_LIST = 60
"""Tokens of the longest list of places with their numbers: "By province: Masbate 252, Samar 86"."""
LONGEST_OPENING = 30
"""Characters between the beginning of a line and a name that opens it: a bullet, a date."""
LINE_START = re.compile(r"(?:\A|\n)[^\w\n]{0,6}\Z")
"""The beginning of a line, with a bullet or without one."""
DATED_START = re.compile(r"(?:\A|\n)[^\w\n]{0,6}\d{1,2}\.? [A-Z][a-z]{2,8}\.?(?: \d{4})?[,:] \Z")
"""The same with a date: "27 July, ", "2 Aug 2026: "."""

LETTERS_SHORT = 3
"""A name as short as this ("US", "ACT") must stand in capitals."""


def weigh(name: Name, setting: PlaceContext) -> None:
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


def _by_level_word(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Rapides Parish", "Mangystau region", "the city of Kayseri"."""
    for start, entry in setting.ending.get(name.end, ()):
        if entry.form == "level" and start > name.start and has_kind(name, entry):
            name.word = entry
            return 6, entry.name
    for end, entry in setting.words.get(name.end, ()):
        goes_on = "last" in entry.needs and setting.goes_on(end) and setting.is_name(end)
        if entry.form == "level" and has_kind(name, entry) and not goes_on:
            name.last, name.word = end, entry
            return 6, entry.name
    for start, entry in setting.ending.get(name.start, ()):
        if entry.form == "head" and start < name.first and has_kind(name, entry):
            name.word = entry
            return 6, entry.name
    return NONE


def _by_dateline(name: Name, setting: PlaceContext) -> Evidence:
    """As in "BEIRUT (Reuters) -" and "AUSTIN, Texas -": capitals before a bracket or a dash."""
    if name.last >= len(setting.texts) or len(name.folded) <= LETTERS_SHORT:
        return NONE
    after = setting.texts[name.last]
    dashed = after in {"(", "-", "--", "---", "–", "—"} or (setting.begins[name.first] and after == ",")
    return (5, "dateline") if dashed and setting.written(name.first, name.last).isupper() else NONE


def _by_direction(name: Name, setting: PlaceContext) -> Evidence:
    """As in "western Kazakhstan", "North London"; "South" or "Valley" by itself is no place."""
    own = (entry for end, entry in setting.words.get(name.start, ()) if end == name.end)
    if any(entry.form in {"direction", "level"} for entry in own):
        return -9, None
    for start, entry in setting.ending.get(name.first, ()):
        if entry.form == "direction" and (setting.capital[start] or has_kind(name, entry)):
            if not setting.begins[start] or has_kind(name, entry):
                name.first, name.word = start, entry
            return 2, entry.name
    return NONE


def _by_follower(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Alexandria police", "a Danbury woman", "R-Marshall"."""
    for _, entry in setting.words.get(name.last, ()):
        if entry.form == "follower":
            return entry.weight, entry.name
    before = name.first - 2
    if before >= 0 and setting.texts[before + 1] == "-" and setting.texts[before].isupper():
        for _, entry in setting.words.get(before, ()):
            if entry.form == "party":
                return 9, entry.name
    return NONE


def _by_container(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Paris, Texas": the name after the comma is of a region that holds a place of this name."""
    if name.last >= len(setting.texts) or setting.texts[name.last] not in {",", "("}:
        return NONE
    after = setting.places.get(after_direction(setting, name.last + 1))
    if (
        after is None
        or (is_country(name) and not is_closed(setting, after.end))
        or not inside_of(name.candidates, after.candidates)
    ):
        return NONE
    name.container = after
    return 6, "city-and-region"


def _by_being_container(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Texas" in "Paris, Texas"."""
    before = setting.ends.get(name.start - 1)
    return (5, "region-of-city") if before and before.container is name else NONE


def _by_locative(name: Name, setting: PlaceContext) -> Evidence:
    entry = locative_before(setting, name.first)
    if not entry or setting.lowers[max(0, name.first - 2)] == "according":
        return NONE
    return entry.weight, entry.name


def _by_address(name: Name, setting: PlaceContext) -> Evidence:
    """As in "aged 41, of Grovetown", "Ann Barrow of Nelson" and "12 Orchard St., Alexandria"."""
    before = name.first - 1
    if before < 1:
        return NONE
    told_of = setting.texts[before - 1] == "," or _ends_person(setting, before)
    if setting.lowers[before] == "of" and told_of and not setting.is_name(name.last):
        return 3, "residence"
    return (4, "address") if setting.texts[before] == "," and before in setting.streets else NONE


def _ends_person(setting: PlaceContext, place: int) -> bool:
    """Whether a person's whole name ends before a token: "Ann Barrow" of "Ann Barrow of Nelson"."""
    label, start, end = setting.entities[place - 1]
    return label == "PERSON" and end == place and end - start > 1


def _by_label(name: Name, setting: PlaceContext) -> Evidence:
    """The tagger's opinion: weak for places it may not know, strong for persons of two names."""
    label, start, end = setting.entities[name.start]
    joined = start == name.start and end > name.last and setting.is_conjunction(name.last)
    whole = joined or (start >= name.start and end <= name.last + 1)
    if label in {"GPE", "LOC"}:
        return 3, None
    if label == "PERSON":
        if whole and _is_located(name, setting):
            return (-1 if name.last - name.first > 1 else 0), None
        return (-2 if whole else -6), None
    if label in {"ORG", "FAC"}:
        return (0 if whole or start == name.start else -2), None
    if not label or label == "NORP":
        return NONE  # adjectives have a rule of their own, and peoples are often the tagger's error
    return (-2 if start >= name.start else -1), None


def _is_located(name: Name, setting: PlaceContext) -> bool:
    """As in "in Sidi Bouzid", which is known; "in Clinton he saw a friend" is about a person."""
    located = locative_before(setting, name.first)
    if located is None or located.weight < ENOUGH:
        return False
    if name.last == len(setting.texts) or setting.begins[name.last]:
        return True
    return setting.tokens[name.last].pos_ != "PRON" and not setting.is_name(name.last)


def _by_row(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Gusau | 640 | 21", "Mali: 97 killed" and "27 July, Bama: six killed": the name opens a line."""
    first, last = setting.tokens[name.first], setting.tokens[name.last - 1]
    end = last.idx + len(last.text)
    followed = ROW.match(setting.surface, end) is not None
    before = max(0, first.idx - LONGEST_OPENING)
    if LINE_START.search(setting.surface, before, first.idx) is not None:
        return (5, "row") if followed else NONE
    dated = DATED_START.search(setting.surface, before, first.idx)
    return (5, "row") if dated is not None and ENTRY.match(setting.surface, end) else NONE


def _by_share(name: Name, setting: PlaceContext) -> Evidence:
    """As in "By province: Masbate 252, Samar 86": words say that the numbers are those of places."""
    before, after = setting.texts[name.first - 1 : name.first], setting.texts[name.last : name.last + 1]
    if not after or not after[0][:1].isdigit() or not before or before[0] not in LISTING:
        return NONE
    longest = setting.lowers[max(0, name.first - LONGEST_LIST) : name.first]
    colon = next((back for back, text in enumerate(reversed(longest), 1) if text == ":"), None)
    if colon is None:
        return NONE
    word = name.first - colon - 1
    divided = word > 0 and setting.lowers[word - 1] in DIVIDING
    level = any(entry.form == "level" for _, entry in setting.words.get(word, ()))
    return (5, "row") if divided and level else NONE


def _by_person(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Marshall said", where the text has told of John Marshall."""
    return (-4, None) if name.folded in setting.persons else NONE


def _by_relation(name: Name, setting: PlaceContext) -> Evidence:
    """As in "her daughter Paris": a name of somebody's relation, wherever nothing says that it is a place."""
    is_relation = name.folded in setting.relations and locative_before(setting, name.first) is None
    return (-9, None) if is_relation else NONE


def _by_disease(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Marburg virus", and in "died of Marburg" where the text has told of that virus."""
    if not word_class(load_lexicon(), "illnesses").isdisjoint(setting.lowers[name.last : name.last + 1]):
        return -9, None
    inside = setting.lowers[name.first - 1 : name.first]
    named = name.folded in setting.diseases and not (inside and inside[0] in PLACING)
    return (-9, None) if named else NONE


def _by_neighbours(name: Name, setting: PlaceContext) -> Evidence:
    """Another name close by makes it a part of a longer one: "Jordan Smith", "Lake Jordan"."""
    weight, before, after = 0, name.first - 1, name.last
    placed = setting.ends.get(name.first)
    is_placed = placed is not None and placed.weight >= ENOUGH
    if setting.is_name(before) and not is_placed and not setting.begins[name.first]:
        weight -= 3
    if setting.goes_on(after) and setting.is_name(after):
        weight -= 1 if setting.entities[after][0] in {"ORG", "FAC", "GPE", ""} else 3
    return weight, None


def _by_prominence(name: Name, _: PlaceContext) -> Evidence:
    """Known far beyond its neighbourhood."""
    best = max(name.candidates, key=prominence, default=None)
    if best is None:
        return PROMINENCE[-1][1], None
    if best.population >= CAPITAL_KNOWN and (best.country, name.folded) in capitals():
        return PROMINENCE[1][1], None
    return next(weight for least, weight in PROMINENCE if prominence(best) >= least), None


CAPITAL_KNOWN = 300_000
"""People of a capital that stands for its government in the news of the world."""

PROMINENCE = ((7.4, 4), (6.5, 3), (5.5, 2), (4.3, 1), (3.3, 0), (-99.0, -1))
"""Countries 4, from three million people 3, from 300,000 2, from 20,000 1; a village counts against."""


def _by_common_word(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Nice people came": the word stands in lower case elsewhere, or is tagged as no name."""
    if name.end - name.start > 1:
        return NONE
    token = setting.tokens[name.start]
    weight = -2 if name.folded in _words() else 0
    if token.pos_ not in {"PROPN", "NOUN", "X"}:
        weight -= 1 if _is_located(name, setting) and not setting.begins[name.start] else 3
    if setting.lowers[name.start] in setting.lowered or token.is_stop:
        weight -= 4
    return weight, None


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Names of places that are also common words: "Mobile", "Nice", "Union"."""
    with (LEXICONS / "word_places.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file, strict=True))


def _by_adjective(name: Name, setting: PlaceContext) -> Evidence:
    """As in "Kazakh": it is of Kazakhstan, and no place."""
    return (-9, None) if name.folded in setting.adjectives else NONE


def _by_short(name: Name, setting: PlaceContext) -> Evidence:
    """As in "KY", which is a place only after a comma; "US" always is one, and "Osh" behind "in"."""
    if len(name.folded) > LETTERS_SHORT or not name.folded.isascii():
        return NONE
    if is_country(name):
        return 3, "known-name"
    spelt = name.folded.endswith(".") or setting.written(name.start, name.end).isupper()
    return (-4 if spelt else -2), None


def _by_abbreviation(name: Name, _: PlaceContext) -> Evidence:
    """As in "Ky." after a city, or anywhere where it stands for a region."""
    if not name.folded.endswith("."):
        return NONE
    return (3, "abbreviation")


EVIDENCE: Sequence[Callable[[Name, PlaceContext], Evidence]] = (
    _by_dateline,
    _by_level_word,
    _by_direction,
    _by_follower,
    _by_container,
    _by_being_container,
    _by_locative,
    _by_address,
    _by_label,
    _by_row,
    _by_share,
    _by_person,
    _by_relation,
    _by_disease,
    _by_neighbours,
    _by_prominence,
    _by_common_word,
    _by_adjective,
    _by_short,
    _by_abbreviation,
)
"""In this order: later rules see what earlier ones found of the mention's ends and container."""
