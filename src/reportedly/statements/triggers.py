"""The words of a text that say that something happened, each with its entry of the lexicon."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from ..language.clauses import Clause, Tree, tree_of
from ..language.closed_classes import REACHING
from ..language.phrases import Phrases
from ..lexicon import Lexicon, Predicate, Role
from ..records import Actor, Time
from .powers import FORCES, OUTLAWS, is_done_with_power, is_own_deed
from .refusals import is_refused, is_withheld
from .storm_names import storm_names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PEOPLE = frozenset({"person", "role", "group"})
"""Types of actors that are people and no bodies."""

Mention = TypeVar("Mention", Actor, Time)

NOMINAL = frozenset({"noun", "weapon", "quantity"})
FIGURES = frozenset({"no-doer", "no-sufferer", "law"})
COMMON = frozenset({"NN", "NNS", "VBD", "VBN", "VBZ", "VBP"})
"""Tags of words that only a headline writes with a capital."""
APART = frozenset({"nsubj", "csubj", "relcl", "advcl", "conj", "parataxis", "punct", "appos"})
"""What hangs from a word by these labels is no part of a verb's own words."""

CHOSEN = 5
"""How much asking for certain objects or subjects counts for the strictness of an entry."""

AROUND = "around"
"""The need of a noun for one of its entry's objects around it, or of its subjects as its verb."""

LONGEST_TRIGGER = 60
"""Characters: a verb and its noun further apart are quoted by the verb alone."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words of an entry in the text; `head` carries the clause."""

    head: Token
    words: tuple[Token, ...]
    entry: Predicate

    start: int = field(init=False)
    """The first character of its words."""
    end: int = field(init=False)
    """The end of its words, or of the head alone where they stand too far apart."""

    def __post_init__(self) -> None:
        start = min([word.idx for word in self.words])
        end = max([word.idx + len(word) for word in self.words])
        if end - start > LONGEST_TRIGGER:
            start, end = self.head.idx, self.head.idx + len(self.head)
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)


class TriggerContext:
    """A parsed text with its clauses and actors, ready to be asked by token."""

    def __init__(
        self,
        doc: Doc,
        surface: str,
        clauses: Sequence[Clause],
        actors: Sequence[Actor],
        times: Sequence[Time],
        lexicon: Lexicon,
    ) -> None:
        """`surface` is the document's own text: its capitals are as they were written."""
        self.tree = tree_of(doc)
        self.surface = surface
        self.clauses = clauses
        self.clause_at: dict[int, Clause] = {}
        for clause in clauses:
            self.clause_at[clause.predicate.i] = clause
            if clause.predicate.dep_ in ("attr", "acomp"):
                self.clause_at.setdefault(clause.predicate.head.i, clause)
        self.actor_at = _by_token(self.tree, actors)
        self.time_at = _by_token(self.tree, times)
        self.roles = _roles_of(lexicon)
        self.storms = storm_names(self.tree, self.actor_at, lexicon)
        self.laws = predicates_of_form(lexicon, "law")

    def is_somebody(self, token: Token) -> bool:
        """Whether a noun stands for people or bodies that act, as far as the text shows it."""
        return token.i not in self.storms and (
            token.i in self.actor_at
            or token.lemma_.lower() in self.roles
            or token.ent_type_ in ("PERSON", "NORP")
            or token.tag_ in ("PRP", "WP")
            or (token.tag_ == "CD" and not self.tree.children[token.i])
        )

    def kind_of(self, token: Token) -> str:
        """The lemma of a noun; of the name of a storm the word that tells what it is."""
        return self.storms.get(token.i) or token.lemma_.lower()

    def holder_of(self, place: int) -> int | None:
        """The verb that a noun depends on, through the nouns and prepositions between; None at a root."""
        tree = self.tree
        for _ in range(8):
            head = tree.heads[place]
            if head == place:
                return None
            if tree.is_verb(head):
                return head
            place = head
        return None


