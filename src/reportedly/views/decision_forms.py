"""Takes decisions from the forms of pages, and refuses those made on an outdated page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ..errors import CannotJudge
from ..ledger.asking.renewed import join_waiting
from ..ledger.file.field_values import NOTHING
from ..ledger.neighbourhoods.renewal import AT_ONCE
from ..ledger.people import review
from ..ledger.people.decisions import decide as append_decision
from ..ledger.people.grading import GRADE
from ..ledger.store import Ledger
from ..records import Judgement
from . import findings
from .cards import CORRECTED
from .decisions_page import Decision, Decisions, decisions_of
from .identity_page import set_apart, subjects_of
from .page_request import REVIEWER_COOKIE, PageRequest, clean_name, page_answer

REASONS = {
    "accept": "agrees with the words",
    "reject": "does not agree with the words",
    "relation": "this is the kind of disagreement",
    "undo": "taken back",
}
"""What a decision by one key says; a person can write a reason of their own."""


class Stale(Exception):
    """Somebody else decided since the page was made."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self.decisions = decisions


def take_name(asked: PageRequest) -> Response:
    """The browser remembers who decides."""
    form = asked.form()
    response = RedirectResponse(back_to(form), 303)
    name = clean_name(form.get("by", ""))
    if name:
        response.set_cookie(
            REVIEWER_COOKIE, quote(name, safe=" "), httponly=True, samesite="strict", max_age=365 * 86400
        )
    return response


def join_anew(asked: PageRequest) -> Response:
    """What joins documents follows from all that is decided now; a large ledger of other rules is left so."""
    join_waiting(asked.ledger, lambda _: None, upto=AT_ONCE)
    return RedirectResponse(back_to(asked.form()), 303)


def decide(asked: PageRequest) -> Response:
    """The decision stands in the ledger; one that was taken on a stale page is refused, both shown."""
    form = asked.form()
    record = form.get("record", "")
    try:
        _take(asked, record, form)
    except Stale as stale:
        history = stale.decisions.of(record)
        number = next((each.number for each in history if each.id == form.get("seen")), 0)
        return _stale(asked, history, number, stale.decisions.last(record))
    return RedirectResponse(back_to(form), 303)


def decide_together(asked: PageRequest) -> Response:
    """It stands in the ledger that several things are one or are not; on a stale page it is refused.

    What documents of an occurrence tell is set apart from the rest of it where the form names the occurrence.
    """
    form = asked.form()
    verdict, why, ledger = form.get("verdict", ""), form.get("why", "").strip(), asked.ledger
    if verdict not in TOGETHER:
        raise CannotJudge(f"verdict={verdict!r} is not one of {', '.join(TOGETHER)}")
    if not why:
        raise CannotJudge("why? What is one and what is not needs a reason, for those who read it later")
    if form.get("occurrence"):
        names = set_apart(ledger, form["occurrence"], asked.ticked())
    else:
        names = subjects_of(ledger, form.get("kind", ""), asked.ticked())
    told = form.get("seen", "")[:9]
    seen = int(told) if told.isdecimal() else 0
    with ledger.writing():
        decisions = decisions_of(ledger)
        history = decisions.of(*review.subjects_named(ledger, names))
        is_stale = any(each.number > seen for each in history)
        if not is_stale:
            TOGETHER[verdict](ledger, names, by=asked.reviewer(), why=why)
    if is_stale:
        return _stale(asked, history, seen, str(len(decisions.every)))
    return RedirectResponse(back_to(form), 303)


TOGETHER: Mapping[str, Callable[..., Judgement]] = {"same": review.same, "different": review.different}


def undo(asked: PageRequest) -> Response:
    """A decision no longer stands, whatever it was about and whether that is still there."""
    form = asked.form()
    why = form.get("why", "").strip() or REASONS["undo"]
    review.undo(asked.ledger, form.get("judgement", ""), by=asked.reviewer(), why=why)
    return RedirectResponse(back_to(form), 303)


def _stale(asked: PageRequest, history: Sequence[Decision], seen: int, now: str) -> Response:
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


def _take(asked: PageRequest, record: str, form: dict[str, str]) -> None:
    """What a form says of one record is decided; nobody else can decide between the look and the deed."""
    ledger, by = asked.ledger, asked.reviewer()
    verdict = form.get("verdict") or ("relation" if form.get("relation") else "")
    with ledger.writing():
        decisions = decisions_of(ledger)
        if form.get("seen", "") != decisions.last(record):
            raise Stale(decisions)
        review.existing(ledger, record, whole=True)
        for action, names, settings in _steps(ledger, verdict, record, form, decisions):
            why = form.get("why", "").strip() or REASONS.get(verdict, "")
            if not why:
                raise CannotJudge("a correction needs a reason: why is it to be understood otherwise?")
            append_decision(ledger, action, names, settings, by=by, why=why)


Step = tuple[str, Sequence[str], Sequence[str]]
"""An action of `ledger.decisions` with its names and settings."""


def _steps(
    ledger: Ledger, verdict: str, record: str, form: dict[str, str], decisions: Decisions
) -> Sequence[Step]:
    """What a form asks for, in the words of a command."""
    if verdict in ("accept", "reject"):
        return [(verdict, [record], [])]
    if verdict == "undo":
        last = decisions.undoable(record)
        if last is None:
            raise HTTPException(409, "nothing is decided that could be undone")
        return [("undo", [last], [])]
    if verdict in ("correct", "relation"):
        changes = _changes(ledger, record, form, decisions)
        grade = changes.pop(GRADE, None)
        graded: list[Step] = [("grade", [record, grade], [])] if grade else []
        settings = [f"{name}={value or NOTHING}" for name, value in changes.items()]
        return [*graded, *([("correct", [record], settings)] if settings else [])]
    raise CannotJudge(f"verdict={verdict!r} is not one of accept, reject, correct, undo")


def _changes(ledger: Ledger, record: str, form: dict[str, str], decisions: Decisions) -> dict[str, str]:
    """The fields of a form that differ from what stands, as they are written."""
    if record.partition("-")[0] not in CORRECTED:
        raise CannotJudge(f"{record!r} cannot be corrected on a page")
    fields = findings.fields_now(ledger, record, decisions)
    given = {each.name: form[each.name].strip() for each in fields if each.name in form}
    before = {each.name: each.value for each in fields}
    changes = {name: value for name, value in given.items() if value != before[name]}
    if not changes:
        raise CannotJudge("nothing differs from what stands: nothing was corrected")
    return changes


def back_to(form: dict[str, str]) -> str:
    """The page of this server to go back to; never an address elsewhere."""
    back = form.get("back", "/")
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if safe else "/"
