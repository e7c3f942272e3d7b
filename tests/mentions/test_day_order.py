"""Dates that no calendar has stay open; in numeric dates the country tells which number is the day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("He was born on 31 December 9999.", "31 December 9999"),
        ("The law runs until 1 January 10000.", "1 January 10000"),
        ("It happened on 31 February 2022.", "31 February 2022"),
        ("On February 29, 2023 the shop closed.", "February 29, 2023"),
        ("It happened on 30 February.", "30 February"),
        ("On 2022-02-31 the shop closed.", "2022-02-31"),
    ],
)
def test_impossible_dates_stay_open(text: str, quote: str, read_text: Read) -> None:
    reading = read_text(text, published="2022-01-06")
    assert [(time.quote, time.value) for time in reading.times] == [(quote, None)]
    assert [notice.code for notice in reading.notices] == ["time_open"]


def test_a_number_behind_a_day_may_count(read_text: Read) -> None:
    reading = read_text("On 31 December 3000 people marched.", published="2022-01-06")
    assert [(time.quote, time.value) for time in reading.times] == [("31 December", "2021-12-31")]
    assert [figure.low for figure in reading.figures] == [3000]


@pytest.mark.parametrize(
    ("text", "url", "value"),
    [
        ("The vote is on 03/04/2022.", "https://news.example.co.uk/a", "2022-04-03"),
        ("The vote is on 03/04/2022.", "https://example.kz/a", "2022-04-03"),
        ("The vote is on 03/04/2022.", "https://example.gov/a", "2022-03-04"),
        ("The vote is on 03/04/2022.", "https://example.ca/a", None),
        ("The vote is on 03/04/2022.", "https://example.com/a", None),
        ("The vote is on 03/04/2022.", "http://[broken", None),
        ("The vote is on 03/04/2022, the next on 25/04/2022.", "https://example.com/a", "2022-04-03"),
        ("The vote is on 03/04/2022, the next on 04/25/2022.", "https://example.com/a", "2022-03-04"),
        ("The vote is on 03/04/2022, not on 25/04/2022 or 04/26/2022.", "https://example.com/a", None),
        ("LONDON, March 2 (Reuters) - The vote is on 03/04/2022.", "https://example.com/a", "2022-04-03"),
    ],
)
def test_the_country_tells_the_order(text: str, url: str, value: str | None, read_text: Read) -> None:
    (time,) = (each for each in read_text(text, url=url).times if each.quote.startswith("03/04"))
    assert time.value == value
