"""Clauses: one line a case, with the words that made it necessary."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.language.clauses import Clause, find_clauses
from reportedly.language.parse import Parser
from reportedly.page.documents import make_document


def words(tokens: tuple[object, ...]) -> str:
    return " ".join(str(token) for token in tokens)


def clause_of(parser: Parser, text: str, predicate: str) -> Clause:
    doc = parser.parse(make_document(text))
    return next(clause for clause in find_clauses(doc) if clause.predicate.text == predicate)


@pytest.mark.parametrize(
    ("text", "predicate", "taking_part"),
    [
        ("Police arrested 300 people.", "arrested", ("Police", "people", "")),
        ("Two men were shot dead in the town by police on Friday.", "shot", ("men", "", "police")),
        ("Police fired tear gas and then chased the crowd.", "chased", ("Police", "crowd", "")),
        ("Gunmen opened fire on a bus, killing three people.", "killing", ("Gunmen", "people", "")),
        ("Gunmen opened fire, killing three and wounding 14.", "wounding", ("Gunmen", "14", "")),
        ("He was accused of plotting to kill the president.", "kill", ("He", "president", "")),
        ("The general ordered troops to shoot.", "shoot", ("troops", "", "")),
        ("The rebels threatened to attack the embassy.", "attack", ("rebels", "embassy", "")),
        ("Police who had arrested 300 people withdrew.", "arrested", ("Police", "people", "")),
        ("The soldiers whom the rebels captured were freed.", "captured", ("rebels", "soldiers", "")),
        ("The shops that protesters looted burned down.", "looted", ("protesters", "shops", "")),
        ("A bomb planted by rebels exploded in a market.", "planted", ("bomb", "", "rebels")),
        ("The minister, accused of corruption, resigned on Monday.", "accused", ("minister", "", "")),
        ("Iran and Iraq signed a truce.", "signed", ("Iran Iraq", "truce", "")),
        ("The activist was arrested and taken to a prison.", "taken", ("activist", "", "")),
        ("They accused him of killing the mayor.", "killing", ("him", "mayor", "")),
        ("Five miners died and up to 20 were hurt in a fall.", "hurt", ("20", "", "")),
        ("Police arrested Hugo Brenn, the guard commander of Tavro.", "arrested", ("Police", "Brenn", "")),
        ("Police arrested Hugo Brenn and the driver.", "arrested", ("Police", "Brenn driver", "")),
    ],
)
def test_who_takes_part(parser: Parser, text: str, predicate: str, taking_part: tuple[str, str, str]) -> None:
    clause = clause_of(parser, text, predicate)
    subjects_objects_agents = words(clause.subjects), words(clause.objects), words(clause.agents)
    assert subjects_objects_agents == taking_part


@pytest.mark.parametrize(
    ("text", "predicate", "voice", "mood", "negated"),
    [
        ("The army did not shoot at the crowd.", "shoot", "active", "indicative", True),
        ("No soldiers were killed.", "killed", "passive", "indicative", True),
        ("Nobody was hurt.", "hurt", "passive", "indicative", True),
        ("Troops will storm the building.", "storm", "active", "modal", False),
        ("If the army bans the party, crowds will gather.", "bans", "active", "conditional", False),
        ("They would leave if the king abdicated.", "leave", "active", "conditional", False),
        ("The group refused to meet the envoy.", "meet", "active", "infinitive", False),
        ("A bomb planted by rebels exploded.", "planted", "passive", "participle", False),
        ("Release the prisoners now!", "Release", "active", "imperative", False),
    ],
)
def test_voice_mood_and_negation(
    parser: Parser, text: str, predicate: str, voice: str, mood: str, *, negated: bool
) -> None:
    clause = clause_of(parser, text, predicate)
    assert (clause.voice, clause.mood, clause.negation is not None) == (voice, mood, negated)


@pytest.mark.parametrize(
    ("text", "predicate", "quote"),
    [
        ("Eight officers were killed while 300 were injured.", "injured", "300 were injured"),
        ("Eight officers were killed while 300 were injured.", "killed", "Eight officers were killed"),
        ("Helmets captured from the police lay around.", "captured", "Helmets captured from the police"),
        ("They seized the bank and burned the records.", "burned", "burned the records"),
    ],
)
def test_a_clause_has_its_own_words(parser: Parser, text: str, predicate: str, quote: str) -> None:
    clause = clause_of(parser, text, predicate)
    assert text[clause.start : clause.end] == quote


def test_what_a_form_of_be_says_is_the_predicate(parser: Parser) -> None:
    clause = clause_of(parser, "Three men are dead.", "dead")
    assert words(clause.subjects) == "men"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(["Police", "shot", "two", "men", "who", ",", "and", "said", ".", "\n\n", "“", "x́"])
    ).map(" ".join)
)
def test_spans_lie_inside_the_text(parser: Parser, text: str) -> None:
    doc = parser.parse(make_document(text))
    for clause in find_clauses(doc):
        assert 0 <= clause.start < clause.end <= len(text)


def test_a_sentence_of_many_thousand_words_is_read_whole(parser: Parser) -> None:
    doc = parser.parse(make_document("they met and they left and " * 2000 + "they died."))
    assert len(find_clauses(doc)) > 2000
