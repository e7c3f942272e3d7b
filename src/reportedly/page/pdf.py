"""Text of PDF files."""

from __future__ import annotations

import io

from ..errors import UnreadableInput
from .capture import keep_quiet


def text_of_pdf(content: bytes, name: str) -> str:
    """The text of all pages, an empty line between two.

    Raises:
        UnreadableInput: it is locked with a password, or damaged.
    """
    from pypdf import PdfReader

    keep_quiet("pypdf")
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableInput(name, "is locked with a password")
        return "\n\n".join(page.extract_text().strip("\n") for page in reader.pages)
    except UnreadableInput:
        raise
    except Exception as error:  # pypdf fails in as many ways as files are damaged
        raise UnreadableInput(name, f"is not a PDF that can be read: {error}") from error
