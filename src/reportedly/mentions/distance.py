"""How far two points of the globe are from one another."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0
"""Its mean radius, in kilometres."""


def great_circle(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Kilometres between two points given in degrees, by the haversine formula."""
    north, north2 = radians(latitude), radians(latitude2)
    east = radians(longitude2 - longitude)
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))
