"""What is fuzzed: a function a target, from any bytes to nothing, or to an exception that is a finding.

Errors that the program raises on purpose are answers. Everything else is a fault: an exception of another
kind, a span out of bounds, a quote that is not what stands there, an input that takes seconds.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from functools import cache
from html import escape
from typing import Any

from reportedly.contract import records_of, to_line
from reportedly.errors import ReportedlyError
from reportedly.language.parse import load_parser
from reportedly.language.quotes import find_quotations
from reportedly.lexicon import KINDS, LEXICONS, entries_of, load_lexicon, read_entries
from reportedly.marked import draw_marked, parse_marked
from reportedly.page.archive import find_records
from reportedly.page.capture import Page, digest_of
from reportedly.page.dates import day_of, iso_date
from reportedly.page.documents import document_of, make_document
from reportedly.page.feed import find_entries, find_items
from reportedly.page.fetch import pages_of_stream
from reportedly.page.jsonlines import find_lines
from reportedly.page.normalise import decode, tidy
from reportedly.page.opml import find_feeds, is_opml
from reportedly.reading import read as read_document
from reportedly.records import Document

PIECES = (
    *("Police said ", "the ministry said", "according to ", "that ", "killed ", "were injured", "two men"),
    "told reporters ",
    *(
        "at least ",
        "up to ",
        "more than ",
        "between ",
        " and ",
        "nearly two dozen",
        "dozens of ",
        "12",
        "3,800",
    ),
    *("1.5 million", "half a ", "no ", "not ", "may have ", "denied ", "reportedly ", "if ", "on Sunday"),
    *("5 January 2022", "2022-01-05", "31 February", "01/02/03", "the following day", "since 1991", "last "),
    *("week", "from Monday to Wednesday", "overnight", "at 25:61", "January 4-6", "the 1990s", "9999", "BC"),
    *("Almaty", "Mr. Smith", "the president", "he", "they", "in ", "KYIV (Reuters) - ", "By Jane Doe\n"),
    *("“", "”", "‘", "’", '"', "'", "``", "''", "«", "»", "(", ")", "[", "]", "—", ":", ";", ",", "."),
    *("\n", "\n\n", " ", "\t", "\r\n", "\u00a0", "\u2028", "\u0301", "\u202e", "\ufeff", "\0", "🙂", "ß"),
    *("ё", "עברית", "中文", "%", "$", "€", "#", "@", "/", "\\", "|", "-", "°", "½", "²", "٣", "１２"),
)
"""What texts are made of, so that chance meets the rules: a byte chooses one."""


HTML = (
    *(
        "<html>",
        "</html>",
        "<head>",
        "<title>",
        "</title>",
        "<body>",
        "<article>",
        "</article>",
        "<p>",
        "</p>",
    ),
    *(
        "<div class='comment'>",
        "<div class='caption'>",
        "</div>",
        "<h1>",
        "</h1>",
        "<blockquote>",
        "<br>",
        "<li>",
    ),
    *(
        "<figure><figcaption>",
        "</figcaption></figure>",
        "<time datetime='",
        "'>",
        "<meta name='author' content='",
    ),
    *(
        "<script type='application/ld+json'>",
        '{"@type": "NewsArticle", "datePublished": "',
        '"}',
        "</script>",
    ),
    *(
        "<table><tr><td>",
        "</table>",
        "<a href='",
        "<span hidden>",
        "<!--",
        "-->",
        "<![CDATA[",
        "&#",
        ";",
        "&lt;",
    ),
    *(
        "<meta charset='",
        "<base href='",
        "<p style='display:none'>",
        "<svg>",
        "<template>",
        "<ul>",
        "<section>",
    ),
)
WARC = (
    *(
        "WARC/1.0\r\n",
        "WARC/1.1\n",
        "WARC-Type: response\r\n",
        "WARC-Target-URI: ",
        "http://x.example/",
        "\r\n",
    ),
    *(
        "Content-Length: ",
        "0",
        "97",
        "200",
        "-1",
        "99999999999",
        "Content-Type: ",
        "application/http",
        "text/html",
    ),
    *(
        "WARC-Date: 2022-01-07T00:00:00Z\r\n",
        "WARC-Record-ID: <urn:x>\r\n",
        "\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
    ),
    *(
        "Transfer-Encoding: chunked\r\n",
        "Content-Encoding: gzip\r\n",
        "Content-Encoding: br\r\n",
        "5\r\n",
        "<p>",
    ),
)
FEED = (
    *(
        "<?xml version='1.0'?>",
        "<rss version='2.0'>",
        "</rss>",
        "<channel>",
        "</channel>",
        "<item>",
        "</item>",
    ),
    *(
        "<title>",
        "</title>",
        "<link>",
        "</link>",
        "<description>",
        "</description>",
        "<pubDate>",
        "</pubDate>",
    ),
    *(
        "<content:encoded>",
        "</content:encoded>",
        "<![CDATA[",
        "]]>",
        "<author>",
        "</author>",
        "<source url='",
    ),
    *(
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "</feed>",
        "<entry>",
        "</entry>",
        "<updated>",
        "</updated>",
    ),
    *(
        "<content type='html'>",
        "<content type='xhtml'>",
        "</content>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "&a;",
        "'>",
    ),
    *(
        "<link href='",
        "http://x.example/",
        "xml:base='",
        "<rdf:RDF>",
        "<guid isPermaLink='false'>",
        "<media:title>",
        "<!-- -->",
        "<opml>",
    ),
)


DATES = (
    *("2022", "-01-", "06", "T", "10:00", ":59", "+06:00", "Z", " UTC", ".123", "20220106", "0001", "9999"),
    *(
        "Thu",
        ", ",
        " ",
        "Mar ",
        "March ",
        "Sept. ",
        "4",
        "31",
        "th",
        "st ",
        "-0000",
        " GMT",
        "/",
        "W01",
        "24:00",
    ),
)

DATED = (
    "<html><head><meta property='article:published_time' content='DATE'></head>"
    "<body><p>Two died.</p></body></html>",
    "<html><body><article><time datetime='DATE'>x</time><p>Two men died there.</p></article></body></html>",
    "<html><head><script type='application/ld+json'>"
    '{"@type": "NewsArticle", "datePublished": "DATE"}</script></head><body><p>Two died.</p></body></html>',
    "<html><body><article><p>Published DATE</p><p>Two men died there.</p></article></body></html>",
)
"""Where a page has its date."""

SHORT = 80
"""Bytes of a whole reading, of which each chooses a piece: the parser's nets take nearly all of the time."""


