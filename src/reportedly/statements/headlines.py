"""Attributions without a cue word: "Ministry: 18 dead", `"..." - Ana Ruiz`, "RUIZ: ...", comments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ..language.closed_classes import BULLETS, SPEAKING_SEVERAL
from ..language.quotes import Quotation, marked_end
from ..lexicon import Lexicon, rule_of, words_of_form
from ..mentions.actors import actor_at
from ..records import Actor, Document, Segment
from .attributions import Attribution
from .cue_words import words_of
from .offsets import trimmed
from .quotation_cues import Offsets

LONGEST_NAME = 60
"""Characters of the longest name before a colon or behind a dash; longer ones are clauses."""
HEADLINE_WORDS = 25
"""Words of the longest headline whose speaker stands behind it or before a dash."""
LONGEST_BEFORE = 400
"""Characters before a name in brackets among which the sentence that it says begins."""
LEAST_WORDS = 3
"""Words that a headline must have behind its colon to be a statement; one fewer with a number ("18 dead")."""

BY_MODEL = "-by-model"
"""The end of the rules by which nothing but the parser's model takes words for a name."""

MOST_OF_TALK = 0.75
"""Part of a page's paragraphs that open with a name before a colon where the page is one talk."""

LINKING_WORDS = 1
"""Words between two quotations of one speaker behind a colon: `"We stay" and "we will not leave"`."""

