"""Claims as a JSON-LD processor reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyld import jsonld

from reportedly.ledger.export import write_export
from reportedly.ledger.store import Ledger

SCHEMA = "http://schema.org/"


def offline(url: str, options: object = None) -> dict[str, Any]:
    """What schema.org's own context comes to for the terms that are used here."""
    assert url == "https://schema.org"
    dated = {"@id": "schema:datePublished", "@type": "schema:Date"}
    terms = {"@vocab": SCHEMA, "schema": SCHEMA, "url": {"@id": "schema:url", "@type": "@id"}}
    context = {"@context": {**terms, "datePublished": dated}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}


def claims(ledger: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    write_export(ledger, "schemaorg", tmp_path / "claims.json")
    told = json.loads((tmp_path / "claims.json").read_text("utf-8"))
    expanded = jsonld.expand(told, {"documentLoader": offline})
    triples = jsonld.to_rdf(told, {"documentLoader": offline})
    assert triples["@default"]
    return list(expanded)


def value(node: dict[str, Any], term: str) -> Any:
    return node[f"{SCHEMA}{term}"][0].get("@value", node[f"{SCHEMA}{term}"][0])


def test_a_processor_reads_every_claim(ledger: Ledger, tmp_path: Path) -> None:
    found = claims(ledger, tmp_path)
    assert {node["@type"][0] for node in found} == {f"{SCHEMA}Claim"}
    assert sorted(value(node, "text") for node in found) == [
        "225 people killed in Almaty",
        "at least 164 people were killed in Almaty",
        "soldiers shot at demonstrators",
    ]


def test_copies_are_appearances_of_one_claim(ledger: Ledger, tmp_path: Path) -> None:
    claim = next(each for each in claims(ledger, tmp_path) if "164" in value(each, "text"))
    appearances = claim[f"{SCHEMA}appearance"]
    assert [each[f"{SCHEMA}url"][0]["@id"] for each in appearances] == [
        "https://news.example/copy",
        "https://news.example/first",
    ]
    assert value(claim[f"{SCHEMA}author"][0], "name") == "interior ministry"
    assert value(claim, "creativeWorkStatus") == "reported"


def test_no_claim_is_a_review(ledger: Ledger, tmp_path: Path) -> None:
    write_export(ledger, "schemaorg", tmp_path / "claims.json")
    told = (tmp_path / "claims.json").read_text("utf-8")
    assert "ClaimReview" not in told
    assert "reviewRating" not in told
