"""Exports: the contract to the letter, tables safe to open, maps that claim no more than the text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.contract import records_of, to_json
from reportedly.errors import OutputError
from reportedly.ledger.export import export_jsonl, write_export
from reportedly.ledger.export.claimant_keys import reading_as_keyed
from reportedly.ledger.joining import join
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Actor, Reading

from .samples import Written, day, full_reading


def unrest() -> Reading:
    page = Written("Crowds set fire to the courthouse in Almaty on Thursday.", "town", title="=HYPERLINK(1)")
    place = page.place("Almaty", name="Almaty")
    page.event("Crowds set fire to the courthouse", "PROTEST", "set fire", place=place.id)
    return page.reading()


def election() -> Reading:
    page = Written("Voters across Chile chose a senate in March.", "land", published="2022-03-20")
    place = page.place(
        "Chile", name="Chile", feature="country", country="CHL", latitude=-30.0, longitude=-71.0
    )
    page.event(
        "Voters across Chile chose a senate", "SUPPORT", "chose", place=place.id, when=day("2022-03-20")
    )
    return page.reading()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l") as opened:
        opened.file([full_reading(), unrest(), election()])
        join(opened)
        yield opened


def test_jsonl_has_every_record_once(ledger: Ledger) -> None:
    lines = [json.loads(line) for line in export_jsonl(ledger)]
    found = {line["id"]: line for line in lines}
    assert len(found) == len(lines)
    for record in records_of(reading_as_keyed(ledger, full_reading())):
        assert found[record.id] == json.loads(json.dumps(to_json(record)))
    assert {"origin", "occurrence", "account"} - {"origin"} <= {line["kind"] for line in lines}


def test_csv_is_a_file_a_table_and_no_formula(ledger: Ledger, tmp_path: Path) -> None:
    write_export(ledger, "csv", tmp_path / "tables")
    content = (tmp_path / "tables" / "documents.csv").read_bytes()
    assert content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert "'=HYPERLINK(1)" in {row["title"] for row in rows}
    assert {path.stem for path in (tmp_path / "tables").iterdir()} >= {"claims", "figures", "judgements"}


def test_geojson_has_no_point_for_a_country(ledger: Ledger, tmp_path: Path) -> None:
    write_export(ledger, "geojson", tmp_path / "map.geojson")
    collection = json.loads((tmp_path / "map.geojson").read_text())
    assert collection["type"] == "FeatureCollection"
    by_place = {each["properties"]["place"]: each for each in collection["features"]}
    assert by_place["Almaty"]["geometry"] == {"type": "Point", "coordinates": [76.95, 43.25]}
    assert by_place["Chile"]["geometry"] is None


def test_private_names_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    page = Written("Dana Ospan fled over the hills.", "p")
    who = Actor("actor-1", "p", "x/y", 0, 10, "Dana Ospan", "Dana Ospan", None, "person", None, None, True)
    with open_ledger(tmp_path / "l") as ledger:
        ledger.file([replace(page.reading(), actors=(who,))])
        write_export(ledger, "csv", tmp_path / "without")
        write_export(ledger, "csv", tmp_path / "with", with_names=True)
    assert "Ospan" not in (tmp_path / "without" / "actors.csv").read_text()
    assert "Ospan" in (tmp_path / "with" / "actors.csv").read_text()


def test_what_cannot_be_exported(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="'xml' is not one of jsonl, csv"):
        write_export(ledger, "xml")
    with pytest.raises(OutputError, match="--output"):
        write_export(ledger, "csv")
    with pytest.raises(OutputError, match="cannot be written"):
        write_export(ledger, "jsonl", tmp_path / "no" / "such" / "folder.jsonl")
    assert not list(tmp_path.glob(".*.part"))
