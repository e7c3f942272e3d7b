"""What is said: the words that a cue attributes, by the frame that it stands in.

A frame is a function from a cue to the stretches of tokens that it governs, or to none where the text has
no such frame there. An entry's `takes` names its frames in order of preference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.clauses import tree_of
from ..language.closed_classes import COMPLEMENTIZERS, SUBORDINATORS
from ..mentions.capital_runs import DATED
from .cues import VERBS, FoundCue, is_bare_passive, is_passive
from .infinitives import infinitive, is_infinitive, order, raised
from .object_frames import answers_itself, of_deed, of_object, stranded
from .phrase_frames import around_phrase, held_by_noun, set_between
from .stretches import (
    FINITE,
    NAME_REACH,
    SENTENCE_REACH,
    SUBJECTS,
    Content,
    Stretch,
    has_complementizer,
    own_span,
    pieces_around,
    sentence_around,
    span_of,
    torn_off,
    without_own,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SUBORDINATE = frozenset({"ccomp", "acl", "relcl", "advcl"})
PAST_OR_PRESENT = frozenset({"VBD", "VBN", "VBP", "VBZ"})
FINITE_OR_ING = FINITE | {"VBG"}
UNFINISHED = frozenset({"VB", "VBG", "VBN"})
"""Forms of a verb that needs another to be finite."""
CLAUSE_REACH = 16
"""Words after a verb in which its "that" is looked for."""
ASKED = frozenset({"relcl", "ccomp", "pcomp", "csubj"})
"""Labels of a verb whose clause may have its subject before: "who they say was hurt"."""
LONGEST_NUMBER = 4
"""Words of a number with its bound: "at least 100"."""
OFFICE_STEPS = 4
"""Steps up the tree from a name to the office before it."""
ROW_LINK = 2
"""Words between two clauses of a row: a comma, an "and"."""
LEAST_TORN = 6
"""Words before the verb of the shortest such sentence: "Nine died, the mayor, Ruiz, said"."""

OWN_CONTENT = frozenset({"ccomp", "xcomp", "dobj", "acomp", "attr"})
SAID = frozenset({"ccomp", "xcomp", "dobj"})
TRAILING = frozenset({",", "–", "—", "--", "-"})
"""Marks between what is said and an inverted "says the mayor" at the end."""
PLACED = frozenset({"prep", "npadvmod", "punct"})
"""Labels of the phrases that say where and when something was said."""


def find_content(cue: FoundCue) -> Content | None:
    """The content in the first frame of the entry that the text has here; None where it has none."""
    for name in ("raised",) if is_bare_passive(cue) else cue.entry.takes:
        content = FRAMES[name](cue) if name in FRAMES else _after_preposition(cue, name)
        if content is not None:
            return replace(content, frame=name)
    return None


def rejoined(verb: Token) -> Token | None:
    """The verb that a finite one goes on from, where the parse hangs it on words that take no such form.

    "[said] an inquiry would begin and promised": "would" governs no "promised". "[said] 14 had been killed
    and denied that 30 had": who was killed denies nothing. "[said] nine died, one of them a child, and put
    the toll at 12": no more do those who are counted.
    """
    host = verb.head
    undergone = _undergoes_beside(verb)
    if verb.dep_ != "conj" or (verb.tag_ not in FINITE and not undergone):
        return None
    inner = host.tag_ not in UNFINISHED and (has_complementizer(host) or not _tells_that(verb))
    others = any(child.dep_ == "expl" or _counts_subject(child) for child in host.children)
    if inner and not (others and is_set_apart(verb)):
        return None
    if any(child.dep_ in ("aux", "auxpass", "mark") or child.dep_ in SUBJECTS for child in verb.children):
        return None
    while host.dep_ == "conj":
        host = host.head
    outer = host.head
    fits = host.dep_ == "ccomp" and outer.i < host.i and (outer.tag_ == verb.tag_ or undergone)
    return outer if fits else None


def _undergoes_beside(verb: Token) -> bool:
    """Whether a verb with its own object or clause, taken for a participle, stands beside a passive."""
    own = any(child.dep_ in ("ccomp", "xcomp", "dobj") and child.i > verb.i for child in verb.children)
    return verb.tag_ == "VBN" and own and any(child.dep_ == "nsubjpass" for child in verb.head.children)


def _counts_subject(child: Token) -> bool:
    """Whether a subject is a number of people: "nine people", "nine"."""
    return child.dep_ == "nsubj" and (child.pos_ == "NUM" or any(c.dep_ == "nummod" for c in child.children))


def is_set_apart(verb: Token) -> bool:
    """Whether a comma and "and" stand right before the words of a verb."""
    link = verb.doc[max(0, verb.left_edge.i - 2) : verb.left_edge.i]
    return len(link) == 2 and link[0].text == "," and link[1].dep_ == "cc"


def _tells_that(verb: Token) -> bool:
    """Whether a verb has a clause with "that": beside one without, it is the reporter's."""
    return any(child.dep_ == "ccomp" and has_complementizer(child) for child in verb.children)


