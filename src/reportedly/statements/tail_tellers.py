"""Who tells a whole sentence at its end where the parse has found no such clause.

The verb is taken for a noun ("4,000 marched, police estimate."), or who tells for one more of what was told
of ("The fire took 300 homes, twice the first count, a panel reported on Tuesday.").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import Cue, Lexicon
from ..mentions.actors import actor_at
from ..mentions.capital_runs import DATED
from ..records import Actor, Document
from .attributions import Attribution
from .clipped import telling_verbs
from .headlines import by_layout, says_something
from .offsets import trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ENDS = frozenset({".", ";"})
NAMING = frozenset({"DT", "JJ", "CD", "NN", "NNS", "NNP", "NNPS"})
"""Tags of words that say who tells, behind the comma: "local officials", "two of the officials"."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
"""Tags of which a sentence has one."""
TOLD = frozenset({"VBD", "VBN", "VBP", "VBZ"})
"""Tags of the verb of who tells, whose past the parse often takes for a participle."""
BEFORE_ONE = frozenset({"a", "an", "one", "the"})
"""Before a noun: "the police report" is a thing as like as not."""
LONGEST = 6
"""Words of who tells, and of when."""
LEAST = 3
"""Words of a sentence with somebody who tells it."""


def find_tail_tellers(
    document: Document,
    doc: Doc,
    actors: Sequence[Actor],
    known: Sequence[Attribution],
    lexicon: Lexicon,
) -> Iterator[Attribution]:
    """What is told by those who stand behind the last comma of a sentence, where `known` has nobody there."""
    verbs = telling_verbs(lexicon)
    places = {each.place for each in known}
    for mark in doc:
        if mark.text not in ENDS or mark.i < LEAST:
            continue
        verb = _last_verb(doc, mark.i, verbs)
        if verb is None or verb.idx in places:
            continue
        named = _teller(doc, verb, actors, lexicon)
        if named is None or not any(word.tag_ in FINITE for word in doc[verb.sent.start : named[0] - 1]):
            continue  # a list of things
        start, comma = verb.sent.start_char, doc[named[0] - 1].idx
        content = trimmed(document.text, (start, comma))
        if content is not None and says_something(document.text[slice(*content)]):
            first, last = doc[named[0]], doc[named[1]]
            at = first.idx, last.idx + len(last)
            told = by_layout("headline", at, (verb.idx, verb.idx + len(verb)), content)
            entry = verbs[_form_of(verb)]
            yield replace(told, stance=entry.stance, certainty=entry.certainty)


def _last_verb(doc: Doc, end: int, verbs: Mapping[str, Cue]) -> Token | None:
    """The verb of telling that ends a sentence, but for when it was told: "reported on Tuesday"."""
    place = end - 1
    while place > max(end - 1 - LONGEST, 1) and _dates(doc[place]):
        place -= 1
    verb = doc[place]
    telling = verb.tag_ == "NN" or (verb.tag_ in TOLD and _is_without_object(verb))
    return verb if telling and verb.is_lower and _form_of(verb) in verbs else None


def _dates(word: Token) -> bool:
    return bool(word.ent_type_ in DATED) or (word.tag_ == "IN" and word.nbor(1).ent_type_ in DATED)


def _is_without_object(verb: Token) -> bool:
    """Whether nothing helps a verb and nothing undergoes it: who "was found" tells nothing."""
    return not any(child.dep_ in ("aux", "auxpass", "dobj", "agent") for child in verb.children)


def _form_of(verb: Token) -> str:
    return str(verb.lower_ if verb.tag_ == "NN" else verb.lemma_)


def _teller(doc: Doc, verb: Token, actors: Sequence[Actor], lexicon: Lexicon) -> tuple[int, int] | None:
    """The first and the last word between the last comma and a verb, where they are who tells."""
    first = verb.i - 1
    while first > verb.i - LONGEST and (doc[first - 1].tag_ in NAMING or doc[first - 1].lower_ == "of"):
        first -= 1
    last = next((word.i - 1 for word in doc[first : verb.i] if word.lower_ == "of"), verb.i - 1)
    teller = doc[last]
    end = teller.idx + len(teller)
    who = actor_at(actors, teller.idx, end)
    known = teller.lower_ in _tellers(lexicon) if who is None else who.end in (end, verb.idx - 1)
    apart = known and first > 0 and doc[first - 1].text == "," and not _is_told_of(doc, first, verb.i)
    thing = verb.tag_ == "NN" and doc[first].lower_ in BEFORE_ONE
    return (first, verb.i - 1) if apart and not thing else None


def _is_told_of(doc: Doc, first: int, end: int) -> bool:
    """Whether a thing stands before who tells, which they tell of: "a loss the mayor estimated in May"."""
    inner = (word for word in doc[first + 1 : end] if word.tag_ == "DT")
    return any(word.nbor(-1).lower_ != "of" and word.nbor(-1).tag_ not in ("DT", "PDT") for word in inner)


@cache
def _tellers(lexicon: Lexicon) -> frozenset[str]:
    """Words for bodies and people who may tell, where "police estimate" was read as one noun."""
    entries = (entry for entry in lexicon.roles if entry.form in ("body", "people"))
    return frozenset(word for entry in entries for word in entry.words)
