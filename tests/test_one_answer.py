"""A value that stands in several outputs is one value: no two outputs of one ledger answer differently."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from ledger.samples import Written
from ledger.unrest import arabic, doctors, ministry
from reportedly.cli import main
from reportedly.ledger.accounts.estimates import estimates_of, find_countings
from reportedly.ledger.asking.alarms import find_alarms
from reportedly.ledger.export import write_export
from reportedly.ledger.joining import join
from reportedly.ledger.people.decisions import decide
from reportedly.ledger.store import open_ledger
from reportedly.records import Bound, Contradiction, Figure, Reading
from reportedly.views.page_request import Site
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


def test_who_corrects_what_is_a_running_total_corrects_the_views_of_figures(tmp_path: Path) -> None:
    """A count of one shooting that was read as a total hid all others."""
    with open_ledger(tmp_path / "one.ledger") as ledger:
        ledger.file([ministry(), doctors()])
        join(ledger)
        figure = next(each.id for each in ledger.records(Figure) if each.low == 18)

        def totals() -> set[bool]:
            counted = (each for _, found in find_countings(ledger) for each in found)
            return {each.total for each in counted if figure in each.account.evidence}

        for wanted in ("true", "false"):
            decide(ledger, "correct", [figure], [f"total={wanted}"], by="ana", why="read again")
            join(ledger)
            assert totals() == {wanted == "true"}


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


def test_a_map_has_the_same_points_however_it_is_asked_for(tmp_path: Path) -> None:
    """A region has no pin, neither in the export nor on the page: nothing happened at its middle."""
    path = tmp_path / "one.ledger"
    with open_ledger(path) as ledger:
        ledger.file([ministry(), doctors(), in_a_region()])
        join(ledger)
        write_export(ledger, "geojson", tmp_path / "map.geojson")
        write_export(ledger, "timeline", tmp_path / "timeline.json")
    client = TestClient(make_app(Site(path, "ana")), base_url="http://127.0.0.1:8571")
    exported = features(json.loads((tmp_path / "map.geojson").read_text("utf-8")))
    assert features(client.get("/occurrences.geojson").json()) == exported
    pins = {each["properties"]["feature"]: each["geometry"] is not None for each in exported.values()}
    assert pins == {"city": True, "region": False}
    shown = {each["unique_id"]: each for each in client.get("/occurrences.timeline.json").json()["events"]}
    slides = json.loads((tmp_path / "timeline.json").read_text("utf-8"))["events"]
    assert slides
    for slide in slides:
        twin = shown[slide["unique_id"]]
        assert twin["start_date"] == slide["start_date"]
        assert twin["text"]["headline"] == slide["text"]["headline"]
        assert slide["text"]["text"].endswith(twin["text"]["text"])


def in_a_region() -> Reading:
    page = Written("Herders blocked a bridge across Turkistan Region.", "region", publisher="Outlet")
    place = page.place("Turkistan Region", name="Turkistan Region", feature="region")
    page.event("Herders blocked a bridge", "PROTEST", "blocked", place=place.id)
    return page.reading()


def features(collection: dict[str, Any]) -> dict[str, Any]:
    return {each["id"]: each for each in collection["features"]}


def test_an_alleged_killing_is_nowhere_a_fact(read_text: Callable[..., Reading], tmp_path: Path) -> None:
    """The killing and its number stand in the same words, so they are equally unconfirmed everywhere."""
    text = "The alleged killing of eight prisoners in Almaty on Wednesday shocked the country."
    path = tmp_path / "one.ledger"
    with open_ledger(path) as ledger:
        ledger.file([read_text(text, published="2022-01-06", publisher="Herald")])
        join(ledger)
        write_export(ledger, "jsonl", tmp_path / "all.jsonl")
        write_export(ledger, "acled", tmp_path / "acled.csv")
    records = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    told = {
        each["kind"]: each["certainty"] for each in records if each["kind"] in ("event", "figure", "account")
    }
    assert told == dict.fromkeys(("event", "figure", "account"), "unconfirmed")
    client = TestClient(make_app(Site(path, "ana")), base_url="http://127.0.0.1:8571")
    assert [row["certainty"] for row in client.get("/figures.json").json()] == ["unconfirmed"]
    assert len((tmp_path / "acled.csv").read_text("utf-8").splitlines()) == 1
    brief = CliRunner().invoke(main, ["brief", str(path)]).output
    happened = brief.partition("WHAT IS SAID TO HAVE HAPPENED")[2].partition("ANNOUNCED")[0]
    assert happened.split() == ["nothing"]
