"""A real browser on a running site; an error on its console or a request elsewhere fails the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ledger.samples import Written
from ledger.unrest import arabic, doctors, ministry
from reportedly.api import file_inputs
from reportedly.examples import example_documents
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Reading

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

expect.set_options(timeout=60_000)
"""Milliseconds, on a machine that is busy with much else."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        missing = pytest.mark.skip(reason="no chromium on this machine: apt-get install chromium")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled example and a few readings by hand in one ledger."""
    path = tmp_path_factory.mktemp("example") / "kazakhstan-2022.ledger"
    with open_ledger(path) as ledger:
        file_inputs(ledger, [example_documents("kazakhstan-2022")])
        ledger.file([ministry(), doctors(), arabic()])
        for low in (12, 19, 26):
            ledger.file([recaptured(low)])
        join(ledger)
    return path


def recaptured(low: int) -> Reading:
    """One address, at another time with another number."""
    page = Written(
        f"Police said {low} were killed. Shops stayed shut.", "recaptured", title=f"{low} dead", language="en"
    )
    page.figure(f"{low} were killed", "killed", low, low, claim=page.claim(f"{low} were killed", "Police").id)
    return page.reading()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Starts a site on a ledger and gives its address without the last stroke."""
    running: list[subprocess.Popen[str]] = []

    def start(path: Path, *options: str) -> str:
        command = [sys.executable, "-m", "reportedly", "serve", str(path), "--port", "0", *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        return process.stdout.readline().strip().rstrip("/")

    yield start
    for process in running:
        process.terminate()
        process.wait(120)


@pytest.fixture(scope="session")
def site(example: Path, serve: Callable[..., str]) -> str:
    """A site that only is looked at."""
    return serve(example, "--read-only")


@pytest.fixture
def own_ledger(example: Path, tmp_path: Path) -> Path:
    with open_ledger(example) as ledger:
        ledger.ask("SELECT 1")
    return Path(shutil.copy(example, tmp_path / "own.ledger"))


@pytest.fixture
def own_site(own_ledger: Path, serve: Callable[..., str]) -> str:
    """A site of one test, to decide on."""
    return serve(own_ledger, "--reviewer", "ana")


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page that had no error on its console and asked nobody else when the test ends."""
    bad: list[str] = []

    def heard(message: Any) -> None:
        if message.type == "error" and "status of 40" not in message.text:
            bad.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: bad.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith(("http://127.0.0.1", "data:", "blob:")) else bad.append(asked.url)
        ),
    )
    page.on("dialog", lambda dialog: (bad.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield page
    assert not bad, bad
