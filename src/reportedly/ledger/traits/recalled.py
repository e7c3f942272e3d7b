"""Numbers that are told as those of before: "had put the toll at 6", "up from 12", "a previous toll of 9"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from itertools import chain, pairwise

from ...language.closed_classes import CHANGING_TO, DEFINITE, FORMERLY, PLUPERFECT, SMALL_IN_NAMES
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

LONGEST_TALE = 6
"""Words from a former count up to its number: "an [earlier toll] for the whole town was 17"."""

AROUND = 80
"""Characters before and behind a number in which it is said when it was told."""

FAR = 300
"""Characters between two numbers of which one takes the place of the other."""

PARTS_OF_TIME = "days?|nights?|evenings?|mornings?|afternoons?|hours?|minutes?|weeks?"

EARLIER = re.compile(
    r"\b(?:earlier|previously|initially|originally|formerly|(?:at|from) first"
    rf"|at the (?:start|beginning|outset)|(?:{PARTS_OF_TIME}) before)\b"
)
"""Words for a time before the one that is told of: "earlier", "the night before"."""

TIME_BEFORE = re.compile(
    rf"(?:{EARLIER.pattern}|\b(?:yesterday|(?:{PARTS_OF_TIME}) ago"
    rf"|(?:the previous|the preceding|last) (?:{PARTS_OF_TIME}))\b)"
    r"(?!['\u2019]s (?!(?:count|figure|number|tally|toll|total)\b))"
)
"""When a number of before was told: "earlier", "the night before", "last night"."""

WANING = frozenset({"missing", "displaced", "abducted"})
"""Measures that fall as people are found, return or are freed: a larger number is often the older one."""

WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")

WAS_SO = re.compile(r"\bhad (?:been|stood|said|put|spoken|counted|given|reported)\b")
"""What held before, in words for telling a number; "had risen to 12" may be the words of who says so now."""

SOME_TIME = re.compile(
    r"earlier|ously|initi|origin|former|yester|first|start|beginning|outset|before|ago|preceding|last"
    r"|day|\bhad "
)
"""What stands in all words for a time of before."""

OF_NUMBERS = ("tells", "toll", "kind_of_count", "published")
"""Forms of words by which a number is told, and not what befell those whom it counts."""

HAVING = "having"
HAVING_TOLD = re.compile(rf"(?:^|, )(?:after )?{HAVING} [^,]*$")
"""Opens what somebody had told before: ", having spoken of 19"."""

ADVERBS_OF_BEFORE = frozenset({"earlier", "previously", "initially", "originally", "formerly"})
"""Before a bare number: "rises to 11 (previously seven)"."""


def is_recalled(figure: Figure, claim: Claim | None, own: Amount | None, text: str) -> bool:
    """Whether a number is told as one of before: by what is said of it, or by how it was claimed."""
    if figure.quote.casefold().partition(" ")[0] in FORMERLY:
        return True
    rule = _rule_of(figure)
    if rule in _words_for("compared") | _kinds_before():
        return True
    start = figure.start if own is None else own.start
    if rule in _words_for("tells", "toll") and HAVING_TOLD.search(_clause_before(text, start)):
        return True
    near = text[max(0, start - BEFORE_A_NUMBER) : start].casefold()
    if words_beside_recalled().search(near):  # as before a third of all numbers
        said = text[max(figure.start, start - BEFORE_A_NUMBER) : start].casefold().split()
        while said and said[-1] not in FORMERLY and said[-1] in {"a", "an"} | DEFINITE | _words_for_before():
            said.pop()
        if said and said[-1] in FORMERLY:  # "lowered the toll to 38 from 50", "from an initial 50"
            return True
        bare = rule in _words_for(*OF_NUMBERS)
        if _is_of_before(_clause_before(text, start), bare=bare):
            return True
    return claim is not None and _is_claimed_before(claim, text, start)


def _clause_before(text: str, start: int) -> str:
    """The words before a number in its clause, in small letters."""
    return CLAUSE.split(text[max(0, start - BEFORE_A_COUNT) : start])[-1].casefold()


def told_over(figures: Iterable[Figure], claims: Mapping[str, Claim], text: str) -> frozenset[str]:
    """The figures, by id, whose number their own text tells anew: it is one of before.

    "The morgue counted 40. In May he raised this to 52"; "put the dead at nine by noon and at 30 at night";
    "33 died. Earlier they spoke of 27": of two numbers one is told as that of a time before, the other not.
    """
    over: set[str] = set()
    last: dict[str, Figure] = {}
    for figure in sorted(figures, key=lambda each: (each.end, each.start, each.id)):
        before = last.get(figure.measure)
        if before is not None and (_is_changed(figure) or _is_grown(before, figure)):
            over.add(before.id)
        elif before is not None and (old := _of_earlier(before, figure, claims, text)):
            over.add(old.id)
        last[figure.measure] = figure
    return frozenset(over)


def _of_earlier(one: Figure, other: Figure, claims: Mapping[str, Claim], text: str) -> Figure | None:
    """Which of two numbers that stand near each other was told before, by the words around it alone.

    "Yesterday's blast" tells when it happened, and "yesterday's toll" when it was told.

    One of both must be told as a number, since what happened yesterday is no number of yesterday; and one
    speaker tells both, or nobody tells one of them.
    """
    if one.amount == other.amount or (one.low, one.high) == (other.low, other.high):
        return None
    if other.start - one.end > FAR or not SOME_TIME.search(
        text[max(0, one.start - AROUND) : other.end + AROUND].casefold()
    ):
        return None
    tellers = [claims.get(each.claim or "") for each in (one, other)]
    names = [each.claimant.name if each is not None and each.claimant else None for each in tellers]
    if None not in names and names[0] != names[1]:
        return None
    around = [_words_about(each, rival, claims, text) for each, rival in ((one, other), (other, one))]
    told = [
        _is_told_as_number(each, words, teller, text)
        for each, words, teller in zip((one, other), around, tellers, strict=True)
    ]
    if not any(told):
        return None
    bare = [_rule_of(each) in _words_for(*OF_NUMBERS) for each in (one, other)]
    marks = [bool(TIME_BEFORE.search(words)) for words in around]
    if not any(marks):
        days = [WEEKDAY.search(words) is not None for words in around]
        marks = marks if all(days) else [day and number for day, number in zip(days, bare, strict=True)]
    if not any(marks):
        marks = [
            number and bool(WAS_SO.search(words)) and not _is_indirect(each)
            for words, number, each in zip(around, bare, tellers, strict=True)
        ]
    if marks.count(True) != 1:
        return None
    old, new = (one, other) if marks[0] else (other, one)
    return None if _is_of_now(old, new, around[marks.index(True)]) else old


def _is_of_now(dated: Figure, rival: Figure, words: str) -> bool:
    """Whether of two numbers the one that is told with a day is the newer one: a toll grows.

    "It rose to 230 on Tuesday", beside 200, holds now. Who spoke of more earlier took some of it back.
    """
    reached = not CHANGING_TO.isdisjoint(dated.quote.casefold().split())
    if dated.measure in WANING:
        return reached and EARLIER.search(words) is None
    is_more = _value_of(dated) > _value_of(rival)
    return is_more and (reached or not (EARLIER.search(words) or WAS_SO.search(words)))


def _value_of(figure: Figure) -> float:
    return (figure.low if figure.low is not None else figure.high) or 0.0


def _words_about(figure: Figure, rival: Figure, claims: Mapping[str, Claim], text: str) -> str:
    """The words of the clause of a number, with those before its claim, up to the rival number."""
    claim = claims.get(figure.claim or "")
    start = max(0, figure.start - AROUND)
    if claim is not None and rival.end < claim.start:
        start = min(start, max(0, claim.start - AROUND))
    end = min(len(text), figure.end + AROUND)
    if rival.end <= figure.end:
        start = max(start, rival.end)
    if rival.end >= figure.end:
        end = min(end, max(figure.end, rival.start))
    inside = text[figure.start : figure.end] if start <= figure.start else text[start : figure.end]
    before = re.split(r"[.;()\n]", text[start : max(start, figure.start)])[-1]
    behind = re.split(r"[.;()\n]", text[figure.end : end])[0]
    return f"{before}{inside}{behind}".casefold()


def _is_told_as_number(figure: Figure, words: str, claim: Claim | None, text: str) -> bool:
    """Whether it is told as somebody's number, or the time of telling stands before who tells it."""
    if _rule_of(figure) in _words_for(*OF_NUMBERS) or is_tally(words):
        return True
    if claim is None or not claim.source:
        return False
    before = re.split(r"[.;()\n]", text[max(0, claim.start - BEFORE_A_NUMBER) : claim.source[0].start])[-1]
    return TIME_BEFORE.match(before.casefold().strip()) is not None


