"""Readings made by hand and by Hypothesis, so that the ledger is tested without a parser."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest
from hypothesis import strategies as st

from reportedly.contract import record_id
from reportedly.ledger.file import opening
from reportedly.ledger.file.batches import insert
from reportedly.ledger.file.rows import DERIVED, TABLES
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import (
    Actor,
    Amount,
    Claim,
    Claimant,
    Document,
    Event,
    Extent,
    Figure,
    Hedge,
    Judgement,
    Notice,
    Participant,
    Place,
    Reading,
    Record,
    Segment,
    Time,
    When,
)

Kept = TypeVar("Kept")
Spot = tuple[str, str, str, int, int, str]
"""What stands first in a record: id, document, rule, start, end, quote."""

TOWN = {"name": "Almaty", "feature": "city", "country": "KAZ", "latitude": 43.25, "longitude": 76.95}


def document(text: str, name: str | None = None, **fields: Any) -> Document:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    plain: dict[str, Any] = {
        "id": name or f"document-{digest[:20]}",
        "url": None,
        "title": None,
        "publisher": None,
        "authors": (),
        "published": "2022-01-07",
        "published_basis": "stated",
        "language": "en",
        "digest": digest,
        "text": text,
        "segments": (Segment("paragraph", 0, len(text)),) if text else (),
    }
    return Document(**{**plain, **fields})


class Written:
    """A reading in the making: what is found is named by its words, which stand once in the text."""

    def __init__(self, text: str, name: str | None = None, **fields: Any) -> None:
        self.document = document(text, name, **fields)
        self.parts: dict[str, list[Any]] = {}

    def _found(self, part: str, kind: str, words: str, tell: str = "") -> Spot:
        match = re.search(re.escape(words), self.document.text)
        assert match, words
        start, end = match.span()
        name = record_id(kind, self.document.id, start, end, tell)
        return name, self.document.id, f"{part}/by-hand", start, end, words

    def _keep(self, part: str, record: Kept) -> Kept:
        self.parts.setdefault(part, []).append(record)
        return record

    def extent(self, words: str) -> Extent:
        _, _, _, start, end, quote = self._found("", "extent", words)
        return Extent(start, end, quote)

    def place(self, words: str, **fields: Any) -> Place:
        about = {**TOWN, "geonames": None, "rivals": 0, **fields}
        return self._keep("places", Place(*self._found("places", "place", words), **about))

    def claim(self, words: str, name: str | None, key: str | None = None, **fields: Any) -> Claim:
        about: dict[str, Any] = {
            "source": (),
            "cue": (),
            "content": (self.extent(words),),
            "claimant": Claimant(name, key, "organisation", "GOV", "KAZ") if name else None,
            "channel": (),
            "stance": "asserts",
            "direct": False,
            "certainty": "reported",
            "distance": None,
            "within": None,
            "segment": "paragraph",
            **fields,
        }
        return self._keep("claims", Claim(*self._found("claims", "claim", words), **about))

    def event(self, words: str, type_: str, trigger: str, **fields: Any) -> Event:
        about: dict[str, Any] = {
            "trigger": self.extent(trigger),
            "type": type_,
            "mode": None,
            "contexts": (),
            "actors": (),
            "recipients": (),
            "place": None,
            "when": day("2022-01-06"),
            "status": "actual",
            "claim": None,
            "certainty": "asserted",
            "segment": "paragraph",
            **fields,
        }
        return self._keep("events", Event(*self._found("events", "event", words, trigger), **about))

    def figure(
        self, words: str, measure: str, low: float | None, high: float | None = None, **fields: Any
    ) -> Figure:
        bound = fields.pop("bound", "exact" if low == high else "at_least" if high is None else "at_most")
        found = self._found("amounts", "amount", words)
        amount = self._keep("amounts", Amount(*found, low, high, bound, None, "people"))
        about: dict[str, Any] = {
            "group": None,
            "place": None,
            "when": day("2022-01-06"),
            "total": None,
            "event": None,
            "claim": None,
            "certainty": "asserted",
            "segment": "paragraph",
            **fields,
        }
        told: Any = (amount.id, low, high, bound, measure)
        return self._keep("figures", Figure(*self._found("figures", "figure", words), *told, **about))

    def reading(self) -> Reading:
        names = ("actors", "places", "times", "amounts", "hedges", "claims", "events", "figures", "notices")
        return Reading(self.document, *[tuple(self.parts.get(name, ())) for name in names])


def day(date: str, last: str | None = None, precision: str = "day") -> When:
    return When(date, last or date, precision, "stated")  # type: ignore[arg-type]


UNREST = "Police said on Thursday that at least 18 officers were killed in Almaty, it could not be verified."


def full_reading(name: str = "page-1", text: str = UNREST) -> Reading:
    """One of each kind, every field that can be set being set in one of them."""
    page = Written(
        text, name, url="https://news.example/1", publisher="The Example", title="Unrest in Almaty"
    )
    _keep_what_is_claimed(page)
    _keep_what_is_mentioned(page)
    return page.reading()


def _keep_what_is_claimed(page: Written) -> None:
    """A place, and a claim of the event and the figure there."""
    place = page.place("Almaty")
    claim = page.claim("at least 18 officers were killed in Almaty", "Police", "kaz-police")
    officer = page.extent("officers")
    victims = Participant("officers", None, "group", "COP", "KAZ", officer.start, officer.end, "officers")
    event = page.event(
        "at least 18 officers were killed",
        "ASSAULT",
        "killed",
        place=place.id,
        claim=claim.id,
        recipients=(victims,),
    )
    page.figure("at least 18 officers", "killed", 18, None, event=event.id, claim=claim.id, place=place.id)


def _keep_what_is_mentioned(page: Written) -> None:
    """An actor, a time, a hedge, and a notice that is of no words."""
    name, police, day_ = page.document.id, page.extent("Police"), page.extent("Thursday")
    hedge, officer = page.extent("could not be verified"), page.extent("officers")

    def spot(kind: str, rule: str, words: Extent) -> Spot:
        return f"{kind}-1{name}", name, rule, words.start, words.end, words.quote

    about_police: Any = "Police", None, "organisation", "COP", "KAZ", False
    about_day: Any = "2022-01-06", "DATE", "2022-01-06", "2022-01-06", "day", "published"
    page._keep("actors", Actor(*spot("actor", "actor/x", police), *about_police))
    page._keep("times", Time(*spot("time", "times/x", day_), *about_day))
    page._keep("hedges", Hedge(*spot("hedge", "hedge/x", hedge), officer, "unconfirmed"))
    page._keep("notices", Notice(f"notice-1{name}", name, "no_time", "no time is given"))


SURROGATES: tuple[Literal["Cs"]] = ("Cs",)
words = st.text(st.characters(exclude_categories=SURROGATES), max_size=12)
maybe = st.none() | words
numbers = st.none() | st.floats(0, 1e9, allow_nan=False)
whens = st.none() | st.builds(When, maybe, maybe, st.sampled_from([None, "day", "week"]), st.just("context"))


@st.composite
def documents(draw: st.DrawFn, name: str | None = None) -> Document:
    """Any document with a text."""
    text = draw(st.text(st.characters(exclude_categories=SURROGATES), min_size=1, max_size=60))
    about = document(
        text, name, url=draw(maybe), title=draw(maybe), authors=tuple(draw(st.lists(words, max_size=2)))
    )
    return about if draw(st.booleans()) else replace(about, published=None, published_basis=None)


class Drawn:
    """What is drawn for one document: every span in bounds, every place of a kind taken once."""

    def __init__(self, draw: st.DrawFn, about: Document) -> None:
        self.draw = draw
        self.about = about
        self._taken: set[str] = set()

    def extent(self) -> Extent:
        text = self.about.text
        start = self.draw(st.integers(0, len(text) - 1))
        end = self.draw(st.integers(start + 1, len(text)))
        return Extent(start, end, text[start:end])

    def several(self, some: st.SearchStrategy[Kept]) -> tuple[Kept, ...]:
        return tuple(self.draw(st.lists(some, max_size=2)))

    def one_of(self, records: tuple[Any, ...]) -> str | None:
        ids: list[str | None] = [None, *[record.id for record in records]]
        return self.draw(st.sampled_from(ids))

    def many(self, kind: str, make: Callable[[Spot], Kept]) -> tuple[Kept, ...]:
        spots = [self._spot(kind) for _ in range(self.draw(st.integers(0, 3)))]
        return tuple(make(each) for each in spots if each)

    def _spot(self, kind: str) -> Spot | None:
        at = self.extent()
        found = record_id(kind, self.about.id, at.start, at.end)
        if found in self._taken:
            return None
        self._taken.add(found)
        return found, self.about.id, self.draw(words), at.start, at.end, at.quote


@st.composite
def readings(draw: st.DrawFn, name: str | None = None) -> Reading:
    """Any reading that holds together: spans in bounds, quotes equal, references among its own records."""
    drawn = Drawn(draw, draw(documents(name)))
    places, actors, times = _places(drawn), _actors(drawn), _times(drawn)
    amounts, hedges, claims = _amounts(drawn), _hedges(drawn), _claims(drawn)
    events = _events(drawn, places, claims)
    figures = _figures(drawn, amounts, places, events, claims) if amounts else ()
    notices = drawn.many("notice", lambda s: Notice(*s[:3], draw(words), *s[3:]))
    return Reading(drawn.about, actors, places, times, amounts, hedges, claims, events, figures, notices)


def _places(drawn: Drawn) -> tuple[Place, ...]:
    draw = drawn.draw
    return drawn.many(
        "place", lambda s: Place(*s, draw(words), "city", draw(maybe), draw(numbers), draw(numbers), None, 2)
    )


def _actors(drawn: Drawn) -> tuple[Actor, ...]:
    draw = drawn.draw
    return drawn.many(
        "actor", lambda s: Actor(*s, draw(words), draw(maybe), "person", None, None, draw(st.booleans()))
    )


def _times(drawn: Drawn) -> tuple[Time, ...]:
    draw = drawn.draw
    return drawn.many("time", lambda s: Time(*s, draw(maybe), "DATE", draw(maybe), None, "day", "stated"))


def _amounts(drawn: Drawn) -> tuple[Amount, ...]:
    draw = drawn.draw
    return drawn.many(
        "amount", lambda s: Amount(*s, draw(numbers), draw(numbers), "vague", None, draw(maybe))
    )


def _hedges(drawn: Drawn) -> tuple[Hedge, ...]:
    return drawn.many("hedge", lambda s: Hedge(*s, drawn.extent(), "negated"))


def _claims(drawn: Drawn) -> tuple[Claim, ...]:
    draw = drawn.draw
    claimants = st.none() | st.builds(Claimant, words, maybe, st.none(), st.none(), maybe)
    return drawn.many(
        "claim",
        lambda s: Claim(
            *s,
            (),
            (drawn.extent(),),
            (drawn.extent(), drawn.extent()),
            draw(claimants),
            drawn.several(words),
            "asserts",
            draw(st.booleans()),
            "asserted",
            draw(maybe),
            None,
            "caption",
        ),
    )


def _events(drawn: Drawn, places: tuple[Place, ...], claims: tuple[Claim, ...]) -> tuple[Event, ...]:
    draw = drawn.draw
    who = st.builds(Participant, words, maybe, st.none(), maybe, maybe, st.just(0), st.just(1), words)
    return drawn.many(
        "event",
        lambda s: Event(
            *s,
            drawn.extent(),
            "OTHER",
            draw(maybe),
            (),
            drawn.several(who),
            (),
            drawn.one_of(places),
            draw(whens),
            "actual",
            drawn.one_of(claims),
            "asserted",
            "title",
        ),
    )


def _figures(
    drawn: Drawn,
    amounts: tuple[Amount, ...],
    places: tuple[Place, ...],
    events: tuple[Event, ...],
    claims: tuple[Claim, ...],
) -> tuple[Figure, ...]:
    draw = drawn.draw
    return drawn.many(
        "figure",
        lambda s: Figure(
            *s,
            draw(st.sampled_from(amounts)).id,
            draw(numbers),
            draw(numbers),
            "exact",
            "killed",
            draw(maybe),
            drawn.one_of(places),
            draw(whens),
            draw(st.sampled_from([None, True, False])),
            drawn.one_of(events),
            drawn.one_of(claims),
            "asserted",
            "comment",
        ),
    )


def tamper(path: Path, *statements: str) -> None:
    """What somebody does who has the file and SQLite: triggers stop nobody who can drop and remake them."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, words in triggers:
            connection.execute(words)


def older_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fill: Callable[..., object]) -> Path:
    """A ledger as the program made it before there was a chain."""
    path = tmp_path / "older.ledger"
    names = [name for _, name, _ in opening.steps()]
    before = opening.steps()[: names.index("custody")]
    with monkeypatch.context() as patched:
        patched.setattr(opening, "steps", lambda: before)
        patched.setattr(opening, "begin_chain", lambda *_: None)
        patched.setattr(opening, "link_filed", lambda *_: None)
        with open_ledger(path) as ledger:
            fill(ledger)
    return path


def put_derived(
    ledger: Ledger, records: Mapping[type[Record], Sequence[Record]], judgements: Sequence[Judgement] = ()
) -> None:
    """The records that follow from all documents together are these, and no others."""
    with ledger.writing() as connection:
        for record_type in reversed(DERIVED):
            connection.execute(f"DELETE FROM {TABLES[record_type]}")
        for record_type in DERIVED:
            insert(connection, record_type, records.get(record_type, ()))
        insert(connection, Judgement, judgements, "OR IGNORE ")
