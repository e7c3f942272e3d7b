"""No pattern of this room takes more than in proportion to the text: pages and feeds are strangers' words.

Each repetition of a pattern is fed with what it repeats, behind the shortest text that leads to it, and with
an end that does not match. Repetitions inside one another then try every division of the text among them, and
two beside one another that take the same characters try every place between them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import reportedly.page
from reportedly.lexicon import load_lexicon
from reportedly.page.page_words import words_of
from reportedly.page.segment import DATELINE_LENGTH

SIGNS = "a0 \0\n-.,:;<>\"'/(=&|_A€"
"""Characters of which each set of a pattern has one."""
FEW, MANY = 24, 20_000
SLOW = 1.0
"""Seconds: 2 ** 24 divisions take three, 20,000 times 10,000 places as well; one by one is a hundredth."""
MOST = 20
"""Alternatives that are tried in one place."""
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def patterns() -> dict[str, re.Pattern[Any]]:
    """All that this room's modules and the words of the lexicon make, by the name that each has."""
    found: dict[str, Any] = {}
    for each in pkgutil.iter_modules(reportedly.page.__path__):
        module = importlib.import_module(f"reportedly.page.{each.name}")
        found |= {
            f"{each.name}.{name}": told for name, told in vars(module).items() if isinstance(told, re.Pattern)
        }
    words = vars(words_of(load_lexicon()))
    return found | {f"words.{name}": told for name, told in words.items() if isinstance(told, re.Pattern)}


PATTERNS = patterns()
SEARCHED = {
    name
    for path in Path(*reportedly.page.__path__).glob("*.py")
    for name in re.findall(r"\b(\w+)\.(?:search|split|sub|findall|finditer)\(", path.read_text("utf-8"))
}
"""Patterns that are looked for at every place of a text; all others match at one."""
LENGTHS = {"DATELINE": DATELINE_LENGTH, "SLASHED": 120, "META_CHARSET": 4096, "XML_ENCODING": 4096}
"""Characters of which some are shown no more."""


def shortest(nodes: Any) -> str:
    """The shortest text of a part of a pattern."""
    return "".join(_shortest(code, told) for code, told in nodes)


def _shortest(code: Any, told: Any) -> str:
    if code is codes.LITERAL:
        return chr(told)
    if code in REPEATS:
        return shortest(told[2]) * told[0]
    if code is codes.SUBPATTERN:
        return shortest(told[-1])
    if code is codes.ATOMIC_GROUP:
        return shortest(told)
    if code is codes.BRANCH:
        return min(map(shortest, told[1]), key=len)
    if code in (codes.IN, codes.ANY, codes.NOT_LITERAL):
        return next(iter(_signs(code, told)), "")
    return ""


def _signs(code: Any, told: Any) -> list[str]:
    state = parser.State()
    state.str = ""
    part = parser.SubPattern(state, [(code, told)])
    matches: Callable[[str], object] = re._compiler.compile(part, re.DOTALL).match  # type: ignore[attr-defined]
    return [sign for sign in SIGNS if matches(sign)] or [
        chr(each[1]) for each in told if each[0] is codes.LITERAL
    ]


def attacks(nodes: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """For each repetition without an end: the text before it, and what it repeats."""
    for code, told in nodes:
        if code in REPEATS and told[1] is codes.MAXREPEAT:
            yield from ((before, pump) for pump in pumps(told[2]) if pump)
        for part in _parts(code, told):
            yield from attacks(part, before)
        before += _shortest(code, told)


def _parts(code: Any, told: Any) -> list[Any]:
    if code in REPEATS:
        return [told[2]]
    if code is codes.SUBPATTERN:
        return [told[-1]]
    if code is codes.BRANCH:
        return list(told[1])
    return [told] if code is codes.ATOMIC_GROUP else []


def pumps(nodes: Any) -> list[str]:
    """What a repetition repeats: each of its alternatives, each sign of its set."""
    found = [""]
    for code, told in nodes:
        if code in (codes.IN, codes.ANY, codes.NOT_LITERAL):
            more = _signs(code, told)
        elif code is codes.BRANCH:
            more = [pump for each in told[1] for pump in pumps(each)]
        elif code in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
            more = pumps(told[-1] if code is codes.SUBPATTERN else told)
        else:
            more = [_shortest(code, told)]
        found = [f"{each}{pump}" for each in found[:MOST] for pump in more]
    return found


@pytest.mark.parametrize("name", PATTERNS)
def test_time_grows_with_the_text_alone(name: str) -> None:
    pattern = PATTERNS[name]
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    short = name.rpartition(".")[2]
    find = pattern.search if short in SEARCHED else pattern.match
    for before, pump in attacks(parser.parse(text, pattern.flags & ~re.UNICODE)):
        for times in (FEW, MANY):
            attack = f"{before}{pump * times}\x01"[: LENGTHS.get(short)]
            started = time.process_time()
            find(attack.encode("latin-1", "replace") if isinstance(source, bytes) else attack)
            assert time.process_time() - started < SLOW, (before, pump, times)
