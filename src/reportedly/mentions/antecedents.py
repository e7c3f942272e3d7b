"""Whom a pronoun stands for: the actor before it that fits in number and kind, subjects first.

A plain version of what Lappin and Leass call salience (Computational Linguistics 20(4), 1994): the same
sentence before the one before, subjects before the rest, the nearer before the farther; never somebody
whom the same verb takes beside the pronoun. Pronouns are no mentions of their own: a record for every
"he" would only repeat what the claim or event that needs it says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..frozen import quick
from ..language.columns import columns_of
from ..lexicon import Lexicon, rule_of
from ..records import Actor, Segment

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SENTENCES = 3
"""How many sentences a pronoun looks back over, its own among them."""
NAME_BEHIND = 12
"""Tokens behind a post in which the name of who holds it stands."""
LOOKED_AT = 25
"""Mentions that a pronoun looks back over, so that the work does not grow with a sentence's length."""

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PERSONAL = frozenset({"PRP", "PRP$"})
RELATIVE = frozenset({"WP", "WDT", "WP$"})
THINGS = frozenset({"NOUN", "NUM"})
LED_BACK = PERSONAL | RELATIVE
APART = frozenset({"caption", "comment", "furniture"})
"""Segments that somebody else wrote, or that were put between: a "they" there is nobody of the article."""


@quick
@dataclass(frozen=True, slots=True)
class _Trace:
    """Where an actor was last spoken of: a mention's head, or a pronoun already led back."""

    head: Token
    actor: Actor
    sentence: int


class Antecedents:
    """Whom each pronoun of a document stands for; led back once, in order of the text, then only read.

    A pronoun that was led back counts as a mention for those behind it.
    """

    def __init__(
        self,
        doc: Doc,
        actors: Sequence[Actor],
        lexicon: Lexicon,
        said: Mapping[int, Sequence[tuple[int, int]]] = MappingProxyType({}),
        quoted: Sequence[tuple[int, int, int]] = (),
        segments: Sequence[Segment] = (),
    ) -> None:
        """`said` are the stretches of the text that a pronoun, by its place, says: nobody there is meant.

        Of "the toll that the ministry gave was wrong, it said" the ministry is.

        `quoted` are those between quotation marks, each with the place of its speaker's head: nobody calls
        himself "he" there.

        `segments` are those of the document: a comment, a caption and the text around them are read each for
        itself.
        """
        self._said = said
        self._quoted = sorted(quoted)
        self._opened = [start for start, _, _ in self._quoted]
        self._sexes = _sexes(actors, lexicon)
        self._of_text: dict[str, list[_Trace]] = defaultdict(list)
        self._found: dict[int, Actor] = {}
        heads = dict(zip((head.i for head in _heads(doc, actors)), actors, strict=True))
        self._heads = heads
        tags = columns_of(doc).tags
        texts, starts = _texts(segments), [segment.start for segment in segments]
        sentences: dict[str, int] = defaultdict(int)
        for sentence in doc.sents:
            at = bisect_right(starts, sentence.start_char) - 1
            text = texts[at] if at >= 0 else ""
            self._traces, number = self._of_text[text], sentences[text]
            sentences[text] += 1
            for place in range(sentence.start, sentence.end):
                if place not in heads and tags[place] not in LED_BACK:
                    continue
                token = doc[place]
                actor = heads.get(place) or self._led_back(token, number, heads)
                if actor is not None and not _is_in_brackets(token):
                    self._traces.append(_Trace(token, actor, number))

    def of(self, token: Token) -> Actor | None:
        """Whom a personal, possessive or relative pronoun stands for; None where nobody fits."""
        return self._found.get(token.i)

    def _led_back(self, token: Token, number: int, heads: Mapping[int, Actor]) -> Actor | None:
        actor = None
        if token.tag_ in RELATIVE:
            actor = _of_relative(token, heads)
        elif token.tag_ in PERSONAL and "3" in token.morph.get("Person", []) and not _is_empty(token):
            actor = self._nearest(token, number)
        if actor is not None:
            self._found[token.i] = actor
        return actor

    def _nearest(self, token: Token, number: int) -> Actor | None:
        """The actor of the nearest sentence, subjects first, and of these the last named.

        For a pronoun that speaks those who spoke come before the other subjects.
        """
        near = [trace for trace in self._traces[-LOOKED_AT:] if number - trace.sentence < SENTENCES]
        taken = {trace.actor.key or trace.actor.id for trace in near if _same_verb(trace.head, token)}
        taken |= self._speaker_around(token)
        said, speaks = self._said.get(token.i, ()), token.i in self._said
        several, sex = "Plur" in token.morph.get("Number", []), _sex(token)
        fitting = [
            (trace.sentence, speaks and self._speaks(trace.head), _rank(trace.head), place)
            for place, trace in enumerate(near)
            if (trace.actor.key or trace.actor.id) not in taken
            and (_tells(trace.head) or not any(start <= trace.head.idx < end for start, end in said))
            and self._fits(trace.actor, sex, several=several)
        ]
        if not fitting:
            return None
        trace = near[max(fitting)[-1]]
        actor = self._name_behind(trace) or trace.actor
        self._learn(actor, token)
        return actor

    def _name_behind(self, trace: _Trace) -> Actor | None:
        """The name that says who somebody is who was told of by a post: "the minister, Ana Ruiz"."""
        if trace.actor.type != "role":
            return None
        behind = trace.head.doc[trace.head.i + 1 : trace.head.i + 1 + NAME_BEHIND]
        beside = (word for word in behind if word.dep_ == "appos" and word.head == trace.head)
        named = (self._heads.get(word.i) for word in beside)
        return next((actor for actor in named if actor is not None and actor.type == "person"), None)

    def _speaks(self, head: Token) -> bool:
        """Whether somebody was told to say something, not only in passing by a "who"."""
        return head.i in self._said and head.tag_ not in RELATIVE

    def _speaker_around(self, token: Token) -> frozenset[str]:
        """Who says the quotation that a pronoun stands in."""
        place = bisect_right(self._opened, token.idx) - 1
        if place < 0 or token.idx >= self._quoted[place][1]:
            return frozenset()
        actor = self._heads.get(self._quoted[place][2])
        return frozenset() if actor is None else frozenset({actor.key or actor.id})

    def _learn(self, actor: Actor, token: Token) -> None:
        """Keep that a person was called he or she."""
        if actor.type in ("person", "role") and (sex := _sex(token)):
            self._sexes.setdefault(actor.key or actor.id, sex)

    def _fits(self, actor: Actor, sex: str | None, *, several: bool) -> bool:
        if several:
            return actor.type in ("group", "organisation", "state")
        if sex is None:
            return actor.type in ("organisation", "state")
        return actor.type in ("person", "role") and self._sexes.get(actor.key or actor.id) in (None, sex)


