"""The page of a collection: an overview of days, counts and disagreements, and the rest folded."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.counts_by_hand import count
from ledger.samples import Written
from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.asking.selection import select_content
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Reading
from reportedly.views.brief import make_brief
from reportedly.views.brief_page import MOST_DAYS, MOST_OF_A_DAY, days_of, overview_of, write_html
from reportedly.views.lines import Brief, Line


def blocked(name: str) -> Reading:
    page = Written(f"Miners blocked the gate of shaft {name} at dawn.", name, publisher=f"Outlet {name}")
    page.event(f"Miners blocked the gate of shaft {name}", "PROTEST", "blocked")
    return page.reading()


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    path: Path = tmp_path_factory.mktemp("mine") / "mine.ledger"
    with open_ledger(path) as ledger:
        ledger.file(
            [
                count("a", "2022-01-05", "12 miners were killed", "killed", 12, 12),
                count("b", "2022-01-07", "26 miners were killed", "killed", 26, 26),
                count("c", "2022-01-07", "90 miners were killed", "killed", 90, 90, by=("Union", "union")),
                *(blocked(name) for name in "defg"),
            ]
        )
        join(ledger)
        readings, collection = select_content(ledger, Filter())
        return make_brief(readings, title="mine", collection=collection)


def test_what_stands_first(brief: Brief) -> None:
    told = overview_of(brief)
    assert {(each.who, each.range) for each in told.counts} == {("Interior Ministry", "26"), ("Union", "90")}
    assert told.disagreements == len(told.disputes) == 1
    assert [day.day for day in told.days] == ["2022-01-06"]
    assert told.unknown == ()
    alone = tuple(replace(each, origins=1, first=None) for each in brief.happened)
    assert overview_of(replace(brief, happened=alone)).unknown == (
        "1 of 1 occurrence is told by one independent text alone.",
        "When 1 of them happened is not told.",
    )
    assert "<svg" in told.timeline


def test_the_rest_is_folded_and_every_link_has_its_end(brief: Brief) -> None:
    page = write_html(brief)
    ends = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ends
    assert '<details><summary>All counts, revised ones too <span class="soft">(3)' in page
    assert page.index('class="toc"') < page.index('id="when"') < page.index('id="words"')


def test_a_page_of_one_document_has_no_overview(brief: Brief) -> None:
    page = write_html(make_brief([blocked("h")]))
    assert 'class="toc"' not in page
    assert "<details>" not in page


def line(day: str, documents: int, when: str | None = None) -> Line:
    return Line(
        when or day, None, f"{day} {documents}", "x", (), "", None, (1,), "PROTEST", day, day, documents
    )


def test_the_days_that_most_documents_tell_of_in_order() -> None:
    lines = [line(f"2022-01-{day:02}", day) for day in range(1, 21)]
    assert [each.day for each in days_of(lines)] == [f"2022-01-{day:02}" for day in range(21 - MOST_DAYS, 21)]
    (day,) = days_of([line("2022-01-02", number) for number in range(1, 6)])
    assert (day.more, [each.documents for each in day.lines]) == (5 - MOST_OF_A_DAY, [5, 4])


def test_a_day_by_which_it_was_is_not_its_day() -> None:
    assert days_of([line("2022-01-02", 3, when="by 2022-01-02")]) == ()


def test_who_denies_through_somebody_names_them() -> None:
    denied = Line("denied", None, "that it fell", "the port", ("its lawyer",), "denied", None, (1,))
    page = write_html(replace(make_brief([blocked("one")]), unsettled=(denied,)))
    assert '<span class="soft">through its lawyer</span> <span class="sure doubt">denied this</span>' in page
