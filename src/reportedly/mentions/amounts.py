"""Numbers with their bounds and units, as written.

The way of an amount: numerals (`numerals.py`), without those that count nothing (`told_apart.py`); money
and shares taken in; two joined into a range; "at least" and its like before and after; the noun or unit
beside it; whether it went up or down. An open end is None: "at least eight" is 8.., "up to three" is ..3.
"Almost 400" is about and ..400: it is near its number and never above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.clauses import Clause, Tree
from ..lexicon import Lexicon, Number, Unit, rule_of
from ..records import Amount, Bound, Document, Time, Trend
from .counted import find_counted
from .implied import Implied, Numbers, find_implied, sums_of
from .numerals import POINTED, Numeral, load_grammar
from .told_apart import REACH, Scene, is_told_apart, make_scene

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SKIPPED = 2
"""Determiners and adjectives between "at least" and its number: "at least another twelve"."""
LONGEST_UNIT = 5
"""Words of a counted noun with what stands before it: "police and national guard troops"."""

ALTERNATIVE = 1.34
"""How much more than the first the second of "three or four" may be."""

OPENS_RANGE = re.compile(r"\b(?:between|from) \Z", re.IGNORECASE)
HYPHENS = ("-", "–")
SKIPPED_TAGS = frozenset({"DT", "PDT", "JJ"})


@dataclass(frozen=True, slots=True)
class _Expression:
    """An amount while it grows."""

    start: int
    end: int
    number: Numeral
    low: float | None
    high: float | None
    bound: Bound
    entry: str
    money: str | None = None
    share: bool = False
    trend: Trend | None = None


class _Words:
    """What a lexicon says of the words beside numbers, as patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        numbers = lexicon.numbers
        self.numbers = {number.name: number for number in numbers}
        self.modifiers = {w: n for n in numbers if n.form in ("before", "after") for w in n.words}
        before = [w for n in numbers if n.form == "before" for w in n.words]
        after = [w for n in numbers if n.form == "after" for w in n.words]
        self.before = re.compile(rf"(?<!\w)({_any_of(before)})[ -]?\Z", re.IGNORECASE)
        self.after = re.compile(rf" ?({_any_of(after)})(?![\w])", re.IGNORECASE)
        self.changes = {w: n for n in numbers if n.form == "change" for w in n.words}
        self.money = _money_pattern(lexicon.units)
        shares = [w for unit in lexicon.units if unit.kind == "share" for w in unit.words]
        self.share = re.compile(rf"[ -]?({_any_of(shares)})(?!\w)", re.IGNORECASE)


@cache
def _load_words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def _money_pattern(units: Sequence[Unit]) -> re.Pattern[str]:
    """Signs and codes of money before a number: "$", "US $", "RM"."""
    signs = _any_of([w for unit in units if unit.kind == "money_sign" for w in unit.words])
    codes = _any_of([w for unit in units if unit.kind == "money_code" for w in unit.words])
    return re.compile(rf"(?:(?:(?<!\w)(?:{codes}) ?)?(?:{signs})(?:(?:{codes}) ?)?|(?<!\w)(?:{codes})) ?\Z")


def find_amounts(
    document: Document,
    doc: Doc,
    clauses: Sequence[Clause],
    times: Sequence[Time],
    lexicon: Lexicon,
) -> tuple[Amount, ...]:
    """All amounts of a document, in order; numbers that belong to a time are none.

    Of whom it is said that they were killed, injured and the like, also what no number word says.
    """
    scene, words = make_scene(doc, times, lexicon), _load_words(lexicon)
    numerals = load_grammar(lexicon).find(document.text)
    expressions = [_with_money(scene, words, each) for each in _counting(scene, words, numerals)]
    expressions = list(_joined(scene, words, expressions, tight=True))
    expressions = list(_joined(scene, words, expressions, tight=False))
    found = [_finished(scene, words, expression) for expression in expressions]
    stated = [_record(document, scene, words, each) for each in _with_shared_trend(scene, found)]
    return tuple(
        sorted(_with_implied(document, doc, clauses, stated, lexicon), key=lambda a: (a.start, -a.end))
    )


