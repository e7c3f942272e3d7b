"""Titles of what was published, as words of the outlet that they stood in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


def titled(reading: Reading) -> list[tuple[str | None, str]]:
    return [
        (claim.claimant.name if claim.claimant else None, claim.content[0].quote)
        for claim in reading.claims
        if claim.rule == "layout/titled"
    ]


@pytest.mark.parametrize(
    ("text", "outlet", "title"),
    [
        (
            "New story on Valley Watch “Council Quietly Sells the Town Forest to Its Own Cousins”. Typical.",
            "Valley Watch",
            "Council Quietly Sells the Town Forest to Its Own Cousins",
        ),
        (
            "She shared an article in The Herald, titled “The harbour loses its cranes”.",
            "Herald",
            "The harbour loses its cranes",
        ),
        (
            "There is a report by Valley Watch: “The dam is leaking”.",
            "Valley Watch",
            "The dam is leaking",
        ),
    ],
)
def test_a_title_is_what_its_outlet_says(text: str, outlet: str, title: str, read_text: Read) -> None:
    assert titled(read_text(text)) == [(outlet, title)]


@pytest.mark.parametrize(
    "text",
    [
        "She wrote an article in The Herald called “The Long Road”.",
        "She owned a boat in Selma called “The harbour loses its cranes”.",
        "He wrote in a column in The Herald, “The dam is leaking.”",
        "An article in a local paper, “The dam is leaking”, was lost.",
        "A story in “The Herald” was lost.",
        "“The dam is leaking”",
        "in Selma “The dam is leaking",
    ],
)
def test_what_is_no_title_that_says_something(text: str, read_text: Read) -> None:
    assert titled(read_text(text)) == []


def test_a_title_inside_a_comment_is_told_by_the_comment(read_text: Read) -> None:
    text = (
        "The council met on Monday. The town was calm.\n\n2 Comments\n\nAna Ruiz on January 06, 2022\n\n"
        "New story on Valley Watch “Council Quietly Sells the Town Forest to Its Cousins”. All are in it."
    )
    reading = read_text(text)
    assert [outlet for outlet, _ in titled(reading)] == ["Valley Watch"]
    inner = next(claim for claim in reading.claims if claim.rule == "layout/titled")
    outer = next(claim for claim in reading.claims if claim.rule == "layout/comment")
    assert (inner.segment, inner.within, inner.channel) == ("comment", outer.id, ("Ana Ruiz",))
