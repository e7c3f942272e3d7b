"""A small ledger made by hand, and a website on it that is asked without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ledger.unrest import arabic, doctors, ministry
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.views.page_request import Site
from reportedly.views.web import make_app

ADDRESS = "http://127.0.0.1:8571"


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    path = tmp_path / "unrest.ledger"
    with open_ledger(path) as ledger:
        ledger.file([ministry(), doctors(), arabic()])
        join(ledger)
    return path


@pytest.fixture
def client(ledger_path: Path) -> TestClient:
    return TestClient(
        make_app(Site(ledger_path, "ana")),
        base_url=ADDRESS,
        headers={"origin": ADDRESS},
        follow_redirects=False,
    )
