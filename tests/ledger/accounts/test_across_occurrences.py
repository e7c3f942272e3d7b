"""How somebody's count goes on in a report that nothing joined with the one before."""

from __future__ import annotations

import pytest

from reportedly import make_document, read
from reportedly.records import Claimant, Reading

from ..counts_by_hand import before, joined
from ..samples import Written

POLICE = Claimant("police", None, "organisation", "COP", "KAZ")
ARMY = Claimant("army", None, "organisation", "MIL", "UZB")


def report(name: str, day: str, number: int, who: Claimant | None, about: str) -> Reading:
    words = f"{number} people were killed"
    page = Written(f"{about} {words}, it was said.", name, published=day, publisher=f"Outlet {name}")
    claim = page.claim(words, who.name, claimant=who) if who else None
    page.figure(words, "killed", number, number, claim=claim.id if claim else None)
    return page.reading()


def two(
    second: tuple[str, int, Claimant | None], who: Claimant | None = POLICE
) -> dict[float | None, float | None]:
    """What goes on from what: 40 dead of a dam, and a second number in a report with other words."""
    found = joined(
        report("a", "2022-01-05", 40, who, "The dam above the orchard broke at dawn."),
        report("b", *second, "Divers gave up their search under the ice of the lake."),
    )
    assert len({each.occurrence for each in found.accounts}) == 2
    assert {each.status for each in found.accounts} == {"current"}
    return before(found)


def test_an_office_counts_on_in_a_report_that_nothing_joined() -> None:
    assert two(("2022-01-08", 62, POLICE)) == {40: None, 62: 40}


@pytest.mark.parametrize(
    "second",
    [
        ("2022-01-08", 36, POLICE),  # fewer
        ("2022-01-08", 130, POLICE),  # many times more
        ("2022-03-08", 62, POLICE),  # long after
        ("2022-01-05", 62, POLICE),  # of one day
        ("2022-01-08", 62, ARMY),
        ("2022-01-08", 62, None),
    ],
)
def test_nobody_else_and_no_other_number_goes_on_there(second: tuple[str, int, Claimant | None]) -> None:
    assert two(second)[second[1]] is None


@pytest.mark.parametrize(("cause", "after"), [(" of measles", None), ("", 25)])
def test_who_died_of_something_else_is_no_more_of_the_same(cause: str, after: float | None) -> None:
    ministry = "The health ministry of Kenya said"
    texts = {
        "2011-05-02": f"The roof of a stadium collapsed during a match. {ministry} 25 people were killed.",
        "2011-05-20": f"Herds died and wells are dry. {ministry} 41 people had died{cause} in the north.",
    }
    pages = [make_document(text, published=day, publisher=day) for day, text in texts.items()]
    assert before(joined(*map(read, pages)))[41] == after
