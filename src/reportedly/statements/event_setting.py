"""Where and when: the place and the time of what a clause says, from the nearest words that tell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ..contacts import is_home
from ..frozen import quick
from ..language.clauses import Tree, tree_of
from ..language.closed_classes import ALONE, BACKWARD, FROM_TO, LOCATIVES, THEM
from ..lexicon import load_lexicon, rule_of, words_of_form
from ..mentions.actors import actor_at, is_seat
from ..page.segment import segment_at
from ..records import Actor, Document, Place, PlaceBasis, Precision, Time, When
from .timing import COARSE, Relation, Timing, places_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span: TypeAlias = tuple[int, int]

ROW = rule_of("place", "row")
CAPITAL = rule_of("actor", "nation-by-capital")
HEAD = "row"
"""What stands before a place at the head of a line: all that the line tells happened there."""

SETTING = LOCATIVES | {HEAD}

OBJECT = "dobj"
"""The label of a place that something strikes or hits; it stands after no preposition."""

STRUCK = frozenset({OBJECT, "nsubjpass"})
"""Labels of a body to which a verb does something."""
OF_PREPOSITION = "pobj"
"""The label of a body behind a preposition."""

BETWEEN = "between"
"""What stands before the first of two places on whose way something happens, and no talks are held."""

EVENT_OF = "event"
"""What a place is before the noun for what happened in it: "the Tripoli depot explosion"."""

CARE = "care"
"""What a town is to its hospital: who died there was hurt elsewhere, unless nothing tells where."""

COUNTED_BEFORE = ("state", "toll", "dead")
"""Forms of words behind "of" for those who were counted before: "nine of the dead"."""

NAMING = frozenset({"compound", "nmod", "amod", "nounmod", "poss"})
"""Labels of a name before a noun."""

NO_SITES: Mapping[str, str] = {}

SITE = "site"
"""The feature of streets and houses."""

BESIDE = "and"
"""What stands before a place that is told after another one."""

SPECIFIC = ("site", "district", "city", "water", "region", "other", "country")
"""Features from the narrowest: "in Almaty, Kazakhstan" happened in Almaty."""

PHRASE = 6
"""Words before a place in which its preposition is looked for."""

RECENT = 8
"""Places before a sentence that are looked at for one where something happens."""

RANKS: Mapping[Relation, int] = {"own": 0, "since": 3}
"""Which time comes first; those near come between, inside the act's words before the rest of the sentence."""

HOURS = frozenset({"minute", "hour", "part"})
LONG = frozenset({"month", "season", "year", "decade"})
"""Precisions of times longer than a week."""

SAID = 4
"""The rank of the day on which somebody said so, the last of all: it tells no more than by when it was."""

LEADING = 1
"""Paragraphs at the start that say where a report is set."""

NEWS_DAYS = 7
"""An undated act of a dated report is taken to lie in the week before it."""


@quick
@dataclass(frozen=True, slots=True)
class EventSetting:
    """A place and a time with where in the text they were found."""

    place: str | None
    place_basis: PlaceBasis | None
    when: When | None
    direct: bool = False
    """Whether no other event is told between the words and the time."""
    spread: bool = False
    """Whether the time is a stretch in which it happened once or often: "in the last five years"."""


