"""Scare quotes: a word or two of a definite phrase set between marks that nobody is said to say.

"The 'liberation' of the town" keeps its distance from the word. Longer quotations, names, new terms ("a
'liquidating trust'") and sentences in which somebody speaks are left alone: there the marks mean another
thing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..language.clauses import Tree
from ..language.quotes import find_quotations
from ..lexicon import Lexicon, words_of_form
from ..records import Document
from .reach import Reach, whole_reach

MOST_WORDS = 2
"""Of 298 quotations in 180 documents of news, those of one or two words in a definite phrase without a verb
of speaking beside them were scare quotes; with three words, or after "a", most were terms or speech."""

NOUN_LIKE = ("NN", "JJ", "VBN", "VBG")
ATTRIBUTES = frozenset({"amod", "compound", "nmod"})


def find_scare_quotes(document: Document, tree: Tree, lexicon: Lexicon) -> Iterator[tuple[Reach, Reach]]:
    """The words between the marks, as tokens, and the noun phrase that they stand in."""
    starts = tree.starts
    speaking = words_of_form(lexicon, "cues", "verb")
    for quotation in find_quotations(document):
        if quotation.closed is None or quotation.depth:
            continue
        first, last = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
        if 0 < last - first <= MOST_WORDS and _is_distance(tree, first, last, speaking):
            yield (first, last), whole_reach(tree, _noun_of(tree, first, last))


def _is_distance(tree: Tree, first: int, last: int, speaking: frozenset[str]) -> bool:
    words = tree.tokens[first:last]
    plain = all(word.is_lower and tree.tags[word.i].startswith(NOUN_LIKE) for word in words)
    return plain and _is_definite(tree, first, last) and not _somebody_speaks(tree, first, speaking)


def _noun_of(tree: Tree, first: int, last: int) -> int:
    """The noun of the phrase: the last word, or the noun that it describes."""
    place = last - 1
    while tree.labels[place] in ATTRIBUTES and tree.heads[place] != place:
        place = tree.heads[place]
    return max(place, first)


def _is_definite(tree: Tree, first: int, last: int) -> bool:
    noun = _noun_of(tree, first, last)
    return any(
        child < first and (tree.labels[child] == "poss" or tree.tokens[child].lower_.startswith("th"))
        for child in tree.below(noun, "det", "poss")
    )


def _somebody_speaks(tree: Tree, place: int, speaking: frozenset[str]) -> bool:
    return any(token.lemma_ in speaking for token in tree.tokens[place].sent)
