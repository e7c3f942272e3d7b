"""Whom a figure counts: the side that its words name, so that only counts of the same people are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ...lexicon import CountedWords, MeasureWord, load_countries, load_lexicon
from ...records import Figure

EVERYONE = "everyone"
CASES = "cases"
"""Of an illness, or of a court: who counts them counts no people in particular."""

EXCESS = "excess"
"""Those who are more than at other times: nobody saw them, and a comparison gave their number."""

TALLY = "tally"
"""Words for the count itself."""

NONE = "none"
"""Words for nobody, and for anybody, of whom it is denied."""

GROUPS = frozenset({"elderly", "foreigners", "refugees"})
"""Those of all who have something in common: whoever is counted may be of several, and soldiers too."""

HOUSEHOLDS = "households"
"""How those are counted of whom families are: 300 families in tents do not follow 9,000 people."""

WORDS_FOR_HOUSEHOLDS = frozenset({"family", "families", "household", "households"})

TOGETHER = 12
"""Characters between two words for those who are counted together: " and border "."""

DOER = re.compile(r"\bby\b", re.IGNORECASE)
"""Stands between those who are counted and those who did it."""

SUFFERED_FROM = re.compile(r"\b(?:victim|hostage|captive|hand|target)s? of (?:the |a |an )?$", re.IGNORECASE)
"""Stands before those who did it: "the victims of the terrorist act", "hostages of the gunmen"."""

NO_SIDE = frozenset({EVERYONE, TALLY, NONE})

FROM_REACH = 20
"""Characters of such words."""

WORD = re.compile(r"\w+")

NOBODY: frozenset[str] = frozenset()

KEPT = 5_000
"""Words for people whose sides are kept: most are "people", and stand in many documents."""


def find_counted(text: str) -> Iterator[tuple[int, int, CountedWords]]:
    """Words for those who are counted, each with its place and its entry."""
    pattern, entries, first_words = _pattern()
    behind = 0
    for word in WORD.finditer(text):
        if word.start() < behind or word[0].casefold() not in first_words:
            continue  # the pattern alone, with 180 words to try at each place, takes ten times as long
        if match := pattern.match(text, word.start()):
            behind = match.end()
            if SUFFERED_FROM.search(text, max(0, word.start() - FROM_REACH), word.start()):
                continue
            yield match.start(), match.end(), entries[match[0].casefold()]


@cache
def first_words_of(side: str) -> frozenset[str]:
    """The words, in small letters, with which those for a side begin."""
    words = (word for entry in load_lexicon().counted if entry.side == side for word in entry.words)
    return frozenset(found[0].casefold() for found in map(WORD.match, words) if found)


@lru_cache(maxsize=KEPT)
def sides_of(words: str | None) -> frozenset[str]:
    """The sides that words name; everyone where they name none."""
    named = frozenset(entry.side for _, _, entry in find_counted(words or "")) - NO_SIDE
    return named or frozenset({EVERYONE})


@lru_cache(maxsize=KEPT)
def sides_of_group(words: str) -> frozenset[str]:
    """The sides that words for those counted name, or else the countries whose people they are."""
    named = sides_of(words)
    if named != {EVERYONE}:
        return named
    return lands_of_people(words) or named


@lru_cache(maxsize=KEPT)
def lands_of_people(text: str) -> frozenset[str]:
    """The countries whose people, or what is theirs, words name: "Lebanese soldiers"."""
    told = WORD.findall(text)
    if _first_of_peoples().isdisjoint(told):
        return NOBODY  # as in most texts
    runs = (" ".join(told[at : at + size]) for size in (2, 1) for at in range(len(told) - size + 1))
    return frozenset(_peoples()[run] for run in runs if run in _peoples())


def is_group(sides: frozenset[str]) -> bool:
    """Whether they are a group or a people: some of all, who may be on any side."""
    return all(side in GROUPS or side.isupper() for side in sides)


def exclude_each_other(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nobody is of both; refugees may be rescuers, and of any people."""
    named = one | other
    peoples = sum(side.isupper() for side in named)
    return not one & other and named.isdisjoint(GROUPS | {EXCESS}) and peoples in (0, len(named))


