"""What people decide on the pages: appended with who and why, refused where the page was stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ..errors import CannotJudge
from ..ledger import review
from ..ledger.grading import GRADE
from ..ledger.joining import join
from ..ledger.store import Ledger
from ..records import Judgement
from . import findings
from .asked import REVIEWER_COOKIE, Asked, clean_name, page_answer
from .cards import CORRECTED, NUMBERS
from .joint import set_apart, subjects_of
from .judged import Decision, Decisions

REASONS = {
    "accept": "agrees with the words",
    "reject": "does not agree with the words",
    "relation": "this is the kind of disagreement",
}
"""What a decision by one key says; a person can write a reason of their own."""


TAKEN_BACK = "taken back"


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
        history = asked.decisions.of(record)
        number = next((each.number for each in history if each.id == form.get("seen")), 0)
        return _stale(asked, history, number, asked.decisions.last(record))
    return RedirectResponse(back_to(form), 303)


def decide_together(asked: Asked) -> Response:
    """It stands in the ledger that several things are one or are not; on a stale page it is refused.

    What documents of an occurrence tell is set apart from the rest of it where the form names the occurrence.
    """
    form = asked.form()
    verdict, why, ledger = form.get("verdict", ""), form.get("why", "").strip(), asked.ledger
    if verdict not in TOGETHER:
        raise CannotJudge(f"verdict={verdict!r} is none of {', '.join(TOGETHER)}")
    if not why:
        raise CannotJudge("why? What is one and what is not needs a reason, for those who read it later")
    if form.get("occurrence"):
        names = set_apart(ledger, form["occurrence"], asked.ticked())
    else:
        names = subjects_of(ledger, form.get("kind", ""), asked.ticked())
    told = form.get("seen", "")[:9]
    seen = int(told) if told.isdecimal() else 0
    history = asked.decisions.of(*review.subjects_named(ledger, names))
    if any(each.number > seen for each in history):
        return _stale(asked, history, seen, str(len(asked.decisions.every)))
    TOGETHER[verdict](ledger, names, by=asked.reviewer(), why=why)
    return RedirectResponse(back_to(form), 303)


TOGETHER: Mapping[str, Callable[..., Judgement]] = {"same": review.same, "different": review.different}


def undo(asked: Asked) -> Response:
    """A decision no longer stands, whatever it was about and whether that is still there."""
    form = asked.form()
    why = form.get("why", "").strip() or TAKEN_BACK
    review.undo(asked.ledger, form.get("judgement", ""), by=asked.reviewer(), why=why)
    return RedirectResponse(back_to(form), 303)


def _stale(asked: Asked, history: Sequence[Decision], seen: int, now: str) -> Response:
    """What the page showed beside what stands now, and the form again as it would have to be sent."""
    return page_answer(
        asked,
        "stale.html",
        409,
        form=asked.form(),
        fields=[(name, value) for name, value in asked.request.state.form if name != "seen"],
        action=asked.request.url.path,
        shown=[each for each in history if each.number <= seen],
        history=history,
        now=now,
        back=back_to(asked.form()),
    )


def _take(asked: Asked, record: str, form: dict[str, str]) -> None:
    if form.get("seen", "") != asked.decisions.last(record):
        raise Stale
    verdict = form.get("verdict") or ("relation" if form.get("relation") else "")
    by = asked.reviewer()
    why = form.get("why", "").strip()
    ledger = asked.ledger
    review.existing(ledger, record, whole=True)
    if verdict == "accept":
        review.accept(ledger, record, by=by, why=why or REASONS[verdict])
    elif verdict == "reject":
        review.reject(ledger, record, by=by, why=why or REASONS[verdict])
    elif verdict == "undo":
        last = asked.decisions.undoable(record)
        if last is None:
            raise HTTPException(409, "nothing is decided that could be undone")
        review.undo(ledger, last, by=by, why=why or TAKEN_BACK)
    elif verdict in ("correct", "relation"):
        changes = _changes(ledger, record, form, asked.decisions)
        why = why or REASONS.get(verdict, "")
        if not why:
            raise CannotJudge("a correction needs a reason: why is it to be understood otherwise?")
        if grade := changes.pop(GRADE, None):
            review.grade(ledger, record, grade, by=by, why=why)
        if changes:
            review.correct(ledger, record, changes, by=by, why=why)
    else:
        raise CannotJudge(f"verdict={verdict!r} is none of accept, reject, correct, undo")


def _changes(ledger: Ledger, record: str, form: dict[str, str], decisions: Decisions) -> dict[str, Any]:
    """The fields of a form that differ from what stands."""
    kind = record.partition("-")[0]
    if kind not in CORRECTED:
        raise CannotJudge(f"{record!r} cannot be corrected on a page")
    changes: dict[str, Any] = {}
    for each in findings.fields_now(ledger, record, decisions):
        given = form.get(each.name)
        if given is None or given.strip() == each.value:
            continue
        if each.choices and given not in each.choices:
            raise CannotJudge(f"{each.name}={given!r} is none of {', '.join(each.choices)}")
        changes[each.name] = _number(each.name, given) if each.name in NUMBERS else given
    if not changes:
        raise CannotJudge("nothing differs from what stands: nothing was corrected")
    return changes


def _number(name: str, given: str) -> float | None:
    plain = given.strip().replace(",", "")
    if not plain:
        return None
    if not plain.isascii() or not plain.replace(".", "", 1).isdecimal() or len(plain) > 15:
        raise CannotJudge(f"{name}={given!r} is no number; leave it empty for an open end")
    return float(plain)


def back_to(form: dict[str, str]) -> str:
    """The page of this server to go back to; never an address elsewhere."""
    back = form.get("back", "/")
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if safe else "/"
