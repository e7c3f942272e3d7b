"""Arrests: whoever makes them calls the same people suspects, protesters or people."""

from __future__ import annotations

from reportedly import make_document, read
from reportedly.ledger.joining import join_readings

PAGES = (
    (
        "2019-03-12",
        "The Lima bar association said that 282 people in total have been arrested by police in Peru.",
    ),
    (
        "2019-03-14",
        "Five policemen were killed in Peru. The Lima bar association said that 351 protesters in total have "
        "been arrested by police in Peru.",
    ),
    (
        "2019-03-16",
        "The Lima bar association said that 447 suspects in total have been arrested by police in Peru.",
    ),
)


def test_arrests_are_one_series_whatever_the_arrested_are_called() -> None:
    readings = [read(make_document(text, published=day, publisher="AP")) for day, text in PAGES]
    accounts = join_readings(readings, "2019-03-17T00:00:00Z").accounts
    arrests = {account.low: account for account in accounts if account.measure == "arrested"}
    assert [arrests[low].supersedes for low in (351, 447)] == [arrests[282].id, arrests[351].id]
