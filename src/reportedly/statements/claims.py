"""Who says what: source, cue and content of every attribution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.parse import extent_between
from ..language.quotes import Quotation
from ..lexicon import Lexicon
from ..mentions.actors import actor_at
from ..page.segment import segment_at
from ..records import Actor, Claim, Claimant, Document, Extent, Hedge
from .attributions import Attribution, attribute
from .chains import kept_apart, linked
from .cues import find_cues, match_phrases
from .headlines import find_headlines, without_repeats
from .quoted import Piece
from .relays import with_relays
from .sources import antecedent
from .stance import certainty_of, find_distances, with_distances

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_claims(
    document: Document,
    doc: Doc,
    quotations: Sequence[Quotation],
    actors: Sequence[Actor],
    hedges: Sequence[Hedge],
    lexicon: Lexicon,
) -> tuple[Claim, ...]:
    """All claims of a document, in order, the outer before the inner."""
    phrases = match_phrases(doc, lexicon)
    cues = find_cues(doc, lexicon, phrases)
    by_cue = with_relays(document, attribute(document, cues, quotations, lexicon), actors)
    layout = list(find_headlines(document, quotations, actors))
    found = kept_apart(without_repeats(by_cue, layout), quotations)
    claims = linked([_claim(document, a, actors, hedges) for a in found], found)
    ordered = sorted(claims, key=lambda claim: (claim.start, -claim.end))
    return tuple(with_distances(document, ordered, find_distances(doc, phrases)))


def _claim(document: Document, found: Attribution, actors: Sequence[Actor], hedges: Sequence[Hedge]) -> Claim:
    sources = (found.source_at,) if found.source_at else ()
    spots = [*sources, *found.cue_at, *found.content_at]
    start, end = min(s for s, _ in spots), max(e for _, e in spots)
    segment = segment_at(document, start)
    return Claim(
        id=record_id("claim", document.id, start, end, found.place),
        document=document.id,
        rule=found.rule,
        start=start,
        end=end,
        quote=document.text[start:end],
        source=_extents(document, sources),
        cue=_extents(document, found.cue_at),
        content=_extents(document, found.content_at),
        claimant=_claimant(document, found, actors),
        channel=found.channel,
        stance=found.stance,
        direct=found.direct,
        certainty=certainty_of(found.certainty, found.content_at, (start, end), hedges),
        distance=None,
        within=None,
        segment=segment.kind if segment else "paragraph",
    )


def _extents(document: Document, pieces: Iterable[Piece]) -> tuple[Extent, ...]:
    return tuple(extent_between(document, start, end) for start, end in pieces)


def _claimant(document: Document, found: Attribution, actors: Sequence[Actor]) -> Claimant | None:
    """Who speaks: the actor whose mention is the source, else what the source calls itself."""
    if found.source is None:
        return _by_layout(document, found, actors)
    head = antecedent(found.source)
    left = head.left_edge
    while left.i < head.i and (left.pos_ in ("DET", "PUNCT") or left.is_space):
        left = left.nbor()
    start, end = left.idx, head.idx + len(head)
    actor = actor_at(actors, head.idx, end) or actor_at(actors, start, end)
    if actor is None:
        return (
            None
            if head.pos_ == "PRON"
            else Claimant(_plain(document.text[start:end]), None, None, None, None)
        )
    if actor.end <= head.idx:
        return Claimant(f"{_plain(document.text[start:end])}", None, None, None, actor.country)
    return Claimant(actor.name, actor.key, actor.type, actor.sector, actor.country)


def _by_layout(document: Document, found: Attribution, actors: Sequence[Actor]) -> Claimant | None:
    """Whom a headline, a signature or the page itself names."""
    if found.source_at is None:
        return None if found.speaker is None else Claimant(found.speaker, None, "person", None, None)
    start, end = found.source_at
    actor = actor_at(actors, start, end)
    if actor is None:
        return Claimant(_plain(document.text[start:end]), None, None, None, None)
    return Claimant(actor.name, actor.key, actor.type, actor.sector, actor.country)


def _plain(words: str) -> str:
    return " ".join(words.split())
