"""An amount while it grows, and what a lexicon says of the words beside numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ..frozen import quick
from ..lexicon import Lexicon, Unit
from ..records import Bound, Trend
from .non_counts import Ending, NumeralContext
from .numerals import POINTED, Numeral

MINUS = Ending(re.compile(r"(?<!\w)minus[ -]\Z", re.IGNORECASE), ["minus"])

MONEY = "money_sign", "money_code"


@quick
@dataclass(frozen=True, slots=True)
class Expression:
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


class Words:
    """What a lexicon says of the words beside numbers, as patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        numbers = lexicon.numbers
        self.numbers = {number.name: number for number in numbers}
        self.modifiers_before = {w: n for n in numbers if n.form == "before" for w in n.words}
        self.modifiers_after = {w: n for n in numbers if n.form == "after" for w in n.words}
        before = [w for n in numbers if n.form == "before" for w in n.words]
        after = [w for n in numbers if n.form == "after" for w in n.words]
        self.before = Ending(re.compile(rf"(?<!\w)({any_of(before)})[ -]?\Z", re.IGNORECASE), before)
        self.after = re.compile(rf" ?({any_of(after)})(?![\w])", re.IGNORECASE)
        self.changes = {w: n for n in numbers if n.form == "change" for w in n.words}
        measures = lexicon.measures
        self.moving = frozenset(w for entry in measures if entry.form == "moves" for w in entry.words)
        self.ranging = frozenset(w for entry in measures if entry.form == "ranges" for w in entry.words)
        self.money = _before_money(lexicon.units)
        shares = [w for unit in lexicon.units if unit.kind == "share" for w in unit.words]
        self.share = re.compile(rf"[ -]?({any_of(shares)})(?!\w)", re.IGNORECASE)


@cache
def load_words(lexicon: Lexicon) -> Words:
    """The words of a lexicon."""
    return Words(lexicon)


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; of none it matches nothing."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def _before_money(units: Sequence[Unit]) -> Ending:
    """Signs and codes of money before a number: "$", "US $", "RM"."""
    words = {kind: [w for unit in units if unit.kind == kind for w in unit.words] for kind in MONEY}
    signs, codes = (any_of(words[kind]) for kind in MONEY)
    pattern = rf"(?:(?:(?<!\w)(?:{codes}) ?)?(?:{signs})(?:(?:{codes}) ?)?|(?<!\w)(?:{codes})) ?\Z"
    return Ending(re.compile(pattern), [word for kind in MONEY for word in words[kind]])


def has_money(scene: NumeralContext, words: Words, numeral: Numeral) -> bool:
    """Whether a sign or code of money stands before a numeral."""
    return words.money.search(scene.view, numeral.start) is not None


def begin_expression(scene: NumeralContext, words: Words, numeral: Numeral) -> Expression:
    """The numeral with the sign of money before it or of a share after it."""
    money = words.money.search(scene.view, numeral.start)
    share = words.share.match(scene.view, numeral.end)
    start = numeral.start if money is None else money.start()
    end = numeral.end if share is None else share.end()
    low, entry = numeral.low, numeral.entry
    written = scene.view[numeral.start : numeral.end]
    if POINTED.fullmatch(written) and money is None and share is None and _counts_wholes(scene, numeral):
        low, entry = numeral.low * 1000, "points_for_thousands"
    high = low if numeral.high == numeral.low else numeral.high
    sign = None if money is None else money[0].strip()
    minus = MINUS.search(scene.view, start)
    if minus is not None and high is not None:
        start, low, high = minus.start(), -high, -low
    return Expression(
        start=start,
        end=end,
        number=numeral,
        low=low,
        high=high,
        bound=numeral.bound,
        entry=entry,
        money=sign,
        share=share is not None,
    )


def _counts_wholes(scene: NumeralContext, numeral: Numeral) -> bool:
    """Whether what follows can only be counted in wholes: "5.135 people", "5.135 were detained"."""
    following = scene.token_after(numeral.end)
    return following is not None and (
        following.tag_ in ("NNS", "VBD", "VBN") or following.dep_ in ("auxpass", "aux")
    )
