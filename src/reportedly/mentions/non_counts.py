"""Numbers that count nothing: names, dates, addresses, telephone numbers, scores, bare ages.

Each rule is a small function that looks at one numeral in its text and says whether it is such a number.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..language.columns import columns_of
from ..lexicon import Lexicon, NumberLabel, words_of_form
from ..records import Time
from .numerals import Numeral

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OLDEST = 115
"""Years; a bare number after a name is an age up to here."""
FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Four digits between these are a year unless something beside them is counted."""
MOST_DIGITS = 24
"""Characters of a number in digits; what is longer is a code, and more than a float can tell."""
REACH = 40
"""Characters beside a numeral that are looked at: longer than any phrase of the lexicon."""

PUT_BETWEEN = " -#"
"""What may stand between a word and its number: "page 4", "pre-2000", "no. #5"."""

QUANTITIES = frozenset({"", "CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL", "DATE", "TIME"})
"""Entity labels that a counting number may have."""

TELEPHONE = re.compile(r"(?=[(\d+])(?:(?:\(\d{3}\)[ .-]?|\b\d{3}[.-])?\b\d{3}[.-]\d{4}\b|\+\d[\d ()-]{7,}\d)")
IN_ADDRESSES = "@", "://", "www.", ".com", ".org", ".net"
ADDRESS_OF_PAGE = re.compile(rf"\S{{0,60}}(?:{'|'.join(map(re.escape, IN_ADDRESSES))})\S{{0,200}}")
BARE_AGES = re.compile(
    r"(?=[ ,—–-])(?<=[\w.”\"’')])(?:,? \(|, |,? ?[—–-] ?)\d{1,3}(?:(?:, and|,| and| &) \d{1,3})*"
    r"(?=\s*(?:[,.](?!\d)|[;)—–]|$|and\b))"
)
ORDINAL_OR_DECADE = re.compile(r"(?:st|nd|rd|th|s|['’]s)\b", re.IGNORECASE)
YEARS = re.compile(r"\b(?:1[5-9]|20)\d\d[-–/](?:\d\d){1,2}\b")
SIGN = re.compile(r"\b(?:minus|sub|mid|to|and)[ -]\Z", re.IGNORECASE)
LINE_START = re.compile(r"(?:\A|\n)[ \t]*\Z")
LIST_MARK = re.compile(r"[.)]\s")
DASHES = "-–—"
CLOCK = re.compile(r"[:.]\d{2}\b")


class Ending:
    """Words that end where a numeral begins: a pattern, asked only where one of their last words ends there.

    The pattern alone would be tried at each of the characters before each numeral.
    """

    def __init__(self, pattern: re.Pattern[str], words: Iterable[str]) -> None:
        self._pattern = pattern
        self._lasts = tuple({word.split()[-1].rstrip(PUT_BETWEEN).lower() for word in words})

    def search(self, view: str, place: int) -> re.Match[str] | None:
        """Where the words begin that end at a place of the text."""
        first = max(0, place - REACH)
        if not view[first:place].rstrip(PUT_BETWEEN).lower().endswith(self._lasts):
            return None
        return self._pattern.search(view, first, place)


class Labels:
    """The words beside which a number counts nothing, as patterns."""

    def __init__(self, labels: Sequence[NumberLabel]) -> None:
        before = _any_of(labels, "before", "either")
        words = [word for label in labels if label.side in ("before", "either") for word in label.words]
        after = _any_of(labels, "after", "either")
        address = _any_of(labels, "address")
        self.before = Ending(re.compile(rf"(?:^|(?<![\w-]))(?:{before})[ -]?#?\Z"), words)
        self.after = re.compile(rf"-?\d*[ -]?(?:{after})(?![\w])")
        self.address = re.compile(
            rf"(?:[-–]\d+)?(?: [NSEW]\.?)?(?: [A-Z0-9][\w'’.]*){{0,3}}? (?:{address})(?!\w)"
        )


@cache
def load_labels(lexicon: Lexicon) -> Labels:
    """The labels of a lexicon."""
    return Labels(lexicon.labels)


def _any_of(labels: Sequence[NumberLabel], *sides: str) -> str:
    """A pattern of the words; those written with a capital are found only so."""
    words = {word for label in labels if label.side in sides for word in label.words}
    spelled = [
        re.escape(word) if word[0].isupper() else f"(?i:{re.escape(word)})"
        for word in sorted(words, key=lambda word: (-len(word), word))
    ]
    return "|".join(spelled) or r"(?!)"


