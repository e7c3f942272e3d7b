"""The state of neighbourhoods: which documents must be joined again, and what the ledger holds of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...records import Judgement, Record
from ..file.batches import insert, insert_rows
from ..file.kept_results import kept_while_told
from ..file.rows import DERIVED, TABLES, shape_of
from ..store import Ledger
from ..wording import several
from .links import Links
from .neighbours import FEW, MOST, part_around
from .standing_rows import Row, Standing, StandingRows

JOIN_AGAIN, LOOK_AGAIN = 1, 2
"""What makes a document dirty: it, or a text that it shares, is another one; or only other edges are."""

GROUPED = "grouped"
"""Under which name a ledger of whole groups keeps that it is one: few documents are not all near."""


JOINED_WITH = """
WITH RECURSIVE joined(number) AS (SELECT ? UNION SELECT other FROM joined JOIN joining_edges ON one = number)
SELECT number FROM joined LIMIT ?
"""
"""A document and those that edges join with it, directly or through others: where they are not too many they
are its neighbourhood, which is found five times as fast as by following the strongest edges."""


BESIDE_A_PART = """
SELECT 1 FROM joining_edges CROSS JOIN joining_documents ON number = other
WHERE one = ? AND holding > 0 LIMIT 1
"""
"""Whether an edge leads to a document whose neighbourhood was taken apart: it is not asked again then whether
all that are joined are few. Both ways find the same."""


def state_of(connection: sqlite3.Connection, name: str) -> int | None:
    """A number that joining keeps; None where it was never set."""
    row = connection.execute("SELECT value FROM joining_state WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def count_unfollowed(ledger: Ledger) -> int:
    """How many decisions of people what joins documents does not follow yet."""
    followed = next(
        (row[0] for row in ledger.ask("SELECT value FROM joining_state WHERE name = 'decisions'")), 0
    )
    taken = next(ledger.ask("SELECT count(*) FROM judgements WHERE substr(decided_by, 1, 7) = 'person:'"))[0]
    return max(0, int(taken) - int(followed))


UNJOINED = """
SELECT count(*) FROM (
  SELECT number FROM joining_waiting
  UNION SELECT number FROM joining_documents WHERE stage < 3
  UNION SELECT number FROM joining_documents WHERE dirty > 0
)
"""
"""Documents that were filed and not indexed, or not compared, or whose neighbourhood changed: no table is
read through."""


def count_unjoined(ledger: Ledger) -> int:
    """How many documents are not joined yet: what joins documents tells nothing, or less, of them."""
    return int(next(ledger.ask(UNJOINED))[0])


STEPS = """
SELECT (SELECT 5 * count(*) FROM joining_waiting)
  + (SELECT coalesce(sum(4 - stage), 0) FROM joining_documents
     WHERE stage < 3 AND number NOT IN (SELECT number FROM joining_waiting))
  + (SELECT count(*) FROM joining_documents WHERE dirty > 0 AND stage = 3)
