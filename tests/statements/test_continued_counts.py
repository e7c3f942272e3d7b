"""Counts that go on under the speaker of the words before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records import Reading

PIECES = ["The army said", "nine men", "were killed", ".", ";", ",", "\n\n", "he"]
Read = Callable[..., Reading]


def continued(reading: Reading) -> list[tuple[str, str, str]]:
    found = [claim for claim in reading.claims if claim.rule.startswith("continued/")]
    return [(c.rule, c.claimant.name if c.claimant else "", c.content[0].quote) for c in found]


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        (
            "The army said nine men were killed. Twelve are feared dead in the fort.",
            "continued/sentence",
            "Twelve are feared dead in the fort",
        ),
        (
            "The commander said 40 soldiers and his brother were killed. Twelve others were wounded.",
            "continued/sentence",
            "Twelve others were wounded",
        ),
        (
            "The army said nine men were killed. Twelve others were wounded.",
            "continued/sentence",
            "Twelve others were wounded",
        ),
        (
            "The army said nine men were killed. Twelve men were arrested.",
            "continued/sentence",
            "Twelve men were arrested",
        ),
        (
            "The army reported nine deaths; twelve men were wounded in the port.",
            "continued/part",
            "twelve men were wounded in the port",
        ),
    ],
)
def test_counts_go_on(text: str, rule: str, said: str, read_text: Read) -> None:
    assert [(each[0], each[2]) for each in continued(read_text(text))] == [(rule, said)]


@pytest.mark.parametrize(
    "text",
    [
        "The army said nine men were killed.\n\nTwelve others were wounded.",
        "The army said the road was open. Twelve men were wounded.",
        "The army said nine men were killed. The road was shut. Twelve men were wounded.",
        "The army said nine men were killed. Doctors said twelve men were wounded.",
        "The army denied that nine men were killed. Twelve men were wounded.",
        "It was said that nine men were killed. Twelve men were wounded.",
        "Ola Brenn, a tailor, said she lost her husband and her son. At least nine people died in the fire.",
        "Ola Brenn, a tailor, said her two sons were killed. At least nine people died in the fire.",
        "The clinic said nine men were killed. Police arrested twelve men.",
        "The clinic said nine men were killed. At the quay a reporter saw twelve bodies.",
    ],
)
def test_they_do_not_go_on(text: str, read_text: Read) -> None:
    assert continued(read_text(text)) == []


def test_what_is_only_asked_does_not_go_on(read_text: Read) -> None:
    claims = read_text("The agency said 37 people died. It was not clear how many were missing.").claims
    assert [claim.rule for claim in claims] == ["cue/say"]


def test_a_figure_that_goes_on_has_its_claim(read_text: Read) -> None:
    reading = read_text("The army said nine men were killed. Twelve others were wounded.")
    claims = {claim.id: claim for claim in reading.claims}
    speakers = [claims[figure.claim].claimant for figure in reading.figures if figure.claim]
    assert [who.name for who in speakers if who] == ["army", "army"]


def test_who_is_cited_goes_on_counting_and_not_the_agency(read_text: Read) -> None:
    text = "Sputnik reported, citing the Interior Ministry, that ten soldiers died. Nine were wounded."
    assert [each[1] for each in continued(read_text(text))] == ["Interior Ministry"]


@settings(deadline=None, max_examples=40)
@given(words=st.lists(st.sampled_from(PIECES)))
def test_quotes_are_the_documents_own_words(words: list[str], read_text: Read) -> None:
    text = " ".join(words)
    for claim in read_text(text).claims:
        assert text[claim.start : claim.end] == claim.quote
