"""Accusations that lie in what is told: who says that others attacked them accuses those others.

Only of states and bodies that speak of themselves: a witness who tells of a robbery accuses nobody in
PLOVER's sense. The violence stays an event of its own beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..contract import record_id
from ..records import Claim, Event, Participant

PUBLIC = frozenset({"state", "organisation"})
"""Kinds of claimants whose word that they were attacked is an accusation."""

BLAMING = frozenset({"asserts", "alleges", "confirms"})


def accusation_of(event: Event, claim: Claim, told: Collection[int]) -> Iterator[Event]:
    """The accusation by those to whom violence was done, if its claim is one; `told` are known triggers."""
    who = claim.claimant
    is_public = who is not None and who.type in PUBLIC and claim.stance in BLAMING
    if who is None or not is_public or event.type != "ASSAULT" or not claim.cue or not claim.source:
        return
    cue, source = claim.cue[0], claim.source[0]
    if cue.start in told or claim.certainty == "denied":
        return
    speaker = Participant(
        name=who.name,
        key=who.key,
        type=who.type,
        sector=who.sector,
        country=who.country,
        start=source.start,
        end=source.end,
        quote=source.quote,
    )
    yield Event(
        id=record_id("event", event.document, cue.start, cue.end, "accusation_of"),
        document=event.document,
        rule="event/accusation_of",
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        trigger=cue,
        type="ACCUSE",
        mode="allege",
        contexts=(),
        actors=(speaker,),
        recipients=event.actors,
        place=None,
        when=None,
        status="actual",
        claim=claim.within,
        certainty="asserted",
        segment=event.segment,
    )
