"""Extracts the article from HTML: its text in blocks, and the metadata of the page.

Trafilatura finds the body; no other module uses it. Whatever it leaves out although a reader sees it with the
article is put back in its place: the title, the byline, captions. Comments follow at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from ..records import Segment, SegmentKind
from .capture import keep_quiet
from .comments import Comment, take_comments
from .html import PageBlock, blocks_of, drop_hidden, names_of, parse_html, remove, words_of
from .metadata import Metadata, find_metadata
from .normalise import tidy
from .segment import split_segments

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

LEAD = 6
"""Blocks before the body in which the caption of its first picture may stand."""

KEY = 40
"""Letters at the start of a block by which it is found again in the page."""

LONGEST_CELL = 60
"""Letters of the longest cell of a table of data; what is longer is a paragraph that a table lays out."""

MOST_PARTS = 2_000
"""Links and the like in one element of a paragraph: the library takes them out, and then sorts the pieces of
text in the square of their number."""

MOST_ARTICLES = 40
"""Articles around an article: for each the library gathers all of them."""

MOST_SPANNED = 20_000
"""Cells that others of a page reach over: the library makes one of each, up to 10,000 for one cell."""

BYLINE_LENGTH = 120

BYLINES = 10
"""Elements that are looked at for a byline."""

SURROUNDINGS = ("aside", "footer", "form", "nav")
"""Elements that are passed over where a page has no article."""

BYLINE_NAME = re.compile(r"(?:^|[\s_-])(?:byline|by-line|article-author|author-name)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page; its text is final."""

    text: str
    segments: tuple[Segment, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block of the future text; without a kind, its words decide."""

    text: str
    kind: SegmentKind | None = None
    author: str | None = None
    when: str | None = None


def extract_article(
    html: str, *, url: str | None = None, title: str | None = None, fragment: bool = False
) -> Article:
    """The article in a page, or everything visible if there is none. Nothing is fetched.

    `title` is what the container knows. A fragment is nothing but the article.
    """
    tree = parse_html(tidy(html))
    if tree is None or fragment:
        blocks = () if tree is None else blocks_of(tree)
        return _laid_out(_with_title(map(_piece, blocks), title), Metadata(title=title))
    known = find_metadata(tree)
    drop_hidden(tree)
    comments = take_comments(tree)
    shown = title or known.title
    page = list(blocks_of(tree))
    byline = _byline(tree)
    body = list(_body(tree, url)) or list(_visible(tree))
    pieces = _with_title(_with_captions(body, page), shown)
    return _laid_out([*_with_byline(pieces, byline), *_comments(comments)], known)


def stated_address(html: str) -> str | None:
    """The address that a page gives as its own: that of `extract_article`, without the article."""
    tree = parse_html(tidy(html))
    return None if tree is None else find_metadata(tree).url


# The body


def _body(tree: HtmlElement, url: str | None) -> Iterator[_Piece]:
    """The paragraphs of the article as trafilatura finds them; none where it would not come to an end."""
    from trafilatura import bare_extraction

    if _overstrains(tree):
        return
    keep_quiet("trafilatura")
    try:
        found = bare_extraction(tree, url=url, fast=True, include_comments=False, with_metadata=False)
    except Exception:  # a page that breaks it has still the text that is visible
        return
    body: _Element | None = getattr(found, "body", None)
    if body is not None:
        yield from _pieces_of(body)


def _overstrains(tree: HtmlElement) -> bool:
    """Whether a page has what no article has, of which trafilatura takes the square or makes ten thousand."""
    if sum(_reach(cell) for cell in tree.iter("td", "th")) > MOST_SPANNED:
        return True
    if any(
        next(islice(each.iterancestors("article"), MOST_ARTICLES, None), None) is not None
        for each in tree.iter("article")
    ):
        return True
    long = (each for each in tree.iter() if len(each) > MOST_PARTS)
    broken = (each for each in long if sum(part.tag != "br" for part in each) > MOST_PARTS)
    return any(each.tag == "p" or next(each.iterancestors("p"), None) is not None for each in broken)


def _reach(cell: HtmlElement) -> int:
    """How many cells one reaches over, itself not counted."""
    across, down = (
        min(int(told), 100) if told.isdecimal() and len(told) < LONGEST_CELL else 1
        for told in (cell.get("colspan", "1"), cell.get("rowspan", "1"))
    )
    return across * down - 1


def _pieces_of(body: _Element) -> Iterator[_Piece]:
    yield from _lines(body.text or "", None)
    for element in body:
        if element.tag == "list":
            for item in element.iter("item"):
                yield from _lines(_text_of(item, stop="list"), None)
        elif element.tag == "table":
            for row in element.iter("row"):
                yield from _lines(_row_of([_text_of(cell) for cell in row]), None)
        elif element.tag == "quote":
            for part in element if len(element) and not (element.text or "").strip() else [element]:
                yield from _lines(_text_of(part), "quote_block")
        else:
            yield from _lines(_text_of(element), None)
        yield from _lines(element.tail or "", None)


def _row_of(cells: Sequence[str]) -> str:
    """The cells of a row in one line, with bars between them where they hold data and not a page's layout."""
    told = [cell.strip() for cell in cells]
    if any(told) and max(map(len, told)) <= LONGEST_CELL:
        return " | ".join(cell or "-" for cell in told)
    return " ".join(filter(None, told))


def _text_of(element: _Element, stop: str | None = None) -> str:
    """The words of an element; its line breaks are kept. `stop` is an element that is told by itself."""
    parts = [element.text or ""]
    for each in element:
        if each.tag == "lb":
            parts.append("\n")
        elif each.tag != stop:
            parts.append(_text_of(each, stop))
        parts.append(each.tail or "")
    return "".join(parts)


def _lines(text: str, kind: SegmentKind | None) -> Iterator[_Piece]:
    for line in text.split("\n"):
        if line := " ".join(line.split()):
            yield _Piece(line, kind)


def _visible(tree: HtmlElement) -> Iterator[_Piece]:
    """Everything that a reader sees, except what surrounds the content of a page."""
    for element in tree.xpath("|".join(f"//{tag}" for tag in SURROUNDINGS)):
        remove(element)
    return map(_piece, list(blocks_of(tree)))


def _piece(block: PageBlock) -> _Piece:
    return _Piece(block.text, block.kind if block.kind in ("quote_block", "caption") else None)


# What stands around it


def _with_captions(body: Sequence[_Piece], page: Sequence[PageBlock]) -> list[_Piece]:
    """The body, with each caption inserted before the block that follows it in the page."""
    captions = {_key(block.text): block.text for block in page if block.kind == "caption"}
    if not captions or not body:
        return list(body)
    kept = [piece for piece in body if _key(piece.text) not in captions]
    places = {_key(piece.text): index for index, piece in reversed(list(enumerate(kept)))}
    found: dict[int, list[_Piece]] = {}
    waiting: list[tuple[int, str]] = []
    last = -1
    for number, block in enumerate(page):
        if block.kind == "caption":
            waiting.append((number, block.text))
        elif (index := places.get(_key(block.text))) is not None and index > last:
            near = [text for place, text in waiting if last >= 0 or number - place <= LEAD]
            found.setdefault(index, []).extend(_Piece(text, "caption") for text in dict.fromkeys(near))
            waiting, last = [], index
    return [each for index, piece in enumerate(kept) for each in (*found.get(index, ()), piece)]


def _with_title(pieces: Iterable[_Piece], title: str | None) -> list[_Piece]:
    """The title first, once."""
    left = list(pieces)
    if not title:
        return left
    if left and _key(left[0].text, None) == _key(title, None):
        left = left[1:]
    return [_Piece(" ".join(title.split()), "title"), *left]


def _byline(tree: HtmlElement) -> str | None:
    """The line that names the author, as the page shows it."""
    named = (each for each in tree.iter("address", "div", "p", "span") if BYLINE_NAME.search(names_of(each)))
    for element in islice(named, BYLINES):
        if element.find(".//h1") is None:
            words = words_of(element)
            if 2 < len(words) <= BYLINE_LENGTH:
                return words
    return None


def _with_byline(pieces: Sequence[_Piece], byline: str | None) -> list[_Piece]:
    if byline is None or any(_key(piece.text) == _key(byline) for piece in pieces[:4]):
        return list(pieces)
    after = 1 if pieces and pieces[0].kind == "title" else 0
    return [*pieces[:after], _Piece(byline, "byline"), *pieces[after:]]


def _comments(comments: Iterable[Comment]) -> Iterator[_Piece]:
    for comment in comments:
        for text in comment.texts:
            yield _Piece(text, "comment", comment.author, comment.when)


def _key(text: str, length: int | None = KEY) -> str:
    """The first letters of a text, which are equal in two forms of one text."""
    return "".join(filter(str.isalnum, text.casefold()))[:length]


# The text


def _laid_out(pieces: Sequence[_Piece], known: Metadata) -> Article:
    """The one text of the pieces, an empty line between two, and its segments."""
    text = tidy("\n\n".join(piece.text for piece in pieces))
    told = _told_by_words(pieces, known)
    segments: list[Segment] = []
    start = 0
    for number, piece in enumerate(pieces):
        length = len(tidy(piece.text))
        if piece.kind is None:
            segments += (
                Segment(each.kind, start + each.start, start + each.end, each.author, each.when)
                for each in told.get(number, (Segment("paragraph", 0, length),))
            )
        else:
            segments.append(Segment(piece.kind, start, start + length, piece.author, piece.when))
        start += length + 2
    return Article(
        text=text,
        segments=tuple(segments),
        title=known.title,
        authors=known.authors,
        published=known.published,
        publisher=known.publisher,
        language=known.language,
        url=known.url,
    )


def _told_by_words(pieces: Sequence[_Piece], known: Metadata) -> dict[int, list[Segment]]:
    """The segments, counted from the start of their piece, of the pieces whose words tell their kind."""
    open_pieces = [(number, tidy(piece.text)) for number, piece in enumerate(pieces) if piece.kind is None]
    text = "\n\n".join(words for _, words in open_pieces)
    segments = iter(split_segments(text, authors=known.authors, is_body=True))
    found: dict[int, list[Segment]] = {}
    segment = next(segments, None)
    start = 0
    for number, words in open_pieces:
        end = start + len(words)
        while segment is not None and segment.start < end:
            found.setdefault(number, []).append(
                replace(segment, start=segment.start - start, end=segment.end - start)
            )
            segment = next(segments, None)
        start = end + 2
    return found
