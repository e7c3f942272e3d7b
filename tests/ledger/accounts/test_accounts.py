"""Who says how many, as of when, on readings made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ..counts_by_hand import MINISTRY, count, joined
from ..samples import Written


class TestAccounts:
    def test_one_number_of_one_speaker_is_one_account(self) -> None:
        one = count("a", "2022-01-05", "over 200 people were detained", "arrested", 200, None)
        other = count("b", "2022-01-05", "more than 200 people were held", "arrested", 200, None)
        (account,) = joined(one, other).accounts
        assert account.documents == ("a", "b")

    def test_who_only_carries_a_number_is_no_second_claimant(self) -> None:
        told = count("a", "2022-01-05", "217 people were detained", "arrested", 217, 217)
        carried = count("b", "2022-01-06", "217 people were detained", "arrested", 217, 217, by=None)
        later = count("c", "2022-02-05", "217 people were detained", "arrested", 217, 217, by=None)
        found = {account.documents: account for account in joined(told, carried, later).accounts}
        assert set(found) == {("a", "b"), ("c",)}
        assert found["a", "b"].claimant.name == "Interior Ministry"

    def test_outlets_without_an_office_speak_for_themselves(self) -> None:
        pages = [count(n, "2022-01-05", "217 were held", "arrested", 217, 217, by=None) for n in ("a", "b")]
        assert len(joined(*pages).accounts) == 2

    def test_a_round_number_is_carried_for_nobody(self) -> None:
        told = count("a", "2022-01-05", "over 200 of 1,234 died", "killed", 200, None)
        other = count("b", "2022-01-06", "over 200 of 1,234 died there", "killed", 200, None, by=None)
        assert len([each for each in joined(told, other).accounts if each.low == 200]) == 2

    def test_a_number_that_two_states_give_is_carried_for_neither(self) -> None:
        told = count("a", "2022-01-05", "217 people were detained", "arrested", 217, 217)
        other = replace(told.claims[0].claimant, name="Foreign Office", key="gbr-office", country="GBR")
        second = count("b", "2022-01-05", "217 people were detained", "arrested", 217, 217)
        second = replace(second, claims=(replace(second.claims[0], claimant=other),))
        carried = count("c", "2022-01-05", "217 people were detained", "arrested", 217, 217, by=None)
        assert len(joined(told, second, carried).accounts) == 3

    def test_later_numbers_go_on_from_earlier_ones(self) -> None:
        numbers = [("a", "2022-01-05", 200), ("b", "2022-01-07", 3000), ("c", "2022-01-09", 5135)]
        found = joined(
            *[count(n, d, f"{v} people were detained", "arrested", v, v) for n, d, v in numbers]
        ).accounts
        by_value = {account.low: account for account in found}
        assert by_value[5135].supersedes == by_value[3000].id
        assert by_value[3000].supersedes == by_value[200].id
        assert [by_value[v].status for v in (200, 3000, 5135)] == ["revised", "revised", "current"]

    @pytest.mark.parametrize(
        "hours",
        [
            ("2022-01-06T00:30+06:00", "2022-01-05T20:00Z"),
            ("2022-01-06T06:00+06:00", "2022-01-06T01:00Z"),  # midnight UTC is an hour like others there
        ],
    )
    def test_reports_follow_one_another_by_the_clock_of_one_place(self, hours: tuple[str, str]) -> None:
        told = zip(("a", "b"), hours, (19, 12), strict=True)
        pages = [count(name, hour, f"{n} people were killed", "killed", n, n) for name, hour, n in told]
        first, last = sorted(joined(*pages).accounts, key=lambda account: account.documents)
        assert (first.status, last.status, last.supersedes) == ("revised", "current", first.id)

    def test_a_change_is_told_in_the_order_of_the_clock(self) -> None:
        hours = (("a", "2022-01-06T00:30+06:00", 12), ("b", "2022-01-05T20:00Z", 19))
        (found,) = joined(
            *[count(name, hour, f"{n} people were killed", "killed", n, n) for name, hour, n in hours]
        ).contradictions
        assert found.relation == "update"
        assert found.why.endswith("the number grew")

    def test_a_number_whose_digits_were_exchanged_follows_nothing(self) -> None:
        numbers = [("a", "2022-01-05", 130), ("b", "2022-01-06", 146), ("c", "2022-01-06", 164)]
        collection = joined(
            *[count(n, d, f"{v} people were injured", "injured", v, v) for n, d, v in numbers]
        )
        found = {account.low: account for account in collection.accounts}
        assert found[146].supersedes == found[164].supersedes == found[130].id
        assert [found[value].status for value in (130, 146, 164)] == ["revised", "current", "current"]
        slips = [each for each in collection.contradictions if each.relation == "digit_slip"]
        assert [{each.left, each.right} for each in slips] == [{found[146].id, found[164].id}]

    @pytest.mark.parametrize("told_twice", [146, 164])
    def test_a_series_goes_on_from_the_number_that_more_reports_tell(self, told_twice: int) -> None:
        numbers = [("a", "2022-01-06", 146), ("b", "2022-01-06", 164), ("c", "2022-01-06", told_twice)]
        pages = [("d", "2022-01-07", 200), *numbers]
        collection = joined(*[count(n, d, f"{v} people were injured", "injured", v, v) for n, d, v in pages])
        found = {account.low: account for account in collection.accounts}
        assert found[200].supersedes == found[told_twice].id

    def test_a_denied_number_stays_and_is_marked(self) -> None:
        told = count("a", "2022-01-09", "164 people were killed", "killed", 164, 164)
        page = Written("The ministry denied that 164 people were killed there.", "b", published="2022-01-10")
        claim = page.claim("164 people were killed", *MINISTRY, stance="denies", certainty="denied")
        page.figure("164 people", "killed", 164, 164, claim=claim.id)
        later = count("c", "2022-01-16", "164 people lost their lives", "killed", 164, 164, by=None)
        collection = joined(told, page.reading(), later)
        told = [account for account in collection.accounts if account.measure == "killed"]
        assert {account.status for account in told} == {"retracted", "denied"}
        assert [a.claimant.name for a in collection.accounts if a.certainty == "denied" and a.measure is None]
        assert "retracted_in_use" in {each.relation for each in collection.contradictions}

    def test_a_number_that_its_own_speaker_calls_wrong_is_none_of_theirs(self) -> None:
        first = count("a", "2022-01-09", "six people were killed", "killed", 6, 6)
        other = count("b", "2022-01-10", "nine people were killed", "killed", 9, 9, by=("Hospital", None))
        wrong = count("c", "2022-01-11", "six people were killed", "killed", 6, 6)
        wrong = replace(wrong, figures=tuple(replace(each, certainty="denied") for each in wrong.figures))
        found = joined(first, other, wrong).accounts  # beside them who takes it back, a statement
        told = {account.low: account.status for account in found if account.measure}
        assert told[6] == "retracted"
        assert [account.status for account in joined(wrong).accounts] == ["denied"]
        assert not joined(wrong, other).contradictions
        assert {account.status for account in joined(wrong, other).accounts} == {"denied", "current"}
