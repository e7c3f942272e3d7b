"""A number that a report tells as one of before is followed by the one that it tells now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import Collection, join_readings
from reportedly.ledger.traits.members import members_of
from reportedly.records import Reading

ReadText = Callable[..., Reading]

CHANGED = {
    "pronoun": "The mayor of Oruro said 31 miners had died. He had put it at 19 on Friday.",
    "adverb before": "The mayor of Oruro said 31 miners had died. Earlier in the day he said 19 had died.",
    "participle": "The mayor of Oruro said 31 miners had died, having spoken of 19 in the morning.",
    "multiple": "Thirty-one miners died, almost double the 19 given on Friday, the mayor of Oruro said.",
    "fewer": "The mayor of Oruro said 19 miners had died, twelve fewer than the 31 first announced.",
    "brackets": "The toll in the mine rises to 31 (previously 19), the mayor of Oruro says.",
    "an earlier count": "The mayor of Oruro said 31 miners had died. An earlier count had put it at 19.",
    "nobody's": "The number of dead rose to 31, the mayor of Oruro said. A previous toll was 19.",
    "yesterday": '"Yesterday we counted 19 dead, today we count 31," the mayor of Oruro said.',
    "was": "Thirty-one miners have died, the mayor of Oruro says. The figure was 19 a day earlier.",
    "adverb behind a count": "Thirty-one miners have died in Oruro. The toll was initially 19 dead.",
    "participle alone": "Thirty-one miners died, the mayor of Oruro said, having spoken of 19 at dawn.",
    "lowered": "The mayor of Oruro lowered the number of dead from an initial 31 to 19.",
}

BOTH_STAND = {
    "a part": "The mayor of Oruro said 31 miners had died, 19 of them on Friday.",
    "another speaker": "The mayor of Oruro said 31 miners had died. The union put the dead at 19.",
    "long ago": "The mayor of Oruro said 31 miners had died, compared with 19 in the blast of 1987.",
    "another town": "Thirty-one miners died in Oruro on Friday. Earlier 19 died in Potosi, police said.",
    "happened earlier": "Thirty-one miners died, police said. Previously 19 miners had died in Oruro.",
    "grown on a day": "The blast killed 19 miners, the mayor of Oruro said. The toll rose to 31 on Friday.",
    "grown by a day": "The blast killed 19 miners, police in Oruro said. By Friday the toll had risen to 31.",
    "grown last night": "The blast killed 19 miners, police in Oruro said. The toll rose to 31 last night.",
    "all on a day": "Police put the dead at 31 on Friday. They said 19 had died in Oruro alone.",
    "two speakers, one day": "On Friday the mayor of Oruro spoke of 31 dead. The union said 19 had died.",
}


def accounts_of(text: str, read_text: ReadText) -> Collection:
    return join_readings((read_text(text, published="2026-03-14"),), "2026-03-14T00:00:00Z")


def of_before(joined: Collection) -> set[float | None]:
    """The numbers of dead that another one follows."""
    followed = {each.supersedes for each in joined.accounts}
    return {each.low for each in joined.accounts if each.id in followed and each.measure == "killed"}


@pytest.mark.parametrize("case", CHANGED)
def test_a_number_of_before_is_revised(case: str, read_text: ReadText) -> None:
    joined = accounts_of(CHANGED[case], read_text)
    old = 31 if case in ("fewer", "lowered") else 19
    assert of_before(joined) == {old}
    assert {each.status for each in joined.accounts if each.low == old} == {"revised"}
    assert not any(each.relation == "conflict" for each in joined.contradictions)


@pytest.mark.parametrize("case", BOTH_STAND)
def test_a_number_that_stands_is_not(case: str, read_text: ReadText) -> None:
    joined = accounts_of(BOTH_STAND[case], read_text)
    assert {each.low for each in joined.accounts if each.measure == "killed"} >= {31, 19}
    assert not of_before(joined)


def test_what_happened_earlier_is_no_number_of_before(read_text: ReadText) -> None:
    reading = read_text("Gunmen killed 31 people in Oruro. Earlier, 19 people died in a blast there.")
    assert not any(member.recalled for member in members_of(reading))


def test_who_is_meant_by_a_pronoun_has_the_town_of_the_name(read_text: ReadText) -> None:
    text = "Fire officials in Oruro said 31 miners had died. At first they had reported 19 deaths."
    assert of_before(accounts_of(text, read_text)) == {19}
