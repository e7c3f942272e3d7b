"""A room imports only rooms before it, and every module has its place in that order."""

from __future__ import annotations

from pathlib import Path
from pkgutil import iter_modules

from importlinter.cli import lint_imports

import reportedly

ROOT = Path(__file__).parents[1]


def test_the_order_of_rooms() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_every_room_has_its_sentence() -> None:
    told = (ROOT / "docs" / "structure.md").read_text("utf-8")
    assert [room.name for room in iter_modules(reportedly.__path__) if f"`{room.name}`" not in told] == []