def _texts(segments: Sequence[Segment]) -> list[str]:
    """To which text each segment belongs: to the article, or to a comment or caption of its own.

    The paragraphs of a comment follow one another under one name.
    """
    texts, before = [], None
    for segment in segments:
        if segment.kind not in APART:
            texts.append("")
        elif before is not None and segment.author is not None and _is_same_comment(before, segment):
            texts.append(texts[-1])
        else:
            texts.append(f"{segment.kind} {segment.start}")
        before = segment
    return texts


def _is_same_comment(before: Segment, segment: Segment) -> bool:
    return (before.kind, before.author, before.when) == (segment.kind, segment.author, segment.when)


def _sex(token: Token) -> str | None:
    gender = token.morph.get("Gender", [])
    return "female" if "Fem" in gender else "male" if "Masc" in gender else None


def _rank(head: Token) -> int:
    """Subjects before objects, objects before all others; the man of "hit a man who fled" stays an object."""
    if head.dep_ in SUBJECTS and head.tag_ not in RELATIVE:
        return 2
    return int(head.dep_ == "dobj")


def _same_verb(head: Token, token: Token) -> bool:
    """Whether both are taken by one verb, as in "Brenn met her"; what is possessed is another matter."""
    return token.tag_ == "PRP" and head.head.i == token.head.i and head.i != token.head.i


def _is_in_brackets(head: Token) -> bool:
    """Whether somebody stands alone in brackets, as an agency does before its report: "Lima (AFP)"."""
    doc, place = head.doc, head.i
    return 0 < place < len(doc) - 1 and doc[place - 1].text == "(" and doc[place + 1].text == ")"


def _tells(head: Token) -> bool:
    """Whether somebody is only named as the teller of a thing: "the toll that [the ministry] gave"."""
    return head.dep_ == "nsubj" and head.head.dep_ == "relcl" and head.head.head.pos_ in THINGS


def _is_empty(token: Token) -> bool:
    """The "it" of "it is clear that" and "it seems that"."""
    verb = token.head
    return token.dep_ == "expl" or (
        _sex(token) is None
        and token.dep_ == "nsubj"
        and any(child.dep_ in ("ccomp", "csubj") for child in verb.rights)
        and (verb.tag_[:2] != "VB" or any(child.dep_ in ("acomp", "attr") for child in verb.rights))
    )


def _of_relative(token: Token, heads: Mapping[int, Actor]) -> Actor | None:
    """The noun that the relative clause hangs from."""
    verb = token
    while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i:
        verb = verb.head
    return heads.get(verb.head.i) if verb.dep_ == "relcl" else None


def _heads(doc: Doc, actors: Sequence[Actor]) -> list[Token]:
    """The token of each mention by which it hangs from the rest of its sentence."""
    heads, place, columns = [], 0, columns_of(doc)
    starts, above = columns.starts, columns.heads
    for actor in actors:
        place = max(place, bisect_right(starts, actor.start) - 1)
        last = max(place, bisect_left(starts, actor.end) - 1)
        inside = range(place, last + 1)
        heads.append(next((doc[i] for i in reversed(inside) if above[i] not in inside), doc[last]))
    return heads


def _sexes(actors: Sequence[Actor], lexicon: Lexicon) -> dict[str, str]:
    """What titles and words such as "spokeswoman" tell, by the actors' keys."""
    told = _told_by_rule(lexicon)
    return {actor.key or actor.id: told[actor.rule] for actor in actors if actor.rule in told}


@cache
def _told_by_rule(lexicon: Lexicon) -> Mapping[str, str]:
    return {rule_of("role", entry): entry.gender for entry in lexicon.roles if entry.gender}
