"""What people decide about records: judgements that are appended, never changed, never erased.

Accept, reject, correct a value, grade, say that two things are the same or are not; undo any of these by a
later judgement. What stands now is what is left when every undone judgement is taken away; of two that speak
of one thing the later one counts. Joining follows what stands: people come before rules.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import combinations
from typing import Any, Literal, cast

from ...contract import KINDS, field_from_plain, kind_of, record_id
from ...errors import CannotJudge, NoSuchRecord
from ...page.capture import now
from ...records import (
    Claim,
    Claimant,
    Contradiction,
    Document,
    Event,
    Figure,
    Judgement,
    Reading,
    Record,
)
from ..file.field_values import allowed, fits, settable
from ..file.rows import ARecord
from ..store import Ledger
from .corrected_values import resolve_value
from .grading import GRADE, UNGRADED, check_grade
from .identities import CLAIMANT, merge_claimants, subject_named, subjects_apart, subjects_by_name, value_of

Verdict = Literal["same", "different", "accepted", "rejected", "corrected"]

TOLD: tuple[type[Record], ...] = (Event, Figure)
"""What occurrences consist of."""

PERSON = "person:"
"""Begins `decided_by` where a person decided; rules begin with `rule:`."""


@dataclass(frozen=True, slots=True)
class DecisionsInForce:
    """What people have decided and not undone."""

    same: frozenset[tuple[str, str]]
    different: frozenset[tuple[str, str]]
    """Of each pair the first stays where it is, the other one leaves."""
    rejected: frozenset[str]
    accepted: frozenset[str]
    corrected: Mapping[str, Mapping[str, Any]]
    """By record, the fields that are otherwise, with their values."""
    claimants: Mapping[str, Claimant]
    """By its name in judgements, who a claimant is that people said is the same as another."""
    parted: frozenset[str]
    """Claimants, as judgements name them, and claims whose claimants, are not the one that rules say."""
    grades: Mapping[str, str]
    """By record, its Admiralty code where somebody gave one."""

    def are_apart(self, one: str, other: str) -> bool:
        """Whether people said that the two are not one."""
        return (one, other) in self.different or (other, one) in self.different

    def touched(self) -> frozenset[str]:
        """The records that people accepted, rejected or corrected."""
        return self.accepted | self.rejected | frozenset(self.corrected)


NOTHING_DECIDED = DecisionsInForce(
    same=frozenset(),
    different=frozenset(),
    rejected=frozenset(),
    accepted=frozenset(),
    corrected={},
    claimants={},
    parted=frozenset(),
    grades={},
)


def existing(ledger: Ledger, name: str, *, whole: bool = False) -> Record:
    """The record that is to be judged; with `whole` the beginning of its id is not enough.

    Raises:
        NoSuchRecord: the ledger has no such record (any more).
    """
    try:
        found = ledger.record(name)
        if whole and found.id != name:
            raise NoSuchRecord(f"no record {name!r}")
    except NoSuchRecord as error:
        raise NoSuchRecord(f"{error}; a record that does not exist (any more) cannot be judged") from error
    return found


def accept(ledger: Ledger, record: str, *, by: str, why: str) -> Judgement:
    """The record stands as it is, says `by`.

    Raises:
        NoSuchRecord: the ledger has no such record (any more).
        CannotJudge: nobody is named, or no reason is given.
    """
    return _append(ledger, (record,), "accepted", None, by, why)


def reject(ledger: Ledger, record: str, *, by: str, why: str) -> Judgement:
    """The record is wrong: it takes no part in what joins documents.

    Raises:
        NoSuchRecord: the ledger has no such record (any more).
        CannotJudge: nobody is named, or no reason is given.
    """
    return _append(ledger, (record,), "rejected", None, by, why)


def correct(ledger: Ledger, record: str, changes: Mapping[str, Any], *, by: str, why: str) -> Judgement:
    """Fields of the record are to be understood so; the judgement has the values before and after.

    The values before are those that an earlier correction left. Of one number, either end takes the other
    along where it would pass it: 12 becomes 15 by `low=15` alone. A time may be written (`2022-01-05`), a
    claimant and a place be named.

    Raises:
        NoSuchRecord: the ledger has no such record (any more).
        CannotJudge: a field is unknown, tells what was found where, follows from other records or does not
            take the value; what it would lead to is not in its document; who would speak is neither known to
            the ledger nor named in the document; a range would end before it begins; nobody is named; no
            reason is given.
    """
    found = ledger.record(record)
    kinds = settable(found)
    understood: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in kinds:
            raise CannotJudge(f"{name!r} of {found.id} cannot be corrected; {', '.join(sorted(kinds))} can")
        if not fits(value, kinds[name]):
            raise CannotJudge(f"{name} of {found.id} cannot be {value!r}; {allowed(kinds[name])} can")
        understood[name] = resolve_value(ledger, found, name, value)
    standing_so = as_corrected(found, standing(ledger.decisions()))
    after = _with_both_ends(standing_so, understood)
    before = {name: getattr(standing_so, name) for name in after}
    value = json.dumps({"before": before, "after": after}, ensure_ascii=False, default=asdict)
    return _append(ledger, (found.id,), "corrected", value, by, why)


def _with_both_ends(record: Record, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes, with the other end of a number that was one and stays one.

    Raises:
        CannotJudge: a range would end before it begins.
    """
    ends = [getattr(record, end, None) for end in ("low", "high")]
    low, high = (changes.get(name, end) for name, end in zip(("low", "high"), ends, strict=True))
    if not isinstance(low, int | float) or not isinstance(high, int | float) or low <= high:
        return dict(changes)
    given = changes.keys() & {"low", "high"}
    if len(given) == 1 and ends[0] == ends[1]:
        return {**changes, "low": changes[min(given)], "high": changes[min(given)]}
    told = f"the low end of {record.id} would be {low:g}, above its high end {high:g}"
    raise CannotJudge(f"{told}; correct both ends" if len(given) == 1 else told)


