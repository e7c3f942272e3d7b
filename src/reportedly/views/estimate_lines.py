"""A figure by a named rule as a line: the rule's name stands in it always."""

from __future__ import annotations

import json
from dataclasses import asdict

from ..console import escaped
from ..ledger.estimates import Estimate
from ..ledger.wording import several
from ..privacy import Pseudonyms
from ..records import Occurrence


def estimate_text(occurrence: Occurrence, estimate: Estimate, names: Pseudonyms, *, as_json: bool) -> str:
    """What a rule makes of the accounts of an occurrence, without private names, as text or as JSON."""
    title = names.hide(occurrence.title)
    if as_json:
        return json.dumps(
            {"occurrence": occurrence.id, "title": title, **asdict(estimate)}, ensure_ascii=False
        )
    numbers = ", ".join(
        f"{name} {value:,.10g}"
        for name, value in (("low", estimate.low), ("best", estimate.best), ("high", estimate.high))
        if value is not None
    )
    stood = (
        f"{several(len(estimate.accounts), 'account')} of {several(estimate.origins, 'independent origin')}"
    )
    return escaped(f"{occurrence.id} {estimate.measure} by {estimate.rule}: {numbers} ({stood}) — {title}")
