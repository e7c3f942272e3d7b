"""Grades need what they say: a second independent origin for what is graded as confirmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import LedgerError
from reportedly.ledger.joining import join
from reportedly.ledger.people.grading import CODES, UNGRADED, count_origins, say_grade
from reportedly.ledger.people.review import grade
from reportedly.ledger.store import open_ledger
from reportedly.records import Figure

from ..samples import Written, day


def told(name: str, outlet: str, words: str, low: int) -> Written:
    page = Written(f"{words} in Almaty.", name, publisher=outlet, language="en", published="2022-01-06")
    where = page.place("Almaty")
    event = page.event("were killed", "ASSAULT", "killed", place=where.id)
    page.figure(str(low), "killed", low, low, group="guards", place=where.id, event=event.id)
    return page


def test_codes_are_a_letter_and_a_digit() -> None:
    assert len(CODES) == 36
    assert UNGRADED in CODES
    assert say_grade("B2") == "B2: usually reliable, probably true"


def test_confirmed_needs_a_second_origin_that_agrees(tmp_path: Path) -> None:
    pages = [
        told("one", "Coast Times", "Gunmen attacked a bank and 18 guards were killed", 18),
        told("two", "Hill Post", "By noon 18 guards were killed when gunmen came to a bank", 18),
    ]
    with open_ledger(tmp_path / "l") as ledger:
        ledger.file([pages[0].reading()])
        join(ledger)
        figure = next(ledger.records(Figure))
        assert count_origins(ledger, figure) == 1
        with pytest.raises(LedgerError, match="2 are needed"):
            grade(ledger, figure.id, "A1", by="A", why="b")
        ledger.file([pages[1].reading()])
        join(ledger, anew=True)
        assert count_origins(ledger, figure) == 2
        assert grade(ledger, figure.id, "A1", by="A", why="two outlets count alike").verdict == "corrected"


def test_an_event_of_its_kind_on_another_day_confirms_nothing(tmp_path: Path) -> None:
    shots = {}
    with open_ledger(tmp_path / "l") as ledger:
        for name, date in (("one", "2022-01-05"), ("two", "2022-01-05"), ("three", "2022-01-06")):
            page = Written(f"Guards fired at a bank. Outlet {name}.", name, published="2022-01-07")
            shots[name] = page.event("Guards fired at a bank", "ASSAULT", "fired", when=day(date))
            ledger.file([page.reading()])
        join(ledger)
        events = json.dumps([event.id for event in shots.values()])
        ledger.note([("UPDATE occurrences SET events = ?", (events,))])
        assert count_origins(ledger, shots["one"]) == 2
        assert count_origins(ledger, shots["three"]) == 1