COUNTED = r"(?!\s*\d[\d,]*\s*(?:[.;](?!\d)|\n|\Z))"
"""What does not follow a name: a number alone, of which a label says what it counts, "Survivors: 6."."""
COLON = re.compile(rf"(?P<name>[^\W\d_a-z][^:\n.!?;“”\"]{{0,58}}?)(?P<colon>:)(?!\d){COUNTED}\s*(?P<rest>\S)")
NEXT = re.compile(r"(?P<name>[^\W\d_][^:\n.!?;“”\"]{0,58}?)(?P<colon>:)(?!\d)\s*(?P<rest>\S)")
"""The like behind a semicolon, where a name may stand in small letters."""
DASHED = re.compile(r"(?P<name>[^\W\d_a-z][^:\n.!?;“”\"–—]{0,58}?)\s+(?P<colon>[–—]|--?)\s+(?P<rest>\S)")
YEAR = r"(?!(?:19\d|20[0-3])\d\s+(?![A-Z]{3,4}\b|[ap]\.?m\b|[–—-]))"  # "2011 Census", but "2011 GMT"
CLOCK = re.compile(
    rf"(?:(?:\d{{1,2}}[:.h]\d{{2}}|{YEAR}[0-2]\d[0-5]\d(?=\s))\s*(?:[ap]\.?m\.?|[A-Z]{{3,4}}\b)?[\s:–—-]+)?"
)
"""The hour that opens an entry of a live page: "14:05 Ministry: 18 dead"; a year does not: "2011 Census:"."""
QUOTING = frozenset({"signed", "entry", "labelled"})
"""Layouts whose quotation a cue may hold already."""
QUOTED = "\"'“„«‘"
LAST = re.compile(
    r"(?P<rest>[^\n]*\S)\s*(?P<colon>:|(?<=\s)(?:[–—]|--?)(?=\s))\s*(?P<name>[^\n:;!?–—]{2,60}?)\s*"
)
"""The speaker behind the statement: "18 dead in riots: ministry"."""
BEHIND = re.compile(r"\s+(?:in|of|for|at|from|on|to|and)\s|,")
"""What goes on with who somebody is, rather than with what happened to them."""
OWN_VOICE = re.compile(rf"\b(?:{'|'.join(sorted(SPEAKING_SEVERAL))})\b", re.IGNORECASE)
FROM = re.compile(r"(?:from|voice of)\s+(?=\S)", re.IGNORECASE)
PLACED = re.compile(r"\s+(?:in|at|near|from|on|outside|inside|by)\s[^,]+|,\s+(?:who|which)\s[^,]+")
"""What stands behind a name that opens an entry: where somebody is, or who."""
MOST_BEFORE = 3
"""Words before it: "Red shirt co-[leader Ann Bell]"."""
STOP = re.compile(r"[.!?;]\s+")
SPOKEN = re.compile(r"[\"“„«]?(?P<name>[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я.'’ -]{1,40})(?P<colon>:)\s+(?P<rest>\S)")
WORD = re.compile(r"\w+")
LABEL = re.compile(
    r"(?:Voice of )?(?P<name>[A-ZÀ-ÞА-Я][\w.'’-]+(?: [A-ZÀ-ÞА-Я][\w.'’-]*){0,3})(?P<colon>:)\s+(?P<rest>\S)"
)
"""A name before a colon, as in a talk in print: "Ana Ruiz: We stay."."""
SENTENCE = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]+\s+[^\W\d_]+[^.!?]*[.!?…]|(?:\S+\s+){8}")
"""A comment says something where it has a whole sentence or many words; a name or a date alone does not."""
IN_BRACKETS = re.compile(
    r"(?:(?<=\d )|(?P<word>\b[a-z]+ ))?(?P<open>\()(?P<name>[^\W\d_][^()\n]{1,58})\)"
    r"(?=[.!]|\s*(?:\n|\Z)|(?(word)(?!)|(?:[,;]|\s+(?:or|and))\s+[^()\n.]{0,30}\d[^()\n.]{0,20} \())|"
    r"(?<=\s)(?P<dash>[–—]|--?)\s(?P<last>[^\W\d_][^()\n.,;:–—]{1,58})(?=[.]?\s*(?:\n|\Z))"
)
"""Who says a sentence, behind it: "Nine were hurt (police).", "Nine were hurt - police."."""
OPENING = re.compile(rf"[\s*{BULLETS}–—-]*")
"""What opens an item of a list."""
LABELLED = re.compile(
    r"(?:(?:breaking(?: news)?|update(?: \d+)?|live|latest|just in|urgent|alert|flash|newsflash)"
    r"\s*(?:\s-|[:–—])\s*)?",
    re.IGNORECASE,
)
"""What a ticker sets before the name of a speaker: "BREAKING: State TV: the king is dead"."""
NAMES = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*\s*){1,4}(?:[.;]|\Z)")
"""Who holds an office, behind it: "Minister: Ana Ruiz. Deputy: Tim Hall"."""
LABEL_BEFORE = re.compile(r"(?<=[.!?\"”]\s)(?P<name>[^\W\d_a-z][^:.!?\n\"“”]{1,40})(?P<colon>:)\s*\Z")
SIGNED = re.compile(r"\s*(?P<dash>--?|[—–―])\s*(?P<name>[^\W\d_a-z][^\n:;!?“”\"]{1,58}?)[.]?\s*(?=\n|\Z)")


def find_headlines(
    document: Document, quotations: Sequence[Quotation], named: Sequence[Actor], lexicon: Lexicon
) -> Iterator[Attribution]:
    """What titles, transcripts, brackets, signed quotations and comments attribute by their layout."""
    actors, texts = _without_lands(named, lexicon), words_of(lexicon, "medium")
    parts, shouted = _parts_of_talk(document, actors), _shouted(document)
    for index, segment in enumerate(document.segments):
        if segment.kind == "furniture":
            continue
        if segment.kind == "comment":
            yield from _comment(document, segment)
        lines: list[Attribution] = []
        if segment.kind == "title" or index == 0:
            lines = list(_headline(document, segment, actors, texts))
        elif segment.kind != "comment":
            talk = list(_transcript(document, segment, parts | shouted))
            lines = talk or list(_line(document, segment, actors, texts))
            lines = lines or list(_entries(document, segment, actors, texts, quotations))
        yield from lines
        if segment.kind == "paragraph":
            named_there = {each.source_at for each in lines}
            told = _in_brackets(document, segment, actors)
            yield from (each for each in told if each.source_at not in named_there)
    yield from _signed(document, quotations)
    yield from _labelled(document, quotations, actors)


