"""Figures: a case is one line, the words of each amount marked with what it counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.marked import parse_marked
from reportedly.records import Reading

Read = Callable[..., Reading]

PLAIN = [
    "[Eight|killed 8..8] guards were killed.",
    "[At least eight|killed 8..] policemen and border guards were killed in the unrest.",
    "The ministry said [300|injured 300..300] were injured.",
    "[More than 3,800|arrested 3800..] protestors were arrested.",
    "They beheaded [up to three|killed ..3] officers.",
    "The blast left [31|killed 31..31] dead and [14|injured 14..14] wounded.",
    "[Three|killed 3..3] dead and [14|injured 14..14] wounded.",
    "The plane fell, killing [all 45|killed 45..45] aboard.",
    "Raiders gunned down [a|killed 1..1] guard.",
    "[A|killed 1..1] man was shot and killed.",
    "[The|killed 1..1] victim died at the hospital.",
    "[One|killed 1..1] of the two men died later.",
    "The death toll rose to [164|killed 164..164] from [26|killed 26..26].",
    "[26|killed 26..26] gunmen killed, [18|injured 18..18] hurt, [over 3,000|arrested 3000..] arrested.",
    "[Eight|killed 8..8] people, including [two|killed 2..2] children, died in the fire.",
    "[225|killed 225..225] bodies came, [19|killed 19..19] of them soldiers.",
    "They put the number of injured at [353|injured 353..353].",
    "The army took [40|casualties 40..40] casualties.",
    "Moscow sent [3,000|troops 3000..3000] soldiers.",
    "[37|damaged 37..37] police cars were damaged.",
]
NONE = [
    "40 percent of the men were killed.",
    "A thief of $40 was no loss.",
    "Half of the guards were killed.",
    "The number on the plate reads 1317.",
    "She beat two rivals.",
    "Were eight guards killed?",
    "The attempted murder of a guard failed.",
    "A 17-year-old boy came third and paid $40.",
    "No one was killed.",
    "The plan could kill 40 people.",
    "If ten people die, the law changes.",
    "The bill was killed in the second reading.",
    "He threatened to kill two guards.",
]


@pytest.mark.parametrize("source", PLAIN + NONE)
def test_figures(source, read_text):
    marked = parse_marked(source)
    reading = read_text(marked.text)
    amounts = {amount.id: amount for amount in reading.amounts}
    found = {
        (amounts[f.amount].start, amounts[f.amount].end, f"{f.measure} {_end(f.low)}..{_end(f.high)}")
        for f in reading.figures
    }
    assert found == {(mark.start, mark.end, mark.role) for mark in marked.marks}


def test_a_coordination_is_a_sum_besides_its_parts(read_text):
    found = [(f.low, f.measure) for f in read_text("A couple and their son were found dead.").figures]
    assert sorted(found) == [(1, "killed"), (2, "killed"), (3, "killed")]


def test_claims_hold_figures_and_hedges_lower_them(read_text):
    reading = read_text("The ministry said eight guards were killed. Three men may have died.")
    first, second = reading.figures
    assert first.claim in {claim.id for claim in reading.claims}
    assert second.certainty != "asserted"


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("The death toll rose to 164.", True),
        ("So far 40 men were arrested.", True),
        ("40 men were arrested on Sunday.", False),
        ("40 men were arrested.", None),
        ("Police shot dead four men.", None),
    ],
)
def test_a_sum_so_far_is_told_from_the_count_of_a_day(text, total, read_text):
    assert [figure.total for figure in read_text(text, published="2022-01-06").figures] == [total]


# fmt: off
PIECES = [
    "8", "two", "a", "the", "man", "men", "guards", "killed", "died", "of", "them", "including",
    "and", "(", ",", ".", "?", "was", "were", "shot", "3,800", "\n", "é🙂",
]
# fmt: on


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_figures_are_words_of_the_text_and_have_their_amounts(read_text, words):
    text = " ".join(words)
    reading = read_text(text)
    amounts = {amount.id: amount for amount in reading.amounts}
    assert len({figure.id for figure in reading.figures}) == len(reading.figures)
    for figure in reading.figures:
        assert text[figure.start : figure.end] == figure.quote != ""
        assert figure.start <= amounts[figure.amount].start < figure.end


def _end(value):
    return "" if value is None else f"{value:.10g}"


def test_each_number_of_a_list_has_its_own_place(read_text):
    reading = read_text("Officials said 120 died in Kisumu and 40 in Nakuru.")
    names = {place.id: place.name for place in reading.places}
    assert [(figure.low, names[figure.place]) for figure in reading.figures if figure.place] == [
        (120, "Kisumu"),
        (40, "Nakuru"),
    ]


def test_each_share_of_a_count_has_the_place_named_before_it(read_text):
    reading = read_text(
        "Police detained 90 people in Lima. By province: Ankara 41, Van 30, Upper Morrowdale 12."
    )
    names = {place.id: place.name for place in reading.places}
    assert [(figure.low, names.get(figure.place)) for figure in reading.figures] == [
        (90, "Lima"),
        (41, "Ankara"),
        (30, "Van"),
        (12, None),
    ]


def test_things_sent_along_are_no_troops(read_text):
    figures = read_text("The army has sent 80 soldiers and three helicopters.").figures
    assert [(figure.measure, figure.low) for figure in figures] == [("troops", 80)]


def test_a_number_at_the_end_of_a_line_counts_nobody_in_the_next(read_text):
    reading = read_text("Homes destroyed: 300\nPeople killed: 15")
    assert [(figure.measure, figure.low) for figure in reading.figures] == [("damaged", 300), ("killed", 15)]


def test_a_part_of_those_counted_is_no_total(read_text: Read) -> None:
    """A part: "88 people, 12 of them critically" are 88 in all."""
    figures = read_text("Some 88 people have been injured so far, 12 of them critically.").figures
    assert {figure.low: figure.total for figure in figures} == {88: True, 12: None}


def test_a_name_behind_its_noun_counts_nobody_else(read_text: Read) -> None:
    """One person: "her cousin Omar"."""
    figures = read_text("Antar's cousin Omar was wounded.").figures
    assert {figure.low for figure in figures} == {1}


def test_what_will_be_announced_has_no_day_yet(read_text: Read) -> None:
    text = "The envoy will announce on Friday that nine soldiers died."
    (figure,) = read_text(text, published="2022-01-05").figures
    assert (figure.when, figure.certainty) == (None, "unconfirmed")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Troops killed at least 30 men, relatives say; the government admits to nine.",
            ["relatives", "government"],
        ),
        (
            "Thousands marched. Organisers put the crowd at 9,000, police at 800.",
            [None, "Organisers", "police"],
        ),
        ("The minister condemned the attack that killed 40 people.", [None]),
        ("The minister mourned the victims of the attack, which killed 40 people.", [None]),
        ("The minister said that the attack killed 40 people.", ["minister"]),
        ("The guild blamed the drivers for the crash that killed nine people.", [None]),
        ("The army announced the strike that killed 12 fighters.", ["army"]),
        ("Officials reported the attack that killed 30 people.", ["Officials"]),
        ("The minister confirmed the crash that killed nine people.", ["minister"]),
        ("Rebels claimed responsibility for the attack that killed 30 guards.", ["Rebels"]),
        ("Peru registered 40 deaths.", [None]),
    ],
)
def test_each_number_is_of_who_tells_it(text: str, speakers: list[str | None], read_text: Read) -> None:
    reading = read_text(text)
    claimants = {claim.id: claim.claimant for claim in reading.claims}
    told = [None if figure.claim is None else claimants[figure.claim] for figure in reading.figures]
    assert [None if who is None else who.name for who in told] == speakers


def test_those_of_a_number_told_elsewhere_are_its_group(read_text: Read) -> None:
    """ "The number of civilians killed" counts civilians, wherever the number stands."""
    (figure,) = read_text("The number of civilians killed since Saturday has risen to 97.").figures
    assert (figure.group, figure.low) == ("civilians", 97)
