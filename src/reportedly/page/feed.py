"""RSS and Atom feeds: their entries as the feed has them; linked pages are not fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..errors import InputError, MissingInput, UnreadableInput
from .capture import Page, digest_of, now

SOURCE = ":source"
"""Among the headers of a capture: whose text it is, where its feed says that it is another outlet's."""

TAIL = 1000
"""Bytes at the end of a feed in which its last element must end; comments and spaces may follow."""

MOST_ENTRIES = 10_000
"""Entries of one feed that are read: long ones have a few hundred. The library takes a tenth of a millisecond
for each, and a feed of the 20,000,000 bytes that are fetched may have three million."""

ENTRY = re.compile(rb"<\0*+(?:[\w.\0-]+:\0*)?(?:i\0*t\0*e\0*m|e\0*n\0*t\0*r\0*y)\0*[\s/>]", re.IGNORECASE)
"""Where one begins, in whatever encoding has the letters of ASCII, null bytes between them or not."""

REFERENCE = re.compile(rb"&#([xX][0-9a-fA-F]{1,64}|[0-9]{1,64});?")
"""A character by its number."""

HASH = 16
"""Signs of the hash of an item's words by which its forms are told apart."""

MARKUP = re.compile(r"<[^>]*>")

FIRST_ELEMENT = re.compile(rb"<\0*\w")

LONGEST_HEAD = 16_000
"""Bytes before the first element, where a declaration and a remark stand: the library looks for entities
there in the square of their length, be they only spaces (40,000 took five seconds)."""

LONG_TAG = re.compile(rb"<(\0*[A-Za-z][\w:.\0-]*+)[^<>]{2000,}+>")

MOST_ATTRIBUTES = 200
"""Of one element: one with more keeps its name alone, since the library takes the square of their number."""

LONG_WORD = re.compile(rb"[\w.+\0-]{2000,}+")

LONGEST_WORD = 2_000
"""Signs of a word without a space or slash: the library looks for an address of mail in the square of their
number. Ids in links have a thousand at most."""

