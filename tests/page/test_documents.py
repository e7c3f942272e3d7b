"""Pages become documents: ids, dates and languages."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from reportedly.errors import UnreadableInput
from reportedly.page.capture import Page, digest_of
from reportedly.page.documents import document_of, guess_notice, make_document
from reportedly.page.fetch import find_pages

TEXT = "The bridge over the northern bay fell on Monday, the governor said in a speech."


def page(content: bytes = TEXT.encode(), **fields: object) -> Page:
    known = {
        "media_type": "text/plain",
        "name": "x.txt",
        "form": "text",
        "fetched_at": "2022-01-06T00:00:00Z",
    }
    return Page(content=content, digest=digest_of(content), **{**known, **fields})  # type: ignore[arg-type]


def test_the_id_is_the_callers_own() -> None:
    assert document_of(page(id="mine", url="https://example.org/a")).id == "mine"


def test_two_captures_of_one_address_are_one_document() -> None:
    one = document_of(page(url="https://example.org/a"))
    other = document_of(page(b"Changed.", url="https://example.org/a#comments"))
    assert one.id == other.id
    assert one.digest != other.digest


def test_without_an_address_the_bytes_tell() -> None:
    assert document_of(page()).id == document_of(page(name="y.txt")).id
    assert document_of(page()).id != document_of(page(b"Other.")).id
    assert document_of(page()).digest == sha256(TEXT.encode()).hexdigest()


def test_a_text_stays_as_it_stands() -> None:
    text = "\n Cafe\u0301\r\n\r\n\tburns \n"
    assert document_of(page(b"\xef\xbb\xbf" + text.encode())).text == text


@pytest.mark.parametrize(
    ("fields", "stated", "wanted"),
    [
        ({"published": "2022-01-06", "published_basis": "feed"}, None, ("2022-01-06", "feed")),
        ({"published": "2022-01-06", "published_basis": "feed"}, "2022-01-07", ("2022-01-07", "stated")),
        ({"published": "last week", "published_basis": "stated"}, None, (None, None)),
        ({}, None, (None, None)),
    ],
)
def test_the_date(fields: dict[str, str], stated: str | None, wanted: tuple[str | None, str | None]) -> None:
    document = document_of(page(**fields), published=stated)
    assert (document.published, document.published_basis) == wanted


def test_a_date_of_the_page() -> None:
    html = f'<meta property="article:published_time" content="2022-01-06"><h1>Bridge</h1><p>{TEXT}</p>'
    document = document_of(page(html.encode(), form="html"))
    assert (document.published, document.published_basis) == ("2022-01-06", "page")


def test_a_stated_date_that_is_none() -> None:
    with pytest.raises(UnreadableInput, match="'soon' is not an ISO 8601 date"):
        document_of(page(), published="soon")


@pytest.mark.parametrize(
    ("content", "declared", "wanted"),
    [(TEXT.encode(), None, "en"), (TEXT.encode(), "de-AT", "de"), (b"Bridge", None, "und")],
)
def test_the_language(content: bytes, declared: str | None, wanted: str) -> None:
    assert document_of(page(content, language=declared)).language == wanted


def test_a_document_of_words() -> None:
    document = make_document(TEXT, name="mine", published="2022-01-06")
    assert (document.id, document.language, document.published_basis) == ("mine", "en", "stated")
    assert make_document(TEXT).id == make_document(TEXT).id


@pytest.mark.parametrize(("depth", "is_read"), [(1900, True), (5000, False)])
def test_a_page_is_read_whole_or_named(tmp_path: Path, depth: int, is_read: bool) -> None:
    words = f"<p>One died.</p>{'<div>' * depth}<p>Two died.</p>{'</div>' * depth}<p>Three died.</p>"
    (tmp_path / "deep.html").write_text(f"<html><body>{words}</body></html>")
    (page,) = find_pages([tmp_path / "deep.html"])
    assert isinstance(page, Page)
    if is_read:
        assert {"One died.", "Two died.", "Three died."} <= set(document_of(page).text.split("\n\n"))
    else:
        with pytest.raises(UnreadableInput, match="too deep"):
            document_of(page)


def test_a_text_that_is_given_states_no_guess() -> None:
    told = make_document("В городе погибли восемь человек, сообщило министерство внутренних дел республики.")
    assert (told.language, told.published, told.published_basis) == ("ru", None, None)
    assert make_document("Eight died.").language == "und"
    assert make_document("Eight died.", language="en-GB", published="2022-01-06").language == "en"
    assert make_document(TEXT, published="2022-01-06").published_basis == "stated"
    assert make_document("\ud800" + 100 * "ab ").language != ""


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'yesterday' is not an ISO 8601 date"):
        make_document(TEXT, published="yesterday")


def test_a_text_too_long_for_memory_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.page.documents.TEXT_LIMIT", len(TEXT) - 1)
    with pytest.raises(UnreadableInput, match=r"^x\.txt: has more than 78 characters of text, the limit of"):
        document_of(page())
    monkeypatch.setattr("reportedly.page.documents.TEXT_LIMIT", len(TEXT))
    assert document_of(page()).text == TEXT


LATIN = "Governor José Muñoz said Noël Peña paid £5m.".encode("cp1252")


@pytest.mark.parametrize(
    ("content", "fields", "guess"),
    [
        (LATIN, {}, "windows-1252"),
        (LATIN, {"charset": "iso-8859-1"}, None),
        (LATIN, {"charset": "no-such-thing"}, "windows-1252"),
        (LATIN, {"body": "Governor José Muñoz"}, None),  # its container holds it decoded
        (b'<meta charset="windows-1252"><p>' + LATIN, {"form": "html"}, None),
        (TEXT.encode(), {}, None),
        (b"\xef\xbb\xbf" + TEXT.encode(), {}, None),
        (TEXT.encode("utf-16-le"), {}, "utf-16-le"),
    ],
)
def test_a_guessed_encoding_is_noticed(content: bytes, fields: dict[str, str], guess: str | None) -> None:
    known = page(content, **fields)
    document = document_of(known)
    notice = guess_notice(known, document)
    if guess is None:
        assert notice is None
    else:
        assert notice is not None
        assert (notice.document, notice.code) == (document.id, "encoding_guessed")
        assert f"read as {guess}:" in notice.message
