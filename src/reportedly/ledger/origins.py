"""Which documents carry one text, so that they count once.

Two signs, each kept as evidence. *Text*: whole sentences that are equal, found by an index of their
hashes; and runs of five words, sampled, for a text that was reworded. *Credit*: both documents name one
agency as the author, and tell the same.

Copies of wire reports keep on average under a third of their runs of three words (NEWS-COPY, Silcock and
others, 2023), so what counts is the share of the shorter text that stands in the longer one. An index
list is linked as a chain and never pair by pair: ten thousand copies cost ten thousand comparisons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..contract import record_id
from ..records import Document, Evidence, Judgement, Origin
from .credits import Credit
from .stories import Vector, day_of
from .texts import Sentence, hash_of, sentences_of
from .unite import Groups

Basis = Literal["text", "credit"]

LEAST_WORDS = 7
"""Words of a sentence that is told by chance in no two texts: shorter ones ("Police are investigating")
stand in one of twelve articles on shootings."""

SAME_TEXT = 0.35
"""The share of the shorter text, by words in equal sentences or by sampled runs, from which two documents
carry one text. Among 1,572 articles every pair that has as much is about one thing; just below it begin
articles of one station with its standing words."""

SAME_TEXT_OF_STORY = 0.25
"""The same where both tell one story. With less than this they mostly share quotations."""

SHARED_WORDS = 25
"""Words that must be equal at least, so that two short notes with one common sentence stay two."""

SHORT = 100
"""Words of a text of which every run is kept."""

RUN = 5
SAMPLE = 4
"""Of the runs of five words one in four is kept: a text of 100 words has 24."""

SHARED_RUNS = 5
"""Kept runs that must be equal at least."""

TELLS_THE_SAME = 0.3
"""Cosine from which two documents with the same agency's credit carry one report of it."""

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


@dataclass(frozen=True, slots=True)
class _Text:
    document: Document
    sentences: Mapping[int, Sentence]
    runs: frozenset[int]
    """One in `SAMPLE`."""
    all_runs: frozenset[int]
    """Every run of a short text, and of a longer one none."""
    words: int


def are_copies(link: Link) -> bool:
    """Whether two documents carry one text by what they share alone."""
    return link.share >= SAME_TEXT


def find_text_links(documents: Sequence[Document]) -> tuple[Link, ...]:
    """The pairs of documents that share enough text to carry one, where they tell one story.

    Of many copies each is linked with a few others only.
    """
    texts = {document.id: _as_text(document) for document in documents}
    links = []
    for one, other in _candidates(texts):
        if (link := _text_link(texts[one], texts[other])) is not None:
            links.append(link)
    return tuple(links)


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


def join_origins(documents: Sequence[Document], links: Sequence[Link]) -> tuple[Origin, ...]:
    """The documents of one text together, each group with all that joins it; no document stands alone."""
    united = Groups(document.id for document in documents)
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


def _as_text(document: Document) -> _Text:
    sentences = sentences_of(document)
    long = {hash_of(each.words): each for each in sentences if len(each.words) >= LEAST_WORDS}
    words = tuple(word for each in sentences for word in each.words)
    hashes = frozenset(hash_of(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    runs = frozenset(told for told in hashes if told % SAMPLE == 0)
    return _Text(document, long, runs, hashes if len(words) < SHORT else frozenset(), len(words))


def _candidates(texts: Mapping[str, _Text]) -> list[tuple[str, str]]:
    """Pairs of neighbours in the lists of documents that share a sentence or a run."""
    lists: dict[int, list[str]] = defaultdict(list)
    for name in sorted(texts):
        for told in {*texts[name].sentences, *texts[name].runs, *texts[name].all_runs}:
            lists[told].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in lists.values():
        for one, other in pairwise(names):
            shared[one, other] += 1
        for other in names[2:]:
            shared[names[0], other] += 1
    return sorted(pair for pair, count in shared.items() if count > 1)


def _text_link(one: _Text, other: _Text) -> Link | None:
    if not one.words or not other.words:
        return None
    equal = one.sentences.keys() & other.sentences.keys()
    words = sum(len(one.sentences[told].words) for told in equal)
    by_sentences = words / min(one.words, other.words)
    kept = (one.all_runs, other.all_runs) if one.all_runs and other.all_runs else (one.runs, other.runs)
    alone = [len(one.sentences[told].words) - RUN + 1 for told in equal] if len(equal) == 1 else []
    runs = len(kept[0] & kept[1]) - sum(alone)  # one sentence may be anybody's standing words
    by_runs = runs / (min(map(len, kept)) or 1)
    share = min(1.0, max(by_sentences if words >= SHARED_WORDS else 0, by_runs if runs >= SHARED_RUNS else 0))
    if share < SAME_TEXT_OF_STORY:
        return None
    evidence = tuple(each for text in (one, other) for each in _longest(text, equal))
    names = sorted((one.document.id, other.document.id))
    return Link(names[0], names[1], "text", share, None, evidence)


def _longest(text: _Text, equal: Iterable[int]) -> Iterator[Evidence]:
    """The longest of the sentences that two texts share, as it stands in one of them."""
    told = max(equal, key=lambda each: (len(text.sentences[each].words), each), default=None)
    if told is not None:
        sentence = text.sentences[told]
        quote = text.document.text[sentence.start : sentence.end]
        yield Evidence(text.document.id, sentence.start, sentence.end, quote)


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
