"""The way across documents: readings in, what joins them out; every stage named once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from sqlite3 import Connection
from typing import NamedTuple

from ..page.capture import now
from ..records import (
    Account,
    Actor,
    Amount,
    Claim,
    Contradiction,
    Event,
    Figure,
    Hedge,
    Judgement,
    Occurrence,
    Origin,
    Place,
    Reading,
    Record,
)
from .accounts.accounts import make_accounts
from .accounts.across_occurrences import carried_across
from .accounts.denials import find_denials
from .accounts.denied_accounts import denial_accounts
from .accounts.disagreements import Disagreements, all_of
from .disputes.contradictions import find_contradictions
from .disputes.disputes import find_disputes, settle
from .disputes.elsewhere import find_contradictions_across
from .disputes.oppositions import compare_statements
from .disputes.quantities import compare_quantities, find_quantities
from .disputes.retellings import find_retellings
from .disputes.things import compare_things
from .feeds import sources_of
from .file.kept_results import joined_after
from .file.rows import ARecord
from .neighbourhoods import decision_traces, index, neighbourhood_state, renewal
from .neighbourhoods.blocking_keys import (
    Counts,
    Features,
    WeightedWords,
    count_spread,
    features_of,
    vectors_of,
    weighed,
)
from .neighbourhoods.links import Links, kept_links
from .neighbourhoods.neighbours import SAME_TEXT, Edge, find_text_edges, find_word_edges, neighbourhoods
from .neighbourhoods.standing_rows import StandingRows, standing_rows
from .occurrences import occurrences, origins, speakers
from .occurrences.credits import credited_agencies
from .occurrences.document_context import DocumentContext, document_context
from .occurrences.frames import frames_of
from .occurrences.lands import find_lands
from .occurrences.occurrences import join_members, make_occurrence
from .occurrences.origins import (
    Link,
    are_copies,
    find_credit_links,
    join_origins,
    origin_by_document,
    people_links,
    text_links,
)
from .people.review import (
    NOTHING_DECIDED,
    DecisionsInForce,
    as_corrected_claims,
    as_decided,
    contradiction_as_decided,
    standing,
)
from .store import Ledger
from .traits.likenesses import Likenesses, Vector
from .traits.members import Member, members_of
from .traits.nearness import frames_apart, lands_apart
from .traits.stories import Story, group_stories
from .union_find import UnionFind


@dataclass(frozen=True, slots=True)
class Collection:
    """All that follows from the readings of a ledger together."""

    origins: tuple[Origin, ...]
    occurrences: tuple[Occurrence, ...]
    accounts: tuple[Account, ...]
    contradictions: tuple[Contradiction, ...]
    judgements: tuple[Judgement, ...]

    def records(self) -> Mapping[type[Record], Sequence[Record]]:
        """The records that follow from documents together, by type."""
        return {
            Origin: self.origins,
            Occurrence: self.occurrences,
            Account: self.accounts,
            Contradiction: self.contradictions,
        }


PARTS = tuple(field.name for field in fields(Collection))

LOOKED_AT: tuple[type[Record], ...] = (Actor, Place, Amount, Hedge, Claim, Event, Figure)
"""Findings that joining needs."""

ONLY: Mapping[type[Record], str] = {
    Actor: "key IS NOT NULL AND (type = 'person' OR (type = 'organisation' AND name <> quote))"
}
"""Of these those alone: of actors, who may be known under a family name or by the capitals of their name
(`claimants.find_aliases`)."""

NO_SOURCES: Mapping[str, str] = {}
"""No feed said whose texts these are."""

JOINED_TOGETHER = 100
"""Documents of the neighbourhoods that are joined in one transaction."""


@dataclass(frozen=True, slots=True)
class Joining:
    """What a join came to: how many documents' neighbourhoods were made anew, and how many these are."""

    documents: int
    neighbourhoods: int
    outdated: bool
    """The others stay as other rules joined them: there are many, and nobody asked for all anew."""
    touched: frozenset[int] = frozenset()
    """The numbers of these neighbourhoods."""
    steps: int = 0
    """In how many steps this join made them anew."""
    steps_of_all: int = 0
    """How many steps all joins of the ledger have taken until now: others may have joined meanwhile."""


