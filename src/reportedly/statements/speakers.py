"""Who a source is: the actor that its words name, or whom its pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from ..language.clauses import RELATIVES
from ..language.closed_classes import NO_ONES
from ..lexicon import Lexicon, word_class
from ..mentions.actors import actor_at
from ..mentions.antecedents import Antecedents
from ..records import Actor, Claimant, Document
from .attributions import Attribution
from .cue_words import words_of
from .introduced import person_described
from .quotation_cues import Offsets
from .sources import antecedent, name_behind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


OWNERS = frozenset({"organisation", "state", "group"})
"""Who can have a voice that is taken for theirs; a person's spokesman is somebody else."""
LOOK_BACK = 40
"""Words before "it" in which the text that it stands for is looked for: the clause or sentence before."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ARTICLES = frozenset({"", "a", "an", "the"})
"""What may stand before an actor who is all that the words for a source name."""
LONGEST_PURPOSE = 3
"""Words of what an association is for."""
OF_MANY = frozenset({"of", "among"})
PURPOSES = frozenset({"for", "against"})
OWN = frozenset({"poss", "nummod", "prep", "appos", "compound"})
"""Labels of what makes "some" and "others" somebody after all: "some of the guards"."""


ISSUED = "communique"
"""The frame of what a text says that somebody issued."""
ISSUERS_WORDS = frozenset({"we", "us"})


class Speakers:
    """The claimants of one document; built once, then only read."""

    def __init__(
        self,
        document: Document,
        doc: Doc,
        actors: Sequence[Actor],
        found: Sequence[Attribution],
        lexicon: Lexicon,
    ) -> None:
        self._document = document
        self._actors = actors
        self._first_of_name = {actor.name: actor for actor in reversed(actors)}
        self._voices = words_of(lexicon, "voice")
        self._texts = words_of(lexicon, "medium")
        self._unnamed = words_of(lexicon, "unnamed")
        self._causes = word_class(lexicon, "aspects-of-associations")
        said = {a.source.i: a.content_at for a in found if a.source is not None}
        quoted = [(*part, a.source.i) for a in found if a.direct and a.source for part in a.content_at]
        self._quoted = [part for a in found if a.direct for part in a.content_at]
        self._issued = next((a for a in found if a.frame == ISSUED), None)
        self._antecedents = Antecedents(doc, actors, lexicon, said, quoted, document.segments)

    def of(self, found: Attribution) -> Claimant | None:
        """Who speaks; None where the text hides it, or a pronoun stands for nobody named."""
        if found.by_outlet:
            outlet = self._document.publisher
            return None if outlet is None else Claimant(outlet, None, "organisation", "JRN", None)
        if (known := person_described(found, self._document.text, self._actors, self._quoted)) is not None:
            return _claimant(known)
        if found.source is None:
            return found.issuer or self._by_layout(found)
        head = antecedent(found.source)
        if _is_nobody(head):
            return None
        if head.tag_ in RELATIVES and head.text.isupper():
            return self._named(head)
        if head.lower_ in self._unnamed and not any(child.dep_ in OWN for child in head.children):
            return None
        if head.lower_ in ISSUERS_WORDS and (issuer := self._issuer(head)) is not None:
            return issuer
        if head.lower_ == "it" and (text := self._text_before(head)) is not None:
            return self._named(text)
        if head.pos_ == "PRON" and _whole_of(head) is None:
            actor = self._antecedents.of(head)
            return None if actor is None else _claimant(actor)
        return self._named(head)

    def _issuer(self, pronoun: Token) -> Claimant | None:
        """Who issued the text and says "we" in it; None inside of what others are quoted with."""
        quoted = any(start <= pronoun.idx < end for start, end in self._quoted)
        if self._issued is None or quoted:
            return None
        return self._issued.issuer or self._by_layout(self._issued)

    def _text_before(self, pronoun: Token) -> Token | None:
        """The text that "it" stands for: the last subject before it, where that is one.

        "The ministry denied the toll; the post was deleted. It had listed 40 dead."
        """
        doc = pronoun.doc
        for word in reversed(doc[max(0, pronoun.i - LOOK_BACK) : pronoun.i]):
            if word.dep_ in SUBJECTS and word.pos_ != "PRON":
                return word if word.lemma_.lower() in self._texts else None
            if "\n" in self._document.text[word.idx + len(word) : word.idx + len(word) + 2]:
                return None
        return None

    def _named(self, head: Token) -> Claimant:
        """The actor whose mention has the head of the source, else what the source calls itself."""
        left = head.left_edge
        while left.i < head.i and (left.pos_ in ("DET", "PUNCT") or left.is_space):
            left = left.nbor()
        start, end = left.idx, head.idx + len(head)
        if (called := name_behind(head)) is not None:
            return self._named(called)
        actor = actor_at(self._actors, head.idx, end)
        beside = None if actor is not None and actor.key is not None else _apposed(head)
        of_body = actor is not None and actor.type == "organisation"
        if beside is not None and (actor is None or head.tag_ == "CD" or (of_body and self._is_body(beside))):
            return self._named(beside)
        owner = self._owner(head) if actor is None or actor.key is None else None
        if actor is not None and actor.key is None and (named := self._name_behind(actor)) is not None:
            return _claimant(named)
        if owner is not None:
            own = self._voice(head).removeprefix(owner.quote).strip()  # "an AFP count" is its count
            return replace(_claimant(owner), name=f"{owner.name} {own}", type="role")
        if (text := self._text_told(head)) is not None:
            return self._named(text)
        if actor is None and (of := _whole_of(head)) is not None:
            return self._some(head, of)
        whole = _whole_name(head, self._causes)
        if actor is not None and (whole is None or actor.start <= whole[0] < whole[1] <= actor.end):
            return _claimant(actor)
        within = actor_at(self._actors, start, end)
        start, end = whole or (start, end)
        kind = actor.type if actor is not None else _kind_of(head)
        return Claimant(self._words(start, end), None, kind, None, within.country if within else None)

    def _some(self, head: Token, of: Token) -> Claimant:
        """Those of several who speak, by whom they are a part of: "One of the rescuers"."""
        among = actor_at(self._actors, of.idx, of.idx + len(of))
        end = max(of.idx + len(of), among.end if among is not None else 0)
        sector, country = (among.sector, among.country) if among is not None else (None, None)
        kind: Literal["role", "group"] = "role" if head.lower_ == "one" else "group"
        return Claimant(self._words(head.idx, end), None, kind, sector, country)

    def _is_body(self, name: Token) -> bool:
        """Whether it is the name of an organisation: of "a rights group, the CFT,"."""
        actor = actor_at(self._actors, name.idx, name.idx + len(name))
        return actor is not None and actor.type == "organisation" and actor.key is not None

    def _name_behind(self, actor: Actor) -> Actor | None:
        """The name that what somebody is stands before: "state broadcaster Khabar 24"."""
        beside = actor_at(self._actors, actor.end + 1, actor.end + 2)
        near = beside is not None and beside.start == actor.end + 1 and beside.type == actor.type
        return beside if near and beside is not None and beside.key is not None else None

    def _text_told(self, head: Token) -> Token | None:
        """The last text that a text is of: "the text of a police statement"."""
        last, text = None, head if head.lemma_.lower() in self._voices else None
        while text is not None:
            behind = (noun for of in text.children if of.lower_ == "of" for noun in of.children)
            text = next((noun for noun in behind if noun.lemma_.lower() in self._voices), None)
            last = text or last
        return last

    def _voice(self, head: Token) -> str:
        """The noun of a voice with the nouns that it is made of: "press service"."""
        first = next((child for child in head.children if child.dep_ == "compound"), head)
        return self._words(first.idx, head.idx + len(head))

    def _owner(self, head: Token) -> Actor | None:
        """For whom a voice speaks: "the ministry's spokesman", "a spokesman for it", "a ministry report"."""
        if head.lemma_.lower() not in self._voices and self._voice(head).lower() not in self._voices:
            return None
        owners = [child for child in head.children if child.dep_ in ("poss", "compound", "nmod")]
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "from", "by"):
                owners += [noun for noun in child.children if noun.dep_ == "pobj"]
        for owner in owners:
            named = actor_at(self._actors, owner.idx, owner.idx + len(owner))
            actor = self._antecedents.of(owner) if owner.pos_ == "PRON" else named
            if actor is not None and actor.key is None:
                actor = self._name_behind(actor) or actor
            apart = actor is not None and not actor.start <= head.idx < actor.end
            if apart and actor is not None and actor.type in OWNERS:
                return actor
        return None

    def _by_layout(self, found: Attribution) -> Claimant | None:
        """Whom a headline, a signature or the page itself names."""
        if found.source_at is None:
            return None if found.speaker is None else self._known(found.speaker)
        start, end = found.source_at
        last = max(start, self._document.text.rfind(" ", start, end) + 1)
        actor = actor_at(self._actors, last, end) or actor_at(self._actors, start, end)
        before = "" if actor is None else self._words(start, actor.start).casefold()
        if actor is None or (actor.key is None and before not in ARTICLES):
            kind = None if actor is None else actor.type
            return Claimant(self._words(start, end), None, kind, None, None)
        return _claimant(actor)

    def _known(self, name: str) -> Claimant:
        """The actor of a name; else a person of whom the page knows nothing but that."""
        actor = self._first_of_name.get(name)
        return Claimant(name, None, "person", None, None) if actor is None else _claimant(actor)

    def _words(self, start: int, end: int) -> str:
        return " ".join(self._document.text[start:end].split())


def _kind_of(head: Token) -> Literal["group"] | None:
    """A plural noun is a group and nobody's name, even where a sentence starts with it: "Divers said"."""
    return "group" if head.tag_ == "NNS" else None


