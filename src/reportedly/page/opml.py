"""OPML: the addresses of the listed feeds, in order, each once."""

from __future__ import annotations

import re

from ..errors import UnreadableInput

START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*|<!DOCTYPE[^>\[]*>\s*)*<opml\b", re.DOTALL
)

FEEDS_LIMIT = 10_000
"""More than anybody's list has; one that lists itself without end is cut."""


def is_opml(content: bytes) -> bool:
    """Whether these bytes begin as OPML does."""
    return START.match(content[:4096]) is not None


def find_feeds(content: bytes, name: str) -> tuple[str, ...]:
    """The feeds that an OPML file lists.

    Raises:
        UnreadableInput: it is not XML, or lists no feed with an http(s) address.
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = fromstring(content, parser)
    except XMLSyntaxError as error:
        raise UnreadableInput(name, f"is not OPML: {error}") from error
    told = (str(each.get("xmlUrl") or each.get("xmlurl") or "").strip() for each in tree.iter("outline"))
    feeds = tuple(dict.fromkeys(each for each in told if each.lower().startswith(("http://", "https://"))))
    if not feeds:
        raise UnreadableInput(name, "lists no feed with an http or https address")
    return feeds[:FEEDS_LIMIT]
