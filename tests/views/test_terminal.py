"""What is written for a terminal drives none: control characters of documents stand there as escapes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ledger.samples import Written
from reportedly.cli import main
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger

EVIL = "\x1b]0;owned\x07\x1b[2J\u202enwod\x9b31m"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    page = Written(f"{EVIL} Police said 5 were killed there.", "evil", title=f"News {EVIL}", publisher=EVIL)
    claim = page.claim("5 were killed", f"Police {EVIL}", "police")
    page.figure("5", "killed", 5, 5, group=EVIL, claim=claim.id)
    path = tmp_path / "evil.ledger"
    with open_ledger(path) as opened:
        opened.file([page.reading()])
        join(opened)
        (tmp_path / "claim").write_text(claim.id)
    return path


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "{ledger}", "--with-names"),
        ("brief", "{ledger}", "--format", "markdown", "--with-names"),
        ("show", "{ledger}", "{claim}"),
        ("search", "{ledger}", "police"),
        ("figures", "{ledger}"),
        ("review", "{ledger}", "--next", "--order", "in-order"),
    ],
)
def test_no_command_sends_control_characters_to_a_terminal(ledger: Path, words: tuple[str, ...]) -> None:
    claim = (ledger.parent / "claim").read_text()
    done = CliRunner().invoke(main, [each.format(ledger=ledger, claim=claim) for each in words])
    assert done.exit_code == 0, done.output
    assert "killed" in done.output
    assert not set("\x1b\x07\x9b\u202e") & set(done.output)
