"""Whether an event is said to have happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Event, Reading

ReadText = Callable[..., Reading]


def told(event: Event) -> tuple[str, str | None, str]:
    return event.type, event.mode, event.status


def test_what_is_denied_did_not_happen(read_text: ReadText) -> None:
    (event,) = read_text("The general denied that troops killed two farmers.").events
    assert event.status == "negated"


@pytest.mark.parametrize(
    ("text", "status", "certainty"),
    [
        ("The army denied responsibility for the shelling that killed nine people.", "actual", "asserted"),
        ("The governor did not visit the camp where 12 people died.", "actual", "asserted"),
        ("The army denied the claim that it killed nine people.", "negated", "denied"),
        ("The army denied that it had killed nine people.", "negated", "denied"),
    ],
)
def test_what_a_denial_takes_for_granted_has_happened(
    text: str, status: str, certainty: str, read_text: ReadText
) -> None:
    read = read_text(text)
    assert (read.events[-1].status, read.figures[-1].certainty) == (status, certainty)


def test_what_is_told_in_passing_is_not_denied(read_text: ReadText) -> None:
    (event,) = read_text("The mayor, who fled, could not be reached.").events
    assert event.status == "actual"


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


def test_a_march_that_is_announced_is_still_to_come(read_text: ReadText) -> None:
    reading = read_text("The guild announced a rally on Saturday.", published="2022-01-06")
    event = next(event for event in reading.events if event.type == "PROTEST")
    assert event.status == "future"
    assert event.when is not None
    assert event.when.earliest == "2022-01-08"


@pytest.mark.parametrize(
    ("text", "type_", "status", "day"),
    [
        ("The mayor called an emergency meeting for Saturday.", "CONSULT", "future", "2022-01-08"),
        ("The ministers met on Monday for talks.", "CONSULT", "actual", "2022-01-03"),
        ("The mayor plans to meet nurses on Saturday.", "AGREE", "actual", "2021-12-30"),  # the plan is told
    ],
)
def test_a_day_to_come_is_that_of_the_meeting(
    text: str, type_: str, status: str, day: str, read_text: ReadText
) -> None:
    (event,) = read_text(text, published="2022-01-06").events
    assert (event.type, event.status, event.when and event.when.earliest) == (type_, status, day)


@pytest.mark.parametrize("bound", ["No more than", "no fewer than", "Not more than", "At most", "At least"])
def test_a_bound_denies_nothing(bound: str, read_text: ReadText) -> None:
    (event,) = read_text(f"{bound} 900 people were injured.").events
    assert event.status == "actual"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("He was held over the attempted murder of a clerk.", "possible"),
        ("The planned attack on the bank alarmed the town.", "future"),
        ("Police foiled an attack on a bank.", "negated"),
        ("A strike by nurses was averted.", "negated"),
        ("The guards contemplated a hunger strike.", "possible"),
        ("The judge was barred from leaving the country.", "negated"),
    ],
)
def test_the_words_around_a_noun_tell_how_its_act_stands(text: str, status: str, read_text: ReadText) -> None:
    assert read_text(text).events[-1].status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The envoy said there was no excuse for any such attack.", "actual"),
        ("There was no let-up in the shelling on Tuesday.", "actual"),
        ("The envoy said the attack on the clinic was wrong.", "actual"),
        ("The raid on the clinic was a mistake, the general said.", "actual"),
        ("Two monks were arrested with no warrant.", "actual"),
        ("Two monks were arrested for no reason.", "actual"),
        ("The envoy met with no rebels in Doha.", "negated"),
        ("The envoy saw no reason for the raid and did not carry it out.", "negated"),
        ("Two monks were arrested at no time.", "negated"),
        ("There was no attack on the clinic, the army said.", "negated"),
        ("The army said no shelling had taken place.", "negated"),
    ],
)
def test_what_there_is_none_of_is_denied_alone(text: str, status: str, read_text: ReadText) -> None:
    assert read_text(text).events[-1].status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels denied any role after the explosion in Beira.", "actual"),
        ("The party denied involvement in Tuesday's attack on the port.", "actual"),
        ("The army denied the massacre in Beira.", "negated"),
        ("The ministry denied reports of the explosion in Beira.", "negated"),
        ("The envoy will announce on Friday that nine soldiers died.", "future"),
        ("The planned protest took place on Tuesday.", "actual"),
        ("The planned raid was carried out on Tuesday.", "actual"),
        ("The planned attack was held up by rain.", "future"),
        ("The planned attack was held to be illegal.", "future"),
        ("An attack on the port was expected.", "future"),
        ("Police said they had not arrested 30 people but 13.", "actual"),
        ("Police had not arrested 30 people but just over 13.", "actual"),
        ("Police did not arrest 30 people.", "negated"),
        ("The storm did not kill 30 people but in 2021 it did.", "negated"),
        ("Guards did not kill 30 people but within 24 hours they left.", "negated"),
        ("The storm did not injure 30 people but 5 km away it felled trees.", "negated"),
    ],
)
def test_how_a_turned_sentence_stands(text: str, status: str, read_text: ReadText) -> None:
    assert read_text(text).events[-1].status == status


@pytest.mark.parametrize(
    "text",
    [
        "The widows would not accept money from the firm.",
        "Soldiers did not let ambulances through.",
        "The nurses were not let in.",
        "The junta has not allowed envoys on to the island.",
        "The prisoners were not allowed to see a lawyer.",
        "The general would not meet the envoy.",
    ],
)
def test_a_refusal_is_what_happened(read_text: ReadText, text: str) -> None:
    assert [(event.type, event.status) for event in read_text(text).events] == [("REJECT", "actual")]


@pytest.mark.parametrize(
    "text",
    [
        "The premier would not have signed the decree.",
        "The engine would not start.",
        "Smoking was not allowed in the hall.",
        "The schools would not open on Monday.",
        "The dockers would not return to work for weeks.",
        "The dockers will not return until Monday.",
        "The governor did not visit the camp.",
    ],
)
def test_what_was_only_not_done_is_no_refusal(read_text: ReadText, text: str) -> None:
    assert all(event.type != "REJECT" for event in read_text(text).events)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Artillery fire pounded the town.", ["ASSAULT heavy-weapons"]),
        ("The Islamic Front overran the village.", ["ASSAULT None"]),
        ("Police evacuated the building.", ["AID None"]),
        ("Nurses sprayed chlorine in the streets.", []),
        ("The airliner entered the airspace of the kingdom.", []),
        ("Villagers dumped coal in the river.", []),
    ],
)
def test_who_does_it_tells_what_it_is(text: str, kinds: list[str], read_text: ReadText) -> None:
    events = (f"{event.type} {event.mode}" for event in read_text(text).events)
    assert [kind for kind in events if kind != "OTHER None"] == kinds


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How many died?", "possible"),
        ("The army would not say how many miners were shot.", "possible"),
        ("The army did not say why nine miners were shot.", "actual"),
    ],
)
def test_who_asks_how_many_does_not_say_that_any(read_text: ReadText, text: str, wanted: str) -> None:
    assert [event.status for event in read_text(text).events if event.type in ("ASSAULT", "OTHER")] == [
        wanted
    ]