JOINED = "joined"
"""Under which name a ledger keeps a number that grows whenever what joins its documents changes."""

STAGES = 5
"""How often a document that is joined is looked at: listed and compared by passages and by words, joined."""


def _unseen(_: int) -> None:
    """Nobody watches the progress."""


def join(
    ledger: Ledger,
    *,
    anew: bool = False,
    upto: int | None = None,
    step: Callable[[int], None] = _unseen,
) -> Joining:
    """What joins the ledger's documents follows from all that is filed and decided now, and stands in it.

    Only neighbourhoods are made anew in which a document came, changed, or was decided on; the result is that
    of joining everything. With `anew` nothing is taken from earlier joins and words are counted again, nor
    where the rules changed since (another version, other lexicons) and the ledger is small. A large one keeps
    what other rules joined until `anew` is asked for, and `outdated` says so; so it does where a join by
    other rules took the ledger over meanwhile, which joins the rest. Joins at once share the work.

    Args:
        ledger: open for writing.
        anew: join everything again.
        upto: what other rules joined is joined again if it is not more than so many documents; 500 if None.
        step: is called with each number of documents that were looked at; each is `STAGES` times.

    Raises:
        LedgerBusy: another process was writing for longer than the ledger's patience; what was joined until
            then is in the file, and the next join goes on from there.
        LedgerError: the disk is full, or the file may not be written.
    """
    begun = renewal.begin(ledger, anew=anew, upto=renewal.AT_ONCE if upto is None else upto)
    people = _People(-1, NOTHING_DECIDED)
    done = Joining(0, 0, begun.outdated)
    while True:
        sizes: dict[int, int] = {}
        links: Links | None = None
        standing: StandingRows | None = None
        with _without_collection(), ledger.writing() as connection:
            if neighbourhood_state.state_of(connection, renewal.RULES) != begun.rules:
                return replace(done, outdated=True)
            if (looked_at := _several_of_stages(ledger)) < index.INDEXED_TOGETHER:
                people = _follow_people(ledger, connection, people)
                ledger.memory.follow(connection)
                links, standing = Links(connection, kept_links(ledger)), standing_rows(ledger)
                standing.begin()
                sizes = _join_next(ledger, connection, people.decided, links, standing)
                done = _with_step(done, sizes, neighbourhood_state.state_of(connection, JOINED) or 0)
        if links is not None and standing is not None:
            links.keep()
            standing.keep()
        if made := looked_at + sum(sizes.values()):
            step(made)
        if looked_at < index.INDEXED_TOGETHER and sum(sizes.values()) < JOINED_TOGETHER:
            return done  # none was left at any stage when this step ended


def _with_step(done: Joining, sizes: Mapping[int, int], steps_of_all: int) -> Joining:
    return replace(
        done,
        documents=done.documents + sum(sizes.values()),
        neighbourhoods=done.neighbourhoods + len(sizes),
        touched=done.touched.union(sizes),
        steps=done.steps + bool(sizes),
        steps_of_all=steps_of_all,
    )


def _several_of_stages(ledger: Ledger) -> int:
    """How many documents the next stages took, up to one whole step; fewer where none of them has any left.

    One more report goes through all of them in one transaction: seven small ones write the same pages.
    """
    looked_at = 0
    while looked_at < index.INDEXED_TOGETHER and (found := _next_of_stages(ledger)):
        looked_at += found
    return looked_at


def _next_of_stages(ledger: Ledger) -> int:
    """How many documents the first stage took that has any; none where all of them wait to be joined.

    What is in the file alone tells which stage that is: several joins at once, or one that was cut off and
    the next, take the very steps that one by itself would take.
    """
    return (
        index.list_passages(ledger)
        or index.compare_passages(ledger)
        or index.list_words(ledger)
        or index.compare_words(ledger)
    )


class _People(NamedTuple):
    """What people had decided when there were so many decisions; none is ever taken back."""

    decisions: int
    decided: DecisionsInForce


