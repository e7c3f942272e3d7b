"""Questions: whether one asks if something happened, or takes it for granted and asks who, when or why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clauses import Tree

ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
HELPERS = frozenset({"aux", "auxpass"})
NUMBERS = frozenset({"many", "few"})
OPENING = 3
"""Tokens at the beginning of a question in which its word stands: "And [why] were nine shot?"."""
ENDING = 3
"""Tokens at the end of a question in which its mark stands: a quotation mark or a blank may follow."""


def is_question(tree: Tree, place: int) -> bool:
    """Whether the sentence of a token ends in a question mark."""
    sentence = tree.sentences[place]
    last = range(max(sentence.start, sentence.end - ENDING), sentence.end)
    return any(tree.lowers[token].startswith("?") for token in last)


def takes_for_granted(tree: Tree, place: int) -> bool:
    """Whether the question of a token only asks who, when or why: "who ordered the raid that killed 9?"."""
    sentence = tree.sentences[place]
    first = range(sentence.start, min(sentence.end, sentence.start + OPENING))
    word = next((token for token in first if tree.tags[token] in ASKING), None)
    return word is not None and tree.lowers[word + 1 : word + 2] != ["if"]


def asks_how_many(tree: Tree, verb: int) -> bool:
    """Whether its doers or sufferers are asked for by number: "how many died", which may be none."""
    nouns = tree.below(verb, "nsubj", "nsubjpass", "dobj")
    return any(
        tree.lowers[number] in NUMBERS and tree.lowers[number - 1 : number] == ["how"]
        for noun in nouns
        for number in (noun, *tree.below(noun, "amod", "nummod", "det", "advmod"))
    )


def asks_whether(tree: Tree, verb: int) -> bool:
    """Whether the helper of a verb stands before its subject, and no word asks for more: "did they flee"."""
    while tree.labels[verb] == "conj" and tree.is_verb(tree.heads[verb]):
        verb = tree.heads[verb]
    subjects = tree.below(verb, *SUBJECTS)
    helpers = tree.below(verb, *HELPERS)
    if not subjects or not helpers or helpers[0] > subjects[0]:
        return False
    before = (place for place in tree.children[verb] if place < helpers[0])
    return not any(tree.tags[place] in ASKING for place in before)
