"""Numbers that were overtaken, and parts of a number: told last, and as no dispute."""

from __future__ import annotations

import pytest

from reportedly.api import read
from reportedly.ledger.accounts.doubts import LAST_CLASS, place_of
from reportedly.records import Contradiction, Reading

from ..samples import Written
from .test_contradictions import LEAD, Number, counts
from .test_disputes import joined


def told(*readings: Reading) -> list[Contradiction]:
    return list(joined(*readings).contradictions)


def steps(*readings: Reading) -> list[str]:
    return [each.why for each in told(*readings) if "tell better how the number grew" in each.why]


def parts(*readings: Reading) -> list[str]:
    return [each.why for each in told(*readings) if "disagree with its whole" in each.why]


def toll(name: str, words: str, low: float, high: float | None, day: str) -> Reading:
    return counts(name, f"{words} pilots died.", (words, low, high, "pilots"), published=f"2022-01-{day}")


def test_at_least_so_many_were_overtaken() -> None:
    first, later = toll("a", "At least 40", 40, None, "06"), toll("b", "At least 91", 91, None, "07")
    (why,) = steps(first, later)
    assert "40" in why
    assert "91" in why
    (found,) = told(first, later)
    assert found.relation == "update"
    assert place_of(found)[0] == LAST_CLASS


def test_one_speaker_went_on_within_a_day_whose_hours_nobody_tells() -> None:
    def page(name: str, low: float, by: str) -> Reading:
        words = f"At least {low:g} pilots died"
        written = Written(f"{LEAD}{words}, {by} said.", name, published="2022-01-06", publisher=name)
        claim = written.claim(f"{words}, {by} said", by, f"org:{by}")
        written.figure(words, "killed", low, None, group="pilots", claim=claim.id)
        return written.reading()

    assert len(steps(page("a", 40, "union"), page("b", 91, "union"))) == 1
    assert steps(page("a", 40, "union"), page("b", 91, "clinic")) == []


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (("At least 40", 40.0, None, "06"), ("At least 42", 42.0, None, "07")),  # hardly more
        (("At least 40", 40.0, None, "07"), ("At least 91", 91.0, None, "06")),  # told before
        (("At least 2", 2.0, None, "06"), ("At least 7", 7.0, None, "07")),  # of single people
        (("40", 40.0, 40.0, "06"), ("91", 91.0, 91.0, "07")),  # already told as a step
    ],
)
def test_what_was_not_overtaken(
    first: tuple[str, float, float | None, str], later: tuple[str, float, float | None, str]
) -> None:
    assert steps(toll("a", *first), toll("b", *later)) == []


@pytest.mark.parametrize(("day", "wanted"), [("06", 1), ("08", 0)])
def test_a_multiple_is_a_step_on_the_first_day_alone(day: str, wanted: int) -> None:
    """Later it is more likely of other people."""
    before = toll("a", "At least 600", 600, None, "06")
    pages = (toll("b", "At least 40", 40, None, day), toll("c", "At least 410", 410, None, "09"))
    assert sum("40" in why for why in steps(before, *pages)) == wanted


def test_each_number_is_overtaken_once() -> None:
    numbers = (41, 47, 53, 61, 77, 93)
    readings = [toll(f"r{n}", f"At least {n}", n, None, f"{6 + at:02}") for at, n in enumerate(numbers)]
    assert len(steps(*readings)) == len(numbers) - 1


def of_one_report(*numbers: Number) -> Reading:
    return counts("a", f"{' and '.join(words for words, *_ in numbers)} were counted.", *numbers)


def test_a_part_is_put_beside_its_whole() -> None:
    whole, part = ("187 pilots died", 187, 187, "pilots"), ("43 policemen died", 43, 43, "policemen")
    (why,) = parts(of_one_report(whole, part))
    assert "43" in why
    assert "187" in why
    found = next(each for each in told(of_one_report(whole, part)) if each.why == why)
    assert (found.relation, place_of(found)[0]) == ("scope", LAST_CLASS - 1)


@pytest.mark.parametrize(
    "numbers",
    [
        (("187 pilots died", 187, 187, "pilots"), ("9 policemen died", 9, 9, "policemen")),
        (("200 pilots died", 200, 200, "pilots"), ("43 policemen died", 43, 43, "policemen")),
        (("187 soldiers died", 187, 187, "soldiers"), ("43 gunmen died", 43, 43, "gunmen")),
        (("41 pilots died", 41, 41, "pilots"), ("43 policemen died", 43, 43, "policemen")),
    ],
)
def test_no_part_of_a_whole(numbers: tuple[Number, ...]) -> None:
    assert parts(of_one_report(*numbers)) == []


def test_only_its_own_report_tells_the_whole_of_a_part() -> None:
    whole = counts("a", "187 pilots died.", ("187 pilots died", 187, 187, "pilots"))
    part = counts("b", "43 policemen died.", ("43 policemen died", 43, 43, "policemen"))
    assert parts(whole, part) == []


def test_the_missing_who_are_found_are_far_fewer() -> None:
    """Two hundred are sought, and two days later five: nothing else need be counted."""
    first = read("The harbour office said 200 people were missing after the blast.", published="2022-01-06")
    later = read("The fire chief said five people were missing after the blast.", published="2022-01-08")
    (found,) = [each for each in told(first, later) if each.measure == "missing"]
    assert found.relation == "update"


def test_what_is_denied_is_no_whole() -> None:
    """Who dismisses a far larger number counts all, against the one who told it."""
    first = read("Member of parliament Ana Brook said 90 people died in the crash.", published="2022-01-06")
    text = "Manager Tom Hale said the final toll was 48. He dismissed reports that 700 people were killed."
    numbers = ["90", "48"]
    found = told(first, read(text, published="2022-01-07"))
    assert [each for each in found if all(number in each.why for number in numbers)]


def test_some_are_not_more_than_all_where_that_is_denied() -> None:
    text = (
        "Thirty of the dead in the bridge collapse in Lima on Monday were children, the ministry said. "
        "The army, through its spokesman Juan Paz, denied that 12 people died."
    )
    found = told(read(text, published="2022-01-07"))
    assert [each for each in found if each.why.endswith("in all")] == []
