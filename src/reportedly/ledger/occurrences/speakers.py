"""Who makes each claim, kept with the ledger: whatever shows claimants counts them as joining does."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ...lexicon import load_countries
from ...records import Claimant, Reading
from ..file.kept_results import kept_while_told
from ..neighbourhoods.standing_rows import StandingRows
from ..traits.claimants import STANDS_IN, Speaker
from ..traits.offices import AT, words_of
from .document_context import DocumentContext


class SpokenBy(NamedTuple):
    """A claim and who makes it."""

    claim: str
    document: str
    key: str
    """Of one claimant over all documents, before people say that two are one: that is followed at once."""
    told: str
    """Its name in the claim, casefolded."""
    known: str
    """Its name in the accounts."""
    apart: str
    """What tells it from others of that name, without its name."""
    land: str | None
    """The country that it is of, or else that of the texts in which it is known."""
    why: str
    """Why that name means this claimant."""


def find_speakers(
    readings: Iterable[Reading], setting: DocumentContext
) -> Iterator[tuple[str, Sequence[SpokenBy]]]:
    """By document the claims of these readings whose claimant is named."""
    for reading in readings:
        document = reading.document.id
        story = setting.stories[setting.story[document]].documents[0]
        by_rules = setting.understood_in(document) if setting.merged else None
        told = reading.claims, setting.speakers_of(document), by_rules, setting.documents[story].published
        yield document, _speakers_in(document, told, setting)


@kept_while_told
def _speakers_in(document: str, told: tuple[Any, ...], setting: DocumentContext) -> Sequence[SpokenBy]:
    """Those of one document: they follow from its claims, its speakers and the day of its story."""
    found = []
    for claim in told[0]:
        if claim.claimant is None:
            continue
        known = setting.speaker_in(document, claim).claimant
        speaker = setting.speaker_by_rules(document, claim)
        if known is not None and speaker.claimant is not None:
            found.append(
                SpokenBy(
                    claim.id,
                    claim.document,
                    speaker.key,
                    claim.claimant.name.casefold(),
                    known.name,
                    _apart(claim.claimant, speaker, setting),
                    speaker.land,
                    _why(claim.claimant, speaker),
                )
            )
    return found


def replace_speakers(
    connection: sqlite3.Connection,
    spoken: Iterable[tuple[str, Sequence[SpokenBy]]],
    standing: StandingRows,
) -> None:
    """These are who makes the claims of these documents; rows that are equal stay where they are."""
    others = {document: told for document, told in spoken if not standing.is_spoken(document, told)}
    coming = {each.claim: each for told in others.values() for each in told}
    columns = ", ".join(SpokenBy._fields)
    here = connection.execute(
        f"SELECT {columns} FROM speakers WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(list(others)),),
    ).fetchall()
    gone = [(row[0],) for row in here if coming.get(row[0]) != row]
    kept = {row[0] for row in here} - {claim for (claim,) in gone}
    connection.executemany("DELETE FROM speakers WHERE claim = ?", gone)
    marks = ", ".join("?" * len(SpokenBy._fields))
    connection.executemany(
        f"INSERT INTO speakers ({columns}) VALUES ({marks})",
        [row for claim, row in coming.items() if claim not in kept],
    )
    for document, told in others.items():
        standing.spoke(document, told)


def _apart(claimant: Claimant, speaker: Speaker, setting: DocumentContext) -> str:
    """The country, the office where the name does not say it, and the day of the story where it matters."""
    if speaker.outlet:
        return "the outlet itself"
    parts = [name_of_country(speaker.land)]
    own = words_of(claimant.name)
    office = words_of((speaker.office or "").replace(AT, " ").replace("-", " "))
    if speaker.state is not None and (more := [word for word in office if word not in own]):
        parts.append(" ".join(more))
    if speaker.story:
        published = setting.documents[speaker.story].published
        parts.append(published[:10] if published else "undated")
    if speaker.key.endswith(f":{STANDS_IN}"):
        parts.append("not the head itself")
    if speaker.parted:
        parts.append("told apart")
    return ", ".join(parts)


def _why(claimant: Claimant, speaker: Speaker) -> str:
    """Which rule says that a name means this claimant."""
    assert speaker.claimant is not None
    country = name_of_country(speaker.land)
    if speaker.parted:
        return "people said that it is another one"
    known = speaker.claimant
    if known.name != claimant.name and (claimant.key is None or claimant.key != known.key):
        return f"in full {speaker.claimant.name}, as other documents name it"
    if speaker.outlet:
        return "the outlet speaks of itself"
    if speaker.key.startswith("office:"):
        if claimant.type == "person":
            return f"reports name it as who heads or speaks for this office of {country}"
        return f"one office of {country}" + (" in one story" if speaker.story else "")
    if claimant.key is not None:
        return "one name that stands for one claimant everywhere"
    return f"the same words in {country}" + (", in one story" if speaker.story else "")


def name_of_country(code: str | None) -> str:
    """The name of a country by its code, as a reader expects it."""
    return _names().get(code, code) if code else "country not known"


@cache
def _names() -> Mapping[str, str]:
    """By code; a state comes before its parts and before lands that it or others hold."""
    states_last = sorted(load_countries(), key=lambda each: each.kind == "state")
    return {each.code: each.name for each in states_last if each.code}
