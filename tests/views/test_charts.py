from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

from reportedly.views.charts import BOTTOM, HEIGHT, LABEL_HEIGHT, toll_chart
from reportedly.views.lines import FigureLine


def line(who: str, low: float | None, high: float | None, day: str | None, **more: object) -> FigureLine:
    fields: dict[str, object] = dict.fromkeys(("group", "place", "total", "supersedes"))
    fields |= {"measure": "killed", "low": low, "high": high, "bound": "exact", "range": f"{low}..{high}"}
    fields |= {"who": who, "channel": (), "sure": "reported", "when": "undated", "as_of": day}
    fields |= {"account": f"{who}-{day}", "status": "current", "documents": 1, "origins": 1, "marks": (7,)}
    return FigureLine(**{**fields, **more})  # type: ignore[arg-type]


LINES = [
    line("Ministry", 8, 8, "2022-01-05"),
    line("Ministry", 18, 18, "2022-01-07", supersedes="Ministry-2022-01-05"),
    line("Watch", 10, None, "2022-01-06", bound="at_least"),
    line("Residents", None, 3, "2022-01-06", bound="at_most"),
    line("Channel", 164, 164, "2022-01-09", status="retracted"),
    line("Agency", 20, 30, "2022-01-09", bound="between"),
]


def test_every_count_is_a_link_to_its_words_with_a_spoken_label() -> None:
    chart = toll_chart("killed", LINES)
    assert chart is not None
    root = ElementTree.fromstring(chart)
    links = root.findall("a")
    assert len(links) == len(LINES)
    assert all(link.get("href") == "#w7" and link.get("aria-label") for link in links)
    assert root.get("role") == "group"


def test_open_bounds_are_arrows_and_retracted_counts_are_struck_through() -> None:
    chart = toll_chart("killed", LINES) or ""
    assert chart.count('class="arrow"') == 3
    assert chart.count('class="struck"') == 1
    assert chart.count('class="join') == 1


def test_too_few_counts_are_left_to_the_table() -> None:
    assert toll_chart("killed", LINES[:2]) is None
    assert toll_chart("killed", [line(str(n), 1, 1, "2022-01-05") for n in range(9)]) is None
    assert toll_chart("killed", [line(str(n), 1, 1, None) for n in range(9)]) is None
    assert toll_chart("injured", LINES) is None


def test_hostile_names_are_only_names() -> None:
    hostile = [line('"><script>alert(1)</script>', n, n, f"2022-01-0{n}") for n in range(1, 6)]
    chart = toll_chart("killed", hostile) or ""
    assert "<script" not in chart
    ElementTree.fromstring(chart)


def test_huge_and_zero_counts_stay_inside() -> None:
    chart = toll_chart("killed", [line("a", n, n, f"2022-01-0{i}") for i, n in enumerate((0, 1e12, 3), 1)])
    assert chart is not None
    assert "nan" not in chart
    assert "inf" not in chart


def test_names_stand_above_the_dates() -> None:
    """Claimants whose last counts are all near zero."""
    lines = [line(f"Body {number}", 2, 2, f"2022-01-{5 + number:02}") for number in range(6)]
    drawn = toll_chart("killed", lines)
    assert drawn is not None
    heights = [float(y) for y in re.findall(r'class="name" x="\d+" y="([\d.]+)"', drawn)]
    assert len(heights) == 6
    assert max(heights) <= HEIGHT - BOTTOM + 4
    assert all(second - first >= LABEL_HEIGHT - 0.1 for first, second in pairwise(heights))
