"""Cues that are somebody's words or count in a phrase: "by the union's count", "in his opinion".

So is "if he is to be believed", "as he has it".

The nouns stand in the lexicon with the prepositions before them; here is where such a phrase speaks of its
clause: it opens it or ends it behind a comma, or what counts stands behind "by". Whoever the words are of
is the source; words of nobody ("official data") are a source themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..language.closed_classes import SUPPOSING
from ..language.columns import columns_of
from ..lexicon import Cue, Lexicon
from .cue_words import words_of
from .cues import FoundCue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWNED, TRUSTED, HAD = "owned", "trusted", "had"
"""Forms of cues: nouns for somebody's words or count; participles of "if he is to be believed"; "has it"."""
FREE = frozenset({"by"})
"""The preposition that needs no comma before it: "nine died by the union's count"."""
MARKS = frozenset({",", ";", ":", "-", "–", "—", "("})
WITHIN = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "VBN", "HYPH", "RB"})
"""Tags of the words between a preposition and its noun."""
SUMS = frozenset({"be", "number", "stand", "total"})
"""Verbs of what is so in a count: "the dead number 40 in the union's figures"."""
REACH = 12
"""Words between "if" and "to be believed"."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
TIMES = frozenset({"DATE", "TIME", "ORDINAL"})


def find_owned(doc: Doc, lexicon: Lexicon) -> Iterator[FoundCue]:
    """The cues of the three forms, in order of their words and, for one word, of their places."""
    entries, places = _entries(lexicon), columns_of(doc).places
    for form in sorted(entries.keys() & places.keys()):
        for place in places[form]:
            cue = _made(doc[place], entries[form], lexicon) if doc[place].lower_ == form else None
            if cue is not None:
                yield cue


@cache
def _entries(lexicon: Lexicon) -> Mapping[str, Cue]:
    return {word: e for e in lexicon.cues if e.form in (OWNED, TRUSTED, HAD) for word in e.words}


def _made(word: Token, entry: Cue, lexicon: Lexicon) -> FoundCue | None:
    if entry.form == TRUSTED:
        return _if_trusted(word, entry)
    if entry.form == HAD:
        return _as_had(word, entry)
    preposition = _preposition_before(word, entry.along)
    if preposition is None or not (_ends_phrase(word) or _is_of_things(word, preposition)):
        return None
    if not (_stands_aside(preposition) or _is_sum(preposition)):
        return None
    if owner_of(word) is not None:
        return FoundCue(entry, preposition, (preposition, word))
    told = word.head == preposition and _names_teller(word, words_of(lexicon, "official"))
    return FoundCue(entry, preposition, (preposition,)) if told else None


def _preposition_before(noun: Token, along: Sequence[str]) -> Token | None:
    """The preposition of a noun, also where the parse hangs the noun elsewhere: "[by] the union's list"."""
    for place in range(noun.i - 1, max(-1, noun.i - REACH), -1):
        word = noun.doc[place]
        if word.dep_ in ("prep", "agent") and word.lower_ in along:
            return word
        if word.tag_ not in WITHIN:
            return None
    return None


def _ends_phrase(noun: Token) -> bool:
    """Whether a noun is the last of its phrase: not "the army's records office", "its list of targets"."""
    if noun.i + 1 == len(noun.doc):
        return True
    behind = noun.nbor()
    hyphened = not noun.whitespace_ and (behind.tag_ == "HYPH" or behind.text == "-")
    goes_on = noun.dep_ == "compound" or behind.tag_ == "POS" or behind.lower_ in ("of", "and", "or")
    return not hyphened and not goes_on


def _is_of_things(noun: Token, preposition: Token) -> bool:
    """Whether an opening "by" also says what was counted, up to a comma: "By our survey of graves, ..."."""
    after = noun.doc[noun.i + 1 : noun.i + REACH]
    comma = next((word.i for word in after if word.text == ","), None)
    if preposition.lower_ not in FREE or not preposition.is_sent_start or comma is None:
        return False
    told = noun.doc[comma + 1 : comma + 2]
    if after[0].lower_ != "of" or not len(told) or told[0].tag_[0] == "W":
        return False
    return not any(word.tag_[:2] in ("VB", "MD") for word in after if word.i < comma)


def _is_sum(preposition: Token) -> bool:
    """Whether a number is so in somebody's count, without a comma: "the dead number 40 in its figures"."""
    verb = preposition.head.head if preposition.head.tag_ == "CD" else preposition.head
    return verb.lemma_.lower() in SUMS and any(
        word.tag_ == "CD" and word.i > verb.i and word.dep_ != "pobj" for word in verb.children
    )


