"""Makes documents of fetched pages; the entry point of this room."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urldefrag

from ..contract import record_id
from ..errors import UnreadableInput
from ..records import Document, Notice, PublishedBasis
from .capture import OF_ONE, TEXT_LIMIT, Page
from .dates import iso_date
from .extract import Article, extract_article, stated_address
from .html import TooDeepError
from .languages import language_of, primary
from .normalise import decode, guessed_encoding, tidy
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
        id=page.id or document_id(url, page.digest, _outlet(page)),
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


def document_id(url: str | None, digest: str, outlet: str | None = None) -> str:
    """The id of a document whose caller gave none: two captures of one address are one document.

    Without an address the bytes tell, and the outlet where they do not name it.
    """
    told = (
        f"url\0{urldefrag(url.strip()).url}" if url else "\0".join(filter(None, ("digest", digest, outlet)))
    )
    return f"document-{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _outlet(page: Page) -> str | None:
    """Whose words they are, where the bytes are those of an entry alone: two outlets may have the same."""
    return page.publisher if page.form == "fragment" else None


def id_of(page: Page) -> str:
    """The id that `document_of` gives the page's document; only a stated address is looked for in it."""
    if page.id or page.url or page.form != "html":
        return page.id or document_id(page.url, page.digest, _outlet(page))
    try:
        return document_id(stated_address(_words_of(page)), page.digest)
    except (UnreadableInput, TooDeepError):
        return document_id(None, page.digest)


def _article_of(page: Page) -> Article:
    if page.form == "pdf":
        from .pdf import text_of_pdf

        text = tidy(text_of_pdf(page.content, page.name))
        return Article(text, split_segments(text, title=page.title))
    body = _words_of(page)
    if page.form != "text":
        try:
            return extract_article(body, url=page.url, title=page.title, fragment=page.form == "fragment")
        except TooDeepError:
            raise UnreadableInput(page.name, "nests its elements too deep (more than 2,048)") from None
    return Article(body, split_segments(body, title=page.title, authors=page.authors))


def _words_of(page: Page) -> str:
    if page.body is not None:
        return page.body
    return decode(page.content, page.name, declared=page.charset, is_html=page.form != "text")


def guess_notice(page: Page, document: Document) -> Notice | None:
    """That the page's encoding was guessed, if nothing declares it: accents and signs may be others."""
    if page.body is not None:
        return None
    is_html = page.form != "text"
    if (guess := guessed_encoding(page.content, page.name, declared=page.charset, is_html=is_html)) is None:
        return None
    code = "encoding_guessed"
    message = f"no encoding is declared; by its bytes the text was read as {guess}: accents may be others"
    return Notice(record_id("notice", document.id, code), document.id, code, message)


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
