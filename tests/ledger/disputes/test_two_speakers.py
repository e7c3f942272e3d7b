"""What two speakers count of one toll, where no other row tells of both: told last, and as no dispute."""

from __future__ import annotations

import pytest

from reportedly.api import read
from reportedly.ledger.accounts.doubts import is_aside
from reportedly.records import Contradiction, Reading

from .test_disputes import joined

ENDS = "others tell it better)", "clearly more (less sure: others tell better how the number grew)"


def page(words: str, day: str) -> Reading:
    return read(
        f"Rescuers searched the ruins of the Adana hotel on Thursday. {words}", published=f"2022-01-{day}"
    )


def beside(*pages: tuple[str, str]) -> list[Contradiction]:
    found = joined(*(page(*each) for each in pages)).contradictions
    return [each for each in found if each.why.endswith(ENDS)]


def test_at_least_so_many_beside_the_larger_number_of_the_same_day() -> None:
    (found,) = beside(
        ("The governor said 60 people were killed.", "06"),
        ("The Red Crescent said at least 40 people were killed.", "06"),
    )
    assert found.relation == "update"
    assert "40" in found.why
    assert "60" in found.why
    assert is_aside(found)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (("The governor said 41 people were killed.", "06"), ("at least 40", "06")),  # hardly fewer
        (("The governor said 60 people were killed.", "03"), ("at least 40", "06")),  # told before
        (("The governor said 60 people were killed.", "20"), ("at least 40", "06")),  # two weeks later
        (("The governor said 40 people were killed.", "06"), ("40", "06")),  # the same
    ],
)
def test_what_is_not_set_beside_another(first: tuple[str, str], later: tuple[str, str]) -> None:
    number, day = later
    assert beside(first, (f"The Red Crescent said {number} people were killed.", day)) == []


def test_who_is_told_with_others_stands_beside_the_other_number_too() -> None:
    """Two speakers give 14 and one gives 60: the dispute is told once, and each of the two beside the one."""
    pages = (
        ("The governor said 14 people were killed.", "06"),
        ("The Red Crescent said 14 people were killed.", "06"),
        ("The miners' union said 60 people were killed.", "06"),
    )
    every = joined(*(page(*each) for each in pages)).contradictions
    assert [each.relation for each in every] == ["conflict", "conflict"]
    plain, aside = sorted(every, key=is_aside)
    assert not is_aside(plain)
    assert is_aside(aside)
    assert {plain.left, plain.right} != {aside.left, aside.right}
