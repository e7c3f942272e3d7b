"""Segments a text: title, byline, dateline, paragraphs, captions, comments, furniture.

Small rules in an ordered list look at one block after the other; a block that no rule knows is a paragraph. A
caption that is a plain sentence looks like a part of the article, and is taken for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..lexicon import Lexicon, load_lexicon, rule_of
from ..records import Document, Segment, SegmentKind
from .blocks import Block, ends_sentence, split_blocks
from .dates import DATE, day_of
from .page_words import (
    AUTHOR_NOTES,
    CAPTIONS,
    DASH,
    FURNITURE,
    WORD,
    PageWords,
    first_words,
    key_of,
    words_of,
)

SHORT = 30
"""Words of the longest caption, credit or piece of furniture that is known by its words."""

HEADLINE = 25
"""Words of the longest headline."""

DATELINE_LENGTH = 90
"""Letters of the longest dateline, with two places, day, agency and dash."""

OPENING = 3
"""Blocks at the start that may hold a byline or a dateline, the title not counted."""

LOG = 3
"""Blocks that open with an hour in the shortest log of a day; one or two may be times of a programme."""

SUBJECT = 6
"""Words of a caption after the first by which its participle stands."""

CLOSING = 3
"""Blocks at the end of an article that may say who wrote it."""

LETTERS = re.compile(r"[^\W\d_]+")
ITEM = re.compile(r"\(?(\d{1,4})[.)]\s+")
SLASHED = re.compile(
    r"(?:\A|[(\[,.|—–]\s*|\b[Bb]y\s+)(?P<name>[^\W\d_][\w.'’ -]{0,50}?)"
    r"\s?/\s?(?P<agency>[^\W\d_][\w.'’ -]{0,40})[)\]]?(?P<end>\.?)\Z"
)
ENCLOSED = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,80})[)\]]\.?\Z")
NAME = r"[^\W\d_][\w.'’]*"
DATELINE = re.compile(
    rf"(?P<place>{NAME}(?:[ /-]{NAME}){{0,4}}(?:,\s{NAME}(?:\s{NAME}){{0,2}}){{0,2}}?)"
    rf"(?P<date>,?\s+{DATE})?\s*(?P<agency>\([^()\n]{{2,40}}\))?\s*(?:{DASH}|[•·|]|(?P<colon>:))(?:\s*\[TEXT\])?(?=\s|\Z)",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d\s?(?:[ap]\.?m\.?)?(?:\s(?:GMT|UTC|BST|CES?T|ES?DT?|local time))?"
    r"(?:\s*[:.–—|-])?(?=\s+[\"'“‘]?[A-Z])",
    re.IGNORECASE,
)
AUTHOR_LINE = re.compile(
    rf"(?P<name>[^\n]{{2,60}}?)\s+(?:on|[—–|·-])\s+(?P<date>{DATE})[^\n]{{0,30}}\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """A segment and the rule that made it."""

    segment: Segment
    rule: str


@dataclass(slots=True)
class _Text:
    """What the rules know of the text while they walk through its blocks."""

    blocks: Sequence[Block]
    words: PageWords
    title: str
    authors: set[str]
    comments: int
    """Index of the first block of comments."""
    in_capitals: bool
    is_body: bool
    clocks: int = 0
    """Blocks that open with an hour: several make a log of a day."""
    index: int = 0
    """Of the block at hand."""
    closes: int = 0
    """Index of the last block of the article."""
    paragraphs: int = 0
    author: str | None = None
    when: str | None = None
    after_form: bool = False
    seen: list[Part] = field(default_factory=list)


Rule = Callable[[Block, _Text], Sequence[Part] | None]


def segment_at(document: Document, offset: int) -> Segment | None:
    """The segment that holds the offset, or the last one before it; None where there is none."""
    index = bisect_right(document.segments, offset, key=lambda segment: segment.start) - 1
    return document.segments[index] if index >= 0 else None


def split_segments(
    text: str, *, title: str | None = None, authors: Sequence[str] = (), is_body: bool = False
) -> tuple[Segment, ...]:
    """The segments of a text: in order, none overlapping, all that is visible.

    `is_body` says that it is the body of an article, with neither title nor comments in it.
    """
    parts = find_parts(text, load_lexicon(), title=title, authors=authors, is_body=is_body)
    return tuple(part.segment for part in parts)


def find_parts(
    text: str,
    lexicon: Lexicon,
    *,
    title: str | None = None,
    authors: Sequence[str] = (),
    is_body: bool = False,
) -> tuple[Part, ...]:
    """The segments with the rules that made them."""
    blocks = _without_title_line(split_blocks(text), title)
    words = words_of(lexicon)
    comments = len(blocks) if is_body else _comments_start(blocks, words)
    told = _Text(
        blocks=blocks,
        words=words,
        title=key_of(title or ""),
        authors={key_of(author) for author in authors},
        comments=comments,
        in_capitals=_in_capitals(text),
        is_body=is_body,
    )
    told.closes = _article_end(told)
    told.clocks = sum(CLOCK.match(block.text) is not None for block in blocks)
    for index, block in enumerate(blocks):
        rules = COMMENT_RULES if index >= comments else ARTICLE_RULES
        told.index = index
        parts = next(found for rule in rules if (found := rule(block, told)) is not None)
        told.seen += parts
        told.paragraphs += any(part.segment.kind == "paragraph" for part in parts)
    return tuple(told.seen)


# The title


def _without_title_line(blocks: list[Block], title: str | None) -> list[Block]:
    """The blocks, the first cut after the title where both stand on one line."""
    wanted = (title or "").strip()
    if not blocks or len(WORD.findall(wanted)) < 3 or not blocks[0].text.startswith(wanted):
        return blocks
    first = blocks[0]
    rest = first.text[len(wanted) :]
    body = rest.lstrip(" \t\n.|–—-")
    if not body or rest == body:
        return blocks
    cut = first.end - len(body)
    head = first.text[: cut - first.start].rstrip()
    return [
        Block(first.start, first.start + len(head), head, first.indent),
        Block(cut, first.end, body, 0),
        *blocks[1:],
    ]


def given_title(block: Block, told: _Text) -> Sequence[Part] | None:
    """The first block says what the title says."""
    if told.index < 2 and not told.paragraphs and told.title and key_of(block.text) == told.title:
        return [_part(block, "title", "given_title")]
    return None


def headline(block: Block, told: _Text) -> Sequence[Part] | None:
    """The first block is no sentence, and much longer text follows."""
    if told.index or told.is_body or len(told.blocks) < 2 or told.title or ends_sentence(block.text):
        return None
    count = len(_opening_words(block.text))
    body = any(
        len(each.text) > len(block.text) and ends_sentence(each.text) for each in told.blocks[1 : OPENING + 1]
    )
    if 2 <= count <= HEADLINE and body and _dateline(block, told) is None:
        return [_part(block, "title", "headline")]
    return None


# Who wrote it, where and when


def byline(block: Block, told: _Text) -> Sequence[Part] | None:
    """A line near the start or the end that names who wrote the text, and nothing else."""
    if not (_is_opening(told) or told.index > told.closes - CLOSING):
        return None
    if key_of(block.text) in told.authors:
        return [_part(block, "byline", "byline")]
    match = told.words.byline_start.match(block.text.lstrip("("))
    if match is None:
        return None
    names = _names(block.text.lstrip("(")[match.end() :])
    if names is None or (
        ends_sentence(block.text) and told.index <= OPENING and not block.text.endswith(")")
    ):
        return None
    told.authors.update(key_of(name) for name in names)
    return [_part(block, "byline", told.words.rule("byline_start", match[0]))]


def byline_opening(block: Block, told: _Text) -> Sequence[Part] | None:
    """A paragraph that opens with who wrote it: NAME WRITES, then a dash or a colon."""
    if not _is_opening(told):
        return None
    match = told.words.byline_verb.match(block.text)
    if match is None or not _is_name(match["name"], most=4):
        return None
    told.authors.add(key_of(match["name"]))
    rule = told.words.rule("byline_verb", match["verb"])
    return _cut(block, match.end(), "byline", rule)


def author_note(block: Block, told: _Text) -> Sequence[Part] | None:
    """The last blocks of an article say who wrote it."""
    if not told.paragraphs or told.index <= told.closes - CLOSING:
        return None
    if _is_longer(block, 2 * SHORT):
        return None
    key = key_of(block.text)
    match = told.words.author_note.search(block.text)
    if match is None:
        return None
    form = told.words.form_of(match[0], *AUTHOR_NOTES)
    named = any(len(author) > 4 and author in key for author in told.authors)
    if named or form == "author_note_sure":
        return [_part(block, "byline", told.words.rule(form, match[0]))]
    return None


def hour(block: Block, told: _Text) -> Sequence[Part] | None:
    """An entry of a log opens with its hour: 14:10 Police have ..."""
    match = CLOCK.match(block.text) if told.clocks >= LOG else None
    return None if match is None else _cut(block, match.end(), "dateline", rule_of("segment", "hour"))


def dateline(block: Block, told: _Text) -> Sequence[Part] | None:
    """A paragraph at the start opens with its place, day or agency, and a dash."""
    if not _is_opening(told) or _is_label(block, told):
        return None
    if (match := told.words.no_dateline.match(block.text)) and not told.in_capitals:
        return [_part(block, "paragraph", told.words.rule("no_dateline", match["word"]))]
    end = _dateline(block, told)
    return None if end is None else _cut(block, end, "dateline", rule_of("segment", "dateline"))


def _is_label(block: Block, told: _Text) -> bool:
    """Whether what stands before a colon opens a later block as well, as speakers do in a transcript."""
    label, colon, _ = block.text[:DATELINE_LENGTH].partition(":")
    return bool(colon) and any(
        other.text.startswith(label + colon) for other in told.blocks[told.index + 1 :]
    )


def _dateline(block: Block, told: _Text) -> int | None:
    match = DATELINE.match(block.text[:DATELINE_LENGTH])
    if match is None:
        return None
    place = match["place"]
    city = place.partition(",")[0]
    if told.words.has("article", city.partition(" ")[0]):
        return None
    in_capitals = city.isupper() and len(city) > 2 and not told.in_capitals
    if match["colon"]:
        sure = in_capitals and ends_sentence(block.text) and len(city) > 3
    else:
        sure = in_capitals or bool((match["agency"] or match["date"]) and _is_name(place, most=9))
    return match.end() if sure else None


def day_line(block: Block, told: _Text) -> Sequence[Part] | None:
    """A line near the start says when the text appeared."""
    if not _is_opening(told) or len(block.text) > 90 or ends_sentence(block.text):
        return None
    match = re.search(DATE, block.text, re.IGNORECASE)
    if match is None:
        return None
    before = block.text[: match.start()].strip(" ,:|-–—\n")
    stated = told.words.date_label.match(before)
    if not before or (stated and stated.end() == len(before)):
        rule = told.words.rule("date_label", stated[0]) if stated else rule_of("segment", "day_line")
        return [_part(block, "dateline", rule)]
    return None


# What is no part of the article


def furniture(block: Block, told: _Text) -> Sequence[Part] | None:
    """Words by which a site's own parts are known."""
    words = _furniture_words(block, told.words)
    if words is None:
        return None
    form = told.words.form_of(words, *FURNITURE)
    told.after_form = told.after_form or form == "reply"
    return [_part(block, "furniture", told.words.rule(form, words))]


