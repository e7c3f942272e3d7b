"""The Admiralty code: how reliable a source is and how credible its information, as graded by people.

A letter for the source and a digit for the information are judged separately (NATO AJP-2.1). No rule grades
anything: without a grade, both are "cannot be judged", F6. The digit 1, "confirmed by other sources", cannot
be given by one person alone: it needs a second independent origin that reports the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ...errors import CannotJudge
from ...records import Claim, Event, Figure, Record
from ..store import Ledger

GRADE = "admiralty"
"""The name of the code in a judgement."""

RELIABILITY: Mapping[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: Mapping[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
CODES = tuple(letter + digit for letter in RELIABILITY for digit in CREDIBILITY)
UNGRADED = "F6"
"""What nobody graded."""

CONFIRMED = "1"
LEAST_ORIGINS = 2
"""Independent texts that have to tell what is graded as confirmed."""


def say_grade(code: str) -> str:
    """The code with what its two signs mean."""
    return f"{code}: {RELIABILITY[code[0]]}, {CREDIBILITY[code[1]]}"


def check_grade(ledger: Ledger, record: Record, code: str) -> None:
    """The record can have this code.

    Raises:
        CannotJudge: the record is not a finding; there is no such code; the code says that others confirm it,
            and no second independent origin reports it.
    """
    if not isinstance(record, (Claim, Event, Figure)):
        raise CannotJudge(f"{record.id} cannot be graded; claims, events and figures can")
    if code not in CODES:
        raise CannotJudge(
            f"{code!r} is not an Admiralty code: a letter A to F and a digit 1 to 6, such as B2"
        )
    if code[1] == CONFIRMED and (found := count_origins(ledger, record)) < LEAST_ORIGINS:
        raise CannotJudge(
            f"{code} says that other sources confirm it: {found} independent origin reports {record.id},"
            f" {LEAST_ORIGINS} are needed"
        )


def count_origins(ledger: Ledger, record: Claim | Event | Figure) -> int:
    """How many independent texts report what the record reports; its own text is one of them."""
    documents = {record.document, *_telling(ledger, record)}
    statement = (
        "SELECT documents FROM origins WHERE EXISTS (SELECT 1 FROM json_each(documents) WHERE value = ?)"
    )
    origins = {
        next((row[0] for row in ledger.ask(statement, (document,))), document) for document in documents
    }
    return len(origins)


def _telling(ledger: Ledger, record: Claim | Event | Figure) -> Iterator[str]:
    """The documents of accounts that rest on it, or share an end with one that does; of events of its kind.

    An open range agrees with nearly every other one, which confirms nothing: "up to 9,900" and 12.
    """
    names = [record.id]
    if isinstance(record, Claim):
        inside = (
            "SELECT id FROM figures WHERE claim = :claim UNION SELECT id FROM events WHERE claim = :claim"
        )
        names += [row[0] for row in ledger.ask(inside, {"claim": record.id})]
    for statement in (AGREEING, OF_ITS_KIND):
        for row in ledger.ask(statement, {"names": json.dumps(names)}):
            yield from json.loads(row[0])


RESTING = "EXISTS (SELECT 1 FROM json_each({0}) e, json_each(:names) n WHERE e.value = n.value)"
AGREEING = (
    "SELECT o.documents FROM accounts a JOIN accounts o ON o.id = a.id OR o.occurrence = a.occurrence"
    " AND o.measure = a.measure AND o.status = 'current'"
    " AND (o.low = a.low OR o.high = a.high)"
    f" WHERE {RESTING.format('a.evidence')}"
)
OF_ITS_KIND = (
    "SELECT json_group_array(DISTINCT x.document) FROM occurrences o, json_each(o.events) j"
    " JOIN events x ON x.id = j.value, events t"
    " WHERE t.id IN (SELECT value FROM json_each(:names)) AND x.type = t.type AND x.mode IS t.mode"
    " AND x.status = t.status AND (t.when_earliest IS NULL OR x.when_earliest IS NULL OR"
    " (substr(x.when_earliest, 1, 10) <= substr(coalesce(t.when_latest, t.when_earliest), 1, 10)"
    " AND substr(t.when_earliest, 1, 10) <= substr(coalesce(x.when_latest, x.when_earliest), 1, 10)))"
    f" AND {RESTING.format('o.events')}"
)
