"""What an office says in a text that it issued itself: communiqués, bulletins, releases, reports.

The heading tells that the text is one, and who issued it stands in the heading ("Report of the Relief
Centre", "RELIEF CENTRE - News release") or is the subject of the first sentence, which speaks of what is
done by these words ("The ministry informs the press that", "Colonel Ruiz wishes to correct"). Each sentence
is then what that one says, but for those that the text attributes to it already. A headline that tells of a
text, "Police kill ten: report", names nobody who issued it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..mentions.actors import JOURNALIST, actor_at
from ..page.dates import DATE
from ..records import Actor, Document
from .attributions import Attribution
from .cue_words import words_of
from .headlines import by_layout
from .offsets import trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

HEADING_LINES = 2
"""Lines among which the heading stands: "JOINT FORCE -", then "News release"."""
LONGEST_HEADING = 100
LEAST_WORDS = 4
"""Words of the shortest sentence that says something; a line with a number may have three."""
ISSUING = frozenset({"VBZ", "VBP"})
"""Tags of a first sentence that speaks of what is done by its own words: "informs", not "informed"."""
ISSUING_VERBS = frozenset(
    {
        "acknowledge",
        "advise",
        "announce",
        "apologise",
        "apologize",
        "appeal",
        "assure",
        "call",
        "clarify",
        "condemn",
        "confirm",
        "congratulate",
        "convey",
        "correct",
        "declare",
        "demand",
        "denounce",
        "deny",
        "deplore",
        "express",
        "extend",
        "inform",
        "invite",
        "issue",
        "notify",
        "present",
        "publish",
        "recall",
        "refute",
        "regret",
        "reiterate",
        "reject",
        "release",
        "remind",
        "request",
        "salute",
        "thank",
        "urge",
        "warn",
        "welcome",
        "wish",
    }
)
"""What is done by saying so, in the words of an office about itself."""
ABOUT = frozenset({"on", "about", "regarding", "concerning", "in", "at", "to", "for", "after", "following"})
"""Words behind an issuer that tell what the text is about, where and for whom."""
BODY = frozenset({"paragraph", "quote_block"})


def find_communique(
    document: Document, doc: Doc, actors: Sequence[Actor], found: Sequence[Attribution], lexicon: Lexicon
) -> Iterator[Attribution]:
    """The sentences of a text that an office issued, as its own; none where the heading tells of no such."""
    heading = _heading(document.text, _kinds_of_text(lexicon))
    if heading is None:
        return
    end, named, is_before, signed = heading
    sentences = [sentence for sentence in doc.sents if sentence.start_char >= end]
    starts = [sentence.start_char for sentence in sentences]
    issuer = _in_heading(document.text, actors, named, is_before) if named is not None else None
    if issuer is None and not is_before:
        issuer = next((who for each in sentences[:1] if (who := _subject(each, actors))), None)
    if issuer is None:
        return
    if signed is not None and not (_is_office(issuer) and _speaks_itself(signed, document.text[end:])):
        return
    own = _Covered(place for each in found if _is_by(each, issuer, actors) for place in each.content_at)
    for segment in (part for part in document.segments if part.kind in BODY and part.start >= end):
        for sentence in sentences[bisect_left(starts, segment.start) : bisect_left(starts, segment.end)]:
            content = trimmed(document.text, (sentence.start_char, min(sentence.end_char, segment.end)))
            if content and _says_something(document.text[slice(*content)]) and not own.overlaps(*content):
                yield by_layout("communique", None, None, content, speaker=issuer.name)


@cache
def _kinds_of_text(lexicon: Lexicon) -> re.Pattern[str]:
    """A heading of an issued text: alone, with a number, with who issues it before or behind."""
    words = "|".join(map(re.escape, sorted(words_of(lexicon, "issued"), key=len, reverse=True)))
    return re.compile(
        rf"(?:(?P<before>[^\n:–—]{{3,80}}?)\s*(?:\s-|[:–—])\s*)?"
        rf"(?:summary of (?:the |a )?)?(?:{words})(?:\s+(?:no\.?|number|#)\s*\d+)?"
        rf"(?:\s+(?:of|by|from)\s+(?:the\s+)?(?P<behind>[^\n]+)|\s*[,(–—][^\n]*)?",
        re.IGNORECASE,
    )


DATED = re.compile(
    rf"(?P<before>[^\n,:;–—]{{3,80}}),\s+(?P<date>{DATE})(?P<hour>,?\s+\d{{1,2}}[:.h]\d\d(?:\s\S{{2,6}})?)?\s*",
    re.IGNORECASE,
)
"""A first line with no more than who issued a text, and when: "Office of the Governor, 4 May, 18:00"."""
QUOTED = re.compile(r"[\"“”«„][^\"“”»\n]*[\"“”»]")
FIRST_PERSON = re.compile(r"\b(?:we|our|ours)\b", re.IGNORECASE)


def _heading(
    text: str, kinds: re.Pattern[str]
) -> tuple[int, tuple[int, int] | None, bool, re.Match[str] | None] | None:
    """Where the heading of an issued text ends, where an issuer may be named, and if that is before.

    Last, the match where no more than an issuer and a date tells that it is one.
    """
    first = len(text) - len(text.lstrip())
    end = first
    for _ in range(HEADING_LINES):
        end = text.find("\n", end + 1)
        if not 0 < end - first <= LONGEST_HEADING:
            return None
        line = text[first:end].strip()
        match = kinds.fullmatch(text, first, first + len(line))
        match = match or DATED.fullmatch(text, first, first + len(line))
        if match is not None and line[-1] not in ".!?":
            named = "before" if match.re is DATED or match["before"] else "behind"
            signed = match if match.re is DATED else None
            return end, match.span(named) if match[named] else None, named == "before", signed
    return None


def _in_heading(text: str, actors: Sequence[Actor], named: tuple[int, int], is_before: bool) -> Actor | None:
    """Who issues a text by its heading: an actor who is all of the words before the kind, or behind it.

    Behind it, what the text is about may follow: "Statement by the union on the fire".
    """
    beginning = named[0] + len("the ")
    first = (actor for actor in actors if actor.start <= beginning and named[0] < actor.end)
    issuers = (each for each in first if each.type != "group")
    return next((each for each in issuers if _is_all(text[each.end : named[1]], is_before)), None)


def _is_office(issuer: Actor) -> bool:
    """Whether somebody is an office by the words of the lexicon, and no outlet: a ministry, a department."""
    return issuer.rule.startswith("role/") and issuer.sector not in (None, JOURNALIST)


def _speaks_itself(signed: re.Match[str], body: str) -> bool:
    """Whether a text under an office and a date is more than a caption: it bears an hour or says "we"."""
    return signed["hour"] is not None or FIRST_PERSON.search(QUOTED.sub("", body)) is not None


def _is_all(rest: str, is_before: bool) -> bool:
    """Whether nothing stands behind who issues a text but a short name, or a place and what it is about."""
    word = next(iter(rest.split()), "")
    if is_before:
        return not word or re.fullmatch(r"\s*\([^()]*\)\s*", rest) is not None
    return not word or not word[0].isalnum() or word.lower() in ABOUT


def _subject(sentence: Span, actors: Sequence[Actor]) -> Actor | None:
    """Who does something by these words: a subject in the present, or one that "gave the following"."""
    verb = sentence.root
    issues = verb.tag_ in ISSUING and verb.lemma_.lower() in ISSUING_VERBS
    if not issues and not any(map(_is_following, verb.subtree)):
        return None
    subject: Token | None = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    actor = None if subject is None else actor_at(actors, subject.idx, subject.idx + len(subject))
    return actor if actor is not None and actor.type != "group" else None


def _is_following(word: Token) -> bool:
    """Whether a word stands for what is said next: "gave the following", not "nine following a march"."""
    return word.lower_ == "following" and word.dep_ not in ("prep", "mark")


def _is_by(found: Attribution, issuer: Actor, actors: Sequence[Actor]) -> bool:
    """Whether it is the issuer who says it, by name or as "it" and "we"."""
    if found.source is None:
        return False
    actor = actor_at(actors, found.source.idx, found.source.idx + len(found.source))
    return found.source.pos_ == "PRON" if actor is None else actor.name == issuer.name


class _Covered:
    """Stretches of a text, of which it is asked whether any lies over another stretch."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(places)
        self.starts = [start for start, _ in ordered]
        self.furthest = list(accumulate((end for _, end in ordered), max))

    def overlaps(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before > 0 and self.furthest[before - 1] > start


def _says_something(words: str) -> bool:
    return len(words.split()) >= LEAST_WORDS - any(letter.isdigit() for letter in words)
