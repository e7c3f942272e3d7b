"""Captures as a WACZ, opened by readers that are not ours."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger.export import write_export
from reportedly.ledger.export.wacz import address_key
from reportedly.ledger.file.filing import Capture
from reportedly.ledger.store import open_ledger

from ..samples import full_reading

ANSWER = {":status": "200 OK", "Content-Type": "text/html; charset=utf-8"}
PAGE = "https://www.news.example/Almaty?b=2&a=1"

PACKAGE: dict[str, Any] = {
    "type": "object",
    "required": ["profile", "resources", "wacz_version"],
    "properties": {
        "profile": {"const": "data-package"},
        "wacz_version": {"const": "1.1.1"},
        "title": {"type": "string"},
        "created": {"type": "string", "format": "date-time"},
        "software": {"type": "string"},
        "resources": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "path", "hash", "bytes"],
                "properties": {
                    "name": {"type": "string", "pattern": "^[a-z0-9._-]+$"},
                    "path": {"type": "string"},
                    "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                    "bytes": {"type": "integer", "minimum": 0},
                },
            },
        },
    },
}
"""What the specification demands of `datapackage.json`."""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    early = Capture(b"<p>Eight died.</p>", "text/html", "2022-01-07T10:00:00Z", PAGE, ANSWER)
    late = Capture("<p>Девять.</p>".encode(), "text/html", "2022-01-08T10:00:00Z", PAGE, ANSWER)
    line = Capture(b'{"text": "Nine died."}', "application/json", None, "https://x.example/c")
    with open_ledger(tmp_path / "crisis.ledger") as filed:
        for name, capture in (("page", early), ("page", late), ("line", line)):
            reading = full_reading(name)
            filed.file(
                [(replace(reading, document=replace(reading.document, digest=capture.digest)), capture)]
            )
    return tmp_path / "crisis.ledger"


@pytest.fixture
def archive(ledger: Path) -> Path:
    with open_ledger(ledger, read_only=True) as opened:
        write_export(opened, "wacz", ledger.with_suffix(".wacz"))
    return ledger.with_suffix(".wacz")


def lines_of(archive: Path, name: str) -> list[str]:
    with zipfile.ZipFile(archive) as file:
        return file.read(name).decode().splitlines()


def test_every_part_is_there_with_its_digest(archive: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        assert file.testzip() is None
        names = [each.filename for each in file.infolist()]
        assert file.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        package = file.read("datapackage.json")
        told = json.loads(package)
        jsonschema.validate(told, PACKAGE)
        digest = json.loads(file.read("datapackage-digest.json"))
        assert digest == {"path": "datapackage.json", "hash": f"sha256:{sha256(package).hexdigest()}"}
        assert [each["path"] for each in told["resources"]] == names[:-2]
        for each in told["resources"]:
            content = file.read(each["path"])
            assert each["hash"] == f"sha256:{sha256(content).hexdigest()}"
            assert each["bytes"] == len(content)
    assert names == [
        "archive/data.warc.gz",
        "indexes/index.cdxj",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    ]


def test_the_index_leads_to_each_record(archive: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    with zipfile.ZipFile(archive) as file:
        data = file.read("archive/data.warc.gz")
    lines = lines_of(archive, "indexes/index.cdxj")
    assert lines == sorted(lines)
    assert [line.split(" ")[:2] for line in lines[:2]] == [
        ["example,news)/almaty?a=1&b=2", "20220107100000"],
        ["example,news)/almaty?a=1&b=2", "20220108100000"],
    ]
    bodies = []
    for line in lines:
        told = json.loads(line.split(" ", 2)[2])
        start = int(told["offset"])
        record = next(
            ArchiveIterator(io.BytesIO(data[start : start + int(told["length"])]), check_digests="raise")
        )
        assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == told["digest"]
        assert told.get("status") == (record.http_headers.get_statuscode() if record.http_headers else None)
        bodies.append(record.content_stream().read().decode())
    assert bodies == ["<p>Eight died.</p>", "<p>Девять.</p>", '{"text": "Nine died."}']


def test_the_pages_are_those_of_the_captures(archive: Path) -> None:
    head, *pages = map(json.loads, lines_of(archive, "pages/pages.jsonl"))
    assert head["format"] == "json-pages-1.0"
    assert [each["url"] for each in pages[:2]] == [PAGE, PAGE]
    assert [datetime.fromisoformat(each["ts"]).utcoffset() for each in pages] == [timedelta()] * 3
    assert ["text" in each for each in pages] == [False, True, True]
    assert pages[1]["title"] == "Unrest in Almaty"


def test_it_goes_down_a_pipe(ledger: Path) -> None:
    told = CliRunner().invoke(main, ["export", str(ledger), "--format", "wacz"])
    assert told.exit_code == 0
    with zipfile.ZipFile(io.BytesIO(told.stdout_bytes)) as file:
        assert file.testzip() is None
        assert len(file.namelist()) == 5


def test_a_ledger_without_captures_is_an_archive_without_pages(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.ledger") as opened:
        write_export(opened, "wacz", tmp_path / "l.wacz")
    assert lines_of(tmp_path / "l.wacz", "indexes/index.cdxj") == []
    assert len(lines_of(tmp_path / "l.wacz", "pages/pages.jsonl")) == 1


@pytest.mark.skipif(shutil.which("wacz") is None, reason="`make wacz` has it, in an environment of its own")
def test_the_reference_validates_it(archive: Path) -> None:
    done = subprocess.run(
        ["wacz", "validate", "-f", str(archive)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("address", "key"),  # as Internet Archive's `surt` has them
    [
        ("http://www.Example.com/Path/?B=1&a=2", "com,example)/path?a=2&b=1"),
        ("https://example.com", "com,example)/"),
        ("https://example.com:8443/a/b/", "com,example:8443)/a/b"),
        ("http://example.com:80/a%20b%C3%A9", "com,example)/a%20b%c3%a9"),
        ("https://user:pw@example.com/x", "com,example)/x"),
        ("https://пример.рф/%D0%BD", "xn--p1ai,xn--e1afmkfd)/%d0%bd"),
        ("http://127.0.0.1:5000/page/toll", "1,0,0,127:5000)/page/toll"),
        ("http://www2.example.com./a#f", "com,example)/a"),
        ("https://example.com/?", "com,example)/"),
        ("urn:reportedly:capture-12", "urn:reportedly:capture-12"),
        ("http://[half/A", "http://[half/a"),  # whatever an archive that was read had
        ("http://x.example:port/A", "http://x.example:port/a"),
        (f"http://{'A' * 64}.example/", f"http://{'a' * 64}.example/"),
    ],
)
def test_addresses_are_sorted_as_in_other_indexes(address: str, key: str) -> None:
    assert address_key(address) == key
