"""Who died of an illness that spreads: nobody killed them, and they are counted on for months.

A report on an epidemic tells of the riot at a burial, and one on the riot ends with the toll of the epidemic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...language.closed_classes import NEGATIVE_WORDS
from ...lexicon import load_lexicon, word_class
from ...records import Event, Figure, Reading
from .texts import sentence_stems

TO_A_DEATH = 4
"""Words between an illness and the word for its dead: "cholera has so far killed"."""

OF_A_CAUSE = (
    r"(?:(?:and|by|an?|the|this|of|from|new|deadly|latest|recent|severe|suspected|confirmed|wave"
    r"|year['\u2019]s)\s+)"
)
"""Words between "killed by" and an illness: "by gunmen during a polio drive" is not by polio."""

PASSIVE = r"(?:is|are|was|were|been|being|got)"
"""Before "killed" somebody else did it: "two cholera patients were killed"."""

CLAUSE = re.compile(r"[,;.]")
VIOLENT = "ASSAULT"
KILLED = "killed"
MISHAP = "disasters"
"""The context of accidents and disasters."""

DEATHS = re.compile(
    r"\b(?:dying|die[sd]?|dead|deaths?|tolls?|fatalit(?:y|ies)|lives|succumb(?:s|ed)?)\b", re.IGNORECASE
)
"""Words for deaths that do not say that somebody or something killed."""


def ill_ones(reading: Reading, told: Sequence[Event | Figure]) -> frozenset[str]:
    """The figures and events, of these of a document, that tell deaths by an illness that spreads.

    Its own words say so, or its sentence if nothing else there killed; or, without either, what the
    document told of deaths before. All deaths are of it where nothing else in the document did any harm:
    no deed, no accident and no disaster.
    """
    text = reading.document.text
    lower = text.casefold()
    if not any(word in lower for word in _signs()):
        return frozenset()  # as in most documents: the patterns take twenty times as long
    if _named().search(text) is None and not dies_of_illness(text):
        return frozenset()
    deaths = list(_deaths(told))
    others = [each for each in told if isinstance(each, Event) and _is_other_harm(each)]
    if not others and _mishaps().search(text) is None and dies_of_illness(text):
        return frozenset(each.id for each in deaths)
    sentences = sentence_stems(reading.document)
    at = (sentences.sentence_at(each.start) for each in others)
    starts = {sentence.start for sentence in at if sentence is not None}
    found: list[str] = []
    ill = False
    for each in deaths:
        sentence = sentences.sentence_at(each.start)
        if sentence is None:
            continue
        if sentence.start in starts:
            ill = dies_of_illness(text[each.start : min(sentence.end, _clause_end(text, each.end))])
        else:
            words = text[sentence.start : sentence.end]
            neutral = DEATHS.search(words) is not None and _mishaps().search(words) is None
            ill = dies_of_illness(words) or (neutral and (ill or _named().search(words) is not None))
        if ill:
            found.append(each.id)
    return frozenset(found)


def dies_of_illness(words: str) -> bool:
    """Whether words name such an illness as that of which people died."""
    return _as_cause().search(words) is not None


def _deaths(told: Sequence[Event | Figure]) -> Iterator[Event | Figure]:
    """What counts or tells the dead, in the order of the text."""
    counted = {each.event for each in told if isinstance(each, Figure) and each.measure == KILLED}
    for each in sorted(told, key=lambda one: (one.start, one.end, one.id)):
        if each.measure == KILLED if isinstance(each, Figure) else each.id in counted or _tells_death(each):
            yield each


def _tells_death(event: Event) -> bool:
    if not NEGATIVE_WORDS.isdisjoint(event.quote.casefold().split()):
        return False  # "nobody has died of cholera"
    return not _is_other_harm(event) and event.rule.partition("/")[2].partition("/")[0] in _words_for_killed()


def _is_other_harm(event: Event) -> bool:
    """Whether somebody or something of a known kind did harm: a deed, or an accident or a disaster."""
    if MISHAP in event.contexts:
        return not dies_of_illness(event.quote)
    return event.type == VIOLENT and bool(event.mode or event.actors or event.contexts)


def _clause_end(text: str, end: int) -> int:
    found = CLAUSE.search(text, end)
    return len(text) if found is None else found.start()


@cache
def _words_for_killed() -> frozenset[str]:
    return frozenset(entry.name for entry in load_lexicon().predicates if entry.measure == KILLED)


@cache
def _mishaps() -> re.Pattern[str]:
    """Words for accidents, disasters and fires: "died in floods"."""
    lexicon = load_lexicon()
    told = (entry for entry in lexicon.predicates if MISHAP in entry.contexts and entry.form == "noun")
    words = {word for entry in told for word in entry.words} | word_class(lexicon, "fires")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})(?:s|es)?\b", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    """An illness by its name, which is no town's: "killed in Marburg"."""
    return re.compile(rf"(?<!\bin )\b(?:{_illnesses()})\b", re.IGNORECASE)


@cache
def _as_cause() -> re.Pattern[str]:
    """An illness as that of which people died, or which killed them: "of cholera", "Ebola deaths".

    "Outbreak" and "epidemic" are of violence too, where "of" stands behind them: "the outbreak of fighting".
    """
    names, care = rf"(?:{_illnesses()})(?:-\d+)?", _care()
    between = rf"(?:[\w'’-]+\s+){{0,{TO_A_DEATH}}}?"
    behind = rf"(?:(?!{care}\b)[\w'’-]+\s+){{0,{TO_A_DEATH}}}?"
    active = rf"(?:(?!(?:{care}|{PASSIVE}|patients?)\b)[\w'’-]+\s+){{0,{TO_A_DEATH}}}?"
    spread = rf"(?:outbreak|epidemic)(?!\s+of\s+(?!{between}{names}\b))"
    ill = rf"{names}(?!\s+{care}\b)"
    died = r"(?:dying|die[sd]?|dead|deaths?|fatalit(?:y|ies)|victims|lives)\s+"
    by_it = rf"(?:of|from|by|with)\s+{between}{ill}|(?:in|of|from|by)\s+{between}{spread}"
    cause = rf"{OF_A_CAUSE}{{0,{TO_A_DEATH}}}"
    killed = rf"killed\s+{between}(?:by\s+{cause}{ill}|(?:by|in)\s+{cause}(?:{names}\s+)?{spread})"
    tolls = r"(?:deaths?|dead|died|tolls?|fatalities|victims|lives)"
    kills = r"(?:kill(?:s|ed|ing)?|claim(?:s|ed|ing)?)"
    told = rf"(?:{names}|{spread})\s+(?:{behind}{tolls}|{active}{kills})"
    return re.compile(rf"\b(?:{died}{between}(?:{by_it})|{killed}|{told})\b", re.IGNORECASE)


@cache
def _signs() -> tuple[str, ...]:
    """Words of which one stands in every text that tells of an illness, in small letters."""
    names = word_class(load_lexicon(), "epidemics")
    return (*sorted(name.casefold() for name in names), "outbreak", "epidemic")


@cache
def _care() -> str:
    """Who and what an illness only says for whom, or against what, they are there."""
    words = sorted(word_class(load_lexicon(), "against-illness"))
    return rf"(?:{'|'.join(map(re.escape, words))})s?"


@cache
def _illnesses() -> str:
    words = sorted(word_class(load_lexicon(), "epidemics"), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, words))
