"""An organisation that reports violence against itself accuses somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

ReadText = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ministry said that gunmen attacked it.", [("ministry", ["gunmen"])]),
        ("The navy said that shells were fired at its base.", [("navy", [])]),
        ("The ministry said that gunmen attacked the bank.", []),
        ("The ministry denied that gunmen attacked it.", []),
        ("The girl said that a man attacked her.", []),
    ],
)
def test_a_body_that_tells_of_violence_done_to_it_accuses(
    read_text: ReadText, text: str, wanted: list[tuple[str, list[str]]]
) -> None:
    found = [event for event in read_text(text).events if event.type == "ACCUSE"]
    assert [(one.actors[0].name, [who.name for who in one.recipients]) for one in found] == wanted
