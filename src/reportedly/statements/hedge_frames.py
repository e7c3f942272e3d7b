"""Whether a hedge's words stand in a sentence as their entry means them: its form, then its needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..frozen import quick
from ..language.clauses import Tree
from ..language.closed_classes import CONCERNING, FUTURE_MODALS, NO_ONES, SPEAKING_ONE, SPEAKING_SEVERAL
from ..language.contrasts import contrast_at, denies_no_act
from ..lexicon import HedgeCue
from .reach import complement_of, is_denied_subject, is_number_sign, is_undone, predicate_above
from .retractions import Retracting

PRESENT = frozenset({"VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class FrameWords:
    """The words of other entries by which a cue may stand."""

    conditions: frozenset[str]
    """They begin a conditional clause."""
    ahead: frozenset[str]
    """What completes them is still to come."""
    undone: frozenset[str]
    """Denied themselves, they leave standing what they speak of."""
    retracting: Retracting
    """They take back what was told."""
    told: frozenset[str]
    """Nouns for what somebody told."""
    telling: frozenset[str]
    """Verbs by which somebody tells something."""
    people: frozenset[str]
    """Nouns for people and for those in office."""


@quick
@dataclass(frozen=True, slots=True)
class Frame:
    """The words of a cue in their tree."""

    tree: Tree
    start: int
    end: int
    at: int
    """The word of the cue by which the others hang from the rest of the sentence."""
    words: FrameWords

    @property
    def head(self) -> int:
        """What the cue hangs from."""
        return self.tree.heads[self.at]

    @property
    def label(self) -> str:
        """How the cue hangs from it."""
        return self.tree.labels[self.at]


def stands(frame: Frame, entry: HedgeCue) -> bool:
    """Whether the words have the form of an entry, and all that it needs around them."""
    if entry.undone and is_denied(frame):
        return False
    return FORMS[entry.form](frame) and all(NEEDS[need](frame) for need in entry.needs)


def _is_verb(frame: Frame) -> bool:
    verb = any(frame.tree.tags[place].startswith("VB") for place in range(frame.start, frame.end))
    return verb and frame.label not in ("amod", "compound", "aux", "auxpass")


def _is_noun(frame: Frame) -> bool:
    return any(frame.tree.tags[place].startswith("NN") for place in range(frame.start, frame.end))


def _is_adjective(frame: Frame) -> bool:
    return any(frame.tree.tags[place].startswith("JJ") for place in range(frame.start, frame.end)) or (
        frame.label in ("amod", "acomp") and frame.tree.tags[frame.at].startswith("VB")
    )


def _is_auxiliary(frame: Frame) -> bool:
    return frame.tree.tags[frame.start] == "MD" and frame.label in ("aux", "ROOT", "conj")


def _is_conjunction(frame: Frame) -> bool:
    return frame.label in ("mark", "prep", "advmod") and frame.tree.tags[frame.at] in (
        "IN",
        "RB",
        "VBN",
        "VBG",
        "VBD",
    )


def _is_parsed(frame: Frame) -> bool:
    return frame.label != ""


FORMS: Mapping[str, Callable[[Frame], bool]] = {
    "verb": _is_verb,
    "noun": _is_noun,
    "adjective": _is_adjective,
    "adverb": _is_parsed,
    "auxiliary": _is_auxiliary,
    "conjunction": _is_conjunction,
    "phrase": _is_parsed,
}


def _is_not_about(frame: Frame) -> bool:
    """Whether no talk is refused: "refused to comment on the toll" denies nothing of it."""
    tree = frame.tree
    verbs = tree.below(frame.at, "ccomp", "xcomp")
    near = (tree.tokens[place] for verb in verbs for place in tree.children[verb])
    return not any(token.lower_ in CONCERNING for token in near)


def _has_clause(frame: Frame) -> bool:
    """A clause completes the words: "think that", "believed to", "fears that"."""
    tree = frame.tree
    below = tree.below(frame.at, "ccomp", "xcomp")
    if below or (frame.tree.tags[frame.at].startswith("NN") and clause_of_noun(frame) is not None):
        return True
    return any(tree.tags[place].startswith("VB") for place in tree.below(frame.at, "oprd"))


def clause_of_noun(frame: Frame) -> int | None:
    """The clause with its own subject, or the infinitive, that says what the noun is about."""
    tree = frame.tree
    for place in tree.below(frame.at, "acl", "ccomp", "relcl"):
        marks = tree.below(place, "mark", "nsubj", "nsubjpass")
        if any(tree.tags[mark] == "IN" or tree.labels[mark] != "mark" for mark in marks):
            return place
    return None


def infinitive_of_noun(frame: Frame) -> int | None:
    """The infinitive that says what the noun is for."""
    tree = frame.tree
    verbs = tree.below(frame.at, "acl", "xcomp", "relcl")
    return next(
        (verb for verb in verbs if any(tree.tags[aux] == "TO" for aux in tree.below(verb, "aux"))), None
    )


def _has_infinitive(frame: Frame) -> bool:
    """An infinitive completes the noun: "a plan to leave"."""
    return infinitive_of_noun(frame) is not None


def _has_that_clause(frame: Frame) -> bool:
    """A finite clause completes the words."""
    tree = frame.tree
    return any(tree.below(place, "nsubj", "nsubjpass", "expl") for place in tree.below(frame.at, "ccomp"))


def _has_complement(frame: Frame) -> bool:
    """A clause, an adjective, or "as" something completes the words."""
    return _has_clause(frame) or bool(frame.tree.below(frame.at, "oprd", "acomp")) or _has_as(frame)


def _has_quality(frame: Frame) -> bool:
    """An adjective, a noun or "to be" completes the words, not what is planned: "considers it fair"."""
    tree = frame.tree
    if tree.below(frame.at, "oprd", "acomp"):
        return True
    inner = tree.below(frame.at, "xcomp", "ccomp")
    return any(tree.tags[place] not in ("VBG", "VBN") for place in inner)


def _has_gerund(frame: Frame) -> bool:
    return any(frame.tree.tags[place] == "VBG" for place in frame.tree.below(frame.at, "xcomp", "ccomp"))


def _has_clause_or_time(frame: Frame) -> bool:
    """A clause completes the words, or a passive is followed by a preposition: "is expected in May"."""
    return _has_clause(frame) or (_is_passive(frame) and bool(frame.tree.below(frame.at, "prep")))


def _tells_it_so(frame: Frame) -> bool:
    """An adverb tells how somebody told something: "had wrongly announced"."""
    tree = frame.tree
    telling = not frame.words.telling.isdisjoint(tree.forms[frame.head])
    return telling and frame.head >= frame.end and complement_of(tree, frame.head) is not None


def _has_telling(frame: Frame) -> bool:
    """A verb by which something is told completes the words: "avoided saying", "stopped short of saying"."""
    inner = complement_in(frame)
    return inner is not None and not frame.words.telling.isdisjoint(frame.tree.forms[inner])


def complement_in(frame: Frame) -> int | None:
    """What completes the words, be it behind their last: "fell short of [saying]"."""
    inner = complement_of(frame.tree, frame.at)
    is_led = inner is None and frame.tree.tags[frame.end - 1] == "IN"
    return complement_of(frame.tree, frame.end - 1) if is_led else inner


def _has_modal_clause(frame: Frame) -> bool:
    """A clause with a modal completes the words."""
    tree = frame.tree
    inner = tree.below(frame.at, "ccomp")
    return any(tree.tags[aux] == "MD" for place in inner for aux in tree.below(place, "aux"))


def _is_finite(frame: Frame) -> bool:
    return frame.tree.tags[frame.at] in ("VBP", "VBZ", "VBD")


def _has_as(frame: Frame) -> bool:
    return any(frame.tree.tokens[place].lower_ == "as" for place in frame.tree.below(frame.at, "prep"))


def _has_object(frame: Frame) -> bool:
    return bool(frame.tree.below(frame.at, "dobj", "nsubjpass")) or _has_clause(frame)


def _has_of(frame: Frame) -> bool:
    """A preposition with what is suspected behind it, or what is suspected itself."""
    return bool(frame.tree.below(frame.at, "prep", "agent")) or _has_object(frame)


def _is_passive(frame: Frame) -> bool:
    tags, tree = frame.tree.tags, frame.tree
    return tags[frame.at] == "VBN" and (
        bool(tree.below(frame.at, "auxpass")) or frame.label in ("acl", "relcl")
    )


def _is_not_negated(frame: Frame) -> bool:
    """No negation stands at the word or at the verb that it hangs from as an auxiliary."""
    tree = frame.tree
    verb = frame.head if frame.label in ("aux", "auxpass") else frame.at
    subjects = tree.below(verb, "nsubj", "nsubjpass")
    denied = any(
        tree.tokens[place].dep_ in ("preconj", "neg") for one in subjects for place in tree.children[one]
    )
    return not denied and not tree.below(verb, "neg") and not _is_negation(tree, frame.end)


def is_denied(frame: Frame) -> bool:
    """Whether the word is itself denied: "nobody disputes", "no longer denies", "stopped denying"."""
    tree = frame.tree
    if any(tree.lowers[place] in NO_ONES for place in tree.below(frame.at, "det")):
        return True
    subjects = tree.below(frame.at, "nsubj", "nsubjpass")
    if any(is_denied_subject(tree.tokens[one]) for one in subjects):
        return True
    return is_undone(tree.tokens[frame.at])


def clause_told_wrongly(frame: Frame) -> int | None:
    """What those who speak were wrong to say: "I was wrong when I said [that nine died]"; None if nothing."""
    tree, verb = frame.tree, predicate_above(frame.tree, frame.at)
    near = (verb, frame.at)
    speakers = tree.below(verb, "nsubj")
    speakers += [noun for one in near for of in tree.below(one, "prep") for noun in tree.below(of, "pobj")]
    if all(tree.lowers[one] not in SPEAKING_ONE | SPEAKING_SEVERAL for one in speakers):
        return None
    beside = [place for one in near for place in tree.below(one, "advcl", "xcomp", "acl")]
    beside += [
        place for one in near for link in tree.below(one, "prep") for place in tree.below(link, "pcomp")
    ]
    telling = (place for place in beside if not frame.words.telling.isdisjoint(tree.forms[place]))
    told = (clause for place in telling for clause in tree.below(place, "ccomp"))
    return None if tree.below(verb, "neg") else next(told, None)


def _is_negation(tree: Tree, place: int) -> bool:
    """Whether the next word, white space apart, negates; the parser may hang it elsewhere."""
    while place < len(tree.tokens) and tree.tokens[place].is_space:
        place += 1
    return place < len(tree.tokens) and tree.labels[place] == "neg"


def _is_predicative(frame: Frame) -> bool:
    """Said of its subject or standing behind its noun, not a mere attribute before it."""
    return frame.label != "amod" or frame.head < frame.at


def _is_attribute(frame: Frame) -> bool:
    return frame.label in ("amod", "compound", "nmod") and frame.head > frame.at


def _is_no_number(frame: Frame) -> bool:
    """Not the sign before a number: "report no. 3"."""
    return not is_number_sign(frame.tree.tokens[frame.start].doc, frame.start)


def _is_no_comparison(frame: Frame) -> bool:
    """Not "as soon as possible", "the fastest possible", "by all means possible"."""
    tree = frame.tree
    if any(
        tree.tokens[place].lower_ in ("as", "than") for place in (frame.head, frame.start - 1) if place >= 0
    ):
        return False
    before = tree.tags[frame.start - 1] if frame.start else ""
    return before not in ("JJS", "RBS") and not (frame.label == "amod" and frame.head < frame.at)


def _is_before_number(frame: Frame) -> bool:
    tree, place = frame.tree, frame.end
    return place < len(tree.tokens) and (tree.tags[place] == "CD" or tree.tokens[place].text == "$")


def _is_said_of_subject(frame: Frame) -> bool:
    """It is said of something told: "the figure was a mistake", not "it was a mistake to", "the raid was"."""
    tree = frame.tree
    subjects = tree.below(frame.head, "nsubj", "nsubjpass") if frame.label in ("attr", "acomp") else []
    return any(not frame.words.told.isdisjoint(tree.forms[place]) for place in subjects)


def _is_no_bound(frame: Frame) -> bool:
    """Not "no fewer than nine", "not more than nine", which only bound a number; "no more" may be the cue."""
    tags, lowers = frame.tree.tags, frame.tree.lowers
    places = (place for place in (frame.end - 1, frame.end) if tags[place : place + 1] in (["JJR"], ["RBR"]))
    return all(lowers[place + 1 : place + 2] != ["than"] for place in places)


def _is_still_to_come(frame: Frame) -> bool:
    """What is told is only going to be: "will say that", "is due to say that"; not "will not say that"."""
    tree = frame.tree
    helpers = tree.below(frame.at, "aux")
    if tree.below(frame.at, "neg") or frame.tree.below(frame.head, "neg"):
        return False
    if any(tree.tags[place] == "TO" for place in helpers):
        above = tree.forms[frame.head]
        return frame.label == "xcomp" and ("be" in above or not frame.words.ahead.isdisjoint(above))
    return any(tree.lowers[place] in FUTURE_MODALS for place in helpers)


def _denies_an_act(frame: Frame) -> bool:
    """What stands there is denied as a whole: not in "not only", "not nine but 12", "not more than nine"."""
    return _is_no_bound(frame) and not denies_no_act(frame.tree, frame.start)


def _is_contrasted(frame: Frame) -> bool:
    """Only a number is denied, and another told in its place: "not nine but 12"."""
    return contrast_at(frame.tree, frame.start) is not None


def _has_denied_subject(frame: Frame) -> bool:
    """Whether it is said of none: "claims of neither side", "none of the figures", "no account"."""
    tree = frame.tree
    subjects = tree.below(predicate_above(tree, frame.at), "nsubj", "nsubjpass")
    return any(is_denied_subject(tree.tokens[place]) for place in subjects)


def is_set_apart(frame: Frame) -> bool:
    """A comma or "and" stands before the words: "nine, not 14"; not "is not 14"."""
    before = frame.tree.tokens[frame.start - 1] if frame.start else None
    return before is not None and (before.is_punct or frame.tree.tags[frame.start - 1] == "CC")


def _is_alone_with_state(frame: Frame) -> bool:
    """A state or an adverb follows at once and no verb says it: "nine hurt, none dead", "none seriously"."""
    tree, place = frame.tree, frame.end
    if place >= len(tree.tokens):
        return False
    if tree.tags[place] == "RB" and tree.heads[place] == frame.at:
        return tree.labels[frame.at] == "npadvmod"
    if tree.tags[place] not in ("JJ", "VBN"):
        return False
    return not tree.below(place, "aux", "auxpass", "dobj")


def _is_of_state(frame: Frame) -> bool:
    """A state completes a participle: "nine feared dead", "hundreds are feared drowned"."""
    tree = frame.tree
    states = tree.below(frame.at, "oprd", "acomp", "xcomp")
    return any(tree.tags[place] in ("JJ", "VBN", "VBD") for place in states) and not tree.below(
        frame.at, "dobj"
    )


def _is_conditioned(frame: Frame) -> bool:
    """A conditional clause in the present hangs from the verb: "will stay until the crisis ends"."""
    tree = frame.tree
    return any(
        tree.tokens[mark].lower_ in frame.words.conditions and not _is_past_until(tree, clause)
        for clause in tree.below(frame.head, "advcl")
        for mark in tree.below(clause, "mark", "advmod")
    )


def _is_past_until(tree: Tree, clause: int) -> bool:
    marks = [tree.tokens[place].lower_ for place in tree.below(clause, "mark")]
    return "until" in marks and not _in_present(tree, clause)


def _in_present(tree: Tree, verb: int) -> bool:
    """Whether a clause stands in the present tense, or has a modal."""
    auxiliaries = [tree.tags[place] for place in tree.below(verb, "aux", "auxpass")]
    tags = auxiliaries or [tree.tags[verb]]
    return any(tag in PRESENT or tag == "MD" for tag in tags)


def _has_present_clause(frame: Frame) -> bool:
    return frame.label == "mark" and _in_present(frame.tree, frame.head)


def _has_own_clause(frame: Frame) -> bool:
    """The conjunction begins a clause with a verb, not a mere "if not hundreds"."""
    if _is_negation(frame.tree, frame.end) and not frame.tree.below(frame.head, "nsubj", "nsubjpass", "expl"):
        return False
    return frame.label == "mark" or frame.tree.tags[frame.head].startswith("VB")


def _is_inverted(frame: Frame) -> bool:
    """The modal stands before its subject where nothing is asked: "should talks fail"."""
    tree = frame.tree
    subjects = tree.below(frame.head, "nsubj", "nsubjpass", "expl")
    last = frame.tree.tokens[frame.at].sent[-1].text
    return bool(subjects) and min(subjects) > frame.at and last != "?" and frame.label == "aux"


NEEDS: Mapping[str, Callable[[Frame], bool]] = {
    "act denied": _denies_an_act,
    "alone with state": _is_alone_with_state,
    "as": _has_as,
    "attribute": _is_attribute,
    "before number": _is_before_number,
    "clause": _has_clause,
    "clause or time": _has_clause_or_time,
    "complement": _has_complement,
    "conditioned": _is_conditioned,
    "contrasted": _is_contrasted,
    "denied subject": _has_denied_subject,
    "finite": _is_finite,
    "gerund": _has_gerund,
    "infinitive": _has_infinitive,
    "inverted": _is_inverted,
    "modal clause": _has_modal_clause,
    "no bound": _is_no_bound,
    "no number sign": _is_no_number,
    "no comparison": _is_no_comparison,
    "not about": _is_not_about,
    "not negated": _is_not_negated,
    "object": _has_object,
    "of": _has_of,
    "of state": _is_of_state,
    "own telling": lambda frame: clause_told_wrongly(frame) is not None,
    "own clause": _has_own_clause,
    "passive": _is_passive,
    "predicative": _is_predicative,
    "present clause": _has_present_clause,
    "quality": _has_quality,
    "said of subject": _is_said_of_subject,
    "set apart": is_set_apart,
    "still to come": _is_still_to_come,
    "before telling": _tells_it_so,
    "telling": _has_telling,
    "that clause": _has_that_clause,
}
"""The conditions that an entry may set."""