def grade(ledger: Ledger, record: str, code: str, *, by: str, why: str) -> Judgement:
    """The record has this Admiralty code; the judgement has the code before and after.

    Raises:
        NoSuchRecord: the ledger has no such record (any more).
        CannotJudge: the record is not a finding; there is no such code; the code says that others confirm it,
            and no second independent origin reports it; nobody is named; no reason is given.
    """
    found = existing(ledger, record)
    check_grade(ledger, found, code)
    before = standing(ledger.decisions()).grades.get(found.id, UNGRADED)
    value = json.dumps({"before": {GRADE: before}, "after": {GRADE: code}})
    return _append_about(ledger, (found.id,), "corrected", value, by, why)


def same(ledger: Ledger, records: Sequence[str], *, by: str, why: str) -> Judgement:
    """These events, figures, documents or claimants are one.

    Documents that are one carry one text; claimants that are one are the first of those named. Claimants are
    named by key or by name, records by id.

    Raises:
        NoSuchRecord: the ledger has no such record or claimant (any more).
        CannotJudge: fewer than two are named, or things of different kinds; nobody is named; no reason is
            given.
    """
    names, first = _subjects(ledger, records, (*TOLD, Document))
    return _append_about(ledger, names, "same", value_of(first) if first else None, by, why)


def different(ledger: Ledger, records: Sequence[str], *, by: str, why: str) -> Judgement:
    """None of the others is one with the first, whatever a rule says, or people said of claimants before.

    What was joined with the first leaves it: what stays is named first. A claimant that a rule joined with it
    stands for itself from then on; of two claims it is who makes the other one, in that document alone.

    Raises:
        NoSuchRecord: the ledger has no such record or claimant (any more).
        CannotJudge: fewer than two are named, or things of different kinds; nobody is named; no reason is
            given.
    """
    names, _ = _subjects(ledger, records, (*TOLD, Document, Claim), apart=True)
    return _append_about(ledger, names, "different", None, by, why)


def undo(ledger: Ledger, judgement: str, *, by: str, why: str) -> Judgement:
    """What was decided no longer stands; both judgements stay. Its record need not be there any more.

    Raises:
        NoSuchRecord: there is no such judgement.
        CannotJudge: it is a rule's, or undone already; nobody is named; no reason is given.
    """
    taken_back = ledger.record(judgement)
    if not isinstance(taken_back, Judgement):
        raise CannotJudge(f"{taken_back.id} is not a judgement, only judgements can be undone")
    if not taken_back.decided_by.startswith(PERSON):
        raise CannotJudge(
            f"{taken_back.id} is not a person's decision but {taken_back.decided_by}, which would join"
            f" the two again; `different {' '.join(taken_back.subject)}` keeps them apart"
        )
    if taken_back.id in undone(ledger.records(Judgement)):
        raise CannotJudge(f"{taken_back.id} is undone already")
    value = json.dumps({"undoes": taken_back.id})
    return _append_about(ledger, taken_back.subject, taken_back.verdict, value, by, why)


