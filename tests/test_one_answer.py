"""A value that stands in several outputs is one value: no two outputs of one ledger answer differently."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from ledger.samples import Written
from ledger.unrest import arabic, doctors, ministry
from reportedly.cli import main
from reportedly.ledger.alarms import find_alarms
from reportedly.ledger.deciding import decide
from reportedly.ledger.estimates import estimates_of, find_countings
from reportedly.ledger.export import write_export
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Bound, Contradiction, Figure, Reading
from reportedly.views.asked import Site
from reportedly.views.web import make_app

BOUNDS: tuple[tuple[float | None, float | None, Bound, str], ...] = (
    (18, 18, "exact", "18"),
    (2000, 2000, "about", "about 2,000"),
    (None, 400, "about", "almost 400"),
    (8, None, "at_least", "at least 8"),
    (2000, None, "more_than", "more than 2,000"),
    (None, 3, "at_most", "up to 3"),
    (None, 2000, "less_than", "fewer than 2,000"),
    (20, 30, "between", "20 to 30"),
    (24, None, "vague", "some (24 or more)"),
)


def report(
    name: str, outlet: str, low: float | None, high: float | None, bound: Bound, body: str = ""
) -> Reading:
    """The ministry's count of those killed in Almaty, as one outlet has it."""
    text = f"The interior ministry said that many people were killed in Almaty. {body}".rstrip()
    page = Written(text, name, publisher=outlet, url=f"https://{name}.example/1")
    place = page.place("Almaty")
    said = page.claim("many people were killed in Almaty", "interior ministry", "kaz-interior")
    event = page.event("many people were killed", "ASSAULT", "killed", place=place.id, claim=said.id)
    page.figure(
        "many people",
        "killed",
        low,
        high,
        bound=bound,
        event=event.id,
        claim=said.id,
        place=place.id,
        total=True,
    )
    return page.reading()


@pytest.mark.parametrize(("low", "high", "bound", "words"), BOUNDS, ids=[each[3] for each in BOUNDS])
def test_a_range_is_said_alike_everywhere(
    low: float | None, high: float | None, bound: Bound, words: str, tmp_path: Path
) -> None:
    bodies = "Shops on the square stayed shut.", "Trains to the south left late."
    path = tmp_path / "one.ledger"
    with open_ledger(path) as ledger:
        ledger.file(
            report(name, name.title(), low, high, bound, body)
            for name, body in zip(("herald", "courier"), bodies, strict=True)
        )
        join(ledger)
        alarms = [alarm.message for alarm in find_alarms(ledger) if alarm.kind == "second origin"]
        write_export(ledger, "acled", tmp_path / "acled.csv")
        write_export(ledger, "annotations", tmp_path / "annotations.jsonl")
    client = TestClient(make_app(Site(path, "ana")), base_url="http://127.0.0.1:8571")
    twin = json.loads(client.get("/figures.json").text)
    assert {row["range"] for row in twin} == {words}
    said = {
        "alarm": alarms[0],
        "acled": (tmp_path / "acled.csv").read_text(),
        "annotations": (tmp_path / "annotations.jsonl").read_text(),
        "page": client.get("/figures").text,
        "brief": CliRunner().invoke(main, ["brief", str(path)]).output,
    }
    for where, text in said.items():
        assert words in text, where


def test_whom_an_account_counts_is_whom_a_view_of_figures_counts(
    read_text: Callable[..., Reading], tmp_path: Path
) -> None:
    """Soldiers wounded beside soldiers killed are no civilians, though the words say soldiers once."""
    said = "Twelve soldiers were killed and 40 wounded in Almaty on Wednesday, the defence ministry said."
    bodies = "Shops on the square stayed shut.", "Trains to the south left late."
    with open_ledger(tmp_path / "one.ledger") as ledger:
        ledger.file(
            read_text(f"{said} {body}", published="2022-01-06", publisher=outlet)
            for outlet, body in zip(("Herald", "Courier"), bodies, strict=True)
        )
        join(ledger)
        ((_, counted),) = find_countings(ledger)
    sides = {(each.account.measure, each.account.low): each.sides for each in counted}
    assert sides == {("killed", 12): {"security"}, ("injured", 40): {"security"}}
    assert not list(estimates_of(counted, ["iraq-body-count"]))


@pytest.fixture
def corrected(tmp_path: Path) -> tuple[Path, str, str]:
    """A ledger in which people corrected a figure and a contradiction: its path, and their ids."""
    path = tmp_path / "one.ledger"
    with open_ledger(path) as ledger:
        ledger.file([ministry(), doctors(), arabic()])
        join(ledger)
        figure = next(each.id for each in ledger.records(Figure) if each.low == 18)
        contradiction = next(iter(ledger.records(Contradiction))).id
        settings = ["measure=injured", "certainty=doubted"]
        decide(ledger, "correct", [figure], settings, by="ana", why="hurt, and not sure")
        decide(ledger, "relation", [contradiction, "scope"], [], by="ana", why="not the same people")
    return path, figure, contradiction


@pytest.mark.parametrize(
    ("listed", "row", "under", "no_longer_under"),
    [
        ("figures", 1, "measure=injured", "measure=killed"),
        ("figures", 1, "certainty=doubted", "certainty=asserted"),
        ("contradictions", 2, "relation=scope", "relation=conflict"),
    ],
)
def test_rows_under_a_filter_are_those_that_show_it(
    listed: str, row: int, under: str, no_longer_under: str, corrected: tuple[Path, str, str]
) -> None:
    path, name = corrected[0], corrected[row]
    field, value = under.split("=")
    client = TestClient(make_app(Site(path, "ana")), base_url="http://127.0.0.1:8571")
    for twin in (f"{listed}.csv", f"{listed}.jsonl", f"{listed}.json", listed):
        assert name in client.get(f"/{twin}?{under}").text, twin
        assert name not in client.get(f"/{twin}?{no_longer_under}").text, twin
    assert {each[field] for each in json.loads(client.get(f"/{listed}.json?{under}").text)} == {value}
