"""The state of watched feeds in a ledger: validators, items seen, and items that wait.

The validators of an answer and its new items are stored together, so a kill loses no item. An item is marked
as filed after its document is in the ledger, so after a kill it is read again, which adds nothing.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..page.capture import Page, digest_of
from ..page.feed import SOURCE, Item
from .store import Ledger

FIELDS = ("url", "title", "publisher", "published", "published_basis", "language")


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, as it stands between two polls; times are seconds since 1970."""

    address: str
    etag: str | None = None
    modified: str | None = None
    asked_at: float = 0.0
    next_at: float = 0.0
    failures: int = 0

    @property
    def validators(self) -> dict[str, str]:
        """The headers that ask for a change only."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that is not in the ledger yet."""

    number: int
    feed: str
    address: str | None
    tries: int
    source: str | None
    page: Page | None


def feed_of(ledger: Ledger, address: str) -> Feed:
    """What is known of a feed; nothing of one that was never polled."""
    statement = "SELECT address, etag, modified, asked_at, next_at, failures FROM feeds WHERE address = ?"
    return next((Feed(*row) for row in ledger.ask(statement, (address,))), Feed(address))


def note_poll(ledger: Ledger, feed: Feed, items: Iterable[Item] = (), now: float = 0.0) -> int:
    """The feed stands so, and how many of these items wait from now on: those that are new or changed."""
    polled = tuple(items)
    asked = "SELECT key, version FROM feed_items WHERE feed = ? AND key IN (SELECT value FROM json_each(?))"
    keys = json.dumps([item.key for item in polled])
    known = {row["key"]: row["version"] for row in ledger.ask(asked, (feed.address, keys))}
    fresh = [item for item in polled if known.get(item.key) != item.version]
    ledger.note([_feed_row(feed), *[_item_row(feed, item, now) for item in fresh]])
    return len(fresh)


def waiting_items(ledger: Ledger, now: float, limit: int) -> tuple[Waiting, ...]:
    """The items whose turn it is: the first of each feed, then the second: none makes the others wait."""
    rows = ledger.ask(
        "SELECT number, feed, address, tries, page FROM feed_items JOIN"
        " (SELECT number AS chosen, row_number() OVER (PARTITION BY feed ORDER BY number) AS place"
        " FROM feed_items WHERE state = 'waiting' AND next_at <= ? ORDER BY place, number LIMIT ?)"
        " ON number = chosen ORDER BY place, number",
        (now, limit),
    )
    return tuple(map(_waiting, rows))


def next_turn(ledger: Ledger) -> float | None:
    """When the next waiting item may be tried."""
    for row in ledger.ask("SELECT min(next_at) AS at FROM feed_items WHERE state = 'waiting'"):
        at: float | None = row["at"]
        return at
    return None


def was_filed(ledger: Ledger, item: Waiting) -> bool:
    """Whether another feed brought the same address in the same form, and it was filed."""
    statement = (
        "SELECT 1 FROM feed_items AS other JOIN feed_items AS this ON this.number = ?"
        " WHERE other.address = this.address AND other.version = this.version AND other.version <> ''"
        " AND other.state = 'filed' LIMIT 1"
    )
    return any(True for _ in ledger.ask(statement, (item.number,)))


def note_done(ledger: Ledger, done: Mapping[int, str | None], refused: Collection[int] = ()) -> None:
    """These items are filed, or given up for the reason that stands with them.

    The pages of those that are `refused` this program would not fetch: they wait for leave to do so.
    """
    ended = "UPDATE feed_items SET state = ?, why = ?, page = NULL WHERE number = ?"
    kept = "UPDATE feed_items SET state = ?, why = ? WHERE number = ?"
    ledger.note(
        (kept, ("refused", why, number))
        if number in refused
        else (ended, ("failed" if why else "filed", why, number))
        for number, why in done.items()
    )


def ask_refused(ledger: Ledger) -> None:
    """The items that were refused wait like new ones."""
    ledger.note(
        [("UPDATE feed_items SET state = 'waiting', tries = 0, next_at = 0 WHERE state = 'refused'", ())]
    )


def note_later(ledger: Ledger, item: Waiting, next_at: float, why: str) -> None:
    """The item is tried once more, not before then."""
    statement = "UPDATE feed_items SET tries = tries + 1, next_at = ?, why = ? WHERE number = ?"
    ledger.note([(statement, (next_at, why, item.number))])


def sources_of(ledger: Ledger, documents: Iterable[str]) -> dict[str, str]:
    """Whose text these documents are, where the feed that brought one said so; its last capture counts."""
    rows = ledger.ask(
        f"SELECT document, json_extract(headers, '$.\"{SOURCE}\"') AS source FROM captures"
        " WHERE document IN (SELECT value FROM json_each(?)) AND headers LIKE ? ORDER BY rowid",
        (json.dumps(list(documents)), f'%"{SOURCE}"%'),
    )
    return {row["document"]: row["source"] for row in rows if row["source"]}


def _feed_row(feed: Feed) -> tuple[str, tuple[object, ...]]:
    values = (feed.address, feed.etag, feed.modified, feed.asked_at, feed.next_at, feed.failures)
    return "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?)", values


def _item_row(feed: Feed, item: Item, now: float) -> tuple[str, tuple[object, ...]]:
    statement = (
        "INSERT INTO feed_items (feed, key, version, address, state, tries, next_at, page)"
        " VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?) ON CONFLICT (feed, key) DO UPDATE SET"
        " version = excluded.version, address = excluded.address, state = 'waiting', tries = 0,"
        " next_at = excluded.next_at, page = excluded.page, why = NULL"
    )
    return statement, (feed.address, item.key, item.version, item.link, now, _packed(item))


def _packed(item: Item) -> bytes:
    page = item.page
    told: dict[str, object] = {"source": item.source}
    if page is not None:
        told["page"] = {
            "body": page.body,
            "name": page.name,
            "authors": page.authors,
            **{name: getattr(page, name) for name in FIELDS},
        }
    return zlib.compress(json.dumps(told).encode())


def _waiting(row: sqlite3.Row) -> Waiting:
    told = json.loads(zlib.decompress(row["page"])) if row["page"] else {}
    return Waiting(
        row["number"], row["feed"], row["address"], row["tries"], told.get("source"), _page(told.get("page"))
    )


def _page(told: Mapping[str, str] | None) -> Page | None:
    if told is None:
        return None
    content = told["body"].encode("utf-8", "replace")
    return Page(
        content=content,
        digest=digest_of(content),
        media_type="text/html",
        name=told["name"],
        form="fragment",
        fetched_at="",
        charset="utf-8",
        body=told["body"],
        authors=tuple(told["authors"]),
        **{name: told[name] for name in FIELDS},  # type: ignore[arg-type]
    )
