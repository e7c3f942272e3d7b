"""PDF: its text, or why there is none."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfWriter

from reportedly.errors import UnreadableInput
from reportedly.page.capture import Page, digest_of
from reportedly.page.documents import document_of
from reportedly.page.pdf import text_of_pdf


def pdf(*lines: str) -> bytes:
    """A PDF of one page, made by hand."""
    shown = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    return (written + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}").encode("latin-1")


def page_of(content: bytes) -> Page:
    return Page(
        content=content,
        digest=digest_of(content),
        media_type="application/pdf",
        name="x.pdf",
        form="pdf",
        fetched_at="2022-01-06T00:00:00Z",
    )


def test_wrapped_lines_are_one_paragraph() -> None:
    lines = (
        "The bridge over the northern bay fell on Monday, the governor",
        "of the province said in a speech.",
    )
    document = document_of(page_of(pdf(*lines)))
    assert document.text == "\n".join(lines)
    assert [part.kind for part in document.segments] == ["paragraph"]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_password(algorithm: str) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm=algorithm)
    written = BytesIO()
    writer.write(written)
    with pytest.raises(UnreadableInput, match=r"x\.pdf: is locked with a password"):
        text_of_pdf(written.getvalue(), "x.pdf")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n1 0 obj\n<< broken", b"%PDF-1.7", pdf("Two men died.")[:300]]
)
def test_a_broken_one(content: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"x\.pdf: is not a PDF that can be read"):
        text_of_pdf(content, "x.pdf")


def test_a_page_of_pictures_has_no_text() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    written = BytesIO()
    writer.write(written)
    document = document_of(page_of(written.getvalue()))
    assert (document.text.strip(), document.segments, document.language) == ("", (), "und")


def test_a_mended_file_is_read_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    assert "Two men died." in text_of_pdf(b"junk\n" + pdf("Two men died."), "x.pdf")
    assert capfd.readouterr().err == ""
