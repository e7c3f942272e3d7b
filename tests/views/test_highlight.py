"""Spans that nest and cross, cut into pieces whose joined text is the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Segment
from reportedly.views.highlight import Span, blocks_of, cut


def span(name: str, start: int, end: int) -> Span:
    return Span(name, 1, start, end, "claim", "open", name)


def drawn(text: str, *spans: Span) -> str:
    """`[a|b:words]` for words under a and b."""
    return "".join(
        f"[{'|'.join(each.id for each in piece.spans)}:{piece.text}]" if piece.spans else piece.text
        for piece in cut(text, spans)
    )


def test_no_span_is_one_piece() -> None:
    assert drawn("plain words") == "plain words"


def test_one_inside_another() -> None:
    text = "At least 18 were killed."
    assert drawn(text, span("a", 0, 23), span("b", 9, 11)) == "[a:At least ][a|b:18][a: were killed]."


def test_two_that_cross() -> None:
    assert drawn("abcdef", span("a", 0, 4), span("b", 2, 6)) == "[a:ab][a|b:cd][b:ef]"


def test_a_sign_beyond_the_first_plane_counts_once() -> None:
    assert drawn("🕊 12 killed", span("a", 2, 4)) == "🕊 [a:12] killed"


def test_each_span_begins_once_and_ends_once() -> None:
    pieces = list(cut("abcdef", [span("a", 0, 4), span("b", 2, 6), span("c", 2, 3)]))
    assert [name for piece in pieces for name in piece.begins] == ["a", "b", "c"]
    assert [each.id for piece in pieces for each in piece.ends] == ["c", "a", "b"]


def test_captions_comments_and_what_lies_between_are_kept() -> None:
    text = "Title\nBody text\nleft over\nA caption"
    blocks = blocks_of(text, [Segment("title", 0, 5), Segment("caption", 26, 35)], [span("a", 6, 10)])
    assert [block.kind for block in blocks] == ["title", "paragraph", "caption"]
    assert "".join("".join(piece.text for piece in block.pieces) for block in blocks) == text


def test_a_span_over_two_segments_is_in_both() -> None:
    blocks = blocks_of(
        "one\ntwo", [Segment("paragraph", 0, 3), Segment("paragraph", 3, 7)], [span("a", 1, 6)]
    )
    assert [[bool(piece.spans) for piece in block.pieces] for block in blocks] == [
        [False, True],
        [True, False],
    ]
    assert [name for block in blocks for piece in block.pieces for name in piece.begins] == ["a"]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8))
def test_pieces_joined_are_the_text(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [span(str(number), *sorted(pair)) for number, pair in enumerate(ends)]
    pieces = list(cut(text, spans))
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert len({each.id for each in piece.spans}) == len(piece.spans)


def test_many_segments_and_spans() -> None:
    count = 8000
    segments = [Segment("paragraph", at * 5, at * 5 + 5) for at in range(count)]
    spans = [span(str(at), at * 5, at * 5 + 4) for at in range(count)]
    assert len(blocks_of("word " * count, segments, spans)) == count
