"""`reportedly review`: a decision needs who and why, and the log has them all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.choices import REVIEW_ORDERS
from reportedly.cli import main
from reportedly.ledger.store import open_ledger
from reportedly.records import Account, Figure, Origin, Reading
from reportedly.views.findings import QUEUES

TEXT = "The ministry said at least eight officers were killed in Almaty on Thursday."


@pytest.fixture
def path(tmp_path: Path, read_text: Callable[..., Reading]) -> Path:
    found = tmp_path / "crisis.ledger"
    with open_ledger(found) as ledger:
        ledger.file([read_text(TEXT, published="2022-01-07")])
    return found


def run(path: Path, *asked: str) -> Result:
    return CliRunner().invoke(main, ["review", str(path), *asked])


def test_what_is_offered_is_what_can_be_done() -> None:
    assert set(REVIEW_ORDERS) == set(QUEUES)


def test_the_next_record_with_its_words(path: Path) -> None:
    told = run(path, "--next", "--order", "in-order")
    assert told.exit_code == 0, told.output
    assert ">>>" in told.output
    assert f"to decide: reportedly review {path} accept " in told.output
    assert run(path, "--order", "in-order").output == told.output


def test_a_whole_review_as_json(path: Path) -> None:
    seen = []
    while (told := json.loads(run(path, "--next", "--order", "in-order", "--json").output))["record"]:
        seen.append(told["record"]["id"])
        assert told["words"]["quote"] == told["record"]["quote"]
        decided = run(path, "accept", seen[-1], "--by", "A. Editor", "--why", "stands there", "--json")
        assert json.loads(decided.output)["subject"] == [seen[-1]]
    assert len(seen) == len(set(seen)) == told["decided"] > 1
    log = [json.loads(line) for line in run(path, "--log", "--json").output.splitlines()]
    assert [each["subject"][0] for each in log] == seen
    assert {each["decided_by"] for each in log} == {"person:A. Editor"}
    assert "nothing is left to decide" in run(path).output


def test_a_correction_and_its_undoing_stand_in_the_log(path: Path) -> None:
    with open_ledger(path) as ledger:
        figure = next(ledger.records(Figure)).id
    run(path, "correct", figure, "--set", "low=9", "--by", "A", "--why", "nine")
    (line,) = run(path, "--log").output.splitlines()
    assert f'{figure} corrected from {{"low": 8.0}} to {{"low": 9.0}} — nine' in line
    run(path, "undo", line.split()[0], "--by", "B", "--why", "eight after all")
    first, second = run(path, "--log").output.splitlines()
    assert first == line
    assert f"B: {figure} undoes {line.split()[0]} — eight after all" in second


def test_joining_follows_on_demand(path: Path) -> None:
    with open_ledger(path) as ledger:
        figure = next(ledger.records(Figure)).id
        assert ledger.stats()["accounts"] == 0
    waiting = run(path, "accept", figure, "--by", "A", "--why", "b")
    assert "1 decision not joined yet" in waiting.output
    joined = run(path, "accept", figure, "--by", "A", "--why", "b", "--join")
    assert joined.exit_code == 0
    assert "not joined" not in joined.output
    with open_ledger(path) as ledger:
        assert ledger.stats()["accounts"] == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("accept", "figure-1"), "needs --by NAME and --why WORDS"),
        (("accept", "figure-1", "--by", "A"), "needs --by NAME and --why WORDS"),
        (("--set", "low=1"), "need an action"),
        (("burn", "figure-1"), "is not one of"),
    ],
)
def test_a_command_that_cannot_be_understood(path: Path, asked: tuple[str, ...], told: str) -> None:
    result = run(path, *asked)
    assert result.exit_code == 2
    assert told in result.output


def test_a_missing_ledger_is_not_made(tmp_path: Path) -> None:
    result = run(tmp_path / "none.ledger", "accept", "x", "--by", "A", "--why", "b")
    assert result.exit_code == 1
    assert "no such ledger" in result.output
    assert not (tmp_path / "none.ledger").exists()


@pytest.mark.parametrize("command", [None, *main.commands])
def test_examples_in_the_help_stand_on_their_own_lines(command: str | None) -> None:
    told = CliRunner().invoke(main, [command, "--help"] if command else ["--help"]).output
    assert "\\b" not in told
    assert "\b" not in told


def test_documents_and_claimants_are_said_to_be_one_and_joining_follows(
    tmp_path: Path, read_text: Callable[..., Reading]
) -> None:
    found = tmp_path / "two.ledger"
    texts = (
        "The Interior Ministry said that 200 people were arrested in Almaty on Wednesday.",
        "The MVD said that 300 people were arrested in Almaty on Thursday.",
    )
    readings = [
        read_text(text, name=name, published=day)
        for text, name, day in zip(texts, "ab", ("2022-01-05", "2022-01-06"), strict=True)
    ]
    with open_ledger(found) as ledger:
        ledger.file(readings)
    why = ("--by", "A", "--why", "one desk", "--join", "--json")
    assert json.loads(run(found, "same", "a", "b", *why).output)["subject"] == ["a", "b"]
    merged = json.loads(run(found, "same", "Interior Ministry", "MVD", *why).output)
    assert merged["subject"] == ["claimant:interior ministry", "claimant:mvd"]
    with open_ledger(found) as ledger:
        assert [each.documents for each in ledger.records(Origin)] == [("a", "b")]
        assert {each.claimant.name for each in ledger.records(Account) if each.claimant} == {
            "Interior Ministry"
        }
    assert run(found, "undo", merged["id"], *why).exit_code == 0
    with open_ledger(found) as ledger:
        assert {each.claimant.name for each in ledger.records(Account) if each.claimant} == {
            "Interior Ministry",
            "MVD",
        }
    refused = run(found, "same", "MVD", "Ministry of Tides", *why)
    assert refused.exit_code != 0
    assert "no record" in refused.output
