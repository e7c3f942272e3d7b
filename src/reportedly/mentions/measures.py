"""What the rules that find those counted share: the words of a lexicon, the text, and what is found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..frozen import quick
from ..language.clauses import Clause, Tree
from ..language.closed_classes import (
    EACH_YEAR,
    EXCEEDING,
    LEAVING_OPEN,
    MAY_BE,
    MODALS,
    ORDINALS,
    PUT_AT,
    SUPPOSING,
)
from ..language.columns import columns_of
from ..language.phrases import Phrases
from ..lexicon import Lexicon, MeasureWord, Number
from ..records import Amount, Measure
from .numerals import value_of_digits

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNCOUNTED = frozenset({"duration", "share", "money_sign", "money_code", "money"})
"""Kinds of units whose numbers count neither people nor things."""
UNCOUNTED_ENTITIES = frozenset({"PERCENT", "MONEY", "ORDINAL"})
"""Entities whose numbers are no counts; the model takes too many counts for dates."""
WHOLE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+")
UNPROVEN = frozenset(
    {
        "of_an_abduction",
        "against_law",
        "of_an_arrest",
        "by_captors",
        "of_a_protest",
        "of_a_blow",
        "in_battle",
        "in_masses",
        "forces",
    }
)
"""What entries need whose words alone tell nothing: people are taken, and fall, in many ways."""
TAKEN_FOR_NOUNS = {"shot": "shoot", "freed": "free"}
"""Participles that are nouns as well, or taken for them behind a number, with their verbs."""
NUMBER_OF = "number of "
"""How the name of a toll begins that says whose number it is."""
MASS = 500
"""People who leave a place together because they have to; gangs and break-outs are smaller."""
MOST_JOINED = 8
"""Verbs in a row up to the one that the first of them hangs from."""
LONGEST_PHRASE = 12
"""Tokens from the beginning of a phrase to its head; farther ones are the parser's mistakes."""


@quick
@dataclass(frozen=True, slots=True)
class CountedGroup:
    """Those of whom a measure is said."""

    head: Token
    """The head of their phrase: a noun, a number, a name or a pronoun."""
    word: MeasureWord
    """The entry of the words that say so."""
    measure: Measure
    trigger: Token
    start: int
    end: int
    """The words that say so, as offsets into the document."""
    group: tuple[Token, ...] = ()
    """All that are coordinated with them and of whom the same is said."""
    part_of: Token | None = None
    """Those among whom they are: "eight people, including two children"."""
    named: bool = False
    """Whether their number stands behind a name, and counts all the same: "Masbate 252"."""
    noun: Token | None = None
    """Who they are, where their number stands elsewhere: "the number of [civilians] killed rose to 97"."""


def counted_by(
    word: MeasureWord,
    trigger: Token,
    head: Token,
    clause: Clause | None = None,
    *,
    group: tuple[Token, ...] = (),
    part_of: Token | None = None,
) -> CountedGroup:
    """Those of a head of whom an entry says its measure, found by a word.

    What says so goes from the beginning of their phrase, of the word or of its clause, whichever is first,
    to the last end of the three.
    """
    start, end = min(trigger.idx, left_edge(head)), max(trigger.idx + len(trigger), head.idx + len(head))
    if clause is not None:
        start, end = min(start, clause.start), max(end, clause.end)
    return CountedGroup(head, word, word.measure, trigger, start, end, group, part_of)


