"""Clauses: who does what to whom, read from the dependency tree.

Every verb makes a clause, and so does the adjective or noun after a form of "be". Whatever the tree leaves
out is filled in: subjects shared by coordinated verbs, infinitives, participles and gerunds, and the
antecedents of "who" and "which". The tree is walked twice, down and up, over plain lists, so the time is
linear in the length of a sentence, whatever its shape.

The labels are those of spaCy's English models (ClearNLP).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..frozen import quick
from .closed_classes import ALTERNATIVES, HYPOTHETICAL_MODALS, NEGATIVE_WORDS, OF_THE_ACCUSED, SUPPOSING
from .columns import columns_of
from .contrasts import denies_no_act

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Voice: TypeAlias = Literal["active", "passive"]
Mood: TypeAlias = Literal["indicative", "modal", "imperative", "conditional", "infinitive", "participle"]

TREE = "reportedly.tree"
"""Under this name a document's tree is kept with it."""

MEMBERS = 20
"""Coordinated nouns that take part in a clause: a longer list would be carried over every verb beside it."""

OWN_WORDS = 60
"""Words of a nominal clause after which no more are added: nouns nested deeper add nothing to it."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
BESIDE = frozenset({"advcl", "ccomp", "parataxis", "relcl", "acl", "csubj", "csubjpass"})
"""Clauses whose words are not those of the clause that they hang from."""
ADDED = frozenset({"relcl", "acl"})
RELATIVES = frozenset({"WP", "WDT"})
COUNTED = frozenset({"CD", "NN", "NNS"})
"""Tags of numbers and nouns, which a parse may join to a verb before instead of their own."""


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with those who take part in it; tokens are heads, `Doc` of the document."""

    predicate: Token
    """A verb, or the noun or adjective of a nominal or copular clause."""
    sentence: Span
    voice: Voice
    negation: Token | None
    mood: Mood
    modal: Token | None
    """The modal verb, "will" among them; shared ones are carried over."""
    subjects: tuple[Token, ...]
    """Whoever the verb says it of: with a passive, those who undergo; shared ones are carried over."""
    objects: tuple[Token, ...]
    agents: tuple[Token, ...]
    """After "by" with a passive."""
    obliques: tuple[tuple[str, Token], ...]
    """Preposition in lower case and the head of its phrase."""
    complements: tuple[Token, ...]
    """Predicates of clauses that complete this one (ccomp, xcomp)."""
    particles: tuple[Token, ...]
    """The "up" of "blow up"."""
    start: int
    end: int
    """The clause's own words as offsets into the document, without clauses that stand beside it."""


def find_clauses(doc: Doc) -> tuple[Clause, ...]:
    """All clauses of a document, in order of their predicates; page furniture has none."""
    tree = tree_of(doc)
    drafts = _Drafts(tree)
    for place in tree.downward():
        drafts.visit(place)
    return tuple(sorted(drafts.finished(), key=lambda clause: clause.predicate.i))


class Tree:
    """The dependency tree as lists, since a token's `children` scans its whole subtree."""

    def __init__(self, doc: Doc) -> None:
        columns = columns_of(doc)
        self.doc = doc
        self.tokens, self.starts = columns.tokens, columns.starts
        self.heads, self.labels, self.tags = columns.heads, columns.labels, columns.tags
        self.lowers, self.forms, self.places = columns.lowers, columns.forms, columns.places
        self.sentences = _sentence_of_each(doc)
        self.children: list[list[int]] = [[] for _ in self.tokens]
        self._known_below: defaultdict[int, set[str]] = defaultdict(set)
        """The labels of all that hangs from a word: most words are asked for labels that none of it has."""
        for place, head in enumerate(self.heads):
            if head != place:
                self.children[head].append(place)
                self._known_below[head].add(self.labels[place])
        self.hulls: dict[tuple[int, frozenset[str]], tuple[int, int]] = {}
        """What hangs from a word by other labels than these, as far as it was asked for."""

    def downward(self) -> Iterator[int]:
        """Every token, heads before their dependents."""
        waiting = [place for place, head in enumerate(self.heads) if head == place]
        for place in waiting:
            yield place
            waiting += self.children[place]

    def edges(self) -> Iterator[tuple[int, int]]:
        """Every token that has a head, with that head, from the roots down."""
        return ((place, self.heads[place]) for place in self.downward() if self.heads[place] != place)

    def below(self, place: int, *labels: str) -> list[int]:
        """The dependents of a token with one of the labels, in order of the text."""
        if place not in self._known_below or self._known_below[place].isdisjoint(labels):
            return []
        known = self.labels
        return [child for child in self.children[place] if known[child] in labels]

    def joined(self, places: Sequence[int]) -> list[int]:
        """The places and the nouns that are coordinated with them, the first of a long list."""
        found = list(places)
        for place in found:
            if len(found) >= MEMBERS:
                break
            found += [
                child
                for child in self.children[place]
                if self.labels[child] == "conj" and not self.is_verb(child)
            ]
        return found[:MEMBERS]

    def is_verb(self, place: int) -> bool:
        """Whether the token can be a predicate by itself."""
        is_tagged = self.tags[place].startswith("VB") and self.labels[place] not in ("aux", "auxpass")
        return is_tagged and self.lowers[place][0].isalpha()


