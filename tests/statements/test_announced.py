"""Who says a count: by a noun, a colon, a bare number, a text that "it" stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records import Reading

Read = Callable[..., Reading]
PIECES = ["official figures", ":", "nine", "were killed", ", a toll", "from", "the mayor", "gave", ";"]


def speakers(reading: Reading) -> dict[float, str | None]:
    """Who says each number; None where the outlet does."""
    claims = {claim.id: claim for claim in reading.claims}
    said = {figure.low or figure.high or 0: claims.get(figure.claim or "") for figure in reading.figures}
    return {
        number: claim.claimant.name if claim and claim.claimant else None for number, claim in said.items()
    }


@pytest.mark.parametrize(
    ("text", "number", "speaker"),
    [
        ("The union's count was 40 dead.", 40, "union"),
        ("The union's tally of the dead rose to 40.", 40, "union"),
        ("The clinic's figure for the dead has climbed to 40.", 40, "clinic"),
        ("The dead of the union rose to 40.", 40, None),
        ("Police counted 40 dead after the flood.", 40, "Police"),
        ("The union counts 40 miners shot dead.", 40, "union"),
        ("The union counts how often guards shot dead 40 miners.", 40, None),
        ("A doctor came from Ica. She estimated 900 wounded.", 900, "doctor"),
        ("The ferry line estimated 40 drowned.", 40, "ferry line"),
        ("The army admits to 12 civilians killed.", 12, "army"),
        ("Lima now owns up to 40 miners killed.", 40, "Peru"),
        ("The army was admitted to a hall where 40 were killed.", 40, None),
        ("A rescue worker, Lars Moe, saw some 70 bodies being washed ashore.", 70, "Lars Moe"),
        ("A nurse saw 30 bodies lie in the yard.", 30, "nurse"),
        ("The guards saw 30 bodies lie in the yard.", 30, None),
        (
            "Amnesty International calls it a massacre: hundreds of farmers died.",
            100,
            "Amnesty International",
        ),
        ("The mayor said men went from house to house and listed 45 people killed: 30 in Ica.", 30, "mayor"),
        ("The clinic gave a list. Wounded were 87, it says, 11 of them girls.", 87, "clinic"),
        ("Five men drowned. That takes the union's count since the flood to 118.", 118, "union"),
        ("Two cooks died, taking the clinic's count since May to 31.", 31, "clinic"),
        ("The last figure of the Relief Agency was nine dead.", 9, "Relief Agency"),
        ("The last figure of the marchers was 40 killed.", 40, None),
        ("Forty men died, as recorded by the clinic, and 12 were hurt.", 12, "clinic"),
        ("Marchers came. The union put the crowd above 9,000.", 9000, "union"),
        ("Nine still live in tents, the union counts.", 9, "union"),
        (
            "At a news conference in Bergen, Colonel Lars Moe of the Third Corps said nine died.",
            9,
            "Lars Moe",
        ),
        ("Speaking in Bergen, the prefect of the town, Lars Moe, put the dead at nine.", 9, "Lars Moe"),
        ("In Bergen, the old capital, nine had died.", 9, None),
        ("A spokesman for the army said by satellite phone that nine had died.", 9, "army spokesman"),
        ("The army's figure is disputed by the unions, who say over 100 were killed.", 100, "unions"),
        ("The office put the displaced at 41,000.", 41000, "office"),
        ("The union rejected the ministry's figure of 12 dead.", 12, "ministry"),
        ("Six dead, 40 missing - those are the latest numbers from the coast guard.", 40, "coast guard"),
        ("Nine cooks were hurt. That is the clinic's count.", 9, "clinic"),
        ("Nine cooks were hurt. That is the clinic's job.", 9, None),
        ("Police lifted their count of the dead to 88.", 88, "Police"),
        ("The mayor said that guards had fired into the air, adding that nine had died.", 9, "mayor"),
        ("The mayor said the union had rejected the offer, saying that nine had died.", 9, "union"),
        ("Police freed a woman from the flat of Ana Ruiz. She said nine had died.", 9, "woman"),
        ("It burns.\n\n1150 Ana Ruiz Hospital: 11 wounded in theatre.", 11, "Ana Ruiz Hospital"),
        ("The mayor said the union's count included two men who had died of burns.", 2, "mayor"),
        ("The mayor said 12 men had died, none of them guards.", 12, "mayor"),
        ("The ministry's death toll rose to 40.", 40, "ministry"),
        ("The ministry gave the following figures on Monday:\n- 40 dead\n- 300 in hospital", 300, "ministry"),
        ("The ministry's figures as of Monday:\n- 40 dead\n- 300 in hospital", 300, "ministry"),
        ("Storm Berit killed 27 people in Bergen, the governor, Lars Moe, said.", 27, "Lars Moe"),
        ("The toll of 19 that the ministry gave was wrong, it said; the number is 17.", 17, "ministry"),
        ("Six died, the mayor said, contradicting the fire brigade, which says two died.", 2, "fire brigade"),
        ("Nine miners were killed; before, the hospital gave six.", 6, "hospital"),
        (
            "The mayor said 30 miners were killed, 9 of them boys; before, the hospital gave 25.",
            25,
            "hospital",
        ),
        ("We now have official figures on the quake: seven people were killed.", 7, "official figures"),
        ("Forty miners are reportedly dead, a number from a government post.", 40, "government post"),
        ("Nine miners died, a toll confirmed by the hospital.", 9, "hospital"),
        ("The union counts 87 dead since May, the army 90, the police 21.", 90, "army"),
        ("The union counts 87 dead since May, the army 90, the police 21.", 21, "police"),
        ("Nine miners, by the union's count, have been killed.", 9, "union"),
        ("The pit flooded, killing 50 people by the governor's account.", 50, "governor"),
        ("In March, 40 people - by official figures - were held in the port.", 40, "official figures"),
        ("Six men died, the mayor said. A like fire in 2009 left 67 people dead.", 67, None),
        (
            "The toll has risen to 28, the health ministry announced on Thursday, up from 16 a week earlier.",
            16,
            "health ministry",
        ),
        ("Army says 30 rebels killed, residents say all were farmers", 30, "Army"),
        (
            "The clerk told us that 90 bodies had been brought in, having said earlier that 27 had died.",
            27,
            "clerk",
        ),
        ("A ministry report, since deleted, gave at least 40 dead.", 40, "ministry report"),
        ("The army denied the toll; the post was deleted. It had listed 30 dead in Lima.", 30, "post"),
        ("The army denied the toll; the post was deleted. It had listed 30 dead, 4 of them boys.", 4, "post"),
        ("The mayor says 227 men were killed and 900 arrested according to nurses.", 227, "nurses"),
        ("Forty men were held, the police say; local media, citing the mayor, gave nine dead.", 9, "mayor"),
        ("From 80 films the union finds that guards shot four times; 10 were killed there.", 10, "union"),
        ("State broadcaster Khabar 24 reported nine dead.", 9, "Khabar 24"),
        ("The prosecution announced nine dead.", 9, "prosecutor's office"),
        ("The governor gave 26 marchers and 18 guards dead.", 26, "governor"),
        ("The union handed out a list on Friday. Its tally now stands at 78 killed.", 78, "union"),
        ("The ferry sank on Friday. Its toll now stands at 78 killed.", 78, None),
    ],
)
def test_who_says_a_count(text: str, number: float, speaker: str, read_text: Read) -> None:
    assert speakers(read_text(text))[number] == speaker


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The union said nine men were killed; the previous toll was six.", 6),
        ("The infobox gives nine killed.", 9),
        ("An earlier version of this article said that nine men were killed.", 9),
        ("Nearly 900 people were held, many of them believed to be foreigners.", 900),
        ("Here is what we know: nine men were killed.", 9),
    ],
)
def test_the_outlet_says_it(text: str, number: float, read_text: Read) -> None:
    assert speakers(read_text(text))[number] is None


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("He put rioters at 5,000 at the peak.", {("protesters", 5000)}),
        ("Six people died. Among them were 3 soldiers.", {("killed", 6), ("killed", 3)}),
        (
            "The mayor gave 40 dead and 90 hurt; the previous count was 35.",
            {("killed", 40), ("injured", 90), ("killed", 35)},
        ),
        (
            "40 dead, 30 of them in one town, and 90 hurt in all.",
            {("killed", 40), ("killed", 30), ("injured", 90)},
        ),
    ],
)
def test_what_is_counted(text: str, counts: set[tuple[str, int]], read_text: Read) -> None:
    assert counts <= {(figure.measure, figure.low) for figure in read_text(text).figures}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_spans_are_those_of_the_text(read_text: Read, pieces: list[str]) -> None:
    reading = read_text(" ".join(pieces))
    for claim in reading.claims:
        for part in (*claim.source, *claim.cue, *claim.content):
            assert reading.document.text[part.start : part.end] == part.quote != ""


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Police said on Thursday that nine guards were killed and ten hurt in clashes in Lima Wednesday.",
            {"2022-01-05"},
        ),
        ("Police said on Thursday that nine guards were killed on Tuesday.", {"2022-01-04"}),
        ("Nine guards were killed on Tuesday, police said on Thursday.", {"2022-01-04"}),
    ],
)
def test_the_day_of_saying_dates_nothing_that_has_a_day(text: str, days: set[str], read_text: Read) -> None:
    figures = read_text(text, published="2022-01-06").figures
    assert {figure.when.earliest for figure in figures if figure.when} == days
