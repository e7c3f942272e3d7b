"""Quotations: one line a case, drawn as `depth: words`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.quotes import MAX_DEPTH, find_quotations, marked_end
from reportedly.page.documents import make_document

CASES = [
    ("“It is over,” he said. “Go home.”", ["0: It is over,", "0: Go home."]),
    ("''We can't,'' he said.", ["0: We can't,"]),
    ('"I said "no" to him," she said.', ['0: I said "no" to him,', "1: no"]),
    ("“He cried ‘fire’ twice,” she said.", ["0: He cried ‘fire’ twice,", "1: fire"]),
    ("The workers' strike and Alan's car.", []),
    ("In the ’90s they said rock ’n’ roll.", []),
    ("„Nein“, sagte er.", ["0: Nein"]),
    ("«Non», dit-il, et »Ja«, sagte er.", ["0: Non", "0: Ja"]),
    ("«Он сказал „нет“ вчера»", ["0: Он сказал „нет“ вчера", "1: нет"]),
    ("”Turned the wrong way,” she wrote.", ["0: Turned the wrong way,"]),
    ("He is 5'10\" tall and weighs little.", []),
    ("“First paragraph.\n\n“Second,” he said.", ["0: First paragraph.…", "0+ Second,"]),
    ('"Never closed and "closed," he said.', ["0: Never closed and…", "0: closed,"]),
    ("“", []),
    ('""', []),
]


@pytest.mark.parametrize(("text", "drawn"), CASES)
def test_quotations_are_told_by_their_marks(text: str, drawn: list[str]) -> None:
    found = [
        f"{q.depth}{'+' if q.continues else ':'} {text[q.start : q.end]}{'…' if q.closed is None else ''}"
        for q in find_quotations(make_document(text))
    ]
    assert found == drawn


def test_six_deep() -> None:
    text = "“aa ‘bb “cc ‘dd “ee ‘ff’ ee” dd’ cc” bb’ aa”"
    assert [q.depth for q in find_quotations(make_document(text))] == [0, 1, 2, 3, 4, 5]


@given(st.text(alphabet="ab \n.,“”‘’\"'«»„`", max_size=200))
def test_quotations_nest_and_stay_in_the_text(text: str) -> None:
    quotations = find_quotations(make_document(text))
    for quotation in quotations:
        assert 0 <= quotation.opened < quotation.start < quotation.end <= len(text)
        assert quotation.depth < MAX_DEPTH
        assert marked_end(quotation, text) <= len(text)
    assert list(quotations) == sorted(quotations, key=lambda q: (q.start, -q.end))
