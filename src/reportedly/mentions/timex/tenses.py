"""When a clause plays: what decides whether `on Friday` is the last Friday or the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from ...lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLIMB = 12
"""How many heads are climbed; the verb of a clause is two or three away from its times, in lists more."""

VERBS = ("VERB", "AUX")
RELATIONS = ("ADP", "ADV", "SCONJ", "ADJ")
"""What can stand between a time and its verb and tell of the future: `until`, `as soon as`, `due`."""


@dataclass(frozen=True, slots=True)
class Tense:
    """When a clause plays, and the entry of the lexicon that says so, if one does."""

    of: Literal["past", "present", "future", "called"]
    """`called`: that of what is called for, or of the call."""
    entry: str | None = None


FORMS = ("future", "called", "announced", "appointed", "gone", "of")


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The words of the lexicon that tell when a clause plays, each with the name of its entry."""

    future: Mapping[str, str]
    """Verbs that speak of what is to come."""
    called: Mapping[str, str]
    """Verbs that ask for it."""
    announced: Mapping[str, str]
    """Verbs that tell of it where it is appointed."""
    appointed: Mapping[str, str]
    """What is held on a day that is known before: a march, a strike."""
    gone: Mapping[str, str]
    owning: Mapping[str, str]
    """What joins a time to a thing: "the vote of Sunday"."""


PRESENT, PAST = Tense("present"), Tense("past")


@dataclass(frozen=True, slots=True)
class _Verb:
    future: str | None
    """The entry by which it speaks of what is to come."""
    called: str | None
    """The entry by which it asks for what is to come."""
    tense: Tense | None
    looks_back: bool


def clauses_of(doc: Doc, lexicon: Lexicon) -> Clauses:
    """The clauses of a document, with the words of the lexicon that tell of their tense."""
    return Clauses(doc, TenseWords(*(_words(lexicon, form) for form in FORMS)))


@cache
def _words(lexicon: Lexicon, form: str) -> Mapping[str, str]:
    return {word: entry.name for entry in lexicon.times if entry.form == form for word in entry.words}