def _counting(scene: Scene, words: _Words, numerals: Iterable[Numeral]) -> Iterator[Numeral]:
    """The numerals that count something; "54" of "aged 25 to 54" goes the way of "25"."""
    apart = 0
    for each in numerals:
        if not scene.token_at(each.start).dep or not _is_meant(scene, words, each):
            continue
        if not _has_money(scene, words, each) and (
            is_told_apart(scene, each)
            or (scene.view[apart : each.start] in GOING_ON and not _has_noun(scene, each))
        ):
            apart = each.end
            continue
        yield each


def _has_noun(scene: Scene, numeral: Numeral) -> bool:
    following = scene.token_after(numeral.end)
    return following is not None and following.tag_ in ("NN", "NNS")


def _is_meant(scene: Scene, words: _Words, numeral: Numeral) -> bool:
    """Whether the conditions of a word that has other senses hold."""
    number = words.numbers.get(numeral.entry)
    return number is None or all(
        CONDITIONS[need](scene, numeral) for need in number.needs if need in CONDITIONS
    )


def _counts(scene: Scene, numeral: Numeral) -> bool:
    token = scene.token_at(numeral.start)
    before = scene.token_before(numeral.start)
    after = scene.view[numeral.end : numeral.end + 8]
    alone = token.dep_ in ("nummod", "nsubj", "nsubjpass", "det") or after.startswith(" of ")
    return alone and (before is None or before.tag_ not in ("DT", "JJ")) and token.tag_ != "CC"


def _is_thing(scene: Scene, numeral: Numeral) -> bool:
    """Whether it is people, houses, vehicles: what few words count, the rest is talk."""
    token = _noun_after(scene, numeral)
    return token is not None and scene.units.get(token.lemma_.lower()) in THINGS


def _is_followed_by_of(scene: Scene, numeral: Numeral) -> bool:
    return (
        numeral.kind == "words"
        or scene.view.startswith(" of ", numeral.end)
        or " of " in scene.view[numeral.start : numeral.end]
    )


def _is_half_of(scene: Scene, numeral: Numeral) -> bool:
    following = scene.token_after(numeral.end)
    return numeral.kind == "words" or (following is not None and following.tag_ in ("DT", "PRP$", "IN"))


def _is_many(scene: Scene, numeral: Numeral) -> bool:
    token = scene.token_at(numeral.start)
    return _is_followed_by_of(scene, numeral) or token.dep_ == "nsubjpass"


CONDITIONS: dict[str, Callable[[Scene, Numeral], bool]] = {
    "counts": _counts,
    "things": _is_thing,
    "of": _is_followed_by_of,
    "of_or_article": _is_half_of,
    "of_or_subject": _is_many,
}


def _has_money(scene: Scene, words: _Words, numeral: Numeral) -> bool:
    return words.money.search(scene.view, max(0, numeral.start - REACH), numeral.start) is not None


def _with_money(scene: Scene, words: _Words, numeral: Numeral) -> _Expression:
    """The numeral with the sign of money before it or of a share after it."""
    money = words.money.search(scene.view, max(0, numeral.start - REACH), numeral.start)
    share = words.share.match(scene.view, numeral.end)
    start = numeral.start if money is None else money.start()
    end = numeral.end if share is None else share.end()
    low, entry = numeral.low, numeral.entry
    written = scene.view[numeral.start : numeral.end]
    if POINTED.fullmatch(written) and money is None and share is None and _counts_wholes(scene, numeral):
        low, entry = numeral.low * 1000, "points_for_thousands"
    high = low if numeral.high == numeral.low else numeral.high
    sign = None if money is None else money[0].strip()
    return _Expression(start, end, numeral, low, high, numeral.bound, entry, sign, share is not None)


def _counts_wholes(scene: Scene, numeral: Numeral) -> bool:
    """Whether what follows can only be counted in wholes: "5.135 people", "5.135 were detained"."""
    following = scene.token_after(numeral.end)
    return following is not None and (
        following.tag_ in ("NNS", "VBD", "VBN") or following.dep_ in ("auxpass", "aux")
    )


def _joined(
    scene: Scene, words: _Words, expressions: Sequence[_Expression], *, tight: bool
) -> Iterator[_Expression]:
    """Two that make a range as one; two that make a score as none. The tight ones have a hyphen."""
    waiting: _Expression | None = None
    for each in expressions:
        if waiting is None:
            waiting = each
            continue
        gap = scene.view[waiting.end : each.start]
        if tight and gap not in HYPHENS:
            yield waiting
            waiting = each
            continue
        if tight and not waiting.number.low < each.number.low:
            waiting = None
            continue
        ranged = _ranged(scene, words, waiting, gap, each)
        if ranged is None:
            yield waiting
        waiting = ranged or each
    if waiting is not None:
        yield waiting