def _without_lands(named: Sequence[Actor], lexicon: Lexicon) -> list[Actor]:
    """The actors but those whom the model alone takes for somebody by the name of a land: "Rukum West"."""
    sides = words_of_form(lexicon, "places", "direction")
    return [a for a in named if not a.rule.endswith(BY_MODEL) or sides.isdisjoint(a.name.lower().split())]


def _headline(
    document: Document, segment: Segment, actors: Sequence[Actor], texts: Collection[str]
) -> Iterator[Attribution]:
    """Somebody who can speak, a colon or a dash, and a statement: "Ministry: 18 dead"; or the other way."""
    line_end = document.text.find("\n", segment.start, segment.end)
    line = segment.start, segment.end if line_end < 0 else line_end
    named = list(_leading(document, line, actors))
    if not named and is_headline(document.text[slice(*line)]):
        named = list(_by_dash(document, line, actors, texts))
    for match, rest in named if not _is_scene(document, actors, named) else ():
        content = trimmed(document.text, rest)
        said = document.text[slice(*content)] if content else ""
        if content and says_something(said) and not NAMES.match(said):
            yield by_layout("headline", match.span("name"), match.span("colon"), content)


def _is_scene(
    document: Document, actors: Sequence[Actor], named: Sequence[tuple[re.Match[str], Offsets]]
) -> bool:
    """Whether the one country before a colon is where it happened: "Norland: nine shot in the capital"."""
    if len(named) != 1 or OWN_VOICE.search(document.text, *named[0][1]):
        return False
    actor = actor_at(actors, *named[0][0].span("name"))
    return actor is not None and actor.type == "state" and actor.start == named[0][0].start("name")


def _line(
    document: Document, segment: Segment, actors: Sequence[Actor], texts: Collection[str]
) -> Iterator[Attribution]:
    """A line of a page of headlines; a country before a colon is where it was, not who says it."""
    line = document.text[segment.start : segment.end]
    if segment.kind != "paragraph" or "\n" in line or not is_headline(line):
        return
    for found in _headline(document, segment, actors, texts):
        actor = None if found.source_at is None else actor_at(actors, *found.source_at)
        if actor is not None and actor.type != "state" and found.place < found.content_at[0][0]:
            yield found


def _entries(
    document: Document,
    segment: Segment,
    actors: Sequence[Actor],
    texts: Collection[str],
    quotations: Sequence[Quotation],
) -> Iterator[Attribution]:
    """The lines of a paragraph that somebody's name opens: "14:05 Ministry update: 18 dead. It rained"."""
    start = segment.start
    for line in document.text[segment.start : segment.end].splitlines(keepends=True):
        if segment.kind == "paragraph" and ":" in line:
            yield from _entry(document, (start, start + len(line)), actors, texts, quotations)
        start += len(line)


def _entry(
    document: Document,
    line: Offsets,
    actors: Sequence[Actor],
    texts: Collection[str],
    quotations: Sequence[Quotation],
) -> Iterator[Attribution]:
    """What the name that opens a line says: its quotation, or its first sentence."""
    text, (start, end) = document.text, line
    start = CLOCK.match(text, OPENING.match(text, start, end).end(), end).end()  # type: ignore[union-attr]
    match = COLON.match(text, start, end)
    if match is None:
        return
    first, last = match.span("name")
    before, _, word = text[first:last].rpartition(" ")
    name = first, first + len(before) if word.lower() in texts else last
    name = _without_from(text, name)
    if not (_can_talk(actors, name) or _is_placed(document, actors, name)) or _asks(text, line):
        return
    rest = match.start("rest")
    quoted = text[rest] in QUOTED
    content = trimmed(text, (rest, _end_of_entry(text, (rest, end), quotations)))
    if content and says_something(text[slice(*content)]):
        yield by_layout("entry", name, match.span("colon"), content, direct=quoted)


def _without_from(text: str, name: Offsets) -> Offsets:
    """The name of "From the UN in New York" without "From"."""
    opened = FROM.match(text, *name)
    return name if opened is None else (opened.end(), name[1])


