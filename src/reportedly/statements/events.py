"""What is said to have happened, in PLOVER terms.

A trigger of the lexicon becomes an act: the clause of its verb, or the clause that its noun is. Acts of
one sentence are then weighed against each other: a threat takes up what it threatens, a noun that only
names what a verb says lends it its mode and its doer, what remains is an event each. Types and modes are
those of the PLOVER ontology (github.com/openeventdata/PLOVER).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.clauses import Clause, nominal_clause
from ..language.parse import extent_between
from ..lexicon import Lexicon, Predicate, rule_of
from ..page.segment import segment_at
from ..records import Actor, Claim, Document, Event, Hedge, Participant, Place, Status, Time
from .participants import Cast
from .setting import Settings
from .status import Claims, Hedging, certainty_of, is_historical, status_of
from .triggers import Scene, Trigger, find_triggers, undergone

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROOM = "predicate"

ATTITUDES = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "SUPPORT"})
"""Types that say how somebody stands to an act: the act is theirs, not an event beside them."""

MODES_OF_ATTITUDES: Mapping[str, Mapping[str, str]] = {
    "THREATEN": {
        "ASSAULT": "violence",
        "MOBILIZE": "violence",
        "SANCTION": "relations",
        "COERCE": "restrict",
        "REJECT": "relations",
    },
    "REQUEST": {
        "AID": "assist",
        "COOPERATE": "assist",
        "MOBILIZE": "assist",
        "CONSULT": "meet",
        "RETREAT": "yield",
        "CONCEDE": "yield",
    },
    "REJECT": {
        "AID": "assist",
        "COOPERATE": "assist",
        "CONSULT": "meet",
        "RETREAT": "yield",
        "CONCEDE": "yield",
    },
}
"""The mode that an attitude has by the type of what it is about."""

KINDNESSES = frozenset({"AID", "COOPERATE", "SUPPORT", "CONCEDE"})
"""Types whose act, still to come and told by its doer, is a promise: AGREE."""

HARMS = frozenset({"killed", "injured", "damaged", "displaced", "missing"})
"""What people suffer by violence or by accident: the cause beside the verb tells which."""

VAGUE_MODES = frozenset({None, "primitive"})
"""Modes that give way to that of a noun or a weapon beside them."""

TELLING_PREPOSITIONS = frozenset(
    {"against", "on", "at", "to", "toward", "towards", "with", "over", "between"}
)
STEPS = 6
"""How many governing verbs are looked through for a frame or an attitude."""


@dataclass(slots=True)
class Act:
    """An event in the making."""

    trigger: Trigger
    clause: Clause
    type: str
    mode: str | None
    entries: list[Predicate]
    nominal: bool = False
    solid: bool = True
    """Told by the text as a happening, not only named."""
    doers: tuple[Token, ...] = ()
    sufferers: tuple[Token, ...] = ()
    frames: list[Status] = field(default_factory=list)
    absorbed: list[Act] = field(default_factory=list)
    start: int = 0
    end: int = 0


def find_events(
    document: Document,
    doc: Doc,
    clauses: Sequence[Clause],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    hedges: Sequence[Hedge],
    claims: Sequence[Claim],
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """All events of a document, in order."""
    scene = Scene(doc, clauses, actors)
    acts = _weighed(scene, find_triggers(scene, lexicon))
    writer = _Writer(
        document,
        Cast(document, scene),
        Settings(document, doc, places, times, actors),
        Hedging(hedges),
        Claims(claims),
    )
    events = {event.id: event for event in map(writer.event, acts)}
    return tuple(sorted(events.values(), key=lambda event: (event.start, event.end, event.trigger.start)))


def _weighed(scene: Scene, triggers: Sequence[Trigger]) -> list[Act]:
    """The acts of a text after those that are no events of their own were taken up by others."""
    plain: dict[int, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        if not trigger.entry.type:
            plain[trigger.head.i].append(trigger)
    verbal = {
        trigger.head.i: _verbal_act(scene, trigger)
        for trigger in triggers
        if trigger.entry.type and trigger.entry.form in ("verb", "adjective")
    }
    acts = _without_governed(scene, verbal, plain)
    nouns = [
        _nominal_act(scene, trigger, plain)
        for trigger in triggers
        if trigger.entry.type and trigger.entry.form == "noun"
    ]
    _use_weapons(scene, acts, [t for t in triggers if t.entry.form == "weapon"])
    return _with_nouns(scene, acts, nouns, plain)


def _verbal_act(scene: Scene, trigger: Trigger) -> Act:
    entry, head = trigger.entry, trigger.head
    clause = scene.clause_at.get(head.i)
    if clause is None:
        clause = _adjectival(scene, head)
    act = Act(trigger, clause, entry.type, entry.mode, [entry], start=clause.start, end=clause.end)
    words = {word.i for word in trigger.words}
    patients = [token for token in undergone(clause) if token.i not in words]
    doers = clause.agents if clause.voice == "passive" else clause.subjects
    told = [token for word, token in clause.obliques if word in entry.to and token.i not in words]
    told += _below_words(scene, trigger, entry)
    if entry.by or entry.form == "adjective":
        act.sufferers = clause.subjects
        act.doers = tuple(token for word, token in clause.obliques if word in entry.by) + clause.agents
    else:
        act.doers = tuple(doers)
        act.sufferers = tuple(dict.fromkeys([*patients, *told]))
    if entry.mutual:
        act.doers += tuple(token for word, token in clause.obliques if word in ("with", "and"))
        act.doers += tuple(patients)
    act.solid = clause.predicate.dep_ != "amod"
    return act


def _below_words(scene: Scene, trigger: Trigger, entry: Predicate) -> list[Token]:
    """Those told of by the noun of a verb and noun: "opened fire on the crowd", "hold talks with"."""
    tree = scene.tree
    found = []
    for word in trigger.words[1:]:
        for place in tree.below(word.i, "prep"):
            if tree.tokens[place].lower_ in (entry.to or TELLING_PREPOSITIONS):
                found += [tree.tokens[one] for one in tree.joined(tree.below(place, "pobj"))]
    return found


def _adjectival(scene: Scene, adjective: Token) -> Clause:
    """The clause that an adjective before a noun is: "the wounded men"."""
    noun = adjective.head
    around = nominal_clause(scene.tree, noun.i, None)
    return Clause(
        adjective,
        around.sentence,
        "passive",
        None,
        "participle",
        None,
        (noun,),
        (),
        (),
        (),
        (),
        (),
        around.start,
        around.end,
    )


def _without_governed(
    scene: Scene, acts: Mapping[int, Act], plain: Mapping[int, Sequence[Trigger]]
) -> dict[int, Act]:
    """Acts that no other takes up, each with the frames that govern it."""
    left: dict[int, Act] = {}
    for place, act in acts.items():
        holder = _look_up(scene, place, act, acts, plain)
        if holder is None:
            left[place] = act
        else:
            holder.absorbed.append(act)
    return left


def _look_up(
    scene: Scene, place: int, act: Act, acts: Mapping[int, Act], plain: Mapping[int, Sequence[Trigger]]
) -> Act | None:
    """The act that takes this one up; frames on the way are noted."""
    tree = scene.tree
    finite = False
    for _ in range(STEPS):
        label, head = tree.labels[place], tree.heads[place]
        if head == place or label in ("relcl", "parataxis"):
            return None
        finite = finite or (label in ("ccomp", "advcl") and not _is_open(scene, place))
        holder = acts.get(head)
        if holder is not None and _takes_up(scene, holder, act, label, place, finite=finite):
            return holder
        _note_frames(act, plain.get(head, ()), label)
        place = head
    return None


def _note_frames(act: Act, triggers: Sequence[Trigger], label: str) -> None:
    """How the act stands by a verb that governs it."""
    for trigger in triggers:
        if trigger.entry.status and label not in ("conj", "nsubj", "nsubjpass", "advcl"):
            act.frames.append(trigger.entry.status)
            act.entries.append(trigger.entry)


def _is_open(scene: Scene, place: int) -> bool:
    """Whether a complement has no tense of its own, or only that of a demand."""
    clause = scene.clause_at.get(place)
    if clause is None:
        return True
    return clause.mood in ("infinitive", "participle", "modal") or clause.predicate.tag_ == "VB"


def _takes_up(scene: Scene, holder: Act, act: Act, label: str, place: int, *, finite: bool) -> bool:
    if label == "conj" or holder is act:
        return False
    if holder.type in ATTITUDES:
        return not finite and label in ("xcomp", "ccomp", "pcomp", "acl", "prep", "pobj", "dobj", "oprd")
    if label == "advcl" and _is_result(scene, place, holder, act):
        return True
    if label == "xcomp" and holder.type == act.type:
        return True
    return (
        label == "advcl" and scene.clause_at[place].mood == "infinitive"
        if place in scene.clause_at
        else False
    )


def _is_result(scene: Scene, place: int, holder: Act, act: Act) -> bool:
    """Whether it tells what the violence before it did, as "killing three" at a sentence's end."""
    clause = scene.clause_at.get(place)
    same = holder.type == act.type == "ASSAULT"
    return same and clause is not None and clause.mood == "participle" and clause.predicate.tag_ == "VBG"