def standing(judgements: Iterable[Judgement]) -> DecisionsInForce:
    """What people have decided, in the order of deciding, without what was undone."""
    judgements = tuple(judgements)
    gone = undone(judgements)
    last: dict[str, str] = {}
    joint: list[Judgement] = []
    corrected: dict[str, dict[str, Any]] = {}
    claimants: list[Judgement] = []
    for each in judgements:
        if not each.decided_by.startswith(PERSON) or each.id in gone or undone_by(each) is not None:
            continue
        if each.verdict == "corrected":
            corrected.setdefault(each.subject[0], {}).update(json.loads(each.value or "{}").get("after", {}))
        elif each.subject[0].startswith(CLAIMANT):
            claimants.append(each)
        elif each.verdict in ("same", "different"):
            joint.append(each)
        else:
            last[each.subject[0]] = each.verdict
    grades = {name: str(after.pop(GRADE)) for name, after in corrected.items() if GRADE in after}

    same, different = _pairs_in_force(joint)
    merged, parted = merge_claimants(claimants)
    return DecisionsInForce(
        same=same,
        different=different,
        rejected=frozenset(name for name, verdict in last.items() if verdict == "rejected"),
        accepted=frozenset(name for name, verdict in last.items() if verdict == "accepted"),
        corrected={name: after for name, after in corrected.items() if after},
        claimants=merged,
        parted=parted.union(other for _, other in different if kind_of(other) == "claim"),
        grades=grades,
    )


