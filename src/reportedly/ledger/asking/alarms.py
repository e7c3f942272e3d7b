"""Alarms: changes that are worth telling a person, recognised however documents are joined later.

They are: a figure that its claimant revised or withdrew, or that was denied; a figure that changed on a page
since its last capture; a contradiction; and a second independent text with a claimant's number. Each has a
key of who, what and how many. It is reported once of one occurrence: again only where none of the documents
that it was reported of belongs to the occurrence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Literal

from ...errors import NoSuchRecord
from ...page.capture import now
from ...privacy import Pseudonyms, pseudonyms_of
from ...records import Account, Claim, Claimant, Contradiction, Event, Figure, Reading
from ..accounts.doubts import is_plain
from ..store import Ledger
from ..wording import say_count, say_tally
from .captures import Difference, captured_again, differences_of, snapshots_of

Kind = Literal["revised", "retracted", "denied", "contradiction", "second origin"]

TOLD_OF_A_PAGE = 10
"""Figures of one page that are told when it changes; all stand in `captures`."""

PRIVATE = "a private person"
LONGEST_QUOTE = 160
"""Characters of the words behind a change that its line shows; the whole stands in the ledger."""

OCCURRENCES = (
    "SELECT occurrences.id, places.name, occurrences.when_earliest AS day, occurrences.documents"
    " FROM occurrences LEFT JOIN places ON places.id = occurrences.place"
)
AMONG = " WHERE occurrences.neighbourhood IN (SELECT value FROM json_each(?))"

IS_PRIVATE = (
    "SELECT 1 FROM actors WHERE private = 1 AND name = ?"
    " UNION ALL SELECT 1 FROM actors WHERE private = 1 AND key = ? LIMIT 1"
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
    words: str = ""
    """The words of the texts that say so, without private names; of a contradiction those of both sides."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What would be told; its words are made only then."""

    kind: Kind
    key: str
    say: Callable[[], str]
    quote: Callable[[], str]
    occurrence: str
    records: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Where:
    """An occurrence: its place and day, and all its documents."""

    words: str
    documents: frozenset[str]


def find_alarms(ledger: Ledger, *, after: int = 0) -> tuple[Alarm, ...]:
    """Everything that stands in a ledger now and would have been told when it came, each once, unquoted.

    Pages are compared with what they were where a capture came after that number, see `last_capture`.
    """
    return tuple(alarm for alarm, _ in _alarms(ledger, lambda _: set(), after, None))


def untold(
    ledger: Ledger, *, after: int = 0, neighbourhoods: Collection[int] | None = None
) -> tuple[Alarm, ...]:
    """The alarms that nobody was told of yet, with their words; `after` as in `find_alarms`.

    Where `neighbourhoods` are given, only what joins documents there is looked at: what a join touched, if
    the alarms of all others were looked for before it.
    """

    def told(key: str) -> set[str]:
        return {row["document"] for row in ledger.ask("SELECT document FROM alarms WHERE key = ?", (key,))}

    found = _alarms(ledger, told, after, neighbourhoods)
    return tuple(replace(alarm, words=quote()) for alarm, quote in found)


def _alarms(
    ledger: Ledger, told: Callable[[str], set[str]], after: int, neighbourhoods: Collection[int] | None
) -> tuple[tuple[Alarm, Callable[[], str]], ...]:
    """The changes that were not told of a document of the same occurrence, each with what makes its words.

    `told` has by key the documents told of.
    """
    among = ("", ()) if neighbourhoods is None else (AMONG, (json.dumps(sorted(neighbourhoods)),))
    where = {
        row["id"]: _Where(_words_of(row["name"], row["day"]), frozenset(json.loads(row["documents"])))
        for row in ledger.ask(f"{OCCURRENCES}{among[0]}", among[1])
    }
    nowhere = _Where("", frozenset())
    found: list[tuple[Alarm, Callable[[], str]]] = []
    held: dict[str, set[str]] = {}
    for each in _changes(ledger, after, neighbourhoods):
        if each.key not in held:
            held[each.key] = told(each.key)
        there, before = where.get(each.occurrence, nowhere), held[each.key]
        if before.isdisjoint(there.documents) and before.isdisjoint(each.documents):
            message = f"{each.kind}: {each.say()}" + (f" — {there.words}" if there.words else "")
            about = each.occurrence, each.records, each.documents
            found.append((Alarm(each.key, each.kind, message, *about), each.quote))
        before.update(each.documents)
    return tuple(found)


