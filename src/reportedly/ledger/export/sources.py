"""The sources of a row, in words: outlets, claimants, and notes that attribute each claim to its speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from ...records import Claim, Document
from ..wording import say_count, say_group
from .content import Content, Happening, Voice, counts_any

LONGEST_QUOTE = 200
"""Characters of a quotation in a note."""


def outlets_of(documents: Iterable[Document], content: Content) -> tuple[str, ...]:
    """The outlets of documents, each once, in order."""
    named = (content.hidden(outlet_of(document)) for document in documents)
    return tuple(dict.fromkeys(filter(None, named)))


def outlet_of(document: Document) -> str | None:
    """The publisher of a document, else the host of its address; None if neither is known."""
    try:
        return document.publisher or urlsplit(document.url or "").hostname
    except ValueError:  # an address that was never fetched, but stood in an input
        return None


def claimants_of(happening: Happening, content: Content) -> tuple[str, ...]:
    """Who says so, each once: of events and of counts."""
    claims = [claim for event in happening.events if (claim := happening.claim_of(event))]
    spoken = claims + [claim for voice in happening.voices for claim in voice.claims]
    named = (content.hidden(claim.claimant.name) for claim in spoken if claim.claimant)
    return tuple(dict.fromkeys(filter(None, named)))


def notes_of(happening: Happening, content: Content) -> str:
    """What is said, each with who says it: counts as ranges, then events, disputes as they stand."""
    return " ".join(_notes(happening, content))


def _notes(happening: Happening, content: Content) -> Iterator[str]:
    for voice in happening.voices:
        if counts_any(voice.account):
            yield _counted(voice, content)
    for event in happening.events:
        claim = happening.claim_of(event)
        who = _speaker(claim, content) if event.claim else _outlet(event.document, happening, content)
        quote = " ".join(event.quote.split())
        told = quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
        yield f"{who} ({event.certainty}): “{content.names.hide(told)}”."


def _counted(voice: Voice, content: Content) -> str:
    account = voice.account
    who = content.names.hide(account.claimant.name) if account.claimant else "a source that is not named"
    groups = dict.fromkeys(figure.group for figure in voice.figures if figure.group)
    told = ", ".join(filter(None, (say_group(group, account.measure) for group in groups)))
    group = f" ({content.names.hide(told)})" if told else ""
    status = f", {account.status}" if account.status != "current" else ""
    dated = f", {account.as_of}" if account.as_of else ""
    return f"{who}: {say_count(account)} {account.measure}{group} ({account.certainty}{dated}{status})."


def _speaker(claim: Claim | None, content: Content) -> str:
    if claim is None or claim.claimant is None:
        return "A source that is not named"
    return content.names.hide(claim.claimant.name)


def _outlet(document: str, happening: Happening, content: Content) -> str:
    found = happening.documents.get(document)
    return content.names.hide((outlet_of(found) or found.title if found else None) or "An outlet not named")
