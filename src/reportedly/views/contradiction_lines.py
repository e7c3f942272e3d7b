"""Contradictions as text: what kind each is, what it is about, and both sides in their words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from ..console import escaped
from ..ledger.accounts.doubts import is_aside
from ..ledger.asking.queries import Filter
from ..ledger.store import Ledger
from ..privacy import Pseudonyms
from ..records import Contradiction
from .decisions_page import decisions_of
from .tables import ContradictionRow, every_row

REJECTED = "rejected"


def contradiction_lines(
    ledger: Ledger, wanted: Filter, names: Pseudonyms, *, asides: bool = False, as_json: bool = False
) -> Iterator[str]:
    """Each contradiction that the filter finds, the surest and worst first, without private names.

    What people rejected is left out. A relation that they corrected is told as they have it.

    Args:
        ledger: which holds them.
        wanted: the relation, the occurrence or whatever else is asked for.
        names: what stands for private persons.
        asides: steps and parts of a count too, which only look like contradictions.
        as_json: one object for each, in place of three lines.
    """
    for each in every_row(ledger, "contradictions", wanted, decisions_of(ledger).standing):
        row = cast("ContradictionRow", each)
        record = cast("Contradiction", ledger.record(row.id))
        if row.review == REJECTED or (is_aside(record) and not asides):
            continue
        title, why = names.hide(row.occurrence_title), names.hide(row.why)
        if as_json:
            told = {
                "id": row.id,
                "relation": row.relation,
                "measure": row.measure,
                "occurrence": row.occurrence,
                "title": title,
                "sureness": record.sureness,
                "why": why,
                "review": row.review,
            }
            yield json.dumps(told, ensure_ascii=False)
            continue
        about = ", ".join(filter(None, (row.measure, title, row.when, row.place)))
        yield escaped(f"{row.relation.replace('_', ' ')}: {about}")
        yield escaped(f"  {' '.join(why.split())}")
        yield escaped(f"  {row.id}")