class Measures:
    """The words of a lexicon, ready to be looked up by lemma."""

    def __init__(
        self,
        measures: Sequence[MeasureWord],
        kinds: dict[str, str],
        numerals: Sequence[Number],
        tellers: frozenset[str],
    ) -> None:
        self.verbs = _frames_by_verb(measures, "done_to", "undergo", "object")
        self.states = _by_word(measures, "state")
        self.manners = _by_word(measures, "manner")
        self.nouns = _by_word(measures, "counted")
        self.undone = _by_word(measures, "undone")
        self.within = _by_word(measures, "within")
        self.borne = _by_word(measures, "borne")
        self.sought = _by_word(measures, "sought")
        self.unfound = _frames_by_verb(measures, "unfound")
        self.unheard = _by_word(measures, "unheard")
        self.aboard = _by_word(measures, "aboard")
        self.fates = _by_word(measures, "fate")
        self.unknown = _by_word(measures, "unknown")
        """Words by which a fate is unknown: "remains unclear", and, where they are denied, "not known"."""
        self.later = _by_word(measures, "later")
        """Words before a number that comes in the place of another: "49, then 74"."""
        self.corrects = _by_word(measures, "corrects")
        told = [entry for entry in measures if entry.form == "tells"]
        self.tells = {
            **_by_word([entry for entry in told if not {"noun", "participle"} & set(entry.needs)], "tells"),
            **self.corrects,
        }
        self.counts, self.published = (
            _by_word([entry for entry in told if need in entry.needs], "tells")
            for need in ("noun", "participle")
        )
        """Nouns for a number that somebody gives, "the tally"; participles behind one: the 88 made public."""
        self.sizes = frozenset(_by_word(measures, "size"))
        """Nouns that with "of" tell whose number follows: "the size of the crowd"."""
        self.drawing = frozenset(_by_word(measures, "draws"))
        """Verbs by which a crowd has its people: "the march drew 9,000"."""
        self.strengths = _by_word(measures, "strength")
        self.ranging = frozenset(_by_word(measures, "ranges"))
        """Words before "from" and both ends of one amount: "range from 20 to 45"."""
        self.untrue = frozenset(_by_word(measures, "untrue"))
        self.dividing = frozenset(_by_word(measures, "divides"))
        """Nouns by which the lines of a list are divided: "deaths by prison"."""
        self.qualifying = frozenset(_by_word(measures, "qualifies"))
        """Words that leave the heading of a column a plain count: "total deaths"."""
        self.found = frozenset(
            verb for verb, frames in self.verbs.items() if any(entry.form == "object" for _, entry in frames)
        )
        """Verbs whose object tells what they say: "find a body"."""
        self.kinds = kinds
        self.tellers = tellers
        """Nouns for who tells a number, and in what: the union, residents, the report."""
        self._learn_people(measures)
        self._learn_tolls(measures)
        self._learn_numbers(numerals)
        self._learn_phrases(measures)

    def _learn_people(self, measures: Sequence[MeasureWord]) -> None:
        self.wanted, self.fighting, self.captors, self.kept = (
            frozenset(_by_word(measures, form)) for form in ("wanted", "fighting", "captor", "kept")
        )
        """Who hides: suspects, fugitives; who falls in a fight, beside soldiers; who arrests; and how those
        are held who are in no custody: held back, held to account."""
        self.calamities = _by_word(measures, "calamity")
        """What claims people, where a firm or a minister claims otherwise: a flood, a crash."""
        self.looks_back = _by_word(measures, "looks_back")
        """What is done about the dead and the hurt once they are: investigate, mourn."""
        rescue = _by_word(measures, "rescue")
        self.rescue = frozenset(word for word, entry in rescue.items() if "doer" not in entry.needs)
        """Who searches for people in distress, and where."""
        self.kin = frozenset(rescue) - self.rescue
        """Who misses people, and so looks for them."""
        self.uprooted = frozenset(_by_word(measures, "uprooted"))
        """Who flees because he lives there: not soldiers, prisoners or fans."""

    def _learn_phrases(self, measures: Sequence[MeasureWord]) -> None:
        self.compared = {tuple(word.split()): entry for word, entry in _by_word(measures, "compared").items()}
        self.kinds_of_counts = _by_word(measures, "kind_of_count")
        """Adjectives between an article and a bare number that make it somebody's count: "an official 90"."""
        self.hearsay = _by_word(measures, "hearsay")
        """Nouns behind which "of" and a bare number are a count: "reports of 90"."""
        self.counting = frozenset(_by_word(measures, "counting"))
        """Verbs whose subject is a count: "the earlier 90 included the missing"."""
        self.undergoing = frozenset(_by_word(measures, "undergoing"))
        """Verbs behind "of whom 12" that tell how they are: "needed surgery", "lost an eye"."""

    def _learn_tolls(self, measures: Sequence[MeasureWord]) -> None:
        self.tolls = Phrases([(w, e) for e in measures if e.form == "toll" for w in e.words])
        self.totals = Phrases([(w, e) for e in measures if e.form == "total" for w in e.words])
        self.plain_tolls = {w: e for w, e in _by_word(measures, "toll").items() if " " not in w}
        self.numbers_of = {
            word.removeprefix(NUMBER_OF): entry
            for word, entry in _by_word(measures, "toll").items()
            if word.startswith(NUMBER_OF)
        }
        """Those whose number is a toll: the victims of "number of victims"."""
        self.toll_starts = {word.split()[0] for e in measures if e.form == "toll" for word in e.words}

    @cached_property
    def known(self) -> frozenset[str]:
        """The words whose forms or lemmas are worth a look."""
        return frozenset(self.verbs).union(
            self.states,
            self.nouns,
            self.within,
            self.borne,
            self.sought,
            self.toll_starts,
            self.unfound,
            self.unheard,
            self.fates,
            TAKEN_FOR_NOUNS,
        )

    def _learn_numbers(self, numerals: Sequence[Number]) -> None:
        self.values = _values_of(numerals)
        """What the words for numbers are worth."""
        self.vague = _words_of(numerals, "vague")
        """Numbers that stand for a noun as well: dozens, scores."""
        self.amounts = self.vague | _words_of(numerals, "number", "multiplier") | _before_of(numerals)
        """Words that count without a noun, however they are tagged: a dozen, one, both, a total of."""
        self.masses = _masses_of(numerals)  # words for many: thousands, a million
        self.fractions = frozenset(re.split("[ -]", word)[-1] for word in _words_of(numerals, "fraction"))
        self.changes = _words_of(numerals, "change")  # by which a count goes up or down

    def spans_of(self, amounts: Sequence[Amount]) -> list[tuple[int, int]]:
        """Where the amounts stand that can count people and things; ages, shares and money stand nowhere."""
        nowhere = (0, 0)
        return [(each.start, each.end) if self._can_count(each) else nowhere for each in amounts]

    def _can_count(self, amount: Amount) -> bool:
        word = amount.unit.split()[0].lower() if amount.unit else ""
        kinds = {self.kinds.get(word), self.kinds.get(word.removesuffix("s"))}
        ends = [end for end in (amount.low, amount.high) if end is not None]
        return not kinds & UNCOUNTED and all(end >= 0 and end == int(end) for end in ends)

    def kind(self, token: Token) -> str | None:
        """What kind of thing a noun is, where the lexicon of units says so."""
        return self.kinds.get(token.lemma_.lower())


