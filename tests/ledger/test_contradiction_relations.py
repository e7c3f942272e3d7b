"""In which way two numbers do not agree, on readings made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.ledger.accounts.digit_slips import has_slipped
from reportedly.ledger.accounts.doubts import is_aside
from reportedly.records import Reading, When

from .counts_by_hand import count, joined
from .samples import Written


def relations(*readings: Reading) -> list[str]:
    return sorted(each.relation for each in joined(*readings).contradictions)


def of_no_state(reading: Reading) -> Reading:
    """The same, told by who speaks for no state."""
    claims = (replace(c, claimant=c.claimant and replace(c.claimant, sector=None)) for c in reading.claims)
    return replace(reading, claims=tuple(claims))


UNIVERSITY = ("Altai University", "altai-university")


class TestMoreThanUsual:
    """What a study finds beyond the deaths of other years is another count than of those who were found."""

    def test_beside_the_certified_dead_of_its_report(self) -> None:
        page = Written(
            "The frost cost 2,310 excess deaths, while 64 dead are certified.", "a", published="2022-03-01"
        )
        page.figure("2,310", "killed", 2310, 2310, group="excess deaths")
        page.figure("64 dead", "killed", 64, 64, group="dead", total=True)
        assert relations(page.reading()) == ["measure_drift"]

    def test_two_estimates_are_no_toll_that_grew(self) -> None:
        one = count(
            "a", "2022-03-01", "2,310 excess deaths of 9,871", "killed", 2310, 2310, group="excess deaths"
        )
        other = count(
            "b",
            "2022-03-08",
            "1,155 excess deaths of 9,871",
            "killed",
            1155,
            1155,
            group="excess deaths",
            by=UNIVERSITY,
        )
        assert relations(one, other) == ["scope"]

    def test_told_on_as_the_dead_it_has_lost_a_word(self) -> None:
        one = count(
            "a", "2022-03-01", "2,310 excess deaths in all", "killed", 2310, 2310, group="excess deaths"
        )
        other = count("b", "2022-03-02", "2,310 people died", "killed", 2310, 2310, by=None)
        assert relations(one, other) == ["modifier_loss"]


class TestGroups:
    """Forty of one people are some of all, whoever counts all."""

    @pytest.mark.parametrize("group", ["Syrians", "refugees"])
    def test_some_of_all_disagree_with_nobody(self, group: str) -> None:
        one = count("a", "2022-01-06", "135 people of 1,234 were killed", "killed", 135, 135, group="people")
        other = count(
            "b",
            "2022-01-06",
            f"43 {group} of 1,234 were killed",
            "killed",
            43,
            43,
            group=group,
            by=UNIVERSITY,
        )
        assert relations(one, other) == []

    def test_most_of_all_are_all(self) -> None:
        one = count("a", "2022-01-06", "55 people of 1,234 were killed", "killed", 55, 55, group="people")
        other = count(
            "b",
            "2022-01-06",
            "43 migrants of 1,234 were killed",
            "killed",
            43,
            43,
            group="migrants",
            by=UNIVERSITY,
        )
        assert relations(one, other) == ["conflict"]

    def test_refugees_may_be_of_any_people(self) -> None:
        one = count("a", "2022-01-06", "43 refugees of 1,234 were killed", "killed", 43, 43, group="refugees")
        other = count("b", "2022-01-06", "43 Syrians of 1,234 were killed", "killed", 43, 43, group="Syrians")
        assert relations(one, other) == []


class TestContradictions:
    def test_at_least_8_and_18_agree(self) -> None:
        one = count("a", "2022-01-06", "at least 8 officers of 1,234 were killed", "killed", 8, None)
        other = count("b", "2022-01-06", "18 officers of 1,234 were killed", "killed", 18, 18)
        assert relations(one, other) == []

    def test_two_speakers_at_one_time(self) -> None:
        one = count("a", "2022-01-09", "5135 people were detained", "arrested", 5135, 5135)
        other = count(
            "b",
            "2022-01-09",
            "5969 people were detained",
            "arrested",
            5969,
            5969,
            by=("Press Office", "kaz-press"),
        )
        third = count("c", "2022-01-09", "5969 people were detained", "arrested", 5969, 5969)
        assert relations(one, other, third) == ["conflict"]

    def test_one_disagreement_of_many_speakers_is_told_once(self) -> None:
        one = count("a", "2022-01-09", "5135 people were detained", "arrested", 5135, 5135)
        others = [
            count(n, "2022-01-09", "5969 were detained", "arrested", 5969, 5969, by=(f"Office {n}", f"k-{n}"))
            for n in "bcd"
        ]
        (found,) = joined(one, *others).contradictions
        assert all(f"Office {name}" in found.why for name in "bcd")

    def test_an_office_of_a_town_counts_in_its_town(self) -> None:
        by = ("Almaty Health Department", "almaty-health")
        tail = "came in, 1,234 of all"
        town = count("a", "2022-01-05", f"137 officers {tail}", "injured", 137, 137, by=by, group="officers")
        whole = count("b", "2022-01-05", f"95 officers {tail}", "injured", 95, 95, group="officers")
        pages = [
            count(n, "2022-01-05", f"95 officers in {p} {tail}", "injured", 95, 95, place=p, group="officers")
            for n, p in (("c", "Almaty"), ("d", "Aktobe"))
        ]
        aktobe = replace(pages[1].places[0], name="Aktobe", latitude=50.28, longitude=57.17)
        pages[1] = replace(pages[1], places=(aktobe,))
        found = joined(town, whole, *pages).contradictions
        (told,) = (each for each in found if each.relation == "scope" and "137" in each.why)
        assert "in Almaty" in told.why

    def test_dozens_are_not_corrected(self) -> None:
        one = count("a", "2022-01-05", "dozens of officers of 1,234 died", "killed", 24, None, bound="vague")
        other = count("b", "2022-01-08", "20 officers of 1,234 died", "killed", 20, 20)
        assert relations(one, other) == []

    def test_a_first_day_counts_by_the_hour(self) -> None:
        one = count("a", "2022-01-05", "41 officers of 1,234 died", "killed", 41, 41)
        other = count(
            "b", "2022-01-05", "95 officers of 1,234 died", "killed", 95, 95, by=("Clinic", "clinic")
        )
        assert relations(one, other) == ["update"]

    @pytest.mark.parametrize(
        ("by", "relation"),
        [
            (("Exiles", "exiles"), "conflict"),  # another side's number is no news of the ministry's
            (None, "update"),  # an outlet has its number from somebody
            (("Clinic", "clinic"), "update"),  # of the same state
        ],
    )
    def test_who_goes_on_from_the_morning(self, by: tuple[str, str] | None, relation: str) -> None:
        one = count("a", "2022-01-05T08:00:00Z", "21 officers of 1,234 died", "killed", 21, 21)
        other = count("b", "2022-01-05T16:00:00Z", "63 officers of 1,234 died", "killed", 63, 63, by=by)
        other = of_no_state(other) if by == ("Exiles", "exiles") else other
        assert relations(one, other) == [relation]

    def test_rounded_numbers_are_no_slips(self) -> None:
        one = count("a", "2022-01-05", "2000 people were detained", "arrested", 2000, 2000)
        other = count("b", "2022-01-05", "2500 people were held", "arrested", 2500, 2500, by=("Desk", "desk"))
        assert "digit_slip" not in relations(one, other)

    def test_a_later_number_is_an_update(self) -> None:
        one = count("a", "2022-01-09", "5135 people were detained", "arrested", 5135, 5135)
        other = count("b", "2022-01-10", "7939 people were detained", "arrested", 7939, 7939)
        assert relations(one, other) == ["update"]

    @pytest.mark.parametrize(
        ("by", "relation"),
        [
            (("Exiles", "exiles"), "conflict"),  # another side stands by its number
            (None, "stale"),  # an outlet tells on what it heard first
        ],
    )
    def test_days_later_fewer_are_counted(self, by: tuple[str, str] | None, relation: str) -> None:
        one = count("a", "2022-01-05", "95 officers of 1,234 died", "killed", 95, 95)
        other = count("b", "2022-01-08", "41 officers of 1,234 died", "killed", 41, 41, by=by)
        exiles = tuple(
            replace(c, claimant=c.claimant and replace(c.claimant, sector=None)) for c in other.claims
        )
        assert relations(one, replace(other, claims=exiles)) == [relation]

    @pytest.mark.parametrize(
        ("words", "low", "relation"),
        [
            ("Forty-one miners were hurt in the shaft at Kola", 41, "digit_slip"),
            ("Forty-four miners were hurt in the shaft at Kola", 44, "update"),  # the same words, counted on
            ("Rescuers found that 41 miners had been hurt", 41, "update"),  # other words
        ],
    )
    def test_digits_turned_round_in_a_copy(self, words: str, low: int, relation: str) -> None:
        one = count("a", "2022-01-10", "Fourteen miners were hurt in the shaft at Kola", "injured", 14, 14)
        other = count("b", "2022-01-10", words, "injured", low, low)
        assert relations(one, other) == [relation]
        statuses = {account.status for account in joined(one, other).accounts}
        assert ("revised" in statuses) == (relation == "update")

    def test_a_digit_slip(self) -> None:
        one = count("a", "2022-01-10", "7939 people were detained", "arrested", 7939, 7939)
        other = count("b", "2022-01-10", "7989 people were detained", "arrested", 7989, 7989)
        assert relations(one, other) == ["digit_slip"]

    def test_a_number_taken_back_has_lost_no_bound(self) -> None:
        one = count("a", "2022-01-07", "up to 40 people died", "killed", None, 40)
        other = count("b", "2022-01-08", "40 people died", "killed", 40, 40, certainty="denied")
        assert "modifier_loss" not in relations(one, other)

    def test_a_bound_that_was_lost(self) -> None:
        one = count("a", "2022-01-07", "up to 20,000 bandits attacked", "protesters", None, 20000)
        other = count("b", "2022-01-08", "20,000 bandits attacked", "protesters", 20000, 20000)
        assert relations(one, other) == ["modifier_loss"]

    @pytest.mark.parametrize(
        ("bounds", "days", "lost"),
        [
            (("at_most", "exact"), (7, 8), True),
            (("less_than", "exact"), (7, 8), True),
            (("at_most", "about"), (7, 7), True),
            (("exact", "at_most"), (7, 8), False),  # who adds "up to" has become careful
            (("at_most", "at_most"), (7, 8), False),
            (("at_least", "exact"), (7, 8), False),  # "at least" is met by the number
        ],
    )
    def test_which_bounds_are_lost(self, bounds: tuple[str, str], days: tuple[int, int], lost: bool) -> None:
        ends = {"at_most": (None, 4321), "less_than": (None, 4321), "at_least": (4321, None)}
        words = "4,321 bandits attacked"
        one, other = (
            count(name, f"2022-01-0{day}", words, "protesters", *ends.get(bound, (4321, 4321)), bound=bound)
            for name, bound, day in zip("ab", bounds, days, strict=True)
        )
        assert ("modifier_loss" in relations(one, other)) == lost

    def test_one_number_under_names_that_exclude_one_another(self) -> None:
        one = count("a", "2022-01-07", "26 gunmen were killed", "killed", 26, 26, group="gunmen")
        other = count(
            "b", "2022-01-07", "26 demonstrators were killed", "killed", 26, 26, group="demonstrators"
        )
        assert relations(one, other) == ["label"]

    def test_names_that_were_added_on_the_way(self) -> None:
        one = count("a", "2022-01-15", "119 officers died", "killed", 119, 119, group="officers")
        other = count(
            "b",
            "2022-01-16",
            "119 officers and civilians died",
            "killed",
            119,
            119,
            group="officers and civilians",
        )
        assert relations(one, other) == ["relay_error"]

    def test_a_number_under_another_measure(self) -> None:
        one = count("a", "2022-01-15", "4578 people were victims", "casualties", 4578, 4578, group="people")
        other = count("b", "2022-01-15", "4578 people were injured", "injured", 4578, 4578, group="people")
        assert relations(one, other) == ["measure_drift"]

    @pytest.mark.parametrize(
        ("one", "other", "slipped"),
        [
            ("317", "137", True),
            ("7939", "7989", True),
            ("7939", "9939", False),
            ("12", "21", True),
            ("8", "9", False),
        ],
    )
    def test_slips(self, one: str, other: str, slipped: bool) -> None:
        assert has_slipped(one, other) is slipped


class TestInquiries:
    """What is counted months later is compared with what others counted in the year before."""

    def test_past_the_count_of_another_day(self) -> None:
        exiles = count(
            "a", "2022-03-01", "817 dead in the unrest", "killed", 817, 817, by=("Exiles", "exiles")
        )
        between = count("b", "2022-03-05", "819 dead in the unrest", "killed", 819, 819, by=None)
        ministry = count("c", "2022-03-09", "607 dead in the unrest", "killed", 607, 607)
        told = [each.why for each in joined(of_no_state(exiles), between, ministry).contradictions]
        assert any("817" in why and "607" in why and "another side" in why for why in told)

    def test_growth_is_told_step_by_step(self) -> None:
        one = count("a", "2022-03-01", "632 dead of the sit-in", "killed", 632, 632)
        between = count("b", "2022-03-05", "641 dead of the sit-in", "killed", 641, 641)
        other = count("c", "2022-03-09", "650 dead of the sit-in", "killed", 650, 650)
        assert relations(one, between, other) == ["update", "update"]


EXILES, COUNCIL = ("Exiles", "exiles"), ("Council", "council")


class TestCountedAnew:
    """Who counts when counting had ended counts anew."""

    @pytest.mark.parametrize(("between", "wanted"), [(None, "conflict"), ("2022-06-20", "update")])
    def test_more_by_another_side(self, between: str | None, wanted: str) -> None:
        first = count("a", "2022-01-06", "611 dead of the sit-in", "killed", 611, 611, by=COUNCIL)
        one = count("b", "2022-06-01", "632 dead of the sit-in", "killed", 632, 632, by=COUNCIL)
        other = count("c", "2022-07-09", "817 dead of the sit-in", "killed", 817, 817, by=EXILES)
        more = [count("d", "2022-01-20", "622 dead of the sit-in", "killed", 622, 622, by=COUNCIL)]
        if between:  # somebody counts in every month
            days = ("2022-02-10", "2022-03-05", "2022-04-01", "2022-04-28", "2022-05-20", between)
            more += [
                count(f"e{number}", day, f"{623 + number} dead of the sit-in", "killed", 623 + number,
                      623 + number, by=COUNCIL)
                for number, day in enumerate(days)
            ]  # fmt: skip
        told = joined(*(of_no_state(each) for each in (first, *more, one, other)))
        kinds = {each.relation for each in told.contradictions if "817" in each.why}
        assert kinds == {wanted}


class TestAtLeast:
    """One side's "at least" is no more than it says, beside what another side counts."""

    @pytest.mark.parametrize(
        ("low", "high", "by", "wanted"),
        [
            (400, None, EXILES, ["conflict"]),
            (180, None, EXILES, []),  # nearly as many
            (400, None, COUNCIL, []),  # the same side
            (400, None, None, []),  # nobody with a name
        ],
    )
    def test_far_more(self, low: int, high: int | None, by: tuple[str, str], wanted: list[str]) -> None:
        one = count("a", "2022-01-06", "at least 149 of 1,234 died", "killed", 149, None, by=COUNCIL)
        other = count(
            "b", "2022-01-06", f"over {low} of 1,234 died", "killed", low, high, bound="more_than", by=by
        )
        found = joined(of_no_state(one), of_no_state(other)).contradictions
        assert [each.relation for each in found if not is_aside(each)] == wanted


class TestLaterDays:
    """What happened on a later day is no part of what was counted before it."""

    @pytest.mark.parametrize(("total", "wanted"), [(False, []), (None, ["conflict"])])
    def test_of_one_day(self, total: bool | None, wanted: list[str]) -> None:
        one = count("a", "2022-01-06", "138 of 1,234 died", "killed", 138, 138, by=EXILES)
        friday = When("2022-01-09", "2022-01-09", "day", "stated")
        other = count(
            "b", "2022-01-09", "96 of 1,234 died", "killed", 96, 96, by=COUNCIL, total=total, when=friday
        )
        assert relations(of_no_state(one), of_no_state(other)) == wanted
