"""A ledger is brought up to date without telling a watch what other rules find in old documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..joining import STAGES, Joining, join
from ..neighbourhoods import neighbourhood_state, renewal
from ..store import Ledger
from .alarms import mark_told, untold


@dataclass(frozen=True, slots=True)
class Waiting:
    """What `join_waiting` will do."""

    steps: int
    """How often it will look at a document."""
    renews: bool
    """All is joined anew, since other rules joined it."""
    goes_on: bool
    """All was to be joined anew already, and that was cut off."""
    left_alone: bool
    """Other rules joined it, and it stays so until somebody asks."""


def waiting(ledger: Ledger, *, anew: bool = False, asked: bool = False) -> Waiting:
    """What `join_waiting` will do; nothing is left alone where somebody `asked`."""
    left_alone = not asked and renewal.is_left_alone(ledger)
    renews = renewal.is_outdated(ledger) and not left_alone
    steps = neighbourhood_state.count_steps(ledger)
    if (renews or anew) and not was_watched(ledger):
        steps = 0
    if renews or anew:
        steps += STAGES * ledger.stats()["documents"]
    goes_on = steps > 0 and not renews and renewal.renewed_up_to(ledger) is not None
    return Waiting(steps, renews, goes_on, left_alone)


def join_waiting(
    ledger: Ledger,
    step: Callable[[int], None],
    *,
    anew: bool = False,
    asked: bool = False,
    upto: int = renewal.ALL,
) -> tuple[Joining, int]:
    """Whatever waits is joined, and all where other rules joined it; no watch tells what these change.

    A ledger of other rules with more than `upto` documents stays as it is. What was filed until then and not
    told is told still, also where the renewal is cut off: the ledger keeps what nobody was told of.

    Returns:
        The join, and how many changes in documents of before were marked as told.
    """
    renews = waiting(ledger, asked=asked).renews and not renewal.is_larger(ledger, upto)
    if (renews or anew) and renewal.renewed_up_to(ledger) is None and was_watched(ledger):
        join(ledger, upto=0, step=step)
        renewal.keep_untold(ledger, {each.key for each in untold(ledger)})
    done = join(ledger, anew=anew, upto=renewal.ALL if renews else 0, step=step)
    return done, 0 if done.outdated else _mark_renewed(ledger)


def was_watched(ledger: Ledger) -> bool:
    """Whether a watch has told, or marked as told, what is in the ledger."""
    return any(True for _ in ledger.ask("SELECT 1 FROM alarms LIMIT 1"))


def _mark_renewed(ledger: Ledger) -> int:
    """What a renewal found in documents of before it is marked as told, and the renewal is over."""
    if (last := renewal.renewed_up_to(ledger)) is None:
        return 0
    with ledger.writing() as connection:
        marked = []
        if was_watched(ledger):
            later = ledger.ask("SELECT id FROM documents WHERE number > ?", (last,))
            new = {row["id"] for row in later}
            found, before = untold(ledger), renewal.kept_untold(ledger)
            marked = [each for each in found if each.key not in before and new.isdisjoint(each.documents)]
            mark_told(ledger, marked)
        renewal.end(connection)
    return len(marked)
