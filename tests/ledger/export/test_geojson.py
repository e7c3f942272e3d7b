from __future__ import annotations

import json
from pathlib import Path

from geojson_pydantic import FeatureCollection

from reportedly.ledger.export import write_export
from reportedly.ledger.store import Ledger
from reportedly.records import Contradiction, Occurrence

from ..samples import put_derived


def features(ledger: Ledger, tmp_path: Path) -> dict[str, dict[str, object]]:
    write_export(ledger, "geojson", tmp_path / "map.geojson")
    told = json.loads((tmp_path / "map.geojson").read_text("utf-8"))
    FeatureCollection.model_validate(told)
    return {feature["id"]: feature for feature in told["features"]}


def test_a_validator_takes_it_and_longitude_comes_first(ledger: Ledger, tmp_path: Path) -> None:
    shooting = features(ledger, tmp_path)["occurrence-shooting"]
    assert shooting["geometry"] == {"type": "Point", "coordinates": [76.95, 43.25]}
    assert shooting["properties"]["precision"] == "day"  # type: ignore[index]
    assert shooting["properties"]["feature"] == "city"  # type: ignore[index]


def test_a_time_is_told_in_words_and_a_dispute_is_told(ledger: Ledger, tmp_path: Path) -> None:
    shooting = features(ledger, tmp_path)["occurrence-shooting"]["properties"]
    assert shooting["when"] == "2022-01-05 to 2022-01-06"  # type: ignore[index]
    assert shooting["disputed"] is False  # type: ignore[index]
    link = Contradiction(
        "x", "occurrence-shooting", "a", "b", "killed", "ranges_disjoint", "conflict", "two numbers"
    )
    put_derived(ledger, {Occurrence: list(ledger.records(Occurrence)), Contradiction: [link]})
    again = features(ledger, tmp_path)["occurrence-shooting"]["properties"]
    assert again["disputed"] is True  # type: ignore[index]


def test_a_country_has_no_point_and_a_denial_says_so(ledger: Ledger, tmp_path: Path) -> None:
    denied = features(ledger, tmp_path)["occurrence-denied"]
    assert denied["geometry"] is None
    assert denied["properties"]["statuses"] == ["negated"]  # type: ignore[index]
    assert denied["properties"]["country"] == "KAZ"  # type: ignore[index]
