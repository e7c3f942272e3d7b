"""Checks lexicons against their examples: each is found exactly, and no near miss is found.

The real `read()` runs on each marked example. A finding belongs to an entry if its `rule` ends in the name of
the entry. What is compared depends on the lexicon; see `FINDINGS`. Relative times in examples are resolved
against `PUBLISHED`, a Thursday.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .errors import MarkedTextError
from .language.parse import Parser
from .ledger.credits import find_credits
from .ledger.sides import find_counted
from .ledger.states import find_states
from .lexicon import KINDS, Entry, Lexicon, NumberLabel, load_lexicon, read_entries
from .marked import Mark, Marked, parse_marked
from .page.documents import make_document
from .page.segment import find_parts
from .reading import read_all
from .records import Actor, Amount, Figure, Hedge, Place, Reading, Time

PUBLISHED = "2022-01-06"
DIGITS = re.compile(r"\d[\d-]*")

Placed: TypeAlias = Actor | Amount | Hedge | Place | Time
Spots: TypeAlias = Mapping[str, frozenset[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one record says about the text: its rule, and the place and value of each role."""

    rule: str
    spots: Spots
    values: Mapping[str, str | None]


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
    cases = list(_cases(kind, entries))
    yield from (case for case in cases if isinstance(case, Fault))
    sound = [case for case in cases if not isinstance(case, Fault)]
    documents = (make_document(marked.text, published=PUBLISHED) for _, marked, _ in sound)
    for (entry, marked, wanted), reading in zip(sound, read_all(documents, lexicon, parser), strict=True):
        findings = [f for f in FINDINGS[kind](reading) if _is_of(entry, f)]
        if not wanted and findings:
            yield Fault(kind, entry.name, f"near miss is found: {marked.text!r}")
        if wanted and (why := _missed(marked, findings, several=kind not in ONE_AT_A_TIME)):
            yield Fault(kind, entry.name, f"{why} in {marked.text!r}")


def _is_of(entry: Entry, finding: Finding) -> bool:
    """Whether the entry made the finding, or only adds to findings of others."""
    made = f"/{entry.name}/" in f"{finding.rule}/"
    return made or getattr(entry, "form", None) in ADDING_FORMS


def _order_faults(kind: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    names = [entry.name for entry in entries]
    for one, other in zip(names, sorted(names), strict=True):
        if one != other:
            yield Fault(kind, one, f"not in order: {other!r} should stand here")
            break
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault(kind, name, f"stands {count} times")


def _cases(kind: str, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Marked, bool] | Fault]:
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
                    yield entry, marked, wanted


def _missed(marked: Marked, findings: Sequence[Finding], *, several: bool) -> str | None:
    """The marks that no finding matches; the marks of one record must all match one finding."""
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
    for claim in reading.claims:
        parts = {"source": claim.source, "cue": claim.cue, "content": claim.content}
        spots = {role: frozenset((e.start, e.end) for e in extents) for role, extents in parts.items()}
        if claim.distance is not None:
            place = reading.document.text.find(claim.distance, claim.start)
            spots["distance"] = frozenset({(place, place + len(claim.distance))})
        yield Finding(claim.rule, spots, {"cue": claim.stance, "content": claim.certainty})


def _of_hedges(reading: Reading) -> Iterator[Finding]:
    for hedge in reading.hedges:
        scope = frozenset({(hedge.scope.start, hedge.scope.end)})
        yield Finding(hedge.rule, {"hedge": _spot(hedge), "scope": scope}, {"hedge": hedge.type})


def _of_events(reading: Reading) -> Iterator[Finding]:
    for event in reading.events:
        spots = {
            "trigger": frozenset({(event.trigger.start, event.trigger.end)}),
            "actor": frozenset((actor.start, actor.end) for actor in event.actors),
            "recipient": frozenset((actor.start, actor.end) for actor in event.recipients),
        }
        coded = " ".join(filter(None, (event.type, event.mode)))
        yield Finding(event.rule, spots, {"trigger": coded})


def _of_amounts(reading: Reading) -> Iterator[Finding]:
    for amount in reading.amounts:
        yield Finding(amount.rule, {"amount": _spot(amount)}, {"amount": f"{amount.bound} {_range(amount)}"})


