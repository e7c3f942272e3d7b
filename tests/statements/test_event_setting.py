"""Where and when an event happened: clause, sentence, first paragraph, dateline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

ReadText = Callable[..., Reading]


def _place_of(reading: Reading, words: str) -> tuple[str | None, str | None]:
    event = next(each for each in reading.events if words in each.quote)
    named = {place.id: place.name for place in reading.places}
    return named.get(event.place or ""), event.place_basis


def test_place_and_time_come_from_the_clause_first(read_text: ReadText) -> None:
    reading = read_text(
        "Police arrested two men in Almaty on Tuesday, and shots were fired in Aktau.", published="2022-01-06"
    )
    place = next(place for place in reading.places if place.id == reading.events[0].place)
    assert (place.quote, reading.events[0].place_basis) == ("Almaty", "clause")
    when = reading.events[0].when
    assert when is not None
    assert when.earliest == "2022-01-04"


def test_where_the_first_paragraph_sets_a_report_comes_before_the_dateline(read_text: ReadText) -> None:
    text = (
        "CAIRO, May 4 (NNA) - A bomb exploded at a market in the northern city of Aleppo on Sunday.\n\n"
        "Nine people were killed, a doctor said."
    )
    reading = read_text(text, published="2014-05-04")
    assert _place_of(reading, "exploded") == ("Aleppo", "clause")
    assert _place_of(reading, "killed") == ("Aleppo", "lead")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A powerful earthquake struck Manta on Sunday.", "Manta"),
        ("The ferry sank off Odesa on Sunday.", "Odesa"),
        ("Nine people were killed in Homs and Aleppo on Sunday.", "Homs"),
        ("Gunmen attacked the village of Dollo in Zamfara state.", "Dollo"),  # the narrower of the two
        ("Troops attacked Nicaragua from Honduras.", "Nicaragua"),
        ("The ferry sank between Bohol and Cebu on Sunday.", "Bohol"),
        ("A bomb killed nine on the road between Gao and Ansongo.", "Gao"),
        ("Two envoys quarrelled in talks between Moscow and Ankara, and nine died.", None),
    ],
)
def test_the_place_is_what_was_struck_what_is_near_and_the_first_of_two(
    text: str, place: str | None, read_text: ReadText
) -> None:
    reading = read_text(text, published="2014-05-04")
    assert _place_of(reading, "")[0] == place


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        (
            "BEIRUT, May 4 (NNA) - Rescuers went home after the Tripoli depot explosion and said that 19 "
            "people had died.",
            "died",
            "Tripoli",
        ),
        ("Nine people died in the Homs bombing, a doctor in Beirut said.", "died", "Homs"),
        ("Protesters clashed with police in Homs after the Aleppo bombing.", "clashed", "Homs"),
        (
            "A blast shook a market in Quetta. Two of the wounded died at a hospital in Karachi.",
            "died",
            "Quetta",
        ),
        (
            "A blast shook Quetta on Monday. The health ministry in Islamabad said nine people died.",
            "died",
            "Quetta",
        ),
    ],
)
def test_a_town_names_its_blast_and_sets_nothing_where_the_hurt_or_the_speakers_are(
    text: str, word: str, place: str, read_text: ReadText
) -> None:
    assert _place_of(read_text(text, published="2014-05-04"), word)[0] == place


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Gunmen stormed the ministry in Kabul and killed nine guards.", "stormed", "Kabul"),
        ("Gunmen stormed the ministry in Kabul and killed nine guards.", "killed", "Kabul"),
        ("A bomb exploded outside the interior ministry in Kabul.", "exploded", "Kabul"),
        ("The parliament in Tripoli was shelled on Monday.", "shelled", "Tripoli"),
        ("Police fired on marchers in Osh. Two were killed at the government in Bishkek.", "Two", "Bishkek"),
        ("A blast shook Quetta. An official at the ministry in Islamabad said nine died.", "died", "Quetta"),
        ("A blast shook Quetta. Nine died, reports citing the ministry in Islamabad said.", "died", "Quetta"),
        ("The interior ministry in Kabul said nine people were killed.", "killed", None),
    ],
)
def test_a_ministry_is_struck_in_its_town_and_speaks_of_others(
    text: str, word: str, place: str | None, read_text: ReadText
) -> None:
    reading = read_text(text)
    named = {each.id: each.name for each in reading.places}
    assert _place_of(reading, word)[0] == place
    assert {named.get(figure.place or "") or None for figure in reading.figures} <= {place}


def test_the_head_of_a_line_sets_what_the_line_tells(read_text: ReadText) -> None:
    text = "27 July, Maiduguri: Gunmen attack a camp.\n31 July, Mora: Troops arrest nine suspects."
    reading = read_text(text, published="2026-08-03")
    names = {place.id: place.name for place in reading.places}
    assert [(event.type, names[event.place]) for event in reading.events if event.place] == [
        ("ASSAULT", "Maiduguri"),
        ("COERCE", "Mora"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ola Brenn, who lives at 14 Mango Street, said nine people died in the flood.", None),
        ("Ola Brenn, who lived on Mango Street, was killed by soldiers in Homs.", "Homs"),
        ("Ola Brenn of 14 Mango Street was killed by soldiers.", None),
        ("Soldiers shot Ola Brenn at her home at 14 Mango Street, where nine people died.", None),
        ("Nine people died in a fire at 14 Mango Street.", "Mango Street"),
        ("Nine people died in a fire on Mango Street.", "Mango Street"),
        ("Residents of Mango Street said nine people died in a fire on Mango Street.", "Mango Street"),
    ],
)
def test_where_somebody_lives_nothing_is_told_to_happen(
    text: str, place: str | None, read_text: ReadText
) -> None:
    reading = read_text(text, published="2014-05-04")
    named = {each.id: each.name for each in reading.places}
    assert {named.get(each.place or "") for each in (*reading.events, *reading.figures)} == {place}


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Avalanches killed 14 people. Six of the 14 died in Chamonix.", "killed 14", None),
        ("Floods killed 16 people. Seven of them drowned in Pokhara.", "killed 16", None),
        ("Floods killed 16 people. Nine of the dead drowned in Pokhara.", "killed 16", None),
        ("Floods killed 16 people. Two of the bridges fell in Pokhara.", "killed 16", "Pokhara"),
        ("In Mardan alone, nine died.\n\nThe storm killed 31 people.", "killed 31", None),
        ("In Mardan alone, nine died.\n\nThe storm killed 31 people.", "nine died", "Mardan"),
    ],
)
def test_where_some_died_is_not_where_all_did(
    read_text: ReadText, text: str, words: str, place: str | None
) -> None:
    found, _ = _place_of(read_text(text), words)
    assert (found or "").split("-")[0] == (place or "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In May 1998 guards shot nine men in Pando. On Monday they shot two students there.", None),
        ("In May 1998 guards shot nine men in Pando. They shot two students, too.", "1998-05-01"),
        (
            "On 4 May 1998 guards shot nine men. The mayor said on Tuesday that they shot two students.",
            "1998-05-04",
        ),
    ],
)
def test_a_time_that_stays_open_is_not_that_of_the_sentence_before(
    read_text: ReadText, text: str, wanted: str | None
) -> None:
    reading = read_text(text)
    told = [each.when for each in (*reading.events, *reading.figures) if "students" in each.quote]
    assert told
    assert {when and when.earliest for when in told} == {wanted}


def test_what_is_told_behind_a_day_to_come_has_not_waited_for_it(read_text: ReadText) -> None:
    reading = read_text(
        "The storm was expected to reach the coast on Friday. Soldiers have arrested 900 people.",
        published="2022-01-05",
    )
    when = next(each for each in reading.figures if each.low == 900).when
    assert when is not None
    assert when.latest == "2022-01-05"
