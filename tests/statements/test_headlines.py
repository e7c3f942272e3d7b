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


@pytest.mark.parametrize("land", ["Rukum West", "Lower Dir"])
def test_a_part_of_a_land_is_no_speaker(land: str, read_text: Read) -> None:
    assert read_text(f"{land}: A landslide killed nine people on Friday.").claims == ()


def test_a_dateline_is_no_speaker(read_text: Read) -> None:
    assert read_text("ALMATY — Eight police officers were killed in riots").claims == ()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Interior Ministry: 18 people dead in riots", "Interior Ministry", ":", "18 people dead in riots"),
        ("Ministry – 18 dead in riots", "Ministry", "–", "18 dead in riots"),
        ("18 dead in riots: ministry", "ministry", ":", "18 dead in riots"),
        ("Riots were planned abroad — president", "president", "—", "Riots were planned abroad"),
        ("It rained on Ana Ruiz.\n\nRUIZ: We will stay here.", "RUIZ", ":", "We will stay here"),
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


def test_who_talks_by_turns_is_named_before_a_colon(read_text: Read) -> None:
    asked = ["Tom Berg met Horn Post.", "Horn Post: Is it open?"]
    lines = [*asked, "Tom Berg: Some of it is open.", "Horn Post: Why?"]
    claims = read_text("\n\n".join([*lines, "Tom Berg: Because they let us."])).claims
    assert [claim.content[0].quote for claim in claims] == ["Some of it is open", "Because they let us"]


@pytest.mark.parametrize(
    ("line", "source", "content"),
    [
        (
            "21:47 Interior Ministry: 66 people held, nine hurt. It rained.",
            "Interior Ministry",
            "66 people held, nine hurt",
        ),
        (
            "9:05 pm - Mayor Ana Ruiz: we have counted 40 bodies.",
            "Mayor Ana Ruiz",
            "we have counted 40 bodies",
        ),
        (
            '14:05 Mayor Ana Ruiz: "We counted 40. It rained."',
            "Mayor Ana Ruiz",
            '"We counted 40. It rained."',
        ),
        (
            'Mayor Ana Ruiz: "We counted 40. It rained." The army then shelled the town.',
            "Mayor Ana Ruiz",
            '"We counted 40. It rained."',
        ),
        (
            'Mayor Ana Ruiz: "We are shocked" and "40 people are dead" in the town.',
            "Mayor Ana Ruiz",
            '"We are shocked" and "40 people are dead"',
        ),
        ('Mayor Ana Ruiz: "We counted 40. It rained.', "Mayor Ana Ruiz", '"We counted 40. It rained'),
    ],
)
def test_a_name_opens_an_entry(line: str, source: str, content: str, read_text: Read) -> None:
    claim = by_cue(read_text(f"It rained.\n\n{line}"), ":")
    assert ([part.quote for part in claim.source], told(claim)) == ([source], [content])


@pytest.mark.parametrize(
    ("opening", "spoken"),
    [("2011 ", False), ("1945 ", False), ("2011 GMT ", True), ("1405 ", True), ("2011 - ", True)],
)
def test_a_year_is_no_hour(opening: str, spoken: bool, read_text: Read) -> None:
    claims = read_text(f"It rained.\n\n{opening}Mayor Ana Ruiz: nine homes are under water.").claims
    assert [part.quote for claim in claims for part in claim.source] == ["Mayor Ana Ruiz"] * spoken


@pytest.mark.parametrize("line", ["Delby: nine homes are under water.", "Peru: nine homes are under water."])
def test_a_place_opens_no_entry(line: str, read_text: Read) -> None:
    assert read_text(f"It rained.\n\n21:47 {line}").claims == ()


def test_brackets_behind_a_group_tell_who_counted(read_text: Read) -> None:
    claim = by_cue(read_text("It rained.\n\n226 people are internally displaced (Red Crescent)."), "(")
    assert told(claim) == ["226 people are internally displaced"]