def _nominal_act(scene: Scene, trigger: Trigger, plain: Mapping[int, Sequence[Trigger]]) -> Act:
    entry, head = trigger.entry, trigger.head
    verb = scene.holder_of(head.i)
    around = scene.clause_at.get(verb) if verb is not None else None
    clause = nominal_clause(scene.tree, head.i, around)
    act = Act(
        trigger, clause, entry.type, entry.mode, [entry], nominal=True, start=clause.start, end=clause.end
    )
    told = [token for word, token in clause.obliques if word in (entry.to or TELLING_PREPOSITIONS)]
    if entry.mutual or entry.type == "PROTEST":
        act.doers = (*clause.agents, *clause.subjects, *clause.objects)
        act.sufferers = tuple(told)
        if entry.mutual:
            act.doers += tuple(told)
    else:
        act.doers = (*clause.agents, *clause.subjects)
        act.sufferers = (*clause.objects, *told)
    act.solid = bool(act.doers or act.sufferers or _is_counted(scene, head))
    if around is not None and verb is not None:
        for light in plain.get(verb, ()):
            _lean_on_verb(act, around, light)
    return act


def _is_counted(scene: Scene, noun: Token) -> bool:
    return bool(scene.tree.below(noun.i, "nummod"))


def _lean_on_verb(act: Act, around: Clause, light: Trigger) -> None:
    """A light verb gives its subject to the noun; a verb of occurring makes it a happening."""
    head = act.trigger.head
    if light.entry.form != "light":
        return
    subject_first = "subject" in light.entry.needs
    if subject_first and any(token.i == head.i for token in around.subjects):
        act.solid = True
    elif not subject_first and any(token.i == head.i for token in undergone(around)):
        doers = around.agents if around.voice == "passive" else around.subjects
        act.doers = (*doers, *act.doers)
        told = [token for word, token in around.obliques if word in TELLING_PREPOSITIONS]
        act.sufferers = (*act.sufferers, *told)
        act.solid = True
    else:
        return
    act.entries.append(light.entry)
    act.start, act.end = min(act.start, around.start), max(act.end, around.end)
    act.clause = _with_negation(act.clause, around)