def _is_indirect(claim: Claim | None) -> bool:
    """Whether somebody's words are told in those of the text, so that "had" may be his "have"."""
    return (
        claim is not None
        and bool(claim.cue and claim.content)
        and not claim.direct
        and (claim.cue[0].start < claim.content[0].start)
    )


def _is_changed(figure: Figure) -> bool:
    return _rule_of(figure) in _words_for("corrects")


def _is_grown(before: Figure, after: Figure) -> bool:
    """Whether one speaker tells two sums in one breath and of one place, the second larger."""
    if not (before.total and after.total) or None in (before.low, after.low):
        return False
    if not FORMERLY.isdisjoint(after.quote.casefold().split()):
        return False  # "from 31 to 19" is told in whatever order
    one_breath = before.claim is not None and before.claim == after.claim and before.start == after.start
    return one_breath and before.place == after.place and (before.low or 0.0) < (after.low or 0.0)


def _rule_of(figure: Figure) -> str:
    return figure.rule.rpartition("/")[2]


@cache
def _words_for(*forms: str) -> frozenset[str]:
    """The names of the entries of these forms, by which a figure was found."""
    return frozenset(entry.name for entry in load_lexicon().measures if entry.form in forms)


@cache
def _kinds_before() -> frozenset[str]:
    """The names of the entries for a number by what it was before: "an initial 40"."""
    kinds = (entry for entry in load_lexicon().measures if entry.form == "kind_of_count")
    return frozenset(entry.name for entry in kinds if "compared" in entry.needs)


