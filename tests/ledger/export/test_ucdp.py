from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger.export import write_export
from reportedly.ledger.export.ucdp import COLUMNS, grid_cell
from reportedly.ledger.store import Ledger
from reportedly.records import Account, When

from .test_acled import change

ORDER = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a "
    "side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date "
    "source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 "
    "latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec "
    "date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)


def row(ledger: Ledger, tmp_path: Path) -> dict[str, str]:
    write_export(ledger, "ucdp", tmp_path / "ged.csv")
    with (tmp_path / "ged.csv").open(encoding="utf-8", newline="") as file:
        (only,) = csv.DictReader(file)
    return only


def test_the_columns_stand_in_the_order_of_the_data_set() -> None:
    assert list(COLUMNS) == ORDER.split()
    assert len(COLUMNS) == 49


def test_low_and_high_come_from_independent_origins_and_best_is_nobodys(
    ledger: Ledger, tmp_path: Path
) -> None:
    told = row(ledger, tmp_path)
    assert (told["low"], told["best"], told["high"]) == ("164", "", "225")
    assert told["number_of_sources"] == "2"


def test_the_high_end_stays_open_where_somebody_says_at_least_more(ledger: Ledger, tmp_path: Path) -> None:
    ministry, doctors = ledger.records(Account)
    change(ledger, {}, replace(ministry, low=300), doctors)
    told = row(ledger, tmp_path)
    assert (told["low"], told["high"]) == ("225", "")


def test_who_said_it(ledger: Ledger, tmp_path: Path) -> None:
    told = row(ledger, tmp_path)
    assert told["source_original"] == "[person 1]; interior ministry; Doctors Abroad"
    assert told["source_office"] == "The Example;Copy Daily;Abroad Post"
    assert told["source_article"].startswith('"The Example,2022-01-07,164 dead";"Copy Daily,')


def test_where_and_how_precisely(ledger: Ledger, tmp_path: Path) -> None:
    told = row(ledger, tmp_path)
    assert (told["where_prec"], told["where_coordinates"]) == ("1", "Almaty")
    assert told["geom_wkt"] == "POINT (76.95 43.25)"
    assert told["priogrid_gid"] == "192034"


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2022-01-05", "2022-01-05", "1"),
        ("2022-01-05", "2022-01-06", "2"),
        ("2022-01-03", "2022-01-09", "3"),
        ("2022-01-01", "2022-01-31", "4"),
        ("2022-01-01", "2022-12-31", "5"),
        ("2020-01-01", "2022-12-31", ""),
    ],
)
def test_precision_is_the_length_of_the_span(
    ledger: Ledger, tmp_path: Path, start: str, end: str, precision: str
) -> None:
    change(ledger, {"when": When(start, end, None, "stated")})
    assert row(ledger, tmp_path)["date_prec"] == precision


def test_a_running_total_is_no_clear_event(ledger: Ledger, tmp_path: Path) -> None:
    assert row(ledger, tmp_path)["event_clarity"] == "2"


@pytest.mark.parametrize(
    "column", ["best", "deaths_a", "deaths_civilians", "type_of_violence", "country_id", "adm_1", "gwnoa"]
)
def test_what_the_ledger_lacks_stays_empty(ledger: Ledger, tmp_path: Path, column: str) -> None:
    assert row(ledger, tmp_path)[column] == ""


@pytest.mark.parametrize(
    ("longitude", "latitude", "cell"),
    [(-180, -90, 1), (-179.5, -90, 2), (-180, -89.5, 721), (180, 90, 259200), (69.17, 34.53, 179779)],
)
def test_cells_are_counted_from_the_south_west(longitude: float, latitude: float, cell: int) -> None:
    assert grid_cell(longitude, latitude) == cell