CLOSING = re.compile(rb"</\s*(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed, with what distinguishes it from others and from its own earlier forms."""

    key: str
    """The publisher's own id, else the address, else a hash of its words."""
    version: str
    """When it was changed last, as the feed says, and a hash of its words: many are edited under one date."""
    link: str | None
    source: str | None
    """Whose text it is, where the feed says that it is another outlet's."""
    page: Page | None
    """Its words in the feed itself; None where it has none."""


def find_items(content: bytes, name: str, *, charset: str | None = None) -> tuple[Item, ...]:
    """The entries of a feed in its order, each key once; `cut_short` says whether some are left out.

    Raises:
        UnreadableInput: the content is not a feed.
    """
    feed = _parsed(_bounded(content), name, charset)
    if not feed.get("version") and not feed.get("entries"):
        raise UnreadableInput(name, "is neither an RSS nor an Atom feed")
    items: dict[str, Item] = {}
    for number, entry in enumerate(feed["entries"], 1):
        page = _page_of_entry(entry, feed["feed"], name, number)
        words = digest_of(f"{entry.get('title')}\0{_words(entry)}".encode("utf-8", "replace"))
        link = _absolute(entry.get("link"), name, feed["feed"].get("link"))
        key = entry.get("id") or link or words
        changed = dict.get(entry, "updated") or entry.get("published") or ""  # not the library's stand-in
        source = _source(entry)
        items.setdefault(key, Item(key, f"{changed} {words[:HASH]}", link, source, page))
    return tuple(items.values())


def has_words(page: Page) -> bool:
    """Whether an entry has words beside its title, which alone is no text to be filed."""
    return any(map(str.isalpha, MARKUP.sub("", page.body or "")))


def _absolute(link: str | None, feed: str, site: str | None) -> str | None:
    """A link as an address: a relative one is resolved against the feed's own, or that of its site.

    None where neither is known: `/news/1` is another article in each feed.
    """
    try:
        if not link or urlsplit(link).scheme:
            return link or None
        bases = (each for each in (feed, site) if each and each.lower().startswith(("http://", "https://")))
        base = next(bases, None)
        return base and urljoin(base, link)
    except ValueError:
        return link


def _parsed(content: bytes, name: str, charset: str | None) -> Any:
    import feedparser

    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    first = FIRST_ELEMENT.search(content)
    if first is not None and first.start() > LONGEST_HEAD:
        raise UnreadableInput(name, f"has no element in its first {LONGEST_HEAD:,} bytes, as a feed has")
    content = LONG_WORD.sub(_cut_off, REFERENCE.sub(_to_a_character, content))
    content = LONG_TAG.sub(_with_few_attributes, content)
    try:
        return feedparser.parse(io.BytesIO(content), response_headers=headers)
    except Exception as error:  # of bytes that are no feed, the library raises whatever it stumbles on
        raise UnreadableInput(name, f"is a feed that cannot be read: {error!r}") from error


def _to_a_character(reference: re.Match[bytes]) -> bytes:
    """A number that is no character, such as half of a pair, stands for one that could not be read."""
    digits = reference[1]
    number = int(digits[1:], 16) if digits[:1] in b"xX" else int(digits)
    return b"&#xFFFD;" if 0xD800 <= number < 0xE000 or number > 0x10FFFF else reference[0]


def _with_few_attributes(tag: re.Match[bytes]) -> bytes:
    return tag[0] if tag[0].count(b"=") <= MOST_ATTRIBUTES else b"<" + tag[1] + b">"


def _cut_off(word: re.Match[bytes]) -> bytes:
    """The beginning of a word, and as many bytes more as keep what follows in step, in UTF-32 as well."""
    return word[0][: LONGEST_WORD + len(word[0]) % 4]


def find_entries(content: bytes, name: str, *, charset: str | None = None) -> Iterator[Page | InputError]:
    """A page for every entry that has words; the bytes of an entry are its HTML."""
    try:
        feed = _parsed(_bounded(content), name, charset)
    except UnreadableInput as error:
        yield error
        return
    if not feed.get("version") and not feed.get("entries"):
        yield UnreadableInput(name, "is neither an RSS nor an Atom feed")
        return
    pages = [
        page
        for number, entry in enumerate(feed["entries"], 1)
        if (page := _page_of_entry(entry, feed["feed"], name, number)) is not None
    ]
    yield from pages
    if (cut := cut_short(content, name)) is not None:
        yield cut
    elif pages and _breaks_off(content):
        yield UnreadableInput(name, "breaks off before its end; the entries before are read")
    if not pages:
        yield MissingInput(name, "is a feed without an entry that has words")


def cut_short(content: bytes, name: str) -> UnreadableInput | None:
    """The message about a feed that has more entries than are read; None for others."""
    if len(_bounded(content)) == len(content):
        return None
    return UnreadableInput(name, f"has more than {MOST_ENTRIES:,} entries; the first ones are read")


def _bounded(content: bytes) -> bytes:
    """The feed up to the first entry beyond the limit."""
    entry = next(islice(ENTRY.finditer(content), MOST_ENTRIES, None), None)
    return content if entry is None else content[: entry.start()]


def _breaks_off(content: bytes) -> bool:
    """Whether the last element is left open: the feed is truncated, for example by a lost connection."""
    ends = CLOSING.search(content.rstrip(b"\0 \t\r\n")[-TAIL:].replace(b"\0", b""))
    return ends is None


def _page_of_entry(entry: Mapping[str, Any], feed: Mapping[str, Any], name: str, number: int) -> Page | None:
    html = _words(entry)
    title = entry.get("title")
    if not html and not title:
        return None
    content = html.encode("utf-8", "replace")
    link = _absolute(entry.get("link"), name, feed.get("link"))
    source = _source(entry)
    return Page(
        content=content,
        digest=digest_of(content),
        media_type="text/html",
        name=link or f"{name}#{number}",
        form="fragment",
        fetched_at=now(),
        charset="utf-8",
        body=html,
        url=link,
        title=title or None,
        publisher=source or feed.get("title") or None,
        authors=tuple(name for each in entry.get("authors", ()) if (name := each.get("name"))),
        published=entry.get("published") or entry.get("updated") or None,
        published_basis="feed" if entry.get("published") or entry.get("updated") else None,
        language=entry.get("language") or feed.get("language") or None,
        headers={SOURCE: source} if source else None,
    )


def _source(entry: Mapping[str, Any]) -> str | None:
    return (entry.get("source") or {}).get("title") or None


def _words(entry: Mapping[str, Any]) -> str:
    """The HTML of the longest of what an entry has: its content, or its summary."""
    told = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    as_html = [
        escape(part.get("value", ""))
        if part.get("type") == "text/plain" and "<" not in part.get("value", "")
        else part.get("value", "")
        for part in told
    ]
    return max(as_html, key=len, default="")
