"""Mentions of actors, and who is behind them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.mentions.actors import actor_at, find_actors
from reportedly.page.documents import make_document


def keys(reading):
    return [(actor.quote, actor.key) for actor in reading.actors]


@pytest.mark.parametrize(
    ("text", "quote", "told"),
    [
        (
            "Kazakh President Kassym-Jomart Tokayev spoke on television.",
            "Kazakh President Kassym-Jomart Tokayev",
            ("person:kassym-jomart-tokayev", "GOV", "KAZ"),
        ),
        (
            "The Kazakh interior ministry gave no number.",
            "Kazakh interior ministry",
            ("kaz:interior-ministry", "COP", "KAZ"),
        ),
        (
            "Kenya's foreign ministry gave no number.",
            "Kenya's foreign ministry",
            ("ken:foreign-ministry", "GOV", "KEN"),
        ),
        ("The president of Kenya resigned.", "president of Kenya", ("ken:president", "GOV", "KEN")),
        (
            "Attorney General al-Walid Osman resigned.",
            "Attorney General al-Walid Osman",
            ("person:al-walid-osman", "JUD", None),
        ),
        (
            "Health Ministry undersecretary Karim Osman resigned.",
            "Health Ministry undersecretary Karim Osman",
            ("person:karim-osman", "GOV", None),
        ),
        (
            "The Peace and Security Council met.",
            "Peace and Security Council",
            ("org:peace-and-security-council", None, None),
        ),
        (
            "The army and the Security Council met.",
            "Security Council",
            ("org:un-security-council", "UNO", None),
        ),
        (
            "Interior ministry spokesman Ola Brenn resigned.",
            "Interior ministry spokesman Ola Brenn",
            ("person:ola-brenn", "COP", None),
        ),
        (
            "Former Chad President Ola Brenn resigned.",
            "Former Chad President Ola Brenn",
            ("person:ola-brenn", "ELI", "TCD"),
        ),
        ("The CSTO sent troops.", "CSTO", ("org:csto", "IGO", None)),
        (
            "Nine died, the Peru Nurses' Association said.",
            "Peru Nurses' Association",
            ("per:nurses-organisation", "NGO", "PER"),
        ),
        (
            "The Kenyan Farmers' Committee met.",
            "Kenyan Farmers' Committee",
            ("ken:farmers-committee", None, "KEN"),
        ),
        (
            "The Kenyan Teachers' Union met.",
            "Kenyan Teachers' Union",
            ("ken:teachers-union", "LAB", "KEN"),
        ),
        ("Nine died, Drivers' union chief Ana Ruiz said.", "Drivers", (None, "CVL", None)),
        ("Russia sent troops.", "Russia", ("state:rus", "GOV", "RUS")),
        ("Three residents fled.", "residents", (None, "CVL", None)),
    ],
)
def test_a_mention_tells_who_it_is(read_text, text, quote, told):
    found = {actor.quote: actor for actor in read_text(text).actors}
    assert quote in found, keys(read_text(text))
    actor = found[quote]
    assert (actor.key, actor.sector, actor.country) == told


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        # surname, title, description
        (
            "Chadian President Ola Brenn spoke. Brenn was calm. "
            "President Brenn left. The Chadian president slept.",
            ["Chadian President Ola Brenn", "Brenn", "President Brenn", "Chadian president"],
        ),
        # other spellings of one surname
        (
            "The mayor, Nurlan Bekmuratov, spoke. Bekmuradov was calm. Later Bekmuratow left.",
            ["Nurlan Bekmuratov", "Bekmuradov", "Bekmuratow"],
        ),
        # the general word for what was named before
        (
            "The Kenyan interior ministry gave a number. The ministry was wrong.",
            ["Kenyan interior ministry", "ministry"],
        ),
        # who came before and after
        (
            "In 2019, former president Ivo Lanner picked his successor, Ada Brenn. "
            "Brenn dumped her predecessor.",
            ["former president Ivo Lanner", "predecessor"],
        ),
        ("A spokesman for the mine said no. The spokesman left.", ["spokesman", "spokesman"]),
    ],
)
def test_mentions_of_one_actor_have_one_name(read_text, text, quotes):
    actors = read_text(text).actors
    found = [actor for actor in actors if actor.quote in quotes]
    assert [actor.quote for actor in found] == quotes
    assert len({(actor.key, actor.name) for actor in found}) == 1


def test_a_ministry_is_of_the_capital_where_it_sits_and_no_neighbours_later_one(read_text):
    text = (
        "KARACHI - Two trains collided near Sukkur. The railway ministry counted nine dead. India's railway "
        "ministry offered help. The ministry in Dhaka sent its regrets. Police in Multan held two men."
    )
    actors = read_text(text).actors
    assert [(actor.name, actor.country) for actor in actors if actor.type == "organisation"] == [
        ("railway ministry", None),
        ("India's railway ministry", "IND"),
        ("ministry in Dhaka", "BGD"),
        ("Police", "PAK"),
    ]


def test_persons_of_one_surname_with_other_given_names_stay_apart(read_text):
    actors = read_text("Ada Brenn, 34, was hurt. Ola Brenn, 36, was not.").actors
    assert {actor.key for actor in actors} == {"person:ada-brenn", "person:ola-brenn"}


@pytest.mark.parametrize(
    ("text", "quote", "private"),
    [
        ("No count was made, said the federation's secretary, Plamen Radev.", "Plamen Radev", False),
        ("The union's treasurer, Rosa Ibarra, gave no number.", "Rosa Ibarra", False),
        ("Joseph Okello, coordinator of the charity, gave no number.", "Joseph Okello", False),
        ("No count was made, said the mayor's secretary, Plamen Radev.", "Plamen Radev", True),
        ("The federation's patient, Plamen Radev, gave no number.", "Plamen Radev", True),
        ("Ada Brenn, 34, was hurt.", "Ada Brenn", True),
        ("A resident heard shots.", "resident", True),
        ("Mayor Ada Brenn heard shots.", "Mayor Ada Brenn", False),
        ("The mayor, Ada Brenn, heard shots.", "Ada Brenn", False),
        ("Residents heard shots.", "Residents", False),
        ("The police heard shots.", "police", False),
    ],
)
def test_a_person_without_an_office_is_private(read_text, text, quote, private):
    assert [actor.private for actor in read_text(text).actors if actor.quote == quote] == [private]


def test_a_country_that_only_says_where_is_no_actor(read_text):
    assert keys(read_text("Four people were killed in Kenya.")) == [("people", None)]


def test_the_actor_at_a_place_is_the_one_that_shares_most(read_text):
    text = "Mayor Ada Brenn met the police."
    actors = read_text(text).actors
    assert actor_at(actors, 10, 15) == actors[0]
    assert actor_at(actors, 20, len(text)) == actors[1]
    assert actor_at(actors, 16, 19) is None


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "President",
                "Ada",
                "Brenn",
                "the",
                "police",
                "of",
                "Kenya",
                "'s",
                ",",
                "(",
                "CSTO",
                ")",
                "former",
                "his",
                "successor",
                "said",
                ".",
                "\n\n",
                "“",
                "الشرطة",
                "🚓",
                "-",
                "Mr.",
                "a crowd",
                "/",
            ]
        ),
        max_size=25,
    )
)
def test_spans_are_in_order_within_bounds_and_quoted(read_text, pieces):
    text = " ".join(pieces)
    actors = read_text(text).actors
    assert all(text[actor.start : actor.end] == actor.quote and actor.quote for actor in actors)
    assert all(one.end <= other.start for one, other in pairwise(actors))


def test_an_acronym_in_brackets_is_the_name_before_it(read_text):
    actors = read_text("The Farm Owners Forum (FOF) met on Monday. FOF said no.").actors
    assert {actor.key for actor in actors if actor.type == "organisation"} == {"org:farm-owners-forum"}


def test_the_company_is_the_organisation_named_before(read_text):
    actors = read_text("Police searched Harlan Corp. on Monday. The company said no.").actors
    assert [actor.key for actor in actors if actor.sector == "BUS"] == ["org:harlan-corp", "org:harlan-corp"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The drivers' association said no.", None),
        ("The association for drivers said no.", None),
        ("The association of judges said no.", None),
        ("The association said no.", "org:human-rights-watch"),
        ("The world's largest rights group said no.", "org:human-rights-watch"),
    ],
)
def test_a_body_of_others_is_not_the_one_named_before(read_text, text, key):
    actors = read_text(f"Human Rights Watch called for an inquiry. {text}").actors
    assert [actor.key for actor in actors if actor.type == "organisation"] == ["org:human-rights-watch", key]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Front for Order and Renewal of Malawi blamed the army.",
            "Front for Order and Renewal of Malawi",
        ),
        ("The Pact of Dignity and Work Movement blamed the army.", "Pact of Dignity and Work Movement"),
        (
            "The Declaration of Hope and Change Forces blamed the army.",
            "Declaration of Hope and Change Forces",
        ),
        ("The Association of Mothers of the Lost blamed the army.", "Association of Mothers of the Lost"),
        ("The Council of Sudan Nurses blamed the army.", "Council of Sudan Nurses"),
        ("The Committee for Public Order blamed the army.", "Committee for Public Order"),
        ("The Committee for Public Order and Ana Ruiz blamed the army.", "Committee for Public Order"),
        ("A clinic of Bakers Without Borders stood near the army.", "Bakers Without Borders"),
    ],
)
def test_a_name_goes_on_over_its_small_words(read_text, text, name):
    assert name in {actor.name for actor in read_text(text).actors}


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("The nurses' committee said nine had died.", "nurses' committee"),
        ("The coalition of farm unions said nine had died.", "coalition of farm unions"),
        ("The union of the two towns said nine had died.", "union"),
        ("The victims' government said nine had died.", "government"),
    ],
)
def test_members_tell_one_body_from_another(read_text, text, called):
    assert [claim.claimant.name for claim in read_text(text).claims] == [called]


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("A hospital of Doctors Without Borders was hit.", "The charity", "org:msf"),
        ("Nine clerks of Save the Children were held.", "The organisation", "org:save-the-children"),
        ("The National Union of Educators marched.", "The union", "org:national-union-of-educators"),
        ("Fighters of Hamas fled.", "The group", "org:hamas"),
        ("The National Union of Educators marched.", "The charity", None),
        ("The National Union of Educators marched.", "A union", None),
    ],
)
def test_a_kind_leads_back_to_the_name_of_that_kind(read_text, before, after, key):
    claims = read_text(f"{before} {after} said nine had died.").claims
    assert [claim.claimant.key for claim in claims] == [key]


def test_a_kind_right_before_a_name_is_its_bearers(read_text):
    text = "Oxfam sent flour to Goma. The local charity Hope House said four had died. The charity said no."
    assert {claim.claimant.key for claim in read_text(text).claims} == {"org:hope-house"}


def test_a_body_of_drivers_is_the_one_told_before(read_text):
    text = "The drivers' association met. Amnesty International objected. The drivers' association said no."
    names = [actor.name for actor in read_text(text).actors if actor.type == "organisation"]
    assert names == ["drivers' association", "Amnesty International", "drivers' association"]


def test_a_name_that_says_where_is_no_person(read_text):
    assert not read_text("Thousands fled through the border crossing at Desaguadero.").actors


@pytest.mark.parametrize("text", ["", " \n\n ", "🚓" * 500, "Brenn " * 3000, "الشرطة " * 300, "(" * 2000])
def test_odd_texts_are_read(read_text, text):
    assert all(text[actor.start : actor.end] == actor.quote for actor in read_text(text).actors)


def test_the_author_is_a_journalist_and_not_private(lexicon, parser):
    document = replace(
        make_document("Ada Brenn was in the square. Ola Kubik, 34, fled."), authors=("Ada Brenn",)
    )
    doc = parser.parse(document)
    actors = find_actors(document, doc, (), lexicon)
    told = {actor.name: (actor.sector, actor.private) for actor in actors}
    assert told == {"Ada Brenn": ("JRN", False), "Ola Kubik": (None, True)}


def test_an_embassy_is_not_the_next_ones(read_text):
    """Where it stands does not say whose it is: the embassy in Cairo was told as the Italian one."""
    text = (
        "Three Thai workers died, according to the embassy in Cairo. The Italian embassy said it had no news."
    )
    keys = [claim.claimant.key for claim in read_text(text).claims]
    assert keys == [None, "ita:embassy"]


def test_a_bare_embassy_is_the_one_told_before(read_text):
    claims = read_text("The Italian embassy closed its gates. The embassy said nine men had died.").claims
    assert [claim.claimant.key for claim in claims] == ["ita:embassy"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The governor of Gabes, Leila Trabelsi, resigned. The governor gave no reason.", "Leila Trabelsi"),
        ("The mayor of Sfax, Aida Brenn, denied it. The mayor said so twice.", "Aida Brenn"),
    ],
)
def test_an_office_of_a_place_is_that_of_the_name_in_apposition(read_text, text, name):
    """The parse hangs the name on the place: it is still the office's, who holds it is no private person."""
    found = [actor for actor in read_text(text).actors if actor.type == "person"]
    assert len(found) == 3
    assert {(actor.name, actor.private) for actor in found} == {(name, False)}