class SettingFinder:
    """The places and times of one document, ready to be asked for those of a clause."""

    def __init__(
        self,
        document: Document,
        doc: Doc,
        places: Sequence[Place],
        times: Sequence[Time],
        actors: Sequence[Actor] = (),
        told: Sequence[int] = (),
        heads: Iterable[int] = (),
        heads_of_names: frozenset[str] = frozenset(),
        sites: Mapping[str, str] = NO_SITES,
        blows: Iterable[int] = (),
    ) -> None:
        """`told` is where the words stand that tell events, in order, `heads` the places of their tokens.

        `heads_of_names` stand before a name for the kind of place that it is: "city of"; `sites` are the
        nouns that a town's name stands before or behind, each with what it is to them: `EVENT_OF`, `CARE`;
        `blows` are the places of those of the `heads` that tell of force or protest.
        """
        self._document = document
        taken = _inside_names(places, actors, tree_of(doc), frozenset(blows))
        self._places = [place for place in places if place.id not in taken]
        self._place_starts = [place.start for place in self._places]
        self._times = [time for time in times if time.earliest or time.latest]
        self._time_starts = [time.start for time in self._times]
        self._before = _words_before(doc, self._places, heads_of_names)
        for name, kind in _named_with(tree_of(doc), self._places, sites).items():
            if kind == CARE or self._before[name] not in SETTING:
                self._before[name] = kind
        self._dateline = self._first_place()
        self._lead = self._place_of_lead(tree_of(doc))
        self._told = told
        tree = tree_of(doc)
        self._timing = Timing(tree, heads)
        self._time_places = {time.id: places_of(tree, time) for time in self._times}
        left_open = (time for time in times if is_open(time))
        self._open = [
            time.start for time in left_open if not self._timing.is_of_saying(*places_of(tree, time))
        ]

    def of(self, start: int, end: int, sentence: Span, anchor: int, own: Sequence[int]) -> EventSetting:
        """The setting of the words from `start` to `end`: by the clause, the sentence, the paragraph.

        `anchor` is where the telling word stands, `own` the places of the tokens that tell, the head first.
        """
        place, basis = self.place_of(start, end, sentence)
        when, direct, spread = self.when_of(start, end, sentence, anchor, own)
        return EventSetting(place.id if place else None, basis, when, direct, spread)

    def place_of(self, start: int, end: int, sentence: Span) -> tuple[Place | None, PlaceBasis | None]:
        """The place, and how near to the words it stands; a place after "in" comes first.

        Where its first paragraph sets a report comes before the dateline, which says where its reporter is.
        """
        if place := self._best_place(self._places_in(start, end), start):
            return place, "clause"
        if place := self._best_place(self._places_in(*sentence), start):
            return place, "sentence"
        if place := self._last_place_before(sentence[0]):
            return place, "paragraph"
        if self._lead:
            return self._lead, "lead"
        if place := next((place for place in self._places_in(*sentence) if self._is(CARE, place)), None):
            return place, "sentence"
        return (self._dateline, "dateline") if self._dateline else (None, None)

    def when_of(
        self, start: int, end: int, sentence: Span, anchor: int, own: Sequence[int]
    ) -> tuple[When | None, bool, bool]:
        """The time that the act's own words state, else that of the sentence or the paragraph before it.

        The basis is then `context`; without any, the days before publication, or before the day on which
        somebody said so, with basis `assumed`. The second value says whether the time is told of this event
        and of no other between, the third whether it is a stretch in which it happened.
        """
        line = self._timing.line(own)
        best: tuple[tuple[int, int, int], Time, bool] | None = None
        near: list[Time] = []
        for time in self._times_in(min(start, sentence[0]), max(end, sentence[1])):
            relation = self._timing.relation(line, time, *self._time_places[time.id])
            inside, between = start <= time.start < end, self._between(anchor, time)
            is_stretch = time.timex == "DURATION"
            if relation == "aside" or (is_stretch and relation != "own" and (between or not inside)):
                continue
            if inside and relation in ("own", "near"):
                near.append(time)
            rank = SAID if relation == "saying" else RANKS.get(relation, 1 if inside else 2)
            key = rank, between, abs(time.start - anchor)
            if best is None or key < best[0]:
                best = key, time, relation == "since"
        if best is None:
            return self._undated(*sentence), False, False
        (rank, between, _), time, is_start = best
        if rank == SAID:
            return self._undated(*sentence, time), False, False
        time = time if is_start else _narrowed(time, near)
        latest = _until(self._document.published, time) if is_start else time.latest
        basis = "context" if rank == 2 else time.basis
        direct = rank in RANKS.values() or (rank == 1 and not between)
        lasting = time.timex == "DURATION" or time.precision == "decade"
        spread = lasting and self._timing.is_within(*self._time_places[time.id])
        return When(time.earliest, latest, time.precision, basis), direct, spread

    def is_to_come(self, when: When | None) -> bool:
        """Whether a time lies in the days behind publication: it dates what is called for, not the call."""
        if when is None or when.earliest is None or when.basis not in ("published", "context"):
            return False
        try:
            published = date.fromisoformat((self._document.published or "")[:10])
            ahead = date.fromisoformat(when.earliest[:10]) - published
        except (ValueError, OverflowError):
            return False
        return timedelta() < ahead <= timedelta(days=NEWS_DAYS)

    def undated(self, setting: EventSetting) -> EventSetting:
        """The setting without its time, in the days before publication."""
        return replace(setting, when=self._published(), direct=False, spread=False)

    def _undated(self, sentence: int, end: int, said: Time | None = None) -> When | None:
        """The time told last before a sentence, else that by when it was: the day on which it was `said`.

        None told before one that stays open: "In 1970 it killed nine. This week it killed two."
        """
        if (last := self._last_time_before(sentence, end)) is not None and not self._is_ahead(last):
            return When(last.earliest, last.latest, last.precision, "context")
        if said is not None and said.latest is not None:
            return by_saying(said, self._document.published)
        return self._published()

    def _is_ahead(self, time: Time) -> bool:
        """Whether a time told before lies behind publication: what is told since has not waited for it."""
        published = (self._document.published or "")[:10]
        return bool(published) and time.earliest is not None and time.earliest[:10] > published

    def _between(self, anchor: int, time: Time) -> int:
        """How many other events are told between the anchor and the time."""
        first, last = sorted((anchor, time.start))
        return max(0, bisect_left(self._told, last) - bisect_right(self._told, first))

    def _last_time_before(self, sentence: int, end: int) -> Time | None:
        """The last time told in the same segment before a sentence; years are background there."""
        segment = segment_at(self._document, sentence)
        time = self._dating[bisect_left(self._time_starts, sentence)]
        if segment is None or time is None or time.start < segment.start:
            return None
        return time if bisect_left(self._open, end) == bisect_left(self._open, time.start) else None

    @cached_property
    def _dating(self) -> Sequence[Time | None]:
        """Before each time, and behind the last, the latest that may date what is told behind it."""
        found: list[Time | None] = [None]
        for time in self._times:
            found.append(time if self._dates(time) else found[-1])
        return found

    def _dates(self, time: Time) -> bool:
        if time.timex not in ("DATE", "TIME") or time.precision in COARSE:
            return False
        return not self._timing.is_of_saying(*self._time_places[time.id])

    def _last_place_before(self, sentence: int) -> Place | None:
        """The last place told in the same segment before a sentence as that where something happens."""
        segment = segment_at(self._document, sentence)
        last = bisect_left(self._place_starts, sentence) - 1
        for index in range(last, max(-1, last - RECENT), -1):
            if segment is None or self._places[index].start < segment.start:
                return None
            if self._before[self._places[index].id] in SETTING | {EVENT_OF}:
                return self._places[index]
        return None

    def _is(self, kind: str, place: Place) -> bool:
        return self._before[place.id] == kind

    def _published(self) -> When | None:
        return None if not self._document.published else _by(self._document.published)

    def _places_in(self, start: int, end: int) -> list[Place]:
        return self._places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def _times_in(self, start: int, end: int) -> list[Time]:
        found = self._times[bisect_left(self._time_starts, start) : bisect_right(self._time_starts, end - 1)]
        return [time for time in found if time.timex in ("DATE", "TIME") or _is_stretch(time)]

    def _best_place(self, places: Sequence[Place], start: int) -> Place | None:
        """Of those after a locative preposition the narrowest, then the nearest; others only if none is."""
        located = [place for place in places if self._before[place.id] in SETTING]
        struck = [place for place in places if self._before[place.id] == OBJECT]
        if located:
            near = located + [place for place in struck if _may_lie_in(place, located)]
        else:
            named = [place for place in places if self._is(EVENT_OF, place)]
            passed = [place for place in places if self._before[place.id] in FROM_TO | {BETWEEN}]
            near = struck or named or passed
        return min(near, key=lambda p: (SPECIFIC.index(p.feature), abs(p.start - start)), default=None)

    def _first_place(self) -> Place | None:
        """The place of the dateline."""
        datelines = [segment for segment in self._document.segments if segment.kind == "dateline"]
        for segment in datelines[:1]:
            found = self._places_in(segment.start, segment.end)
            return found[0] if found else None
        return None

    def _place_of_lead(self, tree: Tree) -> Place | None:
        """The place of the first paragraph that names one after "in", but where only some of them are.

        "At least 12 were killed. Five of the 12 died in Saas": nobody says that all of them did.
        """
        paragraphs = [segment for segment in self._document.segments if segment.kind == "paragraph"]
        for segment in paragraphs[:LEADING]:
            named = self._places_in(segment.start, segment.end)
            located = [place for place in named if self._before[place.id] in (*LOCATIVES, OBJECT, EVENT_OF)]
            located = [place for place in located if not _is_of_share(tree, place)]
            if place := self._best_place(located, segment.start):
                return place
        return None