def _with_negation(clause: Clause, around: Clause) -> Clause:
    return replace(clause, negation=clause.negation or around.negation)


def _use_weapons(scene: Scene, acts: Mapping[int, Act], weapons: Sequence[Trigger]) -> None:
    """A weapon in the clause of violence tells its mode."""
    for weapon in weapons:
        verb = scene.holder_of(weapon.head.i)
        act = acts.get(verb) if verb is not None else None
        if act is not None and act.type == "ASSAULT" and act.mode in VAGUE_MODES:
            act.mode = weapon.entry.mode
            act.entries.append(weapon.entry)


def _with_nouns(
    scene: Scene, acts: Mapping[int, Act], nouns: Sequence[Act], plain: Mapping[int, Sequence[Trigger]]
) -> list[Act]:
    """Verbal acts, and those nominal ones that nothing else in their sentence tells."""
    kept = list(acts.values())
    by_sentence: dict[int, list[Act]] = defaultdict(list)
    for act in kept:
        by_sentence[act.clause.sentence.start].append(act)
    named: set[str] = set()
    noun_at = {act.trigger.head.i: act for act in nouns}
    for act in nouns:
        if _is_taken_up(scene, act, acts, noun_at, plain):
            continue
        beside = by_sentence[act.clause.sentence.start]
        key = act.trigger.entry.name
        if act.solid or not (beside or key in named):
            kept.append(act)
            beside.append(act)
        named.add(key)
    return [act for act in kept if act.solid or len(by_sentence[act.clause.sentence.start]) == 1]


def _is_taken_up(
    scene: Scene,
    noun: Act,
    acts: Mapping[int, Act],
    nouns: Mapping[int, Act],
    plain: Mapping[int, Sequence[Trigger]],
) -> bool:
    """Whether a verb or noun that the noun hangs from is the event that tells it."""
    tree = scene.tree
    place = noun.trigger.head.i
    for _ in range(STEPS):
        label, head = tree.labels[place], tree.heads[place]
        if head == place:
            return False
        holder = acts.get(head) or nouns.get(head)
        if holder is not None and label not in ("relcl", "conj", "nsubj") and _merges(holder, noun):
            return True
        if holder is not None and label == "nsubj" and _is_cause(holder, noun):
            _lend(holder, noun)
            return True
        _note_frames(noun, plain.get(head, ()), label)
        if label in ("relcl", "advcl", "ccomp"):
            return False
        place = head
    return False


