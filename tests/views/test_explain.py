"""A record on the terminal: days, names and words as people write them."""

from __future__ import annotations

from pathlib import Path

from ledger.samples import full_reading
from reportedly.ledger.store import open_ledger
from reportedly.records import Claim, Event, Figure
from reportedly.views.explain import show_record


def shown(path: Path, record_type: type[Claim | Event | Figure]) -> dict[str, str]:
    with open_ledger(path) as ledger:
        ledger.file([full_reading("page-1")])
        found = next(ledger.records(record_type))
        lines = show_record(found, ledger).split("\n\n")[0].splitlines()
        return {line[:14].strip(): line[15:] for line in lines}


def test_a_time_is_a_day_and_a_place_has_its_name(tmp_path: Path) -> None:
    told = shown(tmp_path / "l", Figure)
    assert told["when"].startswith("20")
    assert "{" not in told["when"]
    assert told["place"].endswith(")")
    assert not told["place"].startswith("(")


def test_who_speaks_is_named_and_words_are_quoted(tmp_path: Path) -> None:
    told = shown(tmp_path / "l", Claim)
    assert told["content"].startswith("“")
    assert "{" not in "".join(told.values())