@cache
def load_measures(lexicon: Lexicon) -> Measures:
    """The measures of a lexicon."""
    kinds = {word: unit.kind for unit in lexicon.units for word in unit.words}
    named = (role for role in lexicon.roles if role.form in ("body", "name", "office", "people"))
    told = (cue for cue in lexicon.cues if cue.form == "noun")
    papers = (entry for entry in lexicon.measures if entry.form == "teller")
    phrases = [each.words for each in named] + [each.words for each in told] + [each.words for each in papers]
    tellers = frozenset(word.split()[-1].lower() for words in phrases for word in words)
    return Measures(lexicon.measures, kinds, lexicon.numbers, tellers)


def _frames_by_verb(
    measures: Sequence[MeasureWord], *forms: str
) -> dict[str, list[tuple[tuple[str, ...], MeasureWord]]]:
    """By verb, its entries with the words that stand beside it, the most words first."""
    verbs: dict[str, list[tuple[tuple[str, ...], MeasureWord]]] = {}
    for entry in measures:
        if entry.form in forms:
            for word in entry.words:
                verb, *beside = word.split(" + ")
                verbs.setdefault(verb, []).append((tuple(beside), entry))
    for frames in verbs.values():
        frames.sort(key=lambda frame: -len(frame[0]))
    return verbs


def _values_of(numerals: Sequence[Number]) -> dict[str, float]:
    return {
        word: each.low
        for each in numerals
        if each.form == "number" and each.low is not None
        for word in each.words
    }


def _masses_of(numerals: Sequence[Number]) -> set[str]:
    return {
        word
        for each in numerals
        if each.form in ("vague", "multiplier") and max(each.low or 0.0, each.high or 0.0) >= MASS
        for word in each.words
    }


def _words_of(numerals: Sequence[Number], *forms: str) -> frozenset[str]:
    return frozenset(word for each in numerals if each.form in forms for word in each.words)


def _before_of(numerals: Sequence[Number]) -> frozenset[str]:
    """The nouns of "a pair of", "a total of"."""
    words = (word.split() for each in numerals if each.form in ("vague", "before") for word in each.words)
    return frozenset(
        parts[-2] for parts in words if parts[-1] == "of" and len(parts) == len(("a", "pair", "of"))
    )


