"""The next record to review, and past decisions, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..console import escaped
from ..contract import to_json, to_line
from ..errors import NoSuchRecord
from ..ledger.store import Ledger
from ..ledger.wording import say_count
from ..records import Account, Judgement
from .explain import show_record
from .findings import ReviewPage


def next_text(page: ReviewPage, ledger: Ledger) -> str:
    """One record that nobody has decided of, with its words, who says so and what it contradicts."""
    if page.card is None:
        return f"nothing is left to decide; {page.decided:,} decided by people"
    card = page.card
    against = [
        f"{row.id} ({row.relation}): {_side(row.left, ledger)} | {_side(row.right, ledger)}"
        for row in page.conflicts
    ]
    parts = [
        f"{page.left:,} to decide, {page.decided:,} decided by people",
        "",
        f"{card.head} — {card.who}",
        *against,
        "",
        show_record(ledger.record(card.id), ledger),
        "",
        f"to decide: reportedly review {ledger.path} accept {card.id} --by NAME --why WORDS",
        "(or reject, correct --set FIELD=VALUE, grade; --next --skip ID shows another one)",
    ]
    return escaped("\n".join(parts))


def _side(name: str, ledger: Ledger) -> str:
    """Who says how many, or the id of what says it."""
    try:
        account = ledger.record(name)
    except NoSuchRecord:
        return name
    if not isinstance(account, Account) or account.bound is None:
        return name
    who = account.claimant.name if account.claimant else "a source that is not named"
    return f"{who}: {say_count(account)}, {account.as_of or 'undated'}"


def next_json(page: ReviewPage, ledger: Ledger) -> str:
    """The same as one JSON object; `record` is null where nothing is left."""
    told: dict[str, Any] = {"left": page.left, "decided": page.decided, "record": None}
    if page.card is not None and page.passage is not None:
        words = {name: getattr(page.passage, name) for name in ("outlet", "before", "quote", "after")}
        told |= {"record": to_json(ledger.record(page.card.id)), "who": page.card.who, "words": words}
        told["contradictions"] = [row.id for row in page.conflicts]
    return json.dumps(told, ensure_ascii=False)


def judgement_text(judgement: Judgement, *, as_json: bool = False) -> str:
    """A decision as a line: what, of what, by whom, when and why."""
    if as_json:
        return to_line(judgement)
    value = json.loads(judgement.value or "{}")
    undoes = value.get("undoes") if isinstance(value, dict) else None
    what = f"undoes {undoes}" if undoes else judgement.verdict
    changed = f" from {_told(value.get('before'))} to {_told(value['after'])}" if "after" in value else ""
    who = judgement.decided_by.partition(":")[2] or judgement.decided_by
    return escaped(
        f"{judgement.id} {judgement.decided_at} {who}: {', '.join(judgement.subject)} {what}{changed}"
        f" — {judgement.reason}"
    )


def _told(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)


def log_lines(judgements: Iterable[Judgement], person: str, *, as_json: bool) -> Iterator[str]:
    """The decisions of people, in order; the rules' own joins are not among them."""
    return (
        judgement_text(each, as_json=as_json) for each in judgements if each.decided_by.startswith(person)
    )
