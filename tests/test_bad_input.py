"""Bad input from the command line: a clear error that names the place, the rest read, the exit code right."""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main

GOOD = "Police in Almaty said on Wednesday that two men were killed and 14 people were injured.\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "good.txt").write_text(GOOD)

    def run_one(
        *arguments: str | Path, stdin: bytes | None = None, **more: object
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "reportedly", *map(str, arguments)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, input=stdin, check=False, **more)  # type: ignore[call-overload]
        return subprocess.CompletedProcess(
            command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run_one


def documents(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return [record for record in records if record["kind"] == "document"]


def bad_inputs() -> Iterator[tuple[str, bytes, str]]:
    yield "empty.txt", b"", "is empty"
    yield "noise.txt", bytes(range(256)) * 40, "not text"
    yield "huge.txt", b"word " * 10_000_001, "limit"
    yield "locked.pdf", _locked_pdf(), "password"
    yield "torn.pdf", b"%PDF-1.4\n1 0 obj\n<< broken", "PDF"
    yield "bomb.jsonl.gz", gzip.compress(b"0" * 300_000_000, 9), "bomb.jsonl.gz"
    yield "torn.jsonl.gz", gzip.compress(b'{"id": "a", "text": "b"}\n' * 999)[:60], "torn.jsonl.gz"
    yield (
        "torn.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999\r\n\r\nHTTP/1.1",
        "torn.warc",
    )


def _locked_pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    bad_inputs(),
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_document_that_cannot_be_read(
    run: Run, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("read", name, "good.txt", "--format", "jsonl")
    assert done.returncode == 3
    assert name in done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert documents(done)[-1]["text"] == GOOD


def test_nothing_but_a_missing_file(run: Run) -> None:
    done = run("read", "nowhere.txt", "--format", "jsonl")
    assert done.returncode == 1
    assert "nowhere.txt" in done.stderr
    assert done.stdout == ""


def test_a_missing_file_among_others(run: Run) -> None:
    done = run("read", "nowhere.txt", "good.txt", "--format", "jsonl")
    assert done.returncode == 3
    assert "nowhere.txt" in done.stderr
    assert len(documents(done)) == 1


def test_a_folder_with_nothing_readable(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG\r\n")
    done = run("read", "pictures", "--format", "jsonl")
    assert done.returncode == 1
    assert "pictures" in done.stderr


def test_line_seven_of_ten(run: Run, tmp_path: Path) -> None:
    rows = [json.dumps({"id": str(number), "text": f"{number} people were hurt."}) for number in range(1, 11)]
    rows[6] = '{"id": "7", "text": '
    (tmp_path / "ten.jsonl").write_text("\n".join(rows))
    done = run("read", "ten.jsonl", "--format", "jsonl")
    assert done.returncode == 3
    assert "ten.jsonl:7" in done.stderr
    assert [document["id"] for document in documents(done)] == ["1", "2", "3", "4", "5", "6", "8", "9", "10"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("В Алматы погибли восемь человек, сообщили в полиции города.".encode("cp1251"), "восемь человек"),
        ("\ufeffEight people died in Almaty, police said.".encode(), "Eight people"),
        ("Eight people died in Almaty – police said.".encode("utf-16"), "Almaty – police"),
        ("Eight people died in Almaty – police said.".encode("utf-16-be"), "Almaty – police"),
        ("Eight people died in “Almaty”. ".encode() + "Café".encode("latin-1"), "“Almaty”"),
    ],
    ids=["windows-1251", "byte order mark", "utf-16", "utf-16 without a mark", "mixed"],
)
def test_encodings(run: Run, tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "odd.txt").write_bytes(content)
    done = run("read", "odd.txt", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    (document,) = documents(done)
    assert told in document["text"]
    assert not document["text"].startswith("\ufeff")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>Two men died in Almaty on Sunday, police said.<div><table><p>It was <b>cold",
        "<p>Two men died in Almaty on Sunday, police said.</html></p><script>if (a < b) alert(1)</script",
        "<html><head><title>Sections</title></head><body><nav><a href=/a>News</a></nav></body></html>",
        "<html></html>",
    ],
    ids=["unclosed", "script", "no article", "nothing"],
)
def test_odd_pages_are_read(run: Run, tmp_path: Path, page: str) -> None:
    (tmp_path / "odd.html").write_text(page)
    done = run("read", "odd.html", "good.txt", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    odd, good = documents(done)
    assert good["text"] == GOOD
    assert "alert" not in odd["text"]
    if "Two men" in page:
        assert "Two men died in Almaty" in odd["text"]


def test_a_sentence_of_twenty_thousand_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("the crowd said " + "and then they ran away " * 4000 + ".")
    done = run("read", "long.txt", "good.txt", "--format", "jsonl", timeout=1200)
    assert done.returncode == 0, done.stderr
    assert len(documents(done)) == 2


def test_a_table_in_a_folder_is_named_and_the_exit_code_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name, code, count in (("table.parquet", 1, 0), ("good.txt", 3, 1)):
        (tmp_path / "news" / name).write_text(GOOD)
        done = run("read", "news", "--format", "jsonl", "-q")
        assert done.returncode == code
        assert "news/table.parquet: is Parquet, which only `reportedly read --engine ray`" in done.stderr
        assert len(documents(done)) == count


def test_standard_input(run: Run) -> None:
    done = run("read", "-", "--format", "jsonl", stdin=GOOD.encode())
    assert done.returncode == 0, done.stderr
    assert documents(done)[0]["text"] == GOOD


def test_usage_is_an_error_of_its_own(run: Run) -> None:
    for arguments in (
        ["read"],
        ["read", "good.txt", "--format", "xml"],
        ["read", "good.txt", "--published", "soon"],
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert "Usage" in done.stderr


@pytest.mark.parametrize(
    "asked",
    [
        "read good.txt --jobs 99999999999999999999",
        "read good.txt --into x.ledger --model=",
        "read good.txt --into x.ledger --engine ray --shard-size nan",
        "search x.ledger police --limit 99999999999999999999",
        "watch http://x.example/feed --into x.ledger --every nan",
        "watch http://x.example/feed --into x.ledger --every inf",
        "watch http://x.example/feed --into x.ledger --command '",
        "group . --jobs 99999999999999999999",
    ],
)
def test_a_value_that_nothing_can_be_done_with_is_named(asked: str, tmp_path: Path) -> None:
    made = [word.replace("x.ledger", str(tmp_path / "x.ledger")) for word in asked.split()]
    done = CliRunner().invoke(main, made)
    assert done.exit_code == 2, done.output
    assert "Usage" in done.output
    assert asked.rsplit("--", maxsplit=1)[-1].partition("=")[0].split()[0] in done.output
    assert not (tmp_path / "x.ledger").exists()


def test_a_model_that_is_not_installed(run: Run) -> None:
    done = run("read", "good.txt", "--model", "no_such_model")
    assert done.returncode == 1
    assert "no_such_model" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_ledger(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.ledger").write_text("something else entirely")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE a (b)")
    for name in ("other.ledger", "other.db"):
        for command in (["read", "good.txt", "--into", name], ["stats", name]):
            done = run(*command)
            assert done.returncode == 1, command
            assert name in done.stderr
            assert "Traceback" not in done.stderr
    assert (tmp_path / "other.ledger").read_text() == "something else entirely"


def test_a_ledger_of_a_later_version(run: Run, tmp_path: Path) -> None:
    assert run("read", "good.txt", "--into", "new.ledger").returncode == 0
    with sqlite3.connect(tmp_path / "new.ledger") as ledger:
        ledger.execute("PRAGMA user_version = 9999")
    done = run("read", "good.txt", "--into", "new.ledger")
    assert done.returncode == 1
    assert "new.ledger" in done.stderr
    assert "version" in done.stderr


def test_a_ledger_that_is_missing(run: Run) -> None:
    done = run("stats", "nowhere.ledger")
    assert done.returncode == 1
    assert "nowhere.ledger" in done.stderr


def test_a_record_that_is_not_there(run: Run) -> None:
    assert run("read", "good.txt", "--into", "my.ledger").returncode == 0
    done = run("show", "my.ledger", "claim-ffff")
    assert done.returncode == 1
    assert "claim-ffff" in done.stderr


def test_an_argument_that_is_not_text(run: Run) -> None:
    run("read", "good.txt", "--into", "l.ledger")
    told = "reportedly: l.ledger: 'docu\\udcff' is not text that a ledger could hold\n"
    for arguments in (
        ("show", "l.ledger", "docu\udcff"),
        ("captures", "l.ledger", "docu\udcff"),
        ("brief", "l.ledger", "--place", "docu\udcff"),
        ("review", "l.ledger", "accept", "docu\udcff", "--by", "Ana", "--why", "so"),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", told)
    done = run("serve", "l.ledger", "--host", "docu\udcff")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_a_disk_that_fills_up_while_writing(run: Run, tmp_path: Path) -> None:
    assert run("read", "good.txt", "--into", "my.ledger").returncode == 0
    held = (tmp_path / "my.ledger").stat().st_size
    rows = [json.dumps({"id": str(number), "text": f"{number} {GOOD}" * 20}) for number in range(300)]
    (tmp_path / "many.jsonl").write_text("\n".join(rows))

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (held + 200_000, held + 200_000))

    done = run("read", "many.jsonl", "--into", "my.ledger", "--jobs", "1", preexec_fn=little_room)
    assert done.returncode == 1
    assert "my.ledger" in done.stderr
    assert "Traceback" not in done.stderr
    after = run("stats", "my.ledger", "--json")
    assert after.returncode == 0, after.stderr
    again = run("read", "many.jsonl", "--into", "my.ledger")
    assert again.returncode == 0, again.stderr
    assert json.loads(run("stats", "my.ledger", "--json").stdout)["documents"] == 301


def test_a_brief_that_cannot_be_written(run: Run) -> None:
    for output in ("/dev/full", "nowhere/brief.html"):
        done = run("brief", "good.txt", "--output", output)
        assert done.returncode == 1
        assert output in done.stderr
        assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early(tmp_path: Path, run: Run) -> None:
    rows = [json.dumps({"id": str(number), "text": GOOD}) for number in range(200)]
    (tmp_path / "many.jsonl").write_text("\n".join(rows))
    command = (
        f"{sys.executable} -m reportedly read many.jsonl --format jsonl -q | head -1; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["kind"] == "document"
    assert done.stderr == ""
    assert done.returncode == 128 + signal.SIGPIPE


def test_a_file_that_is_named_twice_is_one_document(run: Run) -> None:
    done = run("read", "good.txt", "good.txt", "--into", "my.ledger")
    assert done.returncode == 0
    assert "reportedly: 1 read, 1 in the ledger already" in done.stderr


def test_no_ledger_is_made_where_nothing_is_read(run: Run, tmp_path: Path) -> None:
    assert run("read", "nowhere.txt", "--into", "my.ledger").returncode == 1
    assert not (tmp_path / "my.ledger").exists()


def test_reading_options_are_refused_for_a_ledger(run: Run) -> None:
    assert run("read", "good.txt", "--into", "my.ledger").returncode == 0
    done = run("brief", "my.ledger", "--published", "2022-01-06")
    assert done.returncode == 2
    assert "--published" in done.stderr


def test_a_comment_joins_no_account(run: Run, tmp_path: Path) -> None:
    comment = "<p>Anna Doe says: 500 people were killed in Almaty, they hide it!</p>"
    thread = f"<section id='comments'><h3>Comments</h3><div class='comment'>{comment}</div></section>"
    page = f"<article><p>{GOOD * 4}</p></article>{thread}"
    (tmp_path / "page.html").write_text(f"<html><body>{page}</body></html>")
    assert run("read", "page.html", "--into", "my.ledger").returncode == 0
    told = json.loads(run("brief", "my.ledger", "--format", "json").stdout)
    assert [line["range"] for line in told["figures"] if "500" in line["range"]] == []
    assert any("500" in line["words"] for voice in told["comments"] for line in voice["lines"])


def test_a_language_that_is_not_read_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text(
        "В Алматы погибли восемь человек, сообщили в полиции города во вторник вечером."
    )
    records = [json.loads(line) for line in run("read", "ru.txt", "--format", "jsonl").stdout.splitlines()]
    assert "language_not_read" in [record.get("code") for record in records]


def test_what_is_no_file_or_no_ledger_is_said(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "empty.ledger").touch()
    for arguments, told in (
        (["read", ""], "an empty one names nothing"),
        (["read", "pipe.txt"], "pipe.txt: is not a regular file"),
        (["stats", "pipe.txt"], "pipe.txt: is not a regular file"),
        (["stats", "empty.ledger"], "empty.ledger: is empty; nothing was ever filed"),
    ):
        done = run(*arguments, timeout=600)
        assert done.returncode == 1
        assert told in done.stderr
        assert "Traceback" not in done.stderr