def _by_word(measures: Sequence[MeasureWord], form: str) -> dict[str, MeasureWord]:
    return {word: entry for entry in measures if entry.form == form for word in entry.words}


class MeasureContext:
    """What the rules look at."""

    def __init__(self, text: str, tree: Tree, clauses: Sequence[Clause], measures: Measures) -> None:
        self.text = text
        """The document's own words, with the ends of their lines."""
        self.tree = tree
        self.doc = tree.doc
        self.measures = measures
        self.clauses = clauses
        self.by_verb = {clause.predicate.i: clause for clause in clauses}
        self.sentences: list[int] = np.cumsum(tree.doc.to_array("SENT_START") == 1).tolist()
        """The number of each token's sentence."""
        named = measures.values
        self.numbers = [
            place
            for place, tag in enumerate(tree.tags)
            if (tag == "LS" and is_number(tree.tokens[place]))
            or tag == "CD"
            or (tag in ("NN", "NNS") and tree.lowers[place] in named)
        ]
        """Where numbers stand, also those that the tagger takes for nouns: "Eleven of them"."""
        self.said = [tree.tokens[place] for place in places_of(tree.doc, measures.known)]
        """The tokens that are a word of some measure, or begin one."""
        self._clauses_of: dict[int, list[Clause]] = {}
        for clause in clauses:
            self._clauses_of.setdefault(self.sentences[clause.predicate.i], []).append(clause)

    def tells_of(self, measure: Measure) -> bool:
        """Whether some word of a measure stands in the text."""
        return measure in self._told

    @cached_property
    def _told(self) -> frozenset[Measure]:
        """The measures of which some word that needs no proof stands in the text."""
        nouns, verbs = self.measures.nouns, self.measures.verbs
        lemmas = {token.lemma_.lower() for token in self.said}
        words = [word for lemma in lemmas for beside, word in verbs.get(lemma, ()) if not beside]
        words += [nouns[lemma] for lemma in lemmas if lemma in nouns]
        return frozenset(word.measure for word in words if UNPROVEN.isdisjoint(word.needs))

    def value(self, number: Token) -> float | None:
        """What a number of one word is worth, as "forty-three" is; None for longer ones, money and shares."""
        if number.ent_type_ in UNCOUNTED_ENTITIES:
            return None
        if number.text[0].isdigit():
            return value_of_digits(number.text) if WHOLE_NUMBER.fullmatch(number.text) else None
        values, before = self.measures.values, self.doc[max(0, number.i - 2) : number.i]
        tens = values.get(before[0].lower_) if len(before) > 1 and before[1].text == "-" else 0.0
        value = values.get(number.lower_)
        return None if value is None or tens is None else tens + value

    def value_of(self, head: Token) -> float | None:
        """What the one number of a phrase is worth; None where it has none, or several."""
        places = [*self.tree.below(head.i, "nummod"), *([head.i] if is_number(head) else [])]
        return self.value(self.doc[places[0]]) if len(places) == 1 else None

    def clauses_beside(self, token: Token) -> Sequence[Clause]:
        """The clauses of a token's sentence."""
        return self._clauses_of.get(self.sentences[token.i], ())

    def of_one_sentence(self, one: Token, other: Token) -> bool:
        """Whether two tokens stand in one sentence."""
        return self.sentences[one.i] == self.sentences[other.i]

    @cached_property
    def rescues(self) -> frozenset[int]:
        """The sentences that tell of rescuers, or where they search."""
        return frozenset(self.sentences[place] for place in places_of(self.doc, self.measures.rescue))

    @cached_property
    def captors(self) -> frozenset[int]:
        """The sentences that tell of those who arrest: police, soldiers, a raid; no "police station"."""
        told = places_of(self.doc, self.measures.captors)
        return frozenset(self.sentences[place] for place in told if self.doc[place].dep_ != "compound")

    def has_captors_near(self, token: Token) -> bool:
        """Whether those who arrest are told of in a token's sentence or the one before it."""
        sentence = self.sentences[token.i]
        return not self.captors.isdisjoint((sentence, sentence - 1))

    def after(self, token: Token, far: int = 1) -> Token | None:
        """The token so many places after one, in its sentence."""
        place = token.i + far
        inside = place < len(self.sentences) and self.sentences[place] == self.sentences[token.i]
        return self.tree.tokens[place] if inside else None


