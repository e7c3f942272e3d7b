"""Invented crises, each told by a dozen reports: what a desk editor sees when they are joined."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly import read_inputs
from reportedly.ledger.accounts.doubts import is_aside
from reportedly.ledger.joining import Collection, join_readings
from reportedly.records import Account, Contradiction, Reading

HERE = Path(__file__).with_name("crises")


@dataclass(frozen=True, slots=True)
class Crisis:
    """The readings of one crisis, and what joins them."""

    readings: tuple[Reading, ...]
    joined: Collection

    def homes(self, *told: tuple[str, str]) -> list[set[str]]:
        """By document and words, the occurrences that hold what is found there."""
        return [
            {
                occurrence.id
                for occurrence in self.joined.occurrences
                for record in self.found(document, words)
                if record in (*occurrence.events, *occurrence.figures)
            }
            for document, words in told
        ]

    def tolls(self, *told: tuple[str, str]) -> list[set[str]]:
        """The same of the figures alone."""
        return [
            {
                occurrence.id
                for occurrence in self.joined.occurrences
                if not set(occurrence.figures).isdisjoint(self.found(document, words))
            }
            for document, words in told
        ]

    def found(self, document: str, words: str) -> list[str]:
        """The events, figures and claims that share some of the words."""
        (reading,) = (each for each in self.readings if each.document.id == document)
        start = reading.document.text.index(words)
        told = (*reading.events, *reading.figures, *reading.claims, *reading.amounts)
        return [record.id for record in told if record.start < start + len(words) and start < record.end]

    def relations(self, one: tuple[str, str], other: tuple[str, str]) -> set[str]:
        """What is said to be wrong between the words of two documents, whichever stands left."""
        first, second = set(self.found(*one)), set(self.found(*other))
        return {
            each.relation
            for each in self.joined.contradictions
            for left, right in [self._sides(each)]
            if (left & first and right & second) or (left & second and right & first)
        }

    def _sides(self, contradiction: Contradiction) -> tuple[set[str], set[str]]:
        accounts = {account.id: account for account in self.joined.accounts}
        left, right = (
            set(accounts[side].evidence if side in accounts else [side])
            for side in (contradiction.left, contradiction.right)
        )
        return left, right

    def account(self, document: str, words: str, measure: str) -> Account:
        """The account of this measure that has these words as evidence."""
        found = set(self.found(document, words))
        (account,) = {
            each for each in self.joined.accounts if each.measure == measure and found & set(each.evidence)
        }
        return account

    def series(self, account: Account) -> list[float | None]:
        """The numbers of an account and of those that it goes back to, the last one first."""
        accounts = {each.id: each for each in self.joined.accounts}
        numbers = [account.low]
        while account.supersedes:
            account = accounts[account.supersedes]
            numbers.append(account.low)
        return numbers


def read_crisis(name: str) -> Crisis:
    readings = tuple(read_inputs([HERE / f"{name}.jsonl"]))
    return Crisis(readings, join_readings(readings, "2026-01-01T00:00:00Z"))


@pytest.fixture(scope="module")
def quake() -> Crisis:
    return read_crisis("quake")


@pytest.fixture(scope="module")
def ferry() -> Crisis:
    return read_crisis("ferry")


@pytest.fixture(scope="module")
def strike() -> Crisis:
    return read_crisis("strike")


@pytest.fixture(scope="module")
def mine() -> Crisis:
    return read_crisis("mine")


@pytest.fixture(scope="module")
def port() -> Crisis:
    return read_crisis("port")


@pytest.fixture(scope="module")
def garrison() -> Crisis:
    return read_crisis("garrison")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("z02", "abandoned the barracks"), ("z03", "did not abandon the barracks"), "denial"),
        (("z04", "helicopters fired rockets"), ("z05", "an air attack on the market"), "denial"),
        (("z04", "helicopters fired rockets"), ("z05", "rebels shelled it"), "conflict"),  # who did it
        (("z06", "the governor had fled"), ("z07", "never left the city"), "denial"),
        (("z07", "Ali ag Tahir, was killed"), ("z08", "he was alive"), "conflict"),
        (("z08", "after a stray bullet hit"), ("z09", "blown up by the rebels"), "conflict"),  # how it came
        (("z02", "The mayor was abducted"), ("z09", "not kidnapped"), "denial"),
        (("z09", "Kalla Moutari resigned"), ("z10", "sacked the defence minister"), "conflict"),
        (("z10", "used only tear gas"), ("z11", "opened fire on the crowd"), "conflict"),
    ],
)
def test_disagreements_without_numbers(
    one: tuple[str, str], other: tuple[str, str], relation: str, garrison: Crisis
) -> None:
    assert garrison.relations(one, other) == {relation}


def test_no_other_disagreement_is_told(garrison: Crisis) -> None:
    """Ten were written down beforehand and are found; in doubt are four more, and who holds the airport.

    One of the four is wrong: the air attack that the ministry denies is not the one that the rebels claim.
    The front denies the attack on the town to the governor's office and to its own spokesman.
    """
    assert len([each for each in garrison.joined.contradictions if each.sureness == 1]) == 11
    assert len([each for each in garrison.joined.contradictions if not is_aside(each)]) == 16


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("a05", "One hundred and twelve students"), ("a08", "121 students were seized"), "digit_slip"),
        (("a16", "Eight students were killed"), ("a24", "nine students died"), "update"),
        (("a03", "deployed 300 soldiers"), ("a10", "About 1,000 soldiers"), "update"),
        (("a13", "Six girls and a woman died"), ("a14", "bodies of nine girls"), "conflict"),
        (("a10", "Seventeen girls got away"), ("a10", "rescued 19 girls"), "conflict"),
        (("a18", "Forty-three girls walked free"), ("a19", "46 girls who were rescued"), "conflict"),
        (("a08", "three AK-47 rifles"), ("a11", "30 rifles"), "update"),
    ],
)
def test_numbers_of_an_abduction(one: tuple[str, str], other: tuple[str, str], relation: str) -> None:
    assert read_crisis("abduction").relations(one, other) == {relation}


def test_all_reports_of_a_quake_tell_one_thing(quake: Crisis) -> None:
    """Told from the capital, from the town, and two weeks later."""
    homes = quake.homes(
        ("q01", "A 7.1-magnitude earthquake struck the coast"),
        ("q03", "a powerful earthquake struck northwestern Ecuador"),
        ("q06", "an earthquake that killed 323"),
        ("q11", "The quake struck at 7:58"),
        ("q12", "a 7.1-magnitude earthquake levelled"),
    )
    assert set.intersection(*homes)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("q02", "17 were dead"), ("q02", "41 dead in the city alone"), "conflict"),
        (("q05", "climbed to 233"), ("q06", "killed 323 people"), "digit_slip"),
        (("q07", "2,068 people were injured"), ("q08", "2,068 have sought medical"), "measure_drift"),
        (("q01", "The toll could rise above 100"), ("q04", "the toll would rise above 100"), "modifier_loss"),
        (("q07", "denied reports that 600"), ("q10", "more than 600 people had died"), "denial"),
        (("q08", "286 people have died"), ("q09", "The figure of 286 was an error"), "update"),
    ],
)
def test_the_quake_has(one: tuple[str, str], other: tuple[str, str], relation: str, quake: Crisis) -> None:
    assert quake.relations(one, other) == {relation}


def test_who_denies_a_number_counts_nobody(quake: Crisis) -> None:
    """Not retracted by itself, and no denial of what others count."""
    assert quake.account("q07", "reports that 600 people had died", "killed").status == "denied"
    found = [each for each in quake.joined.contradictions if each.relation == "denial"]
    denied = {each.right for each in found if each.measure == "killed"}
    assert len(denied) == 1


def test_the_missing_become_fewer_without_dispute(quake: Crisis) -> None:
    relations = {each.relation for each in quake.joined.contradictions if each.measure == "missing"}
    assert relations == {"update"}


def test_bodies_that_were_counted_twice_are_no_toll(quake: Crisis, ferry: Crisis) -> None:
    assert quake.account("q09", "Fifteen bodies", "killed").status == "denied"
    assert ferry.account("f07", "one body", "killed").status == "denied"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("f04", "the death toll to 23"), ("f04", "a statement that 19 people had died"), "conflict"),
        (("f08", "About 300 people gathered"), ("f08", "put the crowd at 120"), "conflict"),
        (("f10", "The toll of the disaster stands at 85"), ("f09", "rose to 58"), "conflict"),
        (("f09", "could face charges of reckless"), ("f10", "faces charges of reckless"), "modifier_loss"),
    ],
)
def test_the_ferry_has(one: tuple[str, str], other: tuple[str, str], relation: str, ferry: Crisis) -> None:
    assert ferry.relations(one, other) == {relation}


def test_a_part_told_by_another_speaker_is_no_dispute(ferry: Crisis) -> None:
    """The dead are 23, and 14 of them from one province, as its office says."""
    assert not ferry.relations(("f05", "14 were from Batangas"), ("f04", "the death toll to 23"))


def test_the_coast_guard_has_one_series_under_all_its_names(ferry: Crisis) -> None:
    """The Philippine Coast Guard, the coast guard, Captain Arnel Dizon."""
    series = ferry.series(ferry.account("f12", "74 dead", "killed"))
    assert [number for number in series if number in (74, 58, 23, 11, 4)] == [74, 58, 23, 11, 4]


def test_copies_of_one_agency_are_one_origin(ferry: Crisis) -> None:
    assert any({"f02", "f03"} <= set(origin.documents) for origin in ferry.joined.origins)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("s03", "23 militia fighters"), ("s05", "Twenty-three civilians were killed"), "label"),
        (("s07", "might amount to a war crime"), ("s08", "amounts to a war crime"), "modifier_loss"),
        (("s06", "air strike to 44"), ("s06", "number of dead stood at 27"), "conflict"),
        (("s03", "a school had been hit"), ("s04", "an air strike on a school"), "denial"),
        (("s03", "a school had been hit"), ("s11", "one of its aircraft bombed a school"), "update"),
        (("s04", "no civilian casualties"), ("s04", "has risen to 31"), "denial"),
    ],
)
def test_the_strike_has(one: tuple[str, str], other: tuple[str, str], relation: str, strike: Crisis) -> None:
    assert relation in strike.relations(one, other)


def test_that_there_were_none_marks_no_number_as_denied(strike: Crisis) -> None:
    """Who says "no civilian casualties" denies no count in particular."""
    assert strike.account("s04", "has risen to 31", "killed").status != "denied"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("m04", "risen to 11"), ("m05", "At least 19 miners"), "update"),
        (("m07", "Eighteen workers are still missing"), ("m07", "number of missing at 23"), "conflict"),
        (("m08", "Thirty-nine workers"), ("m08", "28 were dead"), "conflict"),
        (("m08", "Thirty-nine workers"), ("m08", "rejected the number"), "denial"),
        (("m08", "Thirty-nine workers"), ("m09", "stands at 34"), "conflict"),
        (("m13", "200,000 lira"), ("m13", "120,000 lira"), "conflict"),
        (("m10", "toll to 41"), ("m13", "number of dead to 42"), "update"),
    ],
)
def test_the_mine_has(one: tuple[str, str], other: tuple[str, str], relation: str, mine: Crisis) -> None:
    assert relation in mine.relations(one, other)


def test_the_dead_of_a_mine_are_one_series_through_the_hours_of_a_day(mine: Crisis) -> None:
    """Officials, two ministers and the president count on: 24 in the morning, 34 in the evening."""
    series = mine.series(mine.account("m13", "number of dead to 42", "killed"))
    told = (42, 41, 34, 28, 24, 19, 2)
    assert tuple(number for number in series if number in told) == told


@pytest.fixture(scope="module")
def border_quake() -> Crisis:
    return read_crisis("border_quake")


@pytest.fixture(scope="module")
def bombs() -> Crisis:
    return read_crisis("bombs")


@pytest.fixture(scope="module")
def coup() -> Crisis:
    return read_crisis("coup")


def test_a_quake_is_one_on_both_sides_of_a_border(border_quake: Crisis) -> None:
    homes = border_quake.homes(
        ("h01", "A 6.4-magnitude earthquake hit northwestern Iran"),
        ("h02", "a strong earthquake struck neighbouring Iran"),
        ("h03", "An earthquake of magnitude 6.4 jolted the border region"),
        ("h06", "the earthquake that shook Khoy"),
        ("h11", "an earthquake struck the mountains between Iran and Turkey"),
    )
    assert set.intersection(*homes)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("h08", "Turkey sent 12 trucks of aid"),  # aid is no part of what it is sent for
        ("h11", "President Omid Tavakoli visited Khoy"),
        ("h12", "A separate 5.6-magnitude quake struck Kerman"),
    ],
)
def test_another_thing_than_the_quake(document: str, words: str, border_quake: Crisis) -> None:
    quake, other = border_quake.homes(
        ("h01", "A 6.4-magnitude earthquake hit northwestern Iran"), (document, words)
    )
    assert quake
    assert not quake & other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("b01", "A car bomb exploded"), ("b08", "Monday's car bomb")),
        (("b01", "A car bomb exploded"), ("b10", "Fifteen people were killed")),
        (("b04", "A suicide bomber blew himself up"), ("b07", "Tuesday's suicide attack")),
        (("b11", "A bomb killed three people"), ("b12", "a bomb attack on a cafe")),
        (("b09", "they defused a bomb"), ("b13", "a bomb found at a bus station")),
    ],
)
def test_one_bomb(one: tuple[str, str], other: tuple[str, str], bombs: Crisis) -> None:
    assert set.intersection(*bombs.homes(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("b01", "A car bomb exploded"), ("b04", "A suicide bomber blew himself up")),  # another town
        (("b01", "A car bomb exploded"), ("b12", "a bomb attack on a cafe")),  # the same town, a week on
        (("b02", "rose to 11"), ("b05", "left seven dead")),  # small numbers of two bombs
        (("b04", "A suicide bomber blew himself up"), ("b09", "they defused a bomb")),  # another country
    ],
)
def test_two_bombs(one: tuple[str, str], other: tuple[str, str], bombs: Crisis) -> None:
    first, second = bombs.homes(one, other)
    assert first
    assert not first & second


def test_what_rulers_do_is_not_one_thing(coup: Crisis) -> None:
    homes = coup.homes(
        ("c02", "Soldiers arrested President Oumar Dassert"),
        ("c05", "The African Union suspended"),
        ("c07", "closed the land and air borders"),
        ("c10", "The soldiers freed Prime Minister Noukouri"),
        ("c10", "the curfew now begins"),
    )
    assert all(homes)
    assert sum(map(len, homes)) == len(set.union(*homes))


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("c11", "Some 3,000 people demonstrated in Tunis"),
        ("c13", "two people were killed"),  # no place but the outlet's
        ("c14", "four people were killed"),
    ],
)
def test_news_of_one_day_from_other_countries(document: str, words: str, coup: Crisis) -> None:
    march, dead, other = coup.homes(
        ("c06", "Some 2,000 people marched"), ("c06", "The coup left seven dead"), (document, words)
    )
    assert other
    assert not other & (march | dead)


def test_a_demonstration_is_one_though_its_numbers_are_not(coup: Crisis) -> None:
    assert set.intersection(
        *coup.homes(
            ("c11", "Some 3,000 people demonstrated in Tunis"),
            ("c12", "800 people took part"),
            ("c12", "3,000"),
        )
    )


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("p04", "at least 70 dead"), ("p03", "47 dead"), "conflict"),
        (("p10", "118 bodies"), ("p10", "gave 96 dead"), "conflict"),
        (("p08", "13 firefighters"), ("p09", "21 firefighters had been killed"), "conflict"),
        (("p03", "up to 9,000 people had lost their homes"), ("p04", "Some 9,000"), "modifier_loss"),
        (("p03", "480 injured"), ("p05", "480 people sought medical help"), "measure_drift"),
        (("p07", "injured to 1,250"), ("p08", "1,520 were hurt"), "digit_slip"),
        (("p08", "12,000 people were left without homes"), ("p17", "14,300 people are displaced"), "update"),
        (("p13", "death toll reached 109"), ("p15", "lowered the toll to 104"), "update"),
        (("p15", "figure of 109 was wrong"), ("p16", "109 people were killed"), "update"),
        (("p18", "121 dead"), ("p18", "still gives 112 dead"), "conflict"),
    ],
)
def test_the_port_has(one: tuple[str, str], other: tuple[str, str], relation: str, port: Crisis) -> None:
    assert port.relations(one, other) == {relation}


def test_a_town_that_most_reports_name_is_no_part(port: Crisis) -> None:
    """Nothing is of Beira here and of all there, but what was counted "in Beira alone"."""
    told = [each for each in port.joined.contradictions if not is_aside(each)]
    assert told
    assert not [each for each in told if each.relation == "scope"]


def test_the_dead_of_the_port_are_one_series(port: Crisis) -> None:
    series = port.series(port.account("p15", "toll to 104", "killed"))
    assert list(dict.fromkeys(number for number in series if number != 14)) == [104, 109, 96, 83, 47]


@pytest.fixture(scope="module")
def two_towns() -> Crisis:
    return read_crisis("two_towns")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("t02", "six people had died"), ("t03", "at least 12 workers were killed")),
        (("t04", "Thirteen people were killed"), ("t05", "14 people died")),
        (("t04", "Thirteen people were killed"), ("t02", "six people had died")),
        (("t04", "24 passengers injured"), ("t02", "Dozens of students were arrested")),
        (("t05", "Eighteen people have been killed"), ("t02", "six people had died")),
        (("t05", "Eighteen people have been killed"), ("t03", "at least 12 workers were killed")),
        (("t06", "400 troops"), ("t05", "Eighteen people have been killed")),
    ],
)
def test_two_towns_an_accident_and_a_sum_are_apart(
    one: tuple[str, str], other: tuple[str, str], two_towns: Crisis
) -> None:
    first, second = two_towns.tolls(one, other)
    assert first
    assert second
    assert not first & second


def test_each_town_has_one_toll(two_towns: Crisis) -> None:
    chipata = two_towns.tolls(
        ("t01", "killing at least three people"), ("t02", "six people had died"), ("t05", "to eight")
    )
    assert set.intersection(*chipata)
    kasama = two_towns.tolls(
        ("t03", "at least 12 workers were killed"), ("t05", "ten deaths"), ("t05", "14 people died")
    )
    assert set.intersection(*kasama)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("t01", "striking farm workers"), ("t03", "Soldiers cleared a camp")),
        (("t02", "police fired on striking farm workers"), ("t04", "a bus collided with a lorry")),
        (("t03", "Soldiers cleared a camp"), ("t06", "the killing of farm workers in Chipata")),
    ],
)
def test_what_happened_in_two_towns_or_by_accident_is_apart(
    one: tuple[str, str], other: tuple[str, str], two_towns: Crisis
) -> None:
    _are_apart(one, other, two_towns)


@pytest.fixture(scope="module")
def three_roads() -> Crisis:
    return read_crisis("three_roads")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("r1", "Police fired at tea pickers"), ("r3", "Soldiers fired at tea pickers")),
        (("r2", "police fired at tea pickers"), ("r3", "five people were killed")),
        (("r2", "the number at 17"), ("r3", "the number at 12")),
        (("r1", "Police fired at tea pickers"), ("r4", "A bus crash in Dodoma")),
        (("r3", "Soldiers fired at tea pickers"), ("r4", "A bus crash in Dodoma")),
    ],
)
def test_one_strike_is_shot_at_in_two_towns_and_has_a_crash_between_them(
    one: tuple[str, str], other: tuple[str, str], three_roads: Crisis
) -> None:
    _are_apart(one, other, three_roads)
    assert not three_roads.relations(one, other)


def test_what_one_report_tells_of_the_other_town_is_one(three_roads: Crisis) -> None:
    arusha = three_roads.homes(("r3", "Soldiers fired at tea pickers"), ("r3", "the number at 12"))
    assert set.intersection(*arusha)
    mbeya = three_roads.homes(("r1", "killing at least four"), ("r2", "nine people"), ("r3", "to ten"))
    assert set.intersection(*mbeya)


def _are_apart(one: tuple[str, str], other: tuple[str, str], crisis: Crisis) -> None:
    first, second = crisis.homes(one, other)
    assert first
    assert second
    assert not first & second
