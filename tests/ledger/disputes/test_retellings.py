"""What was possible and is told as so, and what was open and is answered later."""

from __future__ import annotations

import pytest

from reportedly.ledger.joining import Collection
from reportedly.records import Claimant, Hedge, Reading

from ..samples import Written, day
from .test_disputes import joined

LEAD = "Harbour pilots of Gdynia and their lawyer Wolska met a magistrate in the old arsenal. "
HEDGED = "The harbour master said that a Corsican welder named Paoli could have flooded the dry dock"
OFFICES = {"The harbour master", "The coast guard"}
PLAIN = "The harbour master said that the Corsican welder Paoli flooded the dry dock at noon"


def says(name: str, words: str, published: str, hedges: str = "") -> Reading:
    page = Written(f"{LEAD}{words}.", name, published=published, publisher=f"Outlet {name}")
    speaker = words.partition(" said")[0]
    name = speaker.removeprefix("The ")
    sector, country = ("GOV", "POL") if speaker in OFFICES else (None, None)
    claimant = Claimant(name, None, "person", sector, country)
    page.claim(words, name, source=(page.extent(speaker),), claimant=claimant)
    if hedges:
        found, scope = page.extent(hedges), page.extent(words)
        page._keep(
            "hedges",
            Hedge(f"hedge-{name}", name, "hedge/x", found.start, found.end, found.quote, scope, "possible"),
        )
    return page.reading()


def relations(found: Collection) -> list[str]:
    return [each.relation for each in found.contradictions]


def test_could_have_becomes_did() -> None:
    found = joined(says("a", HEDGED, "2022-01-06", "could have"), says("b", PLAIN, "2022-01-07"))
    (each,) = found.contradictions
    assert (each.relation, each.rule) == ("modifier_loss", "exclusive")
    evidence = {account.id: account.evidence for account in found.accounts}
    assert evidence[each.left]
    assert evidence[each.right]


def test_another_office_tells_it_on() -> None:
    hedged = HEDGED.replace("The harbour master", "The coast guard")
    found = joined(says("a", hedged, "2022-01-06", "could have"), says("b", PLAIN, "2022-01-07"))
    assert relations(found) == ["modifier_loss"]


@pytest.mark.parametrize(
    ("words", "published", "hedges"),
    [
        # nobody held it possible only
        (HEDGED.replace("could have", "has"), "2022-01-06", ""),
        # first as so, then as possible: the speaker has become careful
        (HEDGED, "2022-01-08", "could have"),
        # another speaker
        (HEDGED.replace("The harbour master", "Dentists"), "2022-01-06", "could have"),
        # another statement of the same speaker
        ("The harbour master said that rain might stop the regatta", "2022-01-06", "might"),
        # weeks before
        (HEDGED, "2021-12-01", "could have"),
    ],
)
def test_what_lost_no_doubt(words: str, published: str, hedges: str) -> None:
    found = joined(says("a", words, published, hedges), says("b", PLAIN, "2022-01-07"))
    assert relations(found) == []


def wreck(name: str, words: str, published: str, status: str, certainty: str, claimed: str = "") -> Reading:
    page = Written(f"{LEAD}{words}", name, published=published, publisher=f"Outlet {name}")
    event = words.split(",", maxsplit=1)[0]
    page.event(
        event,
        "ASSAULT",
        "sank",
        mode="explosives",
        when=day("2022-01-05"),
        status=status,
        certainty=certainty,
    )
    if claimed:
        page.claim(claimed, "Divers")
    return page.reading()


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [("it was done by a bomb in the hold", ["update"]), ("it was done by a wave in the hold", [])],
)
def test_what_was_open_is_answered(claimed: str, expected: list[str]) -> None:
    asked = wreck(
        "a", "The ferry sank by attack or accident, and none knew.", "2022-01-06", "possible", "unconfirmed"
    )
    answer = wreck(
        "b", f"The ferry sank at the quay, and {claimed}.", "2022-01-09", "actual", "asserted", claimed
    )
    assert relations(joined(asked, answer)) == expected


LIMITED = "The harbour master said the wardens had used only foam against the rowers of the regatta at noon"
WHOLE = "The harbour master said that against rowers of the regatta wardens used {}"


def test_what_was_all_is_told_without_only() -> None:
    found = joined(says("a", LIMITED, "2022-01-06"), says("b", WHOLE.format("foam"), "2022-01-07"))
    (each,) = found.contradictions
    assert each.relation == "modifier_loss"
    assert each.sureness < 1


@pytest.mark.parametrize(
    ("limited", "whole"),
    [
        ("attacked the only boathouse of the rowers", "attacked the boathouse of the rowers"),
        ("attacked the regatta's only boathouse by noon", "by noon attacked the boathouse of the regatta"),
        ("seized only three rowers of the regatta at noon", "at noon seized three rowers of the regatta"),
    ],
)
def test_what_is_one_of_its_kind_or_counted_is_not_limited(limited: str, whole: str) -> None:
    said = "The harbour master said that wardens"
    found = joined(says("a", f"{said} {limited}", "2022-01-06"), says("b", f"{said} {whole}", "2022-01-07"))
    assert relations(found) == []


def test_a_limit_that_comes_later_is_not_lost() -> None:
    found = joined(says("a", WHOLE.format("foam"), "2022-01-06"), says("b", LIMITED, "2022-01-07"))
    assert relations(found) == []


@pytest.mark.parametrize("used", ["only foam", "water"])
def test_a_limit_that_is_kept_or_of_something_else_is_not_lost(used: str) -> None:
    found = joined(says("a", LIMITED, "2022-01-06"), says("b", WHOLE.format(used), "2022-01-07"))
    assert relations(found) == []
