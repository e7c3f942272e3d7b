"""Pages: the article with what a reader sees around it, and what the page says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.page.extract import Article, _overstrains, extract_article
from reportedly.page.html import parse_html

FIRST = "The bridge over the northern bay fell on Monday, the governor of the province said in a long speech."
SECOND = (
    "Two drivers were hurt and one is still missing, and divers went into the cold water of the bay at noon."
)
THIRD = (
    "The governor promised help to all who had lost somebody, and asked for patience in the weeks to come."
)

PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Bridge falls - Morning Paper</title>
<meta property="og:title" content="Bridge falls"><meta property="og:site_name" content="Morning Paper">
<meta property="article:published_time" content="2021-03-04T10:12:00+01:00">
<meta name="author" content="By Rita Olsen and Tom Berg">
<link rel="canonical" href="https://example.org/bridge">
</head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge falls</h1><p class="byline">By Rita Olsen and Tom Berg</p>
<figure><img src="a.png"><figcaption>The northern pillar. (NPN/Rita Olsen)</figcaption></figure>
<p>{FIRST}</p><p>{SECOND}</p>
<figure><img src="b.png"><figcaption>Divers near the pillar</figcaption></figure>
<blockquote><p>We had warned them of the current for many years before.</p></blockquote>
<p>{THIRD}</p></article>
<aside><p>More news from the coast and the hills</p></aside>
<ol class="comment-list">
<li class="comment"><cite class="fn">Ana</cite> <time datetime="2021-03-05T08:00:00Z">5 March</time>
<div class="comment-content"><p>I crossed it an hour before.</p></div>
<ol><li class="comment"><cite class="fn">Bo</cite>
<div class="comment-content"><p>So did I.</p></div></li></ol></li>
</ol><footer>© 2021 Morning Paper</footer></body></html>"""


def parts(article: Article) -> list[tuple[str, str]]:
    return [(s.kind, article.text[s.start : s.end]) for s in article.segments]


def test_a_whole_page() -> None:
    article = extract_article(PAGE)
    assert parts(article) == [
        ("title", "Bridge falls"),
        ("byline", "By Rita Olsen and Tom Berg"),
        ("caption", "The northern pillar. (NPN/Rita Olsen)"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("caption", "Divers near the pillar"),
        ("quote_block", "We had warned them of the current for many years before."),
        ("paragraph", THIRD),
        ("comment", "I crossed it an hour before."),
        ("comment", "So did I."),
    ]
    assert [(s.author, s.when) for s in article.segments if s.kind == "comment"] == [
        ("Ana", "2021-03-05T08:00:00Z"),
        ("Bo", None),
    ]


def test_what_the_page_says_of_itself() -> None:
    article = extract_article(PAGE)
    assert (article.title, article.publisher, article.language) == ("Bridge falls", "Morning Paper", "en-GB")
    assert article.authors == ("Rita Olsen", "Tom Berg")
    assert article.published == "2021-03-04T10:12:00+01:00"
    assert article.url == "https://example.org/bridge"


def page_with(head: str = "", body: str = "") -> Article:
    return extract_article(
        f"<html><head>{head}</head><body>{body}<p>{FIRST}</p><p>{SECOND}</p></body></html>"
    )


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
            '"datePublished": "2021-03-04"}]}</script>',
            "",
            "2021-03-04",
        ),
        ('<meta name="dc.date.issued" content="2021-03-04">', "", "2021-03-04"),
        (
            "",
            '<span itemprop="datePublished" content="2021-03-04T10:00:00Z">today</span>',
            "2021-03-04T10:00:00Z",
        ),
        ("", '<time pubdate datetime="2021-03-04">today</time>', "2021-03-04"),
        ("", '<article><h1>Bridge</h1><time datetime="2021-03-04">4.3.</time></article>', "2021-03-04"),
        # Nothing of this is the day of publication.
        ('<meta property="article:modified_time" content="2021-03-04">', "", None),
        ('<link rel="canonical" href="https://example.org/2021/03/04/bridge">', "", None),
        ("", "<p>© 2021 Morning Paper. Last changed 4 March 2021.</p>", None),
        (
            "",
            '<article><h1>B</h1><time datetime="2021-03-04"/><time datetime="2020-01-01"/></article>',
            None,
        ),
        ('<meta name="date" content="0001-01-01T00:00:00">', "", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>', "", None),
        (
            '<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2001-01-01"}</script>',
            "",
            None,
        ),
    ],
)
def test_the_day_of_publication_is_never_guessed(head: str, body: str, wanted: str | None) -> None:
    assert page_with(head, body).published == wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", '
            '"author": [{"name": "Rita Olsen"}, "Bo"]}</script>',
            ("Rita Olsen", "Bo"),
        ),
        ('<meta name="author" content="https://facebook.com/rita">', ()),
        ('<meta name="author" content="Rita Olsen, Tom Berg &amp; Bo">', ("Rita Olsen", "Tom Berg", "Bo")),
    ],
)
def test_authors(head: str, wanted: tuple[str, ...]) -> None:
    assert page_with(head).authors == wanted