def _ranged(
    scene: Scene, words: _Words, left: _Expression, gap: str, right: _Expression
) -> _Expression | None:
    if left.bound != "exact" or right.bound not in ("exact", "between") or len(gap) > REACH or "(" in gap:
        return None
    low, high = left.low or 0.0, right.high or 0.0
    if left.number.scale == 1 < right.number.scale and low <= high / right.number.scale:
        low *= right.number.scale
    opened = OPENS_RANGE.search(scene.view, max(0, left.start - 9), left.start)
    word = opened[0].strip().lower() if opened else ""
    between = word == "between" and re.search(r"(?:\A|\s)and\s\Z", gap) is not None
    from_to = word == "from" and re.search(r"(?:\A|\s)(?:up )?to\s\Z", gap) is not None
    bare = low < high and right.bound == "exact" and _is_bare_range(left, gap, right)
    if from_to and _is_a_change(scene, words, opened, right):
        return None
    if (
        not (between or from_to or bare)
        or scene.token_at(left.start).sent != scene.token_at(right.start).sent
    ):
        return None
    return replace(
        left,
        start=opened.start() if opened and (between or from_to) else left.start,
        end=right.end,
        low=min(low, high),
        high=max(low, high),
        bound="between",
        share=right.share,
        entry="range",
        money=left.money or right.money,
    )


def _is_a_change(scene: Scene, words: _Words, opened: re.Match[str] | None, right: _Expression) -> bool:
    """Whether a count went from one number to another: "rose from 26 to 164" has two amounts."""
    token = None if opened is None else scene.token_before(opened.start())
    moved = token is not None and token.lemma_.lower() in words.changes
    return moved and not right.money and not right.share


def _is_bare_range(left: _Expression, gap: str, right: _Expression) -> bool:
    """20-30, 20 to 30, three or four; 5% to 10%; not "6.5% to 164p"."""
    same_money = right.money is None or (left.money or "")[-1:] == right.money[-1:]
    same_share = right.share or not left.share
    if gap in ("-", "–", " to ", "- to ", " to-", " - ", " – "):
        return same_money and same_share and not (left.share and not right.share)
    near = (right.low or 0) <= ALTERNATIVE * (left.low or 0) + 1
    return gap == " or " and near and left.money == right.money and left.share == right.share


def _finished(scene: Scene, words: _Words, expression: _Expression) -> _Expression:
    """With its modifiers and its trend."""
    return _with_trend(scene, words, _bounded_after(scene, words, _bounded_before(scene, words, expression)))


def _bounded_before(scene: Scene, words: _Words, expression: _Expression) -> _Expression:
    """With "at least" and its like before it; of several the one that bounds."""
    start, skipped = expression.start, 0
    while True:
        match = words.before.search(scene.view, max(0, start - REACH), start)
        if match is not None:
            start, skipped = match.start(1), 0
            expression = _bounded(expression, words.modifiers[match[1].lower()])
            expression = replace(expression, start=start)
            continue
        token = scene.token_before(start)
        if token is None or skipped == SKIPPED or not _may_be_skipped(token):
            return expression
        start, skipped = token.idx, skipped + 1


def _may_be_skipped(token: Token) -> bool:
    """The "another" of "at least another twelve"; not the "the" of "over the twelve"."""
    return token.tag_ in SKIPPED_TAGS and "Def" not in token.morph.get("Definite", [])


def _bounded_after(scene: Scene, words: _Words, expression: _Expression) -> _Expression:
    match = words.after.match(scene.view, expression.end)
    if match is None:
        return expression
    return replace(_bounded(expression, words.modifiers[match[1].lower()]), end=match.end())


