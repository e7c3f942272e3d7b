"""What somebody takes back: said by them before, and denied by them now.

"Took back her statement that nine had died", "apologised for saying so", "admitted it was wrong when it said
so": what tells the words is a noun or a verb below another that takes them back. Whom others call wrong, or
ask to take words back, and who will not do so or only might, has said them all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..language.closed_classes import (
    AT_NO_TIME,
    GIVING_REASONS,
    MODALS,
    SPEAKING_ONE,
    SPEAKING_SEVERAL,
    SUPPOSING,
)
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
UNDONE = MODALS | SUPPOSING | AT_NO_TIME | {"may", "yet"}
"""Words beside a verb of what is not done, or not yet."""
SPEAKING = SPEAKING_ONE | SPEAKING_SEVERAL
WHILE_TELLING = frozenset({"advcl", "pcomp", "xcomp"})
"""Labels of a telling in which somebody was wrong: "when it said", "in saying", "to say"."""


@dataclass(frozen=True, slots=True)
class Retracting:
    """The words by which somebody takes words back, and those that make them: "forced to apologise for"."""

    verbs: frozenset[str]
    compelling: frozenset[str]


def retracting_of(lexicon: Lexicon) -> Retracting:
    """The words of a lexicon for taking words back."""
    return Retracting(words_of(lexicon, "retracts"), words_of(lexicon, "compels"))


def with_retractions(found: Sequence[Attribution], lexicon: Lexicon) -> Iterator[Attribution]:
    """The attributions, of which those that are taken back are denied by whoever takes them back."""
    words, untrue = retracting_of(lexicon), load_measures(lexicon).untrue
    admitting = frozenset(each.place for each in found if each.stance == "confirms")
    takers = {each.place: _taker(each, words, untrue, admitting) for each in found}
    led = {taker.idx for taker in takers.values() if taker is not None}
    for each in found:
        taker = takers[each.place]
        if taker is not None:
            yield _taken_back(each, taker)
        elif each.place not in led or each.stance != "asserts":
            yield each


def taker_of(told: Token, retracting: Retracting) -> Token | None:
    """The verb that takes back what a noun or a gerund tells; None where it is left standing."""
    taker = taking(told, retracting)
    return taker if taker is not None and _is_done(taker, retracting.compelling) else None


def keeper_of(told: Token, retracting: Retracting) -> Token | None:
    """The verb by which somebody has not taken back what is theirs: "did not retract its toll"."""
    taker = taking(told, retracting)
    own = any(child.tag_ == "PRP$" for child in told.children)
    negated = taker is not None and any(child.dep_ == "neg" for child in taker.children)
    return taker if own and negated else None


def taking(told: Token, retracting: Retracting) -> Token | None:
    """The verb for taking back what a noun or a gerund tells, whether that is done or not.

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
    if not any(
        f"{word}{rest}" in retracting.verbs for word in (verb.lemma_.lower(), verb.lower_) for rest in after
    ):
        return None
    return verb if verb.pos_ in VERBS else None


def retractor(verb: Token) -> Token | None:
    """Who takes it back: of a participle behind what is said, whoever says it."""
    if is_passive(verb):
        agents = (noun for by in verb.children if by.dep_ == "agent" for noun in by.children)
        return next(agents, None)
    host = verb.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and host.dep_ == "ccomp":
        return subject_of(host.head)
    return subject_of(verb)


def _taker(each: Attribution, words: Retracting, untrue: Set[str], admitting: Set[int]) -> Token | None:
    if each.cue is None or each.cue.entry.form not in ("noun", "verb"):
        return None
    told = each.cue.head
    taker = taker_of(told, words)
    if taker is not None:
        return taker
    wrong = _wrong_in(told, untrue)
    return wrong if wrong is not None and _is_admitted(wrong, admitting) else None


def _is_done(verb: Token, compelling: Set[str] = frozenset()) -> bool:
    """Whether a verb tells what has been done: not "did not", "will", "if he", "refused to", "asked that he".

    An infinitive does below a verb that is `compelling`.
    """
    beside = [child.lower_ for child in verb.children]
    if not UNDONE.isdisjoint(beside) or any(child.dep_ == "neg" for child in verb.children):
        return False
    if verb.tag_ == "VB":
        made = verb.dep_ == "xcomp" and verb.head.lemma_ in compelling
        return "did" in beside or (made and _is_done(verb.head, compelling))
    if verb.tag_ == "VBG":
        return verb.dep_ != "xcomp" and (verb.dep_ != "pcomp" or verb.head.lower_ in GIVING_REASONS)
    return True


def _is_admitted(wrong: Token, admitting: Set[int]) -> bool:
    """Whether who was wrong says so: "admitted it was wrong", "admitted being wrong", "I was wrong"."""
    subject, above = subject_of(wrong), wrong.head
    if wrong.tag_ == "VBG" and wrong.dep_ == "xcomp":
        return above.idx in admitting and _is_done(above)
    if subject is None or subject.tag_ != "PRP" or not _is_done(wrong):
        return False
    if subject.lower_ in SPEAKING:
        return True
    return wrong.dep_ == "ccomp" and above.idx in admitting and _is_done(above)


def _wrong_in(telling: Token, untrue: Set[str]) -> Token | None:
    """The verb of who was wrong in telling it: "was wrong when it said", "had been mistaken in saying"."""
    if telling.dep_ not in WHILE_TELLING:
        return None
    above = telling.head.head if telling.dep_ == "pcomp" else telling.head
    said = (above, *(child for child in above.children if child.dep_ == "acomp"))
    wrong = next((word for word in said if word.lower_ in untrue), None)
    if wrong is None or any(child.dep_ == "neg" for child in wrong.children):
        return None
    return wrong.head if wrong.dep_ == "acomp" else wrong


def _taken_back(each: Attribution, taker: Token) -> Attribution:
    source = retractor(taker) or each.source
    if source is None or each.cue is None:
        return replace(each, stance="denies", certainty="denied")
    left, right = source_stretch(source, each.cue)
    doc = source.doc
    at = doc[left].idx, doc[right - 1].idx + len(doc[right - 1])
    return replace(each, kind="speech", stance="denies", certainty="denied", source=source, source_at=at)