def _whole_of(head: Token) -> Token | None:
    """Those of whom a number or "some" is a part: "one of the rescuers", but not "some of them"."""
    if head.lower_ in NO_ONES or not (head.tag_ == "CD" or head.pos_ in ("PRON", "ADJ", "DET", "NUM")):
        return None
    behind = (noun for of in head.children if of.lower_ in OF_MANY for noun in of.children)
    many = next((noun for noun in behind if noun.dep_ in ("pobj", "pcomp")), None)
    if many is None or many.tag_ in ("NNP", "CD"):
        return None
    told = next((child for child in many.children if child.dep_ in ("acl", "relcl")), None)
    if many.tag_ == "PRP":
        return many if head.tag_ == "CD" else None
    if many.pos_ in ("PRON", "DET"):  # "many of those [trapped]", but not "many of them"
        return told if many.lower_ == "those" and told is not None and told.i == many.i + 1 else None
    return many


def _is_nobody(head: Token) -> bool:
    """Whether none of several is told of: "no one", "none of the guards"."""
    return head.lower_ in NO_ONES or (head.lower_ == "one" and any(c.lower_ == "no" for c in head.children))


def _apposed(head: Token) -> Token | None:
    """The name behind a comma that says who somebody is: "one of its officers, Ana Ruiz"."""
    near = [*head.children, *(noun for of in head.children if of.dep_ == "prep" for noun in of.children)]
    near += [child for noun in near if noun.dep_ == "pobj" for child in noun.children]
    return next((child for child in near if child.dep_ == "appos" and child.pos_ == "PROPN"), None)


