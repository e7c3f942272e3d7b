from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.ledger.export import write_export
from reportedly.ledger.store import Ledger
from reportedly.records import When

from .test_acled import change

SLIDE = {"unique_id", "start_date", "end_date", "text", "group"}
"""The keys of a slide that TimelineJS knows and this export writes."""


def slides(ledger: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    write_export(ledger, "timeline", tmp_path / "timeline.json")
    told = json.loads((tmp_path / "timeline.json").read_text("utf-8"))
    assert set(told) == {"events"}
    for slide in told["events"]:
        assert set(slide) <= SLIDE
        assert set(slide["text"]) == {"headline", "text"}
        assert isinstance(slide["start_date"]["year"], int)
    return list(told["events"])


def test_what_is_denied_or_undated_is_no_slide(ledger: Ledger, tmp_path: Path) -> None:
    (slide,) = slides(ledger, tmp_path)
    assert slide["unique_id"] == "occurrence-shooting"
    assert slide["start_date"] == {"year": 2022, "month": 1, "day": 5}
    assert slide["end_date"] == {"year": 2022, "month": 1, "day": 6}
    assert slide["text"]["headline"].startswith("[person 1] told")


@pytest.mark.parametrize(
    ("when", "start"),
    [
        (When("2022-01-01", "2022-01-31", "month", "stated"), {"year": 2022, "month": 1}),
        (When("2022-01-01", "2022-12-31", "year", "stated"), {"year": 2022}),
    ],
)
def test_a_month_stays_a_month(ledger: Ledger, tmp_path: Path, when: When, start: dict[str, int]) -> None:
    change(ledger, {"when": when})
    (slide,) = slides(ledger, tmp_path)
    assert slide["start_date"] == start
    assert "end_date" not in slide


def test_assumed_times_are_no_times(ledger: Ledger, tmp_path: Path) -> None:
    change(ledger, {"when": When("2022-01-05", "2022-01-05", "day", "assumed")})
    assert slides(ledger, tmp_path) == []


def test_hostile_words_are_escaped(ledger: Ledger, tmp_path: Path) -> None:
    change(ledger, {"title": "<img src=x onerror=alert(1)>"})
    (slide,) = slides(ledger, tmp_path)
    assert slide["text"]["headline"] == "&lt;img src=x onerror=alert(1)&gt;"
