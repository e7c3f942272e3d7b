"""The index in the file: what is joined document by document is what is joined at once."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ledger.file import reading_memory
from reportedly.ledger.joining import Collection, join, join_readings, joined
from reportedly.ledger.neighbourhoods import index, index_lists, neighbourhood_state, neighbours
from reportedly.ledger.neighbourhoods.blocking_keys import (
    WeightedWords,
    counts_of,
    features_of,
    packed_words,
    unpacked_words,
    weighed,
)
from reportedly.ledger.neighbourhoods.neighbours import find_text_edges
from reportedly.ledger.people.review import different, reject, same, standing, undo
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Reading

from ..samples import Written, day, put_derived

TOWNS = {"Usulutan": (13.35, -88.44), "Graz": (47.07, 15.44), "Tokmak": (42.83, 75.3)}
WHO = ("Interior Ministry", "Health Ministry", "Coast Guard")
THINGS = ("bridge", "school", "depot", "ferry", "market", "tunnel", "chapel", "mill")


def report(name: str, choice: random.Random) -> Reading:
    """A report on one of a few things in a few towns; some carry another one's text."""
    town = choice.choice(sorted(TOWNS))
    thing, other = choice.sample(THINGS, 2)
    number = choice.choice((7, 12, 137, 412, 5135))
    who = choice.choice(WHO)
    text = (
        f"{who} said {number} people were killed at the {thing} in {town} after the {other} burned. "
        f"Boats reached the {thing} before noon and took the wounded of {town} down the river. "
        f"The {other} of {town} had been closed for years, its owners told the court. "
    )
    if choice.random() < 0.3:
        text += "Readers may write to the desk of this paper at any hour. "
    date = choice.choice((None, "2022-01-05", "2022-01-06", "2022-01-20", "2022-03-01"))
    page = Written(
        text, name, published=date, published_basis=None, publisher=f"Outlet {choice.randint(1, 4)}"
    )
    latitude, longitude = TOWNS[town]
    place = page.place(town, name=town, latitude=latitude, longitude=longitude, country=None)
    claim = page.claim(f"{number} people were killed", who, who.casefold().replace(" ", "-"))
    when = day(date) if date else None
    event = page.event(f"{number} people were killed", "ASSAULT", "killed", place=place.id, when=when)
    page.figure(
        f"{number} people",
        "killed",
        number,
        number,
        event=event.id,
        claim=claim.id,
        place=place.id,
        when=when,
    )
    return page.reading()


def reports(seed: int, count: int) -> list[Reading]:
    choice = random.Random(seed)
    return [report(f"report-{seed}-{number}", choice) for number in range(count)]


