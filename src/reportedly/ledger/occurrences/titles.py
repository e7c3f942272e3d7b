"""What an occurrence is called: words of a report, neutral where there are any, else with whose they are."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise

from ...language.closed_classes import (
    BEFORE_ADJECTIVES,
    DEMONSTRATIVES,
    FROM_TO,
    INNER_AUXILIARIES,
    REACHING,
    THEM,
)
from ...lexicon import LEXICONS
from ...records import Event, Figure
from ...statements.sureness import UNSURE
from ..traits.members import Member
from ..wording import name_of, on_one_line, without_link
from .document_context import DocumentContext

LONGEST_TITLE = 100
"""Characters of a title: about one line."""

FEWEST_WORDS = 4
"""Words of a title that tells who comes anew what it is about: "asked" and "4,000 wounded" do not."""

OPENS, CLOSES = "“", "”"
DISPUTED = "Disputed: "
"""Begins the title of what two statements alone tell, which do not go together."""
WORD = re.compile(r"[^\W\d_]+")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])[\"”’']*\s+|\n+")

TALK = frozenset({"CONSULT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
"""Kinds of what is only said: half as much as a deed for what an occurrence is called by."""
AUXILIARIES = INNER_AUXILIARIES | {"was", "were", "is", "are", "has", "have", "had"}
LONGEST_NOUN = 6
"""Letters of the longest words in "-ing" that are often none of a verb: "king", "during", "spring"."""

NUMBER_OF = 4
"""Words before an "of" that takes a part: "more than 140 of its members"."""
KNOWN_ONES = BEFORE_ADJECTIVES | DEMONSTRATIVES | THEM
LINKING = FROM_TO | REACHING
"""Words that no title ends with: "union withdraws figure of"."""


def title_of(members: Sequence[Member], setting: DocumentContext) -> str:
    """The words of the member that has most of the words that the members share, the longest that fit.

    Of members in one sentence a longer quotation tells more: "3,500 of them" says nothing to who comes anew.
    Words that take a side, such as "terrorists", are a title only where all do, then with whose they are.
    """
    fitting = [
        member for member in members if member.record.segment not in ("comment", "furniture")
    ] or members
    ranked = _best_first(fitting, members)
    plain = next((member for member in ranked if not is_loaded(member.record.quote)), None)
    best = plain or ranked[0]
    words = cut(without_link(told_whole(best.record, setting.readings[best.document].document.text)))
    return words if plain else f"{OPENS}{words}{CLOSES} ({name_of(setting.speaker(best).claimant)})"


def told_whole(record: Event | Figure, text: str) -> str:
    """Its quotation; of an event of which it is only the beginning, "the ministry admitted", the sentence.

    Not a sentence that takes a side.

    Args:
        record: an event or a figure.
        text: of its document.
    """
    quote = on_one_line(record.quote)
    words = quote.split()
    if not isinstance(record, Event) or (len(words) >= FEWEST_WORDS and words[-1].casefold() not in LINKING):
        return quote
    start = _start_of_sentence(text, record.start)
    end = SENTENCE_ENDS.search(text, record.start + len(record.quote.rstrip()))
    sentence = on_one_line(text[start : end.start() if end else None]).rstrip(" .")
    return quote if is_loaded(sentence) else sentence


def _start_of_sentence(text: str, at: int) -> int:
    """Where the sentence begins that stands at a place; looked for near it first."""
    reach = LONGEST_TITLE
    while True:
        reach *= 2
        first = max(0, at - reach)
        ends = [end.end() for end in SENTENCE_ENDS.finditer(text, first, at)]
        if ends or not first:
            return ends[-1] if ends else 0


def quoted_in(title: str) -> str:
    """The words of a report in a title, without whose they are."""
    words, closed, _ = title.partition(f"{CLOSES} (")
    return words.removeprefix(OPENS) if closed and title.startswith(OPENS) else title


def in_marks(title: str) -> str:
    """A title in quotation marks; as it is where it has them, or says that it is disputed."""
    return title if title.startswith((OPENS, DISPUTED)) else f"{OPENS}{title}{CLOSES}"


def is_loaded(words: str) -> bool:
    """Whether words take a side: what one calls bandits another calls demonstrators."""
    return not _loaded().isdisjoint(map(str.casefold, WORD.findall(words)))


def _best_first(fitting: Sequence[Member], members: Sequence[Member]) -> Sequence[Member]:
    if len(fitting) == 1:
        return fitting
    times: Counter[str] = Counter()
    for member in members:
        if member.family != "OTHER":
            times[_kind(member)] += 1 if _kind(member) in TALK else 2
    kinds = {kind for kind, count in times.items() if count == max(times.values())}
    held = Counter(chain.from_iterable(member.stems for member in members))

    def rank(member: Member) -> tuple[bool, bool, bool, bool, float, bool, int, str]:
        shared = sum(map(held.__getitem__, member.stems)) / (5 + len(member.stems))
        length = len(member.record.quote)
        words = member.record.quote.split()
        is_other = member.family == "OTHER" or _counts_anything(member)
        return (
            is_other,
            len(words) < FEWEST_WORDS or _is_without_subject(words),
            _kind(member) not in kinds,
            _is_no_happening(member, words),
            -shared,
            length > LONGEST_TITLE,
            -length,
            member.id,
        )

    return sorted(fitting, key=rank)


def _is_without_subject(words: Sequence[str]) -> bool:
    """Whether a quotation begins with its verb: "accusing the army of it", "were freed on Thursday"."""
    first = words[0]
    return first.islower() and (first in AUXILIARIES or (len(first) > LONGEST_NOUN and first.endswith("ing")))


def _kind(member: Member) -> str:
    return member.family.partition(" ")[0]


def _is_no_happening(member: Member, words: Sequence[str]) -> bool:
    """Whether it only tells a part of those told of, who is missing still, or what may not have happened.

    Args:
        member: an event or a figure.
        words: of its quotation.
    """
    record = member.record
    if isinstance(record, Figure) and record.measure == "missing":
        return True
    if record.certainty in UNSURE or (isinstance(record, Event) and record.status != "actual"):
        return True
    begins = list(map(str.casefold, words[: NUMBER_OF + 2]))
    return "of" in begins and any(one == "of" and other in KNOWN_ONES for one, other in pairwise(begins))


def _counts_anything(member: Member) -> bool:
    """Whether it counts nobody to whom anything happened: "476 who were aboard"."""
    return isinstance(member.record, Figure) and member.record.measure == "other"


def cut(quote: str) -> str:
    """So many of the words as fit in a title."""
    return quote if len(quote) <= LONGEST_TITLE else quote[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=1)
def _loaded() -> frozenset[str]:
    with (LEXICONS / "loaded_words.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file, strict=True))
