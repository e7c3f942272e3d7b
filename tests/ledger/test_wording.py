from __future__ import annotations

import pytest

from reportedly.ledger.wording import heading_of, say_group, say_range, say_when, without_link
from reportedly.records import Basis, Bound, Precision, When


@pytest.mark.parametrize(
    ("low", "high", "bound", "told"),
    [
        (8, None, "at_least", "at least 8"),
        (3800, None, "more_than", "more than 3,800"),
        (None, 3, "at_most", "up to 3"),
        (None, 2000, "less_than", "fewer than 2,000"),
        (300, 300, "exact", "300"),
        (2000, 2000, "about", "about 2,000"),
        (20, 30, "between", "20 to 30"),
        (None, 400, "about", "almost 400"),
        (24, None, "vague", "some (24 or more)"),
        (None, None, "vague", "an unstated number"),
        (0, 0, "exact", "0"),
        (2.5, 2.5, "exact", "2.5"),
    ],
)
def test_a_range_is_said_as_people_write_it(
    low: float | None, high: float | None, bound: Bound, told: str
) -> None:
    assert say_range(low, high, bound) == told


@pytest.mark.parametrize(
    ("group", "measure", "told"),
    [
        ("missing people", "missing", "people"),
        ("missing", "missing", ""),
        ("wounded soldiers", "injured", "soldiers"),
        ("dead", "killed", ""),
        ("wounded soldiers", "killed", "wounded soldiers"),
        ("missing people", None, "missing people"),
        ("12", "killed", "of 12"),
    ],
)
def test_a_group_is_said_without_the_words_of_its_measure(group: str, measure: str | None, told: str) -> None:
    assert say_group(group, measure) == told


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "basis", "told"),
    [
        ("2022-01-02", "2022-01-02", "day", "published", "2022-01-02"),
        ("2022-01-04", "2022-01-06", "day", "stated", "2022-01-04 to 2022-01-06"),
        ("2022-01-01", "2022-01-31", "month", "stated", "2022-01"),
        ("1991-01-01", "1991-12-31", "year", "stated", "1991"),
        ("2022-01-05T18:00", "2022-01-05T23:59", "part", "published", "2022-01-05"),
        ("1991-01-01", None, "year", "stated", "since 1991-01-01"),
        (None, "2022-01-19", "day", "stated", "until 2022-01-19"),
        ("2022-01-06", "2022-01-06", "day", "assumed", "by 2022-01-06"),
        (None, None, None, "context", "undated"),
    ],
)
def test_a_time_is_as_wide_as_it_is_known(
    earliest: str | None, latest: str | None, precision: Precision | None, basis: Basis, told: str
) -> None:
    assert say_when(When(earliest, latest, precision, basis)) == told


def test_no_time_is_undated() -> None:
    assert say_when(None) == "undated"


def test_a_part_of_so_many() -> None:
    assert say_group("12") == "of 12"
    assert say_group("12 miners") == "12 miners"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Four drown off Leyte\n\nBy Ana Cruz\n\nTACLOBAN - Four", "Four drown off Leyte"),
        ("# Four *drown* off Leyte\n\n*By Ana Cruz*", "Four *drown* off Leyte"),
        ("LEYTE\nFour drown off the coast\nBy Ana Cruz", "LEYTE Four drown off the coast"),
        ("\n\n", ""),
    ],
)
def test_a_text_is_known_by_its_first_line(text: str, told: str) -> None:
    assert heading_of(text) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("when guards fired at miners", "guards fired at miners"),
        ("and two boats sank", "two boats sank"),
        ("when crossing the river", "when crossing the river"),
        ("guards fired when miners ran", "guards fired when miners ran"),
        ("when", "when"),
    ],
)
def test_a_clause_stands_without_what_tied_it_to_another(words: str, told: str) -> None:
    assert without_link(words) == told
