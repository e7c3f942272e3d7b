"""Whose a number is that is told by somebody with a name and by others whom only a description names."""

from __future__ import annotations

import pytest

from reportedly.records import Claimant, Reading

from ..counts_by_hand import joined
from ..samples import Written

Told = tuple[str, str | None, str | None, str | None]
"""The words for who tells a number, its key, its type and its sector."""

LEADER: Told = ("Amara Diallo, who heads the Harvest party", "person:amara-diallo", "person", None)
RIVAL: Told = ("Issa Traore, who heads the Ocean party", "person:issa-traore", "person", None)
PARTY: Told = ("an opposition party", None, "organisation", "OPP")
OPPOSITION: Told = ("the opposition", None, "organisation", "OPP")
DOCTOR: Told = ("a doctor", None, "person", "MED")
PHYSICIAN: Told = ("a physician", None, "person", "MED")
SURGEON: Told = ("Lena Orlik, a doctor at the clinic", "person:lena-orlik", "person", "MED")
NURSE: Told = ("a nurse", None, "person", "MED")
REBELS: Told = ("the rebels", None, "group", "REB")
REBEL_LEADER: Told = ("Omar Sahl of the rebels", "person:omar-sahl", "person", "REB")
UNION: Told = ("a union", None, "organisation", "LAB")
MINERS: Told = ("the Mali miners' union", "org:mali-miners-union", "organisation", "LAB")
RESIDENTS: Told = ("residents", None, "group", "CVL")
SPOKESMAN: Told = ("a spokesman", None, "role", None)
HARBOUR: Told = ("Tom Beck, spokesman of the harbour", "person:tom-beck", "person", "BUS")


def page(name: str, teller: Told, *numbers: int, day: str = "05") -> Reading:
    """A page on which somebody tells how many were killed, and with two numbers how many were hurt."""
    words, key, kind, sector = teller
    measures = dict(zip(("killed", "injured"), numbers, strict=False))
    told = [f"{number} people were {measure}" for measure, number in measures.items()]
    made = Written(
        f"{words} said so. {'; '.join(told)}.", name, published=f"2022-01-{day}", publisher=f"Outlet {name}"
    )
    bare = words.partition(",")[0].partition(" of ")[0].removeprefix("an ").removeprefix("a ")
    who = Claimant(bare.removeprefix("the "), key, kind, sector, "KAZ" if key else None)  # type: ignore[arg-type]
    for sentence, (measure, number) in zip(told, measures.items(), strict=True):
        claim = made.claim(sentence, bare, claimant=who, source=(made.extent(words),))
        made.figure(sentence, measure, number, number, claim=claim.id)
    return made.reading()


def tellers(*pages: Reading) -> set[tuple[str, ...]]:
    """The documents of each account of the dead."""
    return {each.documents for each in joined(*pages).accounts if each.measure == "killed"}


@pytest.mark.parametrize(
    ("named", "vaguer"),
    [
        (LEADER, PARTY),
        (PARTY, OPPOSITION),
        (DOCTOR, PHYSICIAN),
        (NURSE, PHYSICIAN),
        (SURGEON, DOCTOR),
        (REBEL_LEADER, REBELS),
        (MINERS, UNION),
    ],
)
@pytest.mark.parametrize("number", [745, 1164, 96])
def test_an_odd_number_under_a_vaguer_description_is_one_account(
    named: Told, vaguer: Told, number: int
) -> None:
    assert tellers(page("a", named, number), page("b", vaguer, number, day="06")) == {("a", "b")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LEADER, RIVAL),  # both have names
        (LEADER, RESIDENTS),
        (DOCTOR, OPPOSITION),
        (REBELS, PARTY),
        (HARBOUR, SPOKESMAN),  # everybody has a spokesman
        (SURGEON, UNION),
    ],
)
def test_who_is_not_the_other_described_less_fully_counts_for_himself(one: Told, other: Told) -> None:
    assert tellers(page("a", one, 745), page("b", other, 745)) == {("a",), ("b",)}


@pytest.mark.parametrize("number", [500, 2000, 15, 6000])
def test_a_number_that_others_tell_by_chance_joins_nobody(number: int) -> None:
    assert tellers(page("a", DOCTOR, number), page("b", PHYSICIAN, number)) == {("a",), ("b",)}


def test_two_round_numbers_of_two_measures_are_one_teller() -> None:
    assert tellers(page("a", DOCTOR, 500, 2000), page("b", PHYSICIAN, 500, 2000)) == {("a", "b")}
    assert tellers(page("a", DOCTOR, 500, 2000), page("b", PHYSICIAN, 500, 3000)) == {("a",), ("b",)}


def test_days_later_it_is_told_anew() -> None:
    assert tellers(page("a", DOCTOR, 745), page("b", PHYSICIAN, 745, day="15")) == {("a",), ("b",)}


def test_a_description_that_fits_two_with_names_is_neither() -> None:
    pages = page("a", LEADER, 745), page("b", RIVAL, 745), page("c", PARTY, 745)
    assert tellers(*pages) == {("a",), ("b",), ("c",)}


def test_the_account_is_of_the_one_who_has_a_name() -> None:
    (account,) = joined(page("a", PARTY, 745), page("b", LEADER, 745, day="06")).accounts
    assert account.claimant is not None
    assert account.claimant.name == "Amara Diallo"