@contextmanager
def small_lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lists that are soon full, neighbourhoods that are soon too large, counts that stand, little memory."""
    with monkeypatch.context() as patch:
        for module in (neighbourhood_state, neighbours):
            patch.setattr(module, "FEW", 0)
            patch.setattr(module, "MOST", 6)
        for module in (index, index_lists, neighbours):
            patch.setattr(module, "FIRST", {"text": 2, "story": 3, "number": 2})
        patch.setattr(index, "SMALL", 0)
        patch.setattr(index, "GROWN", 10**6)
        patch.setattr(reading_memory, "KEPT", 5_000)
        yield


@contextmanager
def a_ledger() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "some.ledger") as ledger:
        yield ledger


def derived(collection: Collection) -> list[object]:
    return sorted(
        (
            *collection.origins,
            *collection.occurrences,
            *collection.accounts,
            *collection.contradictions,
        ),
        key=str,
    )


def at_once(ledger: Ledger) -> list[object]:
    """What follows from all that is filed, made without the index but with its counts."""
    with ledger.writing() as connection:
        counts = counts_of(
            index.total_of(connection), dict(connection.execute("SELECT * FROM joining_counts"))
        )
    return derived(
        join_readings(tuple(ledger.readings()), "2026-01-01", standing(ledger.decisions()), counts)
    )


def text_edges_of(ledger: Ledger) -> set[tuple[str, str]]:
    with ledger.writing() as connection:
        names = dict(connection.execute("SELECT number, id FROM documents"))
        return {(edge.one, edge.other) for edge in index.text_edges_among(connection, names)}


def word_edges_of(ledger: Ledger) -> set[tuple[str, str, str]]:
    rows = ledger.ask(
        "SELECT a.id, b.id, kind FROM joining_edges JOIN documents a ON a.number = one"
        " JOIN documents b ON b.number = other WHERE a.id < b.id AND kind IN ('story', 'number')"
    )
    return {tuple(row) for row in rows}


def word_edges_at_once(ledger: Ledger) -> set[tuple[str, str, str]]:
    with ledger.writing() as connection:
        spread = dict(connection.execute("SELECT * FROM joining_counts"))
        counts = counts_of(index.total_of(connection), spread)
    features = {each.document.id: features_of(each) for each in ledger.readings()}
    return {
        (edge.one, edge.other, edge.kind)
        for edge in neighbours.find_word_edges(
            {name: weighed(each, counts) for name, each in features.items()}
        )
    }


def filed_in_batches(ledger: Ledger, readings: Sequence[Reading], choice: random.Random) -> None:
    waiting = list(readings)
    choice.shuffle(waiting)
    while waiting:
        size = choice.randint(1, 6)
        ledger.file(waiting[:size])
        del waiting[:size]
        join(ledger)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_any_order_and_any_batches_come_to_what_all_at_once_come_to(seed: int) -> None:
    first, later = reports(1, 8), reports(seed, 26)
    with pytest.MonkeyPatch.context() as patch, small_lists(patch), a_ledger() as ledger:
        ledger.file(first)
        join(ledger)
        filed_in_batches(ledger, later, random.Random(seed))
        assert word_edges_of(ledger) == word_edges_at_once(ledger) != set()
        assert derived(joined(ledger)) == at_once(ledger)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_decisions_undone_decisions_and_second_captures_leave_no_trace_of_their_order(seed: int) -> None:
    choice = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch, small_lists(patch), a_ledger() as ledger:
        ledger.file(reports(1, 20))
        join(ledger)
        made = []
        for number in range(10):
            act = choice.choice(("same", "different", "reject", "undo", "again", "new", "occurrence"))
            figures = [row[0] for row in ledger.ask("SELECT id FROM figures ORDER BY id")]
            pair = choice.sample(figures, 2)
            if act == "same":
                made.append(same(ledger, pair, by="mk", why="seen"))
            elif act == "different":
                made.append(different(ledger, pair, by="mk", why="seen"))
            elif act == "reject":
                made.append(reject(ledger, pair[0], by="mk", why="seen"))
            elif act == "occurrence":
                found = [row[0] for row in ledger.ask("SELECT id FROM contradictions ORDER BY id")]
                made += [reject(ledger, found[0], by="mk", why="seen")] if found else []
            elif act == "undo" and made:
                undo(ledger, made.pop(choice.randrange(len(made))).id, by="mk", why="seen")
            elif act == "again":
                ledger.file([report(f"report-1-{choice.randint(0, 19)}", choice)])
            else:
                ledger.file([report(f"new-{number}", choice)])
            if choice.random() < 0.7:
                join(ledger)
        join(ledger)
        assert word_edges_of(ledger) == word_edges_at_once(ledger) != set()
        assert derived(joined(ledger)) == at_once(ledger)


def test_a_list_that_many_enter_at_once_brings_those_together_no_longer_whom_they_push_out() -> None:
    with a_ledger() as ledger:
        for told in (reports(12, 20), reports(4, 10), reports(4, 30)[10:]):
            ledger.file(told)
            join(ledger)
        assert text_edges_of(ledger) == {
            (edge.one, edge.other)
            for edge in find_text_edges({each.document.id: features_of(each) for each in ledger.readings()})
        }


@pytest.mark.parametrize("anew", [False, True])
def test_what_is_joined_twice_is_joined_once(anew: bool) -> None:
    with a_ledger() as ledger:
        ledger.file(reports(3, 30))
        join(ledger)
        once = derived(joined(ledger))
        again = join(ledger, anew=anew)
        assert derived(joined(ledger)) == once
        assert again.documents == (30 if anew else 0)


def test_one_more_document_touches_its_neighbourhood_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(cluster: int, number: int) -> Reading:
        choice = random.Random(cluster)
        words = ["".join(choice.choices("abcdefghijklmnop", k=8)).capitalize() for _ in range(20)]
        return Written(f"{' '.join(words)} number {number} came.", f"told-{cluster}-{number}").reading()

    with small_lists(monkeypatch), a_ledger() as ledger:
        ledger.file([told(cluster, number) for cluster in range(12) for number in range(3)])
        join(ledger)
        held = dict(ledger.ask("SELECT number, neighbourhood FROM joining_documents"))
        with ledger.writing() as connection:
            connection.execute("CREATE TEMP TABLE moved (number INTEGER)")
            connection.execute(
                "CREATE TEMP TRIGGER moving AFTER UPDATE ON joining_documents"
                " WHEN OLD.neighbourhood IS NOT NEW.neighbourhood"
                " BEGIN INSERT INTO moved VALUES (NEW.number); END"
            )
        ledger.file([told(4, 3)])
        found = join(ledger)
        assert (found.documents, found.neighbourhoods) == (4, 1)
        now = dict(ledger.ask("SELECT number, neighbourhood FROM joining_documents"))
        assert {number: now[number] for number in held} == held
        assert [number for (number,) in ledger.ask("SELECT number FROM moved")] == [37]


def test_a_ledger_that_was_joined_before_there_was_an_index_is_joined_anew() -> None:
    with a_ledger() as ledger:
        ledger.file(reports(4, 12))
        found = join_readings(tuple(ledger.readings()), "2026-01-01")
        put_derived(ledger, found.records(), found.judgements)
        join(ledger)
        assert derived(joined(ledger)) == derived(found)


def test_a_document_alone_that_is_read_anew_leaves_nothing_of_the_old_reading() -> None:
    with a_ledger() as ledger:
        ledger.file([report("only", random.Random(1))])
        join(ledger)
        ledger.file([report("only", random.Random(2))])
        join(ledger)
        assert derived(joined(ledger)) == at_once(ledger)


def strongest_first(
    told: Mapping[int, Sequence[tuple[float, int]]],
) -> Callable[[int], Sequence[tuple[float, int]]]:
    return {number: sorted(links, reverse=True) for number, links in told.items()}.__getitem__


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40), st.integers(0, 90))
def test_the_part_around_a_document_is_that_of_taking_all_apart(seed: int, size: int, count: int) -> None:
    choice = random.Random(seed)
    links = {}
    for _ in range(count):
        one, other = sorted(choice.sample(range(size), 2))
        links[one, other] = choice.choice((1.0, 1.1, 1.5, 2.2, 6.5, neighbours.STRONGEST))
    told: dict[int, list[tuple[float, int]]] = {number: [] for number in range(size)}
    for (one, other), weight in links.items():
        told[one].append((weight, other))
        told[other].append((weight, one))
    edges = [
        neighbours.Edge(
            f"{one:02}", f"{other:02}", "text" if weight == neighbours.STRONGEST else "story", weight
        )
        for (one, other), weight in links.items()
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "FEW", 0)
        patch.setattr(neighbours, "MOST", 6)
        parts = neighbours.neighbourhoods([f"{number:02}" for number in range(size)], edges)
        for number in range(size):
            around, holding = neighbours.part_around(number, strongest_first(told))
            assert sorted(f"{each:02}" for each in around) in parts
            kept = {at: [link for link in links if link[0] >= holding] for at, links in told.items()}
            other, weaker = choice.randrange(size), choice.uniform(0, holding)
            kept[number].append((weaker, other))
            kept[other].append((weaker, number))
            if holding:
                assert neighbours.part_around(number, strongest_first(kept))[0] == around


def test_what_people_said_is_one_stays_one_when_a_document_is_read_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told(name: str, words: str) -> Reading:
        return Written(words, name).reading()

    with small_lists(monkeypatch), a_ledger() as ledger:
        ledger.file(
            [told("one", "Ploughs broke."), told("two", "Barley ripened."), told("three", "Rain fell.")]
        )
        same(ledger, ("one", "two"), by="anna", why="one pen")
        join(ledger)
        ledger.file([told("one", "Mills turned.")])
        join(ledger)
        assert [each.documents for each in joined(ledger).origins] == [("one", "two")]
        assert derived(joined(ledger)) == at_once(ledger)


def test_words_that_are_listed_again_bring_the_same_documents_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with small_lists(monkeypatch), a_ledger() as ledger:
        ledger.file(reports(1, 30))
        join(ledger)
        before = word_edges_of(ledger)
        with ledger.writing() as connection:  # as the step to weighed words leaves a ledger of before
            connection.execute("DELETE FROM joining_words")
            connection.execute("UPDATE joining_documents SET stage = 1, words = NULL")
        assert join(ledger).documents == 0
        assert word_edges_of(ledger) == before != set()


def test_features_of_documents_that_share_no_text_are_read_when_one_is_asked_for() -> None:
    with a_ledger() as ledger:
        ledger.file(reports(7, 4))
        join(ledger)
        with ledger.writing() as connection:
            names = dict(connection.execute("SELECT number, id FROM documents"))
            first, *others = sorted(names.values())
            features = index.FeaturesAmong(connection, names, {first})
            assert list(features) == [first]
            assert features[first].sentences
            assert [features[name].document for name in others] == others
            assert not any(features[name].sentences for name in others)
            with pytest.raises(KeyError):
                features["another"]


@given(
    st.dictionaries(st.text("ab'ю7", min_size=1), st.floats(0.001, 1)),
    st.dictionaries(st.text("ab'ю7", min_size=1), st.floats(0.001, 9)),
    st.one_of(st.none(), st.integers(1, 900_000)),
    st.lists(st.floats(100, 1e6)),
    st.text("d-\n7"),
)
def test_weighed_words_are_read_back_as_they_were_packed(
    known: dict[str, float], new: dict[str, float], day: int | None, numbers: list[float], name: str
) -> None:
    words = WeightedWords(name, day, tuple(numbers), known, 1.5, new)
    back = unpacked_words(packed_words(words))
    assert back == words
    assert [*back.known, *back.new] == [*known, *new]


def test_a_neighbourhood_with_the_same_documents_stays_though_edges_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with small_lists(monkeypatch), a_ledger() as ledger:
        ledger.file(reports(1, 30))
        join(ledger)
        before = ledger.stats()
        with ledger.writing() as connection:
            numbers = [row[0] for row in connection.execute("SELECT number FROM joining_documents")]
            neighbourhood_state.mark_dirty(connection, numbers, neighbourhood_state.LOOK_AGAIN)
        assert join(ledger).documents == 0
        assert ledger.stats() == before


def test_rows_that_are_equal_stay_where_they_are_when_one_more_document_comes() -> None:
    def rows(ledger: Ledger, table: str) -> dict[str, tuple[int, tuple[object, ...]]]:
        told = ledger.ask(f"SELECT rowid AS at, * FROM {table}")
        return {row["id"]: (row["at"], tuple(row)[1:]) for row in told}

    with a_ledger() as ledger:
        ledger.file(reports(1, 30))
        join(ledger)
        before = {table: rows(ledger, table) for table in ("occurrences", "accounts")}
        ledger.file(reports(2, 1))
        assert join(ledger).documents == 31
        for table, held in before.items():
            now = rows(ledger, table)
            equal = [name for name, (_, row) in held.items() if name in now and now[name][1] == row]
            assert equal
            assert [now[name][0] for name in equal] == [held[name][0] for name in equal]
        assert derived(joined(ledger)) == at_once(ledger)


def test_a_judgement_that_stands_is_not_written_again() -> None:
    with a_ledger() as ledger:
        ledger.file(reports(1, 30))
        join(ledger)
        (judged,) = next(ledger.ask("SELECT count(*) FROM judgements"))
        ledger.file(reports(2, 1))
        written: list[str] = []
        with ledger.writing() as connection:
            connection.set_trace_callback(written.append)
        join(ledger)
        (now,) = next(ledger.ask("SELECT count(*) FROM judgements"))
        assert judged > 20
        assert len({each for each in written if "INTO judgements" in each}) == now - judged > 0