def _furniture_words(block: Block, words: PageWords) -> str | None:
    match = words.reply.match(block.text) or words.furniture.match(block.text)
    if match is None or _is_longer(block, SHORT):
        return None
    whole = words.form_of(match[0], *FURNITURE) == "furniture_line"
    return None if whole and key_of(match[0]) != key_of(block.text) else match[0]


def form_field(block: Block, told: _Text) -> Sequence[Part] | None:
    """What stands below the heading of a form for comments: the names of its fields."""
    if told.after_form and not _is_longer(block, 4) and not ends_sentence(block.text):
        return [_part(block, "furniture", "form_field")]
    return None


def caption_label(block: Block, told: _Text) -> Sequence[Part] | None:
    """A short block that opens with a word for a picture, or says that something is to be seen in one."""
    if _is_longer(block, 2 * SHORT):
        return None
    match = told.words.caption.search(block.text)
    if match is None:
        return None
    form = told.words.form_of(match[0], *CAPTIONS)
    if form == "caption_label" and (match.start() or not block.text[match.end() :].lstrip().startswith(":")):
        return None
    return [_part(block, "caption", told.words.rule(form, match[0]))]


def credit(block: Block, told: _Text) -> Sequence[Part] | None:
    """A block that ends in the name of a photographer or a picture agency."""
    if _is_longer(block, 2 * SHORT):
        return None
    enclosed = ENCLOSED.search(block.text)
    last = enclosed["inside"] if enclosed else block.text[-60:]
    match = told.words.credit.search(last)
    if match is not None and (enclosed or (match.end() == len(last.rstrip(". ")) and not last.endswith("."))):
        return [_part(block, "caption", told.words.rule("credit", match[0]))]
    slashed = SLASHED.search(block.text[-120:])
    if slashed is None or (slashed["end"] and _is_longer(block, 12)):
        return None
    if _is_name(slashed["name"], most=5) and _is_name(slashed["agency"], most=4):
        return [_part(block, "caption", "slashed_credit")]
    return None