def _of_measures(reading: Reading) -> Iterator[Finding]:
    """The figures; those that are a part of others; words for what was not done, and for what was wrong."""
    yield from _of_figures(reading)
    text = reading.document.text
    for entry in (entry for entry in load_lexicon().measures if entry.form == "among"):
        for amount in reading.amounts:
            counted = any(figure.amount == amount.id for figure in reading.figures)
            if counted and text[: amount.start].casefold().rstrip().endswith(entry.words):
                yield Finding(f"measure/{entry.name}", {"part": _spot(amount)}, {})
    for entry in (entry for entry in load_lexicon().measures if entry.form == "undone"):
        for start in (text.find(word) for word in entry.words):
            if start >= 0 and not any(figure.end > start for figure in reading.figures):
                end = start + len(re.match(r"\w+", text[start:])[0])  # type: ignore[index]
                yield Finding(f"measure/{entry.name}", {"undone": frozenset({(start, end)})}, {})
    taken_back = any(figure.certainty == "denied" for figure in reading.figures)
    for entry in (each for each in load_lexicon().measures if each.form == "untrue" and taken_back):
        for word in (word for word in entry.words if word in text):
            start = text.index(word)
            yield Finding(f"measure/{entry.name}", {"untrue": frozenset({(start, start + len(word))})}, {})


def _of_labels(reading: Reading) -> Iterator[Finding]:
    """The numbers that are no amounts, each with a label that stands beside it."""
    text = reading.document.text
    for match in DIGITS.finditer(text):
        if any(amount.start < match.end() and match.start() < amount.end for amount in reading.amounts):
            continue
        for label in load_lexicon().labels:
            for start, end in _label_spots(text, *match.span(), label):
                yield Finding(f"label/{label.name}", {"label": frozenset({(start, end)})}, {})


def _label_spots(text: str, start: int, end: int, label: NumberLabel) -> Iterator[tuple[int, int]]:
    for word in label.words:
        place = text.lower().find(word.lower(), end, end + 30)
        if label.side != "address" and text[:start].lower().endswith(f"{word.lower()} "):
            yield start - len(word) - 1, end
        if place == end + 1 or (label.side == "address" and text[place - 1 : place] == " "):
            yield start, place + len(word)


def _of_units(reading: Reading) -> Iterator[Finding]:
    """The units of amounts, by the entry that has them or their singular."""
    entries = {word: unit.name for unit in load_lexicon().units for word in unit.words}
    for amount in reading.amounts:
        unit = amount.unit or ""
        start = reading.document.text.find(unit, amount.start)
        spot = frozenset({(start, start + len(unit))})
        singular = {unit, unit.lower().removesuffix("s"), re.sub("ies$", "y", unit)}
        for name in {entries[word] for word in singular & entries.keys()}:
            yield Finding(f"unit/{name}", {"unit": spot}, {})


def _of_figures(reading: Reading) -> Iterator[Finding]:
    amounts = {amount.id: amount for amount in reading.amounts}
    for figure in reading.figures:
        spot = _spot(amounts[figure.amount])
        for rule in (figure.rule, *(("figure/so_far",) if figure.total else ())):
            yield Finding(rule, {"figure": spot}, {"figure": f"{figure.measure} {_range(figure)}"})


def _of_times(reading: Reading) -> Iterator[Finding]:
    for time in reading.times:
        yield Finding(time.rule, {"time": _spot(time)}, {"time": time.value})


def _of_places(reading: Reading) -> Iterator[Finding]:
    for place in reading.places:
        yield Finding(place.rule, {"place": _spot(place)}, {"place": place.name})


def _of_actors(reading: Reading) -> Iterator[Finding]:
    for actor in reading.actors:
        yield Finding(actor.rule, {"actor": _spot(actor)}, {"actor": actor.sector})


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
}
"""What each lexicon's examples are compared with: the roles that its marks may have.

cues: source, cue:STANCE, content:CERTAINTY, distance.
hedges: hedge:TYPE, scope. predicates: trigger:TYPE mode,
actor, recipient. roles: actor:SECTOR. numbers: amount:BOUND low..high. units: unit.
labels: label on the words and the number. measures: figure:MEASURE low..high
on the amount's words, part on those of a part of others. times: time:VALUE. places: place:NAME.
pages: the segment's kind.
agencies: credit. counted: group:SIDE. states: state:STATE.
"""

ADDING_FORMS = frozenset(
    {
        "light",
        "medium",
        "voice",
        "record",
        "official",
        "former",
        "rank",
        "page",
        "page_part",
        "rumour",
        "retracts",
        "refuses",
        "falsehood",
        "distance",
        "judgement",
        "assertion",
        "everybody",
        "unnamed",
        "informant",
        "anonymity",
        "titled",
        "interviews",
        "talks",
        "divides",
        "qualifies",
    }
)
"""Forms of cues that make no claim, of measures that make no figure, and of roles that nobody has."""

ONE_AT_A_TIME = frozenset({"cues", "hedges", "predicates"})
"""Lexicons whose records have several roles: all marks of an example belong to one record."""
