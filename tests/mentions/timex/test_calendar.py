"""Values and their intervals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.mentions.timex.calendar import (
    UNKNOWN,
    VALUES,
    day_of,
    duration_value,
    easter,
    feast_day,
    interval_of,
    shifted,
)


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "precision"),
    [
        ("2022-01-05", "2022-01-05", "2022-01-05", "day"),
        ("2022-01-05TMO", "2022-01-05T00:00", "2022-01-05T11:59", "part"),
        ("2022-01-05TNI", "2022-01-05T18:00", "2022-01-06T05:59", "part"),
        ("2022-01-05T10:35", "2022-01-05T10:35", "2022-01-05T10:35", "minute"),
        ("2022-W01", "2022-01-03", "2022-01-09", "week"),
        ("2022-W01-WE", "2022-01-08", "2022-01-09", "week"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021-Q3", "2021-07-01", "2021-09-30", "season"),
        ("2021-H1", "2021-01-01", "2021-06-30", "year"),
        ("2021-WI", "2021-12-01", "2022-02-28", "season"),
        ("1991", "1991-01-01", "1991-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", None),
        ("2022-01-04/2022-01-06", "2022-01-04", "2022-01-06", "day"),
    ],
)
def test_interval_of_a_value(value: str, earliest: str, latest: str, precision: str | None) -> None:
    interval = interval_of(value)
    assert (interval.earliest, interval.latest, interval.precision) == (earliest, latest, precision)


@pytest.mark.parametrize("value", ["P6M", "PXD", "PRESENT_REF", "", "2022-13-01", "2022-02-30", "XXXX-WXX-5"])
def test_what_has_no_interval(value: str) -> None:
    assert interval_of(value) == UNKNOWN


@given(st.text(alphabet="0123456789-/TWQXPMONI:", max_size=25))
def test_any_text_has_an_interval_or_none(value: str) -> None:
    assert (interval_of(value).earliest is None) == (interval_of(value).latest is None)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(sorted(VALUES)))
def test_a_day_lies_in_its_week_month_and_year(day: date, unit: str) -> None:
    interval = interval_of(VALUES[unit](day))
    assert interval.latest is not None
    assert day.isoformat() <= interval.latest
    assert unit == "WE" or (interval.earliest or "") <= day.isoformat()


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [(6, "M", "P6M"), (72, "TH", "PT72H"), (None, "D", "PXD"), (1.5, "Y", "P1.5Y"), (4, "DE", "P40Y")],
)
def test_duration_value(count: float | None, unit: str, value: str) -> None:
    assert duration_value(count, unit) == value


def test_a_month_later_is_never_the_month_after() -> None:
    assert shifted(date(2022, 1, 31), 1, "M") == date(2022, 2, 28)


def test_beyond_the_calendar_there_is_nothing() -> None:
    assert day_of("0001-01-01") is None
    assert day_of("9999-12-31") is None
    assert shifted(date(2022, 1, 31), 10**9, "Y") is None
    assert shifted(date(2022, 1, 31), 10**12, "D") is None


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2020, "2020-12-25"),
        ("11-22:4", 1999, "1999-11-25"),
        ("11-02:2", 1998, "1998-11-03"),
        ("easter-2", 2019, "2019-04-19"),
    ],
)
def test_feast_day(rule: str, year: int, day: str) -> None:
    assert feast_day(rule, year) == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["2000-04-23", "2019-04-21", "2024-03-31", "1818-03-22"])
def test_easter(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day
