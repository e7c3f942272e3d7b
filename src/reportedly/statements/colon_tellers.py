"""What somebody says behind a colon: "the mayor answered at once: no shot was fired".

Before the colon it is told that somebody speaks, by a verb ("disagreed", "hit back"), by a noun for words
that are theirs ("the doctor's verdict", "told another story") or by how they speak ("was blunt"); behind
it stands a clause of its own, up to the end of the sentence. Words for deeds as well ("the army hit back:
its planes bombed the town") tell it only where the clause is in the tense of what is told, not of what is
going on: nobody is made to say what the outlet itself reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.clauses import tree_of
from ..lexicon import Lexicon, rule_of
from ..mentions.actors import actor_at
from ..mentions.measures import places_of
from ..records import Actor, Document
from .attributions import Attribution
from .cue_words import words_of
from .offsets import characters, trimmed
from .owned_words import owner_of
from .sources import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLON = frozenset({":"})
REACH = 25
"""Words before the colon in which it is told who speaks, and behind it in which the clause begins."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
SAID_OF = frozenset({"acomp", "attr", "oprd"})
THROUGH = frozenset({"to", "on", "via", "by"})
"""Prepositions before whom or through what somebody speaks: "to a radio", "by phone"."""
TO = frozenset({"to", "via"})
"""Those that need no word for a medium behind them, where a person is named."""
ARMED = frozenset({"MIL", "REB", "COP", "SPY", "PRM", "UAF", "CRM"})
"""Sectors of those whose answer may be fire."""
WITH = frozenset({"with", "by"})
"""Prepositions of the means of a deed: "replied with fire"."""
STATES = frozenset({"be", "have"})
"""Verbs that in the past tense tell how things were, not what happened next."""
PAST = frozenset({"VBD"})
SILENT = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
"""Entities that speak for nobody here: "Lima was calm: the shops were open"."""


def find_colon_tellers(
    document: Document, doc: Doc, actors: Sequence[Actor], found: Sequence[Attribution], lexicon: Lexicon
) -> Iterator[Attribution]:
    """The clauses behind colons that somebody says, but for those that the text attributes already."""
    taken = [piece for each in found for piece in each.content_at]
    for colon in (doc[place] for place in places_of(doc, COLON)):
        told = _telling(colon, actors, lexicon)
        if told is None:
            continue
        source, cue = told
        content = trimmed(document.text, _behind(colon, document.text))
        if content is None or not _is_clause(colon):
            continue
        if cue.lemma_.lower() in words_of(lexicon, "colon_act") and not _is_as_told(colon):
            continue
        if any(start < content[1] and content[0] < end for start, end in taken):
            continue
        at = next(characters(doc, [(source.left_edge.i, source.i + 1)]), None)
        yield Attribution(
            rule=rule_of("colon", "teller"),
            kind="speech",
            stance="asserts",
            certainty="reported",
            place=cue.idx,
            source=source,
            source_at=at,
            cue_at=((cue.idx, cue.idx + len(cue)),),
            content_at=(content,),
            direct=False,
            frame="colon",
        )


def _telling(colon: Token, actors: Sequence[Actor], lexicon: Lexicon) -> tuple[Token, Token] | None:
    """Who speaks by the words before a colon, and the word that tells it."""
    before = list(colon.doc[max(0, colon.i - REACH) : colon.i])
    starts = [i for i, word in enumerate(before) if word.is_sent_start or word.text in ";\n"]
    lead = before[starts[-1] :] if starts else before
    verbs, nouns, manners = (words_of(lexicon, form) for form in ("colon_verb", "colon_noun", "colon_manner"))
    acts = words_of(lexicon, "colon_act")
    for word in reversed(lead):
        lemma = word.lemma_.lower()
        source: Token | None = None
        if _is_finite(word) and (lemma in verbs or _with_partner(word, lead, verbs)):
            source = subject_of(word)
            if source is not None and lemma in acts and (_is_deed(word, lead) or _is_armed(source, actors)):
                return None
        elif lemma in nouns and word.tag_[:2] == "NN":
            source = _whose(word, lexicon)
        elif lemma in manners and word.dep_ in SAID_OF and word.head.lemma_ == "be":
            source = subject_of(word.head)
            if source is not None and source.lemma_.lower() in nouns:
                source = owner_of(source)
            elif source is not None and source.lower_ == "it":
                return None
        if source is not None and source.i < colon.i and _speaks(source, actors):
            return source, word
    return _named_alone(lead, colon, actors, words_of(lexicon, "medium"))


