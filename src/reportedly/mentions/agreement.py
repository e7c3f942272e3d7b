"""What the names of one text say for one another: a place that is told makes its neighbours places.

Each rule adds weight to names that `evidence.py` left in doubt; none takes any away.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from .evidence import ENOUGH, LETTERS_SHORT
from .gazetteer import KNOWN, distance_km, prominence
from .place_context import Name, PlaceContext, has_kind
from .told_lands import lands_spoken_of

SAID_ALREADY, LISTED, LISTED_LEVEL, COUNTRY_TOLD = 3, 2, 4, 3
"""What each rule adds; over news with marked places a country finds 1 % more of them."""

BETWEEN_KM = 300.0
"""Nobody is told to be between two towns farther apart without a word for the way."""

BEARERS_PAIRED = 5
"""Of each of two names the most populous bearers whose distance is taken."""


def agree(names: Sequence[Name], setting: PlaceContext) -> None:
    """Names that the others of the text speak for have more weight.

    Lists are asked once more where a country has told of one of their members.
    """
    _agree_on_senses(names)
    _agree_in_lists(names, setting)
    _agree_between(names, setting)
    _agree_on_countries(names, setting)
    _agree_in_lists(names, setting)


def _agree_on_senses(names: Sequence[Name]) -> None:
    """One sense per discourse: what is a place once is more likely one elsewhere."""
    sure = {name.folded for name in names if name.weight >= ENOUGH}
    for name in names:
        if name.folded in sure and name.weight < ENOUGH:
            name.weight += SAID_ALREADY


def _agree_in_lists(names: Sequence[Name], setting: PlaceContext) -> None:
    """As in "Becker, Clay and Swift counties": what stands in a row with a place is more likely one."""
    listed = [pair for pair in pairwise(names) if _are_listed(*pair, setting)]
    for one, other in [*listed, *((right, left) for left, right in reversed(listed))]:
        if one.word and one.word.form == "level" and not other.word and has_kind(other, one.word):
            other.word, other.rule = one.word, one.word.name
            other.weight += LISTED_LEVEL
        elif one.weight >= ENOUGH > other.weight:
            other.weight += LISTED


def _agree_between(names: Sequence[Name], setting: PlaceContext) -> None:
    """As in "between Gao and Ansongo": both names are of places, and those are not far from one another."""
    for one, other in pairwise(names):
        linked = other.first - one.last == 1 and setting.is_conjunction(one.last)
        if not linked or setting.lowers[max(0, one.first - 1)] != "between":
            continue
        if setting.called.isdisjoint({one.folded, other.folded}) and _are_close(one, other):
            one.weight, other.weight = max(one.weight, ENOUGH), max(other.weight, ENOUGH)


def _are_close(one: Name, other: Name) -> bool:
    pairs = product(one.candidates[:BEARERS_PAIRED], other.candidates[:BEARERS_PAIRED])
    return any(distance_km(left, right) <= BETWEEN_KM for left, right in pairs)


def _agree_on_countries(names: Sequence[Name], setting: PlaceContext) -> None:
    """A town that is known mostly as one of a country that the text tells of is more likely a place."""
    sure = [name for name in names if name.weight >= ENOUGH]
    settled = setting.called | {name.folded for name in sure}
    unsure = [name for name in names if name.weight < ENOUGH and name.folded not in settled]
    known = [name for name in unsure if _is_known(name)]
    if not known:
        return
    told = {home for name in sure if (home := _home(name))} | lands_spoken_of(setting, None).keys()
    for name in known:
        if _home(name) in told and _stands_alone(name, setting):
            name.weight += COUNTRY_TOLD


def _is_known(name: Name) -> bool:
    """A town or land of that name is known beyond its neighbourhood."""
    return any(prominence(place) >= KNOWN and place.kind != "site" for place in name.candidates)


def _stands_alone(name: Name, setting: PlaceContext) -> bool:
    """No name stands right before or behind it, but for the names of other places and words of kind."""
    whole = setting.ends.get(name.first)
    placed = whole is not None and whole.weight >= ENOUGH
    before = setting.goes_on(name.first) and setting.is_name(name.first - 1) and not placed
    told = any(entry.form in {"level", "follower"} for _, entry in setting.words.get(name.last, ()))
    behind = setting.goes_on(name.last) and setting.is_name(name.last) and not told
    dated = setting.entities[name.start][0] in {"DATE", "TIME"}  # "in March", a town as well
    return len(name.folded) > LETTERS_SHORT and not before and not behind and not dated


def _home(name: Name) -> str | None:
    """The country of the widest known bearer, unless one elsewhere is nearly as well known."""
    best = max(name.candidates, key=prominence, default=None)
    if best is None:
        return None
    rivals = (prominence(place) for place in name.candidates if place.country != best.country)
    return best.country if max(rivals, default=0.0) <= prominence(best) - 1.0 else None


def _are_listed(one: Name, other: Name, setting: PlaceContext) -> bool:
    if not 0 < other.first - one.last <= 2:
        return False
    between = setting.tokens[one.last : other.first]
    return all(token.dep_ == "cc" or token.text in {",", "/", "-"} for token in between)
