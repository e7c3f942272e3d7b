"""What joins documents: copies, stories, tolls, accounts and contradictions, on readings made by hand."""

from __future__ import annotations

import gc
import random
import weakref
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.language.parse import Parser
from reportedly.ledger import joining
from reportedly.ledger.joining import Collection, join_readings
from reportedly.ledger.neighbourhoods.neighbourhood_state import count_unjoined
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.ledger.union_find import UnionFind
from reportedly.lexicon import Lexicon
from reportedly.page.documents import make_document
from reportedly.reading import read_all

from .counts_by_hand import count, crisis, joined


class TestOrder:
    @settings(max_examples=25, deadline=None)
    @given(st.randoms(use_true_random=False))
    def test_the_order_of_documents_changes_nothing(self, chance: random.Random) -> None:
        readings = crisis()
        chance.shuffle(readings)
        assert joined(*readings) == joined(*crisis())

    def test_no_id_is_given_twice(self) -> None:
        collection = joined(*crisis())
        for records in (collection.accounts, collection.contradictions, collection.judgements):
            ids = [record.id for record in records]  # type: ignore[attr-defined]
            assert len(ids) == len(set(ids))

    def test_a_toll_rests_on_as_many_judgements_as_it_takes(self) -> None:
        weeks = ("2022-01-05", "2022-01-14", "2022-01-23", "2022-02-01", "2022-02-10")
        told = [
            count(f"p{n}", day, f"{n} people were detained", "arrested", n, n)
            for n, day in zip(range(5135, 6000, 111), weeks, strict=False)
        ]
        tolls = [each for each in joined(*told).judgements if each.decided_by == "rule:tolls/count"]
        united = UnionFind({name for each in tolls for name in each.subject})
        assert len(tolls) == len(told) - 1
        assert all(united.union(*each.subject) for each in tolls)

    def test_nothing_in_nothing_out(self) -> None:
        assert joined() == Collection((), (), (), (), ())


def test_few_documents_on_one_blast_are_one_occurrence_and_another_is_another(
    lexicon: Lexicon, parser: Parser
) -> None:
    texts = {
        "m1": "At least 14 people were killed in a blast in Minsk on Tuesday, the interior ministry said.",
        "m2": "At least 14 people were killed in a blast in Minsk on Tuesday, the interior ministry said.",
        "m3": "The interior ministry said that 9 people were killed in the blast in Minsk on Tuesday.",
        "m4": "At least 3 people were killed in a blast in Grodno on Monday, the health ministry said.",
        "m5": "Police arrested 40 protesters in Brest on Wednesday, a rights group said.",
    }
    documents = [
        make_document(text, name=name, publisher=f"Paper {name}", published="2025-03-12")
        for name, text in texts.items()
    ]
    readings = list(read_all(documents, lexicon, parser))
    collection = join_readings(readings, "2025-03-12T00:00:00Z")
    together = {occurrence.documents for occurrence in collection.occurrences}
    assert together == {("m1", "m2", "m3"), ("m4",), ("m5",)}
    killed = [account for account in collection.accounts if account.measure == "killed" and account.low == 14]
    assert [account.documents for account in killed] == [("m1", "m2")]


class _Circle:
    def __init__(self) -> None:
        self.own = self


def test_what_a_step_makes_counts_as_old_and_circles_made_before_do_not() -> None:
    gc.unfreeze()
    gc.disable()
    circle = weakref.ref(_Circle())
    gc.enable()
    with joining._without_collection():
        assert circle() is None
        assert not gc.isenabled()
        made = [[number] for number in range(3)]
    assert gc.isenabled()
    assert any(each is made for each in gc.get_objects(generation=2))
    assert gc.get_freeze_count() == 0


def test_what_the_program_set_apart_stays_so() -> None:
    gc.freeze()
    apart = gc.get_freeze_count()
    with joining._without_collection():
        made = [[1]]
    assert gc.get_freeze_count() >= apart - 1000
    assert not any(each is made for each in gc.get_objects(generation=2))
    gc.unfreeze()


def test_one_more_report_is_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that left nothing over is the last one: no other one has to find that nothing waits."""
    begun: list[int] = []
    stages = joining._several_of_stages

    def counted(ledger: Ledger) -> int:
        begun.append(1)
        return stages(ledger)

    monkeypatch.setattr(joining, "_several_of_stages", counted)
    with open_ledger(tmp_path / "my.ledger") as ledger:
        for reading in crisis()[:2]:
            ledger.file([reading])
            assert joining.join(ledger).steps == 1
            assert count_unjoined(ledger) == 0
    assert len(begun) == 2
