from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import MarkedTextError
from reportedly.marked import Mark, draw_marked, parse_marked


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("nothing marked", "nothing marked", ()),
        ("[Police|source] spoke", "Police spoke", (Mark(0, 6, "source"),)),
        ("[at least eight|amount:at_least 8..]", "at least eight", (Mark(0, 14, "amount", "at_least 8.."),)),
        (
            "[they said [two men|group] died|content]",
            "they said two men died",
            (Mark(0, 22, "content"), Mark(10, 17, "group")),
        ),
        (r"a \[sic\] and \\ and \|", r"a [sic] and \ and |", ()),
        ("“[да|cue]” 🙂 [no|cue]", "“да” 🙂 no", (Mark(1, 3, "cue"), Mark(7, 9, "cue"))),
    ],
)
def test_parse(source: str, text: str, marks: tuple[Mark, ...]) -> None:
    marked = parse_marked(source)
    assert (marked.text, marked.marks) == (text, marks)


@pytest.mark.parametrize(
    "source", ["[open|role", "[no label]", "[|role]", "[words|]", "alone]", "a | b", "[open"]
)
def test_malformed(source: str) -> None:
    with pytest.raises(MarkedTextError):
        parse_marked(source)


@given(st.text(), st.data())
def test_drawing_is_the_inverse(text: str, data: st.DataObject) -> None:
    marks = []
    low = 0
    while low < len(text) and data.draw(st.booleans()):
        start = data.draw(st.integers(low, len(text) - 1))
        low = data.draw(st.integers(start + 1, len(text)))
        marks.append(Mark(start, low, data.draw(st.sampled_from(["source", "cue"])), None))
    marked = parse_marked(draw_marked(text, marks))
    assert marked.text == text
    assert marked.marks == tuple(marks)
