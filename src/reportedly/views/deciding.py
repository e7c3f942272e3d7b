"""What people decide on the pages: appended with who and why, refused where the page was stale."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ..errors import NoSuchRecord
from ..ledger import review
from ..ledger.joining import join
from ..ledger.store import Ledger
from . import findings
from .asked import REVIEWER_COOKIE, Asked, clean_name, page_answer
from .cards import CORRECTED, NUMBERS, Decisions

REASONS = {
    "accept": "agrees with the words",
    "reject": "does not agree with the words",
    "relation": "this is the kind of disagreement",
}
"""What a decision by one key says; a person can write a reason of their own."""


class Stale(Exception):
    """Somebody else decided since the page was made."""


def take_name(asked: Asked) -> Response:
    """The browser remembers who decides."""
    form = asked.form()
    response = RedirectResponse(back_to(form), 303)
    name = clean_name(form.get("by", ""))
    if name:
        response.set_cookie(
            REVIEWER_COOKIE, quote(name, safe=" "), httponly=True, samesite="strict", max_age=365 * 86400
        )
    return response


def join_anew(asked: Asked) -> Response:
    """What joins documents follows from all that is decided now."""
    join(asked.ledger)
    return RedirectResponse(back_to(asked.form()), 303)


def decide(asked: Asked) -> Response:
    """The decision stands in the ledger; one that was taken on a stale page is refused, both shown."""
    form = asked.form()
    record = form.get("record", "")
    try:
        _take(asked, record, form)
    except Stale:
        return page_answer(
            asked,
            "stale.html",
            409,
            record=record,
            form=form,
            history=asked.decisions.of(record),
            seen=form.get("seen", ""),
            now=asked.decisions.last(record),
            back=back_to(form),
        )
    return RedirectResponse(back_to(form), 303)


def _take(asked: Asked, record: str, form: dict[str, str]) -> None:
    if form.get("seen", "") != asked.decisions.last(record):
        raise Stale
    verdict = form.get("verdict") or ("relation" if form.get("relation") else "")
    by = asked.reviewer()
    why = form.get("why", "").strip()
    ledger = asked.ledger
    if ledger.record(record).id != record:  # the start of an id is enough elsewhere, but not to decide
        raise NoSuchRecord(f"no record {record!r}")
    if verdict == "accept":
        review.accept(ledger, record, by=by, why=why or REASONS[verdict])
    elif verdict == "reject":
        review.reject(ledger, record, by=by, why=why or REASONS[verdict])
    elif verdict == "undo":
        last = asked.decisions.undoable(record)
        if last is None:
            raise HTTPException(409, "nothing is decided that could be undone")
        review.undo(ledger, last, by=by, why=why or "taken back")
    elif verdict in ("correct", "relation"):
        changes = _changes(ledger, record, form, asked.decisions)
        why = why or REASONS.get(verdict, "")
        if not why:
            raise HTTPException(400, "a correction needs a reason: why is it to be understood otherwise?")
        review.correct(ledger, record, changes, by=by, why=why)
    else:
        raise HTTPException(400, f"verdict={verdict!r} is none of accept, reject, correct, undo")


def _changes(ledger: Ledger, record: str, form: dict[str, str], decisions: Decisions) -> dict[str, Any]:
    """The fields of a form that differ from what stands."""
    kind = record.partition("-")[0]
    if kind not in CORRECTED:
        raise HTTPException(400, f"{record!r} cannot be corrected on a page")
    changes: dict[str, Any] = {}
    for each in findings.fields_now(ledger, record, decisions):
        given = form.get(each.name)
        if given is None or given.strip() == each.value:
            continue
        if each.choices and given not in each.choices:
            raise HTTPException(400, f"{each.name}={given!r} is none of {', '.join(each.choices)}")
        changes[each.name] = _number(each.name, given) if each.name in NUMBERS else given
    if not changes:
        raise HTTPException(400, "nothing differs from what stands: nothing was corrected")
    return changes


def _number(name: str, given: str) -> float | None:
    plain = given.strip().replace(",", "")
    if not plain:
        return None
    if not plain.isascii() or not plain.replace(".", "", 1).isdecimal() or len(plain) > 15:
        raise HTTPException(400, f"{name}={given!r} is no number; leave it empty for an open end")
    return float(plain)


def back_to(form: dict[str, str]) -> str:
    """The page of this server to go back to; never an address elsewhere."""
    back = form.get("back", "/")
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if safe else "/"