@dataclass(frozen=True, slots=True)
class NumeralContext:
    """What the rules look at: the text as it was parsed, its tokens, its times."""

    text: str
    """The text as it stands."""
    view: str
    """The text as it was parsed, of the same length."""
    doc: Doc
    starts: Sequence[int]
    times: tuple[Time, ...]
    time_starts: tuple[int, ...]
    units: Mapping[str, str]
    """Words that are counted or measured, and their kind."""
    states: frozenset[str]
    """Words for a state, that a list may have before a number: "Dead 25, injured 863"."""
    labels: Labels
    no_numbers: tuple[tuple[int, int], ...]
    """Telephone numbers, addresses of pages and bare ages, as offsets."""

    def token_at(self, place: int) -> Token:
        """The token that an offset lies in, or the last one before it."""
        return self.doc[max(0, bisect_right(self.starts, place) - 1)]

    def token_after(self, place: int) -> Token | None:
        """The first token that begins at an offset or later."""
        following = bisect_left(self.starts, place)
        return self.doc[following] if following < len(self.doc) else None

    def token_before(self, place: int) -> Token | None:
        """The last token that begins before an offset."""
        before = bisect_left(self.starts, place) - 1
        return self.doc[before] if before >= 0 else None

    def time_over(self, place: int) -> Time | None:
        """The time that an offset lies in."""
        found = bisect_right(self.time_starts, place) - 1
        return self.times[found] if found >= 0 and place < self.times[found].end else None


def numeral_context(text: str, doc: Doc, times: Sequence[Time], lexicon: Lexicon) -> NumeralContext:
    """The scene of a document."""
    columns = columns_of(doc)
    view = "".join(
        [f"{text} " if space else text for text, space in zip(columns.texts, columns.spaces, strict=True)]
    )
    in_order = tuple(sorted(times, key=lambda time: (time.start, time.end)))
    patterns = [TELEPHONE, YEARS]
    if any(sign in view for sign in IN_ADDRESSES):
        patterns.append(ADDRESS_OF_PAGE)
    spots = [match.span() for pattern in patterns for match in pattern.finditer(view)]
    labels = words_of_form(lexicon, "measures", "state", "toll")
    spots += [match.span() for match in BARE_AGES.finditer(view) if _are_ages(doc, match, labels)]
    return NumeralContext(
        text=text,
        view=view,
        doc=doc,
        starts=columns.starts,
        times=in_order,
        time_starts=tuple(time.start for time in in_order),
        units=_kinds_of_units(lexicon),
        states=words_of_form(lexicon, "measures", "state"),
        labels=load_labels(lexicon),
        no_numbers=tuple(sorted(spots)),
    )


@cache
def _kinds_of_units(lexicon: Lexicon) -> Mapping[str, str]:
    return {word: unit.kind for unit in lexicon.units for word in unit.words}


def is_non_count(scene: NumeralContext, numeral: Numeral) -> bool:
    """Whether a numeral counts nothing."""
    return any(rule(scene, numeral) for rule in RULES)


def _are_ages(doc: Doc, match: re.Match[str], labels: frozenset[str]) -> bool:
    """Whether bare numbers behind a name are ages; "Fatalities - 3" is a label with its number."""
    ages = [int(digits) for digits in re.findall(r"\d+", match[0])]
    named = doc.char_span(match.start() - 1, match.start(), alignment_mode="expand")
    if named is None or (match[0].strip()[0] in DASHES and named[-1].lower_ in labels):
        return False
    return max(ages) <= OLDEST and named[-1].tag_ in PERSONS


