"""What a rule is given and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ...frozen import quick
from ...records import Basis, Timex
from .calendar import Interval
from .letters import LETTERS, LetteredWord, Row
from .tenses import Clauses, Tense

# A token of a pattern that is left alone, or one letter or class of letters.
TOKEN = re.compile(r"(\(\?(?:P<\w+>|<?[:=!])|\\.|\{[^}]*\})|(\[[^\]]*\]|[A-Za-z0-9])")
OPENERS = frozenset("([\"'`“‘«/")
"""Marks that may stand right before a year."""
PHRASE_LETTERS = frozenset(LETTERS.values())


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative words can lean on at one place of the text."""

    published: date | None
    basis: Basis
    """That of what leans on `published`."""
    day: date | None
    """The last day that the running text named."""
    value: str | None
    """The last date of any precision that the running text named."""
    year: int | None
    """The year of the last date that was stated whole."""
    day_first: bool | None = None
    """Whether the day comes first in 03/04/2022; None where nothing settles it."""


@quick
@dataclass(frozen=True, slots=True)
class Meaning:
    """What words for a time mean; `value` is None where nothing settles it."""

    value: str | None
    timex: Timex
    basis: Basis = "stated"
    interval: Interval | None = None
    """Set where it is not that of the value."""
    loose: str | None = None
    """A clock time or part of the day that still looks for its day."""


class Words:
    """The words that a rule matched, by the names of its groups."""

    def __init__(self, row: Row, match: re.Match[str], anchors: Anchors, clauses: Clauses) -> None:
        self._row = row
        self._match = match
        self._clauses = clauses
        self.anchors = anchors
        """What the words can lean on."""
        self.asked: Tense | None = None
        """The tense, once a rule has asked for it."""
        name = "span" if "span" in match.re.groupindex else 0
        self.whole = match.span()
        self.first, self.last = match.span(name)

    def __contains__(self, name: str) -> bool:
        return self._match.re.groupindex.get(name) is not None and self._match[name] is not None

    def pieces(self, name: str) -> tuple[LetteredWord, ...]:
        """The pieces of a group; none where it took no part."""
        first, last = self._match.span(name) if name in self else (0, 0)
        return self._row.pieces[first:last]

    def value(self, name: str) -> str:
        """The value of the first entry in a group, or nothing."""
        return next((p.entry.value or "" for p in self.pieces(name) if p.entry is not None), "")

    def form(self, name: str) -> str:
        """The form of the last entry in a group, or nothing."""
        return next((p.entry.form for p in reversed(self.pieces(name)) if p.entry is not None), "")

    def text(self, name: str) -> str:
        """The words of a group, without spaces."""
        return "".join(piece.text for piece in self.pieces(name))

    def integer(self, name: str) -> int:
        """The digits of a group."""
        return int(re.sub(r"\D", "", self.text(name)))

    def glued(self, first: str, last: str) -> bool:
        """Nothing stands between the pieces from one group to another."""
        pieces = self._row.pieces[self._match.start(first) : self._match.end(last)]
        return all(one.end == other.start for one, other in pairwise(pieces))

    @property
    def measures_adjective(self) -> bool:
        """The words only say how much an adjective after them holds."""
        return self._clauses.measures_adjective(self._row.pieces[self.last - 1].start)

    @property
    def before(self) -> str:
        """The letter of the piece or phrase before the words."""
        return self._row.letter_before(self.first)

    @property
    def after(self) -> str:
        """The letter of the piece after the words."""
        return self._row.letters[self.last : self.last + 1]

    @property
    def stuck(self) -> bool:
        """The words are a part of something longer, such as an amount, a compound, a telephone number."""
        pieces, first, last = self._row.pieces, self.first, self.last
        if first > 0 and pieces[first - 1].end == pieces[first].start:
            dash = self._row.letters[first - 1] == "-"
            if pieces[first - 1].text not in OPENERS and not (dash and not self._digits_at(first - 2)):
                return True
        if last + 1 < len(pieces) and pieces[last - 1].end == pieces[last].start:
            dashed = self._row.letters[last] == "-" and pieces[last].end == pieces[last + 1].start
            return dashed or pieces[last].text[:1].isalpha() or pieces[last].text == "%"
        return False

    def _digits_at(self, place: int) -> bool:
        return place >= 0 and self._row.pieces[place].text.isdigit()

    @property
    def counts(self) -> bool:
        """The words are a number that belongs to a word after it."""
        return self._clauses.counts(self._row.pieces[self.first].start)

    @property
    def is_address(self) -> bool:
        """The words are a number before a name."""
        return (
            self.counts or self._clauses.part_of_speech_after(self._row.pieces[self.first].start) == "PROPN"
        )

    @property
    def is_unfinished_age(self) -> bool:
        """`6 year` of `6 year old`: several of one unit that belong to no noun."""
        unit = self.pieces("unit")[0]
        if self.last != self._match.end("unit") or unit.entry is None or unit.text != unit.entry.words[0]:
            return False
        if self.form("count") == "article" or self.text("count") == "1" or "half" in self.form("count"):
            return False
        dashed = self._row.letters[self._match.start("unit") - 1] == "-"
        return not dashed and self._clauses.part_of_speech_after(unit.start) == "PROPN"

    @property
    def counts_noun(self) -> bool:
        """The words are a number that counts what follows them."""
        return self._clauses.counts_noun(self._row.pieces[self.first].start)

    def counts_noun_at(self, name: str) -> bool:
        """A group is a number that counts what follows it."""
        return self._clauses.counts_noun(self.pieces(name)[0].start)

    def ends_at(self, name: str) -> bool:
        """No word of the same phrase follows a group: "31 December 9999.", not "31 December 3000 marched"."""
        following = self._clauses.part_of_speech_after(self.pieces(name)[-1].start)
        return following in ("", "PUNCT", "SPACE", "ADP", "CCONJ", "SCONJ")

    @property
    def is_adjective(self) -> bool:
        """The first word is an adjective."""
        token = self._clauses.token_at(self._row.pieces[self.first].start)
        return token is not None and token.pos_ == "ADJ"

    @property
    def tense(self) -> str:
        """The tense of the clause that the words stand in."""
        if self.asked is None:
            self.asked = self._clauses.tense_at(self._row.pieces[self.first].start)
        return self.asked.of


Resolve = Callable[[Words], Meaning | None]
"""What the words mean, or None where they are no time."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name, which is the end of a finding's `rule` where no entry of the lexicon made it."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolve


def letters_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern in which each letter of the lexicon stands for a phrase: its letter and all `_` after it."""
    return re.compile(TOKEN.sub(_as_phrase, pattern))


def _as_phrase(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    return match[2] if PHRASE_LETTERS.isdisjoint(match[2]) else f"(?:{match[2]}_*)"
