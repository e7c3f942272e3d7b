"""Numbers with their bounds and units, as written.

The way of an amount: numerals (`numerals.py`), without those that count nothing (`non_counts.py`); money
and shares taken in; two joined into a range; "at least" and its like before and after; the noun or unit
beside it; whether it went up or down. An open end is None: "at least eight" is 8.., "up to three" is ..3.
"Almost 400" is about and ..400: it is near its number and never above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..contacts import contacts_in
from ..contract import record_id
from ..lexicon import Lexicon, rule_of
from ..records import Amount, Document, Time
from .bounds import bound_after, bound_before
from .counted_groups import Tally
from .expressions import Expression, Words, begin_expression, has_money, load_words
from .implied_numbers import Implied, find_implied, sums_of
from .non_counts import NumeralContext, is_non_count, numeral_context
from .numerals import Numeral, load_grammar
from .ranges import join_ends, join_ranges
from .trends import add_trend, share_with_next
from .units import noun_after, unit_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

THINGS = frozenset({"people", "role", "vehicle", "building", "body"})
GOING_ON = frozenset({" to ", "-", "–", ", ", " and ", ", and ", " or ", " of "})
"""What stands between two numbers of one list, or of "page 7 of 12"."""


def find_amounts(
    document: Document,
    doc: Doc,
    tally: Tally,
    times: Sequence[Time],
    lexicon: Lexicon,
) -> tuple[Amount, ...]:
    """All amounts of a document, in order; numbers that belong to a time are none.

    Of whom it is said that they were killed, injured and the like, also what no number word says.
    """
    scene, words = numeral_context(document.text, doc, times, lexicon), load_words(lexicon)
    numerals = _without_contacts(document.text, load_grammar(lexicon).find(document.text))
    heads = frozenset(each.head.idx for each in tally.counted)
    named = frozenset(each.head.idx for each in tally.counted if each.named)
    counting = _counting(scene, words, numerals, heads, named)
    expressions = [begin_expression(scene, words, each) for each in counting]
    expressions = list(join_ranges(scene, words, expressions, heads, tight=True))
    expressions = list(join_ranges(scene, words, expressions, heads, tight=False))
    found = list(join_ends(scene, [_finished(scene, words, expression) for expression in expressions]))
    stated = [_record(document, scene, words, each) for each in share_with_next(scene, found)]
    return tuple(sorted(_with_implied(document, tally, stated, lexicon), key=lambda a: (a.start, -a.end)))


def _without_contacts(text: str, numerals: Iterable[Numeral]) -> list[Numeral]:
    """The numerals that are no part of a telephone number, a home or the like."""
    found = list(numerals)
    contacts = [(start, end) for start, end, _ in contacts_in(text)] if found else []
    return [each for each in found if not any(start <= each.start < end for start, end in contacts)]


def _counting(
    scene: NumeralContext,
    words: Words,
    numerals: Iterable[Numeral],
    heads: frozenset[int],
    named: frozenset[int],
) -> Iterator[Numeral]:
    """The numerals that count something; "54" of "aged 25 to 54" goes the way of "25".

    Of whom a measure is said (`heads`, by offset) are counted whatever else a word may mean: "killed scores";
    so are those that only stand behind a name (`named`): "Masbate 252".
    """
    apart = 0
    for each in numerals:
        meant = each.start in heads or _is_meant(scene, words, each)
        if not scene.token_at(each.start).dep or not meant:
            continue
        if (
            each.start not in named
            and not has_money(scene, words, each)
            and (is_non_count(scene, each) or (_goes_on(scene, apart, each) and each.start not in heads))
        ):
            apart = each.end
            continue
        yield each


def _goes_on(scene: NumeralContext, apart: int, numeral: Numeral) -> bool:
    """Whether a bare number only goes on from one that counts nothing."""
    return scene.view[apart : numeral.start] in GOING_ON and not _has_noun(scene, numeral)


def _has_noun(scene: NumeralContext, numeral: Numeral) -> bool:
    following = scene.token_after(numeral.end)
    return following is not None and following.tag_ in ("NN", "NNS")


def _is_meant(scene: NumeralContext, words: Words, numeral: Numeral) -> bool:
    """Whether the conditions of a word that has other senses hold."""
    number = words.numbers.get(numeral.entry)
    return number is None or all(
        CONDITIONS[need](scene, numeral) for need in number.needs if need in CONDITIONS
    )


def _counts(scene: NumeralContext, numeral: Numeral) -> bool:
    token = scene.token_at(numeral.start)
    before = scene.token_before(numeral.start)
    after = scene.view[numeral.end : numeral.end + 8]
    alone = token.dep_ in ("nummod", "nsubj", "nsubjpass", "det") or after.startswith(" of ")
    return alone and (before is None or before.tag_ not in ("DT", "JJ")) and token.tag_ != "CC"


def _is_thing(scene: NumeralContext, numeral: Numeral) -> bool:
    """Whether it is people, houses, vehicles: what few words count, the rest is talk."""
    token = noun_after(scene, numeral)
    return token is not None and scene.units.get(token.lemma_.lower()) in THINGS


def _is_followed_by_of(scene: NumeralContext, numeral: Numeral) -> bool:
    return (
        numeral.kind == "words"
        or scene.view.startswith(" of ", numeral.end)
        or " of " in scene.view[numeral.start : numeral.end]
    )


def _is_half_of(scene: NumeralContext, numeral: Numeral) -> bool:
    following = scene.token_after(numeral.end)
    return numeral.kind == "words" or (following is not None and following.tag_ in ("DT", "PRP$", "IN"))


def _is_many(scene: NumeralContext, numeral: Numeral) -> bool:
    token = scene.token_at(numeral.start)
    return _is_followed_by_of(scene, numeral) or token.dep_ == "nsubjpass"


CONDITIONS: dict[str, Callable[[NumeralContext, Numeral], bool]] = {
    "counts": _counts,
    "things": _is_thing,
    "of": _is_followed_by_of,
    "of_or_article": _is_half_of,
    "of_or_subject": _is_many,
}


def _finished(scene: NumeralContext, words: Words, expression: Expression) -> Expression:
    """With its modifiers and its trend."""
    return add_trend(scene, words, bound_after(scene, words, bound_before(scene, words, expression)))


def _record(document: Document, scene: NumeralContext, words: Words, each: Expression) -> Amount:
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
        unit=unit_of(document, scene, words, each),
    )


def _with_implied(
    document: Document, tally: Tally, stated: Sequence[Amount], lexicon: Lexicon
) -> list[Amount]:
    if not tally.counted:
        return list(stated)
    parts = [*stated, *(_implied(document, each) for each in find_implied(tally, stated, lexicon))]
    return [*parts, *(_implied(document, each) for each in sums_of(tally, parts, lexicon))]


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
