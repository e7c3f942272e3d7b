"""How commands join what waits: with progress, and all of a ledger that other rules joined."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..ledger.asking.renewed import Waiting
    from ..ledger.joining import Joining
    from ..ledger.store import Ledger


def join_waiting(
    ledger: Ledger,
    *,
    quiet: bool,
    anew: bool = False,
    asked: bool = False,
    meanwhile: Callable[[], None] = lambda: None,
) -> Joining:
    """Whatever waits is joined, with progress on standard error; what a cut leaves the next command does.

    A ledger that other rules joined is joined anew; but a large one that a newer version joined, or that
    other rules took over from these, is left as it is until somebody `asked`: a line says so.
    """
    from ..ledger.asking.renewed import join_waiting as join
    from ..ledger.asking.renewed import waiting
    from ..ledger.wording import several
    from ..views.progress import Progress

    to_do = waiting(ledger, anew=anew, asked=asked)
    if not quiet and (told := _said_before(ledger, to_do)):
        click.echo(f"reportedly: {told}", err=True)
    with Progress(shown=not quiet, total=to_do.steps, doing="joining") as progress:

        def step(steps: int) -> None:
            progress.step(steps)
            meanwhile()

        done, marked = join(ledger, step, anew=anew, asked=asked)
    if marked and not quiet:
        found = several(marked, "change")
        told = f"{found} that the new rules find in old documents marked as told: no watch prints them"
        click.echo(f"reportedly: {told}", err=True)
    return done


def _said_before(ledger: Ledger, to_do: Waiting) -> str:
    """What a join is about to do, where it is more than joining what was filed."""
    if to_do.left_alone:
        return (
            "this ledger was joined by a newer version, or by other lexicons after these; it stays so: "
            f"`reportedly join {ledger.path}` joins it by the rules of this program"
        )
    if to_do.renews:
        told = "this ledger was joined by another version of the program or with other lexicons"
        return f"{told}; it is brought up to date (safe to interrupt)"
    if to_do.goes_on:
        return "bringing this ledger up to date was cut off; it goes on (safe to interrupt)"
    return ""