def text_of(data: bytes) -> str:
    """A text: of pieces where the first byte is even, else the bytes as UTF-8."""
    if not data or data[0] % 2:
        return data[1:].decode("utf-8", "replace")
    return "".join(PIECES[byte % len(PIECES)] for byte in data[1:400])


def built(data: bytes, pieces: tuple[str, ...]) -> bytes:
    """Markup: of pieces where the first byte is even, else the bytes as they are."""
    if not data or data[0] % 2:
        return data[1:]
    chosen = (*pieces, *PIECES)
    return "".join(chosen[byte % len(chosen)] for byte in data[1:400]).encode("utf-8", "replace")


def page(data: bytes) -> None:
    """Any bytes as an HTML page: a document whose segments lie in its text, in order."""
    _document_of(built(data, HTML), "html")


def fragment(data: bytes) -> None:
    """The HTML of a feed's entry."""
    _document_of(data, "fragment", built(data, HTML).decode("utf-8", "replace"))


def normalise(data: bytes) -> None:
    """Bytes to text, and text to its one form, which does not change again."""
    with suppress(ReportedlyError):
        decode(data, "fuzz", declared="utf-8" if data[:1] == b"a" else None, is_html=data[:1] == b"<")
    once = tidy(text_of(data))
    assert tidy(once) == once, "not the same twice"


def quotes(data: bytes) -> None:
    """Quotation marks: words inside the marks, inside the text."""
    text = text_of(data)
    for each in find_quotations(make_document(text)):
        assert 0 <= each.opened < each.start <= each.end <= len(text)
        assert each.closed is None or each.end <= each.closed < len(text)


def dates(data: bytes) -> None:
    """Dates of pages, by themselves and where pages have them."""
    text = built(data, DATES).decode("utf-8", "replace")
    for found in (iso_date(text), day_of(text)):
        assert found is None or iso_date(found) is not None, f"{found!r} is not read again"
    page = DATED[data[0] % len(DATED)] if data else DATED[0]
    document = _document_of(page.replace("DATE", escape(text)).encode(), "html")
    assert document is None or document.published is None or iso_date(document.published) is not None


def reading(data: bytes) -> None:
    """A whole reading (times, amounts, places, claims, figures): all spans hold, all of it can be told."""
    published = "2022-01-07" if len(data) % 2 else None
    document = make_document(text_of(data[:SHORT]), published=published)
    read = read_document(document, load_lexicon(), load_parser())
    for record in records_of(read):
        json.loads(to_line(record))
        found: Any = record
        if not isinstance(record, Document) and found.start is not None:
            assert document.text[found.start : found.end] == found.quote, record


def lexicon(data: bytes) -> None:
    """A file of a lexicon: entries whose fields are of their types, or an error that names the field."""
    kind = sorted(KINDS)[data[0] % len(KINDS)] if data else min(KINDS)
    source = _entry_table(kind, data[2:]) if data[1:2] < b"\x80" else data[2:].decode("utf-8", "replace")
    with suppress(ReportedlyError):
        for entry in entries_of(kind, source, LEXICONS / "fuzz.toml"):
            hash(entry)
            assert isinstance(entry.name, str)


def _entry_table(kind: str, data: bytes) -> str:
    """A file of one entry: a byte chooses a field of its kind, the next one a value."""
    names = [*(each.name for each in fields(KINDS[kind])), "other"]
    values = _values(kind)
    rows = zip(data[::2], data[1::2], strict=False)
    lines = {names[one % len(names)]: values[other % len(values)] for one, other in rows}
    return "\n".join(["[[entry]]", *[f"{name} = {value}" for name, value in lines.items()]])


