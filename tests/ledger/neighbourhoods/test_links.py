"""Links that are kept from one step to the next are those of the edges that stand in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.ledger.neighbourhoods import links
from reportedly.ledger.neighbourhoods.index import set_edges
from reportedly.ledger.neighbourhoods.links import Links, all_edges_written, kept_links
from reportedly.ledger.store import Ledger, open_ledger

STORY = ("story",)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.ledger"


def link(ledger: Ledger, one: int, other: int, weight: float) -> None:
    with ledger.writing() as connection:
        set_edges(connection, one, STORY, {(other, "story"): weight})


def links_of(ledger: Ledger, *numbers: int) -> list[list[tuple[float, int]]]:
    """The links of these documents, as a step of a join asks for them."""
    with ledger.writing() as connection:
        ledger.memory.follow(connection)
        asked = Links(connection, kept_links(ledger))
        found = [list(asked(number)) for number in numbers]
    asked.keep()
    return found


def test_links_come_the_strongest_first_and_are_read_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(path) as ledger:
        with ledger.writing() as connection:
            set_edges(connection, 1, STORY, {(2, "story"): 1.5, (3, "story"): 2.5})
        assert links_of(ledger, 1, 2) == [[(2.5, 3), (1.5, 2)], [(1.5, 1)]]
        monkeypatch.setattr(links, "LINKS", "no question of SQL")
        assert links_of(ledger, 2, 1) == [[(1.5, 1)], [(2.5, 3), (1.5, 2)]]


def test_edges_that_were_written_are_read_again_at_both_ends(path: Path) -> None:
    with open_ledger(path) as ledger:
        link(ledger, 1, 2, 1.5)
        assert links_of(ledger, 1, 2, 3) == [[(1.5, 2)], [(1.5, 1)], []]
        link(ledger, 1, 3, 2.0)
        assert links_of(ledger, 1, 2, 3) == [[(2.0, 3)], [], [(2.0, 1)]]


def test_what_a_step_read_that_broke_off_is_not_kept(path: Path) -> None:
    def break_off(ledger: Ledger) -> None:
        with ledger.writing() as connection:
            set_edges(connection, 1, STORY, {(2, "story"): 9.0})
            Links(connection, kept_links(ledger))(1)
            raise InterruptedError

    with open_ledger(path) as ledger:
        link(ledger, 1, 2, 1.5)
        links_of(ledger, 1, 2)
        with pytest.raises(InterruptedError):
            break_off(ledger)
        assert links_of(ledger, 1, 2) == [[(1.5, 2)], [(1.5, 1)]]


def test_what_another_connection_wrote_is_read(path: Path) -> None:
    with open_ledger(path) as ledger, open_ledger(path) as other:
        link(ledger, 1, 2, 1.5)
        links_of(ledger, 1)
        with other.writing() as connection:
            connection.execute("DELETE FROM joining_edges")
        assert links_of(ledger, 1) == [[]]


@pytest.mark.parametrize("forget", [all_edges_written, lambda: links.edges_written(range(20_000))])
def test_nothing_is_kept_where_any_edge_may_be_another(path: Path, forget: Callable[[], None]) -> None:
    with open_ledger(path) as ledger:
        link(ledger, 1, 2, 1.5)
        links_of(ledger, 1)
        assert kept_links(ledger).of(1) is not None
        forget()
        assert kept_links(ledger).of(1) is None


def test_no_more_links_are_kept_than_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "KEPT", 4)
    with open_ledger(path) as ledger:
        for one in (1, 3, 5):
            link(ledger, one, one + 1, 1.5)
        links_of(ledger, 1, 3, 5)
        kept = [kept_links(ledger).of(number) for number in (1, 3, 5)]
        assert kept == [None, [(1.5, 4)], [(1.5, 6)]]
