"""Checks lexicons against their examples: each is found exactly, by its entry, and no near miss is found.

Each condition that an entry names must be one that a rule tests; see `CONDITIONS`.

The real `read()` runs on each example. A finding belongs to an entry if its `rule` has its name. Where
no record names the entry, as with words that only change what others find, the example is read once more
without it, and must then not be found; a near miss must be read the same. What is compared depends on the
lexicon; see `FINDINGS`. Relative times in examples are resolved against `PUBLISHED`, a Thursday.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeAlias

from .errors import MarkedTextError
from .language.parse import Parser
from .ledger.accounts.none_counted import find_listed
from .ledger.disputes.fields import find_fields
from .ledger.occurrences.credits import find_credits
from .ledger.traits.offices import rank_of
from .ledger.traits.sides import entry_of_part, find_counted
from .lexicon import KINDS, Entry, Lexicon, find_of_classes, load_lexicon, read_entries
from .marked import Mark, Marked, parse_marked
from .mentions import amounts, counted_groups, ground, parts_of_wholes
from .mentions.timex import letters
from .page.documents import make_document
from .page.segment import find_parts
from .reading import read_all
from .records import Actor, Amount, Figure, Hedge, Place, Reading, Time
from .statements import cues, hedge_frames, triggers
from .statements.states_told import find_answers, find_states, find_ties

PUBLISHED = "2022-01-06"
DIGITS = re.compile(r"\d[\d-]*")

RANK_BEFORE = 20
"""Characters before an actor in which a word may stand that does not tell which office it is: "new"."""

Placed: TypeAlias = Actor | Amount | Hedge | Place | Time
Spots: TypeAlias = Mapping[str, frozenset[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one record says about the text: its rule, and the place and value of each role."""

    rule: str
    spots: Spots
    values: Mapping[str, str | None]