def _clause(cue: FoundCue) -> Content | None:
    """A finite clause: beside the verb, or around it ("The road, he said, is closed")."""
    if (own := torn_off(cue.head)) is not None:
        return Content(tuple(pieces_around(*sentence_around(cue.head), own[0])), source=own[1])
    if (teller := _torn_teller(cue.head)) is not None:
        clauses = (c for c in cue.head.children if c.dep_ == "ccomp" and c.i > cue.head.i)
        told = next((span_of(clause) for clause in clauses), None)
        return Content((told or (sentence_around(cue.head)[0], teller.left_edge.i - 1),), source=teller)
    for child in cue.last.children:
        if begins_with(cue.head) == child:
            continue
        if (
            ((child.dep_ == "ccomp" and child.pos_ in VERBS) or _is_small(child))
            and _is_finite(child)
            and not _apart(child, cue.head)
            and not _befell_subject(child, cue.head)
            and not (child.i < cue.head.i and (_is_undergone(cue.head) or answers_itself(cue.head, child)))
        ):
            pieces = tuple(without_own(_own_part(child, cue.head), cue.head))
            return Content(_with_number(child, cue.head, pieces))
    governors = cue.words if cue.entry.form != "adjective" else (*cue.words, cue.head.head)
    for word in governors:
        for child in word.children:
            behind = child.dep_ in SUBORDINATE and cue.head.i < child.i
            if behind and _is_said(child) and not _apart(child, cue.head):
                return Content((span_of(child),))
    return _beyond_aside(cue) or _far_clause(cue) or _as_told(cue) or _around(cue) or set_between(cue)


