"""What people decide on the pages: it is appended to the ledger with who and why, and the pages show it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from asked_pages import first, judgements
from reportedly.records import Contradiction, Figure


def seen(page: str, record: str) -> str:
    """What a page's form for this record says that it has seen."""
    found = re.search(
        rf'name="record" value="{record}">\s*<input type="hidden" name="seen" value="([^"]*)"', page
    )
    assert found, record
    return found[1]


def test_a_decision_is_appended_with_who_and_why(client: TestClient, ledger_path: Path) -> None:
    figure = first(ledger_path, Figure)
    page = client.get(f"/figures/{figure}").text
    form = {"record": figure, "seen": seen(page, figure), "verdict": "accept", "back": f"/figures/{figure}"}
    assert client.post("/decide", data=form).status_code == 303
    page = client.get(f"/figures/{figure}").text
    assert "state-accepted" in page
    form = {
        **form,
        "seen": seen(page, figure),
        "verdict": "correct",
        "low": "19",
        "high": "",
        "why": "the copy says 19",
    }
    assert client.post("/decide", data=form).status_code == 303
    accepted, corrected = judgements(ledger_path)
    assert (accepted.verdict, accepted.decided_by) == ("accepted", "person:ana")
    assert corrected.reason == "the copy says 19"
    assert json.loads(corrected.value or "") == {
        "before": {"low": 18, "high": 18},
        "after": {"low": 19, "high": None},
    }
    page = client.get(f"/figures/{figure}").text
    form = {"record": figure, "seen": seen(page, figure), "verdict": "undo"}
    assert client.post("/decide", data=form).status_code == 303
    assert "state-accepted" in client.get(f"/figures/{figure}").text
    log = list(csv.DictReader(io.StringIO(client.get("/decisions.csv").content.decode("utf-8-sig"))))
    assert [row["verdict"] for row in log] == ["accepted", "corrected", "corrected"]


def test_a_decision_on_a_stale_page_is_refused_with_both_versions(
    client: TestClient, ledger_path: Path
) -> None:
    figure = first(ledger_path, Figure)
    form = {"record": figure, "seen": "", "verdict": "accept", "why": "I read it so"}
    assert client.post("/decide", data=form).status_code == 303
    late = client.post("/decide", data={**form, "verdict": "reject", "why": "too many"})
    assert late.status_code == 409
    assert "I read it so" in late.text
    assert "too many" in late.text
    assert [each.verdict for each in judgements(ledger_path)] == ["accepted"]
    now = re.search(r'name="seen" value="([^"]+)"', late.text)
    assert now
    assert client.post("/decide", data={**form, "verdict": "reject", "seen": now[1]}).status_code == 303
    assert [each.verdict for each in judgements(ledger_path)] == ["accepted", "rejected"]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"verdict": "burn"}, 400),
        ({"verdict": "correct", "low": "19"}, 400),
        ({"verdict": "correct", "low": "many", "why": "x"}, 400),
        ({"verdict": "correct", "bound": "nearly", "why": "x"}, 400),
        ({"verdict": "correct", "why": "nothing differs"}, 400),
        ({"verdict": "undo"}, 409),
        ({"verdict": "accept", "record": "figure-"}, 404),
    ],
)
def test_what_cannot_be_decided_is_told(
    client: TestClient, ledger_path: Path, form: dict[str, str], status: int
) -> None:
    told = {"record": first(ledger_path, Figure), "seen": "", **form}
    assert client.post("/decide", data=told).status_code == status
    assert judgements(ledger_path) == []


def test_the_kind_of_a_contradiction_is_changed_by_a_button(client: TestClient, ledger_path: Path) -> None:
    name = first(ledger_path, Contradiction)
    page = client.get(f"/contradictions/{name}").text
    assert "against" in page
    form = {"record": name, "seen": seen(page, name), "relation": "scope", "back": f"/contradictions/{name}"}
    assert client.post("/decide", data=form).status_code == 303
    assert 'value="scope" aria-pressed="true"' in client.get(f"/contradictions/{name}").text
    assert [each.verdict for each in judgements(ledger_path)] == ["corrected"]


def test_joined_anew_the_ledger_follows_what_is_decided(client: TestClient, ledger_path: Path) -> None:
    figure = first(ledger_path, Figure)
    assert client.get("/contradictions.json").json()
    client.post("/decide", data={"record": figure, "seen": "", "verdict": "reject"})
    assert client.get("/contradictions.json").json()
    assert "Join again" in client.get("/review").text
    assert client.post("/join", data={"back": "/review"}).headers["location"] == "/review"
    assert client.get("/contradictions.json").json() == []
    assert [each.verdict for each in judgements(ledger_path)] == ["rejected"]


def test_who_decides_is_remembered(client: TestClient, ledger_path: Path) -> None:
    client.post("/reviewer", data={"by": "Dāna <b>\n", "back": "/review"})
    page = client.get("/review").text
    assert 'value="Dāna &lt;b&gt;"' in page
    figure = first(ledger_path, Figure)
    client.post("/decide", data={"record": figure, "seen": "", "verdict": "reject"})
    assert judgements(ledger_path)[0].decided_by == "person:Dāna <b>"
    assert "state-rejected" in client.get("/figures").text


def test_review_goes_on_to_the_next(client: TestClient) -> None:
    page = client.get("/review.json").json()
    skipped = client.get("/review.json", params={"skip": page["card"]["id"]}).json()
    assert skipped["card"]["id"] != page["card"]["id"]
    client.post("/decide", data={"record": page["card"]["id"], "seen": "", "verdict": "accept"})
    assert client.get("/review.json").json()["left"] == page["left"] - 1
