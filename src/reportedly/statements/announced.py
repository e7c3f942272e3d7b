"""Counts that a noun or a bare number attributes: "the ministry's toll was 40", "the hospital gave six".

What is counted says here that somebody counted. Each rule looks at the grammar around a count that
`mentions/counted_groups.py` found, so that words for counting ("figure", "toll", "give") attribute nothing
where nobody was killed, hurt or held.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..language.clauses import Tree
from ..language.closed_classes import OF_BODIES, OF_CONTENTS, OF_TELLERS
from ..lexicon import Lexicon, rule_of
from ..mentions.actors import actor_at
from ..mentions.breakdowns import BEFORE_NUMBER
from ..mentions.counted_groups import Tally
from ..mentions.measures import CountedGroup, load_measures, places_of
from ..mentions.told_numbers import noun_brought
from ..records import Actor, Certainty, Document, Stance
from .attributions import Attribution
from .cue_words import words_of
from .cues import VERBS, is_passive
from .lists import items_under
from .offsets import trimmed
from .owned_words import owner_of
from .quotation_cues import Offsets
from .retractions import Retracting, keeper_of, retracting_of, retractor, taker_of
from .sources import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 14
"""Words between a noun of counts and the colon that opens what it counts."""
LANDS = frozenset({"state", "province", "district", "county", "city", "region"})
"""Whose authorities count: "the province's count"."""
STEPS = 2
"""Words above a number up to the verb that tells it: "the count was 40 dead"."""
APPOSED = frozenset({"appos", "npadvmod", "attr", "dobj", "conj", "dep", "nsubj"})
"""Labels that the parse gives to ", a number from the ministry"."""
DASHES = frozenset({"–", "—", "-", "--", ",", ";"})
"""Marks before a clause that points back at what stands before it."""
POINTING = frozenset({"that", "those", "these", "this"})
HELD = frozenset({"killed", "injured", "missing", "arrested"})
NOW = frozenset({"VBZ", "VBP"})
COLON = frozenset({":"})
ENDS = frozenset({".", "!", "?", ";"})


@dataclass(frozen=True, slots=True)
class _Page:
    """What the rules look at."""

    document: Document
    tally: Tally
    actors: Sequence[Actor]
    records: frozenset[str]
    """Nouns that stand for a count: figure, toll, tally."""
    owned: frozenset[str]
    """Those of them behind which "of" tells who counted: the figure of the agency."""
    texts: frozenset[str]
    """Nouns that stand for a text: post, report, statement."""
    official: frozenset[str]
    """Adjectives that tell who counted: official."""
    rumours: frozenset[str]
    """Nouns for what others say: reports, claims."""
    retracting: Retracting
    """Verbs that take back what was said."""
    setting: frozenset[str]
    """Verbs that set a count: raise, lower."""
    places: list[int] = field(default_factory=list)
    """Where somebody is counted, in order."""

    def speaks(self, noun: Token) -> bool:
        """Whether a noun names somebody who can speak, or a text."""
        if noun.lemma_.lower() in self.texts or actor_at(self.actors, noun.idx, noun.idx + len(noun)):
            return True
        return any(child.dep_ == "compound" and self.speaks(child) for child in noun.children)

    def is_person(self, noun: Token) -> bool:
        """Whether a noun is in the name of one person."""
        actor = actor_at(self.actors, noun.idx, noun.idx + len(noun))
        return actor is not None and actor.type == "person"

    def counts_between(self, start: int, end: int) -> bool:
        """Whether somebody is counted there."""
        return bisect_left(self.places, start) < bisect_left(self.places, end)


def find_announced(
    document: Document, tally: Tally, actors: Sequence[Actor], lexicon: Lexicon
) -> list[Attribution]:
    """The attributions of counts by noun, by colon, by bare number and by what is taken back, in order."""
    if not tally.counted:
        return []
    page = _Page(
        document=document,
        tally=tally,
        actors=actors,
        records=words_of(lexicon, "record"),
        owned=frozenset(w for e in lexicon.cues if e.form == "record" and "of" in e.along for w in e.words),
        texts=words_of(lexicon, "medium"),
        official=words_of(lexicon, "official"),
        rumours=words_of(lexicon, "rumour"),
        retracting=retracting_of(lexicon),
        setting=frozenset(load_measures(lexicon).corrects),
        places=sorted(each.head.idx for each in tally.counted),
    )
    found = {each.place: each for rule in RULES for each in rule(page)}
    return [found[place] for place in sorted(found)]


def _by_bare_number(page: _Page) -> Iterator[Attribution]:
    """The hospital gave six; before, the prosecution gave 225."""
    for each in page.tally.counted:
        verb = _governor(each.head)
        if each.word.form != "tells" or verb is None or is_passive(verb):
            continue
        source = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if source is not None and source.lower_ not in page.records and page.speaks(source):
            yield _attribution("bare-number", source, verb, (_first(each.head), _last(each.head)))


def _by_holding(page: _Page) -> Iterator[Attribution]:
    """The coroner has 48 corpses, the union's list has 61 dead: who has a number of them counts them."""
    for each in page.tally.counted:
        verb = each.head.head
        if each.measure not in HELD or each.word.form not in ("state", "counted") or each.head.dep_ != "dobj":
            continue
        source = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if verb.lemma_ != "have" or verb.tag_ not in NOW or source is None:
            continue
        owner = owner_of(source) if source.lower_ in page.records or source.lower_ == "list" else source
        if owner is not None and page.speaks(owner) and owner.tag_ not in ("NNS", "NNPS"):
            yield _attribution("holding", owner, verb, (_first(each.head), max(each.end, _last(each.head))))