def _with_number(clause: Token, verb: Token, pieces: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """A clause with the number that is its subject, which the parse parts from it: "say [over 100] died"."""
    first = pieces[0][0] if pieces else 0
    between = verb.doc[verb.i + 1 : first]
    clause_subjects = (child for child in clause.children if child.dep_ in SUBJECTS)
    parted = 0 < len(between) <= LONGEST_NUMBER and between[-1].tag_ == "CD" and not any(clause_subjects)
    if not parted or any(word.tag_ not in ("IN", "CD", "RB", "RBR", "JJR") for word in between):
        return pieces
    return ((verb.i + 1, pieces[0][1]), *pieces[1:])


def _is_aside(verb: Token) -> bool:
    """Whether the parse takes an aside for a relative clause: "40 are held, 12 of them women, he confirmed".

    Behind a comma a relative clause has its pronoun.
    """
    first = verb.left_edge
    relative = any(word.tag_ in ("WDT", "WP", "WP$", "WRB") for word in verb.doc[first.i : verb.i])
    return not relative and first.i > 0 and first.nbor(-1).text == "," and _has_subject(verb)


def _befell_subject(clause: Token, verb: Token) -> bool:
    """Whether a clause without a subject is the verb's own: "a woman reported missing [was found]"."""
    if clause.i < verb.i or clause.tag_ not in ("VBN", "VBG") or verb.dep_ in ASKED:
        return False
    helped = any(child.dep_ in ("aux", "auxpass") for child in clause.children)
    between = verb.doc[verb.i + 1 : min(clause.i, verb.i + SENTENCE_REACH)]
    return helped and not any(word.dep_ == "mark" or word.dep_ in SUBJECTS for word in between)


def _torn_teller(verb: Token) -> Token | None:
    """Who speaks, where the parse says it of the last noun: "in Sofala, [the governor, Ana Costa], said".

    The name may hang from a noun inside the office: "the head of the San Luis clinic, Ana Costa".
    """
    if verb.i < LEAST_TORN or verb.tag_ not in FINITE or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    comma, name = verb.nbor(-1), verb.nbor(-2)
    if comma.text != "," or name.dep_ != "appos" or name.pos_ != "PROPN":
        return None
    office = name.head
    for _ in range(OFFICE_STEPS):
        if office.dep_ == "appos" and office.pos_ == "NOUN":
            break
        office = office.head
    if office.pos_ != "NOUN" or not office.i < name.i:
        return None
    first = office.left_edge
    apart = office.dep_ == "appos" and first.i > verb.sent.start + 1 and first.nbor(-1).text == ","
    return office if apart and first.tag_ == "DT" else None


def _beyond_aside(cue: FoundCue) -> Content | None:
    """A clause that the parse gives to a participle set apart: "reported, citing him, [that nine died]"."""
    for aside in cue.head.children:
        if aside.tag_ == "VBG" and aside.i > cue.head.i and aside.nbor(-1).text == ",":
            for clause in aside.children:
                first = clause.left_edge
                if clause.dep_ == "ccomp" and first.dep_ == "mark" and first.nbor(-1).text == ",":
                    return Content((span_of(clause),))
    return None


def _is_said(clause: Token) -> bool:
    """Whether a subordinate clause may be what is said, and not when, why or if it is said.

    What nobody would say is when and why: "would not say when it would reopen".
    """
    if clause.dep_ != "advcl":
        return has_complementizer(clause)
    if any(child.dep_ == "neg" for child in clause.head.children):
        asked = clause.doc[clause.left_edge.i]
        return asked.tag_ == "WRB" and asked.i == clause.head.i + 1
    return any(child.dep_ == "mark" and child.lower_ in COMPLEMENTIZERS for child in clause.children)


def _far_clause(cue: FoundCue) -> Content | None:
    """A clause with "that", which the parse hangs on a word between: "told a meeting in Oslo that ..."."""
    verb = cue.head
    if "object" in cue.entry.takes and any(child.dep_ == "dobj" for child in verb.children):
        return None
    for word in verb.doc[verb.i + 1 : verb.i + 1 + CLAUSE_REACH]:
        aside = word.tag_ == "VBG" and word.nbor(-1).text == ","
        if word.is_sent_start or word.tag_ in FINITE or aside:
            return None
        if word.lower_ == "that" and word.dep_ == "mark" and word.i > verb.i + 1:
            last = max(word.i + 2, word.head.right_edge.i + 1)
            return Content(((word.i, last),)) if last <= len(word.doc) else None
        if (told := _told_that(word, verb)) is not None:
            return Content(((word.i, told.right_edge.i + 1),))
    return None


def _told_that(word: Token, verb: Token) -> Token | None:
    """The clause that "that" opens, where the parse takes it for one about the noun before.

    "Assured listeners that calm had returned", "said in a release that nine had drowned", "for the first
    time that": a clause about that noun has no other subject, or no object of its own.
    """
    if word.lower_ != "that" or word.dep_ not in ("det", "dobj", "advmod"):
        return None
    clause = word.head.head if word.dep_ == "det" and word.head.dep_ in SUBJECTS else word.head
    noun = clause.head
    if clause.dep_ != "relcl" or noun.i != word.i - 1 or not any(c.dep_ in SUBJECTS for c in clause.children):
        return None
    direct = noun.dep_ in ("dobj", "dative") and noun.head == verb and word.dep_ == "det"
    through = noun.dep_ == "pobj" and noun.head.head == verb
    return clause if direct or through else None


def _trailing(cue: FoundCue) -> Content | None:
    """The end of a sentence, ", the ministry says.", where the parse has the verb's subject elsewhere.

    Of two subjects, as headlines without a verb of their own get them, the one behind the comma speaks.
    """
    verb = cue.head
    left, right = sentence_around(verb)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if len(subjects) > 1 and subjects[-1].i > verb.i > left + 1 and verb.nbor(-1).text in TRAILING:
        behind = verb.doc[subjects[-1].right_edge.i + 1 : right]
        return (
            None if any(w.is_alpha for w in behind) else Content(((left, verb.i - 1),), source=subjects[-1])
        )
    if verb.tag_ not in FINITE or not _ends_there(verb, verb.doc[verb.i + 1 : right]):
        return None
    comma = next(
        (w.i for w in reversed(verb.doc[max(left, verb.i - NAME_REACH) : verb.i]) if w.text == ","), -1
    )
    name = verb.doc[comma + 1 : verb.i]
    if comma <= left or not name or any(w.tag_ in FINITE or w.tag_ == "VBG" for w in name):
        return None
    head = name.root
    if subjects and _is_of_name(verb, subjects[0], comma):
        return Content(((left, comma),), source=subjects[0])
    own = bool(subjects) and subjects[0].i > comma and verb.dep_ != "conj" and not _is_torn(verb, left, comma)
    if head.pos_ not in ("NOUN", "PROPN", "PRON") or own:
        return None
    return Content(((left, comma),), source=head)


def _is_of_name(verb: Token, subject: Token, comma: int) -> bool:
    """Whether the parse takes a name behind what it is for who speaks of that: ", the party Renamo said"."""
    what = verb.head
    return verb.dep_ == "relcl" and comma < what.i == subject.left_edge.i - 1 and subject.pos_ == "PROPN"


def _is_torn(verb: Token, left: int, comma: int) -> bool:
    """Whether a whole sentence stands before a verb whose clause the parse has not found in it.

    "Three men who were missing turned up safe, the mayor tweeted", not "When it burned, the mayor tweeted".
    """
    told = verb.doc[left:comma]
    opens = told[0].dep_ not in ("mark", "prep", "advmod") and told[0].tag_ not in ("IN", "WRB", "VBG", "VBN")
    clause = any(child.dep_ in SAID for child in verb.children)
    return opens and not clause and any(word.tag_ in FINITE for word in told)


def _ends_there(verb: Token, behind: Span) -> bool:
    """Whether nothing is told behind a verb but where it was said: "announced on state television"."""
    beside = {child.dep_ for child in verb.children if child.i > verb.i}
    told = [word for word in behind if word.is_alpha]
    if told and all(word.ent_type_ in DATED or word.pos_ in ("ADP", "ADV") for word in told):
        return any(word.ent_type_ in DATED for word in told)
    return not told or (
        verb.dep_ == "conj" and beside <= PLACED and not any(word.pos_ in VERBS for word in behind)
    )


def _apart(clause: Token, verb: Token) -> bool:
    """Whether a mark parts a clause from the verb, which has another clause nearer or behind it.

    A comma does where the clause is of another speaker: "police say two dead, the union says it counts five".
    """
    doc = verb.doc
    if clause.i > verb.i:
        first = clause.left_edge.i
        if doc[first - 1].text == ";" and first - 1 == verb.i + 1:
            return True  # "nine died, the army said; [the police gave ten]"
        own = any(child.dep_ in SAID and verb.i < child.i < first for child in verb.children)
        return own and doc[first - 1].text == "," and _tells(clause)
    if any(c.dep_ == "mark" and c.lower_ in SUBORDINATORS and clause.i < c.i < verb.i for c in verb.children):
        return True  # "nine were hurt, police said, a day [after] the court announced an inquiry"
    between = [word.text for word in doc[clause.right_edge.i + 1 : verb.i]]
    if any(mark in (";", ":", "—", "–") for mark in between):
        later = (child for child in verb.children if child.i > clause.i)
        return any(child.dep_ == "ccomp" or (child.dep_ in SAID and child.i > verb.i) for child in later)
    said = [child for child in verb.children if child.dep_ in SAID and child.i > verb.i]
    whole = any(child.dep_ == "ccomp" and _has_subject(child) and _follows(child, verb) for child in said)
    return "," in between and _has_subject(clause) and (whole or (bool(said) and _tells(clause)))


def _follows(clause: Token, verb: Token) -> bool:
    """Whether no mark stands between a verb and the clause behind it."""
    return not any(word.is_punct for word in verb.doc[verb.i + 1 : clause.left_edge.i])


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.children)


