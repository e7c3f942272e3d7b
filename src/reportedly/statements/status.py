"""Whether what a clause says is said to have happened, and how surely."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..language.clauses import Clause, tree_of
from ..language.closed_classes import DEMANDING_MODALS, FUTURE_IN_PAST, FUTURE_MODALS
from ..language.questions import asks_how_many, asks_whether, is_question
from ..records import Certainty, Claim, Document, Hedge, HedgeType, Status
from .event_setting import EventSetting
from .reach import is_granted
from .sureness import certainties_of, least_sure

if TYPE_CHECKING:
    from spacy.tokens import Token

HISTORICAL_YEARS = 1
"""What ended longer before publication is background: reports of a crisis go back months, not years. On 133
reports F1 of types of incident is 65.8 with two years and 66.1 with one, on 133 others 66.3 and 66.7."""

REACH = 600
"""Characters: no scope that begins further back reaches a place; sentences are shorter."""

NESTING = 40
"""Contents looked back through: more claims than this do not begin inside one content."""

STATUS_OF_HEDGE: Mapping[HedgeType, Status] = {
    "negated": "negated",
    "possible": "possible",
    "conditional": "possible",
    "future": "future",
}


class Hedging:
    """The hedges of a document, ready to be asked which reach a place.

    Scopes are kept in order of their start with the furthest end so far, so that a question looks only
    at scopes that can reach.
    """

    def __init__(self, hedges: Sequence[Hedge]) -> None:
        self._hedges = sorted(hedges, key=lambda hedge: hedge.scope.start)
        self._starts = [hedge.scope.start for hedge in self._hedges]

    def reaching(self, place: int) -> list[Hedge]:
        """Hedges whose scope holds the place."""
        found: list[Hedge] = []
        for index in range(bisect_right(self._starts, place) - 1, -1, -1):
            hedge = self._hedges[index]
            if hedge.scope.end > place:
                found.append(hedge)
            if place - hedge.scope.start > REACH:
                break
        return found


class Claims:
    """The claims of a document by the stretches that they cover, and the rules of those that judge."""

    def __init__(self, claims: Sequence[Claim], judging: frozenset[str]) -> None:
        self._judging = judging
        self._pieces = sorted(
            ((extent.start, extent.end, claim) for claim in claims for extent in claim.content),
            key=lambda piece: piece[:2],
        )
        self._starts = [piece[0] for piece in self._pieces]

    def holding(self, place: int, word: Token | None = None) -> Claim | None:
        """The innermost claim whose content holds the place; of a word, none that takes it for granted."""
        best: tuple[int, Claim] | None = None
        last = bisect_right(self._starts, place) - 1
        for index in range(last, max(-1, last - NESTING), -1):
            start, end, claim = self._pieces[index]
            inner = end > place and (best is None or end - start < best[0])
            if inner and (word is None or not is_granted(word, claim, self._judging)):
                best = end - start, claim
        return best[1] if best else None


def status_of(
    clause: Clause, frames: Sequence[Status], hedges: Sequence[Hedge], claim: Claim | None
) -> Status:
    """The status by the clause's own words first, then those that govern it, then the claim."""
    statuses = [STATUS_OF_HEDGE[hedge.type] for hedge in hedges if hedge.type in STATUS_OF_HEDGE]
    if "actual" in frames:  # a refusal: its negation is what is told
        if claim is not None and claim.stance == "denies":
            return "negated"
        return "possible" if "possible" in statuses else "actual"
    if clause.negation is not None or "negated" in statuses or "negated" in frames:
        return "negated"
    if claim is not None and claim.stance == "denies":
        return "negated"
    if frames:
        return frames[0]
    if _is_asked(clause, claim):
        return "possible"
    modal = clause.modal.lower_ if clause.modal is not None else ""
    is_reported = claim is not None or clause.predicate.dep_ == "ccomp"
    if modal in FUTURE_MODALS or (modal in FUTURE_IN_PAST and is_reported and clause.mood == "modal"):
        return "future"
    if _is_still_to_come(clause):
        return "future"
    if modal in DEMANDING_MODALS or clause.mood == "imperative":
        return "demanded"
    if modal or clause.mood == "conditional":
        return "possible"
    if statuses:
        return statuses[0]
    return "actual"


def _is_asked(clause: Clause, claim: Claim | None) -> bool:
    """Whether it is asked if it happened: "Did they shoot?", "were they shot, lawmakers asked".

    Who is not told how many "were shot" is not told that anybody was.
    """
    verb = clause.predicate
    tree = tree_of(verb.doc)
    if asks_how_many(tree, verb.i):
        return True
    asked = (claim is not None and claim.stance == "asks") or is_question(tree, verb.i)
    return asked and asks_whether(tree, verb.i)


def _is_still_to_come(clause: Clause) -> bool:
    """Whether an infinitive tells what is to be: "the plan is to attack", "army to send troops"."""
    predicate = clause.predicate
    is_said_of = predicate.dep_ == "xcomp" and predicate.head.lemma_ == "be"
    return clause.mood == "infinitive" and (is_said_of or predicate.dep_ == "ROOT")


def is_historical(document: Document, setting: EventSetting) -> bool:
    """Whether the time stated lies years before publication, or is a stretch that began then.

    "In the last five years 60 mayors were killed" sums up what is behind the news, and is no event of it.
    """
    when = setting.when
    if when is None or not setting.direct or not document.published:
        return False
    bound = when.earliest if setting.spread else when.latest
    try:
        published = date.fromisoformat(document.published[:10])
        limit = published - timedelta(days=366 * HISTORICAL_YEARS)
        return bound is not None and date.fromisoformat(bound[:10]) < limit
    except (ValueError, OverflowError):
        return False


def certainty_of(claim: Claim | None, hedges: Sequence[Hedge]) -> Certainty:
    """The claim's certainty, or the outlet's own, made less by hedges that reach the trigger."""
    return least_sure(["asserted" if claim is None else claim.certainty, *certainties_of(hedges)])
