"""When things are said to have happened: a day is a dot, a week a bar, and too many are cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from reportedly.views.timeline import MOST_DEEP, MOST_MARKS, Bar, timeline

DAY = Bar("Shots at the airport", "assault", "2022-01-05", "2022-01-05", 3, False, False, "/occurrences/a")


def link(first: str, last: str, kind: str) -> str:
    return f"/occurrences?from={first}&to={last}&type={kind}"


def drawn(bars: list[Bar], per_day: dict[str, int] | None = None) -> ET.Element:
    return ET.fromstring(timeline(bars, per_day or {}, link))


def looks(told: ET.Element) -> list[str]:
    return [element.get("class", "") for element in told.iter()]


def test_nothing_dated_is_nothing() -> None:
    assert timeline([replace(DAY, first="", last="")], {}, link) == ""


def test_a_day_is_a_dot_and_a_week_a_bar() -> None:
    told = looks(drawn([DAY, replace(DAY, first="2022-01-02", last="2022-01-08")]))
    assert told.count("day") == told.count("span") == 1


def test_disputed_and_assumed_are_told_apart() -> None:
    told = looks(drawn([replace(DAY, disputed=True), replace(DAY, assumed=True)]))
    assert "bar disputed" in told
    assert "bar assumed" in told


def test_every_mark_is_a_link_with_a_spoken_name() -> None:
    (mark,) = drawn([DAY]).iter("a")
    assert mark.get("href") == "/occurrences/a"
    assert mark.get("aria-label") == "Shots at the airport: 2022-01-05, 3 documents"


def test_one_late_mention_does_not_squeeze_the_story() -> None:
    bars = [replace(DAY, href=f"/{number}") for number in range(30)] + [
        replace(DAY, first="2031-01-01", last="2031-01-01")
    ]
    assert drawn(bars).get("data-to") == "2022-01-06"


def test_bars_of_one_day_lie_under_one_another() -> None:
    bars = [replace(DAY, href=f"/{number}") for number in range(MOST_DEEP + 3)]
    heights = {mark.get("cy") for mark in drawn(bars).iter("circle")}
    assert len(heights) == MOST_DEEP


def test_too_many_are_cells_that_lead_to_their_slice() -> None:
    bars = [
        replace(DAY, last=f"2022-01-{1 + n % 28:02}", first=f"2022-01-{1 + n % 28:02}")
        for n in range(2 * MOST_MARKS)
    ]
    told = drawn(bars)
    assert "day" not in looks(told)
    assert any(
        "from=2022-01-05&to=2022-01-05&type=assault" in (each.get("href") or "") for each in told.iter("a")
    )


def test_cells_of_a_long_story_are_weeks_wide_enough_for_a_finger() -> None:
    days = [date(2022, 1, 1) + timedelta(number % 364) for number in range(3 * MOST_MARKS)]
    told = drawn([replace(DAY, first=day.isoformat(), last=day.isoformat()) for day in days])
    cells = [each for each in told.iter("a") if "cell" in (each.get("class") or "")]
    assert 40 < len(cells) < 60
    href = cells[3].get("href") or ""
    first, last = href.partition("from=")[2][:10], href.partition("to=")[2][:10]
    assert date.fromisoformat(last) - date.fromisoformat(first) == timedelta(6)


def test_claims_a_day_stand_above() -> None:
    told = drawn([DAY], {"2022-01-05": 7, "1999-01-01": 900})
    assert looks(told).count("column") == 1
    assert "most 7" in "".join(told.itertext())


def test_titles_are_escaped() -> None:
    told = timeline([replace(DAY, title="<script>", kind="<b>", href='"><script>')], {"2022-01-05": 1}, link)
    assert "<script" not in told


def test_one_old_date_does_not_squeeze_a_crisis_of_few_occurrences() -> None:
    days = [replace(DAY, first=f"2022-01-0{day}", last=f"2022-01-0{day}") for day in range(1, 6)]
    old = replace(DAY, first="1994-04-29", last="1994-04-29")
    assert drawn([old, *days]).get("data-from") == "2021-12-31"
    assert drawn([old, days[0]]).get("data-from") == "1994-04-28"


def test_a_slow_story_stays_whole() -> None:
    days = [replace(DAY, first=f"{year}-03-01", last=f"{year}-03-01") for year in (2019, 2021, 2022, 2023)]
    assert drawn(days).get("data-from") == "2019-02-28"


def test_years_of_a_long_story_do_not_touch() -> None:
    told = drawn([replace(DAY, first=f"{year}-03-01", last=f"{year}-03-01") for year in range(1990, 2022)])
    ticks = [element.text for element in told.iter() if element.get("class") == "tick"]
    assert {"1995", "2000", "2015"} <= set(ticks)
    assert len(ticks) <= 16


def test_two_old_dates_far_apart_do_not_squeeze_it_either() -> None:
    old = [replace(DAY, first=day, last=day) for day in ("1970-06-01", "2014-08-01")]
    days = [replace(DAY, first=f"2022-01-0{day}", last=f"2022-01-0{day}") for day in range(1, 8)]
    assert drawn([*old, *days]).get("data-from") == "2021-12-31"