@cache
def _peoples() -> dict[str, str]:
    """The codes of countries by the words for their people, and for what is theirs: "Syrian refugees"."""
    return {
        word: country.code
        for country in load_countries()
        if country.code is not None
        for word in (*country.demonyms, *country.adjectives)
    }


@cache
def _first_of_peoples() -> frozenset[str]:
    """The words with which those for peoples begin."""
    return frozenset(WORD.findall(words)[0] for words in _peoples())


@lru_cache(maxsize=KEPT)
def first_sides_of(words: str) -> frozenset[str]:
    """The sides that are named first and together: those of "soldiers and police killed by rebels"."""
    named: set[str] = set()
    end: int | None = None
    for start, stop, entry in find_counted(words):
        if entry.side in NO_SIDE:
            continue
        if end is not None and (start - end > TOGETHER or DOER.search(words, end, start)):
            break
        named.add(entry.side)
        end = stop
    return frozenset(named) or frozenset({EVERYONE})


@lru_cache(maxsize=KEPT)
def labels_of(words: str | None, *, everyone: bool = False) -> frozenset[str]:
    """The entries that words name, with those that stand for everyone only where these are asked for."""
    found = (entry for _, _, entry in find_counted(words or ""))
    return frozenset(e.name for e in found if e.side not in NO_SIDE or (everyone and e.side == EVERYONE))


@lru_cache(maxsize=KEPT)
def are_people(words: str | None) -> bool:
    """Whether words name people, of a side or of none: "miners", "aid workers"."""
    if labels_of(words, everyone=True):
        return True
    last = next(iter(WORD.findall((words or "").casefold())[-1:]), "")
    return not {last, last.removesuffix("s")}.isdisjoint(_words_for_people())


def is_tally(words: str | None) -> bool:
    """Whether words name a count itself, as "figure" in "the figure of 12"."""
    return any(entry.side == TALLY for _, _, entry in find_counted(words or ""))


def way_of(figure: Figure) -> str:
    """How those of a figure were counted, by its rule or by family; empty where it is as the measure says."""
    return _ways().get(figure.rule.partition("/")[2]) or _by_family(figure.group)


@lru_cache(maxsize=KEPT)
def _by_family(words: str | None) -> str:
    last = next(iter(WORD.findall((words or "").casefold())[-1:]), "")
    return HOUSEHOLDS if last in WORDS_FOR_HOUSEHOLDS else ""


def says_people(rule: str) -> bool:
    """Whether the entry of a figure without a measure is said of people alone: "29 were trapped"."""
    return rule.partition("/")[2] in _said_of_people()


def fate_of(rule: str) -> str:
    """What became of those whom the rule of a figure found, under one name; empty where it does not say."""
    return _fates().get(rule.partition("/")[2], "")


def is_among(before: str) -> bool:
    """Whether words end with one that makes what follows a part of those counted before: "including"."""
    return entry_of_part(before) is not None


def entry_of_part(before: str) -> MeasureWord | None:
    """The entry of the words that make what follows a part of those counted before."""
    text = before.casefold().rstrip(" ,-")
    if not text.endswith(tuple(words_of_parts())):
        return None  # as before most numbers
    return next((entry for word, entry in words_of_parts().items() if text.endswith(word)), None)


@cache
def words_of_parts() -> dict[str, MeasureWord]:
    """Words before a number that make it a part of those counted before, each with its entry."""
    entries = (entry for entry in load_lexicon().measures if entry.form == "among")
    return {word: entry for entry in entries for word in entry.words}


@cache
def _words_for_people() -> frozenset[str]:
    return frozenset(word for entry in load_lexicon().units if entry.kind == "people" for word in entry.words)


@cache
def _ways() -> dict[str, str]:
    return {entry.name: entry.way for entry in load_lexicon().measures if entry.way is not None}


@cache
def _fates() -> dict[str, str]:
    return {entry.name: entry.fate for entry in load_lexicon().measures if entry.fate is not None}


@cache
def _said_of_people() -> frozenset[str]:
    entries = (entry for entry in load_lexicon().measures if entry.measure == "other")
    return frozenset(entry.name for entry in entries if "people" in entry.needs)


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, CountedWords], frozenset[str]]:
    entries = {word: entry for entry in load_lexicon().counted for word in entry.words}
    longest_first = sorted(entries, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    return pattern, entries, frozenset(found[0].casefold() for found in map(WORD.match, entries) if found)