def _is_of_share(tree: Tree, place: Place) -> bool:
    """Whether only some of those counted are told there: "five of the 12 died in Saas", "in Saas alone"."""
    at = bisect_left(tree.starts, place.start)
    behind = bisect_left(tree.starts, place.end)
    if behind < len(tree.lowers) and tree.lowers[behind] == ALONE:
        return True
    before = THEM | BACKWARD | words_of_form(load_lexicon(), "measures", *COUNTED_BEFORE)
    for of in range(tree.sentences[at].start + 1, at - 1):
        if tree.lowers[of] == "of" and tree.tags[of - 1] == "CD":
            whole = of + 2 if tree.lowers[of + 1] == "the" else of + 1
            if tree.tags[whole] == "CD" or tree.lowers[whole] in before:
                return True
    return False


def is_open(time: Time) -> bool:
    """Whether it tells a day or an hour that nobody can settle: "this week" in a text without a date."""
    return time.timex in ("DATE", "TIME") and time.earliest is None and time.latest is None


def without_homes(places: Sequence[Place], text: str) -> tuple[Place, ...]:
    """The places but the streets and houses where somebody is said to live: they set nothing that is told."""
    return tuple(each for each in places if each.feature != SITE or not is_home(text, each.start, each.end))


def _may_lie_in(place: Place, around: Sequence[Place]) -> bool:
    """Whether what is struck may be a part of where that is told: "shelled the village of Dollo in Benue"."""
    width = SPECIFIC.index(place.feature)
    return all(
        width < SPECIFIC.index(other.feature) and place.country in (None, other.country) for other in around
    )