def _is_placed(document: Document, actors: Sequence[Actor], name: Offsets) -> bool:
    """Whether somebody who can speak opens the words, with no more than where or who that is behind.

    "Our correspondent near the prison", "Ann Bell on the phone", "Tim Hall, who sells tea"; not "the mayor
    went on".
    """
    text, (start, end) = document.text, name
    behind = PLACED.search(text, start, end)
    last = start if behind is None else behind.start()
    actor = actor_at(actors, last - 1, last) if last > start else None
    if behind is None or behind.end() != end or actor is None or actor.type in ("group", "state"):
        return False
    return actor.end == last and text[start : actor.start].count(" ") <= MOST_BEFORE


def _asks(text: str, line: Offsets) -> bool:
    return text[slice(*line)].rstrip().endswith("?")


def _end_of_entry(text: str, rest: Offsets, quotations: Sequence[Quotation]) -> int:
    """Where the quotations end that open there, else the first sentence; a mark left open has no end."""
    start, end = rest
    if text[start] not in QUOTED:
        stop = STOP.search(text, start, end)
        return stop.start() if stop else end
    last = start
    for quotation in quotations[bisect_left(quotations, start, key=lambda each: each.opened) :]:
        if quotation.opened >= end or len(text[last : quotation.opened].split()) > LINKING_WORDS:
            break
        last = max(last, end if quotation.closed is None else min(marked_end(quotation, text), end))
    return last if last > start else end


def says_something(words: str) -> bool:
    """Whether words of a headline are enough to be a statement."""
    return len(words.split()) >= LEAST_WORDS - any(letter.isdigit() for letter in words)


def is_headline(line: str) -> bool:
    """Whether a line is short and ends in no mark of a sentence."""
    return len(line.split()) <= HEADLINE_WORDS and not line.rstrip().endswith((".", "!", "?", ":"))


def _leading(
    document: Document, line: Offsets, actors: Sequence[Actor]
) -> Iterator[tuple[re.Match[str], Offsets]]:
    """Names before a colon, each with the words up to the next: "Police: 18 dead. Army: 20 dead"."""
    start, end = unlabelled(document.text, line)
    named: list[re.Match[str]] = []
    for place in (start, *(stop.end() for stop in STOP.finditer(document.text, start, end))):
        match = (NEXT if named else COLON).match(document.text, place, end)
        if match is not None and _is_somebody(document, actors, match.span("name")):
            named.append(match)
        elif not named:
            return
    ends = [*(match.start("name") for match in named[1:]), end]
    for match, last in zip(named, ends, strict=True):
        yield match, (match.start("rest"), last)


def unlabelled(text: str, line: Offsets) -> Offsets:
    """Offsets of a line without the bullet, the hour or the word of a ticker that opens it."""
    start, end = line
    for opening in (OPENING, CLOCK, LABELLED, CLOCK):
        start = opening.match(text, start, end).end()  # type: ignore[union-attr]
    return start, end


def _is_somebody(document: Document, actors: Sequence[Actor], name: Offsets) -> bool:
    """Whether words name somebody: their last word does, or a phrase behind it tells of where.

    "Police in Bern" do, "Bern tragedy" and "Dam breach" do not.
    """
    start, end = name
    if actor_at(actors, max(start, document.text.rfind(" ", start, end) + 1), end) is not None:
        return True
    actor = actor_at(actors, start, end)
    return actor is not None and BEHIND.match(document.text, actor.end, end) is not None


def _by_dash(
    document: Document, line: Offsets, actors: Sequence[Actor], texts: Collection[str]
) -> Iterator[tuple[re.Match[str], Offsets]]:
    """A headline with a name before a dash, or behind a dash or a colon; a place there is a dateline.

    Behind it stands a text as well: "Pilot was drunk: report".
    """
    start, end = unlabelled(document.text, line)
    match = DASHED.match(document.text, start, end)
    if match is not None and _is_named(actors, match.span("name")):
        yield match, (match.start("rest"), line[1])
        return
    match = LAST.fullmatch(document.text, *line)
    if match is None:
        return
    if _is_named(actors, match.span("name")) or match["name"].lower().removesuffix("s") in texts:
        yield match, match.span("rest")


