"""Which documents carry one text, so that they count once.

Two signs, each kept as evidence. *Text*: whole sentences that are equal, or, for a text that was reworded,
runs of five words (`neighbours.shared_text`). *Credit*: both documents name one agency as the author, and
tell the same.

Copies of wire reports keep on average under a third of their runs of three words (NEWS-COPY, Silcock and
others, 2023), so what counts is the share of the shorter text that stands in the longer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Literal

from ..contract import record_id
from ..records import Document, Evidence, Judgement, Origin
from .credits import Credit
from .keys import RUN, Features
from .neighbours import Edge
from .stories import Vector, day_of
from .texts import words_of
from .unite import Groups

Basis = Literal["text", "credit"]

SAME_TEXT = 0.35
"""The share of the shorter text, by words in equal sentences or by runs, from which two documents
carry one text. Among 1,572 articles every pair that has as much is about one thing; just below it begin
articles of one station with its standing words."""

TELLS_THE_SAME = 0.3
"""Cosine from which two documents with the same agency's credit carry one report of it."""

LOOKED_THROUGH = 400
"""Words of each text in which the evidence for reworded ones is looked for: 1 ms for a pair of them."""

DAYS_OF_A_REPORT = 2
"""Days within which an agency's report is taken over."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two documents on one origin, and why."""

    one: str
    other: str
    basis: Basis
    share: float
    credit: str | None
    evidence: tuple[Evidence, ...]


def are_copies(link: Link) -> bool:
    """Whether two documents carry one text by what they share alone."""
    return link.share >= SAME_TEXT


def text_links(
    edges: Iterable[Edge], documents: Mapping[str, Document], features: Mapping[str, Features]
) -> tuple[Link, ...]:
    """The pairs of documents that share enough text to carry one, where they tell one story.

    Of many copies each is linked with a few others only.
    """
    return tuple(
        Link(edge.one, edge.other, "text", edge.weight, None, _longest(edge, documents, features))
        for edge in sorted(edges)
        if edge.kind == "text"
    )


def find_credit_links(
    documents: Sequence[Document],
    credited: Mapping[str, Sequence[Credit]],
    vectors: Mapping[str, Vector],
    stories: Iterable[Sequence[str]],
) -> tuple[Link, ...]:
    """The pairs of documents of one story with one agency's credit that tell the same, days apart at most."""
    by_id = {document.id: document for document in documents}
    return tuple(
        link
        for story in stories
        for group in _by_agency(story, credited)
        for one, other in pairwise(group)
        if (link := _credit_link(by_id, one, other, vectors)) is not None
    )


def join_origins(links: Sequence[Link]) -> tuple[Origin, ...]:
    """The documents of one text together, each group with all that joins it; no document stands alone."""
    united = Groups(name for link in links for name in (link.one, link.other))
    for link in links:
        united.unite(link.one, link.other)
    groups: dict[str, set[str]] = defaultdict(set)
    why: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[united.home(link.one)] |= {link.one, link.other}
        why[united.home(link.one)].append(link)
    return tuple(
        Origin(
            record_id("origin", min(members)),
            tuple(sorted(members)),
            tuple(sorted({link.basis for link in why[root]})),
            next((link.credit for link in sorted(why[root], key=_order) if link.credit), None),
            tuple(dict.fromkeys(each for link in sorted(why[root], key=_order) for each in link.evidence)),
        )
        for root, members in sorted(groups.items())
    )


def judgement_of(link: Link, decided_at: str) -> Judgement:
    """The join as a judgement of its rule, which a person can override."""
    reason = (
        f"both credit {link.credit} and tell the same ({link.share:.0%} alike)"
        if link.basis == "credit"
        else f"{link.share:.0%} of the shorter text stands in the longer one"
    )
    return Judgement(
        record_id("judgement", link.one, link.other, "same", link.basis),
        (link.one, link.other),
        "same",
        link.basis,
        reason,
        f"rule:origins/{link.basis}",
        decided_at,
    )


def _order(link: Link) -> tuple[str, str, str]:
    return link.one, link.other, link.basis


def _longest(
    edge: Edge, documents: Mapping[str, Document], features: Mapping[str, Features]
) -> tuple[Evidence, ...]:
    """The longest of the sentences that two texts share, or else words in a row, as they stand in each."""
    held = features[edge.one].sentences, features[edge.other].sentences
    told = max(held[0].keys() & held[1].keys(), key=lambda each: (held[0][each].words, each), default=None)
    if told is None:
        return _longest_run(documents[edge.one], documents[edge.other])
    return tuple(
        _words_of(documents[name], place.start, place.end)
        for name, place in ((edge.one, held[0][told]), (edge.other, held[1][told]))
    )


def _longest_run(one: Document, other: Document) -> tuple[Evidence, ...]:
    """The most words in a row that two reworded texts share near their beginnings."""
    first, second = (tuple(islice(words_of(each), LOOKED_THROUGH)) for each in (one, other))
    words = [word for word, _, _ in first], [word for word, _, _ in second]
    found = SequenceMatcher(None, *words, autojunk=False).find_longest_match()
    if found.size < RUN:
        return ()
    return tuple(
        _words_of(document, told[at][1], told[at + found.size - 1][2])
        for document, told, at in ((one, first, found.a), (other, second, found.b))
    )


def _words_of(document: Document, start: int, end: int) -> Evidence:
    return Evidence(document.id, start, end, document.text[start:end])


def _by_agency(story: Sequence[str], credited: Mapping[str, Sequence[Credit]]) -> Iterator[list[Credit]]:
    groups: dict[str, list[Credit]] = defaultdict(list)
    for name in sorted(story):
        for credit in credited.get(name, ()):
            groups[credit.agency].append(credit)
    yield from (group for _, group in sorted(groups.items()) if len(group) > 1)


def _credit_link(
    by_id: Mapping[str, Document], one: Credit, other: Credit, vectors: Mapping[str, Vector]
) -> Link | None:
    first, second = by_id[one.document], by_id[other.document]
    days = day_of(first.published), day_of(second.published)
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > DAYS_OF_A_REPORT:
        return None
    short, long = sorted((vectors[first.id], vectors[second.id]), key=len)
    likeness = sum(weight * long.get(stem, 0.0) for stem, weight in short.items())
    if likeness < TELLS_THE_SAME:
        return None
    told = tuple(each for credit in (one, other) if (each := credit.evidence()) is not None)
    return Link(first.id, second.id, "credit", likeness, one.agency, told)
