"""HTML as a tree, and the tree as blocks of visible text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..records import SegmentKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNSEEN = frozenset(
    (
        *("applet", "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "input"),
        *("map", "math", "menu", "meter", "noembed", "noframes", "noscript", "object", "option", "script"),
        *("select", "style", "svg", "template", "textarea", "title", "video"),
    )
)
"""Elements whose text is not read as text."""

INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rp", "rt", "s", "samp"),
        *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
"""Elements that do not end the line that they stand in."""

ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no tree may hold; a parser lets them in as references, such as `&#1;`."""

LONG_TAG = re.compile(r"<([A-Za-z][\w:-]*)\s[^<>]{10000,}>")

ATTRIBUTES = 2_000
"""Parts of a tag: one with more keeps its name alone, since the tree is built in the square of their number
(100,000 attributes: minutes). A long tag of real pages is one picture written out, without a space."""

WHOLE = ("article", "body", "html", "main")

KINDS: Mapping[str, SegmentKind] = {"blockquote": "quote_block", "h1": "title", "figcaption": "caption"}
"""What the name of an element alone makes of the blocks in it."""

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CAPTION_NAME = re.compile(
    r"(?:^|[\s_-])caption(?:$|[\s_-])|(?:image|photo|picture|wp)-?caption", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A line or paragraph as a reader sees it, with single spaces."""

    text: str
    kind: SegmentKind


class TooDeepError(Exception):
    """Elements are nested deeper than a tree is built."""


def parse_html(html: str) -> HtmlElement | None:
    """The tree of a page, however broken it is; None where there is no element in it.

    Raises:
        TooDeepError: its elements are nested so deep that the rest would be lost.
    """
    from lxml.etree import ErrorTypes, LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    try:
        tree = document_fromstring(
            _bounded_tags(ILLEGAL.sub(" ", html)).encode("utf-8", "replace"), parser=parser
        )
    except (LxmlError, ValueError, AssertionError):
        return None
    if any(each.type == ErrorTypes.ERR_RESOURCE_LIMIT for each in parser.error_log.filter_from_fatals()):
        raise TooDeepError
    return tree


def _bounded_tags(html: str) -> str:
    return LONG_TAG.sub(
        lambda tag: f"<{tag[1]}>" if len(tag[0].split(None, ATTRIBUTES)) > ATTRIBUTES else tag[0], html
    )


def words_of(element: HtmlElement) -> str:
    """All text of an element that is read as text, with single spaces."""
    return " ".join(block.text for block in blocks_of(element))


def blocks_of(element: HtmlElement) -> Iterator[PageBlock]:
    """The blocks of text in an element, in order of the page."""
    from lxml.etree import iterwalk

    line: list[str] = []
    kinds: list[SegmentKind] = ["paragraph"]
    # what was seen of each open element at its start: the kind that it gives, and whether its text is unseen
    opened: list[tuple[SegmentKind | None, bool]] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, each in walk:
        tag = each.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            named = bool(each.keys())
            unseen = tag in UNSEEN or (named and _is_unseen(each))
            kind = _kind_of(each) if named or tag in KINDS else None
            opened.append((kind, unseen))
            if unseen and each is not element:
                walk.skip_subtree()
                continue
            if tag not in INLINE and (text := _flushed(line)):
                yield PageBlock(text, kinds[-1])
            if kind:
                kinds.append(kind)
            line.append(each.text or "")
        else:
            kind, unseen = opened.pop()
            if not unseen and tag not in INLINE and (text := _flushed(line)):
                yield PageBlock(text, kinds[-1])
            if kind and not (unseen and each is not element):
                kinds.pop()
            if each is not element:
                line.append(each.tail or "")
    if text := _flushed(line):
        yield PageBlock(text, "paragraph")


def _flushed(line: list[str]) -> str:
    """The line with single spaces; the next one begins."""
    text = " ".join("".join(line).split())
    line.clear()
    return text


def _kind_of(element: HtmlElement) -> SegmentKind | None:
    """The kind that an element gives to the blocks in it."""
    if kind := KINDS.get(element.tag):
        return kind
    if element.get("itemprop") == "caption":
        return "caption"
    if element.tag in ("div", "p", "span", "dd") and CAPTION_NAME.search(names_of(element)):
        return "caption"
    return None


def names_of(element: HtmlElement) -> str:
    """The class and id of an element, by which sites say what it is for."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_unseen(element: HtmlElement) -> bool:
    if element.tag in UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and HIDDEN.search(style) is not None


def drop_hidden(tree: HtmlElement) -> None:
    """Removes elements that the page does not show from the tree.

    An element that may contain the whole article stays: scripts show it once a page is loaded.
    """
    for element in tree.xpath(".//*[@hidden or contains(@style, 'none') or contains(@style, 'hidden')]"):
        if _is_unseen(element) and element.tag not in WHOLE:
            remove(element)


def remove(element: HtmlElement) -> None:
    """Removes the element from its tree, but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = ILLEGAL.sub(" ", element.tail or "")
    before = element.getprevious()
    parent.remove(element)
    if before is not None:
        before.tail = ILLEGAL.sub(" ", before.tail or "") + tail
    else:
        parent.text = ILLEGAL.sub(" ", parent.text or "") + tail