def _narrowed(time: Time, near: Sequence[Time]) -> Time:
    """The hour of a day that is told beside it: "on Tuesday at 6:45 p.m."."""
    hours = (
        each
        for each in near
        if each.precision in HOURS and time.precision == "day" and (each.earliest or "")[:10] == time.earliest
    )
    return next(hours, time)


def _by(day: str) -> When | None:
    """The week up to a day, by which an undated act has happened."""
    return _within(day, day, "week")


def by_saying(said: Time, published: str | None) -> When | None:
    """The time by which an act has happened of which somebody `said` so: from a week before to its end.

    Nobody has said what is published after it was.
    """
    first, last = said.earliest or said.latest or "", said.latest or ""
    if published is not None and first[:10] <= published[:10] < last[:10]:
        last = published
    return _within(first, last, said.precision if said.precision in LONG else "week")


def _within(first: str, last: str, precision: Precision) -> When | None:
    """From a week before the first day to the last, assumed."""
    try:
        earliest = date.fromisoformat(first[:10]) - timedelta(days=NEWS_DAYS)
        latest = date.fromisoformat(last[:10])
    except (ValueError, OverflowError):
        return None
    return When(earliest.isoformat(), latest.isoformat(), precision, "assumed")


def _is_stretch(time: Time) -> bool:
    """Whether a duration has its place in time: "the last five years"."""
    return time.timex == "DURATION" and time.earliest is not None and time.latest is not None


def _until(published: str | None, start: Time) -> str | None:
    """The day of publication for what has gone on since a time; None where it is not known."""
    return published if published is None or published >= (start.earliest or "") else start.latest


