"""Who says what: source, cue and content of every attribution."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.parse import extent_between
from ..language.quotes import Quotation
from ..lexicon import Lexicon, rule_of
from ..page.segment import segment_at
from ..records import Actor, Claim, Claimant, Document, Extent, Hedge
from .attributions import Attribution, attribute
from .chains import kept_apart, linked
from .cues import find_cues
from .quoted import Piece
from .stance import certainty_of

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
    found = kept_apart(attribute(document, find_cues(doc, lexicon), quotations), quotations)
    claims = linked([_claim(document, attribution, actors, hedges) for attribution in found])
    return tuple(sorted(claims, key=lambda claim: (claim.start, -claim.end)))


def _claim(document: Document, found: Attribution, actors: Sequence[Actor], hedges: Sequence[Hedge]) -> Claim:
    entry = found.cue.entry
    sources = (found.source_at,) if found.source_at else ()
    spots = [*sources, *found.cue_at, *found.content_at]
    start, end = min(s for s, _ in spots), max(e for _, e in spots)
    segment = segment_at(document, start)
    return Claim(
        id=record_id("claim", document.id, start, end, found.cue_at[0][0]),
        document=document.id,
        rule=rule_of("cue", entry),
        start=start,
        end=end,
        quote=document.text[start:end],
        source=_extents(document, sources),
        cue=_extents(document, found.cue_at),
        content=_extents(document, found.content_at),
        claimant=_claimant(document, found, actors),
        channel=(),
        stance=entry.stance,
        direct=found.direct,
        certainty=certainty_of(entry.certainty, found.content_at, (start, end), hedges),
        distance=None,
        within=None,
        segment=segment.kind if segment else "paragraph",
    )


def _extents(document: Document, pieces: Iterable[Piece]) -> tuple[Extent, ...]:
    return tuple(extent_between(document, start, end) for start, end in pieces)


def _claimant(document: Document, found: Attribution, actors: Sequence[Actor]) -> Claimant | None:
    if found.source is None:
        return None
    place = found.source.idx
    index = bisect_right(actors, place, key=lambda actor: actor.start) - 1
    if index >= 0 and actors[index].end > place:
        actor = actors[index]
        return Claimant(actor.name, actor.key, actor.type, actor.sector, actor.country)
    if found.source.pos_ == "PRON":
        return None
    left = found.source.left_edge
    while left.i < found.source.i and left.pos_ in ("DET", "PUNCT"):
        left = left.nbor()
    end = found.source.idx + len(found.source)
    return Claimant(document.text[left.idx : end], None, None, None, None)