def _governor(number: Token) -> Token | None:
    verb = number.head.head if number.head.dep_ == "prep" else number.head
    return verb if verb.pos_ in VERBS else None


def _by_owner(page: _Page) -> Iterator[Attribution]:
    """The ministry's toll was 40; the count by the union reached 60; police put their own toll at nine."""
    told: dict[int, tuple[Token, list[Offsets]]] = {}
    for each in page.tally.counted:
        noun = count_noun(page.tally.tree, each, page.records) or _count_of(page, each)
        noun = noun or (noun_brought(each.head, page.records) if each.word.form == "tells" else None)
        if noun is not None and not _is_told_by_another(noun):
            number = _first(each.head), max(each.end, _last(each.head))
            told.setdefault(noun.i, (noun, []))[1].append(number)
    for noun, pieces in told.values():
        source = _owner(page, noun)
        behind = [piece for piece in pieces if piece[0] > noun.idx]
        if source is not None and behind:
            content = min(start for start, _ in behind), max(end for _, end in behind)
            yield _attribution("owned-count", source, noun, content)


def _count_of(page: _Page, each: CountedGroup) -> Token | None:
    """The noun for a count behind which "of" tells those counted: the ministry's [figure] of 12 dead."""
    of = each.head.head
    owned = of.lower_ == "of" and of.dep_ == "prep" and of.head.lower_ in page.records
    return of.head if owned and each.head.dep_ == "pobj" else None


def _is_told_by_another(noun: Token) -> bool:
    """Whether somebody else tells what is among those of a count: "he said its toll included two guards"."""
    verb = noun.head
    return noun.dep_ == "nsubj" and verb.lemma_ == "include" and verb.dep_ == "ccomp"


def _by_change(page: _Page) -> Iterator[Attribution]:
    """The ministry lowered the toll to 24: who sets a count is who tells it."""
    for each in page.tally.counted:
        noun = count_noun(page.tally.tree, each, page.records) or _count_set(page, each)
        verb = None if noun is None or noun.dep_ != "dobj" else noun.head
        if noun is None or verb is None or verb.lemma_.lower() not in page.setting or is_passive(verb):
            continue
        source = subject_of(verb)
        if source is not None and source.i < verb.i and page.speaks(source):
            yield _attribution("set-count", source, verb, (_first(noun), max(each.end, _last(each.head))))


def _count_set(page: _Page, each: CountedGroup) -> Token | None:
    """The noun for the number that a verb sets to another: the count of "lowered its count to 38"."""
    verb = _governor(each.head)
    nouns = () if verb is None else verb.children
    return next((noun for noun in nouns if noun.dep_ == "dobj" and noun.lower_ in page.records), None)


