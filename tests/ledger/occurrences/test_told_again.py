"""What a report tells by the way is where another report tells the same count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from reportedly.ledger.joining import Collection, join_readings
from reportedly.records import Reading

ReadText = Callable[..., Reading]
Report = tuple[str, str]

RAID: tuple[Report, ...] = (
    (
        "2019-05-07",
        "Raiders on motorcycles burned the grain stores of Tillabas on Monday night. The governor said"
        " that 34 millers were killed and that the raiders fled to the hills.",
    ),
    (
        "2019-05-08",
        "The governor said raiders on motorcycles had burned the grain stores of Tillabas on Monday night and"
        " fled to the hills; 34 millers were killed.",
    ),
)
"""One raid, told by two reports."""


def by_the_way(number: int, published: str = "2019-06-20") -> Report:
    """A report of weeks later, on other things, that counts somebody by the way."""
    return (
        published,
        "The governor of Tillabas opened a school with benches of acacia, a bell and a well. Mothers sang,"
        " and a choir of herders danced until dusk around the hills."
        f"\n\nA plaque names {number} people who were killed.",
    )


def joined(reports: Sequence[Report], read_text: ReadText) -> Collection:
    readings = [
        read_text(text, published=day, publisher=f"Outlet {number}", name=f"d{number}")
        for number, (day, text) in enumerate(reports)
    ]
    return join_readings(readings, "2026-01-01T00:00:00Z")


def reports_together(found: Collection) -> list[int]:
    """How many reports each occurrence has that counts somebody."""
    return sorted(len(each.documents) for each in found.occurrences if each.figures)


def reasons(found: Collection, rule: str) -> set[str]:
    return {each.reason for each in found.judgements if each.decided_by == f"rule:{rule}"}


def test_a_number_that_is_told_again_by_the_way_is_of_the_same_thing_and_says_why(
    read_text: ReadText,
) -> None:
    found = joined((*RAID, by_the_way(34)), read_text)
    assert reports_together(found) == [3]
    assert reasons(found, "told_again/count") == {"like documents count 34 killed"}


@pytest.mark.parametrize(
    "other",
    [
        by_the_way(35),
        by_the_way(34, "2021-06-20"),  # of another raid of another year, for all that is told
    ],
)
def test_what_may_be_another_thing_stays_apart(other: Report, read_text: ReadText) -> None:
    assert reports_together(joined((*RAID, other), read_text)) == [1, 2]


def test_the_order_of_reports_changes_nothing(read_text: ReadText) -> None:
    reports = (*RAID, by_the_way(34), by_the_way(35), by_the_way(34, "2019-05-30"))
    one, other = (joined(told, read_text) for told in (reports, reports[::-1]))
    assert reports_together(one) == reports_together(other)
    assert reasons(one, "told_again/count") == reasons(other, "told_again/count")


def test_a_story_says_what_both_of_its_reports_tell(read_text: ReadText) -> None:
    (reason,) = reasons(joined(RAID, read_text), "incidents/story")
    assert reason.startswith(
        "both on 2019-05-06, both count 34 killed; their documents tell one story (they share "
    )
