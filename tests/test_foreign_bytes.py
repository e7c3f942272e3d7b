"""Whatever bytes come, the program answers with a document or with an error of its own.

The targets are those that are fuzzed by coverage (`fuzz/`); here Hypothesis tries each of them for a moment,
and inputs that once broke something are tried every time.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[1] / "fuzz"
NAMES = (
    *("page", "fragment", "normalise", "quotes", "dates", "reading", "lexicon", "marked", "lines", "warc"),
    *("feed", "anything"),
)
COMMENTS = b"<!---->" * 26 + b"<x"
BROKE = {
    "feed": [b"", b"\x00", b"\x01", b"\x01" + COMMENTS, b"\x01<rss><" + b"\0" * 30_000],
    "anything": [COMMENTS],
    "quotes": [b"\x01" + b"10:05 They left.\n\n" * 3 + b"10:05" + b" " * 40_000 + b"\x01"],
}
"""By target. An empty feed: the parser's answer then has neither a version nor entries. The others took as
long as there are ways to divide comments, null bytes or spaces between two parts of one pattern."""
SLOW = 4.0
"""Seconds of a core that an input may take; they took ten and more."""


@pytest.fixture(scope="module")
def targets() -> ModuleType:
    sys.path.insert(0, str(FOLDER))
    try:
        import targets as found
    finally:
        sys.path.remove(str(FOLDER))
    return found


def test_every_target_is_tried(targets: ModuleType) -> None:
    assert set(NAMES) == set(targets.TARGETS)


@pytest.mark.parametrize("name", NAMES)
def test_seeds_are_read(targets: ModuleType, name: str) -> None:
    for data in targets.seeds().get(name, (bytes(range(41)),)):
        targets.TARGETS[name](data)


@pytest.mark.parametrize("name", BROKE)
def test_what_broke_once(targets: ModuleType, name: str) -> None:
    for data in BROKE[name]:
        started = time.process_time()
        targets.TARGETS[name](data)
        assert time.process_time() - started < SLOW, data[:40]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.binary(max_size=120).map(lambda data: b"\0" + data))
def test_any_bytes(targets: ModuleType, name: str, data: bytes) -> None:
    targets.TARGETS[name](data)