def places_of(doc: Doc, words: frozenset[str]) -> list[int]:
    """The places of the tokens whose form or lemma is one of the words; furniture has no lemmas."""
    columns = columns_of(doc)
    standing = words & columns.places.keys()
    found = sorted({place for word in standing for place in columns.places[word]})
    return [place for place in found if columns.lowers[place] in words or columns.lemmas[place] in words]


def left_edge(head: Token) -> int:
    """Where the phrase of a head begins."""
    edge = head.left_edge
    return edge.idx if head.i - edge.i <= LONGEST_PHRASE else head.idx


def is_number(token: Token) -> bool:
    """Whether a token is a number in digits or words; behind a colon, "Hurt: 6.", it is no mark of a list."""
    return token.tag_ == "CD" or (token.tag_ == "LS" and token.i > 0 and token.nbor(-1).text == ":")


def is_one_more(head: Token) -> bool:
    """Whether an ordinal without a noun counts one of those told of: "a sixth is missing", not "are"."""
    if head.lower_ not in ORDINALS or head.i == 0 or head.i + 1 == len(head.doc):
        return False
    return head.nbor(-1).lower_ in ("a", "another") and head.nbor(1).lower_ in OF_ONE


OF_ONE = frozenset({"is", "was", "has", "remains", "died", "drowned", "vanished"})
"""Verbs behind an ordinal that are said of one person."""


def is_put_at(those: Token) -> bool:
    """Whether a word with "the" names those whom a number follows at once: "and [the wounded] at 300"."""
    if not those.i or those.nbor(-1).lower_ != "the":
        return False
    behind = those.doc[those.i + 1 : those.i + PUT_REACH]
    return len(behind) > 0 and behind[0].lower_ in PUT_AT and any(map(is_number, behind))


def are_others(scene: MeasureContext, whole: CountedGroup, number: Token) -> bool:
    """Whether "of them" goes on from people named since: "thousands came as they freed guards, 9 of them"."""
    doc, comma = scene.doc, number.i - 1
    while comma > number.sent.start and doc[comma].text != "," and number.i - comma < PUT_REACH:
        comma -= 1
    named = doc[comma - 1]
    since = doc[comma].text == "," and named.i > max(whole.head.i, whole.trigger.i)
    return since and named.tag_ == "NNS" and named.dep_ == "dobj" and scene.measures.kind(named) == "people"


def is_last_named(scene: MeasureContext, whole: CountedGroup, number: Token) -> bool:
    """Whether nobody else is numbered between those counted and "12 of whom": the nearest are meant."""
    others = scene.numbers[bisect_right(scene.numbers, whole.head.i) : bisect_left(scene.numbers, number.i)]
    return scene.of_one_sentence(whole.head, number) and not any(
        scene.doc[place].dep_ == "nummod" and scene.doc[place].head.tag_ == "NNS" for place in others
    )


def has_number(scene: MeasureContext, head: Token) -> bool:
    """Whether a phrase, given by its head, has a number or is one."""
    return is_number(head) or bool(scene.tree.below(head.i, "nummod"))


def numbered_before(scene: MeasureContext, number: Token) -> Token | None:
    """The last noun with a number in the sentence before a bare one: "30 [mosques] and burned 12 of them"."""
    last = bisect_left(scene.numbers, number.i) - 1
    before = scene.doc[scene.numbers[last]] if last >= 0 else number
    noun = before.head if before.dep_ == "nummod" and before.head.tag_ == "NNS" else None
    return (
        noun
        if noun is not None and before.i < noun.i < number.i and scene.of_one_sentence(noun, number)
        else None
    )


PUT_REACH = 5
"""Words from those who are put at a number to the number: "the wounded at about 300"."""
CLOSE = frozenset({"close", "closer", "equal", "near", "nearer"})
"""Adjectives with a number behind "to" that a toll has about reached."""


def numbers_close_to(scene: MeasureContext, state: Token) -> Iterator[Token]:
    """The numbers to which a toll is "close [to 900]", "near [to 900]"."""
    tree = scene.tree
    if state.lower_ not in CLOSE:
        return
    to = (place for place in tree.below(state.i, "prep") if tree.lowers[place] == "to")
    yield from (tree.tokens[i] for place in to for i in tree.below(place, "pobj"))


