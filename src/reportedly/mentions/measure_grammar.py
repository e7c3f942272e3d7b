"""Of whom a measure is said, by the grammar of the sentence: verbs, states and nouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.clauses import Clause
from ..language.closed_classes import (
    REFLEXIVES,
    SUBORDINATORS,
)
from ..language.columns import columns_of
from ..lexicon import MeasureWord, load_lexicon, word_class
from .measures import (
    TAKEN_FOR_NOUNS,
    CountedGroup,
    MeasureContext,
    counted_by,
    is_number,
    is_put_at,
    is_real,
    is_to_come,
    left_edge,
    may_be,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WINDOW = 8
"""Tokens after a verb in which its companion is looked for where the tree has it elsewhere."""
FAR_LEFT = 6
"""Tokens before a participle in which the number stands that it is said of."""

LONGEST_BOUND = 4
"""Tokens between a verb and its number: "killing [up to a reported] 61"."""
TAGS_OF_BOUNDS = frozenset({"RB", "RBR", "RBS", "JJR", "JJS", "IN", "TO", "DT"})


SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "pobj"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
AUXILIARIES = frozenset({"be", "have"})


def of_verbs(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Eight were killed; the blast killed eight; four died; 26 gunmen killed."""
    for clause in scene.clauses:
        frames = scene.measures.verbs.get(clause.predicate.lemma_)
        named = clause.predicate.dep_ in ("amod", "compound") or is_put_at(clause.predicate)
        if frames is None or named or not is_real(clause):
            continue
        beside = words_beside(scene, clause)
        passive = clause.subjects if clause.voice == "passive" else ()
        found = beside.union(subject.lemma_.lower() for subject in passive)  # "forty lives were lost"
        said = 0
        for companions, word in frames:
            told = found if word.form == "object" else beside
            if len(companions) < said or not told.issuperset(companions):
                continue
            whom = (head for head in _heads(clause, word, companions) if not _is_of_another(scene, head))
            heads = [head for head in whom if not _is_listed_part(head, clause) and not _names_the_last(head)]
            heads = [head for head in heads if not _is_of_the_counted(scene, head, word)]
            own = _subject_behind_after(clause.predicate) or _number_before_who(clause.predicate)
            if heads and own is not None:
                heads = [own]
            if heads:
                said = len(companions)
                meant, group = _manner(scene, clause.predicate) or word, tuple(heads)
                yield from (counted_by(meant, clause.predicate, head, clause, group=group) for head in heads)


def _is_of_the_counted(scene: MeasureContext, head: Token, word: MeasureWord) -> bool:
    """Whether those whose body it is are counted by the noun: "the body of a man was found"."""
    noun = scene.measures.nouns.get(head.lemma_.lower()) if word.form == "object" else None
    whose = () if noun is None else _whose(scene, head, noun)
    return bool(whose) and noun is not None and all(each.tag_ in ("NN", "NNS", "CD") for each in whose)


def _subject_behind_after(verb: Token) -> Token | None:
    """The subject that the parse takes from a verb: the man of "two held after a man, 34, was stabbed"."""
    children = list(verb.children)
    passive = next((child for child in children if child.dep_ == "auxpass"), None)
    if verb.dep_ != "conj" or passive is None or any(c.dep_ in SUBJECTS for c in children):
        return None
    if any(child.dep_ == "cc" and child.i < verb.i for child in verb.head.children):
        return None
    before = passive.doc[max(verb.sent.start, passive.i - FAR_LEFT) : passive.i]
    nouns = (word for word in reversed(before) if word.dep_ == "pobj" and word.tag_[:2] == "NN")
    return next((noun for noun in nouns if noun.head.lower_ in SUBORDINATORS), None)


def _number_before_who(verb: Token) -> Token | None:
    """The number right before the "who" of a verb, wherever the parse has it: "and of 82 who needed care"."""
    who = next((child for child in verb.children if child.dep_ in SUBJECTS and child.lower_ == "who"), None)
    before = who.nbor(-1) if who is not None and not who.is_sent_start else None
    return before if before is not None and is_number(before) else None


