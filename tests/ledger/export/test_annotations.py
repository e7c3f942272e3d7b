"""Annotations as a JSON-LD processor reads them, and their targets in the texts."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyld import jsonld

from reportedly.ledger.export import write_export
from reportedly.ledger.store import Ledger

OA = "http://www.w3.org/ns/oa#"
TERMS: dict[str, Any] = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TimeState": "oa:TimeState",
    "identifying": "oa:identifying",
    "classifying": "oa:classifying",
    "items": {"@id": "as:items", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"},
    "cached": {"@id": "oa:cachedSource", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "sourceDate": "oa:sourceDate",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "value": "rdf:value",
    "format": "http://purl.org/dc/elements/1.1/format",
}
"""The terms of the vocabulary that are used here, as the Web Annotation Vocabulary defines them."""


def offline(url: str, options: object = None) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    document = {"@context": TERMS}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
    }


def page(ledger: Ledger, tmp_path: Path, *, with_names: bool = False) -> dict[str, Any]:
    write_export(ledger, "annotations", tmp_path / "page.json", with_names=with_names)
    told: dict[str, Any] = json.loads((tmp_path / "page.json").read_text("utf-8"))
    return told


def selectors(annotation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["type"]: each for each in annotation["target"]["selector"]}


def test_a_processor_knows_every_term(ledger: Ledger, tmp_path: Path) -> None:
    told = page(ledger, tmp_path)
    (expanded,) = jsonld.expand(told, {"documentLoader": offline})
    items = expanded["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == len(told["items"]) == 11
    assert {each["@type"][0] for each in items} == {f"{OA}Annotation"}
    compacted = jsonld.compact(expanded, told["@context"], {"documentLoader": offline})
    assert compacted["items"][0]["target"]["selector"] == told["items"][0]["target"]["selector"]


def test_positions_and_quotes_lead_to_the_words(ledger: Ledger, tmp_path: Path) -> None:
    texts = {document.url: document.text for document in ledger.documents() if document.url}
    quoted = 0
    for annotation in page(ledger, tmp_path, with_names=True)["items"]:
        text = texts.get(annotation["target"]["source"])
        if text is not None:
            found = selectors(annotation)
            position, quote = found["TextPositionSelector"], found["TextQuoteSelector"]
            around = f"{quote.get('prefix', '')}{quote['exact']}{quote.get('suffix', '')}"
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text.count(around) == 1
            quoted += 1
    assert quoted == 10


def test_words_that_name_a_private_person_are_not_quoted(ledger: Ledger, tmp_path: Path) -> None:
    quotes = [selectors(each).get("TextQuoteSelector") for each in page(ledger, tmp_path)["items"]]
    shot = next(each for each in quotes if each and each["exact"] == "soldiers shot at demonstrators")
    assert set(shot) == {"type", "exact"}
    dead = next(each for each in quotes if each and each["exact"].startswith("at least 164 people were"))
    assert dead["prefix"].endswith("interior ministry said ")


def test_the_copy_that_was_read_is_named_by_its_digest(ledger: Ledger, tmp_path: Path) -> None:
    denied = page(ledger, tmp_path)["items"][-1]
    digest = sha256(ledger.capture("denial").content).digest()
    address = f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}"
    assert denied["target"]["state"]["cached"] == address
    assert denied["target"]["source"] == address
