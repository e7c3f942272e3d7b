"""A small ledger of one crisis: two independent texts, a copy, a denial, a private person, a comment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import (
    Account,
    Actor,
    Claimant,
    Event,
    Evidence,
    Figure,
    Occurrence,
    Origin,
    Participant,
    Reading,
    Segment,
)

from ..samples import Written, day, put_derived

MINISTRY = Claimant("interior ministry", "kaz-interior", "organisation", "GOV", "KAZ")
DOCTORS = Claimant("Doctors Abroad", "doctors-abroad", "organisation", "NGO", None)
SHOT = (
    "The interior ministry said at least 164 people were killed in Almaty. "
    "Dana Omarova told The Example that soldiers shot at demonstrators. "
    "Dana is right, says Winter Fox."
)


def _participant(
    page: Written, words: str, sector: str | None, country: str | None, type_: str
) -> Participant:
    at = page.extent(words)
    return Participant(words, f"key-{words}", type_, sector, country, at.start, at.end, words)  # type: ignore[arg-type]


def _actor(page: Written, words: str, *, private: bool, key: str) -> None:
    at = page.extent(words)
    name = f"actor-{key}-{page.document.id}"
    page._keep(
        "actors",
        Actor(
            name,
            page.document.id,
            "actor/x",
            at.start,
            at.end,
            words,
            words,
            key,
            "person",
            None,
            "KAZ",
            private,
        ),
    )


def shooting(name: str, publisher: str, title: str) -> Reading:
    page = Written(
        SHOT,
        name,
        url=f"https://news.example/{name}",
        publisher=publisher,
        title=title,
        authors=("A. Writer",),
    )
    cut = SHOT.index("Dana is right")
    page.document = replace(
        page.document,
        segments=(
            Segment("paragraph", 0, cut),
            Segment("comment", cut, len(SHOT), "Winter Fox", "2022-01-08"),
        ),
    )
    place = page.place("Almaty", geonames=1526384)
    said = page.claim("at least 164 people were killed in Almaty", "interior ministry", "kaz-interior")
    told = page.claim(
        "soldiers shot at demonstrators", "Dana Omarova", "person:dana-omarova", stance="alleges"
    )
    page.parts["claims"][1] = replace(
        told, claimant=Claimant("Dana Omarova", "person:dana-omarova", "person", None, "KAZ")
    )
    page.event(
        "soldiers shot at demonstrators",
        "ASSAULT",
        "shot",
        mode="firearms",
        actors=(_participant(page, "soldiers", "MIL", "KAZ", "group"),),
        recipients=(_participant(page, "demonstrators", "CVL", "KAZ", "group"),),
        place=place.id,
        claim=told.id,
        certainty="reported",
    )
    page.figure(
        "at least 164 people", "killed", 164, None, claim=said.id, place=place.id, group="people", total=True
    )
    _actor(page, "Dana Omarova", private=True, key="person:dana-omarova")
    return page.reading()


def counting() -> Reading:
    text = "Doctors Abroad counted 225 people killed in Almaty."
    page = Written(
        text,
        "abroad",
        url="https://abroad.example/a-b_c",
        publisher="Abroad Post",
        title="=cmd|' /C calc'!A0",
    )
    place = page.place("Almaty", geonames=1526384)
    said = replace(page.claim("225 people killed in Almaty", "Doctors Abroad"), claimant=DOCTORS)
    page.parts["claims"] = [said]
    page.figure("225 people", "killed", 225, 225, claim=said.id, place=place.id, group="people", total=True)
    return page.reading()


def denial() -> Reading:
    text = "Residents did not storm the airport in Kazakhstan."
    page = Written(text, "denial", publisher=None, published=None, published_basis=None)
    place = page.place("Kazakhstan", name="Kazakhstan", feature="country", latitude=48.0, longitude=68.0)
    page.event("did not storm the airport", "ASSAULT", "storm", status="negated", place=place.id, when=None)
    return page.reading()


def _account(name: str, who: Claimant, figures: list[Figure], low: float, high: float | None) -> Account:
    return Account(
        name,
        "occurrence-shooting",
        who,
        "killed",
        low,
        high,
        "exact" if low == high else "at_least",
        "2022-01-07",
        "reported",
        tuple(figure.id for figure in figures),
        tuple(figure.document for figure in figures),
        1,
        None,
        "current",
    )


def fill(ledger: Ledger) -> None:
    first = shooting("first", "The Example", "164 dead")
    copy = shooting("copy", "Copy Daily", "164 dead, agencies say")
    abroad, denied = counting(), denial()
    ledger.file([first, copy, abroad, denied])
    events = tuple(event.id for each in (first, copy) for event in each.events)
    figures = [figure for each in (first, copy, abroad) for figure in each.figures]
    part = Evidence("first", 0, 20, SHOT[:20])
    put_derived(
        ledger,
        {
            Origin: [Origin("origin-1", ("first", "copy"), ("text",), None, (part,))],
            Occurrence: [
                Occurrence(
                    "occurrence-shooting",
                    "Dana Omarova told that soldiers shot at demonstrators",
                    "ASSAULT",
                    first.places[0].id,
                    day("2022-01-05", "2022-01-06"),
                    events,
                    tuple(figure.id for figure in figures),
                    ("first", "copy", "abroad"),
                    2,
                    3,
                ),
                Occurrence(
                    "occurrence-denied",
                    "did not storm the airport",
                    "ASSAULT",
                    denied.places[0].id,
                    None,
                    (denied.events[0].id,),
                    (),
                    ("denial",),
                    1,
                    1,
                ),
            ],
            Account: [
                _account("account-ministry", MINISTRY, figures[:2], 164, None),
                _account("account-doctors", DOCTORS, figures[2:], 225, 225),
            ],
        },
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "crisis.ledger") as opened:
        fill(opened)
        yield opened


@pytest.fixture
def event(ledger: Ledger) -> Event:
    return next(ledger.records(Event))
