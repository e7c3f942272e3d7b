"""What a colon announces: a case is marked text with the phrase that brought it in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.marked import parse_marked
from reportedly.records import Reading

CASES = {
    "items with dashes": (
        "[The ministry|source] [said|cue]:\n\n- [The road is closed|content].\n- [Two bridges fell|content]."
    ),
    "items with numbers, each a paragraph": (
        "[The army|source] [said|cue]:\n\n1. [The road is closed|content].\n\n2. [Two men fled|content]."
    ),
    "an item over two lines": (
        "[The army|source] [said|cue]:\n• [The road is\nclosed|content].\n• [Two men fled|content].\n\n"
        "It rained."
    ),
    "points made": (
        "[The ministry|source] [made two points|cue]:\n- [The road is closed|content].\n"
        "- [Nobody died|content]."
    ),
    "points in one line": (
        "[The ministry|source] [made two points|cue]: [the road is closed|content]; "
        "and [nobody died|content]."
    ),
    "a block without marks": (
        "It rained.\n\n[The mayor|source] [wrote|cue]:\n\n[The road is closed|content].\n\nResidents fled."
    ),
    "a clause taken up again": (
        "[The ministry|source] [said|cue] [that the road was closed|content]; and [that nobody died|content]."
    ),
}
SILENT = [
    "The army lost:\n- two tanks\n- a truck",
    "Here is the list of the towns:\n- Salem\n- Ruby",
]


@pytest.mark.parametrize("line", CASES.values(), ids=CASES.keys())
def test_items_are_contents_of_one_claim(line: str, read_text: Callable[..., Reading]) -> None:
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


@pytest.mark.parametrize("text", SILENT)
def test_a_list_that_nobody_says_is_the_outlets_own(text: str, read_text: Callable[..., Reading]) -> None:
    assert read_text(text).claims == ()
