"""Numbers as they are written: digits, words, fractions, and words like "dozens".

A numeral is a number by itself, without "at least", currency or noun: those are found in `amounts.py`.
The grammar is that of English, digits grouped by commas, spaces or points; what a word is worth stands
in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ..frozen import quick
from ..lexicon import Lexicon, Number
from ..records import Bound

DIGITS = (
    "(?<![\\d.,])\\d{1,3}(?:[\u00a0\u2009\u202f ]\\d{3})+(?![\\d\\w]|[.,]\\d)"
    r"|(?<![\d.,'’])\d{1,3}(?:['’]\d{3})+(?![\w'’])"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|(?<![\d,.])\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?![\d,])"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|(?:\d+ )?(?<![\d/⁄])\d{1,2}[/⁄](?!0+\b)\d{1,3}(?![\d/⁄])"
    r"|\d+(?:\.\d+)?"
    r"|(?<![\w.])\.\d+"
)
NO_NUMBER = r"(?<![\w.,])\d+(?:\.\d+)?(?:e[+-]?\d|\^)[\d.,]*\d*|\d[\d,]*,,[\d,]*"
"""Digits that are written as no news writes a count, powers and broken groups: what they say stays open."""
LARGEST = 1e15
"""No amount is larger: what counts more, in money, people or anything, is a slip or a game."""
FRACTION_SIGNS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8
}  # fmt: skip
SIGNS = "".join(FRACTION_SIGNS)
POINTED = re.compile(r"\d{1,3}\.\d{3}")
"""Digits that are thousands in much of the world and a decimal fraction in the rest."""

ARTICLE = re.compile(r"\b(?:(an? )|the |another |every |per )\Z", re.IGNORECASE)
PLURAL_OR_MONEY = re.compile(r"\s(?:[a-z]+s|people|men|women|children)\b")

Kind = Literal["digits", "words", "vague", "fraction"]


@quick
@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: what it is worth, and the lexicon entry or notation that says so."""

    start: int
    end: int
    low: float
    high: float | None
    bound: Bound
    kind: Kind
    entry: str
    scale: float = 1.0
    """The multiplier in it: 1000 for "four thousand"."""
    counted: float = 0.0
    """What the multipliers before its last part are worth: 2000 for "two thousand six"."""


@quick
@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    value: float
    number: Number | None
    """None where it is written in digits."""

    @property
    def form(self) -> str:
        return "digits" if self.number is None else self.number.form


