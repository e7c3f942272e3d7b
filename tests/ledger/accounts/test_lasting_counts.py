"""Who counts on for weeks: a government by its spokesman, an aid group on both sides of a border."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly import make_document, read
from reportedly.ledger.joining import join_readings
from reportedly.records import Account


def killed(pages: Sequence[tuple[str, str, str]]) -> dict[float | None, Account]:
    readings = [read(make_document(text, published=day, publisher=by)) for day, by, text in pages]
    accounts = join_readings(readings, "2019-05-01T00:00:00Z").accounts
    return {account.low: account for account in accounts if account.measure == "killed"}


def test_a_spokesman_of_the_government_counts_on_for_it() -> None:
    told = killed(
        (
            (
                "2019-03-09",
                "Coast Radio",
                "Peru's government said that 33 people had died in the floods so far.",
            ),
            (
                "2019-03-15",
                "AP",
                "In Peru the government's spokesman, Luis Soto, said that 48 people had died in the floods "
                "so far.",
            ),
        )
    )
    assert told[48].supersedes == told[33].id


def test_a_town_at_the_border_is_of_its_own_country() -> None:
    told = killed(
        (
            (
                "2019-03-02",
                "Polokwane Mail",
                "South Africa has opened a clinic in Musina, and nurses from South Africa treat the sick "
                "of both sides. Across the river, in Beitbridge in Zimbabwe, 54 people have died of "
                "cholera so far, Doctors Without Borders said.",
            ),
            (
                "2019-03-15",
                "Doctors Without Borders",
                "We have counted 91 deaths of cholera in Beitbridge in Zimbabwe so far.",
            ),
        )
    )
    assert told[91].supersedes == told[54].id
