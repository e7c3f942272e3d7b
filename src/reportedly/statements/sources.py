"""Who says it: the noun phrase that a cue has for its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.clauses import RELATIVES
from ..language.closed_classes import BULLETS, NO_MORE, OF_TELLERS, SUPPOSING, WITHHOLDING_MODALS
from ..mentions.toll_grammar import torn_noun
from .contents import begins_with, is_inverted_beside, rejoined
from .cues import VERBS, FoundCue, closes_sentence, is_bare_passive, is_passive, opened_by
from .object_frames import charge_behind_agent
from .owned_words import source_of_owned
from .stretches import Stretch, torn_off

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEPS = 8
"""How far up the tree a shared subject is looked for; coordination of more verbs has other subjects."""


LONGEST_NAME = 4
"""Words of the name of a person."""
QUOTED_REACH = 12
"""Words between a quotation and the verb behind the name of its speaker."""
SEMICOLON_REACH = 60
"""Words between a subject and its verb in which a semicolon is looked for."""
COMMENTS = frozenset({"asserts", "denies", "confirms", "doubts", "estimates"})
"""Stances of what a speaker adds; what is demanded, threatened or promised is told of those in the report."""
OPENING = frozenset({"prep", "csubj", "advcl"})
"""Labels of a phrase that opens a sentence before its subject."""
PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
"""Entities that speak for nobody behind a comma: "in Lima, the capital"."""
TIMES = frozenset({"DATE", "TIME"})
IMPERSONAL = ("it",)
"""The subject of verbs by which something is known from nobody: "it emerged that"."""
DASHES = frozenset({"–", "—", "--", "-"})
MARKS = frozenset({*BULLETS, "*", *DASHES})
"""What opens an item of a list."""


def find_source(cue: FoundCue, told: frozenset[int] = frozenset()) -> Token | None:
    """The head of the phrase that names who speaks; None where the text hides it.

    `told` is where the heads of the text's cues stand.
    """
    outer = _reporter_of(cue, told)
    return _OF_FORM[cue.entry.form](cue) if outer is None else subject_of(outer)


def _reporter_of(cue: FoundCue, told: frozenset[int]) -> Token | None:
    """The verb of whoever adds a participle to a report of what others did, and not said.

    "The general [said] that troops had fired into the air, adding that nine had died"; but of "said that the
    union had rejected the offer, adding that" the union adds it. Who shouts or demands is in the report.
    """
    verb, host = cue.head, cue.head.head
    takes = cue.entry.takes
    comments = (
        cue.entry.kind == "speech"
        and cue.entry.stance in COMMENTS
        and "clause" in takes
        and "for" not in takes
    )
    if not comments or verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    reported = host.dep_ == "ccomp" and host.head.i in told and host.head.i < host.i < verb.i
    return host.head if reported and host.i not in told else None


def source_stretch(source: Token, cue: FoundCue) -> Stretch:
    """The whole phrase of a source with apposition and relative clause, never over its own cue."""
    torn = torn_off(cue.head)
    if torn is not None and torn[1] == source:
        return torn[0][0], source.i + 1
    left, right = source.left_edge.i, source.right_edge.i + 1
    if left <= cue.head.i < right:
        left, right = (left, cue.head.i) if source.i < cue.head.i else (cue.head.i + 1, right)
        while source.i < right - 1 and source.doc[right - 1].head == cue.head:
            right -= 1  # "had" of "had admitted"
    while left < source.i and (source.doc[left].text in MARKS or source.doc[left].is_quote):
        left += 1
    charge = charge_behind_agent(cue)
    if charge is not None and source.i < charge.i < right:
        right = charge.i
    bracket = any(word.text == "(" for word in source.doc[left:right])
    while (
        right > left + 1
        and (source.doc[right - 1].is_punct or source.doc[right - 1].is_space)
        and not (bracket and source.doc[right - 1].text == ")")
    ):
        right -= 1
    name = name_behind(source)
    return left, right if name is None else max(right, name.i + 1)


def name_behind(source: Token) -> Token | None:
    """The end of the name that closes a sentence behind a post, where the parse parts them.

    "According to a teacher, Ana [Ruiz]." A day or a town that closes it ("..., Friday.") is nobody's name.
    """
    doc, first = source.doc, source.i + 2
    if source.tag_ != "NN" or first >= len(doc) or doc[first - 1].text != ",":
        return None
    end = first
    while end < len(doc) and doc[end].pos_ == "PROPN" and end - first < LONGEST_NAME:
        end += 1
    name, ends = doc[end - 1], end == len(doc) or doc[end].text in (".", ";")
    kinds = {word.ent_type_ for word in doc[first:end]}
    is_name = kinds == {"PERSON"} or (kinds == {""} and end > first + 1)
    return name if is_name and name.dep_ == "npadvmod" and ends else None


def may_hide(cue: FoundCue, frame: str) -> bool:
    """Whether words without a source still attribute: "it is said", "nine are believed", "claims that".

    An order to the reader, a participle beside a noun ("the man accused of ...") and what can or must be
    said are nobody's statement.
    """
    if cue.entry.form == "noun":
        return frame == "complement" or cue.entry.certainty == "unconfirmed"
    if cue.entry.form != "verb":
        return True
    if cue.entry.stance in ("demands", "promises", "threatens") or frame == "order":
        return False  # "was told to leave" has been ordered, not informed
    verb = cue.head
    if verb.dep_ in ("acl", "amod") or any(child.tag_ == "MD" for child in verb.children):
        return False
    return not (verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp", "conj"))


def is_nobodys(cue: FoundCue) -> bool:
    """Whether the outlet only turns to its reader, or says so itself.

    "It is worth noting that", "do you know why", "that said, the dam held", "there is no doubt that",
    "deaths reported: 40".
    """
    verb = cue.head
    if cue.entry.form == "noun":
        there = any(child.dep_ == "expl" and child.lower_ == "there" for child in verb.head.children)
        return there and any(child.dep_ == "det" and child.lower_ == "no" for child in verb.children)
    if cue.entry.form != "verb":
        return False
    if any(child.dep_ == "nsubj" and child.lower_ == "you" for child in verb.children):
        return True
    if _only_turns(verb) or _is_of_label(verb):
        return True
    governor = verb.head.head if verb.head.pos_ == "ADJ" else verb.head
    return (
        verb.tag_ in ("VB", "VBG")
        and governor.lemma_ == "be"
        and any(child.dep_ in ("nsubj", "expl") and child.lower_ == "it" for child in governor.children)
    )


def _only_turns(verb: Token) -> bool:
    """Whether a verb behind "that" or "this" and before a comma turns from what was told: "That said,"."""
    doc, place = verb.doc, verb.i
    if verb.tag_ not in ("VBD", "VBN") or not 0 < place < len(doc) - 1 or doc[place + 1].text != ",":
        return False
    before = doc[place - 1]
    return bool(before.is_sent_start) and before.lower_ in ("that", "this") and before.tag_ in ("DT", "WDT")


def _is_of_label(verb: Token) -> bool:
    """Whether it only tells what the number of a line of a table is of: "Deaths reported: 40"."""
    mark, number, behind = (verb.doc[verb.i + far : verb.i + far + 1] for far in (1, 2, 3))
    if mark.text != ":" or not number or number[0].pos_ != "NUM" or verb.tag_ not in ("VBD", "VBN"):
        return False
    ends = not behind or behind[0].is_punct or behind[0].is_space
    labelled = verb.i > 0 and verb.nbor(-1).tag_ == "NNS" and verb.nbor(-1).is_sent_start
    return ends and bool(labelled) and verb.lower_ != "said"


def is_relayed(cue: FoundCue) -> bool:
    """Whether a relay only hands on the words of another cue: "was quoted as saying that"."""
    if cue.entry.kind != "relay" or not is_passive(cue.head):
        return False
    return any(
        inner.dep_ == "pcomp" and inner.tag_ == "VBG"
        for child in cue.head.children
        if child.lower_ == "as"
        for inner in child.children
    )


def is_unsaid(cue: FoundCue) -> bool:
    """Whether the words are still to be said, or only could be: "will announce", "an offer to report"."""
    verb = cue.head
    if cue.entry.form != "verb" or cue.entry.kind != "speech":
        return False
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    helpers = [child for child in verb.children if child.dep_ == "aux"]
    modal = next((helper.lower_ for helper in helpers if helper.tag_ == "MD"), None)
    infinitive = any(helper.lower_ == "to" for helper in helpers)
    if modal is not None:
        return not _is_said_so(cue, modal)
    return infinitive and verb.dep_ in ("acl", "relcl", "ccomp")


def _is_said_so(cue: FoundCue, modal: str) -> bool:
    """Whether words with a modal say something all the same: "would not confirm", "can confirm that".

    Who "would confirm only two deaths" has confirmed them, unless "if" is beside it.
    """
    if modal in WITHHOLDING_MODALS:
        verb = cue.head
        behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
        beside = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
        withheld = any(child.dep_ == "neg" for child in verb.children)
        return withheld or not (NO_MORE.isdisjoint(beside | {behind.lower_}) or _is_supposed(verb))
    return modal == "can" and cue.entry.stance == "confirms"


def _is_supposed(verb: Token) -> bool:
    """Whether it is told what somebody would say if something happened."""
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return any(
        mark.lower_ in SUPPOSING for clause in clauses for mark in clause.children if mark.dep_ == "mark"
    )


def antecedent(source: Token) -> Token:
    """Whom a relative pronoun stands for; any other source itself."""
    if source.tag_ not in ("WP", "WDT"):
        return source
    verb = source.head
    for _ in range(MAX_STEPS):
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        verb = verb.head
    return source


def _of_verb(cue: FoundCue) -> Token | None:
    verb = cue.head
    if cue.entry.subjects == IMPERSONAL:
        return None
    if is_passive(verb) or is_bare_passive(cue):
        return _agent(verb)
    torn = torn_off(verb)
    if torn is not None:
        return torn[1]
    subject = verb.nbor(-1) if closes_sentence(verb) else subject_of(verb)
    return subject if subject is None else _behind_number(_behind_semicolon(subject, verb), verb)


def _behind_number(subject: Token, verb: Token) -> Token:
    """Who speaks beside a number that another gave: "police said four and [the union] said nine"."""
    names = (child for child in subject.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"))
    name = next(names, None) if subject.tag_ == "CD" else None
    return subject if name is None or not subject.i < name.i < verb.i else name


def _behind_semicolon(subject: Token, verb: Token) -> Token:
    """The subject, or what stands for it in the verb's own part: "Ten fled, she said; local [media] gave"."""
    if not 0 < verb.i - subject.i <= SEMICOLON_REACH:
        return subject
    cut = next((word.i for word in reversed(subject.doc[subject.i : verb.i]) if word.text == ";"), None)
    if cut is None or cut + 1 >= verb.i:
        return subject
    name = subject.doc[cut + 1 : verb.i]
    head = next((word for word in name if word.dep_ in ("appos", "conj", "nsubj", "dep")), None)
    return head if head is not None and head.pos_ in ("NOUN", "PROPN", "PRON") else subject


