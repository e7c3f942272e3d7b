"""A party, a firm or a militia is no person where its sentence shows it; nothing shown, it is a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading


def types_of(reading: Reading, name: str) -> set[tuple[str, bool]]:
    return {(each.type, each.private) for each in reading.actors if each.quote == name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zorvana said four miners were trapped at its shaft.", "Zorvana"),
        ("Zorvana, which runs the buses, said two drivers were beaten.", "Zorvana"),
        ("The union Zorvana said nine were hurt.", "Zorvana"),
        ("Two members of Zorvana were shot on Monday. Zorvana said that police fired.", "Zorvana"),
        ("Grupo Zorvana said nine were hurt.", "Grupo Zorvana"),
        ("Zorvana Metals said nine were hurt.", "Zorvana Metals"),
        ("Frelimo said nine were hurt.", "Frelimo"),
    ],
)
def test_what_shows_a_body(read_text: Callable[..., Reading], text: str, name: str) -> None:
    assert types_of(read_text(text), name) == {("organisation", False)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zorvana said nine were hurt.", "Zorvana"),
        ("Zorvana said the company had closed its shaft.", "Zorvana"),  # the company's
        ("Zorvana said she had seen the mine and its shaft.", "Zorvana"),
        ("Zorvana, who runs the buses, said two drivers were beaten.", "Zorvana"),
        ("Zorvana said nine were hurt. Zorvana's daughter was one of them.", "Zorvana"),
        ("Zorvana, 34, lost the union card. Members of Zorvana's family fled.", "Zorvana"),
        ("Zorvana fled with her daughters to Puno.", "Zorvana"),
    ],
)
def test_what_does_not(read_text: Callable[..., Reading], text: str, name: str) -> None:
    assert types_of(read_text(text), name) == {("person", True)}