def tree_of(doc: Doc) -> Tree:
    """The tree of a document; it is made once, since several rooms ask for it."""
    tree = doc.user_data.get(TREE)
    if not isinstance(tree, Tree) or tree.doc is not doc:
        tree = doc.user_data[TREE] = Tree(doc)
    return tree


def _sentence_of_each(doc: Doc) -> list[Span]:
    """The sentence of each token; a token's own `sent` walks to both its ends each time."""
    return [sentence for sentence in doc.sents for _ in range(sentence.start, sentence.end)]


@dataclass(slots=True)
class _Draft:
    """A clause while its tree is walked; numbers are indexes of tokens."""

    predicate: int
    verb: int
    voice: Voice = "active"
    negation: int | None = None
    mood: Mood = "indicative"
    modal: int | None = None
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    agents: tuple[int, ...] = ()
    obliques: tuple[tuple[str, int], ...] = ()
    complements: tuple[int, ...] = ()
    particles: tuple[int, ...] = ()


class _Drafts:
    """The clauses of a tree, each made after the clause of the predicate that it depends on."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._made: dict[int, _Draft] = {}
        self._owner: list[_Draft | None] = [None] * len(tree.tokens)
        self._order: list[int] = []
        self._negatives: dict[int, int | None] = {}
        self._alternatives: dict[int, bool] = {}

    def visit(self, place: int) -> None:
        """The token's own clause if it is a predicate; otherwise it belongs to that of its head."""
        tree = self._tree
        self._order.append(place)
        above = self._owner[tree.heads[place]] if tree.heads[place] != place else None
        if place in self._made:
            self._owner[place] = self._made[place]
        elif tree.is_verb(place):
            draft = self._draft(place, above)
            self._made[draft.predicate] = self._owner[place] = draft
        else:
            self._owner[place] = above

    def _draft(self, verb: int, above: _Draft | None) -> _Draft:
        tree = self._tree
        draft = _Draft(predicate=self._predicate(verb), verb=verb)
        own = tree.below(verb, *SUBJECTS) or self._joined_to_verb(verb)
        draft.voice = self._voice(verb, above)
        draft.modal = next((p for p in tree.below(verb, "aux") if tree.tags[p] == "MD"), None)
        draft.subjects = tuple(tree.joined(own)) if own else self._carried(verb, above)
        draft.objects = tuple(self._without_apposed(tree.joined(tree.below(verb, "dobj"))))
        draft.obliques = tuple(self._obliques(verb))
        draft.agents = self._agents(draft)
        draft.complements = tuple(tree.below(verb, *COMPLEMENTS))
        draft.particles = tuple(tree.below(verb, "prt"))
        self._bind_relatives(verb, draft)
        draft.negation = self._negation(verb, draft, above)
        draft.mood = self._mood(verb, draft, above)
        return draft

    def _joined_to_verb(self, verb: int) -> list[int]:
        """The subject that the parse joins to the verb before: "nine died and up to [20] were hurt"."""
        tree = self._tree
        helpers = tree.below(verb, "aux", "auxpass")
        if not helpers or tree.tags[helpers[0]] == "TO" or helpers[0] == 0:
            return []
        before = helpers[0] - 1
        stray = tree.labels[before] == "conj" and tree.is_verb(tree.heads[before])
        return [before] if stray and tree.tags[before] in COUNTED else []

    def _without_apposed(self, objects: list[int]) -> list[int]:
        """The objects without one that only says who the name before it is: "arrested Omar Ba, the guard".

        A verb has one object, unless a conjunction joins another to it.
        """
        if len(objects) < 2:
            return objects
        return [one for one in objects if not any(self._is_apposed(one, other) for other in objects)]

    def _is_apposed(self, one: int, named: int) -> bool:
        """Whether one is a noun with its article behind the comma behind a name, and joined to nothing."""
        tree = self._tree
        articles = tree.below(one, "det")
        if tree.tags[one] != "NN" or tree.tags[named] != "NNP" or not articles:
            return False
        between = tree.lowers[named + 1 : articles[0]]
        return between == [","] and not tree.below(one, "cc", "conj") and not tree.below(named, "cc")

    def _predicate(self, verb: int) -> int:
        """The verb itself, or what a form of "be" says."""
        tree = self._tree
        said = tree.below(verb, "attr", "acomp") if tree.tokens[verb].lemma_ == "be" else []
        return said[-1] if said else verb

    def _voice(self, verb: int, above: _Draft | None) -> Voice:
        tree = self._tree
        if tree.below(verb, "auxpass", "nsubjpass", "agent"):
            return "passive"
        if tree.tags[verb] != "VBN" or tree.below(verb, "aux"):
            return "active"
        if self._is_shared(verb) and above is not None:
            return above.voice
        if tree.labels[verb] in ("acl", "amod", "advcl") or not tree.below(verb, "dobj"):
            return "passive"
        return "active"

    def _is_shared(self, verb: int) -> bool:
        """Whether the verb is coordinated with another and has no subject of its own."""
        tree = self._tree
        return (
            tree.labels[verb] == "conj" and tree.is_verb(tree.heads[verb]) and not tree.below(verb, *SUBJECTS)
        )

    def _carried(self, verb: int, above: _Draft | None) -> tuple[int, ...]:
        """The subject of a verb without its own, from the clause or the noun that it depends on."""
        tree = self._tree
        label, head = tree.labels[verb], tree.heads[verb]
        if above is None or head == verb:
            return self._antecedent(verb)
        if label in ("relcl", "acl", "amod"):
            return (
                self._antecedent(verb) if not self._is_infinitive(verb) else self._owner_of_noun(head, above)
            )
        if label in ("xcomp", "ccomp"):
            return above.objects if above.objects and above.voice == "active" else above.subjects
        if label == "pcomp":
            return self._subject_of_gerund(head, above)
        if label in ("conj", "advcl", "dep", "parataxis", "prep"):
            return above.subjects
        return ()

    def _antecedent(self, verb: int) -> tuple[int, ...]:
        tree = self._tree
        head = tree.heads[verb]
        if head == verb or tree.is_verb(head):
            return ()
        return tuple(tree.joined([head])) if tree.labels[verb] != "amod" else (head,)

    def _owner_of_noun(self, noun: int, above: _Draft) -> tuple[int, ...]:
        """Who is to do it, in "the rebels' plan to attack" and "he has the order to shoot"."""
        return tuple(self._tree.below(noun, "poss")) or above.subjects

    def _subject_of_gerund(self, preposition: int, above: _Draft) -> tuple[int, ...]:
        tree = self._tree
        holder = tree.heads[preposition]
        if not tree.is_verb(holder) and (owners := tree.below(holder, "poss")):
            return tuple(owners)
        controls = tree.lowers[preposition] in OF_THE_ACCUSED
        if controls and above.objects and above.voice == "active" and holder not in above.objects:
            return above.objects
        return above.subjects

    def _is_infinitive(self, verb: int) -> bool:
        return any(self._tree.tags[place] == "TO" for place in self._tree.below(verb, "aux"))

    def _obliques(self, verb: int) -> Iterator[tuple[str, int]]:
        tree = self._tree
        for place in tree.below(verb, "prep", "dative", "agent"):
            yield from self._phrase(place)

    def _phrase(self, place: int) -> Iterator[tuple[str, int]]:
        """The preposition and the heads of its phrase; of "out of" the last word counts."""
        tree = self._tree
        if tree.labels[place] == "dative" and not tree.below(place, "pobj"):
            yield from (("to", noun) for noun in tree.joined([place]))
            return
        if tree.labels[place] == "agent" and tree.lowers[place] != "by":
            return
        for inner in tree.below(place, "prep"):
            yield from self._nouns_after(inner)
        yield from self._nouns_after(place)

    def _nouns_after(self, place: int) -> Iterator[tuple[str, int]]:
        tree = self._tree
        word = tree.lowers[place]
        for noun in tree.joined(tree.below(place, "pobj")):
            yield word, noun

    def _agents(self, draft: _Draft) -> tuple[int, ...]:
        """The phrases after "by" in a passive clause; they are then not obliques."""
        if draft.voice == "active":
            return ()
        agents = tuple(noun for word, noun in draft.obliques if word == "by")
        draft.obliques = tuple(oblique for oblique in draft.obliques if oblique[0] != "by")
        return agents

    def _bind_relatives(self, verb: int, draft: _Draft) -> None:
        """Replaces "who" and "which" by their antecedents; "the men police arrested" gets an object."""
        tree = self._tree
        if tree.labels[verb] != "relcl":
            self._bind_shared_relatives(verb, draft)
            return
        meant = self._antecedent(verb)
        taking_part = (*draft.subjects, *draft.objects, *(noun for _, noun in draft.obliques))
        pronouns = {place for place in taking_part if tree.tags[place] in RELATIVES}
        if pronouns:
            self._replace(draft, pronouns, meant)
        elif draft.voice == "active" and not draft.objects and tree.below(verb, "nsubj"):
            draft.objects = meant

    def _bind_shared_relatives(self, verb: int, draft: _Draft) -> None:
        """Removes a subject "who" from a clause that is not relative (a wrong parse): it names nobody."""
        tree = self._tree
        if len(draft.subjects) == 1 and tree.tags[draft.subjects[0]] in RELATIVES:
            meant = self._antecedent(verb)
            draft.subjects = meant or draft.subjects

    def _replace(self, draft: _Draft, pronouns: set[int], meant: tuple[int, ...]) -> None:
        def bound(places: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(one for place in places for one in (meant if place in pronouns else (place,)))

        draft.subjects, draft.objects = bound(draft.subjects), bound(draft.objects)
        draft.obliques = tuple(
            (word, one)
            for word, place in draft.obliques
            for one in (meant if place in pronouns else (place,))
        )

    def _negation(self, verb: int, draft: _Draft, above: _Draft | None) -> int | None:
        tree = self._tree
        own = [place for place in tree.below(verb, "neg") if not denies_no_act(tree, place)]
        if own:
            return own[0]
        head = tree.heads[verb]
        if tree.labels[verb] == "pcomp" and tree.lowers[head] == "without":
            return head
        for noun in (*draft.subjects, *draft.objects):
            if (place := self._negative_of(noun)) is not None:
                return place
        if self._is_shared(verb) and above is not None and self._is_alternative(tree.heads[verb]):
            return above.negation
        return None

    def _negative_of(self, noun: int) -> int | None:
        """The "no" of "no soldiers", or the noun itself if it is "nobody"; computed once for each noun.

        That of "no more than 900" only bounds the number.
        """
        if noun not in self._negatives:
            tree = self._tree
            places = [noun, *tree.below(noun, "det", "neg")]
            found = (place for place in places if tree.lowers[place] in NEGATIVE_WORDS)
            self._negatives[noun] = next((place for place in found if not self._is_compared(place + 1)), None)
        return self._negatives[noun]

    def _is_compared(self, place: int) -> bool:
        """Whether a comparative stands there: the "more" of "no more than 900"."""
        return place < len(self._tree.tags) and self._tree.tags[place] in ("JJR", "RBR")

    def _is_alternative(self, verb: int) -> bool:
        """Whether verbs are joined to this one by "or"; computed once for each verb."""
        if verb not in self._alternatives:
            tree = self._tree
            words = (tree.lowers[place] for place in tree.below(verb, "cc"))
            self._alternatives[verb] = any(word in ALTERNATIVES for word in words)
        return self._alternatives[verb]

    def _mood(self, verb: int, draft: _Draft, above: _Draft | None) -> Mood:
        tree = self._tree
        if any(tree.lowers[place] in SUPPOSING for place in tree.below(verb, "mark")):
            return "conditional"
        if draft.modal is not None:
            return "conditional" if self._is_supposed(verb, draft.modal) else "modal"
        is_bare = tree.tags[verb] == "VB" and tree.labels[verb] in COMPLEMENTS and not tree.below(verb, "aux")
        if self._is_infinitive(verb) or is_bare:
            return "infinitive"
        if self._is_shared(verb) and above is not None and self._shares_mood(verb, above):
            draft.modal = above.modal
            return above.mood
        if tree.tags[verb] in ("VBG", "VBN") and not tree.below(verb, "aux", "auxpass"):
            return "participle"
        is_order = tree.tags[verb] == "VB" and not draft.subjects and not tree.below(verb, "aux")
        return "imperative" if is_order and tree.labels[verb] in ("ROOT", "ccomp") else "indicative"

    def _is_supposed(self, verb: int, modal: int) -> bool:
        """Whether the clause is hypothetical ("would, if it were") and not announced ("will, if it is")."""
        tree = self._tree
        return tree.lowers[modal] in HYPOTHETICAL_MODALS and any(
            tree.lowers[mark] in SUPPOSING
            for place in tree.below(verb, "advcl")
            for mark in tree.below(place, "mark")
        )

    def _shares_mood(self, verb: int, above: _Draft) -> bool:
        """Whether a bare verb has the mood of the first, as after "will storm and" or "to meet and"."""
        tree = self._tree
        return tree.tags[verb] in (tree.tags[above.verb], "VB") and not tree.below(verb, "aux", "auxpass")

    def finished(self) -> Iterator[Clause]:
        """The clauses with their extents, in the order in which they were made."""
        starts, ends = self._extents()
        tree, tokens = self._tree, self._tree.tokens
        at = tokens.__getitem__
        for draft in self._made.values():
            verb = draft.verb
            start, end = starts[verb], ends[verb]
            if tree.labels[verb] in ADDED:
                start = min(start, self._start_of_noun(tree.heads[verb]))
            yield Clause(
                predicate=tokens[draft.predicate],
                sentence=tree.sentences[verb],
                voice=draft.voice,
                negation=None if draft.negation is None else tokens[draft.negation],
                mood=draft.mood,
                modal=None if draft.modal is None else tokens[draft.modal],
                subjects=tuple(map(at, draft.subjects)),
                objects=tuple(map(at, draft.objects)),
                agents=tuple(map(at, draft.agents)),
                obliques=tuple([(word, tokens[place]) for word, place in draft.obliques]),
                complements=tuple(map(at, draft.complements)),
                particles=tuple(map(at, draft.particles)),
                start=tree.starts[start],
                end=tree.starts[end] + len(tokens[end]),
            )

    def _start_of_noun(self, noun: int) -> int:
        return min([noun, *self._tree.children[noun][:1]])

    def _extents(self) -> tuple[list[int], list[int]]:
        """The first and last token of each subtree, without coordinated clauses, from the leaves up."""
        tree = self._tree
        starts, ends = list(range(len(tree.tokens))), list(range(len(tree.tokens)))
        for place in reversed(self._order):
            head = tree.heads[place]
            if head != place and not self._stands_beside(place):
                starts[head] = min(starts[head], starts[place])
                ends[head] = max(ends[head], ends[place])
        return starts, ends

    def _stands_beside(self, place: int) -> bool:
        tree = self._tree
        label = tree.labels[place]
        if label in ("punct", "cc", "mark", "preconj"):
            return True
        return label in BESIDE or (label == "conj" and tree.is_verb(tree.heads[place]))


def nominal_clause(tree: Tree, noun: int, around: Clause | None) -> Clause:
    """A noun of action as a clause: "the arrest of 300 people by police in Almaty".

    Those after "of" are objects, those after "by" agents, a possessor is the subject. `around` is the
    clause that the noun stands in, of which mood and sentence are taken.
    """
    tokens = tree.tokens
    obliques = [
        (tree.lowers[place], one)
        for place in tree.below(noun, "prep", "agent")
        for one in tree.joined(tree.below(place, "pobj"))
    ]
    places = list(_own_words(tree, noun))
    first, last = min(places), max(places)
    clause = Clause(
        predicate=tokens[noun],
        sentence=tree.sentences[noun],
        voice="active",
        negation=next((tokens[p] for p in tree.below(noun, "det", "neg") if tree.lowers[p] == "no"), None),
        mood="indicative",
        modal=None,
        subjects=tuple(tokens[place] for place in tree.joined(tree.below(noun, "poss"))),
        objects=tuple(tokens[one] for word, one in obliques if word == "of"),
        agents=tuple(tokens[one] for word, one in obliques if word == "by"),
        obliques=tuple((word, tokens[one]) for word, one in obliques if word not in ("of", "by")),
        complements=tuple(tokens[place] for place in tree.below(noun, "acl")),
        particles=(),
        start=tree.starts[first],
        end=tree.starts[last] + len(tokens[last]),
    )
    return clause if around is None else replace(clause, mood=around.mood, modal=around.modal)


def _own_words(tree: Tree, noun: int) -> Iterator[int]:
    """The noun and its dependents, without clauses and without coordinated words."""
    waiting = [noun]
    for place in waiting:
        yield place
        if len(waiting) > OWN_WORDS:
            continue
        waiting += [
            child
            for child in tree.children[place]
            if tree.labels[child] not in BESIDE
            and tree.labels[child] not in ("punct", "cc")
            and not (place == noun and tree.labels[child] in ("conj", "appos"))
        ]