def verbless(block: Block, told: _Text) -> Sequence[Part] | None:
    """One short sentence between paragraphs with a participle and no verb that makes it one: a caption."""
    words = _opening_words(block.text)
    if not 4 <= len(words) <= SHORT or not _is_between(told) or told.in_capitals:
        return None
    if re.search(r"[.!?…][\"”’)]*\s|[\"“”«»]", block.text) or not words[0][0].isupper():
        return None
    place = _participle_place(words)
    if place is None:
        return None
    kept = _keeping_word([word.lower().replace("’", "'") for word in words], place, told.words)
    return [_part(block, "paragraph", kept) if kept else _part(block, "caption", "verbless")]


def _participle_place(words: Sequence[str]) -> int | None:
    """Where the first form in -ing stands, if what is before it may be no more than who is seen.

    A word in -s further before may be the verb of a sentence, as in `provides family camping`.
    """
    for place, word in enumerate(words[1:-1][:SUBJECT], 1):
        if word.endswith("ing") and word.islower() and "-" not in word and len(word) > 5:
            return place
        if word.islower() and word.endswith("s") and not words[place + 1].endswith("ing"):
            return None
    return None


def _keeping_word(words: Sequence[str], place: int, known: PageWords) -> str | None:
    """The rule of the word that keeps a block in the article although a form in -ing stands in it."""
    looked_for = (
        *(("preposition", word) for word in (words[0], words[place - 1])),
        ("article", words[place - 1]),
        ("no_participle", words[place]),
        *(("finite", word) for word in words),
    )
    named = next((known.rule(form, word) for form, word in looked_for if known.has(form, word)), None)
    if named is None and any(known.is_regular_past(word) for word in words):
        return rule_of("segment", "paragraph")
    return named


