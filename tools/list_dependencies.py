"""Rewrite `docs/dependencies.md`: every package that an installation brings along, with its licence.

    python tools/list_dependencies.py [--check]

fails where a package declares no licence of `ALLOWED`, and then writes nothing; with `--check` also where the
page is not what it would write.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
LOCK = ROOT / "requirements" / "run.lock"

PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)
ELSEWHERE = "only on other platforms"

HEAD = """# Dependencies

What an installation brings along, from `requirements/run.lock`, with the licences that the packages declare.
Written by `python tools/list_dependencies.py`, which fails where a package asks for any other licence than:
ALLOWED.
All of these allow to use it, unchanged and under its own terms, beside code under Apache-2.0.

| package | version | licence |
|---|---|---|
"""

EXTRAS = """
## Extras

What the extras bring along beside, where one asks for them: `pip install reportedly[cluster]`.

| package | version | licence | extra |
|---|---|---|---|
"""

ALLOWED = (
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-0"),
    *("MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib"),
)
"""Licences under which packages may be used, unchanged, beside code under Apache-2.0."""

SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages without a licence expression call theirs."""


def licence_of(name: str) -> str:
    """The licences that an installed package declares, as an SPDX expression where it is known."""
    told: Any = metadata(name)
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [
        c.rsplit(" :: ", 1)[-1] for c in told.get_all("Classifier") or () if c.startswith("License ::")
    ]
    declared = classifiers or (told.get("License") or "none").strip().splitlines()[:1]
    return " AND ".join(SPDX.get(each, each) for each in declared)


def is_allowed(expression: str) -> bool:
    """Whether a package may be taken under licences of `ALLOWED` alone; it has no brackets."""
    return any(
        all(licence.strip() in ALLOWED for licence in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )


def brought_by(wanted: list[str]) -> Iterator[str]:
    """The names of the packages that an extra asks for and all that these ask for, where installed."""
    left, seen = list(wanted), set()
    while left:
        requirement = Requirement(left.pop())
        name = canonicalize_name(requirement.name)
        if name not in seen:
            seen.add(name)
            yield name
            left += _asked(name, requirement.extras)


def _asked(name: str, extras: set[str]) -> list[str]:
    """What a package asks for with the given extras of it."""
    try:
        asked = [Requirement(each) for each in requires(name) or ()]
    except PackageNotFoundError:
        return []
    return [
        str(each)
        for each in asked
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras))
    ]


def packages() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The versions of the run-time lock by name, and the extras that bring each further package."""
    run: dict[str, str] = {
        canonicalize_name(name): pinned for name, pinned in PINNED.findall(LOCK.read_text("utf-8"))
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: dict[str, list[str]] = {}
    for extra, wanted in project["optional-dependencies"].items():
        for name in brought_by(wanted):
            if name not in run:
                extras.setdefault(name, []).append(extra)
    return run, extras


def page_of(run: dict[str, str], extras: dict[str, list[str]], licences: dict[str, str | None]) -> str:
    """The page; packages of other platforms are named without a licence."""
    rows = [f"| {name} | {pinned} | {licences[name] or ELSEWHERE} |" for name, pinned in run.items()]
    beside = [
        f"| {name} | {version(name)} | {licences[name]} | {', '.join(extras[name])} |"
        for name in sorted(extras)
        if licences[name]
    ]
    head = HEAD.replace("ALLOWED", ", ".join(ALLOWED))
    return head + "\n".join(rows) + "\n" + EXTRAS + "\n".join(beside) + "\n"


def main() -> int:
    """0: the page is written, or as it would be; 1: it is not, or a licence is not allowed."""
    run, extras = packages()
    licences = {name: _licence_or_none(name) for name in (*run, *extras)}
    refused = [name for name, licence in licences.items() if licence and not is_allowed(licence)]
    for name in refused:
        print(f"{name}: {licences[name]} is not among the licences that are allowed", file=sys.stderr)
    if refused:
        return 1
    page = page_of(run, extras, licences)
    if "--check" in sys.argv[1:]:
        return int(page != PAGE.read_text("utf-8"))
    PAGE.write_text(page, "utf-8")
    return 0


def _licence_or_none(name: str) -> str | None:
    try:
        return licence_of(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    sys.exit(main())