def owner_of(noun: Token) -> Token | None:
    """Whose words they are: the union of "the union's count"."""
    for place in range(noun.i - 1, max(-1, noun.i - REACH), -1):
        word = noun.doc[place]
        if word.tag_ in ("POS", "PRP$"):
            own = word if word.tag_ == "PRP$" else word.nbor(-1)
            return None if own.ent_type_ in TIMES else own
        if word.tag_ not in WITHIN:
            return None
    return None


def _names_teller(noun: Token, official: frozenset[str]) -> bool:
    """Whether words before the noun tell whose it is: "police figures", "official data"."""
    return any(
        child.lower_ in official or (child.dep_ == "compound" and child.ent_type_ not in TIMES)
        for child in noun.children
    )


def _stands_aside(preposition: Token) -> bool:
    """Whether the phrase opens its clause or stands behind a comma; one with "by" only is no agent's."""
    before = preposition.nbor(-1) if preposition.i else preposition
    aside = bool(preposition.is_sent_start) or before.text in MARKS or before.dep_ in ("cc", "mark")
    return aside or (preposition.lower_ in FREE and preposition.dep_ == "prep")


def _if_trusted(participle: Token, entry: Cue) -> FoundCue | None:
    """The words of "if the junta is to be believed", headed by the verb that hangs from the main one."""
    doc, place = participle.doc, participle.i
    if place < 4 or [word.lower_ for word in doc[place - 2 : place]] != ["to", "be"]:
        return None
    be = doc[place - 3]
    opening = (word for word in doc[max(0, be.i - REACH) : be.i] if word.lower_ in SUPPOSING)
    first = next(opening, None)
    head = be if be.dep_ == "advcl" else participle if participle.dep_ == "advcl" else None
    if first is None or be.lemma_ != "be" or head is None:
        return None
    return FoundCue(entry, head, (first, *doc[be.i : place + 1]))


def _as_had(verb: Token, entry: Cue) -> FoundCue | None:
    """The words of "as the rebels have it", if a mark follows."""
    doc, first = verb.doc, verb.left_edge
    it = doc[verb.i + 1] if verb.i + 1 < len(doc) else verb
    if it.i + 1 < len(doc) and not doc[it.i + 1].is_punct:
        return None  # "as soldiers put it out", "as the army put it to use"
    if verb.dep_ != "advcl" or it.lower_ != "it" or first.lower_ != "as" or verb.i - first.i > REACH:
        return None
    return FoundCue(entry, verb, (first, verb, it))


def source_of_owned(cue: FoundCue) -> Token | None:
    """Whose words a phrase tells, or the words themselves; who is to be believed.

    "Its own" before the subject is the subject's: "by its own account the army lost nine men".
    """
    if cue.entry.form == OWNED:
        noun = cue.words[-1]
        owner = owner_of(noun) if len(cue.words) > 1 else None
        if owner is None:
            return next((child for child in cue.head.children if child.dep_ == "pobj"), None)
        itself = owner.tag_ == "PRP$" and owner.nbor().lower_ == "own"
        subjects = (child for child in cue.head.head.children if child.dep_ in SUBJECTS)
        named = next((child for child in subjects if child.i > noun.i and child.pos_ != "PRON"), None)
        return named if itself and named is not None else owner
    near = (child for word in (cue.head, *cue.words[1:]) for child in word.children)
    return next((child for child in near if child.dep_ in SUBJECTS), None)
