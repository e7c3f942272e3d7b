"""What many stories count of one blow is one occurrence, and what is of another day or town is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

ReadText = Callable[..., Reading]
Report = tuple[str, str]

MARKET: tuple[Report, ...] = (
    (
        "2018-05-07",
        "ABECHE, Chad - Soldiers of the garrison opened fire on the cattle market of Abeche on Monday. At"
        " least 17 people were killed, the doctors' union said.",
    ),
    (
        "2018-05-18",
        "The doctors' union said that 41 people were killed when the garrison fired on the cattle market of"
        " Abeche. Many of the wounded had hidden at home.",
    ),
    (
        "2018-06-20",
        "Lawyers in Abeche handed the court a list of names: 58 people were killed at the cattle market. They"
        " want the commander of the garrison to be charged.",
    ),
)
"""One blow, counted for weeks in other words."""

OF_ITS_DAY: Report = (
    "2018-09-02",
    "At least 60 herders died in the massacre of 7 May 2018 at the cattle market of Abeche, an inquiry of"
    " parliament found. It blamed the garrison.",
)
ELSEWHERE: Report = (
    "2018-06-12",
    "Gunmen killed 14 people in Mongo on 11 June 2018, a month after the garrison fired on the cattle market"
    " of Abeche.",
)
BEFORE: Report = (
    "2018-05-02",
    "Doctors in Abeche said that 12 people were killed near the cattle market, where the garrison has a"
    " post.",
)


def numbers_together(reports: Sequence[Report], read_text: ReadText) -> list[set[float]]:
    """The numbers of dead in each occurrence that has any."""
    readings = [
        read_text(text, published=day, publisher=f"Outlet {number}", name=f"d{number}")
        for number, (day, text) in enumerate(reports)
    ]
    dead = {
        figure.id: figure.low
        for reading in readings
        for figure in reading.figures
        if figure.measure == "killed"
    }
    occurrences = join_readings(readings, "2026-01-01T00:00:00Z").occurrences
    told = [{low for name in each.figures if (low := dead.get(name)) is not None} for each in occurrences]
    return [each for each in told if each]


def test_what_is_counted_for_weeks_is_one_thing(read_text: ReadText) -> None:
    assert numbers_together(MARKET, read_text) == [{17, 41, 58}]


def test_its_joins_say_where_it_was(read_text: ReadText) -> None:
    readings = [
        read_text(text, published=day, publisher=f"Outlet {number}", name=f"d{number}")
        for number, (day, text) in enumerate(MARKET)
    ]
    told = join_readings(readings, "2026-01-01T00:00:00Z").judgements
    reasons = {each.reason for each in told if each.decided_by == "rule:central_blow/one"}
    assert reasons == {"several stories count the dead of Abéché"}


def test_so_is_what_names_the_day_alone(read_text: ReadText) -> None:
    assert numbers_together((*MARKET, OF_ITS_DAY), read_text) == [{17, 41, 58, 60}]


def test_another_town_is_another_thing(read_text: ReadText) -> None:
    found = numbers_together((*MARKET, OF_ITS_DAY, ELSEWHERE), read_text)
    assert sorted(map(sorted, found)) == [[14], [17, 41, 58, 60]]


def test_two_towns_on_one_day_are_two_things(read_text: ReadText) -> None:
    reports = [
        (
            day,
            f"{number} people were killed at the cattle market of {town} on 7 May 2018, {who} said.",
        )
        for day, number, town, who in (
            ("2018-05-07", 11, "Kirkuk", "the garrison"),
            ("2018-05-20", 23, "Baquba", "a doctor"),
            ("2018-06-15", 13, "Kirkuk", "lawyers"),
        )
    ]
    assert not any({11, 23} <= numbers for numbers in numbers_together(reports, read_text))


def test_the_order_of_reports_changes_nothing(read_text: ReadText) -> None:
    reports = (*MARKET, OF_ITS_DAY, ELSEWHERE, BEFORE)
    one, other = (numbers_together(told, read_text) for told in (reports, reports[::-1]))
    assert sorted(map(sorted, one)) == sorted(map(sorted, other))


def test_what_was_counted_before_is_not_of_it(read_text: ReadText) -> None:
    found = numbers_together((*MARKET, OF_ITS_DAY, BEFORE), read_text)
    assert sorted(map(sorted, found)) == [[12], [17, 41, 58, 60]]


def test_a_town_where_people_are_killed_every_week_has_no_one_blow(read_text: ReadText) -> None:
    days = ("2018-05-07", "2018-05-16", "2018-05-25")
    reports = [
        (day, f"Gunmen killed {number} people at the cattle market of Abeche on {day}, the garrison said.")
        for day, number in zip(days, (6, 7, 8), strict=True)
    ]
    assert sorted(map(sorted, numbers_together(reports, read_text))) == [[6], [7], [8]]