def count_noun(tree: Tree, each: CountedGroup, records: frozenset[str]) -> Token | None:
    """The noun of which a number is told: the toll of "the toll was 40"; None where it is no such count."""
    if each.word.form == "toll":
        return _count_that_has(each.trigger, records)
    place = each.head.i
    for _ in range(STEPS + 1):
        for noun in tree.below(place, "nsubj", "nsubjpass", "csubj"):
            if tree.lowers[noun] in records and noun != each.head.i:
                return tree.tokens[noun]
        place = tree.heads[place]
    return None


def _count_that_has(toll: Token, records: frozenset[str]) -> Token:
    """The noun that "of" or "for" leads from to what it counts: the tally of "its tally of the dead"."""
    above = toll.head.head if toll.dep_ == "pobj" and toll.head.lower_ in ("of", "for") else toll
    return above if above.lower_ in records else toll


def counts_of_before(tally: Tally, lexicon: Lexicon) -> frozenset[int]:
    """Where numbers stand that were told before by whoever it was: "the previous official toll was 40"."""
    records, former = words_of(lexicon, "record"), words_of(lexicon, "former")
    told = ((each, count_noun(tally.tree, each, records)) for each in tally.counted)
    return frozenset(
        each.head.idx
        for each, noun in told
        if noun is not None and any(child.lower_ in former for child in noun.children)
    )


def _owner(page: _Page, noun: Token) -> Token | None:
    """Who counted: the ministry's toll, the ministry toll, a toll from the ministry, confirmed by it."""
    for child in noun.children:
        if child.dep_ == "poss" and (
            page.speaks(child) or _is_a_lands(page, noun, child)
            if child.pos_ != "PRON"
            else _is_a_bodys(page, child)
        ):
            return child
        if child.dep_ in ("compound", "nmod") and page.speaks(child) and not page.is_person(child):
            return child  # "the ministry toll"; "the Sidi Bouzid toll" is of a town
    source = _from(page, noun)
    return source or (_of_office(page, noun) if noun.lower_ in page.owned else None)


def _is_a_lands(page: _Page, noun: Token, owner: Token) -> bool:
    """Whether a land counts, as "the province's count of 40": its "toll of 40" is of those who died there."""
    return noun.lower_ in page.owned and owner.lower_ in LANDS


def _is_a_bodys(page: _Page, pronoun: Token) -> bool:
    """Whether "its" is said of the body that the sentence before began with: not of a town or a flood."""
    before = pronoun.doc[pronoun.sent.start - 1].sent if pronoun.sent.start else None
    if before is None or pronoun.lower_ not in OF_BODIES:
        return False
    subjects = (child for child in before.root.children if child.dep_ in ("nsubj", "nsubjpass"))
    actors = (actor_at(page.actors, noun.idx, noun.idx + len(noun)) for noun in subjects)
    return any(actor is not None and actor.type == "organisation" for actor in actors)


def _of_office(page: _Page, noun: Token) -> Token | None:
    """The organisation or office of "the figure of the agency": whose it is made it, and is not counted."""
    for of in (child for child in noun.children if child.dep_ == "prep" and child.lower_ in OF_CONTENTS):
        for word in (child for child in of.children if child.dep_ == "pobj"):
            actor = actor_at(page.actors, word.idx, word.idx + len(word))
            if actor is not None and actor.type in ("organisation", "role"):
                return word
    return None


