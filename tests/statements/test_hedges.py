"""Hedges: their kind, and how far they reach."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.marked import parse_marked
from reportedly.statements import reach


@pytest.mark.parametrize(
    "source",
    [
        "[The dam [may|hedge:possible] break|scope], the ministry said.",  # a modal reaches its clause
        "Police [believe|hedge:possible] that [the gunman fled north|scope].",  # a verb what is believed
        "The gunman is [believed|hedge:possible] to [have fled|scope].",
        "Police shot [an [alleged|hedge:alleged] rebel|scope].",  # an adjective its noun
        "It is [possible|hedge:possible] that [the dam broke|scope].",
        "There is a [possibility|hedge:possible] that [the dam broke|scope].",
        "[The army did [not|hedge:negated] withdraw|scope] because the rebels attacked.",
        "The mayor said nine men died in Orsk, [[none of|hedge:negated] them a guard|scope].",  # a part
        "Nine men were shot, but [[none of|hedge:negated] them fatally|scope].",
        "Nine men were killed, [[neither|hedge:negated] of them a guard|scope].",
        "Two trucks had gone, she said, and that [[neither|hedge:negated] bore plates|scope].",
        "Nine men were hurt; [[none of|hedge:negated] them died|scope].",  # a verb of its own
        "[[None of|hedge:negated] them was hurt|scope].",
        "[Ten men were killed, rebels said.|scope] The claim [could not be verified|hedge:unconfirmed].",
        "[Ten men were killed|scope], but this [could not be independently confirmed|hedge:unconfirmed].",
        "Reports that [ten men were killed|scope] [could not be confirmed|hedge:unconfirmed].",
        "The army will withdraw [if|hedge:conditional] the rebels disarm.",
        "[The army [will|hedge:conditional] withdraw|scope] if the rebels disarm.",
        "[The army [will|hedge:future] withdraw|scope].",
        "[The [so-called|hedge:doubted] republic|scope] has no courts.",
        "[The “[liberation|hedge:doubted]” of the town|scope] took two days.",  # marks keep a distance
        "He went to ask [whether|hedge:unconfirmed] the road was open.",
    ],
)
def test_a_hedge_has_its_kind_and_its_reach(read_text, source):
    marked = parse_marked(source)
    wanted = {(m.start, m.end, m.value) for m in marked.marks if m.role == "hedge"}
    hedges = read_text(marked.text).hedges
    found = {(hedge.start, hedge.end, hedge.type): hedge.scope for hedge in hedges}
    assert wanted <= set(found), found
    for mark in marked.marks:
        if mark.role == "scope":
            assert (mark.start, mark.end) in {(scope.start, scope.end) for scope in found.values()}, found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The talks began on 3 May.", "May"),
        ("He left a will.", "will"),
        ("Her family could not be reached.", "could"),
        ("Come as soon as possible.", "possible"),
        ("The likely cost is high.", "likely"),
        ("It was worse than expected.", "expected"),
        ("They fought until the bridge fell.", "until"),
        ("The town was once rich.", "once"),
        ("He was seen in town.", "seen"),
        ("The paper appears daily.", "appears"),
        ("The state provided tents.", "provided"),
    ],
)
def test_words_in_another_sense_are_silent(read_text, text, words):
    uncertain = {"possible", "alleged", "unconfirmed", "conditional", "doubted"}
    assert words not in {hedge.quote for hedge in read_text(text).hedges if hedge.type in uncertain}


@pytest.mark.parametrize(
    "text",
    [
        "He called it “liberation” on television.",  # somebody speaks
        "They bought a “liquidating trust” for the mines.",  # a new term
        "The “City of God” opened on Monday.",  # a name
    ],
)
def test_marks_that_mean_another_thing_are_no_hedge(read_text, text):
    assert not [hedge for hedge in read_text(text).hedges if hedge.rule == "hedge/scare-quotes"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "may",
                "not",
                "could not be verified",
                "if",
                "believed",
                "to",
                "police",
                "possible",
                "so-called",
                ".",
                "about",
                "300",
                "\n\n",
                "“",
                "🚓",
                "will",
                "until",
                "n't",
                "whether",
                "could",
                "ربما",
                "('",
            ]
        ),
        max_size=25,
    )
)
def test_spans_are_in_order_within_bounds_and_quoted(read_text, pieces):
    text = " ".join(pieces)
    hedges = read_text(text).hedges
    for hedge in hedges:
        assert text[hedge.start : hedge.end] == hedge.quote != ""
        assert text[hedge.scope.start : hedge.scope.end] == hedge.scope.quote != ""
    assert all(one.end <= other.start for one, other in pairwise(hedges))


def test_a_clause_is_walked_once_for_all_its_hedges(read_text, monkeypatch):
    asked: list[int] = []
    once = reach._without_edges
    monkeypatch.setattr(reach, "_without_edges", lambda *given: asked.append(0) or once(*given))
    found = read_text("not " * 400)
    assert len(found.hedges) > 100
    assert len(asked) < 50


def test_two_negations_side_by_side_deny_nothing(read_text):
    """Not where the second stands apart: "not nine, the toll was wrong"."""
    assert not read_text("The toll of nine was not wrong, the minister said.").hedges
    assert len(read_text("The toll of nine was wrong, the minister said.").hedges) == 1