def last_capture(ledger: Ledger) -> int:
    """The number of the newest capture, 0 if there is none."""
    return next(
        int(row["newest"]) for row in ledger.ask("SELECT coalesce(max(rowid), 0) AS newest FROM captures")
    )


def mark_told(ledger: Ledger, alarms: Iterable[Alarm]) -> None:
    """These were told, and are not told again."""
    statement = "INSERT OR IGNORE INTO alarms VALUES (?, ?, ?)"
    ledger.note(
        (statement, (alarm.key, document, now())) for alarm in alarms for document in alarm.documents or ("",)
    )


def _changes(ledger: Ledger, after: int, neighbourhoods: Collection[int] | None) -> Iterator[_Change]:
    accounts = {each.id: each for each in ledger.records(Account, neighbourhoods)}
    yield from _of_accounts(ledger, accounts)
    yield from _of_contradictions(ledger, ledger.records(Contradiction, neighbourhoods), accounts)
    yield from _of_pages(ledger, after)


def _of_accounts(ledger: Ledger, accounts: Mapping[str, Account]) -> Iterator[_Change]:
    for each in accounts.values():
        before = accounts.get(each.supersedes or "")
        if before is not None and _is_revised(before, each):
            yield _of_account(ledger, "revised", each, before)
        if each.status in ("retracted", "denied"):
            yield _of_account(ledger, "retracted" if each.status == "retracted" else "denied", each)
        if each.origins > 1 and each.status != "retracted":  # which a second text may tell alone
            yield _of_account(ledger, "second origin", each)


def _is_revised(before: Account, after: Account) -> bool:
    """Whether somebody gives another number than before; that others carry a toll on is no news of any.

    "Seven" and "at least seven" are one number.
    """
    numbers = [{each.low, each.high} - {None} for each in (before, after)]
    return before.status == "revised" and numbers[0] != numbers[1]


def _of_account(ledger: Ledger, kind: Kind, account: Account, before: Account | None = None) -> _Change:
    return _Change(
        kind,
        _key(kind, *(_told(before) if before else ()), *_told(account)),
        partial(_say_account, ledger, kind, account, before),
        partial(_quotes, ledger, account.evidence[-1:]),
        account.occurrence,
        (account.id,),
        account.documents,
    )


def _say_account(ledger: Ledger, kind: Kind, account: Account, before: Account | None) -> str:
    """The change as a sentence; what was said without a number stands in the words behind it."""
    who, said = _who(ledger, account), _tally(account)
    if before is not None:
        return f"{who} now says {said or 'no number'}; it was {say_count(before)} before"
    if kind == "retracted":
        return f"{who} takes back {said or 'what it said'}"
    if kind == "denied":
        return f"somebody else denies what {who} said" + (f": {said}" if said else "")
    return f"a second, independent text also has {who} saying {said or 'this'}"


def _of_contradictions(
    ledger: Ledger, contradictions: Iterable[Contradiction], accounts: Mapping[str, Account]
) -> Iterator[_Change]:
    for each in contradictions:
        left, right = accounts.get(each.left), accounts.get(each.right)
        if not is_plain(each) or left is None or right is None:
            continue  # what only looks like a disagreement, or may be none, is shown, but wakes nobody
        left, right = sorted((left, right), key=_told)
        yield _Change(
            "contradiction",
            _key("contradiction", each.relation, *_told(left), *_told(right)),
            partial(_against, ledger, left, right, each.relation),
            partial(_quotes, ledger, (*left.evidence[-1:], *right.evidence[-1:])),
            each.occurrence,
            (each.id, left.id, right.id),
            tuple(dict.fromkeys((*left.documents, *right.documents))),
        )