class Clauses:
    """The tenses and sentences of a parsed document, by offset."""

    def __init__(self, doc: Doc, words: TenseWords) -> None:
        self.doc = doc
        self._words = words
        self._starts: list[int] = doc.to_array("IDX").tolist()
        self._in_sentences = doc.has_annotation("SENT_START")
        self._verbs: dict[int, _Verb] = {}

    def token_at(self, offset: int) -> Token | None:
        """The token that holds the offset, or the last one before it."""
        place = bisect_right(self._starts, offset) - 1
        return self.doc[place] if place >= 0 else None

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Where the sentence that holds the offset begins and ends."""
        token = self.token_at(offset)
        if token is None or not self._in_sentences:
            return 0, self._starts[-1] + 1 if self._starts else 0
        sentence = token.sent
        return sentence.start_char, sentence.end_char

    def measures_adjective(self, offset: int) -> bool:
        """The word at the offset only says how much an adjective right after it holds: `24 years old`."""
        token = self.token_at(offset)
        return token is not None and token.head.pos_ == "ADJ" and token.head.i == token.i + 1

    def part_of_speech_after(self, offset: int) -> str:
        """That of the word after the one at the offset, or nothing."""
        token = self.token_at(offset)
        return "" if token is None or token.i + 1 >= len(self.doc) else self.doc[token.i + 1].pos_

    def counts(self, offset: int) -> bool:
        """The number at the offset belongs to a word after it: `1067 Main Street`."""
        token = self.token_at(offset)
        return token is not None and token.dep_ == "nummod" and token.head.i > token.i

    def counts_noun(self, offset: int) -> bool:
        """The number at the offset counts several: `2000 men`, `killed 2000`, but not `the 1992 protests`."""
        token = self.token_at(offset)
        if token is not None and token.dep_ == "dobj":
            return True
        if token is None or not self.counts(offset) or token.head.tag_ != "NNS":
            return False
        return not any(child.dep_ in ("det", "poss") for child in children_of(token.head))

    def tense_at(self, offset: int) -> Tense:
        """The tense of the verb that governs the word at the offset; present where there is none.

        What belongs to a thing (`Sunday's vote`, `the vote of Sunday`) has none, unless a word before tells.
        """
        words = list(self._upwards(offset))
        place = next((place for place, word in enumerate(words) if word.pos_ in VERBS), len(words))
        below, verbs = words[:place], [word for word in words[place:] if word.pos_ in VERBS]
        if entry := self._told_below(below[1:], self._words.gone):
            return Tense("past", entry)
        if entry := self._told_below(below[1:], self._words.future):
            return PAST if verbs and self._verb(verbs[0]).looks_back else Tense("future", entry)
        if any(word.dep_ == "poss" or word.lower_ in self._words.owning for word in below):
            return PRESENT
        return self._tense_of_verbs(verbs, offset)

    def _upwards(self, offset: int) -> Iterator[Token]:
        """The word at the offset, its head, and so on."""
        token = self.token_at(offset)
        for _ in range(CLIMB):
            if token is None:
                return
            yield token
            token = token.head if token.head != token else None

    def _told_below(self, words: Iterable[Token], telling: Mapping[str, str]) -> str | None:
        told = (telling.get(word.lower_) for word in words if word.pos_ in RELATIONS)
        return next(filter(None, told), None)

    def _tense_of_verbs(self, verbs: Iterable[Token], offset: int) -> Tense:
        """That of the first that tells; in `on Friday they planned a march` Friday is no part of the plan.

        What somebody is called to do is still to come; what is called for may be, or the day is that of the
        call.
        """
        for place, verb in enumerate(verbs):
            told = self._verb(verb)
            if (appointed := self._appointed(verb, offset)) is not None:
                return Tense("future", appointed)
            if told.called and verb.idx < offset:
                return Tense("future" if place else "called", told.called)
            if told.future and (place or verb.tag_ != "VBD" or verb.idx < offset):
                return Tense("future", told.future)
            if told.tense:
                return told.tense
        return PRESENT

    def _appointed(self, verb: Token, offset: int) -> str | None:
        """The entry by which a day is that of the march announced or called for, not of the call.

        What announces says it by itself; of a call the thing called for tells that its day is known before.
        """
        lemma = verb.lemma_.lower()
        if lemma not in self._words.called and lemma not in self._words.announced:
            return None
        children = children_of(verb)
        objects = [child for child in children if child.dep_ == "dobj" and lemma in self._words.announced]
        preps = [child for child in children if child.dep_ == "prep" and child.lower_ == "for"]
        objects += [noun for prep in preps for noun in children_of(prep) if noun.dep_ == "pobj"]
        told = (self._words.appointed.get(noun.lemma_.lower()) for noun in objects if noun.idx < offset)
        appointed = next(filter(None, told), None)
        return appointed and self._words.announced.get(lemma, appointed)

    def _verb(self, verb: Token) -> _Verb:
        """What a verb and its auxiliaries tell, looked at once."""
        if verb.i not in self._verbs:
            children = children_of(verb)
            auxiliaries = [child for child in children if child.dep_ in ("aux", "auxpass")]
            telling = (child.lower_ for child in children if child.dep_ in ("aux", "acomp"))
            words = [verb.lemma_.lower(), *telling]
            future = next((entry for word in words if (entry := self._words.future.get(word))), None)
            called = self._words.called.get(words[0])
            refused = any(child.dep_ == "neg" for child in children)
            self._verbs[verb.i] = _Verb(
                future, called, _tense_of(verb, auxiliaries), _looks_back(auxiliaries, refused=refused)
            )
        return self._verbs[verb.i]


def children_of(token: Token) -> list[Token]:
    """The tokens that depend on a token; none without a parse, where spaCy reads beyond its memory."""
    return list(token.children) if token.dep else []


def _tense_of(verb: Token, auxiliaries: Sequence[Token]) -> Tense | None:
    """The tense of a verb; None where its head must tell, as with infinitives."""
    tags = {word.tag_ for word in auxiliaries} | {verb.tag_}
    if "VBD" in tags or tags == {"VBN"}:
        return PAST
    if tags & {"VBZ", "VBP", "MD"}:
        return PAST if any(word.lemma_ == "have" for word in auxiliaries) else PRESENT
    return None


def _looks_back(auxiliaries: Sequence[Token], *, refused: bool) -> bool:
    """`had not met until Friday`, `did not meet until Friday` tell of a Friday that is over."""
    past = any(word.tag_ == "VBD" for word in auxiliaries)
    return past and (refused or any(word.lemma_ == "have" for word in auxiliaries))
