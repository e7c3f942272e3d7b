"""One hedge has one meaning: for the claim, the event and the figure that it reaches."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from reportedly.records import Certainty, Reading
from reportedly.statements.sureness import CERTAINTIES, least_sure

HEDGED: tuple[tuple[str, Certainty], ...] = (
    ("The alleged killing of eight prisoners shocked the town.", "unconfirmed"),
    ("Eight prisoners were allegedly killed in the town.", "unconfirmed"),
    ("Eight prisoners were reportedly killed in the town.", "unconfirmed"),
    ("Reports that eight prisoners were killed could not be verified.", "unconfirmed"),
    ("The so-called killing of eight prisoners shocked the town.", "doubted"),
    ("Eight prisoners were killed in the town.", "asserted"),
    ("Eight suspected rebels were killed in the town.", "asserted"),
    ("Eight so-called rebels were killed in the town.", "asserted"),
)
SUBJECTS = "Eight prisoners", "At least eight suspected rebels", "Some 300 people", "Up to three guards"
MIDDLES = (
    "were killed", "were allegedly killed", "were reportedly killed", "may have been killed",
    "were not killed",
)  # fmt: skip
BEFORE = (
    "", "Police said ", "The ministry denied that ", "It could not be verified that ",
    "There is no evidence that ",
)  # fmt: skip


@pytest.mark.parametrize(("text", "certainty"), HEDGED, ids=[each[0] for each in HEDGED])
def test_a_killing_is_as_sure_as_its_number(
    text: str, certainty: Certainty, read_text: Callable[..., Reading]
) -> None:
    reading = read_text(text)
    (figure,) = (each for each in reading.figures if each.measure == "killed")
    event = next(each for each in reading.events if each.id == figure.event)
    assert (event.certainty, figure.certainty) == (certainty, certainty)


def test_no_figure_is_surer_than_its_event(read_text: Callable[..., Reading]) -> None:
    looked_at = 0
    for before, subject, middle in product(BEFORE, SUBJECTS, MIDDLES):
        words = f"{subject[0].lower()}{subject[1:]}" if before else subject
        reading = read_text(f"{before}{words} {middle} in the town.")
        events = {event.id: event for event in reading.events}
        for figure in reading.figures:
            if figure.event:
                looked_at += 1
                sure = events[figure.event].certainty
                assert CERTAINTIES.index(figure.certainty) >= CERTAINTIES.index(sure), reading.document.text
    assert looked_at >= 50


def test_of_several_the_least_sure_holds() -> None:
    assert least_sure(("reported", "doubted", "estimated")) == "doubted"
