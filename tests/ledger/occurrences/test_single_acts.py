"""Single acts that several stories tell, and acts that are two however alike they are told."""

from __future__ import annotations

import pytest

from reportedly.ledger.joining import Collection
from reportedly.records import Reading, When

from ..disputes.test_disputes import joined
from ..samples import Written, day

HERRING = (
    "Harbour pilots of Gdynia and their union lawyer Krystyna Wolska met a magistrate in the old arsenal "
    "between crates of herring, while a kettle whistled and the papers went back into a blue folder. "
)
HONEY = (
    "Beekeepers counted hives near the monastery and quarrelled about clover honey, until the abbot rang his "
    "bell and every veil, smoker and ladder was carried down to the orchard wall. "
)
MORE = (
    "In Gdynia a kettle whistled in the arsenal: Krystyna Wolska, lawyer of the union, carried blue papers "
    "past herring to a magistrate whom pilots of the harbour knew.",
    "The orchard of the monastery had hives on every wall; the abbot, in a veil, counted beekeepers and "
    "honey, and rang his bell beside a ladder in the clover.",
)
SHOOT = "He gave the order that gendarmes and sappers shoot smugglers without mercy."
SHOOT_AGAIN = "An order that sappers shoot smugglers without mercy was his."


def told(name: str, lead: str, sentence: str, trigger: str, kind: str, **fields: object) -> Reading:
    """A page whose lead tells one story and whose last sentence tells an act."""
    type_, _, mode = kind.partition(" ")
    published = str(fields.pop("published", "2022-01-07"))
    page = Written(f"{lead}{sentence}", name, published=published, publisher=f"Outlet {name}")
    page.event(sentence.rstrip("."), type_, trigger, mode=mode or None, **{"when": None, **fields})
    return page.reading()


def with_their_stories(*readings: Reading) -> Collection:
    """What follows from the pages beside one more on each story, which does not tell the act."""
    more = [Written(text, f"more-{number}") for number, text in enumerate(MORE)]
    return joined(*readings, *(page.reading() for page in more))


def together(found: Collection, *readings: Reading) -> bool:
    """Whether the events of all pages are in one occurrence."""
    wanted = {reading.events[0].id for reading in readings}
    return any(wanted <= set(occurrence.events) for occurrence in found.occurrences)


def orders(sentence: str = SHOOT_AGAIN, published: str = "2022-01-08") -> tuple[Reading, Reading]:
    one = told("a", HERRING, SHOOT, "order", "COERCE")
    return one, told("b", HONEY, sentence, "order", "COERCE", published=published)


def test_a_clause_told_again_is_one_deed_and_says_why() -> None:
    pair = orders()
    found = with_their_stories(*pair)
    assert together(found, *pair)
    (reason,) = (each.reason for each in found.judgements if each.decided_by == "rule:single_acts/evidence")
    assert "told in most of the same words" in reason


@pytest.mark.parametrize(
    ("sentence", "published", "one_deed"),
    [
        # another order
        ("An order that bakeries close at noon was his.", "2022-01-08", False),
        # the same, and its other report is of months before: nothing says on which day either was given
        (SHOOT_AGAIN, "2021-06-08", True),
    ],
)
def test_another_order(sentence: str, published: str, one_deed: bool) -> None:
    pair = orders(sentence, published)
    assert together(with_their_stories(*pair), *pair) == one_deed


@pytest.mark.parametrize(("when", "one_deed"), [("2022-01-06", True), ("2022-01-02", False)])
def test_a_day_that_speaks_against_it(when: str, one_deed: bool) -> None:
    pair = [
        told(n, lead, sentence, "order", "COERCE", when=day(d))
        for n, lead, sentence, d in (("a", HERRING, SHOOT, "2022-01-06"), ("b", HONEY, SHOOT_AGAIN, when))
    ]
    assert together(with_their_stories(*pair), *pair) == one_deed


def test_shots_are_fired_every_day() -> None:
    shots = "Shots were fired at sappers."
    pair = [told(n, lead, shots, "fired", "ASSAULT") for n, lead in (("a", HERRING), ("b", HONEY))]
    assert not together(with_their_stories(*pair), *pair)


@pytest.mark.parametrize(
    ("again", "one_deed"),
    [
        ("By the lime kiln cobblers were whipped.", True),
        ("By the rope yard gardeners were whipped.", False),
    ],
)
def test_violence_that_is_told_in_rare_words_is_one_deed(again: str, one_deed: bool) -> None:
    pair = [
        told("a", HERRING, "Sappers flogged cobblers at the lime kiln.", "flogged", "ASSAULT"),
        told("b", HONEY, again, "whipped", "ASSAULT", published="2022-01-08"),
    ]
    assert together(with_their_stories(*pair), *pair) == one_deed


@pytest.mark.parametrize(("when", "one_deed"), [("2022-01-06", True), ("2022-01-12", False)])
def test_a_blackout_of_the_whole_country_is_one_at_a_time(when: str, one_deed: bool) -> None:
    pair = [
        told(n, lead, sentence, trigger, "COERCE censor", when=day(d), published="2022-01-13")
        for n, lead, sentence, trigger, d in (
            (
                "a",
                HERRING,
                "Lines of the Lublin telegraph exchange went dead, and its clerks slept.",
                "went dead",
                "2022-01-06",
            ),
            (
                "b",
                HONEY,
                "Telegraph lines were cut, the Lublin exchange was silent, and clerks slept.",
                "cut",
                when,
            ),
        )
    ]
    assert together(with_their_stories(*pair), *pair) == one_deed


def blast(name: str, lead: str, at: When, published: str) -> Reading:
    sentence = "A bomb exploded at the customs house, its clerk Zofia said."
    return told(name, lead, sentence, "exploded", "ASSAULT explosives", when=at, published=published)


@pytest.mark.parametrize(("when", "one_deed"), [("2022-01-06", True), ("2022-01-12", False)])
def test_two_blasts_of_two_days_are_two(when: str, one_deed: bool) -> None:
    pair = [blast("a", HERRING, day("2022-01-06"), "2022-01-07"), blast("b", HONEY, day(when), "2022-01-13")]
    assert together(with_their_stories(*pair), *pair) == one_deed


def test_the_order_of_documents_changes_nothing() -> None:
    one, other = orders()
    assert with_their_stories(one, other).occurrences == with_their_stories(other, one).occurrences


def test_two_deeds_of_the_same_stories_are_two_things() -> None:
    rations = (
        "He told bakers and millers to ration rye flour without delay.",
        "Bakers had to ration rye flour without delay.",
    )
    pages = []
    for name, lead, shoots, feeds in (
        ("a", HERRING, SHOOT, rations[0]),
        ("b", HONEY, SHOOT_AGAIN, rations[1]),
    ):
        page = Written(f"{lead}{shoots} {feeds}", name, published="2022-01-07", publisher=f"Outlet {name}")
        page.event(shoots.rstrip("."), "COERCE", "shoot", when=None)
        page.event(feeds.rstrip("."), "COERCE", "ration", when=None)
        pages.append(page.reading())
    found = with_their_stories(*pages)
    homes = [
        {occurrence.id for occurrence in found.occurrences if page.events[number].id in occurrence.events}
        for number in range(2)
        for page in pages
    ]
    assert homes[0] == homes[1]
    assert homes[2] == homes[3]
    assert homes[0] != homes[2]
