"""The wheel works where nothing of the checkout is: in an environment of its own, from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from list_dependencies import is_allowed

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:] or done.stdout[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "reportedly/py.typed",
        "reportedly/examples/kazakhstan-2022/documents.jsonl",
        "reportedly/lexicons/cues.toml",
        "reportedly/views/templates/brief.html",
        "reportedly/views/templates/overview.html",
        "reportedly/views/static/app.css",
        "reportedly/views/static/vendor/leaflet.js",
        "reportedly/views/basemap.json.gz",
    }
    assert wanted <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not any(name.startswith("tests/") for name in names)


def test_the_demo_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    pip = (tmp_path / "env" / "bin" / "pip", "--quiet", "--disable-pip-version-check", "install")
    run(*pip, "--require-hashes", "--requirement", ROOT / "requirements" / "run.lock", cwd=tmp_path)
    run(*pip, "--no-deps", wheel, cwd=tmp_path)
    told = run(
        tmp_path / "env" / "bin" / "reportedly", "demo", "--folder", "shown", "--no-serve", cwd=tmp_path
    )
    assert "Kazakhstan, January 2022" in told
    assert (tmp_path / "shown" / "kazakhstan-2022.ledger").stat().st_size > 100_000
    assert "</html>" in (tmp_path / "shown" / "kazakhstan-2022.html").read_text("utf-8")


def test_the_licences_of_all_dependencies_are_allowed_and_listed() -> None:
    run(sys.executable, ROOT / "tools" / "list_dependencies.py", "--check", cwd=ROOT)


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [("MIT", True), ("MIT OR GPL-3.0-only", True), ("MIT AND GPL-3.0-only", False), ("none", False)],
)
def test_a_licence_that_asks_for_more_is_refused(licence: str, allowed: bool) -> None:
    assert is_allowed(licence) is allowed
