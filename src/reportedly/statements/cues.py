"""Words that attribute a statement, found where their frame allows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from ..frozen import quick
from ..language.clauses import tree_of
from ..language.closed_classes import CONCERNING, NEGATIVE_WORDS, NO_NUMBER, PUT_AT
from ..language.columns import columns_of
from ..language.phrases import PIECE, Phrases
from ..lexicon import Cue, Lexicon, load_lexicon, word_class
from ..mentions.toll_grammar import torn_noun
from .reach import is_denied_subject, is_number_sign
from .stretches import inserted_around, torn_off

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
FORMS: Mapping[str, frozenset[str]] = {
    "verb": VERBS,
    "noun": NOUNS,
    "adjective": frozenset({"ADJ", "VERB", "ADV"}),
    "adverb": frozenset({"ADV", "ADJ"}),
}
PHRASAL = frozenset({"phrase", "owned", "trusted", "had"})
"""Forms whose words stand aside in the clause that they speak of."""
FIXED = frozenset({"phrase", "distance", "judgement", "assertion"})
"""Forms whose words stand in a row."""
ANSWERS = frozenset({"denies", "confirms", "doubts"})
"""Stances of verbs that speak of what others said."""
OBJECTS = frozenset({"dobj", "pobj"})
DEAD = "dead"
OUTCOME_TOLD = frozenset({"outcome"})
"""What an entry asks for that goes before the plain verb: "says three wounded"."""
TO_DO = frozenset({"acl", "advcl", "relcl", "xcomp"})
"""Labels of an infinitive behind a noun: "reason to wait"."""
OUTCOMES = frozenset({"acl", "advcl", "amod", "oprd", "ccomp"})
OUTCOME = 30
"""Words behind a verb in which the number stands that a count is brought to."""
REACH = 1
"""How many words behind the verb the rest of its phrase may stand where the parse does not join them."""

Readings: TypeAlias = tuple[tuple[Cue, tuple[str, ...]], ...]


@quick
@dataclass(frozen=True, slots=True)
class FoundCue:
    """An entry of the lexicon where it stands: its head, and all its words in order of the text."""

    entry: Cue
    head: Token
    words: tuple[Token, ...]
    others: tuple[FoundCue, ...] = ()
    """What else its head may be, for where this entry has no content here."""

    @property
    def last(self) -> Token:
        """The word that governs the content: the preposition of "call for", else the head.

        A particle governs nothing ("put forward"), unless the parse takes a preposition for one.
        """
        word = self.words[-1]
        governs = word.dep_ == "prep" or (word.dep_ in ("prt", "dative") and word.n_rights > 0)
        return word if governs else self.head


def match_phrases(doc: Doc, lexicon: Lexicon) -> list[tuple[Span, Cue]]:
    """Where the fixed phrases of the lexicon stand, of cues, distance and an author's voice, in order."""
    return [
        (span, entries[0])
        for span, entries in _phrases(lexicon).longest(doc)
        if entries[0].form == "phrase"
        or not entries[0].needs
        or _holds(FoundCue(entries[0], span[0], tuple(span)))
    ]


def find_cues(
    doc: Doc, lexicon: Lexicon, phrases: Sequence[tuple[Span, Cue]] | None = None
) -> tuple[FoundCue, ...]:
    """All cues of a text whose conditions hold, in order of their heads; `phrases` as matched before."""
    matched = match_phrases(doc, lexicon) if phrases is None else phrases
    found = [*_found_by_head(doc, lexicon), *_found_phrases(matched)]
    return tuple(sorted(found, key=lambda cue: cue.head.i))


