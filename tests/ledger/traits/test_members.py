"""Whom a figure without a group of its own counts, and what sentences are on a typed page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reportedly.contract import record_id
from reportedly.ledger.traits.members import members_of
from reportedly.ledger.traits.texts import sentences_of
from reportedly.records import Amount, Claimant, Figure, Reading

from ..samples import Written, document

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "number", "side"),
    [
        # who did it is not who was counted
        ("The gunmen left 31 dead and 12 hurt", "31", "everyone"),
        ("In all 950 were hurt, 34 of them policemen", "950", "everyone"),
        ("In all 950 were hurt, 34 of them policemen", "34", "security"),
        ("8 of them policemen, and over 60 were hurt", "60", "everyone"),
        # nothing follows the number: what stands before it says whom it counts
        ("The count of hurt policemen stood at 61", "61", "security"),
    ],
)
def test_sides(text: str, number: str, side: str) -> None:
    page = Written(text, "a")
    for match in re.finditer(r"\d+", text):
        found = record_id("amount", "a", match.start()), "a", "amounts/by-hand", match.start(), match.end()
        value = float(match[0])
        amount = page._keep("amounts", Amount(*found, match[0], value, value, "exact", None, None))
        if match[0] == number:
            page._keep(
                "figures",
                Figure("figure-1", "a", "figures/by-hand", 0, len(text), text, amount.id, value, value,
                       "exact", "injured", None, None, None, None, None, None, "asserted", "paragraph"),
            )  # fmt: skip
    (member,) = (each for each in members_of(page.reading()) if isinstance(each.record, Figure))
    assert member.sides == {side}


@pytest.mark.parametrize(
    ("text", "number", "side"),
    [
        (
            "The office counted 60 villagers, 31 members of the army and 9 rebels dead.",
            31,
            "security",
        ),
        ("The blast killed 12 employees of the police.", 12, "security"),
        ("The raid killed seven personnel of the army.", 7, "security"),
        ("The raid killed seven members of the choir.", 7, "everyone"),
        ("The raid killed seven members, police said.", 7, "everyone"),
    ],
)
def test_members_of_a_body_are_of_its_side(text: str, number: int, side: str, read_text: Read) -> None:
    counted = (each for each in members_of(read_text(text)) if isinstance(each.record, Figure))
    assert [each.sides for each in counted if each.record.low == number] == [{side}]


@pytest.mark.parametrize(
    ("text", "number", "side"),
    [
        ("More than 70 were detained, according to the same policemen.", 70, "everyone"),
        ("More than 70 policemen were hurt, according to a nurse.", 70, "security"),
        # who counts his own country's people counts no others
        ("The Danish embassy said 17 of its citizens died in the landslide.", 17, "DNK"),
        ("The Danish embassy said 17 of its drivers died in the landslide.", 17, "everyone"),
        ("A doctor said 17 citizens died in the landslide.", 17, "everyone"),
    ],
)
def test_who_speaks_and_whose_people_are_counted(text: str, number: int, side: str, read_text: Read) -> None:
    counted = (each for each in members_of(read_text(text)) if isinstance(each.record, Figure))
    assert [each.sides for each in counted if each.record.low == number] == [{side}]


TYPED = (
    "THE GOVERNOR OF THE PROVINCE SAID LATE ON TUESDAY THAT THE\n"
    "BRIDGE WOULD BE OPENED AGAIN WITHIN A WEEK.\n"
)


def test_a_wrapped_line_ends_no_sentence() -> None:
    (sentence,) = sentences_of(document(TYPED))
    assert (sentence.words[0], sentence.words[-1]) == ("the", "week")
    assert sentence.end == len(TYPED) - 1


@pytest.mark.parametrize(
    "text", ["Cabinet resigns\nThe president spoke.", "It rained.\nThe president spoke."]
)
def test_a_short_or_finished_line_does(text: str) -> None:
    assert len(sentences_of(document(text))) == 2


@pytest.mark.parametrize(("kind", "stands"), [("state", False), ("organisation", True)])
def test_a_state_that_says_so_is_no_place(kind: str, stands: bool) -> None:
    """Chad raised its count; but who counts in Chad counts there."""
    page = Written("Chad raised its count to 94 dead.", "a")
    place = page.place("Chad", feature="country", country="TCD", name="Chad")
    who = Claimant("Chad", "state:tcd", kind, "GOV", "TCD")  # type: ignore[arg-type]
    claim = page.claim("94 dead", "Chad", claimant=who, source=(page.extent("Chad"),))
    page.figure("94 dead", "killed", 94, 94, claim=claim.id, place=place.id)
    (member,) = members_of(page.reading())
    assert (member.place is not None) is stands
