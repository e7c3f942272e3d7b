"""Acts: each trigger with its clause, who does it and to whom, before they are weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..language.clauses import Clause, nominal_clause
from ..language.closed_classes import DEFINITE, TOWARDS
from ..lexicon import Lexicon, Predicate
from ..records import Status
from .triggers import Trigger, TriggerContext, entries_by_name, qualities_of, undergone

if TYPE_CHECKING:
    from spacy.tokens import Token

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

NEAR = 120
"""Characters: an infinitive further from its governing clause is quoted alone."""

ONTO = frozenset({"into", "onto", "behind", "against"})
"""Prepositions of a verb's own words before whom or what it is done to: "rolled into the capital"."""

PREDICATE = "predicate"

BLAST = "explosives"
"""The mode of bombs."""


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
    named: bool = False
    """A noun that names one happening: "the attack", not "violence"."""
    doers: tuple[Token, ...] = ()
    sufferers: tuple[Token, ...] = ()
    held: bool = False
    """A verb tells as past that it took place: "the planned march was held"."""
    aim: bool = False
    """Only what somebody does something else for."""
    refers: bool = False
    """It names, or hangs from a noun that names, an act or a bomb told before: "the attack", "the bomb"."""
    agent: str | None = None
    """The sector that does such a thing, where nobody is named."""
    frames: list[Status] = field(default_factory=list)
    absorbed: list[Act] = field(default_factory=list)
    start: int = 0
    end: int = 0
    room: str = PREDICATE
    """The lexicon that its entries are of."""

    @property
    def entry(self) -> Predicate:
        """The entry of its trigger."""
        return self.trigger.entry


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of a text, and the triggers that only lend something to them, by the place of their head."""

    verbal: Mapping[int, Act]
    """By every word of the trigger: "willing" as well as "is" of "is willing"."""
    nominal: Mapping[int, Act]
    lenders: Mapping[int, Sequence[Trigger]]
    weapons: Sequence[Trigger]


def find_acts(scene: TriggerContext, triggers: Sequence[Trigger], lexicon: Lexicon) -> Acts:
    """The acts of a text, in order."""
    lenders: dict[int, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        if not trigger.entry.type:
            lenders[trigger.head.i].append(trigger)
    verbal: dict[int, Act] = {}
    for trigger in triggers:
        if trigger.entry.type and trigger.entry.form in ("verb", "adjective"):
            act = _verbal_act(scene, trigger)
            verbal.update({word.i: act for word in trigger.words if word.i not in verbal})
        elif trigger.entry.form == "modal":
            _add_demand(scene, trigger, verbal)
    nominal = {
        trigger.head.i: _nominal_act(scene, trigger, lenders)
        for trigger in triggers
        if trigger.entry.type and trigger.entry.form == "noun"
    }
    for act in nominal.values():
        _note_qualities(act, qualities_of(scene, act.trigger.head, lexicon))
    return Acts(verbal, nominal, lenders, [t for t in triggers if t.entry.form == "weapon"])


def with_companions(acts: Sequence[Act], lexicon: Lexicon) -> Iterator[Act]:
    """The acts, each followed by the one that its entry tells along with it."""
    for act in acts:
        yield act
        if act.entry.also is not None and act.type == act.entry.type:
            other = entries_by_name(lexicon)[act.entry.also]
            trigger = replace(act.trigger, entry=other)
            yield replace(
                act, trigger=trigger, type=other.type, mode=other.mode, entries=[other], absorbed=[]
            )


def _verbal_act(scene: TriggerContext, trigger: Trigger) -> Act:
    entry, head = trigger.entry, trigger.head
    clause = scene.clause_at[head.i]
    act = Act(trigger, clause, entry.type, entry.mode, [entry], start=clause.start, end=clause.end)
    act.agent = entry.agent
    words = {word.i for word in trigger.words}
    patients = tuple(token for token in undergone(clause) if token.i not in words)
    own = {word.lower_ for word in trigger.words if word.lower_ in ONTO}
    told = [token for word, token in clause.obliques if word in own.union(entry.to) and token.i not in words]
    told += _told_by_words(scene, trigger)
    if entry.by:
        act.sufferers = clause.subjects
        act.doers = (*(token for word, token in clause.obliques if word in entry.by), *clause.agents)
    else:
        says_of_subject = clause.voice == "passive" and head.lemma_ == "be"
        act.doers = clause.subjects if says_of_subject else _doers(scene, clause)
        act.sufferers = tuple(dict.fromkeys((*patients, *told)))
    if entry.mutual:
        act.doers += (*(token for word, token in clause.obliques if word == "with"), *patients)
    if entry.type in ATTITUDES:
        act.sufferers += tuple(_asked(scene, clause))
    act.solid = clause.predicate.dep_ != "amod"
    act.held = any(word.tag_.startswith("N") for word in trigger.words) and _is_held(trigger, clause)
    act.refers = entry.mode == BLAST and any(_is_known(scene, t) for t in _exploded(scene, trigger, clause))
    act.start = _start_with_doer(scene, clause)
    return act


def _exploded(scene: TriggerContext, trigger: Trigger, clause: Clause) -> Iterator[Token]:
    """The things that a verb of bombs tells of: what exploded, what was placed."""
    yield from (word for word in trigger.words if word.tag_.startswith("N"))
    yield from (token for token in clause.subjects if not scene.is_somebody(token))


def _is_known(scene: TriggerContext, noun: Token) -> bool:
    """Whether a noun means what was told before: "the bomb"."""
    return any(scene.tree.lowers[place] in DEFINITE for place in scene.tree.below(noun.i, "det"))


def _start_with_doer(scene: TriggerContext, clause: Clause) -> int:
    """Where the words begin that tell it: for an infinitive with the clause that it hangs from."""
    if clause.mood == "infinitive" and clause.predicate.dep_ in ("xcomp", "advcl"):
        above = scene.clause_at.get(clause.predicate.head.i)
        if above is not None and above.start < clause.start < above.start + NEAR:
            return above.start
    return clause.start


def _doers(scene: TriggerContext, clause: Clause) -> tuple[Token, ...]:
    """Who does it; where that is a thing made or used by somebody ("issued a statement demanding"), they."""
    doers = clause.agents if clause.voice == "passive" else clause.subjects
    if (
        clause.predicate.dep_ in ("advcl", "conj")
        and clause.mood == "participle"
        and clause.voice == "active"
    ):
        above = scene.clause_at.get(scene.holder_of(clause.predicate.i) or -1)
        if above is not None and above.voice == "passive" and above.agents and doers == above.subjects:
            return above.agents
    made = clause.predicate.dep_ in ("acl", "xcomp") and clause.voice == "active"
    if made and not any(scene.is_somebody(token) for token in doers):
        above = scene.clause_at.get(scene.holder_of(clause.predicate.i) or -1)
        means = clause.predicate.head if clause.predicate.dep_ == "acl" else doers[0] if doers else None
        if above is not None and above.voice == "active" and means in above.objects:
            return above.subjects
    return doers


def _asked(scene: TriggerContext, clause: Clause) -> Iterator[Token]:
    """Those told of by what is demanded, promised or threatened: "that the government free them"."""
    for complement in clause.complements:
        inner = scene.clause_at.get(complement.i)
        if inner is None:
            continue
        yield from (token for token in inner.subjects if token not in clause.subjects)
        yield from undergone(inner)
        yield from (token for word, token in inner.obliques if word in TOWARDS)


def _told_by_words(scene: TriggerContext, trigger: Trigger) -> list[Token]:
    """Those told of by the noun of a verb and noun: "opened fire on the crowd", "hold talks with"."""
    tree = scene.tree
    prepositions = trigger.entry.to or TOWARDS
    return [
        tree.tokens[one]
        for word in trigger.words[1:]
        for place in tree.below(word.i, "prep")
        if tree.tokens[place].lower_ in prepositions
        for one in tree.joined(tree.below(place, "pobj"))
    ]


def _add_demand(scene: TriggerContext, trigger: Trigger, verbal: dict[int, Act]) -> None:
    """Somebody who says that another must do something demands it of them."""
    clause = scene.clause_at.get(trigger.head.i)
    if clause is None or clause.predicate.dep_ != "ccomp" or not clause.subjects:
        return
    above = scene.clause_at.get(clause.predicate.head.i)
    if above is None or not above.subjects or above.predicate.i in verbal:
        return
    if {token.i for token in above.subjects} & {token.i for token in clause.subjects}:
        return
    entry = trigger.entry
    verbal[above.predicate.i] = Act(
        trigger,
        replace(above, negation=None),
        entry.type,
        entry.mode,
        [entry],
        doers=above.subjects,
        sufferers=(*clause.subjects, *clause.objects),
        start=clause.start,
        end=clause.end,
    )


def _nominal_act(scene: TriggerContext, trigger: Trigger, lenders: Mapping[int, Sequence[Trigger]]) -> Act:
    entry, head = trigger.entry, trigger.head
    carrier, quantity = _carrier(scene, head.i, lenders)
    verb = scene.holder_of(carrier)
    if verb is None:
        verb = next((place for place in scene.tree.below(carrier, "acl") if place in scene.clause_at), None)
    around = scene.clause_at.get(verb) if verb is not None else None
    clause = nominal_clause(scene.tree, head.i, around if _leans(scene, carrier, verb) else None)
    act = Act(
        trigger, clause, entry.type, entry.mode, [entry], nominal=True, start=clause.start, end=clause.end
    )
    act.agent = entry.agent
    act.refers = _is_known(scene, head)
    act.entries += quantity
    told = tuple(token for word, token in clause.obliques if word in (entry.to or TOWARDS))
    if entry.mutual or entry.type == "PROTEST":
        act.doers = (*clause.agents, *clause.subjects, *clause.objects, *(told if entry.mutual else ()))
        act.sufferers = told
    else:
        act.doers = (*clause.agents, *clause.subjects)
        act.sufferers = (*clause.objects, *told)
    act.doers = act.doers or _modifiers(scene, head)
    counted = bool(scene.tree.below(head.i, "nummod"))
    counted = counted or bool(quantity)
    act.solid = "mass" not in entry.needs and bool(act.doers or act.sufferers or counted)
    act.named = "mass" not in entry.needs and bool(scene.tree.below(head.i, "det", "poss"))
    if around is not None and verb is not None:
        for light in lenders.get(verb, ()):
            _lean_on_verb(act, carrier, around, light)
    return act


def _note_qualities(act: Act, qualities: Sequence[Predicate]) -> None:
    """How the act stands by the words before its noun: "attempted", "planned"."""
    act.entries += qualities
    statuses = (quality.status for quality in qualities if quality.status is not None)
    act.frames += [status for status in statuses if not (act.held and status == "future")]


def _modifiers(scene: TriggerContext, noun: Token) -> tuple[Token, ...]:
    """Actors that stand before a noun of action: "Palestinian riots", "police firing"."""
    tree = scene.tree
    return tuple(
        tree.tokens[child]
        for child in tree.below(noun.i, "compound", "amod", "nmod")
        if child < noun.i and (child in scene.actor_at or tree.tokens[child].lemma_.lower() in scene.roles)
    )


def _carrier(
    scene: TriggerContext, noun: int, lenders: Mapping[int, Sequence[Trigger]]
) -> tuple[int, list[Predicate]]:
    """The word that stands in the clause for the noun: "a series of attacks" is carried out."""
    tree = scene.tree
    preposition = tree.heads[noun]
    if tree.labels[noun] == "pobj" and tree.tokens[preposition].lower_ == "of":
        head = tree.heads[preposition]
        quantities = [t.entry for t in lenders.get(head, ()) if t.entry.form == "quantity"]
        if quantities:
            return head, quantities
    return noun, []


def _leans(scene: TriggerContext, noun: int, verb: int | None) -> bool:
    """Whether the clause's mood is the noun's: it is a part of it and no act known before."""
    tree = scene.tree
    near = tree.heads[noun] == verb and tree.labels[noun] in ("dobj", "nsubj", "nsubjpass")
    return near and not _is_known(scene, tree.tokens[noun])


def _lean_on_verb(act: Act, carrier: int, around: Clause, light: Trigger) -> None:
    """A light verb gives its subject to the noun; a verb of occurring makes it a happening."""
    if light.entry.form != "light":
        return
    if "subject" in light.entry.needs:
        if not any(token.i == carrier for token in around.subjects):
            return
    elif any(token.i == carrier for token in undergone(around)):
        doers = around.agents if around.voice == "passive" else around.subjects
        told = (token for word, token in around.obliques if word in TOWARDS)
        act.doers, act.sufferers = (*doers, *act.doers), (*act.sufferers, *told)
    else:
        return
    act.solid = True
    act.held = _is_held(light, around)
    act.entries.append(light.entry)
    act.start, act.end = min(act.start, around.start), max(act.end, around.end)
    act.clause = replace(
        act.clause, negation=act.clause.negation or around.negation, mood=around.mood, modal=around.modal
    )


def _is_held(light: Trigger, around: Clause) -> bool:
    """Whether a light verb tells that it was done: not "held up by rain", "held to be legal", "not held"."""
    own = {word.i for word in light.words}
    apart = any(word.i not in own for word in (*around.particles, *around.complements))
    is_told = around.modal is None and around.negation is None
    return around.predicate.tag_ in ("VBD", "VBN") and is_told and not apart
