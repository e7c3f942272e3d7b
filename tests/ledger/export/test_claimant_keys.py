"""Keys of claimants over all documents: passed on where they last, and only there."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from reportedly.ledger.export.claimant_keys import lasting_key
from reportedly.ledger.export.content import content_of
from reportedly.ledger.export.tables import export_csv, export_jsonl
from reportedly.ledger.joining import join
from reportedly.ledger.people.review import different, undo
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Claimant, Reading

from ..samples import Written

MINISTER = Claimant("Ada Brenn", "person:ada-brenn", "person", "GOV", None)


def counted(
    name: str, who: str, claimant: Claimant, low: int, town: str = "Sidon", country: str = "LBN"
) -> Reading:
    """A report in which somebody counts the dead of a town."""
    page = Written(f"{who} said on Thursday that {low} people were killed in {town}.", name)
    where = page.place(town, name=town, country=country)
    words = f"{low} people were killed"
    claim = page.claim(words, who, source=(page.extent(who),), claimant=claimant)
    page.figure(str(low), "killed", low, low, place=where.id, claim=claim.id, group="people")
    return page.reading()


def role(name: str) -> Claimant:
    return Claimant(name, None, "role", "GOV", None)


TOLD = (
    counted("one", "Health Minister Ada Brenn", MINISTER, 12),
    counted("two", "The health minister", role("health minister"), 14),
    counted("three", "A health ministry spokesman", role("health ministry spokesman"), 15),
    counted("four", "The deputy health minister", role("health minister"), 16),
    counted("five", "Officials", Claimant("Officials", None, "group", "GOV", None), 17),
    counted("six", "The health minister", role("health minister"), 33, "Benghazi", "LBY"),
)

OFFICE = "office:LBN:health-ministry"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "some.ledger") as ledger:
        ledger.file(TOLD)
        join(ledger)
        yield ledger


def keys(ledger: Ledger, kind: str = "claim") -> dict[str, str | None]:
    """By document, the key of its claim's or account's claimant as JSON lines have it."""
    lines = [line for line in map(json.loads, export_jsonl(ledger)) if line["kind"] == kind]
    return {line.get("document") or line["documents"][0]: line["claimant"]["key"] for line in lines}


def test_a_person_an_office_and_its_spokesman_have_one_key(ledger: Ledger) -> None:
    assert keys(ledger) == {
        "one": OFFICE,
        "two": OFFICE,
        "three": OFFICE,
        "four": f"{OFFICE}:stand-in",
        "five": None,
        "six": "office:LBY:health-ministry",
    }


def test_accounts_and_tables_have_it_too(ledger: Ledger) -> None:
    accounts = keys(ledger, "account")
    assert {accounts[name] for name in ("one", "two", "three")} == {OFFICE}
    for table, lines in export_csv(content_of(ledger)):
        if table == "claims.csv":
            rows = csv.DictReader(StringIO("".join(lines)))
            assert {row["document"]: row["claimant_key"] or None for row in rows} == keys(ledger)


def test_who_is_parted_from_an_office_keeps_the_own_key(ledger: Ledger) -> None:
    decision = different(
        ledger, ["health minister (Lebanon, ministry)", "Ada Brenn"], by="A", why="of the rebels"
    )
    join(ledger)
    assert keys(ledger)["one"] == "person:ada-brenn"
    assert keys(ledger)["two"] == OFFICE
    undo(ledger, decision.id, by="A", why="one after all")
    join(ledger)
    assert keys(ledger)["one"] == OFFICE


def test_before_a_join_keys_are_those_of_the_text(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "some.ledger") as ledger:
        ledger.file([TOLD[0], replace(TOLD[1])])
        assert keys(ledger) == {"one": "person:ada-brenn", "two": None}


@pytest.mark.parametrize(
    ("key", "lasts"),
    [
        ("office:LBN:health-ministry", True),
        ("office:LBN:health-ministry:stand-in", True),
        ("office:TUR:izmit/mayors-office", True),
        ("person:ada-brenn", True),
        ("office:LBN:government", False),
        ("office:?:police:document-1", False),
        ("office:TUR:mayors-office:document-1", False),
        ("person:ada-brenn:claimant:person:ada-brenn", False),
        ("tur:residents:document-1", False),
    ],
)
def test_which_keys_last(key: str, lasts: bool) -> None:
    assert lasting_key(key) == (key if lasts else None)
