"""Whom and what a text counts: those who were killed, injured, arrested, and so on.

For each word of a measure, those of whom it is said, as the token that heads their phrase. Whether a
number stands with them is the matter of `amounts.py`, and what the count means that of
`statements/figures.py`: here only the grammar of "eight were killed", "the blast left 31 dead",
"the toll rose to 164".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..language.clauses import Clause, Tree
from ..language.phrases import Phrases
from ..lexicon import Lexicon, MeasureWord

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WINDOW = 5
"""Tokens after a verb in which its companion is looked for where the tree has it elsewhere."""
FAR_LEFT = 6
"""Tokens before a participle in which the number stands that it is said of."""

PLANNED = frozenset({"imperative", "conditional"})
UNREAL_MODALS = frozenset(
    {"would", "could", "might", "should", "can", "must", "shall", "will", "'ll", "ca", "wo"}
)
PEOPLE_ENDINGS = ("man", "men", "woman", "women", "er", "or", "ist", "ian", "ee", "ant", "person")
"""Endings of nouns for people, where the lexicon of units does not know the noun."""
PERSONAL = frozenset({"he", "she", "him", "her"})
REFLEXIVE = frozenset({"himself", "herself", "themselves"})
BACKWARD = frozenset({"them", "whom", "these", "those", "which"})


@dataclass(frozen=True, slots=True)
class Counted:
    """Those of whom a measure is said."""

    head: Token
    """The head of their phrase: a noun, a number, a name or a pronoun."""
    word: MeasureWord
    trigger: Token
    start: int
    end: int
    """The words that say so, as offsets into the document."""
    group: tuple[Token, ...] = ()
    """All that are coordinated with them and of whom the same is said."""
    part_of: Token | None = None
    """Those among whom they are: "eight people, including two children"."""


class _Measures:
    """The words of a lexicon, ready to be looked up by lemma."""

    def __init__(self, measures: Sequence[MeasureWord], kinds: dict[str, str]) -> None:
        self.verbs: dict[str, list[tuple[tuple[str, ...], MeasureWord]]] = {}
        for entry in measures:
            if entry.form in ("done_to", "undergo", "object"):
                for word in entry.words:
                    verb, *beside = word.split(" + ")
                    self.verbs.setdefault(verb, []).append((tuple(beside), entry))
        for frames in self.verbs.values():
            frames.sort(key=lambda frame: -len(frame[0]))
        self.states = _by_word(measures, "state")
        self.manners = _by_word(measures, "manner")
        self.nouns = _by_word(measures, "counted")
        self.tolls = Phrases([(w, e) for e in measures if e.form == "toll" for w in e.words])
        self.kinds = kinds

    def kind(self, token: Token) -> str | None:
        """What kind of thing a noun is, where the lexicon of units says so."""
        return self.kinds.get(token.lemma_.lower())


@cache
def load_measures(lexicon: Lexicon) -> _Measures:
    """The measures of a lexicon."""
    kinds = {word: unit.kind for unit in lexicon.units for word in unit.words}
    return _Measures(lexicon.measures, kinds)


def _by_word(measures: Sequence[MeasureWord], form: str) -> dict[str, MeasureWord]:
    return {word: entry for entry in measures if entry.form == form for word in entry.words}


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the rules look at."""

    doc: Doc
    tree: Tree
    clauses: Sequence[Clause]
    by_verb: dict[int, Clause]
    measures: _Measures


def find_counted(doc: Doc, clauses: Sequence[Clause], lexicon: Lexicon) -> tuple[Counted, ...]:
    """All of whom a measure is said, in order of their heads; of one head each measure once."""
    by_verb = {clause.predicate.i: clause for clause in clauses}
    scene = _Scene(doc, Tree(doc), clauses, by_verb, load_measures(lexicon))
    found: dict[tuple[int, str], Counted] = {}
    for rule in RULES:
        for each in list(rule(scene, tuple(found.values()))):
            key = each.head.i, each.word.measure
            if key not in found and all(
                NEEDS[need](scene, each) for need in each.word.needs if need in NEEDS
            ):
                found[key] = each
    kept = [each for each in found.values() if _stands(each, found)]
    return tuple(sorted(kept, key=lambda each: (each.head.i, each.trigger.i)))


