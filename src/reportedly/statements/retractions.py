"""What somebody takes back: said by them before, and denied by them now.

"Took back her statement that nine had died", "apologised for saying so", "was wrong when it said so": what
tells the words is a noun or a verb below another that takes them back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..mentions.measures import load_measures
from .attributions import Attribution
from .cue_words import words_of
from .cues import VERBS, is_passive
from .sources import source_stretch, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

TOLD_OF = frozenset({"pobj", "pcomp"})
"""Labels of words or of a telling behind the preposition of what takes them back."""
OWNING = frozenset({"poss", "det", "amod"})
"""Labels of words before a plural that make it somebody's: "its claims", "the claims", "earlier claims"."""
PARTICLES = frozenset({"prt", "advmod"})
WHILE_TELLING = frozenset({"advcl", "pcomp", "xcomp"})
"""Labels of a telling in which somebody was wrong: "when it said", "in saying", "to say"."""


def with_retractions(found: Sequence[Attribution], lexicon: Lexicon) -> Iterator[Attribution]:
    """The attributions, of which those that are taken back are denied by whoever takes them back."""
    verbs, untrue = words_of(lexicon, "retracts"), load_measures(lexicon).untrue
    takers = {each.place: _taker(each, verbs, untrue) for each in found}
    led = {taker.idx for taker in takers.values() if taker is not None}
    for each in found:
        taker = takers[each.place]
        if taker is not None:
            yield _taken_back(each, taker)
        elif each.place not in led or each.stance != "asserts":
            yield each


def taker_of(told: Token, verbs: Set[str]) -> Token | None:
    """The verb that takes back what a noun or a gerund tells; None where it is left standing.

    Reports and claims that are nobody's in particular are those of others: "regret for reports that he fled".
    """
    if told.tag_ == "NNS" and not any(child.dep_ in OWNING for child in told.children):
        return None
    verb, after = told.head, [""]
    if told.dep_ in TOLD_OF:
        after = [f" {verb.lower_}"]
        verb = verb.head
        if verb.dep_ in PARTICLES:
            after = [f" {verb.lower_}{after[0]}"]
            verb = verb.head
    elif told.dep_ == "nsubjpass" or (told.dep_ == "dobj" and not is_passive(verb)):
        after += [f" {child.lower_}" for child in verb.children if child.dep_ in PARTICLES]
    else:
        return None
    if not any(f"{word}{rest}" in verbs for word in (verb.lemma_.lower(), verb.lower_) for rest in after):
        return None
    return verb if verb.pos_ in VERBS else _carrier(verb)


def retractor(verb: Token) -> Token | None:
    """Who takes it back: of a participle behind what is said, whoever says it."""
    if is_passive(verb):
        agents = (noun for by in verb.children if by.dep_ == "agent" for noun in by.children)
        return next(agents, None)
    host = verb.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and host.dep_ == "ccomp":
        return subject_of(host.head)
    return subject_of(verb)


def _taker(each: Attribution, verbs: Set[str], untrue: Set[str]) -> Token | None:
    if each.cue is None or each.cue.entry.form not in ("noun", "verb"):
        return None
    told = each.cue.head
    return taker_of(told, verbs) or _wrong_in(told, untrue)


def _wrong_in(telling: Token, untrue: Set[str]) -> Token | None:
    """The verb of who was wrong in telling it: "was wrong when it said", "had been mistaken in saying"."""
    if telling.dep_ not in WHILE_TELLING:
        return None
    above = telling.head.head if telling.dep_ == "pcomp" else telling.head
    said = (above, *(child for child in above.children if child.dep_ == "acomp"))
    wrong = next((word for word in said if word.lower_ in untrue), None)
    if wrong is None or any(child.dep_ == "neg" for word in said for child in word.children):
        return None
    return wrong.head if wrong.dep_ == "acomp" else wrong


def _carrier(noun: Token) -> Token | None:
    """The verb that a noun of taking back hangs from: "[expressed] regret for saying"."""
    return noun.head if noun.dep_ == "dobj" else None


def _taken_back(each: Attribution, taker: Token) -> Attribution:
    source = retractor(taker) or each.source
    if source is None or each.cue is None:
        return replace(each, stance="denies", certainty="denied")
    left, right = source_stretch(source, each.cue)
    doc = source.doc
    at = doc[left].idx, doc[right - 1].idx + len(doc[right - 1])
    return replace(each, kind="speech", stance="denies", certainty="denied", source=source, source_at=at)