def _found_by_head(doc: Doc, lexicon: Lexicon) -> Iterator[FoundCue]:
    readings_of = _by_head(lexicon)
    columns = columns_of(doc)
    for place, (lower, lemma) in enumerate(columns.forms):
        readings = readings_of.get(lemma, ())
        if columns.tags[place] == "VBN":
            readings = (*readings_of.get(lower, ()), *readings)
        if readings and columns.labels[place]:
            token = columns.tokens[place]
            cues = [cue for reading in readings if (cue := _matched(token, *reading)) is not None]
            if cues:
                yield replace(cues[0], others=tuple(cues[1:]))


def _found_phrases(matched: Sequence[tuple[Span, Cue]]) -> Iterator[FoundCue]:
    for span, entry in matched:
        head = span.root if span[0].head in span else span[0]  # the verb of "as reported by"
        cue = FoundCue(entry, head, tuple(span))
        if entry.form == "phrase" and head.dep_ and _holds(cue):
            yield cue


def _matched(head: Token, entry: Cue, rest: Sequence[str]) -> FoundCue | None:
    if not _may_be(head, entry.form) or _is_another_verb(head, entry, rest):
        return None
    words = [head]
    for piece in rest:
        word = _partner(head, words, piece)
        if word is None:
            return None
        words.append(word)
    cue = FoundCue(entry, head, tuple(sorted(words, key=lambda word: word.i)))
    return cue if _holds(cue) and not is_number_sign(head.doc, head.i + 1) else None


def _may_be(head: Token, form: str) -> bool:
    """Whether a word has the form, by its place in the tree where that and its tag do not go together.

    One with a subject is a verb, and a finite verb no object: "dismissed as lies [reports] that he fled".
    """
    if head.tag_ == "VBZ" and head.dep_ in ("dobj", "pobj"):
        return form == "noun"
    if head.pos_ in NOUNS and (
        tree_of(head.doc).below(head.i, "nsubj") or closes_sentence(head) or torn_off(head) is not None
    ):
        return form == "verb"
    return head.pos_ in FORMS[form]


def closes_sentence(head: Token) -> bool:
    """Whether a verb at the end is taken for a noun with a name before it: "nine died, the BBC [reports]"."""
    if head.tag_ != "NNS" or head.dep_ != "ROOT" or head.i < 2:
        return False
    named = head.nbor(-1).dep_ == "compound" and head.nbor(-1).tag_ == "NNP"
    return named and any(child.dep_ == "ccomp" and child.i < head.i for child in head.children)


def _is_another_verb(head: Token, entry: Cue, rest: Sequence[str]) -> bool:
    """Whether a particle makes another verb of it, with an object of its own: "called off the search"."""
    if entry.form != "verb" or entry.takes[0] != "object":
        return False
    tree = tree_of(head.doc)
    return any(tree.lowers[particle] not in rest for particle in tree.below(head.i, "prt"))


def _partner(head: Token, words: Sequence[Token], piece: str) -> Token | None:
    """The further word of a phrase: it hangs on the words before it, or follows close behind."""
    tree = tree_of(head.doc)
    for word in words:
        for place in tree.children[word.i]:
            if piece in tree.forms[place] and place > head.i:
                return tree.tokens[place]
    for child in _behind_times(head):
        if piece == child.lower_:
            return child
    for word in head.doc[words[-1].i + 1 : words[-1].i + 1 + REACH]:
        if word.is_sent_start:
            break
        if piece in (word.lower_, word.lemma_.lower()):
            return word
    return None


def _behind_times(head: Token) -> Iterator[Token]:
    """The prepositions that the parse hangs on the time of a verb: "warned in 2019 [of] a leak"."""
    tree = tree_of(head.doc)
    behind = (prep for prep in tree.below(head.i, "prep") if prep > head.i)
    for noun in (noun for prep in behind for noun in tree.children[prep]):
        if tree.tokens[noun].ent_type_ in ("DATE", "TIME"):
            yield from (tree.tokens[place] for place in tree.below(noun, "prep") if place > noun)


