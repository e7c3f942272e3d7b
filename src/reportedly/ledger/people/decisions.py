"""Decisions as commands and forms give them: an action, ids of records, and values as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from ...choices import DECISIONS
from ...errors import CannotJudge
from ...records import Contradiction, Judgement, Record
from ..file.field_values import IN_WORDS, NOTHING, allowed, fits, settable
from ..store import Ledger
from . import review

TRUTHS = {"true": True, "false": False}


def decide(
    ledger: Ledger, action: str, names: Sequence[str], settings: Sequence[str], *, by: str, why: str
) -> Judgement:
    """The decision stands in the ledger.

    Args:
        ledger: open for writing.
        action: one of `DECISIONS`.
        names: of the records; for `relation` the contradiction and what it is; for `grade` the finding and
            its Admiralty code; for `undo` the judgement.
        settings: `field=value`, for `correct` alone.
        by: who decides.
        why: the reason.

    Raises:
        NoSuchRecord: the ledger has no such record (any more).
        CannotJudge: names or values do not fit the action; nobody is named; no reason is given.
    """
    if action != "correct" and settings:
        raise CannotJudge(f"{action} sets no values; correct does")
    match action:
        case "accept":
            return review.accept(ledger, _one(action, names), by=by, why=why)
        case "reject":
            return review.reject(ledger, _one(action, names), by=by, why=why)
        case "same":
            return review.same(ledger, names, by=by, why=why)
        case "different":
            return review.different(ledger, names, by=by, why=why)
        case "undo":
            return review.undo(ledger, _one(action, names), by=by, why=why)
        case "grade":
            if len(names) != 2:
                raise CannotJudge("grade takes a claim, event or figure and an Admiralty code such as B2")
            return review.grade(ledger, names[0], names[1].upper(), by=by, why=why)
        case "relation":
            return _relate(ledger, names, by, why)
        case "correct":
            record = ledger.record(_one(action, names))
            return review.correct(ledger, record.id, changes_of(record, settings), by=by, why=why)
    raise CannotJudge(f"{action!r} is not one of {', '.join(DECISIONS)}")


def _relate(ledger: Ledger, names: Sequence[str], by: str, why: str) -> Judgement:
    if len(names) != 2:
        raise CannotJudge("relation takes a contradiction and what it is, such as update")
    record = ledger.record(names[0])
    if not isinstance(record, Contradiction):
        raise CannotJudge(f"{record.id} is not a contradiction")
    changes = changes_of(record, [f"relation={names[1]}"])
    return review.correct(ledger, record.id, changes, by=by, why=why)


def changes_of(record: Record, settings: Sequence[str]) -> dict[str, Any]:
    """Fields with their new values, each of the field's own type.

    Raises:
        CannotJudge: a setting is no `field=value`, its field cannot be set, or its value does not fit.
    """
    kinds = settable(record)
    changes: dict[str, Any] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise CannotJudge(f"{setting!r} is not of the form field=value, such as low=8 or high={NOTHING}")
        if name not in kinds:
            raise CannotJudge(f"{name!r} of {record.id} cannot be set; {_instead(record, name, kinds)}")
        changes[name] = _value(f"{name} of {record.id}", value, kinds[name])
    if not changes:
        hint = f"name what is otherwise, such as {next(iter(kinds))}=..." if kinds else FOLLOWS
        raise CannotJudge(f"nothing to correct: {hint}")
    return changes


FOLLOWS = "it follows from claims, events, figures and documents: correct these"


def _instead(record: Record, name: str, kinds: Mapping[str, Any]) -> str:
    """What can be set where this cannot; whose number a figure is stands in its claim."""
    if not kinds:
        return FOLLOWS
    claim = getattr(record, "claim", None)
    if name == "claimant" and claim:
        return f"who says it is the claimant of {claim}: correct that"
    return f"{', '.join(kinds)} can"


def _value(where: str, value: str, kinds: tuple[Any, ...]) -> Any:
    if value == NOTHING and type(None) in kinds:
        return None
    for kind in kinds:
        if get_origin(kind) is Literal and value in get_args(kind):
            return value
        if kind is bool and value in TRUTHS:
            return TRUTHS[value]
        if kind in (int, float) and (number := _number(value)) is not None:
            return int(number) if kind is int else number
        if (kind is str and value) or (kind in IN_WORDS and fits(value, (kind,))):
            return value
    raise CannotJudge(f"{where} cannot be {value!r}; {allowed(kinds)} can")


def _number(value: str) -> float | None:
    plain = value.replace(",", "")
    is_one = plain.isascii() and plain.replace(".", "", 1).isdecimal() and len(plain) <= 15
    return float(plain) if is_one else None


def _one(action: str, names: Sequence[str]) -> str:
    if len(names) != 1:
        raise CannotJudge(f"{action} takes one record, not {len(names)}")
    return names[0]
