"""Nearness: which days, places and countries may belong to the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from ...mentions.distance import great_circle
from ...records import Place, When
from .stories import day_of

WIDE = frozenset({"country", "region", "water", "other"})
"""Places that a town may lie in."""

TOWN = "city"
"""The feature of a place that tells two things apart: a street or a hospital may lie in any town."""

COUNTRY = "country"

DAYS_SAME = 1
"""Days by which two times of one thing may differ: time zones, and nights."""

SAME_TOWN = 25.0
"""Kilometres within which two places are one town and its surroundings."""

WITHIN_REGION = 300.0
"""Kilometres from a region's representative point within which a town may lie in it."""


def days_of(when: When | None) -> tuple[int, int] | None:
    """The first and the last day of a time; None where it is open, assumed or unknown."""
    if when is None or when.basis == "assumed":
        return None
    first, last = day_of(when.earliest), day_of(when.latest)
    if first is None and last is None:
        return None
    return (first or last or 0), (last or first or 0)


def apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Days between two times; 0 where they overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def kilometres(one: Place, other: Place) -> float | None:
    """The distance of two places on the globe; None if one of them is not located."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return great_circle(one.latitude, one.longitude, other.latitude, other.longitude)


def key_of_place(place: Place) -> str:
    """What mentions of one place have in common: its number in the gazetteer, or else its name."""
    return str(place.geonames or place.name)


def same_place(one: Place, other: Place) -> bool:
    """Whether two places are one town, or one region, or one country."""
    if one.geonames is not None and one.geonames == other.geonames:
        return True
    if (one.feature in WIDE) != (other.feature in WIDE):
        return False
    distance = kilometres(one, other)
    if distance is None:
        return one.name.casefold() == other.name.casefold()
    return one.feature not in WIDE and distance <= SAME_TOWN


def may_hold(one: Place, other: Place) -> bool:
    """Whether two places can both be named for one thing: the same, or one inside the other.

    Places of one name can, since a name may have been settled on another of its bearers.
    """
    if one is other or one.name == other.name or same_place(one, other):
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if COUNTRY in (one.feature, other.feature) or is_vague(one) or is_vague(other):
        return True
    if one.feature in WIDE or other.feature in WIDE:
        distance = kilometres(one, other)
        return distance is None or distance <= WITHIN_REGION
    return False


def may_agree(one: Place | None, other: Place | None) -> bool:
    """Whether no two places speak against one thing: those of which one is not told do not."""
    return one is None or other is None or may_hold(one, other)


def may_be_one_place(one: Place, other: Place) -> bool:
    """Whether two places may be one: of two towns each has its own dead, however near they are."""
    if not one.feature == other.feature == TOWN:
        return may_agree(one, other)
    return is_named_as_one(one, other)


def is_named_as_one(one: Place, other: Place) -> bool:
    """Whether two places are one by their key, or by a name that they do not bear in two countries."""
    of_one_country = one.country == other.country or not (one.country and other.country)
    return key_of_place(one) == key_of_place(other) or (one.name == other.name and of_one_country)


def is_vague(place: Place) -> bool:
    """Whether it is a part of a country without a border: "northern Yemen"."""
    return place.name[:1].islower()


@dataclass(frozen=True, slots=True)
class Lands:
    """The country that a document is about, and all that it names."""

    main: str | None
    named: frozenset[str]
    places: frozenset[str]
    """The names of its places, as they stand in the text."""
    told: frozenset[str] = frozenset()
    """The names that it has for places of the country that it is about."""


def main_land(lands: Iterable[str | None]) -> tuple[str | None, int]:
    """The country that most documents are about, in the order of the alphabet, and how many are.

    Those about no known country count for none.
    """
    told = Counter(land for land in lands if land is not None)
    return min(told.items(), key=lambda each: (-each[1], each[0]), default=(None, 0))


def lands_apart(one: Lands, other: Lands) -> bool:
    """Whether two documents are about different countries, neither of which the other names.

    Where both name one place it may have been settled on another of its bearers in one of them, unless other
    names tell the country in both: "PARIS, Texas" and "PARIS, France".
    """
    if one.main is None or other.main is None or one.main == other.main:
        return False
    if one.main in other.named or other.main in one.named:
        return False
    are_told = one.told - other.told and other.told - one.told
    return bool(are_told) or not one.places & other.places


@dataclass(frozen=True, slots=True)
class Frame:
    """The lands of a document, the days of the blows that it tells of, and its towns."""

    lands: Lands
    blows: frozenset[tuple[int, int]]
    towns: tuple[Place, ...]
    """Where what it tells happened, as far as its own words name towns."""
    scenes: tuple[Place, ...] = ()
    """The same for towns and regions alike."""


def frames_apart(one: Frame, other: Frame) -> bool:
    """Whether two documents cannot tell one story."""
    if lands_apart(one.lands, other.lands) or _scenes_apart(one, other):
        return True
    if (
        one.blows
        and other.blows
        and all(apart(*days) > DAYS_SAME for days in product(one.blows, other.blows))
    ):
        return True
    if not one.towns or not other.towns or one.lands.places & other.lands.places:
        return False
    return not any(may_hold(*towns) for towns in product(one.towns, other.towns))


def _scenes_apart(one: Frame, other: Frame) -> bool:
    """Whether two documents on different countries tell of places that cannot be one.

    That one names the other's country in passing brings them no nearer; a blow, such as a quake, may be felt
    on both sides of a border.
    """
    mains = one.lands.main, other.lands.main
    if None in mains or mains[0] == mains[1] or (one.blows and other.blows):
        return False
    if not (_is_set_in_its_country(one) and _is_set_in_its_country(other)):
        return False
    return not any(may_hold(*scenes) for scenes in product(one.scenes, other.scenes))


def _is_set_in_its_country(frame: Frame) -> bool:
    """Whether all places where what it tells happened lie in the country that it is about."""
    return bool(frame.scenes) and all(place.country == frame.lands.main for place in frame.scenes)
