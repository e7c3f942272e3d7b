"""Names of organisations that small words join: "Front for Change", "Council of Mothers for the Missing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .capital_runs import is_capital
from .ground import Ground

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

JOINTS = frozenset({"of", "for", "without", "and"})
LISTING = "and"
"""The joint that may as well stand between two names."""


def joined_end(ground: Ground, end: int) -> int:
    """Where a name has ended that may go on behind `end`, as far as the model takes it for one name."""
    while (behind := _behind_joint(ground.doc, end)) is not None:
        end = behind
    return end


def _behind_joint(doc: Doc, end: int) -> int | None:
    """The end of the capitals in a row behind a small word that stands inside an entity."""
    start = end + 1
    if start < len(doc) and doc[start].lower_ == "the":
        start += 1
    if start >= len(doc) or doc[end].lower_ not in JOINTS or doc[end].ent_iob_ != "I":
        return None
    last = start
    while last < len(doc) and is_capital(doc[last]) and doc[last].ent_iob_ == "I":
        last += 1
    return last if last > start else None


def is_joined(ground: Ground, span: Span) -> bool:
    """Whether capitals are one name by a small word in it: no list, no office and no body of a state.

    "Campaign for Peace and Democracy", but neither "Oxfam and Caritas" nor "Minister of Health".
    """
    joints = [token for token in span if token.lower_ in JOINTS]
    if not joints or joints[0].lower_ == LISTING or joints[0].i - 1 in ground.roles:
        return False
    return joined_end(ground, joints[0].i) == span.end and all(
        map(is_capital, span[: joints[0].i - span.start])
    )


def ends_as_body(ground: Ground, span: Span) -> bool:
    """Whether a name's last word is one for a body: "Declaration of Hope and Change Forces"."""
    last = ground.roles.get(span.end - 1)
    return span.end - 1 in ground.endings or (last is not None and last[1].form == "body")
