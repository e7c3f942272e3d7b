"""The public names: one list for people, for type checkers and for what loads them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import reportedly
from reportedly import records


def names_for_type_checkers() -> set[str]:
    tree = ast.parse(Path(reportedly.__file__).read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    return {name.name for each in guarded.body if isinstance(each, ast.ImportFrom) for name in each.names}


def test_the_lists_agree() -> None:
    assert names_for_type_checkers() == set(reportedly.__all__)
    assert {name for name in reportedly.__all__ if not hasattr(records, name)} == set(reportedly._HOMES)


def test_every_name_is_there() -> None:
    assert all(getattr(reportedly, name) is not None for name in reportedly.__all__)


def test_the_package_runs_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reportedly", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"reportedly, version {reportedly.__version__}\n"
