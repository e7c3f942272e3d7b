"""Fetch the scripts that the pages use and the accessibility checker of their tests, with `npm pack`.

    python tools/fetch_vendor.py

writes `src/reportedly/views/static/vendor/` with its VENDOR.txt, and `tests/browser/vendor/` likewise. Nobody
needs npm to install, run or test the program: what is fetched here is kept in the repository.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "src" / "reportedly" / "views" / "static" / "vendor"
TESTS = ROOT / "tests" / "browser" / "vendor"


@dataclass(frozen=True, slots=True)
class Vendored:
    """One file out of one version of one npm package."""

    package: str
    version: str
    licence: str
    path: str
    folder: Path


FILES = (
    Vendored("htmx.org", "4.0.1", "0BSD", "dist/htmx.min.js", PAGES),
    Vendored("leaflet", "1.9.4", "BSD-2-Clause", "dist/leaflet.js", PAGES),
    Vendored("leaflet", "1.9.4", "BSD-2-Clause", "dist/leaflet.css", PAGES),
    Vendored("protomaps-leaflet", "5.1.0", "BSD-3-Clause", "dist/protomaps-leaflet.js", PAGES),
    Vendored("axe-core", "4.14.1", "MPL-2.0", "axe.min.js", TESTS),
)


def fetch(package: str, version: str, folder: Path) -> Path:
    """The package's archive, as the npm registry has it."""
    command = ["npm", "pack", "--silent", f"{package}@{version}", "--pack-destination", str(folder)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    return folder / name


def main() -> None:
    """The vendored files and their lists are those of `FILES`."""
    lines: dict[Path, list[str]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for each in FILES:
            archive = fetch(each.package, each.version, Path(temporary))
            with tarfile.open(archive) as opened:
                member = opened.extractfile(f"package/{each.path}")
                assert member is not None
                content = member.read()
            each.folder.mkdir(parents=True, exist_ok=True)
            name = Path(each.path).name
            (each.folder / name).write_bytes(content)
            lines.setdefault(each.folder, []).append(
                f"{name}  {each.package}  {each.version}  {each.licence}  {sha256(content).hexdigest()}\n"
            )
    for folder, told in lines.items():
        (folder / "VENDOR.txt").write_text(
            "file  package  version  licence  sha256\n" + "".join(told), "utf-8"
        )


if __name__ == "__main__":
    main()
