"""Names that the words beside them tell to be a natural person's, whatever a reading takes them for.

Nobody else has a funeral, is stabbed, drowns or had another name before marriage.
What is found here is only left out of exports; a reading does not change.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache

from .contacts import plain_letters
from .lexicon import LEXICONS

PARTICLES = r"(?:de|da|do|dos|del|della|di|du|la|le|van|von|der|den|bin|bint|ibn|ben|al|el|ould|e|y)"
CAPITAL = (
    r"(?:(?:al|el|as|ad|an|ar|ash|at|az|d|l|O)[-'’])?(?!(?:The|In|On|At|And|But|He|She|They|It)\b)[^\W\d_a-z]"
)
ONE = rf"(?:{CAPITAL}(?:[^\W\d_]|[-'’](?=[^\W\d_a-z]))+)"
NAME = rf"{ONE}(?: (?:{PARTICLES} ){{0,2}}{ONE}){{0,4}}"
FULL = rf"{ONE}(?: (?:{PARTICLES} ){{0,2}}{ONE}){{1,4}}"
"""Two capitalised words or more."""
OF_MANY = r"(?! [a-z]{4,}(?:ers|ors|ists|men|ants|ees|ans)\b)"
"""Where no noun for several people follows, whose name it would be: "shot Green Vest protesters"."""
MAIL = re.compile(
    rf"(?<![\w'’-])(?P<name>{FULL}),? (?:on |at |by e-?mail at )?\(?(?P<mail>[\w.+-]{{1,64}})@\w"
)
"""A name with the e-mail address behind it."""
ROW = re.compile(rf"(?<![\w'’-]){NAME}(?:, {NAME}){{0,20}},? (?:and|or) {NAME}")
"""Names in a row."""
IN_ROW = re.compile(r", (?:and |or )?| (?:and|or) ")


def persons_told(text: str) -> Iterator[str]:
    """The names that a text tells to be a person's by what that person has, suffers or does."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            yield match["name"]
    for match in MAIL.finditer(text) if "@" in text else ():
        if plain_letters(match["name"].split()[-1]) in plain_letters(match["mail"]):
            yield match["name"]


def persons_in_rows(text: str, is_persons: Callable[[str], bool]) -> Iterator[str]:
    """The names in rows with one that is known for a person's and has as many words, one or more."""
    for match in ROW.finditer(text):
        names = IN_ROW.split(match[0])
        sizes = {" " in name for name in names if is_persons(name)}
        yield from (name for name in names if (" " in name) in sizes and not is_persons(name))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    had, of, suffered, done, called = (_words()[form] for form in ("had", "of", "suffered", "done", "called"))
    told = (
        rf"(?<=[a-z,] )(?<!\b[Tt]he )(?P<name>{NAME})['’]s (?:[a-z]+ )?(?:{had})\b",
        rf"(?<![\w'’-])(?<!\b[Tt]he )(?P<name>{FULL})['’]s (?:[a-z]+ )?(?:{had})\b",
        rf"\b(?:{of}) of (?P<name>{FULL})",
        rf"\b(?:{called}) [\"“'‘]?(?P<name>{NAME})",
        rf"\b(?:{suffered}) (?P<name>(?>{FULL})){OF_MANY}",
        rf"(?<![\w'’-])(?P<name>{FULL})(?:, [^,.;]{{2,60}},)? "
        rf"(?:(?:{done})|(?:was|were|been) (?:{suffered}))\b",
    )
    return tuple(map(re.compile, told))


@cache
def _words() -> dict[str, str]:
    """The words of each form, as the choices of a pattern."""
    words: dict[str, list[str]] = {}
    with (LEXICONS / "persons_told.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            words.setdefault(row["form"], []).append(re.escape(row["word"]))
    return {form: "|".join(each) for form, each in words.items()}
