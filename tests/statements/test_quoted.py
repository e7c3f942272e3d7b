"""Which quotations belong to whom: a case is a line of marked text with the phrase that brought it in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.marked import parse_marked
from reportedly.records import Reading

CASES = {
    "an abbreviation between two halves": (
        "[“The dam broke,”|content] [said|cue] [Mr. Ortiz, a farmer|source]. [“We ran.”|content]"
    ),
    "initials and a state": (
        "[“The dam broke,”|content] [said|cue] [Rep. G. K. Ortiz of Salem|source], Mass. [“We ran.”|content]"
    ),
    "a whole sentence before the quotation": (
        "The mayor was near tears. [“We ran all night,”|content] [she|source] [said|cue]."
    ),
    "words of the same sentence before the quotation": (
        "[The plan is “a terrible mistake,”|content] [she|source] [said|cue]."
    ),
    "the title of a broadcast": (
        "[“It broke at night,”|content] [he|source] [said|cue] on Channel Four's “Morning Hour.” "
        "[“We ran.”|content]"
    ),
    "a fragment in the sentence of another": (
        "[The mayor|source] [said|cue] [the plan was “a terrible mistake,”|content] and the army said no."
    ),
    "what the object is called": (
        "[The governor|source] [referred to|cue] [the mayor as “a thief.”|content]"
    ),
}


@pytest.mark.parametrize("line", CASES.values(), ids=CASES.keys())
def test_a_quotation_is_held_by_who_says_it(line: str, read_text: Callable[..., Reading]) -> None:
    marked = parse_marked(line)
    wanted = {
        role: [(mark.start, mark.end) for mark in marked.marks if mark.role == role]
        for role in ("source", "cue", "content")
    }
    found = [
        {role: [(part.start, part.end) for part in getattr(claim, role)] for role in wanted}
        for claim in read_text(marked.text).claims
    ]
    assert wanted in found
