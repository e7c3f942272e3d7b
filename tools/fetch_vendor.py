"""Fetch the scripts that the pages use and the accessibility checker of their tests, with `npm pack`.

    python tools/fetch_vendor.py

writes `src/reportedly/views/static/vendor/` with its VENDOR.txt and LICENSES.txt, and `tests/browser/vendor/`
likewise. Nobody needs npm to install, run or test the program: what is fetched here stays in the repository.
"""

from __future__ import annotations

import re
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


BUNDLED = {
    "protomaps-leaflet": (
        ("@mapbox/point-geometry", "1.1.0"),
        ("@mapbox/vector-tile", "2.0.5"),
        ("color2k", "2.0.4"),
        ("fflate", "0.8.3"),
        ("pbf", "4.0.2"),
        ("potpack", "1.0.2"),
        ("quickselect", "2.0.0"),
        ("rbush", "3.0.1"),
    )
}
"""What a script holds of other packages, whose licences go with it: the sources that its map names, and the
fflate inside of one. Its @protomaps/basemaps and pmtiles are of its own makers and under its own licence."""

TEXTS = re.compile(r"package/(LICEN[CS]E|NOTICE|COPYING)[^/]*", re.IGNORECASE)


def fetch(package: str, version: str, folder: Path) -> Path:
    """The package's archive, as the npm registry has it."""
    command = ["npm", "pack", "--silent", f"{package}@{version}", "--pack-destination", str(folder)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    return folder / name


def licences_of(package: str, version: str, folder: Path) -> str:
    """The licence texts in a package, under a line that names it."""
    with tarfile.open(fetch(package, version, folder)) as opened:
        members = [member for member in opened.getmembers() if TEXTS.fullmatch(member.name)]
        texts = [file.read().decode() for member in members if (file := opened.extractfile(member))]
    if not texts:
        raise SystemExit(f"{package} {version} has no licence text")
    head = f"{package} {version}"
    return "\n\n".join([f"{head}\n{'=' * len(head)}", *(text.strip() for text in texts)])


def content_of(each: Vendored, folder: Path) -> bytes:
    """The vendored file, as its package has it."""
    with tarfile.open(fetch(each.package, each.version, folder)) as opened:
        member = opened.extractfile(f"package/{each.path}")
        assert member is not None
        return member.read()


def write_folder(folder: Path, archives: Path) -> None:
    """The files of one folder, their list, and the licences of all that is in them."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["file  package  version  licence  sha256\n"]
    licences: dict[str, str] = {}
    for each in (file for file in FILES if file.folder == folder):
        content = content_of(each, archives)
        name = Path(each.path).name
        (folder / name).write_bytes(content)
        lines.append(
            f"{name}  {each.package}  {each.version}  {each.licence}  {sha256(content).hexdigest()}\n"
        )
        for package, version in ((each.package, each.version), *BUNDLED.get(each.package, ())):
            licences[package] = licences_of(package, version, archives)
    (folder / "VENDOR.txt").write_text("".join(lines), "utf-8")
    (folder / "LICENSES.txt").write_text("\n\n\n".join(licences.values()) + "\n", "utf-8")


def main() -> None:
    """The vendored files, their lists and their licences are those of `FILES`."""
    with tempfile.TemporaryDirectory() as archives:
        for folder in (PAGES, TESTS):
            write_folder(folder, Path(archives))


if __name__ == "__main__":
    main()
