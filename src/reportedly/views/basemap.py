"""The base map: land in one colour, borders as separate lines, rivers and lakes, names of towns.

Boundaries imply nothing, and nothing is derived from them; no country is named. `tools/build_basemap.py`
makes the shapes from Natural Earth (public domain); the towns are those of the gazetteer (GeoNames, CC BY
4.0).
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

MARGIN = 4.0
"""Degrees around what is in view that are sent with it: room to drag the map."""


MOST_TOWNS = 60
"""Towns that are sent for one view: some three times as many as have room for their names."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town that bears its name on the map."""

    name: str
    latitude: float
    longitude: float


def towns_in(west: float, south: float, east: float, north: float) -> tuple[Town, ...]:
    """The most populous towns in this box, the largest first."""
    from ..mentions.gazetteer import load_gazetteer

    found = load_gazetteer().towns(west, south, east, north, MOST_TOWNS)
    return tuple(Town(name, latitude, longitude) for name, latitude, longitude in found)


def basemap_in(west: float, south: float, east: float, north: float) -> bytes:
    """GeoJSON of all shapes whose box touches this one; each feature tells its `layer`."""
    west, south, east, north = west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN
    features = [
        packed
        for (left, bottom, right, top), packed in _shapes()
        if left <= east and right >= west and bottom <= north and top >= south
    ]
    return b'{"type":"FeatureCollection","features":[' + b",".join(features) + b"]}"


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[tuple[float, float, float, float], bytes], ...]:
    """Every shape with its box, already written as the feature that is sent."""
    packed = (files("reportedly.views") / "basemap.json.gz").read_bytes()
    return tuple((tuple(shape["box"]), _feature(shape)) for shape in json.loads(gzip.decompress(packed)))


def _feature(shape: dict[str, Any]) -> bytes:
    feature = {
        "type": "Feature",
        "properties": {"layer": shape["layer"]},
        "geometry": shape["geometry"],
    }
    return json.dumps(feature, separators=(",", ":")).encode()
