"""Claims: a case is a line of marked text, read whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.marked import parse_marked
from reportedly.records import Claim, Reading

CASES = [
    "[“Whoever stays, they are lost,”|content] [said|cue] [Ana Ruiz, who fled|source].",
    "[“We saw it,”|content] [a retired cook, Ana Ruiz|source], [told|cue] the radio.",
    "[Nine cooks died|content], [the union|source] [said|cue]; a paper gave ten.",
    "[Nine cooks were hurt|content], [police|source] [said|cue]"
    ", [a day after the court announced an inquiry|content].",
    "[Nine cooks died|content] - [says|cue] [the mayor, Ana Ruiz|source].",
    "[The ministry|source] [said|cue] [that eight guards died|content].",
    "[“The road is closed,”|content] [the mayor|source] [said|cue].",
    "[“The road is closed,”|content] [said|cue] [Ana Ruiz, the mayor of the town|source].",
    "[“The road is closed,”|content] [she|source] [said|cue]. [“Stay at home.”|content]",
    "[She|source] [added|cue]: [“Stay at home.”|content]",
    "[The governor|source] [urged|cue] [residents to leave|content].",
    "[The army|source] [denied|cue] [that it shelled the market|content].",
    "[Demonstrators|source] [shouted|cue] [for the minister to go|content].",
    "[Nine died|content], [warned|cue] [the Red Cross|source].",
    # an apposition behind the verb ends before it
    "Earlier [the army|source] [had confirmed|cue] [fewer than 30 dead|content]: 12 rebels, nine soldiers.",
    "[Auditors|source] [had warned|cue] in 2019 [of|cue] [a gas leak|content].",
    "[The mission|source] [attributed|cue] [318 deaths to rebels and 197 to soldiers|content].",
    # the parse joins what goes on to the verb of the speaker, and loses the first clause
    "[Floods from a broken dam killed nine people|content], [the agency|source] [said|cue] on Monday, "
    "[and forced others out|content].",
    "[The bridge fell because of rust|content], [a first report|source] [found|cue].",
    "[It may rise to 90|content], [warned|cue] [the Red Cross|source].",
    "[“It is a lie!”|content] [shouted|cue] [one man|source] as the car passed.",
    "[“We saw nothing,”|content] [one guard, who gave no name|source], [said|cue].",
    "[The general|source] [assured|cue] listeners [that calm had returned|content].",
    "[The ministry|source] [said|cue] in a press release [that nine men had drowned|content].",
    "[The mayor|source] [told|cue] parliament [that there was no shortage|content], and accused us of theft.",
    "[Rebels|source] [claim|cue] [to have captured the airport|content].",
    "[She|source] [has called|cue] [the situation “beyond catastrophic”|content].",
    "[Nine people were hurt in the fire|content], [per|cue] [village elders|source].",
    "[Medics|source] [have not been able to verify|cue] [these reports|content].",
    "The road was shut (but [locals|source] [say|cue] [no sign was put up|content]).",
    "Nine people ([11|content], [according to|cue] [the union|source]) were shot.",
    "[The minister|source] [has dismissed|cue] as “fake news” [reports that he left the city|content].",
]
SILENT = [
    "The court denied him bail.",
    "The sign says no entry.",
    "It is worth noting that the road was closed.",
    "Do you know where the prisoners are?",
    "The crew responded to a call when the wall fell.",
    "Situation report no. 3",
    "Peru: nine shot in the capital",  # where it was, not who says it
]


def parts(claim: Claim) -> dict[str, list[tuple[int, int]]]:
    found = {"source": claim.source, "cue": claim.cue, "content": claim.content}
    return {role: [(part.start, part.end) for part in extents] for role, extents in found.items()}


@pytest.mark.parametrize("line", CASES)
def test_a_claim_has_its_source_cue_and_content(line: str, read_text: Callable[..., Reading]) -> None:
    marked = parse_marked(line)
    wanted = {
        role: [(mark.start, mark.end) for mark in marked.marks if mark.role == role]
        for role in ("source", "cue", "content")
    }
    assert wanted in [parts(claim) for claim in read_text(marked.text).claims]


@pytest.mark.parametrize("text", SILENT)
def test_words_that_only_look_like_speech_stay_silent(text: str, read_text: Callable[..., Reading]) -> None:
    assert read_text(text).claims == ()


def test_a_report_dismissed_is_not_who_dismisses_its_own(read_text: Callable[..., Reading]) -> None:
    claims = read_text("The minister dismissed as “fake news” reports that he had left.").claims
    assert not [claim for claim in claims if claim.source and claim.certainty == "reported"]


def test_a_question_put_to_the_speaker_is_not_his(read_text: Callable[..., Reading]) -> None:
    claims = read_text("Asked whether guards had fled, he said nine had.").claims
    assert [[part.quote for part in claim.source] for claim in claims] == [[], ["he"]]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("At least 30 were confirmed dead by Tuesday.", []),
        ("Nine deaths had been reported by Monday evening.", []),
        ("Ninety cases were reported by Saturday by the ministry.", ["the ministry"]),
        ("Nine deaths had been reported by the New York Times.", ["the New York Times"]),
        ("The toll was announced by 20 doctors.", ["20 doctors"]),
    ],
)
def test_the_time_by_which_something_was_told_tells_nothing(
    text: str, sources: list[str], read_text: Callable[..., Reading]
) -> None:
    (claim,) = read_text(text).claims
    assert [part.quote for part in claim.source] == sources


def test_a_title_right_at_the_end_is_read(read_text: Callable[..., Reading]) -> None:
    assert read_text(':P"P"P').claims == ()


@settings(deadline=None, max_examples=60)
@given(text=st.text(alphabet="ab he said told that Police .,:“”\"'\n", max_size=120))
def test_quotes_are_the_documents_own_words(text: str, read_text: Callable[..., Reading]) -> None:
    for claim in read_text(text).claims:
        for part in (claim, *claim.source, *claim.cue, *claim.content):
            assert part.start < part.end
            assert part.quote == text[part.start : part.end]


Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        "he said that " * 2000 + "it rained.",
        "“" + "The men said that we go there. " * 1500 + "” he said.",
        "“he said " * 1500,
        "قال الوزير «نعم» " * 800,
        "THE MINISTRY SAID THAT " * 800,
        "said",
    ],
)
def test_hostile_text_is_read_to_its_end(text: str, read_text: Read) -> None:
    for claim in read_text(text).claims:
        assert claim.quote == text[claim.start : claim.end]


def test_a_text_may_end_where_its_content_would_begin(read_text: Read) -> None:
    assert read_text("The minister told reporters in Almaty on Monday that").claims == ()


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Nobody had warned the dockers before the tank burst.", []),
        ("No one said that nine dockers had died.", [[]]),
        ("None of the dockers said that the tank had leaked.", [[]]),
        ("Not one paper reported that nine dockers had died.", [[]]),
        ("No ministry has said that nine dockers had died.", [[]]),
        ("Not only the union said that nine dockers had died.", [["the union"]]),
        ("No fewer than 12 dockers said that the tank had leaked.", [["No fewer than 12 dockers"]]),
    ],
)
def test_nobody_is_no_source(text: str, sources: list[list[str]], read_text: Callable[..., Reading]) -> None:
    claims = read_text(text).claims
    assert [[each.quote for each in claim.source] for claim in claims] == sources
    assert all(claim.claimant is None and claim.stance == "doubts" for claim in claims if not claim.source)