@cache
def _by_head(lexicon: Lexicon) -> Mapping[str, Readings]:
    """Entries by the lemma of their first word, those with more words first, then those that ask for more."""
    readings: dict[str, list[tuple[Cue, tuple[str, ...]]]] = {}
    for entry in lexicon.cues:
        if entry.form in FORMS:
            for phrase in entry.words:
                first, *rest = PIECE.findall(phrase)
                readings.setdefault(first, []).append((entry, tuple(rest)))
    return {
        first: tuple(
            sorted(each, key=lambda r: (-len(r[1]), not r[0].objects and not OUTCOME_TOLD & set(r[0].needs)))
        )
        for first, each in readings.items()
    }


@cache
def _phrases(lexicon: Lexicon) -> Phrases[Cue]:
    fixed = (entry for entry in lexicon.cues if entry.form in FIXED)
    return Phrases((phrase, entry) for entry in fixed for phrase in entry.words)


def _holds(cue: FoundCue) -> bool:
    if _is_label(cue.head) or _is_asked_about(cue) or _is_of_desk(cue.head):
        return False
    return _has_object_of(cue) and all(CONDITIONS[need](cue) for need in cue.entry.needs)


def _is_asked_about(cue: FoundCue) -> bool:
    """Whether who speaks next was asked, about a thing and no statement: "Asked about it, she said"."""
    tree, verb = tree_of(cue.head.doc), cue.head
    is_done_to = verb.tag_ == "VBN" and _opens(verb)
    return cue.entry.stance == "asks" and is_done_to and not tree.below(verb.i, "ccomp", "xcomp")


def _is_of_desk(verb: Token) -> bool:
    """Whether a desk tells what it changed in its own text: "(Corrects to say nine died, not six)"."""
    tree = tree_of(verb.doc)
    start = tree.sentences[verb.i].start
    opening = next((tree.lowers[at] for at in range(start, verb.i) if tree.tokens[at].is_alpha), "")
    return opening in word_class(load_lexicon(), "of-desks") and tree.lowers[verb.i - 1] == "to"


def _is_label(verb: Token) -> bool:
    """Whether a verb ends a label with a bare number, and nobody says it: "Deaths confirmed: 4."."""
    behind = verb.doc[verb.i + 1 : verb.i + LABELLED]
    if len(behind) < LABELLED - 2 or behind[0].text != ":" or not behind[1].text.isdigit():
        return False
    before = verb.nbor(-1) if verb.i and not verb.is_sent_start else verb
    return before.tag_ == "NNS" and (len(behind) == LABELLED - 2 or behind[2].is_punct or behind[2].is_space)


LABELLED = 4
"""Tokens of a label's last word, its colon, its number and what ends it."""


def _has_object_of(cue: FoundCue) -> bool:
    """Whether the verb has a subject and an object that its entry asks for, if it asks, and none it bars."""
    entry = cue.entry
    if entry.subjects:
        subjects = {child.lemma_.lower() for child in cue.head.children if child.dep_ == "nsubj"}
        if subjects.isdisjoint(entry.subjects):
            return False
    if not entry.objects and not entry.never:
        return True
    clauses = (child for child in cue.head.children if child.dep_ == "ccomp")
    torn = (noun for clause in clauses for noun in clause.children if torn_noun(noun) is not None)
    objects = (child for child in cue.head.children if child.dep_ in ("dobj", "nsubjpass"))
    doers = {child.lemma_.lower() for child in cue.head.children if child.dep_ == "nsubj"}
    if not doers.isdisjoint(entry.never):
        return False
    things = {noun.lemma_.lower() for noun in (*objects, *torn)}
    return things.isdisjoint(entry.never) and not (entry.objects and things.isdisjoint(entry.objects))


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, or a participle that hangs on the noun it is done to."""
    tree = tree_of(verb.doc)
    if tree.below(verb.i, "auxpass", "nsubjpass"):
        return True
    if tree.below(verb.i, "agent"):
        return not (verb.tag_ == "VBD" and tree.below(verb.i, "nsubj"))  # "she said by phone"
    return verb.tag_ == "VBN" and (verb.dep_ == "acl" or _opens(verb) or _is_of_headline(verb))


def _opens(participle: Token) -> bool:
    """Whether a participle opens its sentence, whose subject it is done to: "Asked whether, he said"."""
    return participle.dep_ == "advcl" and bool(participle.is_sent_start)


def _is_of_headline(participle: Token) -> bool:
    """Whether a headline leaves out the verb of the passive: "55 feared dead", "nine believed killed"."""
    labels = {child.dep_: child.tag_ for child in participle.children}
    return labels.get("oprd") in ("JJ", "VBN") and labels.keys().isdisjoint({"aux", "dobj"})


def opened_by(verb: Token) -> Token | None:
    """Who speaks behind a verb that opens its sentence before a quotation: 'Said [a guard]: "I ran."'."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if not verb.is_sent_start or len(objects) != 1 or objects[0].left_edge.i != verb.i + 1:
        return None
    behind = verb.doc[objects[0].right_edge.i + 1 : objects[0].right_edge.i + 3]
    led_in = len(behind) == 2 and behind[0].text in (":", ",") and behind[1].is_quote
    return objects[0] if led_in else None