PERSONS = frozenset({"NNP", "NNPS", "NN", "NNS", "POS", "-RRB-"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def _is_in_another_word(scene: NumeralContext, numeral: Numeral) -> bool:
    """The digits of "S23", "COVID-19", "22nd", "1970s"."""
    if numeral.kind != "digits":
        return False
    if numeral.end - numeral.start > MOST_DIGITS or ORDINAL_OR_DECADE.match(scene.view, numeral.end):
        return True
    before = scene.view[max(0, numeral.start - 2) : numeral.start]
    if SIGN.search(scene.view, max(0, numeral.start - 6), numeral.start):
        return False
    within = (
        before[-1:].isalpha()
        or before[-1:] in ("_", "@", "#")
        or (before[-1:] == "-" and before[0].isalpha())
    )
    return within and not scene.token_at(numeral.start).text[:1].isdigit()


def _is_no_number(scene: NumeralContext, numeral: Numeral) -> bool:
    """Telephone numbers, addresses of pages, and the ages of "Two men, 18 and 20, fled"."""
    found = bisect_right(scene.no_numbers, (numeral.start, len(scene.view))) - 1
    return found >= 0 and numeral.start < scene.no_numbers[found][1]


def _is_clock(scene: NumeralContext, numeral: Numeral) -> bool:
    """8:15, 1.05am."""
    before = scene.view[max(0, numeral.start - 2) : numeral.start]
    return numeral.kind == "digits" and (
        (before[-1:] == ":" and before[:1].isdigit())
        or (
            scene.view[numeral.end : numeral.end + 1] == ":"
            and CLOCK.match(scene.view, numeral.end) is not None
        )
    )


def _is_labelled(scene: NumeralContext, numeral: Numeral) -> bool:
    """Page 4, the 800 block, May 4, 419 Maple Street."""
    labels, view = scene.labels, scene.view
    if numeral.kind == "vague":
        return False
    if labels.after.match(view, numeral.end) or labels.address.match(view, numeral.end):
        return True
    if labels.before.search(view, numeral.start) is None:
        return False
    following = scene.token_after(numeral.end)
    counted = following is not None and following.tag_ == "NNS"
    return not counted


def _is_in_time(scene: NumeralContext, numeral: Numeral) -> bool:
    """A number of a date or an hour; "six" of "six weeks" is none."""
    time = scene.time_over(numeral.start)
    if time is None or time.timex == "DURATION" or _counts_time(scene, numeral):
        return False
    following = scene.token_after(numeral.end)
    return following is None or following.tag_ != "NNS" or following.idx < time.end


def _counts_time(scene: NumeralContext, numeral: Numeral) -> bool:
    following = scene.token_after(numeral.end)
    if following is not None and following.is_punct and following.i + 1 < len(scene.doc):
        following = scene.doc[following.i + 1]
    return following is not None and scene.units.get(following.lemma_) == "duration"


def _is_year(scene: NumeralContext, numeral: Numeral) -> bool:
    """2019; but not "2019 people", nor the subject of "2019 were arrested"."""
    written = scene.view[numeral.start : numeral.end]
    if len(written) != 4 or not written.isdigit() or not FIRST_YEAR <= numeral.low <= LAST_YEAR:
        return False
    if scene.view[numeral.end : numeral.end + 1] in "+%-" and scene.view[numeral.end : numeral.end + 1]:
        return scene.view[numeral.end] == "-"
    token, before = scene.token_at(numeral.start), scene.token_before(numeral.start)
    if before is not None and before.tag_ in ("$", "JJR", "RBR", "RB"):
        return False
    following = scene.token_after(numeral.end)
    counted = following is not None and following.tag_ == "NNS" and token.head == following
    subject = token.dep_ in ("nsubj", "nsubjpass") and following is not None and following.tag_[:2] == "VB"
    return not (counted or subject)


def _is_in_name(scene: NumeralContext, numeral: Numeral) -> bool:
    """Khabar 24, S&P 500."""
    token, before = scene.token_at(numeral.start), scene.token_before(numeral.start)
    if (
        numeral.kind != "digits"
        or before is None
        or before.tag_ not in ("NNP", "NNPS")
        or token.is_sent_start
    ):
        return False
    if before.lower_ in scene.states:
        return False
    if before.ent_type_ in ("DATE", "TIME") or scene.view[numeral.end : numeral.end + 1] == "%":
        return False
    following = scene.token_after(numeral.end)
    if following is not None and (following.tag_ in ("NNS", "JJ") or following.lemma_ in scene.units):
        return False
    if following is not None and following.tag_ in ("NN", "NNP"):
        return True
    one_entity = token.ent_iob_ == "I" and token.ent_type_ not in QUANTITIES
    return (
        one_entity or token.head == before or (before.head == token and before.dep_ in ("compound", "nmod"))
    )


def _is_list_mark(scene: NumeralContext, numeral: Numeral) -> bool:
    """The "2." that begins a line."""
    begins = LINE_START.search(scene.text, max(0, numeral.start - REACH), numeral.start) is not None
    return numeral.kind == "digits" and begins and LIST_MARK.match(scene.view, numeral.end) is not None


def _is_unlike_fraction(scene: NumeralContext, numeral: Numeral) -> bool:
    """9/11, 24/7: digits about a stroke, but those of "1/2 pound"."""
    view = scene.view
    after, before = view[numeral.end : numeral.end + 2], view[max(0, numeral.start - 2) : numeral.start]
    if re.fullmatch(r"[/⁄]\d", after) or re.fullmatch(r"\d[/⁄]", before):
        return True
    if not re.search(r"[/⁄]", view[numeral.start : numeral.end]):
        return False
    following = scene.token_after(numeral.end)
    return following is None or not (following.lower_ == "of" or following.lemma_ in scene.units)


RULES: tuple[Callable[[NumeralContext, Numeral], bool], ...] = (
    _is_in_another_word,
    _is_no_number,
    _is_clock,
    _is_labelled,
    _is_in_time,
    _is_year,
    _is_in_name,
    _is_list_mark,
    _is_unlike_fraction,
)
"""A numeral counts nothing where one of these holds."""
