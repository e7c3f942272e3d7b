from __future__ import annotations

import pytest

from ledger.samples import Written
from reportedly.records import Reading
from reportedly.views.brief import make_brief
from reportedly.views.wording import in_quotes, say_stance
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


@pytest.mark.parametrize(
    ("stance", "cue", "told"),
    [
        ("threatens", "warned", "warned"),
        ("threatens", "warning", "warned"),
        ("threatens", "threatened", "threatened"),
        ("alleges", "accuse", "accused"),
        ("alleges", "alleged", "alleged"),
        ("denies", "rejected accusations", "denied"),
    ],
)
def test_who_warns_does_not_threaten(stance: str, cue: str, told: str) -> None:
    assert say_stance(stance, [cue]) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("“We saw it,” … “all of us.”", "“We saw it,” … “all of us.”"),
        ('"We saw it."', '"We saw it."'),
        ('that it was "ours"', '“that it was "ours"”'),
        ("nobody was hurt", "“nobody was hurt”"),
        ("", "“”"),
    ],
)
def test_what_stands_in_quotation_marks_gets_no_others(words: str, told: str) -> None:
    assert in_quotes(words) == told


def denial(content: str) -> Reading:
    text = f"Residents denied {content}."
    page = Written(text, "a", publisher="Outlet")
    page.claim(
        f"Residents denied {content}", "Residents", stance="denies", certainty="denied",
        content=(page.extent(content),),
    )  # fmt: skip
    return page.reading()
