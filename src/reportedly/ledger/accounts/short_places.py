"""Places that go by another name as well: Nahda and Nahda Square, a town that one report alone places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...frozen import changed
from ...lexicon import load_lexicon, word_class
from ...mentions.gazetteer import fold
from ...records import Place
from ..traits.members import Member


def by_short_names(members: Sequence[Member]) -> Sequence[Member]:
    """The members, a square or a camp that no gazetteer has under its shortest name.

    Who counts at Nahda counts at Nahda Square, but not where there is a Nahda Hospital too.
    """
    unknown = {m.place.name: m.place for m in members if m.place is not None and m.place.geonames is None}
    longer: dict[str, list[str]] = defaultdict(list)
    for name in unknown:
        words = name.split()
        for start in (" ".join(words[:size]) for size in range(1, len(words))):
            if start in unknown:
                longer[start].append(name)
    shorter: dict[str, Place] = {}
    for short, names in sorted(longer.items(), reverse=True):
        grounds = [_ground_of(name.removeprefix(short).split()) for name in names]
        if None not in grounds and len({ground for ground in grounds if ground}) <= 1:
            shorter.update(dict.fromkeys(names, unknown[short]))
    if not shorter:
        return members
    return [
        changed(m, place=shorter[m.place.name])
        if m.place is not None and m.place.geonames is None and m.place.name in shorter
        else m
        for m in members
    ]


def by_known_names(members: Sequence[Member]) -> Sequence[Member]:
    """The members, a place that no gazetteer has being the one that others have of that name.

    "Rafina" in a report that names no country is the Rafína of the reports from Greece.
    """
    known: dict[str, dict[int, Place]] = defaultdict(dict)
    for place in (m.place for m in sorted(members, key=lambda each: each.id) if m.place is not None):
        if place.geonames is not None and place.feature != "country":
            for name in {fold(place.name), fold(place.quote)}:
                known[name].setdefault(place.geonames, place)
    one = {name: next(iter(places.values())) for name, places in known.items() if len(places) == 1}
    if not one:
        return members
    return [
        changed(m, place=one[fold(m.place.name)])
        if m.place is not None
        and m.place.geonames is None
        and fold(m.place.name) in one
        and m.place.country in (None, one[fold(m.place.name)].country)
        else m
        for m in members
    ]


def _ground_of(more: Sequence[str]) -> str | None:
    """The square or camp that a longer name ends with, or ""; None where it may be another place.

    "Square" beside "Nahda", "al-Adawiya" or "al-Adawiya Square" beside "Rabaa"; no hospital, no bridge.
    """
    last = more[-1].casefold()
    ground = last if last in word_class(load_lexicon(), "camps-and-squares") else ""
    rest = more[:-1] if ground else more
    return ground if not rest or rest[0][0].islower() else None
