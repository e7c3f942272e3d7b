"""Whether 03/04/2022 is the third of April or the fourth of March, by who writes.

The text itself tells it where another date of the same form leaves no choice ("13/04/2022"); else the country
of the dateline, and else that of the page's address. Where countries write both ways, or nothing is known,
the date stays open: a wrong month is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from ..lexicon import load_countries
from ..records import Document, Place

NUMERIC = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
MONTH_FIRST = frozenset({"USA", "FSM", "MHL", "PLW"})
"""Countries that write the month first (Unicode CLDR: the short date of their English is M/d/y)."""
MIXED = frozenset({"CAN", "PHL", "PRI", "GUM", "KEN", "GHA", "TGO", "PAN", "CYM"})
"""Countries where both orders are in use."""
AMERICAN = frozenset({"gov", "mil", "edu"})
"""Domains of American bodies alone."""


def day_comes_first(document: Document, places: Sequence[Place]) -> bool | None:
    """True for day, month, year; False for month, day, year; None where nothing settles it."""
    by_text = _by_text(document.text)
    if by_text is not None:
        return by_text
    country = _country_of_dateline(document, places) or country_of_address(document.url)
    if country is None or country in MIXED:
        return None
    return country not in MONTH_FIRST


def _by_text(text: str) -> bool | None:
    """What dates tell that can be read in one way alone; None where there are none, or of both ways."""
    orders = set()
    for match in NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            orders.add(True)
        elif second > 12 >= first:
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def _country_of_dateline(document: Document, places: Sequence[Place]) -> str | None:
    lines = [segment for segment in document.segments if segment.kind == "dateline"]
    named = (
        place.country
        for segment in lines[:1]
        for place in places
        if segment.start <= place.start and place.end <= segment.end
    )
    return next((country for country in named if country is not None), None)


def country_of_address(url: str | None) -> str | None:
    """The country that the ending of an address names."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    ending = host.rpartition(".")[2]
    return "USA" if ending in AMERICAN else _by_domain().get(ending)


@cache
def _by_domain() -> Mapping[str, str]:
    """Countries by the ending of their addresses, which is their code of two letters, but for Britain."""
    found = {
        country.alpha2.lower(): country.code
        for country in load_countries()
        if country.kind == "state" and country.alpha2 and country.code
    }
    return {**found, "uk": "GBR"}
