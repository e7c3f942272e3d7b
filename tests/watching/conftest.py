"""A site whose feed has one item, and a watch on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import DEAD, Desk
from feed_server import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site([("a", DEAD.format(26))])) as found:
        yield found


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Desk:
    return Desk(site, tmp_path / "watched.ledger")
