"""Places: which words are one, and which place on Earth they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.language.parse import load_parser
from reportedly.lexicon import load_lexicon
from reportedly.marked import parse_marked
from reportedly.mentions.places import find_places
from reportedly.page.documents import make_document
from reportedly.records import Place


def places_of(text: str) -> tuple[Place, ...]:
    document = make_document(text)
    return find_places(document, load_parser().parse(document), load_lexicon())


@pytest.mark.parametrize(
    "marked",
    [
        "A blast killed two men in [Almaty|place] on Monday.",
        "[Kabul|place] said the talks had failed.",
        "The [Torrington|place] police held three men.",
        "Miners struck in [western Kazakhstan|place].",
        "They flew from [Ust-Kamenogorsk|place] to [Astana|place].",
        "The Kazakh interior ministry denied it.",
        "Kazakhs and Uzbeks met.",
        "Jordan Smith met Mr. Paris at noon.",
        "Police fired on protesters in [Sidi Bouzid|place] on Monday.",
        "The council counted 61 dead at [Orgada|place], and 12 at [Belva|place].",
        "Nine were killed near [Tal al-Gorran|place].",
        "Two guards of Karim al-Gorran died. Nine were hurt at Karim al-Gorran's house.",
        "Four men were shot at Jane Miller's house.",
        "Police shot at Gorran and three others on Monday.",
        "Nine were killed at Christmas and four at Easter.",
        "Four men were shot at by Miller, and died at Christmas.",
        "Mobile phones rang, and reading is fun.",
        "A man of [Nice|place], [France|place], was hurt.",
        "[BEIRUT|place] - Two men died.",
        "It fell on the road between [Tripoli|place] and [Benghazi|place].",
        "A fire broke out in [Port Selma|place].",
        "Two men died in [Agua Serena|place] on Monday and nine in [Wadi Halim|place].",
        "Police in [Port Harcourt|place] held two men.",
        "Port Vale won the match.",
        "Seven people were killed in [Osh|place] on Monday.",
        "Schools in [Van province|place] stayed shut.",
        "Van Morrison sang, and La Liga went on in May.",
        "Two traders were shot in [Goma|place] on Monday.",
        "In Clinton he saw a friend.",
        "In [Kralev Dol|place] alone, five people died.",
        "Nineteen were killed in [Tarnovka|place] alone.",
        "In [Selma Dobra|place] alone, floods killed nine.",
        "Twelve of them trusted in Anton Velder alone.",
        "Anton Velder had 12 aides. In Velder alone, six saw a rival.",
        "A dam burst above [Derna|place] on Monday.",
        "Four hikers are missing on [Mount Rinjani|place].",
        "[Kampala|place] denied any link.",
        "They drove a red Dodge Durango away.",
        "Shells hit the [Redmire refugee camp|place].",
        "A tanker burned 60 miles off [Hodeidah|place].",
        "Two boys drowned in [Lake Redmire|place].",
        "Lake Bell sang at the gala.",
        "The car was found in [Redmire Lake|place].",
        "Flights to [Aktau|place] and [Aktobe|place] were cancelled.",
        "Gunmen seized [Almaty airport|place].",
        "A car burned on [Hawthorn Street|place].",
        "The crash closed [Interstate 64|place] near the [Ohio|place] line.",
        "Ann Poe, 41, of [Grovetown|place], was hurt.",
        "A van of Ann Barrow of [Nelson|place] was hit.",
        "William of Orange landed on Monday.",
        "Sen. Ann Poe, R-[Danbury|place], voted no.",
        "Soldiers came to the village of [Dollo|place].",
        "Officials in [Talmar|place] said 12 died. [Talmar|place] was cut off.",
        "The police questioned nobody beyond Jones.",
        "[Mali|place]: 97 killed",
        "27 July, [Maiduguri|place]: six were hurt in a camp.",
        "The [U.S.|place] Department of Justice said so.",
        "Charles Murphy, M.D., died.",
        "TROOPS ENTERED [SAN SALVADOR|place] AND [SANTA ANA|place] AFTER THE REBELS ATTACKED THE BASE.",
    ],
)
def test_which_words_are_places(marked: str) -> None:
    parsed = parse_marked(marked)
    assert [(p.start, p.end) for p in places_of(parsed.text)] == [(m.start, m.end) for m in parsed.marks]


@pytest.mark.parametrize(
    ("text", "quote", "country", "near"),
    [
        ("He drove to Paris, Texas, on Monday.", "Paris", "USA", (33.7, -95.6)),
        ("He drove to Paris on Monday.", "Paris", "FRA", (48.9, 2.3)),
        ("Floods hit Alexandria. Schools in Rapides Parish closed.", "Alexandria", "USA", (31.3, -92.4)),
        ("Egypt said two men died in Alexandria.", "Alexandria", "EGY", (31.2, 29.9)),
        ("Washington and Moscow agreed.", "Washington", "USA", (38.9, -77.0)),
        (
            "Poland and Hungary agreed. Voters in Ohio, in Cleveland and Akron, cared.",
            "Poland",
            "POL",
            (52, 20),
        ),
        ("He moved to Poland, Ohio, in May.", "Poland", "USA", (41.0, -80.6)),
        ("Goma, eastern Congo, was calm.", "eastern Congo", "COD", (0, 25)),
        ("Two men died in Brazzaville. Congo buried its dead.", "Congo", "COG", (-1, 15)),
        ("Troops of Congo fought near Beni.", "Beni", "COD", (0.5, 29.5)),
        ("A fire broke out in Louisville, Ky.", "Ky.", "USA", (38.2, -84.9)),
        ("Miners marched into El Alto on Monday, Bolivian police said.", "El Alto", "BOL", (-16.5, -68.2)),
        ("Peruvian police said a bus burned near El Alto on Monday.", "El Alto", "PER", (-4.3, -81.2)),
        ("Kenyan police shot two men in Kibera on Monday.", "Kibera", "KEN", (-1.3, 36.8)),
    ],
)
def test_which_place_it_is(text: str, quote: str, country: str, near: tuple[float, float]) -> None:
    place = next(place for place in places_of(text) if place.quote == quote)
    assert place.country == country
    assert place.latitude == pytest.approx(near[0], abs=0.5)
    assert place.longitude == pytest.approx(near[1], abs=0.5)


def test_names_in_a_text_without_capitals_are_found() -> None:
    text = "ahmedabad: two men died in the state of gujarat, police said. the curfew in surat goes on. "
    quotes = {place.quote for place in places_of(text * 2)}
    assert quotes == {"ahmedabad", "gujarat", "surat"}


def test_a_name_has_one_sense_in_a_text() -> None:
    text = "He was born in Paris. The mayor of Paris, Texas, knew him. Paris mourns."
    assert {place.geonames for place in places_of(text) if place.name == "Paris"} == {4717560}


def test_how_many_others_bear_the_name_is_told() -> None:
    springfield, sea = places_of("A ship left Springfield for the Black Sea.")
    assert springfield.rivals > 10
    assert sea.rivals == 0


def test_a_country_is_a_country_and_a_part_of_it_a_region() -> None:
    country, part = places_of("Troops left Kazakhstan. Miners struck in western Kazakhstan.")
    assert (country.feature, country.geonames) == ("country", 1522867)
    assert (part.feature, part.country) == ("region", "KAZ")


def test_a_site_that_the_gazetteer_has_not_keeps_the_point_of_its_city() -> None:
    hall = places_of("Protesters burned Almaty City Hall.")[0]
    assert (hall.feature, hall.geonames, hall.country) == ("site", 1526384, "KAZ")


def test_a_village_in_a_country_that_the_text_does_not_speak_of_is_not_guessed() -> None:
    text = "Bogota woke to sirens. The mayor of Medellin called Bogota. Colombia mourned near Palo."
    assert [place.geonames for place in places_of(text) if place.quote == "Palo"] in ([None], [])


def test_a_site_is_in_no_small_town_of_its_name_in_a_country_that_the_text_does_not_speak_of() -> None:
    (mall,) = places_of("Nine people died near Hamar Mall.")
    assert (mall.quote, mall.country, mall.latitude) == ("Hamar Mall", None, None)
    mall, _ = places_of("Nine people died near Hamar Mall in Norway.")
    assert mall.country == "NOR"
    (market,) = places_of("Shots were fired at Lagos Market.")
    assert market.country == "NGA"


def test_a_word_of_kind_before_a_village_tells_nothing_of_its_country() -> None:
    text = "Gunmen came to the village of Benga in Zamfara state. They fled to Gusau."
    assert {place.quote: place.country for place in places_of(text)}["Benga"] is None


def test_a_place_that_the_gazetteer_has_not_is_told_without_a_point() -> None:
    place = places_of("Soldiers came to the village of Qwertabad.")[0]
    assert (place.quote, place.feature, place.latitude, place.rivals) == ("Qwertabad", "city", None, 0)


def test_an_unknown_name_is_never_cut_to_a_known_part_of_it() -> None:
    (port,) = places_of("A fire broke out in Port Selma on Friday.")
    assert (port.quote, port.feature, port.latitude, port.geonames) == ("Port Selma", "city", None, None)


def test_places_in_the_furniture_of_a_page_are_left() -> None:
    text = "World Africa Asia\n\nA bomb went off in Aden."
    plain = make_document(text)
    menu, story = plain.segments
    document = replace(plain, segments=(replace(menu, kind="furniture"), story))
    places = find_places(document, load_parser().parse(document), load_lexicon())
    assert [place.quote for place in places] == ["Aden"]


def test_an_illness_that_bears_the_name_of_a_place_is_none() -> None:
    assert places_of("Marburg virus killed nine in Aden. Of Marburg, two more died.")[0].quote == "Aden"
    assert len(places_of("Marburg virus killed nine in Aden. Of Marburg, two more died.")) == 1
    assert [each.quote for each in places_of("A virus killed nine in Marburg.")] == ["Marburg"]
    assert [each.start for each in places_of("The Wuhan virus spread. The people of Wuhan fled.")] == [38]


def test_an_empty_text_has_no_places() -> None:
    assert places_of("") == ()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["In", "Paris", ",", "Texas", "St.", "(", "🙂", "Алматы", "U.S.", "-", "County\n\n", "and"]
        )
    )
)
def test_spans_are_in_bounds_and_quote_the_text(words: list[str]) -> None:
    text = " ".join(words)
    places = places_of(text)
    assert all(text[place.start : place.end] == place.quote != "" for place in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert len({place.id for place in places}) == len(places)
