"""Pages and forms for what people declare the same or different: claimants, occurrences, documents."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from ..errors import CannotJudge, NoSuchRecord
from ..ledger.asking.claimant_names import keys_with, names_with
from ..ledger.asking.queries import Filter
from ..ledger.neighbourhoods.neighbourhood_state import count_unfollowed
from ..ledger.people.claimant_labels import bearers_of, key_labelled, labels_of
from ..ledger.people.identities import CLAIMANT, subject_named
from ..ledger.people.review import existing
from ..ledger.store import Ledger
from ..ledger.wording import several
from ..records import Occurrence
from .addresses import address
from .decisions_page import Decision, Decisions
from .tables import ClaimantRow, OccurrenceRow, list_rows

Kind = Literal["claimants", "occurrences", "documents"]

SAID = "people said that it is this one"
"""Why a name means a claimant that no rule joins with the others of the name."""

MOST_FOUND = 8
"""Things that are offered as perhaps the same: a screen under what is looked at."""
WORD = re.compile(r"[^\W\d_]+")
LEAST_LETTERS = 4
"""Letters of a word of a name by which others are looked for: shorter ones are in many names."""


@dataclass(frozen=True, slots=True)
class Other:
    """A candidate for being the same as the subject of a page."""

    value: str
    """Its name, or its id."""
    words: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Together:
    """A name of a claimant that has several."""

    name: str
    why: str
    """Why it means that claimant."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What people declared the same as the subject of a page, and the candidates."""

    kind: Kind
    name: str
    bears: str
    """Of a claimant the name that all of them bear."""
    together: tuple[Together, ...]
    """The other names of a claimant."""
    why: str | None
    """Of a claimant, why its own name means it."""
    bearers: tuple[str, ...]
    """Of a name of several claimants, what each of these is called."""
    keyed: bool
    """Whether its name is that of one claimant alone, not of whoever bears it."""
    judgeable: bool
    """Whether it can be said to be one with another: whose name is not known cannot."""
    history: tuple[Decision, ...]
    like: str
    found: tuple[Other, ...]
    seen: int
    """How many decisions were taken when the page was made."""
    unfollowed: int
    """Decisions that what joins documents does not follow yet."""


def joint_of_claimant(
    ledger: Ledger, name: str, decisions: Decisions, like: str, without: Collection[str] = ()
) -> Identity:
    """The claimants that people declared the same, and candidates: names with one of its words.

    Nobody of a casefolded name in `without` is offered.
    """
    named = subject_named(ledger, name, decisions.standing.claimants)
    subject, claimant = named or ("", None)
    key = key_labelled(ledger, name)
    labels = labels_of(ledger, key) if key else {}
    names = names_with(ledger, name, decisions.standing)
    own = {each.casefold() for each in (*names, *labels)}
    one = decisions.standing.claimants.get(subject, claimant)
    rows: Sequence[ClaimantRow] = ()
    if word := like or _longest_word(name):
        asked = Filter(name=word)
        size = MOST_FOUND + 1
        rows = list_rows(ledger, "claimants", asked, decisions.standing, size=size, without=without).rows
    found = [
        Other(
            row.name,
            row.name,
            f"{several(row.claims, 'claim')}, {row.type or 'kind not known'}",
            address("claimants", row.name),
        )
        for row in rows
        if row.known and row.name.casefold() not in own
    ]
    subjects = [each for each, told in decisions.standing.claimants.items() if told == one]
    history = decisions.joint(subject, *subjects)
    bears = one.name if subject in decisions.standing.claimants and one else name
    others = {each.casefold(): Together(each, SAID) for each in names}
    others |= _joined_with(ledger, name, decisions)
    others |= {label.casefold(): Together(label, why) for label, (why, _) in labels.items()}
    mine = others.get(name.casefold())
    others.pop(bears.casefold(), None)
    return Identity(
        kind="claimants",
        name=name,
        bears=bears,
        together=tuple(sorted(others.values(), key=lambda each: each.name)),
        why=mine.why if mine and mine.why != SAID else None,
        bearers=() if key else bearers_of(ledger, name),
        keyed=bool(key or (claimant and claimant.key)),
        judgeable=claimant is not None,
        history=history,
        like=like,
        found=tuple(found[:MOST_FOUND]),
        seen=len(decisions.every),
        unfollowed=count_unfollowed(ledger),
    )


