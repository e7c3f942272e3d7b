"""Which words are an event, of which type, mode and status: one line per case."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
        ("The Geneva Conventions forbid the bombing of towns.", []),
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


def test_an_attack_named_in_what_is_admitted_is_told(read_text: ReadText) -> None:
    text = "The minister admitted that the attack on the barracks was planned by two officers."
    assert {"CONCEDE", "ASSAULT"} <= {event.type for event in read_text(text).events}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The premier visited the hospital after the attack.", {"CONSULT", "ASSAULT"}),
        ("The bodies of three assassinated judges were found near the border.", {"OTHER", "ASSAULT"}),
        ("The premier visited the hospital after the strike.", {"CONSULT"}),
        ("A mob shot at the guards of the attacked bank.", {"ASSAULT"}),
    ],
)
def test_violence_that_is_only_named_is_told_beside_help_and_visits(
    read_text: ReadText, text: str, wanted: set[str]
) -> None:
    assert {event.type for event in read_text(text).events} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Youths threw stones at a patrol.", "PROTEST riot"),
        ("Two men threw stones at a patrol.", "ASSAULT primitive"),
        ("Soldiers blocked the road to the port.", "COERCE restrict"),
        ("Farmers blocked the road to the port.", "PROTEST obstruct"),
        ("The soldiers fired from the roofs.", "ASSAULT firearms"),
        ("The soldiers fired a missile from the coast.", "ASSAULT aerial"),
        ("The poet is in custody.", "COERCE arrest"),
    ],
)
def test_who_does_it_tells_what_it_is(read_text: ReadText, text: str, wanted: str) -> None:
    assert [f"{event.type} {event.mode}" for event in read_text(text).events] == [wanted]


def test_a_month_is_no_march(read_text: Callable[..., Reading]) -> None:
    reading = read_text("KYIV, March 12 - Two men were killed. On 12 March protesters held a march.")
    assert [event.trigger.quote for event in reading.events] == ["killed", "held a march"]


def test_what_is_told_along_with_an_act_is_an_entry(lexicon: Lexicon) -> None:
    names = {entry.name for entry in lexicon.predicates}
    assert {entry.also for entry in lexicon.predicates} - {None} <= names


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ('"We will shell the town," warned General Brenn.', True),
        ("General Brenn warned that his men would shell the town.", True),
        ("General Brenn warned the rebels that they would be shot.", True),
        ('"If they come, there will be hundreds of dead," warned union leader Ana Brenn.', False),
        ('"The river will rise again," the minister warned.', False),
        ("The minister warned that famine would kill thousands.", False),
        ("Herders were warned by gunmen to leave the valley.", True),
        ("Herders were warned to leave the valley.", False),
        ("Students were warned that they would be jailed.", True),
        ("Islanders were warned that they could be cut off.", False),
        ("A charity warned that infants would starve.", False),
        ("Rescuers warned that divers may be trapped.", False),
        ("The clinic warned that it could run out of blood.", False),
        ("The colonel warned that the army could step in.", True),
        ("The mayor warned that militants could attack the port.", False),
        ("The bishop warned that the army had shot nine.", False),
        ("The embassy warned against travel.", False),
        ("The king warned the clans against a march.", True),
        ("Nurses were warned of an attack.", False),
        ("The bishop warned of bloodshed.", False),
        ("A charity warned that infants would be killed by hunger.", False),
        ("The bishop warned that herders would be attacked by bandits.", False),
        ("The colonel warned that herders would be shot by his men.", True),
        ("The colonel warned that herders would be shot by soldiers.", True),
        ("The colonel warned of bloodshed.", True),
    ],
)
def test_who_warns_of_what_comes_by_itself_does_not_threaten(
    read_text: Callable[..., Reading], text: str, *, threat: bool
) -> None:
    assert ("THREATEN" in {event.type for event in read_text(text).events}) is threat


def test_what_somebody_warns_of_may_come(read_text: Callable[..., Reading]) -> None:
    (event,) = (each for each in read_text("A charity warned of an attack on the camp.").events)
    assert (event.type, event.status) == ("ASSAULT", "possible")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The rebels held nine foremen responsible.", "ACCUSE"),
        ("The rebels held foremen responsible for the leak.", "ACCUSE"),
        ("The rebels held nine tired nurses in a mill.", "ASSAULT"),
    ],
)
def test_an_adjective_behind_an_object_belongs_to_the_verb(
    read_text: Callable[..., Reading], text: str, type_: str
) -> None:
    assert type_ == read_text(text).events[0].type
