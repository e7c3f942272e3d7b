"""Who says what: source, cue and content of every attribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.closed_classes import NO_ONES
from ..language.parse import extent_between
from ..language.quotes import Quotation
from ..lexicon import Lexicon, load_lexicon, word_class
from ..mentions.counted_groups import Tally
from ..page.segment import segment_at
from ..records import Actor, Claim, Claimant, Document, Extent, Hedge
from .announced import find_announced, without_known
from .attributions import Attribution, attribute, is_of_nobody
from .chains import kept_apart, linked
from .clipped import find_clipped
from .colon_tellers import find_colon_tellers
from .communiques import find_communique
from .cue_words import words_of
from .cues import find_cues, match_phrases
from .gapped import with_gapped
from .headlines import find_headlines, without_repeats
from .interviews import find_answers
from .judgements import find_judgements, without_ascribed
from .led_quotations import find_led
from .owned_words import find_owned
from .quotation_cues import Offsets
from .reach import is_ending, is_given_up
from .relays import with_relays
from .retractions import with_retractions
from .speakers import Speakers, without_own_page
from .stance import (
    certainty_of,
    find_distances,
    is_denied_in_front,
    is_left_open,
    is_negated,
    turned,
    with_distances,
)
from .tail_tellers import find_tail_tellers
from .titles import find_titles

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_claims(
    document: Document,
    doc: Doc,
    quotations: Sequence[Quotation],
    actors: Sequence[Actor],
    hedges: Sequence[Hedge],
    tally: Tally,
    lexicon: Lexicon,
) -> tuple[Claim, ...]:
    """All claims of a document, in order, the outer before the inner."""
    phrases = match_phrases(doc, lexicon)
    cues = sorted([*find_cues(doc, lexicon, phrases), *find_owned(doc, lexicon)], key=lambda cue: cue.head.i)
    told = with_retractions(attribute(document, cues, quotations, lexicon), lexicon)
    by_cue, gapped = with_gapped(
        document, actors, with_relays(document, list(told), actors, lexicon), lexicon
    )
    answers = find_answers(document, doc, actors, quotations, lexicon)
    layout = [*find_headlines(document, quotations, actors, lexicon), *answers]
    layout += find_communique(document, doc, actors, by_cue, lexicon)
    counting = {each.source_at for each in gapped}
    clipped = find_clipped(document, actors, lexicon)
    layout += [*gapped, *(each for each in clipped if each.source_at not in counting)]
    layout += find_tail_tellers(document, doc, actors, [*by_cue, *layout], lexicon)
    announced = without_known(find_announced(document, tally, actors, lexicon), [*by_cue, *layout])
    announced += find_colon_tellers(document, doc, actors, [*by_cue, *layout, *announced], lexicon)
    titles = find_titles(document, doc, quotations, by_cue, lexicon)
    others = list(without_own_page([*by_cue, *announced, *titles], lexicon))
    found = kept_apart(without_repeats(others, layout), quotations)
    found += find_led(document, doc, actors, quotations, found)
    judged = find_judgements(document, doc, phrases, found, quotations, tally, lexicon)
    found = without_ascribed(found, judged, lexicon)
    speakers = Speakers(document, doc, actors, found, lexicon)
    claims = list(_undenied(linked([_claim(document, a, speakers.of(a), hedges) for a in found], found)))
    claims += [_claim(document, a, speakers.of(a), hedges) for a in judged]
    ordered = sorted(claims, key=lambda claim: (claim.start, -claim.end))
    distances = find_distances(doc, phrases, words_of(lexicon, "former"))
    return tuple(with_distances(document, ordered, distances))


def _undenied(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims; a denial that another denies leaves open, as does an accusation that its maker denies."""
    denying = {claim.id: claim for claim in claims if claim.stance == "denies"}
    for claim in claims:
        around = denying.get(claim.within or "")
        own = around is not None and claim.stance == "alleges" and claim.claimant == around.claimant
        if around is not None and (claim.stance == "denies" or own):
            yield replace(claim, stance="doubts", certainty="unconfirmed")
        else:
            yield claim


def _claim(
    document: Document, found: Attribution, claimant: Claimant | None, hedges: Sequence[Hedge]
) -> Claim:
    sources = (found.source_at,) if found.source_at else ()
    stance, certainty = found.stance, found.certainty
    openings = ((first, first + 1) for first, _ in sources)
    can_be_denied = found.kind != "thought" or _is_believed(found)
    negated = can_be_denied and is_negated((*openings, *found.cue_at), found.place, hedges)
    if sources and is_denied_in_front(document.text, sources[0][0], found.place, hedges):
        negated = True
    spots = [*sources, *found.cue_at, *found.content_at]
    if found.source is not None and is_of_nobody(found.source):
        sources, claimant, negated = (), None, True
    start, end = min(s for s, _ in spots), max(e for _, e in spots)
    segment = segment_at(document, start)
    if stance == "denies" and found.cue is not None and is_ending(found.cue.head):
        negated = is_given_up(found.cue.head)
    accuses = stance == "alleges" and found.frame == "object"
    if (
        found.refused
        or is_left_open(found.place, hedges)
        or (accuses and (negated or _names_nobody(document, found)))
    ):
        stance, certainty = "doubts", "unconfirmed"
    elif negated:
        stance, certainty = turned(stance, certainty)
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
        claimant=claimant,
        channel=found.channel,
        stance=stance,
        direct=found.direct,
        certainty=certainty_of(certainty, found.content_at, (start, end), hedges),
        distance=None,
        within=None,
        segment=segment.kind if segment else "paragraph",
    )


def _is_believed(found: Attribution) -> bool:
    """Whether who does not think so leaves it open: who does not know or expect something grants it."""
    head = found.cue.head if found.cue is not None else None
    words = word_class(load_lexicon(), "believing")
    return head is not None and (head.lemma_.lower() in words or head.lower_ in words)


def _names_nobody(document: Document, found: Attribution) -> bool:
    """Whether what is said is of none: "holds nobody responsible", "blames no party"."""
    start, end = found.content_at[0]
    return document.text[start:end].split(maxsplit=1)[0].lower() in NO_ONES


def _extents(document: Document, pieces: Iterable[Offsets]) -> tuple[Extent, ...]:
    return tuple(extent_between(document, start, end) for start, end in pieces)
