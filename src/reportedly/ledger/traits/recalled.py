"""Numbers that are told as those of before: "had put the toll at 6", "up from 12", "a previous toll of 9"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cache

from ...language.closed_classes import FORMERLY, PLUPERFECT, SMALL_IN_NAMES
from ...lexicon import load_lexicon, words_of_form
from ...records import Amount, Claim, Figure
from .sides import is_tally
from .texts import WORD

BEFORE_A_NUMBER = 40
"""Characters before a number in which it is said that it is another time's."""

BEFORE_A_COUNT = 120
"""Characters before it in which it is said until when somebody had counted."""

BY_THEN = re.compile(r"(?:^|, |\b(?:that|and|but) )by \w")
"""Opens a clause with until when: "by nightfall rescuers had counted 30" is the number of that night."""

CLAUSE = re.compile(r"[.;:()\n]")
"""Where what is said of a number begins at the earliest; commas stand within it: ", up from 12"."""


def is_recalled(figure: Figure, claim: Claim | None, own: Amount | None, text: str) -> bool:
    """Whether a number is told as one of before: by what is said of it, or by how it was claimed."""
    if figure.quote.casefold().partition(" ")[0] in FORMERLY:
        return True
    start = figure.start if own is None else own.start
    near = text[max(0, start - BEFORE_A_NUMBER) : start].casefold()
    if words_beside_recalled().search(near):  # as before a third of all numbers
        said = text[max(figure.start, start - BEFORE_A_NUMBER) : start].casefold().split()
        if said and said[-1] in FORMERLY:  # "lowered the toll to 38 from 50"
            return True
        if _is_of_before(_clause_before(text, start)):
            return True
    return claim is not None and _is_claimed_before(claim, text, start)


def _clause_before(text: str, start: int) -> str:
    """The words before a number in its clause, in small letters."""
    return CLAUSE.split(text[max(0, start - BEFORE_A_COUNT) : start])[-1].casefold()


def told_over(figures: Iterable[Figure]) -> frozenset[str]:
    """The figures, by id, whose number their own text tells anew: it is one of before.

    "The morgue counted 40. In May he raised this to 52"; "put the dead at nine by noon and at 30 at night".
    """
    over: set[str] = set()
    last: dict[str, Figure] = {}
    for figure in sorted(figures, key=lambda each: (each.end, each.start, each.id)):
        before = last.get(figure.measure)
        if before is not None and (_is_changed(figure) or _is_grown(before, figure)):
            over.add(before.id)
        last[figure.measure] = figure
    return frozenset(over)


def _is_changed(figure: Figure) -> bool:
    return figure.rule.rpartition("/")[2] in _words_for_changing()


def _is_grown(before: Figure, after: Figure) -> bool:
    """Whether one speaker tells two sums in one breath and of one place, the second larger."""
    if not (before.total and after.total) or None in (before.low, after.low):
        return False
    one_breath = before.claim is not None and before.claim == after.claim and before.start == after.start
    return one_breath and before.place == after.place and (before.low or 0.0) < (after.low or 0.0)


@cache
def _words_for_changing() -> frozenset[str]:
    return frozenset(entry.name for entry in load_lexicon().measures if entry.form == "corrects")


def _is_of_before(before: str) -> bool:
    """Whether words before a number compare with it, or call a count of it the former one."""
    words = WORD.findall(before[-BEFORE_A_NUMBER:])
    while words and words[-1] in SMALL_IN_NAMES:
        words.pop()
    if any(tuple(words[-count:]) in told for count, told in _words_of_comparing().items()):
        return True
    if len(words) < 2 or words[-2] not in _words_for_before() or not is_tally(words[-1]):
        return False
    return words[-2] not in PLUPERFECT or BY_THEN.search(before.strip()) is None


def _is_claimed_before(claim: Claim, text: str, start: int) -> bool:
    """Whether the words around what is claimed say that it was claimed before, and not until when.

    Args:
        claim: of a number.
        text: of the document.
        start: of the number in it.
    """
    words = claim.quote.casefold()
    if not any(word in words for word in _words_for_before()):
        return False  # as in most claims
    letters = list(claim.quote)
    for extent in (*claim.source, *claim.content):
        letters[max(0, extent.start - claim.start) : extent.end - claim.start] = " " * len(extent.quote)
    around = "".join(letters).casefold()
    before = _words_for_before().intersection(WORD.findall(around))
    return bool(before) and not (before <= PLUPERFECT and BY_THEN.search(_clause_before(text, start).strip()))


@cache
def _words_for_before() -> frozenset[str]:
    """Earlier, previously, and the auxiliary of what was over before."""
    return PLUPERFECT | words_of_form(load_lexicon(), "cues", "former")


@cache
def _words_of_comparing() -> Mapping[int, Set[tuple[str, ...]]]:
    """Up from, compared with: words before the number of another time, by how many they are."""
    found: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for words in map(tuple, map(str.split, words_of_form(load_lexicon(), "measures", "compared"))):
        found[len(words)].add(words)
    return found


@cache
def words_beside_recalled() -> re.Pattern[str]:
    """Words of which one stands shortly before each number that is told as one of before by its own words."""
    comparing = (words[0] for told in _words_of_comparing().values() for words in told)
    return re.compile("|".join(map(re.escape, sorted({*_words_for_before(), *FORMERLY, *comparing}))))
