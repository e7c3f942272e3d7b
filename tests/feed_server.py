"""A news site on this machine whose feed, pages, robots.txt and moods a test decides."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Site:
    """What the server answers with; every path that was asked for stands in `asked`."""

    items: list[tuple[str, str]] = field(default_factory=list)
    """Name and sentence of each item, the newest first."""
    title: str = "The Local Paper"
    robots: str | None = None
    down: bool = False
    pages_down: bool = False
    gone: frozenset[str] = frozenset()
    """Names of items whose pages are no more, though words say so."""
    bare: bool = False
    """Whether items have a title alone."""
    linked: bool = True
    link: str | None = None
    """In place of the addresses of the pages."""
    robots_down: bool = False
    robots_moved: str | None = None
    """Where its robots.txt leads."""
    moved: str | None = None
    """Where every page leads, in place of its words."""
    retry_after: str | None = None
    """What goes with 503."""
    date: str | None = None
    """What the server's clock shows."""
    published: str = "Thu, 06 Jan 2022 10:00:00 +0000"
    """Of every item; another one says that all were updated."""
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By path, OPML lists of these addresses; `/...` is one of this site."""
    shown: int = 20
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def feed(self) -> str:
        told = "".join(self._item(name, words) for name, words in self.items[: self.shown])
        return f"<rss version='2.0'><channel><title>{self.title}</title>{told}</channel></rss>"

    def list_of(self, path: str) -> str | None:
        if path not in self.lists:
            return None
        told = "".join(
            f"<outline xmlUrl='{self.address if each.startswith('/') else ''}{each}'/>"
            for each in self.lists[path]
        )
        return f"<opml version='2.0'><body>{told}</body></opml>"

    def _item(self, name: str, words: str) -> str:
        link = f"<link>{self.link or f'{self.address}/page/{name}'}</link>" if self.linked else ""
        return (
            f"<item><title>News {name}</title><guid isPermaLink='false'>{name}</guid>{link}"
            f"<pubDate>{self.published}</pubDate>"
            f"{'' if self.bare else f'<description>{escape(words)}</description>'}</item>"
        )

    def page(self, name: str) -> str | None:
        words = dict(self.items).get(name)
        if words is None:
            return None
        return f"<html><head><title>News {name}</title></head><body><p>{words}</p></body></html>"


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        with suppress(OSError):
            self.tell()

    def tell(self) -> None:
        if self.path == "/robots.txt" and self.site.robots_down:
            self.answer(503, "", "text/plain")
        elif self.path == "/robots.txt" and self.site.robots_moved:
            self.answer(302, "", "text/plain", location=self.site.robots_moved)
        elif self.path == "/robots.txt":
            self.answer(200 if self.site.robots is not None else 404, self.site.robots or "", "text/plain")
        elif self.site.down or (self.site.pages_down and self.path.startswith("/page/")):
            self.answer(503, "", "text/plain")
        elif self.path.startswith("/feed") or self.path in self.site.lists:
            told = self.site.list_of(self.path) or self.site.feed()
            tag = f'"{hash(told)}"'
            if self.headers.get("If-None-Match") == tag:
                self.site.asked[-1] += " 304"
                self.answer(304, "", "")
            else:
                self.answer(200, told, "application/rss+xml", tag)
        elif self.site.moved and self.path.startswith("/page/"):
            self.answer(302, "", "text/plain", location=self.site.moved)
        elif (name := self.path.rpartition("/")[2]) in self.site.gone:
            told = "<html><head><title>Gone</title></head><body><p>This page is no more.</p></body></html>"
            self.answer(410, told, "text/html; charset=utf-8")
        else:
            words = self.site.page(name)
            self.answer(404 if words is None else 200, words or "", "text/html; charset=utf-8")

    def answer(
        self,
        status: int,
        words: str,
        media_type: str,
        tag: str | None = None,
        location: str | None = None,
    ) -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        if status == 503 and self.site.retry_after:
            self.send_header("Retry-After", self.site.retry_after)
        self.send_header("Content-Type", media_type)
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(words.encode())

    def date_time_string(self, timestamp: float | None = None) -> str:
        return self.site.date or super().date_time_string(timestamp)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """The site answers inside."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
