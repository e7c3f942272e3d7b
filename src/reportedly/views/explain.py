"""Explains each finding: its rule, and the words it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..console import escaped
from ..contract import to_json
from ..ledger.file.field_values import NOTHING
from ..ledger.people.review import as_corrected
from ..ledger.store import Ledger
from ..ledger.wording import on_one_line, say_count, say_when
from ..records import (
    Actor,
    Amount,
    Claim,
    Event,
    Extent,
    Figure,
    Hedge,
    Participant,
    Place,
    Reading,
    Record,
    Time,
    When,
)
from .decisions_page import Decision, decisions_of

AROUND = 200
"""Characters shown on either side of a record's words: about three lines of a terminal."""

Finding = Actor | Place | Time | Amount | Hedge | Claim | Event | Figure


def explain(reading: Reading) -> str:
    """All findings of a document in order of the text, each with its rule and its parts."""
    document = reading.document
    parts = [f"{document.title or document.publisher or document.id} ({document.id})"]
    for finding in _in_order(reading):
        parts += [f"\n{finding.start}-{finding.end} {_kind(finding)} “{on_one_line(finding.quote)}”"]
        parts += [
            f"  {name:<10} {told}" for name, told in (("rule", finding.rule), *_parts(finding, reading))
        ]
    for notice in reading.notices:
        parts.append(
            f"\nnotice {notice.code}: {notice.message}" + (f" “{notice.quote}”" if notice.quote else "")
        )
    return escaped("\n".join(parts)) + "\n"


def _in_order(reading: Reading) -> list[Finding]:
    found: list[Finding] = [
        *reading.actors,
        *reading.places,
        *reading.times,
        *reading.amounts,
        *reading.hedges,
        *reading.claims,
        *reading.events,
        *reading.figures,
    ]
    return sorted(found, key=lambda finding: (finding.start, -finding.end))


def _kind(finding: Finding) -> str:
    return type(finding).__name__.lower()


def _parts(finding: Finding, reading: Reading) -> Iterator[tuple[str, str]]:
    match finding:
        case Actor():
            yield "name", f"{finding.name} ({finding.key or 'no key'})"
            yield "type", _told(finding.type, finding.sector, finding.country, finding.private and "private")
        case Place():
            yield "name", f"{finding.name}, {finding.feature}, {finding.country or 'country unknown'}"
            yield "chosen", f"GeoNames {finding.geonames}, {finding.rivals} other places bear the name"
        case Time():
            yield "value", f"{finding.value or 'open'} ({finding.timex}, {finding.basis})"
            yield (
                "interval",
                f"{finding.earliest or '?'} to {finding.latest or '?'}, {finding.precision or '?'}",
            )
        case Amount():
            yield "value", f"{say_count(finding)} ({finding.bound})"
            yield "unit", finding.unit or "none"
        case Hedge():
            yield "type", finding.type
            yield "reaches", f"“{on_one_line(finding.scope.quote)}”"
        case Claim():
            yield from _claim_parts(finding)
        case Event():
            yield from _event_parts(finding, reading)
        case Figure():
            yield "counts", f"{finding.measure}: {say_count(finding)}"
            yield "group", finding.group or "not said"
            yield "stands in", finding.claim or "the outlet's own voice"
            yield "when", say_when(finding.when)


def _claim_parts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "cue", _quoted(claim.cue)
    yield "source", _quoted(claim.source)
    if claim.claimant:
        yield "claimant", f"{claim.claimant.name} ({claim.claimant.key or 'no key'})"
    if claim.channel:
        yield "through", ", ".join(claim.channel)
    yield "content", _quoted(claim.content)
    yield (
        "sureness",
        _told(claim.stance, claim.certainty, claim.distance, claim.direct and "in quotation marks"),
    )
    if claim.within:
        yield "within", claim.within


