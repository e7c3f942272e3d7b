"""Who speaks in a document, as the whole collection knows it."""

from __future__ import annotations

import pytest

from reportedly import make_document, read
from reportedly.ledger.joining import join_readings


@pytest.mark.parametrize(
    ("publisher", "text", "key"),
    [
        ("Doctors Without Borders", "We have counted 88 deaths in Ica.", "org:msf"),
        ("Coast Radio", "We have counted 88 deaths in Ica.", None),  # a speech, as far as the page tells
        (
            "Doctors Without Borders",
            'A nurse, Ana Ruiz, said: "We have counted 88 deaths in Ica."',
            "person:ana-ruiz",
        ),
    ],
)
def test_we_are_whoever_writes(publisher: str, text: str, key: str | None) -> None:
    reading = read(make_document(text, published="2020-05-10", publisher=publisher))
    (account,) = join_readings([reading], "2020-05-11T00:00:00Z").accounts
    assert (account.claimant.key if account.claimant else None) == key


def test_one_association_by_its_name_its_capitals_and_on_its_own_page() -> None:
    pages = (
        (
            "2019-03-01",
            "AP",
            "Police fired on marchers in Lima on Friday against the decree of the president. The Committee "
            "for Fair Trials (CFT) said that Friday's shooting brought the number of those killed "
            "to 26 in Peru.",
        ),
        (
            "2019-03-06",
            "Committee for Fair Trials",
            "As of today, 6 March, we have documented that 41 people have been killed by police in Peru "
            "since the decree of the president.",
        ),
        (
            "2019-03-09",
            "Coast Radio",
            "Peru's government voiced regret over the deaths of marchers. A rights group, the CFT, has put "
            "the toll at 58 at least since the decree of the president.",
        ),
    )
    readings = [read(make_document(text, published=day, publisher=by)) for day, by, text in pages]
    accounts = join_readings(readings, "2019-03-11T00:00:00Z").accounts
    keys = {account.low: account.claimant.key for account in accounts if account.claimant}
    assert keys == dict.fromkeys((26, 41, 58), "org:committee-for-fair-trials")
