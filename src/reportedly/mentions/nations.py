"""States that act, peoples, and an organisation's branch in a country: countries as somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import OF_PLACES
from ..lexicon import rule_of
from .capital_runs import is_capital
from .ground import MODIFYING, STRENGTH_OF_WORDS, Form, Ground, Mention, Nation, spans_in, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

WITH_BRANCHES = frozenset({"NGO", "UNO", "IGO"})
"""Sectors of organisations that bear the name of a country behind theirs where they are its branch."""


def _with_quality(doc: Doc, span: Span) -> int:
    """Where a people's name begins, with the adjective that tells which part of it: "ethnic Albanians"."""
    before = doc[span.start - 1] if span.start and not span[0].is_sent_start else None
    return (
        span.start - 1
        if before is not None and before.dep_ == "amod" and before.pos_ == "ADJ"
        else span.start
    )


def spot_nations(ground: Ground) -> Iterator[Mention]:
    """States that act or are acted upon, and peoples: "Russia", "Moscow said", "the British"."""
    for _, span, nation in spans_in(ground.nations):
        if nation.form == "name" and (branch := _branch_in(ground, span, nation)) is not None:
            yield branch
            continue
        form = _nation_form(ground, span, nation)
        if form is not None:
            start = _with_quality(ground.doc, span) if form == "nation" else span.start
            yield Mention(
                start=start,
                end=span.end,
                head=span.end - 1,
                form=form,
                rule=rule_of("actor", f"nation-by-{nation.form}"),
                strength=STRENGTH_OF_WORDS,
                name=(nation.country.name,) if form == "state" else words_of(ground.doc, start, span.end),
                country=nation.country.code,
                plural=form == "nation",
            )


def _branch_in(ground: Ground, span: Span, nation: Nation) -> Mention | None:
    """The branch of an organisation in a country that ends its name: "Amnesty International Kenya"."""
    doc, last = ground.doc, span.start - 1
    if last < 0 or span[0].is_sent_start or span[-1].pos_ != "PROPN" or not is_capital(doc[last]):
        return None
    parent, entry = ground.roles.get(last, (None, None))
    if parent is None or entry is None or entry.form != "name" or entry.sector not in WITH_BRANCHES:
        return None
    return Mention(
        start=parent.start,
        end=span.end,
        head=span.end - 1,
        form="organisation",
        rule=rule_of("actor", "branch-in-a-country"),
        strength=STRENGTH_OF_WORDS,
        name=words_of(doc, parent.start, span.end),
        entry=replace(entry, key=None),
        country=nation.country.code,
        definite=True,
    )


def _nation_form(ground: Ground, span: Span, nation: Nation) -> Form | None:
    head = span[-1]
    if head.dep_ in MODIFYING or not head.pos_:
        return None
    if nation.form == "name":
        return None if _is_where(head) else "state"
    if nation.form == "capital":
        return "state" if _acts_as_government(head, ground.speaking) else None
    peoples = head.tag_ == "NNPS" or (span.start > 0 and ground.doc[span.start - 1].lower_ == "the")
    return "nation" if peoples and head.pos_ == "PROPN" else None


def _acts_as_government(head: Token, speaking: frozenset[str]) -> bool:
    """Whether a capital stands for its government: it speaks, wants, or does something to somebody."""
    if head.dep_ == "pobj" and head.head.dep_ == "agent":
        return True
    takes = {child.dep_ for child in head.head.rights} & {"dobj", "ccomp", "xcomp"}
    return head.dep_ == "nsubj" and (head.head.lemma_ in speaking or bool(takes))


def _is_where(head: Token) -> bool:
    """Whether a country only says where; one coordinated with another is taken as that other."""
    while head.dep_ == "conj" and head.head.i < head.i:
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in OF_PLACES
