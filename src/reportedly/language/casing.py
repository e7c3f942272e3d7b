"""Gives text in capitals, or without any, the case that a newspaper would use; no letter changes its place.

Taggers are trained on ordinary text: they find neither names nor verbs in capitals, and few names in lower
case. Words of the dictionary become lower case, except at the start of a sentence; other words are
capitalised. Dictionaries also contain names ("china", "lima"), so those of `proper_names.csv` are looked up
first, the longest first.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..lexicon import LEXICONS

if TYPE_CHECKING:
    from spacy.language import Language

CAPITALS_SHARE = 0.7
"""Text with a larger share of capitals among its letters is upper-case text: agency copy of the 1980s
has above .95, ordinary news under .1."""

SMALL_SHARE = 0.01
"""Text with a smaller share of capitals has lost them: ordinary news has .03 and more, such text .001."""

LETTERS_JUDGED = 5000
LETTERS_LEAST = 20

WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:\A\s*|(?:(?<![.\s][^\W\d_])\.|[!?:])['\")\]]*\s+|\n\s*\n\s*)['\"(\[]*\Z")
"""After a point, but not after that of an initial."""
BETWEEN_WORDS = re.compile(r"[ \t]*\n?[ \t]*\Z")
NO_VOWEL = re.compile(r"[^AEIOUY\W\d_]{2,6}\Z")
"""Capitals that nobody can speak as a word are an abbreviation ("FMLN") and stay as they are."""

Name = tuple[str, ...]


def has_lost_its_case(text: str) -> bool:
    """Whether the beginning of a text is all in capitals, or without any where sentences begin."""
    letters = Counter(text[:LETTERS_JUDGED])  # a text has far fewer letters than places for them
    counts = {each: n for each, n in letters.items() if each.isalpha() and each.lower() != each.upper()}
    total = sum(counts.values())
    if total <= LETTERS_LEAST:
        return False
    share = sum(count for letter, count in counts.items() if letter.isupper()) / total
    return share > CAPITALS_SHARE or (share < SMALL_SHARE and total > 1 / SMALL_SHARE)


def cased(text: str, common: frozenset[str]) -> str:
    """The text as a newspaper would write it, as long as before, letter by letter.

    Letters without a lower case of one character stay as they are.
    """
    words = list(WORD.finditer(text))
    pieces: list[str] = []
    end = place = 0
    while place < len(words):
        named = _name_at(text, words, place)
        count = len(named) if named else 1
        for offset, word in enumerate(words[place : place + count]):
            pieces.append(text[end : word.start()])
            pieces.append(_like(word[0], named[offset]) if named else _in_case(text, word, common))
            end = word.end()
        place += count
    return "".join([*pieces, text[end:]])


def _name_at(text: str, words: Sequence[re.Match[str]], place: int) -> Name | None:
    """The longest proper name that begins at a word."""
    for name in _proper_names().get(_bare(words[place][0]), ()):
        following = words[place : place + len(name)]
        if len(following) == len(name) and _are(text, following, name):
            return name
    return None


def _are(text: str, words: Sequence[re.Match[str]], name: Name) -> bool:
    if any(_bare(word[0]) != piece.lower() for word, piece in zip(words, name, strict=True)):
        return False
    return all(BETWEEN_WORDS.match(text, one.end(), other.start()) for one, other in pairwise(words))


def _bare(word: str) -> str:
    return _lowered(word).removesuffix("'s")


def _like(word: str, model: str) -> str:
    """The word with the model's case, and what follows the model's letters in lower case."""
    lowered = _lowered(word)
    pairs = zip(lowered, model, strict=False)
    cased_letters = [
        low.upper() if letter.isupper() and len(low.upper()) == 1 else low for low, letter in pairs
    ]
    return "".join(cased_letters) + lowered[len(cased_letters) :]


def _in_case(text: str, word: re.Match[str], common: frozenset[str]) -> str:
    if (word[0].isupper() and NO_VOWEL.match(word[0])) or (
        len(word[0]) == 1 and text[word.end() : word.end() + 1] == "."
    ):
        return word[0]
    lowered = _lowered(word[0])
    begins = SENTENCE_START.search(text[max(0, word.start() - 40) : word.start()]) is not None
    if _is_common(lowered, common) and not begins:
        return lowered
    first = word[0][:1].upper()
    return (first if len(first) == 1 else word[0][:1]) + lowered[1:]


def _lowered(word: str) -> str:
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in word)


def _is_common(word: str, common: frozenset[str]) -> bool:
    if word in common:
        return True
    endings = ("s", "es", "ed", "d", "ing", "er", "est", "ly", "'s")
    stems = [word.removesuffix(ending) for ending in endings if word.endswith(ending)]
    return any(
        stem in common
        or f"{stem}e" in common
        or (stem[-1:] == "i" and f"{stem[:-1]}y" in common)
        or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in common)
        for stem in stems
    )


@cache
def _proper_names() -> Mapping[str, tuple[Name, ...]]:
    """By their first word in lower case the names that a dictionary takes for words, the longest first."""
    names: dict[str, list[Name]] = {}
    for name in _read_names():
        names.setdefault(name[0].lower(), []).append(name)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in names.items()}


def _read_names() -> Iterator[Name]:
    with (LEXICONS / "proper_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            yield tuple(WORD.findall(row["name"]))


def common_words(nlp: Language) -> frozenset[str]:
    """The dictionary words that the model's lemmatizer knows, and its stop words."""
    lemmatizer = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    lookups = getattr(lemmatizer, "lookups", None)
    words = set(nlp.Defaults.stop_words)
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        exceptions = lookups.get_table("lemma_exc") if lookups.has_table("lemma_exc") else {}
        for part in ("noun", "verb", "adj", "adv"):
            words.update(index.get(part, ()))
            words.update(exceptions.get(part, ()))
    return frozenset(words)
