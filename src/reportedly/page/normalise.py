"""Decodes bytes to text, and normalises line ends and letters of pages.

After this no character changes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from unicodedata import normalize

from ..errors import UnreadableInput

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, those of UTF-32 before those of UTF-16, with which they begin."""

SAMPLE = 100_000
"""Bytes by which an undeclared encoding is told."""

CONTROL_SHARE = 0.02
"""Text with more control characters is none: news has none at all, images and programs above .1."""

NUL_SHARE = 0.2
"""UTF-16 without a mark has a NUL in about half of its bytes where the letters are Latin."""

ACCENTS_SHARE = 0.03
"""Text with a smaller share of bytes beyond ASCII is taken for a Western one: English with curly quotation
marks has .01, German and French .02 to .03, Polish .07, Russian .8; guessing gives Central European for
the first."""

ACCENTED = re.compile(r"[^\x00-\x7f]+")
WESTERN = re.compile(
    r"[àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝ€£§°ºª«»¡¿·“”‘’„‚–—…•\xa0]+"
)
"""Letters and signs that texts of Western Europe have."""
CAPITAL_INSIDE = re.compile(r"[a-zß-ÿ][À-ÖØ-Þ]")
HUNGARIAN = re.compile(r"[õûÕÛ](?!e)")
"""What the Hungarian letters with two strokes become; before "e" it is Portuguese: "explosões"."""
NOT_HUNGARIAN = re.compile(r"[àâäãåæçèêëìîïñòôøœùýÿßÀÂÄÃÅÆÇÈÊËÌÎÏÑÒÔØŒÙÝ]")
"""Letters of the West that Hungarian does not have: Portuguese, Estonian and French have more of them."""
HUNGARIAN_TOO = frozenset("áíóÁÍÓ")
"""Letters that Hungarian has, and neither French nor Estonian."""
LONGEST_ROW = 2
"""Letters beyond ASCII that stand together: "créée" has two, every Russian word has more."""
STRANGE_SHARE = 0.02
"""The share of such places that may be strange: in Western texts none is, in Polish and Czech a third are,
in Turkish, Romanian and Hungarian a tenth."""

UNDECLARED = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "iso8859_2"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)
"""Encodings that undeclared text may be in. With all that are known, Russian in KOI8-R became Japanese."""

META_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*(?:[\"']\s*)?([A-Za-z0-9_:.-]+)", re.IGNORECASE)
XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]+?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
LATIN_LABELS = frozenset({"ascii", "iso8859-1", "latin-1", "us-ascii"})
"""Labels that mean Windows-1252 wherever pages are shown (WHATWG Encoding Standard)."""


def decode(content: bytes, name: str, *, declared: str | None = None, is_html: bool = False) -> str:
    """The text of the bytes, without a byte order mark; no character is lost.

    A mark decides, then valid UTF-8, then what is declared, then what the bytes look like. A few bytes
    that are wrong in otherwise valid UTF-8 are taken for Windows-1252, one by one.

    Raises:
        UnreadableInput: the bytes are not text.
    """
    return _decoded(content, name, declared, is_html=is_html)[0]


def guessed_encoding(
    content: bytes, name: str, *, declared: str | None = None, is_html: bool = False
) -> str | None:
    """The encoding that `decode` takes the bytes for by their looks; None where something says it.

    Raises:
        UnreadableInput: the bytes are not text.
    """
    return _decoded(content, name, declared, is_html=is_html)[1]


def _decoded(content: bytes, name: str, declared: str | None, *, is_html: bool) -> tuple[str, str | None]:
    """The text, and its encoding if nothing but the looks of the bytes tells it."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), None
    if wide := _wide_encoding(content):
        return content.decode(wide, "replace"), wide
    if _is_binary(content):
        raise UnreadableInput(name, "holds bytes that are not text")
    for encoding in _candidates(content, declared, is_html=is_html):
        try:
            return content.decode(encoding), None
        except (LookupError, ValueError):
            continue
    return _decode_undeclared(content, name)


def tidy(text: str) -> str:
    """The text with uniform line ends and letters (NFC), for pages only."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return normalize("NFC", text)


def _candidates(content: bytes, declared: str | None, *, is_html: bool) -> Iterator[str]:
    yield "utf-8"
    if declared:
        yield _known(declared)
    if is_html:
        for pattern in (META_CHARSET, XML_ENCODING):
            if match := pattern.search(content[:4096]):
                yield _known(match[1].decode("ascii"))


def _known(label: str) -> str:
    """Python's name for an encoding's label; the label itself where there is none."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return label
    return "cp1252" if name in LATIN_LABELS else name


def _wide_encoding(content: bytes) -> str | None:
    sample = content[:SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > NUL_SHARE * half and even * 10 <= odd:
        return "utf-16-le"
    if even > NUL_SHARE * half and odd * 10 <= even:
        return "utf-16-be"
    return None


def _is_binary(content: bytes) -> bool:
    sample = content[:SAMPLE]
    return len(CONTROLS.findall(sample)) > CONTROL_SHARE * len(sample)


def _decode_undeclared(content: bytes, name: str) -> tuple[str, str]:
    """Text that is not UTF-8 and does not declare a valid encoding."""
    valid = content.decode("utf-8", "ignore")
    mended = content.decode("utf-8", MENDING)
    if len(valid) - len(valid.encode("ascii", "ignore")) >= len(mended) - len(valid):
        return mended, "utf-8 with bytes of windows-1252"
    western = "".join(map(_as_western, re.findall(rb"[\x00-\x7f]+|[\x80-\xff]+", content)))
    sample = content[:SAMPLE]
    few = len(re.findall(rb"[\x80-\xff]", sample)) < ACCENTS_SHARE * len(sample)
    if few or _is_western(western[:SAMPLE]):
        return western, "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE], cp_isolation=list(UNDECLARED)).best()
    if best is None:
        raise UnreadableInput(name, "holds text in an encoding that could not be determined")
    return content.decode(best.encoding, "replace"), best.encoding


def _is_western(text: str) -> bool:
    """Whether text read as Windows-1252 has accents only where the West writes them.

    Letters of Central Europe, Cyrillic and others stand in its signs, in capitals inside words, or in rows.
    """
    beyond = ACCENTED.findall(text)
    strange = sum(len(letters) > LONGEST_ROW or not WESTERN.fullmatch(letters) for letters in beyond)
    hungarian = len(HUNGARIAN.findall(text))
    if hungarian > len(NOT_HUNGARIAN.findall(text)) and not HUNGARIAN_TOO.isdisjoint(text):
        strange += hungarian
    return strange + len(CAPITAL_INSIDE.findall(text)) <= STRANGE_SHARE * len(beyond)


def _as_western(letters: bytes) -> str:
    """Windows-1252, and Latin-1 for the five bytes that it leaves open."""
    try:
        return letters.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in letters)


def _mend(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return _as_western(error.object[error.start : error.end]), error.end


MENDING = "reportedly.windows-1252"
"""How bytes are decoded that are wrong in UTF-8."""

codecs.register_error(MENDING, _mend)