def _follow_people(ledger: Ledger, connection: Connection, held: _People) -> _People:
    """What people have decided by now; neighbourhoods where they did since a join last looked are dirty."""
    seen = neighbourhood_state.state_of(connection, "decisions") or 0
    if held.decisions == seen and not neighbourhood_state.count_unfollowed(ledger):
        return held
    decisions = tuple(ledger.decisions())
    decided = standing(decisions)
    if len(decisions) > seen:
        subjects = {name for each in decisions[seen:] for name in each.subject}
        decision_traces.decided_on(connection, subjects)
        decision_traces.set_people(connection, decided.same)
        neighbourhood_state.set_state(connection, "decisions", len(decisions))
    return _People(len(decisions), decided)


def _join_next(
    ledger: Ledger,
    connection: Connection,
    decided: DecisionsInForce,
    links: Links,
    standing: StandingRows,
) -> dict[int, int]:
    """The next neighbourhoods with their sizes, each made anew; none where all are as they must be."""
    sizes: dict[int, int] = {}
    while (
        sum(sizes.values()) < JOINED_TOGETHER
        and (number := neighbourhood_state.next_dirty(connection)) is not None
    ):
        if (part := neighbourhood_state.settle(connection, number, links)) is not None:
            _replace_joined(ledger, connection, part, decided, standing)
            sizes[min(part.names)] = len(part.names)
    if sizes:
        neighbourhood_state.set_state(
            connection, JOINED, (neighbourhood_state.state_of(connection, JOINED) or 0) + 1
        )
    return sizes


@contextmanager
def _without_collection() -> Iterator[None]:
    """Nothing looks for circles of objects meanwhile: what a step of a join makes is in none.

    Thousands of records come and go with each; looking through them took 6 % of a join. Those that stay count
    as old from then on, or they would all be looked through right after it, which took as long. Where the
    program has set objects apart for good, these stay so.
    """
    enabled = gc.isenabled()
    if enabled:
        gc.collect(0)  # circles of others do not become old with them
    gc.disable()
    try:
        yield
    finally:
        if enabled and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if enabled:
            gc.enable()


def _replace_joined(
    ledger: Ledger,
    connection: Connection,
    part: neighbourhood_state.Part,
    decided: DecisionsInForce,
    standing: StandingRows,
) -> None:
    """What joins the documents of one neighbourhood stands in the ledger."""
    edges = index.text_edges_among(connection, part.names)
    sharing = {name for edge in edges for name in (edge.one, edge.other)}
    features = index.FeaturesAmong(connection, part.names, sharing)
    words = index.words_of_some(connection, part.names)
    readings = ledger.memory.readings_of(
        connection, tuple(words), lambda names: ledger.readings_of(names, LOOKED_AT, ONLY)
    )
    sources = sources_of(ledger, words)
    with ledger.memory.joining(tuple(words)):
        known = standing.of_part(part.before, min(part.names))
        judged = known.judgements if known is not None else frozenset()
        collection, setting = _join(readings, features, edges, words, now(), decided, sources, judged)
        records, judgements = collection.records(), collection.judgements
        neighbourhood_state.replace_joined(connection, part, records, judgements, standing)
        spoken = (as_corrected_claims(reading, decided) for reading in readings)
        speakers.replace_speakers(connection, speakers.find_speakers(spoken, setting), standing)


def join_readings(
    readings: Sequence[Reading],
    decided_at: str,
    decided: DecisionsInForce = NOTHING_DECIDED,
    counts: Counts | None = None,
    sources: Mapping[str, str] = NO_SOURCES,
) -> Collection:
    """What joins these documents: the same for the same readings, in whatever order they come.

    Args:
        readings: of different documents.
        decided_at: the time of the rules' judgements.
        decided: what people have decided; it comes before what rules find.
        counts: of words, where they are not to be counted in these documents.
        sources: whose text a document is, where the feed that brought it said so.
    """
    told = {reading.document.id: reading for reading in readings}
    features = {name: features_of(told[name]) for name in sorted(told)}
    text_edges = find_text_edges(features)
    counts = counts or count_spread(_heads(features, text_edges))
    words = {name: weighed(each, counts) for name, each in features.items()}
    edges = (*text_edges, *find_word_edges(words), *people_edges(readings, decided))
    parts = []
    for names in neighbourhoods(features, edges):
        here = frozenset(names)
        parts.append(
            join_neighbourhood(
                [told[name] for name in names],
                features,
                [edge for edge in text_edges if edge.one in here and edge.other in here],
                {name: words[name] for name in names},
                decided_at,
                decided,
                sources,
            )
        )
    return together(parts)


