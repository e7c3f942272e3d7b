"""Who is only described behind a quotation is the person named just before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A survivor, Rahel Brenn, said she had lost her mother. "
            '"The roof fell on us," the 34-year-old said.',
            "Rahel Brenn",
        ),
        ('Rahel Brenn lost her boat. "It is gone," the 34-year-old fisher said.', "Rahel Brenn"),
        ('Rahel Brenn, 34, lost her boat. "It is gone," the 34-year-old said.', "Rahel Brenn"),
        ('Rahel Brenn lost her boat. "It is gone," said the mother of four.', "mother"),
        ('Rahel Brenn and Ana Okoth lost a boat. "It is gone," said the mother of four.', "mother"),
        ('Rahel Brenn lost her boat. "It is gone," a 34-year-old man said.', "man"),
        ('Rahel Brenn lost her boat. "We will help," the governor said.', "governor"),
    ],
)
def test_who_is_described(read_text: Callable[[str], Reading], text: str, speaker: str) -> None:
    names = [each.claimant.name if each.claimant else None for each in read_text(text).claims if each.direct]
    assert len(names) == 1
    assert (names[0] or "").endswith(speaker)


def test_who_has_another_age_is_not_meant(read_text: Callable[[str], Reading]) -> None:
    text = 'Rahel Brenn, 61, lost her boat. "It is gone," the 34-year-old said.'
    assert [each.claimant for each in read_text(text).claims if each.direct] == [None]
