"""Each quotation stands under who said it, also where another carries the number of the one who counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.counts_by_hand import count
from ledger.samples import Written
from reportedly.ledger.accounts.doubts import ASIDE
from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.asking.selection import select_content
from reportedly.ledger.joining import join, joined
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Event, Participant, Reading
from reportedly.views.brief import make_brief
from reportedly.views.contradiction_page import make_contradiction_page
from reportedly.views.decisions_page import decisions_of
from reportedly.views.writing import write_html, write_text

STORY = "Harbour pilots of Gdynia and their union lawyer met a magistrate in the old arsenal. "


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    told = [
        count("a", "2022-01-07", "137 miners were killed", "killed", 137, 137),
        count("b", "2022-01-08", "137 dead miners lie in the hall", "killed", 137, 137, by=None),
        count("c", "2022-01-07", "350 miners were killed", "killed", 350, 350, by=("Union", "union")),
    ]
    with open_ledger(tmp_path / "mine.ledger") as opened:
        opened.file(told)
        join(opened)
        yield opened


def test_a_carried_number_stands_under_the_outlet_that_tells_it(ledger: Ledger) -> None:
    (found,) = joined(ledger).contradictions
    page = make_contradiction_page(ledger, found.id, decisions_of(ledger))
    said = {
        side.claimant: [(each.quote, each.who) for each in side.passages] for side in (page.left, page.right)
    }
    assert said == {
        "Interior Ministry": [
            ("137 miners were killed", "Interior Ministry"),
            ("137 dead miners lie in the hall", "Outlet b"),
        ],
        "Union": [("350 miners were killed", "Union")],
    }


def test_the_words_behind_a_brief_name_who_says_them(ledger: Ledger) -> None:
    readings, collection = select_content(ledger, Filter())
    brief = make_brief(readings, collection=collection)
    assert {(each.quote, each.who) for each in brief.passages if each.record.startswith("figure")} == {
        ("137 miners were killed", "Interior Ministry"),
        ("137 dead miners lie in the hall", "Outlet b"),
        ("350 miners were killed", "Union"),
    }
    assert "Union in Outlet c, characters" in write_text(brief)
    assert '<strong dir="auto">Union</strong> in' in write_html(brief)


def beaten(name: str, words: str, status: str, by: tuple[str, str]) -> Reading:
    page = Written(f"{STORY}{words}, as was said.", name, published="2022-01-07", publisher=name.upper())
    claim = page.claim(words, *by)
    whom = page.extent("The pilots")
    pilots = Participant("The pilots", None, "group", None, None, whom.start, whom.end, whom.quote)
    page.event(words, "ASSAULT", "beaten", claim=claim.id, status=status, recipients=(pilots,))
    return page.reading()


def test_both_sides_of_a_denial_are_told_by_name(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "cell.ledger") as ledger:
        ledger.file(
            [
                beaten("a", "The pilots were beaten in a cell", "actual", ("Lawyers", "lawyers")),
                beaten("b", "The pilots were never beaten", "negated", ("Warden", "warden")),
            ]
        )
        join(ledger)
        assert len(list(ledger.records(Event))) == 2
        (found,) = joined(ledger).contradictions
        assert "Lawyers: 'The pilots were beaten in a cell'" in found.why
        assert "Warden: 'The pilots were never beaten'" in found.why
        readings, collection = select_content(ledger, Filter())
        (dispute,) = make_brief(readings, collection=collection).disputes
        assert {dispute.left, dispute.right} == {
            "Lawyers: “The pilots were beaten in a cell”, 2022-01-07",
            "Warden: “The pilots were never beaten”, 2022-01-07",
        }


def test_a_brief_leaves_steps_and_parts_of_a_count_out(ledger: Ledger) -> None:
    readings, collection = select_content(ledger, Filter())
    (found,) = collection.contradictions
    for relation in ("update", "scope", "conflict", "denial"):
        for sureness, told in ((ASIDE, 0), (ASIDE + 0.1, 1)):
            unsure = replace(found, sureness=sureness, relation=relation)
            brief = make_brief(readings, collection=replace(collection, contradictions=(unsure,)))
            assert len(brief.disputes) == told