def _stands(each: Counted, found: dict[tuple[int, str], Counted]) -> bool:
    """Not where a stronger measure is said of the same: who was shot and killed is not injured."""
    others = [measure for head, measure in found if head == each.head.i]
    return not (each.word.measure == "injured" and "killed" in others)


def _of_verbs(scene: _Scene, _found: Sequence[Counted]) -> Iterator[Counted]:
    """Eight were killed; the blast killed eight; four died; 26 gunmen killed."""
    for clause in scene.clauses:
        frames = scene.measures.verbs.get(clause.predicate.lemma_.lower())
        if frames is None or not _is_real(clause) or clause.predicate.dep_ in ("amod", "compound"):
            continue
        beside = _beside(scene, clause)
        said = 0
        for companions, word in frames:
            if len(companions) < said or not beside.issuperset(companions):
                continue
            heads = _heads(clause, word, companions)
            if heads:
                said = len(companions)
                yield from _all_of(clause, _manner(scene, clause.predicate) or word, heads)


def _manner(scene: _Scene, verb: Token) -> MeasureWord | None:
    """The entry of an adverb that makes the deed deadly: "fatally shot"."""
    places = [*scene.tree.below(verb.i, "advmod"), verb.i - 1]
    return next(
        (scene.measures.manners[w] for i in places if (w := scene.doc[i].lower_) in scene.measures.manners),
        None,
    )


def _is_real(clause: Clause) -> bool:
    """Whether the clause says that it happened: not "would kill", "to kill", "did not kill"."""
    if clause.negation is not None or clause.mood in PLANNED:
        return False
    if clause.modal is not None and clause.modal.lower_ in UNREAL_MODALS:
        return False
    return clause.mood != "infinitive"


def _beside(scene: _Scene, clause: Clause) -> frozenset[str]:
    """The lemmas of what stands with a verb: objects, particles, obliques, states, and the next words."""
    tokens = [*clause.objects, *clause.particles, *(head for _, head in clause.obliques), *clause.complements]
    verb = clause.predicate
    tokens += [
        scene.tree.tokens[i] for i in scene.tree.below(verb.i, "oprd", "acomp", "attr", "advmod", "prt")
    ]
    for token in scene.doc[verb.i + 1 : verb.i + 1 + WINDOW]:
        if token.is_sent_start or token.text in ";:," or token.tag_[:2] == "VB" or token.tag_ == "CC":
            break
        tokens.append(token)
    return frozenset(token.lemma_.lower() for token in tokens)


def _heads(clause: Clause, word: MeasureWord, companions: Sequence[str]) -> tuple[Token, ...]:
    """Those of whom the verb says it."""
    if word.form == "undergo":
        return () if not companions and clause.objects and "no_object" in word.needs else clause.subjects
    objects = tuple(token for token in clause.objects if token.lower_ not in REFLEXIVE)
    if len(objects) < len(clause.objects):
        return clause.subjects
    if word.form == "object":
        return tuple(token for token in (*objects, *clause.subjects) if token.lemma_.lower() in companions)
    if clause.voice == "passive":
        return clause.subjects
    if objects:
        return objects
    reduced = clause.predicate.tag_ in ("VBD", "VBN") and not clause.complements
    aimed = any(preposition == "at" for preposition, _ in clause.obliques) and not companions
    return clause.subjects if reduced and not aimed else ()


def _all_of(clause: Clause, word: MeasureWord, heads: Sequence[Token]) -> Iterator[Counted]:
    for head in heads:
        start = min(clause.start, head.left_edge.idx) if head.sent == clause.sentence else clause.start
        yield Counted(
            head, word, clause.predicate, start, max(clause.end, head.idx + len(head)), tuple(heads)
        )


def _of_states(scene: _Scene, _found: Sequence[Counted]) -> Iterator[Counted]:
    """31 dead; two men were found dead; 18 police dead; the wounded officers."""
    for token in scene.doc:
        word = scene.measures.states.get(token.lemma_.lower()) or scene.measures.states.get(token.lower_)
        if word is None or token.dep_ in ("aux", "compound") or token.tag_[:2] == "RB":
            continue
        heads = _in_state(scene, token, word)
        for head in heads:
            clause = scene.by_verb.get(token.i) or scene.by_verb.get(token.head.i)
            if clause is not None and not _is_real(clause):
                continue
            start = (
                min(token.idx, _left_edge(head)) if clause is None else min(clause.start, _left_edge(head))
            )
            end = max(token.idx + len(token), head.idx + len(head), clause.end if clause is not None else 0)
            yield Counted(head, word, token, start, end, tuple(heads))


