"""The metadata of a page: title, authors, day of publication, publisher, language, address.

A date is only taken if the page names it as that of publication, in its metadata or its markup; it is never
guessed from addresses, copyright lines or the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from .dates import day_of, iso_date
from .html import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)\Z")
"""Types of schema.org that are an article."""

TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")
DATE_KEYS = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article.published"),
    *("datepublished", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "date"),
)
AUTHOR_KEYS = (
    *("author", "article:author", "parsely-author"),
    *("dc.creator", "dcterms.creator", "sailthru.author"),
)
PUBLISHER_KEYS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
"""Names of meta elements, the surest first."""

HEADINGS = 5
"""Headings of the first order that are looked at, and elements around each: pages have one or two."""

NAME_LENGTH = 80
AUTHORS = 12
BY = re.compile(r"\A(?:by|von|par|por|от)\b[\s:]+", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"[,;&|]|\band\b")
DEPTH = 12
"""Levels of JSON-LD that are looked at."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; a field is None or empty if it says nothing."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None


def find_metadata(tree: HtmlElement) -> Metadata:
    """What a page says about itself; of several statements, the most reliable."""
    linked = next((row for row in _linked_data(tree) if _is_article(row)), {})
    meta = _meta(tree)
    return Metadata(
        title=_title(tree, linked, meta),
        authors=_authors(tree, linked, meta),
        published=_published(tree, linked, meta),
        publisher=_publisher(linked, meta),
        language=_clean(tree.get("lang")) or meta.get("og:locale"),
        url=_address(tree, meta),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The meta elements by name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _clean(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _objects(json.loads(element.text or "", strict=False), DEPTH)
            except (ValueError, RecursionError):
                continue


def _objects(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth and isinstance(value, dict):
        yield value
        yield from _objects(list(value.values()), depth - 1)
    elif depth and isinstance(value, list):
        for each in value:
            yield from _objects(each, depth - 1)


def _is_article(row: Mapping[str, Any]) -> bool:
    types = row.get("@type")
    return any(
        isinstance(each, str) and ARTICLE_TYPE.search(each)
        for each in (types if isinstance(types, list) else [types])
    )


def _title(tree: HtmlElement, linked: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    """The heading that the page shows, if its metadata agree; else what they say."""
    stated = [_clean(linked.get("headline")), *(meta.get(key) for key in TITLE_KEYS)]
    stated.append(_clean(next((each.text_content() for each in tree.iter("title")), None)))
    known = [each for each in stated if each]
    headings = [text for each in islice(tree.iter("h1"), HEADINGS) if (text := words_of(each))]
    for heading in headings:
        if any(heading.casefold() in each.casefold() for each in known):
            return heading
    if known:
        return _without_site(known[0], meta)
    return headings[0] if len(headings) == 1 else None


def _without_site(title: str, meta: Mapping[str, str]) -> str:
    site = meta.get("og:site_name")
    head, _, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    return head.strip() if head and site and tail.strip().casefold() == site.casefold() else title


def _authors(tree: HtmlElement, linked: Mapping[str, Any], meta: Mapping[str, str]) -> tuple[str, ...]:
    named = tuple(_names(linked.get("author")))
    if named:
        return named
    for key in AUTHOR_KEYS:
        if (written := meta.get(key)) and (split := split_authors(written)):
            return split
    marked = tree.xpath("//*[@rel='author' or @itemprop='author'][not(ancestor::aside)]")
    return split_authors(", ".join(dict.fromkeys(words_of(each) for each in marked[:AUTHORS])))


def _names(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        name = _clean(each.get("name") if isinstance(each, dict) else each)
        if name and BY.match(name):
            yield from split_authors(name)
        elif name and _is_author(name):
            yield name


def split_authors(written: str) -> tuple[str, ...]:
    """The names in a byline, without the word before them; empty if there are no names."""
    names = map(str.strip, BETWEEN_NAMES.split(BY.sub("", written.strip())))
    return tuple(dict.fromkeys(name for name in names if _is_author(name)))[:AUTHORS]


def _is_author(name: str) -> bool:
    named = 1 < len(name) <= NAME_LENGTH and any(map(str.isalpha, name))
    return named and "://" not in name and "@" not in name


def _published(tree: HtmlElement, linked: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    stated: list[object] = [linked.get("datePublished"), *(meta.get(key) for key in DATE_KEYS)]
    marked = tree.xpath("//*[@itemprop='datePublished']") + tree.xpath("//time[@pubdate]")
    stated += [each.get("content") or each.get("datetime") or words_of(each) for each in marked]
    return _first_date(stated) or _only_time(tree)


def _first_date(stated: Iterable[object]) -> str | None:
    dates = (_date(each) for each in stated if isinstance(each, str))
    return next((each for each in dates if each), None)


def _date(written: str) -> str | None:
    return iso_date(written) or (day_of(written) if len(written) < NAME_LENGTH else None)


def _only_time(tree: HtmlElement) -> str | None:
    """The time beside the heading, if no other day is beside it."""
    for heading in tree.xpath("//h1")[:HEADINGS]:
        for around in islice(heading.iterancestors("header", "article", "main"), HEADINGS):
            times = [_date(each.get("datetime")) for each in around.xpath(".//time[@datetime]")]
            days = {each[:10] for each in times if each}
            if len(days) == 1:
                return next(each for each in times if each)
            if days:
                return None
    return None


def _publisher(linked: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    stated = next((meta[key] for key in PUBLISHER_KEYS if key in meta), None)
    return next(_names(linked.get("publisher")), None) or stated


def _address(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    links = [each.get("href") for each in tree.xpath("//link[@rel='canonical']")]
    stated = (_clean(each) for each in (*links, meta.get("og:url")))
    return next((each for each in stated if each and re.match(r"https?://[^\s/]+", each)), None)


def _clean(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.split()) or None
