"""Where what a figure counts happened."""

from __future__ import annotations

from reportedly import make_document, read
from reportedly.ledger.occurrences.scenes import scenes_in

TEXT = (
    "Police in Ica shot two marchers dead on Friday. The marchers in Ica had asked for bread.\n\n"
    "A total of 169 people have been detained since the decree, and 40 were hurt."
)


def test_a_sum_that_names_no_place_is_of_no_town() -> None:
    reading = read(make_document(TEXT, published="2019-03-02"))
    scenes = scenes_in(reading)
    towns = {
        figure.low: place and place.name for figure in reading.figures for place in [scenes[figure.id].place]
    }
    assert towns == {2: "Ica", 169: None, 40: "Ica"}
