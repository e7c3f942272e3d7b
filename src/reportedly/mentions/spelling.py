"""Names as they are spelt: folded, cut into parts, and compared across transliterations and misspellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

LIKENESS = 0.75
"""Surnames in two spellings share so much: Nazarbayev and Nurbayev have .78, Tokayev and Toqaev .77,
Martin and Morton .67."""
SKELETON = 4
"""Consonants that a surname needs before another spelling that changes one of them is believed."""

SLUG = re.compile(r"[^\W_]+")
SOFT = str.maketrans("", "", "aeiouyjh'’- ")
SOUNDS = str.maketrans("qcxgzfwd", "kkkksvvt")


def folded(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """The words of a name joined by hyphens, for a key."""
    return "-".join(SLUG.findall(folded(text).replace("'", "").replace("’", "")))


def parts(words: Iterable[str]) -> tuple[str, ...]:
    """The parts of a name, those that hyphens join being one: Kassym-Jomart, Tokayev."""
    return tuple(re.sub(r"\s*-\s*", "-", " ".join(words)).split())


def spelt_alike(one: str, other: str) -> bool:
    """Whether two surnames may be one name in two spellings."""
    left, right = _skeleton(one), _skeleton(other)
    if left[:1] != right[:1] or left[-2:] != right[-2:] or len(left) < SKELETON - 1:
        return False
    if left != right and not (min(len(left), len(right)) >= SKELETON and _one_apart(left, right)):
        return False
    return likeness(one, other) >= LIKENESS


def sound_of(surname: str) -> str:
    """What other spellings of a surname keep: its first and its last two consonants."""
    skeleton = _skeleton(surname)
    return skeleton[:1] + skeleton[-2:]


def _skeleton(name: str) -> str:
    letters = folded(name).replace("kh", "k").translate(SOUNDS).translate(SOFT)
    return re.sub(r"(.)\1+", r"\1", letters)


def _one_apart(left: str, right: str) -> bool:
    """Whether one letter dropped or changed makes the skeletons equal."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) == len(longer):
        return sum(a != b for a, b in zip(shorter, longer, strict=True)) == 1
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def likeness(one: str, other: str) -> float:
    """The share of letters that two names have in common, in order."""
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()
