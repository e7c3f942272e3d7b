"""How far words reach: the extent of a clause, of a complement, of a phrase, read from the tree."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..language.clauses import Tree
from ..language.closed_classes import DEFINITE, KEEPING, NO_ONES, OF_CONTENTS, QUESTION_WORDS
from ..lexicon import Lexicon, load_lexicon, rule_of, word_class
from ..records import Claim, Extent, Hedge

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BESIDE = frozenset({"advcl", "relcl", "parataxis", "ccomp", "acl"})
"""Clauses that hang from another and say something of their own."""
DENYING = rule_of("hedge", "deny")
"""The rule of verbs that deny what completes them."""
CIRCUMSTANCES = frozenset({"after", "amid", "at", "before", "during", "following"})
"""Prepositions before an event at which, or about when, something else is done."""
PREDICATES = ("VB", "MD")
VERBAL = ("VERB", "AUX")
COMPLEMENTS = ("ccomp", "xcomp", "oprd", "acomp", "attr", "acl", "csubj", "csubjpass", "pcomp")
EDGES = frozenset({"punct", "cc", "mark", "space", "dep"})
"""What a scope does not begin or end with."""

Reach = tuple[int, int]
"""Tokens, half-open."""


def clause_reach(tree: Tree, head: int) -> Reach:
    """The words of the clause of a predicate, without the clauses that hang from it."""
    return _hull(tree, head, BESIDE)


def whole_reach(tree: Tree, head: int) -> Reach:
    """All that hangs from a word: of a complement, of a noun phrase."""
    return _hull(tree, head, frozenset())


def _hull(tree: Tree, head: int, left_out: frozenset[str]) -> Reach:
    """From the first to the last word that hangs from the head by other than the labels left out.

    Coordinated predicates stand beside the head, not below it. A clause left out in the middle is inside
    the hull, since a scope is one stretch. It is found once for all the hedges of a clause.
    """
    if (known := tree.hulls.get((head, left_out))) is not None:
        return known
    found = [head]
    for place in found:
        for child in tree.children[place]:
            label = tree.labels[child]
            beside = label == "conj" and tree.tags[child].startswith(PREDICATES)
            if label not in left_out and label != "punct" and not beside:
                found.append(child)
    hull = tree.hulls[head, left_out] = _without_edges(tree, min(found), max(found) + 1)
    return hull


def _without_edges(tree: Tree, start: int, end: int) -> Reach:
    while end - start > 1 and (
        tree.labels[start] in EDGES or tree.tags[start] == "TO" or not tree.tokens[start].text.strip()
    ):
        start += 1
    while end - start > 1 and (
        tree.labels[end - 1] in ("punct", "cc") or not tree.tokens[end - 1].text.strip()
    ):
        end -= 1
    return start, end


def predicate_above(tree: Tree, place: int) -> int:
    """The nearest word up the tree that can carry a clause; the root where there is none.

    What a "that" opens is a clause of its own, also where its verb was taken for an adjective.
    """
    while not (carries_clause(tree, place) or tree.below(place, "mark")) and tree.heads[place] != place:
        place = tree.heads[place]
    return place


def carries_clause(tree: Tree, place: int) -> bool:
    """Whether the word is a predicate: a verb that is no auxiliary and no modifier."""
    verb = tree.tags[place].startswith("VB") and tree.labels[place] not in (
        "aux",
        "auxpass",
        "amod",
        "compound",
    )
    return verb or tree.labels[place] == "ROOT"


def complement_of(tree: Tree, place: int) -> int | None:
    """The clause that completes a word: what is believed, suspected, likely; a noun where there is none.

    One behind the word goes before another one in front: "24 held; police deny [using bullets]".
    """
    for labels in (("ccomp", "xcomp"), ("acl", "csubj"), ("oprd", "acomp", "attr")):
        if found := tree.below(place, *labels):
            return next((clause for clause in found if clause > place), found[0])
    if found := tree.below(place, "pcomp", "pobj"):
        return found[0]
    for preposition in tree.below(place, "prep"):
        if inner := tree.below(preposition, "pcomp", "pobj"):
            return inner[0]
    if found := tree.below(place, "dobj", "nsubjpass"):
        return found[0]
    return None


def is_number_sign(doc: Doc, place: int) -> bool:
    """Whether a word stands for "number": "situation report [no.] 3"."""
    if place + 1 >= len(doc) or doc[place].lower_.rstrip(".") != "no":
        return False
    point = place if doc[place].text.endswith(".") else place + 1
    return doc[point].text.endswith(".") and point + 1 < len(doc) and doc[point + 1].like_num


def is_question(words: str) -> bool:
    """Whether words ask more than whether it is so: "why nine died", "how many of the nine fled"."""
    return words.split(maxsplit=1)[0].lower() in QUESTION_WORDS


def is_denied_subject(noun: Token) -> bool:
    """Whether a subject is none of several: "neither claim", "the claims of neither side", "none of them"."""
    return any(word.lower_ in NO_ONES for word in noun.subtree)


def is_told_aside(word: Token, hedge: Hedge) -> bool:
    """Whether a hedge does not reach words over which it stands, as a denial those of a relative clause.

    It stands before it ("the nine who died had no grave"), or is granted ("no part in the raid that killed").
    Neither does a doubt who did it, or why, reach what was done.
    """
    if hedge.type == "unconfirmed":
        return is_question(hedge.scope.quote)
    if hedge.type != "negated":
        return False
    if hedge.rule == DENYING and is_named_beside(word):
        return True
    verb = _relative_verb(word)
    if verb is None:
        return False
    last = verb.right_edge
    return last.idx + len(last) <= hedge.start or _is_of_definite(verb, (hedge.scope,))


def is_undone(verb: Token) -> bool:
    """Whether what a verb tells is not, or no more, done: "did not deny", "no longer denied".

    Who "has not stopped denying" goes on.
    """
    return has_negation(verb) != is_given_up(verb)


def has_negation(verb: Token) -> bool:
    """Whether a negation stands with a verb, or with its adverb: "not", "no longer"."""
    beside = (verb, *(child for child in verb.children if child.dep_ == "advmod" and child.i < verb.i))
    return any(child.dep_ == "neg" for word in beside for child in word.children)


def is_given_up(verb: Token) -> bool:
    """Whether a verb completes one by which its deed ends: "stopped denying", not "never stopped denying"."""
    return is_ending(verb) and not has_negation(verb.head)


def is_ending(verb: Token) -> bool:
    """Whether a verb completes one that tells of the end of its deed, reached or not."""
    ending = word_class(load_lexicon(), "ending")
    return verb.dep_ in ("xcomp", "pcomp") and verb.head.lemma_.lower() in ending


@cache
def judging_rules(lexicon: Lexicon) -> frozenset[str]:
    """The rules of the cues that judge what is known: "condemned the attack"."""
    return frozenset(rule_of("cue", cue) for cue in lexicon.cues if cue.judges)


def is_granted(word: Token, claim: Claim, judging: Container[str]) -> bool:
    """Whether a denial or a judgement, a claim by one of the rules given, takes for granted what words tell.

    "Denied a role in the [raid that killed nine]", "mourned the victims of the [crash that killed nine]".
    """
    if claim.stance != "denies":
        return claim.rule in judging and _is_of_what_is_judged(word, claim)
    if is_named_beside(word):
        return True
    verb = _relative_verb(word)
    return verb is not None and _is_of_definite(verb, claim.content)


def _is_of_what_is_judged(word: Token, claim: Claim) -> bool:
    """Whether words are a definite noun, or stand beside it, that a cue has for object, no verb between."""
    verb = _relative_verb(word)
    noun = word if verb is None else verb.head
    if not _is_definite(noun):
        return False
    above = noun.head
    while above.pos_ not in VERBAL and above.head != above:
        above = above.head
    return any(part.start <= above.idx < part.end for part in claim.cue)


def is_named_beside(noun: Token) -> bool:
    """Whether a noun names what is known and not itself denied: "denied a role in [the raid]".

    Of "denied reports of the raid" the raid is denied, of "denied the raid" as well. Where somebody
    denies to have done something to others is granted without "the" as well: "killing nuns at [a rally]".
    """
    preposition = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ != "pobj" or preposition.lower_ in KEEPING:
        return False
    if _is_of_circumstance(noun, preposition):
        return True
    if preposition.lower_ in OF_CONTENTS and preposition.head.pos_ == "NOUN":
        return False
    return any(child.dep_ == "poss" or child.lower_ in DEFINITE for child in noun.children)


def _is_of_circumstance(noun: Token, preposition: Token) -> bool:
    """Whether a noun tells at what, or when, something was done to others: "during a march", "at a rally".

    "At nine people" tells at whom, and who "died after a beating" died of it.
    """
    at_whom = preposition.lower_ == "at" and noun.tag_ != "NN"
    if preposition.lower_ not in CIRCUMSTANCES or at_whom:
        return False
    above = preposition.head
    while above.pos_ == "NOUN" and above.head != above:
        above = above.head
    deeds = (above, *(child for child in above.children if child.dep_ == "xcomp"))
    return above.pos_ in VERBAL and any(child.dep_ == "dobj" for deed in deeds for child in deed.children)


def _relative_verb(word: Token) -> Token | None:
    """The verb of the relative clause that a word stands in."""
    while word.dep_ != "relcl":
        if word.head == word:
            return None
        word = word.head
    return word


def _is_of_definite(verb: Token, denied: Sequence[Extent]) -> bool:
    """Whether a relative clause is that of a definite noun that is not itself what is denied.

    Of "denied the report that nine died" nothing is granted.
    """
    noun = verb.head
    above = noun.head
    held = any(each.start <= above.idx < each.end for each in denied)
    return held and above != noun and _is_definite(noun)


def _is_definite(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in noun.children)