@cache
def _values(kind: str) -> tuple[str, ...]:
    """Values as TOML has them: those of the first entries of the kind, and odd ones."""
    odd = ('""', "[]", "[1]", "3.5", "-1", "true", "[[]]", "{}", "2022-01-06", "'é'", "nan", "''", "[['a']]")
    held = (asdict(entry).values() for entry in read_entries(kind)[:5])
    return (*odd, *dict.fromkeys(_toml(value) for values in held for value in values))


def _toml(value: object) -> str:
    """A value as TOML has it; JSON writes strings, lists, numbers and truths alike."""
    return "''" if value is None else json.dumps(value, ensure_ascii=False)


def marked(data: bytes) -> None:
    """Marked notation: drawn again it is the same text with the same marks."""
    source = data.decode("utf-8", "replace")
    with suppress(ReportedlyError):
        found = parse_marked(source)
        drawn = draw_marked(found.text, found.marks)
        assert parse_marked(drawn).text == found.text


def lines(data: bytes) -> None:
    """JSON lines in any encoding."""
    _documents(find_lines(_stream(data), "fuzz.jsonl"))


def warc(data: bytes) -> None:
    """WARC archives, whole and broken."""
    _documents(find_records(_stream(built(data, WARC)), "fuzz.warc"))


def feed(data: bytes) -> None:
    """RSS, Atom and OPML: what is read of a file of them, and what a watch sees."""
    content = built(data, FEED)
    _documents(find_entries(content, "fuzz.rss"))
    with suppress(ReportedlyError):
        keys = [item.key for item in find_items(content, "http://x.example/feed")]
        assert len(keys) == len(set(keys))
    with suppress(ReportedlyError):
        is_opml(content) and find_feeds(content, "fuzz.opml")


def anything(data: bytes) -> None:
    """Standard input: what it is, is told from its first bytes; gzip is unpacked."""
    with suppress(ReportedlyError, OSError, EOFError):
        _documents(pages_of_stream(_stream(data), "fuzz"))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        page,
        fragment,
        normalise,
        quotes,
        dates,
        reading,
        lexicon,
        marked,
        lines,
        warc,
        feed,
        anything,
    )
}


@cache
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """What each target starts from: one small valid input of its kind."""
    html = b"<html><title>T</title><body><article><p>Two men died, police said.</p></article></body></html>"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Length: "
    record = (
        head.encode() + str(len(answer)).encode() + b"\r\nContent-Type: application/http\r\n\r\n" + answer
    )
    rss = b"<rss version='2.0'><channel><title>a</title><item><title>b</title></item></channel></rss>"
    comments = b"<?xml version='1.0'?><!-- a --><!-- b -->"
    opml = comments + b"<opml><body><outline xmlUrl='http://x.example/a'/></body></opml>"
    line = b'{"id": "a", "text": "Two men died.", "published": "2022-01-06"}\n'
    cues = (
        bytes([sorted(KINDS).index("cues"), 0x80])
        + b"[[entry]]\nname = 'say'\nwords = ['say']\nform = 'verb'\n"
    )
    cues += b"takes = ['clause']\nexamples = ['[He|source] [said|cue] [no|content]']\n"
    return {
        "page": (b"\x01" + html, bytes(range(0, 80, 2))),
        "fragment": (b"\x01<p>Two <b>men</b> died.</p><blockquote>x</blockquote>",),
        "dates": (
            b"\x012022-01-06T10:00:00+06:00",
            b"\x01Thu, 04 Mar 2021 10:12:00 +0100",
            bytes(range(0, 20, 2)),
        ),
        "lexicon": (cues, *(bytes([number, 0, *range(40)]) for number in range(len(KINDS)))),
        "marked": (b"[Police|source] [said|cue] [two men died|content].",),
        "lines": (line, line.decode().encode("utf-16")),
        "warc": (b"\x01" + record + b"\r\n\r\n", bytes(range(0, 60, 2))),
        "feed": (b"\x01" + rss, b"\x01" + opml, bytes(range(0, 60, 2))),
        "anything": (html, line, rss, record, comments + rss, comments + html, opml),
    }


def _document_of(data: bytes, form: Any, body: str | None = None) -> Document | None:
    page = Page(
        content=data,
        digest=digest_of(data),
        media_type="text/html",
        name="fuzz",
        form=form,
        fetched_at="2022-01-07T00:00:00Z",
        body=body,
    )
    try:
        document = document_of(page)
    except ReportedlyError:
        return None
    _check(document)
    return document


def _documents(found: Iterator[Page | ReportedlyError]) -> None:
    for each in found:
        if isinstance(each, Page):
            with suppress(ReportedlyError):
                _check(document_of(each))


def _check(document: Document) -> None:
    at = 0
    for segment in document.segments:
        assert at <= segment.start < segment.end <= len(document.text), segment
        at = segment.end
    to_line(document).encode("utf-8", "surrogatepass")


def _stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))