def _inside_names(
    places: Sequence[Place], actors: Sequence[Actor], tree: Tree, blows: frozenset[int]
) -> set[str]:
    """Places inside a longer name of an actor, "the Almaty police", and those that stand for their states.

    Where a ministry is named by its town, that is where it is struck, and where something happens beside it.
    """
    starts = [actor.start for actor in actors]
    inside = set()
    for place in places:
        index = bisect_right(starts, place.start) - 1
        if index < 0:
            continue
        actor = actors[index]
        longer = actor.end - actor.start > place.end - place.start
        is_named = longer and actor.end >= place.end and actor.type != "person"
        if is_named and not (is_seat(place, actor) and _is_scene(tree, actor, actors, blows)):
            inside.add(place.id)
        if actor.rule == CAPITAL and actor.start == place.start:
            inside.add(place.id)
    return inside


def _is_scene(tree: Tree, body: Actor, actors: Sequence[Actor], blows: frozenset[int]) -> bool:
    """Whether something happens to a body or beside it: "stormed the ministry", "a bomb outside it".

    Not where somebody speaks there or for it: "an official at the ministry".
    """
    at = bisect_left(tree.starts, body.start)
    while tree.starts[tree.heads[at]] in range(body.start, body.end) and tree.heads[at] != at:
        at = tree.heads[at]
    while tree.labels[at] == "conj":
        at = tree.heads[at]
    above = tree.heads[at]
    if tree.labels[at] in STRUCK:
        return above in blows
    if tree.labels[at] != OF_PREPOSITION or tree.lowers[above] not in LOCATIVES:
        return False
    beside = tree.tokens[tree.heads[above]]
    return actor_at(actors, beside.idx, beside.idx + len(beside)) is None


def _is_way(tree: Tree, preposition: int) -> bool:
    """Whether "between" tells of a way: it hangs from a verb, or from a noun on which something happens."""
    above = tree.heads[preposition]
    return tree.is_verb(above) or (tree.labels[above] == "pobj" and tree.lowers[tree.heads[above]] == "on")


def _named_with(tree: Tree, places: Sequence[Place], sites: Mapping[str, str]) -> dict[str, str]:
    """The places that name an event, "the Tripoli depot explosion", or a hospital, "a hospital in Beirut"."""
    found = {}
    for place in places:
        at = bisect_left(tree.starts, place.end) - 1
        before = tree.labels[at] in NAMING
        if before:
            noun = _named(tree, at)
        elif tree.labels[at] == "pobj":
            noun = tree.heads[tree.heads[at]]
        else:
            continue
        kind = sites.get(tree.tokens[noun].lemma_.lower())
        if kind == CARE or (kind == EVENT_OF and before):
            found[place.id] = kind
    return found


def _named(tree: Tree, at: int) -> int:
    """The noun that a name before it belongs to."""
    while tree.labels[at] in NAMING and tree.heads[at] > at:
        at = tree.heads[at]
    return at


def _words_before(doc: Doc, places: Sequence[Place], heads_of_names: frozenset[str]) -> dict[str, str]:
    """The preposition before each place, past articles, adjectives and the place that it is listed with.

    Of the second of two towns it is `BESIDE`: what happened in both is of the first. Of a place that a verb
    acts on ("the quake struck Esmeraldas") it is `OBJECT`.
    """
    tree = tree_of(doc)
    found: dict[str, str] = {}
    last, listed = -1, ""
    for place in places:
        if place.rule == ROW:
            found[place.id], last = HEAD, bisect_left(tree.starts, place.end) - 1
            continue
        first = bisect_left(tree.starts, place.start)
        before = ""
        for index in range(first - 1, max(-1, first - 1 - PHRASE), -1):
            tag = tree.tags[index]
            if index <= last:
                before = BESIDE if tree.lowers[first - 1] == "and" else listed
            elif index and f"{tree.lowers[index - 1]} {tree.lowers[index]}" in heads_of_names:
                first = index - 1  # "in the city of"
                continue
            elif tag in ("IN", "TO", "RP"):
                before = tree.lowers[index]
                if before == BETWEEN and not _is_way(tree, index):
                    before = ""
            elif tag.startswith("VB"):
                named = range(first, bisect_left(tree.starts, place.end))
                before = OBJECT if any(tree.labels[at] == OBJECT for at in named) else ""
            elif tag != ".":
                continue
            break
        last = bisect_left(tree.starts, place.end) - 1
        listed = before if before != BESIDE else listed
        found[place.id] = before
    return found