def _is_named(actors: Sequence[Actor], name: Offsets) -> bool:
    """Whether words are the name of somebody and little else."""
    actor = actor_at(actors, *name)
    if actor is None or actor.type == "state":
        return False
    return 2 * (min(actor.end, name[1]) - max(actor.start, name[0])) > name[1] - name[0]


def _parts_of_talk(document: Document, actors: Sequence[Actor]) -> frozenset[str]:
    """The names that open paragraphs by turns, two or more of them, each at least twice.

    Where nearly all paragraphs open so, and one name again, nobody need speak twice.
    """
    parts = [part for part in document.segments if part.kind not in ("title", "furniture")]
    opened = [LABEL.match(document.text, part.start, part.end) for part in parts]
    named = [match for match in opened if match is not None]
    times = Counter(match["name"] for match in named if _can_talk(actors, match.span("name")))
    names = frozenset(name for name, count in times.items() if count > 1)
    if names and len(named) >= MOST_OF_TALK * len(parts):
        names = frozenset(match["name"] for match in named)
    return names if len(names) > 1 else frozenset()


def _can_talk(actors: Sequence[Actor], name: Offsets) -> bool:
    """Whether a label names a person, an organisation or an office, not a day, a town or a part of a text.

    A single word that only the model takes for a name may be any of these.
    """
    actor = actor_at(actors, *name)
    if actor is None or actor.type == "group" or not _is_named(actors, name):
        return False
    return " " in actor.name or actor.rule.startswith(rule_of("role", ""))


def _shouted(document: Document) -> frozenset[str]:
    """The names in capitals that open paragraphs as speakers: again and again, or named elsewhere.

    "SUMMARY:" and "BACKGROUND:", each once, are parts of a report.
    """
    opened = (SPOKEN.match(document.text, part.start, part.end) for part in document.segments)
    times = Counter(match["name"] for match in opened if match is not None)
    words = Counter(WORD.findall(document.text.lower())) if times else Counter[str]()
    return frozenset(n for n, count in times.items() if count > 1 or words[WORD.findall(n.lower())[-1]] > 1)


def _transcript(document: Document, segment: Segment, names: frozenset[str]) -> Iterator[Attribution]:
    """A speaker in capitals, or one who talks by turns, at the start of a paragraph: "RUIZ: We stay."."""
    match = SPOKEN.match(document.text, segment.start, segment.end)
    if match is None and names:
        match = LABEL.match(document.text, segment.start, segment.end)
        asks = document.text[segment.start : segment.end].rstrip().endswith("?")
        match = None if asks else match
    if match is None or match["name"] not in names:
        return
    content = trimmed(document.text, (match.start("rest"), segment.end))
    if content and len(document.text[slice(*content)].split()) >= LEAST_WORDS:
        yield by_layout("transcript", match.span("name"), match.span("colon"), content)


def _in_brackets(document: Document, segment: Segment, actors: Sequence[Actor]) -> Iterator[Attribution]:
    """A sentence and who says it, in small letters, in brackets or behind a dash: "nine hurt (police)"."""
    text = document.text
    last = segment.start
    for match in IN_BRACKETS.finditer(text, segment.start, segment.end):
        name = match.span("name") if match["name"] else match.span("last")
        cue = match.span("open") if match["name"] else match.span("dash")
        if not _is_named(actors, name) or not (
            text[name[0]].islower() or _is_source(document, actors, name, cue)
        ):
            continue
        start = max(last, cue[0] - LONGEST_BEFORE)
        for stop in STOP.finditer(text, start, cue[0]):
            start = stop.end()
        opening = JOINED if start == last > segment.start else OPENING
        start = opening.match(text, start).end()  # type: ignore[union-attr]
        last = match.end()
        content = trimmed(text, (start, cue[0]))
        opens = content is not None and (text[content[0]].isupper() or text[content[0]].isdigit())
        counted = content is not None and start > segment.start and text[content[0]].isdigit()
        if content and opens and (counted or says_something(text[slice(*content)])):
            yield by_layout("bracketed", name, cue, content)


