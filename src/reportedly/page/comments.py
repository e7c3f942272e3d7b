"""The comments below an article, each with its author and time if the page gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .dates import day_of, iso_date
from .html import blocks_of, names_of, remove, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

COMMENT_NAME = re.compile(
    r"(?:^|\s)(?:(?:user|reader)-)?comment(?:-?\d+|-item|-entry|-body|-container)?(?=\s|$)", re.IGNORECASE
)
TEXT_NAME = re.compile(
    r"comment-?_?(?:content|text|message)|(?:^|\s)(?:content|text|message)(?=\s|$)", re.IGNORECASE
)
AUTHOR_NAME = re.compile(r"author|(?:^|[\s_-])(?:fn|user-?name|nick-?name)(?=$|[\s_-])", re.IGNORECASE)
TIME_NAME = re.compile(r"(?:^|[\s_-])(?:date|time|timestamp|published|metadata)(?=$|[\s_-])", re.IGNORECASE)

ARTICLE_SHARE = 0.6
"""Of the words of a page: what a site calls a comment and holds more of them is no comment."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; each paragraph a text of its own."""

    texts: tuple[str, ...]
    author: str | None
    when: str | None


def take_comments(tree: HtmlElement) -> tuple[Comment, ...]:
    """Removes the comments of a page from the tree and returns them in order."""
    nodes = [each for each in tree.iter("li", "article", "div", "section") if _is_comment(each)]
    if not nodes:
        return ()
    limit = ARTICLE_SHARE * len(tree.text_content())
    comments = []
    for each in reversed(nodes):
        if len(each.text_content()) >= limit or each.find(".//h1") is not None:
            break
        comments.append(_comment(each))
    return tuple(comment for comment in reversed(comments) if comment.texts)


def _is_comment(element: HtmlElement) -> bool:
    kind = f"{element.get('itemtype') or ''} {element.get('itemprop') or ''}"
    return (
        kind.rstrip().endswith(("/Comment", "comment")) or COMMENT_NAME.search(names_of(element)) is not None
    )


def _comment(node: HtmlElement) -> Comment:
    """The comment in an element; replies to it were removed before."""
    author, when = _author(node), _when(node)
    bodies = [each for each in node.iter("div", "p", "section", "span") if _is_text(each)]
    blocks = blocks_of(bodies[0]) if bodies else _plain(node, author)
    texts = tuple(block if isinstance(block, str) else block.text for block in blocks)
    remove(node)
    return Comment(texts, author, when)


def _is_text(element: HtmlElement) -> bool:
    return element.get("itemprop") == "text" or TEXT_NAME.search(names_of(element)) is not None


def _plain(node: HtmlElement, author: str | None) -> Iterator[str]:
    for block in blocks_of(node):
        if block.text != author:
            yield block.text


def _author(node: HtmlElement) -> str | None:
    for each in node.iter("a", "b", "cite", "div", "h3", "h4", "h5", "span", "strong", "p"):
        if each.get("itemprop") in ("author", "creator") or AUTHOR_NAME.search(names_of(each)):
            named = each.xpath(".//*[@itemprop='name' or contains(@class, 'fn')]")
            words = words_of(named[0] if named else each)
            if words and len(words) <= 60:
                return words
    return None


def _when(node: HtmlElement) -> str | None:
    stated: Sequence[str] = [each.get("datetime") or "" for each in node.iter("time")]
    stated = [
        *stated,
        *(words_of(each) for each in node.iter("a", "div", "span", "time", "p") if _is_time(each)),
    ]
    found = (iso_date(each) or (day_of(each) if len(each) < 80 else None) for each in stated)
    return next((each for each in found if each), None)


def _is_time(element: HtmlElement) -> bool:
    return element.tag == "time" or TIME_NAME.search(names_of(element)) is not None
