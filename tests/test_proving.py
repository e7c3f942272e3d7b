from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from reportedly.language.parse import Parser
from reportedly.lexicon import Lexicon, read_entries
from reportedly.lexicon import loading as rooms
from reportedly.proving import CONDITIONS, prove_lexicons

MAY = 'words = ["may"]\nform = "auxiliary"\ntype = "possible"\n'


@pytest.fixture
def proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lexicon: Lexicon, parser: Parser):  # type: ignore[no-untyped-def]
    for table in rooms.LEXICONS.glob("*.csv"):
        shutil.copy(table, tmp_path)

    def of(kind: str, toml: str) -> list[str]:
        (tmp_path / f"{kind}.toml").write_text(toml)
        monkeypatch.setattr(rooms, "LEXICONS", tmp_path)
        return [str(fault) for fault in prove_lexicons(lexicon, parser, [kind])]

    return of


@pytest.fixture
def faults(proved):  # type: ignore[no-untyped-def]
    return partial(proved, "hedges")


def entry(name: str, examples: str, near_misses: str = "[]") -> str:
    return f'[[entry]]\nname = "{name}"\n{MAY}examples = {examples}\nnear_misses = {near_misses}\n'


def test_an_entry_that_holds_has_no_fault(faults) -> None:  # type: ignore[no-untyped-def]
    assert faults(entry("may", '["They [may|hedge:possible] leave."]', '["They left in May."]')) == []


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        (entry("may", '["They left [then|hedge:possible]."]'), "not found: 'then' as hedge"),
        (entry("may", '["They [may|hedge:alleged] leave."]'), "found: hedge='may':possible"),
        (entry("may", '["They [may leave|hedge:possible]."]'), "not found: 'may leave' as hedge"),
        (entry("may", '["They [may|hedge] leave."]', '["They may leave."]'), "near miss is found"),
        (entry("may", "[]"), "has no example"),
        (entry("may", '["They may leave."]'), "example marks nothing"),
        (entry("may", '["They [may|hedge leave."]'), "no closing bracket"),
        (entry("may", '["They [may|hedge] leave."]') * 2, "stands 2 times"),
        (entry("may", '["They [may|hedge] leave."]') + entry("a", "[]"), "not in order"),
        (entry("may", '["They [may|hedge] leave."]') + 'needs = ["moonlight"]\n', "condition 'moonlight'"),
    ],
)
def test_every_kind_of_fault_is_named(faults, toml: str, told: str) -> None:  # type: ignore[no-untyped-def]
    found = faults(toml)
    assert any(told in fault for fault in found), found
    assert all(fault.startswith("hedges.toml: ") for fault in found)


WORDS = {
    "labels": 'side = "before"',
    "measures": 'form = "undone"\nmeasure = "killed"',
    "cues": 'form = "voice"',
}


@pytest.mark.parametrize(
    ("kind", "name", "examples", "near_misses", "told"),
    [
        ("labels", "ward", '["Ward [40|label] burned."]', '["Some 40 people burned."]', None),
        ("labels", "ward", '["They lived in Room [40|label]."]', "[]", "found without the entry, too"),
        ("labels", "ward", '["Ward [40|label] burned."]', '["Ward 41 burned."]', "read otherwise without"),
        ("measures", "undone", '["An attempted murder of [two|uncounted] guards."]', "[]", None),
        (
            "measures",
            "undone",
            '["A murder of [two|uncounted] guards."]',
            "[]",
            "not found: 'two' as uncounted",
        ),
        (
            "cues",
            "voice",
            '["The spokesman [said|cue] he died."]',
            "[]",
            "found without the entry, too",
        ),
    ],
)
def test_words_that_no_record_names_are_proved_by_their_absence(  # type: ignore[no-untyped-def]
    proved, kind: str, name: str, examples: str, near_misses: str, told: str | None
) -> None:
    toml = f'[[entry]]\nname = "{name}"\nwords = ["{name}"]\n{WORDS[kind]}\n'
    found = proved(kind, f"{toml}examples = {examples}\nnear_misses = {near_misses}\n")
    assert [told in fault for fault in found] == ([] if told is None else [True]), found


def test_each_condition_that_a_rule_tests_is_one_that_an_entry_names() -> None:
    for kind, conditions in CONDITIONS.items():
        named = {need for entry in read_entries(kind) for need in getattr(entry, "needs", ())}
        assert named >= conditions, kind
