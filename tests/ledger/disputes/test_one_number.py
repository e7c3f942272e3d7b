"""One number that two reports tell of different people, of other days, or with a word lost or added."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from reportedly.ledger.accounts.doubts import is_aside
from reportedly.records import Amount, Claimant, Reading

from ..samples import Written, day
from .test_disputes import joined

LEAD = "Dam wardens of Tocopilla met a notary in the old cannery, and the buses stood still. "

MINISTRY = Claimant("Health Ministry", "chl:health-ministry", "organisation", "GOV", "CHL")
NURSES = Claimant("nurses' committee", "chl:nurses-committee", "organisation", None, "CHL")
MEDICS = Claimant("nurses", None, "group", "MED", "CHL")
UNION = Claimant("Dockers' Union", "org:dockers-union", "organisation", "NGO", "CHL")
INQUIRY = Claimant("Salas inquiry", "org:salas-inquiry", "organisation", None, None)
MISSION = Claimant("Andes Watch", "org:andes-watch", "organisation", "NGO", None)


class Number(NamedTuple):
    """The words of a figure with what is found of it."""

    words: str
    low: float
    high: float | None
    by: Claimant | None = None
    group: str | None = "people"
    bound: str | None = None
    since: str | None = None
    until: str | None = None
    measure: str = "killed"


def told(name: str, published: str, text: str, *numbers: Number) -> Reading:
    page = Written(f"{LEAD}{text}", name, published=published, publisher=f"Outlet {name}")
    for each in numbers:
        claim = page.claim(each.words, "", claimant=each.by) if each.by else None
        fields = {"bound": each.bound} if each.bound else {}
        page.figure(
            each.words,
            each.measure,
            each.low,
            each.high,
            group=each.group,
            claim=claim.id if claim else None,
            total=True if each.since and not each.until else None,
            when=day(each.since, each.until or published) if each.since else None,
            **fields,
        )
    reading = page.reading()
    return replace(reading, amounts=tuple(map(number_alone, reading.amounts)))


def number_alone(amount: Amount) -> Amount:
    """Of "17 of them" the amount is the 17."""
    number = amount.quote.partition(" of them")[0]
    return replace(amount, end=amount.start + len(number), quote=number)


def found(*readings: Reading) -> list[tuple[str, str]]:
    """Those that are not set aside as a step, a part or what others tell better."""
    told = (each for each in joined(*readings).contradictions if not is_aside(each))
    return sorted((each.rule, each.relation) for each in told)


MORE_THAN_500 = told(
    "a",
    "2022-03-04",
    "More than 500 were hurt.",
    Number("More than 500", 500, None, NURSES, bound="more_than"),
)


class TestMoreThan:
    def test_it_is_told_on_as_the_number(self) -> None:
        other = told("b", "2022-03-05", "In all 500 were hurt.", Number("500", 500, 500, UNION))
        assert found(MORE_THAN_500, other) == [("exclusive", "modifier_loss")]

    @pytest.mark.parametrize("at", ["2022-03-03", "2022-03-09"])
    def test_a_number_of_before_or_long_after_is_no_copy(self, at: str) -> None:
        other = told("b", at, "In all 500 were hurt.", Number("500", 500, 500, UNION))
        assert ("exclusive", "modifier_loss") not in found(MORE_THAN_500, other)

    def test_at_least_so_many_may_be_so_many(self) -> None:
        one = told("a", "2022-03-04", "At least 500 were hurt.", Number("At least 500", 500, None, NURSES))
        other = told("b", "2022-03-05", "In all 500 were hurt.", Number("500", 500, 500, UNION))
        assert found(one, other) == []


def sureness(*readings: Reading) -> set[tuple[str, bool]]:
    """The relations between reports, each with whether nothing leaves it in doubt."""
    return {(each.relation, each.sureness == 1) for each in joined(*readings).contradictions}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (UNION, {("modifier_loss", False)}),  # which may have counted by itself
        (NURSES, {("modifier_loss", True)}),
        (None, {("modifier_loss", True)}),  # an outlet has it of others
    ],
)
def test_who_speaks_for_himself_may_have_counted_as_many(
    by: Claimant | None, expected: set[tuple[str, bool]]
) -> None:
    other = told("b", "2022-03-05", "In all 500 were hurt.", Number("500", 500, 500, by))
    assert sureness(MORE_THAN_500, other) == expected


class TestSomeOfAll:
    PART = told(
        "a",
        "2022-03-04",
        "The flood took 87 people. 17 of them died in the cannery.",
        Number("87 people", 87, 87, INQUIRY),
        Number("17 of them", 17, 17, INQUIRY),
    )

    def test_a_part_is_told_on_as_all(self) -> None:
        other = told("b", "2022-03-05", "The flood took 17 lives.", Number("17 lives", 17, 17, INQUIRY))
        assert ("exclusive", "relay_error") in found(self.PART, other)

    def test_another_speaker_may_have_counted_as_many(self) -> None:
        other = told("b", "2022-03-05", "The flood took 17 lives.", Number("17 lives", 17, 17, UNION))
        assert ("relay_error", False) in sureness(self.PART, other)

    def test_one_speakers_part_is_no_later_count(self) -> None:
        other = told("b", "2022-03-05", "The flood took 17 lives.", Number("17 lives", 17, 17, INQUIRY))
        assert "update" not in [relation for _, relation in found(self.PART, other)]

    def test_who_told_so_many_before_had_it_from_nobody(self) -> None:
        other = told("b", "2022-03-02", "The flood took 17 lives.", Number("17 lives", 17, 17, UNION))
        assert ("exclusive", "relay_error") not in found(self.PART, other)


class TestNesting:
    AMONG = told(
        "a",
        "2022-03-04",
        "They count 101 dead, including 40 bodies from the lake.",
        Number("101 dead", 101, 101, NURSES, None),
        Number("40 bodies", 40, 40, NURSES, "bodies"),
    )

    def test_among_becomes_beside(self) -> None:
        other = told(
            "b",
            "2022-03-05",
            "They count 101 dead. Another 40 bodies lay in the lake.",
            Number("101 dead", 101, 101, NURSES, None),
            Number("Another 40 bodies", 40, 40, NURSES, "bodies"),
        )
        assert found(self.AMONG, other) == [("exclusive", "relay_error")]

    def test_beside_those_who_were_left_it_is_no_other_count(self) -> None:
        other = told(
            "b",
            "2022-03-05",
            "They count 61 dead. Another 40 bodies lay in the lake.",
            Number("61 dead", 61, 61, NURSES, None),
            Number("Another 40 bodies", 40, 40, NURSES, "bodies"),
        )
        assert ("exclusive", "relay_error") not in found(self.AMONG, other)


class TestFewPeople:
    @staticmethod
    def few(name: str, at: str, by: Claimant, words: str, count: int = 4) -> Reading:
        return told(name, at, f"{words} died.", Number(words, count, count, by, words.rsplit(maxsplit=1)[-1]))

    def test_two_sides_call_them_what_excludes_the_other(self) -> None:
        one = self.few("a", "2022-03-04", UNION, "Four protesters")
        other = self.few("b", "2022-03-05", MINISTRY, "Four rioters")
        assert [relation for _, relation in found(one, other)] == ["label"]

    @pytest.mark.parametrize(
        ("at", "words", "count"),
        [
            ("2022-03-08", "Four rioters", 4),
            ("2022-03-05", "Four workers", 4),
            ("2022-03-05", "Five rioters", 5),
            ("2022-03-05", "Four soldiers", 4),  # who died on the other side
        ],
    )
    def test_they_may_be_others(self, at: str, words: str, count: int) -> None:
        one = self.few("a", "2022-03-04", UNION, "Four protesters")
        relations = [relation for _, relation in found(one, self.few("b", at, MINISTRY, words, count))]
        assert "label" not in relations

    def test_so_few_may_be_others_all_the_same(self) -> None:
        one = self.few("a", "2022-03-04", UNION, "Six civilians", 6)
        assert sureness(one, self.few("b", "2022-03-05", MINISTRY, "Six gunmen", 6)) == {("label", False)}

    def test_two_are_so_many_by_chance(self) -> None:
        one = self.few("a", "2022-03-04", UNION, "Two protesters", 2)
        assert found(one, self.few("b", "2022-03-05", MINISTRY, "Two rioters", 2)) == []

    def test_who_counts_all_beside_them_counts_protesters_as_people(self) -> None:
        """Nobody else is counted where the union counts: there they are everyone, but not against rioters."""
        one = self.few("a", "2022-03-04", UNION, "Four protesters")
        all_ = self.few("c", "2022-03-04", UNION, "Thirty people", 30)
        other = self.few("b", "2022-03-05", MINISTRY, "Four rioters")
        assert "label" in [relation for _, relation in found(one, all_, other)]


class TestBeginnings:
    @staticmethod
    def children(name: str, at: str, since: str) -> Reading:
        text = f"They count 19 children dead since {since}."
        return told(name, at, text, Number("19 children", 19, 19, UNION, "children", since=since))

    def test_one_number_since_two_days(self) -> None:
        found_here = found(
            self.children("a", "2022-03-04", "2022-02-28"), self.children("b", "2022-03-05", "2021-12-19")
        )
        assert found_here == [("exclusive", "scope")]

    def test_days_that_are_near_are_told_by_chance(self) -> None:
        near = self.children("b", "2022-03-05", "2022-02-27")
        assert found(self.children("a", "2022-03-04", "2022-02-28"), near) == []


class TestSpans:
    ONE = told(
        "a",
        "2022-04-04",
        "It found 87 dead.",
        Number("87 dead", 87, 87, INQUIRY, None, since="2022-03-03", until="2022-03-10"),
    )

    def test_of_other_days(self) -> None:
        other = told(
            "b",
            "2022-04-20",
            "It found 120 dead.",
            Number("120 dead", 120, 120, MISSION, None, since="2022-03-03", until="2022-03-18"),
        )
        assert found(self.ONE, other) == [("ranges_disjoint", "scope")]

    def test_of_the_same_days(self) -> None:
        other = told(
            "b",
            "2022-04-20",
            "It found 120 dead.",
            Number("120 dead", 120, 120, MISSION, None, since="2022-03-03", until="2022-03-10"),
        )
        assert ("ranges_disjoint", "scope") not in found(self.ONE, other)


class TestExchanged:
    MORE = told("a", "2022-03-04", "They count 108 dead.", Number("108 dead", 108, 108, NURSES, None))
    OFFICE = told("b", "2022-03-05", "It counts 61 dead.", Number("61 dead", 61, 61, MINISTRY, None))

    def test_the_offices_number_is_told_as_that_of_its_rivals(self) -> None:
        nurses = told("c", "2022-03-06", "Now they count 61 dead.", Number("61 dead", 61, 61, MEDICS, None))
        assert ("exclusive", "relay_error") in found(self.MORE, self.OFFICE, nurses)

    def test_others_may_count_as_the_office_does(self) -> None:
        dockers = Claimant("dockers", None, "group", "LAB", "CHL")
        others = told("c", "2022-03-06", "Now they count 61 dead.", Number("61 dead", 61, 61, dockers, None))
        assert ("exclusive", "relay_error") not in found(self.MORE, self.OFFICE, others)


def test_an_old_number_is_no_other_count() -> None:
    pages = (
        told("a", "2022-03-04", "In all 35 died.", Number("35", 35, 35, NURSES)),
        told("b", "2022-03-09", "In all 118 died.", Number("118", 118, 118, NURSES)),
        told("c", "2022-03-14", "In all 35 died.", Number("35", 35, 35)),
    )
    assert ("ranges_disjoint", "stale") in found(*pages)
    assert ("ranges_disjoint", "measure_drift") not in found(*pages)


def test_an_old_number_is_told_against_the_body_that_counted_more() -> None:
    """Though people without a name told that body's number later, and nearer to the old one."""
    pages = (
        told("a", "2022-03-04", "In all 35 died.", Number("35", 35, 35, UNION)),
        told("b", "2022-03-09", "In all 118 died.", Number("118", 118, 118, NURSES)),
        told("c", "2022-03-12", "In all 118 died.", Number("118", 118, 118, MEDICS)),
        told("d", "2022-03-15", "In all 35 died.", Number("35", 35, 35)),
    )
    collection = joined(*pages)
    (stale,) = [each for each in collection.contradictions if each.relation == "stale"]
    accounts = {account.id: account for account in collection.accounts}
    assert accounts[stale.left].documents == ("b",)


