"""Figures by named rules as text: an occurrence, then one line per measure and rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from ..console import escaped
from ..ledger.accounts.estimates import Estimate
from ..ledger.occurrences.titles import in_marks
from ..ledger.wording import say_when, several
from ..privacy import Pseudonyms
from ..records import Occurrence


def estimate_lines(
    occurrence: Occurrence, estimates: Iterable[Estimate], names: Pseudonyms, *, as_json: bool
) -> Iterator[str]:
    """What rules make of the accounts of an occurrence, without private names, as text or as JSON."""
    title = names.hide(occurrence.title)
    if as_json:
        for each in estimates:
            told = {"occurrence": occurrence.id, "title": title, **asdict(each)}
            yield json.dumps(told, ensure_ascii=False)
        return
    for number, each in enumerate(estimates):
        if number == 0:
            where = f"{say_when(occurrence.when)}, {occurrence.id}"
            yield escaped(f"{in_marks(' '.join(title.split()))} ({where})")
        yield escaped(f"  {_line(each)}")


def _line(estimate: Estimate) -> str:
    """Such as `killed, UCDP low/best/high: low 8, high 12 (4 accounts of 2 independent origins)`."""
    numbers = ", ".join(
        f"{name} {value:,.10g}"
        for name, value in (("low", estimate.low), ("best", estimate.best), ("high", estimate.high))
        if value is not None
    )
    accounts, origins = len(estimate.accounts), estimate.origins
    stood = f"{several(accounts, 'account')} of {several(origins, 'independent origin')}"
    return f"{estimate.measure}, {estimate.rule}: {numbers} ({stood})"
