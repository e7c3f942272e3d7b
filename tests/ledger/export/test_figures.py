"""`reportedly figures`: a line bears the name of its rule, and nothing is stored."""

from __future__ import annotations

import json

from click.testing import CliRunner

from reportedly.cli import main
from reportedly.commands.lookup import FIGURE_RULES
from reportedly.ledger.accounts.estimates import RULES
from reportedly.ledger.store import Ledger


def figures(ledger: Ledger, *asked: str) -> list[str]:
    result = CliRunner().invoke(main, ["figures", str(ledger.path), *asked])
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_every_rule_is_offered() -> None:
    assert tuple(RULES) == FIGURE_RULES


def test_each_line_names_its_rule_and_no_private_person(ledger: Ledger) -> None:
    before = ledger.stats()
    told = figures(ledger)
    assert told[:2] == [
        "“[person 1] told that soldiers shot at demonstrators”"
        " (2022-01-05 to 2022-01-06, occurrence-shooting)",
        "  killed, UCDP low/best/high: low 164, high 225 (2 accounts of 2 independent origins)",
    ]
    assert [line.split(", ")[1].split(":")[0] for line in told[2:]] == [
        "ACLED conservative",
        "Iraq Body Count min-max",
        "largest official",
    ]
    assert ledger.stats() == before


def test_one_rule_as_json(ledger: Ledger) -> None:
    (line,) = figures(ledger, "--rule", "largest-official", "--occurrence", "occurrence-sho", "--json")
    told = json.loads(line)
    assert (told["rule"], told["low"], told["high"]) == ("largest official", 164, None)
    assert told["accounts"] == ["account-ministry"]
