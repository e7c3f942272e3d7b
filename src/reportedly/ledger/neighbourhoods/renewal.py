"""By which rules a ledger was joined: those of this program and its lexicons, or of others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from ... import __version__
from ...lexicon import lexicon_digest
from ..store import Ledger
from . import index, neighbourhood_state

AT_ONCE = 500
"""Documents that any join joins again, 4 ms each; more are joined by commands, which show their progress."""

ASKED = (
    "language/closed_classes.py",
    "mentions/distance.py",
    "mentions/gazetteer.py",
    "mentions/outlets.py",
    "mentions/spelling.py",
    "mentions/timex/clocks.py",
    "page/dates.py",
    "page/segment.py",
    "statements/sureness.py",
)
"""Modules of the rooms that read by which the ledger joins: of which country an outlet is, how far a town."""

RULES = "rules"
"""Under which name a ledger keeps the digest of the rules that joined it."""


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


def begin(ledger: Ledger, *, anew: bool) -> Begun:
    """What is there stays as other rules joined it, or all of it is joined by today's from here on.

    People's decisions stand whatever joins the rest. A join that is cut off goes on with the next one. Of
    several that begin at once the first alone forgets what other rules found: the others see that it did.
    """
    with ledger.writing() as connection:
        outdated = is_outdated(ledger)
        if outdated and not anew and _joined_up_to(ledger, AT_ONCE + 1) > AT_ONCE:
            return Begun(neighbourhood_state.state_of(connection, RULES), outdated=True)
        if anew or outdated:
            index.forget(ledger)
        if neighbourhood_state.state_of(connection, RULES) != digest_of_rules():
            neighbourhood_state.set_state(connection, RULES, digest_of_rules())
    return Begun(digest_of_rules(), outdated=False)


def _joined_up_to(ledger: Ledger, most: int) -> int:
    """How many documents are joined, counted no further than so many."""
    counted = "SELECT count(*) FROM (SELECT 1 FROM joining_documents LIMIT ?)"
    return int(next(iter(ledger.ask(counted, (most,))))[0])
