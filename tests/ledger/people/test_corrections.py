"""A day, a claimant, a place and a publication that people correct, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.errors import CannotJudge
from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.asking.selection import select_content
from reportedly.ledger.file.field_values import when_of, write_when
from reportedly.ledger.joining import join
from reportedly.ledger.people.decisions import decide
from reportedly.ledger.people.review import correct, reject, standing, undo
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Claim, Claimant, Document, Figure, When
from reportedly.views.brief import make_brief
from reportedly.views.decisions_page import decisions_of
from reportedly.views.findings import make_finding_page
from reportedly.views.tables import list_rows

from ..counts_by_hand import count, rejoined
from ..samples import full_reading


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    told = [
        count(
            "a", "2022-01-05", "18 miners were killed", "killed", 18, 18, by=("Union", "union"), place=None
        ),
        count("b", "2022-01-05", "40 miners were killed", "killed", 40, 40),
        count(
            "c",
            "2022-01-05",
            "40 men of the Union lost their lives below",
            "killed",
            40,
            40,
            by=("Rescuers", None),
        ),
    ]
    with open_ledger(tmp_path / "mine.ledger") as opened:
        opened.file(told)
        join(opened)
        yield opened


def claim_in(ledger: Ledger, document: str) -> Claim:
    return next(each for each in ledger.records(Claim) if each.document == document)


def figure_in(ledger: Ledger, document: str) -> Figure:
    return next(each for each in ledger.records(Figure) if each.document == document)


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "precision"),
    [
        ("2022-01-05", "2022-01-05", "2022-01-05", "day"),
        ("2022-02", "2022-02-01", "2022-02-28", "month"),
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("2022-01-05/2022-01-07", "2022-01-05", "2022-01-07", "day"),
        ("2022-01/2022-02-03", "2022-01-01", "2022-02-03", "day"),
    ],
)
def test_a_time_as_people_write_it(written: str, earliest: str, latest: str, precision: str) -> None:
    when = when_of(written)
    assert when == When(earliest, latest, precision, "stated")  # type: ignore[arg-type]
    assert when_of(write_when(when)) in (when, When(earliest, latest, "day", "stated"))


@pytest.mark.parametrize(
    "written",
    ["yesterday", "2022-02-30", "2022-01-07/2022-01-05", "22-01-05", "5", "", "2022-01-05/", "20220105"],
)
def test_what_is_no_time(written: str) -> None:
    assert when_of(written) is None


class TestClaimants:
    def test_accounts_are_of_whom_people_name_until_it_is_undone(self, ledger: Ledger) -> None:
        claim = claim_in(ledger, "c")

        def voices() -> set[str | None]:
            found = rejoined(ledger).accounts
            return {each.claimant.name if each.claimant else None for each in found if "c" in each.documents}

        assert voices() == {"Rescuers"}
        decision = decide(ledger, "correct", [claim.id], ["claimant=union"], by="A", why="the union said it")
        assert voices() == {"Union"}
        assert claim_in(ledger, "c") == claim
        (row,) = list_rows(
            ledger, "claims", Filter(claimant="Union", q="40"), standing(ledger.decisions())
        ).rows
        assert (row.id, row.claimant) == (claim.id, "Union")
        names = {
            each.name for each in list_rows(ledger, "claimants", Filter(), standing(ledger.decisions())).rows
        }
        assert names == {"Union", "Interior Ministry"}
        assert make_finding_page(ledger, claim.id, decisions_of(ledger)).card.who == "Union"
        undo(ledger, decision.id, by="A", why="no")
        assert voices() == {"Rescuers"}

    def test_two_counts_of_one_claimant_are_a_series(self, ledger: Ledger) -> None:
        assert rejoined(ledger).contradictions
        for document in ("b", "c"):
            correct(ledger, claim_in(ledger, document).id, {"claimant": "Union"}, by="A", why="misread")
            decide(ledger, "correct", [document], ["published=2022-01-07"], by="A", why="stamped wrongly")
        found = rejoined(ledger)
        assert {each.why.count("Union (") for each in found.contradictions} == {2}
        later = next(each for each in found.accounts if each.low == 40)
        assert (later.as_of, later.supersedes is not None) == ("2022-01-07", True)

    def test_a_claimant_is_known_or_named_in_the_text(self, ledger: Ledger) -> None:
        claim = claim_in(ledger, "b").id
        with pytest.raises(CannotJudge, match="no claimant of this ledger, nor named in its document"):
            correct(ledger, claim, {"claimant": "Ministry of Magic"}, by="A", why="b")
        correct(ledger, claim, {"claimant": "the capital"}, by="A", why="b")
        correct(ledger, claim, {"claimant": Claimant("Union", "union", None, None, None)}, by="A", why="b")
        correct(ledger, claim, {"claimant": None}, by="A", why="not named")
        assert standing(ledger.decisions()).corrected[claim] == {"claimant": None}

    def test_whose_a_number_is_stands_in_its_claim(self, ledger: Ledger) -> None:
        figure = figure_in(ledger, "b")
        with pytest.raises(CannotJudge, match=f"the claimant of {figure.claim}: correct that"):
            decide(ledger, "correct", [figure.id], ["claimant=Union"], by="A", why="b")


class TestDaysAndPlaces:
    def test_the_day_of_a_figure(self, ledger: Ledger) -> None:
        figure = figure_in(ledger, "a")
        decide(ledger, "correct", [figure.id], ["when=2021-12"], by="A", why="an older blast")
        (reading,) = [each for each in select_content(ledger, Filter())[0] if each.document.id == "a"]
        assert reading.figures[0].when == When("2021-12-01", "2021-12-31", "month", "stated")
        for document in ("b", "c"):
            correct(ledger, figure_in(ledger, document).id, {"when": "2021-12"}, by="A", why="so was theirs")
        (occurrence,) = rejoined(ledger).occurrences
        assert occurrence.when == When("2021-12-01", "2021-12-31", "month", "stated")
        rows = list_rows(ledger, "figures", Filter(), standing(ledger.decisions())).rows
        assert {each.id: each.when for each in rows}[figure.id] == "2021-12"

    @pytest.mark.parametrize("setting", ["when=Wednesday", "when=2022-02-30"])
    def test_what_is_no_day_is_refused(self, ledger: Ledger, setting: str) -> None:
        with pytest.raises(CannotJudge, match="a day, month or year such as 2022-01-05"):
            decide(ledger, "correct", [figure_in(ledger, "a").id], [setting], by="A", why="b")
        with pytest.raises(CannotJudge, match="a day such as"):
            decide(ledger, "correct", ["a"], ["published=last week"], by="A", why="b")
        with pytest.raises(CannotJudge, match="cannot be"):
            decide(ledger, "correct", ["a"], ["published=2022-01-05-ish"], by="A", why="b")

    def test_a_place_by_its_name(self, ledger: Ledger) -> None:
        ledger.file([count("d", "2022-01-05", "9 died in Taraz", "killed", 9, 9, place="Taraz")])
        figure = figure_in(ledger, "d")
        decide(ledger, "correct", [figure.id], ["place=null"], by="A", why="not there")
        decide(ledger, "correct", [figure.id], ["place=taraz"], by="A", why="there after all")
        assert standing(ledger.decisions()).corrected[figure.id] == {"place": figure.place}

    def test_what_follows_from_others_is_corrected_there(self, ledger: Ledger) -> None:
        account = rejoined(ledger).accounts[0]
        with pytest.raises(CannotJudge, match="follows from claims, events, figures"):
            decide(ledger, "correct", [account.id], ["low=3"], by="A", why="b")

    def test_neither_text_nor_digest_is_corrected(self, ledger: Ledger) -> None:
        for setting in ("text=x", "digest=0"):
            with pytest.raises(CannotJudge, match="cannot be set"):
                decide(ledger, "correct", ["a"], [setting], by="A", why="b")


def test_a_brief_is_as_people_decided_though_not_joined_since(ledger: Ledger) -> None:
    correct(ledger, claim_in(ledger, "a").id, {"claimant": "Interior Ministry"}, by="A", why="misread")
    reject(ledger, claim_in(ledger, "b").id, by="A", why="nobody said so")
    readings, collection = select_content(ledger, Filter())
    voices = {each.who: len(each.lines) for each in make_brief(readings, collection=collection).voices}
    assert voices == {"Interior Ministry": 1, "Rescuers": 1}


def test_show_tells_what_stands_first_and_what_was_read(ledger: Ledger) -> None:
    figure = figure_in(ledger, "a")
    decide(ledger, "correct", [figure.id], ["low=19"], by="Ann", why="nineteen")
    told = CliRunner().invoke(main, ["show", str(ledger.path), figure.id]).output
    first = told.splitlines()[0]
    assert "corrected" in first
    assert "low: 18 → 19" in first
    assert "by Ann" in first
    assert "nineteen" in first
    assert f"{'low':<14} 19 (read as 18)" in told
    as_json = CliRunner().invoke(main, ["show", str(ledger.path), figure.id, "--json"]).output
    assert '"low": 18' in as_json
    assert '"corrected": {"low": 19, "high": 19}' in as_json
    plain = CliRunner().invoke(main, ["show", str(ledger.path), figure_in(ledger, "b").id, "--json"]).output
    assert '"corrected"' not in plain


class TestTwoKinds:
    def test_records_of_two_kinds_are_never_one(self, tmp_path: Path) -> None:
        with open_ledger(tmp_path / "l") as ledger:
            ledger.file([full_reading("page-1"), full_reading("page-2")])
            figure, claim = figure_in(ledger, "page-1").id, claim_in(ledger, "page-2").id
            with pytest.raises(CannotJudge, match="of the kind figure and page-2 of the kind document"):
                decide(ledger, "same", [figure, "page-2"], [], by="A", why="b")
            with pytest.raises(CannotJudge, match="is of the kind claim; only events, figures, documents"):
                decide(ledger, "same", [claim, figure], [], by="A", why="b")
            with pytest.raises(CannotJudge, match="two kinds are never one"):
                decide(ledger, "different", [claim, figure], [], by="A", why="b")
            assert not list(ledger.decisions())
            decide(ledger, "same", ["page-1", "page-2"], [], by="A", why="b")
            assert next(ledger.records(Document)).id == "page-1"
