"""Which claim a denial speaks against: each case is what speakers say one after the other, and who is denied.

A part is written `Speaker: words`, an accusation `Speaker alleged: words`, a denial `Speaker denied: words`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import pytest

from reportedly.ledger.disputes.rebuttals import BLOCK_LIMIT, find_rebuttals
from reportedly.ledger.occurrences.document_context import DocumentContext
from reportedly.ledger.traits.claimants import Speaker
from reportedly.ledger.traits.stories import day_of
from reportedly.ledger.traits.texts import WORD, stem_of
from reportedly.records import Claim, Reading

from ..samples import Written

SAID: Mapping[str, Mapping[str, str]] = {
    "": {"certainty": "reported"},
    "alleged": {"certainty": "unconfirmed", "stance": "alleges"},
    "denied": {"certainty": "denied", "stance": "denies"},
}

LITTLE = 3
"""Letters of a word that is as common as can be."""


@dataclass
class Setting:
    """All documents are of one story, and every longer word is rare."""

    readings: list[Reading]
    story: Mapping[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def day(self) -> Mapping[str, int | None]:
        return {each.document.id: day_of(each.document.published) for each in self.readings}

    def rarity(self) -> Mapping[str, float]:
        words = {word.casefold() for each in self.readings for word in WORD.findall(each.document.text)}
        return {stem_of(word): 0.5 if len(word) > LITTLE else 0.0 for word in words}

    def speaker_in(self, _document: str, claim: Claim) -> Speaker:
        return Speaker(claim.claimant.name if claim.claimant else "", claim.claimant, None, outlet=False)


def page(name: str, *parts: str, published: str = "2022-01-06", between: str = ". ") -> Reading:
    written = Written(between.join(parts), name, published=published)
    for part in parts:
        speaker, _, words = part.partition(": ")
        name, _, verb = speaker.partition(" ")
        source = (written.extent(name),) if name else ()
        written.claim(part, name or None, source=source, content=(written.extent(words),), **SAID[verb])
    return written.reading()


def denied(*readings: Reading, settled: frozenset[str] = frozenset()) -> list[str]:
    setting = cast("DocumentContext", Setting(list(readings)))
    return [each.claim.content[0].quote for each in find_rebuttals(readings, setting, settled)]


def test_what_a_relative_clause_takes_up_is_answered() -> None:
    written = Written("The union said that nine men had fled, which the men denied.", "a")
    said = written.extent("nine men had fled, which the men denied")
    written.claim("The union said that nine men had fled, which the men denied", "Union",
                  source=(written.extent("The union"),), content=(said,), **SAID[""])  # fmt: skip
    written.claim("which the men denied", "Men", source=(written.extent("the men"),),
                  content=(written.extent("which"),), **SAID["denied"])  # fmt: skip
    assert denied(written.reading()) == ["nine men had fled, which the men denied"]


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("Ministry denied: the Red Lamp League report as biased", ["guards beat the novices"]),
        ("Ministry denied: the findings of the Red Lamp League", ["guards beat the novices"]),
        ("Ministry denied: the Blue Lamp League report", []),
        ("Ministry denied: the offer of the Red Lamp League", []),
    ],
)
def test_who_rejects_a_report_answers_the_body_that_made_it(answer: str, wanted: list[str]) -> None:
    report = Written("Guards beat the novices, the league says: guards beat the novices", "b",
                     published="2022-01-05", publisher="Red Lamp League")  # fmt: skip
    report.claim("guards beat the novices", "league", source=(report.extent("the league"),),
                 content=(report.extent("guards beat the novices"),), **SAID[""])  # fmt: skip
    assert denied(report.reading(), page("a", answer)) == wanted


def test_a_report_is_rejected_on_what_its_body_says() -> None:
    report = Written("The Red Lamp League says that guards beat the novices", "b", published="2022-01-05")
    report.claim("The Red Lamp League says that guards beat the novices", "Red Lamp League",
                 source=(report.extent("The Red Lamp League"),),
                 content=(report.extent("guards beat the novices"),), **SAID[""])  # fmt: skip
    readings = [report.reading(), page("a", "Ministry denied: a report by the Red Lamp League")]
    setting = cast("DocumentContext", Setting(readings))
    assert [each.sure for each in find_rebuttals(readings, setting, frozenset())] == [False]


FAR = "It rained, and the market was closed. " * 20
OTHER = "Union: the mayor sold three bridges"


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([OTHER, "Mayor denied: the accusation"], ["the mayor sold three bridges"]),
        ([OTHER, "Mayor denied: this"], ["the mayor sold three bridges"]),
        ([OTHER, "Clerk: rain is coming", "Mayor denied: the report"], ["rain is coming"]),  # the nearest
        ([OTHER, "Mayor denied: the purchase"], []),  # no word for what was said
        ([OTHER, "Mayor denied: a claim that two of his sons are in jail"], []),  # it says itself what
        ([OTHER, "Mayor denied: the accusation as a game"], ["the mayor sold three bridges"]),
        ([OTHER, "Mayor denied: Malik's accusation"], []),  # another's
        ([OTHER, "Union denied: the accusation"], []),  # nobody answers himself
        ([": the mayor sold three bridges", "Mayor denied: the accusation"], []),  # nobody said it
        (["Mayor denied: the accusation", OTHER], []),  # an answer comes after
        ([OTHER + FAR, "Mayor denied: the accusation"], []),
        ([OTHER, "Mayor denied: the toll of 40"], []),  # a number is denied as one
        ([OTHER, "Mayor: he had nothing to do with it"], ["the mayor sold three bridges"]),
        ([OTHER, "Mayor: the story was a lie"], ["the mayor sold three bridges"]),
        ([OTHER, "Mayor: the calendar was false"], []),
        ([OTHER, "Mayor denied: which"], ["the mayor sold three bridges"]),
    ],
)  # fmt: skip
def test_who_rejects_the_accusation_means_the_one_before(parts: list[str], wanted: list[str]) -> None:
    assert denied(page("a", *parts)) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Crew: chlorine leaked into the cellar", "Plant denied: chlorine was kept there", True),
        ("Crew: chlorine leaked into the cellar", "Plant denied: the gates were shut", False),
        ("Abbot: the bridge was closed", "Guild denied: it had paid for the bridge", False),  # one word
        (
            "Abbot: Olmeda lost its bridge",
            "Guild denied: it had sold the bridge and two ferries to Olmeda or others",
            True,
        ),
        ("Crew: a gas came out", "Plant denied: a gas came", False),  # "gas" is too short to name a thing
    ],
)
def test_what_follows_on_a_claim_and_names_its_thing(one: str, other: str, wanted: bool) -> None:
    assert bool(denied(page("a", one, other))) == wanted
    assert not denied(page("a", one, other, between=f". {FAR}"))


THEFT, TORTURE = "Police alleged: the mayor of theft", "Group alleged: the army of torture"


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([THEFT, TORTURE, "Mayor denied: the police accusation"], ["the mayor of theft"]),  # by name
        ([THEFT, TORTURE, "Mayor denied: the accusation"], ["the mayor of theft"]),  # who answers is accused
        ([THEFT, TORTURE, "Army denied: the accusation"], ["the army of torture"]),
        ([TORTURE, "Mayor denied: the accusation"], []),  # nobody accused the mayor
    ],
)
def test_who_rejects_an_accusation_is_the_accused(parts: list[str], wanted: list[str]) -> None:
    assert denied(page("a", *parts)) == wanted


SOLD = "Union: soldiers burned the harvest of Belor"


@pytest.mark.parametrize(
    ("denial", "published", "wanted"),
    [
        ("Army denied: soldiers burned the harvest", "2022-01-09", True),
        ("Army denied: soldiers had left the barracks", "2022-01-09", False),  # one word is shared
        ("Union denied: soldiers burned the harvest", "2022-01-09", False),
        ("Army denied: soldiers burned the harvest", "2024-01-09", False),  # years later
    ],
)
def test_a_denial_in_like_words_of_another_report(denial: str, published: str, wanted: bool) -> None:
    assert bool(denied(page("a", SOLD), page("b", denial, published=published))) == wanted


def test_words_of_very_many_claims_bring_none_together() -> None:
    claims = [page(f"a{n}", SOLD) for n in range(BLOCK_LIMIT + 1)]
    assert denied(*claims, page("b", "Army denied: soldiers burned the harvest")) == []


def test_a_denial_speaks_against_one_claim_and_a_settled_one_against_none() -> None:
    told = page("a", OTHER, "Clerk: the mayor sold three bridges to his son", "Mayor denied: this accusation")
    assert len(denied(told)) == 1
    assert denied(told, settled=frozenset(claim.id for claim in told.claims)) == []
