"""What an office says in a text of its own: communiqués, bulletins, releases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]

BODY = "Nine miners were killed. Two bridges are closed."


def issued(reading: Reading) -> list[tuple[str | None, str]]:
    return [
        (claim.claimant.name if claim.claimant else None, claim.content[0].quote)
        for claim in reading.claims
        if claim.rule == "layout/communique"
    ]


@pytest.mark.parametrize(
    ("opening", "issuer"),
    [
        ("Communiqué\n\nThe Ministry deplores the false news.", "Ministry"),
        ("Press release no. 4, Lima\n\nThe Relief Agency thanks its donors.", "Relief Agency"),
        ("Statement\n\nThe Ministry of Health informs the public that it rained.", "Ministry of Health"),
        ("Report of the Relief Agency, Lima\n\nIt rained on Monday.", "Relief Agency"),
        ("RELIEF AGENCY - News release\n\nIt rained on Monday.", "RELIEF AGENCY"),
        (
            "Summary of the press briefing, 4 May\n\nColonel Ana Ruiz gave the press the following.",
            "Ana Ruiz",
        ),
        ("Ministry of Health: communiqué no. 4\n\nIt rained on Monday.", "Ministry of Health"),
        ("Statement by the Ministry of Health on the fire\n\nIt rained on Monday.", "Ministry of Health"),
        ("Bulletin of the Relief Agency\n\nIt rained on Monday.", "Relief Agency"),
        ("Department of Public Relations, 3 May, 11:30\n\nIt rained.", "Department of Public Relations"),
        ("Ministry of Health, 4 May 2020\n\nOur wards are full.", "Ministry of Health"),
        ("The Relief Agency's statement\n\nIt rained on Monday.", "Relief Agency"),
        ("Full text of the Relief Agency's communiqué\n\nIt rained on Monday.", "Relief Agency"),
        ("Source: Relief Agency\n\nDaily situation report no. 4\n\nIt rained on Monday.", "Relief Agency"),
        (
            "The following statement was issued on Monday by the Ministry of Health:\n\nIt rained on Monday.",
            "Ministry of Health",
        ),
    ],
)
def test_each_sentence_is_the_issuers(opening: str, issuer: str, read_text: Read) -> None:
    reading = read_text(f"{opening}\n\n{BODY}")
    assert issued(reading)[-2:] == [
        (issuer, "Nine miners were killed"),
        (issuer, "Two bridges are closed"),
    ]
    (figure,) = [figure for figure in reading.figures if figure.measure == "killed"]
    by_id = {claim.id: claim for claim in reading.claims}
    assert by_id[figure.claim or ""].claimant.name == issuer  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "opening",
    [
        "Report draws anger\n\nThe Relief Agency denies it.",
        "Statement\n\nIt rained on Monday.",
        "Statement\n\nThe Ministry closed its offices on Monday.",
        "Report of nine deaths\n\nIt rained on Monday.",
        "Communiqué of the week. The Ministry closes its offices.",
        # a headline that tells of a text names nobody who issued it
        "Police beat ten marchers: report\n\nGuards beat ten people in Harare.",
        "Army denies raid: statement\n\nThe Ministry denies it.",
        "Army, police beat ten: report\n\nGuards beat ten people in Harare.",
        "Report: Ministry hides toll\n\nThe Ministry hides the number of dead.",
        "Report of police beating ten\n\nIt rained on Monday.",
        "Statement\n\nThe Relief Agency reports that it rained.",
        "Statement\n\nThe police beat nine following a march.",
        # a caption, and "we" in somebody's quotation
        "Ministry of Health, 4 May 2020\n\nIt rained on Monday.",
        'Ministry of Health, 4 May 2020\n\n"We are late," a nurse said.',
    ],
)
def test_other_texts_are_nobodys(opening: str, read_text: Read) -> None:
    assert issued(read_text(f"{opening}\n\n{BODY}")) == []


def test_others_words_stand_inside_the_issuers(read_text: Read) -> None:
    text = "Communiqué\n\nThe Ministry deplores the news.\n\nThe union said that nine miners were killed."
    claims = {claim.rule: claim for claim in read_text(text).claims}
    said, issued_one = claims["cue/say"], claims["layout/communique"]
    assert (said.claimant.name, said.within) == ("union", issued_one.id)  # type: ignore[union-attr]


def test_what_the_issuer_is_said_to_say_is_said_once(read_text: Read) -> None:
    text = "Communiqué\n\nThe Ministry announces that nine miners were killed. It adds that two are missing."
    assert issued(read_text(text)) == []


def test_what_a_heading_is_about_issues_nothing(read_text: Read) -> None:
    assert not issued(read_text(f"Cholera outbreak in Peru - Situation report no. 2\n\n{BODY}"))


@pytest.mark.parametrize(
    ("publisher", "opening"),
    [
        ("Ministry of Works", "PRESS RELEASE\n\n14 May 2018"),
        ("Port Authority of Oban", "For immediate release\n\nIt rained on Monday."),
        ("UN OCHA", "Flash Update No. 3\n\nIt rained on Monday."),
        ("Dockers' Union", "Strike bulletin no. 4\n\nIt rained on Monday."),
        ("Human Rights Watch", "(Harare, May 4, 2009) – It rained on Monday."),
        ("Blue Coast Tours", "Press statement\n\nBlue Coast Tours regrets it. We were not warned."),
    ],
)
def test_a_text_that_its_heading_calls_issued_is_the_publishers(
    publisher: str, opening: str, read_text: Read
) -> None:
    found = issued(read_text(f"{opening}\n\n{BODY}\n\nFor more information call 555.", publisher=publisher))
    assert found[-2:] == [
        (publisher, "Nine miners were killed"),
        (publisher, "Two bridges are closed"),
    ]


@pytest.mark.parametrize(
    ("publisher", "opening"),
    [
        ("Ministry of Works", "About us\n\nIt rained on Monday."),
        ("Ministry of Works", "Full text of the rowers' statement\n\nIt rained on Monday."),
        ("Coast Herald", "PRESS RELEASE\n\nIt rained on Monday."),
        ("National News Agency", "Press release\n\nWe were not warned."),
        ("Blue Coast", "Press statement\n\nWe were not warned."),
        ("Coast Herald", "(Harare, May 4, 2009) – It rained on Monday."),
    ],
)
def test_no_text_is_an_outlets_or_anothers(publisher: str, opening: str, read_text: Read) -> None:
    assert issued(read_text(f"{opening}\n\n{BODY}", publisher=publisher)) == []


def test_what_others_report_in_an_issued_text_is_theirs(read_text: Read) -> None:
    text = "Press release\n\nThe Ministry of Health reports nine deaths. The airport is closed."
    reading = read_text(text, publisher="Relief Agency")
    (figure,) = [figure for figure in reading.figures if figure.measure == "killed"]
    by_id = {claim.id: claim for claim in reading.claims}
    assert by_id[figure.claim or ""].claimant.name == "Ministry of Health"  # type: ignore[union-attr]
    assert by_id[figure.claim or ""].within in by_id


def test_who_issues_a_text_is_its_we(read_text: Read) -> None:
    text = (
        "Statement by the Ministry of Health on the fire\n\nA mill has burned."
        " We believe that the fire began at noon."
        ' "We believe that it was arson," said a nurse, Ada Brenn.'
    )
    reading = read_text(text)
    thought = [each for each in reading.claims if each.rule == "cue/believe"]
    assert thought[0].claimant is not None
    assert thought[0].claimant.name == "Ministry of Health"
    assert all(each.claimant is None or "Ministry" not in each.claimant.name for each in thought[1:])
