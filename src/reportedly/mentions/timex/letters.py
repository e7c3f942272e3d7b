"""A text as a row of pieces, each with one letter for what it can be in a time.

The letters of all pieces together are a string as long as the row, so that a rule for times is a regular
expression over kinds of words: `Md,y` is a month, a day, a comma and a year. A phrase of the lexicon has
its letter at the first piece and `_` at each further one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ...lexicon import Lexicon, TimeWord
from .tenses import Clauses, children_of

PIECE = re.compile(
    r"(?P<word>(?!(?<=\d)T\d)[^\W\d_]+)"  # most pieces are words, so they are tried first
    r"|(?P<decade>(?:\d{3}0|(?<!\d)['’‘]?\d0)['’]?s(?![^\W_]))"
    r"|(?P<digits>\d+)"
    r"|(?P<join>T)"
    r"|(?P<break>\n[^\S\n]*\n\s*)"
    r"|(?P<mark>[^\w\s]|_)"
)

LETTERS: Mapping[str, str] = {
    "about": "o",
    "after": "Q",
    "ago": "g",
    "ampm": "A",
    "and": "c",
    "article": "a",
    "at": "4",
    "between": "B",
    "clock": "C",
    "coming": "X",
    "day": "T",
    "decade": "D",
    "each": "e",
    "earlier": "b",
    "edge": "m",
    "exact": "K",
    "feast": "H",
    "fiscal": "Y",
    "fixed": "Z",
    "following": "f",
    "frequency": "E",
    "from": "1",
    "half": "L",
    "hence": "z",
    "in": "I",
    "last": "l",
    "later": "j",
    "long": "J",
    "month": "M",
    "more": "6",
    "next": "x",
    "number": "N",
    "of": "i",
    "old": "G",
    "on": "w",
    "ordinal": "O",
    "part": "P",
    "past": "v",
    "previous": "p",
    "recent": "r",
    "reference": "R",
    "same": "s",
    "season": "S",
    "spell": "9",
    "suffix": "u",
    "that": "k",
    "the": "t",
    "this": "h",
    "times": "q",
    "to": "5",
    "unit": "U",
    "units": "V",
    "vague": "2",
    "weekday": "W",
    "weekdays": "F",
    "zone": "3",
}
"""The letter of each form of entry."""

MARKS: Mapping[str, str] = {
    **dict.fromkeys("-–—‒−‐‑", "-"),
    **dict.fromkeys("'’‘", "'"),
    **{mark: mark for mark in ",.:/()"},
}
SMALL, YEAR, STAMP, DIGITS, JOIN = "d", "y", "8", "n", "0"
OTHER, MARK, BREAK, MORE = "~", "^", "\n", "_"
"""The letters of what no lexicon holds: digits up to 31, four that can be a year, eight that can be a date,
others, the T between a date and a time; other words, other marks, the end of a paragraph, and a further
piece of a phrase."""

LETTER_OF_KIND: Mapping[str, str] = {"word": OTHER, "decade": LETTERS["decade"], "join": JOIN, "break": BREAK}
"""The letter of a piece by its group in the pattern; that of digits and marks depends on which they are."""

STRETCH = re.compile(rf"[^{OTHER}{BREAK}]+")
CORE = frozenset("8dynCDEFHMPRSTUVWZ9v")
"""Letters of which every time has one: digits, and words that name a time by themselves."""


class LetteredWord(NamedTuple):
    """A word, a run of digits or a mark, as it stands in the text, and its entry if it has one."""

    start: int
    end: int
    text: str
    """In lower case."""
    entry: TimeWord | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces of a text that stand where a time can be, and their letters, one for each."""

    pieces: tuple[LetteredWord, ...]
    letters: str

    def letter_before(self, place: int) -> str:
        """The letter of the piece or phrase before a place, or nothing at the beginning."""
        place -= 1
        while place > 0 and self.letters[place] == MORE:
            place -= 1
        return self.letters[place] if place >= 0 else ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    rest: tuple[str, ...]
    entry: TimeWord
    letter: str


Vocabulary = Mapping[str, tuple[_Phrase, ...]]