class Grammar:
    """The number words of a lexicon, ready to be looked for."""

    def __init__(self, numbers: Sequence[Number]) -> None:
        self._words = _by_word(numbers, "number", "multiplier", "vague", "fraction")
        self._suffixes = _by_word(numbers, "suffix")
        letters = "".join(sorted({re.escape(word[0]) for word in self._words})) or "0"
        begins = (
            rf"(?=[\d.{SIGNS}]|\b[{letters}])"  # else all the rest would be tried at each letter of a text
        )
        digits, word = rf"(?:{DIGITS})[{SIGNS}]?|[{SIGNS}]", _any_of(self._words)
        self._pattern = re.compile(
            rf"{begins}(?:{NO_NUMBER}|(?P<digits>{digits})|\b(?P<word>{word})\b)", re.IGNORECASE
        )
        self._suffix = re.compile(rf"( ?)({_any_of(self._suffixes)})\b(?![-'’]\w)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Numeral]:
        """The numerals of a text, in order, none overlapping."""
        found = self._pattern.finditer(text)
        pieces = [self._piece(match) for match in found if match.lastgroup is not None]
        place = 0
        while place < len(pieces):
            numeral = self._begun(text, pieces[place])
            place += 1
            while numeral is not None and place < len(pieces):
                longer = _joined(numeral, text[numeral.end : pieces[place].start], pieces[place])
                if longer is None:
                    break
                numeral, place = longer, place + 1
            if numeral is not None and numeral.low <= LARGEST:
                yield numeral

    def _piece(self, match: re.Match[str]) -> _Piece:
        if match["digits"]:
            return _Piece(match.start(), match.end(), value_of_digits(match["digits"]), None)
        number = self._words[match["word"].lower()]
        return _Piece(match.start(), match.end(), number.low or 0.0, number)

    def _begun(self, text: str, piece: _Piece) -> Numeral | None:
        number = piece.number
        if piece.value > LARGEST:
            return None
        if number is None:
            digits = Numeral(
                start=piece.start,
                end=piece.end,
                low=piece.value,
                high=piece.value,
                bound="exact",
                kind="digits",
                entry="digits",
            )
            return self._with_suffix(text, digits)
        numeral = Numeral(
            start=piece.start,
            end=piece.end,
            low=piece.value,
            high=piece.value,
            bound="exact",
            kind="words",
            entry=number.name,
        )
        if number.form == "multiplier":
            article = ARTICLE.search(text, max(0, piece.start - 9), piece.start)
            if article is None:
                return None
            start = article.start() if article[1] else piece.start
            # "a hundred thousand", "a hundred and six"
            counted = 0.0 if piece.value == HUNDRED else piece.value
            return replace(numeral, start=start, scale=piece.value, counted=counted)
        if number.form == "vague":
            return replace(numeral, high=number.high, bound=number.bound or "vague", kind="vague")
        return replace(numeral, kind="fraction") if number.form == "fraction" else numeral

    def _with_suffix(self, text: str, numeral: Numeral) -> Numeral:
        """Letters such as the "bn" of "3.5bn" taken in; "m" only for money or before what is counted."""
        match = self._suffix.match(text, numeral.end)
        if match is None or (match[1] and len(match[2]) == 1 and not match[2].isupper()):
            return numeral
        number = self._suffixes[match[2].lower()]
        if "money_or_plural" in number.needs and not _of_money_or_plural(text, numeral.start, match.end()):
            return numeral
        scale = number.low or 1.0
        value = numeral.low * scale
        return replace(numeral, end=match.end(), low=value, high=value, scale=scale, entry=number.name)


@cache
def load_grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon's number words."""
    return Grammar(lexicon.numbers)


def value_of_digits(digits: str) -> float:
    """What is written in digits: 1500 for "1,500", "1 500" and "1.500.000"'s like; 2.5 for "2 1/2"."""
    if digits[-1] in FRACTION_SIGNS:
        return (value_of_digits(digits[:-1]) if digits[:-1] else 0.0) + FRACTION_SIGNS[digits[-1]]
    whole, slash, below = digits.replace("⁄", "/").partition("/")
    if slash:
        number, _, above = whole.rpartition(" ")
        return float(number or 0) + (float(above) / float(below) if float(below) else 0.0)
    plain = re.sub(r"[,\s'’]", "", digits)
    return float(plain.replace(".", "") if plain.count(".") > 1 else plain)


def _by_word(numbers: Sequence[Number], *forms: str) -> dict[str, Number]:
    return {word: number for number in numbers if number.form in forms for word in number.words}


def _any_of(words: Sequence[str] | dict[str, Number]) -> str:
    """A pattern of the words, the longest first; matches nothing where there are none.

    Words with one first letter stand together, since alternatives are tried one by one.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[:1].lower(), []).append(re.escape(word[1:]))
    groups = [f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()]
    return "|".join(groups) or r"(?!)"


def _of_money_or_plural(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 2) : start].strip()
    money = bool(before) and (before[-1] in "$£€¥₹₽₸" or before[-1].isupper())
    return money or PLURAL_OR_MONEY.match(text, end) is not None


def _joined(numeral: Numeral, gap: str, piece: _Piece) -> Numeral | None:
    """The numeral with a piece more, where both are one number."""
    grown = next((found for join in JOINS if (found := join(numeral, gap.lower(), piece))), None)
    return grown and replace(grown, end=piece.end)


def _with_multiplier(numeral: Numeral, gap: str, piece: _Piece) -> Numeral | None:
    """Two thousand; 1.2 million; several hundred; a quarter of a million; two thousand million."""
    gaps = (" a ", " of a ", " ", "-") if numeral.kind == "fraction" else (" ", "-")
    if piece.form != "multiplier" or gap not in gaps:
        return None
    part = numeral.low - numeral.counted
    if numeral.counted and part == 0 and piece.value > THOUSAND:
        value = numeral.low * piece.value
        return replace(numeral, low=value, high=value, scale=piece.value, counted=value, entry=_name(piece))
    if numeral.counted and (part <= 0 or piece.value >= numeral.scale):
        return None
    if numeral.kind == "vague":
        high = None if numeral.high is None else numeral.high * piece.value
        return replace(numeral, low=numeral.low * piece.value, high=high, scale=piece.value)
    value = numeral.counted + part * piece.value
    counted = numeral.counted if piece.value == HUNDRED else value
    scale = numeral.scale if piece.value == HUNDRED and numeral.scale > HUNDRED else piece.value
    return replace(
        numeral, low=value, high=value, scale=scale, counted=counted, kind="words", entry=_name(piece)
    )


def _with_scale_word(numeral: Numeral, gap: str, piece: _Piece) -> Numeral | None:
    """Tens of thousands."""
    if piece.form != "vague" or numeral.kind != "vague" or gap != " of " or piece.value < TEN:
        return None
    high = None if numeral.high is None else numeral.high * piece.value
    return replace(numeral, low=numeral.low * piece.value, high=high)


def _with_smaller(numeral: Numeral, gap: str, piece: _Piece) -> Numeral | None:
    """Twenty-eight; two hundred and five; three thousand six."""
    if piece.form != "number" or numeral.kind != "words" or piece.value == 0:
        return None
    part = numeral.low - numeral.counted
    after_tens = part % TEN == 0 and part % HUNDRED > TEN
    fits = (
        (after_tens and piece.value < TEN and gap in (" ", "-"))
        or (part >= HUNDRED and part % HUNDRED == 0 and piece.value < HUNDRED and gap in (" ", " and ", "-"))
        or (part == 0 and numeral.counted >= THOUSAND and gap in (" ", " and "))
    )
    value = numeral.low + piece.value
    return replace(numeral, low=value, high=value) if fits else None


def _with_fraction(numeral: Numeral, gap: str, piece: _Piece) -> Numeral | None:
    """Three and a half; a million and a half."""
    fits = piece.form == "fraction" and gap in (" and a ", " and ", "-and-a-", "-and-")
    if not fits or numeral.kind not in ("digits", "words") or numeral.low != int(numeral.low):
        return None
    whole = numeral.scale if numeral.low == numeral.counted > 0 else 1.0
    value = numeral.low + piece.value * whole
    return replace(numeral, low=value, high=value)


def _name(piece: _Piece) -> str:
    return "digits" if piece.number is None else piece.number.name


TEN, HUNDRED, THOUSAND = 10, 100, 1000
JOINS = (_with_multiplier, _with_scale_word, _with_smaller, _with_fraction)
"""How a numeral grows by the piece after it; the first that holds."""
