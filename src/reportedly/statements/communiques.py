"""What an office says in a text that it issued itself: communiqués, bulletins, releases, reports.

The heading tells that the text is one, and who issued it stands in the heading ("Report of the Relief
Centre", "RELIEF CENTRE - News release", "The union's statement") or above it, is the subject of the first
sentence, which speaks of what is done by these words ("The ministry informs the press that", "Colonel Ruiz
wishes to correct"), or is the publisher, where that is no outlet. Each sentence is then what that one says,
but for those that the text attributes to it already. A headline that tells of a text, "Police kill ten:
report", names nobody who issued it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ..lexicon import Lexicon, load_lexicon, word_class
from ..mentions.actors import JOURNALIST, actor_at
from ..page.dates import DATE
from ..records import Actor, Document
from .attributions import Attribution
from .cue_words import words_of
from .headlines import by_layout
from .issuers import issuer_by_name
from .offsets import trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

HEADING_LINES = 3
"""Lines among which the heading stands: "Lima, 4 May", "Ministry of Health", "Press release"."""
MOST_BEFORE = 3
"""Words that tell of what kind a text is before the word for it: "Daily situation report"."""
LONGEST_HEADING = 100
LEAST_WORDS = 4
"""Words of the shortest sentence that says something; a line with a number may have three."""
ISSUING = frozenset({"VBZ", "VBP"})
"""Tags of a first sentence that speaks of what is done by its own words: "informs", not "informed"."""
ABOUT = frozenset({"on", "about", "regarding", "concerning", "in", "at", "to", "for", "after", "following"})
"""Words behind an issuer that tell what the text is about, where and for whom."""
BODY = frozenset({"paragraph", "quote_block"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


@dataclass(frozen=True, slots=True)
class _Heading:
    """The lines that tell that a text was issued."""

    end: int
    named: tuple[int, int] | None
    """Where an issuer may be named."""
    is_before: bool
    """Whether the name stands before the kind of text, with nothing else behind it."""
    signed: re.Match[str] | None = None
    """The match where no more than an issuer and a date tells that the text is one."""
    of_other: bool = False
    """Whether it names another than the publisher: "Full text of the army's statement"."""


def find_communique(
    document: Document, doc: Doc, actors: Sequence[Actor], found: Sequence[Attribution], lexicon: Lexicon
) -> Iterator[Attribution]:
    """The sentences of a text that an office issued, as its own; none where the heading tells of no such."""
    heading = _heading(document.text, _kinds_of_text(lexicon))
    if heading is None:
        return
    sentences = [each for each in doc.sents if document.text[heading.end : each.end_char].strip()]
    starts = [max(sentence.start_char, heading.end) for sentence in sentences]
    issuer = _issuer(document.text, sentences, actors, heading)
    publisher = None
    if issuer is None and heading.signed is None and not heading.of_other:
        body = document.text[heading.end :]
        speaks = _says_we(body) and (document.publisher or "") in body
        publisher = issuer_by_name(document.publisher, lexicon, speaks_itself=speaks)
    if issuer is None and publisher is None:
        return
    own = _Covered(place for each in found if _is_by(each, issuer, actors) for place in each.content_at)
    for segment in (part for part in document.segments if part.kind in BODY and part.end > heading.end):
        first = max(segment.start, heading.end)
        for sentence in sentences[bisect_left(starts, first) : bisect_left(starts, segment.end)]:
            start = max(sentence.start_char, first)
            content = trimmed(document.text, (start, min(sentence.end_char, segment.end)))
            says = content and _says_something(sentence, document.text[slice(*content)])
            if content and says and not own.overlaps(*content):
                said = by_layout("communique", None, None, content, speaker=issuer.name if issuer else None)
                yield replace(said, issuer=publisher)


def _issuer(text: str, sentences: Sequence[Span], actors: Sequence[Actor], heading: _Heading) -> Actor | None:
    """Whom the heading names, or the first sentence as one who does something by its words."""
    issuer = None
    if heading.named is not None:
        issuer = _in_heading(text, actors, heading.named, heading.is_before)
    if issuer is None and not (heading.is_before and heading.named):
        issuer = next((who for each in sentences[:1] if (who := _subject(each, actors))), None)
    signed = heading.signed
    if signed and not (issuer and _is_office(issuer) and _speaks_itself(signed, text[heading.end :])):
        return None
    return issuer


@cache
def _kinds_of_text(lexicon: Lexicon) -> re.Pattern[str]:
    """A heading of an issued text: alone, with a number, with who issues it before or behind."""
    words = "|".join(map(re.escape, sorted(words_of(lexicon, "issued"), key=len, reverse=True)))
    return re.compile(
        rf"(?:(?P<before>[^\n:–—]{{3,80}}?)\s*(?:\s-|[:–—])\s*)?"
        rf"(?:(?:the )?(?:full |complete )?(?:text of|summary of|from)\s)?(?:the |an? )?"
        rf"(?:(?P<owner>[^\n:–—]{{3,60}}?)(?:['’]s|s['’])\s|(?P<kind>(?:[\w'’]+\s){{1,{MOST_BEFORE}}}?))?"
        rf"(?:{words})s?(?:\s+(?:no\.?|number|#)?\s*\d+)?"
        rf"(?:\s+(?:of|by|from)\s+(?:the\s+)?(?P<behind>[^\n]+)"
        rf"|\s*[,:(–—][^\n]*|\s+(?:{'|'.join(sorted(ABOUT))})\s[^\n]+)?"
        rf"|the following (?:{words}) (?:was|has been) [^\n]*?by (?:the )?(?P<agent>[^\n]+):",
        re.IGNORECASE,
    )


DATED = re.compile(
    rf"(?P<before>[^\n,:;–—]{{3,80}}),\s+(?P<date>{DATE})(?P<hour>,?\s+\d{{1,2}}[:.h]\d\d(?:\s\S{{2,6}})?)?\s*",
    re.IGNORECASE,
)
"""A first line with no more than who issued a text, and when: "Office of the Governor, 4 May, 18:00"."""
QUOTED = re.compile(r"[\"“”«„][^\"“”»\n]*[\"“”»]")
FIRST_PERSON = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
CONTACT = re.compile(r"for (?:more|further|additional|media)\b", re.IGNORECASE)
"""What opens the last line of a release: "For more information: 555 0133"."""
PARTS = ("before", "owner", "behind", "agent", "kind")
"""Where in a heading an issuer may be named."""
LINE = re.compile(r"\S(?:[^\n]*\s[-–—][ \t]*\n[^\n]*|[^\n]*)\S|\S")
RELEASED = re.compile(r"\([A-ZÀ-Þ][^()\n]{2,60}\)\s*(?:--?|[–—])\s+(?=\S)")
"""The dateline of those who release what they found: "(Nairobi, May 4, 2009) - "; outlets write it bare."""
SOURCE = re.compile(r"(?:(?:source|from|issued by)\s*:\s*)?", re.IGNORECASE)
"""What stands before an issuer in the line above a heading: "Source: Government of Peru"."""


def _heading(text: str, kinds: re.Pattern[str]) -> _Heading | None:
    """Where the heading of an issued text ends, and where an issuer may be named in it."""
    above: tuple[int, int] | None = None
    for start, end in _first_lines(text):
        opened = RELEASED.match(text, start, end)
        if opened is not None:
            return _Heading(opened.end(), None, is_before=True)
        if end - start > LONGEST_HEADING or text[end - 1] in ".!?":
            return None
        match = kinds.fullmatch(text, start, end)
        if match is not None:
            named = next((match.span(part) for part in PARTS if _is_named(match, part)), above)
            behind = match["behind"] or match["agent"]
            of_other = match["owner"] is not None or match["agent"] is not None
            return _Heading(end, named, is_before=behind is None, of_other=of_other)
        signed = DATED.fullmatch(text, start, end) if above is None else None
        if signed is not None:
            return _Heading(end, signed.span("before"), is_before=True, signed=signed)
        above = SOURCE.match(text, start, end).end(), end  # type: ignore[union-attr]
    return None


def _is_named(match: re.Match[str], part: str) -> bool:
    """Whether a part of a heading may name who issued it; before the kind alone where all is in capitals.

    "UNION COMMUNIQUE", but "Police report" heads what an outlet tells of one.
    """
    return match[part] is not None and (part != "kind" or match[0].isupper())


def _first_lines(text: str) -> Iterator[tuple[int, int]]:
    """The first lines with words; a line that a dash ends with the next."""
    place = 0
    for _ in range(HEADING_LINES):
        line = LINE.search(text, place)
        if line is None:
            return
        place = line.end()
        yield line.span()


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
    return signed["hour"] is not None or _says_we(body)


def _says_we(body: str) -> bool:
    return FIRST_PERSON.search(QUOTED.sub("", body)) is not None


def _is_all(rest: str, is_before: bool) -> bool:
    """Whether nothing stands behind who issues a text but a short name, or a place and what it is about."""
    word = next(iter(rest.split()), "")
    if is_before:
        return not word or re.fullmatch(r"\s*\([^()]*\)\s*", rest) is not None
    return not word or not word[0].isalnum() or word.lower() in ABOUT


def _subject(sentence: Span, actors: Sequence[Actor]) -> Actor | None:
    """Who does something by these words: a subject in the present, or one that "gave the following"."""
    verb = sentence.root
    issues = verb.tag_ in ISSUING and verb.lemma_.lower() in word_class(load_lexicon(), "issuing")
    if not issues and not any(map(_is_following, verb.subtree)):
        return None
    subject: Token | None = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    actor = None if subject is None else actor_at(actors, subject.idx, subject.idx + len(subject))
    return actor if actor is not None and actor.type != "group" else None


def _is_following(word: Token) -> bool:
    """Whether a word stands for what is said next: "gave the following", not "nine following a march"."""
    return word.lower_ == "following" and word.dep_ not in ("prep", "mark")


def _is_by(found: Attribution, issuer: Actor | None, actors: Sequence[Actor]) -> bool:
    """Whether it is the issuer who says it, by name or as "it" and "we"."""
    if found.source is None:
        return False
    actor = actor_at(actors, found.source.idx, found.source.idx + len(found.source))
    if actor is None:
        return found.source.pos_ == "PRON"
    return issuer is not None and actor.name == issuer.name


class _Covered:
    """Stretches of a text, of which it is asked whether any lies over another stretch."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(places)
        self.starts = [start for start, _ in ordered]
        self.furthest = list(accumulate((end for _, end in ordered), max))

    def overlaps(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before > 0 and self.furthest[before - 1] > start


def _says_something(sentence: Span, words: str) -> bool:
    """Whether a sentence, or a line with a number and a noun, tells something, and bids or asks nothing."""
    if words[-1] == ":" or words[-1] == "?" or CONTACT.match(words) or _is_bidding(sentence.root):
        return False
    if not any(word.tag_ in FINITE for word in sentence) and not any(w.pos_ == "NOUN" for w in sentence):
        return False
    return len(words.split()) >= LEAST_WORDS - any(letter.isdigit() for letter in words)


def _is_bidding(verb: Token) -> bool:
    """Whether a verb bids the reader do something: "Contact the press office"."""
    return verb.tag_ == "VB" and not any(
        child.dep_ in SUBJECTS or child.tag_ == "MD" for child in verb.children
    )
