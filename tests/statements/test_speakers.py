"""Who a speaker is: names that the parse takes apart, pronouns behind quotations, nobody at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from claim_parts import by_cue

from reportedly.language.parse import Parser
from reportedly.lexicon import Lexicon
from reportedly.page.documents import make_document
from reportedly.reading import read
from reportedly.records import Reading, Segment

Read = Callable[..., Reading]


def speakers(reading: Reading) -> list[str | None]:
    return [claim.claimant.name if claim.claimant else None for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nurses Without Walls condemns the shelling of its clinic.", "Nurses Without Walls"),
        ("One of its commissioners, Ana Ruiz, said that nine were dead.", "Ana Ruiz"),
        ("Nine pupils are stuck in a school, according to a teacher, Ana Ruiz.", "Ana Ruiz"),
        ("“Nine people were killed,” said a police spokesman, Friday.", "police spokesman"),
        ("Nine people were killed, according to an official, Tuesday.", "official"),
        ("WHO warned that cholera could spread.", "World Health Organization"),
        ("Footage from the pier shows a fire. It does not show a crater.", "Footage"),
    ],
)
def test_a_speaker_has_the_whole_name(read_text: Read, text: str, name: str) -> None:
    assert speakers(read_text(text))[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Mayor Ana Ruiz said the town had counted a guard who lived. "We regret it," she said.', "Ana Ruiz"),
        ('Mayor Ana Ruiz said a nurse had been held. "We regret it," she said.', "Ana Ruiz"),
        ('Police arrested a nurse. "I regret it," she said.', "nurse"),
    ],
)
def test_she_who_speaks_is_who_spoke_before(read_text: Read, text: str, name: str) -> None:
    assert speakers(read_text(text))[-1] == name


@pytest.mark.parametrize(
    "text",
    [
        'Superintendent Omar Solan said three men were held. "The kingpin has fled. We seek him," he said.',
        "Superintendent Omar Solan said nine were hurt. One woman died at Mercy General, he said.",
    ],
)
def test_he_is_nobody_in_what_he_says(read_text: Read, text: str) -> None:
    assert speakers(read_text(text)) == ["Omar Solan", "Omar Solan"]


@pytest.mark.parametrize("who", ["Many", "Some", "Others", "The text"])
def test_nobody_in_particular_is_no_claimant(read_text: Read, who: str) -> None:
    assert speakers(read_text(f"{who} said the bridge had burned.")) == [None]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Her lawyer has told the news site Open Eye that she was free.", ("Open Eye",)),
        ("Lena Mai told the online newspaper VnNews that nine had died.", ("VnNews",)),
    ],
)
def test_an_outlet_has_its_name(read_text: Read, text: str, channel: tuple[str, ...]) -> None:
    assert [claim.channel for claim in read_text(text).claims] == [channel]


@pytest.mark.parametrize("wish", ["who asked not to be named", "who spoke on condition that he not be named"])
def test_a_wish_to_stay_unnamed_is_no_claim(read_text: Read, wish: str) -> None:
    claims = read_text(f"A doctor, {wish}, said he had seen the bodies.").claims
    assert [claim.cue[0].quote for claim in claims] == ["said"]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Dam breach: both towns trade blame", None),
        ("Hooch tragedy: toll mounts to 27", None),
        ("Nurses' union: nine of us are ill", "Nurses' union"),
        ("Ministry: 18 dead", "Ministry"),
        ("The Interior Ministry: 18 dead", "Interior Ministry"),
    ],
)
def test_a_headline_has_somebody_before_its_colon(read_text: Read, title: str, speaker: str | None) -> None:
    assert speakers(read_text(title)) == ([speaker] if speaker else [])


def test_pronouns_lead_back_to_the_speaker(read_text: Read) -> None:
    reading = read_text("President Tokayev met reporters on Monday. He said that the road was open.")
    claimant = by_cue(reading, "said").claimant
    assert claimant is not None
    assert "Tokayev" in claimant.name


def test_who_speaks_of_her_in_quotation_marks_is_not_she(read_text: Read) -> None:
    text = '"We did all we could," Director Ivan Petrov said. "She was 25." He added that she slept.'
    claimant = by_cue(read_text(text), "added").claimant
    assert claimant is not None
    assert claimant.name == "Ivan Petrov"


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


def test_nobody_is_no_claimant(read_text: Read) -> None:
    assert {claim.claimant for claim in read_text("No one has claimed responsibility.").claims} <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "Of the 40 miners interviewed, 23 said that guards had beaten them.",
        "The union interviewed 40 miners. 23 said that guards had beaten them.",
        'The union interviewed 40 miners. "Guards beat us," 23 said.',
    ],
)
def test_a_number_of_people_speaks(text: str, read_text: Read) -> None:
    (source,) = (part for claim in read_text(text).claims for part in claim.source)
    assert source.quote.endswith("23")


@pytest.mark.parametrize(
    "text",
    [
        "The search went on: 23 bodies recovered, 40 still sought.",
        "Twelve homes damaged, 40 reported missing.",
    ],
)
def test_a_number_of_those_told_of_says_nothing(text: str, read_text: Read) -> None:
    assert read_text(text).claims == ()


def test_they_of_a_comment_are_nobody_of_the_article(lexicon: Lexicon, parser: Parser) -> None:
    text = "A union of miners said the wall had cracked."
    rumour = "They say 50 are dead, everybody knows it."
    page = make_document(f"{text}\n\n{rumour}")
    start = len(text) + 2
    segments = (
        Segment("paragraph", 0, len(text)),
        Segment("comment", start, start + len(rumour), "ada"),
    )
    reading = read(replace(page, segments=segments), lexicon, parser)
    assert by_cue(reading, "say").claimant is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Radio Lusaka reported that the ferry had sunk.", "Radio Lusaka", "organisation"),
        ("Tehran radio said nine were held.", "Tehran radio", "organisation"),
        ("Lusaka said the ferry had sunk.", "Zambia", "state"),
        ("Radio Lusaka listeners said the ferry had sunk.", "Radio Lusaka listeners", "group"),
        ("Military sources in Lima said the ferry had sunk.", "Military sources", "group"),
        ("Western diplomatic sources said the envoy had left.", "Western diplomatic sources", "group"),
        ("Reliable sources said the envoy had left.", "sources", "group"),
        ("Nine swam. One of them, Ramon Pinto, said the ferry had sunk.", "Ramon Pinto", "person"),
        ("One of the divers said the ferry had sunk.", "One of the divers", "role"),
        ("Some of the injured said the ferry had sunk.", "Some of the injured", "group"),
        ("Engineers for Peace said the ferry had sunk.", "Engineers for Peace", "group"),
        ("Lawyers for the owners said the ferry had sunk.", "Lawyers", "group"),
    ],
)
def test_a_speaker_is_told_from_others_of_its_kind(read_text: Read, text: str, name: str, kind: str) -> None:
    claimant = read_text(text).claims[0].claimant
    assert claimant is not None
    assert (claimant.name, claimant.type) == (name, kind)


def test_a_part_of_nobody_is_no_claimant(read_text: Read) -> None:
    assert speakers(read_text("None of the divers said that the ferry had sunk.")) == [None]


def test_who_was_told_to_go_was_ordered(read_text: Read) -> None:
    assert not read_text("The crew were told to leave the ship.").claims
    assert read_text("The crew were told that the ship would sink.").claims


@pytest.mark.parametrize(
    "text",
    [
        'Rosa Quispe runs the only clinic of the valley. "We have no bandages left."',
        'Rosa Quispe is a nurse at the camp. "We boil the bandages and use them again." It holds 900 people.',
        'Rosa Quispe lost her house in the landslide.\n\n"I dug for two days. Nobody came."',
    ],
)
def test_whom_the_sentence_before_presents_speaks(read_text: Read, text: str) -> None:
    claim = read_text(text).claims[-1]
    assert (claim.direct, claim.claimant and claim.claimant.name) == (True, "Rosa Quispe")


@pytest.mark.parametrize(
    "text",
    [
        'Rosa Quispe drowned in the river. "We looked for two days."',
        'Rosa Quispe was shot at the gate. "We found her in the morning."',
        'Rosa Quispe met Samuel Lema at the gate. "I told the guards to open it."',
        'Rosa Quispe took her mother to a doctor. "I did what I could."',
        'The army shelled the port. "We will not surrender our town."',
        "Rosa Quispe keeps a shop in the valley. 'Bread of the Valley' is painted on its door.",
        'Neighbours fled. "We ran to the hill."',
    ],
)
def test_whom_the_sentence_before_does_not_present_says_nothing(read_text: Read, text: str) -> None:
    assert not [claim for claim in read_text(text).claims if claim.rule == "layout/led-quotation"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Asked about the raid, she said nine had died.", ["nine had died"]),
        ("Asked whether guards fired, the mayor said nobody had.", ["whether guards fired", "nobody had"]),
        ("(Corrects to say nine people died, not six)", []),
    ],
)
def test_who_is_asked_and_a_desk_that_corrects_itself_say_nothing(
    read_text: Read, text: str, wanted: list[str]
) -> None:
    assert [part.quote for claim in read_text(text).claims for part in claim.content] == wanted


def test_whose_count_it_is_is_said_once(read_text: Read) -> None:
    (claim,) = read_text("Nine people have died, according to a Reuters tally.").claims
    assert claim.claimant is not None
    assert claim.claimant.name == "Reuters tally"
