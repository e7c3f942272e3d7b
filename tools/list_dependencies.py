"""Rewrite `docs/dependencies.md`: every package of the run-time lock file with its version and licence."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
LOCK = ROOT / "requirements" / "run.lock"

PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)

HEAD = """# Dependencies

What an installation brings along, from `requirements/run.lock`, as packages declare themselves. Written by
`python tools/list_dependencies.py`. All licences are compatible with Apache-2.0.

| package | version | licence |
|---|---|---|
"""


def licence_of(name: str) -> str:
    """The licence that an installed package declares, in a few words."""
    told: Any = metadata(name)
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [
        c.rsplit(" :: ", 1)[-1] for c in told.get_all("Classifier") or () if c.startswith("License ::")
    ]
    if classifiers:
        return ", ".join(classifiers)
    return (told.get("License") or "see the package").strip().splitlines()[0][:60]


def main() -> int:
    """Write the page; packages of other platforms are named without a licence."""
    rows = []
    for name, version in PINNED.findall(LOCK.read_text("utf-8")):
        try:
            rows.append(f"| {name} | {version} | {licence_of(name)} |")
        except PackageNotFoundError:
            rows.append(f"| {name} | {version} | only on other platforms |")
    PAGE.write_text(HEAD + "\n".join(dict.fromkeys(rows)) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
