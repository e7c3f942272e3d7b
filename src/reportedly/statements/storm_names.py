"""Storms with names: of "Hurricane Mitch" the name is the noun, and the word before it tells what it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import Lexicon

if TYPE_CHECKING:
    from ..language.clauses import Tree
    from ..records import Actor

BEFORE_NAMES = frozenset({"compound", "nmod", "amod"})
"""How a word hangs from the name behind it."""
NAMES = frozenset({"NNP", "NNPS"})
DEGREES = frozenset({"tropical", "severe", "super", "category"})
"""Words before the word: "Severe Tropical Storm Klara"."""


def storm_names(tree: Tree, actor_at: Mapping[int, Actor], lexicon: Lexicon) -> dict[int, str]:
    """What those names are that stand right behind the word for it, by their places.

    None of a body, "the Hurricane Center", and none where the word is itself the name of somebody, "Captain
    Storm".
    """
    found = {}
    for word in _words(lexicon):
        for place in tree.places.get(word, ()):
            name = tree.heads[place]
            if (
                name == place + 1
                and tree.labels[place] in BEFORE_NAMES
                and tree.tags[name] in NAMES
                and tree.tokens[place].text[0].isupper()
                and all(tree.lowers[one] in {word, *DEGREES} for one in tree.below(name, *BEFORE_NAMES))
                and (actor_at[name].type == "person" if name in actor_at else True)
            ):
                found[name] = word
    return found


@cache
def _words(lexicon: Lexicon) -> tuple[str, ...]:
    """The words that stand before such names."""
    named = (entry.words for entry in lexicon.predicates if entry.before_name)
    return tuple(word for words in named for word in words)