@lru_cache(maxsize=8)
def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The phrases by their first piece, the longest first."""
    phrases: dict[str, list[_Phrase]] = {}
    for entry in (*lexicon.times, *_numbers(lexicon)):
        if entry.form not in LETTERS:
            continue
        for place, words in enumerate(entry.words):
            first, *rest = _pieces_of(words)
            letter = LETTERS["units" if entry.form == "unit" and place else entry.form]
            phrases.setdefault(first, []).append(_Phrase(tuple(rest), entry, letter))
    return {first: tuple(sorted(each, key=lambda p: -len(p.rest))) for first, each in phrases.items()}


def _numbers(lexicon: Lexicon) -> Iterator[TimeWord]:
    """Number words; the value of one that multiplies begins with a star."""
    for number in lexicon.numbers:
        if number.form in ("number", "multiplier"):
            value = f"{'*' if number.form == 'multiplier' else ''}{number.low:g}"
            yield TimeWord(name=number.name, words=number.words, form="number", value=value)


def row_of(text: str, clauses: Clauses, vocabulary: Vocabulary) -> Row:
    """The pieces of a text with their letters; the parse is asked for doubtful words only."""
    found = list(PIECE.finditer(text))
    words = ["'" if match[0] in "’‘" else match[0].lower() for match in found]
    letters: list[str] = []
    entries: list[TimeWord | None] = []
    for place, match in enumerate(found):
        if place < len(letters):
            continue
        known = words[place] in vocabulary
        phrase = _phrase_at(words, found, letters, clauses, vocabulary) if known else None
        letters.append(phrase.letter if phrase else _letter(match))
        entries.append(phrase.entry if phrase else None)
        if phrase:
            letters += [MORE] * len(phrase.rest)
            entries += [None] * len(phrase.rest)
    row = "".join(letters)
    kept = list(_near_times(row))
    pieces = (LetteredWord(found[i].start(), found[i].end(), words[i], entries[i]) for i in kept)
    return Row(tuple(pieces), "".join([row[i] for i in kept]))


def _near_times(letters: str) -> Iterator[int]:
    """The places of all stretches that can hold a time, each with the piece before and after it."""
    reached = -1
    for stretch in STRETCH.finditer(letters):
        if CORE.isdisjoint(stretch[0]):
            continue
        first, last = max(stretch.start() - 1, reached + 1), min(stretch.end(), len(letters) - 1)
        yield from range(first, last + 1)
        reached = last


def _pieces_of(words: str) -> list[str]:
    return [match[0].lower() for match in PIECE.finditer(words)]


def _phrase_at(
    words: Sequence[str],
    found: Sequence[re.Match[str]],
    letters: Sequence[str],
    clauses: Clauses,
    vocabulary: Vocabulary,
) -> _Phrase | None:
    """The longest phrase that begins at the first piece without a letter, all its conditions met."""
    place = len(letters)
    for phrase in vocabulary[words[place]]:
        end = place + 1 + len(phrase.rest)
        if phrase.rest and tuple(words[place + 1 : end]) != phrase.rest:
            continue
        needs = phrase.entry.needs
        if not needs or all(NEEDS[need](_Spot(words, found, letters, end, clauses)) for need in needs):
            return phrase
    return None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a row that is being made, with all that a condition may ask."""

    words: Sequence[str]
    found: Sequence[re.Match[str]]
    letters: Sequence[str]
    """Those of the pieces before."""
    end: int
    """Behind the last piece of the phrase."""
    clauses: Clauses

    @property
    def place(self) -> int:
        return len(self.letters)

    def is_a(self, *parts: str) -> bool:
        """The first word is one of these parts of speech, or the text has none."""
        token = self.clauses.token_at(self.found[self.place].start())
        return token is not None and token.pos_ in (*parts, "")

    def is_apart(self) -> bool:
        """It says how a verb goes on, or follows no noun; in `the party daily Dawn` it is itself one."""
        token = self.clauses.token_at(self.found[self.place].start())
        if token is None or token.i == 0 or token.head.pos_ in ("VERB", "AUX"):
            return token is not None
        return token.nbor(-1).pos_ not in ("NOUN", "PROPN")

    def has_nothing_before(self) -> bool:
        token = self.clauses.token_at(self.found[self.place].start())
        return token is not None and all(child.i > token.i for child in children_of(token))

    def has_no_children(self) -> bool:
        token = self.clauses.token_at(self.found[self.place].start())
        return token is not None and not children_of(token)

    def is_capital(self) -> bool:
        token = self.clauses.token_at(self.found[self.place].start())
        return token is not None and token.text[:1].isupper()

    def is_glued(self) -> bool:
        if self.place == 0 or not self.words[self.place - 1].isdigit():
            return False
        return self.found[self.place - 1].end() == self.found[self.place].start()

    def has_digits(self) -> bool:
        """Digits stand right before the words or among the two pieces after them."""
        beside = [*self.words[max(0, self.place - 1) : self.place], *self.words[self.end : self.end + 2]]
        return any(word[:1].isdigit() for word in beside)

    def is_named(self) -> bool:
        return self.is_capital() or self.is_dated() or self.letter_before() in DATED_BEFORE

    def letter_before(self) -> str:
        """The letter of the phrase before."""
        return next((letter for letter in reversed(self.letters) if letter != MORE), BREAK)

    def is_dated(self) -> bool:
        before = self.letter_before()
        if before == LETTERS["the"] and self.end < len(self.found):
            after = self.clauses.token_at(self.found[self.end].start())
            return after is not None and after.pos_ == "NOUN"
        return self.has_digits() or (before in DATED_BEFORE and self.is_capital())


NEEDS: Mapping[str, Callable[[_Spot], bool]] = {
    "apart": _Spot.is_apart,
    "capital": _Spot.is_capital,
    "dated": _Spot.is_dated,
    "digits": _Spot.has_digits,
    "glued": _Spot.is_glued,
    "common": lambda spot: spot.is_a("NOUN", "ADV") or not spot.is_a("PROPN"),
    "definite": lambda spot: spot.letter_before() == LETTERS["the"],
    "determiner": lambda spot: spot.is_a("DET"),
    "first": _Spot.has_nothing_before,
    "modifier": lambda spot: spot.is_a("ADJ", "ADV"),
    "named": _Spot.is_named,
    "noun": lambda spot: spot.is_a("NOUN", "PROPN"),
    "plain": _Spot.has_no_children,
}
"""The conditions of entries.

apart: it belongs to a verb, or follows no noun. capital: a capital letter. common: no proper noun.
definite: right after the article. dated: digits beside, or words
of a date before a capital letter. named: a capital letter, digits beside, or words of a date before.
determiner, modifier, noun: the part of speech. digits: digits beside. first: without a modifier before it.
glued: digits right before it. plain: nothing depends on it.
"""

DATED_BEFORE = frozenset("1Ilxhmi-5BcXvW")


def _letter(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "digits":
        return _letter_of_digits(match[0])
    return MARKS.get(match[0], MARK) if kind == "mark" else LETTER_OF_KIND[str(kind)]


def _letter_of_digits(digits: str) -> str:
    if not digits.isascii():
        return OTHER
    if len(digits) <= 2 and int(digits) <= 31:
        return SMALL
    if len(digits) == 4 and "1000" <= digits <= "2199":
        return YEAR
    if len(digits) == 8 and "19" <= digits[:2] <= "20":
        return STAMP
    return DIGITS