def quoted_lines(block: Block, _told: _Text) -> Sequence[Part] | None:
    """Lines behind the mark of a quotation in Markdown and mail."""
    return [_part(block, "quote_block", "quoted_lines")] if block.text.startswith("> ") else None


def paragraph(block: Block, _told: _Text) -> Sequence[Part]:
    """All else."""
    return [_part(block, "paragraph", "paragraph")]


# Comments


def _comments_start(blocks: Sequence[Block], words: PageWords) -> int:
    """The index of the first block that belongs to the comments; behind the last where there are none."""
    form = next((i for i, block in enumerate(blocks) if words.reply.match(block.text)), None)
    for index in range(1, len(blocks)):
        if _is_comments_heading(blocks[index], words) or _is_author_says(blocks, index, words):
            return index
        if form is not None and index < form and _is_first_item(blocks[index]):
            return index
    return len(blocks)


def _is_comments_heading(block: Block, words: PageWords) -> bool:
    match = words.comments_heading.match(block.text) or words.comments_counted.match(block.text)
    if match is None or len(block.text) > 150 or ends_sentence(block.text):
        return False
    rest = block.text[match.end() :].strip()
    return not rest or bool(match["count"] and match["of"] and rest[0] in "\"'“‘«„")


def _is_author_says(blocks: Sequence[Block], index: int, words: PageWords) -> bool:
    """NAME says: on a line of its own, then a day."""
    if index + 1 >= len(blocks) or not words.comment_verb.fullmatch(blocks[index].text):
        return False
    return re.match(DATE, blocks[index + 1].text, re.IGNORECASE) is not None


