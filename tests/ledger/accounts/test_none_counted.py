"""What a claim says that there was none of, in the ways in which news says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.accounts.none_counted import none_counted
from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

EVERYONE, CIVILIANS = frozenset({"everyone"}), frozenset({"civilians"})
KILLED, HURT = "killed", "injured"

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("no lives were lost", {(KILLED, EVERYONE)}),
        ("the flood claimed no lives", {(KILLED, EVERYONE)}),
        ("there had been no loss of life", {(KILLED, EVERYONE)}),
        ("the tower fell without any loss of life", {(KILLED, EVERYONE)}),
        ("the shelling killed no civilians", {(KILLED, CIVILIANS)}),
        ("its guns did not kill any civilians", {(KILLED, CIVILIANS)}),
        ("not one civilian was killed", {(KILLED, CIVILIANS)}),
        ("none of those killed was a civilian", {(KILLED, CIVILIANS)}),
        ("only militants were killed", {(KILLED, CIVILIANS)}),
        ("the dead were all militants", {(KILLED, CIVILIANS)}),
        ("no one had come to harm", {(KILLED, EVERYONE), (HURT, EVERYONE)}),
        ("all residents were unharmed", {(KILLED, CIVILIANS), (HURT, CIVILIANS)}),
        ("there were neither dead nor wounded", {(KILLED, EVERYONE), (HURT, EVERYONE)}),
        ("reports of civilian deaths were false", {(KILLED, CIVILIANS)}),
        # near misses
        ("not one civilian was killed by the army", set()),  # others may have killed some
        ("no one should be killed for a flag", set()),
        ("no one knew who had been killed", set()),
        ("there was no doubt that people were killed", set()),
        ("no aircraft was lost", set()),
        ("there was no toll on the road", set()),
        ("all its staff were safe", set()),
        ("not all residents were safe", set()),
        ("all were waiting for the dead to be named", set()),
        ("no arrests were made", set()),
    ],
)
def test_of_what_there_was_none(
    told: str, expected: set[tuple[str, frozenset[str]]], read_text: Read
) -> None:
    reading = read_text(f"The governor of Zarand said {told}.")
    assert {each for claim in reading.claims if claim.claimant for each in none_counted(claim)} == expected


def test_a_count_of_nought_denies_one_of_some(read_text: Read) -> None:
    raid = "An air raid hit the market of the Afghan town of Zarand on Tuesday."
    some = read_text(f"{raid} The Red Crescent said 14 people were killed.", name="a", published="2020-03-04")
    none = read_text(f"{raid} The governor put the number of dead at zero.", name="b", published="2020-03-04")
    found = join_readings([some, none], "2020-03-05T00:00:00Z").contradictions
    assert [(each.rule, each.relation) for each in found] == [("denied", "denial")]
