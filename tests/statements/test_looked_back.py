"""What has happened is sure though a verb over it tells what is to come."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("A judge will investigate the deaths of nine weavers.", True),
        ("Lawmakers may look into the arrests of nine weavers.", True),
        ("The vicar will bury the nine weavers who were killed in the fire.", True),
        ("The king is to meet the families of the nine weavers killed in the fire.", True),
        ("The storm could cause the deaths of nine weavers.", False),
        ("A strike on the mill might lead to the deaths of nine weavers.", False),
        ("The fire may have killed nine weavers.", False),
    ],
)
def test_what_is_looked_back_to_has_happened(
    read_text: Callable[[str], Reading], text: str, *, sure: bool
) -> None:
    told = [each.certainty != "unconfirmed" for each in read_text(text).figures if each.low == 9]
    assert told
    assert all(each is sure for each in told)
