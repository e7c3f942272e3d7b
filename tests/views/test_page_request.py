"""What is kept between requests is made anew when it is no longer so."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from ledger.unrest import doctors, ministry
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.views.page_request import Site
from reportedly.views.pages import state_of
from reportedly.views.web import make_app


def test_choices_follow_what_is_joined(tmp_path: Path) -> None:
    """A page that is asked for between filing and joining is not the last word on types and relations."""
    path = tmp_path / "one.ledger"
    with open_ledger(path) as ledger:
        ledger.file([ministry(), doctors()])
    client = TestClient(make_app(Site(path, "ana")), base_url="http://127.0.0.1:8571")
    assert 'value="ASSAULT"' not in client.get("/occurrences").text
    with open_ledger(path) as ledger:
        join(ledger)
    assert 'value="ASSAULT"' in client.get("/occurrences").text


def test_the_state_stays_where_nothing_is_new(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "one.ledger") as ledger:
        ledger.file([ministry()])
        join(ledger)
        before = state_of(ledger)
        join(ledger)
        assert state_of(ledger) == before