def _is_of_another(scene: MeasureContext, head: Token) -> bool:
    """Whether they have a verb of their own: "kill 19, abduct scores", "killed 19, and 30 are held"."""
    named = any(child.dep_ == "compound" and _is_verb_of_list(child) for child in head.children)
    return named or begins_clause(scene, head) or has_own_verb(head)


def has_own_verb(head: Token) -> bool:
    """Whether a verb right behind a bare number joined to another is its own: "killed 15, 200 watched"."""
    behind = (child for child in head.children if child.i == head.i + 1)
    own = any(child.dep_ == "acl" and child.tag_ in ("VBN", "VBD") for child in behind)
    return own and head.dep_ == "conj" and is_number(head)


def begins_clause(scene: MeasureContext, head: Token) -> bool:
    """Whether the verb behind those joined to others by the parse is said of them: "and 30 are held"."""
    verb = scene.after(head) if head.dep_ == "conj" else None
    first = head
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ not in OBJECTS:
        return False  # "a man and a woman were killed"
    return verb is not None and (verb.tag_ == "MD" or (verb.tag_ in FINITE and verb.lemma_ in AUXILIARIES))


def _is_verb_of_list(word: Token) -> bool:
    """Whether a word before a noun is a verb: by its tag, or right behind a comma and before a number."""
    return word.tag_ in ("VB", "VBP", "VBZ") or (word.i > 0 and word.nbor(-1).text == ",")


