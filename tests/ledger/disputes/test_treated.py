"""Who is treated where he stands, and who is in hospital: two counts, and no two numbers of one."""

from __future__ import annotations

import pytest

from reportedly import make_document, read
from reportedly.ledger.joining import join_readings


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (
            "The mayor said 31 people were in hospital. The Red Crescent said it treated 75 on the spot.",
            [],
        ),
        (
            "The clinic said 414 fans were treated for injuries. The minister said 58 fans were in hospital.",
            [],
        ),
        (
            "The clinic said 41 fans were in hospital. The minister said 58 fans were in hospital.",
            ["conflict"],
        ),
    ],
)
def test_numbers_of_the_treated_and_of_those_in_hospital_do_not_disagree(
    text: str, relations: list[str]
) -> None:
    reading = read(
        make_document(
            f"A bomb went off in Lahore on Sunday. {text}", published="2015-03-02", publisher="Post"
        )
    )
    found = join_readings([reading], "2015-03-03T00:00:00Z").contradictions
    assert [each.relation for each in found] == relations