def _from(page: _Page, noun: Token) -> Token | None:
    """The object of "from" or "by" behind a noun, or behind a participle that is said of it."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.i > noun.i:
            source = _from(page, child)
        elif child.dep_ in ("prep", "agent") and child.lower_ in OF_TELLERS:
            objects = [word for word in child.children if word.dep_ == "pobj"]
            source = next((word for word in objects if page.speaks(word)), None)
        else:
            continue
        if source is not None:
            return source
    return None


def _by_apposition(page: _Page) -> Iterator[Attribution]:
    """Nine people died, a toll confirmed by the ministry; 40 are dead, a number from a post."""
    doc = page.tally.tree.doc
    for noun in (doc[place] for place in places_of(doc, page.records)):
        if noun.dep_ not in APPOSED or noun.i < 2:
            continue
        first = noun.left_edge
        opened = first.tag_ == "DT" and first.i > 0 and first.nbor(-1).text in (",", "–", "—", "-", "--")
        source = _owner(page, noun) if opened else None
        if source is None:
            continue
        content = trimmed(page.document.text, (_opening(first), first.idx))
        if content is not None and page.counts_between(*content):
            yield _attribution("apposed-count", source, noun, content)


def _by_gap(page: _Page) -> Iterator[Attribution]:
    """The union counts 187 dead, [the Herald 205], [the police at 21]: others' numbers without a verb."""
    for each in page.tally.counted:
        if each.named and each.part_of is None:
            before = each.head.nbor(-1)
            name = before.nbor(-1) if before.lower_ in BEFORE_NUMBER else before
            if page.speaks(name):
                content = each.head.idx, _last(each.head)
                yield _attribution("other-teller", name, each.head, content)


def _by_pointing(page: _Page) -> Iterator[Attribution]:
    """Nine dead - those are the latest numbers from the coast guard; that is the ministry's count."""
    doc = page.tally.tree.doc
    for noun in (doc[place] for place in places_of(doc, page.records)):
        verb = noun.head
        if noun.dep_ != "attr" or verb.lemma_ != "be":
            continue
        subjects = (child for child in verb.children if child.dep_ == "nsubj" and child.i > 0)
        pointing = next((subject for subject in subjects if subject.lower_ in POINTING), None)
        if pointing is None:
            continue
        source, before = _owner(page, noun), pointing.nbor(-1)
        if source is None:
            continue
        last = _opening(before) if before.text in DASHES else pointing.sent.start_char
        start = last if before.text in DASHES else doc[max(0, pointing.sent.start - 1)].sent.start_char
        content = trimmed(page.document.text, (start, before.idx if before.text in DASHES else last))
        if content is not None and page.counts_between(*content):
            yield _attribution("pointed-count", source, noun, content)


def _opening(token: Token) -> int:
    """Where the clause before a token begins: behind a semicolon, or with the sentence."""
    place = token.i
    while place > 0 and not token.doc[place].is_sent_start and token.doc[place - 1].text != ";":
        place -= 1
    return token.doc[place].idx


def _by_colon(page: _Page) -> Iterator[Attribution]:
    """We have official figures: nine people died; the ministry gave these figures: nine dead."""
    doc = page.tally.tree.doc
    for colon in (doc[place] for place in places_of(doc, COLON)):
        if colon.i + 1 >= len(doc):
            continue
        noun = _record_before(page, colon)
        source = None if noun is None else _colon_source(page, noun)
        if noun is None or source is None:
            continue
        line = trimmed(page.document.text, (doc[colon.i + 1].idx, _ending(colon)))
        told = items_under(page.document.text, colon.idx) or ((line,) if line is not None else ())
        if any(page.counts_between(*content) for content in told):
            yield replace(_attribution("counts-colon", source, colon, told[0]), content_at=told)


def _by_report(page: _Page) -> Iterator[Attribution]:
    """Refused to comment on reports of 50 deaths: the number is the reports', whoever made them."""
    doc = page.tally.tree.doc
    for noun in (doc[place] for place in places_of(doc, page.rumours)):
        of = next(
            (child for child in noun.children if child.dep_ == "prep" and child.lower_ in OF_CONTENTS), None
        )
        inner = None if of is None else next((word for word in of.children if word.dep_ == "pobj"), None)
        if of is None or inner is None or taker_of(noun, page.retracting) is not None:
            continue
        if any(child.lower_ == "no" for child in noun.children):
            continue
        content = trimmed(page.document.text, (inner.left_edge.idx, _last(inner.right_edge)))
        if content is not None and page.counts_between(*content):
            yield _attribution("reports-of", _owner(page, noun), noun, content, "alleges", "unconfirmed")


