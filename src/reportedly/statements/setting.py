"""Where and when: the place and the time of what a clause says, from the nearest words that tell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..page.segment import segment_at
from ..records import Actor, Document, Place, PlaceBasis, Time, When

if TYPE_CHECKING:
    from spacy.tokens import Doc

LOCATIVES = frozenset(
    ("in", "at", "near", "on", "across", "outside", "inside", "around", "into", "throughout", "within")
)
"""Prepositions before a place where something happens."""

FROM_TO = frozenset({"to", "from", "toward", "towards", "of", "through", "against", "over"})
SPECIFIC = ("site", "district", "city", "water", "region", "other", "country")
"""Features from the narrowest: "in Almaty, Kazakhstan" happened in Almaty."""

NEWS_DAYS = 7
"""An undated act of a dated report is taken to lie in the week before it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A place and a time with where in the text they were found."""

    place: str | None
    place_basis: PlaceBasis | None
    when: When | None


class Settings:
    """The places and times of one document, ready to be asked for those of a clause."""

    def __init__(
        self,
        document: Document,
        doc: Doc,
        places: Sequence[Place],
        times: Sequence[Time],
        actors: Sequence[Actor] = (),
    ) -> None:
        self._document = document
        taken = _inside_names(places, actors)
        self._places = [place for place in places if place.id not in taken]
        self._place_starts = [place.start for place in self._places]
        self._times = [time for time in times if time.earliest or time.latest]
        self._time_starts = [time.start for time in self._times]
        self._before = _words_before(doc, self._places)
        self._dateline = self._first_place()

    def of(self, start: int, end: int, sentence: tuple[int, int]) -> Setting:
        """The setting of the words from `start` to `end`: by the clause, the sentence, the paragraph."""
        place, basis = self.place_of(start, end, sentence)
        return Setting(place.id if place else None, basis, self.when_of(start, end, sentence))

    def place_of(
        self, start: int, end: int, sentence: tuple[int, int]
    ) -> tuple[Place | None, PlaceBasis | None]:
        """The place, and how near to the words it stands; a place after "in" comes first."""
        if place := self._best_place(self._places_in(start, end), start):
            return place, "clause"
        if place := self._best_place(self._places_in(*sentence), start):
            return place, "sentence"
        segment = segment_at(self._document, start)
        if segment and (place := self._last_located(self._places_in(segment.start, sentence[0]))):
            return place, "paragraph"
        return (self._dateline, "dateline") if self._dateline else (None, None)

    def when_of(self, start: int, end: int, sentence: tuple[int, int]) -> When | None:
        """The time that the clause states, else that of the sentence or the paragraph before it.

        The basis is then `context`; without any, the days before publication, with basis `assumed`.
        """
        for index, (first, last) in enumerate(((start, end), sentence)):
            found = self._times_in(first, last)
            if found:
                nearest = min(found, key=lambda time: abs(time.start - start))
                basis = nearest.basis if index == 0 else "context"
                return When(nearest.earliest, nearest.latest, nearest.precision, basis)
        segment = segment_at(self._document, start)
        before = self._times_in(segment.start, sentence[0]) if segment else []
        if before:
            last_told = before[-1]
            return When(last_told.earliest, last_told.latest, last_told.precision, "context")
        return self._published()

    def _published(self) -> When | None:
        if not self._document.published:
            return None
        try:
            day = date.fromisoformat(self._document.published[:10])
            first = day - timedelta(days=NEWS_DAYS)
        except (ValueError, OverflowError):
            return None
        return When(first.isoformat(), day.isoformat(), "week", "assumed")

    def _places_in(self, start: int, end: int) -> list[Place]:
        return self._places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def _times_in(self, start: int, end: int) -> list[Time]:
        found = self._times[bisect_left(self._time_starts, start) : bisect_right(self._time_starts, end - 1)]
        return [time for time in found if time.timex in ("DATE", "TIME")]

    def _best_place(self, places: Sequence[Place], start: int) -> Place | None:
        """Of those after a locative preposition the narrowest, then the nearest; others only if none is."""
        located = [place for place in places if self._before[place.id] in LOCATIVES]
        near = located or [place for place in places if self._before[place.id] in FROM_TO]
        return min(near, key=lambda p: (SPECIFIC.index(p.feature), abs(p.start - start)), default=None)

    def _last_located(self, places: Sequence[Place]) -> Place | None:
        located = [place for place in places if self._before[place.id] in LOCATIVES]
        return located[-1] if located else None

    def _first_place(self) -> Place | None:
        """The place of the dateline."""
        datelines = [segment for segment in self._document.segments if segment.kind == "dateline"]
        for segment in datelines[:1]:
            found = self._places_in(segment.start, segment.end)
            return found[0] if found else None
        return None


def _inside_names(places: Sequence[Place], actors: Sequence[Actor]) -> set[str]:
    """Places that stand inside a longer name of an actor: the "Almaty" of "the Almaty police"."""
    starts = [actor.start for actor in actors]
    inside = set()
    for place in places:
        index = bisect_right(starts, place.start) - 1
        if index < 0:
            continue
        actor = actors[index]
        longer = actor.end - actor.start > place.end - place.start
        if longer and actor.end >= place.end and actor.type != "person":
            inside.add(place.id)
    return inside


def _words_before(doc: Doc, places: Sequence[Place]) -> dict[str, str]:
    """The preposition before each place, past articles, adjectives and the place that it is listed with."""
    starts = {place.start: place.id for place in places}
    found = {place.id: "" for place in places}
    preposition, fresh = "", 0
    for token in doc:
        if token.idx in starts:
            found[starts[token.idx]] = preposition if fresh else ""
            fresh = 6
        elif token.tag_ in ("IN", "TO"):
            preposition, fresh = token.lower_, 6
        elif token.tag_.startswith("VB") or token.tag_ == "." or token.is_space:
            fresh = 0 if token.tag_ != "_SP" else fresh
        else:
            fresh = max(0, fresh - 1)
    return found
