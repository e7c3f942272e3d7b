"""What the program does with streams that are closed, full or in another encoding, and with odd names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.console import escaped

GOOD = "Police in Almaty said on Wednesday that “two men” were killed.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path


def shell(folder: Path, words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = f"{sys.executable} -m reportedly {words}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    return subprocess.CompletedProcess(
        command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("read good.txt -q >&-", 1, "reportedly: standard output is closed\n"),
        ("read good.txt -q >/dev/full", 1, "standard output: cannot be written: No space left on device\n"),
        ("--help >/dev/full", 1, "standard output: cannot be written: No space left on device\n"),
        ("read - -q <&-", 1, "reportedly: -: Bad file descriptor\n"),
        ("read nowhere.txt 2>&-", 1, ""),
        ("read nowhere.txt 2>/dev/full", 1, ""),
        ("read good.txt -q --into my.ledger <&- >&- 2>&-", 0, ""),
    ],
)
def test_streams_that_are_closed_or_full(folder: Path, words: str, code: int, told: str) -> None:
    done = shell(folder, words)
    assert done.returncode == code
    assert done.stderr.endswith(told)
    assert done.stderr.count("\n") == (1 if told else 0)


def test_output_is_utf_8_whatever_the_surroundings_say(folder: Path) -> None:
    for environment in ({"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}):
        done = shell(folder, "read good.txt -q --format jsonl", **environment)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout.splitlines()[0])["text"] == GOOD


def test_names_do_not_drive_a_terminal(folder: Path) -> None:
    done = shell(folder, r"read $'a\e[31mb.txt' $'c\u202ed.txt'")
    assert r"a\x1b[31mb.txt: no such file" in done.stderr
    assert r"c\u202ed.txt: no such file" in done.stderr
    assert "\x1b" not in done.stderr


def test_tabs_and_lines_stay() -> None:
    assert escaped("a\tb\nc\x07\x9b") == "a\tb\nc\\x07\\x9b"
