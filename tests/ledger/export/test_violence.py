"""Rows of political violence follow only where somebody says that it was violence."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from reportedly.ledger.accounts.estimates import Counting
from reportedly.ledger.export import write_export
from reportedly.ledger.export.content import Happening, Voice
from reportedly.ledger.export.violence import is_violent, killed_by_violence
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Account, Occurrence, Reading


@pytest.mark.parametrize(
    ("text", "violent"),
    [
        ("A bomb exploded at a market in Aden.", True),
        ("Gunmen killed nine people in Aden.", True),
        ("The bombing killed nine people in Aden.", True),
        ("An airstrike killed nine people in Aden.", True),
        ("An explosion in Aden killed nine people.", False),
        ("A fire killed nine people in Aden.", False),
        ("A blast shook a coal mine in Aden.", False),
        ("A boiler exploded in Aden.", False),
        ("A helicopter crashed in Aden, killing nine people.", False),
        ("A lorry driver killed nine people in Aden.", False),
        ("Nine people were injured by police officers in a bus accident.", False),
        ("A gunman killed nine people in Aden.", True),
        ("A policeman killed nine people in Aden.", True),
        ("Nine people were injured by police officers in a clash.", True),
        ("Protesters injured nine policemen in Aden.", True),
        ("Farmers killed nine herders in Aden.", True),
    ],
)
def test_violence_is_told_by_a_doer_a_weapon_or_a_word(
    read_text: Callable[..., Reading], text: str, violent: bool
) -> None:
    events = read_text(text).events
    assert events
    assert any(map(is_violent, events)) is violent


@pytest.mark.parametrize(
    ("text", "acled", "ucdp"),
    [
        (
            "A bomb exploded at a market in Aden on Wednesday and killed nine people.",
            ["Explosions/Remote violence"],
            1,
        ),
        ("An explosion in Aden on Wednesday killed nine people.", [""], 1),
        ("Nine people were killed in Aden on Wednesday when a gas cylinder exploded in a kitchen.", [], 0),
    ],
)
def test_accidents_are_no_rows_and_an_unknown_cause_has_no_type(
    read_text: Callable[..., Reading], tmp_path: Path, text: str, acled: list[str], ucdp: int
) -> None:
    def rows(format_: str) -> list[dict[str, str]]:
        write_export(ledger, format_, tmp_path / format_)
        with (tmp_path / format_).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    with open_ledger(tmp_path / "x.ledger", create=True) as ledger:
        told = read_text(text, published="2026-03-12", publisher="The Example")
        ledger.file([told])
        join(ledger)
        assert [row["event_type"] for row in rows("acled")] == acled
        assert len(rows("ucdp")) == ucdp


BURST = "A dam burst above Aden on Tuesday and 40 people drowned."
SHOTS = "Police shot dead five farmers in Aden on Thursday."


def happening_of(*told: Reading) -> Happening:
    """What readings tell, as if it were one occurrence."""
    voices = tuple(
        Voice(cast("Account", SimpleNamespace(measure="killed")), (figure,), (), cast("Counting", figure.low))
        for reading in told
        for figure in reading.figures
    )
    events = tuple(event for reading in told for event in reading.events)
    return Happening(cast("Occurrence", None), events, voices, {}, None, {})


def test_those_who_drowned_are_not_counted_as_shot(read_text: Callable[..., Reading]) -> None:
    burst, shots = read_text(BURST, name="a"), read_text(SHOTS, name="b")
    assert killed_by_violence(happening_of(burst, shots)) == [5]
    assert killed_by_violence(happening_of(burst)) == [40]


def test_who_counts_the_dead_of_an_attack_need_not_tell_it_anew(read_text: Callable[..., Reading]) -> None:
    told = [read_text(SHOTS, name=f"s{number}") for number in range(3)]
    toll = read_text("Seven people died, doctors in Aden said.", name="t")
    burst = read_text(BURST, name="a")
    assert killed_by_violence(happening_of(*told, toll, burst)) == [5, 5, 5, 7, 40]


def test_a_count_without_a_figure_is_not_one_of_an_illness() -> None:
    account = cast("Account", SimpleNamespace(measure="killed"))
    denial = Voice(account, (), (), cast("Counting", 0))
    assert killed_by_violence(Happening(cast("Occurrence", None), (), (denial,), {}, None, {})) == [0]


def test_who_is_shot_beside_the_ill_is_counted(read_text: Callable[..., Reading]) -> None:
    shot = read_text("Two polio workers were killed by gunmen in Quetta.", name="a")
    ill = read_text("Nine children in Quetta died of polio.", name="b")
    assert killed_by_violence(happening_of(shot, ill)) == [2]