"""
"""How often a join looks at the documents that wait: `joining.STAGES` times at each that is not listed."""


def count_steps(ledger: Ledger) -> int:
    """How many steps are left until all documents are joined, as `join` counts them."""
    return int(next(ledger.ask(STEPS))[0])


def say_unjoined(ledger: Ledger) -> str | None:
    """How many documents are not joined yet and which command joins them; None where all are."""
    if not (count := count_unjoined(ledger)):
        return None
    filed = int(next(ledger.ask("SELECT count(*) FROM documents"))[0])
    are = "is" if count == 1 else "are"
    return (
        f"{count:,} of {several(filed, 'document')} {are} not joined yet: run `reportedly join {ledger.path}`"
    )


def set_state(connection: sqlite3.Connection, name: str, value: int) -> None:
    """The number is kept."""
    connection.execute("INSERT OR REPLACE INTO joining_state VALUES (?, ?)", (name, value))


def next_dirty(connection: sqlite3.Connection) -> int | None:
    """The next document whose neighbourhood is to be looked at again."""
    row = connection.execute("SELECT number FROM joining_documents WHERE dirty > 0 ORDER BY number LIMIT 1")
    found = row.fetchone()
    return None if found is None else int(found[0])


@dataclass(frozen=True, slots=True)
class Part:
    """A neighbourhood that is to be joined; it bears the smallest number in it."""

    names: Mapping[int, str]
    before: frozenset[int]
    """The neighbourhoods that its documents were in: what stands of them in the ledger is of none now."""


def settle(connection: sqlite3.Connection, number: int, links: Links) -> Part | None:
    """The neighbourhood of a dirty document, where it is to be joined; None where it stays what it was.

    What joins a neighbourhood follows from its documents and the texts that they share: where only other
    edges changed and it has the same documents still, it stays. Else documents that those leave behind which
    its documents were in before are dirty, and `replace_joined` is to follow.
    """
    part, holding = _part_of(connection, number, links)
    held = {
        number: (home, held_from, dirty)
        for number, home, held_from, dirty in connection.execute(
            "SELECT number, neighbourhood, holding, dirty FROM json_each(?)"
            " JOIN joining_documents ON number = value",
            (json.dumps(part),),
        )
    }
    homes = {home for home, _, _ in held.values()}
    before = frozenset(home for home in homes if home is not None)
    stays = _is_whole(connection, homes, len(part)) and all(
        dirty != JOIN_AGAIN for _, _, dirty in held.values()
    )
    if not stays:
        connection.execute(
            "UPDATE joining_documents SET neighbourhood = NULL, dirty = ?"
            " WHERE neighbourhood IN (SELECT value FROM json_each(?))"
            " AND number NOT IN (SELECT value FROM json_each(?))",
            (JOIN_AGAIN, json.dumps(sorted(before)), json.dumps(part)),
        )
    settled = (min(homes) if stays else min(part), holding, 0)
    connection.executemany(  # of a hundred documents beside one that came most are settled so already
        "UPDATE joining_documents SET neighbourhood = ?, holding = ?, dirty = ? WHERE number = ?",
        [(*settled, number) for number in part if held.get(number) != settled],
    )
    return None if stays else Part(_names(connection, part), before)


def _is_whole(connection: sqlite3.Connection, homes: Collection[int | None], size: int) -> bool:
    """Whether so many documents of these homes are all that were in one neighbourhood."""
    (together,) = connection.execute(
        "SELECT count(*) FROM joining_documents WHERE neighbourhood = ?", (next(iter(homes)),)
    ).fetchone()
    return len(homes) == 1 and together == size


def _part_of(connection: sqlite3.Connection, number: int, links: Links) -> tuple[list[int], float]:
    """One's neighbourhood in order, which is all documents where these are few; `part_around`'s threshold."""
    if state_of(connection, GROUPED) is None:
        everything = connection.execute(
            "SELECT number FROM joining_documents ORDER BY number LIMIT ?", (FEW + 1,)
        )
        few = [found for (found,) in everything]
        if len(few) <= FEW:
            return few, 0.0
    if connection.execute(BESIDE_A_PART, (number,)).fetchone() is None:
        joined = connection.execute(JOINED_WITH, (number, MOST + 1)).fetchall()
        if len(joined) <= MOST:
            return sorted(found for (found,) in joined), 0.0
    part, holding = part_around(number, links)
    return sorted(part), holding


def replace_joined(
    connection: sqlite3.Connection,
    part: Part,
    records: Mapping[type[Record], Sequence[Record]],
    judgements: Sequence[Judgement],
    standing: StandingRows,
) -> None:
    """The records of a neighbourhood stand in the ledger, and none of those that its documents were in.

    Judgements that are known to stand there may be left out.

    Rows that are equal stay where they are: most of what joins a hundred documents is what it was before one
    more came, and a row has a dozen indexes and triggers.
    """
    home = min(part.names)
    coming = {kind: {each.id: _row_of(each.id, each, kind) for each in records[kind]} for kind in DERIVED}
    known = standing.of_part(part.before, home)
    here = _standing(connection, part.before, home) if known is None else known.rows
    for kind in reversed(DERIVED):
        connection.executemany(
            f"DELETE FROM {TABLES[kind]} WHERE id = ?",
            [(name,) for name, row in here[kind].items() if coming[kind].get(name) != row],
        )
    for kind in DERIVED:
        come = [(*row, home) for name, row in coming[kind].items() if here[kind].get(name) != row]
        insert_rows(connection, kind, come, "neighbourhood")
    judged = frozenset() if known is None else known.judgements
    if others := [each for each in judgements if each.id not in judged]:
        insert(connection, Judgement, _without_known(connection, others), "OR IGNORE ")
    standing.replaced(part.before, home, Standing(coming, judged.union(each.id for each in others)))


def _without_known(connection: sqlite3.Connection, judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that do not stand in the ledger yet: few of a neighbourhood that was joined before."""
    asked = json.dumps([each.id for each in judgements])
    rows = connection.execute(  # the table has a column `value` of its own
        "SELECT judgements.id FROM json_each(?) a CROSS JOIN judgements ON judgements.id = a.value",
        (asked,),
    )
    known = {name for (name,) in rows}
    return [each for each in judgements if each.id not in known]


@kept_while_told
def _row_of(_: str, record: Record, kind: type[Record]) -> tuple[Any, ...]:
    return shape_of(kind).to_row(record)


def _standing(
    connection: sqlite3.Connection, homes: Iterable[int], home: int
) -> Mapping[type[Record], Mapping[str, Row]]:
    """The rows of these neighbourhoods as they stand in the ledger, those of others than `home` empty."""
    asked = (json.dumps(sorted(homes)),)
    found: dict[type[Record], dict[str, Row]] = {}
    for kind in DERIVED:
        rows = connection.execute(
            f"SELECT {shape_of(kind).names}, neighbourhood FROM {TABLES[kind]}"
            " WHERE neighbourhood IN (SELECT value FROM json_each(?))",
            asked,
        )
        found[kind] = {row[0]: row[:-1] if row[-1] == home else () for row in rows}
    return found


def _names(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    return dict(
        connection.execute(
            "SELECT number, documents.id FROM json_each(?) JOIN documents ON number = value",
            (json.dumps(list(numbers)),),
        )
    )


def mark_dirty(connection: sqlite3.Connection, numbers: Iterable[int], why: int = JOIN_AGAIN) -> None:
    """The neighbourhoods of these documents are to be joined, or looked at, again."""
    connection.executemany(
        "UPDATE joining_documents SET dirty = ? WHERE number = ? AND dirty IS NOT ?",
        [(why, number, JOIN_AGAIN) for number in sorted(numbers)],
    )


def mark_held(connection: sqlite3.Connection, edges: Iterable[tuple[int, float]]) -> None:
    """The neighbourhoods of documents where an edge came or went are to be looked at, if it is strong enough.

    With the edges that are weaker it was too large, and is still (`neighbours.part_around`).
    """
    connection.executemany(
        "UPDATE joining_documents SET dirty = ? WHERE number = ? AND dirty IS NOT ? AND holding <= ?",
        [(LOOK_AGAIN, number, JOIN_AGAIN, weight) for number, weight in sorted(edges)],
    )
