"""The answers of an interview in print, and who gives them.

"Q: How many died?" and "A: Nine." below a line that says who was asked. Only such a line names the
speaker ("Dr Ruiz spoke to us", "Ana Ruiz was interviewed", "we spoke to Ana Ruiz"): whom else the text
names before the questions answered nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.closed_classes import SPEAKING_ONE, SPEAKING_SEVERAL
from ..language.quotes import Quotation
from ..lexicon import Lexicon
from ..mentions.actors import JOURNALIST, actor_at
from ..records import Actor, Document
from .attributions import Attribution
from .cue_words import words_of
from .headlines import by_layout
from .offsets import is_held, merged_offsets, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

QUESTION = re.compile(r"^Q(?P<mark>:[ \t]+\S|\.[ \t]+\S[^\n]*\?[ \t]*$)", re.MULTILINE)
"""A question; behind a point, which initials have too ("Q. Marov"), only a line that asks is one."""
ANSWERS = {
    mark: re.compile(
        rf"^A{re.escape(mark)}[ \t]+(?P<rest>\S(?:(?!\nQ{re.escape(mark)} ).)*)", re.MULTILINE | re.DOTALL
    )
    for mark in ":."
}
ASKERS = SPEAKING_SEVERAL | SPEAKING_ONE
"""By these the page speaks of who asked."""
PARTNERS = frozenset({"dobj", "dative", "prep", "pobj", "poss", "agent"})
"""What leads from a verb to whom it is said to: "spoke to us", "answered our questions"."""


def find_answers(
    document: Document, doc: Doc, actors: Sequence[Actor], quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Attribution]:
    """The answers of an interview; their speaker is the one of whom the words before say that they spoke."""
    first = QUESTION.search(document.text)
    if first is None:
        return
    speaker = _interviewed(doc, first.start(), actors, quotations, lexicon)
    for segment in document.segments:
        if segment.kind in ("paragraph", "quote_block") and segment.end > first.start():
            for match in ANSWERS[first["mark"][0]].finditer(document.text, segment.start, segment.end):
                content = trimmed(document.text, match.span("rest"))
                if content:
                    yield by_layout("answer", None, None, content, speaker=speaker)


def _interviewed(
    doc: Doc, until: int, actors: Sequence[Actor], quotations: Sequence[Quotation], lexicon: Lexicon
) -> str | None:
    """The name of the only one who is said to have spoken to the page; None where that is open."""
    talks, asks = words_of(lexicon, "talks"), words_of(lexicon, "interviews")
    quoted = merged_offsets((quotation.start, quotation.end) for quotation in quotations)
    names: set[str | None] = set()
    for verb in doc:
        if verb.idx >= until:
            break
        if verb.lemma_ in talks | asks and not is_held(verb.idx, quoted):
            whom = _asked(verb, actors) if verb.lemma_ in asks else _talker(verb, actors)
            names.update(None if token is None else _person(token, actors) for token in whom)
    return names.pop() if len(names) == 1 else None


def _asked(verb: Token, actors: Sequence[Actor]) -> list[Token]:
    """Who was interviewed: the subject of the passive, else whom the page interviewed."""
    passive = [child for child in verb.children if child.dep_ == "nsubjpass"]
    if passive or not any(_asks(token, actors) for token in _subjects(verb)):
        return passive
    return [child for child in verb.children if child.dep_ == "dobj"]


def _talker(verb: Token, actors: Sequence[Actor]) -> list[Token]:
    """Who spoke with the page: the subject of "spoke to us", the other in "we spoke to Ana Ruiz"."""
    subjects, partners = _subjects(verb), list(_partners(verb))
    if any(_asks(token, actors) for token in subjects):
        return [token for token in partners if token.dep_ == "pobj"]
    return subjects if any(_asks(token, actors) for token in partners) else []


def _subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, also of the one that it is joined to: "runs a clinic and spoke to us"."""
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    joined = verb.dep_ == "conj" and not own and verb.head != verb
    return [child for child in verb.head.children if child.dep_ == "nsubj"] if joined else own


def _partners(head: Token) -> Iterator[Token]:
    """All in the phrases of a verb that tell to whom it is said, above relative and other clauses."""
    open_ = [child for child in head.children if child.dep_ in PARTNERS]
    while open_:
        token = open_.pop()
        yield token
        open_.extend(child for child in token.children if child.dep_ in PARTNERS)


def _asks(token: Token, actors: Sequence[Actor]) -> bool:
    """Whether a word is the page, or somebody who writes for one."""
    if token.lower_ in ASKERS:
        return True
    actor = actor_at(actors, token.idx, token.idx + len(token))
    return actor is not None and actor.sector == JOURNALIST


def _person(token: Token, actors: Sequence[Actor]) -> str | None:
    """The name of a person; None of whom the text does not name, and where several are joined."""
    actor = actor_at(actors, token.idx, token.idx + len(token))
    several = any(child.dep_ == "conj" for child in token.children)
    known = actor is not None and actor.type == "person" and actor.name[:1].isupper()
    return actor.name if actor is not None and known and not several else None
