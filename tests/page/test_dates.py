"""Dates of publication as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.page.dates import day_of, iso_date


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2022-01-06", "2022-01-06"),
        ("20220106", "2022-01-06"),
        ("2022-01-06T10:00:00Z", "2022-01-06T10:00:00Z"),
        ("2022-01-06 10:00", "2022-01-06T10:00:00"),
        ("2022-01-06T10:00:00.123456789+06:00", "2022-01-06T10:00:00+06:00"),
        ("2022-01-06T10:00:00+0600", "2022-01-06T10:00:00+06:00"),
        ("Thu, 06 Jan 2022 10:00:00 +0600", "2022-01-06T10:00:00+06:00"),
        ("Thu, 06 Jan 2022 10:00:00 GMT", "2022-01-06T10:00:00Z"),
        (" 2022-01-06 ", "2022-01-06"),
        ("2022-02-30", None),
        ("2022-13-01", None),
        ("2022", None),
        ("2022-01", None),
        ("yesterday", None),
        ("06/01/2022", None),  # the sixth of January, or the first of June
        ("0001-01-01T00:00:00Z", None),  # how some sites write that they know no date
        ("9999-12-31", None),
        ("", None),
        (None, None),
    ],
)
def test_iso_dates(written: str | None, wanted: str | None) -> None:
    assert iso_date(written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("January 06, 2022", "2022-01-06"),
        ("Published: 6 Jan. 2022 at 10:00", "2022-01-06"),
        ("Thursday, Jan 6th, 2022", "2022-01-06"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("May 4", None),
        ("February 30, 2022", None),
        ("6 January 22", None),
        ("Mayor 4, 2022", None),
    ],
)
def test_english_days(written: str, wanted: str | None) -> None:
    assert day_of(written) == wanted


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert iso_date(text) is None or len(iso_date(text) or "") >= 10
    assert day_of(text) is None or len(day_of(text) or "") == 10