JOINED = re.compile(r"\s*(?:[,;]|or\b|and\b)?\s*")
"""What parts one count from the next: "12 (army), 40 (union)"."""


def _is_source(document: Document, actors: Sequence[Actor], name: Offsets, cue: Offsets) -> bool:
    """Whether an organisation in brackets tells where numbers are from, and not what a name is short for.

    "Some 1,200 people have fled (Red Crescent)", but not "the World Food Programme (WFP)".
    """
    actor, before = actor_at(actors, *name), document.text[: cue[0]].rstrip()
    if actor is None or actor.type != "organisation" or document.text[cue[0]] != "(":
        return False
    line = before[before.rfind("\n") + 1 :]
    beside = actor_at(actors, len(before) - 1, len(before))
    named = (beside is not None and beside.type != "group") or before[-1:].isdigit()
    return not named and line.rsplit(" ", 1)[-1][:1].islower() and any(letter.isdigit() for letter in line)


def _signed(document: Document, quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """A quotation with a dash and a name behind it, at the end of its line."""
    for quotation in quotations:
        if quotation.depth or quotation.closed is None:
            continue
        end = marked_end(quotation, document.text)
        match = SIGNED.match(document.text, end, end + LONGEST_NAME + 10)
        if match is not None:
            yield by_layout(
                "signed", match.span("name"), match.span("dash"), (quotation.opened, end), direct=True
            )


def _labelled(
    document: Document, quotations: Sequence[Quotation], actors: Sequence[Actor]
) -> Iterator[Attribution]:
    """A quotation behind a name and a colon inside a paragraph: `Both say so. Army: "We hold it."`."""
    for quotation in quotations:
        if quotation.depth or quotation.closed is None:
            continue
        line = document.text.rfind("\n", 0, quotation.opened) + 1
        start = max(line, quotation.opened - LONGEST_NAME)
        match = LABEL_BEFORE.search(document.text, start, quotation.opened)
        if match is not None and match.start() > line and _is_named(actors, match.span("name")):
            end = marked_end(quotation, document.text)
            piece = quotation.opened, end
            yield by_layout("labelled", match.span("name"), match.span("colon"), piece, direct=True)


def _comment(document: Document, segment: Segment) -> Iterator[Attribution]:
    """A comment as what its author says; without a name where the page has none."""
    content = trimmed(document.text, (segment.start, segment.end))
    if content is None or not SENTENCE.search(document.text, *content):
        return
    yield by_layout("comment", None, None, content, speaker=segment.author)


def by_layout(
    rule: str,
    source: Offsets | None,
    cue: Offsets | None,
    content: Offsets,
    *,
    direct: bool = False,
    speaker: str | None = None,
) -> Attribution:
    """What the layout of a page attributes, by a rule of that name."""
    return Attribution(
        rule=rule_of("layout", rule),
        kind="speech",
        stance="asserts",
        certainty="reported",
        place=cue[0] if cue else content[0],
        source=None,
        source_at=source,
        cue_at=(cue,) if cue else (),
        content_at=(content,),
        direct=direct,
        frame=rule,
        speaker=speaker,
    )


def without_repeats(found: Sequence[Attribution], layout: Sequence[Attribution]) -> list[Attribution]:
    """Both together; what a cue already holds is not taken from it by a dash or by the colon behind it."""
    held = sorted(piece for attribution in found if attribution.direct for piece in attribution.content_at)
    starts = [start for start, _ in held]
    places = sorted(attribution.place for attribution in found)
    free = [a for a in layout if a.frame not in QUOTING or not _is_held(a.content_at[0], starts)]
    taken = frozenset(places)
    return [
        *found,
        *(a for a in free if a.source_at is None or not (a.place in taken or _has_one(a.source_at, places))),
    ]


def _has_one(piece: Offsets, places: Sequence[int]) -> bool:
    index = bisect_left(places, piece[0])
    return index < len(places) and places[index] < piece[1]


def _is_held(piece: Offsets, starts: Sequence[int]) -> bool:
    index = bisect_left(starts, piece[0])
    return index < len(starts) and starts[index] == piece[0]
