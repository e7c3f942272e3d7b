"""Broadcasters that are called after where they are: "Radio Lusaka", "Tehran television"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import Lexicon, rule_of, words_of_form
from .ground import MODIFYING, STRENGTH_OF_WORDS, Ground, Mention, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

STATION = "radio"
"""The entry of `roles.toml` for a broadcaster."""


def spot_stations(ground: Ground, lexicon: Lexicon) -> Iterator[Mention]:
    """Broadcasters by place and medium, in order; each is an organisation and never the state of its place.

    A medium in capitals before a place is a name; one behind a place or a people ("Iraqi television") is
    one where it tells something, since a Korean television may be a set.
    """
    entry = next((role for role in lexicon.roles if role.name == STATION), None)
    media = words_of_form(lexicon, "roles", "medium")
    for token in ground.doc:
        if entry is None or token.lower_ not in media:
            continue
        found = _before_place(ground, token) or _behind_place(ground, token)
        if found is not None:
            start, end, country = found
            yield Mention(
                start=start,
                end=end,
                head=end - 1,
                form="organisation",
                rule=rule_of("role", entry),
                strength=STRENGTH_OF_WORDS,
                name=words_of(ground.doc, start, end),
                entry=entry,
                country=country,
                definite=True,
            )


def _before_place(ground: Ground, medium: Token) -> tuple[int, int, str | None] | None:
    """The tokens of "Radio Lusaka", and its country; None of "Radio Lusaka listeners"."""
    doc, first = ground.doc, medium.i + 1
    if not medium.text[0].isupper() or first >= len(doc):
        return None
    if first in ground.nations and ground.nations[first][1].form in ("name", "capital"):
        span, nation = ground.nations[first]
        end, country = span.end, nation.country.code
    elif first in ground.places:
        end, place = first, ground.places[first]
        while end < len(doc) and ground.places.get(end) is place:
            end += 1
        country = place.country
    else:
        return None
    goes_on = end < len(doc) and doc[end - 1].dep_ in MODIFYING and doc[end - 1].head.i >= end
    return None if goes_on else (medium.i, end, country)


def _behind_place(ground: Ground, medium: Token) -> tuple[int, int, str | None] | None:
    """The tokens of "Tehran radio" that tells something, and its country."""
    last = medium.i - 1
    if last < 0 or not _tells(medium, ground.speaking):
        return None
    if last in ground.nations:
        span, nation = ground.nations[last]
        return span.start, medium.i + 1, nation.country.code
    if last not in ground.places:
        return None
    start, place = last, ground.places[last]
    while ground.places.get(start - 1) is place:
        start -= 1
    return start, medium.i + 1, place.country


def _tells(medium: Token, speaking: frozenset[str]) -> bool:
    """Whether it is who speaks, or by whom something is told."""
    if medium.dep_ == "pobj":
        return medium.head.lower_ == "by" and medium.head.head.lemma_ in speaking
    return medium.dep_ == "nsubj" and medium.head.lemma_ in speaking