def test_an_organisation_in_brackets_says_the_numbers_before(read_text: Read) -> None:
    reading = read_text("It rained.\n\n- 226 people have been displaced in the hills (Red Crescent).")
    said = next(claim for claim in reading.claims if claim.rule == "layout/bracketed")
    assert told(said) == ["226 people have been displaced in the hills"]


@pytest.mark.parametrize("end", ["World Food Programme (WFP)", "town in 2019 (Red Crescent)"])
def test_brackets_that_shorten_a_name_say_nothing(end: str, read_text: Read) -> None:
    reading = read_text(f"It rained.\n\n226 people have been fed by the {end}.")
    assert [claim for claim in reading.claims if claim.rule == "layout/bracketed"] == []


def test_one_label_makes_no_talk(read_text: Read) -> None:
    text = "It rained.\n\nSafety Note: Shut the door now.\n\nSafety Note: Wear a hat now."
    assert read_text(text).claims == ()


@pytest.mark.parametrize(("one", "other"), [("Summary", "Update"), ("Monday", "Tuesday"), ("Karata", "Osma")])
def test_labels_days_and_towns_talk_by_no_turns(one: str, other: str, read_text: Read) -> None:
    lines = [f"{label}: It rained on the old bridge." for label in (one, other, one, other)]
    assert read_text("\n\n".join(["It rained.", *lines])).claims == ()


def test_a_part_of_a_report_is_no_speaker(read_text: Read) -> None:
    reading = read_text("It rained.\n\nSUMMARY: The river rose in the night.\n\nOUTLOOK: More rain is due.")
    assert [claim.rule for claim in reading.claims if claim.rule == "layout/transcript"] == []


@pytest.mark.parametrize(
    ("entry", "speaker"),
    [
        ("20:58 From the UN in New York: nine bodies have been found.", "United Nations"),
        ("2058 From the UN in New York: nine bodies have been found.", "United Nations"),
        (
            "Our correspondent near the prison: guards have opened the gates.",
            "Our correspondent near the prison",
        ),
        ("Eyewitness Ana Ruiz, who sells tea outside a bank: the shots came from a roof.", "Ana Ruiz"),
        ("Union leader Ana Ruiz on the phone to us: “We have no weapons at all.”", "Ana Ruiz"),
        ("The mayor went home and slept: nine guards had been up all night.", None),
        ("The mayor, nine guards and a cook: they were up all night.", None),
    ],
)
def test_an_entry_names_who_speaks_and_where(entry: str, speaker: str | None, read_text: Read) -> None:
    claims = read_text(f"It rained on Monday.\n\nThe night was long.\n\n{entry}").claims
    named = [claim.claimant.name for claim in claims if claim.claimant and claim.rule[:7] == "layout/"]
    assert named == ([] if speaker is None else [speaker])


def test_nearly_all_of_a_talk_opens_with_names(read_text: Read) -> None:
    text = (
        "Radio of the harbour\n\nAnnouncer: Good evening to all who hear us.\n\n"
        "Voice of Zoltan Brk: We gave out leaflets on the quay.\n\nAnnouncer: The colonel will look into it."
    )
    said = [
        (claim.claimant.name, claim.content[0].quote)
        for claim in read_text(text).claims
        if claim.rule == "layout/transcript" and claim.claimant
    ]
    assert said == [
        ("Announcer", "Good evening to all who hear us"),
        ("Zoltan Brk", "We gave out leaflets on the quay"),
        ("Announcer", "The colonel will look into it"),
    ]


def test_a_sheet_of_facts_is_no_talk(read_text: Read) -> None:
    text = "Storm\n\nPlace: the port of Lima.\n\nDamage: nine huts are gone.\n\nPlace: the port of Ica."
    assert [claim for claim in read_text(text).claims if claim.rule.startswith("layout/")] == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Survivors: 8. Bodies found: 31. Still missing: 5.", 0),
        ("Houses burnt: 300. Deaths confirmed: 5. Injured: 60.", 0),
        ("Officials confirmed 5 deaths.", 1),
        ("Police: 17 dead. Army: 30 dead.", 2),
    ],
)
def test_a_label_with_its_number_is_nobody_s_words(text, claims, read_text):
    assert len(read_text(text).claims) == claims
