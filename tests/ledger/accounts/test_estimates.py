"""One number by a named rule: what each rule takes, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportedly.ledger.accounts.estimates import (
    RULES,
    Counting,
    acled_conservative,
    estimates_of,
    iraq_body_count,
    largest_official,
    ucdp,
)
from reportedly.ledger.traits.sides import EVERYONE
from reportedly.records import Account, Claimant

WHOLE = frozenset({EVERYONE})
POLICE = frozenset({"security"})


def said(
    who: str,
    low: float | None,
    high: float | None,
    *documents: str,
    sides: frozenset[str] = WHOLE,
    total: bool = False,
    sector: str | None = None,
    origins: dict[str, int] | None = None,
    **fields: Any,
) -> Counting:
    claimant = Claimant(who, None, "organisation", sector, "KAZ")
    about: dict[str, Any] = {"certainty": "reported", "status": "current", "measure": "killed", **fields}
    account = Account(
        f"account-{who}-{low}-{high}",
        "occurrence-1",
        claimant,
        about["measure"],
        low,
        high,
        "exact",
        None,
        about["certainty"],
        (),
        documents,
        1,
        None,
        about["status"],
        tuple(sorted(sides)),
    )
    return Counting(account, total, origins or dict.fromkeys(documents, 1))


MINISTRY = said("ministry", 164, None, "a", sector="GOV")
DOCTORS = said("doctors", 225, 225, "b")


def test_a_part_is_no_least_count_of_all() -> None:
    hurt = {"measure": "injured"}
    whole = [said("ministry", 88, 88, "a", **hurt), said("doctors", 88, 88, "b", **hurt)]
    part = replace(said("ministry", 12, 12, "a", **hurt), part=True)
    told = iraq_body_count([*whole, part], "injured")
    assert (told.low, told.high) == (88, 88)


def test_the_range_of_independent_origins_has_no_best_where_they_differ() -> None:
    told = ucdp([MINISTRY, DOCTORS], "killed")
    assert (told.rule, told.low, told.best, told.high) == ("UCDP low/best/high", 164, None, 225)
    assert told.origins == 2


def test_best_is_what_two_origins_agree_on() -> None:
    assert ucdp([DOCTORS, said("ministry", 225, 225, "a")], "killed").best == 225
    assert ucdp([DOCTORS], "killed").best is None


def test_a_slip_in_one_copy_makes_no_range() -> None:
    right = said("ministry", 164, 164, "a", "b", origins={"a": 2})
    slip = said("ministry", 16, 16, "c", origins={"a": 1})
    told = ucdp([right, slip], "killed")
    assert (told.low, told.high) == (164, 164)


def test_an_open_range_that_reaches_further_leaves_the_high_end_open() -> None:
    assert ucdp([said("a", 300, None, "a"), DOCTORS], "killed").high is None


def test_doubted_and_retracted_figures_take_no_part() -> None:
    gone = [said("x", 1, 1, "x", status="retracted"), said("y", 2, 2, "y", certainty="unconfirmed")]
    told = acled_conservative([*gone, MINISTRY, DOCTORS], "killed")
    assert (told.low, told.accounts) == (164, (MINISTRY.account.id, DOCTORS.account.id))


def test_revised_figures_take_no_part() -> None:
    assert (
        acled_conservative([said("ministry", 26, 26, "x", status="revised"), MINISTRY], "killed").low == 164
    )


def test_a_part_is_not_compared_with_the_whole() -> None:
    police = said("ministry", 18, 18, "a", sides=POLICE)
    assert acled_conservative([police, DOCTORS], "killed").low == 225
    assert acled_conservative([police], "killed").low == 18


def test_parts_have_no_common_high_end() -> None:
    parts = [said("a", 18, 18, "a", sides=POLICE), said("b", 26, 26, "b", sides=frozenset({"attackers"}))]
    told = ucdp(parts, "killed")
    assert (told.low, told.high) == (18, None)


def test_what_is_as_large_as_a_running_total_is_no_single_incident() -> None:
    told = [said("a", 21, 21, "a", total=True), said("b", 27, 27, "b"), said("c", 2, 2, "c")]
    assert (ucdp(told, "killed").low, ucdp(told, "killed").high) == (21, 27)


def test_a_single_incident_is_no_running_total() -> None:
    assert (
        acled_conservative([said("a", 2, 2, "a"), said("b", 225, 225, "b", total=True)], "killed").low == 225
    )


def test_up_to_three_has_no_lower_bound() -> None:
    told = acled_conservative([said("residents", None, 3, "a")], "killed")
    assert told.low is None


class TestIraqBodyCount:
    def test_two_independent_texts_are_needed(self) -> None:
        assert iraq_body_count([DOCTORS], "killed").low is None
        told = iraq_body_count([MINISTRY, DOCTORS], "killed")
        assert (told.low, told.best, told.high) == (164, None, 225)

    def test_only_civilians_are_counted(self) -> None:
        told = iraq_body_count([MINISTRY, DOCTORS, said("army", 9, 9, "c", sides=POLICE)], "killed")
        assert told.low == 164


class TestLargestOfficial:
    def test_only_offices_of_states_count(self) -> None:
        earlier = said("health ministry", 103, 103, "c", sector="GOV")
        told = largest_official([MINISTRY, DOCTORS, earlier], "killed")
        assert (told.low, told.high, told.rule) == (164, None, "largest official")

    def test_without_an_office_there_is_none(self) -> None:
        assert largest_official([DOCTORS], "killed").low is None


def test_estimates_bear_the_name_of_their_rule_and_only_where_there_is_one() -> None:
    told = list(estimates_of([MINISTRY, DOCTORS, said("clinic", None, None, "d", measure="injured")]))
    assert [each.rule for each in told] == [
        "UCDP low/best/high",
        "ACLED conservative",
        "Iraq Body Count min-max",
        "largest official",
    ]
    assert len(RULES) == 4


def test_acled_and_ucdp_count_the_dead_alone() -> None:
    hurt = [said("clinic", 9, 9, "d", measure="injured"), said("police", 9, 9, "e", measure="injured")]
    assert [each.rule for each in estimates_of(hurt)] == ["Iraq Body Count min-max"]


def test_nobody_counts_and_no_rule_has_an_answer() -> None:
    assert [rule([], "killed").low for rule in RULES.values()] == [None] * 4
