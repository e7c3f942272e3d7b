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
        ("The owner of the boat, Blue Line Waterways, said nine were hurt.", "Blue Line Waterways"),
        ("Frelimo said nine were hurt.", "Frelimo"),
        ("A man was shot. He had joined Frelimo with his brother. Frelimo denied it.", "Frelimo"),
        ("Frelimo said its candidate Ana Sitoe had lost her seat.", "Frelimo"),
        ("Two Renamo fighters were killed. Renamo denied it.", "Renamo"),
        ("Workers left. Chilanga Copper said its mine was closed.", "Chilanga Copper"),
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
        ("A spokeswoman for Maria Gonzalez said she was innocent.", "Maria Gonzalez"),
        ("Police shot Daniel Okello, which set off the riots.", "Daniel Okello"),
        ("Police shot dead Okello, which angered his neighbours.", "Okello"),
        ("The army denied it. Mendoza condemned its conduct. Mendoza said nine were hurt.", "Mendoza"),
        ("The union struck. Banda condemned its plan.", "Banda"),
        ("Hernandez workers went on strike. Hernandez said he was sorry.", "Hernandez"),
        ("Three Khan employees said Khan beat them. Khan is a tailor.", "Khan"),
        ("Bharti said her son was killed by police on Monday.", "Bharti"),
        ("Komala said police beat her husband.", "Komala"),
        ("Nidaa told reporters that the police shot her brother.", "Nidaa"),
        ("Jihad Mansour said his house was hit by a shell.", "Jihad Mansour"),
        ("Members of Zorvana were shot. Zorvana is a nurse.", "Zorvana"),
        ("Members of Zorvana fled. Zorvana was hurt. She hid in a barn.", "Zorvana"),
        ("Renamo said his house was burned.", "Renamo"),  # where in doubt, hidden
    ],
)
def test_what_does_not(read_text: Callable[..., Reading], text: str, name: str) -> None:
    assert types_of(read_text(text), name) == {("person", True)}


@pytest.mark.parametrize(
    "text",
    [
        "Members of Zorvana fled. The mother of Zorvana said nine were hurt.",
        "Members of Zorvana fled. Ada Zorvana was hurt. Zorvana said nine had died.",
        "Members of Zorvana fled. Mr Zorvana said nine were hurt.",
    ],
)
def test_kin_a_title_or_a_full_name_is_believed_before_members(
    read_text: Callable[..., Reading], text: str
) -> None:
    assert ("organisation", False) not in types_of(read_text(text), "Zorvana")
