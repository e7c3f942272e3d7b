"""The countries of the world, and what people call them: `lexicons/countries.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Literal

from ..errors import LexiconError
from .loading import LEXICONS

COUNTRY_LISTS = ("names", "adjectives", "demonyms", "capitals")


@dataclass(frozen=True, slots=True)
class Country:
    """A state, a territory, or a land that people call by a name of its own; one row of `countries.csv`.

    `code` is ISO 3166 alpha-3, for former states the one that ISO withdrew, for Kosovo XKX; None where a
    land lies in several states and the text alone must say in which. Disputed lands stand under the code
    that ISO 3166 gives them, and `note` says who holds or claims them: no position is taken.
    """

    code: str | None
    alpha2: str | None
    kind: Literal["state", "territory", "part", "disputed", "historical", "people"]
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    """"Kazakh", "Kazakhstani": what is of this country."""
    demonyms: tuple[str, ...]
    """"Kazakhs", "a Kazakhstani": who is of this country, singular and plural."""
    capitals: tuple[str, ...]
    """Capitals and seats whose names stand for the government ("Astana said")."""
    latitude: float
    longitude: float
    """A representative point near the middle, to a degree or less; never a place where something happened."""
    geonames: int | None
    note: str


@cache
def load_countries() -> tuple[Country, ...]:
    """All countries, in order of their names.

    Raises:
        LexiconError: a row of `countries.csv` lacks a field or has one too many.
    """
    path = LEXICONS / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_country(row, path) for row in csv.DictReader(file, strict=True))


@cache
def words_of_peoples() -> frozenset[str]:
    """Single words for what or who is of a country: "Lao", "Thai", "Kazakhs"."""
    told = (word for country in load_countries() for word in (*country.adjectives, *country.demonyms))
    return frozenset(word for word in told if " " not in word)


def _country(row: Mapping[str, str], path: Path) -> Country:
    if set(row) != {field.name for field in fields(Country)} or None in row.values():
        raise LexiconError(f"{path.name}: row {row.get('name', '?')!r} does not fit the head of the table")
    several = {name: tuple(filter(None, row[name].split("|"))) for name in COUNTRY_LISTS}
    return Country(
        code=row["code"] or None,
        alpha2=row["alpha2"] or None,
        kind=row["kind"],  # type: ignore[arg-type]
        name=row["name"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        geonames=int(row["geonames"]) if row["geonames"] else None,
        note=row["note"],
        **several,
    )
