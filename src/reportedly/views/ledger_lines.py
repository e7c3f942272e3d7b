"""Lines of a brief from several documents: accounts, occurrences, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..ledger.accounts.doubts import is_aside, place_of
from ..ledger.joining import Collection
from ..ledger.occurrences.titles import quoted_in, told_whole
from ..ledger.traits.sides import EVERYONE
from ..ledger.wording import say_count, say_when, several, without_link
from ..privacy import Pseudonyms
from ..records import (
    Account,
    Claim,
    Claimant,
    Contradiction,
    Event,
    Figure,
    Occurrence,
    Reading,
)
from ..statements.sureness import UNSURE
from .lines import MEASURES, Dispute, FigureLine, Line, Marks, claim_of, outlet_of, place_name, short
from .wording import DISAGREEING, SURE, say_claimant

MOST_MARKS = 5
"""Marks of one line: more passages than anybody opens; the ledger has them all."""
MOST_VOICES = 4
"""Claimants that a line names before it only counts them."""

STANDING = ("current", "revised", "retracted", "denied")
"""States of an account, those that a hurried reader needs first."""

SUM = "amount/sum"
"""The rule of amounts that are sums of numbers beside each other."""
IN_SUM = ", in sum"
"""Stands behind a number that is such a sum."""

Told = Claim | Event | Figure


@dataclass(frozen=True, slots=True)
class Index:
    """Every claim, event and figure of the readings with its reading, and every claim by its id."""

    told: Mapping[str, tuple[Told, Reading]]
    accounts: Mapping[str, Account]
    sums: frozenset[str]
    """The amounts that stand in no text, but are sums of such."""


def index_of(readings: Sequence[Reading], collection: Collection) -> Index:
    """The index of a collection."""
    told: dict[str, tuple[Told, Reading]] = {}
    for reading in readings:
        found: list[Told] = [*reading.claims, *reading.events, *reading.figures]
        for record in found:
            told[record.id] = record, reading
    amounts = (amount for reading in readings for amount in reading.amounts)
    sums = frozenset(amount.id for amount in amounts if amount.rule == SUM)
    return Index(told, {account.id: account for account in collection.accounts}, sums)


def account_lines(
    collection: Collection, index: Index, marks: Marks, names: Pseudonyms
) -> Iterator[FigureLine]:
    """Accounts that count, by measure: those that stand first, then revised, retracted and denied ones.

    Doubtful ones come last. Of each kind the most reported occurrence comes first, in it totals before parts
    and numbers that are told before those that are only sums of such, the latest first.
    """
    weight = {each.id: (-len(each.documents), each.id) for each in collection.occurrences}
    counting = [account for account in collection.accounts if account.measure not in (None, "other")]

    def standing(account: Account) -> tuple[int, int, tuple[int, str], bool, bool, bool]:
        rank = STANDING.index(account.status) if account.certainty not in UNSURE else len(STANDING)
        occurrence = weight.get(account.occurrence, (0, account.occurrence))
        total = any(figure.total for figure, _ in _figures_of(account, index))
        part = bool(account.sides) and EVERYONE not in account.sides
        summed = _is_sum(account, index)
        return MEASURES.index(account.measure or "other"), rank, occurrence, summed, part, not total

    counting.sort(key=lambda each: each.claimant.name if each.claimant else "")
    counting.sort(key=lambda each: each.as_of or "", reverse=True)
    counting.sort(key=standing)
    for account in counting:
        yield _account_line(account, index, marks, names)


def _figures_of(account: Account, index: Index) -> list[tuple[Figure, Reading]]:
    found = (index.told[evidence] for evidence in account.evidence if evidence in index.told)
    return [(record, reading) for record, reading in found if isinstance(record, Figure)]


def _is_sum(account: Account, index: Index) -> bool:
    """Whether its number stands in no text: those of parts are told, and it is what they make together."""
    amounts = [figure.amount for figure, _ in _figures_of(account, index)]
    return bool(amounts) and index.sums.issuperset(amounts)


def _account_line(account: Account, index: Index, marks: Marks, names: Pseudonyms) -> FigureLine:
    found = [index.told[evidence] for evidence in account.evidence if evidence in index.told]
    figures = _figures_of(account, index)
    figure, reading = figures[0] if figures else (None, None)
    group = figure.group if figure else None
    return FigureLine(
        measure=account.measure or "other",
        low=account.low,
        high=account.high,
        bound=account.bound or "exact",
        range=say_count(account) + (IN_SUM if _is_sum(account, index) else ""),
        group=names.hide(group) if group else None,
        who=names.hide(_who(account, found)),
        channel=(),
        sure=SURE[account.certainty],
        when=say_when(figure.when)
        if figure and figure.when and figure.when.basis != "assumed"
        else "undated",
        place=place_name(figure.place, reading, names) if figure and reading else None,
        total=figure.total if figure else None,
        as_of=account.as_of,
        account=account.id,
        supersedes=account.supersedes,
        status=account.status,
        documents=len(account.documents),
        origins=account.origins,
        marks=_marks(found, marks),
    )


def occurrence_lines(collection: Collection, index: Index, marks: Marks, names: Pseudonyms) -> Iterator[Line]:
    """Occurrences with an event that is said to have happened, in order of time, unless all doubt it.

    What lies a year and more before the first report is background, and comes last.
    """
    disputed = {each.occurrence for each in collection.contradictions if each.relation in DISAGREEING}
    since = _year_before_reports(reading for _, reading in index.told.values())
    for occurrence in sorted(collection.occurrences, key=lambda each: (_day(each)[0] < since, _day(each))):
        found = [index.told[event] for event in occurrence.events if event in index.told]
        happened = [(event, reading) for event, reading in found if _is_said_to_have_happened(event)]
        if happened:
            line = _occurrence_line(occurrence, happened, index, marks, names)
            yield replace(line, disputed=occurrence.id in disputed)


def _year_before_reports(readings: Iterable[Reading]) -> str:
    """A year before the first report, ISO 8601: what is older is background, and stands last."""
    published = {reading.document.published for reading in readings} - {None}
    first = min(filter(None, published), default="")
    return f"{int(first[:4]) - 1:04}{first[4:10]}" if first[:4].isdigit() else ""


def _is_said_to_have_happened(record: Told) -> bool:
    return isinstance(record, Event) and record.status == "actual" and record.certainty not in UNSURE


def _occurrence_line(
    occurrence: Occurrence,
    found: Sequence[tuple[Told, Reading]],
    index: Index,
    marks: Marks,
    names: Pseudonyms,
) -> Line:
    counted = [index.told[figure] for figure in occurrence.figures if figure in index.told]
    naming = [(record, reading) for record, reading in (*found, *counted) if _says(record, occurrence)]
    same = naming or found[:1]
    voices = list(dict.fromkeys(_speaker(record, reading) for record, reading in same))
    more = f" and {len(voices) - MOST_VOICES} more" if len(voices) > MOST_VOICES else ""
    return Line(
        when=say_when(occurrence.when),
        place=_place_of(occurrence, found, names),
        words=short(names.hide(_words_of(*same[0], occurrence))),
        who=names.hide(", ".join(voices[:MOST_VOICES])) + more,
        channel=(),
        sure=_support(occurrence),
        distance=None,
        marks=_marks(same, marks),
        type=occurrence.type,
        first=(occurrence.when.earliest or occurrence.when.latest) if occurrence.when else None,
        last=(occurrence.when.latest or occurrence.when.earliest) if occurrence.when else None,
        documents=len(occurrence.documents),
        origins=occurrence.origins,
        claimants=occurrence.claimants,
    )


def _says(record: Told, occurrence: Occurrence) -> bool:
    """Whether a record says what the occurrence is called by; the others tell of it in other words.

    A title may be its whole sentence, or so much of it as has room.
    """
    told, title = short(record.quote).casefold(), quoted_in(occurrence.title).casefold()
    return told in title or without_link(told).startswith(title.removesuffix(" …"))


def _words_of(record: Told, reading: Reading, occurrence: Occurrence) -> str:
    """The title where it says more than the record, else the whole quotation; of few words the sentence."""
    title = quoted_in(occurrence.title)
    told = record.quote if isinstance(record, Claim) else told_whole(record, reading.document.text)
    told = without_link(told)
    return title if len(told) < len(title) and _says(record, occurrence) else told


def _support(occurrence: Occurrence) -> str:
    """The two counts, apart: of all that tells of it, in whatever words."""
    documents, origins = several(len(occurrence.documents), "document"), several(occurrence.origins, "origin")
    claimants = f"{occurrence.claimants} claimant{'s' if occurrence.claimants != 1 else ''}"
    told = f"{documents}, {origins}, {claimants}"
    return told if len(occurrence.documents) == 1 else f"in all {told}"


def dispute_lines(collection: Collection, index: Index, marks: Marks, names: Pseudonyms) -> Iterator[Dispute]:
    """Contradictions, the surest and worst first, those that most documents take part in before others.

    Steps and parts of a count are left out: the count itself is shown.
    """
    told = (each for each in collection.contradictions if not is_aside(each))
    for contradiction in sorted(told, key=lambda each: _rank(each, index)):
        left, right = (_side(side, index, marks, names) for side in (contradiction.left, contradiction.right))
        yield Dispute(
            relation=contradiction.relation,
            measure=contradiction.measure,
            left=left[0],
            right=right[0],
            why=names.hide(contradiction.why),
            marks=(*left[1], *right[1]),
        )


def _rank(contradiction: Contradiction, index: Index) -> tuple[int, float, int, str]:
    sides = [index.accounts.get(side) for side in (contradiction.left, contradiction.right)]
    documents = sum(len(side.documents) for side in sides if side)
    return *place_of(contradiction), -documents, contradiction.id


def _side(side: str, index: Index, marks: Marks, names: Pseudonyms) -> tuple[str, tuple[int, ...]]:
    account = index.accounts.get(side)
    if account is None:
        record, reading = index.told[side]
        return f"{names.hide(_speaker(record, reading))}: “{short(names.hide(record.quote))}”", _marks(
            [(record, reading)], marks
        )
    found = [index.told[evidence] for evidence in account.evidence if evidence in index.told]
    if account.measure:
        said = say_count(account)
    else:
        said = f"“{short(names.hide(found[0][0].quote))}”" if found else "a statement"
    dated = f", {account.as_of}" if account.as_of else ""
    return f"{names.hide(_who(account, found))}: {said}{dated}", _marks(found, marks)


def _who(account: Account, found: Sequence[tuple[Told, Reading]]) -> str:
    if isinstance(account.claimant, Claimant):
        return account.claimant.name
    return _speaker(*found[0]) if found else "a source that is not named"


def _speaker(record: Told, reading: Reading) -> str:
    claim = record if isinstance(record, Claim) else claim_of(record.claim, reading)
    return say_claimant(claim, outlet_of(reading.document))


def _marks(found: Sequence[tuple[Told, Reading]], marks: Marks) -> tuple[int, ...]:
    documents: dict[str, tuple[Told, Reading]] = {}
    for record, reading in found:
        documents.setdefault(reading.document.id, (record, reading))
    return tuple(marks.mark(reading, record) for record, reading in list(documents.values())[:MOST_MARKS])


def _place_of(occurrence: Occurrence, found: Sequence[tuple[Told, Reading]], names: Pseudonyms) -> str | None:
    told = (place_name(occurrence.place, reading, names) for _, reading in found)
    return next((name for name in told if name is not None), None)


def _day(occurrence: Occurrence) -> tuple[str, str]:
    when = occurrence.when
    if when is None:
        return "9999", occurrence.id
    assumed = when.basis == "assumed"
    return (when.latest if assumed else when.earliest) or when.latest or "9999", occurrence.id
