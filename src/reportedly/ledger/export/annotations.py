"""Claims, events and figures as W3C Web Annotations on their documents.

Offsets are Unicode code points of the text in the ledger, so each target identifies that text by its digest
(RFC 6920) and the time of the capture.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...contract import KINDS
from ...privacy import words_after, words_before
from ...records import Claim, Document, Event, Figure, Reading
from ..people.claimant_labels import labels_in, reading_as_called
from ..people.review import as_decided
from ..wording import say_count
from .content import Content

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of prefix and suffix: enough to tell two places of one quotation apart."""
WIDER = 2 * AROUND
"""Characters in which names are looked for that reach into these."""


MOTIVATIONS: Mapping[type, str] = {Claim: "identifying", Event: "classifying", Figure: "classifying"}


def export_annotations(content: Content) -> Iterator[str]:
    """One collection with one page, an annotation a line."""
    return _page("urn:reportedly:annotations", content.readings(), content)


def document_annotations(document: str, content: Content) -> Iterator[str]:
    """The annotations of one document.

    Raises:
        NoSuchRecord: there is no such document.
    """
    reading = as_decided(content.ledger.reading(document), content.decided)
    shown = reading_as_called(reading, labels_in(content.ledger, reading.claims))
    return _page("urn:reportedly:annotations:document", (shown,), content)


def _page(name: str, readings: Iterable[Reading], content: Content) -> Iterator[str]:
    head = {"@context": CONTEXT, "type": "AnnotationPage", "id": name}
    yield json.dumps(head)[:-1] + ', "items": [\n'
    before = ""
    for reading in readings:
        captured = content.ledger.captured_at(reading.document.id)
        for record in _told(reading):
            yield before + json.dumps(_annotation(record, reading, captured, content), ensure_ascii=False)
            before = ",\n"
    yield "\n]}\n"


def _told(reading: Reading) -> Iterator[Claim | Event | Figure]:
    yield from reading.claims
    yield from reading.events
    yield from reading.figures


def _annotation(
    record: Claim | Event | Figure, reading: Reading, captured: str | None, content: Content
) -> dict[str, Any]:
    document = reading.document
    address = _address_of_bytes(document.digest)
    state = {"type": "TimeState", "cached": address}
    return {
        "id": f"urn:reportedly:annotation:{record.id}",
        "type": "Annotation",
        "motivation": MOTIVATIONS[type(record)],
        "body": [
            {"id": f"urn:reportedly:{record.id}", "format": "application/json"},
            {"type": "TextualBody", "value": _tag(record, content), "format": "text/plain"},
        ],
        "target": {
            "source": content.hidden(document.url) or address,
            "state": {**state, "sourceDate": captured} if captured else state,
            "selector": _selectors(record, document, content),
        },
    }


def _selectors(record: Claim | Event | Figure, document: Document, content: Content) -> list[dict[str, Any]]:
    """The place, and the words with those around them; a text that names a private person is not quoted."""
    selectors: list[dict[str, Any]] = [
        {"type": "TextPositionSelector", "start": record.start, "end": record.end}
    ]
    if content.names.hide(record.quote) != record.quote:
        return selectors
    quoted = {"type": "TextQuoteSelector", "exact": record.quote}
    prefix = words_before(document.text, record.start, AROUND)
    suffix = words_after(document.text, record.end, AROUND)
    # a name that is cut at the edge is found only together with the words beyond it
    before = content.names.hide(words_before(document.text, record.start, WIDER))
    after = content.names.hide(words_after(document.text, record.end, WIDER))
    if prefix and before.endswith(prefix):
        quoted["prefix"] = prefix
    if suffix and after.startswith(suffix):
        quoted["suffix"] = suffix
    return [*selectors, quoted]


def _tag(record: Claim | Event | Figure, content: Content) -> str:
    """What the annotation says of the words, for people."""
    kind = KINDS[type(record)]
    if isinstance(record, Claim):
        who = content.names.hide(record.claimant.name) if record.claimant else "a source that is not named"
        return f"{kind}: {who} {record.stance}, {record.certainty}"
    if isinstance(record, Event):
        named = "/".join(filter(None, (record.type, record.mode)))
        return f"{kind}: {named}, {record.status}, {record.certainty}"
    return f"{kind}: {say_count(record)} {record.measure}, {record.certainty}"


def _address_of_bytes(digest: str) -> str:
    coded = urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")
    return f"ni:///sha-256;{coded}"
