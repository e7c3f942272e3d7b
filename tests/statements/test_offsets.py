"""Pieces of a text: each case is a text and what is left of it without the marks at its ends."""

from __future__ import annotations

import pytest

from reportedly.statements.offsets import trimmed

CASES = [
    ("nine died, ", "nine died"),
    ("– nine died.", "nine died"),
    ('" nine died', "nine died"),
    ('"Nine died"', '"Nine died"'),
    ("nine died)", "nine died"),
    ("nine (two boys) died", "nine (two boys) died"),
    ("nine died (two boys)", "nine died (two boys)"),
    ("nine died (two boys).)", "nine died (two boys)"),
    ("nine died " + ")" * 3000, "nine died"),
    ('" ' * 3000 + "nine died", "nine died"),
    (" -- ", None),
    (")", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_what_belongs_to_neither_end_is_cut(text, wanted):
    place = trimmed(text, (0, len(text)))
    assert (None if place is None else text[slice(*place)]) == wanted
