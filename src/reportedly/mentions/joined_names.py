"""Names of organisations that small words join: "Front for Change", "Council of Mothers for the Missing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .capital_runs import is_capital
from .given_names import is_given_name
from .ground import Ground

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

JOINTS = frozenset({"of", "for", "without", "and"})
LISTING = "and"
"""The joint that may as well stand between two names."""


def joined_end(ground: Ground, end: int) -> int:
    """Where a name has ended that may go on behind `end`; `end` where it does not."""
    while (behind := _behind_joint(ground, end)) is not None:
        end = behind
    return end


def _behind_joint(ground: Ground, end: int) -> int | None:
    """The end of the capitals in a row behind a small word that stands inside a name.

    None where they are a person's: whoever "Friends of Ana Ruiz" are called by is still found as herself.
    """
    doc, start = ground.doc, end + 1
    if start < len(doc) and doc[start].lower_ == "the":
        start += 1
    if start >= len(doc) or doc[end].lower_ not in JOINTS or not _is_inside(ground, end, start):
        return None
    last = capitals_end(doc, start)
    is_person = last - start > 1 and is_given_name(doc[start].text)
    return last if last > start and not is_person else None


def capitals_end(doc: Doc, place: int) -> int:
    """Where capitals in a row have ended, common nouns too as far as the model takes them for a name's."""
    while place < len(doc) and not doc[place].is_sent_start:
        inside = doc[place].ent_iob_ == "I" and doc[place].text[:1].isupper()
        if not inside and not is_capital(doc[place]):
            break
        place += 1
    return place


def _is_inside(ground: Ground, joint: int, behind: int) -> bool:
    """Whether a small word stands inside a name: the model says so, or it lists nothing and nobody known."""
    doc = ground.doc
    if doc[joint].ent_iob_ == "I" and doc[behind].ent_iob_ == "I":
        return True
    known = any(behind in words for words in (ground.places, ground.nations, ground.roles))
    return doc[joint].lower_ != LISTING and not known and not doc[behind].is_sent_start


def is_joined(ground: Ground, span: Span) -> bool:
    """Whether capitals are one name by a small word in it: no list, no office and no body of a state.

    "Campaign for Peace and Democracy", but neither "Oxfam and Caritas" nor "Minister of Health".
    """
    joints = [token for token in span if token.lower_ in JOINTS]
    if not joints or joints[0].lower_ == LISTING or joints[0].i - 1 in ground.roles:
        return False
    opened = all(token.text[:1].isupper() for token in span[: joints[0].i - span.start])
    return opened and joined_end(ground, joints[0].i) == span.end


def ends_as_body(ground: Ground, span: Span) -> bool:
    """Whether a name's last word is one for a body: "Declaration of Hope and Change Forces"."""
    last = ground.roles.get(span.end - 1)
    return span.end - 1 in ground.endings or (last is not None and last[1].form == "body")