def _agent(verb: Token) -> Token | None:
    """Who does it by "by", of whom no time is one: "confirmed dead by midnight", "reported by Tuesday"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            named = next((c for c in child.children if c.dep_ == "pobj"), None)
            if named is None or named.ent_type_ not in TIMES:
                return named
    return None


def subject_of(verb: Token) -> Token | None:
    """The subject, also where another verb has it: "he came and said", "came, saying", "seems to say"."""
    for _ in range(MAX_STEPS):
        if (own := _own_subject(verb)) is not None:
            return own
        if verb.tag_ in ("VB", "VBP") and verb.dep_ == "ROOT" and (name := _compound(verb)) is not None:
            return name
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ not in VERBS:
            return verb.head
        if (relayed := _relayed(verb)) is not None:
            return relayed
        if (
            before := rejoined(verb) or _said_before(verb) or begins_with(verb) or _beside_undergone(verb)
        ) is not None:
            verb = before
            continue
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text in DASHES:
            verb = _root(verb)
            continue
        if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep", "pcomp", "pobj", "prep", "parataxis"):
            if verb.dep_ == "xcomp" and (person := _addressee(verb.head)) is not None:
                return person
            verb = verb.head
        elif verb.dep_ == "acomp" and verb.pos_ == "ADJ":
            verb = verb.head
        else:
            return None
    return None


def _own_subject(verb: Token) -> Token | None:
    """The subject that stands with a verb, before it or, inverted, behind."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")]
    if all(subject.dep_ == "csubj" and subject.is_sent_start for subject in subjects):
        own = _taken_for_apposition(verb)  # "speaking in Lima, [Ana Ruiz] put it at 40"
        if own is not None or not subjects:
            return own or _behind_quotation(verb) or _inverted(verb)
    if len(subjects) > 1 and _is_inverted(verb, subjects[-1]):
        return subjects[-1]
    first = subjects[0]  # of "Correction: an earlier version said", "what it said were weapons"
    apart = first.tag_ in RELATIVES or any(c.text == ":" for c in first.children)
    return subjects[apart and len(subjects) > 1]