def _is_of_before(before: str, *, bare: bool) -> bool:
    """Whether words before a number compare with it, or call a count of it the former one.

    "Earlier, nine people were shot" tells what happened earlier, and no number of before: that is bare, or
    behind a word for a count.
    """
    words = WORD.findall(before[-BEFORE_A_NUMBER:])
    if words and words[-1] in ADVERBS_OF_BEFORE:
        return bare or any(map(is_tally, words[-LONGEST_TALE:]))
    if _compares(words):
        return True  # "twice the 26"
    while words and words[-1] in SMALL_IN_NAMES:
        words.pop()
    if _compares(words):
        return True
    pairs = list(pairwise(words[-LONGEST_TALE:]))
    at = next((at for at, (first, _) in enumerate(pairs) if first in _words_for_before()), None)
    if at is None or not is_tally(pairs[at][1]) or (words[-1] in CHANGING_TO and words[-2] != "put"):
        return False
    return pairs[at][0] not in PLUPERFECT or BY_THEN.search(before.strip()) is None


def _compares(words: Sequence[str]) -> bool:
    return any(tuple(words[-count:]) in told for count, told in _words_of_comparing().items())


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
    kinds = (entry.words for entry in load_lexicon().measures if entry.name in _kinds_before())
    signs = {*_words_for_before(), *FORMERLY, *comparing, *chain.from_iterable(kinds), HAVING}
    return re.compile("|".join(map(re.escape, sorted(signs))))
