"""What a reading command opens, and how it says what failed."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.commands import inputs
from reportedly.ledger import store
from reportedly.ledger.asking.captures import differences_of, snapshots_of
from reportedly.ledger.file.chain import follow_chain


def test_one_connection_asks_what_is_known_and_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, path = tmp_path / "page.txt", tmp_path / "my.ledger"
    page.write_text("Two men died in Almaty, police said.")
    assert CliRunner().invoke(main, ["read", str(page), "--into", str(path), "-q"]).exit_code == 0
    opened: list[store.Ledger] = []
    really_open = store.open_ledger

    def counted(*where: Any, **how: Any) -> store.Ledger:
        opened.append(really_open(*where, **how))
        return opened[-1]

    monkeypatch.setattr(store, "open_ledger", counted)
    done = CliRunner().invoke(main, ["read", str(page), "--into", str(path)])
    assert "1 in the ledger already" in done.output
    assert len(opened) == 1


def test_what_is_no_failure_of_the_output_is_not_called_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("reportedly.scale.read_pages", no_memory)
    (tmp_path / "page.txt").write_text("Two men died.")
    done = CliRunner().invoke(main, ["read", str(tmp_path / "page.txt"), "-q"])
    assert (done.exit_code, done.stderr) == (1, "reportedly: Cannot allocate memory\n")


def test_a_date_that_is_none_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Two men died.")
    done = CliRunner().invoke(main, ["read", str(tmp_path / "page.txt"), "--published", "yesterday"])
    assert done.exit_code == 2
    assert "Invalid value for --published: 'yesterday' is not a date such as 2022-01-07" in done.stderr


def test_a_ledger_that_is_not_there_is_not_opened(tmp_path: Path) -> None:
    with inputs.existing(tmp_path / "none.ledger") as opened:
        assert opened is None
    assert not list(tmp_path.iterdir())


AGENCY = "Police in Almaty said that at least eight officers were killed on Wednesday."


def read_into(path: Path, *inputs: Path) -> str:
    done = CliRunner().invoke(main, ["read", *map(str, inputs), "--into", str(path)])
    assert done.exit_code == 0, done.output
    return done.output


def entry(path: Path, outlet: str) -> Path:
    """A feed of that outlet with the agency's words."""
    channel = f"<title>{outlet}</title><item><title>{outlet}</title><link>https://{outlet}.example/1</link>"
    words = f"{channel}<description>{AGENCY}</description></item></channel>"
    path.write_text(f"<rss version='2.0'><channel>{words}</rss>")
    return path


def test_two_outlets_with_the_words_of_one_agency_are_two_documents_in_two_commands(tmp_path: Path) -> None:
    for outlet in ("alpha", "beta"):
        read_into(tmp_path / "l", entry(tmp_path / f"{outlet}.rss", outlet))
    with store.open_ledger(tmp_path / "l", read_only=True) as ledger:
        assert [document.publisher for document in ledger.documents()] == ["alpha", "beta"]
    assert "1 in the ledger already" in read_into(tmp_path / "l", tmp_path / "alpha.rss")


def test_saved_pages_are_known_by_the_address_that_they_give(tmp_path: Path) -> None:
    page = "<html><head><link rel='canonical' href='{}'></head><body><p>" + AGENCY + "</p></body></html>"
    for number in (1, 2):
        (tmp_path / f"{number}.html").write_text(page.format(f"https://a.example/{number}"))
    (tmp_path / "no-address.html").write_text(page.format(""))
    pages = sorted(tmp_path.glob("*.html"))
    read_into(tmp_path / "l", *pages)
    assert "0 read, 3 in the ledger already" in read_into(tmp_path / "l", *pages)


def test_a_page_that_goes_back_to_its_first_words_has_three_captures(tmp_path: Path) -> None:
    """A retraction by silent edit: 12, then 15, then 12 again; what one command reads is read once."""
    row = '{{"url": "https://news.example/toll", "text": "Police said {} people died in Almaty."}}\n'
    both = tmp_path / "both.jsonl"
    both.write_text(row.format(1) + row.format(2))
    for number in (12, 15):
        (tmp_path / f"{number}.jsonl").write_text(row.format(number))
    for name in (12, 15, 12):
        read_into(tmp_path / "l", tmp_path / f"{name}.jsonl")
    assert "1 in the ledger already" in read_into(tmp_path / "l", tmp_path / "12.jsonl")
    with store.open_ledger(tmp_path / "l", read_only=True) as ledger:
        (document,) = ledger.documents()
        snapshots = snapshots_of(ledger, document.id)
        changes = [
            (change.figures[0].before, change.figures[0].after) for change in differences_of(snapshots)
        ]
        assert follow_chain(ledger).holds
        assert "12 people" in document.text
    assert [each.current for each in snapshots] == [False, False, True]
    assert [(one and one.low, other and other.low) for one, other in changes] == [(12, 15), (15, 12)]
    read_into(tmp_path / "two", both)
    assert "0 read, 2 in the ledger already" in read_into(tmp_path / "two", both)
