"""Which documents carry one text, so that they count once.

Three signs. *Text*: whole sentences that are equal, or, for a text that was reworded,
runs of five words (`neighbours.shared_text`). *Credit*: both documents name one agency as the author, and
tell the same. *Feed*: the feeds that brought both name one source, and both tell the same on one day. Shared
words and credits are kept as evidence; what stands in a feed alone is in no document's words.

Copies of wire reports keep on average under a third of their runs of three words (NEWS-COPY, Silcock and
others, 2023), so what counts is the share of the shorter text that stands in the longer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal

from ...contract import record_id
from ...records import Document, Evidence, Judgement, Origin
from ..neighbourhoods.blocking_keys import RUN, Features
from ..neighbourhoods.neighbours import SAME_TEXT, Edge
from ..traits.likenesses import Vector
from ..traits.stories import day_of
from ..traits.texts import words_of
from ..union_find import UnionFind
from .credits import FEED, Credit

Basis = Literal["text", "credit", "feed", "people"]

BASES: tuple[Literal["text", "credit", "feed"], ...] = ("credit", "feed", "text")
"""What an origin rests on by rules; what people say alone has its reason in their judgement."""

TELLS_THE_SAME = 0.3
"""Cosine from which two documents with the same agency's credit carry one report of it."""

LOOKED_THROUGH = 400
"""Words of each text in which the evidence for reworded ones is looked for: 1 ms for a pair of them."""

DAYS_OF_A_REPORT = 2
"""Days within which an agency's report is taken over."""

DAYS_OF_A_FEED = 0
"""The same where the feeds alone say whose text it is: an outlet has another report on the next day."""

BESIDE = 5
"""Documents with one credit are set beside so many that follow in time, so that many cost no square."""


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
    """The pairs of documents of one story with one credit that tell the same, days apart at most."""
    by_id = {document.id: document for document in documents}
    return tuple(
        link
        for story in stories
        for group in _by_agency(story, credited, by_id)
        for number, one in enumerate(group, 1)
        for other in group[number : number + BESIDE]
        if (link := _credit_link(by_id, one, other, vectors)) is not None
    )


def people_links(same: Iterable[tuple[str, str]], documents: Collection[str]) -> Iterator[Link]:
    """The pairs of documents of which people said that they are one."""
    for one, other in sorted(same):
        if one in documents and other in documents:
            yield Link(one, other, "people", 1.0, None, ())


def join_origins(links: Sequence[Link]) -> tuple[Origin, ...]:
    """The documents of one text together, each group with all that joins it; no document stands alone."""
    united = UnionFind(name for link in links for name in (link.one, link.other))
    for link in links:
        united.union(link.one, link.other)
    groups: dict[str, set[str]] = defaultdict(set)
    why: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[united.home(link.one)] |= {link.one, link.other}
        why[united.home(link.one)].append(link)
    return tuple(
        Origin(
            record_id("origin", min(members)),
            tuple(sorted(members)),
            tuple(basis for basis in BASES if any(link.basis == basis for link in why[root])),
            next((link.credit for link in sorted(why[root], key=_order) if link.credit), None),
            tuple(dict.fromkeys(each for link in sorted(why[root], key=_order) for each in link.evidence)),
        )
        for root, members in sorted(groups.items())
    )


def judgement_of(link: Link, decided_at: str) -> Judgement:
    """The join as a judgement of its rule, which a person can override."""
    return Judgement(
        id=record_id("judgement", link.one, link.other, "same", link.basis),
        subject=(link.one, link.other),
        verdict="same",
        value=link.basis,
        reason=_reason(link),
        decided_by=f"rule:origins/{link.basis}",
        decided_at=decided_at,
    )


def _reason(link: Link) -> str:
    match link.basis:
        case "credit":
            return f"both credit {link.credit} and tell the same ({link.share:.0%} alike)"
        case "feed":
            told = f"both tell the same on one day ({link.share:.0%} alike)"
            return f"the feeds of both name {link.credit}, {told}"
    return f"{link.share:.0%} of the shorter text stands in the longer one"


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


def _by_agency(
    story: Sequence[str], credited: Mapping[str, Sequence[Credit]], by_id: Mapping[str, Document]
) -> Iterator[list[Credit]]:
    """The credits of each agency, in the order of their days."""
    groups: dict[str, list[Credit]] = defaultdict(list)
    for name in sorted(story, key=lambda each: (day_of(by_id[each].published) or 0, each)):
        for credit in credited.get(name, ()):
            groups[credit.agency.casefold()].append(credit)
    yield from (group for _, group in sorted(groups.items()) if len(group) > 1)


def _credit_link(
    by_id: Mapping[str, Document], one: Credit, other: Credit, vectors: Mapping[str, Vector]
) -> Link | None:
    first, second = sorted((by_id[one.document], by_id[other.document]), key=lambda each: each.id)
    basis: Basis = "feed" if one.form == other.form == FEED else "credit"
    if not _of_one_time(first, second, basis):
        return None
    short, long = sorted((vectors[first.id], vectors[second.id]), key=len)
    likeness = sum(weight * long.get(stem, 0.0) for stem, weight in short.items())
    if likeness < TELLS_THE_SAME:
        return None
    told = {credit.document: evidence for credit in (one, other) if (evidence := credit.evidence())}
    return Link(first.id, second.id, basis, likeness, one.agency, tuple(told[name] for name in sorted(told)))


def _of_one_time(one: Document, other: Document, basis: Basis) -> bool:
    """Whether one report may be in both; where a feed alone says so, both must have a day."""
    first, second = day_of(one.published), day_of(other.published)
    if first is None or second is None:
        return basis != "feed"
    return abs(first - second) <= (DAYS_OF_A_FEED if basis == "feed" else DAYS_OF_A_REPORT)


def origin_by_document(found: Iterable[Origin]) -> dict[str, str]:
    """The first document of each origin, by every document on it."""
    return {name: origin.documents[0] for origin in found for name in origin.documents}
