"""Claims inside claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from claim_parts import by_cue, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.records import Claim, Reading

Read = Callable[..., Reading]


def ring_free(claims: Iterable[Claim]) -> bool:
    """Whether the way outwards from each claim ends."""
    outer = {claim.id: claim.within for claim in claims}
    for each in outer:
        seen: set[str] = set()
        here: str | None = each
        while here is not None:
            if here in seen:
                return False
            seen.add(here)
            here = outer.get(here)
    return True


PIECES = ["She said ", "the union denied that ", "“", "”", "(", ")", "the mill was shut", ", he added", ". "]


def test_three_deep(read_text: Read) -> None:
    text = "Reuters reported that the governor said that witnesses said that shots were fired."
    claims = read_text(text).claims
    depths = {claim.id: claim for claim in claims}
    deepest = claims[-1]
    assert deepest.within is not None
    assert depths[deepest.within].within == claims[0].id
    assert deepest.channel[0] == "Reuters"


def test_what_a_speaker_thinks_inside_a_quotation_is_no_claim_of_its_own(read_text: Read) -> None:
    reading = read_text("“I think that we will win,” Ana Ruiz said.")
    assert [claim.rule for claim in reading.claims] == ["cue/say"]


def test_a_plain_report_inside_a_quotation_is_a_claim_within(read_text: Read) -> None:
    inner = by_cue(read_text("“The army told us that the bridge was open,” Ana Ruiz said."), "told")
    assert (told(inner), inner.channel) == (["that the bridge was open"], ("Ana Ruiz",))


def test_talk_of_others_talk_inside_a_quotation_is_no_claim(read_text: Read) -> None:
    reading = read_text("“Hearing him talk about the war makes me sad,” Ana Ruiz said.")
    assert [claim.rule for claim in reading.claims] == ["cue/say"]


@pytest.mark.parametrize(
    "text",
    [
        "She said “She said “no””",
        "The union said (The union said (The union said (the mill was shut)))",
    ],
)
def test_claims_that_stand_in_each_other_are_a_tree(read_text: Read, text: str) -> None:
    claims = read_text(text).claims
    assert ring_free(claims)
    assert claims[0].within is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_within_is_a_tree_whatever_marks_stand_open(read_text: Read, pieces: list[str]) -> None:
    assert ring_free(read_text("".join(pieces)).claims)
