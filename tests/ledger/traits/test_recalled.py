"""Numbers that are told as those of before, by the words around them."""

from __future__ import annotations

import pytest

from reportedly.ledger.traits.recalled import is_recalled
from reportedly.marked import parse_marked

from ..samples import Written


def is_of_before(text: str) -> bool:
    """Whether the marked number, which nobody claims, is told as one of before."""
    marked = parse_marked(text)
    (number,) = marked.marks
    figure = Written(marked.text).figure(marked.text[number.start : number.end], "killed", 9, 9)
    return is_recalled(figure, None, None, marked.text)


@pytest.mark.parametrize(
    "text",
    [
        "Thirteen died, up from [nine|number] in the morning.",
        "The toll stood at 55, compared with [40|number] the day before.",
        "Thirteen died, after a previous toll of [nine|number].",
        "The initial count of [nine|number] was too low.",
    ],
)
def test_a_number_of_before(text: str) -> None:
    assert is_of_before(text)


@pytest.mark.parametrize(
    "text",
    [
        "The toll of [nine|number] may rise.",
        "Earlier on Tuesday [nine|number] men died.",
        "He came from Osh. [Nine|number] men died.",
    ],
)
def test_a_number_of_now(text: str) -> None:
    assert not is_of_before(text)