def _is_teller(noun: Token, verb: Token) -> bool:
    """Whether the parse takes who speaks for an object: '"He is gone," sobbed [Ana]'."""
    quoted = verb.tag_ in ("VBD", "VBZ") and verb.i > 0 and verb.nbor(-1).is_quote
    behind_quoted = quoted and noun.left_edge.i == verb.i + 1
    return noun.dep_ == "dobj" and (behind_quoted or opened_by(verb) == noun)


def _without_object(cue: FoundCue) -> bool:
    """Whether nothing is done to anybody, nor to the noun before a participle: "a session called by them"."""
    objects = (child for child in cue.head.children if child.dep_ in ("dobj", "dative"))
    if not all(_is_teller(child, cue.head) for child in objects):
        return False
    return not (cue.head.dep_ == "acl" and is_passive(cue.head))


def _with_as(cue: FoundCue) -> bool:
    """Whether the verb says what its object is: "as a traitor", "a traitor"."""
    return any(
        child.dep_ in ("oprd", "ccomp") or (child.dep_ == "prep" and child.lower_ == "as")
        for word in cue.head.children
        for child in (word, *word.children)
    )


def _with_plain_as(cue: FoundCue) -> bool:
    """Whether "as" tells how it is taken: "saw him as a traitor", not "saw him leave"."""
    near = (child for word in (cue.head, *cue.head.children) for child in word.children)
    return any(child.dep_ == "prep" and child.lower_ == "as" for child in near)


def _with_along(cue: FoundCue) -> bool:
    """Whether it is told what for: "thanked them for their help" says something, "thanked them" does not."""
    near = (child for word in (cue.head, *cue.head.children) for child in word.children)
    return any(child.dep_ in ("prep", "dative") and child.lower_ in cue.entry.along for child in near)


def _is_not_about(cue: FoundCue) -> bool:
    """Whether no talk is refused: "refused to comment on the toll" neither tells nor denies it."""
    verbs = (child for child in cue.head.children if child.dep_ in ("xcomp", "ccomp"))
    return not any(child.lower_ in CONCERNING for verb in verbs for child in verb.children)


def _is_own(cue: FoundCue) -> bool:
    """Whether the words may be the subject's: not "dismissed calls", which are those of others."""
    owned = any(child.dep_ == "poss" for child in cue.head.children)
    return owned or not (cue.head.dep_ == "dobj" and cue.head.tag_ == "NNS")


def _is_counted(noun: Token) -> bool:
    return noun.pos_ == "NUM" or any(child.dep_ == "nummod" for child in noun.children)