def _is_first_item(block: Block) -> bool:
    match = ITEM.match(block.text)
    return match is not None and match[1] == "1" and block.indent > 0


def comments_heading(block: Block, told: _Text) -> Sequence[Part] | None:
    """The line above the comments."""
    if not _is_comments_heading(block, told.words):
        return None
    for form, pattern in told.words.headings:
        match = pattern.match(block.text)
        if match is not None:
            return [_part(block, "furniture", told.words.rule(form, match["word"]))]
    return None


def comment(block: Block, told: _Text) -> Sequence[Part]:
    """A paragraph of a comment, with its author and day where a line before it told them."""
    if ITEM.match(block.text):
        told.author = told.when = None
    line = AUTHOR_LINE.match(block.text)
    says = told.words.comment_verb.fullmatch(block.text)
    rule = rule_of("segment", "comment")
    if line and _is_name(line["name"], most=6):
        told.author, told.when = line["name"].strip(), day_of(line["date"])
    elif says and _is_author_says(told.blocks, told.index, told.words):
        told.author, told.when = says["name"].strip(), day_of(told.blocks[told.index + 1].text)
        rule = told.words.rule("comment_verb", says["verb"])
    segment = Segment("comment", block.start, block.end, told.author, told.when)
    return [Part(segment, rule)]


ARTICLE_RULES: tuple[Rule, ...] = (
    given_title,
    furniture,
    form_field,
    byline,
    byline_opening,
    hour,
    dateline,
    day_line,
    headline,
    caption_label,
    credit,
    author_note,
    verbless,
    quoted_lines,
    paragraph,
)

COMMENT_RULES: tuple[Rule, ...] = (comments_heading, furniture, form_field, comment)


# What the rules ask


def _is_longer(block: Block, most: int) -> bool:
    """Whether a block has more words than so many."""
    return len(_opening_words(block.text)) > most


@lru_cache(maxsize=1)
def _opening_words(text: str) -> Sequence[str]:
    """The words of a block, as many as any rule counts: rules ask one after another of the same block."""
    return first_words(text, 2 * SHORT + 1)


def _is_opening(told: _Text) -> bool:
    return told.paragraphs == 0 and len(told.seen) <= OPENING


def _is_between(told: _Text) -> bool:
    """Whether longer text of the article stands on both sides."""
    return told.paragraphs > 0 and told.index < told.closes


def _article_end(told: _Text) -> int:
    """The index of the last block before the comments that is no furniture."""
    last = told.comments - 1
    while last > 0 and _furniture_words(told.blocks[last], told.words) is not None:
        last -= 1
    return last


def _names(text: str) -> list[str] | None:
    """The names in the rest of a byline; None where it says anything else."""
    names = [name.strip(" .)\n") for name in re.split(r",|;|\band\b|&|\n|\|", text)]
    names = [name for name in names if name]
    if not names or len(names) > 8 or not all(_is_name(name, most=6) for name in names):
        return None
    return names if len(WORD.findall(names[0])) > 1 or text.isupper() else None


def _is_name(text: str, *, most: int) -> bool:
    """Whether every word but the small ones inside begins with a capital."""
    words = first_words(text, most + 1)
    if not 0 < len(words) <= most or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word[0].isdigit() or len(word) <= 3 for word in words)


def _in_capitals(text: str) -> bool:
    letters = "".join(LETTERS.findall(text[:4000]))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _part(block: Block, kind: SegmentKind, rule: str) -> Part:
    named = rule if "/" in rule else rule_of("segment", rule)
    return Part(Segment(kind, block.start, block.end), named)


def _cut(block: Block, end: int, kind: SegmentKind, rule: str) -> list[Part]:
    """The block's beginning as a part of its own; the rest is a paragraph."""
    head = block.text[:end].rstrip()
    rest = block.text[end:].lstrip()
    parts = [Part(Segment(kind, block.start, block.start + len(head)), rule)]
    if rest:
        body = Segment("paragraph", block.end - len(rest), block.end)
        parts.append(Part(body, rule_of("segment", "paragraph")))
    return parts
