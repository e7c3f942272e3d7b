"""Claims inside claims, what came through whom, how sure, and what keeps its distance."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.records import Claim, Reading

Read = Callable[..., Reading]


def by_cue(reading: Reading, words: str) -> Claim:
    return next(claim for claim in reading.claims if [part.quote for part in claim.cue] == [words])


def told(claim: Claim) -> list[str]:
    return [part.quote for part in claim.content]


def test_cited_speaker_has_the_claim_and_the_outlet_is_its_channel(read_text: Read) -> None:
    reading = read_text("Sputnik reported, citing the Interior Ministry, that ten soldiers died.")
    outer, inner = by_cue(reading, "reported"), by_cue(reading, "citing")
    assert told(outer) == told(inner) == ["that ten soldiers died"]
    assert inner.claimant is not None
    assert (inner.claimant.name, inner.channel, inner.within) == ("Interior Ministry", ("Sputnik",), outer.id)


def test_quoted_as_saying(read_text: Read) -> None:
    reading = read_text("Tass quoted the ministry as saying nine guards had fled.")
    inner = by_cue(reading, "saying")
    assert [part.quote for part in inner.source] == ["the ministry"]
    assert inner.channel == ("Tass",)


def test_an_agency_that_was_told_is_a_channel(read_text: Read) -> None:
    claim = by_cue(read_text("The governor told Reuters that the bridge was open."), "told")
    assert claim.channel == ("Reuters",)


def test_three_deep(read_text: Read) -> None:
    text = "Reuters reported that the governor said that witnesses said that shots were fired."
    claims = read_text(text).claims
    depths = {claim.id: claim for claim in claims}
    deepest = claims[-1]
    assert deepest.within is not None
    assert depths[deepest.within].within == claims[0].id
    assert deepest.channel[0] == "Reuters"


@pytest.mark.parametrize(
    ("text", "cue", "certainty", "stance"),
    [
        ("Police have not confirmed that nine men died.", "have not confirmed", "unconfirmed", "doubts"),
        ("The army refused to confirm that it took the town.", "refused to confirm", "unconfirmed", "doubts"),
        ("She did not deny that she fled.", "did not deny", "reported", "asserts"),
        ("The army denied that it shelled the market.", "denied", "denied", "denies"),
        ("Relatives alleged that he was beaten.", "alleged", "unconfirmed", "alleges"),
        ("Aid groups estimated that a thousand fled.", "estimated", "estimated", "estimates"),
    ],
)
def test_how_sure(text: str, cue: str, certainty: str, stance: str, read_text: Read) -> None:
    claim = by_cue(read_text(text), cue)
    assert (claim.certainty, claim.stance) == (certainty, stance)


def test_rejected_reports_are_denied(read_text: Read) -> None:
    claim = by_cue(read_text("The minister rejected reports that nine men died."), "reports")
    assert claim.certainty == "denied"


def test_distance_inside_a_claim_is_no_part_of_what_is_said(read_text: Read) -> None:
    text = (
        "The president issued a statement calling, without offering evidence, the crowd “a band of thieves”."
    )
    claim = by_cue(read_text(text), "issued a statement calling")
    assert claim.distance == "without offering evidence"
    assert told(claim) == ["the crowd “a band of thieves”"]


def test_distance_in_the_next_sentence_reaches_back(read_text: Read) -> None:
    text = "The army said it took the town. The claim could not be independently verified."
    claim = by_cue(read_text(text), "said")
    assert (claim.distance, claim.certainty) == ("could not be independently verified", "unconfirmed")


def test_pronouns_lead_back_to_the_speaker(read_text: Read) -> None:
    reading = read_text("President Tokayev met reporters on Monday. He said that the road was open.")
    claimant = by_cue(reading, "said").claimant
    assert claimant is not None
    assert "Tokayev" in claimant.name


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
    ("text", "source", "content"),
    [
        ("18 dead in riots, says ministry", "ministry", "18 dead in riots"),
        ("As the ministry said, the bridge was closed.", "the ministry", "the bridge was closed"),
        ("As a driver told Reuters, the fire began at night.", "a driver", "the fire began at night"),
    ],
)
def test_a_speaker_beside_the_statement(text: str, source: str, content: str, read_text: Read) -> None:
    claim = read_text(text).claims[0]
    assert ([part.quote for part in claim.source], told(claim)) == ([source], [content])


def test_two_headlines_around_a_semicolon(read_text: Read) -> None:
    claims = read_text("Police: 18 dead; army: 20 dead").claims
    assert [told(claim)[0] for claim in claims] == ["18 dead", "20 dead"]


def test_who_is_quoted_as_saying_has_one_claim(read_text: Read) -> None:
    assert [claim.rule for claim in read_text("The ministry was quoted as saying nine men died.").claims] == [
        "cue/say"
    ]


def test_a_dateline_is_no_speaker(read_text: Read) -> None:
    assert read_text("ALMATY — Eight police officers were killed in riots").claims == ()


def test_a_quotation_goes_on_in_the_next_paragraph(read_text: Read) -> None:
    text = "“The dam broke at night,” Ana Ruiz said. “We ran.\n\n“Nobody had warned us.”"
    assert told(by_cue(read_text(text), "said")) == [
        "“The dam broke at night,”",
        "“We ran.\n\n“Nobody had warned us.”",
    ]


def test_an_unclosed_mark_that_is_repeated_is_no_open_question(read_text: Read) -> None:
    text = "“The dam broke,” Ana Ruiz said. “We ran.\n\n“Nobody had warned us.”"
    assert "quotation_unclosed" not in {notice.code for notice in read_text(text).notices}


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("“The dam broke, she said. It rained.", "quotation_unclosed", "“"),
        ("The dam broke,” she said. It rained.", "quotation_unopened", "”"),
        ("La digue a rompu », a dit Ruiz.", "quotation_unopened", "»"),
        ("the army said nine men died " * 12, "sentences_open", "the army said nine men died " * 12),
    ],
)
def test_what_stays_open_is_said(text: str, code: str, quote: str, read_text: Read) -> None:
    notices = {notice.code: notice.quote for notice in read_text(text).notices}
    assert notices[code].strip() == quote.strip()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["»Nein«, sagte er.", "”Nej”, sa han.", "«Oui», dit-il.", "„Nein“, sagte er."]
)
def test_marks_of_other_languages_leave_nothing_open(text: str, read_text: Read) -> None:
    codes = {notice.code for notice in read_text(text).notices}
    assert codes.isdisjoint({"quotation_unclosed", "quotation_unopened"})


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


def test_nobody_claimed_it(read_text: Read) -> None:
    claim = by_cue(read_text("No group has claimed that it planted the bomb."), "has claimed")
    assert claim.certainty == "unconfirmed"


def test_a_source_that_does_not_want_to_be_named_is_no_denial(read_text: Read) -> None:
    claim = by_cue(read_text("A doctor, who did not give his name, said that nine men died."), "said")
    assert (claim.certainty, claim.stance) == ("reported", "asserts")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Interior Ministry's spokesman said nine men died.", "Interior Ministry spokesman"),
        ("A spokesman for the Interior Ministry said nine men died.", "Interior Ministry spokesman"),
        ("Nine died, the press service of the Health Ministry said.", "Health Ministry press service"),
        ("The Interior Ministry's spokesman Ivan Petrov said nine men died.", "Ivan Petrov"),
        ("Ivan Petrov's spokesman said nine men died.", "spokesman"),
    ],
)
def test_a_voice_has_the_name_of_its_owner(text: str, name: str, read_text: Read) -> None:
    claimant = by_cue(read_text(text), "said").claimant
    assert claimant is not None
    assert claimant.name == name


@pytest.mark.parametrize(
    "words",
    ["The ministry later said the figure had been published in error.", "The post was later taken down."],
)
def test_what_is_taken_back_was_said_in_the_sentence_before(words: str, read_text: Read) -> None:
    claims = read_text(f"The ministry said that 164 people had died. {words}").claims
    assert [claim.certainty for claim in claims] == ["denied", "reported"][: len(claims)]


def test_a_retraction_further_on_reaches_nothing(read_text: Read) -> None:
    text = "The ministry said that 164 people had died. It rained all day. The post was later taken down."
    assert by_cue(read_text(text), "said").certainty == "reported"


def test_whom_media_quoted_behind_what_is_said(read_text: Read) -> None:
    text = "Nine police were killed, local media quoted the Interior Ministry."
    claim = by_cue(read_text(text), "quoted")
    assert claim.claimant is not None
    assert (claim.claimant.name, claim.channel) == ("Interior Ministry", ("local media",))
    assert told(claim) == ["Nine police were killed"]


def test_several_headlines_in_a_line(read_text: Read) -> None:
    text = "Local media: nine men killed in port. Interior Ministry: 18 guards killed in all"
    claims = read_text(text).claims
    assert [told(claim)[0] for claim in claims] == ["nine men killed in port", "18 guards killed in all"]


@pytest.mark.parametrize("text", ["Nine died; one was found dead.", "He fell; a man was found dead."])
def test_what_befell_somebody_is_no_statement(text: str, read_text: Read) -> None:
    assert read_text(text).claims == ()


def test_a_day_behind_the_verb_belongs_to_the_cue(read_text: Read) -> None:
    claim = by_cue(read_text("The road is open, the governor said Thursday."), "said Thursday")
    assert told(claim) == ["The road is open"]


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


PIECES = ["She said ", "the union denied that ", "“", "”", "(", ")", "the mill was shut", ", he added", ". "]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_within_is_a_tree_whatever_marks_stand_open(read_text: Read, pieces: list[str]) -> None:
    assert ring_free(read_text("".join(pieces)).claims)


@pytest.mark.parametrize("text", ["The duke dismissed calls for a truce.", "Orlo thanked Weber."])
def test_what_others_say_and_a_bare_deed_are_no_claim(read_text: Read, text: str) -> None:
    assert read_text(text).claims == ()


def test_nobody_is_no_claimant(read_text: Read) -> None:
    assert {claim.claimant for claim in read_text("No one has claimed responsibility.").claims} <= {None}


def test_who_refuses_to_comment_denies_nothing(read_text: Read) -> None:
    reading = read_text("The minister refused to comment on reports of 50 deaths.")
    assert "denied" not in {figure.certainty for figure in reading.figures}
    assert not [claim for claim in reading.claims if claim.certainty == "denied"]
