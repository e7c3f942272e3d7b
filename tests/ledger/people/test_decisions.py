"""Decisions as they are typed: values of the field's own type, and errors that say what can be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.choices import DECISIONS
from reportedly.errors import LedgerError, NoSuchRecord
from reportedly.ledger.file.field_values import settable
from reportedly.ledger.people.decisions import changes_of, decide
from reportedly.ledger.people.review import standing
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Claim, Contradiction, Figure, Judgement, Occurrence

from ..samples import full_reading, put_derived


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l") as opened:
        opened.file([full_reading("page-1"), full_reading("page-2")])
        yield opened


@pytest.fixture
def figure(ledger: Ledger) -> Figure:
    return next(ledger.records(Figure))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("low=8", 8.0),
        ("low=3,800", 3800.0),
        ("high=null", None),
        ("bound=at_least", "at_least"),
        ("total=true", True),
        ("total=null", None),
        ("group=police officers", "police officers"),
    ],
)
def test_values_are_of_the_fields_own_type(figure: Figure, setting: str, value: object) -> None:
    assert changes_of(figure, [setting]) == {setting.partition("=")[0]: value}


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("low=eight", "a number from 0 on or null can"),
        ("low=-8", "a number from 0 on or null can"),
        ("low=inf", "a number from 0 on or null can"),
        ("bound=roughly", "exact, about, at_least"),
        ("bound=null", "exact, about"),
        ("total=yes", "true or false or null can"),
        ("quote=x", "cannot be set"),
        ("when=Wednesday", "a day, month or year such as 2022-01-05"),
        ("claimant=X", "cannot be set"),
        ("nothing=1", "cannot be set"),
        ("low", "form field=value"),
    ],
)
def test_what_does_not_fit_is_told(figure: Figure, setting: str, told: str) -> None:
    with pytest.raises(LedgerError, match=told):
        changes_of(figure, [setting])


def test_a_correction_without_a_value_names_the_fields(figure: Figure) -> None:
    with pytest.raises(LedgerError, match="nothing to correct"):
        changes_of(figure, [])
    assert {"low", "high", "bound", "measure"} <= set(settable(figure))


class TestDecide:
    def test_every_action_that_needs_one_record(self, ledger: Ledger, figure: Figure) -> None:
        claim = next(ledger.records(Claim))
        decide(ledger, "reject", [claim.id], [], by="A", why="b")
        decide(ledger, "accept", [figure.id], [], by="A", why="b")
        decide(ledger, "correct", [figure.id], ["low=9"], by="A", why="b")
        decided = standing(ledger.records(Judgement))
        assert decided.rejected == {claim.id}
        assert decided.accepted == {figure.id}
        assert decided.corrected == {figure.id: {"low": 9.0}}

    def test_same_different_and_undo(self, ledger: Ledger) -> None:
        one, other = (figure.id for figure in ledger.records(Figure))
        decide(ledger, "same", [one, other], [], by="A", why="b")
        last = decide(ledger, "different", [one, other], [], by="A", why="b")
        assert standing(ledger.records(Judgement)).different == {(one, other)}
        decide(ledger, "undo", [last.id], [], by="A", why="misread")
        assert standing(ledger.records(Judgement)).same == {tuple(sorted((one, other)))}

    def test_a_grade(self, ledger: Ledger, figure: Figure) -> None:
        told = decide(ledger, "grade", [figure.id, "b2"], [], by="A", why="kept its counts well before")
        assert json.loads(told.value or "") == {"before": {"admiralty": "F6"}, "after": {"admiralty": "B2"}}
        again = decide(ledger, "grade", [figure.id, "C3"], [], by="A", why="not always")
        assert json.loads(again.value or "")["before"] == {"admiralty": "B2"}
        decided = standing(ledger.decisions())
        assert (decided.grades, decided.corrected) == ({figure.id: "C3"}, {})
        decide(ledger, "undo", [again.id], [], by="A", why="it did")
        assert standing(ledger.decisions()).grades == {figure.id: "B2"}

    @pytest.mark.parametrize(
        ("names", "told"),
        [
            (["figure", "G2"], "not an Admiralty code"),
            (["figure", "B7"], "not an Admiralty code"),
            (["figure", "A1"], "1 independent origin reports"),
            (["figure"], "takes a claim, event or figure"),
            (["page-1", "B2"], "claims, events and figures can"),
        ],
    )
    def test_what_cannot_be_graded(self, ledger: Ledger, figure: Figure, names: list[str], told: str) -> None:
        with pytest.raises(LedgerError, match=told):
            decide(
                ledger, "grade", [name.replace("figure", figure.id) for name in names], [], by="A", why="b"
            )
        assert standing(ledger.decisions()).grades == {}

    def test_the_relation_of_a_contradiction(self, ledger: Ledger, figure: Figure) -> None:
        found = Contradiction(
            "contradiction-1", "occurrence-1", "a", "b", "killed", "ranges_disjoint", "conflict", "why"
        )
        thing = Occurrence("occurrence-1", "x", "ASSAULT", None, None, (), (figure.id,), ("page-1",), 1, 1)
        put_derived(ledger, {Occurrence: [thing], Contradiction: [found]})
        told = decide(ledger, "relation", ["contradiction-1", "update"], [], by="A", why="a day later")
        assert json.loads(told.value or "")["after"] == {"relation": "update"}
        with pytest.raises(LedgerError, match="conflict, denial, label"):
            decide(ledger, "relation", ["contradiction-1", "quarrel"], [], by="A", why="b")
        with pytest.raises(LedgerError, match="is not a contradiction"):
            decide(ledger, "relation", [figure.id, "update"], [], by="A", why="b")

    @pytest.mark.parametrize("action", ["accept", "reject", "correct", "undo", "relation"])
    def test_too_few_records(self, ledger: Ledger, action: str) -> None:
        with pytest.raises(LedgerError, match="takes"):
            decide(ledger, action, [], [], by="A", why="b")

    def test_values_belong_to_corrections(self, ledger: Ledger, figure: Figure) -> None:
        with pytest.raises(LedgerError, match="accept sets no values"):
            decide(ledger, "accept", [figure.id], ["low=1"], by="A", why="b")

    def test_what_is_not_there_cannot_be_judged(self, ledger: Ledger) -> None:
        with pytest.raises(NoSuchRecord, match="cannot be judged"):
            decide(ledger, "accept", ["figure-gone"], [], by="A", why="b")

    def test_an_unknown_action(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerError, match="accept, reject"):
            decide(ledger, "burn", [], [], by="A", why="b")
        assert len(DECISIONS) == 8
