"""Parts of claims, for the tests of several modules."""

from __future__ import annotations

from reportedly.records import Claim, Reading


def by_cue(reading: Reading, words: str) -> Claim:
    return next(claim for claim in reading.claims if [part.quote for part in claim.cue] == [words])


def told(claim: Claim) -> list[str]:
    return [part.quote for part in claim.content]
