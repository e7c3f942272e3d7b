"""WARC archives: the HTML responses that succeeded, with the time of their capture."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest

from reportedly.errors import InputError, MissingInput, UnreadableInput
from reportedly.page import archive
from reportedly.page.archive import find_records
from reportedly.page.capture import Page
from reportedly.page.documents import document_of
from reportedly.page.fetch import pages_of_stream

HTML = "<html><body><p>Пять человек погибли, сообщила полиция.</p></body></html>"


def record(
    url: str, body: bytes, *, status: str = "200 OK", headers: str = "Content-Type: text/html"
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-06T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def read(content: bytes) -> list[Page | InputError]:
    return list(pages_of_stream(io.BufferedReader(io.BytesIO(content)), "x.warc"))  # type: ignore[type-var]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_html_responses_are_read(pack: type[bytes]) -> None:
    windows = "Content-Type: text/html; charset=windows-1251"
    packed = "Content-Type: text/html\r\nContent-Encoding: gzip"
    found = read(
        b"".join(
            pack(each)
            for each in (
                record("http://example.org/a", HTML.encode("cp1251"), headers=windows),
                record("http://example.org/style", b"p {}", headers="Content-Type: text/css"),
                record("http://example.org/gone", HTML.encode(), status="404 Not Found"),
                record("http://example.org/b", gzip.compress(HTML.encode()), headers=packed),
            )
        )
    )
    pages = [each for each in found if isinstance(each, Page)]
    assert [page.url for page in pages] == ["http://example.org/a", "http://example.org/b"]
    assert [page.fetched_at for page in pages] == ["2022-01-06T10:00:00Z"] * 2
    assert {document_of(page).text for page in pages} == {"Пять человек погибли, сообщила полиция."}
    assert len(found) == 2


def test_a_record_beyond_the_limit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "DOCUMENT_LIMIT", 1000)
    bomb = record(
        "http://example.org/bomb",
        gzip.compress(b" " * 5_000_000),
        headers="Content-Type: text/html\r\nContent-Encoding: gzip",
    )
    error, page = read(bomb + record("http://example.org/a", HTML.encode()))
    assert isinstance(error, UnreadableInput)
    assert str(error).startswith("x.warc: http://example.org/bomb: has more than")
    assert isinstance(page, Page)


def test_an_archive_that_breaks_off() -> None:
    whole = gzip.compress(record("http://example.org/a", HTML.encode()))
    page, *_, error = read(whole + whole[:-30])
    assert isinstance(page, Page)
    assert isinstance(error, UnreadableInput)
    assert str(error).startswith("x.warc: is read no further")


def test_an_archive_without_a_page() -> None:
    (error,) = read(record("http://example.org/x", b"p {}", headers="Content-Type: text/css"))
    assert isinstance(error, MissingInput)
    assert "no HTML response" in error.why


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ("Content-Encoding: gzip", b"no gzip", "is not gzip"),
        ("Content-Encoding: gzip", gzip.compress(HTML.encode())[:-12], "its gzip breaks off"),
        ("Content-Encoding: br", b"\x00\x01abc", "is not br"),
        ("Content-Encoding: zstd", b"(\xb5/\xfdxx", "is not zstd"),
        ("Content-Encoding: odd", b"abc", "packed as 'odd'"),
        ("Transfer-Encoding: chunked", b"zz\r\nabc\r\n", "its chunks are broken"),
        ("Transfer-Encoding: chunked", b"ff\r\nabc\r\n", "its chunks are broken"),
        ("Content-Encoding: gzip", gzip.compress(b"a" * 50_000_000), "has more than"),
    ],
)
def test_a_bad_response_is_named_and_the_next_is_read(headers: str, body: bytes, told: str) -> None:
    bad = record("http://example.org/bad", body, headers=f"Content-Type: text/html\r\n{headers}")
    error, page = read(bad + record("http://example.org/a", HTML.encode()))
    assert isinstance(error, UnreadableInput)
    assert str(error).startswith(f"x.warc: http://example.org/bad: {told}") or told in str(error)
    assert isinstance(page, Page)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked", b"5;a=b\r\n<p>On\r\nA\r\ne died</p>\r\n0\r\n\r\n"),
        ("Content-Encoding: deflate", zlib.compress(b"<p>One died</p>")),
        ("Content-Encoding: deflate", zlib.compress(b"<p>One died</p>")[2:-4]),
        ("Content-Encoding: identity", b"<p>One died</p>"),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", b"<p>One died</p>"),
    ],
)
def test_responses_are_unpacked(headers: str, body: bytes) -> None:
    (page,) = read(record("http://example.org/a", body, headers=f"Content-Type: text/html\r\n{headers}"))
    assert isinstance(page, Page)
    assert page.content == b"<p>One died</p>"


def test_a_plain_archive_that_breaks_off() -> None:
    whole = record("http://example.org/a", HTML.encode())
    page, error = read(whole + whole[:-30])
    assert isinstance(page, Page)
    assert str(error) == "x.warc: http://example.org/a: breaks off before its end"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2022-01-07T06:00:00+06:00", "2022-01-07T00:00:00Z"),
        ("2022-01-07T00:00:00.123456Z", "2022-01-07T00:00:00Z"),
        ("2022-01-07", "2022-01-07T00:00:00Z"),
        ("zzzz", None),
        ("0001-01-01T00:00:00Z", None),
    ],
)
def test_times_of_capture_are_of_one_form(written: str, kept: str | None) -> None:
    """They are put in order by their letters."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Two men died.</p>"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: {written}\r\nContent-Type: application/http\r\n"
    record = f"{head}WARC-Target-URI: http://x.example/\r\nContent-Length: {len(answer)}\r\n\r\n".encode()
    stream = io.BufferedReader(io.BytesIO(record + answer + b"\r\n\r\n"))  # type: ignore[arg-type]
    (page,) = find_records(stream, "a.warc")
    assert isinstance(page, Page)
    assert page.fetched_at == kept or (kept is None and page.fetched_at[:4] >= "2025")