def _event_parts(event: Event, reading: Reading) -> Iterator[tuple[str, str]]:
    yield "trigger", f"“{event.trigger.quote}” {_told(event.type, event.mode, event.status)}"
    yield "who", _named(event.actors)
    yield "to whom", _named(event.recipients)
    place = next((place.name for place in reading.places if place.id == event.place), "not said")
    yield "where", place
    yield "when", f"{say_when(event.when)} ({event.when.basis})" if event.when else "undated"
    yield "stands in", event.claim or "the outlet's own voice"


def _quoted(extents: Iterable[Extent]) -> str:
    return " … ".join(f"“{on_one_line(extent.quote)}”" for extent in extents) or "hidden"


def _named(participants: Iterable[Participant]) -> str:
    return "; ".join(f"{each.name} “{on_one_line(each.quote)}”" for each in participants) or "not said"


def _told(*parts: str | bool | None) -> str:
    return ", ".join(part for part in parts if isinstance(part, str))


def show_record(record: Record, ledger: Ledger) -> str:
    """One record of a ledger: what people decided of it, its fields, its words in the stored text.

    A field that people corrected has the value that stands now, and behind it the one that was read.
    """
    decisions = decisions_of(ledger)
    read, now = to_json(record), to_json(as_corrected(record, decisions.standing))
    parts = [_decided(each) for each in reversed(decisions.of(record.id))]
    for name, value in now.items():
        if name in ("text", "segments") or (value in (None, [], "") and value == read[name]):
            continue
        was = f" (read as {on_one_line(_as_told(read[name]))})" if value != read[name] else ""
        called = f" ({_place_named(ledger, value)})" if name == "place" and value else ""
        parts.append(f"{name:<14} {on_one_line(_as_told(value))}{called}{was}")
    start, end, document = (getattr(record, name, None) for name in ("start", "end", "document"))
    if isinstance(start, int) and isinstance(end, int) and isinstance(document, str):
        text = ledger.reading(document).document.text
        before, after = (
            on_one_line(text[max(0, start - AROUND) : start]),
            on_one_line(text[end : end + AROUND]),
        )
        parts += ["", f"…{before} >>>{text[start:end]}<<< {after}…"]
    return escaped("\n".join(parts))


def _place_named(ledger: Ledger, place: str) -> str:
    rows = ledger.ask("SELECT name FROM places WHERE id = ?", (place,))
    return on_one_line(next((row["name"] for row in rows), "no longer in the ledger"))


def record_json(record: Record, ledger: Ledger) -> str:
    """The record as it was read, as one line of JSON; `corrected` has the fields that people corrected."""
    decisions = decisions_of(ledger)
    read, now = to_json(record), to_json(as_corrected(record, decisions.standing))
    changed = {name: value for name, value in now.items() if value != read[name]}
    decided = [
        {
            name: getattr(each, name)
            for name in ("id", "verdict", "change", "by", "at", "reason", "undoes", "stands")
        }
        for each in decisions.of(record.id)
    ]
    more = {"corrected": changed, "decisions": decided} if decided else {}
    return json.dumps({**read, **more}, ensure_ascii=False)


def _decided(decision: Decision) -> str:
    """A decision in one line: what, by whom, when and why."""
    verdict = "undone" if decision.undoes else decision.verdict
    change = f" {decision.change}," if decision.change else ""
    gone = "" if decision.stands or decision.undoes else " (taken back)"
    told = (
        f"{verdict:<14}{change} by {decision.by}, {decision.at[:10]}: {decision.reason}{gone} [{decision.id}]"
    )
    return on_one_line(told)


def _as_told(value: object) -> str:
    """A field's value for people: a time as a day, words in quotation marks, who acts or speaks by name."""
    match value:
        case None:
            return NOTHING
        case {"earliest": first, "latest": last, "precision": precision, "basis": basis}:
            told = say_when(When(first, last, precision, basis))
            return f"{told} ({', '.join(filter(None, (precision, basis)))})"
        case {"name": name, "key": key}:
            return f"{name} ({key})" if key else str(name)
        case {"quote": quote}:
            return f"“{quote}”"
        case list():
            return "; ".join(map(_as_told, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