def _tells(verb: Token) -> bool:
    """Whether a verb has both who says something and what is said."""
    labels = {child.dep_ for child in verb.children}
    return "nsubj" in labels and "ccomp" in labels


def begins_with(verb: Token) -> Token | None:
    """The verb before one without a subject, where the parse has it below: "[denied] it, then said"."""
    if verb.tag_ not in FINITE or tree_of(verb.doc).below(verb.i, "aux", *SUBJECTS):
        return None
    for child in verb.children:
        before = child.dep_ == "ccomp" and child.i < verb.i and child.tag_ == verb.tag_
        if before and any(word.dep_ == "nsubj" for word in child.children):
            return child
    return None


def _is_undergone(verb: Token) -> bool:
    """Whether something befell the subject: "..., two were admitted", but not "..., it was reported"."""
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if verb.tag_ != "VBN" or subject is None or subject.lower_ == "it" or not is_passive(verb):
        return False
    return not any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in verb.children)


def _own_part(clause: Token, verb: Token) -> Stretch:
    """A clause before its verb without another's words: "[Nine died, Ruiz said;] ten fled, Tass said"."""
    left, right = span_of(clause)
    doc = verb.doc
    if clause.i > verb.i:
        return left - _is_bound(doc, left), _end_of_row(clause, verb, right)
    right = max(right, *(span_of(other)[1] for other in _joined_before(clause, verb)), 0)
    reach = range(clause.i - 1, max(left, clause.i - SENTENCE_REACH), -1)
    semicolon = next((at for at in reach if doc[at].text == ";"), None)
    others = semicolon is not None and any(
        child.dep_ in ("parataxis", "ccomp") and child.i < semicolon for child in clause.children
    )
    return (semicolon + 1, right) if semicolon is not None and others else (left, right)


