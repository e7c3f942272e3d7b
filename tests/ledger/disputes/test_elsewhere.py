"""Numbers of two occurrences: of reports that are alike, of one report, and of long after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from reportedly.ledger.accounts.spoken import SpokenAccount
from reportedly.ledger.disputes.elsewhere import find_contradictions_across
from reportedly.ledger.occurrences.document_context import DocumentContext
from reportedly.ledger.traits.claimants import Speaker
from reportedly.records import Account, Claimant

from ..samples import Written, day

UNION = Claimant("Dockers' Union", "org:dockers-union", "organisation", "NGO", "CHL")
INQUIRY = Claimant("Salas inquiry", "org:salas-inquiry", "organisation", None, None)
MISSION = Claimant("Andes Watch", "org:andes-watch", "organisation", "NGO", None)


def spoken(name: str, occurrence: str, value: float, by: Claimant, on: str, documents: str) -> SpokenAccount:
    """An account of the dead of one day, told on the next."""
    figure = Written("Nine fell.", name).figure("Nine", "killed", value, value, when=day(on), group="people")
    speaker = Speaker(by.name, by, None, False, voice=by.name)
    account = Account(
        id=f"account-{name}",
        occurrence=occurrence,
        claimant=by,
        measure="killed",
        low=value,
        high=value,
        bound="exact",
        as_of="2022-03-21",
        certainty="reported",
        evidence=(figure.id,),
        documents=tuple(documents),
        origins=1,
        supersedes=None,
        status="current",
        sides=(),
    )
    return SpokenAccount(
        account, (figure,), speaker, frozenset({"everyone"}), "", 738235 if name == "x" else 738236
    )


@pytest.mark.parametrize(
    ("land", "on", "expected"),
    [("CHL", "2022-03-20", ["update"]), ("CHL", "2022-03-18", []), ("PER", "2022-03-20", [])],
)
def test_counts_of_one_day_of_a_crisis(land: str, on: str, expected: list[str]) -> None:
    """Nothing but the day and the country says that two pairs of reports count those of one march."""
    setting = SimpleNamespace(
        country={name: land if name in "xyXY" else "CHL" for name in "abcdexyXY"},
        story={name: name.casefold() for name in "abcdexyXY"},
        likeness=lambda one, other: 0.0,
        linked=lambda one, other: False,
        lands_apart=lambda one, other: False,
        stories_apart=lambda one, other: False,
    )
    crisis = [spoken("a", "crisis", 118, UNION, "2022-03-03", "abcde")]
    one = [spoken("x", "one", 7, INQUIRY, "2022-03-20", "xX")]
    other = [spoken("y", "other", 11, MISSION, on, "yY")]
    found = find_contradictions_across([crisis, one, other], cast("DocumentContext", setting))
    assert [each.relation for each in found] == expected


def found_among(
    *accounts: SpokenAccount, likeness: float, lands: Sequence[str] = ("CHL", "CHL")
) -> list[tuple[str, float]]:
    setting = SimpleNamespace(
        country=dict(zip("xy", lands, strict=True)),
        story={"x": "x", "y": "y"},
        likeness=lambda one, other: likeness,
        linked=lambda one, other: False,
        lands_apart=lambda one, other: False,
        stories_apart=lambda one, other: False,
    )
    told = find_contradictions_across([[each] for each in accounts], cast("DocumentContext", setting))
    return [(each.relation, each.sureness) for each in told]


@pytest.mark.parametrize(
    ("by", "value", "expected"),
    [
        (MISSION, 84, [("conflict", 0.4)]),
        (INQUIRY, 84, []),  # one speaker: of two things, or of a whole and its part
        (MISSION, 9, []),  # so few are told by chance
        (MISSION, 57, []),  # the same number
    ],
)
def test_two_speakers_of_one_report(by: Claimant, value: float, expected: list[tuple[str, float]]) -> None:
    one = spoken("x", "one", 57, INQUIRY, "2022-03-20", "x")
    other = spoken("y", "other", value, by, "2022-03-18", "x")
    assert found_among(one, other, likeness=0.0) == expected


@pytest.mark.parametrize(
    ("value", "after", "likeness", "lands", "expected"),
    [
        (64, 900, 0.2, ("CHL", "CHL"), [("update", 0.1)]),
        (51, 900, 0.2, ("CHL", "CHL"), [("conflict", 0.1)]),
        (64, 900, 0.1, ("CHL", "CHL"), []),  # reports that have little in common
        (64, 20, 0.2, ("CHL", "CHL"), []),  # not long after
        (140, 900, 0.2, ("CHL", "CHL"), []),  # of another size
        (64, 900, 0.2, ("CHL", "PER"), []),  # of another country
    ],
)
def test_what_is_told_long_after(
    value: float, after: int, likeness: float, lands: Sequence[str], expected: list[tuple[str, float]]
) -> None:
    one = spoken("x", "one", 57, INQUIRY, "2022-03-20", "x")
    later = spoken("y", "other", value, MISSION, "2022-03-18", "y")
    later = replace(later, day=(one.day or 0) + after)
    assert found_among(one, later, likeness=likeness, lands=lands) == expected
