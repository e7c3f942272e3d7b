"""What is said to have happened, in PLOVER terms.

A trigger of the lexicon becomes an act: the clause of its verb, or the clause that its noun is. Acts of
one sentence are then weighed against each other: a threat takes up what it threatens, a noun that only
names what a verb says lends it its mode and its doer, what remains is an event each. Types and modes are
those of the PLOVER ontology (github.com/openeventdata/PLOVER).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.clauses import Clause
from ..language.closed_classes import UNNAMED_SEVERAL
from ..language.parse import extent_between
from ..lexicon import Lexicon, Predicate, rule_of, words_of_form
from ..page.segment import segment_at
from ..records import Actor, Amount, Claim, Document, Event, Hedge, Participant, Place, Status, Time, When
from .accusations import accusation_of
from .acts import ATTITUDES, MODES_OF_ATTITUDES, Act, find_acts, with_companions
from .event_setting import CARE, EVENT_OF, SettingFinder
from .figures_of_speech import turn_figures
from .participants import Cast
from .reach import is_told_aside, judging_rules
from .states_told import state_acts
from .status import Claims, Hedging, certainty_of, is_historical, status_of
from .triggers import TriggerContext, find_triggers
from .weighing import weigh

if TYPE_CHECKING:
    from spacy.tokens import Doc

YIELDING = frozenset({"RETREAT", "CONSULT"})
"""Types whose act is a promise where the one who will do it says so."""

FORCES = frozenset({"GOV", "MIL", "COP", "SPY", "REB", "UAF", "PRM", "CRM"})
"""Sectors whose word that harm will be done is a threat, not a forecast."""

IMPLIED_REACH = 800
"""Characters before a sentence in which those who arrest are looked for. On 211 police reports F1 of arrests
is 80.5 with 400, 81.0 with 800, 82.5 with 1,600; beyond a paragraph or two it would be a guess."""

SUM = 1000
"""Victims: violence that took so many and is told without a time is no single deed. On 376 reports this takes
three sums out of what is told as violence, and nothing else."""

PLACED = frozenset({"ASSAULT", "PROTEST", "OTHER"})
"""Types whose nouns are told with the town where they happened: "the Quetta bombing"."""

HOSPITAL = "hospital"
"""The entry of `places.toml` for where the hurt are taken."""

NEXT_WORDS = 20
"""Characters from a number to the noun that it counts: "15,000 unarmed people"."""

BLOWS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of what happens where the body is that it strikes: "shelled the ministry in Kabul"."""

KINDNESSES = frozenset({"AID", "COOPERATE", "SUPPORT", "CONCEDE"})
"""Types whose act, still to come and told by its doer, is a promise: AGREE."""