Findings: TypeAlias = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """An example of an entry, or a near miss."""

    entry: Entry
    marked: Marked
    is_example: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed check of an entry."""

    kind: str
    entry: str
    why: str

    def __str__(self) -> str:
        return f"{self.kind}.toml: {self.entry}: {self.why}"


def prove_lexicons(lexicon: Lexicon, parser: Parser, kinds: Iterable[str] | None = None) -> tuple[Fault, ...]:
    """All faults of the given lexicons, or of all lexicons."""
    return tuple(
        fault for kind in kinds or KINDS for fault in _prove(kind, read_entries(kind), lexicon, parser)
    )


def _prove(kind: str, entries: Sequence[Entry], lexicon: Lexicon, parser: Parser) -> Iterator[Fault]:
    yield from _order_faults(kind, entries)
    yield from _need_faults(kind, entries)
    cases = list(_cases(kind, entries))
    yield from (case for case in cases if isinstance(case, Fault))
    sound = [case for case in cases if isinstance(case, Case)]
    unnamed: dict[str, list[tuple[Case, Findings]]] = {}
    for case, findings in zip(sound, _read(kind, sound, lexicon, parser), strict=True):
        named = [finding for finding in findings if _is_of(case.entry, finding)]
        if not case.is_example and named:
            yield Fault(kind, case.entry.name, f"near miss is found: {case.marked.text!r}")
        elif not case.is_example or _missed(case.marked, named, kind):
            unnamed.setdefault(case.entry.name, []).append((case, findings))
    for left in unnamed.values():
        if any(case.is_example for case, _ in left):
            yield from _prove_by_absence(kind, left, lexicon, parser)


def _prove_by_absence(
    kind: str, read: Sequence[tuple[Case, Findings]], lexicon: Lexicon, parser: Parser
) -> Iterator[Fault]:
    """The faults of an entry that no record names: without it no example is found, and near misses stay."""
    cases = [case for case, _ in read]
    entry = cases[0].entry
    without = _without(lexicon, kind, entry)
    for (case, found), left in zip(read, _read(kind, cases, without, parser), strict=True):
        text = case.marked.text
        if not case.is_example:
            if Counter(map(_as_key, found)) != Counter(map(_as_key, left)):
                yield Fault(kind, entry.name, f"near miss is read otherwise without the entry: {text!r}")
        elif why := _missed(case.marked, found, kind):
            yield Fault(kind, entry.name, f"{why} in {text!r}")
        elif not _missed(case.marked, left, kind):
            yield Fault(kind, entry.name, f"found without the entry, too: {text!r}")


def _without(lexicon: Lexicon, kind: str, entry: Entry) -> Lexicon:
    """The lexicon that lacks one entry, under a digest of its own."""
    left = tuple(each for each in getattr(lexicon, kind) if each.name != entry.name)
    return replace(lexicon, digest=f"{lexicon.digest} without {kind}/{entry.name}", **{kind: left})


def _read(kind: str, cases: Sequence[Case], lexicon: Lexicon, parser: Parser) -> Iterator[Findings]:
    documents = (make_document(case.marked.text, published=PUBLISHED) for case in cases)
    return (tuple(FINDINGS[kind](reading)) for reading in read_all(documents, lexicon, parser))


def _is_of(entry: Entry, finding: Finding) -> bool:
    return f"/{entry.name}/" in f"{finding.rule}/"


def _as_key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, repr(sorted((k, sorted(v)) for k, v in finding.spots.items())), repr(finding.values)


def _order_faults(kind: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    names = [entry.name for entry in entries]
    for one, other in zip(names, sorted(names), strict=True):
        if one != other:
            yield Fault(kind, one, f"not in order: {other!r} should stand here")
            break
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault(kind, name, f"stands {count} times")


def _need_faults(kind: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    """A condition that no rule tests would hold everywhere, and nobody would see it."""
    for entry in entries:
        for need in getattr(entry, "needs", ()):
            if need not in CONDITIONS[kind]:
                yield Fault(kind, entry.name, f"no rule tests the condition {need!r}")


def _cases(kind: str, entries: Sequence[Entry]) -> Iterator[Case | Fault]:
    for entry in entries:
        if not entry.examples:
            yield Fault(kind, entry.name, "has no example")
        for wanted, sources in ((True, entry.examples), (False, entry.near_misses)):
            for source in sources:
                try:
                    marked = parse_marked(source)
                except MarkedTextError as error:
                    yield Fault(kind, entry.name, str(error))
                    continue
                if wanted and not marked.marks:
                    yield Fault(kind, entry.name, f"example marks nothing: {source!r}")
                else:
                    yield Case(entry, marked, wanted)


def _missed(marked: Marked, findings: Sequence[Finding], kind: str) -> str | None:
    """The marks that no finding matches; the marks of one record must all match one finding."""
    several = kind not in ONE_AT_A_TIME
    groups: list[Sequence[Mark]] = [[mark] for mark in marked.marks] if several else [marked.marks]
    for marks in groups:
        if not any(_fits(marks, finding, several=several) for finding in findings):
            told = ", ".join(f"{marked.text[m.start : m.end]!r} as {m.role}" for m in marks)
            found = "; ".join(_told(marked, finding) for finding in findings) or "nothing"
            return f"not found: {told}; found: {found}"
    return None


def _fits(marks: Sequence[Mark], finding: Finding, *, several: bool) -> bool:
    for role in {mark.role for mark in marks}:
        spots = {(mark.start, mark.end) for mark in marks if mark.role == role}
        found = finding.spots.get(role, frozenset())
        if not (spots <= found if several else spots == found):
            return False
        if any(m.value not in (None, finding.values.get(role)) for m in marks if m.role == role):
            return False
    return True


def _told(marked: Marked, finding: Finding) -> str:
    return " ".join(
        f"{role}={'|'.join(marked.text[start:end] for start, end in sorted(spots))!r}"
        + (f":{value}" if (value := finding.values.get(role)) else "")
        for role, spots in finding.spots.items()
        if spots
    )


def _of_claims(reading: Reading) -> Iterator[Finding]:
    """The claims, and how many each segment holds."""
    for claim in reading.claims:
        parts = {
            "source": claim.source,
            "cue": claim.cue,
            "content": claim.content,
            "claimant": claim.content,
        }
        spots = {role: frozenset((e.start, e.end) for e in extents) for role, extents in parts.items()}
        if claim.distance is not None:
            place = reading.document.text.find(claim.distance, claim.start)
            spots["distance"] = frozenset({(place, place + len(claim.distance))})
        claimant = claim.claimant.name if claim.claimant else "nobody"
        values = {"cue": claim.stance, "content": claim.certainty, "claimant": claimant}
        yield Finding(claim.rule, spots, values)
    for segment in reading.document.segments:
        held = sum(segment.start <= claim.start < segment.end for claim in reading.claims)
        span = frozenset({(segment.start, segment.end)})
        yield Finding("", {"claims": span}, {"claims": str(held)})


def _of_hedges(reading: Reading) -> Iterator[Finding]:
    for hedge in reading.hedges:
        scope = frozenset({(hedge.scope.start, hedge.scope.end)})
        yield Finding(hedge.rule, {"hedge": _spot(hedge), "scope": scope}, {"hedge": hedge.type})


def _of_events(reading: Reading) -> Iterator[Finding]:
    """The events, and how many each segment holds."""
    for event in reading.events:
        spots = {
            "trigger": frozenset({(event.trigger.start, event.trigger.end)}),
            "actor": frozenset((actor.start, actor.end) for actor in event.actors),
            "recipient": frozenset((actor.start, actor.end) for actor in event.recipients),
        }
        coded = " ".join(filter(None, (event.type, event.mode)))
        yield Finding(event.rule, spots, {"trigger": coded})
    for segment in reading.document.segments:
        held = sum(segment.start <= event.start < segment.end for event in reading.events)
        span = frozenset({(segment.start, segment.end)})
        yield Finding("", {"events": span}, {"events": str(held)})


def _of_amounts(reading: Reading) -> Iterator[Finding]:
    for amount in reading.amounts:
        yield Finding(amount.rule, {"amount": _spot(amount)}, {"amount": f"{amount.bound} {_range(amount)}"})


def _of_measures(reading: Reading) -> Iterator[Finding]:
    """The figures, the numbers that none counts or that are a part of others, and words for what is none."""
    amounts = {amount.id: amount for amount in reading.amounts}
    for figure in reading.figures:
        spot = _spot(amounts[figure.amount])
        roles = ("figure", *(("total",) if figure.total else ()))
        roles += ("denied",) if figure.certainty == "denied" else ()
        roles += ("sure",) if figure.certainty in ("asserted", "reported") else ()
        counts = f"{figure.measure} {_range(figure)}"
        yield Finding(figure.rule, dict.fromkeys(roles, spot), {"figure": counts})
    counted = {figure.amount for figure in reading.figures}
    for amount in reading.amounts:
        if amount.id not in counted:
            yield Finding(amount.rule, {"uncounted": _spot(amount)}, {})
        elif part := entry_of_part(reading.document.text[: amount.start]):
            yield Finding(f"measure/{part.name}", {"part": _spot(amount)}, {})
    for start, end, entry in find_listed(reading.document.text):
        yield Finding(f"measure/{entry.name}", {"none": frozenset({(start, end)})}, {"none": entry.form})


def _of_labels(reading: Reading) -> Iterator[Finding]:
    """The numbers in digits that are no amounts."""
    for match in DIGITS.finditer(reading.document.text):
        start, end = match.span()
        if not any(amount.start < end and start < amount.end for amount in reading.amounts):
            yield Finding("", {"label": frozenset({(start, end)})}, {})


def _of_units(reading: Reading) -> Iterator[Finding]:
    """The units as written, the amounts, and what is counted."""
    yield from _of_amounts(reading)
    yield from _of_measures(reading)
    for amount in reading.amounts:
        if amount.unit is not None:
            start = reading.document.text.index(amount.unit, amount.start)
            yield Finding(amount.rule, {"unit": frozenset({(start, start + len(amount.unit))})}, {})


def _of_times(reading: Reading) -> Iterator[Finding]:
    for time in reading.times:
        yield Finding(time.rule, {"time": _spot(time)}, {"time": time.value})


def _of_places(reading: Reading) -> Iterator[Finding]:
    for place in reading.places:
        yield Finding(place.rule, {"place": _spot(place)}, {"place": place.name})


def _of_actors(reading: Reading) -> Iterator[Finding]:
    """The actors, and the words in them and before them that do not tell which office it is."""
    for actor in reading.actors:
        yield Finding(actor.rule, {"actor": _spot(actor)}, {"actor": actor.sector})
        before = max(0, actor.start - RANK_BEFORE)
        for word in re.finditer(r"\w+", reading.document.text[before : actor.end]):
            if rank := rank_of(word[0]):
                span = frozenset({(before + word.start(), before + word.end())})
                yield Finding(f"role/{rank.name}", {"rank": span}, {})


def _of_segments(reading: Reading) -> Iterator[Finding]:
    for part in find_parts(reading.document.text, load_lexicon(), title=reading.document.title):
        segment = part.segment
        yield Finding(part.rule, {segment.kind: frozenset({(segment.start, segment.end)})}, {})


def _of_credits(reading: Reading) -> Iterator[Finding]:
    for credit in find_credits(reading.document):
        spot = frozenset({(credit.start, credit.end)})
        for entry in (credit.agency, credit.form):
            yield Finding(f"credit/{entry}", {"credit": spot}, {})


def _of_counted(reading: Reading) -> Iterator[Finding]:
    for start, end, entry in find_counted(reading.document.text):
        yield Finding(f"counted/{entry.name}", {"group": frozenset({(start, end)})}, {"group": entry.side})


def _of_states(reading: Reading) -> Iterator[Finding]:
    for start, end, entry in find_states(reading.document.text):
        yield Finding(f"state/{entry.name}", {"state": frozenset({(start, end)})}, {"state": entry.state})


def _of_ties(reading: Reading) -> Iterator[Finding]:
    for start, end, entry in find_ties(reading.document.text):
        yield Finding(f"tie/{entry.name}", {"tie": frozenset({(start, end)})}, {"tie": entry.tie})


def _of_fields(reading: Reading) -> Iterator[Finding]:
    for start, end, entry in find_fields(reading.document.text):
        yield Finding(f"field/{entry.name}", {"field": frozenset({(start, end)})}, {"field": entry.name})


def _of_answers(reading: Reading) -> Iterator[Finding]:
    for start, end, entry in find_answers(reading.document.text):
        yield Finding(f"answer/{entry.name}", {"answer": frozenset({(start, end)})}, {"answer": entry.sign})


def _of_classes(reading: Reading) -> Iterator[Finding]:
    for start, end, entry in find_of_classes(reading.document.text, load_lexicon()):
        yield Finding(f"class/{entry.name}", {"word": frozenset({(start, end)})}, {})


def _spot(record: Placed) -> frozenset[tuple[int, int]]:
    return frozenset({(record.start, record.end)})


def _range(record: Amount | Figure) -> str:
    low, high = ("" if end is None else f"{end:g}" for end in (record.low, record.high))
    return f"{low}..{high}"


FINDINGS: Mapping[str, Callable[[Reading], Iterator[Finding]]] = {
    "cues": _of_claims,
    "hedges": _of_hedges,
    "predicates": _of_events,
    "roles": _of_actors,
    "numbers": _of_amounts,
    "labels": _of_labels,
    "measures": _of_measures,
    "units": _of_units,
    "times": _of_times,
    "places": _of_places,
    "pages": _of_segments,
    "agencies": _of_credits,
    "counted": _of_counted,
    "states": _of_states,
    "ties": _of_ties,
    "fields": _of_fields,
    "answers": _of_answers,
    "classes": _of_classes,
}
"""What each lexicon's examples are compared with: the roles that its marks may have.