def _taken_for_apposition(verb: Token) -> Token | None:
    """The subject that the parse has in the phrase before it: "At a rally in Lima, [Ana Ruiz] said"."""
    last = verb.i - 1
    if last > 0 and verb.doc[last].text == ",":
        last -= 1
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or last <= verb.sent.start:
        return None
    word, found = verb.doc[last], None
    for _ in range(MAX_STEPS):
        first = word.left_edge
        apart = first.i > verb.sent.start + 1 and first.nbor(-1).text == ","
        if apart and word.dep_ == "appos" and word.head.i < first.i and word.ent_type_ not in PLACES:
            found = word
        if word.head.i >= verb.i or word.head == word:
            break
        word = word.head
    opens = word.head == verb and word.left_edge.i == verb.sent.start and word.dep_ in OPENING
    return found if opens else None


def _behind_quotation(verb: Token) -> Token | None:
    """The name between a quotation and its verb, which the parse has elsewhere: '"...", a cook, told us'."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = verb.i
    while first > max(0, verb.i - QUOTED_REACH) and not verb.doc[first - 1].is_quote:
        first -= 1
        word = verb.doc[first]
        if word.tag_[:2] in ("VB", "MD") or word.is_sent_start:
            return None
    name = verb.doc[first : verb.i]
    told = first > 1 and verb.doc[first - 1].is_quote and len(name) > 0 and not name[0].is_punct
    return name.root if told and name.root.pos_ in ("NOUN", "PROPN", "PRON") else None


def _is_inverted(verb: Token, subject: Token) -> bool:
    """Whether a verb and then its subject stand behind a dash or a quotation: "Nine died - says the mayor".

    Of '"Whoever stays, they are lost," said Ana Ruiz' the parse takes both for subjects.
    """
    before = verb.nbor(-1) if verb.i > 0 else verb
    return (before.text in DASHES or before.is_quote) and subject.left_edge.i == verb.i + 1


def _inverted(verb: Token) -> Token | None:
    """A subject behind its verb that the parse takes for an object: "It may rise, [warned] the Red Cross"."""
    if verb.tag_ in ("VBD", "VBZ") and (opening := opened_by(verb)) is not None:
        return opening
    if (
        verb.tag_ not in ("VBD", "VBZ")
        or verb.i < 2
        or not (verb.nbor(-1).text == "," or verb.nbor(-1).is_quote)
    ):
        return None
    quoted = verb.nbor(-1).is_quote
    beside = is_inverted_beside(verb)
    told = quoted or beside or any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    near = told and len(objects) == 1 and objects[0].left_edge.i == verb.i + 1
    return objects[0] if near and (beside or verb.dep_ == "ROOT") else None


def _beside_undergone(verb: Token) -> Token | None:
    """The verb above what befell others, of a participle there: "[said] nine were hurt, having said ..."."""
    host = verb.head
    participle = verb.dep_ == "advcl" and (verb.tag_ == "VBG" or any(c.tag_ == "VBG" for c in verb.lefts))
    undergone = any(child.dep_ == "nsubjpass" or torn_noun(child) is not None for child in host.children)
    told = participle and undergone and host.dep_ == "ccomp" and host.head.i < host.i < verb.i
    return host.head if told else None


def _said_before(verb: Token) -> Token | None:
    """The verb that a participle goes on from right behind its comma: "..., the mayor [said], adding"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    before = verb.nbor(-2)
    spoke = before.pos_ in VERBS and any(child.dep_ == "nsubj" for child in before.children)
    below = before.dep_ in ("ccomp", "relcl", "acl") and before.head in (verb.head, *verb.head.subtree)
    return before if spoke and before != verb.head and not below else None


