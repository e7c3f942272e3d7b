"""A street map from the user's own PMTiles file, vector or raster, read tile by tile.

Only tiles that a page requests by number are sent, and no other machine is asked. The file is mapped into
memory, so the map of a whole country costs no more than the tiles that are looked at.
"""

from __future__ import annotations

import gzip
import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..errors import LedgerError

MEDIA = {
    "MVT": "application/vnd.mapbox-vector-tile",
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
}
"""Kinds of tiles that the pages can draw, by their names in the format."""
GZIP_BEGINS = b"\x1f\x8b"
LARGEST_TILE = 8 * 1024 * 1024
"""Bytes of one tile unpacked: real ones have less than one megabyte."""


@dataclass(frozen=True, slots=True)
class Streets:
    """An open map."""

    kind: Literal["vector", "raster"]
    media: str
    least: int
    most: int
    """The first and the last zoom that it has tiles of."""
    box: tuple[float, float, float, float]
    """West, south, east, north."""
    credit: str
    """Whom its makers want named."""
    reader: Any

    def told(self) -> dict[str, Any]:
        """What the page needs to draw the map."""
        return {"kind": self.kind, "least": self.least, "most": self.most, "box": self.box}

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile, unpacked; None where the map has none."""
        if not self.least <= zoom <= self.most or not (0 <= column < 1 << zoom and 0 <= row < 1 << zoom):
            return None
        try:
            found: bytes | None = self.reader.get(zoom, column, row)
        except Exception:  # of a file that is damaged inside, the library raises whatever it stumbles on
            return None
        if found is None or not found.startswith(GZIP_BEGINS):
            return found
        return _unpacked(found)


def open_streets(path: Path) -> Streets:
    """The map in a PMTiles file.

    Raises:
        LedgerError: it is not there, no PMTiles file, of a kind that the pages cannot draw, or the library
            that reads it is not installed.
    """
    try:
        from pmtiles.reader import Reader
    except ImportError as error:
        raise LedgerError('--basemap needs an extra: pip install "reportedly[basemap]"') from error
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        reader: Any = Reader(  # type: ignore[no-untyped-call,unused-ignore]
            lambda offset, length: mapped[offset : offset + length]
        )
        header, credit = reader.header(), _plain_credit(reader.metadata())
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from error
    except Exception as error:  # of a file that is none, the library raises whatever it stumbles on
        raise LedgerError(f"{path}: is not a PMTiles file of version 3, or is damaged") from error
    kind = header["tile_type"].name
    if kind not in MEDIA:
        raise LedgerError(f"{path}: has tiles of the kind {kind!r}; the pages draw {', '.join(MEDIA)}")
    return Streets(
        kind="vector" if kind == "MVT" else "raster",
        media=MEDIA[kind],
        least=header["min_zoom"],
        most=header["max_zoom"],
        box=(
            header["min_lon_e7"] / 1e7,
            header["min_lat_e7"] / 1e7,
            header["max_lon_e7"] / 1e7,
            header["max_lat_e7"] / 1e7,
        ),
        credit=credit,
        reader=reader,
    )


def _plain_credit(told: Any) -> str:
    """The map's attribution without mark-up."""
    from lxml import html

    credit = told.get("attribution") if isinstance(told, dict) else None
    if not isinstance(credit, str) or not credit.strip():
        return "its makers are not named in it"
    return " ".join("".join(map(str, html.fromstring(f"<p>{credit}</p>").itertext())).split())


def _unpacked(packed: bytes) -> bytes | None:
    from io import BytesIO

    try:
        with gzip.GzipFile(fileobj=BytesIO(packed)) as file:
            tile = file.read(LARGEST_TILE + 1)
    except (OSError, EOFError):
        return None
    return tile if len(tile) <= LARGEST_TILE else None
