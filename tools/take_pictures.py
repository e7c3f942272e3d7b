"""Take the README's pictures anew: `python tools/take_pictures.py [--chromium PATH]`.

The demo's brief is made and opened in headless Chromium (Debian: `apt-get install chromium`). Nothing is
asked of any other machine: the page is one file.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
PROGRAM = Path(sys.executable).with_name("reportedly")
SIZE = "1200,1000"
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
)


def take(chromium: str, page: Path, picture: Path, profile: Path) -> None:
    """A picture of the top of the page."""
    command = [
        chromium,
        *QUIET,
        f"--user-data-dir={profile}",
        f"--window-size={SIZE}",
        f"--screenshot={picture}",
    ]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=120)


def main() -> int:
    """Make the demo and take its pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    options = parser.parse_args()
    if options.chromium is None:
        parser.error("no Chromium found: name one with --chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "demo")
        subprocess.run([str(PROGRAM), "demo", "--no-brief", "--folder", str(made)], check=True)
        take(options.chromium, made / "kazakhstan-2022.html", PICTURES / "brief.png", Path(folder, "profile"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
