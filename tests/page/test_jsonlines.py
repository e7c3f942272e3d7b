"""One document a line: fields, errors that name the line, and text that is kept to the letter."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.page import jsonlines
from reportedly.page.capture import Page
from reportedly.page.documents import document_of
from reportedly.page.jsonlines import find_lines


def read(content: bytes) -> list[Page | InputError]:
    return list(find_lines(io.BufferedReader(io.BytesIO(content)), "x.jsonl"))  # type: ignore[type-var]


def read_row(row: object) -> Page | InputError:
    (found,) = read(json.dumps(row).encode())
    return found


def test_all_fields_arrive() -> None:
    row = {
        "id": "a1",
        "text": "Two men died.",
        "url": "https://example.org/a",
        "title": "Fire",
        "publisher": "Morning Paper",
        "authors": ["Rita Olsen", " "],
        "published": "2021-03-04",
        "language": "en",
        "mine": {"kept": "out"},
    }
    page = read_row(row)
    assert isinstance(page, Page)
    document = document_of(page)
    assert page.name == "x.jsonl:1"
    assert page.content == json.dumps(row).encode()
    assert (document.id, document.url, document.title) == ("a1", "https://example.org/a", "Fire")
    assert (document.publisher, document.authors) == ("Morning Paper", ("Rita Olsen",))
    assert (document.published, document.published_basis) == ("2021-03-04", "stated")
    assert document.digest == page.digest


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"text": "a"', "is not JSON: Expecting ',' delimiter at column 13"),
        (b"{'text': 1}", "is not JSON"),
        (b"[1, 2]", "must be a JSON object, got a list"),
        (b"null", "must be a JSON object, got null"),
        (b"7", "must be a JSON object, got a number"),
        (b'{"id": "x"}', "has neither 'text' nor 'html'"),
        (b'{"text": null}', "has neither 'text' nor 'html'"),
        (b'{"text": 7}', "'text' must be a string, got a number"),
        (b'{"text": "a", "id": 7}', "'id' must be a string, got a number"),
        (b'{"text": "a", "published": true}', "'published' must be a string, got a truth value"),
        (b'{"text": "a", "title": ["b"]}', "'title' must be a string, got a list"),
        (b'{"text": "a", "authors": {"b": 1}}', "'authors' must be a list of strings, got an object"),
        (b'{"text": "a", "authors": [1]}', "'authors' must be a list of strings, got a list"),
        (b'{"text": "caf\xe9"}', "is not UTF-8 at byte 13"),
        (b"[" * 100_000, "is not JSON"),
        (b"\xff\xfe{\x00}\x00", "is not UTF-8"),
    ],
)
def test_line_seven_of_ten_is_bad(line: bytes, told: str) -> None:
    good = [json.dumps({"text": str(number)}).encode() for number in range(10)]
    found = read(b"\n".join([*good[:6], line, *good[7:]]))
    errors = [each for each in found if isinstance(each, InputError)]
    assert [each.body for each in found if isinstance(each, Page)] == list("012345789")
    assert [error.where for error in errors] == ["x.jsonl:7"]
    assert told in errors[0].why


def test_a_line_beyond_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "DOCUMENT_LIMIT", 100)
    first, error, last = read(b'{"text": "1"}\n{"text": "' + b"x" * 3_000_000 + b'"}\n{"text": "3"}')
    assert isinstance(first, Page)
    assert isinstance(error, InputError)
    assert isinstance(last, Page)
    assert (error.where, last.body, last.name) == ("x.jsonl:2", "3", "x.jsonl:3")


def test_blank_lines_and_line_ends_count_but_say_nothing() -> None:
    found = read(b'\xef\xbb\xbf{"text": "1"}\r\n\r\n  \n{"text": "4"}\r\n')
    assert [each.name for each in found if isinstance(each, Page)] == ["x.jsonl:1", "x.jsonl:4"]


@given(st.text())
def test_text_is_kept_to_the_letter(text: str) -> None:
    page = read_row({"text": text})
    assert isinstance(page, Page)
    assert document_of(page).text == text


def test_half_a_character_is_replaced_by_one() -> None:
    (page,) = read(b'{"text": "a\\ud83d b"}')
    assert isinstance(page, Page)
    assert page.body == "a\ufffd b"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_lines_of_other_encodings_are_read_by_their_mark(encoding: str) -> None:
    rows = [json.dumps({"id": name, "text": "Жеті адам – 🙂"}, ensure_ascii=False) for name in "ab"]
    pages = read("\n".join(rows).encode(encoding))
    assert [(page.id, page.body) for page in pages if isinstance(page, Page)] == [
        ("a", "Жеті адам – 🙂"),
        ("b", "Жеті адам – 🙂"),
    ]
