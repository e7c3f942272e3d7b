"""The command that lists contradictions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from ledger.counts_by_hand import count
from reportedly.choices import RELATIONS
from reportedly.cli import main
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Contradiction, Relation

UNION = ("Union", "union")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ledger"
    told = [
        count("a", "2022-01-07", "137 miners were killed", "killed", 137, 137),
        count("b", "2022-01-07", "350 miners were killed", "killed", 350, 350, by=UNION),
        count("c", "2022-01-08", "161 miners were killed", "killed", 161, 161),
    ]
    with open_ledger(path) as opened:
        opened.file(told)
        join(opened)
    return path


def asked(*options: str) -> Result:
    return CliRunner().invoke(main, ["contradictions", *options], catch_exceptions=False)


def test_each_has_its_kind_both_sides_and_its_id(ledger: Path) -> None:
    with open_ledger(ledger, read_only=True) as opened:
        (conflict,) = [each for each in opened.records(Contradiction) if each.relation == "conflict"]
    told = asked(str(ledger))
    assert told.exit_code == 0
    kind, why, name, *_ = told.stdout.splitlines()
    assert kind.startswith("conflict: killed")
    assert "161 miners" in why
    assert "350 miners" in why
    assert name.strip() == conflict.id


def test_one_kind_alone(ledger: Path) -> None:
    told = [
        json.loads(line) for line in asked(str(ledger), "--relation", "update", "--json").stdout.splitlines()
    ]
    assert {each["relation"] for each in told} == {"update"}
    assert not asked(str(ledger), "--relation", "label").stdout


def test_steps_are_listed_on_demand(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        every = list(opened.records(Contradiction))
    assert len(asked(str(ledger), "--all", "--json").stdout.splitlines()) == len(every)
    assert all(
        json.loads(line)["sureness"] > 0.2 for line in asked(str(ledger), "--json").stdout.splitlines()
    )


def test_what_people_rejected_is_left_out(ledger: Path) -> None:
    first = json.loads(asked(str(ledger), "--json").stdout.splitlines()[0])
    rejected = CliRunner().invoke(
        main, ["review", str(ledger), "reject", first["id"], "--by", "Ana", "--why", "one union"]
    )
    assert rejected.exit_code == 0, rejected.output
    assert first["id"] not in asked(str(ledger), "--json", "--all").stdout


def test_every_kind_can_be_asked_for() -> None:
    assert sorted(RELATIONS) == sorted(get_args(Relation))
