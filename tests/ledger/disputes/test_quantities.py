"""Shares, weights and money of one thing that differ, each with what made it a rule."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reportedly.contract import record_id
from reportedly.ledger.disputes.quantities import name_of_unit
from reportedly.ledger.joining import join_readings
from reportedly.records import Amount, Reading

from ..samples import Written

OTHERS = (
    "A ferry left Porto Velho on Sunday with nine nuns aboard.",
    "The opera of Tbilisi opens again in March, its director said.",
    "Two goats won a race near Lahore that nobody had entered.",
    "Chess players from Bergen met their rivals in a swimming pool.",
    "A lighthouse near Split was sold to a baker for one coin.",
)


def page(name: str, text: str, quote: str, low: float, high: float | None, unit: str, day: str) -> Reading:
    """A page in which one amount of a unit stands."""
    written = Written(text, name, published=day, publisher=f"Outlet {name}")
    start = re.search(re.escape(quote), text).start()  # type: ignore[union-attr]
    found = record_id("amount", name, start, start + len(quote)), name, "amounts/by-hand", start
    bound = "exact" if low == high else "more_than"
    written._keep("amounts", Amount(*found, start + len(quote), quote, low, high, bound, None, unit))
    return written.reading()


def told(*pages: Reading) -> list[str]:
    others = [Written(text, f"other-{n}", published="2022-01-06").reading() for n, text in enumerate(OTHERS)]
    found = join_readings([*pages, *others], "2026-01-01T00:00:00Z")
    homes = {occurrence.id for occurrence in found.occurrences}
    assert all(each.occurrence in homes for each in (*found.contradictions, *found.accounts))
    return [each.relation for each in found.contradictions]


COBALT = "Zambezi mines supply {} of world cobalt, traders said."


@pytest.mark.parametrize(
    ("one", "other", "low", "days", "relations"),
    [
        # one whole, in the same words, on one day
        (COBALT, COBALT, 30, ("2022-01-06", "2022-01-06"), ["conflict"]),
        # another whole
        (COBALT, COBALT.replace("world", "refined"), 30, ("2022-01-06", "2022-01-06"), ["measure_drift"]),
        # the same share
        (COBALT, COBALT, 20, ("2022-01-06", "2022-01-06"), []),
        # nothing in common but the share
        (COBALT, "Voters in Quito gave {} of their votes to a clown.", 30, ("2022-01-06", "2022-01-06"), []),
    ],
)  # fmt: skip
def test_shares(one: str, other: str, low: float, days: tuple[str, str], relations: list[str]) -> None:
    pages = [
        page(name, text.format(f"{value} percent"), f"{value} percent", value, value, "percent", day)
        for name, text, value, day in (("a", one, 20, days[0]), ("b", other, low, days[1]))
    ]  # fmt: skip
    assert told(*pages) == relations


@pytest.mark.parametrize(
    ("first", "second", "day", "relations"),
    [
        ((40, 40), (90, 90), "08", ["update"]),
        ((40, 40), (90, 90), "06", ["conflict"]),
        ((90, 90), (40, 40), "08", ["conflict"]),  # more may be found, but not less
        ((380, 380), (830, 830), "08", ["digit_slip"]),
        # "more than 40" is another estimate than what is manifold of it, and agrees with 90
        ((40, None), (200, 200), "08", ["update"]),
        ((40, None), (90, 90), "08", []),
        # what is hardly comparable is of something else
        ((40, 40), (9000, 9000), "06", []),
    ],
)
def test_weights(
    first: tuple[float, float | None], second: tuple[float, float], day: str, relations: list[str]
) -> None:
    text = "Divers found {} of mercury in the Sapporo wreck."
    pages = [
        page(name, text.format(f"{low} tonnes"), f"{low} tonnes", low, high, "tonnes", f"2022-01-{at}")
        for name, (low, high), at in (("a", first, "06"), ("b", second, day))
    ]
    assert told(*pages) == relations


def test_how_deep_it_is_not_how_wide() -> None:
    deep = page(
        "a", "The Sapporo blast left a crater 43 metres deep.", "43 metres", 43, 43, "metres", "2022-01-06"
    )
    text = "The Sapporo crater is 124 metres wide and ten metres deep."
    both = page("b", text, "124 metres", 124, 124, "metres", "2022-03-20")
    start = text.index("ten metres")
    found = record_id("amount", "b", start), "b", "amounts/by-hand", start, start + 10
    ten = Amount(*found, "ten metres", 10, 10, "exact", None, "metres")
    both = replace(both, amounts=(*both.amounts, ten))
    assert told(deep, both) == ["conflict"]


def test_who_tells_both_numbers_knows_of_two_things() -> None:
    one = page("a", COBALT.format("20 percent"), "20 percent", 20, 20, "percent", "2022-01-06")
    text = COBALT.format("30 percent") + " They supply 20 percent of world copper."
    other = page("b", text, "30 percent", 30, 30, "percent", "2022-01-06")
    start = text.index("20 percent")
    found = record_id("amount", "b", start), "b", "amounts/by-hand", start, start + 10
    second = Amount(*found, "20 percent", 20, 20, "exact", None, "percent")
    both = replace(other, amounts=(*other.amounts, second))
    assert told(one, other) == ["conflict"]
    assert told(one, both) == []


def rivals(*told: tuple[str, str, float], unit: str = "metres") -> list[str]:
    """Why the numbers of speakers who tell them one after the other do not agree."""
    text = " ".join(f"{name} said {words.format(f'{low:g}')}." for name, words, low in told)
    written = Written(text, "a", published="2022-01-06", publisher="Outlet a")
    for name, words, low in told:
        said = words.format(f"{low:g}")
        written.claim(
            f"{name} said {said}", name, source=(written.extent(name),), content=(written.extent(said),)
        )
        start = text.index(f"{low:g} {unit}")
        found = record_id("amount", "a", start), "a", "amounts/by-hand", start, start + len(f"{low:g}")
        written._keep("amounts", Amount(*found, f"{low:g}", low, low, "exact", None, unit))
    return [each.why for each in join_readings([written.reading()], "2026-01-01T00:00:00Z").contradictions]


BRIDGE = "a bridge of {} metres was built over the Zambezi"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (BRIDGE, 1),
        (BRIDGE.replace("bridge", "tunnel").replace("over", "under"), 0),  # two things at one river
    ],
)
def test_two_speakers_measure_one_thing(words: str, found: int) -> None:
    assert len(rivals(("Governor", BRIDGE, 40), ("Opposition", words, 90))) == found


def test_words_are_told_whole() -> None:
    long = "the extraordinarily long suspended bridge of {} metres was built over the Zambezi by Portuguese"
    (why,) = rivals(("Governor", long, 40), ("Opposition", long, 90))
    told = re.findall(r": '([^']*)'", why)
    assert len(told) == 2
    assert all(
        set(each.rstrip(".").split()) <= set(f"{long} 40 90 Governor Opposition said".split())
        for each in told
    )


def test_a_unit_without_a_word_has_no_name() -> None:
    assert [name_of_unit(unit) for unit in (None, "", " ")] == [""] * 3