def _end_of_row(clause: Token, verb: Token, end: int) -> int:
    """Where the last of a row of clauses ends: "said [nine had died, 40 were hurt and 12 held]"."""
    doc = verb.doc
    for other in verb.children:
        if other.dep_ == "ccomp" and other.i > clause.i and _is_finite(other) and _has_own_subject(other):
            left, right = span_of(other)
            between = doc[end:left]
            if len(between) <= ROW_LINK and all(w.text == "," or w.dep_ == "cc" for w in between):
                end = right
    return end


def _has_own_subject(verb: Token) -> bool:
    return not _tells(verb) and any(child.dep_ in SUBJECTS for child in verb.children)


def _is_bound(doc: Doc, place: int) -> bool:
    """Whether a "not" that the parse gives to the verb bounds a number: "said [not more than 312 died]"."""
    return place > 0 and doc[place].tag_ in ("JJR", "RBR") and doc[place - 1].dep_ == "neg"


def _joined_before(clause: Token, verb: Token) -> Iterator[Token]:
    """The other clauses before a verb that the parse hangs on it too: "nine died, but 12 lived, he said"."""
    for other in verb.children:
        if other.dep_ == "ccomp" and clause.i < other.i < verb.i and _is_finite(other):
            between = verb.doc[clause.i : other.left_edge.i]
            if any(word.dep_ == "cc" for word in between) and all(word.text != ";" for word in between):
                yield other


