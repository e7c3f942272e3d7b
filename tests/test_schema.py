"""The JSON Schema of the records: it is that of `records.py`, and every record is as it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from ledger.samples import full_reading
from reportedly.contract import KINDS, records_of, to_json
from reportedly.ledger.file.rows import DERIVED
from reportedly.ledger.joining import join
from reportedly.ledger.people.decisions import decide
from reportedly.ledger.store import open_ledger
from reportedly.records import Figure, Judgement, Reading, Segment
from reportedly.schema import fields_of, make_schema

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = make_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def writing() -> ModuleType:
    """`tools/write_records.py`, which is in no package."""
    spec = spec_from_file_location("write_records", ROOT / "tools" / "write_records.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_finding_is_as_the_schema_says(validator: Draft202012Validator) -> None:
    told = [to_json(record) for record in records_of(full_reading())]
    assert len({record["kind"] for record in told}) == 10
    assert [error.message for record in told for error in validator.iter_errors(record)] == []


def test_every_record_of_a_ledger_is_as_the_schema_says(
    validator: Draft202012Validator, read_text: Callable[..., Reading], tmp_path: Path
) -> None:
    texts = (
        "The interior ministry said on Thursday that 8 people were killed in Almaty on Wednesday.",
        "Residents said that 40 people were killed in Almaty on Wednesday.",
    )
    with open_ledger(tmp_path / "my.ledger") as ledger:
        ledger.file([read_text(text, published="2022-01-06") for text in texts])
        decide(ledger, "accept", (next(ledger.records(Figure)).id,), (), by="A. Editor", why="as written")
        join(ledger)
        told = [to_json(record) for kind in (*DERIVED, Judgement) for record in ledger.records(kind)]
    assert {record["kind"] for record in told} >= {"occurrence", "account", "contradiction", "judgement"}
    assert [error.message for record in told for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "rumour"},
        {"bound": "roughly"},
        {"low": "eight"},
        {"amount": None},
        {"when": {"earliest": "2022-01-05"}},
    ],
)
def test_what_is_no_record_is_refused(validator: Draft202012Validator, wrong: dict[str, object]) -> None:
    figure = to_json(full_reading().figures[0])
    assert validator.is_valid(figure)
    assert not validator.is_valid({**figure, **wrong})


def test_a_later_version_may_add_fields(validator: Draft202012Validator) -> None:
    assert validator.is_valid({**to_json(full_reading().figures[0]), "later": 1})


def test_a_field_is_described_in_the_words_of_json() -> None:
    (described,) = (each for each in fields_of(Segment) if each.name == "author")
    assert described.words == "Who signed a comment."
    (described,) = (each for each in fields_of(Figure) if each.name == "total")
    assert described.words.startswith("true for a running total, false for")


def test_the_files_are_those_of_today(writing: ModuleType) -> None:
    assert writing.SCHEMA.read_text("utf-8") == writing.schema()
    page = writing.PAGE.read_text("utf-8")
    assert page == writing.page(page)
    assert json.loads(writing.schema())["$defs"].keys() >= set(KINDS.values())