def _by_retraction(page: _Page) -> Iterator[Attribution]:
    """The ministry retracted its earlier toll of 14: said by it before, now denied by it, or not."""
    doc = page.tally.tree.doc
    for noun in (doc[place] for place in places_of(doc, page.records | page.texts | page.rumours)):
        content = noun.left_edge.idx, _last(noun.right_edge)
        kept = keeper_of(noun, page.retracting) if noun.lower_ in page.records else None
        if kept is not None and page.counts_between(*content):
            yield _attribution("kept", retractor(kept), kept, content)
        verb = taker_of(noun, page.retracting)
        if verb is None or is_passive(verb) or verb.lemma_.lower() in page.setting:
            continue
        if page.counts_between(*content):
            yield _attribution("taken-back", retractor(verb), verb, content, "denies", "denied")


def _record_before(page: _Page, colon: Token) -> Token | None:
    """The first noun of counts behind the last verb before a colon."""
    found = None
    for word in reversed(colon.doc[max(0, colon.i - REACH) : colon.i]):
        if word.text in ENDS or word.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            break
        if word.lower_ in page.records:
            found = word
        if word.is_sent_start:
            break
    return found


def _colon_source(page: _Page, noun: Token) -> Token | None:
    """Who counted, or gives the count, or the count itself where it is official."""
    owner = _owner(page, noun)
    if owner is not None:
        return owner
    giver = subject_of(noun.head) if noun.dep_ == "dobj" and noun.head.pos_ in VERBS else None
    if giver is not None and page.speaks(giver):
        return giver
    return noun if any(child.lower_ in page.official for child in noun.children) else None


def _ending(colon: Token) -> int:
    """Where the sentence behind a colon ends."""
    doc = colon.doc
    starts = [word.i for word in doc[colon.i + 2 : colon.i + 2 + 400] if word.is_sent_start]
    last = doc[starts[0] - 1] if starts else doc[min(len(doc), colon.i + 402) - 1]
    return last.idx + len(last)


RULES: Sequence[Callable[[_Page], Iterator[Attribution]]] = (
    _by_colon,
    _by_apposition,
    _by_owner,
    _by_change,
    _by_report,
    _by_bare_number,
    _by_holding,
    _by_gap,
    _by_pointing,
    _by_retraction,
)
"""What finds them; of two at one place the later is kept."""


def _first(word: Token) -> int:
    return word.left_edge.idx


def _last(word: Token) -> int:
    return word.idx + len(word)


def _attribution(
    rule: str,
    source: Token | None,
    cue: Token,
    content: Offsets,
    stance: Stance = "asserts",
    certainty: Certainty = "reported",
) -> Attribution:
    return Attribution(
        rule=rule_of("count", rule),
        kind="speech",
        stance=stance,
        certainty=certainty,
        place=cue.idx,
        source=source,
        source_at=None if source is None else _source_at(source, cue),
        cue_at=((cue.idx, _last(cue)),),
        content_at=(content,),
        direct=False,
        frame=rule,
    )


def _source_at(source: Token, cue: Token) -> Offsets:
    """The phrase of a source, without its "'s" and never over its cue."""
    left, right = source.left_edge, source.right_edge
    if right.dep_ == "case":
        right = right.nbor(-1)
    if left.i <= cue.i <= right.i or right.i >= cue.i > source.i:
        right = source
    return min(left.idx, source.idx), _last(right)


def without_known(announced: Sequence[Attribution], found: Sequence[Attribution]) -> list[Attribution]:
    """Those announced that no cue attributes already, by its own place or to the same source."""
    places = {attribution.place for attribution in found}
    told: dict[tuple[Offsets, bool], list[Offsets]] = {}
    for each in found:
        if each.source_at is not None:
            told.setdefault((each.source_at, each.stance == "denies"), []).extend(each.content_at)
    return [each for each in announced if each.place not in places and not _is_told(each, told)]


def _is_told(each: Attribution, told: Mapping[tuple[Offsets, bool], Sequence[Offsets]]) -> bool:
    """Whether its source speaks already for the same words, or denies them already."""
    if each.source_at is None:
        return False
    pieces = told.get((each.source_at, each.stance == "denies"), ())
    return any(start < last and first < end for start, end in pieces for first, last in each.content_at)