cues: source, cue:STANCE, content:CERTAINTY, distance, claimant:NAME on the content, claims:COUNT on the
segment. hedges: hedge:TYPE, scope. predicates: trigger:TYPE mode, actor, recipient, events:COUNT on the
segment. roles: actor:SECTOR, rank. numbers: amount:BOUND low..high. labels: label on the number. measures:
figure:MEASURE low..high, total, denied, sure, part (of others) or uncounted on the amount's words, none:FORM.
units: unit, and what those of numbers and measures have. times: time:VALUE. places: place:NAME. pages: the
segment's kind. agencies: credit. counted: group:SIDE. states: state:STATE. ties: tie:TIE. fields:
field:NAME. answers: answer:SIGN. classes: word.
"""

CONDITIONS: Mapping[str, Set[str]] = {
    "cues": {*cues.CONDITIONS},
    "hedges": {*hedge_frames.NEEDS},
    "predicates": {*triggers.CONDITIONS, "against-somebody", "around", "mass", "means", "with-preposition"},
    "roles": {*ground.NEEDS},
    "numbers": {*amounts.CONDITIONS, "ceiling", "money_or_plural", "money_or_share", "people"},
    "measures": {
        *counted_groups.NEEDS,
        *parts_of_wholes.BEFALLS,
        *("active", "compared", "denied", "direct", "doer", "lower", "may_hold_dead", "not_otherwise"),
        *("noun", "number", "of_only", "outcome", "participle", "result"),
    },
    "times": {*letters.NEEDS},
    "places": {"capital", "last", "locative"},
}
"""What `needs` of each lexicon's entries may name: the rules' tables, and what a rule tests in passing."""

ONE_AT_A_TIME = frozenset({"cues", "hedges", "predicates"})
"""Lexicons whose records have several roles: all marks of an example belong to one record."""
