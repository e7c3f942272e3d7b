"""The words by which a page's parts are known, as patterns: of bylines, captions, comments, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from ..lexicon import Lexicon, PageWord, rule_of

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")

DASH = r"(?:--+|[—–_-])"
"""What stands behind a dateline or a name that writes."""

FURNITURE = ("reply", "furniture_line", "furniture_start")
CAPTIONS = ("caption_label", "caption_words")
AUTHOR_NOTES = ("author_note_sure", "author_note")
"""Forms of entries that are looked for together."""

NEVER = re.compile(r"(?!)")
"""Matches nothing: for a form without words."""


def first_words(text: str, count: int) -> list[str]:
    """The words of a text, so many at most: whoever asks whether it is short does not look at all of it."""
    return [match[0] for match in islice(WORD.finditer(text), count)]


def key_of(text: str) -> str:
    """The words of a text alone, all in one case: what is compared."""
    return " ".join(WORD.findall(text.casefold()))


class PageWords:
    """The lexicon's words as patterns, one for each use."""

    def __init__(self, entries: Sequence[PageWord]) -> None:
        self._entries = {(entry.form, key_of(word)): entry for entry in entries for word in entry.words}
        self._forms: dict[str, list[str]] = {}
        for entry in entries:
            self._forms.setdefault(entry.form, []).extend(entry.words)
        self.furniture = self._any(*FURNITURE[1:])
        self.reply = self._any("reply")
        self.caption = self._any(*CAPTIONS)
        self.credit = self._any("credit")
        self.author_note = self._any(*AUTHOR_NOTES)
        self.date_label = self._any("date_label")
        self.byline_start = self._pattern("byline_start", r"{}\s*:?\s+")
        self.byline_verb = self._pattern(
            "byline_verb", rf"(?P<name>[^\n]{{3,50}}?)\s+(?P<verb>{{}})\s*(?:{DASH}|:)"
        )
        self.comment_verb = self._pattern("comment_verb", r"(?P<name>[^\n]{2,60}?)\s+(?P<verb>{})\s*:")
        behind = r"\b(?P<of>\s+(?:on|to)\b)?:?(?:\s*\(\d+\))?"
        self.comments_heading = self._pattern(
            "comments_heading", r"(?P<count>\d[\d,.]*\s+)?(?P<word>{})" + behind
        )
        self.comments_counted = self._pattern(
            "comments_counted", r"(?P<count>\d[\d,.]*\s+|one\s+)(?P<word>{})" + behind
        )
        self.headings = (
            ("comments_heading", self.comments_heading),
            ("comments_counted", self.comments_counted),
        )
        self.no_dateline = self._pattern("no_dateline", rf"(?P<word>{{}})\s*(?:{DASH}|:)\s")

    def _any(self, *forms: str) -> re.Pattern[str]:
        words = [word for form in forms for word in self._forms.get(form, ())]
        return re.compile(_alternatives(words), re.IGNORECASE) if words else NEVER

    def _pattern(self, form: str, pattern: str) -> re.Pattern[str]:
        words = self._forms.get(form, [])
        return re.compile(pattern.replace("{}", _alternatives(words)), re.IGNORECASE) if words else NEVER

    def rule(self, form: str, words: str) -> str:
        """The rule of the entry of this form that has these words."""
        return rule_of("segment", self._entries.get((form, key_of(words))) or form)

    def form_of(self, words: str, *forms: str) -> str:
        """The first of the forms in which these words stand."""
        key = key_of(words)
        return next((form for form in forms if (form, key) in self._entries), forms[0])

    def has(self, form: str, word: str) -> bool:
        """Whether an entry of this form has the word."""
        return (form, key_of(word)) in self._entries

    def is_regular_past(self, word: str) -> bool:
        """A regular past or a negation, by its end."""
        return word.endswith("n't") or (word.endswith("ed") and len(word) > 3)


def _alternatives(words: Sequence[str]) -> str:
    """A pattern for any of the words, the longest first, spaces of any kind between."""
    escaped = [r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True)]
    return rf"(?:(?<!\w)(?:{'|'.join(escaped)})(?!\w))"


@cache
def words_of(lexicon: Lexicon) -> PageWords:
    """The patterns of a lexicon, made once."""
    return PageWords(lexicon.pages)