def _whole_name(head: Token, causes: frozenset[str]) -> Offsets | None:
    """A name of several words that the parse takes apart: "Doctors Without Walls", "Medics du Sud".

    None where it is no more than its head and the words before.
    """
    doc, last, first = head.doc, head.i, head.left_edge.i
    while last + 2 < len(doc) and doc[last + 1].dep_ == "prep" and doc[last + 1].text.istitle():
        if not doc[last + 2].text.istitle():
            break
        last += 2
    if last == head.i and (cause := _cause_of(head, causes)) is not None:
        last = cause.i
    before = [word for word in doc[first : head.i] if word.dep_ == "compound" and word.tag_ == "IN"]
    if last == head.i and not before:
        return None
    return doc[first].idx, doc[last].idx + len(doc[last])


def _cause_of(head: Token, causes: frozenset[str]) -> Token | None:
    """The end of a name that tells what its bearers are for: "Doctors for Human [Rights]"."""
    doc, place = head.doc, head.i + 1
    if (
        head.tag_ not in ("NNS", "NNPS")
        or not head.text.istitle()
        or doc[place : place + 1].text not in PURPOSES
    ):
        return None
    end = place + 1
    while end < len(doc) and end - place <= LONGEST_PURPOSE and doc[end].text.istitle():
        end += 1
    return doc[end - 1] if doc[end - 1].lower_ in causes and doc[end - 1].text.istitle() else None


def without_own_page(found: Sequence[Attribution], lexicon: Lexicon) -> Iterator[Attribution]:
    """The attributions without those by which the page speaks of itself: "the infobox gives nine dead".

    What it says there it says in its own voice. What it said in an earlier version it takes back.
    """
    parts, wholes = words_of(lexicon, "page_part"), words_of(lexicon, "page")
    former = words_of(lexicon, "former")
    for attribution in found:
        head = attribution.source
        if head is None or not _is_own_page(head, parts, wholes):
            yield attribution
        elif any(child.lower_ in former for child in head.children):
            taken_back = replace(attribution, stance="denies", certainty="denied", by_outlet=True)
            yield replace(taken_back, source=None, source_at=None)


def _is_own_page(head: Token, parts: frozenset[str], wholes: frozenset[str]) -> bool:
    if head.lower_ in parts and any(child.lower_ in ("the", "this") for child in head.children):
        return True
    own = [head, *(noun for of in head.children if of.lower_ == "of" for noun in of.children)]
    return any(
        noun.lower_ in wholes and any(child.lower_ == "this" for child in noun.children) for noun in own
    )


def _claimant(actor: Actor) -> Claimant:
    return Claimant(actor.name, actor.key, actor.type, actor.sector, actor.country)