def _is_finite(verb: Token) -> bool:
    """Whether a verb is finite by itself or by another, and what somebody does: not "was warned"."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return False
    return verb.tag_ in FINITE or any(child.tag_ in FINITE and child.dep_ == "aux" for child in verb.children)


def _is_deed(verb: Token, lead: Sequence[Token]) -> bool:
    """Whether something is done by a verb for words: "replied with fire", "admitted 40 people"."""
    behind = [word for word in lead if word.i > verb.i]
    objects = (word for word in behind if word.dep_ == "dobj" and word.head == verb)
    return any(word.lower_ in WITH for word in behind) or any(word.lower_ != "charge" for word in objects)


def _is_armed(source: Token, actors: Sequence[Actor]) -> bool:
    actor = actor_at(actors, source.idx, source.idx + len(source))
    return actor is not None and actor.sector in ARMED and actor.type != "person"


def _is_as_told(colon: Token) -> bool:
    """Whether the clause behind a colon is in the tense of what is told: "had died", "is closed".

    Not so is what is done next, "soldiers shot nine men", and what the speaker's own do, "its planes".
    """
    doc, tree = colon.doc, tree_of(colon.doc)
    near = range(colon.i + 1, min(len(doc), colon.i + 1 + REACH))
    subject = next((p for p in near if tree.labels[p] in SUBJECTS and tree.heads[p] > colon.i), None)
    if subject is None or any(word.tag_ == "PRP$" for word in doc[colon.i + 1 : subject]):
        return False
    verb = doc[tree.heads[subject]]
    if verb.tag_ in PAST:
        return verb.lemma_ in STATES
    helpers = [word for word in verb.children if word.dep_ in ("aux", "auxpass") and word.tag_ in FINITE]
    return verb.tag_ in FINITE or any(word.tag_ not in PAST or word.lemma_ != "be" for word in helpers)


def _named_alone(
    lead: Sequence[Token], colon: Token, actors: Sequence[Actor], media: frozenset[str]
) -> tuple[Token, Token] | None:
    """Who is only named, with whom they spoke to: "Ana Ruiz, to local radio: the army fired first"."""
    if any(word.tag_ in FINITE for word in lead):
        return None
    through = next((word for word in lead[1:] if word.lower_ in THROUGH and word.tag_ in ("IN", "TO")), None)
    if through is None:
        return None
    names = [word for word in lead if word.i < through.i and word.tag_[:2] == "NN"]
    source = names[-1] if names else None
    if source is None or through.nbor(-1) not in (source, source.nbor()) or not _speaks(source, actors):
        return None
    actor = actor_at(actors, source.idx, source.idx + len(source))
    is_person = actor is not None and actor.type == "person" and through.lower_ in TO
    by_medium = any(word.lemma_.lower() in media for word in lead if word.i > through.i)
    return (source, colon) if is_person or by_medium else None


def _with_partner(verb: Token, lead: Sequence[Token], verbs: frozenset[str]) -> bool:
    """Whether a verb tells it with a word behind it: "hit back", "returned the charge"."""
    lemma = verb.lemma_.lower()
    return any(f"{lemma} {word.lower_}" in verbs for word in lead if word.i > verb.i)


def _whose(noun: Token, lexicon: Lexicon) -> Token | None:
    """Whose words a noun stands for: its owner's, or who gives it: "the doctor's verdict", "has a view".

    As a subject it may be told how they speak, "the army's answer was short", and nothing else.
    """
    if noun.dep_ == "ROOT":
        return owner_of(noun)
    verb = noun.head
    if noun.dep_ in SUBJECTS:
        tones = words_of(lexicon, "colon_manner") | words_of(lexicon, "colon_tone")
        said_of = [child for child in verb.children if child.dep_ in SAID_OF]
        is_told = verb.lemma_ == "be" and any(child.lemma_.lower() in tones for child in said_of)
        is_alone = verb.i > noun.i and verb.doc[noun.i + 1].text == ":"
        return owner_of(noun) if is_told or is_alone else None
    light = words_of(lexicon, "light")
    given = noun.dep_ in ("dobj", "attr") and verb.tag_ in FINITE and verb.lemma_.lower() in light
    return subject_of(verb) if given else None


def _speaks(source: Token, actors: Sequence[Actor]) -> bool:
    if source.ent_type_ in SILENT or source.tag_ in ("WDT", "WP", "DT"):
        return False
    if source.pos_ == "PRON":
        return source.lower_ in ("he", "she", "they", "his", "her", "their", "its", "it")
    return actor_at(actors, source.idx, source.idx + len(source)) is not None


def _behind(colon: Token, text: str) -> tuple[int, int]:
    """From behind a colon to the end of its sentence or line."""
    doc = colon.doc
    first = colon.i + 1
    last = next((place for place in range(first + 1, len(doc)) if doc[place].is_sent_start), len(doc))
    if first >= len(doc):
        return len(text), len(text)
    end = text.find("\n", doc[first].idx)
    return doc[first].idx, min(doc[last - 1].idx + len(doc[last - 1]), end if end >= 0 else len(text))


def _is_clause(colon: Token) -> bool:
    """Whether a clause with a subject and a finite verb stands behind a colon, in its own line."""
    doc, tree = colon.doc, tree_of(colon.doc)
    first = colon.i + 1
    if first >= len(doc) or doc[first].is_space or doc[first].is_quote or doc[first].text[0].isdigit():
        following = doc[first] if first < len(doc) else None
        if following is None or not following.text[0].isdigit():
            return False
    near = range(first, min(len(doc), first + REACH))
    return any(tree.labels[place] in SUBJECTS and tree.heads[place] >= first for place in near)
