"""Claims that answer the one right before them: where they stand, and the words beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.disputes.answers import answers_in
from reportedly.records import Reading

Reader = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Lawyers said that the guards had keys. The warden retorts that his men carried whistles.",
        "The council said that the mill was safe. But the mayor said that its roof was not.",
        "Divers believe that a barge hit the pier; the harbour office has dismissed this.",
        "A pilot said that scouts from Oslo joined the crew. The owner said that no scout was aboard.",
        "Nurses said that the ward was open. A cook did not believe it: the doors stayed shut, he said.",
        # one word, one field of words, one side, one who speaks in the other
        "A nurse said that the pump worked, while the porter insisted that it was not even connected.",
        "The guild said that guards shot at weavers; the warden said that nobody had fired.",
        "Doctors said the child was poisoned. Police, however, said there was no poison in the food.",
        "The warden told the abbot to open the crypt. There was no key left, the abbot said.",
        "The judge said that the abbot should pay. The abbot denied that he owed the choir a penny.",
        # a sentence of its own says that who answers disputes it
        '"We took bells," a dyer told Reuters.\nAbbot Noel saw it otherwise. "No bell is left," he said.',
        # one tells of some what the other tells of all, or what it was instead of what the other charges
        "The guild said that none of the weavers was hurt. A nurse said that three had wounds.",
        "The guild said that there were no foreigners aboard. The consul said two aboard were Peruvians.",
        "The guild blames gales for the fall of a mill. But a mason, who is not named, says carts hit it.",
        # who examined it found none, or heard of none
        "Cooks said that thieves left by a tunnel; surveyors found no tunnel beneath the mill.",
        "Defects had been found in the mill, a cook said. The owner, for his part, has heard of no defects.",
        # two states of one question
        "The warden said that the weaver had hanged himself. A cook said that he had been beaten to death.",
    ],
)
def test_a_claim_is_marked_as_an_answer(read_text: Reader, text: str) -> None:
    (found,) = answers_in(read_text(text))
    assert found.told.end <= found.answer.start


@pytest.mark.parametrize(
    "text",
    [
        "Lawyers said that the guards had keys. The warden said that his men carried whistles.",
        "Lawyers said that the guards had keys. It snowed. The warden retorts that his men carried whistles.",
        "The council said that the mill was safe, and the owner insisted that it was old.",
        "The mayor said nine weavers died; the nurse said that 12 weavers died.",
    ],
)
def test_what_stands_beside_a_claim_is_no_answer_by_that(read_text: Reader, text: str) -> None:
    assert answers_in(read_text(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A cook said that nine geese were missing. However, the abbot said that a choir would sing.",
        "The mayor of Lima said that the mill had burned. But the observatory said that no comet would pass.",
        "The dyers said the canal was full; the tanners said there was no bark in Lima.",
        "The warden said that the fever had passed; the bishop said that no bell was cracked.",
        "The abbot said that wolves had fled. The guild insisted that fees had not been paid.",
        "The baker said that the oven burned, while the tailor said that no thread was left.",
        "The bishop said that calm was back on Monday, but cooks said that they had no bread on Monday.",
        # who answers denies something else, or speaks for who was just quoted
        "The council said that looms had burned. The dyers' guild denied that it had raised the fees.",
        "The council said that the ferry sank; its spokesman said that no ferry was insured.",
        # some who are others, and what is told of all and of one in it is not one thing
        "The mayor said that all the mills stood still. A cook said that nine geese were sold.",
        "The dyer told of a bell.\nA canon was dismissed on Monday; he is ill. Nine had left, a monk said.",
        # a number of others, or of what is to come
        "The guild said that none of the weavers was hurt. A porter said that three had paid by cheque.",
        "The guild said that no weavers were hurt. A porter said that two weavers would be hurt by the fees.",
        "The guild said that no weaver was hurt. Mine was the first roof to leak, a cook said.",
        # a question tells nothing
        "The judge asked who had told her to lie. Monks called her story a lie.",
        # another story that is one more
        "The mayor said that the mill was sound. A mason told another story about the mill: it was cheap.",
        "The mayor said there was no electricity. But the abbot said the outage was caused by gales.",
        # one word and a "but", and nothing that is denied
        "The council said that the mill was safe. But a weaver said that the mill was loud.",
    ],
)
def test_two_who_speak_of_two_things_do_not_answer_one_another(read_text: Reader, text: str) -> None:
    assert answers_in(read_text(text)) == ()
