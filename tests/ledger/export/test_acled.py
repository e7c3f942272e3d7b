from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger.export import write_export
from reportedly.ledger.export.acled import COLUMNS, country_name
from reportedly.ledger.store import Ledger
from reportedly.records import Account, Occurrence, When

from ..samples import put_derived

ORDER = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes "
    "fatalities tags timestamp"
)


def rows(ledger: Ledger, tmp_path: Path) -> list[dict[str, str]]:
    write_export(ledger, "acled", tmp_path / "acled.csv")
    with (tmp_path / "acled.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def change(ledger: Ledger, occurrence: dict[str, object], *accounts: Account) -> None:
    found = [
        replace(each, **occurrence) if each.id == "occurrence-shooting" else each  # type: ignore[arg-type]
        for each in ledger.records(Occurrence)
    ]
    put_derived(ledger, {Occurrence: found, Account: accounts or tuple(ledger.records(Account))})


def test_the_columns_stand_in_acleds_order() -> None:
    assert list(COLUMNS) == ORDER.split()
    assert len(COLUMNS) == 31


def test_only_what_is_said_to_have_happened(ledger: Ledger, tmp_path: Path) -> None:
    (row,) = rows(ledger, tmp_path)
    assert row["event_id_cnty"] == "occurrence-shooting"


def test_fatalities_are_the_lowest_and_notes_keep_each_voice(ledger: Ledger, tmp_path: Path) -> None:
    (row,) = rows(ledger, tmp_path)
    assert row["fatalities"] == "164"
    assert "interior ministry: at least 164 killed (people) (reported, 2022-01-07)." in row["notes"]
    assert "Doctors Abroad: 225 killed" in row["notes"]
    assert "[person 1] (reported): “soldiers shot at demonstrators”." in row["notes"]


def test_who_acts_and_what_follows_from_it(ledger: Ledger, tmp_path: Path) -> None:
    (row,) = rows(ledger, tmp_path)
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"]) == (
        "soldiers",
        "1",
        "demonstrators",
        "7",
    )
    assert row["interaction"] == "17"
    assert row["event_type"] == "Violence against civilians"
    assert row["sub_event_type"] == ""
    assert row["civilian_targeting"] == "Civilian targeting"


def test_where_and_when_with_their_precision(ledger: Ledger, tmp_path: Path) -> None:
    (row,) = rows(ledger, tmp_path)
    assert (row["country"], row["location"], row["geo_precision"]) == ("Kazakhstan", "Almaty", "1")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2022-01-05", "2022", "1")
    assert row["source"] == "The Example; Copy Daily; Abroad Post"


@pytest.mark.parametrize("column", ["iso", "region", "admin1", "source_scale", "timestamp", "tags"])
def test_what_the_ledger_lacks_stays_empty(ledger: Ledger, tmp_path: Path, column: str) -> None:
    assert rows(ledger, tmp_path)[0][column] == ""


@pytest.mark.parametrize(
    "when",
    [None, When("2022-01-01", "2022-12-31", "year", "stated"), When("2022-01-05", None, "day", "assumed")],
)
def test_no_date_is_made_up(ledger: Ledger, tmp_path: Path, when: When | None) -> None:
    change(ledger, {"when": when})
    assert rows(ledger, tmp_path)[0]["event_date"] == ""


def test_unknown_counts_have_no_stand_in(ledger: Ledger, tmp_path: Path) -> None:
    ministry, doctors = ledger.records(Account)
    change(ledger, {}, replace(ministry, low=None, high=3), replace(doctors, status="retracted"))
    assert rows(ledger, tmp_path)[0]["fatalities"] == ""


def test_countries_have_their_plain_names() -> None:
    assert country_name("KAZ") == "Kazakhstan"
    assert country_name("GEO") == "Georgia"
    assert country_name(None) == ""


def test_an_outlet_without_a_name_is_called_by_its_host(ledger: Ledger, tmp_path: Path) -> None:
    for document in list(ledger.documents()):
        page = replace(document, publisher=None, title=None, url=f"https://news.example/{document.id}")
        ledger.file([replace(ledger.reading(document.id), document=page)])
    for row in rows(ledger, tmp_path):
        assert row["source"] in ("news.example", "")
        assert "document-" not in row["notes"]
