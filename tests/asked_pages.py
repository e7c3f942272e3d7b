"""What tests of the pages share: the pages that every ledger has, and what stands in a ledger's file."""

from __future__ import annotations

from pathlib import Path

from reportedly.ledger.store import open_ledger
from reportedly.records import Claim, Contradiction, Event, Figure, Judgement
from reportedly.views.web import LISTS

PAGES = ("/", "/review", "/decisions", "/export", "/about", *[f"/{kind}" for kind in LISTS])


def first(path: Path, record_type: type[Figure] | type[Claim] | type[Contradiction] | type[Event]) -> str:
    with open_ledger(path, read_only=True) as ledger:
        return next(ledger.records(record_type)).id


def judgements(path: Path) -> list[Judgement]:
    with open_ledger(path, read_only=True) as ledger:
        return [each for each in ledger.records(Judgement) if each.decided_by.startswith("person:")]
