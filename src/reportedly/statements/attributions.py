"""A cue with its source and content as offsets into the document, before it is a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..frozen import quick
from ..language.closed_classes import NEGATIONS, NEGATIVE_WORDS
from ..language.columns import columns_of
from ..language.quotes import Quotation
from ..lexicon import Lexicon, rule_of
from ..records import Certainty, Claimant, Document, Stance
from .content_ends import Heads, pruned
from .contents import find_content
from .cue_words import cue_words, words_of
from .cues import ANSWERS, VERBS, FoundCue
from .lists import find_announced
from .offsets import characters, combined, parents_of, runs, trimmed, whole_words, with_quoted, within_marks
from .quotation_cues import Offsets, Speech, join_quotations
from .rejections import is_rejection, rejecting_of
from .sources import find_source, is_nobodys, is_relayed, is_unsaid, may_hide, source_stretch, subject_of
from .stretches import Content

if TYPE_CHECKING:
    from spacy.tokens import Token

WORD = re.compile(r"\w")
RELATIVE = frozenset({"relcl", "acl", "advcl", "pcomp"})
ANONYMITY = 60
"""Characters of the longest wish to stay without a name."""


@quick
@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, where."""

    rule: str
    kind: Literal["speech", "thought", "act", "relay"]
    stance: Stance
    certainty: Certainty
    place: int
    """Where the head of the cue stands; the start of the content where there is no cue."""
    source: Token | None
    source_at: Offsets | None
    cue_at: tuple[Offsets, ...]
    content_at: tuple[Offsets, ...]
    direct: bool
    frame: str
    """By which frame the content was found; `quotation` where quotation marks alone gave it, `list` where
    a colon alone did."""
    cue: FoundCue | None = None
    through: int | None = None
    """The place of the attribution through which it came: who cites or quotes it."""
    channel: tuple[str, ...] = ()
    """Names of those through whom it came, as far as the cue itself has them."""
    refused: bool = False
    """Whether somebody would not say it, or has not yet: "declined to say", "has yet to say"."""
    speaker: str | None = None
    """Who speaks by what the page says, where no words of the text are the source."""
    issuer: Claimant | None = None
    """The publisher, where it issued the text and says it itself."""
    by_outlet: bool = False
    """Whether the page speaks of what it said itself: "an earlier version of this article"."""


def attribute(
    document: Document, cues: Sequence[FoundCue], quotations: Sequence[Quotation], lexicon: Lexicon
) -> list[Attribution]:
    """Every cue that has a content, with its source and content, in order of the cues."""
    heads = Heads(
        frozenset(cue.head.i for cue in cues if cue.entry.kind == "speech"),
        frozenset(cue.head.i for cue in cues),
        frozenset(cue.head.i for cue in cues if cue.entry.stance in ANSWERS),
    )
    read = [_content(cue, heads) for cue in cues]
    speeches = [_speech(cue, content) for cue, content in read]
    speaking = [i for i, (cue, _) in enumerate(read) if _can_quote(cue)]
    joined = join_quotations(document, quotations, [speeches[i] for i in speaking], _points(cues))
    held = {speaking[i]: pieces for i, pieces in joined.items()}
    empty = {i for i, (_, content) in enumerate(read) if content is None and i not in held}
    announced = find_announced(document, [cue.head.idx for cue, _ in read], empty)
    marked = quotations, parents_of(quotations)
    found = [
        _attribution(document, cue, content, held.get(i, ()), announced.get(i, ()), marked, heads, lexicon)
        for i, (cue, content) in enumerate(read)
    ]
    return list(_without_governors([attribution for attribution in found if attribution is not None]))


