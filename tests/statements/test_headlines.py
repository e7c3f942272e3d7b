"""Claims that only the layout attributes: headlines, colons, dashes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from claim_parts import by_cue, told

from reportedly.records import Reading

Read = Callable[..., Reading]


def test_two_headlines_around_a_semicolon(read_text: Read) -> None:
    claims = read_text("Police: 18 dead; army: 20 dead").claims
    assert [told(claim)[0] for claim in claims] == ["18 dead", "20 dead"]


def test_a_dateline_is_no_speaker(read_text: Read) -> None:
    assert read_text("ALMATY — Eight police officers were killed in riots").claims == ()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Interior Ministry: 18 people dead in riots", "Interior Ministry", ":", "18 people dead in riots"),
        ("Ministry – 18 dead in riots", "Ministry", "–", "18 dead in riots"),
        ("18 dead in riots: ministry", "ministry", ":", "18 dead in riots"),
        ("Riots were planned abroad — president", "president", "—", "Riots were planned abroad"),
        ("It rained.\n\nRUIZ: We will stay here.", "RUIZ", ":", "We will stay here"),
        ("It rained.\n\n“We will stay here.” — Ana Ruiz", "Ana Ruiz", "—", "“We will stay here.”"),
    ],
)
def test_layout_attributes(text: str, source: str, cue: str, content: str, read_text: Read) -> None:
    claim = by_cue(read_text(text), cue)
    assert ([part.quote for part in claim.source], told(claim)) == ([source], [content])
    assert claim.rule.startswith("layout/")


def test_several_headlines_in_a_line(read_text: Read) -> None:
    text = "Local media: nine men killed in port. Interior Ministry: 18 guards killed in all"
    claims = read_text(text).claims
    assert [told(claim)[0] for claim in claims] == ["nine men killed in port", "18 guards killed in all"]


def test_the_answers_of_an_interview_are_those_of_who_is_introduced(
    read_text: Read,
) -> None:
    lines = ["Dr. Ana Ruiz runs a clinic in Bergen.", "Q: How many?", "A: Nine died here.", "Q: Now?"]
    claims = read_text("\n\n".join([*lines, "A: It is calm."])).claims
    found = [(c.rule, c.content[0].quote, c.claimant and c.claimant.name) for c in claims]
    assert found == [
        ("layout/answer", "Nine died here", "Ana Ruiz"),
        ("layout/answer", "It is calm", "Ana Ruiz"),
    ]


def test_answers_have_no_speaker_where_the_text_names_two(read_text: Read) -> None:
    text = "Dr Ana Ruiz and the mayor, Tom Berg, met us.\n\nQ: How many died?\n\nA: Nine people died here."
    assert [claim.claimant for claim in read_text(text).claims] == [None]


def test_who_talks_by_turns_is_named_before_a_colon(read_text: Read) -> None:
    asked = ["Tom Berg met Horn Post.", "Horn Post: Is it open?"]
    lines = [*asked, "Tom Berg: Some of it is open.", "Horn Post: Why?"]
    claims = read_text("\n\n".join([*lines, "Tom Berg: Because they let us."])).claims
    assert [claim.content[0].quote for claim in claims] == ["Some of it is open", "Because they let us"]


def test_one_label_makes_no_talk(read_text: Read) -> None:
    text = "It rained.\n\nSafety Note: Shut the door now.\n\nSafety Note: Wear a hat now."
    assert read_text(text).claims == ()