def _bounded(expression: _Expression, modifier: Number) -> _Expression:
    """An end opened by a modifier; what opens an end is stronger than "about"."""
    bound = modifier.bound
    if expression.bound == "between":
        return replace(expression, bound="about", entry=modifier.name) if bound == "about" else expression
    if expression.bound == "vague":
        return expression
    if bound is None or bound == "exact":
        return replace(expression, entry=modifier.name) if expression.bound == "exact" else expression
    low = expression.low if expression.low is not None else expression.high
    if bound in ("at_least", "more_than"):
        return replace(expression, low=low, high=None, bound=bound, entry=modifier.name)
    if bound in ("at_most", "less_than"):
        return replace(expression, low=None, high=low, bound=bound, entry=modifier.name)
    if expression.bound != "exact":
        return expression
    if "ceiling" in modifier.needs:
        return replace(expression, low=None, high=low, bound="about", entry=modifier.name)
    return replace(expression, bound="about", entry=modifier.name)


def _with_trend(scene: Scene, words: _Words, expression: _Expression) -> _Expression:
    """With the way it went: "rose 6.5 percent", "up 19 cents", "climbed to 164"."""
    minus = re.search(
        r"(?<!\w)minus[ -]\Z", scene.view[max(0, expression.start - 7) : expression.start], re.IGNORECASE
    )
    if minus and expression.low is not None and expression.high is not None:
        start = expression.start - len(minus[0])
        return replace(expression, start=start, low=-expression.high, high=-expression.low)
    sign = scene.view[expression.start - 1 : expression.start] if expression.start else ""
    if (
        sign
        and sign in "+-−"
        and expression.share
        and not scene.view[expression.start - 2 : expression.start - 1].isalnum()
    ):
        return replace(expression, start=expression.start - 1, trend="up" if sign == "+" else "down")
    if expression.bound == "between" and expression.trend is None and not expression.money:
        return expression
    nearest = token = scene.token_before(expression.start)
    if (
        token is not None
        and token.tag_ in ("IN", "TO")
        and token.i > 0
        and token.lower_ in TREND_PREPOSITIONS
    ):
        token = scene.doc[token.i - 1]
    if token is None:
        return expression
    change = words.changes.get(token.lemma_.lower()) or words.changes.get(token.lower_)
    if change is None or not _moves(token, by=nearest is not token):
        return expression
    if "money_or_share" in change.needs and not (
        expression.money or expression.share or _is_small_money(scene, expression)
    ):
        return expression
    entry = change.name if expression.bound == "exact" else expression.entry
    return replace(expression, trend=change.trend, entry=entry)


def _moves(token: Token, *, by: bool) -> bool:
    """Whether a word of change is said of the number: "fell 3", "a fall by 3", "up 3"; not "gave up 3"."""
    if token.dep_ == "prt":
        return False
    return token.tag_[:2] == "VB" or token.tag_ in ("RP", "RB", "IN", "JJ") or (by and token.tag_ == "NN")


def _is_small_money(scene: Scene, expression: _Expression) -> bool:
    following = scene.token_after(expression.end)
    return following is not None and scene.units.get(following.lemma_) == "money"


def _with_shared_trend(scene: Scene, found: Sequence[_Expression]) -> Iterator[_Expression]:
    """What says the same in another unit went the same way: "lost 190 points, or 0.6%"."""
    before: _Expression | None = None
    for each in found:
        before = each if before is None else _like(scene, before, each)
        yield before


def _like(scene: Scene, before: _Expression, each: _Expression) -> _Expression:
    if before.trend and each.trend is None and each.bound != "between":
        gap = scene.view[before.end : each.start]
        if re.fullmatch(r"(?: \w+)?,? or ", gap):
            return replace(each, trend=before.trend)
    bounded = before.bound not in ("exact", "about", "vague")
    return _converted(scene, before, each) if bounded and each.bound == "exact" else each


def _converted(scene: Scene, before: _Expression, each: _Expression) -> _Expression:
    """What repeats in another unit has the same bound: "more than 7 miles (11 km)"."""
    gap = scene.view[before.end : each.start]
    closed = scene.view.find(")", each.end, each.end + 15) >= 0
    if before.bound == "between" or not closed or not re.fullmatch(r"(?: [\w.]+){0,3} \(", gap):
        return each
    low, high = (None if end is None else each.low for end in (before.low, before.high))
    return replace(each, low=low, high=high, bound=before.bound, entry=before.entry)


