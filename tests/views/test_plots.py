"""Who counts how many, drawn: open ends as arrows, what was taken back struck through, nothing added up."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.plots import (
    LABEL_HEIGHT,
    MOST_LINES,
    MOST_ROWS,
    Mark,
    forest,
    left_out,
    nice,
    over_time,
)

ONE = Mark("Ministry", 18, 18, "exact", "18", "2022-01-06", "current", "/documents/a#b", "Ministry: 18", "a")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def looks(svg: str) -> list[str]:
    return [element.get("class", "") for element in drawn(svg).iter()]


def test_nothing_to_draw_is_nothing() -> None:
    assert forest([], "killed") == over_time([], "killed") == ""
    assert over_time([replace(ONE, as_of=None)], "killed") == ""
    assert forest([replace(ONE, low=None, high=None)], "killed") == ""


@pytest.mark.parametrize(
    ("mark", "look"),
    [
        (replace(ONE, high=None, bound="at_least"), "arrow"),
        (replace(ONE, low=None), "whisker"),
        (replace(ONE, high=40), "whisker"),
        (replace(ONE, bound="about"), "point hollow"),
        (replace(ONE, status="retracted"), "struck"),
        (replace(ONE, status="denied"), "struck"),
        (replace(ONE, status="rejected"), "struck"),
    ],
)
def test_each_kind_of_count_has_its_look(mark: Mark, look: str) -> None:
    for draw in (forest, over_time):
        assert look in looks(draw([mark], "killed"))
        assert look not in looks(draw([ONE], "killed"))


def test_every_mark_leads_to_its_words_and_says_what_it_is() -> None:
    told = drawn(
        forest([ONE, replace(ONE, claimant="Doctors", low=40, href="/documents/c#d", id="b")], "killed")
    )
    links = list(told.iter("a"))
    assert {link.get("href") for link in links} == {"/documents/a#b", "/documents/c#d"}
    assert all(link.get("aria-label") for link in links)
    assert told.get("role") == "group"


def test_a_line_joins_a_count_only_to_the_one_that_it_revises() -> None:
    later = replace(ONE, low=26, high=26, as_of="2022-01-08", id="b", supersedes="a")
    stranger = replace(ONE, low=164, high=164, as_of="2022-01-09", id="c")
    lines = [look for look in looks(over_time([ONE, later, stranger], "killed")) if look.startswith("line")]
    assert lines == ["line series-0"]


def test_many_claimants_are_cut_to_what_can_be_read() -> None:
    marks = [replace(ONE, claimant=f"Outlet {number}", low=number, high=number) for number in range(200)]
    assert looks(forest(marks, "killed")).count("lane") == MOST_ROWS


def words_of(svg: str, look: str) -> list[str]:
    return ["".join(each.itertext()) for each in drawn(svg).iter() if each.get("class") == look]


def test_one_body_in_capitals_and_not_is_one_claimant() -> None:
    marks = [replace(ONE, claimant="Authorities"), replace(ONE, claimant="authorities", low=20, high=20)]
    assert words_of(forest(marks, "killed"), "lane") == ["Authorities"]


def test_the_last_word_of_a_claimant_is_what_still_stands() -> None:
    marks = [
        replace(ONE, low=225, high=225, label="225", as_of="2022-01-15"),
        replace(ONE, low=164, high=164, label="164", as_of="2022-01-16", status="denied"),
    ]
    for draw in (forest, over_time):
        assert words_of(draw(marks, "killed"), "value") == ["225"]
    assert "164 denied" in words_of(over_time(marks, "killed"), "tick")


def test_rows_and_names_are_of_those_whom_most_documents_carry() -> None:
    small = [replace(ONE, claimant=f"Outlet {number}", low=900, high=900) for number in range(9)]
    marks = [*small, replace(ONE, claimant="Wire", weight=40)]
    assert "Wire" in words_of(forest(marks, "killed", rows=3), "lane")
    assert "Wire" in words_of(over_time(marks, "killed"), "tick")
    assert left_out(marks, rows=3) == 7


def test_labels_fit_beside_their_marks() -> None:
    svg = forest([replace(ONE, low=9000, high=None, label="more than nine thousand")], "killed", width=1000)
    (value,) = (each for each in drawn(svg).iter() if each.get("class") == "value")
    assert float(value.get("x", 0)) + 8 * len("more than nine thousand") <= 1000


def test_a_label_covers_no_other_mark_of_its_row() -> None:
    one = replace(ONE, label="18 in all")
    before = replace(ONE, low=20, high=20, label="20", as_of="2022-01-05", status="revised", id="b")
    svg = drawn(forest([one, before], "killed"))
    (value,) = (each for each in svg.iter() if each.get("class") == "value")
    points = [float(each.get("cx", 0)) for each in svg.iter("circle")]
    assert (value.text, value.get("text-anchor")) == ("18 in all", "end")
    assert float(value.get("x", 0)) < min(points)


def test_names_stand_above_the_dates_and_apart() -> None:
    """Claimants whose last counts are all near zero."""
    marks = [
        replace(ONE, claimant=f"Body {n}", low=2, high=2, id=str(n), as_of=f"2022-01-1{n}") for n in range(5)
    ]
    drawn = over_time([*marks, replace(ONE, low=9000, high=9000, id="x")], "killed", height=350)
    heights = sorted(float(y) for y in re.findall(r'class="value" x="[\d.]+" y="([\d.]+)"', drawn))
    assert len(heights) == MOST_LINES
    assert heights[-1] + 14 <= 350
    assert all(second - first >= LABEL_HEIGHT - 0.1 for first, second in pairwise(heights))


def test_names_are_escaped() -> None:
    hostile = replace(ONE, claimant='<script>"&', told="<b>", href='/x"><script>', label="<i>")
    for draw in (forest, over_time):
        told = draw([hostile], "<killed>")
        drawn(told)
        assert "<script" not in told


@pytest.mark.parametrize(
    ("largest", "steps"), [(0, (0, 1)), (3, (0, 1, 2, 3)), (18, (0, 5, 10, 15, 20)), (9900, (0, 5000, 10000))]
)
def test_scales_are_round(largest: float, steps: tuple[int, ...]) -> None:
    assert nice(largest) == steps


@given(
    st.lists(
        st.tuples(st.none() | st.floats(0, 1e9), st.none() | st.floats(0, 1e9), st.text(max_size=5)),
        max_size=12,
    )
)
def test_any_counts_can_be_drawn(ends: list[tuple[float | None, float | None, str]]) -> None:
    marks = [replace(ONE, low=low, high=high, as_of=f"2022-01-0{1 + len(day)}") for low, high, day in ends]
    for draw in (forest, over_time):
        told = draw(marks, "killed")
        assert bool(told) == any(low is not None or high is not None for low, high, _ in ends)
        assert "nan" not in told
