"""What the tests of shards share: news as JSON lines, and shards of it that were read once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.cluster.shards import cut
from reportedly.cluster.storage import Source, find_sources
from reportedly.cluster.work import read_shard
from reportedly.examples import example_documents
from reportedly.scale import ReadingSettings


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty documents of the example, and a line that is none."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    source = example_documents("kazakhstan-2022")
    file = source if source.is_file() else next(source.glob("*.jsonl"))
    lines = file.read_text("utf-8").splitlines()[:60]
    path.write_text("\n".join([*lines[:30], json.dumps({"title": "no text"}), *lines[30:], ""]), "utf-8")
    return path


@pytest.fixture(scope="session")
def folder(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shards of the news, as a task leaves them."""
    made = tmp_path_factory.mktemp("shards")
    sources = [each for each in find_sources([str(news)]) if isinstance(each, Source)]
    for shard in cut(sources, 4_000):
        read_shard(shard, str(made), ReadingSettings())
    return made
