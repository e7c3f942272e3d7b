"""Whether an event is said to have happened."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.records import Event, Reading

ReadText = Callable[..., Reading]


def told(event: Event) -> tuple[str, str | None, str]:
    return event.type, event.mode, event.status


def test_what_is_denied_did_not_happen(read_text: ReadText) -> None:
    (event,) = read_text("The general denied that troops killed two farmers.").events
    assert event.status == "negated"


def test_what_stands_behind_a_reason_has_happened(read_text: ReadText) -> None:
    read = read_text(
        "The students decided to leave the country due to the kidnapping of five of their friends."
    )
    assert [told(event) for event in read.events if event.type == "ASSAULT"] == [
        ("ASSAULT", "abduct", "actual")
    ]


def test_who_says_that_they_will_not_yield_refuses(read_text: ReadText) -> None:
    read = read_text("The rebels said they will not withdraw from the town.")
    assert [told(event) for event in read.events] == [("REJECT", "yield", "actual")]
    read = read_text("The minister said the rebels did not withdraw from the town.")
    assert [told(event) for event in read.events] == [("RETREAT", "withdraw", "negated")]
