"""Numbers that are told as those of before, by the words around them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.ledger.traits.recalled import is_recalled, told_over
from reportedly.marked import parse_marked

from ..samples import Written


def is_of_before(text: str, claimed: str | None = None) -> bool:
    """Whether the marked number is told as one of before; nobody claims it, or these words with a number."""
    marked = parse_marked(text)
    (number,) = marked.marks
    page = Written(marked.text)
    figure = page.figure(marked.text[number.start : number.end], "killed", 9, 9)
    claim = page.claim(claimed, "union", content=(page.extent(figure.quote),)) if claimed else None
    return is_recalled(figure, claim, None, marked.text)


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


@pytest.mark.parametrize(
    ("first", "second", "rule", "over"),
    [
        ("40 bodies", "this to 52", "revised", True),
        ("40 bodies", "52 more", "killed", False),
    ],
)
def test_a_number_that_its_text_changes(first: str, second: str, rule: str, over: bool) -> None:
    page = Written(f"The morgue counted {first}. In May it raised {second}.", "a")
    one = page.figure(first, "killed", 40, 40)
    other = replace(page.figure(second, "killed", 52, 52), rule=f"figure/{rule}")
    assert told_over([one, other], {}, page.document.text) == ({one.id} if over else set())


@pytest.mark.parametrize(
    ("later", "place", "over"), [(30, None, True), (6, None, False), (30, "there", False)]
)
def test_a_sum_that_grew_while_it_was_told(later: int, place: str | None, over: bool) -> None:
    page = Written("They put the dead at nine by noon, and at another number at night.", "a")
    fields = {"claim": "c", "total": True}
    one = page.figure("dead at nine", "killed", 9, 9, **fields)
    words = "dead at nine by noon, and at another number"
    other = page.figure(words, "killed", later, later, place=place, **fields)
    assert told_over([one, other], {}, page.document.text) == ({one.id} if over else set())


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("By nightfall the union had counted [nine|number] dead.", "the union had counted nine dead"),
        ("By late on Sunday rescuers had found [nine|number] bodies.", "rescuers had found nine bodies"),
        ("He said that by noon the clinic had counted [nine|number] dead.", "the clinic had counted nine"),
        ("By then the union had recorded [nine|number] deaths.", None),
    ],
)
def test_what_had_been_counted_by_an_hour_is_the_number_of_that_hour(text: str, claimed: str | None) -> None:
    assert not is_of_before(text, claimed)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("The union had counted [nine|number] dead.", "The union had counted nine dead"),
        ("Earlier, by noon, the union counted [nine|number].", "Earlier, by noon, the union counted nine"),
        ("The dead had been put by the union at [nine|number].", "had been put by the union at nine"),
    ],
)
def test_what_had_been_counted_is_of_before(text: str, claimed: str) -> None:
    assert is_of_before(text, claimed)
