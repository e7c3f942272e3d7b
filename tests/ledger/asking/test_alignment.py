"""What two texts share, word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.asking.alignment import SHORT, WORD, AlignedPiece, pieces_of

WORDS = st.lists(st.sampled_from(["police", "say", "12", "15", "died", ".", "é", "«", "\n"]), max_size=60)


def drawn(before: str, after: str) -> str:
    """Both texts in one line: what went in [- -], what came in {+ +}."""
    return " ".join(map(_drawn, pieces_of(before, after)))


def _drawn(piece: AlignedPiece) -> str:
    if piece.same:
        assert piece.after is not None
        return piece.after.quote
    went = f"[-{piece.before.quote}-]" if piece.before else ""
    return went + (f"{{+{piece.after.quote}+}}" if piece.after else "")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", ""),
        ("All is calm.", "All is calm.", "All is calm."),
        ("Police said 12 died.", "Police said 15 died.", "Police said [-12-]{+15+} died."),
        ("Police said 12 died.", "Police said 12 died, one later.", "Police said 12 died {+, one later+} ."),
        ("Two fled. Three stayed.", "Three stayed.", "[-Two fled.-] Three stayed."),
        ("", "Three stayed.", "{+Three stayed.+}"),
        ("3,800 were held", "3,900 were held", "[-3,800-]{+3,900+} were held"),  # a number is one word
        ("it  was\nso", "it was so", "it was so"),  # spaces are nobody's news
        ("the the a the", "the a the the", "the [-the-] a {+the+} the"),
    ],
)
def test_words_that_went_and_came(before: str, after: str, told: str) -> None:
    assert drawn(before, after) == told


@given(WORDS, WORDS)
def test_both_texts_are_whole(one: list[str], other: list[str]) -> None:
    before, after = " ".join(one), " ".join(other)
    pieces = pieces_of(before, after)
    for text, side in ((before, "before"), (after, "after")):
        extents = [extent for piece in pieces if (extent := getattr(piece, side)) is not None]
        assert all(text[extent.start : extent.end] == extent.quote for extent in extents)
        assert [word for extent in extents for word in WORD.findall(extent.quote)] == WORD.findall(text)
        assert all(first.end <= second.start for first, second in pairwise(extents))
    for piece in pieces:
        if piece.same:
            assert piece.before is not None
            assert piece.after is not None
            assert WORD.findall(piece.before.quote) == WORD.findall(piece.after.quote)
    assert all(not (first.same and second.same) for first, second in pairwise(pieces))


@given(WORDS)
def test_a_text_is_the_same_as_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert all(piece.same for piece in pieces_of(text, text))


def test_a_long_text_that_shares_no_anchor_is_another_text() -> None:
    before, after = "a b " * SHORT, "b b a " * SHORT
    assert len(pieces_of(f"now {before} then", f"now {after} then")) < 6
