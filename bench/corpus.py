"""Texts for the bench: articles of about 500 words, made of the example's reports in ever new orders.

No two articles are equal and no paragraph repeats word for word: numbers are varied, and each paragraph ends
in a sentence of its own, so that neither caches nor copies flatter the figures. The same seed gives the same
articles.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "kazakhstan-2022" / "documents.jsonl"
WORDS = 500

Article = dict[str, str]

STORIES_BESIDE = 60
"""Links to other stories around an article, as fronts of newspapers have: a page of some 20 kB."""


def articles(count: int, seed: int = 2022, words: int = WORDS) -> Iterator[Article]:
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


def with_copies(count: int, share: float, seed: int = 2022) -> Iterator[Article]:
    """So many articles, of which that share are copies of earlier ones, as outlets carry an agency's text.

    One copy in two is word for word under another outlet and address; the other one has a new lead, and a
    paragraph less at its end.
    """
    choice = random.Random(seed + 1)  # noqa: S311 - as above
    fresh = articles(count, seed)
    before: list[Article] = []
    for number in range(count):
        if not before or choice.random() >= share:
            article = next(fresh)
            before.append(article)
        else:
            article = {**choice.choice(before), "publisher": f"Copier {choice.randint(1, 60)}"}
            if choice.random() < 0.5:
                paragraphs = article["text"].split("\n\n")
                article["text"] = "\n\n".join([_varied(paragraphs[0], choice), *paragraphs[1:-1]])
        yield {**article, "id": f"article-{number}", "url": f"https://outlet.example/{number}"}


def told_again(texts: Sequence[Article], count: int, seed: int = 2022) -> Iterator[Article]:
    """So many documents: the texts, then the same with each paragraph varied, again and again."""
    choice = random.Random(seed + 2)  # noqa: S311 - as above
    yield from texts[:count]
    for number in range(len(texts), count):
        text = texts[number % len(texts)]
        paragraphs = [_varied(paragraph, choice) for paragraph in text["text"].split("\n") if paragraph]
        yield {**text, "id": f"{text['id']}-{number}", "text": "\n".join(paragraphs)}


def _varied(text: str, choice: random.Random) -> str:
    """The text with each number of two to four digits moved a little, and a last sentence of its own."""
    moved = re.sub(r"\b\d{2,4}\b(?![:.,]\d)", lambda found: str(int(found[0]) + choice.randint(0, 9)), text)
    return f"{moved} The desk filed it as item {choice.randint(10_000, 9_999_999)}."


def write_articles(path: Path, made: Iterable[Article]) -> Path:
    """A file of JSON lines with these articles."""
    with path.open("w", encoding="utf-8") as file:
        for article in made:
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def write_pages(folder: Path, made: Iterable[Article]) -> Path:
    """A folder with each article as a newspaper's page: menus, scripts, other stories beside it, a footer."""
    folder.mkdir()
    for number, article in enumerate(made):
        (folder / f"{number}.html").write_text(_page(article), "utf-8")
    return folder


def _page(article: Article) -> str:
    outlet, day = escape(article.get("publisher") or "The Outlet"), escape(article.get("published") or "")
    paragraphs = "\n".join(f"<p>{escape(each)}</p>" for each in article["text"].split("\n") if each.strip())
    sections = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(20))
    beside = "\n".join(
        f'<div class="teaser"><a href="/story/{n}"><img src="/{n}.jpg" alt="">'
        f'<h3>What readers ask, part {n}</h3></a><span class="date">{n} hours ago</span></div>'
        for n in range(STORIES_BESIDE)
    )
    script = "window.dataLayer = window.dataLayer || [];" * 60
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Report - {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{day}">
<script>{script}</script></head>
<body><header><nav><ul>{sections}</ul></nav></header>
<main><article><h1>Report</h1><time datetime="{day}">{day}</time>
{paragraphs}
</article><aside>{beside}</aside></main>
<footer><p>All rights reserved.</p><ul>{sections}</ul></footer></body></html>
"""
