"""Through whom it came: "Tass reported, citing the ministry", "he told AFP", "the ministry, via Interfax"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..mentions.actors import actor_at
from ..records import Actor, Document
from .attributions import Attribution
from .cue_words import words_of
from .cues import VERBS, is_passive
from .offsets import characters, trimmed
from .quotation_cues import Offsets
from .stretches import Stretch, clause_without

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEPS = 6
"""How far up the tree the verb beside a relay is looked for."""

BESIDE = frozenset({"advcl", "acl", "prep", "xcomp", "dep", "conj"})
SPEAKERS = frozenset({"person", "organisation", "state", "group", "role"})


def with_relays(
    document: Document, found: Sequence[Attribution], actors: Sequence[Actor], lexicon: Lexicon
) -> list[Attribution]:
    """The attributions with the speakers that a relay names, and the channels that cues name."""
    by_place = {attribution.place: attribution for attribution in found}
    by_end = {a.source_at[1]: a for a in found if a.source_at is not None and a.place > a.source_at[0]}
    quoters, informants = dict(_quoters(found)), words_of(lexicon, "informant")
    quoting = frozenset(quoters.values())
    relayed: list[Attribution] = []
    for attribution in found:
        if attribution.place in quoting:
            continue
        speaker = _cited(attribution, actors, informants)
        if attribution.place in quoters:
            relayed.append(_quoted_by(document, attribution, by_place[quoters[attribution.place]]))
        elif speaker is None:
            relayed.append(_with_channel(attribution, actors))
        elif (cited := _of_cited(document, attribution, speaker, by_place, by_end)) is not None:
            relayed.append(cited)
    holes = {a.through: _clause_of(a) for a in relayed if a.through is not None}
    return [_without(document, a, holes[a.place]) if a.place in holes else a for a in relayed]


def _quoters(found: Sequence[Attribution]) -> Iterator[tuple[int, int]]:
    """Places of "saying" and of "quoted" in: "The bridge is open, Tass quoted the mayor as saying"."""
    relays = {
        a.place for a in found if a.kind == "relay" and a.cue is not None and not is_passive(a.cue.head)
    }
    for attribution in found:
        verb = attribution.cue.head if attribution.cue is not None else None
        before = all(end <= attribution.place for _, end in attribution.content_at)
        if before and verb is not None and verb.dep_ == "pcomp" and verb.head.lower_ == "as":
            quoter = verb.head.head
            if quoter.idx in relays:
                yield attribution.place, quoter.idx


def _quoted_by(document: Document, saying: Attribution, quoter: Attribution) -> Attribution:
    """What somebody is quoted as saying, with both verbs as its cue and the quoter as its channel."""
    channel = (document.text[slice(*quoter.source_at)],) if quoter.source_at else ()
    return replace(saying, cue_at=(*quoter.cue_at, *saying.cue_at), channel=channel)


def _clause_of(relay: Attribution) -> Offsets:
    assert relay.cue is not None
    verb = relay.cue.head
    return next(characters(verb.doc, [(verb.left_edge.i, verb.right_edge.i + 1)]))


def _without(document: Document, attribution: Attribution, hole: Offsets) -> Attribution:
    """What the outer one says, without the words that cite the inner."""
    pieces = [piece for part in attribution.content_at for piece in _cut(part, hole)]
    content = tuple(piece for piece in (trimmed(document.text, piece) for piece in pieces) if piece)
    return replace(attribution, content_at=content) if content else attribution


def _cut(piece: Offsets, hole: Offsets) -> Iterator[Offsets]:
    if not piece[0] <= hole[0] < piece[1]:
        yield piece
        return
    if piece[0] < hole[0]:
        yield piece[0], hole[0]
    if hole[1] < piece[1]:
        yield hole[1], piece[1]


def _cited(attribution: Attribution, actors: Sequence[Actor], informants: frozenset[str]) -> Token | None:
    """The speaker whom a participle cites: "citing the ministry"; None for facts and papers cited."""
    cue = attribution.cue
    if attribution.kind != "relay" or cue is None or is_passive(cue.head):
        return None
    speaker = next((child for child in cue.head.children if child.dep_ == "dobj"), None)
    beside = cue.head.tag_ == "VBG" and cue.head.dep_ in BESIDE
    if speaker is None or not (beside or _is_behind(cue.head)):
        return None
    actor = actor_at(actors, speaker.idx, speaker.idx + len(speaker))
    named = actor is not None and actor.type in SPEAKERS
    return speaker if named or speaker.lemma_.lower() in informants else None


def _is_behind(verb: Token) -> bool:
    """Whether what the cited one says stands before the verb: "Nine died, Tass quoted the ministry"."""
    return any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)


def _of_cited(
    document: Document,
    relay: Attribution,
    speaker: Token,
    by_place: Mapping[int, Attribution],
    by_end: Mapping[int, Attribution],
) -> Attribution | None:
    """What the cited one says: what the verb beside the relay holds, or else its whole clause."""
    assert relay.cue is not None
    verb = relay.cue.head
    outer = by_end.get(_end_before(verb))
    if outer is None or outer.place <= verb.idx:
        outer = next((by_place[word.idx] for word in _above(verb) if word.idx in by_place), None)
    channel = relay.channel
    if _is_behind(verb):
        content, through = tuple(piece for piece in relay.content_at if piece[1] <= verb.idx), None
        channel = (document.text[slice(*relay.source_at)],) if relay.source_at else ()
    elif outer is not None:
        content = _without(document, outer, _clause_of(relay)).content_at
        through = outer.place
    else:
        stretches: tuple[Stretch, ...] = clause_without(
            _host(verb), (verb.left_edge.i, verb.right_edge.i + 1)
        )
        pieces = (trimmed(document.text, piece) for piece in characters(verb.doc, stretches))
        content, through = tuple(piece for piece in pieces if piece), None
    if not content:
        return None
    left, right = speaker.left_edge.i, speaker.right_edge.i + 1
    at: Offsets | None = next(characters(verb.doc, [(left, right)]), None)
    return replace(
        relay,
        source=speaker,
        source_at=at,
        content_at=content,
        through=through,
        channel=channel,
        kind="speech",
    )


def _end_before(verb: Token) -> int:
    """Where the words before a participle end, its comma apart: "Tass[, citing the ministry], gave"."""
    before = verb.left_edge.i - 1
    while before > 0 and verb.doc[before].is_punct:
        before -= 1
    return verb.doc[before].idx + len(verb.doc[before]) if before >= 0 else -1


def _above(verb: Token) -> Iterator[Token]:
    """The words that a participle hangs on, the nearest first."""
    word = verb
    for _ in range(MAX_STEPS):
        if word.head == word:
            break
        word = word.head
        yield word


def _host(verb: Token) -> Token:
    """The verb that a participle hangs on, through a noun where the parse has it there."""
    host = verb.head
    while host.pos_ not in VERBS and host.head != host:
        host = host.head
    return host


def _with_channel(attribution: Attribution, actors: Sequence[Actor]) -> Attribution:
    names = tuple(dict.fromkeys(_channels(attribution, actors)))
    return replace(attribution, channel=names) if names else attribution


def _channels(attribution: Attribution, actors: Sequence[Actor]) -> Iterator[str]:
    """The outlet that was told, or by way of which it came; the agent of a passive relay; nobody's counts."""
    if attribution.cue is None or attribution.cue.entry.form != "verb":
        yield from _counts_of_nobody(attribution)
        return
    verb = attribution.cue.head
    heads = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    for beside in (verb, attribution.source):
        heads += _after(beside, "via") if beside is not None else []
    relay = verb.head.head if verb.dep_ == "pcomp" else None
    if relay is not None and is_passive(relay):
        heads += _after(relay, "by")
    for head in (head for head in heads if head != attribution.source):
        actor = actor_at(actors, head.idx, head.idx + len(head))
        said = any(start <= head.idx < end for start, end in attribution.content_at)
        if actor is not None and actor.type == "organisation" and not said:
            yield actor.name


def _counts_of_nobody(attribution: Attribution) -> Iterator[str]:
    """The counts by which it is so where nobody says it: "by [some estimates], nine thousand died"."""
    cue = attribution.cue
    if cue is not None and cue.entry.form == "phrase" and cue.entry.certainty == "estimated":
        yield " ".join(word.text for word in cue.words[1:])


def _after(head: Token, preposition: str) -> list[Token]:
    return [
        noun
        for child in head.children
        if child.lower_ == preposition
        for noun in child.children
        if noun.dep_ == "pobj"
    ]
