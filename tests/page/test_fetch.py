"""Inputs of every kind become pages; what cannot be read is named, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from reportedly.errors import InputError, MissingInput, UnreadableInput
from reportedly.page import unpack
from reportedly.page.capture import DOCUMENT_LIMIT
from reportedly.page.fetch import Page, find_pages, size_of, sniff_kind

GOOD = "Two men died in Almaty, police said."


def read_all(*inputs: object, **more: object) -> tuple[list[Page], list[InputError]]:
    found = list(find_pages(map(str, inputs), **more))  # type: ignore[arg-type]
    pages = [each for each in found if isinstance(each, Page)]
    return pages, [each for each in found if isinstance(each, InputError)]


def read_file(folder: Path, name: str, content: bytes) -> tuple[list[Page], list[InputError]]:
    """What a file gives when a good one stands behind it."""
    (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(GOOD)
    pages, errors = read_all(folder / name, folder / "good.txt")
    assert pages[-1].content == GOOD.encode()
    return pages[:-1], errors


def test_a_page_knows_its_bytes_and_their_digest(tmp_path: Path) -> None:
    (page,), _ = read_file(tmp_path, "a.md", b"# Fire\n\nTwo men died.")
    assert page.content == b"# Fire\n\nTwo men died."
    assert page.digest == sha256(page.content).hexdigest()
    assert page.name == str(tmp_path / "a.md")
    assert page.fetched_at.endswith("Z")
    assert (page.form, page.media_type) == ("text", "text/plain")


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", b"<html>as it stands</html>", "text"),
        ("a.htm", b"<p>Two men died.", "html"),
        ("a.HTML", b"<p>Two men died.", "html"),
        ("a.html.gz", gzip.compress(b"<p>Two men died."), "html"),
        ("a", b"<!DOCTYPE html><title>x</title>", "html"),
        ("a.dat", b"Two men died.", "text"),
        ("a.dat", b"  <div class='x'>Two men died.</div>", "html"),
        ("a.dat", b"%PDF-1.4\n", "pdf"),
    ],
)
def test_the_kind_of_a_file(tmp_path: Path, name: str, content: bytes, form: str) -> None:
    (page,), errors = read_file(tmp_path, name, content)
    assert page.form == form
    assert not errors


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b'{"text": "Two men died."}\n', "lines"),
        (b'\xef\xbb\xbf{"text": "Two men died."}\n', "lines"),
        (b'{"text": "' + b"long " * 2000, "lines"),
        (b"{curly} words at the start\nof a text", "text"),
        (b"WARC/1.0\r\n", "warc"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", "feed"),
        (b"<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"<?xml version='1.0'?><html><body>an <feed> in it", "html"),
        ("<html>".encode("utf-16-le"), "html"),
        (b"5 < 6, said the minister", "text"),
        (b"", "text"),
    ],
)
def test_the_kind_by_the_first_bytes(head: bytes, kind: str) -> None:
    assert sniff_kind(head) == kind


def test_standard_input_is_sniffed() -> None:
    lines = b'{"text": "One."}\n{"text": "Two."}\n'
    assert [page.body for page in read_all("-", stdin=io.BytesIO(lines))[0]] == ["One.", "Two."]
    (page,), _ = read_all("-", stdin=io.BytesIO(b"<html><p>One."))
    assert (page.form, page.name) == ("html", "standard input")
    (page,), _ = read_all("-", stdin=io.BytesIO(gzip.compress(b"One man died.")))
    assert page.content == b"One man died."


def test_a_folder_is_read_in_order_and_only_known_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/a.md", "picture.png", ".hidden.txt", ".git/a.txt", "c/d/e.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "x"}' if name.endswith("jsonl") else "x")
    pages, errors = read_all(tmp_path)
    assert [Path(page.name).name for page in pages] == ["b.txt", "a.md", "z.html", "e.jsonl:1"]
    assert not errors


def test_a_table_in_a_folder_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "table.parquet").write_bytes(b"PAR1\x15\x04\x15")
    (tmp_path / "good.txt").write_text(GOOD)
    pages, (error,) = read_all(tmp_path)
    assert [page.name for page in pages] == [str(tmp_path / "good.txt")]
    assert error.where == str(tmp_path / "deep" / "table.parquet")
    assert error.why == "is Parquet, which only `reportedly read --engine ray` reads, from *.parquet"


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    _, (error,) = read_all(tmp_path)
    assert isinstance(error, MissingInput)
    assert str(error).startswith(f"{tmp_path}: has no file that can be read")


def test_a_missing_file() -> None:
    _, (error,) = read_all("nowhere/page.txt")
    assert isinstance(error, MissingInput)
    assert str(error) == "nowhere/page.txt: no such file or folder"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "is empty"),
        ("empty.html", b"", "is empty"),
        ("empty.jsonl", b"\n\n", "is empty"),
        ("torn.txt.gz", gzip.compress(b"Two men died." * 999)[:40], "ended before"),
        ("false.txt.gz", b"\x1f\x8b\x08 no gzip at all", ""),
        ("table.parquet", b"PAR1\x15\x04\x15", "is Parquet, which only `reportedly read --engine ray` reads"),
        ("table.dat.gz", gzip.compress(b"PAR1\x15\x04\x15"), "is Parquet"),
        (
            "huge.txt",
            b"x" * (DOCUMENT_LIMIT + 1),
            "has more than 20,000,000 bytes, the limit of one document",
        ),
        ("huge.html.gz", gzip.compress(b" " * (DOCUMENT_LIMIT + 1)), "the limit of one document"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    _, (error,) = read_file(tmp_path, name, content)
    assert isinstance(error, UnreadableInput)
    assert name in error.where
    assert told in error.why


def test_a_document_just_below_the_limit(tmp_path: Path) -> None:
    (page,), errors = read_file(tmp_path, "long.txt", b"x" * DOCUMENT_LIMIT)
    assert len(page.content) == DOCUMENT_LIMIT
    assert not errors


def test_a_gzip_bomb_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "EXPANSION_FLOOR", 1_000_000)
    bomb = gzip.compress(b'{"text": "One."}\n' + b"\n" * 30_000_000)
    pages, (error,) = read_file(tmp_path, "bomb.jsonl.gz", bomb)
    assert [page.body for page in pages] == ["One."]
    assert "expands more than 500 times" in error.why


def test_a_name_that_no_file_can_have() -> None:
    _, errors = read_all("a\0b", "x" * 5000)
    assert len(errors) == 2


def test_a_text_loads_no_library_of_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two men died in Almaty. " * 9)
    program = (
        "import sys; from reportedly.page.fetch import find_pages; "
        "from reportedly.page.documents import document_of; "
        f"document_of(next(find_pages([{str(tmp_path / 'a.txt')!r}]))); "
        "heavy = ['trafilatura', 'lxml', 'pypdf', 'feedparser', 'fastwarc', 'urllib3', 'spacy']; "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's own account of memory")
def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("w") as file:
        for number in range(50_000):
            file.write(json.dumps({"id": str(number), "text": "Two men died. " * 40}) + "\n")
    program = (
        "import re; from pathlib import Path; from reportedly.page.fetch import find_pages; "
        f"print(sum(1 for _ in find_pages([{str(path)!r}])), "
        "re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    count, kilobytes = map(int, done.stdout.split())
    assert count == 50_000
    assert kilobytes < 60_000


def test_the_size_of_inputs_is_known_where_nothing_has_to_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    (tmp_path / "b.html").write_bytes(b"x" * 5)
    (tmp_path / "c.png").write_bytes(b"x" * 99)
    assert size_of([tmp_path]) == 15
    assert size_of([tmp_path / "a.txt", tmp_path / "a.txt"]) == 20
    assert size_of(["-"]) is None
    assert size_of([tmp_path, "https://example.org/"]) is None
    (tmp_path / "d.jsonl.gz").write_bytes(b"x")
    assert size_of([tmp_path]) is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-8-sig"])
def test_lines_in_any_encoding_on_standard_input(encoding: str) -> None:
    rows = '{"id": "a", "text": "Двое погибли."}\n{"id": "b", "text": "Nine died."}\n'
    found = list(find_pages(["-"], stdin=io.BytesIO(rows.encode(encoding))))  # type: ignore[arg-type]
    assert [(page.id, page.body) for page in found if isinstance(page, Page)] == [
        ("a", "Двое погибли."),
        ("b", "Nine died."),
    ]


def test_a_text_in_utf_16_is_no_line() -> None:
    (page,) = find_pages(["-"], stdin=io.BytesIO("{ they said".encode("utf-16")))  # type: ignore[arg-type]
    assert isinstance(page, Page)
    assert page.form == "text"
