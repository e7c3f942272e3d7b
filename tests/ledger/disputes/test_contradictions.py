"""What is wrong between two numbers, by the words that stand around them."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from reportedly.ledger.accounts.comparing import Disagreement, are_disjoint, recorded
from reportedly.ledger.accounts.digit_slips import digit_slip
from reportedly.ledger.accounts.ranges import ranges
from reportedly.ledger.accounts.spoken import SpokenAccount
from reportedly.ledger.disputes.contradictions import (
    beyond_the_usual,
    beyond_the_whole,
    crowds,
    misquoted,
    parts,
    rules_for,
)
from reportedly.ledger.disputes.elsewhere import _in_two_occurrences
from reportedly.ledger.traits.claimants import Speaker
from reportedly.ledger.traits.sides import EVERYONE, EXCESS, is_among, way_of
from reportedly.records import Account, Amount, Claimant, Figure, Reading

from ..samples import Written
from .test_disputes import joined

LEAD = "Harbour pilots of Gdynia met a magistrate in the old arsenal, and the ferries stood still. "

Number = tuple[str, float, float | None, str | None]
"""The words of a figure, its ends, and those counted."""


def counts(
    name: str, text: str, *numbers: Number, measure: str = "killed", published: str = "2022-01-06"
) -> Reading:
    page = Written(f"{LEAD}{text}", name, published=published, publisher=f"Outlet {name}")
    for words, low, high, group in numbers:
        page.figure(words, measure, low, high, group=group)
    reading = page.reading()
    return replace(reading, amounts=tuple(map(number_alone, reading.amounts)))


def number_alone(amount: Amount) -> Amount:
    """Of "three of them" the amount is the three."""
    number = amount.quote.removesuffix(" of them")
    return replace(amount, end=amount.start + len(number), quote=number)


def found_by(reading: Reading, rule: str) -> Reading:
    """The reading with figures that this rule found."""
    figures: tuple[Figure, ...] = tuple(replace(figure, rule=rule) for figure in reading.figures)
    return replace(reading, figures=figures)


def relations(*readings: Reading) -> list[str]:
    return [each.relation for each in joined(*readings).contradictions]


def test_who_seeks_care_is_not_who_is_hurt() -> None:
    hurt = counts("a", "Some 171 sailors were hurt.", ("171 sailors", 171, 171, "sailors"), measure="injured")
    care = counts("b", "Doctors saw 171 sailors.", ("171 sailors", 171, 171, "sailors"), measure="injured")
    assert relations(found_by(hurt, "figure/injure"), found_by(care, "figure/in_hospital")) == [
        "measure_drift"
    ]
    assert relations(found_by(hurt, "figure/injure"), found_by(care, "figure/injured")) == []


def test_round_numbers_of_two_ways_are_told_by_chance() -> None:
    hurt = counts("a", "Some 400 sailors were hurt.", ("400 sailors", 400, 400, "sailors"), measure="injured")
    care = counts("b", "Doctors saw 400 sailors.", ("400 sailors", 400, 400, "sailors"), measure="injured")
    assert relations(found_by(hurt, "figure/injure"), found_by(care, "figure/in_hospital")) == []


def test_beside_becomes_among() -> None:
    text = "Dozens of smugglers and 14 gendarmes died."
    beside = Written(f"{LEAD}{text}", "a", published="2022-01-06", publisher="Outlet a")
    beside.figure(
        "Dozens of smugglers and 14 gendarmes", "killed", 24, None, bound="vague", group="smugglers"
    )
    beside.figure("Dozens of smugglers and 14 gendarmes", "killed", 14, 14, group="gendarmes", when=None)
    one = beside.reading()
    figures = (one.figures[0], replace(one.figures[1], id="figure-14"))
    one = replace(one, figures=figures)
    among = counts(
        "b",
        "Dozens of people, including 14 gendarmes, died.",
        ("Dozens of people, including 14 gendarmes", 24, None, "people"),
        ("14 gendarmes", 14, 14, "gendarmes"),
    )
    assert "relay_error" in relations(one, among)


def test_parts_of_two_wholes() -> None:
    one = counts(
        "a",
        "In all 168 died. Three of them were children.",
        ("168", 168, 168, None),
        ("Three of them", 3, 3, None),
    )
    other = counts(
        "b",
        "In the port 104 died, two of them children.",
        ("104", 104, 104, None),
        ("two of them", 2, 2, None),
    )
    whole = counts("c", "At last 168 dead.", ("168 dead", 168, 168, None))
    assert "scope" in relations(one, other, whole)


def test_a_lost_digit_in_a_sum() -> None:
    table = counts(
        "a",
        "A table has 211 smugglers and 7 gendarmes, 228 in all.",
        ("211 smugglers", 211, 211, "smugglers"),
        ("7 gendarmes", 7, 7, "gendarmes"),
        ("228 in all", 228, 228, None),
    )
    right = counts(
        "b", "Of the 228 dead, 17 are gendarmes.", ("228 dead", 228, 228, None), ("17", 17, 17, "gendarmes")
    )
    assert "digit_slip" in relations(table, right)


@pytest.mark.parametrize(("more", "expected"), [(50_000, ["conflict"]), (25_000, [])])
def test_estimates_of_one_crowd(more: int, expected: list[str]) -> None:
    one = counts(
        "a", "More than 20,000 marched.", ("More than 20,000", 20_000, None, "people"), measure="protesters"
    )
    other = counts("b", f"They put them at {more}.", (str(more), more, more, "rioters"), measure="protesters")
    assert relations(one, other) == expected


def test_a_number_that_changes_is_told_once() -> None:
    days = (("2022-01-05", 123), ("2022-01-06", 141), ("2022-01-06", 142), ("2022-01-07", 163))
    pages = [
        counts(
            f"page-{number}",
            f"{value} sailors died.",
            (f"{value} sailors", value, value, "sailors"),
            published=at,
        )
        for number, (at, value) in enumerate(days)
    ]
    found = joined(*pages).contradictions
    last = [each for each in found if each.relation == "update" and "163" in each.why]
    assert len([each for each in last if each.sureness == 1]) == 1


@pytest.mark.parametrize(
    ("before", "among"),
    [("Forty people, including ", True), ("Forty people and ", False), ("twenty, of whom ", True)],
)
def test_words_before_a_part(before: str, among: bool) -> None:
    assert is_among(before) == among


@pytest.mark.parametrize(
    ("rule", "group", "way"),
    [
        ("figure/in_hospital", "sailors", "care"),
        ("figure/kill", "sailors", ""),
        ("figure/displace", "fishing families", "households"),
        ("figure/displace", "family members", ""),
    ],
)
def test_ways_of_being_counted(rule: str, group: str, way: str) -> None:
    told = counts("a", f"Some 171 {group}.", (f"171 {group}", 171, 171, group))
    (figure,) = found_by(told, rule).figures
    assert way_of(figure) == way


def test_families_do_not_follow_people() -> None:
    people = counts("a", "Some 171 sailors fled.", ("171 sailors", 171, 171, "people"), measure="displaced")
    later = {"measure": "displaced", "published": "2022-01-09"}
    families = counts("b", "Now 240 families fled.", ("240 families", 240, 240, "families"), **later)
    more = counts("b", "Now 240 people fled.", ("240 people", 240, 240, "people"), **later)
    assert relations(people, families) == []
    assert relations(people, more) == ["update"]


def test_a_part_of_twelve_did_not_grow_to_twelve() -> None:
    twelve, five = ("Twelve sailors died", 12, 12, "people"), ("five of them", 5, 5, "civilians")
    both = counts("a", "Twelve sailors died, five of them civilians.", twelve, five)
    part = counts("b", "Five civilians died.", ("Five civilians died", 5, 5, "civilians"))
    assert relations(both, part) == []


@pytest.mark.parametrize(("town", "relations"), [("Lviv", ["denial"]), ("Odesa", [])])
def test_nobody_hurt_in_one_town_denies_those_hurt_in_the_same_alone(town: str, relations: list[str]) -> None:
    hurt = Written(f"{LEAD}Twelve people were injured in Lviv, and 157 people fled.", "a")
    claim = hurt.claim("Twelve people were injured in Lviv", "Health Ministry")
    lviv = hurt.place("Lviv", name="Lviv", geonames=1)
    hurt.figure("Twelve people", "injured", 12, 12, claim=claim.id, place=lviv.id)
    denial = Written(f"{LEAD}No one was injured in {town}, and 157 people fled.", "b")
    doctors = Claimant("doctors", None, "group", "MED", None)
    denial.claim(f"No one was injured in {town}", "doctors", claimant=doctors)
    denial.place(town, name=town, geonames=1 if town == "Lviv" else 2)
    for page in (hurt, denial):
        page.figure("157 people", "displaced", 157, 157)
    assert [each.relation for each in joined(hurt.reading(), denial.reading()).contradictions] == relations


SPEAKERS = tuple(
    Speaker(name, Claimant(name, None, "organisation", None, "PL"), state, outlet, voice=name, office=state)
    for name, state, outlet in (("Harbour Office", "PL", False), ("Outlet b", None, True))
)
EVERY = (misquoted, digit_slip, crowds, parts, beyond_the_whole, beyond_the_usual, ranges)


def told_by(choice: random.Random) -> SpokenAccount:
    """An account of any people, of a few days and speakers."""
    speaker = choice.choice(SPEAKERS)
    value = choice.choice((None, 20.0, 112.0, 121.0, 900.0))
    document = choice.choice("abc")
    account = Account(
        id=f"account-{choice.random()}",
        occurrence="occurrence",
        claimant=speaker.claimant,
        measure=choice.choice(("killed", "killed", "protesters", "other")),
        low=value,
        high=value,
        bound=choice.choice(("exact", "about", "vague")),
        as_of=choice.choice((None, "2022-01-06")),
        certainty="asserted",
        evidence=(),
        documents=(document,),
        origins=1,
        supersedes=None,
        status="current",
        sides=(),
    )
    return SpokenAccount(
        account=account,
        figures=(Written("Pilots of Gdynia fell.", document).figure("Pilots", "killed", value, value),),
        speaker=speaker,
        sides=choice.choice((frozenset({EVERYONE}), frozenset({EXCESS}), frozenset({"security"}))),
        scope=choice.choice(("", "", "Gdynia")),
        day=choice.choice((None, 738000, 738001, 738009)),
        manner=choice.choice(("", "", "drown")),
        whole=choice.choice((None, None, 1000.0, 2000.0)),
        relayed_by=choice.choice(("", "", "Outlet b")),
    )


@pytest.mark.parametrize("seed", range(40))
def test_rules_that_are_not_asked_of_two_numbers_have_no_answer(seed: int) -> None:
    choice = random.Random(seed)
    for one, other in combinations([told_by(choice) for _ in range(25)], 2):
        if one.value != other.value:
            asked = rules_for(one, other)
            may_differ = are_disjoint(one, other) or one.account.measure == "protesters"
            assert not (asked and not may_differ)
            for first, last in (one, other), (other, one):
                assert not may_differ or not any(rule(first, last) for rule in EVERY if rule not in asked)


def test_all_doubts_of_a_pair_are_told_in_one_place() -> None:
    one, other = (told_by(random.Random(seed)) for seed in (1, 2))
    narrower = Disagreement("exclusive", "modifier_loss", "a dozen here, 12 there", ("narrower_name",))
    found = recorded(*_in_two_occurrences(one, other, narrower))
    assert found.why.count("less sure") == 1
    assert found.sureness < recorded(one, other, narrower).sureness < 1