def _in_state(scene: _Scene, token: Token, word: MeasureWord) -> Sequence[Token]:
    """Those in a state: by the verb that says so, by the noun it stands with, by the number before it."""
    numbered = [scene.tree.tokens[i] for i in scene.tree.below(token.i, "nummod")]
    if numbered or _is_number(token.i and scene.doc[token.i - 1]):
        return (token,) if token.tag_[:2] in ("NN", "JJ", "VB") and numbered else (scene.doc[token.i - 1],)
    clause = scene.by_verb.get(token.i)
    if clause is not None and clause.subjects:
        return clause.subjects
    head = token.head
    if token.dep_ in ("oprd", "acomp", "attr", "xcomp", "ccomp", "advmod", "conj", "dep", "prep"):
        above = scene.by_verb.get(head.i)
        if above is not None:
            return above.objects or above.subjects
    if (
        token.dep_ in ("amod", "acl", "appos", "nmod")
        and head.tag_[:2] == "NN"
        and "result" not in word.needs
    ):
        return (head,)
    return ()


def _of_number_before(scene: _Scene, _found: Sequence[Counted]) -> Iterator[Counted]:
    """18 hurt; 95 officers injured: a participle after its number, whatever the tree made of it."""
    words = scene.measures
    for token in scene.doc:
        frames = words.verbs.get(token.lemma_.lower(), ()) if token.tag_ in ("VBN", "VBD", "JJ", "NN") else ()
        word = next((word for companions, word in frames if not companions and word.form == "done_to"), None)
        word = word or words.states.get(token.lower_)
        if word is None or token.is_sent_start:
            continue
        head = _number_to_the_left(scene.doc, token.i)
        if head is not None:
            yield Counted(head, word, token, _left_edge(head), token.idx + len(token))


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
            return head
        if token.tag_ not in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "HYPH", "CC") or token.is_sent_start:
            return None
    return None


def _of_nouns(scene: _Scene, _found: Sequence[Counted]) -> Iterator[Counted]:
    """53 deaths; the bodies of two men; the death of a farmer; her son's death."""
    for token in scene.doc:
        word = scene.measures.nouns.get(token.lemma_.lower()) if token.tag_ in ("NN", "NNS") else None
        if word is None or token.dep_ == "compound":
            continue
        named = [] if scene.tree.below(token.i, "nummod") else _whose(scene, token, word)
        for head in named or [token]:
            start, end = (
                min(_left_edge(token), _left_edge(head)),
                max(token.idx + len(token), head.idx + len(head)),
            )
            yield Counted(head, word, token, start, end, tuple(named))


def _whose(scene: _Scene, noun: Token, word: MeasureWord) -> list[Token]:
    """Those after "of" and those before "'s"."""
    tree = scene.tree
    of = [i for i in tree.below(noun.i, "prep") if tree.tokens[i].lower_ == "of"]
    owners = [i for i in tree.below(noun.i, "poss") if tree.tags[i] != "PRP$"]
    after = tree.joined([j for i in of for j in tree.below(i, "pobj")])
    return [tree.tokens[i] for i in (after if "of_only" in word.needs else [*after, *owners])]


def _of_tolls(scene: _Scene, _found: Sequence[Counted]) -> Iterator[Counted]:
    """The death toll rose to 164 from 26; they put the number of injured at 353."""
    for span, words in scene.measures.tolls.longest(scene.doc):
        for number in _numbers_of_toll(scene, span.root.i, span.end):
            start, end = span.start_char, number.idx + len(number)
            yield Counted(number, words[0], span.root, min(start, number.idx), max(end, span.end_char))


def _numbers_of_toll(scene: _Scene, root: int, end: int) -> Iterator[Token]:
    """The numbers that a clause says of its toll, or that follow at once."""
    tree, doc = scene.tree, scene.doc
    top = root
    while tree.labels[top] in ("pobj", "prep", "compound", "amod", "nmod") and tree.heads[top] != top:
        top = tree.heads[top]
    for clause in scene.clauses:
        if clause.predicate.sent != doc[root].sent or not _is_real(clause):
            continue
        said = {token.i for token in (*clause.subjects, *clause.objects)}
        if not said & {root, top}:
            continue
        told = [clause.predicate, *clause.objects, *(head for _, head in clause.obliques)]
        yield from (token for token in told if _is_number(token))
    following = [token for token in doc[end : end + 3] if token.sent == doc[root].sent]
    for token in following:
        if _is_number(token):
            yield token
        elif token.lower_ not in ("of", ":", "at", "to", "-"):
            break


