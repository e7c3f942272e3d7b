"""`check`, `verify`, `backup`, `restore`: what they say, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feed_server import Site, served
from ledger.samples import older_ledger, tamper
from reportedly.cli import main
from reportedly.ledger.file.filing import Capture
from reportedly.ledger.store import open_ledger
from reportedly.records import Reading

TEXT = "The ministry said at least eight officers were killed in Almaty on Thursday."


@pytest.fixture
def path(tmp_path: Path, read_text: Callable[..., Reading]) -> Path:
    found = tmp_path / "crisis.ledger"
    with open_ledger(found) as ledger:
        ledger.file([read_text(TEXT, published="2022-01-07"), read_text(f"{TEXT} Two fled.")])
    return found


def run(*asked: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in asked])


def test_a_whole_ledger(path: Path) -> None:
    told = run("check", path)
    assert told.exit_code == 0, told.output
    assert told.output.startswith(f"{path}: intact; 2 documents, ")
    assert json.loads(run("check", path, "--json").output)["faults"] == []


def test_what_is_wrong_with_a_ledger(path: Path) -> None:
    tamper(path, "UPDATE figures SET quote = 'x'")
    told = run("check", path)
    assert told.exit_code == 1
    first, *_, last = told.output.splitlines()
    assert first.startswith(f"{path}: spans: figure-")
    assert last.startswith(f"{path}: 2 faults; 2 documents")
    assert json.loads(run("check", path, "--json").output)["faults"][0]["check"] == "spans"


def test_a_head_is_noted_and_found_again(path: Path) -> None:
    told = run("verify", path)
    assert told.exit_code == 0, told.output
    first, head = told.output.splitlines()
    assert first.startswith(f"{path}: 3 links hold; nothing changed since 20")
    noted = head.removeprefix("head: ")
    assert f"the noted link {noted} is one of them" in run("verify", path, "--noted", noted).output
    other = run("verify", path, "--noted", "3:" + "0" * 64)
    assert other.exit_code == 1
    assert "was rebuilt after" in other.output
    assert json.loads(run("verify", path, "--json").output)["head"] == noted


@pytest.mark.parametrize("noted", ["3", "3:1234567", "three:12345678", "3:1234567x", ""])
def test_what_is_no_head(path: Path, noted: str) -> None:
    told = run("verify", path, "--noted", noted)
    assert told.exit_code == 2
    assert "is not a head such as" in told.output


def test_the_first_link_that_broke(path: Path) -> None:
    tamper(path, "UPDATE captures SET url = 'https://x.example'")
    told = run("verify", path)
    assert told.exit_code == 1
    assert told.output.startswith(f"{path}: broken at link 2 (capture-")
    assert json.loads(run("verify", path, "--json").output)["holds"] is False


def test_an_older_ledger_says_since_when_its_chain_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_text: Callable[..., Reading]
) -> None:
    path = older_ledger(tmp_path, monkeypatch, lambda ledger: ledger.file([read_text(TEXT)]))
    assert "reportedly join" in run("verify", path).output
    assert run("review", path, "--join").exit_code == 0
    told = run("verify", path)
    assert told.exit_code == 0
    assert "1 record stood in the ledger before the chain began" in told.output


def test_two_captures_of_one_page_and_what_changed(path: Path) -> None:
    """Fetched twice from a server that answers otherwise the second time."""
    with served(Site()) as site:
        address = f"{site.address}/page/toll"
        for number in (12, 15):
            site.items = [("toll", f"Police said on Thursday that {number} people were killed.")]
            done = run("read", address, "--into", path, "--allow-private", "-q", "--jobs", "1")
            assert done.exit_code == 0, done.output
    told = run("captures", path).output
    lines = told.splitlines()
    assert lines[0].endswith("  News toll")
    assert sum(line.lstrip().startswith("fetched 20") for line in lines) == 2
    assert sum("  sha256:" in line and address in line for line in lines) == 2
    news = [number for number, line in enumerate(lines) if line.startswith("  from capture-")]
    assert lines[news[0] + 1] == "    killed 12 -> 15 (people)"
    assert "on Thursday that [-12-]{+15+} people were killed" in lines[news[0] + 2]
    whole = json.loads(run("captures", path, "--json").output)
    assert [each["current"] for each in whole["captures"]] == [False, True]
    (change,) = whole["differences"]
    assert [each["after"]["low"] for each in change["figures"]] == [15]
    assert run("captures", path, whole["document"][:20]).output == told
    assert run("check", path).exit_code == 0


def test_a_page_that_was_captured_once(path: Path) -> None:
    assert run("captures", path).output == "no document has more than one capture\n"
    with open_ledger(path, read_only=True) as ledger:
        document = next(ledger.documents())
    told = run("captures", path, document.id).output
    assert document.digest in told
    assert "from capture-" not in told
    assert run("captures", path, "claim").exit_code == 1


def test_what_only_the_bytes_have_otherwise_is_said(path: Path, read_text: Callable[..., Reading]) -> None:
    reading = read_text(TEXT, name="page")
    with open_ledger(path) as ledger:
        for content in (b"one", b"two"):
            capture = Capture(content)
            told = replace(reading, document=replace(reading.document, digest=capture.digest))
            ledger.file([(told, capture)], run=ledger.start_run(f"0.{len(content)}.{content[0]}"))
    shown = run("captures", path, "page").output
    assert "only bytes differ that are not read" in shown
    assert "some of this may be the program's doing" in shown


def test_backup_and_restore(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"
    assert run("backup", path, copy).output.startswith(f"{copy}: intact; 2 documents")
    again = run("backup", path, copy)
    assert again.exit_code == 1
    assert "is there already; nothing is ever written over it" in again.output
    refused = run("restore", copy, path)
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    told = run("restore", copy, path, "--replace")
    assert told.exit_code == 0, told.output
    assert "the file that was there is now " in told.output
    assert run("check", path).exit_code == 0


DAMAGE = {
    "the head": lambda whole: whole[:18] + b"\xff" * 82 + whole[100:],
    "the schema": lambda whole: whole[:100] + b"\xa5" * 3_000 + whole[3_100:],
    "the middle": lambda whole: whole[: len(whole) // 4] + b"\xa5" * (len(whole) // 2),
    "the end": lambda whole: whole[: len(whole) // 2],
    "every page": lambda whole: whole[:4096] + b"\xa5" * (len(whole) - 4096),
}

COMMANDS = (
    ("stats", "{}"),
    ("show", "{}", "claim"),
    ("search", "{}", "ministry"),
    ("brief", "{}"),
    ("figures", "{}"),
    ("export", "{}"),
    ("export", "{}", "--format", "geojson"),
    ("export", "{}", "--format", "warc", "-o", "{}.warc.gz"),
    ("export", "{}", "--format", "html"),
    ("review", "{}", "--next"),
    ("review", "{}", "--join"),
    ("check", "{}"),
    ("verify", "{}"),
    ("backup", "{}", "{}.copy"),
    ("read", "{}.txt", "--into", "{}", "-q"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command).replace("{}", "L"))
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_ledger_is_named_by_every_command(
    path: Path, command: tuple[str, ...], damage: Callable[[bytes], bytes]
) -> None:
    with open_ledger(path) as ledger:
        list(ledger.ask("PRAGMA wal_checkpoint(TRUNCATE)"))
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    Path(f"{path}.txt").write_text(TEXT)
    path.write_bytes(damage(path.read_bytes()))
    told = run(*[part.replace("{}", str(path)) for part in command])
    assert told.exit_code == 1, told.output
    assert isinstance(told.exception, SystemExit), told.exception
    assert str(path) in told.output
    assert "damaged" in told.output or "not a ledger" in told.output or "faults;" in told.output
    assert "Traceback" not in told.output
