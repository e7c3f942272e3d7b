"""Lines become paragraphs: wrapped ones joined, whole ones kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.page.blocks import ends_sentence, split_blocks

WRAPPED = """\
   BERGEN, 4 MAR 21 (NPN) -- THE BRIDGE OVER THE NORTHERN BAY FELL ON
MONDAY, THE GOVERNOR SAID.  TWO DRIVERS WERE HURT AND ONE IS STILL
MISSING.

   DIVERS WENT INTO THE WATER AT NOON, BUT THE CURRENT WAS TOO STRONG
FOR THEM."""

INDENTED = """\
  The bridge over the northern bay fell on Monday, the governor of
the province said in a speech to the people who had gathered there.
  Two drivers were hurt and one is still missing, and divers went in
at noon."""

UNBROKEN = """\
The bridge over the northern bay fell on Monday, the governor said in a speech at the harbour in the evening.
Two drivers were hurt.
One is still missing, and divers went into the water at noon."""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\n\t\n", 0),
        ("One paragraph.", 1),
        ("One.\n\nTwo.", 2),
        ("One.\r\n\r\nTwo.\r\n", 2),
        ("One.\n \t \nTwo.", 2),
        ("One.\nTwo.\nThree.", 3),
        ("One sentence that goes on\nin the next line.", 1),
        (WRAPPED, 2),
        (WRAPPED.replace("\n", "\r\n"), 2),
        (INDENTED, 2),
        (UNBROKEN, 3),
        ("The governor named\nthree roads:\n- the road to the bay,\n- the road to the hill.", 3),
    ],
)
def test_blocks(text: str, count: int) -> None:
    assert len(split_blocks(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "Quake kills eight in the valley\nArmy says 30 rebels died in the north\nMinister denies it",
        "Alcor: 14 dead, 3 missing\nBenim: 9 dead\nMonts: 21 missing",
    ],
)
def test_each_line_of_a_list_is_a_block(text: str) -> None:
    assert [block.text for block in split_blocks(text)] == text.split("\n")


def test_a_heading_without_a_blank_line_stays_apart() -> None:
    blocks = split_blocks("Bridge falls\nThe bridge over the northern bay fell on Monday, the governor said.")
    assert blocks[0].text == "Bridge falls"


@given(st.text(alphabet="ab.A \n\r\t-1\u2028"))
def test_every_visible_character_is_in_one_block(text: str) -> None:
    last = 0
    for block in split_blocks(text):
        assert not text[last : block.start].strip()
        assert last <= block.start < block.end
        assert text[block.start : block.end] == block.text == block.text.strip()
        last = block.end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    ("text", "ends"),
    [("He fell.", True), ("“He fell.”", True), ("He fell?) ", True), ("He fell", False), ("", False)],
)
def test_the_end_of_a_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends
