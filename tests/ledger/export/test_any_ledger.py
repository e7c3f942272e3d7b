"""Whatever a ledger holds, every format is written, and read by a reader of its own."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from geojson_pydantic import FeatureCollection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.ledger.export import FORMATS, write_export
from reportedly.ledger.export.acled import COLUMNS as ACLED
from reportedly.ledger.export.ucdp import COLUMNS as UCDP
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Reading

from ..samples import readings
from .test_followthemoney import faults


def check(format_: str, path: Path) -> None:
    if format_ in ("acled", "ucdp"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert {len(row) for row in rows} == {len(ACLED if format_ == "acled" else UCDP)}
    elif format_ in ("jsonl", "plover", "followthemoney"):
        told = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
        if format_ == "followthemoney":
            assert [fault for entity in told for fault in faults(entity)] == []
    elif format_ == "warc":
        assert sum(1 for _ in ArchiveIterator(io.BytesIO(path.read_bytes()))) == 3
    elif format_ == "wacz":
        with zipfile.ZipFile(path) as file:
            assert file.testzip() is None
            assert len(file.read("indexes/index.cdxj").splitlines()) == 2
    elif path.is_file():
        told = json.loads(path.read_text("utf-8"))
        if format_ == "geojson":
            FeatureCollection.model_validate(told)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=readings("page one/1"), other=readings("page_2"), named=st.booleans())
def test_every_format_takes_every_ledger(
    one: Reading, other: Reading, named: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with open_ledger(folder / "l") as ledger:
        ledger.file([one, other])
        join(ledger)
        for format_ in FORMATS:
            write_export(ledger, format_, folder / format_, with_names=named)
            check(format_, folder / format_)