def test_a_name_beside_somebody_elses_office_is_not_of_that_office(read_text):
    reading = read_text("The mayor, Aida Brenn, left. A spokesman of the mayor, Omar Saidi, said so.")
    assert [actor.name for actor in reading.actors if actor.quote == "mayor"] == ["Aida Brenn", "Aida Brenn"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            "Killed:\n- Ada Brenn (44)\n- Tovik Azarr, Harlan\n- Maria Senn, Osk",
            ["Ada Brenn", "Tovik Azarr", "Maria Senn"],
        ),
        ("Dead:\nAda Brenn, 9\nTovik Azarr, Zgharta\nMaria Senn", ["Ada Brenn", "Tovik Azarr", "Maria Senn"]),
        ("On sale:\n- Harlan Steel, 20 tons\n- Osk Copper, 9 tons", []),
        ('Ahmed "Dodo" Brenn, a fisherman, was hurt.', ['Ahmed "Dodo" Brenn', "fisherman"]),
        ("A nurse called Blessing hid them.", ["nurse", "Blessing"]),
        ("Correction, March 16: An earlier version said nine had died.", []),
        ("Ada Brenn told Levant Wire that nine had died.", ["Ada Brenn"]),
        ("Ada Brenn told Maria Sun that nine had died.", ["Ada Brenn", "Maria Sun"]),
        ("The earthquake hit Antakya on Monday.", []),
    ],
)
def test_persons_in_lists_with_nicknames_and_what_is_none(read_text, text, persons):
    found = [actor.quote for actor in read_text(text).actors if actor.type == "person"]
    assert found == persons, keys(read_text(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The guests heard the head of state Uhuru\nKenyatta told reporters that\nfour were killed.",
            ["Uhuru Kenyatta"],
        ),
        ("Killed:\nAsha Noor\nBilal Omar\nChen Li\n", ["Asha Noor", "Bilal Omar", "Chen Li"]),
        ("Imam of the town Asha Noor\nBilal Omar, a baker\n", ["Asha Noor", "Bilal Omar"]),
    ],
)
def test_a_name_goes_on_in_the_next_line_of_prose_and_ends_with_an_item(read_text, text, names):
    persons = [actor.name.replace("\n", " ") for actor in read_text(text).actors if actor.type == "person"]
    assert list(dict.fromkeys(name for name in persons if name.istitle() and " " in name)) == names


@pytest.mark.parametrize(
    ("told", "is_same"),
    [
        ("The mayor of Lima", False),
        ("Lima's mayor", False),
        ("The mayor of Arequipa", True),
        ("The mayor", True),
    ],
)
def test_an_office_of_another_town_is_another_ones(read_text, told, is_same):
    reading = read_text(f"Ida Brenn, the mayor of Arequipa in Peru, spoke first. {told} wept.")
    last = max(reading.actors, key=lambda actor: actor.start)
    assert (last.key == "person:ida-brenn") == is_same


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The relief group Agua Viva said it had counted 25 dead.", "Agua Viva"),
        ("Agua Viva said 1,200 people had fled.", "Agua Viva"),
        ("On Sunday Reuters said nine had died.", "Reuters"),
    ],
)
def test_a_name_of_which_the_model_labels_the_end_is_whole(read_text, text, name):
    assert [claim.claimant.name for claim in read_text(text).claims if claim.claimant] == [name]