def _joined_with(ledger: Ledger, name: str, decisions: Decisions) -> dict[str, Together]:
    """By casefolded label, all names of the claimants that people said are one with the one of this name."""
    keys = keys_with(ledger, name, decisions.standing)
    return {label.casefold(): Together(label, SAID) for key in keys for label in labels_of(ledger, key)}


def joint_of_occurrence(
    ledger: Ledger, record: Occurrence, row: OccurrenceRow, decisions: Decisions, like: str
) -> Identity:
    """The occurrences that people declared the same, and candidates: those at its place on its days."""
    found: Sequence[OccurrenceRow] = ()
    near = Filter(place=row.place or "", start=(row.earliest or "")[:10], end=(row.latest or "")[:10])
    if like or (near.place and near.start):
        asked = Filter(q=like) if like else near
        found = list_rows(ledger, "occurrences", asked, decisions.standing, size=MOST_FOUND + 1).rows
    others = [
        Other(
            each.id,
            f"“{each.title}”",
            ", ".join(filter(None, (each.when, each.place, several(each.documents, "document")))),
            address("occurrences", each.id),
        )
        for each in found
        if each.id != record.id
    ]
    return Identity(
        kind="occurrences",
        name=record.id,
        bears=row.title,
        together=(),
        why=None,
        bearers=(),
        keyed=True,
        judgeable=True,
        history=decisions.joint(*record.events, *record.figures),
        like=like,
        found=tuple(others[:MOST_FOUND]),
        seen=len(decisions.every),
        unfollowed=count_unfollowed(ledger),
    )


def _longest_word(name: str) -> str:
    longest = max(WORD.findall(name), key=len, default="")
    return longest if len(longest) >= LEAST_LETTERS else ""


def subjects_of(ledger: Ledger, kind: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names in a judgement of what was chosen on a page.

    Raises:
        CannotJudge: these are none of the kinds of things that people say are one.
        NoSuchRecord: one of them is not in the ledger (any more).
    """
    if kind == "claimants":
        return tuple(f"{CLAIMANT}{name}" for name in names)
    if kind == "occurrences":
        return tuple(next(iter(members_of(ledger, name).values())) for name in names)
    if kind == "documents":
        return tuple(existing(ledger, name, whole=True).id for name in names)
    raise CannotJudge(f"kind={kind!r} is not one of claimants, occurrences, documents")


def set_apart(ledger: Ledger, occurrence: str, documents: Sequence[str]) -> tuple[str, ...]:
    """What stays in an occurrence, then what of each of these documents leaves it, as judgements name it.

    Raises:
        CannotJudge: no document is named, or none would stay.
        NoSuchRecord: there is no such occurrence (any more); or a document tells nothing in it.
    """
    members = members_of(ledger, occurrence)
    if not documents:
        raise CannotJudge("nothing was ticked: which documents tell of something else?")
    if gone := [name for name in documents if name not in members]:
        raise NoSuchRecord(f"of {gone[0]!r} nothing is in this occurrence that could be set apart")
    staying = [member for name, member in members.items() if name not in documents]
    if not staying:
        raise CannotJudge("at least one document has to stay: what is apart from nothing is the same")
    return (staying[0], *(members[name] for name in documents))


def members_of(ledger: Ledger, occurrence: str) -> dict[str, str]:
    """By document the first event or figure that it has in an occurrence.

    Raises:
        NoSuchRecord: there is no such occurrence (any more).
    """
    record = existing(ledger, occurrence, whole=True)
    if not isinstance(record, Occurrence):
        raise NoSuchRecord(f"{occurrence!r} is not an occurrence")
    statement = (
        "SELECT coalesce(e.document, f.document), j.value FROM json_each(?) j"
        " LEFT JOIN events e ON e.id = j.value LEFT JOIN figures f ON f.id = j.value"
        " WHERE e.id IS NOT NULL OR f.id IS NOT NULL ORDER BY j.key DESC"
    )
    return dict(map(tuple, ledger.ask(statement, (json.dumps([*record.events, *record.figures]),))))
