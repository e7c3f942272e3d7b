"""Bytes become text whatever their encoding, and nothing is lost on the way."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UnreadableInput
from reportedly.page.normalise import decode, tidy

RUSSIAN = "Министерство сообщило, что в среду вечером погибли восемь человек."
ENGLISH = (
    "The café was shut – “nobody knows why”, said José of the long closed house in the long quiet street."
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-32"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        ("Погибли восемь полицейских", "windows-1251"),
        (ENGLISH * 2, "windows-1252"),
        ("Noël Peña paid £5m to José Muñoz, as Iñigo said", "windows-1252"),
        ("El niño murió en la explosión, según José Muñoz. ¿Quién avisó?", "windows-1252"),
        ("Nejméně devět lidí zahynulo při povodních v jižních Čechách, uvedl úřad.", "windows-1250"),
        (
            "En az dokuz kişi öldü, İçişleri Bakanlığı açıkladı. Şehirde ağır hasar var, ışıklar söndü.",
            "windows-1254",
        ),
        (
            "A tűzoltók szerint tizenkét ember meghalt, amikor a győri gyárban robbanás történt.",
            "windows-1250",
        ),
        ("A kormány szóvivője elmondta, hogy a tüntetők közül öt embert elfogtak.", "iso-8859-2"),
        ("As explosões feriram três; a polícia disse que há mortos em várias regiões.", "windows-1252"),
        ("Küla põles maha, ütles päästeamet. Üheksa inimest sai õhtul vigastada.", "windows-1252"),
        ("En août, l’été fut très sec ; cela a dû coûter cher, à coup sûr.", "windows-1252"),
        ("El juez José Muñoz dijo que Tõnu Kask llegó según él en avión.", "windows-1252"),
        ("警方说,至少有八人在抗议活动中丧生,三百人受伤。", "gb18030"),
        ("قالت الشرطة إن ثمانية أشخاص على الأقل قتلوا", "windows-1256"),
    ],
)
def test_undeclared_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


@pytest.mark.parametrize(
    ("content", "declared", "wanted"),
    [
        ("Żółć".encode("iso-8859-2"), "iso-8859-2", "Żółć"),
        ("Żółć".encode(), "iso-8859-2", "Żółć"),  # what is valid UTF-8 is no accident
        ("“Yes”".encode("cp1252"), "iso-8859-1", "“Yes”"),  # as every browser takes that label
        (b"plain", "no-such-charset", "plain"),
    ],
)
def test_declared_encodings(content: bytes, declared: str, wanted: str) -> None:
    assert decode(content, "x", declared=declared) == wanted


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="iso-8859-2">',
        "<META http-equiv=Content-Type content='text/html; charset=iso-8859-2'>",
        '<?xml version="1.0" encoding="iso-8859-2"?>',
    ],
)
def test_a_page_declares_its_encoding(head: str) -> None:
    assert decode(f"{head}<p>Żółć".encode("iso-8859-2"), "x", is_html=True).endswith("<p>Żółć")


def test_two_encodings_in_one_text() -> None:
    mixed = "Žižek and Ágnes said “no” – ".encode() + "“no” again".encode("cp1252")
    assert decode(mixed, "x") == "Žižek and Ágnes said “no” – “no” again"


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1", b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" * 9],
)
def test_what_is_no_text(content: bytes) -> None:
    with pytest.raises(UnreadableInput, match="x: holds bytes that are not text"):
        decode(content, "x")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_kept_to_the_letter(text: str) -> None:
    assert decode(text.encode(), "x") == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_clear_error(content: bytes) -> None:
    with suppress(UnreadableInput):
        assert isinstance(decode(content, "x"), str)


def test_pages_have_one_form_of_line_ends_and_letters() -> None:
    assert tidy("Cafe\u0301\r\none\rtwo") == "Café\none\ntwo"
