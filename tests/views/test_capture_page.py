"""Two captures beside each other: what changed is told, figures first, and every twin tells the same."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ledger.samples import Written
from reportedly.ledger.asking.captures import differences_of, snapshots_of
from reportedly.ledger.file.filing import Capture
from reportedly.ledger.store import open_ledger
from reportedly.records import Reading
from reportedly.views.capture_lines import CHANGES, captures_text
from reportedly.views.capture_page import KEPT_WORDS, _same
from reportedly.views.page_request import Site
from reportedly.views.web import make_app

MIDDLE = "Shops on Abay Avenue stayed shut. " * 40


def reading(low: int, ending: str) -> Reading:
    page = Written(
        f"Police said {low} people were killed. {MIDDLE}{ending}", "clash", title=f"{low} dead", language="en"
    )
    claim = page.claim(f"{low} people were killed", "Police")
    page.figure(f"{low} people", "killed", low, low, claim=claim.id)
    return page.reading()


@pytest.fixture
def app(tmp_path: Path) -> TestClient:
    path = tmp_path / "captured.ledger"
    with open_ledger(path) as ledger:
        for day, low, ending in (
            (6, 12, "Buses ran."),
            (7, 19, "No buses ran."),
            (8, 19, "No buses ran, M. says."),
        ):
            made = reading(low, ending)
            at = f"2022-01-{day:02}T08:00:00Z"
            digest = Capture(made.document.text.encode(), fetched_at=at)
            ledger.file([(replace(made, document=replace(made.document, digest=digest.digest)), digest)])
    return TestClient(make_app(Site(path)), base_url="http://127.0.0.1:8571")


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_figures_come_first_and_words_are_marked(app: TestClient) -> None:
    page = app.get("/captures/clash?before=1&after=2").text
    assert page.index("Changed <small>") < page.index("Words <small>")
    told = text_of(page.split('<ul class="changed">')[1].split("</ul>")[0])
    assert told.startswith("killed Police: 12 → 19“12 people” → “19 people”")
    assert "title: 12 dead → 19 dead" in told
    assert re.findall(r"<del><span[^>]*>removed: </span>([^<]+)", page) == ["12", "Buses"]
    assert re.findall(r"<ins><span[^>]*>added: </span>([^<]+)", page) == ["19", "No buses"]
    assert "words the same</summary>" in page


def test_the_last_two_are_compared_unless_others_are_asked_for(app: TestClient) -> None:
    assert app.get("/captures/clash.json").json()["compared"]["before"] == 2
    assert app.get("/captures/clash.json?before=1").json()["compared"]["figures"][0]["before"] == "12"
    assert app.get("/captures/clash.json?after=2").json()["compared"]["before"] == 1


@pytest.mark.parametrize(
    "query", ["before=3", "before=2&after=2", "before=0", "after=4", "after=x", "before=2&after=1"]
)
def test_captures_that_are_not_there_are_told(app: TestClient, query: str) -> None:
    assert app.get(f"/captures/clash?{query}").status_code == 400


def test_captures_of_no_document(app: TestClient) -> None:
    assert app.get("/captures/none").status_code == 404


def test_twins_tell_the_same(app: TestClient) -> None:
    asked = "?before=1&after=2"
    rows = list(
        csv.DictReader(io.StringIO(app.get(f"/captures/clash.csv{asked}").content.decode("utf-8-sig")))
    )
    assert [(row["kind"], row["what"], row["before"], row["after"]) for row in rows] == [
        ("figure", "killed", "12", "19"),
        ("document", "title", "12 dead", "19 dead"),
        ("words", "replaced", "12", "19"),
        ("words", "replaced", "Buses", "No buses"),
    ]
    told = app.get(f"/captures/clash.md{asked}").text
    assert "- killed (Police): “12” → “19”" in told
    assert rows[0]["capture_before"] in told
    assert app.get(f"/captures/clash.json{asked}").json()["compared"]["went"] == 2


def test_documents_lead_to_their_captures(app: TestClient) -> None:
    for page in ("/documents", "/documents/clash"):
        assert re.search(r'href="/captures/clash">\s*3 captures', app.get(page).text), page
    assert "Captured 3 times" in app.get("/documents/clash").text
    assert app.get("/documents.json").json()[0]["captures"] == 3


def test_one_capture_alone(client: TestClient) -> None:
    assert "There is only one capture" in client.get("/captures/ministry").text
    assert "Captured" not in client.get("/documents/ministry").text
    assert client.get("/captures/ministry.json").json()["compared"] is None


def test_of_a_long_stretch_the_middle_is_folded_and_no_word_is_lost() -> None:
    words = " " + "one two\n\nthree " * 100
    parts = list(_same(words))
    assert [part.folded for part in parts] == [False, True, False]
    assert "".join(part.space + part.words for part in parts) == words
    assert parts[0].count == KEPT_WORDS


def test_of_very_many_figures_the_first_are_shown_and_the_rest_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "long.ledger"
    with open_ledger(path) as ledger:
        for day, first in ((6, 100), (7, 500)):
            counts = range(first, first + 45)
            page = Written(" ".join(f"Police said {low} people were killed." for low in counts), "long")
            for low in counts:
                page.figure(f"{low} people", "killed", low, low)
            made = page.reading()
            held = Capture(made.document.text.encode(), fetched_at=f"2022-01-{day:02}T08:00:00Z")
            ledger.file([(replace(made, document=replace(made.document, digest=held.digest)), held)])
        snapshots = snapshots_of(ledger, "long")
    (change,) = differences_of(snapshots)
    more = len(change.figures) - CHANGES
    assert more > 0
    lines = [line.strip() for line in "".join(captures_text(snapshots)).splitlines()]
    assert sum(line.startswith("killed ") for line in lines) == CHANGES
    assert f"and {more} more figures; --json has all" in lines
    shown = TestClient(make_app(Site(path)), base_url="http://127.0.0.1:8571").get("/captures/long").text
    told = shown.split('<ul class="changed">')[1].split("</ul>")[0]
    assert told.count("<b>killed</b>") == CHANGES
    assert f"and {more} more figures" in told
