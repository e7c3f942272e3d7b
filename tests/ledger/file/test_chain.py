"""The chain of custody: what changed since it was filed shows, and the first link that broke is named."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.ledger.file.chain import Proof, follow_chain
from reportedly.ledger.file.filing import Capture
from reportedly.ledger.joining import join
from reportedly.ledger.people.review import accept, undo
from reportedly.ledger.store import open_ledger
from reportedly.records import Judgement

from ..samples import full_reading, older_ledger, tamper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "crisis.ledger"
    with open_ledger(found) as ledger:
        for number in range(4):
            page = Capture(
                f"<p>{number}</p>".encode(),
                "text/html",
                "2022-01-07T10:00:00Z",
                f"https://x.example/{number}",
                {":status": "200 OK", "Server": "x"},
            )
            ledger.file([(full_reading(f"page-{number}"), page)])
        accept(ledger, "page-1", by="A. Editor", why="stands there")
    return found


def proof_of(path: Path, noted: str | None = None) -> Proof:
    with open_ledger(path, read_only=True) as ledger:
        return follow_chain(ledger, noted)


def test_a_chain_that_nobody_touched_holds(path: Path) -> None:
    proof = proof_of(path)
    assert proof.holds
    assert (proof.links, proof.before) == (6, 0)  # the beginning, four captures, one judgement
    assert proof.head.startswith("6:")


def test_what_is_filed_twice_has_one_link(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.file([full_reading("page-9")])
        ledger.file([full_reading("page-9")])
    assert proof_of(path).links == 7


def test_judgements_of_rules_have_their_links_too(path: Path) -> None:
    with open_ledger(path) as ledger:
        join(ledger)
        join(ledger)
        judgements = len(list(ledger.records(Judgement)))
    assert judgements > 1
    assert proof_of(path).links == 5 + judgements


CHANGES = [
    ("UPDATE captures SET content = x'789c030000000001' WHERE document = 'page-2'", 4, "the bytes"),
    ("UPDATE captures SET content = x'00' WHERE document = 'page-2'", 4, "damaged"),
    ("UPDATE captures SET url = 'https://y.example' WHERE document = 'page-0'", 2, "was changed"),
    ("UPDATE captures SET headers = '{}' WHERE document = 'page-1'", 3, "was changed"),
    ("UPDATE captures SET fetched_at = '2022-01-08T10:00:00Z' WHERE document = 'page-3'", 5, "was changed"),
    ("DELETE FROM captures WHERE document = 'page-1'", 3, "is gone"),
    ("UPDATE judgements SET reason = 'because'", 6, "was changed"),
    ("DELETE FROM judgements", 6, "is gone"),
    ("DELETE FROM chain WHERE number = 3", 3, "is missing"),
    ("DELETE FROM chain WHERE number = 6", 6, "has no link"),
    ("UPDATE chain SET record = replace(record, '2', '3') WHERE number = 1", 1, "beginning was changed"),
    ("UPDATE chain SET link = link || '0' WHERE number = 4", 4, "or its link was changed"),
    (
        "INSERT INTO judgements VALUES (9, 'j', '[]', 'accepted', NULL, 'b', 'person:c', 'd')",
        7,
        "has no link",
    ),
]


@pytest.mark.parametrize(("statement", "number", "told"), CHANGES)
def test_the_first_link_that_broke_is_named(path: Path, statement: str, number: int, told: str) -> None:
    tamper(path, statement)
    broken = proof_of(path).broken
    assert broken
    assert broken.number == number
    assert told in broken.why


def test_a_change_is_not_healed_by_filing_more(path: Path) -> None:
    tamper(path, CHANGES[2][0])
    with open_ledger(path) as ledger:
        ledger.file([full_reading("page-9")])
    broken = proof_of(path).broken
    assert broken
    assert broken.number == 2


def test_the_file_itself_refuses_a_change(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in ("captures", "chain", "judgements"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(f"UPDATE {table} SET rowid = rowid")
            with pytest.raises(sqlite3.IntegrityError, match="never erased"):
                connection.execute(f"DELETE FROM {table}")


def test_a_noted_head_shows_a_chain_that_was_made_anew(path: Path, tmp_path: Path) -> None:
    noted = proof_of(path).head
    with open_ledger(path) as ledger:
        ledger.file([full_reading("page-9")])
    assert proof_of(path, noted).holds
    assert proof_of(path, noted[:12].upper()).holds
    other = tmp_path / "other.ledger"
    with open_ledger(other) as ledger:
        ledger.file([full_reading(f"page-{number}") for number in range(7)])
    forged = proof_of(other, noted)
    assert forged.broken is None
    assert not forged.holds


def test_a_short_or_odd_head_proves_nothing(path: Path) -> None:
    for noted in ("", "6", "6:", "6:1234567", "x:" + "0" * 64):
        assert not proof_of(path, noted).holds


def test_two_writers_make_one_chain(path: Path) -> None:
    def write(name: str) -> None:
        with open_ledger(path) as ledger:
            for number in range(15):
                ledger.file([full_reading(f"{name}-{number}")])

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, "abc"))
    proof = proof_of(path)
    assert proof.holds
    assert proof.links == 6 + 45


def test_an_undone_judgement_stays_in_the_chain(path: Path) -> None:
    with open_ledger(path) as ledger:
        undo(ledger, next(ledger.records(Judgement)).id, by="B", why="misread")
    assert proof_of(path).links == 7


def test_an_older_ledger_gets_its_chain_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = older_ledger(tmp_path, monkeypatch, lambda ledger: ledger.file([full_reading("old")]))
    with open_ledger(path) as ledger:
        ledger.file([full_reading("new")])
        proof = follow_chain(ledger)
    assert proof.holds
    assert (proof.links, proof.before) == (3, 1)
