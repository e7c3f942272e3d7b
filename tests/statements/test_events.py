"""Events: one line a case, with the words that made it necessary."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.lexicon import Lexicon
from reportedly.records import Event, Reading

ReadText = Callable[..., Reading]


def told(event: Event) -> tuple[str, str | None, str]:
    return event.type, event.mode, event.status


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Police arrested 300 people.", [("COERCE", "arrest", "actual")]),
        ("The army did not shoot at the crowd.", [("ASSAULT", "firearms", "negated")]),
        ("Protesters will storm parliament.", [("ASSAULT", None, "future")]),
        ("The group may attack the embassy.", [("ASSAULT", None, "possible")]),
        ("The rebels failed to seize the bridge.", [("COERCE", "seize", "negated")]),
        ("The rebels tried to seize the bridge.", [("COERCE", "seize", "possible")]),
        ("The group threatened to attack the embassy.", [("THREATEN", "violence", "actual")]),
        ("The minister refused to meet the rebels.", [("REJECT", "meet", "actual")]),
        ("The alliance will send aid to the island.", [("AGREE", None, "future")]),
        ("Gunmen opened fire on a bus, killing three.", [("ASSAULT", "firearms", "actual")]),
        ("An earthquake killed 40 people.", [("OTHER", None, "actual")]),
        ("Four people were killed in a car bombing.", [("ASSAULT", "explosives", "actual")]),
        ("The president fired the minister of health.", [("SANCTION", "expel", "actual")]),
        ("The two sides struck a deal.", [("AGREE", None, "actual")]),
        ("The director shot a film in the desert.", []),
        ("The crowd was fed up with the delays.", []),
        ("The ministry accused the paper without offering evidence.", [("ACCUSE", "allege", "actual")]),
        ("The general ordered the troops to shoot.", [("COERCE", "restrict", "actual")]),
        ("The king vowed to crush the revolt.", [("THREATEN", "violence", "actual")]),
        ("Rebels carried out a series of attacks on the road.", [("ASSAULT", None, "actual")]),
        ("Three guards were killed by a grenade.", [("ASSAULT", "explosives", "actual")]),
        ("The envoy said that the king must free the prisoners.", [("REQUEST", "yield", "actual")]),
        ("The police have not been able to arrest the editor.", [("COERCE", "arrest", "negated")]),
        ("They met to help quell the revolt.", [("CONSULT", None, "actual")]),
        ("The fight against crime goes on.", []),
        ("The senator attacked the policy of the bank.", [("ACCUSE", "disapprove", "actual")]),
        ("A shaft collapsed. Three miners were killed.", [("OTHER", None, "actual")] * 2),
        ("Three miners were killed when a shaft collapsed.", [("OTHER", None, "actual")] * 2),
        ("A blaze gutted the hall. Two traders were killed.", [("OTHER", None, "actual")] * 2),
        ("A truck hit a bus, killing five.", [("OTHER", None, "actual")] * 2),
        ("Two men were killed by a falling tree.", [("OTHER", None, "actual")]),
        ("Six were killed when a car bomb exploded.", [("ASSAULT", "explosives", "actual")] * 2),
        ("A bomb exploded. It damaged three shops.", [("ASSAULT", "explosives", "actual")] * 2),
        ("Police found 22 bombs in a cellar.", []),
        (
            "A monitor puts the shutdown after 09:15, yet says that shops were looted.",
            [("COERCE", "censor", "actual"), ("ASSAULT", "destroy", "actual")],
        ),
        ("Mutineers took the ministry.", [("COERCE", "seize", "actual")]),
        ("A crowd entered the palace.", [("PROTEST", "obstruct", "actual")]),
        ("The gang lives by kidnapping children.", []),
        ("The rebels went from hut to hut, killing guards.", [("ASSAULT", None, "actual")]),
        ("Police are beating protesters in the square.", [("ASSAULT", "beat", "actual")]),
        ("An explosion of joy greeted the team.", []),
        ("The attack on the judiciary angered the bar.", []),
        ("Two men suspected of theft slept in a barn.", []),
        ("Protesters clashed with police.", [("PROTEST", "riot", "actual")]),
        ("Rebels clashed with soldiers.", [("ASSAULT", None, "actual")]),
        (
            "A court sentenced two smugglers to six years.",
            [("SANCTION", "convict", "actual"), ("COERCE", "arrest", "actual")],
        ),
        ("A court sentenced the spy to death.", [("SANCTION", "convict", "actual")]),
        (
            "An attack killed two men. Dynamite was used in the attack.",
            [("ASSAULT", "explosives", "actual")] * 2,
        ),
        ("A boiler exploded in a school.", [("OTHER", None, "actual")]),
        ("He suffered a heart attack.", []),
        ("The rebels are going to seize the bridge.", [("COERCE", "seize", "future")]),
        ("The troops were supposed to attack the town.", [("ASSAULT", None, "future")]),
        ("The plan met with applause.", []),
        ("The talks broke down on Friday.", [("REJECT", None, "actual")]),
        ("The agency sent 40 tons of flour to the camp.", [("AID", None, "actual")]),
        ("Farmers blocked the motorway with tractors.", [("PROTEST", "obstruct", "actual")]),
        ("Soldiers blocked the motorway.", [("COERCE", "restrict", "actual")]),
        ("Aid reached refugees fleeing the war.", []),
        ("The air force bombed two hamlets.", [("ASSAULT", "aerial", "actual")]),
        ("Rebels bombed two hamlets.", [("ASSAULT", "explosives", "actual")]),
        ("The army attacked the hamlet from helicopters.", [("ASSAULT", "aerial", "actual")]),
        ("A bomb exploded on a plane.", [("ASSAULT", "explosives", "actual")]),
        ("Six soldiers were killed in the bombing by the army.", [("ASSAULT", "aerial", "actual")]),
        ("A bomb went off at the Lake Hotel killing two.", [("ASSAULT", "explosives", "actual")]),
        (
            "The car bombing in which six men were killed was long planned.",
            [("ASSAULT", "explosives", "actual")],
        ),
        ("The aim is to destroy the pylons.", [("ASSAULT", "destroy", "future")]),
        ("Army to send troops to the border", [("MOBILIZE", "troops", "future")]),
        ("Two engineers were seized by rebels.", [("ASSAULT", "abduct", "actual")]),
        ("Rebels seized the radio station.", [("COERCE", "seize", "actual")]),
        ("The robber shot himself.", [("OTHER", None, "actual")]),
        ("A man blew himself up in the market.", [("ASSAULT", "suicide-attack", "actual")]),
        ("Jets bombed the town. The strike lasted an hour.", [("ASSAULT", "aerial", "actual")] * 2),
        (
            "Jets bombed the town. The strike over pay began on Monday.",
            [("ASSAULT", "aerial", "actual"), ("PROTEST", "strike", "actual")],
        ),
        ("An overnight strike killed nine people.", [("ASSAULT", "aerial", "actual")]),
    ],
)
def test_type_mode_and_status(
    read_text: ReadText, text: str, wanted: list[tuple[str, str | None, str]]
) -> None:
    assert [told(event) for event in read_text(text).events] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Police opened fire on the crowd. Two men were killed.", ["Police"]),
        ("Police opened fire on the crowd. The hall is old. Two men were killed.", []),
        ("Police opened fire on the crowd. A gang killed two men.", ["A gang"]),
        ("Police opened fire on the crowd. Two men had been killed by noon.", []),
    ],
)
def test_harm_told_next_has_the_doer_of_the_violence(
    read_text: ReadText, text: str, wanted: list[str]
) -> None:
    killed = next(event for event in read_text(text).events if event.trigger.quote == "killed")
    assert [who.quote for who in killed.actors] == wanted


def test_those_who_arrest_are_police_though_called_they(read_text: ReadText) -> None:
    text = "The police raided a barn. They arrested ten men."
    arrest = next(event for event in read_text(text).events if event.mode == "arrest")
    assert [(who.quote, who.sector) for who in arrest.actors] == [("They", None), ("police", "COP")]


def test_an_attack_named_in_what_is_admitted_is_told(read_text: ReadText) -> None:
    text = "The minister admitted that the attack on the barracks was planned by two officers."
    assert {"CONCEDE", "ASSAULT"} <= {event.type for event in read_text(text).events}


def test_a_collapse_after_violence_leaves_the_harm_violent(read_text: ReadText) -> None:
    text = "Gunmen raided a mine. A shaft collapsed. Two guards were killed."
    types = {event.trigger.quote: event.type for event in read_text(text).events}
    assert types["killed"] == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ministry said that gunmen attacked it.", [("ministry", ["gunmen"])]),
        ("The navy said that shells were fired at its base.", [("navy", [])]),
        ("The ministry said that gunmen attacked the bank.", []),
        ("The ministry denied that gunmen attacked it.", []),
        ("The girl said that a man attacked her.", []),
    ],
)
def test_a_body_that_tells_of_violence_done_to_it_accuses(
    read_text: ReadText, text: str, wanted: list[tuple[str, list[str]]]
) -> None:
    found = [event for event in read_text(text).events if event.type == "ACCUSE"]
    assert [(one.actors[0].name, [who.name for who in one.recipients]) for one in found] == wanted


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Two men were shot dead by police on Friday.", "shot dead", ["police"], ["Two men"]),
        ("Police fired tear gas and chased away the rebels.", "chased away", ["Police"], ["the rebels"]),
        ("Soldiers who had arrested the editor withdrew.", "arrested", ["Soldiers"], ["the editor"]),
    ],
)
def test_who_did_it_to_whom(
    read_text: ReadText, text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    event = next(event for event in read_text(text).events if event.trigger.quote == trigger)
    assert all(any(want.split()[-1] in got.quote for got in event.actors) for want in actors)
    assert all(any(want.split()[-1] in got.quote for got in event.recipients) for want in recipients)


def test_an_arrest_is_made_by_the_police_that_the_text_names(read_text: ReadText) -> None:
    reading = read_text("Police stormed the hall. Twelve students were arrested.")
    arrest = next(event for event in reading.events if event.mode == "arrest")
    assert [actor.sector for actor in arrest.actors] == ["COP"]


def test_what_somebody_died_of_tells_whether_it_was_violence(read_text: ReadText) -> None:
    by_fire, by_police = (
        read_text(text).events for text in ("Two men died in a blaze.", "Two men died in police firing.")
    )
    assert ([event.type for event in by_fire], [event.type for event in by_police]) == (
        ["OTHER"],
        ["ASSAULT"],
    )


def test_harm_takes_its_mode_from_the_violence_before_it(read_text: ReadText) -> None:
    reading = read_text("A bomb exploded near the bank. Two clerks were killed.")
    assert [event.mode for event in reading.events] == ["explosives", "explosives"]


def test_those_who_live_in_a_place_are_named_by_it(read_text: ReadText) -> None:
    (event,) = read_text("The army lifted the curfew in Almaty.").events
    assert [one.name for one in event.recipients] == ["Almaty"]


@pytest.mark.parametrize(
    "unit", ["Police shot two men and ", "an attack on the attack of ", "killed (killed "]
)
def test_odd_sentences_are_read(read_text: ReadText, unit: str) -> None:
    reading = read_text(unit * 400)
    text = reading.document.text
    found = (*reading.events, *reading.actors, *reading.amounts, *reading.hedges)
    assert [text[each.start : each.end] for each in found] == [each.quote for each in found]


def test_an_event_without_an_actor_is_an_event(read_text: ReadText) -> None:
    (event,) = read_text("Four people were killed in a blast.").events
    assert (event.type, event.actors) == ("ASSAULT", ())


def test_place_and_time_come_from_the_clause_first(read_text: ReadText) -> None:
    reading = read_text(
        "Police arrested two men in Almaty on Tuesday, and shots were fired in Aktau.", published="2022-01-06"
    )
    place = next(place for place in reading.places if place.id == reading.events[0].place)
    assert (place.quote, reading.events[0].place_basis) == ("Almaty", "clause")
    when = reading.events[0].when
    assert when is not None
    assert when.earliest == "2022-01-04"


def test_what_is_denied_did_not_happen(read_text: ReadText) -> None:
    (event,) = read_text("The general denied that troops killed two farmers.").events
    assert event.status == "negated"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(
            ["Police", "shot", "two", "men", "in", "Almaty", ",", "and", "the", "attack", "“", "."]
        )
    ).map(" ".join)
)
def test_quotes_are_the_words_of_the_text(read_text: ReadText, text: str) -> None:
    for event in read_text(text).events:
        for part in (event, event.trigger, *event.actors, *event.recipients):
            assert text[part.start : part.end] == part.quote
        assert event.start <= event.trigger.start < event.trigger.end <= event.end


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ministry said on Thursday that eight men were killed in Almaty on Wednesday.", ["2022-01-05"]),
        ("On Thursday the ministry said two officers had been wounded on Tuesday.", ["2022-01-04"]),
        ("Police killed three men, the ministry said on Thursday.", ["2022-01-06"]),
        ("The worst violence since 1991 left eight dead in Almaty on Wednesday.", ["2022-01-05"]),
        ("Police have arrested thousands of protesters since Tuesday.", ["2022-01-04"]),
        ("Families have fled since 1980, when the rebels attacked the town.", ["1980-01-01"]),
        ("Troops stormed the barracks, which were built in 1975.", ["2021-12-31"]),
        ("The king, who was crowned in 2014, declared a state of emergency.", ["2021-12-31"]),
        ("People marched, a sight unseen since independence in 1991.", ["2021-12-31"]),
        ("The mayor resigned in 2019. Soldiers shot two protesters in Almaty.", ["2019-01-01", "2021-12-31"]),
    ],
)
def test_a_time_dates_what_it_is_said_of(read_text: ReadText, text: str, wanted: list[str]) -> None:
    """The time of saying, of a noun, of what is said of a noun dates no other act."""
    events = [event for event in read_text(text, published="2022-01-07").events if event.type != "OTHER"]
    assert [event.when.earliest for event in events if event.when] == wanted


def test_what_has_gone_on_since_a_time_lasts_until_publication(read_text: ReadText) -> None:
    (event,) = read_text("Police have arrested 20 men since Tuesday.", published="2022-01-07").events
    assert event.when is not None
    assert (event.when.earliest, event.when.latest) == ("2022-01-04", "2022-01-07")


@pytest.mark.parametrize(
    ("text", "earliest", "status"),
    [
        ("In the past 24 hours the army killed nine rebels.", "2022-01-06", "actual"),
        ("Police have arrested 40 people in the last two months.", "2021-11-07", "actual"),
        ("In the last five years, 64 mayors have been killed.", "2017-01-07", "historical"),
        ("The group has carried out several attacks in the last three years.", "2019-01-07", "historical"),
        ("The rebels have attacked guards for the past three years.", "2019-01-07", "actual"),
    ],
)
def test_what_happened_within_a_stretch_of_time(
    read_text: ReadText, text: str, earliest: str, status: str
) -> None:
    """A sum of years is background; what has lasted for years goes on."""
    (event,) = read_text(text, published="2022-01-07").events
    assert event.when is not None
    assert (event.when.earliest, event.when.latest, event.status) == (earliest, "2022-01-07", status)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("More than 40,000 people have been killed in the war.", [("historical", None)]),
        ("The fighting led to the destruction of thousands of homes.", [("historical", None)]),
        ("More than 4,000 people were killed on Monday.", [("actual", "2022-01-03")]),
        ("The army killed 400 rebels.", [("actual", "2021-12-31")]),
    ],
)
def test_a_sum_of_victims_told_without_a_time_is_background(
    read_text: ReadText, text: str, wanted: list[tuple[str, str | None]]
) -> None:
    events = read_text(text, published="2022-01-07").events
    assert [(event.status, event.when and event.when.earliest) for event in events] == wanted


def test_the_bomb_tells_of_what_kind_the_attack_before_was(read_text: ReadText) -> None:
    text = "A terrorist attack damaged the station. The bomb was placed in an office."
    assert [event.mode for event in read_text(text).events] == ["explosives", "explosives"]


@pytest.mark.parametrize("text", ["Police shot \ud800two men.", "He ki\udc00lled \ud83d 3.", "\ud800"])
def test_half_a_character_is_read_over(read_text: ReadText, text: str) -> None:
    for event in read_text(text).events:
        assert text[event.start : event.end] == event.quote


def test_a_month_is_no_march(read_text: Callable[..., Reading]) -> None:
    reading = read_text("KYIV, March 12 - Two men were killed. On 12 March protesters held a march.")
    assert [event.trigger.quote for event in reading.events] == ["killed", "held a march"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Whoever does not surrender will be shot.", ["ASSAULT"]),  # whoever does what surrenders nothing
        ("You can sign this petition here.", []),  # said of nobody
        ("They are brave people who know how to fight.", []),  # a skill
        ("He bought stolen cars from a dealer.", []),  # what was stolen before is no theft told
        ("Police found two wounded men in the yard.", ["ASSAULT"]),
        ("The mayor spoke without offering proof.", []),
        ("The bishop spoke about the murder of students.", []),  # a practice
        ("The bishop spoke about the murder of two students.", ["ASSAULT"]),
        ("The envoys spoke of an end to the armed conflict.", []),  # a state of things
    ],
)
def test_what_is_said_in_general_is_no_event(read_text: ReadText, text: str, wanted: list[str]) -> None:
    assert [event.type for event in read_text(text).events if event.type != "OTHER"] == wanted


def test_harm_by_a_quake_is_no_assault(read_text: ReadText) -> None:
    read = read_text("The town was destroyed by an earthquake, killing 20 people and injuring 50.")
    assert {event.type for event in read.events} == {"OTHER"}


def test_harm_is_told_a_sentence_after_its_cause(read_text: ReadText) -> None:
    """Only the kind of violence that could have done it is lent: nobody is killed by an abduction."""
    text = "A car bomb exploded in Lima. The street was crowded. Two officers were killed."
    assert [event.mode for event in read_text(text).events] == ["explosives", "explosives"]
    text = "Rebels kidnapped a priest. The street was empty. Two officers were killed."
    assert [event.mode for event in read_text(text).events] == ["abduct", None]


def test_what_stands_behind_a_reason_has_happened(read_text: ReadText) -> None:
    read = read_text(
        "The students decided to leave the country due to the kidnapping of five of their friends."
    )
    assert [told(event) for event in read.events if event.type == "ASSAULT"] == [
        ("ASSAULT", "abduct", "actual")
    ]


def test_who_says_that_they_will_not_yield_refuses(read_text: ReadText) -> None:
    read = read_text("The rebels said they will not withdraw from the town.")
    assert [told(event) for event in read.events] == [("REJECT", "yield", "actual")]
    read = read_text("The minister said the rebels did not withdraw from the town.")
    assert [told(event) for event in read.events] == [("RETREAT", "withdraw", "negated")]


def test_what_is_told_along_with_an_act_is_an_entry(lexicon: Lexicon) -> None:
    names = {entry.name for entry in lexicon.predicates}
    assert {entry.also for entry in lexicon.predicates} - {None} <= names


def _place_of(reading: Reading, words: str) -> tuple[str | None, str | None]:
    event = next(each for each in reading.events if words in each.quote)
    named = {place.id: place.name for place in reading.places}
    return named.get(event.place or ""), event.place_basis


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
    ],
)
def test_the_place_is_what_was_struck_what_is_near_and_the_first_of_two(
    text: str, place: str, read_text: ReadText
) -> None:
    reading = read_text(text, published="2014-05-04")
    assert _place_of(reading, "")[0] == place


def test_an_act_has_the_hour_that_is_told_beside_its_day(read_text: ReadText) -> None:
    reading = read_text(
        "A curfew was imposed in Homs on Wednesday at 8 p.m.", published="2014-05-09T10:00:00+00:00"
    )
    (event,) = reading.events
    assert event.when is not None
    assert (event.when.earliest, event.when.precision) == ("2014-05-07T20:00", "minute")


def test_a_day_to_come_dates_what_is_called_for_and_not_what_happened(read_text: ReadText) -> None:
    """The strike is on Friday; the call and the killing are of the days before publication."""
    text = "The union called for a general strike on Friday in Sfax, after police killed two protesters."
    events = read_text(text, published="2024-03-05").events
    assert {event.status for event in events} == {"actual"}
    assert all(event.when and event.when.latest == "2024-03-05" for event in events)
