from __future__ import annotations

import pytest

from ledger.samples import Written
from reportedly.records import Basis, Precision, Reading, When
from reportedly.views.brief import make_brief
from reportedly.views.wording import say_when
from reportedly.views.writing import WRITERS


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "basis", "told"),
    [
        ("2022-01-02", "2022-01-02", "day", "published", "2022-01-02"),
        ("2022-01-04", "2022-01-06", "day", "stated", "2022-01-04 to 2022-01-06"),
        ("2022-01-01", "2022-01-31", "month", "stated", "2022-01"),
        ("1991-01-01", "1991-12-31", "year", "stated", "1991"),
        ("2022-01-05T18:00", "2022-01-05T23:59", "part", "published", "2022-01-05"),
        ("1991-01-01", None, "year", "stated", "since 1991-01-01"),
        (None, "2022-01-19", "day", "stated", "until 2022-01-19"),
        ("2022-01-06", "2022-01-06", "day", "assumed", "by 2022-01-06"),
        (None, None, None, "context", "undated"),
    ],
)
def test_a_time_is_as_wide_as_it_is_known(
    earliest: str | None, latest: str | None, precision: Precision | None, basis: Basis, told: str
) -> None:
    assert say_when(When(earliest, latest, precision, basis)) == told


def test_no_time_is_undated() -> None:
    assert say_when(None) == "undated"


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