def join_neighbourhood(
    readings: Sequence[Reading],
    features: Mapping[str, Features],
    edges: Sequence[Edge],
    words: Mapping[str, WeightedWords],
    decided_at: str,
    decided: DecisionsInForce = NOTHING_DECIDED,
    sources: Mapping[str, str] = NO_SOURCES,
) -> Collection:
    """What joins the documents of one neighbourhood: it follows from these and from nothing else.

    Args:
        readings: of its documents.
        features: of its documents, by id; passages are needed only of those that share text.
        edges: of those among them that share text; others are not looked at.
        words: of its documents, by id, weighed by the whole ledger as it was when words were counted.
        decided_at: the time of the rules' judgements.
        decided: what people have decided.
        sources: whose text a document is, where the feed that brought it said so.
    """
    with joined_after(()):
        return _join(readings, features, edges, words, decided_at, decided, sources)[0]


def _join(
    readings: Sequence[Reading],
    features: Mapping[str, Features],
    edges: Sequence[Edge],
    words: Mapping[str, WeightedWords],
    decided_at: str,
    decided: DecisionsInForce,
    sources: Mapping[str, str],
    known: Set[str] = frozenset(),
) -> tuple[Collection, DocumentContext]:
    """What joins the documents of one neighbourhood, and what is known of these.

    Of the rules' judgements those of `known` ids, which stand in the ledger, may be left out.
    """
    readings = sorted((as_decided(each, decided) for each in readings), key=lambda each: each.document.id)
    documents = {reading.document.id: reading.document for reading in readings}
    lands = find_lands(readings, features)
    alike = text_links(edges, documents, features)
    likely = [link for link in alike if not lands_apart(lands[link.one], lands[link.other])]
    copies = origin_by_document(join_origins([link for link in likely if are_copies(link)]))
    vectors = vectors_of([words[name] for name in documents], copies)
    members = {reading.document.id: members_of(reading) for reading in readings}
    frames = frames_of(lands, members)
    likenesses = Likenesses(vectors, copies)
    stories = group_stories(tuple(documents.values()), vectors, likenesses, frames, frames_apart)
    links = _links(readings, likely, vectors, stories, decided, sources)
    found_origins = join_origins(links)
    setting = document_context(
        readings,
        stories,
        origin_by_document(found_origins),
        vectors,
        likenesses,
        frames,
        decided.claimants,
        decided.parted,
    )
    joined = join_members(members, stories, setting, decided)
    telling = _without_members(joined.telling, members)
    told = _statements_of(readings, members, joined.groups, telling, setting)
    collection = Collection(
        found_origins,
        told.occurrences,
        _each_once(told.accounts),
        _each_once(
            contradiction_as_decided(each, decided)
            for each in told.contradictions
            if each.id not in decided.rejected
        ),
        _each_once(
            (
                *(origins.judgement_of(link, decided_at) for link in links if link.basis != "people"),
                *occurrences.judgements_of(joined.joins, decided_at, known),
            )
        ),
    )
    return collection, setting


