"""What is looked up by its place is what going through everything finds, in work that grows with the text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.joining import join_readings
from reportedly.ledger.traits.positions import Amounts, Places, Spans
from reportedly.records import Amount, Extent, Place, Reading

from ..samples import Written

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12)


def amounts_at(spans: list[tuple[int, int]]) -> list[Amount]:
    return [
        Amount(f"amount-{at}", "a", "amounts/by-hand", start, start + length, "9", 9, 9, "exact", None, None)
        for at, (start, length) in enumerate(spans)
    ]


@given(SPANS, st.integers(0, 30), st.integers(0, 40))
def test_amounts(spans: list[tuple[int, int]], first: int, last: int) -> None:
    amounts = amounts_at(spans)
    found = Amounts(amounts)
    here = [each for each in amounts if first <= each.start < last]
    assert found.between(first, last) == here
    for own in amounts:
        assert found.holds_another(own, first, last) == any(each.id != own.id for each in here)
    assert found.next_start(first, last) == min(
        (each.start for each in amounts if first <= each.start < last), default=last
    )
    assert found.last_end(last, first) == max(
        (each.end for each in amounts if each.start >= first and each.end <= last), default=first
    )


@given(SPANS, st.integers(0, 30), st.integers(1, 9))
def test_spans(spans: list[tuple[int, int]], start: int, length: int) -> None:
    told = [(first, first + size, str(at)) for at, (first, size) in enumerate(spans)]
    for but in ("", "0", "1"):
        held = any(one <= start and start + length <= end and name != but for one, end, name in told)
        assert Spans(told).hold(start, start + length, but) == held


@given(SPANS, st.integers(0, 30), st.integers(1, 9))
def test_places(spans: list[tuple[int, int]], start: int, length: int) -> None:
    told = [place_at(number, *span) for number, span in enumerate(spans)]
    inside = [each for each in told if start <= each.start and each.end <= start + length]
    found = Places(reversed(told)).first_inside(Extent(start, start + length, "x" * length))
    assert found == min(inside, key=lambda each: (each.start, each.id), default=None)


def place_at(number: int, start: int, length: int) -> Place:
    place = Written("x" * 50, "a").place("x" * length)
    return replace(place, id=f"place-{number}", start=start, end=start + length)


def dense(sentences: int, separator: str) -> Reading:
    """A document that tells as many tolls, each in a claim of its own."""
    said = [f"{number} people were killed, police said" for number in range(20, 20 + sentences)]
    page = Written(separator.join(said), "a", published="2022-01-07")
    for number, words in enumerate(said, 20):
        content = words.removesuffix(", police said")
        claim = page.claim(content, "police", None)
        page.figure(content, "killed", number, number, claim=claim.id)
    return page.reading()


def steps_of(work: Callable[[], object]) -> int:
    """How many lines of the program run."""
    steps = 0

    def traced(frame: FrameType, event: str, _: object) -> Callable[..., object] | None:
        nonlocal steps
        if "reportedly/ledger" not in frame.f_code.co_filename:
            return None
        steps += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("separator", [".\n", "; "])  # each a sentence; all in one without a full stop
def test_work_grows_with_the_figures(separator: str) -> None:
    def join(reading: Reading) -> object:
        return join_readings([reading], "2022-01-10T00:00:00Z")

    few, many = (steps_of(partial(join, dense(number, separator))) for number in (100, 400))
    assert many < 5 * few


@pytest.mark.parametrize(
    "told",
    [
        "The ministry denied that police had shot protesters in Almaty. Witnesses said police shot {}. ",
        "Police said the blast number {} happened at 9 a.m. in Almaty. ",
        "The army may have shelled the town of Osh, Ana Ruiz{} said. The ministry in Almaty denied it. ",
    ],
)
def test_work_grows_with_the_statements(read_text: Callable[..., Reading], told: str) -> None:
    """Each looked through all places, hedges, claims and acts of its document."""

    def work(times: int) -> int:
        readings = [
            read_text("".join(map(told.format, range(first, first + times))), published=day)
            for first, day in ((0, "2022-01-07"), (1, "2022-01-08"))
        ]
        return steps_of(lambda: join_readings(readings, "2022-01-10T00:00:00Z"))

    work(5)  # what is worked out once
    few, many = work(60), work(240)
    assert many < 5 * few
