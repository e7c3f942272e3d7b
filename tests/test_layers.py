"""A room imports only rooms before it, and every module has its place in that order."""

from __future__ import annotations

from pathlib import Path

from importlinter.cli import lint_imports


def test_the_order_of_rooms() -> None:
    config = Path(__file__).parents[1] / "pyproject.toml"
    assert lint_imports(config_filename=str(config), no_cache=True) == 0
