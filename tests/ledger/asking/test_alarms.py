"""Changes that are told: each once of one occurrence, again of another, and of nobody in private."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.ledger.asking import alarms
from reportedly.ledger.asking.alarms import find_alarms, mark_told, untold
from reportedly.ledger.joining import join
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Reading

MINE = "A coal mine caved in near Donetsk on Monday. Police said four people were killed."
MINE_AGAIN = (
    "The coal mine outside Donetsk, Ukraine, caved in on Monday. Police said four people were killed there."
)
BUS = (
    "A bus fell into a gorge near Cusco on Friday. Police said four people were killed. It had left at dawn."
)
BUS_AGAIN = (
    "A bus fell into the gorge outside Cusco, Peru, on Friday in rain. Police said four people were killed."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.ledger") as ledger:
        yield ledger


@pytest.fixture
def told(ledger: Ledger, read_text: Callable[..., Reading]) -> Callable[..., list[str]]:
    """Files texts, outlet by outlet, joins them, and tells what nobody was told of."""

    def tell(*texts: str, on: str) -> list[str]:
        count = sum(1 for _ in ledger.documents())
        ledger.file(
            read_text(text, publisher=f"Outlet {count + number}", published=on)
            for number, text in enumerate(texts)
        )
        join(ledger)
        found = untold(ledger)
        mark_told(ledger, found)
        return [each.message for each in found]

    return tell


def test_the_same_words_about_something_else_are_told(told: Callable[..., list[str]]) -> None:
    assert told(MINE, on="2023-03-14") == []
    assert told(MINE_AGAIN, on="2023-03-14") == [
        "second origin: a second, independent text also has Police saying 4 killed — Donetsk, 2023-03-13"
    ]
    assert told(BUS, on="2023-07-15") == []
    assert told(BUS_AGAIN, on="2023-07-15") == [
        "second origin: a second, independent text also has Police saying 4 killed — Cusco, 2023-07-14"
    ]


def test_what_was_told_stays_told_when_its_occurrence_grows(
    ledger: Ledger, told: Callable[..., list[str]]
) -> None:
    assert len(told(MINE, MINE_AGAIN, on="2023-03-14")) == 1
    assert told(f"{MINE} Rescuers went down the shaft.", on="2023-03-13") == []
    assert len(find_alarms(ledger)) == 1


def test_nobody_reads_all_actors_for_what_was_told(ledger: Ledger) -> None:
    plan = [row["detail"] for row in ledger.ask(f"EXPLAIN QUERY PLAN {alarms.IS_PRIVATE}", ("a", "b"))]
    assert [words for words in plan if "SCAN actors" in words] == []
    assert len([words for words in plan if "SEARCH actors USING" in words]) == 2


def test_an_alarm_quotes_the_words_behind_it_without_private_persons(
    ledger: Ledger, read_text: Callable[..., Reading]
) -> None:
    mine = "A coal mine caved in near Donetsk on Monday. Ola Brenn, a widow, said four people were killed."
    again = (
        "It was in the coal mine of Donetsk, Ukraine, on Monday that four people were killed, said Ola Brenn."
    )
    ledger.file(read_text(text, publisher=text[:9], published="2023-03-14") for text in (mine, again))
    join(ledger)
    (found,) = untold(ledger)
    assert found.message.startswith(
        "second origin: a second, independent text also has a private person saying 4 killed"
    )
    assert "four people were killed" in found.words
    assert "Brenn" not in repr(found)


def test_a_speaker_by_a_bare_name_is_not_named_in_an_alarm(told: Callable[..., list[str]]) -> None:
    (line,) = told(
        "A coal mine caved in near Donetsk on Monday. Dovran said four people were killed.",
        "The mine outside Donetsk, Ukraine, caved in on Monday. Dovran said four people were killed there.",
        on="2023-03-14",
    )
    assert "Dovran" not in line


def test_every_change_is_a_sentence(told: Callable[..., list[str]]) -> None:
    told(f"{MINE} The union said 19 miners were injured. The firm said the mine was safe.", on="2023-03-14")
    lines = told(
        "The coal mine outside Donetsk, Ukraine, caved in on Monday. Police said six people were killed.",
        on="2023-03-15",
    )
    assert "revised: Police now says 6 killed; it was 4 before — Donetsk, 2023-03-13" in lines


def test_that_outlets_carry_a_toll_on_is_no_revision_of_anybody(told: Callable[..., list[str]]) -> None:
    told(MINE, on="2023-03-14")
    lines = told("The coal mine that caved in near Donetsk on Monday killed six people.", on="2023-03-15")
    assert [line for line in lines if line.startswith("revised")] == []


def test_an_ombudsman_revises_her_toll_whatever_she_is_called(told: Callable[..., list[str]]) -> None:
    told(MINE.replace("Police", "The ombudsman"), on="2023-03-14")
    mine = "The coal mine outside Donetsk, Ukraine, caved in on Monday."
    lines = told(f"{mine} Ombudswoman Ola Brenn said six people were killed.", on="2023-03-15")
    assert [line.partition(";")[2] for line in lines if line.startswith("revised")] == [
        " it was 4 before — Donetsk, 2023-03-13"
    ]


def test_at_least_the_number_of_before_is_no_revision(told: Callable[..., list[str]]) -> None:
    told(MINE, on="2023-03-14")
    mine = "The coal mine outside Donetsk, Ukraine, caved in on Monday."
    lines = told(f"{mine} Police said at least four people were killed.", on="2023-03-15")
    assert [line for line in lines if line.startswith("revised")] == []
