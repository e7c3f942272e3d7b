"""Detects the language of a text, as ISO 639-1."""

from __future__ import annotations

import re

from ..lexicon import load_lexicon, words_of_form

ENOUGH = 60
"""Letters below which a language is not told from the text: of sentences of 40 to 60 letters one in twelve
is taken for another language, above it one in fifty."""

SAMPLE = 3000
"""Characters that are looked at."""

SMALL_SHARE = 0.2
ARTICLE_SHARE = 0.02
"""Of the words of an English text, those that are small ones, and "the". Of 650 English texts nine in ten
have more of both (news .31 and more small words), of texts in ten other languages none has. So the
identifier, which takes half a second to load, is asked for the rest alone."""

SMALL_FORMS = ("article", "preposition", "finite")
WORD = re.compile(r"[^\W\d_]+")

UKRAINIAN = frozenset("іїєґ")
RUSSIAN = frozenset("ыэъё")
"""Letters of one alphabet that the other has not; the identifier takes Ukrainian for Russian."""


def language_of(text: str, declared: str | None = None) -> str | None:
    """The language of a text by its letters and words; where it is short, the declared one or None."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < ENOUGH:
        return primary(declared)
    if _is_plain_english(sample):
        return "en"
    from py3langid import classify

    try:
        language = str(classify(sample)[0])
    except OSError:  # it unpacks its model into a temporary file; a full disk must not lose the document
        return primary(declared)
    return _slavic(sample, language) if language in ("ru", "uk") else language


def primary(tag: str | None) -> str | None:
    """The language of a tag such as `en-US`; None if the tag is invalid."""
    first = (tag or "").replace("_", "-").partition("-")[0].strip().lower()
    return first if 2 <= len(first) <= 3 and first.isascii() and first.isalpha() else None


def _is_plain_english(text: str) -> bool:
    words = WORD.findall(text.lower())
    known = words_of_form(load_lexicon(), "pages", *SMALL_FORMS)
    enough = sum(word in known for word in words) >= SMALL_SHARE * len(words)
    return enough and words.count("the") >= ARTICLE_SHARE * len(words)


def _slavic(text: str, language: str) -> str:
    lowered = text.lower()
    ukrainian, russian = (sum(letter in letters for letter in lowered) for letters in (UKRAINIAN, RUSSIAN))
    if ukrainian == russian:
        return language
    return "uk" if ukrainian > russian else "ru"
