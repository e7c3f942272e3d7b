"""What decisions of people do to what joins the documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.errors import CannotJudge, LedgerError, NoSuchRecord
from reportedly.ledger.joining import join
from reportedly.ledger.people.review import accept, correct, different, reject, same, standing, undo
from reportedly.ledger.store import open_ledger
from reportedly.records import Account, Contradiction, Figure, Judgement, Place

from ..counts_by_hand import crisis, rejoined
from ..unrest import doctors, ministry


def test_no_figure_is_led_to_the_place_of_another_document(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l") as ledger:
        ledger.file([ministry(), doctors()])
        figure = next(each for each in ledger.records(Figure) if each.place)
        places = {each.document == figure.document: each.id for each in ledger.records(Place)}
        with pytest.raises(CannotJudge, match="found in its document"):
            correct(ledger, figure.id, {"place": places[False]}, by="mk", why="elsewhere")
        correct(ledger, figure.id, {"place": places[True]}, by="mk", why="here")


class TestInTheLedger:
    @pytest.fixture
    def ledger(self, tmp_path: Path):  # type: ignore[no-untyped-def]
        with open_ledger(tmp_path / "l") as ledger:
            ledger.file(crisis())
            join(ledger)
            yield ledger

    def test_what_follows_is_filed_and_joining_twice_is_joining_once(self, ledger) -> None:  # type: ignore[no-untyped-def]
        before = ledger.stats()
        assert before["accounts"] == len(list(ledger.records(Account))) > 4
        join(ledger)
        assert ledger.stats() == before

    def test_a_judgement_is_never_changed_or_erased(self, ledger) -> None:  # type: ignore[no-untyped-def]
        for statement in ("DELETE FROM judgements", "UPDATE judgements SET reason = 'x'"):
            with pytest.raises(Exception, match="append a later one"):
                ledger._connection.execute(statement)

    def test_a_rejected_figure_takes_no_part_until_it_is_undone(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = next(each for each in ledger.records(Figure) if each.low == 5135)
        judgement = reject(ledger, figure.id, by="mk", why="misread")
        assert 5135 not in {account.low for account in rejoined(ledger).accounts}
        undo(ledger, judgement.id, by="mk", why="it was right")
        assert 5135 in {account.low for account in rejoined(ledger).accounts}
        assert len([each for each in ledger.records(Judgement) if each.decided_by == "person:mk"]) == 2

    def test_a_corrected_value_is_joined_and_the_record_stays(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = next(each for each in ledger.records(Figure) if each.low == 5135)
        correct(ledger, figure.id, {"low": 5315, "high": 5315}, by="mk", why="digits exchanged")
        assert 5315 in {account.low for account in rejoined(ledger).accounts}
        assert ledger.record(figure.id) == figure

    @pytest.mark.parametrize("value", ["Almaty", "place-0", "claim-0"])
    def test_what_leads_to_a_finding_takes_the_id_of_one_in_its_document(self, ledger, value: str) -> None:  # type: ignore[no-untyped-def]
        figure = next(each for each in ledger.records(Figure) if each.low == 5135)
        with pytest.raises(CannotJudge, match="the name of a place found in its document, or its id, can"):
            correct(ledger, figure.id, {"place": value}, by="mk", why="elsewhere")
        correct(ledger, figure.id, {"place": None}, by="mk", why="nowhere")

    def test_a_second_correction_tells_what_the_first_one_left(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = next(each for each in ledger.records(Figure) if each.low == 5135)
        correct(ledger, figure.id, {"group": "miners"}, by="mk", why="misread")
        correct(ledger, figure.id, {"low": 5315, "high": 5315}, by="mk", why="digits exchanged")
        second = correct(ledger, figure.id, {"low": 5300, "group": "men"}, by="bo", why="rounded")
        told = json.loads(second.value or "")
        assert told == {
            "before": {"low": 5315, "group": "miners"},
            "after": {"low": 5300, "group": "men"},
        }

    @pytest.mark.parametrize(("end", "value"), [("low", 9000), ("high", 12)])
    def test_one_end_of_one_number_takes_the_other_along(self, ledger, end: str, value: float) -> None:  # type: ignore[no-untyped-def]
        figure = next(each for each in ledger.records(Figure) if each.low == each.high == 5135)
        told = json.loads(correct(ledger, figure.id, {end: value}, by="mk", why="misread").value or "")
        assert told["before"] == {"low": 5135, "high": 5135}
        assert told["after"] == {"low": value, "high": value}

    def test_a_range_that_would_end_before_it_begins_is_refused(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = next(each for each in ledger.records(Figure) if each.low == 5135)
        correct(ledger, figure.id, {"low": 5000, "high": 5200}, by="mk", why="a range")
        with pytest.raises(CannotJudge, match="would be 9000, above its high end 5200; correct both"):
            correct(ledger, figure.id, {"low": 9000}, by="mk", why="misread")
        with pytest.raises(CannotJudge, match="would be 9, above its high end 8"):
            correct(ledger, figure.id, {"low": 9, "high": 8}, by="mk", why="misread")

    def test_a_relation_that_a_person_gives(self, ledger) -> None:  # type: ignore[no-untyped-def]
        found = next(ledger.records(Contradiction))
        correct(ledger, found.id, {"relation": "scope"}, by="mk", why="other towns")
        assert {each.id: each for each in rejoined(ledger).contradictions}[found.id].relation == "scope"

    def test_what_people_set_apart_stays_apart(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figures = {each.document: each.id for each in ledger.records(Figure)}
        different(ledger, [figures["a"], figures["e"]], by="mk", why="two raids")
        homes = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
        assert homes[figures["a"]] != homes[figures["e"]]

    def test_what_leaves_together_stays_together_and_what_is_named_first_stays(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figures = {each.document: each.id for each in ledger.records(Figure)}
        before = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
        one = [name for name in figures if before.get(figures[name]) == before[figures["a"]]]
        stays, *leave = reversed(one)
        assert len(leave) > 1, one
        different(ledger, [figures[name] for name in (stays, *leave)], by="mk", why="another raid")
        homes = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
        assert len({homes[figures[name]] for name in leave}) == 1
        assert homes[figures[stays]] != homes[figures[leave[0]]]

    def test_what_people_say_is_one_is_one(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figures = {each.document: each.id for each in ledger.records(Figure)}
        apart = different(ledger, [figures["a"], figures["b"]], by="mk", why="two raids")
        undo(ledger, apart.id, by="mk", why="no")
        same(ledger, [figures["a"], figures["f"]], by="mk", why="one raid")
        homes = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
        assert homes[figures["a"]] == homes[figures["f"]]

    def test_a_join_of_a_rule_is_not_undone_but_set_apart(self, ledger) -> None:  # type: ignore[no-untyped-def]
        joined = next(each for each in ledger.records(Judgement) if each.decided_by.startswith("rule:"))
        with pytest.raises(CannotJudge, match=f"`different {joined.subject[0]} {joined.subject[1]}` keeps"):
            undo(ledger, joined.id, by="mk", why="two raids")

    def test_of_two_decisions_on_one_pair_the_later_one_counts(self, ledger) -> None:  # type: ignore[no-untyped-def]
        found = {each.document: each.id for each in ledger.records(Figure)}
        a, b, c = (found[name] for name in ("a", "b", "c"))

        def are_one(one: str, other: str) -> bool:
            homes = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
            return homes[one] == homes[other]

        different(ledger, [a, b], by="mk", why="two raids")
        assert not are_one(a, b)
        last = same(ledger, [a, b, c], by="mk", why="all one raid")
        assert are_one(a, b)
        different(ledger, [b, a], by="mk", why="two after all")
        assert not are_one(a, b)
        undo(ledger, last.id, by="mk", why="no")
        assert not are_one(a, b)

    def test_what_cannot_be_judged(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = next(ledger.records(Figure))
        with pytest.raises(NoSuchRecord, match="cannot be judged"):
            accept(ledger, "figure-ffffffff", by="mk", why="x")
        with pytest.raises(LedgerError, match="who decides and why"):
            accept(ledger, figure.id, by="", why="x")
        with pytest.raises(LedgerError, match="'quote'"):
            correct(ledger, figure.id, {"quote": "x"}, by="mk", why="x")
        for field, value in (
            ("low", "eight"),
            ("low", True),
            ("high", float("nan")),
            ("measure", "hurt"),
            ("group", 8),
        ):
            with pytest.raises(CannotJudge, match=field):
                correct(ledger, figure.id, {field: value}, by="mk", why="x")
        with pytest.raises(LedgerError, match="at least two"):
            same(ledger, [figure.id], by="mk", why="x")
        judgement = accept(ledger, figure.id, by="mk", why="x")
        undo(ledger, judgement.id, by="mk", why="x")
        with pytest.raises(LedgerError, match="undone already"):
            undo(ledger, judgement.id, by="mk", why="x")
        assert standing(ledger.records(Judgement)).accepted == frozenset()
