"""The countries that a text tells of: that of a name by the words beside it, others by words anywhere."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ..lexicon import LEXICONS, load_countries
from .gazetteer import prominence
from .outlets import TOWN_OF_AN_OUTLET, land_of_outlet
from .place_context import Name, PlaceContext, is_country, locative_before

DESCRIBING = frozenset({"ADJ", "ADV", "NOUN"})
"""Tags of the words between a country and what the text calls a town of it: "the Lebanese port city of"."""

DESCRIBED_LONGEST = 4
"""Words from a country to the word for what kind of town it is."""

DASHES = frozenset({"(", "-", "--", "---", "–", "—", ","})
"""What stands behind the country of a dateline."""

SPOKEN_OF, AT_HOME, OF_ITS_OUTLET = 0.5, 1.5, 1.0
"""What a word of one country's news, its police and the name of the outlet say for it; its own name says 1.

Two such words weigh as much as the name; what the police do they do at home."""

DWARFED = 100
"""So many more people has a town abroad than one at home: Moscow beside that of Idaho."""


# --- beside a name


def land_beside(setting: PlaceContext, name: Name) -> str | None:
    """The country that a name's own words put it in: "MINIEH, Lebanon -", "the Lebanese city of Tripoli"."""
    if is_country(name):
        return None
    return _land_before(setting, name.start) or _land_behind(setting, name)


def _land_before(setting: PlaceContext, start: int) -> str | None:
    """That of "the northern Lebanese city of", "Somalia's capital"; what is "Russian-held" is not Russian."""
    heads = (place for place, entry in setting.ending.get(start, ()) if entry.form == "head")
    place = min(heads, default=0) - 1
    for at in range(place, max(-1, place - DESCRIBED_LONGEST), -1):
        text = setting.texts[at]
        if setting.capital[at]:
            owns = setting.lowers[at + 1] == "'s"
            return (_names() if owns else _adjectives()).get(text)
        if setting.tokens[at].pos_ not in DESCRIBING and text != "'s":
            return None
    return None


def _land_behind(setting: PlaceContext, name: Name) -> str | None:
    """That of the country after the comma, in a dateline or where no list goes on."""
    if name.last >= len(setting.texts) or setting.texts[name.last] not in {",", "("}:
        return None
    after = setting.places.get(after_direction(setting, name.last + 1))
    best = None if after is None else max(after.candidates, key=prominence, default=None)
    if after is None or best is None or best.kind != "country":
        return None
    dashed = after.end < len(setting.texts) and setting.texts[after.end] in DASHES
    dateline = setting.begins[name.first] and setting.written(name.first, name.last).isupper() and dashed
    located = locative_before(setting, name.first) is not None and is_closed(setting, after.end)
    return best.country if dateline or located else None


def after_direction(setting: PlaceContext, place: int) -> int:
    """The token after a direction in lower case: "Goma, eastern Congo"."""
    words = setting.words.get(place, ())
    ends = (end for end, entry in words if entry.form == "direction" and not setting.capital[place])
    return next(ends, place)


def is_closed(setting: PlaceContext, place: int) -> bool:
    """No list goes on: "Poland, Ohio, was" is a town; "Poland, Ohio and", "Poland, Georgia, Ohio" is not."""
    texts = [*setting.texts[place : place + 2], "", ""]
    goes_on = setting.capital[place + 1 : place + 2] == [True] or setting.is_conjunction(place + 1)
    return texts[0] in {".", ")"} or (texts[0] == "," and not goes_on)


# --- anywhere in the text


def lands_spoken_of(
    setting: PlaceContext, publisher: str | None, names: Sequence[Name] = ()
) -> Mapping[str, float]:
    """Countries that a text tells of without their names, with their weights.

    By adjectives ("Kazakh"), by words that one country's news has ("crore", "Knesset"), by their police and
    by the name of the outlet, but where one of the names in the text is abroad.
    """
    adjectives, hints = _adjectives(), _hints()
    spoken: dict[str, float] = {}
    for place, (text, lower) in enumerate(zip(setting.texts, setting.lowers, strict=True)):
        if text not in adjectives and lower not in hints:
            continue
        code = adjectives.get(text)
        if code and not setting.at_home.isdisjoint(setting.lowers[place + 1 : place + 3]):
            spoken[code] = AT_HOME
        elif code := code or hints.get(lower):
            spoken[code] = max(spoken.get(code, 0.0), min(1.0, spoken.get(code, 0.0) + SPOKEN_OF))
    home = land_of_outlet(publisher)
    if home and not any(_is_abroad(name, home) for name in names):
        spoken[home] = spoken.get(home, 0.0) + OF_ITS_OUTLET
    return spoken


def _is_abroad(name: Name, home: str) -> bool:
    """Whether a name is another country's, or that of a town abroad beside which none at home is meant."""
    best = max(name.candidates, key=prominence, default=None)
    if best is None or best.country == home:
        return False
    at_home = max((place.population for place in name.candidates if place.country == home), default=0)
    large = best.population >= TOWN_OF_AN_OUTLET and best.population > DWARFED * at_home
    return best.kind == "country" or (best.kind == "city" and large)


@lru_cache(maxsize=1)
def _adjectives() -> Mapping[str, str]:
    return {
        word: country.code
        for country in load_countries()
        if country.code
        for word in (*country.adjectives, *country.demonyms)
    }


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    return {
        word: country.code
        for country in load_countries()
        if country.code
        for word in (country.name, *country.names)
    }


@lru_cache(maxsize=1)
def _hints() -> Mapping[str, str]:
    with (LEXICONS / "country_hints.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["country"] for row in csv.DictReader(file, strict=True)}
