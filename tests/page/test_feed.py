"""Feeds: their entries as they stand there, and nothing fetched."""

from __future__ import annotations

import socket

import pytest

from reportedly.errors import InputError, MissingInput, UnreadableInput
from reportedly.page import feed
from reportedly.page.capture import Page
from reportedly.page.documents import document_of
from reportedly.page.feed import find_entries, find_items

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Morning Paper</title><language>en-gb</language><link>https://example.org</link>
<item><title>Bridge falls</title><link>https://example.org/bridge</link>
<pubDate>Thu, 04 Mar 2021 10:12:00 +0100</pubDate><author>rita@example.org (Rita Olsen)</author>
<description>Short.</description>
<content:encoded><![CDATA[<p>The bridge fell on Monday, the governor said.</p>
<figure><img src="https://example.org/a.png"><figcaption>The northern pillar</figcaption></figure>
<blockquote>We had warned them.</blockquote><script>alert(1)</script>]]></content:encoded></item>
<item><title>Second</title><guid isPermaLink="false">x</guid>
<description>Two &lt;b&gt;men&lt;/b&gt; died.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title>
<entry><title>Fire</title><link href="https://example.org/fire"/><updated>2021-03-04T10:12:00Z</updated>
<content type="html">&lt;p&gt;A market burnt.&lt;/p&gt;</content></entry></feed>"""

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><title>x</title><item><title>&j;</title></item></channel></rss>"
)


def read(text: str) -> list[Page | InputError]:
    return list(find_entries(text.encode(), "feed.xml"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a feed must not open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_entries_of_rss() -> None:
    first, second = read(RSS)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    document = document_of(first)
    assert (document.title, document.publisher, document.url) == (
        "Bridge falls",
        "Morning Paper",
        "https://example.org/bridge",
    )
    assert (document.published, document.published_basis) == ("2021-03-04T10:12:00+01:00", "feed")
    assert document.authors == ("Rita Olsen",)
    assert [(part.kind, document.text[part.start : part.end]) for part in document.segments] == [
        ("title", "Bridge falls"),
        ("paragraph", "The bridge fell on Monday, the governor said."),
        ("caption", "The northern pillar"),
        ("quote_block", "We had warned them."),
    ]
    assert document_of(second).text == "Second\n\nTwo men died."
    assert document_of(second).language == "en"


def test_entries_of_atom() -> None:
    (page,) = read(ATOM)
    assert isinstance(page, Page)
    document = document_of(page)
    assert document.text == "Fire\n\nA market burnt."
    assert document.published == "2021-03-04T10:12:00Z"


def test_what_is_no_feed() -> None:
    (error,) = read("<svg><path/></svg>")
    assert isinstance(error, UnreadableInput)
    assert str(error) == "feed.xml: is neither an RSS nor an Atom feed"


def test_a_feed_without_entries() -> None:
    (error,) = read("<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert isinstance(error, MissingInput)


def test_entities_do_not_grow_without_end() -> None:
    found = read(BOMB)
    assert sum(len(each.content) for each in found if isinstance(each, Page)) < 1_000_000


@pytest.mark.parametrize("cut", [12, 60, 100])
def test_a_feed_that_breaks_off_is_named_after_its_entries(cut: int) -> None:
    *pages, error = read(RSS[:-cut])
    assert pages
    assert all(isinstance(page, Page) for page in pages)
    assert str(error) == "feed.xml: breaks off before its end; the entries before are read"


def test_items_are_told_apart_by_what_their_publisher_says() -> None:
    feed = """<rss version='2.0'><channel><title>Paper</title>
    <item><title>A</title><guid>1</guid><link>/a</link><source url='https://b.example'>Agency</source></item>
    <item><title>A again</title><guid>1</guid></item>
    <item><title>B</title><link>https://c.example/b</link></item>
    <item><title>C</title></item><item><title>C</title></item></channel></rss>"""
    items = find_items(feed.encode(), "https://a.example/rss")
    assert [item.key for item in items][:2] == ["1", "https://c.example/b"]
    assert len(items) == 3
    assert items[0].link == "https://a.example/a"
    assert items[0].source == "Agency"
    with pytest.raises(UnreadableInput, match="is neither an RSS nor an Atom feed"):
        find_items(b"", "https://a.example/rss")


@pytest.mark.parametrize("number", ["#xD800", "#55357", "#x110000", "#" + "9" * 60])
def test_half_a_character_does_not_take_the_feed_with_it(number: str) -> None:
    item = f"<item><guid>a&{number};b</guid><title>Two died &{number};</title></item>"
    feed = f"<rss><channel>{item}</channel></rss>"
    (found,) = find_items(feed.encode(), "https://a.example/rss")
    assert found.key == "a\ufffdb"
    assert isinstance(next(find_entries(feed.encode(), "feed.xml")), Page)


@pytest.mark.parametrize("content", [b"", b"\x00", b" ", b"{}"])
def test_what_cannot_be_parsed_is_no_feed(content: bytes) -> None:
    (error,) = find_entries(content, "feed.xml")
    assert str(error) == "feed.xml: is neither an RSS nor an Atom feed"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_without_end_is_read_to_a_bound(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand items, each inside of the one before, none closed."""
    monkeypatch.setattr(feed, "MOST_ENTRIES", 30)
    nested = "".join(f"<item><title>{number} fled</title>" for number in range(100_000))
    content = f"<?xml version='1.0' encoding='{encoding}'?><rss version='2.0'><channel>{nested}".encode(
        encoding
    )
    *pages, error = find_entries(content, "feed.xml")
    assert len(pages) == 30
    assert str(error) == "feed.xml: has more than 30 entries; the first ones are read"
    assert len(find_items(content, "feed.xml")) == 30


