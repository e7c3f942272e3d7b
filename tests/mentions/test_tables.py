"""Tables that stand in a text as lines: each case is a text and all that its rows count, with the place."""

from __future__ import annotations

import pytest

CASES = [
    pytest.param(
        "City - Dead - Wounded\nCuenca - 9 - 112\nMachala - 4 - 61",
        ["killed 9 Cuenca", "injured 112 Cuenca", "killed 4 Machala", "injured 61 Machala"],
        id="dashes",
    ),
    pytest.param(
        "| Town | Killed | Injured |\n|---|---|---|\n| Kyiv | 3 | 1,200 |\n| Odesa | 12 | - |",
        ["killed 3 Kyiv", "injured 1200 Kyiv", "killed 12 Odesa"],
        id="bars with a ruled line and an empty cell",
    ),
    pytest.param(
        "Region: killed / missing\nPiura: 31 / 48\nLoreto: 12 / 7",
        ["killed 31 Piura", "missing 48 Piura", "killed 12 Loreto", "missing 7 Loreto"],
        id="colon and strokes",
    ),
    pytest.param(
        "Deaths by prison:\n- Guayaquil: 37\n- Cuenca: 16",
        ["killed 37 Guayaquil", "killed 16 Cuenca"],
        id="a list below its title",
    ),
    pytest.param(
        "Missing: at least 90\nDisplaced persons: 25,000\nHouses destroyed: 3,410 (est.)",
        ["missing 90 -", "displaced 25000 -", "damaged 3410 -"],
        id="labels one below the other",
    ),
    pytest.param(
        "Deaths: 312 (up from 267 at noon)\nInjured: 1,846",
        ["killed 312 -", "killed 267 -", "injured 1846 -"],
        id="a remark with the number before",
    ),
    pytest.param("Killed by police:\nJohn Smith: 34\nAli Khan: 27", [], id="ages below those who killed"),
    pytest.param("Dead by village:\nPhone: 555 1234", [], id="a telephone"),
    pytest.param("Dead by age group:\nOver 60: 31\nChildren: 4", ["killed 31 -", "killed 4 -"], id="groups"),
    pytest.param("City | Expected deaths\nCuenca | 9", [], id="deaths to come"),
    pytest.param("City | Prevented deaths\nCuenca | 9", [], id="deaths that were not"),
    pytest.param("City | Fall in deaths\nCuenca | 9", [], id="fewer deaths"),
    pytest.param("City | Compensation for dead\nCuenca | 9", [], id="money for the dead"),
    pytest.param("City | Cows killed\nCuenca | 9", [], id="animals"),
    pytest.param("City | Injured (%)\nCuenca | 9", [], id="a share"),
    pytest.param("City | Dead\nCuenca | 8 per 100,000", [], id="a rate in a cell"),
    pytest.param("City | Dead\nCuenca | 1,5", [], id="a fraction"),
    pytest.param("City | Total deaths\nCuenca | 9", ["killed 9 Cuenca"], id="a total"),
    pytest.param("Country | Death rate\nNiger | 21\nMali | 40", [], id="a rate counts nobody"),
    pytest.param("Status: missing\nAge: 34\nHeight: 170", [], id="a description"),
    pytest.param("Missing woman found\nAge: 34", ["missing 1 -"], id="a headline over a label"),
    pytest.param("Arrest warrants: 40\nDeath penalty: 12", [], id="labels that count something else"),
    pytest.param("Team | Won | Lost\nArsenal | 12 | 3", [], id="a league"),
    pytest.param("City | Dead\nCuenca | 9 | 112\nMachala | 4", [], id="a row of more cells ends a table"),
    pytest.param("City | Dead\nCuenca | 9\n\nOpen | 24 hours", ["killed 9 Cuenca"], id="words end a table"),
    pytest.param(
        "City | people of whom it was said by many that they are dead\nCuenca | 9",
        [],
        id="a heading of 12 words",
    ),
    pytest.param("City 2 | Dead\nCuenca | 9", [], id="a heading with a number"),
    pytest.param("City | Dead\n2019 | 9", [], id="a row without a name"),
    pytest.param("City | Dead\nCuenca | -\nMachala | n/a", [], id="rows of nothing"),
    pytest.param("Killed by the flood in and around the town of Cuenca:\n- Centro: 3", [], id="a long title"),
    pytest.param(
        "City | Dead\nCuenca | nine or ten, nobody knows\nMachala has 40 schools.", [], id="no rows below"
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_rows_are_counted_by_their_headings(text, wanted, read_text):
    reading = read_text(text)
    names = {place.id: place.name for place in reading.places}
    assert [
        f"{figure.measure} {figure.low:g} {names.get(figure.place, '-')}" for figure in reading.figures
    ] == wanted


def test_the_evidence_is_the_whole_row(read_text):
    reading = read_text("City - Dead - Wounded\nCuenca - 9 - 112")
    assert {figure.quote for figure in reading.figures} == {"Cuenca - 9 - 112"}


def test_a_row_does_not_count_the_next_line(read_text):
    reading = read_text("Displaced persons: 25,000\nHouses destroyed: 3,410")
    assert [(figure.measure, figure.low, figure.group) for figure in reading.figures] == [
        ("displaced", 25000, None),
        ("damaged", 3410, None),
    ]
