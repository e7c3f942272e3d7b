"""Build the map that lies under the places: `src/reportedly/views/basemap.json.gz`.

    python tools/build_basemap.py

Land, borders, rivers and lakes of Natural Earth (public domain), out of the npm packages world-atlas 2.0.2
(ISC) and mapeo-offline-map 2.0.0 (MIT). Countries lose their names and their fills: all land has one colour,
borders are lines of their own that can be hidden, and nothing is ever derived from them.
"""

from __future__ import annotations

import gzip
import json
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fetch_vendor import fetch

TARGET = Path(__file__).parents[1] / "src" / "reportedly" / "views" / "basemap.json.gz"
DIGITS = 2
"""Decimals of a degree: a kilometre, less than a pixel at the closest zoom of the map at 1:50 million."""

Point = tuple[float, float]


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON file as coordinates."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * sx + tx, DIGITS), round(y * sy + ty, DIGITS)))
        arcs.append(points)
    return arcs


def ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    """Arcs joined to one line, without the repeats that rounding makes."""
    joined: list[Point] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        joined += points if not joined else points[1:]
    return [point for at, point in enumerate(joined) if at == 0 or point != joined[at - 1]]


def land(topology: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A polygon for every piece of land; pieces of one country are apart, so that only near ones are sent."""
    arcs = decoded_arcs(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        pieces = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for piece in pieces:
            rings = [line for numbers in piece if len(line := ring(arcs, numbers)) >= 4]
            if rings:
                yield shape("land", "Polygon", rings, rings[0])


def borders(topology: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The arcs that two countries share."""
    users: dict[int, set[int]] = {}
    for number, country in enumerate(topology["objects"]["countries"]["geometries"]):
        for arc in numbers_in(country["arcs"]):
            users.setdefault(arc if arc >= 0 else ~arc, set()).add(number)
    arcs = decoded_arcs(topology)
    for arc, countries in sorted(users.items()):
        line = ring(arcs, [arc])
        if len(countries) > 1 and len(line) > 1:
            yield shape("borders", "LineString", line, line)


def waters(layer: str, collection: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Rivers or lakes, rounded."""
    for feature in collection["features"]:
        geometry = feature["geometry"]
        if geometry:
            rounded = round_all(geometry["coordinates"])
            yield shape(layer, geometry["type"], rounded, list(points_in(rounded)))


def numbers_in(nested: Any) -> Iterator[int]:
    """All arcs of a geometry."""
    for each in nested:
        if isinstance(each, int):
            yield each
        else:
            yield from numbers_in(each)


def points_in(nested: Any) -> Iterator[Point]:
    """All points of nested coordinates."""
    if isinstance(nested[0], (int, float)):
        yield nested
    else:
        for each in nested:
            yield from points_in(each)


def round_all(nested: Any) -> Any:
    """Nested coordinates rounded."""
    if isinstance(nested[0], (int, float)):
        return [round(value, DIGITS) for value in nested[:2]]
    return [round_all(each) for each in nested]


def shape(layer: str, kind: str, coordinates: Any, outline: list[Any]) -> dict[str, Any]:
    """One shape with the box that holds it."""
    across, up = [point[0] for point in outline], [point[1] for point in outline]
    return {
        "layer": layer,
        "box": [min(across), min(up), max(across), max(up)],
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def member(archive: Path, name: str) -> Any:
    """A JSON file out of an npm archive."""
    with tarfile.open(archive) as opened:
        file = opened.extractfile(f"package/{name}")
        assert file is not None
        return json.load(file)


def main() -> None:
    """The base map is written anew."""
    with tempfile.TemporaryDirectory() as temporary:
        atlas = fetch("world-atlas", "2.0.2", Path(temporary))
        mapeo = fetch("mapeo-offline-map", "2.0.0", Path(temporary))
        topology = member(atlas, "countries-50m.json")
        shapes = [*land(topology), *borders(topology)]
        for layer in ("lakes", "rivers"):
            shapes += waters(layer, member(mapeo, f"dist/{layer}.json"))
    packed = json.dumps(shapes, separators=(",", ":")).encode()
    TARGET.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(f"{TARGET}: {len(shapes):,} shapes, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
