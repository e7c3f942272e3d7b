"""Entities against FollowTheMoney's own schema, and, where it is installed, its own validation.

`followthemoney.json` is what `tools/validate_followthemoney.py --facts` writes: FollowTheMoney itself needs
ICU's headers to be installed, which not every machine has.
"""

from __future__ import annotations

import json
import re
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest

from reportedly.ledger.export import write_export
from reportedly.ledger.export.followthemoney import article_id, country_code, three_letters
from reportedly.ledger.store import Ledger

FACTS = json.loads(Path(__file__).with_name("followthemoney.json").read_text("utf-8"))["schemata"]
FORMS = {
    "entity": r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?",
    "date": r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?)?)?)?Z?",
    "country": "[a-z]{2}",
    "language": "[a-z]{3}",
    "checksum": "[0-9a-f]{40}",
    "url": "https?://.+",
    "topic": r"(mil|gov\.security|role\.journo)",
}


def entities(ledger: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    write_export(ledger, "followthemoney", tmp_path / "ftm.jsonl")
    return [json.loads(line) for line in (tmp_path / "ftm.jsonl").read_text("utf-8").splitlines()]


def faults(entity: dict[str, Any]) -> list[str]:
    facts = FACTS[entity["schema"]]
    properties = entity["properties"]
    found = [f"{name} is missing" for name in facts["required"] if not properties.get(name)]
    for name, values in properties.items():
        kind = facts["properties"].get(name)
        form = FORMS.get(kind, ".+")
        wrong = [value for value in values if not re.fullmatch(form, value, re.DOTALL)]
        if kind is None or wrong:
            found.append(f"{entity['schema']}.{name} ({kind}): {wrong}")
    return found


def test_every_entity_fits_the_schema(ledger: Ledger, tmp_path: Path) -> None:
    found = entities(ledger, tmp_path)
    assert [fault for entity in found for fault in faults(entity)] == []
    assert len({entity["id"] for entity in found}) == len(found)


def test_the_proof_of_the_schema_finds_faults() -> None:
    assert faults({"id": "x", "schema": "Event", "properties": {"nme": ["x"], "country": ["KAZ"]}}) == [
        "name is missing",
        "Event.nme (None): []",
        "Event.country (country): ['KAZ']",
    ]


def test_followthemoney_itself_takes_them(ledger: Ledger, tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney").model
    for entity in entities(ledger, tmp_path):
        model.get(entity["schema"]).validate(entity)


def test_every_reference_leads_to_an_entity(ledger: Ledger, tmp_path: Path) -> None:
    found = entities(ledger, tmp_path)
    ids = {entity["id"] for entity in found}
    kinds = {entity["schema"]: FACTS[entity["schema"]]["properties"] for entity in found}
    named = {
        value
        for entity in found
        for name, values in entity["properties"].items()
        if kinds[entity["schema"]][name] == "entity"
        for value in values
    }
    assert named <= ids
    assert article_id("abroad") in named


def test_private_persons_are_no_entity_even_with_names(ledger: Ledger, tmp_path: Path) -> None:
    write_export(ledger, "followthemoney", tmp_path / "named.jsonl", with_names=True)
    told = [json.loads(line) for line in (tmp_path / "named.jsonl").read_text("utf-8").splitlines()]
    assert [entity for entity in told if entity["schema"] == "Person"] == []
    assert {entity["properties"]["name"][0] for entity in told if entity["schema"] == "PublicBody"} == {
        "interior ministry"
    }


def test_an_article_bears_the_sha1_of_its_bytes(ledger: Ledger, tmp_path: Path) -> None:
    article = next(each for each in entities(ledger, tmp_path) if each["id"] == article_id("abroad"))
    content = ledger.capture("abroad").content
    assert article["properties"]["contentHash"] == [sha1(content, usedforsecurity=False).hexdigest()]
    assert article["properties"]["fileName"] == ["a-b_c"]
    assert article["properties"]["language"] == ["eng"]


@pytest.mark.parametrize(
    ("code", "told"), [("en", "eng"), ("kk", "kaz"), ("", None), ("not a language", None)]
)
def test_languages_have_three_letters(code: str, told: str | None) -> None:
    assert three_letters(code) == told


def test_countries_have_two_letters() -> None:
    assert (country_code("KAZ"), country_code("QQQ"), country_code(None)) == ("kz", None, None)