def _record(document: Document, scene: Scene, words: _Words, each: _Expression) -> Amount:
    return Amount(
        id=record_id("amount", document.id, each.start, each.end),
        document=document.id,
        rule=rule_of("amount", each.entry),
        start=each.start,
        end=each.end,
        quote=document.text[each.start : each.end],
        low=each.low,
        high=each.high,
        bound=each.bound,
        trend=each.trend,
        unit=_unit(document, scene, words, each),
    )


def _with_implied(
    document: Document, doc: Doc, clauses: Sequence[Clause], stated: Sequence[Amount], lexicon: Lexicon
) -> list[Amount]:
    spans = [(amount.start, amount.end) for amount in stated]
    parts = [*stated, *(_implied(document, each) for each in find_implied(doc, clauses, spans, lexicon))]
    numbers = Numbers(Tree(doc), [(amount.start, amount.end) for amount in parts])
    sums = sums_of(find_counted(doc, clauses, lexicon), numbers, parts)
    return [*parts, *(_implied(document, each) for each in sums)]


def _implied(document: Document, each: Implied) -> Amount:
    return Amount(
        id=record_id("amount", document.id, each.start, each.end),
        document=document.id,
        rule=rule_of("amount", each.rule),
        start=each.start,
        end=each.end,
        quote=document.text[each.start : each.end],
        low=each.low,
        high=each.low,
        bound="exact",
        trend=None,
        unit=each.unit,
    )


def _unit(document: Document, scene: Scene, words: _Words, each: _Expression) -> str | None:
    """The noun counted or the unit of measure, as written."""
    if each.money:
        return each.money
    if each.share and (share := words.share.search(scene.view, max(0, each.end - 18), each.end)):
        return share[1]
    letters = re.match(r"[ -]?[^\W\d_]{1,5}(?![^\W_])", document.text[each.number.end : each.number.end + 7])
    if letters and not letters[0].startswith((" ", "-")):
        return letters[0]
    noun = _noun_counted(scene, each)
    if noun is None:
        return None
    first = scene.token_after(each.end)
    start = (
        noun.idx
        if first is None or noun.i - first.i >= LONGEST_UNIT or first.i > noun.i
        else _unit_start(first, noun)
    )
    return document.text[start : noun.idx + len(noun)] or None


def _noun_run(scene: Scene, pronoun: Token) -> Token | None:
    """The last noun of those that follow at once: the "soldiers" of "19 of them young soldiers"."""
    last = None
    for token in scene.doc[pronoun.i + 1 : pronoun.i + 1 + LONGEST_UNIT]:
        if token.tag_ not in ("JJ", "NN", "NNS", "NNP", "NNPS", "VBN"):
            break
        last = token if token.tag_[:2] == "NN" else last
    return last


def _unit_start(first: Token, noun: Token) -> int:
    """Where the noun phrase begins, without "of the"."""
    while first.i < noun.i and (
        first.tag_ in ("IN", "DT", "PRP", "WP", "PRP$", "HYPH", "POS") or first.is_punct
    ):
        first = first.nbor()
    return first.idx


def _noun_counted(scene: Scene, each: _Expression) -> Token | None:
    return _noun_after(scene, each.number)


def _noun_after(scene: Scene, numeral: Numeral) -> Token | None:
    token = scene.token_at(numeral.end - 1)
    following = scene.token_after(numeral.end)
    if token.lower_ == "of":
        return next((child for child in token.children if child.dep_ == "pobj"), following)
    if following is not None and following.lower_ == "of":
        inside = next((child for child in following.children if child.dep_ == "pobj"), None)
        return inside if inside is None or inside.tag_ not in PRONOUNS else _noun_run(scene, inside)
    head = (
        token.head
        if token.dep_ in ("nummod", "nmod", "compound", "amod", "quantmod", "npadvmod", "det")
        else None
    )
    while head is not None and head.dep_ in ("nummod", "quantmod") and head.head != head:
        head = head.head
    if head is not None and head.i > token.i and head.tag_[:2] == "NN" and head.i - token.i <= 8:
        return head
    return following if following is not None and following.tag_[:2] == "NN" else None


THINGS = frozenset({"people", "role", "vehicle", "building", "body"})
GOING_ON = frozenset({" to ", "-", "–", ", ", " and ", ", and ", " or "})
"""What stands between two numbers of one list."""
PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT"})
TREND_PREPOSITIONS = frozenset({"by", "to"})
