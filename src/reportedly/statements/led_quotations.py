"""Quotations that no word of speaking holds, right behind a sentence about who speaks in them.

`Dr Rao runs the hospital. "We have no blood."`: in print the sentence before presents the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import ONE_PERSON_FORMS, SPEAKING_ONE, SPEAKING_SEVERAL
from ..language.quotes import Quotation, marked_end
from ..lexicon import load_lexicon, word_class
from ..mentions.actors import actor_at
from ..page.segment import segment_at
from ..records import Actor, Document
from .attributions import Attribution
from .headlines import by_layout
from .offsets import is_held, merged_offsets
from .quotation_cues import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ENDS = (".", "!", "?")


def find_led(
    document: Document,
    doc: Doc,
    actors: Sequence[Actor],
    quotations: Sequence[Quotation],
    found: Sequence[Attribution],
) -> Iterator[Attribution]:
    """The quotations of somebody whom the sentence before presents: one person by name, who acts in it.

    Those that speak of themselves ("we", "my") and of no "he" or "she", whole sentences, with nothing of
    the same sentence behind. What `found` holds already is left as it is.
    """
    held = merged_offsets(piece for each in found for piece in (*each.content_at, *each.cue_at))
    for quotation in quotations:
        if quotation.depth or quotation.closed is None or quotation.continues:
            continue
        piece = quotation.opened, marked_end(quotation, document.text)
        if is_held(quotation.start, held) or not _is_own_speech(doc, quotation, document.text):
            continue
        subject = _presented(document, doc, actors, piece)
        if subject is not None:
            source_at, token = subject
            led = by_layout("led-quotation", source_at, None, piece, direct=True)
            yield replace(led, source=token)


def _is_own_speech(doc: Doc, quotation: Quotation, text: str) -> bool:
    """Whether the quotation is whole sentences in which somebody speaks, and of no other one."""
    words = text[quotation.start : quotation.end].rstrip()
    if not words.endswith(ENDS) or not words[:1].isupper():
        return False
    span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
    forms = {token.lower_ for token in span} if span is not None else set()
    return not forms.isdisjoint(SPEAKING_ONE | SPEAKING_SEVERAL) and forms.isdisjoint(ONE_PERSON_FORMS)


def _presented(
    document: Document, doc: Doc, actors: Sequence[Actor], piece: Offsets
) -> tuple[Offsets, Token] | None:
    """Where the only person of the sentence right before a quotation stands, and the head of those words."""
    start, end = piece
    segment = segment_at(document, start)
    behind = document.text[end : segment.end if segment else None].lstrip()
    before = document.text[:start].rstrip()
    if segment is None or segment.kind != "paragraph" or not before.endswith(ENDS) or behind[:1].islower():
        return None
    own = segment_at(document, len(before) - 1)
    last = doc.char_span(len(before) - 1, len(before), alignment_mode="expand")
    if (
        own is None
        or own.kind != "paragraph"
        or last is None
        or document.text.count("\n\n", own.end, start) > 1
    ):
        return None
    return _who_acts(last[0].sent, actors)


def _who_acts(sentence: Span, actors: Sequence[Actor]) -> tuple[Offsets, Token] | None:
    """Who is the subject of a sentence, by name or pronoun, where nobody else is in it.

    What they are said to be is nobody else: "Rosa Quispe is a nurse".
    """
    verb = sentence.root
    acts = verb.pos_ in ("VERB", "AUX") and verb.lemma_ not in word_class(load_lexicon(), "ends-of-life")
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None) if acts else None
    if subject is None:
        return None
    start, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
    inside = [actor for actor in actors if sentence.start_char <= actor.start < sentence.end_char]
    same = {child.idx for child in verb.children if child.dep_ == "attr"}
    others = (actor for actor in inside if not start <= actor.start < end)
    if any(
        actor.type in ("person", "role") and not any(actor.start <= place < actor.end for place in same)
        for actor in others
    ):
        return None
    if subject.lower_ in ONE_PERSON_FORMS:
        return (subject.idx, subject.idx + len(subject)), subject
    actor = actor_at(inside, subject.idx, subject.idx + len(subject))
    named = actor is not None and actor.type == "person" and " " in actor.name
    return ((actor.start, actor.end), subject) if actor is not None and named else None
