"""Texts for the bench: articles of about 500 words, made of the example's reports in ever new orders.

No two articles are equal and few paragraphs repeat word for word: numbers are varied, so that neither
caches nor copies flatter the figures. The same seed gives the same articles.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "kazakhstan-2022" / "documents.jsonl"
WORDS = 500


def articles(count: int, seed: int = 2022, words: int = WORDS) -> Iterator[dict[str, str]]:
    """So many documents in the form of the program's JSON lines."""
    choice = random.Random(seed)  # noqa: S311 - texts for timing, not secrets
    reports = [json.loads(line) for line in EXAMPLE.read_text("utf-8").splitlines()]
    for number in range(count):
        paragraphs: list[str] = []
        while sum(len(paragraph.split()) for paragraph in paragraphs) < words:
            paragraphs.append(_varied(choice.choice(reports)["text"], choice))
        day = choice.randint(5, 28)
        yield {
            "id": f"article-{number}",
            "text": "\n\n".join(paragraphs),
            "publisher": f"Outlet {choice.randint(1, 60)}",
            "published": f"2022-01-{day:02}",
            "url": f"https://outlet.example/{number}",
            "language": "en",
        }


def _varied(text: str, choice: random.Random) -> str:
    """The text with each number of two to four digits moved a little."""
    return re.sub(r"\b\d{2,4}\b(?![:.,]\d)", lambda found: str(int(found[0]) + choice.randint(0, 9)), text)


def write_articles(path: Path, count: int, seed: int = 2022) -> None:
    """A file of JSON lines with so many articles."""
    with path.open("w", encoding="utf-8") as file:
        for article in articles(count, seed):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
