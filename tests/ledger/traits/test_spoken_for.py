"""For which body or in which post somebody speaks that is none of a state's."""

from __future__ import annotations

import pytest

from reportedly.ledger.traits.spoken_for import (
    BODY,
    VOICE_OF,
    body_spoken_for,
    find_initials,
    find_spoken_for,
    post_held,
)
from reportedly.records import Claimant, Reading

from ..samples import Written

UNION = Claimant("Union of Salt Workers", "org:union-of-salt-workers", "organisation", "LAB", None)
LETTERS = Claimant("USW", "org:usw", "organisation", None, None)
BODIES = {f"{BODY}union of salt workers": UNION, f"{BODY}front": UNION}


def quoting(*claimants: Claimant, source: str = "") -> Reading:
    page = Written(f"Rain fell, the witnesses say, and {source} agrees.", "a")
    for each in claimants:
        named = (page.extent(source),) if source else ()
        page.claim("Rain fell", each.name, claimant=each, source=named)
    return page.reading()


@pytest.mark.parametrize(
    ("words", "spoken_for"),
    [
        ("Front spokesman Idris Bello", True),
        ("Front leader Idris Bello", True),
        ("the Front's secretary-general, Idris Bello", True),
        ("Idris Bello, head of the Union of Salt Workers", True),
        ("the chief executive of the Front", True),
        ("Idris Bello, deputy head of the Front", False),
        ("former Front chairman Idris Bello", False),
        ("Idris Bello of the Front", False),
        ("Idris Bello, head of a clinic", False),
        ("Front member Idris Bello", False),
    ],
)
def test_who_speaks_for_a_body(words: str, *, spoken_for: bool) -> None:
    assert (body_spoken_for(words, BODIES) == UNION) is spoken_for


def test_the_head_of_a_known_body_speaks_for_it() -> None:
    body = body_spoken_for("UN Secretary-General Idris Bello", {})
    assert body is not None
    assert body.key == "org:un"


@pytest.mark.parametrize(
    ("words", "post"),
    [
        ("the ombudsman", "ombudsman"),
        ("Kenya's human rights ombudswoman, Ada Brenn", "ombudsman"),
        ("the ombudsman's office", "ombudsman"),
        ("the children's ombudsman", None),
        ("the deputy ombudsman", None),
        ("a relative of the ombudsman", None),
        ("the mayor", None),
    ],
)
def test_an_ombudsman_is_one_by_name_post_and_office(words: str, post: str | None) -> None:
    held = post_held(words)
    assert (held.name if held else None) == post


def test_a_person_with_a_post_has_it_among_the_aliases() -> None:
    brenn = Claimant("Ada Brenn", "person:ada-brenn", "person", None, "KEN")
    found = find_spoken_for([quoting(brenn, source="ombudswoman Ada Brenn")], {})
    assert found[f"{VOICE_OF}{brenn.key}"].name == "ombudsman"


def test_capitals_are_the_one_body_that_has_these_initials() -> None:
    other = Claimant("United Sugar Works", "org:united-sugar-works", "organisation", None, None)
    assert find_initials([quoting(UNION, LETTERS)]) == {LETTERS.key: UNION}
    assert find_initials([quoting(UNION, LETTERS, other)]) == {}
    outlet = Claimant("Uplands Standard Weekly", "org:uplands-standard-weekly", "organisation", "JRN", None)
    assert find_initials([quoting(outlet, LETTERS)]) == {}
