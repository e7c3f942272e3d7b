"""The map that a person brings along: tiles by their numbers out of one file, and files that are none."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.errors import LedgerError
from reportedly.views.page_request import Site
from reportedly.views.streets import open_streets
from reportedly.views.web import make_app

ADDRESS = "http://127.0.0.1:8571"
BOX = {"min_lon_e7": 766000000, "min_lat_e7": 430000000, "max_lon_e7": 773000000, "max_lat_e7": 435000000}


def written(path: Path, kind: str, tiles: dict[tuple[int, int, int], bytes], credit: str | None) -> Path:
    """A PMTiles file, written by the library of its makers."""
    pytest.importorskip("pmtiles")
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import Writer

    with path.open("wb") as file:
        writer = Writer(file)
        for place, tile in sorted(tiles.items(), key=lambda each: zxy_to_tileid(*each[0])):
            writer.write_tile(zxy_to_tileid(*place), tile)
        head = {
            "tile_type": TileType[kind], "tile_compression": Compression.NONE, "min_zoom": 0, "max_zoom": 2,
            "center_zoom": 2, "center_lon_e7": 770000000, "center_lat_e7": 432000000, **BOX,
        }  # fmt: skip
        writer.finalize(head, {} if credit is None else {"attribution": credit})
    return path


def test_tiles_are_found_by_their_numbers_and_unpacked(tmp_path: Path) -> None:
    tiles = {(0, 0, 0): gzip.compress(b"the world"), (2, 2, 1): b"as it is"}
    streets = open_streets(
        written(tmp_path / "a.pmtiles", "MVT", tiles, "<a href='x'>© Mappers</a> &amp; all")
    )
    assert (streets.kind, streets.least, streets.most) == ("vector", 0, 2)
    assert streets.box == (76.6, 43.0, 77.3, 43.5)
    assert streets.credit == "© Mappers & all"
    assert streets.tile(0, 0, 0) == b"the world"
    assert streets.tile(2, 2, 1) == b"as it is"
    for beside in ((2, 0, 0), (3, 0, 0), (2, 4, 0), (2, 0, -1), (40, 1, 1)):
        assert streets.tile(*beside) is None


def test_a_tile_that_unpacks_without_end_is_none(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(9 * 1024 * 1024))
    streets = open_streets(written(tmp_path / "a.pmtiles", "MVT", {(0, 0, 0): bomb}, None))
    assert streets.tile(0, 0, 0) is None
    assert streets.credit == "its makers are not named in it"


def test_a_map_that_is_damaged_inside_has_no_tiles(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pmtiles", "MVT", {(0, 0, 0): b"the world"}, "\x00")
    streets = open_streets(path)
    object.__setattr__(streets, "reader", None)
    assert streets.tile(0, 0, 0) is None


@pytest.mark.parametrize("content", [b"", b"PMTiles", b"PMTiles\x03" + bytes(200), b"SQLite format 3\0" * 40])
def test_a_file_that_is_no_map_is_told(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("pmtiles")
    path = tmp_path / "no.pmtiles"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"no\.pmtiles"):
        open_streets(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pmtiles")
    with pytest.raises(LedgerError, match="cannot be read"):
        open_streets(tmp_path / "gone.pmtiles")


def test_the_pages_send_tiles_and_nothing_else_of_the_file(tmp_path: Path, ledger_path: Path) -> None:
    path = written(tmp_path / "a.pmtiles", "PNG", {(0, 0, 0): b"\x89PNG"}, "Own pictures")
    client = TestClient(make_app(Site(ledger_path, streets=open_streets(path))), base_url=ADDRESS)
    told = client.get("/streets/0/0/0")
    assert (told.content, told.headers["content-type"]) == (b"\x89PNG", "image/png")
    assert client.get("/streets/2/1/1").status_code == 204
    assert client.get("/streets/x/1/1").status_code == 404
    assert "Own pictures" in client.get("/").text


def test_without_a_map_there_are_no_tiles(client: TestClient) -> None:
    assert client.get("/streets/0/0/0").status_code == 404
    assert "data-streets" not in client.get("/").text


def test_towns_are_named_and_no_country(client: TestClient) -> None:
    towns = client.get("/towns.json?bbox=46,40,88,56").json()
    names = [town["name"] for town in towns]
    assert {"Almaty", "Astana"} <= set(names)
    assert "Kazakhstan" not in names
    assert len(towns) == 60
    assert client.get("/towns.json?bbox=1,2").status_code == 400
    assert client.get("/towns.json?bbox=nan,inf,1,2").status_code == 400