@cache
def _roles_of(lexicon: Lexicon) -> Mapping[str, Role]:
    """Single words for somebody who can act, where no actor was found: the "police" of "police firing"."""
    return {word: role for role in lexicon.roles for word in role.words if " " not in word and role.sector}


def _by_token(tree: Tree, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """The mention that each token belongs to."""
    starts = tree.starts
    found: dict[int, Mention] = {}
    for mention in mentions:
        place = max(0, bisect_right(starts, mention.start) - 1)
        while place < len(starts) and starts[place] < mention.end:
            found[place] = mention
            place += 1
    return found


@cache
def predicates_of_form(lexicon: Lexicon, form: str) -> Mapping[str, Predicate]:
    """The entries of a form by their words."""
    return {word: entry for entry in lexicon.predicates if entry.form == form for word in entry.words}


@cache
def entries_by_name(lexicon: Lexicon) -> Mapping[str, Predicate]:
    """The predicates by their names."""
    return {entry.name: entry for entry in lexicon.predicates}


@dataclass(frozen=True, slots=True)
class _Patterns:
    verbs: Mapping[str, tuple[tuple[tuple[str, ...], Predicate], ...]]
    """By the lemma of the head, the longest first: the other words, and the entry."""
    nouns: Phrases[Predicate]
    qualities: Mapping[str, Predicate]
    """By a word before a noun how the act that the noun names stands: "attempted"."""
    readings: Mapping[str, Predicate]
    """By a noun, its reading that asks for words around it: the strike of the air."""


@cache
def _patterns_of(lexicon: Lexicon) -> _Patterns:
    verbs: dict[str, list[tuple[tuple[str, ...], Predicate]]] = defaultdict(list)
    nouns = []
    qualities = {}
    for entry in lexicon.predicates:
        for phrase in entry.words:
            if entry.form == "quality":
                qualities[phrase] = entry
            elif entry.form in NOMINAL:
                nouns.append((phrase, entry))
            elif entry.form not in FIGURES:
                head, *others = phrase.split()
                verbs[head].append((tuple(others), entry))
    for patterns in verbs.values():
        patterns.sort(key=lambda pattern: (-len(pattern[0]), -_strictness(pattern[1]), pattern[1].name))
    readings = {word: entry for word, entry in nouns if AROUND in entry.needs}
    by_head = {head: tuple(patterns) for head, patterns in verbs.items()}
    return _Patterns(by_head, Phrases(nouns), qualities, readings)


def qualities_of(scene: TriggerContext, noun: Token, lexicon: Lexicon) -> list[Predicate]:
    """The words before a noun that say how its act stands: "a planned attack"."""
    known = _patterns_of(lexicon).qualities
    before = (scene.tree.lowers[place] for place in scene.tree.below(noun.i, "amod", "compound"))
    return [known[word] for word in before if word in known]


def _strictness(entry: Predicate) -> int:
    """How much an entry asks for: certain objects or subjects more than the absence of others."""
    chosen = bool(entry.objects) + bool(entry.subjects)
    return len(entry.needs) + bool(entry.not_objects) + bool(entry.not_subjects) + CHOSEN * chosen


def find_triggers(scene: TriggerContext, lexicon: Lexicon) -> list[Trigger]:
    """All triggers of a text in order of their heads: one for each verb, and those of nouns beside it."""
    patterns = _patterns_of(lexicon)
    found = list(_verbal(scene, patterns))
    taken = {word.i for trigger in found for word in trigger.words if trigger.entry.form == "verb"}
    found += _modal(scene, patterns)
    found += [trigger for trigger in _nominal(scene, patterns) if trigger.head.i not in taken]
    return sorted(_as_told(scene, found, patterns), key=lambda trigger: trigger.head.i)


def _as_told(scene: TriggerContext, found: Sequence[Trigger], patterns: _Patterns) -> Iterator[Trigger]:
    """The triggers, a bare noun being of the kind that the same text tells: "the strike" in news of bombs.

    Only where the text tells nothing else of the noun's own kind in words of more than one reading.
    """
    others = [_other_reading(scene, trigger, patterns) for trigger in found]
    told = {_kind(each.entry) for each, other in zip(found, others, strict=True) if other is None}
    for trigger, other in zip(found, others, strict=True):
        if other is not None and _kind(other) in told and _kind(trigger.entry) not in told:
            yield replace(trigger, entry=other)
        else:
            yield trigger


def _kind(entry: Predicate) -> tuple[str, str | None]:
    return entry.type, entry.mode


def _other_reading(scene: TriggerContext, trigger: Trigger, patterns: _Patterns) -> Predicate | None:
    """What else a noun alone may tell, where no word around it speaks against that."""
    other = patterns.readings.get(trigger.head.lemma_.lower())
    alone = trigger.entry.form == "noun" and len(trigger.words) == 1
    if other is None or not alone or trigger.entry == other:
        return None
    return None if _words_around(scene.tree, trigger.head) & set(other.not_objects) else other


def _verbal(scene: TriggerContext, patterns: _Patterns) -> Iterator[Trigger]:
    for clause in scene.clauses:
        for token in {clause.predicate.i: clause.predicate, **_form_of_be(clause)}.values():
            yield from _matches(scene, token, clause, patterns)


def _form_of_be(clause: Clause) -> dict[int, Token]:
    token = clause.predicate
    return {token.head.i: token.head} if token.dep_ in ("attr", "acomp") else {}


def _matches(scene: TriggerContext, token: Token, clause: Clause, patterns: _Patterns) -> Iterator[Trigger]:
    """The longest entry that has a type, and all that only lend something to others."""
    is_told = False
    lemma, lower = token.lemma_.lower(), token.lower_
    found = patterns.verbs.get(lemma, ())
    for others, entry in found if lemma == lower else (*found, *patterns.verbs.get(lower, ())):
        if is_told and entry.type:
            continue
        words = _words_below(scene.tree, token, others)
        if words is not None and entry.form == "verb" and not set(clause.particles) <= set(words):
            continue
        if words is not None and _holds(scene, clause, entry, words):
            yield Trigger(token, words, entry)
            is_told = is_told or bool(entry.type)


def _words_below(tree: Tree, head: Token, others: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of the other words, each hanging from the head or from another of them."""
    if not others:
        return (head,)
    for other in others:
        if other not in tree.places:
            return None
    found, left = [head], list(others)
    kept_apart = APART if "and" not in others else APART - {"conj"}
    for token in found:
        for child in _children(tree, token.i):
            word = next((word for word in left if word in tree.forms[child]), None)
            if word is not None and tree.labels[child] not in kept_apart:
                if tree.labels[child] == "prep" and not _leads_on(tree, token, word, head, others):
                    continue
                left.remove(word)
                found.append(tree.tokens[child])
        if not left:
            return tuple(found)
    return None


def _leads_on(tree: Tree, holder: Token, word: str, head: Token, others: tuple[str, ...]) -> bool:
    """Whether a preposition stands where the entry has it: "in detention" is no "detention in the suburb"."""
    behind = others[others.index(word) + 1 :]
    return holder is head or not any(noun in tree.forms[holder.i] for noun in behind)


def _children(tree: Tree, place: int) -> Iterator[int]:
    """What hangs from a word, with nouns of quantity looked through: "tons of food", "a gang of thugs".

    An adjective behind an object belongs to the verb: "held nine guards [responsible]".
    """
    for child in tree.children[place]:
        yield child
        if tree.labels[child] in ("dobj", "nsubjpass", "oprd"):
            yield from (behind for behind in tree.below(child, "amod") if behind > child)
            for preposition in tree.below(child, "prep"):
                if tree.lowers[preposition] == "of":
                    yield from tree.below(preposition, "pobj")


def _modal(scene: TriggerContext, patterns: _Patterns) -> Iterator[Trigger]:
    """Modals that demand, each with the verb that they stand before as its head."""
    for clause in scene.clauses:
        if clause.modal is None:
            continue
        for _, entry in patterns.verbs.get(clause.modal.lower_, ()):
            if entry.form == "modal":
                yield Trigger(clause.predicate, (clause.modal,), entry)


def _nominal(scene: TriggerContext, patterns: _Patterns) -> Iterator[Trigger]:
    doc = scene.tree.doc
    for span, entries in patterns.nouns.longest(doc):
        head = span[-1]
        if head.tag_.startswith("VB") and len(span) == 1 and not _is_gerund(scene.tree, head):
            continue
        if not (head.tag_.startswith("N") or head.tag_ in ("VBG", "JJ", "FW") or len(span) > 1):
            continue
        head = _head_of(scene.tree, span.start, span.end)
        if scene.tree.heads[head.i] in scene.storms and span.end == scene.tree.heads[head.i]:
            head = scene.tree.tokens[span.end]
        for entry in sorted(entries, key=_strictness, reverse=True):
            if _noun_holds(scene, head, entry):
                yield Trigger(head, tuple(span), entry)
                break


def _is_gerund(tree: Tree, token: Token) -> bool:
    """Whether a verb stands as a noun: "killed in firing by the police"."""
    as_noun = tree.labels[token.i] in ("pobj", "pcomp", "dobj", "nsubj", "compound")
    return token.tag_ == "VBG" and as_noun and not tree.below(token.i, "dobj")


def _head_of(tree: Tree, start: int, end: int) -> Token:
    """The word of a phrase whose head stands outside it."""
    outside = [place for place in range(start, end) if not start <= tree.heads[place] < end]
    return tree.tokens[outside[-1] if outside else end - 1]


def undergone(clause: Clause) -> tuple[Token, ...]:
    """Whom or what the clause says it was done to."""
    return clause.subjects if clause.voice == "passive" else clause.objects


def _holds(scene: TriggerContext, clause: Clause, entry: Predicate, words: tuple[Token, ...]) -> bool:
    patients = [token for token in undergone(clause) if token not in words]
    lemmas = {token.lemma_.lower() for token in patients}
    lemmas |= {token.lemma_.lower() for token in words}
    if entry.objects and not (lemmas | _measured(scene.tree, patients)) & set(entry.objects):
        return False
    if len(words) > 1 or not patients:
        lemmas |= {token.lemma_.lower() for word, token in clause.obliques if word in REACHING}
    if (lemmas | _qualities(scene.tree, words)) & set(entry.not_objects):
        return False
    if entry.not_objects and _completed_with(scene.tree, clause) & set(entry.not_objects):
        return False
    doers = clause.agents if clause.voice == "passive" else clause.subjects
    named = (doers or clause.subjects) if entry.subjects or entry.not_subjects else ()
    names = {scene.kind_of(token) for token in named}
    if names & set(entry.not_subjects) or (entry.subjects and not names & set(entry.subjects)):
        return False
    needs = (need for need in entry.needs if need != "object" or len(words) == 1)
    return all(CONDITIONS[need](scene, clause, patients) for need in needs)


def _measured(tree: Tree, nouns: Sequence[Token]) -> set[str]:
    """Lemmas of what the nouns are a quantity of: the flour of "40 tons of flour"."""
    ofs = (place for noun in nouns for place in tree.below(noun.i, "prep"))
    inner = (one for place in ofs if tree.tokens[place].lower_ == "of" for one in tree.below(place, "pobj"))
    return {tree.tokens[one].lemma_.lower() for one in inner}


def _completed_with(tree: Tree, clause: Clause) -> set[str]:
    """Lemmas of what the verb that completes another acts on, or what is done by it to those who ask.

    As the name of "declined to give his name" and of "asked not to be named".
    """
    objects = [place for token in clause.complements for place in tree.below(token.i, "dobj")]
    passive = (token.i for token in clause.complements if tree.below(token.i, "auxpass"))
    return {tree.tokens[place].lemma_.lower() for place in (*objects, *passive)}


def _qualities(tree: Tree, words: Sequence[Token]) -> set[str]:
    """Lemmas around the nouns of a verb and its noun: the heart of "suffered a heart attack"."""
    return {lemma for word in words[1:] for lemma in _words_around(tree, word)}


def _noun_holds(scene: TriggerContext, head: Token, entry: Predicate) -> bool:
    tree = scene.tree
    if entry.not_objects and _words_around(tree, head) & set(entry.not_objects):
        return False
    if entry.not_subjects and tree.tokens[tree.heads[head.i]].lemma_.lower() in entry.not_subjects:
        return False
    if "against-somebody" in entry.needs and not _is_against_somebody(scene, head):
        return False
    if AROUND in entry.needs and not _stands_in(scene, head, entry):
        return False
    if "with-preposition" in entry.needs and not tree.below(head.i, "prep"):
        return False
    is_part_of_name = (
        head.tag_ in ("NNP", "NNPS")
        and head.i not in scene.storms
        and (tree.labels[head.i] == "compound" or _is_title(scene, head))
    )
    return tree.labels[head.i] not in ("compound", "amod", "nmod") and not is_part_of_name


def _is_title(scene: TriggerContext, noun: Token) -> bool:
    """Whether a capital makes a name of it, in a sentence that is no headline: "the Battle of Kursk"."""
    tree, sentence = scene.tree, noun.sent
    if noun.i == sentence.start or not (noun.text[0].isupper() and scene.surface[noun.idx].isupper()):
        return False
    return any(
        tree.tags[place] in COMMON and tree.tokens[place].is_lower
        for place in range(sentence.start, sentence.end)
    )


def _stands_in(scene: TriggerContext, noun: Token, entry: Predicate) -> bool:
    """Whether one of an entry's words stands around its noun, or its verb tells it: "died in the strike"."""
    tree, holder = scene.tree, scene.holder_of(noun.i)
    around = _words_around(tree, noun)
    if holder is not None and tree.labels[noun.i] == "dobj":  # "carried out a strike" on a warehouse
        around |= _words_around(tree, tree.tokens[holder])
    if around & set(entry.objects):
        return True
    between = tree.tokens[tree.heads[noun.i]]
    through = between.lower_ if between.dep_ in ("prep", "agent") else ""
    verb = holder is not None and tree.tokens[holder].lemma_.lower() in entry.subjects
    return verb and (through in ("", *entry.by))


def _words_around(tree: Tree, noun: Token) -> set[str]:
    """Lemmas of what stands before a noun and of what it is done to: "heart attack", "attack on rights"."""
    places = tree.below(noun.i, "compound", "amod", "nmod")
    places += [one for place in tree.below(noun.i, "prep") for one in tree.below(place, "pobj")]
    return {_word_around(tree.tokens[place]) for place in places}


def _word_around(token: Token) -> str:
    """Its lemma, but of a participle its form: what is planned is no plan."""
    return token.lower_ if token.dep_ == "amod" and token.tag_ == "VBN" else token.lemma_.lower()


def _is_against_somebody(scene: TriggerContext, noun: Token) -> bool:
    """Whether a fight is one against people: "the fight against crime" is none."""
    tree = scene.tree
    against = [
        tree.tokens[one]
        for place in tree.below(noun.i, "prep")
        if tree.tokens[place].lower_ in ("against", "for")
        for one in tree.below(place, "pobj")
    ]
    return not against or any(scene.is_somebody(token) for token in against)


def _has_object(_: TriggerContext, __: Clause, patients: Sequence[Token]) -> bool:
    return bool(patients)


def _has_no_object(_: TriggerContext, clause: Clause, patients: Sequence[Token]) -> bool:
    return clause.voice == "active" and not patients


def _does_it_to_somebody(scene: TriggerContext, _: Clause, patients: Sequence[Token]) -> bool:
    return any(scene.is_somebody(token) for token in patients)


def _does_it_to_people(scene: TriggerContext, _: Clause, patients: Sequence[Token]) -> bool:
    """Whether those who undergo it are of flesh and blood: "captured a banker", not "captured a ministry"."""
    found = (scene.actor_at.get(token.i) for token in patients)
    return any(actor is not None and actor.type in PEOPLE for actor in found)


def _somebody_does_it(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
    doers = clause.agents if clause.voice == "passive" else clause.subjects
    return clause.voice == "passive" or any(scene.is_somebody(token) for token in doers)


def _subject_is_somebody(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
    return any(scene.is_somebody(token) for token in clause.subjects)


def _is_no_bare_participle(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
    """Whether it is told that somebody did it or underwent it: "a man drowned" may have done neither."""
    tree, verb = scene.tree, clause.predicate
    is_told_of_root = verb.dep_ == "ROOT" or (verb.dep_ == "acl" and verb.head.dep_ == "ROOT")
    return clause.voice == "active" or not is_told_of_root or bool(tree.below(verb.i, "auxpass", "agent"))


def _is_passive(_: TriggerContext, clause: Clause, __: Sequence[Token]) -> bool:
    return clause.voice == "passive"


def _is_active(_: TriggerContext, clause: Clause, __: Sequence[Token]) -> bool:
    return clause.voice == "active"


def _has_complement(_: TriggerContext, clause: Clause, __: Sequence[Token]) -> bool:
    return bool(clause.complements)


def _has_no_complement(_: TriggerContext, clause: Clause, __: Sequence[Token]) -> bool:
    return not clause.complements


def _has_subject(_: TriggerContext, clause: Clause, __: Sequence[Token]) -> bool:
    return bool(clause.subjects)


def _has_no_infinitive(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
    """Whether no verb completes it: "helped the farmers", not "helped them to flee"."""
    return not any(scene.tree.is_verb(token.i) for token in clause.complements)


def _has_particle(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
    """Whether a word belongs to the verb: "called in troops", not "called the rumours in town false".

    One right behind the verb does, though the parse may take it for a preposition.
    """
    behind = clause.predicate.i + 1
    return bool(clause.particles) or scene.tree.tags[behind : behind + 1] in (["RP"], ["IN"])


def _is_not_negated(_: TriggerContext, clause: Clause, __: Sequence[Token]) -> bool:
    """Whether it is said to be done: what is "not ruled out" is possible, and nobody rejects it."""
    return clause.negation is None


def _has_infinitive(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
    return any(
        scene.tree.tags[place] == "TO"
        for token in clause.complements
        for place in scene.tree.below(token.i, "aux")
    )


def _before(*words: str) -> Callable[[TriggerContext, Clause, Sequence[Token]], bool]:
    def stands_before(_: TriggerContext, clause: Clause, __: Sequence[Token]) -> bool:
        return any(word in words for word, _ in clause.obliques)

    return stands_before


def _done_by(sectors: Set[str]) -> Callable[[TriggerContext, Clause, Sequence[Token]], bool]:
    def is_done_by(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
        doers = clause.agents if clause.voice == "passive" else clause.subjects
        found = (scene.actor_at.get(token.i) for token in doers)
        return any(actor is not None and actor.sector in sectors for actor in found)

    return is_done_by


CONDITIONS: Mapping[str, Callable[[TriggerContext, Clause, Sequence[Token]], bool]] = {
    "object": _has_object,
    "no-object": _has_no_object,
    "person": _does_it_to_somebody,
    "somebody": _somebody_does_it,
    "somebody-subject": _subject_is_somebody,
    "particle": _has_particle,
    "not-bare": _is_no_bare_participle,
    "passive": _is_passive,
    "active": _is_active,
    "complement": _has_complement,
    "no-complement": _has_no_complement,
    "own-deed": is_own_deed,
    "power": is_done_with_power,
    "force": _done_by(FORCES),
    "outlaw": _done_by(OUTLAWS),
    "people": _does_it_to_people,
    "infinitive": _has_infinitive,
    "refused": lambda scene, clause, _: is_refused(scene, clause),
    "withheld": lambda scene, clause, _: is_withheld(scene, clause),
    "no-infinitive": _has_no_infinitive,
    "not-negated": _is_not_negated,
    "at": _before("at"),
    "subject": _has_subject,
    "on": _before("on", "upon"),
}
"""What an entry may ask of the frame that its verb stands in, by the name used in `needs`."""