def _without_governors(found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions without those whose verb only leads to another's: "declined" of "declined to say"."""
    led = {a.cue.head.head.i for a in found if a.refused and a.cue is not None}
    return (a for a in found if a.cue is None or a.cue.head.i not in led)


def _is_answered(cue: FoundCue, source: Token, answers: frozenset[int]) -> bool:
    """Whether a noun stands for what others said, which its sentence's subject only answers.

    Who "denied reports that nine died" did not report it.
    """
    noun = cue.head
    return cue.entry.form == "noun" and noun.head.i in answers and not noun.is_ancestor(source)


def _is_called_false(cue: FoundCue, lexicon: Lexicon) -> bool:
    """Whether a verb says of its object that it is untrue: "called the report a lie"."""
    if cue.entry.form != "verb" or not {"as", "of"} & set(cue.entry.along):
        return False
    objects = [child for child in cue.head.children if child.dep_ == "dobj"]
    said = [child for child in cue.head.children if child.dep_ in ("oprd", "ccomp", "xcomp")] + objects[1:]
    for word in (cue.head, *objects):
        said += [noun for child in word.children if child.lower_ == "as" for noun in child.children]
    near = {form for noun in said for word in (noun, *noun.conjuncts) for form in _forms(word)}
    if objects and _last_word(cue.head) not in objects:
        near.update(_forms(_last_word(cue.head)))
    return not near.isdisjoint(words_of(lexicon, "falsehood"))


def _is_called_absurd(cue: FoundCue, lexicon: Lexicon) -> bool:
    """Whether a verb calls a statement absurd: "called the charge against him absurd"; a price may be so too.

    The words between are looked at, since the parse gives the adjective to any of the nouns before it.
    """
    if cue.entry.form != "verb" or not {"as", "of"} & set(cue.entry.along):
        return False
    noun = _called(cue.head)
    if noun is None or noun.lemma_.lower() not in words_of(lexicon, "noun"):
        return False
    for word in noun.doc[max(noun.i, cue.head.i) + 1 : cue.head.right_edge.i + 1]:
        if word.lower_ in words_of(lexicon, "absurdity"):
            return word.i + 1 == len(word.doc) or word.nbor().tag_[:2] not in ("NN", "JJ")
        if word.is_punct or word.dep_ == "cc" or word.tag_.startswith("VB"):
            return False
    return False


def _called(verb: Token) -> Token | None:
    """The noun of which a verb says what it is: its subject in the passive, else the first noun behind it."""
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if passive is not None:
        return passive
    for word in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if word.tag_ in ("PRP", "IN") or word.is_punct:
            return None
        following = word.nbor().tag_ if word.i + 1 < len(word.doc) else ""
        if word.tag_.startswith("NN") and following[:2] not in ("NN", "PO"):
            return word
    return None


def _forms(word: Token) -> tuple[str, str]:
    return word.lemma_.lower(), word.lower_


def _last_word(verb: Token) -> Token:
    """The last word that a verb governs, also where the parse gives it to a noun: "[a report a lie]"."""
    inside = verb.doc[verb.i : verb.right_edge.i + 1]
    return next((word for word in reversed(inside) if word.is_alpha), verb)


def _is_refused(cue: FoundCue, lexicon: Lexicon) -> bool:
    """Whether somebody will not say it, or has yet to."""
    verb, governor = cue.head, cue.head.head
    if verb.dep_ == "pcomp":
        return _leading_words(governor) in words_of(lexicon, "refuses")
    if verb.dep_ != "xcomp":
        return False
    late = any(c.lower_ == "yet" and governor.i < c.i < verb.i for c in (*governor.children, *verb.children))
    return late or governor.lemma_.lower() in words_of(lexicon, "refuses")


def _leading_words(preposition: Token) -> str:
    """The verb before a preposition with what stands between them: "stop short of", "refrain from"."""
    verb = preposition.head if preposition.head.pos_ in VERBS else preposition.head.head
    between = (word.lower_ for word in verb.doc[verb.i + 1 : preposition.i])
    return " ".join((verb.lemma_.lower(), *between, preposition.lower_))


def is_of_nobody(source: Token | None) -> bool:
    """Whether a source is nobody: "no group claimed the attack", "none of them said so", "not one clerk".

    "Not only" and "no fewer than nine" are somebody.
    """
    if source is None:
        return False
    if source.lower_ in NEGATIVE_WORDS - {"no"}:
        return True
    return any(_is_none_of(child) for child in source.children)


def _is_none_of(word: Token) -> bool:
    """Whether a word makes its noun nobody: "[no] group", "not [one] clerk"; not "no fewer than 12"."""
    doc, behind = word.doc, word.doc[min(word.i + 1, len(word.doc) - 1)]
    if word.dep_ == "det" and word.lower_ in ("no", "neither"):
        return behind.tag_ not in ("JJR", "RBR")
    is_one = word.lower_ == "one" and word.i > 0 and doc[word.i - 1].lower_ in NEGATIONS
    return is_one and behind.lower_ not in ("but", "of")


def _is_for_anonymity(text: str, contents: Sequence[Offsets], lexicon: Lexicon) -> bool:
    """Whether somebody only asks to stay without a name: "who asked not to be named"."""
    said = " ".join(text[start:end] for start, end in contents)
    near = said[:ANONYMITY].lower()
    return len(said) <= ANONYMITY and any(words in near for words in words_of(lexicon, "anonymity"))


def _is_counted(source: Token, held: Sequence[Offsets]) -> bool:
    """Whether a bare number is of those told of, not of tellers: "23 bodies recovered, 40 still sought".

    Who speaks has the verb's own clause or a quotation behind it: "23 said that guards had beaten them".
    """
    if source.tag_ != "CD" or not source.text[:1].isdigit():
        return False
    verb = source.head
    return not held and not any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def _is_of_other_part(text: str, contents: Sequence[Offsets], source: Token) -> bool:
    """Whether a semicolon parts what is said from who says it behind: "30 died; the army admits"."""
    end = contents[-1][1]
    return end <= source.idx and ";" in text[end : source.idx]


def _points(cues: Sequence[FoundCue]) -> frozenset[int]:
    """Where points belong to an abbreviation, as the tokenizer knows it: those of "Mr." and "Wis."."""
    if not cues:
        return frozenset()
    columns = columns_of(cues[0].head.doc)
    words = zip(columns.starts, columns.texts, strict=True)
    return frozenset(start + len(word) - 1 for start, word in words if word[-1:] == "." and len(word) > 1)


def _content(cue: FoundCue, heads: Heads) -> tuple[FoundCue, Content | None]:
    """The cue as the first of its readings that has a content here, with that content."""
    for reading in (cue, *cue.others):
        content = find_content(reading)
        if content is not None:
            return reading, pruned(content, reading, heads)
    return next((reading for reading in (cue, *cue.others) if _can_quote(reading)), cue), None


def _can_quote(cue: FoundCue) -> bool:
    return "clause" in cue.entry.takes or "quote" in cue.entry.takes


def _speech(cue: FoundCue, content: Content | None) -> Speech:
    pieces = tuple(characters(cue.head.doc, content.stretches)) if content else ()
    return Speech(cue.head.idx, pieces, cue.head.dep_ not in RELATIVE)


def _attribution(
    document: Document,
    cue: FoundCue,
    content: Content | None,
    held: Sequence[Offsets],
    announced: Sequence[Offsets],
    marked: tuple[Sequence[Quotation], Sequence[int]],
    heads: Heads,
    lexicon: Lexicon,
) -> Attribution | None:
    doc = cue.head.doc
    parsed = list(characters(doc, content.stretches)) if content else []
    pieces = combined(parsed, [*held, *announced], cue.head.idx, document.text)
    pieces = [whole_words(document.text, piece, cue.head) for piece in pieces]
    if content is not None and content.frame == "object" and pieces:
        pieces[-1] = with_quoted(document.text, pieces[-1], marked[0])
    whole = [within_marks(document.text, piece, cue.head.idx, *marked) for piece in pieces]
    trims = (trimmed(document.text, piece) for piece in whole)
    contents = tuple(piece for piece in trims if piece and WORD.search(document.text, *piece))
    source = content.source if content and content.source is not None else find_source(cue, heads.every)
    source = None if source is not None and _is_answered(cue, source, heads.answers) else source
    if source is not None and _is_counted(source, held):
        return None
    frame = content.frame if content else "quotation" if held else "list"
    silent = (source is None and not may_hide(cue, frame)) or is_nobodys(cue)
    if _is_for_anonymity(document.text, contents, lexicon) or (frame == "object" and is_of_nobody(source)):
        return None
    if not contents or silent or is_relayed(cue) or (not held and not announced and is_unsaid(cue)):
        return None
    if source is not None and not held and _is_of_other_part(document.text, contents, source):
        return None
    words = cue_words(cue, content.cue if content else (), lexicon)
    rejecting = cue.entry.kind == "speech" and is_rejection(cue, rejecting_of(lexicon))
    denied = any(child.dep_ == "neg" for child in cue.head.children)
    called = not denied and (_is_called_false(cue, lexicon) or _is_called_absurd(cue, lexicon))
    false = cue.entry.stance == "asserts" and (rejecting or called)
    if source is not None and cue.entry.form == "verb" and source in words:
        source = subject_of(source.head)
    source_at = next(characters(doc, [source_stretch(source, cue)]), None) if source is not None else None
    return Attribution(
        rule=rule_of("cue", cue.entry),
        kind=cue.entry.kind,
        stance="denies" if false else cue.entry.stance,
        certainty="denied" if false else cue.entry.certainty,
        place=cue.head.idx,
        source=source,
        source_at=source_at,
        cue_at=tuple(runs(words)),
        content_at=contents,
        direct=bool(held),
        frame=frame,
        cue=cue,
        refused=_is_refused(cue, lexicon),
    )