def test_a_page_without_an_article_keeps_its_words() -> None:
    article = extract_article(
        "<html><head><title>Index</title></head><body><ul><li>One</li><li>Two</li></ul>"
    )
    assert article.title == "Index"
    assert {"One", "Two"} <= set(article.text.split())


@pytest.mark.parametrize("html", ["", " ", "<", "<html></html>", "<!-- -->", "<script>var a = 1;</script>"])
def test_a_page_without_words(html: str) -> None:
    assert extract_article(html).text in ("", "<")


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{FIRST}<p>{SECOND}<div><b>unclosed",
        f"<table><tr><p>{FIRST}</b></i><p>{SECOND}</table></html></html>",
        f"\0<p>{FIRST}\0</p><p>{SECOND}</p>",
        f"<html><body>{'<div>' * 1500}<p>{FIRST}</p><p>{SECOND}</p>",
        f"<p>{FIRST}</p><div class=comment>No</div>&#1;\x08<p hidden></p>&#12;<p>{SECOND}</p>",
        f"<frameset></frameset><p>{FIRST}</p><p>{SECOND}</p>",
        f"<p>{FIRST}</p><p>{SECOND}</p><![CDATA[ x <p> ]]>&#55357;&notanentity;",
    ],
)
def test_broken_pages_are_read(html: str) -> None:
    text = extract_article(html).text
    assert "northern bay fell on Monday" in text
    assert "Two drivers were hurt" in text


def test_scripts_and_hidden_words_are_not_read() -> None:
    article = page_with(body='<p style="display: none">secret</p><template>x1</template><style>p {}</style>')
    assert "secret" not in article.text
    assert "{}" not in article.text


def test_letters_have_one_form() -> None:
    assert "Café" in page_with(body="<h1>Cafe\u0301 burns</h1>").text


TAGS = (
    *("<p>", "</p>", "<div class=comment>", "</div>", "<h1>", "<figcaption>", "<blockquote>", "<br>", "<!--"),
    *(
        "<li class='comment'>",
        "<time datetime=2021-01-01>",
        "word ",
        FIRST,
        "\n",
        "<a rel=author>",
        "e\u0301",
    ),
    *(
        "&#1;",
        "\x08",
        "<nav>",
        "&#0;",
        "<table>",
        "<td>",
        "<ul>",
        "<div hidden>",
        "\u2028",
        "<title>",
        "\x0c",
    ),
)


@given(st.lists(st.sampled_from(TAGS), max_size=30).map("".join))
def test_any_page_gives_whole_segments(html: str) -> None:
    article = extract_article(html)
    last = 0
    for segment in article.segments:
        assert last <= segment.start < segment.end
        assert not article.text[last : segment.start].strip()
        last = segment.end
    assert not article.text[last:].strip()


def test_a_tag_of_countless_attributes_is_read_by_its_name() -> None:
    attributes = " ".join(f'a{number}="x"' for number in range(100_000))
    article = extract_article(f"<html><body><p {attributes}>Two men died, police said.</p></body></html>")
    assert "Two men died, police said." in article.text


LINK = "<a href='/x'>Two men died</a>, police said. "
CELL = "<tr><td rowspan='{0}' colspan='{0}'>Two men died</td></tr>"


@pytest.mark.parametrize(
    ("html", "overstrains"),
    [
        (f"<p>{LINK * 2_100}</p>", True),
        (f"<p><i>{LINK * 2_100}</i></p>", True),
        (f"<div>{LINK * 2_100}</div>", False),
        (f"<p>{LINK * 100}</p>" * 30, False),
        ("<p>" + "Two men died.<br>" * 3_000 + "</p>", False),
        ("<table>" + CELL.format(100) * 3 + "</table>", True),
        ("<table>" + CELL.format(9**20) * 3 + "</table>", True),
        ("<table>" + CELL.format("٣") * 3 + "</table>", False),
        ("<table>" + CELL.format(12) * 100 + "</table>", False),
        ("<article>" * 60 + f"<p>{FIRST}</p>", True),
        (f"<article><p>{FIRST}</p></article>" * 60, False),
    ],
)
def test_what_the_library_would_never_end_is_read_as_it_stands(html: str, overstrains: bool) -> None:
    tree = parse_html(f"<html><body>{html}</body></html>")
    assert tree is not None
    assert _overstrains(tree) is overstrains
    if overstrains:
        assert extract_article(f"<html><body>{html}<p>{SECOND}</p></body></html>").text.count(SECOND) == 1


def test_cells_of_a_table_of_data_stand_apart() -> None:
    """So that "Piura 31 48" can be read by the headings above it; what a table only lays out stays prose."""
    rows = "<tr><th>Region</th><th>Dead</th><th></th></tr><tr><td>Piura</td><td>31</td><td>48</td></tr>"
    page = f"<article><h1>Flood</h1><p>{FIRST}</p><table>{rows}</table><p>{SECOND}</p></article>"
    lines = extract_article(page).text.split("\n\n")
    assert "Region | Dead | -" in lines
    assert "Piura | 31 | 48" in lines
