"""By which rules a ledger was joined: those of this program and its lexicons, or of others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from re import findall
from sqlite3 import Connection
from typing import NamedTuple

from ... import __version__
from ...lexicon import lexicon_digest
from ..store import Ledger
from . import index, neighbourhood_state

AT_ONCE = 500
"""Documents that any join joins again, 4 ms each; more are joined by commands, which show their progress."""

ALL = 2**63 - 1
"""More than any number of documents."""

ASKED = (
    "language/closed_classes.py",
    "mentions/distance.py",
    "mentions/gazetteer.py",
    "mentions/outlets.py",
    "mentions/spelling.py",
    "page/dates.py",
    "page/segment.py",
    "statements/states_told.py",
    "statements/sureness.py",
)
"""Modules of the rooms that read by which the ledger joins: of which country an outlet is, how far a town."""

RULES = "rules"
"""Under which name a ledger keeps the digest of the rules that joined it, and "rules DIGEST" those of all."""

VERSION = "version"
"""Under which name a ledger keeps the version whose rules joined it."""

RENEWED = "renewed"
"""Under which name a ledger that is joined anew keeps the number of its last document then."""


UNTOLD = "untold "
"""Begins the names under which such a ledger keeps the changes that nobody was told of before."""


class Begun(NamedTuple):
    """A join that began."""

    rules: int | None
    """Whose digest the ledger keeps from here on; where it keeps another, a join by other rules took over."""
    outdated: bool
    """What is there stays as other rules joined it."""


@cache
def digest_of_rules() -> int:
    """A number that changes with the version, the lexicons, and the code of the ledger and what it asks."""
    digest = sha256(f"{__version__}\0{lexicon_digest()}".encode())
    program = files("reportedly")
    asked = ((name, program.joinpath(name).read_bytes()) for name in ASKED)
    for name, content in sorted((*_sources(program / "ledger", "ledger/"), *asked)):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return int.from_bytes(digest.digest()[:7], "big")  # SQLite's integers have 63 bits


def _sources(room: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """The modules of a room, and of those in it, by their paths; exports join nothing."""
    for path in room.iterdir():
        name = f"{above}{path.name}"
        if path.is_dir() and name != "export":
            yield from _sources(path, f"{name}/")
        elif name.endswith(".py"):
            yield name, path.read_bytes()


def is_outdated(ledger: Ledger) -> bool:
    """Whether what joins the ledger's documents, or some of it, follows from other rules than today's."""
    asked = ledger.ask("SELECT value FROM joining_state WHERE name = ?", (RULES,))
    kept = next((row[0] for row in asked), None)
    return kept != digest_of_rules() and _joined_up_to(ledger, 1) > 0


def is_left_alone(ledger: Ledger) -> bool:
    """Whether a large outdated ledger stays as it is until somebody asks.

    A newer version joined it, or these rules did before others took it over: two installations with one
    ledger would renew it in turn.
    """
    kept = {row["name"]: row["value"] for row in ledger.ask("SELECT name, value FROM joining_state")}
    if not is_outdated(ledger) or not is_larger(ledger, AT_ONCE):
        return False
    return kept.get(VERSION, 0) > version_number() or f"{RULES} {digest_of_rules()}" in kept


def renewed_up_to(ledger: Ledger) -> int | None:
    """The number of the last document when a ledger began to be joined anew; None where nobody is at it."""
    asked = ledger.ask("SELECT value FROM joining_state WHERE name = ?", (RENEWED,))
    return next((int(row[0]) for row in asked), None)


def keep_untold(ledger: Ledger, changes: Collection[str]) -> None:
    """These changes nobody was told of when a renewal is about to begin: they are news also after a cut."""
    with ledger.writing() as connection:
        connection.execute("DELETE FROM joining_state WHERE substr(name, 1, ?) = ?", (len(UNTOLD), UNTOLD))
        for key in sorted(changes):
            neighbourhood_state.set_state(connection, UNTOLD + key, 1)


def kept_untold(ledger: Ledger) -> frozenset[str]:
    """The keys of changes that nobody was told of when the renewal began."""
    asked = ledger.ask("SELECT name FROM joining_state WHERE substr(name, 1, ?) = ?", (len(UNTOLD), UNTOLD))
    return frozenset(row["name"].removeprefix(UNTOLD) for row in asked)


def end(connection: Connection) -> None:
    """A renewal is over: the ledger keeps no trace of it."""
    connection.execute(
        "DELETE FROM joining_state WHERE name = ? OR substr(name, 1, ?) = ?", (RENEWED, len(UNTOLD), UNTOLD)
    )


def version_number(version: str = __version__) -> int:
    """A number that grows with the version."""
    parts = [int(part) for part in findall(r"\d+", version)[:3]]
    return sum(part * 1000**place for place, part in enumerate(reversed((*parts, 0, 0)[:3])))


def begin(ledger: Ledger, *, anew: bool, upto: int = AT_ONCE) -> Begun:
    """What is there stays as other rules joined it, or all of it is joined by today's from here on.

    It is where it is outdated and holds no more than so many documents, and with `anew` in any case. People's
    decisions stand whatever joins the rest. A join that is cut off goes on with the next one. Of several that
    begin at once the first alone forgets what other rules found: the others see that it did.
    """
    with ledger.writing() as connection:
        outdated = is_outdated(ledger)
        if outdated and not anew and is_larger(ledger, upto):
            return Begun(neighbourhood_state.state_of(connection, RULES), outdated=True)
        if anew or outdated:
            index.forget(ledger)
            if neighbourhood_state.state_of(connection, RENEWED) is None:
                last = next(ledger.ask("SELECT coalesce(max(number), 0) FROM documents"))[0]
                neighbourhood_state.set_state(connection, RENEWED, last)
        if neighbourhood_state.state_of(connection, RULES) != digest_of_rules():
            for name, value in (
                (RULES, digest_of_rules()),
                (f"{RULES} {digest_of_rules()}", 1),
                (VERSION, version_number()),
            ):
                neighbourhood_state.set_state(connection, name, value)
    return Begun(digest_of_rules(), outdated=False)


def is_larger(ledger: Ledger, documents: int) -> bool:
    """Whether more documents than that are joined; no more are counted."""
    return documents < ALL and _joined_up_to(ledger, documents + 1) > documents


def _joined_up_to(ledger: Ledger, most: int) -> int:
    """How many documents are joined, counted no further than so many."""
    counted = "SELECT count(*) FROM (SELECT 1 FROM joining_documents LIMIT ?)"
    return int(next(iter(ledger.ask(counted, (most,))))[0])
