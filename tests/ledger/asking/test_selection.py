"""The part of a ledger that a filter asks for."""

from __future__ import annotations

from pathlib import Path

from reportedly import make_document, read
from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.asking.selection import select_content
from reportedly.ledger.store import open_ledger
from reportedly.records import Account, Occurrence

from ..samples import Written, put_derived


def test_a_figure_of_a_place_is_there_though_its_occurrence_lies_elsewhere(tmp_path: Path) -> None:
    page = Written("The ministry said two were killed in Nairobi after the sinking off Mombasa.", "page")
    here, there = page.place("Nairobi", name="Nairobi"), page.place("Mombasa", name="Mombasa")
    figure = page.figure("two were killed", "killed", 2, 2, place=here.id)
    occurrence = Occurrence("o", "the sinking", "OTHER", there.id, None, (), (figure.id,), ("page",), 1, 1)
    account = Account(
        "a", "o", None, "killed", 2, 2, "exact", "2025-03-13", "reported", (figure.id,), ("page",), 1, None,
        "current",
    )  # fmt: skip
    with open_ledger(tmp_path / "two.ledger") as ledger:
        ledger.file([page.reading()])
        put_derived(ledger, {Occurrence: [occurrence], Account: [account]})
        (reading,), found = select_content(ledger, Filter(place="nairobi"))
        assert [each.id for each in reading.figures] == [figure.id]
        assert [each.id for each in found.accounts] == ["a"]
        assert found.occurrences == ()
        assert select_content(ledger, Filter(place="Lamu"))[0] == []


def test_an_event_of_a_place_is_there_with_what_contradicts_it(tmp_path: Path) -> None:
    texts = {
        "one": "Police fired on a crowd in Nakuru on Friday, killing four people, residents said.",
        "two": "In Nairobi nine people were killed on Friday. Nobody was killed in Nakuru, he said.",
    }
    readings = [
        read(make_document(text, published="2025-03-15", publisher=name)) for name, text in texts.items()
    ]
    events = {event.id: event for reading in readings for event in reading.events}
    figures = {figure.low: figure.id for reading in readings for figure in reading.figures}
    names = {place.id: place.name for reading in readings for place in reading.places}
    there = [name for name, each in events.items() if each.place and names[each.place] == "Nakuru"]
    city = next(name for name, each in names.items() if each == "Nairobi")
    pages = tuple(reading.document.id for reading in readings)
    occurrence = Occurrence(
        "o", "shots", "ASSAULT", city, None, tuple(events), (figures[4], figures[9]), pages, 2, 2
    )
    with open_ledger(tmp_path / "two.ledger") as ledger:
        ledger.file(readings)
        put_derived(ledger, {Occurrence: [occurrence]})
        told, found = select_content(ledger, Filter(place="Nakuru"))
    assert there
    assert {event.id for reading in told for event in reading.events} == set(there)
    assert found.occurrences == ()