def find_events(
    document: Document,
    doc: Doc,
    clauses: Sequence[Clause],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    amounts: Sequence[Amount],
    hedges: Sequence[Hedge],
    claims: Sequence[Claim],
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """All events of a document, in order."""
    scene = TriggerContext(doc, document.text, clauses, actors, times, lexicon)
    weighed = weigh(scene, find_acts(scene, find_triggers(scene, lexicon), lexicon))
    turn_figures(scene, weighed, lexicon)
    acts = _outside_times(tuple(with_companions(weighed, lexicon)), times)
    acts = (*acts, *state_acts(scene, acts, claims, places))
    writer = _Writer(
        document=document,
        cast=Cast(document, scene, places),
        settings=SettingFinder(
            document,
            doc,
            places,
            times,
            actors,
            sorted(act.trigger.start for act in acts),
            [act.trigger.head.i for act in acts],
            words_of_form(lexicon, "places", "head"),
            _sites(lexicon),
            [act.trigger.head.i for act in acts if act.type in BLOWS],
        ),
        hedging=Hedging(hedges),
        claims=Claims(claims, judging_rules(lexicon)),
        told=frozenset(act.trigger.start for act in acts),
        sums=sorted((a for a in amounts if (a.low or 0) >= SUM), key=lambda amount: amount.start),
        calls=frozenset(act.clause.sentence.start for act in acts if act.type == "REQUEST"),
    )
    events = {event.id: event for act in acts for event in writer.events(act)}
    return tuple(sorted(events.values(), key=lambda event: (event.start, event.end, event.trigger.start)))


@lru_cache(maxsize=4)
def _sites(lexicon: Lexicon) -> Mapping[str, str]:
    """Nouns that are named after towns: what happened there, and where the hurt are taken."""
    happened = (each for each in lexicon.predicates if each.form == "noun" and each.type in PLACED)
    care = (each for each in lexicon.places if each.name == HOSPITAL)
    return {
        **{word: EVENT_OF for each in happened for word in each.words},
        **{word: CARE for each in care for word in each.words},
    }


def _outside_times(acts: Sequence[Act], times: Sequence[Time]) -> tuple[Act, ...]:
    """The acts whose words are no part of a date: a march is held, March is a month."""
    dated = {place for time in times for place in range(time.start, time.end)}
    return tuple(act for act in acts if act.trigger.start not in dated)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes events of acts for one document."""

    document: Document
    cast: Cast
    settings: SettingFinder
    hedging: Hedging
    claims: Claims
    told: frozenset[int]
    """Where the words stand that tell events."""
    sums: Sequence[Amount]
    """The amounts that are too large for one deed, in order."""
    calls: frozenset[int]
    """The first tokens of sentences in which somebody calls for something, on a day to come."""

    def events(self, act: Act) -> Iterator[Event]:
        """The event of an act, and the accusation where those who suffered by it say so themselves."""
        event = self.event(act)
        yield event
        claim = self.claims.holding(act.trigger.start)
        if claim is not None and event.status == "actual" and self.cast.is_claimant(act.sufferers):
            yield from accusation_of(event, claim, self.told)

    def event(self, act: Act) -> Event:
        """The finished record."""
        trigger = extent_between(self.document, act.trigger.start, act.trigger.end)
        claim = self.claims.holding(trigger.start, act.trigger.head)
        reaching = self.hedging.reaching(trigger.start)
        reaching = [hedge for hedge in reaching if not is_told_aside(act.trigger.head, hedge)]
        hedges = [h for h in reaching if not (act.held and h.type == "future" and h.start < trigger.start)]
        start, end = self._extent(act)
        sentence = act.clause.sentence
        stretch = sentence.start_char, sentence.end_char
        setting = self.settings.of(start, end, stretch, trigger.start, _own_places(act))
        status = status_of(act.clause, act.frames, hedges, claim)
        if status in ("actual", "possible") and self._is_sum(act, setting.when):
            status, setting = "historical", replace(setting, when=None)
        elif status == "actual" and self.settings.is_to_come(setting.when):
            if sentence.start in self.calls or act.type in ATTITUDES:
                setting = self.settings.undated(setting)
            elif act.type == "PROTEST" or (act.type == "CONSULT" and act.nominal):
                status = "future"  # the rally or the meeting is called for that day
        elif status == "actual" and is_historical(self.document, setting):
            status = "historical"
        told = self._type(act, status, claim)
        doers, sufferers = self._participants(act)
        if told == "THREATEN" and not doers and claim is not None:
            doers = _speaker_of(claim)
        segment = segment_at(self.document, trigger.start)
        extent = extent_between(self.document, start, end)
        return Event(
            id=record_id("event", self.document.id, trigger.start, trigger.end, act.entry.name),
            document=self.document.id,
            rule=rule_of(act.room, "/".join(dict.fromkeys(entry.name for entry in act.entries))),
            start=extent.start,
            end=extent.end,
            quote=extent.quote,
            trigger=trigger,
            type=told,
            mode=self._mode(act, told),
            contexts=_contexts(act),
            actors=doers,
            recipients=sufferers,
            place=setting.place,
            when=setting.when
            if status not in ("future", "demanded", "threatened") or _is_stated(setting.when)
            else None,
            status=status,
            claim=claim.id if claim else None,
            certainty=certainty_of(claim, hedges),
            segment=segment.kind if segment else "paragraph",
            place_basis=setting.place_basis,
        )

    def _is_sum(self, act: Act, when: When | None) -> bool:
        """Whether it tells of a thousand victims or more and of no time: what violence took in the end."""
        if act.type != "ASSAULT" or _is_stated(when):
            return False
        return any(self._is_counted_large(noun.idx) for noun in act.sufferers)

    def _is_counted_large(self, noun: int) -> bool:
        """Whether a large number counts the noun at a place, or is that noun: "thousands"."""
        before = bisect_right(self.sums, noun, key=lambda amount: amount.start) - 1
        return before >= 0 and noun <= self.sums[before].end + NEXT_WORDS

    def _extent(self, act: Act) -> tuple[int, int]:
        """The clause, with the clauses that tell what is demanded, threatened or done by it."""
        start, end = act.start, act.end
        for inner in act.absorbed:
            if inner.clause.sentence.start == act.clause.sentence.start:
                start, end = min(start, inner.start), max(end, inner.end)
        start, end = min(start, act.trigger.start), max(end, act.trigger.end)
        return start, start + len(self.document.text[start:end].rstrip())

    def _type(self, act: Act, status: Status, claim: Claim | None) -> str:
        """What somebody says that they will do for others is a promise, to them a threat."""
        if status != "future":
            return act.type
        own_word = bool(act.doers) and self.cast.is_speaker(act.doers)
        if act.type in KINDNESSES and act.doers:
            return "AGREE"
        if act.type in YIELDING and own_word:
            return "AGREE"
        claimant = claim.claimant if claim else None
        by_force = not act.doers and claimant is not None and claimant.sector in FORCES
        return "THREATEN" if act.type in ("ASSAULT", "COERCE") and (own_word or by_force) else act.type

    def _mode(self, act: Act, told: str) -> str | None:
        """The act's own mode, else the one that what it is about gives it."""
        modes = MODES_OF_ATTITUDES.get(told, {})
        if told != act.type:
            return modes.get(act.type)
        about = next((modes[inner.type] for inner in act.absorbed if inner.type in modes), None)
        finer = next((i.mode for i in act.absorbed if i.type == act.type and i.mode), None)
        return act.mode or about or finer

    def _implied(self, act: Act, sector: str) -> tuple[Participant, ...]:
        """Who does such a thing by its nature, where the sentence or the paragraph before it names them."""
        sentence = act.clause.sentence
        segment = segment_at(self.document, sentence.start_char)
        first = max(segment.start if segment else 0, sentence.start_char - IMPLIED_REACH)
        stretches = ((sentence.start_char, sentence.end_char), (first, sentence.start_char))
        return self.cast.of_sector(sector, act.trigger.start, stretches, self.cast.of(act.sufferers))

    def _participants(self, act: Act) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        doers = self.cast.of(act.doers)
        if act.agent and all(doer.quote.lower() in UNNAMED_SEVERAL and not doer.sector for doer in doers):
            doers = (*doers, *self._implied(act, act.agent))
        inner = [token for other in act.absorbed for token in (*other.sufferers, *other.doers)]
        known = {(doer.start, doer.end) for doer in doers}
        names = {doer.name for doer in doers}
        sufferers = tuple(
            person
            for person in self.cast.of((*act.sufferers, *inner))
            if (person.start, person.end) not in known and person.name not in names
        )
        if not any(person.key for person in sufferers):
            _, end = self._extent(act)
            sufferers += self.cast.named_between(act.trigger.end, end, (*doers, *sufferers))
        return doers, sufferers


def _speaker_of(claim: Claim) -> tuple[Participant, ...]:
    """The claimant as one who acts, where the text names them."""
    if claim.claimant is None or not claim.source:
        return ()
    who, words = claim.claimant, claim.source[0]
    return (
        Participant(
            name=who.name,
            key=who.key,
            type=who.type,
            sector=who.sector,
            country=who.country,
            start=words.start,
            end=words.end,
            quote=words.quote,
        ),
    )


def _own_places(act: Act) -> list[int]:
    """The tokens that tell an act, its predicate first."""
    return list(dict.fromkeys((act.clause.predicate.i, *(word.i for word in act.trigger.words))))


def _is_stated(when: When | None) -> bool:
    return when is not None and when.basis in ("stated", "published", "context")


def _contexts(act: Act) -> tuple[str, ...]:
    entries: Iterable[Predicate] = (e for a in (act, *act.absorbed) for e in a.entries)
    return tuple(dict.fromkeys(context for entry in entries for context in entry.contexts))
