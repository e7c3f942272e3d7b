"""Two people decide at once: who looked at what stood before the other decided is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.ledger.people import review
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Figure, Judgement
from reportedly.views import web
from reportedly.views.decisions_page import Decisions, decisions_of


def figure_of(path: Path) -> str:
    with open_ledger(path, read_only=True) as ledger:
        return next(ledger.records(Figure)).id


def verdicts(path: Path) -> list[str]:
    with open_ledger(path, read_only=True) as ledger:
        return [each.verdict for each in ledger.records(Judgement) if each.decided_by.startswith("person:")]


def test_who_decides_while_a_request_is_answered_comes_first(
    client: TestClient, ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = figure_of(ledger_path)

    def overtaken(ledger: Ledger) -> Decisions:
        decisions = decisions_of(ledger)
        with open_ledger(ledger_path) as other:
            review.accept(other, figure, by="bo", why="read first")
        return decisions

    monkeypatch.setattr(web, "decisions_of", overtaken)
    late = client.post("/decide", data={"record": figure, "seen": "", "verdict": "reject", "why": "too many"})
    assert late.status_code == 409
    assert "read first" in late.text
    assert verdicts(ledger_path) == ["accepted"]


def test_a_correction_that_does_not_fit_leaves_nothing_behind(client: TestClient, ledger_path: Path) -> None:
    form = {
        "record": figure_of(ledger_path),
        "seen": "",
        "verdict": "correct",
        "why": "so",
        "admiralty": "B3",
    }
    assert client.post("/decide", data={**form, "low": "many"}).status_code == 400
    assert verdicts(ledger_path) == []


@pytest.mark.parametrize(("given", "low"), [("1,900", 1900.0), ("19", 19.0), ("", None)])
def test_a_number_is_written_as_for_the_command(
    given: str, low: float | None, client: TestClient, ledger_path: Path
) -> None:
    figure = figure_of(ledger_path)
    form = {"record": figure, "seen": "", "verdict": "correct", "why": "so", "low": given}
    assert client.post("/decide", data=form).status_code == 303
    with open_ledger(ledger_path, read_only=True) as ledger:
        assert decisions_of(ledger).standing.corrected[figure]["low"] == low


def test_the_review_page_takes_back_the_reviewers_last_decision(
    client: TestClient, ledger_path: Path
) -> None:
    assert "data-back" not in client.get("/review").text
    figure = figure_of(ledger_path)
    client.post("/decide", data={"record": figure, "seen": "", "verdict": "accept"})
    assert "Your last decision: accepted" in client.get("/review").text
    told = client.get("/review.json").json()["last"]
    assert told["subject"] == [figure]
    assert client.post("/undo", data={"judgement": told["id"], "back": "/review"}).status_code == 303
    assert client.get("/review.json").json()["last"] is None
