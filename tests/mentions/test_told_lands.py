"""In which country a name is: by words beside it, by the police, by the outlet."""

from __future__ import annotations

import pytest

from reportedly.language.parse import load_parser
from reportedly.lexicon import load_lexicon
from reportedly.mentions.places import find_places
from reportedly.page.documents import make_document


def lands_of(text: str, name: str, publisher: str | None = None) -> list[str | None]:
    document = make_document(text, publisher=publisher)
    places = find_places(document, load_parser().parse(document), load_lexicon())
    return [place.country for place in places if place.quote.casefold() == name.casefold()]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("MINIEH, Lebanon - Two men died in Minieh on Monday.", "Minieh", "LBN"),  # spelt as one of Egypt
        ("Soldiers shelled the northern Lebanese port city of Tripoli.", "Tripoli", "LBN"),
        ("Two men died in the Libyan capital Tripoli.", "Tripoli", "LBY"),
        ("Two men died in Lebanon's northern city of Tripoli.", "Tripoli", "LBN"),
        ("Guns fell silent in the Russian-held city of Kherson.", "Kherson", "UKR"),
        ("Lebanese police fired on a crowd in Tripoli.", "Tripoli", "LBN"),
        ("A bomb went off in Tripoli. The United Nations in Lebanon was shocked.", "Tripoli", "LBN"),
        ("A bomb went off in Tripoli.", "Tripoli", "LBY"),
        ("Four men drowned near Talmar, Sudan.", "Talmar", "SDN"),
        ("They crossed Paris, Berlin and Madrid.", "Paris", "FRA"),
    ],
)
def test_words_around_a_name_say_in_which_country_it_is(text: str, name: str, country: str) -> None:
    assert set(lands_of(text, name)) == {country}


def test_an_unknown_town_of_a_country_has_no_point() -> None:
    document = make_document("MINIEH, Lebanon - Two men died in Minieh on Monday.")
    places = find_places(document, load_parser().parse(document), load_lexicon())
    towns = [(place.latitude, place.geonames, place.name) for place in places if place.country == "LBN"]
    assert (None, None, "Minieh") in towns


def test_two_towns_of_one_name_stand_in_one_text() -> None:
    text = (
        "Two men died in the Lebanese city of Tripoli. Tripoli mourned. In the Libyan capital Tripoli "
        "nobody was hurt. Tripoli was calm."
    )
    assert lands_of(text, "Tripoli") == ["LBN", "LBN", "LBY", "LBY"]


def test_another_spelling_is_no_town_of_a_country_that_the_text_does_not_speak_of() -> None:
    text = (
        "MINIEH - Five victims were buried. The mayor of Minieh wept. Lebanon mourned with Tripoli and Sidon."
    )
    assert set(lands_of(text, "Minieh")) == {None}


@pytest.mark.parametrize(
    ("publisher", "country"), [("Beirut Observer", "LBN"), ("Harbour Post", "LBY"), ("Libya Today", "LBY")]
)
def test_an_outlet_speaks_of_home(publisher: str, country: str) -> None:
    assert lands_of("Two men died in a blast in Tripoli on Monday.", "Tripoli", publisher) == [country]


@pytest.mark.parametrize(
    ("text", "name", "publisher", "country"),
    [
        ("Protesters marched in Moscow and in Athens.", "Athens", "Los Angeles Times", "GRC"),
        ("A bomb went off in Tripoli and Manchester.", "Manchester", "Houston Chronicle", "GBR"),
        ("Rockets hit Tripoli, and Turkey condemned it.", "Tripoli", "Beirut Observer", "LBY"),
        ("Two men were shot in Manchester and in Concord.", "Manchester", "Boston Globe", "USA"),
        ("Two men died in a blast in Tripoli and in Sidon.", "Tripoli", "Beirut Observer", "LBN"),
    ],
)
def test_an_outlet_that_writes_from_abroad_does_not_speak_of_home(
    text: str, name: str, publisher: str, country: str
) -> None:
    assert lands_of(text, name, publisher) == [country]