def _with_number(cue: FoundCue) -> bool:
    """Whether the object is counted, or those of whom a participle is said: "counts nine detained"."""
    behind = (child for word in cue.words[1:] for child in word.children if child.dep_ == "pobj")
    return any(map(_is_counted, behind)) or any(
        (child.dep_ in ("dobj", "nsubjpass") and _is_counted(child))
        or is_counted_state(child)
        or (child.dep_ == "ccomp" and _has_counted(child))
        for child in cue.head.children
    )


def is_counted_state(child: Token) -> bool:
    """Whether the parse takes those counted for a measure: "counted [13 dead] after the raid"."""
    state = child.dep_ == "npadvmod" and child.tag_ in ("JJ", "VBN") and _is_counted(child)
    return state and child.left_edge.i == child.head.i + 1


def _of_no_place(cue: FoundCue) -> bool:
    """Whether a subject is no town or land: "Ica recorded nine deaths" is said by nobody there."""
    subjects = (child for child in cue.head.children if child.dep_ == "nsubj")
    return not any(child.ent_type_ == "GPE" for child in subjects)


def _has_agent(cue: FoundCue) -> bool:
    """Whether the passive names who did it: "nine deaths were recorded by the clinic"."""
    return any(child.dep_ == "agent" for child in cue.head.children)


def _has_counted(verb: Token) -> bool:
    said_before = verb.i < verb.head.i  # "nine live in tents, the union counts"
    is_state = verb.tag_ == "VBN" or any(child.lower_ == DEAD for child in verb.children)  # "nine shot dead"
    return (said_before or is_state) and any(
        child.dep_ in ("nsubj", "nsubjpass") and _is_counted(child) for child in verb.children
    )


def _with_outcome(cue: FoundCue) -> bool:
    """Whether the object is counted and a state is said of it: "gave nine guards dead", "nine as missing"."""
    verb = cue.last
    objects = [child for child in verb.children if child.dep_ in OBJECTS]
    counted = [child for child in objects if _is_counted(child)]
    if not counted or any(child.dep_ == "dative" for child in verb.children):
        return False
    if counted[0].tag_ in ("JJ", "VBN"):
        return True
    beside = (*verb.children, *counted[0].children)
    stated = (child for link in beside if link.lower_ == "as" for child in link.children)
    return any(child.tag_ in ("JJ", "VBN", "VBG") for child in stated) or any(
        child.i > counted[0].i and child.dep_ in OUTCOMES | OBJECTS and child.tag_ in ("JJ", "VBN")
        for child in beside
    )


def _of_none(cue: FoundCue) -> bool:
    """Whether the object is none of a kind: "found no crack", "has heard of none"."""
    return any(
        child.dep_ in OBJECTS
        and (child.lower_ in NEGATIVE_WORDS or any(word.lower_ in NEGATIVE_WORDS for word in child.children))
        for child in cue.last.children
    )


def is_bare_passive(cue: FoundCue) -> bool:
    """Whether a participle only looks like a past tense: "many of them [believed to be] foreigners".

    Verbs of belief that raise their subject take an infinitive in the passive alone.
    """
    verb = cue.head
    raises = "raised" in cue.entry.takes and "infinitive" not in cue.entry.takes
    if not raises or cue.entry.kind != "thought" or verb.tag_ not in ("VBD", "VBN") or is_passive(verb):
        return False
    held = [child for child in verb.children if child.dep_ in ("dobj", "xcomp") and child.i > verb.i]
    return bool(held) and held[0].dep_ == "xcomp" and held[0].left_edge.lower_ == "to"


def _with_definite(cue: FoundCue) -> bool:
    """Whether what the phrase names can speak: "per the ministry", "per village elders", not "per hour"."""
    objects = [child for child in cue.words[-1].children if child.dep_ == "pobj"]
    return any(
        noun.tag_ in ("NNP", "NNPS", "NNS")
        or any(c.dep_ == "poss" or c.lower_ == "the" for c in noun.children)
        for noun in objects
    )