def _pairs_in_force(
    judgements: Iterable[Judgement],
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """The pairs that are one, and those that are not: of two decisions on one pair the later one counts."""
    same: set[tuple[str, str]] = set()
    different: dict[tuple[str, str], tuple[str, str]] = {}
    for each in judgements:
        if each.verdict == "same":
            for pair in combinations(sorted(each.subject), 2):
                different.pop(pair, None)
            same.update(_pairs(sorted(each.subject)))
            continue
        for one, other in _pairs(each.subject):
            pair = (min(one, other), max(one, other))
            different[pair] = one, other
            same.discard(pair)
    return frozenset(same), frozenset(different.values())


def as_decided(reading: Reading, decided: DecisionsInForce) -> Reading:
    """A reading as people understand it: without what they rejected, with what they corrected."""
    if not decided.rejected and not decided.corrected:
        return reading
    found: tuple[Record, ...] = (*reading.events, *reading.figures, *reading.claims, *reading.places)
    told = (reading.document, *found)
    if not any(each.id in decided.rejected or each.id in decided.corrected for each in told):
        return reading
    return replace(
        reading,
        document=as_corrected(reading.document, decided),
        places=_decided(reading.places, decided),
        events=_decided(reading.events, decided),
        figures=_decided(reading.figures, decided),
        claims=_decided(reading.claims, decided),
    )


def as_corrected_claims(reading: Reading, decided: DecisionsInForce) -> Reading:
    """The reading with what people corrected of its claims; those that they rejected stay too."""
    if not any(claim.id in decided.corrected for claim in reading.claims):
        return reading
    return replace(reading, claims=tuple(as_corrected(claim, decided) for claim in reading.claims))


def contradiction_as_decided(found: Contradiction, decided: DecisionsInForce) -> Contradiction:
    """A contradiction with the relation that people gave it."""
    return as_corrected(found, decided)


def record_as_decided(record: ARecord, decided: DecisionsInForce) -> ARecord | None:
    """A record as people understand it; None where they rejected it."""
    if record.id in decided.rejected:
        return None
    return as_corrected(record, decided)


def as_corrected(record: ARecord, decided: DecisionsInForce) -> ARecord:
    """A record with what people corrected of it, also where they rejected it."""
    changes = decided.corrected.get(record.id)
    if not changes:
        return record
    kind: Any = type(record)
    values = {name: field_from_plain(kind, name, value) for name, value in changes.items()}
    corrected: ARecord = replace(cast("Any", record), **values)
    return corrected


def _decided(records: Sequence[ARecord], decided: DecisionsInForce) -> tuple[ARecord, ...]:
    return tuple(as_corrected(record, decided) for record in records if record.id not in decided.rejected)


def _append(
    ledger: Ledger, subject: Sequence[str], verdict: Verdict, value: str | None, by: str, why: str
) -> Judgement:
    if not by.strip() or not why.strip():
        raise CannotJudge("a judgement needs who decides and why")
    names = tuple(existing(ledger, name).id for name in subject)
    return _append_about(ledger, names, verdict, value, by, why)


def _append_about(
    ledger: Ledger, names: tuple[str, ...], verdict: Verdict, value: str | None, by: str, why: str
) -> Judgement:
    if not by.strip() or not why.strip():
        raise CannotJudge("a judgement needs who decides and why")
    at = now()
    count = next(iter(ledger.ask("SELECT count(*) FROM judgements")))[0]
    judgement = Judgement(
        id=record_id("judgement", *names, verdict, value, by, why, at, count),
        subject=names,
        verdict=verdict,
        value=value,
        reason=why.strip(),
        decided_by=f"{PERSON}{by.strip()}",
        decided_at=at,
    )
    ledger.append([judgement])
    return judgement


def subjects_named(ledger: Ledger, names: Sequence[str]) -> tuple[str, ...]:
    """What a judgement on these records or claimants is about, in its own names.

    Raises:
        NoSuchRecord: the ledger has no such record or claimant (any more).
    """
    return tuple(dict.fromkeys(subject for subject, _ in _found(ledger, names)))


def _check_kinds(ledger: Ledger, names: Sequence[str], joined: Collection[type[Record]]) -> None:
    """All are records of one of these kinds; events and figures are, since an occurrence has both.

    Raises:
        CannotJudge: they are of two kinds, or of one that is never joined.
    """
    kinds = {name: type(ledger.record(name)) for name in names}
    told = {name: KINDS[kind] for name, kind in kinds.items()}
    for name, kind in kinds.items():
        if kind not in joined:
            allowed = ", ".join(f"{KINDS[each]}s" for each in joined)
            raise CannotJudge(
                f"{name} is of the kind {told[name]}; only {allowed} and claimants can be named"
            )
    first, *others = names
    for name in others:
        if kinds[name] is not kinds[first] and {kinds[name], kinds[first]} != set(TOLD):
            raise CannotJudge(
                f"{first} is of the kind {told[first]} and {name} of the kind {told[name]}:"
                " records of two kinds are never one"
            )


def _subjects(
    ledger: Ledger, names: Sequence[str], joined: Collection[type[Record]], *, apart: bool = False
) -> tuple[tuple[str, ...], Claimant | None]:
    """The names of records or claimants in a judgement; of claimants also the first of them.

    Of names that rules take for one claimant each is named for itself.
    """
    found = _found(ledger, names)
    claimants = [claimant for _, claimant in found if claimant is not None]
    if claimants and len(claimants) < len(found):
        raise CannotJudge("a claimant and a record are never one")
    if not claimants:
        _check_kinds(ledger, [subject for subject, _ in found], joined)
    told = tuple(dict.fromkeys(subject for subject, _ in found))
    if claimants and len(told) < len(names):
        told = subjects_apart(ledger, names) if apart else subjects_by_name(ledger, names)
    if len(told) < 2:
        raise CannotJudge("at least two records are needed to say whether they are one")
    return told, claimants[0] if claimants else None


def _found(ledger: Ledger, names: Sequence[str]) -> list[tuple[str, Claimant | None]]:
    """What a judgement calls each of these, and the claimant where it is one."""
    merged = standing(ledger.decisions()).claimants
    return [_record_or_claimant(ledger, name, merged) for name in names]


def _record_or_claimant(ledger: Ledger, name: str, merged: Collection[str]) -> tuple[str, Claimant | None]:
    try:
        return existing(ledger, name).id, None
    except NoSuchRecord:
        if (named := subject_named(ledger, name, merged)) is None:
            raise
        return named


def _pairs(subject: Sequence[str]) -> Iterable[tuple[str, str]]:
    first, *others = subject
    return [(first, other) for other in others]


def undone(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids of judgements that another one undoes, which itself is not undone."""
    undoing = {each.id: told for each in judgements if (told := undone_by(each)) is not None}
    gone: set[str] = set()
    for name in reversed(list(undoing)):
        if name not in gone:
            gone.add(undoing[name])
    return frozenset(gone)


def undone_by(judgement: Judgement) -> str | None:
    """The id of the judgement that this one undoes; None for any other."""
    if judgement.value is None or not judgement.value.startswith('{"undoes"'):
        return None
    told: str = json.loads(judgement.value)["undoes"]
    return told
