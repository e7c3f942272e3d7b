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