def _around(cue: FoundCue) -> Content | None:
    """The clause that a parenthetic "he said" interrupts or follows."""
    verb = cue.head
    host = verb.head
    if verb.pos_ not in VERBS or host == verb or _is_undergone(verb):
        return None
    if is_inverted_beside(verb):
        return Content(tuple(pieces_around(*span_of(host), span_of(verb))))
    loose = verb.dep_ in ("ccomp", "advcl") or (verb.dep_ == "relcl" and _is_aside(verb))
    if verb.dep_ != "parataxis" and not (loose and _set_off(verb)):
        return None
    if verb.dep_ == "advcl" and not _is_main(verb):
        return None
    own = own_span(verb)
    if verb.dep_ == "relcl":
        left, _ = sentence_around(verb)
        return Content(((left, own[0]),))
    if any(word.text == ";" for word in verb.doc[verb.i : min(host.i, verb.i + SENTENCE_REACH)]):
        left, _ = sentence_around(verb)
        return Content(((left, own[0]),)) if left < own[0] else None
    left, right = span_of(host)
    return Content(tuple(_before_semicolon(left, right, own, verb)))


def is_inverted_beside(verb: Token) -> bool:
    """Whether a verb right behind a comma hangs loosely on what is said: "Nine died, [warned] the mayor"."""
    loose = verb.dep_ == "dep" and verb.head.pos_ in VERBS and verb.head.i < verb.i - 1
    return loose and verb.tag_ in ("VBD", "VBZ") and verb.nbor(-1).text == ","


def _is_main(verb: Token) -> bool:
    """Whether a clause that the parse subordinates has a subject, and no word that subordinates it."""
    opened = any(child.dep_ == "mark" or child.tag_ in ("WRB", "WDT", "IN") for child in verb.lefts)
    return verb.tag_ in FINITE and _has_subject(verb) and not opened


def _before_semicolon(left: int, right: int, own: Stretch, verb: Token) -> Iterator[Stretch]:
    """Both sides of "he said"; only the one before it where a semicolon stands right behind."""
    ended = own[1] < right and verb.doc[own[1]].text == ";"
    yield from pieces_around(left, min(right, own[1]) if ended else right, own)


def _as_told(cue: FoundCue) -> Content | None:
    """The clause that "as the ministry said" stands in, where the verb has nothing of its own to tell."""
    verb = cue.head
    children = {child.dep_: child for child in verb.children}
    mark = children.get("mark")
    if verb.dep_ != "advcl" or mark is None or mark.lower_ != "as" or mark.i > verb.i:
        return None
    if verb.head.pos_ in ("ADJ", "ADV") and verb.head.i == mark.i - 1:
        return None  # "twice as many as the ministry said" only measures
    own = OWN_CONTENT if "object" in cue.entry.takes else OWN_CONTENT - {"dobj"}
    governs = cue.last != verb and any(c.dep_ in ("pobj", "pcomp") for c in cue.last.children)
    if "nsubj" not in children or governs or not own.isdisjoint(children):
        return None
    host = verb.head
    while (host.pos_ not in VERBS or host.dep_ in ("aux", "auxpass")) and host.head != host:
        host = host.head
    left, right = span_of(host)
    pieces = tuple(pieces_around(left, right, span_of(verb)))
    return Content(pieces) if pieces else None


def _relative(cue: FoundCue) -> Content | None:
    """A relative word with what is said of it: "[which] they say [was empty]"."""
    verb = cue.head
    word = verb.doc[verb.left_edge.i]
    if verb.dep_ not in ("relcl", "ccomp", "pcomp", "csubj") or word.tag_ not in ("WDT", "WP"):
        return None
    behind = verb.doc[verb.i + 1 : verb.right_edge.i + 1]
    if word.i >= verb.i - 1 or not _is_rest(behind):
        return None
    return Content(((word.i, word.i + 1), (verb.i + 1, verb.right_edge.i + 1)))


