"""Makes documents of fetched pages; the entry point of this room."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urldefrag

from ..errors import UnreadableInput
from ..records import Document, PublishedBasis
from .capture import OF_ONE, TEXT_LIMIT, Page
from .dates import iso_date
from .extract import Article, extract_article
from .html import TooDeepError
from .languages import language_of, primary
from .normalise import decode, tidy
from .segment import split_segments

UNKNOWN_LANGUAGE = "und"
"""ISO 639-2 for a language that is not settled."""


def make_document(
    text: str,
    *,
    name: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    authors: tuple[str, ...] = (),
    published: str | None = None,
    language: str | None = None,
) -> Document:
    """A document with this text, unchanged; `name` is the caller's own id for it.

    The language is the one stated, then that of the text where it is long enough to tell, then `und`.

    Raises:
        ValueError: `published` is not an ISO 8601 date or date-time.
    """
    when = iso_date(published)
    if published and when is None:
        raise ValueError(f"published {published!r} is not an ISO 8601 date or date-time")
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=name or document_id(url, digest),
        url=url,
        title=title,
        publisher=publisher,
        authors=authors,
        published=when,
        published_basis="stated" if when else None,
        language=primary(language) or language_of(text) or UNKNOWN_LANGUAGE,
        digest=digest,
        text=text,
        segments=split_segments(text, title=title, authors=authors),
    )


def document_of(page: Page, *, published: str | None = None) -> Document:
    """The document of a page; `published` overrides the date that the page gives.

    An invalid date counts as unknown. The language is that of the text where it is long enough to
    tell, then the one that the page declares, then `und`.

    Raises:
        UnreadableInput: no text can be made of the bytes, or one that is too long.
    """
    article = _article_of(page)
    if len(article.text) > TEXT_LIMIT:
        raise UnreadableInput(page.name, f"has more than {TEXT_LIMIT:,} characters of text, {OF_ONE}")
    when, basis = _published(page, article, published)
    url = page.url or article.url
    return Document(
        id=page.id or document_id(url, page.digest),
        url=url,
        title=page.title or article.title,
        publisher=page.publisher or article.publisher,
        authors=page.authors or article.authors,
        published=when,
        published_basis=basis,
        language=_language(page, article),
        digest=page.digest,
        text=article.text,
        segments=article.segments,
    )


def document_id(url: str | None, digest: str) -> str:
    """The id of a document whose caller gave none: two captures of one address are one document."""
    told = f"url\0{urldefrag(url.strip()).url}" if url else f"digest\0{digest}"
    return f"document-{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _article_of(page: Page) -> Article:
    if page.form == "pdf":
        from .pdf import text_of_pdf

        text = tidy(text_of_pdf(page.content, page.name))
        return Article(text, split_segments(text, title=page.title))
    is_html = page.form != "text"
    body = page.body
    if body is None:
        body = decode(page.content, page.name, declared=page.charset, is_html=is_html)
    if is_html:
        try:
            return extract_article(body, url=page.url, title=page.title, fragment=page.form == "fragment")
        except TooDeepError:
            raise UnreadableInput(page.name, "nests its elements too deep (more than 2,048)") from None
    return Article(body, split_segments(body, title=page.title, authors=page.authors))


def _published(page: Page, article: Article, stated: str | None) -> tuple[str | None, PublishedBasis | None]:
    if stated is not None:
        if (when := iso_date(stated)) is None:
            raise UnreadableInput(page.name, f"published {stated!r} is not an ISO 8601 date or date-time")
        return when, "stated"
    if when := iso_date(page.published):
        return when, page.published_basis
    return article.published, "page" if article.published else None


def _language(page: Page, article: Article) -> str:
    if stated := primary(page.language) if page.form == "text" else None:
        return stated
    return language_of(article.text, page.language or article.language) or UNKNOWN_LANGUAGE
