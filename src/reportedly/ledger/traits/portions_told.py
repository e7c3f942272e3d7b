"""Numbers that by their own words count some of those counted, or more of them, and so are nobody's total.

"Two of the dead were miners", "the dead included six nuns", "three teachers were among those killed"; "two
more died". Such a number is no second toll, whether or not its report tells the first.
"""

from __future__ import annotations

import re
from functools import cache

from ...language.closed_classes import AMONG, FURTHER
from ...lexicon import load_lexicon, words_of_form
from ...records import Amount, Figure, Measure
from .sides import labels_of
from .texts import CLAUSE, WORD, stem_of

SIGNS_OF_SOME = (
    *(f"of {word} " for word in ("all", "the", "these", "those", "its", "their")),
    *("include", *sorted(AMONG)),
)
"""Words of which one stands wherever a number is told as some of those counted."""
OF_THOSE = re.compile(r"\s*of (?:all )?(?:the|these|those|its|their) ", re.IGNORECASE)
"""Behind a number, before those of whom it counts some."""
INCLUDED = re.compile(
    r"\b(?:the|those|its|their) ((?:[\w'’-]+ ){1,3})include[sd]?(?: \w+){0,2}\s*$", re.IGNORECASE
)
"""Before a number, with those of whom it counts some."""
WERE_AMONG = re.compile(rf"\b(?:{'|'.join(sorted(AMONG))}) (?:all )?(?:the|those|its|their) ", re.IGNORECASE)
"""Behind a number and its noun, before those of whom it counts some."""
REACH = 60
"""Characters beside a number in which it is said of whom it counts some: about ten words."""
FEW = 3
"""Words behind "who" among which its verb stands: "of those who had been hurt"."""
WHO = "who"
MORE = FURTHER | {"more"}
VICTIM = "victim"
"""The entry of words for those whom something befell, be it what it may."""


def end_of_those(figure: Figure, own: Amount, text: str) -> int | None:
    """Where the words end by which a number counts some of those counted: "two [of the dead]"; else None."""
    behind = OF_THOSE.match(text, own.end)
    return None if behind is None else _end_of_counted(text, behind.end(), own.end + REACH, figure.measure)


def is_of_those(figure: Figure, own: Amount, text: str) -> bool:
    """Whether it is told as some of those counted, before its number or behind it."""
    if end_of_those(figure, own, text) is not None:
        return True
    before = INCLUDED.search(CLAUSE.split(text[max(0, own.start - REACH) : own.start])[-1])
    if before is not None and _end_of_counted(before[1], 0, REACH, figure.measure) is not None:
        return True
    limit = own.end + len(CLAUSE.split(text[own.end : own.end + REACH], maxsplit=1)[0])
    among = WERE_AMONG.search(text, own.end, limit)
    return among is not None and _end_of_counted(text, among.end(), limit, figure.measure) is not None


def is_more(own: Amount, text: str) -> bool:
    """Whether a number is told as one that is added: "two more patients", "another three"."""
    before = WORD.findall(text[max(0, own.start - REACH) : own.start].casefold())[-1:]
    behind = WORD.findall(text[own.end : own.end + REACH].casefold())[:1]
    told = WORD.findall(own.quote.casefold())
    return not FURTHER.isdisjoint((*before, *told)) or not MORE.isdisjoint(behind)


def _end_of_counted(text: str, start: int, limit: int, measure: Measure) -> int | None:
    """Where the words for those counted end that begin here; None where they are others.

    "The 22 dead", "those killed", "those who died", "the people killed"; not "the passengers died", which
    tells who died, nor "the wounded died".
    """
    clause = CLAUSE.split(text[start:limit], maxsplit=1)[0]
    words = [(word[0].casefold(), start + word.end()) for word in WORD.finditer(clause)]
    lexicon = load_lexicon()
    numerals = words_of_form(lexicon, "numbers", "number")
    while words and (words[0][0].isdigit() or words[0][0] in numerals):
        del words[0]
    states, done, undergone = _words_for(measure)
    if not words:
        return None
    first, end = words[0]
    if first in states or VICTIM in labels_of(first, everyone=True) or _is_form(first, done):
        return end
    second = words[1][0] if len(words) > 1 else ""
    at_who = 0 if first == WHO else 1 if second == WHO else None
    if at_who is not None:
        behind = words[at_who + 1 : at_who + 1 + FEW]
        return next((last for word, last in behind if _is_form(word, done | undergone)), None)
    is_of_them = _is_form(second, done) and first not in words_of_form(lexicon, "measures", "state")
    return words[1][1] if is_of_them else None


def _is_form(word: str, verbs: frozenset[str]) -> bool:
    """Whether a word is a past form of one of the verbs: "killed", "died"."""
    return word.endswith("ed") and not {word[:-2], word[:-1], stem_of(word)}.isdisjoint(verbs)


@cache
def _words_for(measure: Measure) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words for those in a state, of what is done to them, and of what they do: "dead", "kill", "die"."""
    found: dict[str, set[str]] = {"state": set(), "done_to": set(), "undergo": set()}
    for entry in load_lexicon().measures:
        if entry.measure != measure:
            continue
        single = [word.rpartition(" ")[2] for word in entry.words if "+" not in word]
        if entry.form == "counted":
            found["state"].update(f"{word}s" for word in single)
            found["state"].update(f"{word[:-1]}ies" for word in single if word.endswith("y"))
        elif entry.form in ("state", "toll"):
            found["state"].update(single)
        elif entry.form in found:
            found[entry.form].update(single)
    return frozenset(found["state"]), frozenset(found["done_to"]), frozenset(found["undergo"])
