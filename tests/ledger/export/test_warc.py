"""Captures as a web archive, opened by readers that are not ours."""

from __future__ import annotations

import io
import subprocess
from base64 import b32encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from reportedly.ledger.export import write_export
from reportedly.ledger.file.filing import Capture
from reportedly.ledger.store import open_ledger
from reportedly.page.capture import Page
from reportedly.page.documents import document_of
from reportedly.page.fetch import find_pages

from ..samples import full_reading

HTML = "<html><body><p>Двое погибли в Алматы, сообщила полиция.</p></body></html>"
HEADERS = {
    ":status": "200 Fine",
    "Content-Type": "text/html; charset=windows-1251",
    "Content-Encoding": "gzip",
    "X-Odd": "one\r\nWARC-Type: request",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    answer = Capture(
        HTML.encode("cp1251"), "text/html", "2022-01-07T10:00:00Z", "https://x.example/a b\r\n?q=ё", HEADERS
    )
    told = {":status": "200 OK", "Server": "x"}
    bare = Capture(b"<p>x</p>", "text/html", "2022-01-08T10:00:00Z", "https://x.example/b", told)
    line = Capture(b'{"text": "Nine died."}', "application/json", None, "https://x.example/c")
    with open_ledger(tmp_path / "l.ledger") as ledger:
        for number, capture in enumerate((answer, bare, line)):
            ledger.file([(full_reading(f"page-{number}"), capture)])
        write_export(ledger, "warc", tmp_path / "l.warc.gz")
    return tmp_path / "l.warc.gz"


def test_fastwarc_reads_it_back(archive: Path) -> None:
    with archive.open("rb") as file:
        records = [
            (
                record.record_type,
                dict(record.headers),
                dict(record.http_headers or {}),
                record.reader.read(),
            )
            for record in ArchiveIterator(file, record_types=WarcRecordType.any_type)
        ]
    assert [kind for kind, *_ in records] == [
        WarcRecordType.warcinfo,
        WarcRecordType.response,
        WarcRecordType.response,
        WarcRecordType.resource,
    ]
    _, head, answer, body = records[1]
    assert head["WARC-Target-URI"] == "https://x.example/a%20b%0D%0A?q=%D1%91"
    assert head["WARC-Date"] == "2022-01-07T10:00:00Z"
    assert body.decode("cp1251") == HTML
    digest = b32encode(sha256(body).digest()).decode()
    assert head["WARC-Payload-Digest"] == f"sha256:{digest}"
    assert answer["X-Archive-Orig-Content-Encoding"] == "gzip"
    assert answer["X-Odd"] == "one WARC-Type: request"
    assert "Content-Encoding" not in answer
    assert records[2][2]["Content-Type"] == "text/html"
    assert records[3][1]["WARC-Target-URI"].startswith("urn:reportedly:capture-")
    assert records[3][3] == b'{"text": "Nine died."}'


def test_warcio_reads_it_back(archive: Path) -> None:
    warcio: Any = pytest.importorskip("warcio.archiveiterator")
    with archive.open("rb") as file:
        records = [
            (record.rec_type, record.http_headers, record.content_stream().read())
            for record in warcio.ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, *_ in records] == ["warcinfo", "response", "response", "resource"]
    assert records[1][1].get_statuscode() == "200"
    assert records[1][2].decode("cp1251") == HTML


def test_our_own_reader_reads_it_back(archive: Path) -> None:
    first, second = [page for page in find_pages([archive]) if isinstance(page, Page)]
    assert document_of(first).text == "Двое погибли в Алматы, сообщила полиция."
    assert first.headers is not None
    assert first.headers[":status"] == "200 Fine"
    assert second.content == b"<p>x</p>"


def test_every_record_is_packed_by_itself(archive: Path) -> None:
    content = archive.read_bytes()
    assert content.count(b"\x1f\x8b\x08\x00\x00\x00\x00\x00") == 4
    told = subprocess.run(["gzip", "-t"], input=content, check=False)
    assert told.returncode == 0
    starts = [each.stream_pos for each in ArchiveIterator(io.BytesIO(content), WarcRecordType.any_type)]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
