"""From a document to its reading: every stage, in order, on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import TYPE_CHECKING

from .language.clauses import find_clauses
from .language.parse import Parser
from .language.quotes import find_quotations
from .lexicon import Lexicon
from .mentions.actors import find_actors, without_seats
from .mentions.amounts import find_amounts
from .mentions.counted_groups import find_counted_groups
from .mentions.places import find_places
from .mentions.times import find_times
from .records import Document, Reading
from .statements.claims import find_claims
from .statements.continued_counts import with_continued
from .statements.continued_speech import with_continued_speech
from .statements.event_setting import without_homes
from .statements.events import find_events
from .statements.figures import find_figures
from .statements.hedges import find_hedges
from .statements.notices import find_notices

if TYPE_CHECKING:
    from spacy.tokens import Doc


def read(document: Document, lexicon: Lexicon, parser: Parser) -> Reading:
    """All findings in one document; a pure function of document, lexicon and parser."""
    return read_parsed(document, parser.parse(document), lexicon)


def read_all(documents: Iterable[Document], lexicon: Lexicon, parser: Parser) -> Iterator[Reading]:
    """`read` for each document, in order, parsed in batches."""
    to_read, to_parse = tee(documents)
    for document, doc in zip(to_read, parser.parse_all(to_parse), strict=True):
        reading = read_parsed(document, doc, lexicon)
        doc.user_data.clear()  # what rooms keep there points back at it, so that it would never end by itself
        yield reading


def read_parsed(document: Document, doc: Doc, lexicon: Lexicon) -> Reading:
    """The stages after the parse: mentions, then statements, then notices of what stays open."""
    quotations = find_quotations(document)
    clauses = find_clauses(doc)
    places = find_places(document, doc, lexicon)
    times = find_times(document, doc, lexicon, places)
    tally = find_counted_groups(document, doc, clauses, lexicon)
    amounts = find_amounts(document, doc, tally, times, lexicon)
    actors = find_actors(document, doc, places, lexicon)
    hedges = find_hedges(document, doc, lexicon)
    said = find_claims(document, doc, quotations, actors, hedges, tally, lexicon)
    counted = with_continued(document, tally, said, lexicon)
    claims = with_continued_speech(document, doc, counted, actors, lexicon)
    settings = without_homes(places, document.text)
    events = find_events(document, doc, clauses, actors, settings, times, amounts, hedges, claims, lexicon)
    scenes = without_seats(settings, actors, frozenset(event.place for event in events))
    figures = find_figures(document, tally, amounts, scenes, times, hedges, claims, events, lexicon)
    notices = find_notices(document, quotations, places, times)
    return Reading(
        document=document,
        actors=actors,
        places=places,
        times=times,
        amounts=amounts,
        hedges=hedges,
        claims=claims,
        events=events,
        figures=figures,
        notices=notices,
    )
