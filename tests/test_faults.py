"""Kills, full disks, folders that are read-only: nothing is lost, nothing is doubled, all is named."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from killing import Victim, killed_on_the_way, needs_proc
from reportedly import scale
from reportedly.cli import main
from reportedly.language.parse import load_parser
from reportedly.ledger.custody.checking import check_ledger
from reportedly.ledger.export import records_in
from reportedly.ledger.store import open_ledger
from reportedly.lexicon import load_lexicon

DOCUMENTS = 20


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small documents on one thing, some of them copies, so that there is much to join."""
    path = tmp_path_factory.mktemp("faults") / "documents.jsonl"
    with path.open("w") as file:
        for number in range(DOCUMENTS):
            text = f"Police said on Sunday that {number % 7 + 2} men were killed in Almaty."
            row = {"id": f"d{number}", "text": text, "published": "2022-01-07", "publisher": f"P{number}"}
            print(json.dumps(row), file=file)
    load_parser(scale.DEFAULT_MODEL)
    load_lexicon()
    return path


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many transactions and many batches, so that there are many points to be killed at."""
    monkeypatch.setattr(scale, "FILED_TOGETHER", 2)
    monkeypatch.setattr(scale, "READ_TOGETHER", 2)


def reading_into(documents: Path, ledger: Path, jobs: int) -> None:
    main(["read", str(documents), "--into", str(ledger), "--jobs", str(jobs), "-q"])


def content(path: Path) -> list[object]:
    """All that is filed and joined; judgements of rules bear the time of their making."""
    with open_ledger(path, read_only=True) as ledger:
        found = [record for record in records_in(ledger) if not hasattr(record, "decided_at")]
        return sorted(found, key=lambda record: record.id)


def whole(path: Path) -> int:
    """How many documents a ledger has, which is whole; 0 where nothing was filed yet."""
    if not path.exists() or not path.stat().st_size:
        return 0
    with open_ledger(path) as ledger:
        checked = check_ledger(ledger)
    assert checked.faults == ()
    assert checked.captures == checked.documents
    return checked.documents


@needs_proc
@pytest.mark.parametrize(("victim", "jobs"), [("itself", 1), ("itself", 2), ("worker", 2), ("asked", 2)])
def test_kills_lose_and_double_nothing(
    documents: Path, tmp_path: Path, small_batches: None, victim: Victim, jobs: int
) -> None:
    """With two jobs the one that is killed itself writes what others read; `asked` is a ctrl-C."""
    ledgers = killed_on_the_way(lambda ledger: reading_into(documents, ledger, jobs), tmp_path, whole, victim)
    expected = content(next(ledgers))
    for ledger in ledgers:
        assert content(ledger) == expected


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a disk cannot be made here (mount)")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def run(*asked: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportedly", *map(str, asked)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def many(folder: Path, count: int) -> Path:
    """Documents that need more room than there is; most of it for words that are no news."""
    path = folder / "many.jsonl"
    noise = random.Random(5)
    with path.open("w") as file:
        for number in range(count):
            words = " ".join(f"{noise.getrandbits(60):x}" for _ in range(400))
            text = f"Police said on Sunday that {number} men were killed in Almaty.\n\n{words}"
            print(json.dumps({"id": f"m{number}", "text": text, "language": "xx"}), file=file)
    return path


def test_a_full_disk_is_named_and_nothing_is_half_written(small_disk: Path, tmp_path: Path) -> None:
    ledger = small_disk / "crisis.ledger"
    (tmp_path / "first.txt").write_text("Police said that two men were killed in Almaty.")
    assert run("read", tmp_path / "first.txt", "--into", ledger, "-q").returncode == 0
    told = run("read", many(tmp_path, 200), "--into", ledger, "-q", "--jobs", "1")
    assert told.returncode == 1
    assert "the disk is full" in told.stderr
    assert "Traceback" not in told.stderr
    filed = whole(ledger)
    assert 1 <= filed < 201
    with suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))
    copied = run("backup", ledger, small_disk / "copy.ledger")
    assert copied.returncode == 1
    assert str(small_disk) in copied.stderr
    assert "Traceback" not in copied.stderr
    assert [path.name for path in small_disk.iterdir() if "copy" in path.name] == []
    (small_disk / "filler").unlink()
    assert whole(ledger) == filed


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with a ledger in it that nobody may write to, whoever they are."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (tmp_path / "first.txt").write_text("Police said that two men were killed in Almaty.")
    assert run("read", tmp_path / "first.txt", "--into", folder / "crisis.ledger", "-q").returncode == 0
    for end in ("-wal", "-shm"):
        Path(f"{folder / 'crisis.ledger'}{end}").unlink(missing_ok=True)
    if os.geteuid():
        folder.chmod(0o500)
        (folder / "crisis.ledger").chmod(0o400)
        yield folder
        folder.chmod(0o700)
        return
    bound = ["mount", "--bind", str(folder), str(folder)]
    if subprocess.run(bound, capture_output=True, check=False).returncode:
        pytest.skip("a folder cannot be made read-only here (mount)")
    subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_ledger_in_a_folder_that_is_read_only(read_only_folder: Path, tmp_path: Path) -> None:
    ledger = read_only_folder / "crisis.ledger"
    for command in (("stats",), ("brief",), ("verify",), ("search", "police"), ("export",)):
        told = run(command[0], ledger, *command[1:])
        assert told.returncode == 0, told.stderr
    checked = run("check", ledger)
    assert checked.returncode == 0, checked.stdout
    assert "could not be checked" not in checked.stderr
    served = run("serve", ledger, "--port", "0")
    assert served.returncode == 1
    assert "cannot be written to, so it takes no decisions; --read-only only shows it" in served.stderr
    assert run("backup", ledger, tmp_path / "copy.ledger").returncode == 0
    (tmp_path / "second.txt").write_text("Doctors said that three women were killed in Almaty.")
    for command in (
        ("read", tmp_path / "second.txt", "--into", ledger, "-q"),
        ("review", ledger, "accept", "claim", "--by", "A", "--why", "b"),
        ("backup", tmp_path / "copy.ledger", read_only_folder / "other.ledger"),
        ("restore", tmp_path / "copy.ledger", ledger, "--replace"),
    ):
        told = run(*command)
        assert told.returncode == 1, command
        assert str(read_only_folder) in told.stderr
        assert "Traceback" not in told.stderr
        if command[0] in ("read", "review"):
            assert "may only be read" in told.stderr


@pytest.mark.parametrize("what", ["deleted", "replaced"])
def test_a_ledger_that_goes_away_during_a_read(tmp_path: Path, what: str) -> None:
    """Whoever cleans up a folder, or restores a backup, is told that the read was for nothing."""
    ledger, other = tmp_path / "crisis.ledger", tmp_path / "other.ledger"
    (tmp_path / "one.txt").write_text("Police said that two men were killed in Almaty.")
    assert run("read", tmp_path / "one.txt", "--into", other, "-q").returncode == 0
    lines = (json.dumps({"id": str(n), "text": f"Police said {n} men died. " * 20}) for n in range(300))
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    log = tmp_path / "crisis.ledger-wal"
    command = [sys.executable, "-m", "reportedly", "read", tmp_path / "many.jsonl", "--into", ledger, "-q"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as reading:
        while reading.poll() is None and not (log.exists() and log.stat().st_size):
            time.sleep(0.01)
        ledger.unlink()
        if what == "replaced":
            other.rename(ledger)
        _, errors = reading.communicate()
    assert reading.returncode == 1
    assert f"crisis.ledger: was {what}" in errors
    assert "Traceback" not in errors
