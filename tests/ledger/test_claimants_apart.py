"""Claimants on the pages: counted as in the accounts, never two under one label, parted by people."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from reportedly.ledger.asking.filtered_tables import Kind
from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.asking.selection import select_content
from reportedly.ledger.export.acled import export_acled
from reportedly.ledger.export.content import content_of
from reportedly.ledger.export.tables import export_csv
from reportedly.ledger.joining import join
from reportedly.ledger.people.claimant_labels import bearers_of, key_labelled, labels_of
from reportedly.ledger.people.review import different, same, standing, undo
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Account, Claimant, Measure, Reading
from reportedly.views.brief import make_brief
from reportedly.views.tables import list_rows

from .samples import Written

COUNTRIES = {"Sidon": "LBN", "Benghazi": "LBY"}
OFFICE = "health ministry"


def killed(
    name: str, who: str, low: int, town: str, measure: Measure = "killed", beside: str = ""
) -> Reading:
    """A report that quotes somebody; that people were injured beside it, its outlet says itself."""
    page = Written(f"The {who} said on Thursday that {low} people were {measure} in {town}. {beside}", name)
    where = page.place(town, name=town, country=COUNTRIES[town])
    words = f"{low} people were {measure}"
    claim = page.claim(words, who, claimant=Claimant(who, None, "organisation", "GOV", None))
    event = page.event(words, "ASSAULT", measure, place=where.id, claim=claim.id)
    fields: dict[str, Any] = {"place": where.id, "claim": claim.id, "event": event.id, "group": "people"}
    page.figure(str(low), measure, low, low, **fields)
    if beside:
        page.figure("30", "injured", 30, 30, place=where.id, group="people")
    return page.reading()


TOLD = (
    killed("one", OFFICE, 12, "Sidon"),
    killed("two", OFFICE, 14, "Sidon"),
    killed("three", OFFICE, 33, "Benghazi"),
    killed("four", "Lebanese health ministry", 15, "Sidon"),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "some.ledger") as ledger:
        ledger.file(TOLD)
        join(ledger)
        yield ledger


def rows(ledger: Ledger, kind: Kind = "claimants", **fields: Any) -> tuple[Any, ...]:
    return list_rows(ledger, kind, Filter(**fields), standing(ledger.decisions())).rows


def claimants(ledger: Ledger) -> dict[str, tuple[tuple[str, ...], int]]:
    return {row.name: (row.also, row.claims) for row in rows(ledger)}


APART = {
    "Lebanese health ministry": (("health ministry (Lebanon)",), 3),
    "health ministry (Libya)": ((), 1),
}


def test_one_name_of_two_countries_is_two_claimants(ledger: Ledger) -> None:
    assert claimants(ledger) == APART


@pytest.mark.parametrize(
    ("label", "documents"),
    [
        ("health ministry (Libya)", {"three"}),
        ("Health Ministry (LIBYA)", {"three"}),
        ("health ministry (Lebanon)", {"one", "two", "four"}),
        ("Lebanese health ministry", {"one", "two", "four"}),
        (OFFICE, {"one", "two", "three"}),
        ("health ministry (Chad)", set()),
    ],
)
def test_every_table_takes_the_label(ledger: Ledger, label: str, documents: set[str]) -> None:
    for kind in ("claims", "figures"):
        assert {row.document for row in rows(ledger, kind, claimant=label)} == documents
    assert {row.id for row in rows(ledger, "documents", claimant=label)} == documents
    towns = {"Benghazi" if name == "three" else "Sidon" for name in documents}
    assert {row.place for row in rows(ledger, "occurrences", claimant=label)} == towns
    disagree = bool(documents & {"one", "two"})
    assert bool(rows(ledger, "contradictions", claimant=label)) == disagree


def test_each_row_of_claims_bears_its_label(ledger: Ledger) -> None:
    told = {row.document: row.claimant for row in rows(ledger, "claims")}
    assert told["two"] == "health ministry (Lebanon)"
    assert told["three"] == "health ministry (Libya)"
    assert told["four"] == "Lebanese health ministry"


def test_why_names_are_one(ledger: Ledger) -> None:
    key = key_labelled(ledger, "Lebanese health ministry")
    assert key is not None
    assert labels_of(ledger, key) == {
        "health ministry (Lebanon)": ("one office of Lebanon", 2),
        "Lebanese health ministry": ("one office of Lebanon", 1),
    }
    assert bearers_of(ledger, OFFICE) == ("health ministry (Lebanon)", "health ministry (Libya)")
    assert bearers_of(ledger, "Lebanese health ministry") == ()


def test_what_a_rule_joined_is_parted_and_undone(ledger: Ledger) -> None:
    decision = different(ledger, ["Lebanese health ministry", "health ministry (Lebanon)"], by="A", why="b")
    join(ledger)
    assert {name for name, (also, _) in claimants(ledger).items() if also} == set()
    assert len(rows(ledger)) == 3
    assert rows(ledger, "occurrences", place="Sidon")[0].claimants == 2
    undo(ledger, decision.id, by="A", why="one after all")
    join(ledger)
    assert claimants(ledger) == APART


def test_whoever_was_parted_is_joined_again(ledger: Ledger) -> None:
    different(ledger, ["Lebanese health ministry", "health ministry (Lebanon)"], by="A", why="b")
    join(ledger)
    (apart,) = (name for name in claimants(ledger) if name.endswith("told apart)"))
    same(ledger, ["Lebanese health ministry", apart], by="A", why="one after all")
    assert claimants(ledger)["Lebanese health ministry"][1] == 3
    join(ledger)
    assert claimants(ledger)["Lebanese health ministry"][1] == 3
    assert rows(ledger, "occurrences", place="Sidon")[0].claimants == 1


def test_two_names_of_one_key_are_parted(tmp_path: Path) -> None:
    def keyed(reading: Reading) -> Reading:
        claims = [
            replace(each, claimant=replace(each.claimant, key="org:lbn-health"))
            for each in reading.claims
            if each.claimant
        ]
        return replace(reading, claims=tuple(claims))

    with open_ledger(tmp_path / "some.ledger") as ledger:
        ledger.file(map(keyed, TOLD))
        join(ledger)
        names = ["Lebanese health ministry", "health ministry (Lebanon)"]
        decision = different(ledger, names, by="A", why="b")
        key = "claimant:office:LBN:health-ministry"
        assert decision.subject == (f"{key}=lebanese health ministry", f"{key}=health ministry")
        join(ledger)
        assert rows(ledger, "occurrences", place="Sidon")[0].claimants == 2
        undo(ledger, decision.id, by="A", why="one after all")
        join(ledger)
        assert rows(ledger, "occurrences", place="Sidon")[0].claimants == 1


def test_the_claimant_of_one_document_is_parted_by_its_claim(ledger: Ledger) -> None:
    claims = {row.document: row.id for row in rows(ledger, "claims")}
    different(ledger, [claims["one"], claims["two"]], by="A", why="that of the rebels")
    join(ledger)
    assert {row.document: row.claimant for row in rows(ledger, "claims")}["two"].endswith("told apart)")
    assert rows(ledger, "occurrences", place="Sidon")[0].claimants == 2


def test_two_claimants_are_merged_under_all_names_that_rules_joined(ledger: Ledger) -> None:
    decision = same(ledger, ["Lebanese health ministry", "health ministry (Libya)"], by="A", why="b")
    assert decision.subject == (
        "claimant:office:LBN:health-ministry",
        "claimant:office:LBY:health-ministry",
    )
    before = claimants(ledger)
    join(ledger)
    assert claimants(ledger) == before
    assert {name: claims for name, (_, claims) in before.items()} == {"Lebanese health ministry": 4}
    undo(ledger, decision.id, by="A", why="two")
    assert claimants(ledger) == APART


def test_a_union_holds_for_names_that_come_later(ledger: Ledger) -> None:
    same(ledger, ["health ministry (Libya)", "Lebanese health ministry"], by="A", why="b")
    join(ledger)
    ledger.file([killed("five", "health minister", 16, "Sidon")])
    join(ledger)
    assert {name: claims for name, (_, claims) in claimants(ledger).items()} == {"health ministry": 5}


def test_a_judgement_names_whom_it_named_before_a_union(ledger: Ledger) -> None:
    names = ["Lebanese health ministry", "health ministry (Libya)"]
    united = same(ledger, names, by="A", why="b")
    join(ledger)
    parted = different(ledger, names, by="A", why="two after all")
    assert parted.subject == united.subject
    join(ledger)
    assert claimants(ledger) == APART


def test_whom_no_office_tells_is_named_alone(ledger: Ledger) -> None:
    ledger.file([killed("six", "officials", 17, "Sidon"), killed("seven", "authorities", 18, "Sidon")])
    join(ledger)
    decision = same(ledger, ["Lebanese health ministry", "officials"], by="A", why="its officials")
    assert decision.subject[1] == "claimant:officials"
    join(ledger)
    assert claimants(ledger)["authorities"][1] == 1


LEBANESE, LIBYAN, IN_FULL = "health ministry (Lebanon)", "health ministry (Libya)", "Lebanese health ministry"
CALLED = {"one": LEBANESE, "two": LEBANESE, "three": LIBYAN, "four": IN_FULL}


def cells(lines: Iterable[str], *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[each] for each in columns) for row in csv.DictReader(StringIO("".join(lines)))]


def test_exports_call_claimants_as_the_pages_do(ledger: Ledger) -> None:
    content = content_of(ledger)
    for table, lines in export_csv(content):
        if table in ("events.csv", "figures.csv"):
            assert dict(cells(lines, "document", "claimant")) == CALLED
    notes = " ".join(note for (note,) in cells(export_acled(content), "notes"))
    assert {name for name in CALLED.values() if f"{name}: " in notes} == set(CALLED.values()), notes


def test_a_brief_calls_claimants_as_the_pages_do(ledger: Ledger) -> None:
    readings, collection = select_content(ledger, Filter())
    brief = make_brief(readings, collection=collection)
    assert {line.who for line in brief.figures} == {*CALLED.values()}
    assert {voice.who for voice in brief.voices} == {*CALLED.values()}


@pytest.fixture
def quoted(tmp_path: Path) -> Iterator[Ledger]:
    """A report that an organisation publishes, and another one that quotes it."""
    own = killed("own", "Human Rights Watch", 12, "Benghazi", beside="30 people were injured.")
    other = killed("other", "Human Rights Watch", 30, "Benghazi", "injured")
    own = replace(own, document=replace(own.document, publisher="Human Rights Watch"))
    with open_ledger(tmp_path / "quoted.ledger") as ledger:
        ledger.file((with_key(own), with_key(other)))
        join(ledger)
        yield ledger


def test_its_own_voice_is_parted_with_what_it_says_by_name(quoted: Ledger) -> None:
    def who_count_the_injured() -> list[tuple[str, ...]]:
        return sorted(each.documents for each in quoted.records(Account) if each.measure == "injured")

    assert who_count_the_injured() == [("other", "own")]
    claims = {row.document: row.id for row in rows(quoted, "claims")}
    different(quoted, [claims["other"], claims["own"]], by="A", why="another body of that name")
    join(quoted)
    assert who_count_the_injured() == [("other",), ("own",)]


def with_key(reading: Reading) -> Reading:
    who = Claimant("Human Rights Watch", "org:human-rights-watch", "organisation", "NGO", None)
    return replace(reading, claims=tuple(replace(claim, claimant=who) for claim in reading.claims))


def test_who_publishes_and_is_quoted_elsewhere_is_one_claimant(quoted: Ledger) -> None:
    assert claimants(quoted) == {"Human Rights Watch": ((), 2)}
    key = key_labelled(quoted, "Human Rights Watch")
    assert key is not None
    reason = "one name that stands for one claimant everywhere"
    assert labels_of(quoted, key) == {"Human Rights Watch": (reason, 2)}
    assert [row.claimants for row in rows(quoted, "occurrences")] == [1]


def test_who_publishes_is_parted_from_who_is_quoted(quoted: Ledger) -> None:
    claims = {row.document: row.id for row in rows(quoted, "claims")}
    decision = different(quoted, [claims["other"], claims["own"]], by="A", why="another body of that name")
    join(quoted)
    assert sorted(claimants(quoted)) == [
        "Human Rights Watch (Libya)",
        "Human Rights Watch (Libya, told apart)",
    ]
    assert [row.claimants for row in rows(quoted, "occurrences")] == [2]
    undo(quoted, decision.id, by="A", why="one after all")
    join(quoted)
    assert claimants(quoted) == {"Human Rights Watch": ((), 2)}


def test_what_is_not_joined_yet_goes_by_its_name(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "some.ledger") as ledger:
        ledger.file(TOLD)
        assert {row.name: row.claims for row in rows(ledger)} == {OFFICE: 3, "Lebanese health ministry": 1}


UNION = "National Union of Miners"


def mine(name: str, published: str, low: int, who: str) -> Reading:
    """A report in which a union counts, under one of its names."""
    words = f"{low} people were killed"
    page = Written(f"{words} in the mine at Sidon, the {who} said.", name, published=published)
    where = page.place("Sidon", name="Sidon", country="LBN")
    key = "org:national-union-of-miners" if who == UNION else None
    claim = page.claim(words, who, claimant=Claimant(who, key, "organisation", "LAB", None))
    page.figure(words, "killed", low, low, place=where.id, claim=claim.id, group="people")
    return page.reading()


@pytest.fixture
def mines(tmp_path: Path) -> Iterator[Ledger]:
    told = (
        mine("one", "2022-01-06", 14, UNION),
        mine("two", "2022-01-07", 19, "miners' union"),
        mine("three", "2022-01-08", 23, "union of miners"),
    )
    with open_ledger(tmp_path / "mines.ledger") as ledger:
        ledger.file(told)
        join(ledger)
        yield ledger


def series(ledger: Ledger) -> dict[float | None, float | None]:
    """By the number of each account, that of the one before."""
    accounts = {each.id: each for each in ledger.records(Account)}
    before = {each.low: accounts.get(each.supersedes or "") for each in accounts.values()}
    return {low: last.low if last else None for low, last in before.items()}


def test_a_body_under_several_names_is_one_claimant_with_one_series(mines: Ledger) -> None:
    assert series(mines) == {14: None, 19: 14, 23: 19}
    assert claimants(mines) == {UNION: (("miners' union", "union of miners"), 3)}
    assert labels_of(mines, f"org:{UNION.lower().replace(' ', '-')}") == {
        UNION: ("one name that stands for one claimant everywhere", 1),
        "miners' union": (f"in full {UNION}, as other documents name it", 1),
        "union of miners": (f"in full {UNION}, as other documents name it", 1),
    }


def test_people_part_a_name_from_the_body_that_a_rule_took_it_for(mines: Ledger) -> None:
    decision = different(mines, [UNION, "miners' union"], by="A", why="another union")
    join(mines)
    assert series(mines) == {14: None, 19: None, 23: 14}
    undo(mines, decision.id, by="A", why="one after all")
    join(mines)
    assert series(mines) == {14: None, 19: 14, 23: 19}