def _against(ledger: Ledger, left: Account, right: Account, relation: str) -> str:
    one, other = _who(ledger, left), _who(ledger, right)
    said, against = _tally(left), _tally(right)
    if relation == "label" and one != other:
        return f"{one} and {other} do not call the same people by one name"
    if said and against:
        return f"{one} says {said}, but {other} says {against}"
    if one == other:
        return f"what {one} says in one place does not go with what is said in another"
    return f"{one} and {other} do not agree"


def _of_pages(ledger: Ledger, after: int) -> Iterator[_Change]:
    """Figures that a page gives otherwise than it did, as long as one version of the program read both."""
    for document in captured_again(ledger, after=after):
        for change in differences_of(snapshots_of(ledger, document)):
            if change.same_reader:
                yield from islice(_of_page(ledger, document, change), TOLD_OF_A_PAGE)


def _of_page(ledger: Ledger, document: str, change: Difference) -> Iterator[_Change]:
    for number, figure in enumerate(change.figures):
        before, came = figure.before, figure.after
        if before is None or came is None or say_count(before) == say_count(came):
            continue
        reading = change.after.reading
        place = next((each.name for each in reading.places if each.id == came.place), None)
        words = f"{say_tally(came)}, where it had {say_count(before)}" + (f" — {place}" if place else "")
        has = "now has" if change.after.current else "then had"
        yield _Change(
            "revised",
            _key("page", change.before.id, change.after.id, str(number)),
            partial(_on_a_page, ledger, _claimant_of(reading, came), has, words, document),
            partial(_quotes, ledger, (came.id,)),
            "",
            (came.id,),
            (document,),
        )


def _on_a_page(ledger: Ledger, who: Claimant | None, has: str, words: str, document: str) -> str:
    """What a page has otherwise, or had until it was changed once more before anybody was told."""
    speaker = _name(ledger, who, (document,))
    return f"a page was changed and {has} {speaker} saying {words} — see captures of {document}"


def _quotes(ledger: Ledger, records: Iterable[str]) -> str:
    """What these records quote, without the private persons that their documents name."""
    told: list[tuple[str, str]] = []
    for name in records:
        try:
            found = ledger.record(name)
        except NoSuchRecord:  # read again since, and found no more
            continue
        if isinstance(found, Claim | Event | Figure):
            told.append((found.document, found.quote))
    names = pseudonyms_of(ledger.readings_of([document for document, _ in told]))
    return " / ".join(_without_names(quote, names) for _, quote in told)


def _without_names(quote: str, names: Pseudonyms) -> str:
    words = names.hide(" ".join(quote.split()))
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rstrip()}…"


def _claimant_of(reading: Reading, figure: Figure) -> Claimant | None:
    return next((each.claimant for each in reading.claims if each.id == figure.claim), None)


def _told(account: Account) -> tuple[str, ...]:
    """Who says what, in words that joining does not change."""
    who = account.claimant.key or account.claimant.name.lower() if account.claimant else ""
    what: str = account.measure or min(account.evidence, default="")
    return who, what, str(account.low), str(account.high)


def _words_of(place: str | None, time: str | None) -> str:
    """Place and day of an occurrence; not its title, whose words may name anybody."""
    return ", ".join(filter(None, (place, (time or "")[:10])))


def _who(ledger: Ledger, account: Account) -> str:
    return _name(ledger, account.claimant, account.documents)


def _name(ledger: Ledger, claimant: Claimant | None, documents: Sequence[str]) -> str:
    """The claimant by name; a private person by none, since an alarm is passed on.

    A speaker of whom nothing but a name is known is one where the documents do not say otherwise.
    """
    if claimant is None:
        return "the article"
    if claimant.type not in ("person", None):
        return claimant.name
    known = any(True for _ in ledger.ask(IS_PRIVATE, (claimant.name, claimant.key)))
    if known and claimant.type == "person":
        return PRIVATE
    hide = pseudonyms_of(ledger.readings_of(documents)).hide
    return PRIVATE if hide(claimant.name) != claimant.name else claimant.name


def _tally(account: Account) -> str:
    """How many of what; nothing where no number is said."""
    numbered = account.low is not None or account.high is not None
    return say_tally(account) if account.measure and numbered else ""


def _key(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