def _merges(holder: Act, noun: Act) -> bool:
    if holder.type in ATTITUDES:
        holder.absorbed.append(noun)
        return True
    if _is_cause(holder, noun):
        _lend(holder, noun)
        return True
    return holder.type == "ASSAULT" and noun.type == "MOBILIZE"


def _is_cause(holder: Act, noun: Act) -> bool:
    """Whether the noun tells the same act, or what somebody died or was hurt of."""
    harms = holder.trigger.entry.measure in HARMS and not holder.doers
    harms = harms or (holder.trigger.entry.measure in HARMS and noun.trigger.head in holder.doers)
    return holder.type == noun.type or (harms and {holder.type, noun.type} <= {"ASSAULT", "OTHER"})


def _lend(holder: Act, noun: Act) -> None:
    """What the noun tells more of the same act: its kind, its mode and its doers."""
    if holder.type != noun.type:
        holder.type, holder.mode = noun.type, None
        if noun.type == "ASSAULT" and not holder.sufferers:
            holder.doers, holder.sufferers = noun.doers, holder.doers
    if noun.trigger.head in holder.doers:
        holder.doers = tuple(noun.doers)
    if holder.mode in VAGUE_MODES and noun.mode:
        holder.mode = noun.mode
    if not holder.doers:
        holder.doers = noun.doers
    if not holder.sufferers:
        holder.sufferers = noun.sufferers


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes events of acts for one document."""

    document: Document
    cast: Cast
    settings: Settings
    hedging: Hedging
    claims: Claims

    def event(self, act: Act) -> Event:
        """The finished record."""
        trigger = extent_between(self.document, act.trigger.start, act.trigger.end)
        claim = self.claims.holding(trigger.start)
        hedges = self.hedging.reaching(trigger.start)
        start, end = self._extent(act)
        sentence = act.clause.sentence
        setting = self.settings.of(start, end, (sentence.start_char, sentence.end_char))
        status = status_of(act.clause, act.frames, hedges, claim)
        if status == "actual" and setting.when and setting.when.basis != "assumed":
            status = "historical" if is_historical(self.document, setting.when) else status
        doers, sufferers = self._participants(act)
        segment = segment_at(self.document, trigger.start)
        extent = extent_between(self.document, start, end)
        return Event(
            id=record_id("event", self.document.id, trigger.start, trigger.end, act.trigger.entry.name),
            document=self.document.id,
            rule=rule_of(ROOM, "/".join(dict.fromkeys(entry.name for entry in act.entries))),
            start=extent.start,
            end=extent.end,
            quote=extent.quote,
            trigger=trigger,
            type=self._type(act, status),
            mode=self._mode(act, status),
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

    def _extent(self, act: Act) -> tuple[int, int]:
        """The clause, with the clauses that tell what is demanded, threatened or done by it."""
        start, end = act.start, act.end
        for inner in act.absorbed:
            if inner.clause.sentence.start == act.clause.sentence.start:
                start, end = min(start, inner.start), max(end, inner.end)
        return min(start, act.trigger.start), max(end, act.trigger.end)

    def _type(self, act: Act, status: Status) -> str:
        promised = status == "future" and act.type in KINDNESSES and bool(act.doers)
        return "AGREE" if promised else act.type

    def _mode(self, act: Act, status: Status) -> str | None:
        if self._type(act, status) != act.type:
            return None
        modes = MODES_OF_ATTITUDES.get(act.type, {})
        told = next((modes[inner.type] for inner in act.absorbed if inner.type in modes), None)
        finer = next((i.mode for i in act.absorbed if i.type == act.type and i.mode), None)
        return act.mode or told or finer

    def _participants(self, act: Act) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        doers = self.cast.of(act.doers)
        if not doers and act.nominal:
            doers = self.cast.of(self.cast.modifiers(act.trigger.head))
        known = {(doer.start, doer.end) for doer in doers}
        inner = [token for other in act.absorbed for token in (*other.sufferers, *other.doers)]
        sufferers = tuple(
            person
            for person in self.cast.of((*act.sufferers, *inner))
            if (person.start, person.end) not in known and person.name not in {d.name for d in doers}
        )
        if not sufferers:
            sufferers = self.cast.somebody_in(act.clause, doers)
        return doers, sufferers


def _is_stated(when: object) -> bool:
    return getattr(when, "basis", None) in ("stated", "published", "context")


def _contexts(act: Act) -> tuple[str, ...]:
    entries: Iterable[Predicate] = (e for a in (act, *act.absorbed) for e in a.entries)
    return tuple(dict.fromkeys(context for entry in entries for context in entry.contexts))