@pytest.mark.parametrize(("most", "items"), [(9, 9), (8, 8)])
def test_entries_of_atom_are_bounded_too(most: int, items: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_ENTRIES", most)
    entries = "".join(f"<a:entry><a:title>{number} fled</a:title></a:entry>" for number in range(9))
    content = f"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>{entries}</a:feed>".encode()
    assert len(find_items(content, "feed.xml")) == items
    assert len(list(find_entries(content, "feed.xml"))) == 9


def relative(base: str) -> bytes:
    item = "<item><title>Flood</title><link>/news/1</link><description>Two men died.</description></item>"
    return f"<rss version='2.0'><channel>{base}{item}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("name", "base", "url"),
    [
        ("https://a.example/feed.xml", "", "https://a.example/news/1"),
        ("a.xml", "<link>https://b.example/</link>", "https://b.example/news/1"),
        ("a.xml", "", None),
        ("a.xml", "<link>/</link>", None),
    ],
)
def test_a_relative_link_is_one_of_its_site(name: str, base: str, url: str | None) -> None:
    """Without a site it is nothing: two feeds with /news/1 are no two captures of one page."""
    (page,) = find_entries(relative(base), name)
    assert isinstance(page, Page)
    assert page.url == url
    (item,) = find_items(relative(base), name)
    assert item.link == url


def test_a_feed_begins_within_its_first_bytes() -> None:
    (told,) = read("\n" * 16_001 + RSS)
    assert isinstance(told, UnreadableInput)
    assert "no element in its first 16,000 bytes" in str(told)
    assert isinstance(read("<!-- " + "a licence " * 1_000 + "-->" + RSS)[0], Page)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_element_of_countless_attributes_is_read_by_its_name(encoding: str) -> None:
    attributes = " ".join(f"a{number}='x'" for number in range(500))
    told = RSS.replace("<item>", f"<item {attributes}>").replace("utf-8", encoding).encode(encoding)
    pages = list(find_entries(told, "feed.xml"))
    assert [page.title for page in pages if isinstance(page, Page)] == ["Bridge falls", "Second"]
    assert feed.LONG_TAG.sub(feed._with_few_attributes, told).count(b"=") < told.count(b"=") - 900


def test_long_words_of_an_attribute_are_kept() -> None:
    words = "“Two men = one” " * 150
    tag = f'<outline text="{words}" xmlUrl="http://example.org/a"/>'.encode()
    assert feed.LONG_TAG.sub(feed._with_few_attributes, tag) == tag


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32"])
def test_a_word_without_end_is_cut_off(encoding: str) -> None:
    author = "a." * 10_001
    told = RSS.replace("rita@example.org (Rita Olsen)", author).replace("utf-8", encoding).encode(encoding)
    pages = [page for page in find_entries(told, "feed.xml") if isinstance(page, Page)]
    assert [page.title for page in pages] == ["Bridge falls", "Second"]
    (name,) = pages[0].authors
    assert len(name) <= 2_003
