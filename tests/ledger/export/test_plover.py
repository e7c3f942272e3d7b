from __future__ import annotations

import json
from pathlib import Path

from reportedly.ledger.export import write_export
from reportedly.ledger.export.plover import QUADS, SCALE
from reportedly.ledger.store import Ledger

REQUIRED = {"id", "date", "actor", "event"}


def records(ledger: Ledger, tmp_path: Path) -> list[dict[str, object]]:
    write_export(ledger, "plover", tmp_path / "events.jsonl")
    return [json.loads(line) for line in (tmp_path / "events.jsonl").read_text("utf-8").splitlines()]


def test_every_record_has_what_the_manual_requires(ledger: Ledger, tmp_path: Path) -> None:
    found = records(ledger, tmp_path)
    assert len(found) == 3
    assert all(set(record) >= REQUIRED for record in found)
    assert set(QUADS) == set(SCALE)


def test_who_did_it_to_whom_and_who_says_so(ledger: Ledger, tmp_path: Path) -> None:
    shot = records(ledger, tmp_path)[0]
    assert shot["event"] == ["ASSAULT"]
    assert shot["mode"] == ["firearms"]
    assert shot["actor"][0]["sector"] == "MIL"  # type: ignore[index]
    assert shot["recipient"][0]["entity_text"] == "demonstrators"  # type: ignore[index]
    assert shot["comment"] == "said by [person 1], reported, actual"
    assert shot["date"] == "2022-01-06"


def test_a_denied_event_bears_the_auxiliary_mode_and_no_date_is_made_up(
    ledger: Ledger, tmp_path: Path
) -> None:
    denied = records(ledger, tmp_path)[-1]
    assert denied["mode"] == ["negation"]
    assert denied["date"] is None
    assert denied["event_loc"]["lat"] is None  # type: ignore[index]


def test_offsets_are_those_of_the_text(ledger: Ledger, tmp_path: Path) -> None:
    shot = records(ledger, tmp_path)[0]
    info = shot["text_info"]
    text = ledger.reading(info["text_story"]).document.text  # type: ignore[index]
    assert text[info["start"] : info["end"]] == shot["text"]  # type: ignore[index]