def _of_parts(scene: _Scene, found: Sequence[Counted]) -> Iterator[Counted]:
    """Eight people, including two children; 225 bodies, 19 of them soldiers: what is said of the whole."""
    tree = scene.tree
    for whole in found:
        if whole.word.form == "toll":
            continue
        for i in tree.below(whole.head.i, "prep", "acl", "advcl"):
            if tree.tokens[i].lower_ in PART_WORDS:
                for part in tree.joined(tree.below(i, "pobj", "dobj")):
                    yield _part(whole, tree.tokens[part])
        for token in _numbers_of_them(scene, whole):
            yield _part(whole, token)


def _numbers_of_them(scene: _Scene, whole: Counted) -> Iterator[Token]:
    sentence = whole.head.sent
    for token in scene.doc[whole.head.i + 1 : sentence.end]:
        if _is_number(token) and token.i + 2 < len(scene.doc):
            of, them = scene.doc[token.i + 1], scene.doc[token.i + 2]
            if of.lower_ == "of" and them.lower_ in BACKWARD:
                yield token


def _part(whole: Counted, part: Token) -> Counted:
    start, end = _left_edge(part), part.right_edge.idx + len(part.right_edge)
    return Counted(part, whole.word, whole.trigger, start, end, (), whole.head)


def _left_edge(head: Token) -> int:
    edge = head.left_edge
    return edge.idx if head.i - edge.i <= 12 else head.idx


def _is_number(token: Token | int) -> bool:
    return not isinstance(token, int) and token.tag_ == "CD"


RULES: tuple[Callable[[_Scene, Sequence[Counted]], Iterable[Counted]], ...] = (
    _of_verbs,
    _of_states,
    _of_number_before,
    _of_nouns,
    _of_tolls,
    _of_parts,
)
"""What finds those of whom a measure is said; each sees what the ones before it found."""


def _are_people(scene: _Scene, each: Counted) -> bool:
    """Whether they are people: so called, named, or only numbered; "12 militiamen" by their ending."""
    head = each.head
    if scene.measures.kind(head) is None and head.tag_ in ("NN", "NNS"):
        return head.lemma_.lower().endswith(PEOPLE_ENDINGS) or head.ent_type_ == "NORP"
    return _are_no_things(scene, each)


def _are_no_things(scene: _Scene, each: Counted) -> bool:
    """Whether they can be people: not cars, houses, money, nor a single thing of a kind unknown."""
    head = each.head
    kind = scene.measures.kind(head)
    if kind is not None:
        return kind in ("people", "body", "group")
    if head.tag_ == "PRP":
        return head.lower_ in PERSONAL
    if head.tag_ in ("NNP", "NNPS"):
        return head.ent_type_ in ("PERSON", "NORP", "") or head.tag_ == "NNPS"
    return head.tag_ in ("CD", "NNS", "JJ", "VBN") or (head.tag_ == "NN" and _has_number(scene, head))


def _are_forces(scene: _Scene, each: Counted) -> bool:
    word = scene.measures.nouns.get(each.head.lemma_.lower())
    return word is not None and word.measure == "troops"


def _has_number(scene: _Scene, head: Token) -> bool:
    return bool(scene.tree.below(head.i, "nummod"))


def _are_bodies(scene: _Scene, each: Counted) -> bool:
    """Whether they are people, or the bodies themselves."""
    return each.head == each.trigger or _are_people(scene, each)


def _are_things(scene: _Scene, each: Counted) -> bool:
    return scene.measures.kind(each.head) in ("vehicle", "building")


def _are_several(_scene: _Scene, each: Counted) -> bool:
    return each.head.tag_ in ("NNS", "NNPS", "CD")


NEEDS: dict[str, Callable[[_Scene, Counted], bool]] = {
    "people": _are_people,
    "not_things": _are_no_things,
    "forces": _are_forces,
    "people_or_bodies": _are_bodies,
    "things": _are_things,
    "several": _are_several,
}
"""Conditions that an entry can ask of those counted."""
PART_WORDS = frozenset({"including", "included"})
