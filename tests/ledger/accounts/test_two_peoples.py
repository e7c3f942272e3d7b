"""Of two countries that fight each counts its own dead and the other's: these are two numbers."""

from __future__ import annotations

import pytest

from reportedly import make_document, read
from reportedly.ledger.joining import Collection, join_readings

START = "Ecuador and Peru fought on their border on Friday."


def joined(*texts: str) -> Collection:
    """What documents of two days make together, each with a sentence on the fighting before it."""
    pages = [
        make_document(f"{START} {text}", published=f"1995-02-0{number}", publisher=f"P{number}")
        for number, text in enumerate(texts, 4)
    ]
    return join_readings([read(page) for page in pages], "1995-03-01T00:00:00Z")


@pytest.mark.parametrize(
    "texts",
    [
        ("Ecuador said 40 Peruvian soldiers were killed.", "Peru said 65 Ecuadorian soldiers were killed."),
        (
            "Ecuador said 40 Peruvian soldiers were killed.",
            "Ecuador said 22 Ecuadorian soldiers died.",
        ),
        (
            "Peru said 16 Peruvian soldiers were killed.",
            "A mission said 38 soldiers died on both sides.",
        ),
    ],
)
def test_the_dead_of_one_side_are_none_of_the_other(texts: tuple[str, str]) -> None:
    found = joined(*texts)
    assert not found.contradictions
    assert not [each for each in found.accounts if each.status == "revised"]


def test_two_numbers_of_one_side_disagree() -> None:
    texts = "Ecuador said 40 Peruvian soldiers were killed.", "Peru said 12 Peruvian soldiers were killed."
    (found,) = joined(*texts).contradictions
    assert found.relation in ("conflict", "update")