def _statements_of(
    readings: Sequence[Reading],
    members: Mapping[str, Sequence[Member]],
    groups: Sequence[Sequence[Member]],
    telling: Mapping[str, tuple[str, ...]],
    setting: DocumentContext,
) -> Disagreements:
    """The occurrences of these groups of members, who tells what of them, and what contradicts what."""
    found = [(make_occurrence(group, setting, telling), group) for group in groups]
    found.sort(key=lambda pair: pair[0].id)
    denials = find_denials(readings, setting)
    accounts = [make_accounts(occurrence, group, setting, denials) for occurrence, group in found]
    voiced = carried_across(accounts, setting)
    home = {name: occurrence.id for occurrence, _ in found for name in occurrence.events}
    disputes = find_disputes((each for name in sorted(members) for each in members[name]), home, setting)
    settled = {denial.claim.id for denial in denials} | {each.one.record.claim or "" for each in disputes}
    settled |= {side.id for each in disputes for side in (each.one, each.other)}
    told = (each for name in sorted(members) for each in members[name])
    of_figures = Disagreements(
        accounts=(
            *(each.account for spoken in voiced for each in spoken),
            *denial_accounts((each for spoken in voiced for each in spoken), setting),
        ),
        contradictions=(
            *(each for spoken in voiced for each in find_contradictions(spoken)),
            *find_contradictions_across(voiced, setting),
        ),
        occurrences=tuple(occurrence for occurrence, _ in found),
    )
    of_quantities = compare_quantities(find_quantities(readings), setting)
    known = all_of(
        (
            of_figures,
            settle(disputes, home, setting),
            of_quantities,
            compare_things(readings, setting, of_quantities.contradictions),
            find_retellings(readings, told, home, setting, settled),
        )
    )
    return all_of((known, compare_statements(readings, setting, known)))


def _links(
    readings: Sequence[Reading],
    likely: Sequence[Link],
    vectors: Mapping[str, Vector],
    stories: Sequence[Story],
    decided: DecisionsInForce,
    sources: Mapping[str, str],
) -> tuple[Link, ...]:
    """The links that join origins: of text in one story, and of credits; none that people took apart."""
    story_of = {name: number for number, story in enumerate(stories) for name in story.documents}
    by_text = (link for link in likely if story_of[link.one] == story_of[link.other])
    documents = [reading.document for reading in readings]
    credited = {each.id: credited_agencies(each, sources.get(each.id)) for each in documents}
    by_credit = find_credit_links(documents, credited, vectors, [story.documents for story in stories])
    found = [link for link in (*by_text, *by_credit) if not decided.are_apart(link.one, link.other)]
    return (*found, *people_links(decided.same, credited))


def _heads(features: Mapping[str, Features], text_edges: Iterable[Edge]) -> Iterator[Features]:
    """One document of each text: the words of copies are counted once."""
    united = UnionFind(features)
    for edge in text_edges:
        if edge.weight >= SAME_TEXT:
            united.union(edge.one, edge.other)
    yield from (each for name, each in features.items() if united.home(name) == name)


def people_edges(readings: Iterable[Reading], decided: DecisionsInForce) -> Iterator[Edge]:
    """Edges between documents of which people said that they, or things that they tell, are the same."""
    wanted = {name for pair in decided.same for name in pair}
    if not wanted:
        return
    home: dict[str, str] = {}
    for reading in readings:
        told: tuple[Record, ...] = (reading.document, *reading.claims, *reading.events, *reading.figures)
        home.update({record.id: reading.document.id for record in told if record.id in wanted})
    for pair in sorted(decided.same):
        one, other = sorted(home[name] for name in pair) if all(name in home for name in pair) else ("", "")
        if one != other:
            yield Edge(one, other, "people", 1.0)


def together(parts: Iterable[Collection]) -> Collection:
    """What joins the documents of several neighbourhoods, as one."""
    told = tuple(parts)
    return Collection(*(tuple(each for part in told for each in getattr(part, name)) for name in PARTS))


def _without_members(
    telling: Mapping[str, tuple[str, ...]], members: Mapping[str, Sequence[Member]]
) -> Mapping[str, tuple[str, ...]]:
    """Of the documents that tell a story, those of which no event or figure was made."""
    silent = {name for name, each in members.items() if not each}
    return {name: tuple(sorted(silent.intersection(story))) for name, story in telling.items()}


def _each_once(records: Iterable[ARecord]) -> tuple[ARecord, ...]:
    """The records in order, each id once: one disagreement may be met by two ways."""
    return tuple({record.id: record for record in reversed(tuple(records))}.values())[::-1]


def joined(ledger: Ledger) -> Collection:
    """What the ledger holds of the last join; empty where nothing was joined yet."""

    def held(record_type: type[ARecord]) -> tuple[ARecord, ...]:
        return tuple(sorted(ledger.records(record_type), key=lambda record: record.id))

    return Collection(
        held(Origin), held(Occurrence), held(Account), held(Contradiction), tuple(ledger.records(Judgement))
    )