def test_who_went_on_is_told_though_another_says_it_later() -> None:
    one = told("a", "2022-03-04", "In all 46 died.", Number("46", 46, 46, MINISTRY))
    other = told("b", "2022-03-05", "In all 61 died.", Number("61", 61, 61, MINISTRY))
    third = told("c", "2022-03-07", "In all 61 died.", Number("61", 61, 61, UNION))
    collection = joined(one, other, third)
    (update,) = [each for each in collection.contradictions if each.relation == "update"]
    accounts = {account.id: account for account in collection.accounts}
    assert "b" in accounts[update.right].documents


class TestOnly:
    """Who says that there are no more gainsays whoever counts many times as many."""

    FORTY = told(
        "a",
        "2022-03-04",
        "They count 101 dead. Forty bodies lay in the lake.",
        Number("101 dead", 101, 101, NURSES, None),
        Number("Forty bodies", 40, 40, NURSES, "bodies"),
    )

    @pytest.mark.parametrize(
        ("words", "group", "expected"),
        [
            ("only two bodies", "bodies", True),
            ("two bodies", "bodies", False),
            ("only two boys", "boys", False),
        ],
    )
    def test_of_a_part(self, words: str, group: str, expected: bool) -> None:
        other = told(
            "b",
            "2022-03-05",
            f"It counts 46 dead, and {words} from the lake.",
            Number("46 dead", 46, 46, MINISTRY, None),
            Number(words, 2, 2, MINISTRY, group),
        )
        why = [each.why for each in joined(self.FORTY, other).contradictions if each.relation == "conflict"]
        assert any("Forty bodies" in each and words in each for each in why) is expected

    @pytest.mark.parametrize(("words", "expected"), [("only nine", ["conflict"]), ("nine", [])])
    def test_of_all(self, words: str, expected: list[str]) -> None:
        one = told("a", "2022-03-04", "In all 60 died.", Number("60", 60, 60, NURSES))
        other = told("b", "2022-03-04", f"In all {words} died.", Number(words, 9, 9, MINISTRY))
        assert [relation for _, relation in found(one, other)] == expected
