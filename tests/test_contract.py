from __future__ import annotations

import json
from dataclasses import fields

from reportedly.contract import KINDS, record_id, records_of, to_json, to_line
from reportedly.records import Amount, Document, Extent, Hedge, Reading, Segment

DOCUMENT = Document(
    "d1", None, "Title", None, ("A", "B"), "2022-01-06", "page", "en", "0" * 64, "Eight may die.",
    (Segment("paragraph", 0, 14),),
)  # fmt: skip
HEDGE = Hedge("hedge-1", "d1", "hedge/may", 6, 9, "may", Extent(0, 14, "Eight may die."), "possible")


def test_every_kind_is_named_as_its_type() -> None:
    assert set(KINDS.values()) == {record.__name__.lower() for record in KINDS}


def test_a_line_has_its_kind_first_and_nested_records_plain() -> None:
    told = json.loads(to_line(HEDGE))
    assert list(told) == ["kind", *(field.name for field in fields(Hedge))]
    assert told["scope"] == {"start": 0, "end": 14, "quote": "Eight may die."}
    assert to_json(DOCUMENT)["segments"][0]["kind"] == "paragraph"
    assert to_json(DOCUMENT)["authors"] == ["A", "B"]


def test_whole_numbers_are_written_whole() -> None:
    amount = Amount("a", "d1", "amount/exact", 0, 5, "Eight", 8.0, 8.5, "between", None, "people")
    assert '"low": 8, "high": 8.5,' in to_line(amount)
    assert [type(to_json(amount)[name]) for name in ("start", "low", "high")] == [int, int, float]


def test_a_line_is_the_plain_record() -> None:
    for record in (DOCUMENT, HEDGE):
        assert json.loads(to_line(record)) == to_json(record)


def test_an_id_says_what_was_found_where() -> None:
    one = record_id("figure", "d1", 3, 9, "killed")
    assert one == record_id("figure", "d1", 3, 9, "killed")
    assert one.startswith("figure-")
    others = [
        record_id("figure", "d2", 3, 9, "killed"),
        record_id("figure", "d1", 3, 9, "injured"),
        record_id("figure", "d1", 39, "killed"),
        record_id("event", "d1", 3, 9, "killed"),
    ]
    assert len({one, *others}) == 5


def test_the_document_comes_first() -> None:
    reading = Reading(DOCUMENT, (), (), (), (), (HEDGE,), (), (), (), ())
    assert list(records_of(reading)) == [DOCUMENT, HEDGE]
