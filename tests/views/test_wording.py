from __future__ import annotations

from ledger.samples import Written
from reportedly.records import Reading
from reportedly.views.brief import make_brief
from reportedly.views.writing import WRITERS


def test_many_speak_as_one_does() -> None:
    told = denial(content="nobody was hurt")
    brief = make_brief([told])
    (voice,) = brief.voices
    assert (voice.who, voice.lines[0].when, voice.lines[0].words) == (
        "Residents",
        "denied",
        "nobody was hurt",
    )
    assert "Residents denied: “nobody was hurt”" in WRITERS["text"](brief)


def test_a_pronoun_alone_is_shown_with_who_says_it() -> None:
    (voice,) = make_brief([denial(content="it")]).voices
    assert voice.lines[0].words == "Residents denied it"


def denial(content: str) -> Reading:
    text = f"Residents denied {content}."
    page = Written(text, "a", publisher="Outlet")
    page.claim(
        f"Residents denied {content}", "Residents", stance="denies", certainty="denied",
        content=(page.extent(content),),
    )  # fmt: skip
    return page.reading()
