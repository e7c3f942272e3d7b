"""Claims that came through an agency, an outlet or another person."""

from __future__ import annotations

from collections.abc import Callable

from claim_parts import by_cue, told

from reportedly.records import Reading

Read = Callable[..., Reading]


def test_cited_speaker_has_the_claim_and_the_outlet_is_its_channel(read_text: Read) -> None:
    reading = read_text("Sputnik reported, citing the Interior Ministry, that ten soldiers died.")
    outer, inner = by_cue(reading, "reported"), by_cue(reading, "citing")
    assert told(outer) == told(inner) == ["that ten soldiers died"]
    assert inner.claimant is not None
    assert (inner.claimant.name, inner.channel, inner.within) == ("Interior Ministry", ("Sputnik",), outer.id)


def test_quoted_as_saying(read_text: Read) -> None:
    reading = read_text("Tass quoted the ministry as saying nine guards had fled.")
    inner = by_cue(reading, "saying")
    assert [part.quote for part in inner.source] == ["the ministry"]
    assert inner.channel == ("Tass",)


def test_an_agency_that_was_told_is_a_channel(read_text: Read) -> None:
    claim = by_cue(read_text("The governor told Reuters that the bridge was open."), "told")
    assert claim.channel == ("Reuters",)


def test_whom_media_quoted_behind_what_is_said(read_text: Read) -> None:
    text = "Nine police were killed, local media quoted the Interior Ministry."
    claim = by_cue(read_text(text), "quoted")
    assert claim.claimant is not None
    assert (claim.claimant.name, claim.channel) == ("Interior Ministry", ("local media",))
    assert told(claim) == ["Nine police were killed"]


def test_who_is_quoted_as_saying_behind_the_words(read_text: Read) -> None:
    claims = read_text("“The border is open,” Tass quoted the mayor as saying.").claims
    found = [([part.quote for part in c.cue], c.source[0].quote, c.channel) for c in claims]
    assert found == [(["quoted", "saying"], "the mayor", ("Tass",))]


def test_a_source_without_an_office_is_cited(read_text: Read) -> None:
    claims = read_text(
        "Nine men were shot, the Star reported, citing two sources close to the family."
    ).claims
    assert "two sources close to the family" in [claim.source[0].quote for claim in claims]