def numbers_of_people(scene: MeasureContext, nouns: Iterable[Token]) -> Iterator[Token]:
    """The numbers that stand with the people of a toll: "the number of the dead has reached 136 persons"."""
    for noun in nouns:
        if scene.measures.kind(noun) == "people":
            yield from (scene.tree.tokens[i] for i in scene.tree.below(noun.i, "nummod"))


def told_down_to(scene: MeasureContext, clause: Clause) -> list[Token]:
    """The nouns and numbers behind the "to" of a direction: "lowered its count down to 38"."""
    tree = scene.tree
    ways = tree.below(clause.predicate.i, "advmod", "prt")
    behind = (to for way in ways for to in tree.below(way, "prep") if tree.lowers[to] == "to")
    return [tree.tokens[i] for to in behind for i in tree.below(to, "pobj")]


PLANNED = frozenset({"imperative", "conditional"})
BRINGING = frozenset({"leave", "render", "make"})
"""Verbs of what brings a state about."""
OF_EACH = frozenset({"each", "every", "a", "per"})


def is_real(clause: Clause) -> bool:
    """Whether a clause says that it happened: not "would kill", "to kill", "did not kill", "kills each year".

    What does not exceed a number has one all the same.
    """
    denied = clause.negation is not None and clause.predicate.lemma_ not in EXCEEDING
    if denied or clause.mood in PLANNED or not _is_over(clause) or _is_yearly(clause):
        return False
    return clause.modal is None or clause.modal.lower_ not in MODALS or _is_left_open(clause)


def _is_yearly(clause: Clause) -> bool:
    """Whether it is what happens in any year, and no one count: "1,500 people are killed here every year"."""
    verb = clause.predicate
    helper = next((child for child in verb.children if child.dep_ == "auxpass"), verb)
    if helper.tag_ not in ("VBP", "VBZ"):
        return False
    return any(
        child.lower_ in EACH_YEAR
        or (child.lower_ == "year" and any(word.lower_ in OF_EACH for word in child.children))
        for told in (verb, *clause.subjects, *clause.objects)
        for child in told.children
    )


def _is_left_open(clause: Clause) -> bool:
    """Whether it may have happened for all that is known: "might have been killed", as "may have been"."""
    modal = clause.modal
    had = any(child.dep_ == "aux" and child.lemma_ == "have" for child in clause.predicate.children)
    return modal is not None and modal.lower_ in LEAVING_OPEN and had


def may_be(clause: Clause) -> bool:
    """Whether a state is left open, not what is to come: "100 could be dead", not "could leave 100 dead"."""
    modal = clause.modal
    brought = clause.predicate.lemma_ in BRINGING
    return clause.negation is None and modal is not None and modal.lower_ in MAY_BE and not brought


def is_to_come(scene: MeasureContext, number: Token) -> bool:
    """Whether the verb above a number only could bring its state about: "could leave 40 dead"."""
    clause = scene.by_verb.get(number.head.i) or scene.by_verb.get(number.head.head.i)
    return clause is not None and clause.predicate.lemma_ in BRINGING and not is_real(clause)


def _is_over(clause: Clause) -> bool:
    """Whether it is no infinitive, or one of what was: "claims to have captured 11", "had to be freed"."""
    if clause.mood != "infinitive":
        return True
    verb = clause.predicate
    above = verb
    for _ in range(MOST_JOINED):
        above = above.head if above.dep_ == "conj" else above
    if above.dep_ == "xcomp" and above.head.lower_ == "had" and above.head.i < above.i:
        return _was_needed(above.head, verb)  # "twelve had to be cut free"
    had = above.dep_ == "xcomp" and any(
        child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children
    )
    return had and all(child.tag_ != "MD" for child in above.head.children)


def _was_needed(had: Token, deed: Token) -> bool:
    """Whether "had to" tells of what was done: not behind "if" or "would have", or of what others expect."""
    children = list(had.children)
    if any(child.dep_ == "aux" or child.lower_ in SUPPOSING for child in children):
        return False
    passive = any(child.dep_ == "auxpass" for child in deed.children)
    return had.dep_ != "ccomp" or passive  # "they feared that they had to kill 300"
