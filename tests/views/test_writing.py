from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from reportedly.views.brief_page import charts_of
from reportedly.views.lines import FigureLine, Line
from reportedly.views.writing import ALL_DISPUTES, _first, _Sentence, _told_claim


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


def chart(lines: list[FigureLine]) -> str:
    ((measure, drawn),) = charts_of(lines)
    assert measure == "killed"
    return drawn


def test_every_count_is_a_link_to_its_words_with_a_spoken_label() -> None:
    links = ElementTree.fromstring(chart(LINES)).findall("a")
    assert len(links) == len(LINES)
    assert all(link.get("href") == "#w7" and link.get("aria-label") for link in links)


def test_a_count_without_words_is_in_no_chart() -> None:
    """Those of a ledger whose readings are not all at hand have none."""
    assert chart([*LINES, line("Agency", 40, 40, "2022-01-10", marks=())]) == chart(LINES)


def test_open_bounds_are_told_and_retracted_counts_are_struck_through() -> None:
    drawn = chart(LINES)
    assert drawn.count('class="arrow"') == 1
    assert drawn.count('class="struck"') == 1
    assert drawn.count('class="line') == 1


def test_too_few_counts_are_left_to_the_table() -> None:
    assert charts_of(LINES[:2]) == []
    assert charts_of([line(str(n), 1, 1, "2022-01-05") for n in range(9)]) == []
    assert charts_of([line(str(n), 1, 1, None) for n in range(9)]) == []


def test_hostile_names_are_only_names() -> None:
    hostile = [line('"><script>alert(1)</script>', n, n, f"2022-01-0{n}") for n in range(1, 6)]
    assert "<script" not in chart(hostile)
    ElementTree.fromstring(chart(hostile))


def test_huge_and_zero_counts_stay_inside() -> None:
    drawn = chart([line("a", n, n, f"2022-01-0{i}") for i, n in enumerate((0, 1e12, 3), 1)])
    assert "nan" not in drawn
    assert "inf" not in drawn


def test_who_denies_is_told_apart_from_whose_words_are_denied() -> None:
    line = Line("denied", None, "that the pier gave way", "the port", (), "denied", None, (1,))
    assert _told_claim(line).words == "the port denied: “that the pier gave way”"
    other = replace(line, when="said", who="a porter")
    assert _told_claim(other).words == "a porter said: “that the pier gave way” — denied by others"


def test_what_is_left_out_names_the_command_that_lists_it() -> None:
    told = _first([_Sentence(str(number)) for number in range(15)], 12, ALL_DISPUTES)
    assert told[-1].words == "... and 3 more: `reportedly contradictions LEDGER` lists all"
