"""Alarms: changes that are worth telling a person, under keys that do not depend on how documents are joined.

They are: a figure that its claimant revised or withdrew, or that was denied; a figure that changed on a page
since its last capture; a contradiction; and a second independent text with a claimant's number. Each has a
key of who, what and how many, so that it is reported once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Literal

from ..page.capture import now
from ..records import Account, Claimant, Contradiction, Figure, Reading
from .captures import Difference, captured_again, differences_of, snapshots_of
from .store import Ledger
from .wording import say_count

Kind = Literal["revised", "retracted", "denied", "contradiction", "second origin"]

TRUE_DISAGREEMENTS = frozenset({"conflict", "denial", "label"})
"""Relations that are no change over time, other scope or error of relay: those are shown, but wake nobody."""

TOLD_OF_A_PAGE = 10
"""Figures of one page that are told when it changes; all stand in `captures`."""

PLACES = (
    "SELECT occurrences.id, places.name, occurrences.when_earliest AS day"
    " FROM occurrences LEFT JOIN places ON places.id = occurrences.place"
)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One change, with what it is about."""

    key: str
    kind: Kind
    message: str
    occurrence: str
    records: tuple[str, ...]
    documents: tuple[str, ...]


def find_alarms(ledger: Ledger, *, after: int = 0) -> tuple[Alarm, ...]:
    """Everything that stands in a ledger now and would have been told when it came, each once.

    Pages are compared with what they were where a capture came after that number, see `last_capture`.
    """
    accounts = {each.id: each for each in ledger.records(Account)}
    where = {row["id"]: _where(row["name"], row["day"]) for row in ledger.ask(PLACES)}
    found = [
        *_of_accounts(ledger, accounts, where),
        *_of_contradictions(ledger, ledger.records(Contradiction), accounts, where),
        *_of_pages(ledger, after),
    ]
    return tuple({alarm.key: alarm for alarm in found}.values())


def untold(ledger: Ledger, *, after: int = 0) -> tuple[Alarm, ...]:
    """The alarms that nobody was told of yet; `after` as in `find_alarms`."""
    told = {row["key"] for row in ledger.ask("SELECT key FROM alarms")}
    return tuple(alarm for alarm in find_alarms(ledger, after=after) if alarm.key not in told)


def last_capture(ledger: Ledger) -> int:
    """The number of the newest capture, 0 if there is none."""
    return next(
        int(row["newest"]) for row in ledger.ask("SELECT coalesce(max(rowid), 0) AS newest FROM captures")
    )


def mark_told(ledger: Ledger, alarms: Iterable[Alarm]) -> None:
    """These were told, and are not told again."""
    statement = "INSERT OR IGNORE INTO alarms VALUES (?, ?)"
    ledger.note((statement, (alarm.key, now())) for alarm in alarms)


def _of_accounts(
    ledger: Ledger, accounts: Mapping[str, Account], where: Mapping[str, str]
) -> Iterator[Alarm]:
    for each in accounts.values():
        before = accounts.get(each.supersedes or "")
        if before is not None and (before.low, before.high) != (each.low, each.high):
            words = (
                f"{_who(ledger, each)}: {each.measure or 'statement'} {_count(each)}, before {_count(before)}"
            )
            yield _alarm("revised", words, each, where, _told(before), _told(each))
        if each.status in ("retracted", "denied"):
            kind: Kind = "retracted" if each.status == "retracted" else "denied"
            words = f"{_who(ledger, each)}: {each.measure or 'statement'} {_count(each)} is {kind}"
            yield _alarm(kind, words, each, where, _told(each))
        if each.origins > 1:
            words = f"{_who(ledger, each)}: {each.measure or 'statement'} {_count(each)} in a second text"
            yield _alarm("second origin", words, each, where, _told(each))


def _alarm(
    kind: Kind, words: str, account: Account, where: Mapping[str, str], *parts: tuple[str, ...]
) -> Alarm:
    message = f"{kind}: {words} — {where.get(account.occurrence, '')}".rstrip(" —")
    key = _key(kind, *[part for each in parts for part in each])
    return Alarm(key, kind, message, account.occurrence, (account.id,), account.documents)


def _of_contradictions(
    ledger: Ledger,
    contradictions: Iterable[Contradiction],
    accounts: Mapping[str, Account],
    where: Mapping[str, str],
) -> Iterator[Alarm]:
    for each in contradictions:
        left, right = accounts.get(each.left), accounts.get(each.right)
        if each.relation not in TRUE_DISAGREEMENTS or left is None or right is None:
            continue
        sides = sorted((_told(left), _told(right)))
        words = (
            f"{_who(ledger, left)} {_count(left)} against {_who(ledger, right)} {_count(right)}"
            f" ({each.measure or each.rule})"
        )
        message = f"contradiction: {words} — {where.get(each.occurrence, '')}".rstrip(" —")
        key = _key("contradiction", each.relation, *sides[0], *sides[1])
        documents = tuple(dict.fromkeys((*left.documents, *right.documents)))
        yield Alarm(key, "contradiction", message, each.occurrence, (each.id, left.id, right.id), documents)


def _of_pages(ledger: Ledger, after: int) -> Iterator[Alarm]:
    """Figures that a page gives otherwise than it did, as long as one version of the program read both."""
    for document in captured_again(ledger, after=after):
        for change in differences_of(snapshots_of(ledger, document)):
            if change.same_reader:
                yield from islice(_of_page(ledger, document, change), TOLD_OF_A_PAGE)


def _of_page(ledger: Ledger, document: str, change: Difference) -> Iterator[Alarm]:
    for number, figure in enumerate(change.figures):
        before, came = figure.before, figure.after
        if before is None or came is None or say_count(before) == say_count(came):
            continue
        who = _name(ledger, _claimant_of(change.after.reading, came))
        words = f"{who}: {came.measure} {say_count(came)}, before {say_count(before)}"
        message = f"revised: {words} — the page changed, see captures of {document}"
        key = _key("page", change.before.id, change.after.id, str(number))
        yield Alarm(key, "revised", message, "", (came.id,), (document,))


def _claimant_of(reading: Reading, figure: Figure) -> Claimant | None:
    return next((each.claimant for each in reading.claims if each.id == figure.claim), None)


def _told(account: Account) -> tuple[str, ...]:
    """Who says what, in words that joining does not change."""
    who = account.claimant.key or account.claimant.name.lower() if account.claimant else ""
    what: str = account.measure or min(account.evidence, default="")
    return who, what, str(account.low), str(account.high)


def _where(place: str | None, time: str | None) -> str:
    """Place and day of an occurrence; not its title, whose words may name anybody."""
    return ", ".join(filter(None, (place, (time or "")[:10])))


def _who(ledger: Ledger, account: Account) -> str:
    return _name(ledger, account.claimant)


def _name(ledger: Ledger, claimant: Claimant | None) -> str:
    """The claimant by name; a private person by none, since an alarm is passed on."""
    if claimant is None:
        return "the article"
    if claimant.type == "person":
        private = "SELECT 1 FROM actors WHERE private = 1 AND (name = ? OR key = ?) LIMIT 1"
        if any(True for _ in ledger.ask(private, (claimant.name, claimant.key))):
            return "a private person"
    return claimant.name


def _count(account: Account) -> str:
    if account.low is None and account.high is None:
        return "(no number)" if account.measure else "(said)"
    return say_count(account)


def _key(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