def _rest(cue: FoundCue) -> Content | None:
    """All else of the sentence, where the parse lost the clause: behind "she said", or before it."""
    verb = cue.head
    if verb.tag_ not in FINITE_OR_ING or is_passive(verb) or verb.dep_ in ("relcl", "acl"):
        return None
    left, right = sentence_around(verb)
    own = own_span(verb)
    behind = verb.doc[own[1] : right]
    first = _first_clause(behind)
    if first is not None:
        return Content(((first, right),))
    before = verb.doc[left : own[0]]
    if len(before) > 1 and before[-1].is_punct and before[-1].text != ":" and _adds_nothing(before, behind):
        return Content(((left, own[0] - 1),))
    return None


def _adds_nothing(before: Span, behind: Span) -> bool:
    """Whether the words behind a verb do not tell what it says, or those before do as well.

    "Floods from a dam killed nine, the agency said on Monday, and forced others out": the parse may lose the
    first clause.
    """
    if not any(word.is_alpha for word in behind):
        return True
    clause = any(word.tag_ in PAST_OR_PRESENT for word in before) and before[0].dep_ != "mark"
    return clause and before[-1].text == "," and behind[0].text == ","


def _first_clause(words: Span) -> int | None:
    """Where the first finite clause of some words begins; None where they are none or join another."""
    if not _is_rest(words) or words[0].pos_ in ("PART", "CCONJ"):
        return None
    finite = next(word for word in words if word.tag_ in FINITE)
    first = max(words.start, finite.left_edge.i)
    return first if not _is_subordinate(words.doc[first]) else None


def _is_subordinate(word: Token) -> bool:
    return word.dep_ == "mark" and word.lower_ != "that"


def _is_rest(words: Span) -> bool:
    return any(word.tag_ in FINITE for word in words) and words[0].is_alpha


def _set_off(verb: Token) -> bool:
    """Whether commas or the end of the sentence set the verb with its subject apart."""
    left, right = own_span(verb)
    behind = (child for child in verb.children if child.dep_ in PLACED and child.left_edge.i == right)
    placed = next((child for child in behind if not child.is_punct), None)
    right = right if placed is None else placed.right_edge.i + 1
    before = verb.doc[left - 1] if left else None
    return before is not None and before.is_punct and (right >= len(verb.doc) or verb.doc[right].is_punct)


def _after_preposition(cue: FoundCue, preposition: str) -> Content | None:
    """The object of a preposition, which belongs to the cue: "spoke of [a plot]"."""
    for child in cue.last.children:
        if child.lower_ == preposition and child.dep_ in ("prep", "prt", "agent") and child.i > cue.head.i:
            objects = [c for c in child.children if c.dep_ in ("pobj", "pcomp", "ccomp")]
            if objects:
                return Content(((child.i + 1, span_of(child)[1]),), (child,))
    return None


def _nothing(_cue: FoundCue) -> None:
    return None


FRAMES: Mapping[str, Callable[[FoundCue], Content | None]] = {
    "clause": _clause,
    "infinitive": infinitive,
    "order": order,
    "gerund": of_deed,
    "object": of_object,
    "stranded": stranded,
    "raised": raised,
    "sentence": around_phrase,
    "aside": set_between,
    "complement": held_by_noun,
    "quote": _nothing,
    "list": _nothing,
    "trailing": _trailing,
    "relative": _relative,
    "rest": _rest,
}
"""The frames that an entry may take. `quote` alone asks for quotation marks, `list` for what a colon
announces; see `quotation_cues.py` and `lists.py`."""


def _is_finite(verb: Token) -> bool:
    """Whether a clause stands by itself: no infinitive, and no subject in the case of an object."""
    return not is_infinitive(verb) and not any(
        child.dep_ == "nsubj" and "Acc" in child.morph.get("Case", []) for child in verb.children
    )


def _is_small(word: Token) -> bool:
    """Whether a clause has no verb: "reported [nine men dead]".

    Of "said [nine had died], none of them guards" the parse makes the noun behind the comma the head.
    """
    said = word.dep_ in ("ccomp", "acomp") and word.pos_ == "ADJ"
    labels = {child.dep_ for child in word.children}
    appended = word.dep_ == "ccomp" and word.pos_ == "NOUN" and "ccomp" in labels
    return (said or appended) and "nsubj" in labels