def _root(word: Token) -> Token:
    for _ in range(MAX_STEPS):
        word = word.head
    return word


def _compound(verb: Token) -> Token | None:
    """A noun right before a verb that the parse takes for a part of its name: "the data show"."""
    before = verb.nbor(-1) if verb.i > 0 else verb
    return before if before.dep_ == "compound" and before.head == verb else None


def _relayed(verb: Token) -> Token | None:
    """Whom somebody quotes "as saying": the object of that verb, or its subject in the passive."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    relay = verb.head.head
    roles = ("nsubjpass",) if is_passive(relay) else ("dobj",)
    return next((child for child in relay.children if child.dep_ in roles), None)


def _addressee(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "dobj"), None)


def _of_noun(cue: FoundCue) -> Token | None:
    noun = cue.head
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in OF_TELLERS:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "appos":
        return noun.head if noun.head.ent_type_ not in ("DATE", "TIME") else None
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ == "be":
        return subject_of(verb.head)  # "is of the view that"
    if noun.dep_ not in ("dobj", "attr") or verb.pos_ not in VERBS:
        return None
    subject = subject_of(verb)
    if noun.dep_ == "attr" and subject is not None and subject.lower_ == "it":
        return _whose(noun)
    return subject


def _whose(noun: Token) -> Token | None:
    """Of whom a noun is said to be: "it is the view of [the court] that"."""
    behind = (child for of in noun.children if of.lower_ == "of" for child in of.children)
    return next((child for child in behind if child.dep_ == "pobj"), None)


def _of_adjective(cue: FoundCue) -> Token | None:
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in cue.head.children)
    verb = cue.head if own else cue.head.head
    subject = subject_of(verb) if verb.pos_ in VERBS else None
    return None if subject is not None and subject.lower_ == "it" else subject


def _of_phrase(cue: FoundCue) -> Token | None:
    for word in reversed(cue.words):
        for child in word.children:
            if child.dep_ in ("pobj", "dobj") and child.i > cue.words[-1].i:
                return child
    return None


def _hidden(cue: FoundCue) -> Token | None:
    del cue
    return None


_OF_FORM = {
    "verb": _of_verb,
    "noun": _of_noun,
    "adjective": _of_adjective,
    "phrase": _of_phrase,
    "adverb": _hidden,
    "owned": source_of_owned,
    "trusted": source_of_owned,
    "had": source_of_owned,
}
