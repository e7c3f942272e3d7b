"""Take the README's pictures anew: `python tools/take_pictures.py [--chromium PATH]`.

The demo's brief and the pages on its ledger are opened in headless Chromium (Debian: `apt-get install
chromium`). Nothing is asked of any other machine.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from reportedly.ledger.store import Ledger, open_ledger

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PROGRAM = str(Path(sys.executable).with_name("reportedly"))
SIZE: ViewportSize = {"width": 1360, "height": 900}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WHOLE = frozenset({"overview"})
"""Pictures of a whole page, not only of what a screen holds."""


TWICE = {
    "id": "ferry",
    "url": "https://coast.example/ferry",
    "publisher": "Coast Times",
    "published": "2022-03-04",
    "title": "Ferry sinks off Porto Lindo",
    "text": "Ferry sinks off Porto Lindo\n\nThe coast guard said on Friday that {0} people died when a ferry"
    " sank off Porto Lindo. Hospitals counted 40 injured, {1}. The harbour master said that the ship was"
    " inspected in January.",
}
"""An invented page, as it stood at noon and in the evening."""
AS_IT_STOOD = (("12", "nine of them children"), ("at least 19", "eleven of them children, doctors said"))


def captured_twice(folder: Path) -> Path:
    """A ledger that holds the invented page twice."""
    path = folder / "ferry.ledger"
    for number, words in enumerate(AS_IT_STOOD):
        page = folder / f"{number}.jsonl"
        page.write_text(json.dumps({**TWICE, "text": TWICE["text"].format(*words)}), "utf-8")
        subprocess.run([PROGRAM, "read", "--quiet", str(page), "--into", str(path)], check=True)
    return path


def take(browser: Browser, address: str, name: str) -> None:
    """The picture is written."""
    page = browser.new_page(viewport=SIZE, color_scheme="light")
    page.goto(address)
    if page.locator(".map").count():
        page.wait_for_selector(".map[data-ready]")
    page.screenshot(path=PICTURES / f"{name}.png", full_page=name in WHOLE)
    page.close()


def pages_of(ledger: Ledger) -> dict[str, str]:
    """Names of pictures with what they show: the most told contradiction, the document with most in it."""
    contradiction = (
        "SELECT x.id FROM contradictions x JOIN accounts a ON a.id = x.left JOIN accounts b ON b.id = x.right"
        " WHERE x.relation = 'conflict' AND x.measure = 'killed'"
        " ORDER BY json_array_length(a.documents) + json_array_length(b.documents) DESC, x.id"
    )
    document = "SELECT document FROM figures GROUP BY document ORDER BY count(*) DESC, document"
    return {
        "overview": "/",
        "contradiction": f"/contradictions/{next(ledger.ask(contradiction))[0]}",
        "document": f"/documents/{next(ledger.ask(document))[0]}",
    }


@contextmanager
def serving(ledger: Path) -> Iterator[str]:
    """The address of a site on the ledger, as long as it is needed."""
    command = [PROGRAM, "serve", str(ledger), "--port", "0", "--reviewer", "desk"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as site:
        assert site.stdout is not None
        yield site.stdout.readline().strip().rstrip("/")
        site.terminate()


def main() -> int:
    """Make the demo and take its pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    options = parser.parse_args()
    if options.chromium is None:
        parser.error("no Chromium found: name one with --chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = Path(folder, "demo")
        subprocess.run([PROGRAM, "demo", "--no-brief", "--no-serve", "--folder", str(made)], check=True)
        path = made / "kazakhstan-2022.ledger"
        browser = playwright.chromium.launch(executable_path=options.chromium, args=list(QUIET))
        take(browser, (made / "kazakhstan-2022.html").as_uri(), "brief")
        with open_ledger(path, read_only=True) as ledger:
            pages = pages_of(ledger)
        with serving(path) as address:
            for name, where in pages.items():
                take(browser, address + where, name)
        with serving(captured_twice(Path(folder))) as address:
            take(browser, f"{address}/captures/{TWICE['id']}", "captures")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
