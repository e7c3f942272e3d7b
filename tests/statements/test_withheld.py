"""Who would not say it, who denies it, and whose words they speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Claim, Reading

Read = Callable[..., Reading]


def claim_of(reading: Reading, source: str) -> Claim:
    return next(claim for claim in reading.claims if source in [part.quote for part in claim.source])


@pytest.mark.parametrize(
    "text",
    [
        "The warden would not confirm the deaths of 12 inmates.",
        "The warden could not confirm the deaths of 12 inmates.",
        "The warden declined to confirm that 12 inmates had died.",
        "The warden refused to comment on reports of 12 deaths.",
        "The warden has yet to confirm that 12 inmates had died.",  # taken for a confirmation
    ],
)
def test_who_leaves_it_open_neither_says_nor_denies_it(read_text: Read, text: str) -> None:
    reading = read_text(text)
    claim = claim_of(reading, "The warden")
    assert (claim.stance, claim.certainty) == ("doubts", "unconfirmed")
    assert [figure.certainty for figure in reading.figures] == ["unconfirmed"]


@pytest.mark.parametrize("words", ["did not say", "declined to say", "would not say"])
def test_a_question_left_open_is_one_claim_without_an_answer(read_text: Read, words: str) -> None:
    claims = read_text(f"The shipping line {words} how many tickets it had sold.").claims
    assert [(claim.stance, claim.certainty) for claim in claims] == [("doubts", "unconfirmed")]


def test_what_an_open_question_counts_is_settled(read_text: Read) -> None:
    figures = read_text("The mayor would not say why nine miners had died.").figures
    assert [(figure.low, figure.certainty, figure.claim) for figure in figures] == [(9, "asserted", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The airline denied reports that its pilot had been shot.",
        "Detectives would not confirm a report that the pilot had been shot.",
    ],
)
def test_who_answers_a_report_did_not_report_it(read_text: Read, text: str) -> None:
    report = next(c for c in read_text(text).claims if c.cue[0].quote in ("report", "reports"))
    assert (report.source, report.claimant) == ((), None)


def test_whose_report_is_denied_is_kept(read_text: Read) -> None:
    reading = read_text("The ministry denied a report by the Herald that nine people had been shot.")
    assert claim_of(reading, "the Herald").certainty == "denied"


def test_no_reports_are_nobodys_claim(read_text: Read) -> None:
    assert read_text("There were no immediate reports of deaths.").claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "The consul dismissed the rumour.",
        "The consul rubbished the charge.",
        "The consul called the accusation a complete lie.",
        "The consul described the claims as nonsense and propaganda.",
        "The consul branded the story a hoax.",
    ],
)
def test_who_calls_it_false_denies_it(read_text: Read, text: str) -> None:
    claim = claim_of(read_text(text), "The consul")
    assert (claim.stance, claim.certainty) == ("denies", "denied")


@pytest.mark.parametrize("text", ["The club dismissed its coach.", "The consul called the vote a farce."])
def test_a_hard_word_alone_denies_nothing(read_text: Read, text: str) -> None:
    assert "denied" not in {claim.certainty for claim in read_text(text).claims}


def test_what_is_left_open_is_the_question_and_no_words_before(read_text: Read) -> None:
    claim = claim_of(read_text("Nine roads are shut; a clerk would not say when they would open."), "a clerk")
    assert [part.quote for part in claim.content] == ["when they would open"]


def test_a_fire_claims_lives_and_nothing_else(read_text: Read) -> None:
    assert read_text("The blaze claimed the lives of six patients.").claims == ()


def test_a_firm_that_can_confirm_it_says_it(read_text: Read) -> None:
    claim = claim_of(read_text("Halden Oil can confirm that a tank caught fire."), "Halden Oil")
    assert (claim.stance, claim.content[0].quote) == ("confirms", "that a tank caught fire")


def test_who_speaks_without_saying_something_does_not_say_it(read_text: Read) -> None:
    claims = read_text("The colonel admitted that men had died, without saying how many fell.").claims
    assert "saying" not in [part.quote for claim in claims for part in claim.cue]


@pytest.mark.parametrize("name", ["his surname", "his name"])
def test_who_would_not_give_a_name_says_and_rejects_nothing(read_text: Read, name: str) -> None:
    reading = read_text(f'"We ran," said Karim, a porter who declined to give {name}.')
    assert [claim.content[0].quote for claim in reading.claims] == ['"We ran,"']
    assert reading.events == ()


@pytest.mark.parametrize(
    "text",
    ["Dozens feared dead after ferry sinks", "Videos appear to show the burial of at least 20 bodies."],
)
def test_a_mere_number_or_video_is_no_claimant(read_text: Read, text: str) -> None:
    assert {claim.claimant for claim in read_text(text).claims} <= {None}


@pytest.mark.parametrize(
    "words", ["would confirm only", "could confirm only", "would say only that there were"]
)
def test_who_would_say_no_more_than_that_says_it(read_text: Read, words: str) -> None:
    reading = read_text(f"Nurses saw nine bodies in the yard. The warden {words} two deaths.")
    claims = {claim.id: claim for claim in reading.claims}
    told = claims[reading.figures[-1].claim or ""]
    assert reading.figures[-1].low == 2
    assert [part.quote for part in told.source] == ["The warden"]


@pytest.mark.parametrize(
    "text",
    [
        "If asked, the warden would say that two inmates had died.",
        "If the wall broke, the warden would only say that two inmates had died.",
        "The warden could just claim that two inmates had died.",
    ],
)
def test_who_would_say_it_if_asked_says_nothing(read_text: Read, text: str) -> None:
    reading = read_text(text)
    assert "the warden" not in [part.quote.lower() for claim in reading.claims for part in claim.source]


def test_a_toll_told_as_a_state_has_its_speaker(read_text: Read) -> None:
    claim_of(read_text("The warden gave the toll as two dead."), "The warden")