def _stands_aside(cue: FoundCue) -> bool:
    """Whether the words open their sentence or stand behind a mark: "nine drowned, to believe the rebels"."""
    first = cue.words[0]
    return bool(first.is_sent_start) or (first.i > 0 and first.nbor(-1).is_punct)


def _at_number(cue: FoundCue) -> bool:
    """Whether the verb puts its object at a number, or above or below one."""
    objects = (word for child in cue.head.children if child.dep_ == "dobj" for word in child.subtree)
    ats = (word for word in (*cue.head.children, *objects) if word.lower_ in PUT_AT and word.dep_ == "prep")
    return any(_is_counted(noun) for at in ats for noun in at.children)


def _number_told(cue: FoundCue) -> bool:
    """Whether the number stands with its noun: "gave a lower figure of 37", "gave the toll as nine".

    Those counted may be told by their state: "gave the toll as nine dead".
    """
    nouns = [child for child in cue.head.children if child.dep_ == "dobj"]
    links = (child for word in (cue.head, *nouns) for child in word.children if child.lower_ in ("of", "as"))
    return any(_is_counted(noun) or _stands_behind(link) for link in links for noun in link.children)


def _stands_behind(link: Token) -> bool:
    """Whether a number stands right behind a word."""
    return link.i + 1 < len(link.doc) and link.nbor(1).pos_ == "NUM"


def _to_a_number(cue: FoundCue) -> bool:
    """Whether what it is done to ends at a number: "lowered the number of dead to nine"."""
    behind = cue.head.doc[cue.head.i + 1 : min(cue.head.i + OUTCOME, cue.head.sent.end)]
    links = (word for word in behind if word.lower_ == "to")
    return any(_is_counted(noun) for link in links for noun in link.children)


def _with_that(cue: FoundCue) -> bool:
    """Whether a clause with "that" completes the verb."""
    clauses = (child for child in cue.head.children if child.dep_ == "ccomp" and child.i > cue.head.i)
    return any(mark.dep_ == "mark" and mark.i < verb.i for verb in clauses for mark in verb.children)


def _is_given(cue: FoundCue) -> bool:
    """Whether a noun is of something told: not "found no reason that", "has reason to wait"."""
    children = list(cue.head.children)
    to_do = (word for verb in children if verb.dep_ in TO_DO for word in verb.children)
    none = any(child.dep_ == "det" and child.lower_ in NO_NUMBER for child in children)
    return not none and not any(word.tag_ == "TO" and word.dep_ == "aux" for word in to_do)


def _of_denied_subject(cue: FoundCue) -> bool:
    """Whether it is said of none: "claims of neither side could be verified"."""
    children = (child for word in cue.words for child in word.children)
    return any(is_denied_subject(child) for child in children if child.dep_ in ("nsubj", "nsubjpass"))


CONDITIONS: Mapping[str, Callable[[FoundCue], bool]] = {
    "that": _with_that,
    "no object": _without_object,
    "as": _with_as,
    "plain as": _with_plain_as,
    "along": _with_along,
    "own": _is_own,
    "not about": _is_not_about,
    "number": _with_number,
    "no place": _of_no_place,
    "outcome": _with_outcome,
    "none": _of_none,
    "quoting": lambda cue: (
        any(word.is_quote for word in cue.head.sent) or inserted_around(cue.head) is not None
    ),
    "definite": _with_definite,
    "aside": _stands_aside,
    "denied subject": _of_denied_subject,
    "at number": _at_number,
    "number told": _number_told,
    "to number": _to_a_number,
    "particle": lambda cue: not any(child.dep_ == "pobj" for child in cue.words[-1].children),
    "torn off": lambda cue: torn_off(cue.head) is not None,
    "given": _is_given,
    "active": lambda cue: not is_passive(cue.head) or _has_agent(cue),
}
"""What an entry may ask of the frame that it stands in."""