def of_verbs_in_names(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The scores of "kill 19, abduct scores", where the parse takes the verb for a part of the name."""
    for verb in scene.said:
        if verb.dep_ != "compound" or not _is_verb_of_list(verb) or verb.head.i != verb.i + 1:
            continue
        word = _plainly_done(scene, verb)
        if word is not None and verb.head.lower_ in scene.measures.amounts:
            yield counted_by(word, verb, verb.head)


def _is_listed_part(head: Token, clause: Clause) -> bool:
    """Whether "of them" makes it a part of those before, and another number is the one of the verb.

    "Nine dead, six of them in Lima, and 40 hurt."
    """
    others = [child for child in head.children if child.dep_ == "conj" and is_number(child)]
    parts = [child for child in head.children if child.dep_ == "prep" and child.lower_ == "of"]
    them = any(word.lower_ == "them" for of in parts for word in of.children)
    return them and any(head.i < other.i < clause.predicate.i for other in others)


def _names_the_last(head: Token) -> bool:
    """Whether it only names the noun right before, which the parse takes for another: "her cousin [Omar]"."""
    if head.dep_ not in SUBJECTS or head.pos_ != "PROPN" or head.i == 0:
        return False
    before = head.nbor(-1)
    return before.dep_ == head.dep_ and before.head == head.head and before.pos_ == "NOUN"


def _manner(scene: MeasureContext, verb: Token) -> MeasureWord | None:
    """The entry of an adverb that makes the deed deadly: "fatally shot"."""
    places = [*scene.tree.below(verb.i, "advmod"), verb.i - 1]
    return next(
        (scene.measures.manners[w] for i in places if (w := scene.doc[i].lower_) in scene.measures.manners),
        None,
    )


def words_beside(scene: MeasureContext, clause: Clause) -> frozenset[str]:
    """The lemmas of what stands with a verb: objects, particles, obliques, states, and the next words."""
    tokens = [*clause.objects, *clause.particles, *(head for _, head in clause.obliques), *clause.complements]
    verb = clause.predicate
    tokens += [
        scene.tree.tokens[i] for i in scene.tree.below(verb.i, "oprd", "acomp", "attr", "advmod", "prt")
    ]
    for token in scene.tree.tokens[verb.i + 1 : verb.i + 1 + WINDOW]:
        if token.is_sent_start or token.text in ";:," or token.tag_[:2] == "VB" or token.tag_ == "CC":
            break
        if not _is_hyphened(scene.doc, token):
            tokens.append(token)
    return frozenset(token.lemma_.lower() for token in tokens)


def _is_hyphened(doc: Doc, token: Token) -> bool:
    """Whether it is a piece of a word, as the "life" of "non-life-threatening"."""
    texts = columns_of(doc).texts
    return "-" in (texts[token.i - 1], *texts[token.i + 1 : token.i + 2])


def _heads(clause: Clause, word: MeasureWord, companions: Sequence[str]) -> tuple[Token, ...]:
    """Those of whom the verb says it."""
    if word.form == "undergo":
        return clause.subjects if clause.voice == "active" or not companions else ()
    objects = tuple(token for token in clause.objects if not _is_said_of_another(token, companions))
    objects += tuple(_joined_to_verb(clause.predicate)) if objects else ()
    objects = objects or tuple(_behind_particle(clause, companions))
    if len(objects) < len(clause.objects):
        return (*clause.subjects, *objects)
    if word.form == "object":
        named = tuple(token for token in (*objects, *clause.subjects) if token.lemma_.lower() in companions)
        whose = [child for child in clause.predicate.children if child.dep_ in ("dative", "dobj")][:-1]
        return (*named, *whose)  # "cost [two soldiers] their lives"
    active = bool(objects) and clause.predicate.dep_ == "acl"
    if clause.voice == "passive" and not active:
        return clause.subjects
    if objects:
        return objects
    verb = clause.predicate
    reduced = verb.tag_ in ("VBD", "VBN") and verb.dep_ != "relcl" and not clause.complements
    aimed = any(preposition == "at" for preposition, _ in clause.obliques) and not companions
    return clause.subjects if reduced and not aimed else ()


def _behind_particle(clause: Clause, companions: Sequence[str]) -> Iterator[Token]:
    """The object of a verb whose particle the parse takes for a preposition: "hauled in 34 [strikers]"."""
    behind = clause.predicate.i + 1
    for preposition, noun in clause.obliques if clause.voice == "active" and len(companions) == 1 else ():
        if preposition == companions[0] == clause.predicate.doc[behind].lower_ and any(
            child.dep_ == "nummod" for child in noun.children
        ):
            yield noun


def _is_said_of_another(token: Token, companions: Sequence[str]) -> bool:
    """Whether an object is not whom it is done to: "killed [himself]", "guards held [hostage]"."""
    return token.lower_ in REFLEXIVES or (token.lower_ in companions and not any(token.lefts))


def _joined_to_verb(verb: Token) -> Iterator[Token]:
    """A numbered noun that the parse joins to the verb, not to its object: "killing ten and six [women]"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == "NNS" and child.i > verb.i:
            labels = {word.dep_ for word in child.children}
            if "nummod" in labels and labels.isdisjoint({"acl", "relcl", "nsubj"}):
                yield child


def of_states(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """31 dead; two men were found dead; 18 police dead; the wounded officers."""
    states = scene.measures.states
    for token in scene.said:
        word = states.get(token.lower_) or (
            None if token.tag_[:2] == "VB" else states.get(token.lemma_.lower())
        )
        if word is None or token.dep_ in ("aux", "compound") or token.tag_[:2] == "RB":
            continue
        if _is_nearly(scene, token) or _does_it(token) or is_put_at(token):
            continue
        clause = scene.by_verb.get(token.i) or scene.by_verb.get(token.head.i)
        if clause is not None and not is_real(clause) and not may_be(clause):
            continue
        heads = tuple(_in_state(scene, token, word))
        yield from (counted_by(word, token, head, clause, group=heads) for head in heads)


def _is_nearly(scene: MeasureContext, state: Token) -> bool:
    """Whether it did not come to that: "nearly dead"."""
    beside = scene.tree.below(state.i, "advmod")
    return any(scene.tree.tokens[i].lower_ in scene.measures.undone for i in beside)


def _in_state(scene: MeasureContext, token: Token, word: MeasureWord) -> Sequence[Token]:
    """Those in a state: by the number or noun it stands with, by the verb that says so."""
    tree, tokens = scene.tree, scene.tree.tokens
    numbered = tree.below(token.i, "nummod")
    if numbered:
        return (token,)
    if token.i and is_number(scene.doc[token.i - 1]) and not token.is_sent_start:
        return (scene.doc[token.i - 1],)
    if token.i and scene.tree.lowers[token.i - 1] == "as" and not token.is_sent_start:
        told = scene.by_verb.get(token.head.head.i if token.head.lower_ == "as" else token.head.i)
        listed = scene.doc[token.i - 2] if token.i > 1 else token  # "lists [three] as missing"
        before = listed.nbor(-1) if listed.i and is_number(listed) else listed
        if before.lemma_.lower() in word_class(load_lexicon(), "rating"):
            return ()  # "the pool rates 40 as dead", where the parse may take "rates" for a noun
        if is_number(listed) and listed.dep_ in ("dobj", "oprd"):
            return (listed,)
        return () if told is None else _listed_as(told)
    # the parse may hang "seven" of "seven are missing" on "are"
    verbs = (token.i, *tree.below(token.i, "aux"))
    own = [tokens[i] for verb in verbs for i in tree.joined(tree.below(verb, "nsubj", "nsubjpass"))]
    clause = scene.by_verb.get(token.i)
    if not own and (number := _number_before_helper(scene, token)) is not None:
        return (number,)
    if own or (clause is not None and clause.subjects):
        return own or clause.subjects  # type: ignore[union-attr]
    if token.dep_ in RESULTS and (above := scene.by_verb.get(token.head.i)) is not None:
        return above.objects or above.subjects
    attributive = token.dep_ in ("amod", "acl", "appos", "nmod") and "result" not in word.needs
    return (token.head,) if attributive and token.head.tag_[:2] == "NN" else ()


def _listed_as(told: Clause) -> Sequence[Token]:
    """Whom somebody lists as in a state: "listed 40 as missing", "named six as dead"; "40 were listed"."""
    return told.objects or (told.subjects if told.voice == "passive" else ())


def _number_before_helper(scene: MeasureContext, state: Token) -> Token | None:
    """The number right before "are" and a state, no subject to the parse: "up to [900] are still missing"."""
    helper = scene.doc[state.i - 1] if state.i > 1 and not state.is_sent_start else None
    if helper is not None and helper.tag_ == "RB" and helper.head == state and not helper.is_sent_start:
        helper = None if helper.dep_ == "neg" else helper.nbor(-1)
    if helper is None or helper.lemma_ != "be" or helper.is_sent_start:
        return None
    number = scene.doc[helper.i - 1]
    return number if is_number(number) else None


RESULTS = frozenset({"oprd", "acomp", "attr", "xcomp", "ccomp", "advmod", "conj", "dep", "prep"})
"""Labels of a state that a verb says of its subject or object."""


def of_number_before(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """18 hurt; 95 officers injured: a participle after its number, whatever the tree made of it."""
    words = scene.measures
    for token in scene.said:
        word = _plainly_done(scene, token) if token.tag_ in ("VBN", "VBD", "JJ", "NN") else None
        word = word or words.states.get(token.lower_) or _done_in_headline(scene, token)
        if word is None or token.is_sent_start or _does_it(token) or _is_hyphened(scene.doc, token):
            continue
        head = _number_to_the_left(scene.doc, token.i)
        if head is not None and not is_to_come(scene, head):
            for each in (head, *_beside_number(scene, head, token)):
                yield counted_by(word, token, each)


def of_number_behind(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Killing at least 61 people as houses fell: the number right behind, whatever the tree made of it."""
    done = {each.trigger.i for each in found}
    for verb in scene.said:
        if verb.tag_ != "VBG" or verb.i in done or verb.dep_ in ("amod", "compound", "nsubj", "pobj"):
            continue
        word = _plainly_done(scene, verb)
        at = bisect_left(scene.numbers, verb.i)
        number = scene.doc[scene.numbers[at]] if at < len(scene.numbers) else None
        if word is None or number is None or not scene.of_one_sentence(verb, number):
            continue
        between = scene.doc[verb.i + 1 : number.i]
        if len(between) <= LONGEST_BOUND and all(each.tag_ in TAGS_OF_BOUNDS for each in between):
            head = number.head if number.dep_ == "nummod" and number.head.i > number.i else number
            yield counted_by(word, verb, head)


def _plainly_done(scene: MeasureContext, verb: Token) -> MeasureWord | None:
    """The entry of what is done to people by a verb alone: "kill", "injure"."""
    frames = scene.measures.verbs.get(verb.lemma_.lower(), ())
    return next((word for companions, word in frames if not companions and word.form == "done_to"), None)


def _done_in_headline(scene: MeasureContext, word: Token) -> MeasureWord | None:
    """The entry of a participle that the parse takes for a noun, in the singular: "11 freed, 2 shot"."""
    behind, number = scene.after(word), word.nbor(-1) if word.i and not word.is_sent_start else None
    several = number is not None and is_number(number) and (scene.value(number) or 0.0) > 1
    if word.tag_ != "NN" or not several or (behind is not None and behind.tag_ in NAMING):
        return None
    verb = TAKEN_FOR_NOUNS.get(word.lower_, "")
    frames = scene.measures.verbs.get(verb, ())
    return next((entry for beside, entry in frames if not beside and entry.form == "done_to"), None)


NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "POS"})
"""Tags of what makes the word before it a part of a name: "2 shot glasses"."""


def _does_it(token: Token) -> bool:
    """Whether those before did it: "a 13-year-old boy killed eight pupils", "down as missing their buses"."""
    return token.tag_ in ("VBD", "VBG") and any(
        child.dep_ == "dobj" and child.i > token.i for child in token.children
    )


def _beside_number(scene: MeasureContext, head: Token, token: Token) -> Iterator[Token]:
    """Others with a number that a state after the last of them is said of: "26 miners and 18 police dead"."""
    before = token.head if token.dep_ == "conj" and head.head == token else head.head
    hung = "conj" in (head.dep_, token.dep_) and before.tag_ == head.tag_ and token.tag_ == "JJ"
    first = head.left_edge
    joined = hung and first.i > 0 and first.nbor(-1).dep_ == "cc"
    if joined and scene.tree.below(before.i, "nummod") and not scene.tree.below(before.i, "acl", "relcl"):
        yield before


def _number_to_the_left(doc: Doc, place: int) -> Token | None:
    """The number, or the noun with its number, that ends right before a token."""
    place -= 1
    while place >= 0 and doc[place].tag_ in ("RB", "RBR") and not doc[place].is_sent_start:
        place -= 1
    if place < 0 or doc[place].tag_ not in ("CD", "NNS", "NN", "NNPS"):
        return None
    head = doc[place]
    for token in reversed(doc[max(0, place - FAR_LEFT) : place + 1]):
        if token.tag_ == "CD":
            joined = head.dep_ == "conj" and token.dep_ == "nummod" and token.i < token.head.i < head.i
            return token.head if joined and head.head == token.head else head
        if token.tag_ not in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "HYPH", "CC") or token.is_sent_start:
            return None
    return None


def of_nouns(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """53 deaths; the bodies of two men; the death of a farmer; her son's death."""
    for token in scene.said:
        word = scene.measures.nouns.get(token.lemma_.lower()) if token.tag_ in ("NN", "NNS") else None
        if word is None or token.dep_ == "compound" or _is_undone(scene, token):
            continue
        word = _deadly(scene, token) or word
        named = () if scene.tree.below(token.i, "nummod") else tuple(_whose(scene, token, word))
        for head in named or (_numbering(scene, token),):
            found = counted_by(word, token, head, group=named)
            yield replace(found, start=min(found.start, left_edge(token)))


def _numbering(scene: MeasureContext, noun: Token) -> Token:
    """The vague number before "of" and a noun that is counted, else the noun: "[dozens] of bodies"."""
    head = noun
    while head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in scene.measures.vague:
        head = head.head.head
    return head


def _deadly(scene: MeasureContext, noun: Token) -> MeasureWord | None:
    """The entry of an adjective that makes the deed deadly: "the fatal shooting"."""
    manners, tree = scene.measures.manners, scene.tree
    return next(
        (manners[w] for i in tree.below(noun.i, "amod") if (w := tree.tokens[i].lower_) in manners), None
    )


def _is_undone(scene: MeasureContext, noun: Token) -> bool:
    """Whether the deed was not done: "attempted murder", "a nearly lifeless body"."""
    tree = scene.tree
    beside = tree.below(noun.i, "amod")
    words = (*beside, *(i for place in beside for i in tree.below(place, "advmod")))
    return any(tree.tokens[i].lower_ in scene.measures.undone for i in words)


def _whose(scene: MeasureContext, noun: Token, word: MeasureWord) -> list[Token]:
    """Those after "of" and those before "'s"."""
    tree = scene.tree
    of = [i for i in tree.below(noun.i, "prep") if tree.tokens[i].lower_ == "of"]
    owners = [i for i in tree.below(noun.i, "poss") if tree.tags[i] != "PRP$"]
    after = tree.joined([j for i in of for j in tree.below(i, "pobj")])
    return [tree.tokens[i] for i in (after if "of_only" in word.needs else [*after, *owners])]


def of_strength(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """A 10,000-strong march; a force 3,000 strong."""
    for number in (scene.doc[place] for place in scene.numbers):
        hyphen = scene.after(number)
        strong = scene.after(number, 2) if hyphen is not None and hyphen.text == "-" else hyphen
        if strong is None or strong.lower_ != "strong":
            continue
        of = next(
            (noun for noun in (strong.head, number.head, strong.head.head) if noun.tag_[:2] == "NN"), None
        )
        word = scene.measures.strengths.get(of.lemma_.lower()) if of is not None else None
        if of is not None and word is not None:
            yield replace(counted_by(word, of, number), start=left_edge(of))


def word_of_deed(scene: MeasureContext, deed: Token) -> MeasureWord | None:
    """The entry of a participle, or of what somebody undergoes: "people who died", "who lost their lives"."""
    if deed.dep_ not in ("xcomp", "relcl"):
        return word_of_participle(scene, deed)
    clause = scene.by_verb.get(deed.i)
    if deed.dep_ == "relcl" and (clause is None or not is_real(clause)):
        return None
    beside = words_beside(scene, clause) if clause is not None else frozenset()
    undergone = (
        word
        for companions, word in scene.measures.verbs.get(deed.lemma_, ())
        if word.form == "undergo" and beside.issuperset(companions)
    )
    passive = clause is None or clause.voice == "passive"
    return (word_of_participle(scene, deed) if passive else None) or next(undergone, None)


def word_of_participle(scene: MeasureContext, participle: Token) -> MeasureWord | None:
    """The entry of a verb by its participle, which the tagger may take for an adjective: "abducted"."""
    words, lower = scene.measures, participle.lower_
    if state := words.states.get(lower):
        return state
    if participle.tag_ == "VBG":
        return None
    for lemma in (participle.lemma_.lower(), *(lower[:-cut] for cut in (1, 2, 3) if lower.endswith("ed"))):
        frames = words.verbs.get(lemma, ())
        plain = (word for companions, word in frames if not companions and word.form == "done_to")
        if (word := next(plain, None)) is not None:
            return word
    return None


def last_state(scene: MeasureContext, first: int, last: int) -> Token | None:
    """The last word for all in a state, with "the", between two places."""
    told = (word for word in reversed(scene.doc[first:last]) if word.nbor(-1).lower_ == "the")
    states = scene.measures.states
    return next((word for word in told if word.lower_ in states or word_of_participle(scene, word)), None)
