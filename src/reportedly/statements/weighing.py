"""Acts of one sentence weighed against each other: which are events, which belong to another.

A threat takes up what it threatens; what violence did to people belongs to the violence; a noun that
only names what a verb says lends it its mode and its doer. Each rule answers for one pair; the first
that holds decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..language.closed_classes import DEFINITE, GIVING_REASONS, KEEPING, MEANS, ONESELF
from ..records import Status
from .acts import ATTITUDES, BLAST, MODES_OF_ATTITUDES, Act, Acts
from .actuality import HARMS, HOSTILE, is_actual
from .causes import (
    RECENT,
    VAGUE_MODES,
    answer_mishap,
    ask_noun,
    lend_back,
    lend_between,
    lend_forward,
)
from .reach import is_named_beside, is_undone
from .refusals import is_refused, is_withheld
from .triggers import Trigger, TriggerContext

STEPS = 6
"""How many governing words are looked through for a frame or an attitude."""

HOUR_WITHIN = 3
"""Tokens after a noun within which its hour stands."""

CLOCK = re.compile(r"\d{1,2}[:.]\d{2}$")

PROTESTERS = "OPP"
"""The sector of protesters and rioters."""

AIRBORNE = frozenset({"aerial", "drone"})
"""Modes of weapons whose bombs are of that mode themselves."""

GRANTED = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
"""Types that somebody can refuse: who will not do such a thing rejects it."""

ARMIES = frozenset({"MIL", "GOV"})

PEACEFUL = frozenset({"AID", "CONSULT", "OTHER"})
"""Types beside which violence that is only named is told all the same, unless they are harm, too."""

BEHIND = frozenset({"after", "during", "since", "following", "before"})

OPEN_MOODS = frozenset({"infinitive", "participle", "modal"})
COMPLEMENT_LABELS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "prep", "pobj", "dobj", "oprd"})
CHAIN_ENDS = frozenset({"relcl", "parataxis"})
AIMS = frozenset({"acl", "advcl"})
ASSERTED = frozenset({"acl", "amod"})
"""What a participle says of a noun is told, whatever is said of the noun."""
NOT_GOVERNED = frozenset({"conj", "nsubj", "nsubjpass", "advcl"})
"""Labels by which a word hangs from a verb without standing under what the verb says of acts."""


@dataclass(frozen=True, slots=True)
class Hold:
    """An act below another, by which label, and whether a tensed clause stands between them."""

    holder: Act
    act: Act
    label: str
    tensed: bool


def weigh(scene: TriggerContext, acts: Acts) -> list[Act]:
    """The acts that are events, each with those that it took up."""
    for act in (*acts.verbal.values(), *acts.nominal.values()):
        _turn_aerial(scene, act)
    verbal = _verbal_events(scene, acts)
    _use_weapons(scene, acts)
    events = _with_nouns(scene, acts, verbal)
    for act in events:
        _turn_hostile(act)
        _turn_riot(scene, act)
        _turn_on_oneself(act)
        _turn_refused(scene, act)
    told = sorted((act for act in events if is_actual(scene, act)), key=lambda act: act.trigger.start)
    for index, act in enumerate(told):
        before = told[max(0, index - RECENT) : index]
        lend_forward(scene, before, act)
        lend_back(before, act)
        answer_mishap(before, act)
    return told


def _verbal_events(scene: TriggerContext, acts: Acts) -> list[Act]:
    kept = []
    for act in dict.fromkeys(map(_Same, acts.verbal.values())):
        holder = _holder_of(scene, act.act, acts)
        if holder is None:
            kept.append(act.act)
        else:
            holder.absorbed.append(act.act)
    return kept


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """An act that is equal to itself alone, since acts change while they are weighed."""

    act: Act

    def __hash__(self) -> int:
        return id(self.act)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.act is self.act


def _holder_of(scene: TriggerContext, act: Act, acts: Acts) -> Act | None:
    """The act that takes this one up; frames on the way are noted."""
    tree = scene.tree
    place = act.clause.predicate.i
    if place not in scene.clause_at:
        return None
    if acts.verbal.get(tree.heads[place]) is act:
        place = tree.heads[place]
    tensed = False
    for _ in range(STEPS):
        label, head = tree.labels[place], tree.heads[place]
        if head == place:
            return None
        if label in CHAIN_ENDS:
            act.aim = act.aim or (label == "relcl" and _is_infinitive(scene, place))
            _lend_from_above(scene, head, act, acts)
            return None
        act.aim = act.aim or (label in AIMS and _is_infinitive(scene, place))
        tensed = tensed or (label in ("ccomp", "advcl") and not _is_open(scene, place))
        holder = acts.verbal.get(head)
        if holder is not None and holder is not act:
            hold = Hold(holder, act, label, tensed)
            if any(rule(hold) for rule in TAKING_UP):
                return holder
            lend_between(scene, holder, act)
            if holder.type == "COERCE" and label == "prep" and tree.lowers[place] in KEEPING:
                act.frames.append("negated")
        if label in ASSERTED and act.clause.mood != "infinitive":
            return None
        _note_frames(scene, act, acts.lenders.get(head, ()), label)
        place = head
    return None


def _lend_from_above(scene: TriggerContext, noun: int, act: Act, acts: Acts) -> None:
    """As between clauses, for one that is said of a noun: "fired at the mob, in which two were killed"."""
    verb = scene.holder_of(noun)
    holder = acts.nominal.get(noun) or (acts.verbal.get(verb) if verb is not None else None)
    if holder is not None and holder is not act and scene.tree.labels[act.clause.predicate.i] == "relcl":
        lend_between(scene, holder, act)


def _is_infinitive(scene: TriggerContext, place: int) -> bool:
    clause = scene.clause_at.get(place)
    return clause is not None and clause.mood == "infinitive"


def _is_open(scene: TriggerContext, place: int) -> bool:
    """Whether a complement has no tense of its own, or only that of a demand."""
    clause = scene.clause_at.get(place)
    return clause is None or clause.mood in OPEN_MOODS or clause.predicate.tag_ == "VB"


def _is_about_it(hold: Hold) -> bool:
    """An attitude takes up what it is about."""
    return hold.holder.type in ATTITUDES and not hold.tensed and hold.label in COMPLEMENT_LABELS


def _tells_the_result(hold: Hold) -> bool:
    """A participle of the same type tells more of the act before it: "opened fire, killing three"."""
    clause = hold.act.clause
    beside = hold.label == "advcl" and clause.mood == "participle"
    alike = hold.holder.type == hold.act.type and hold.act.type in ("ASSAULT", "ACCUSE", "REQUEST", "PROTEST")
    return beside and alike


def _tells_the_cause_of_protest(hold: Hold) -> bool:
    """Protesters demand and accuse by protesting."""
    beside = hold.label in ("advcl", "xcomp", "acl") and hold.act.clause.mood in OPEN_MOODS
    return beside and hold.holder.type == "PROTEST" and hold.act.type in ("REQUEST", "ACCUSE", "PROTEST")


def _is_the_same(hold: Hold) -> bool:
    """A complement of the same type is one act: "began to attack"; so is "killed or wounded"."""
    if hold.label == "xcomp":
        return hold.holder.type == hold.act.type
    same = hold.label == "conj" and hold.holder.type == hold.act.type == "ASSAULT"
    return same and set(hold.holder.sufferers) == set(hold.act.sufferers) != set()


def _is_the_purpose(hold: Hold) -> bool:
    """What is done in order to do something else is told; the other is not."""
    return hold.label == "advcl" and hold.act.clause.mood == "infinitive"


TAKING_UP: Sequence[Callable[[Hold], bool]] = (
    _is_about_it,
    _tells_the_result,
    _tells_the_cause_of_protest,
    _is_the_same,
    _is_the_purpose,
)
"""When an act belongs to one that its verb hangs from."""


def _note_frames(scene: TriggerContext, act: Act, triggers: Sequence[Trigger], label: str) -> None:
    """How the act stands by a word that governs it, and how that word stands itself."""
    for trigger in triggers:
        status = trigger.entry.status
        if status is None or (label in NOT_GOVERNED and not _is_undergone(act, label, status)):
            continue
        if status == "negated" and act.nominal and is_named_beside(act.trigger.head):
            continue
        clause = scene.clause_at.get(trigger.head.i)
        if clause is not None and (clause.negation is not None or is_undone(trigger.head)):
            status = "actual" if status == "negated" else "negated"
        act.entries.append(trigger.entry)
        if status != "actual":
            act.frames.append(status)
        elif clause is not None and act.clause.modal is None:
            act.clause = replace(act.clause, mood=clause.mood, modal=clause.modal)


def _is_undergone(act: Act, label: str, status: Status) -> bool:
    """Whether the verb tells it of its subject: "the strike was averted", "a strike was expected".

    "The strike was planned by two men" tells who planned what has happened.
    """
    if label != "nsubjpass":
        return False
    known = any(child.lower_ in DEFINITE for child in act.trigger.head.children)
    return status == "negated" or (status == "future" and not known)


def _use_weapons(scene: TriggerContext, acts: Acts) -> None:
    """A weapon in the clause of violence tells its mode: so does one "used in the attack"."""
    tree = scene.tree
    under = {scene.holder_of(place): act for place, act in acts.nominal.items()}
    for weapon in acts.weapons:
        place = weapon.head.i
        for _ in range(STEPS):
            if tree.heads[place] == place:
                break
            place = tree.heads[place]
            act = acts.verbal.get(place) or acts.nominal.get(place)
            act = act or (under.get(place) if tree.is_verb(place) else None)
            if act is not None:
                if act.type == "ASSAULT" and _tells_mode(weapon, act):
                    act.mode = weapon.entry.mode
                    act.entries.append(weapon.entry)
                break


def _tells_mode(weapon: Trigger, act: Act) -> bool:
    """A weapon tells the mode of vague violence, and what flies, that bombs came from the air."""
    used = (token for word, token in act.clause.obliques if word in MEANS)
    is_means = weapon.head in (*act.doers, *used)
    if "means" in weapon.entry.needs and not is_means:
        return False
    return act.mode in VAGUE_MODES or (act.mode == BLAST and is_means and weapon.entry.mode in AIRBORNE)


def _with_nouns(scene: TriggerContext, acts: Acts, verbal: Sequence[Act]) -> list[Act]:
    """Verbal acts, and those nominal ones that nothing else in their sentence tells."""
    kept = list(verbal)
    beside: dict[int, list[Act]] = defaultdict(list)
    for act in kept:
        beside[act.clause.sentence.start].append(act)
    named: set[str] = set()
    for act in acts.nominal.values():
        ask_noun(act, beside[act.clause.sentence.start])
        if _is_taken_up(scene, act, acts):
            continue
        others = beside[act.clause.sentence.start]
        act.solid = act.solid or (act.named and _has_its_hour(scene, act))
        if act.solid or (act.named and not _outdo(others, act) and act.entry.name not in named):
            kept.append(act)
            others.append(act)
        named.add(act.entry.name)
    return [act for act in kept if act.solid or not _outdo(beside[act.clause.sentence.start], act)]


def _outdo(others: Sequence[Act], act: Act) -> bool:
    """Whether an act beside it makes one that is only named go untold: help after an attack does not.

    Nor does what else happened after a protest: "shops reopened after the riots".
    """
    beside = [other for other in others if other is not act]
    if act.type == "PROTEST" and _is_behind(act):
        return any(other.type != "OTHER" or other.entry.measure in HARMS for other in beside)
    if act.type != "ASSAULT":
        return bool(beside)
    return any(other.type not in PEACEFUL or other.entry.measure in HARMS for other in beside)


def _is_behind(noun: Act) -> bool:
    """Whether a noun tells behind what something else happened."""
    above = noun.trigger.head.head
    return noun.nominal and above.lower_ in BEHIND and noun.trigger.head.dep_ in ("pobj", "dobj")


def _has_its_hour(scene: TriggerContext, noun: Act) -> bool:
    """Whether an hour follows the noun at once, so that it is told: "the shutdown after 10:30"."""
    place = noun.trigger.head.i
    following = scene.tree.tokens[place + 1 : place + 1 + HOUR_WITHIN]
    return bool(following) and following[0].tag_ == "IN" and any(CLOCK.match(t.text) for t in following)


def _is_taken_up(scene: TriggerContext, noun: Act, acts: Acts) -> bool:
    """Whether a verb or noun that the noun hangs from is the event that tells it."""
    tree = scene.tree
    place = noun.trigger.head.i
    for _ in range(STEPS):
        label, head = tree.labels[place], tree.heads[place]
        if head == place:
            return False
        holder = acts.verbal.get(head) or acts.nominal.get(head)
        if label == "ccomp" and not _is_open(scene, place) and holder and holder.type != "ACCUSE":
            return False
        if holder is not None and holder is not noun and label != "conj" and _merges(holder, noun, label):
            return True
        if tree.tokens[place].lower_ in GIVING_REASONS and label in ("prep", "mark", "amod", "acomp"):
            return False
        _note_frames(scene, noun, acts.lenders.get(head, ()), label)
        if label in ("relcl", "advcl", "ccomp"):
            return False
        place = head
    return False


def _merges(holder: Act, noun: Act, label: str) -> bool:
    if _is_cause(holder, noun):
        _lend(holder, noun)
        return True
    if label == "nsubj":
        return False
    if holder.type in ATTITUDES:
        holder.absorbed.append(noun)
        return True
    return holder.type == "ASSAULT" and noun.type == "MOBILIZE"


def _is_cause(holder: Act, noun: Act) -> bool:
    """Whether the noun tells the same act, or what somebody died or was hurt of."""
    if holder.type == noun.type:
        return True
    harms = holder.entry.measure in HARMS and (not holder.doers or noun.trigger.head in holder.doers)
    return harms and {holder.type, noun.type} <= {"ASSAULT", "OTHER"}


def _lend(holder: Act, noun: Act) -> None:
    """What the noun tells more of the same act: its kind, its mode and its doers."""
    if holder.type != noun.type:
        holder.type, holder.mode = noun.type, None
        holder.entries += noun.entries
    if noun.trigger.head in holder.doers:
        holder.doers = noun.doers
    if holder.mode in VAGUE_MODES and noun.mode:
        holder.mode = noun.mode
    holder.doers = holder.doers or noun.doers
    holder.agent = holder.agent or noun.agent
    holder.refers = holder.refers or noun.refers
    holder.sufferers = holder.sufferers or noun.sufferers


def _turn_hostile(act: Act) -> None:
    """A promise to do harm is a threat, an order to do harm coerces."""
    own = [inner for inner in act.absorbed if not inner.nominal]
    if act.entry.hostile and own and own[0].type in HOSTILE:
        act.type, act.mode = act.entry.hostile, None


def _turn_riot(scene: TriggerContext, act: Act) -> None:
    """Protesters who clash with somebody riot: the violence is a part of their protest."""
    if act.type == "ASSAULT" and act.mode is None and act.entry.mutual:
        roles = (scene.roles.get(token.lemma_.lower()) for token in (*act.doers, *act.sufferers))
        if any(role is not None and role.form == "people" and role.sector == PROTESTERS for role in roles):
            act.type, act.mode = "PROTEST", "riot"


def _turn_aerial(scene: TriggerContext, act: Act) -> None:
    """Armies and states bomb from the air, others plant their bombs."""
    doers = (scene.actor_at.get(token.i) for token in act.doers)
    if act.entry.army_mode and any(
        a is not None and (a.sector in ARMIES or a.type == "state") for a in doers
    ):
        act.mode = act.entry.army_mode


def _turn_on_oneself(act: Act) -> None:
    """What people do to themselves is no assault, but for those who die in their own attack."""
    harmed = {token.lower_ for token in act.sufferers}
    if act.type == "ASSAULT" and act.mode != "suicide-attack" and harmed and harmed <= ONESELF:
        act.type, act.mode = "OTHER", None


def _turn_refused(scene: TriggerContext, act: Act) -> None:
    """Who would not give way, or did not let somebody in, refuses: the negation is what happened."""
    if act.nominal or act.frames or act.type not in GRANTED | {"REJECT"}:
        return
    denies_access = act.mode == "access" or "withheld" in act.entry.needs
    if act.type == "REJECT" and not {"refused", "withheld"} & set(act.entry.needs):
        return
    if is_refused(scene, act.clause) or (denies_access and is_withheld(scene, act.clause)):
        if act.type != "REJECT":
            act.type, act.mode = "REJECT", MODES_OF_ATTITUDES["REJECT"].get(act.type)
        act.clause = replace(act.clause, negation=None, modal=None)
        act.frames.append("actual")
