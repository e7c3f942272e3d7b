"""The gazetteer: which places on Earth bear a name.

A read-only SQLite file, built by `tools/build_gazetteer.py` and asked by folded name. It is opened with
`immutable=1` when it is first asked, once for each process and thread, so that a forked worker never
shares a connection with its parent. Nothing is held in memory but SQLite's own page cache and the names
asked for lately.
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log10
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.request import pathname2url

from ..lexicon import LEXICONS, load_countries
from .distance import great_circle

GAZETTEER = LEXICONS / "gazetteer.sqlite"

Kind = Literal["country", "region", "county", "city", "district", "site", "water", "other"]

NAMES_KEPT = 50_000
"""Names whose places are remembered; a day of one outlet's news asks for fewer, at about half a kB each."""

ASKED_AT_ONCE = 500
"""Names in one query; SQLite allows 999 variables in its oldest builds."""

LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ǝ": "e",
        **dict.fromkeys("'’‘ʻʼ`´ʹʿʾ′.\u200c\u200d\u00ad", None),
    }
)  # fmt: skip
SHORTENED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place that bears a name; `county` and `region` are the numbers of those that it lies in."""

    id: int
    name: str
    kind: Kind
    country: str | None
    """ISO 3166 alpha-3."""
    region: int | None
    county: int | None
    latitude: float | None
    longitude: float | None
    population: int
    """Of regions the sum over their cities of 500 and more."""
    geonames: int | None
    alternate: bool
    """The name asked for is not the one that it mostly goes by."""


KNOWN = 4.3
"""Prominence from which a name alone may tell of a place: Bor, with 26,000 people."""
UNCOUNTED = 5.0
"""The prominence of lands and sites without a number of people."""


def prominence(place: Toponym) -> float:
    """How widely a place is known, as the decimal logarithm of its people; states are above all cities."""
    if place.kind == "country":
        return 7.5 if place.geonames else 6.5
    size = log10(place.population + 10) if place.population or place.kind == "city" else UNCOUNTED
    return size - (1.2 if place.kind == "county" else 0.0) - (1.0 if place.alternate else 0.0)


@cache
def capitals() -> frozenset[tuple[str | None, str]]:
    """The capitals of all states, each with its country, by their folded names."""
    return frozenset((country.code, fold(city)) for country in load_countries() for city in country.capitals)


def inside_of(inner: Iterable[Toponym], outer: Iterable[Toponym]) -> list[Toponym]:
    """Those of the first that lie inside any of the second, as the gazetteer has it."""
    lands, nations = set(), set()
    for place in outer:
        lands.add(place.id)
        if place.kind == "country":
            nations.add(place.country)
    return [
        place
        for place in inner
        if place.id not in lands
        and (
            place.region in lands
            or place.county in lands
            or (place.kind != "country" and place.country is not None and place.country in nations)
        )
    ]


def distance_km(left: Toponym, right: Toponym) -> float:
    """The great circle between two places; far where one has no point."""
    if left.latitude is None or right.latitude is None or left.longitude is None or right.longitude is None:
        return 20_000.0
    return great_circle(left.latitude, left.longitude, right.latitude, right.longitude)


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as it is looked up: lower case, no accents, hyphens as spaces, "saint" as "st"."""
    lowered = name.casefold()
    if not lowered.isascii():
        apart = unicodedata.normalize("NFKD", lowered).casefold()
        lowered = "".join(letter for letter in apart if not unicodedata.combining(letter))
    lowered = lowered.translate(LETTERS)
    return " ".join(SHORTENED.get(piece, piece) for piece in PIECE.findall(lowered))


def fold_short(name: str) -> str:
    """An abbreviation as it is looked up: lower case, its points kept and one at its end."""
    return f"{name.casefold().replace(' ', '').rstrip('.')}."


class Gazetteer:
    """A gazetteer file; the same name always has the same places, the most populous first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = threading.local()
        self._known: dict[str, tuple[Toponym, ...]] = {}

    def find(self, names: Iterable[str]) -> Mapping[str, tuple[Toponym, ...]]:
        """The places of each folded name, none where there is none."""
        wanted = set(names)
        unknown = sorted(wanted.difference(self._known))
        if len(self._known) + len(unknown) > NAMES_KEPT:
            self._known = {}
            unknown = sorted(wanted)
        for start in range(0, len(unknown), ASKED_AT_ONCE):
            self._known.update(self._ask(unknown[start : start + ASKED_AT_ONCE]))
        return {name: self._known[name] for name in wanted}

    def towns(
        self, west: float, south: float, east: float, north: float, limit: int
    ) -> tuple[tuple[str, float, float], ...]:
        """Names, latitudes and longitudes of the most populous towns in a box, the largest first."""
        edges = [round(edge * DEGREE) for edge in (south, north, west, east)]
        rows = self._connection().execute(TOWNS, (KINDS.index("city"), *edges, limit))
        return tuple((name, latitude / DEGREE, longitude / DEGREE) for name, latitude, longitude in rows)

    def _ask(self, names: list[str]) -> dict[str, tuple[Toponym, ...]]:
        found: dict[str, list[Toponym]] = {name: [] for name in names}
        marks = ",".join("?" * len(names))
        query = PLACES_OF_NAMES.replace("{names}", marks)
        for folded, alternate, *row in self._connection().execute(query, names):
            found[folded].append(_toponym(tuple(row), bool(alternate)))
        return {name: tuple(places) for name, places in found.items()}

    def _connection(self) -> sqlite3.Connection:
        """The connection of this process and thread."""
        opened: tuple[int, sqlite3.Connection] | None = getattr(self._opened, "of", None)
        if opened is None or opened[0] != os.getpid():
            address = f"file:{pathname2url(str(self._path))}?mode=ro&immutable=1"
            opened = os.getpid(), sqlite3.connect(address, uri=True)
            self._opened.of = opened
        return opened[1]


Row: TypeAlias = tuple[Any, ...]

PLACES_OF_NAMES = """
select n.folded, n.alternate, p.id, p.name, p.kind, p.country, p.region, p.county, p.latitude, p.longitude,
       p.population, p.geonames
from name n join place p on p.id = n.place
where n.folded in ({names})
order by n.folded, p.population desc, p.id
"""

TOWNS = """
select name, latitude, longitude from place
where kind = ? and population >= 5000 and latitude between ? and ? and longitude between ? and ?
order by population desc, id limit ?
"""

KINDS: tuple[Kind, ...] = ("country", "region", "county", "city", "district", "site", "water", "other")
"""By their number in the file."""
DEGREE = 100_000
"""Coordinates are whole hundred-thousandths of a degree, about a metre."""


def _toponym(row: Row, alternate: bool) -> Toponym:
    number, name, kind, country, region, county, latitude, longitude, population, geonames = row
    return Toponym(
        id=number,
        name=name,
        kind=KINDS[kind],
        country=country,
        region=region,
        county=county,
        latitude=None if latitude is None else latitude / DEGREE,
        longitude=None if longitude is None else longitude / DEGREE,
        population=population or 0,
        geonames=geonames,
        alternate=alternate,
    )


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the program; its file is opened when it is first asked."""
    return Gazetteer(GAZETTEER)
