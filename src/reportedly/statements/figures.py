"""How many: the amounts that count what happened.

Grammar says of whom a measure is said (`mentions/counted_groups.py`); a figure is such a phrase with its
amount, and with what stands around it: who says so, how sure, where, when, in which event. Nothing is added
up but what one phrase coordinates, and no figure is made without an amount.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from ..contract import record_id
from ..language.clauses import Tree
from ..language.closed_classes import STANDING
from ..lexicon import Lexicon, rule_of
from ..mentions.counted_groups import Tally
from ..mentions.implied_numbers import SUM, Numbers
from ..mentions.measures import CountedGroup, load_measures
from ..records import (
    Amount,
    Certainty,
    Claim,
    Document,
    Event,
    Extent,
    Figure,
    Hedge,
    Measure,
    Place,
    Segment,
    Stance,
    Status,
    Time,
    When,
)
from .event_setting import by_saying, is_open
from .looked_back import is_behind_us
from .outcomes import CountedAmount, settle_outcomes
from .reach import is_granted, is_question, is_told_aside, judging_rules
from .sureness import CERTAINTY_OF_STATUS, certainties_of, least_sure
from .timing import OF_TIME, places_of

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_THE_COUNTED = frozenset({"alleged", "doubted"})
"""Hedges that doubt who those counted are where they do not reach the measure's word: "eight suspected rebels
were killed" leaves no doubt that eight were."""

DAYS = frozenset({"minute", "hour", "part", "day"})
"""How precise the time of one incident is."""
SAID_BY_DENYING = frozenset({"unfound", "unheard"})
"""Forms of words whose denial is what they say: "twelve have not been traced"."""
NOT_YET: frozenset[Status] = frozenset({"future", "demanded", "threatened"})
"""How what has not happened stands: a day in its sentence is that of the announcement."""
UNTOLD: frozenset[Stance] = frozenset({"doubts", "asks"})
"""Who asks or leaves open does not say the number: that is whoever else says it."""
TAKEN: frozenset[Measure] = frozenset({"killed", "injured", "missing", "displaced", "damaged"})
"""What is counted long after it happened; a crowd is counted on its day."""
ARTICLE = 8
"""Characters before a noun at the beginning of what is said: "a new" of "a new report"."""
BESIDE_NUMBER = 8
"""Letters between those counted and their place: " in ", " near "."""
BESIDE = 3
"""Words before and after the clause of a figure among which "so far" may stand."""
STEPS = frozenset({"by"})
COUNTRY = "country"
"""The feature of a place that is no scene where it says whose office speaks."""

BLOCK = 512
"""Characters of the blocks in which claims and hedges are looked up: longer than most sentences."""

Thing = TypeVar("Thing")
Mention = TypeVar("Mention", Place, Time)


class _Spans(Generic[Thing]):
    """Things by the parts of the text that they hold; a look-up sees one block of it."""

    def __init__(self, spans: Iterable[tuple[int, int, Thing]]) -> None:
        self._blocks: dict[int, list[tuple[int, int, Thing]]] = {}
        for start, end, thing in spans:
            for block in range(start // BLOCK, end // BLOCK + 1):
                self._blocks.setdefault(block, []).append((start, end, thing))

    def over(self, place: int) -> list[tuple[int, int, Thing]]:
        """What holds an offset, with its ends."""
        return [each for each in self._blocks.get(place // BLOCK, ()) if each[0] <= place < each[1]]


class _Around:
    """What stands around a figure, by offset."""

    def __init__(
        self,
        document: Document,
        tree: Tree,
        places: Sequence[Place],
        times: Sequence[Time],
        hedges: Sequence[Hedge],
        claims: Sequence[Claim],
        events: Sequence[Event],
        lexicon: Lexicon,
        taken_back: frozenset[int],
    ) -> None:
        self._totals = load_measures(lexicon).totals
        self._looks_back = load_measures(lexicon).looks_back
        self._judging = judging_rules(lexicon)
        self._taken_back = taken_back
        self.document = document
        self.tree = tree
        self.places = _in_order(places)
        self.scenes = _in_order(_without_lands_of_speakers(places, claims))
        dated = (time for time in times if time.timex in ("DATE", "TIME"))
        self.times = _in_order([time for time in dated if time.earliest or is_open(time)])
        self._hedges = _Spans((hedge.scope.start, hedge.scope.end, hedge) for hedge in hedges)
        self._claims = _Spans((part.start, part.end, claim) for claim in claims for part in claim.content)
        self._triggers = _Spans((event.trigger.start, event.trigger.end, event) for event in events)
        self._segment_starts = [segment.start for segment in document.segments]

    def segment(self, place: int) -> Segment:
        """The segment that an offset lies in."""
        return self.document.segments[max(0, bisect_right(self._segment_starts, place) - 1)]

    def has_total(self, found: CountedAmount) -> bool:
        """Whether words for a sum so far stand in the figure's clause or right beside it."""
        doc = self.tree.doc
        sentence = self.tree.sentences[found.counted.head.i]
        words = doc.char_span(found.start, found.end, alignment_mode="expand")
        if words is None:
            return False
        first, last = max(sentence.start, words.start - BESIDE), min(sentence.end, words.end + BESIDE)
        return next(self._totals.longest(doc[first:last]), None) is not None

    def own_place(self, found: CountedAmount) -> Place | None:
        """The place named before the number, "Masbate 252", or behind it with "in": "two in Taraz"."""
        if found.counted.named:
            after = bisect_right(self.places[0], found.amount.start) - 1
            named = self.places[1][after] if after >= 0 else None
            return named if named is not None and named.start >= found.start else None
        head = found.counted.head
        end = head.idx + len(head)
        following = bisect_left(self.places[0], end)
        place = self.places[1][following] if following < len(self.places[1]) else None
        if place is None or place.start - end > BESIDE_NUMBER:
            return None
        return place if self.document.text[end : place.start].strip().lower() in STANDING else None

    def event(self, found: CountedAmount) -> Event | None:
        """The event that the measure's word triggers."""
        return next((event for _, _, event in self._triggers.over(found.counted.trigger.idx)), None)

    def claim(self, found: CountedAmount) -> Claim | None:
        """The innermost claim whose content holds the amount, with a speaker if there is one.

        Words that nobody in particular says ("reportedly") give way to somebody who says them, but not to
        who asks, leaves open or only speaks of them, nor to whoever stands around that.
        """
        trigger = found.counted.trigger.idx
        # "She estimated 2,000 hurt": the bound is also the cue, and stands before what is said.
        over = self._claims.over(found.amount.start) or self._claims.over(found.counted.head.idx)
        holding = [
            (each[1] - each[0], each[2].within is None, -each[2].start, each[2])
            for each in over
            if each[2].claimant or each[2].source or _holds(each[2], trigger)
        ]
        ordered = (each[3] for each in sorted(holding, key=lambda each: each[:3]))
        word = found.counted.trigger
        telling = (claim for claim in ordered if not is_granted(word, claim, self._judging))
        inner_first = [claim for claim in telling if not _is_asked(claim)]
        for claim in inner_first:
            if claim.stance in UNTOLD or _speaks_of(claim, inner_first[0]):
                break
            if claim.claimant is not None:
                return claim
        return inner_first[0] if inner_first else None

    def said_at(self, found: CountedAmount, claim: Claim | None) -> Time | None:
        """When somebody put a toll at its number: "put it at 60 on Monday", "it stood at 60 on Monday"."""
        starts, times = self.times
        sentence = self.tree.sentences[found.counted.head.i]
        inside = times[bisect_left(starts, sentence.start_char) : bisect_left(starts, sentence.end_char)]
        cue = () if claim is None else claim.cue
        verbs = {place for place in self._above(found) if self.tree.is_verb(place)}
        told = (time for time in inside if not is_open(time))
        outside = (time for time in told if claim is None or not _holds(claim, time.start))
        return next((time for time in outside if _is_told_of(self.tree, time, cue, verbs)), None)

    def _above(self, found: CountedAmount) -> Iterator[int]:
        """The words that a toll hangs from, up to the first verb."""
        place = found.counted.trigger.i
        while found.counted.word.form == "toll" and self.tree.heads[place] != place:
            place = self.tree.heads[place]
            yield place
            if self.tree.is_verb(place):
                return

    def is_of_others_denied(self, found: CountedAmount) -> bool:
        """Whether something else is denied of a part of those told before: "three of these had no fever".

        That they died is neither told again nor denied.
        """
        if found.counted.part_of is None or found.counted.trigger.sent == found.counted.head.sent:
            return False
        denied = (each[2] for each in self._hedges.over(found.amount.start) if each[2].type == "negated")
        return any(not _is_own_number(hedge, found.amount) for hedge in denied)

    def certainty(self, found: CountedAmount, claim: Claim | None, event: Event | None) -> Certainty:
        """The least sure of what the claim, the event and the hedges over the figure say."""
        said: list[Certainty] = ["denied" if found.counted.head.i in self._taken_back else "asserted"]
        if claim is not None:
            said.append("denied" if claim.stance == "denies" else claim.certainty)
        told = [each[2] for each in self._claims.over(found.amount.start)]
        if event is not None and not any(_is_asked(each) for each in told):
            said.append(event.certainty)
        over = [each[2] for each in self._hedges.over(found.amount.start)]
        beyond = (each[2] for each in self._hedges.over(found.counted.trigger.idx))
        over += [hedge for hedge in beyond if _raises(hedge, found) and hedge not in over]
        hedges = [
            hedge
            for hedge in over
            if _speaks_to(hedge, found)
            and not _is_of_cue(hedge, told)
            and not is_told_aside(found.counted.trigger, hedge)
            and not (
                hedge.type in CERTAINTY_OF_STATUS
                and is_behind_us(found.counted.trigger, hedge, self._looks_back)
            )
        ]
        said += certainties_of(hedges)
        said += [CERTAINTY_OF_STATUS[hedge.type] for hedge in hedges if hedge.type in CERTAINTY_OF_STATUS]
        return least_sure(said)


def _is_told_of(tree: Tree, time: Time, cue: Sequence[Extent], verbs: Collection[int]) -> bool:
    """Whether a time is told of the words of a cue, or of one of the verbs."""
    first, last = places_of(tree, time)
    place = next((place for place in range(first, last) if not first <= tree.heads[place] < last), first)
    while tree.labels[place] in OF_TIME and tree.heads[place] != place:
        place = tree.heads[place]
    return place in verbs or any(part.start <= tree.starts[place] < part.end for part in cue)


def _holds(claim: Claim, place: int) -> bool:
    return any(part.start <= place < part.end for part in claim.content)


def _speaks_of(claim: Claim, inner: Claim) -> bool:
    """Whether somebody only speaks of what others say: "declined to comment on reports of 50 deaths"."""
    if not claim.cue:
        return False  # what goes on under a speaker is told by that speaker
    first = claim.content[0]
    about = inner is not claim and inner.cue and 0 <= inner.cue[0].start - first.start <= ARTICLE
    return first.quote.startswith("to ") or (claim.stance == "asserts" and bool(about))


def _speaks_to(hedge: Hedge, found: CountedAmount) -> bool:
    """Whether a hedge over the amount speaks of the figure: not of its bound, nor of who they are."""
    if _is_own_number(hedge, found.amount):
        return False
    if hedge.type == "negated" and found.counted.word.form in SAID_BY_DENYING:
        return False
    holds = hedge.scope.start <= found.counted.trigger.idx < hedge.scope.end
    return holds or hedge.type not in OF_THE_COUNTED


def _raises(hedge: Hedge, found: CountedAmount) -> bool:
    """Whether those counted stand before what is only possible of them: "nine are thought to have died"."""
    return hedge.type == "possible" and found.amount.start < hedge.start < found.counted.trigger.idx


def _is_asked(claim: Claim) -> bool:
    """Whether a question is left open, what it counts being settled: "would not say why nine died"."""
    return claim.stance in UNTOLD and bool(claim.cue) and is_question(claim.content[0].quote)


def _is_of_cue(hedge: Hedge, told: Sequence[Claim]) -> bool:
    """Whether the hedge stands in the cue of a claim, whose certainty or stance it has settled already.

    "Wrongly announced 12 arrests" settles nothing of the announcement.
    """
    return hedge.type == "negated" and any(
        part.start <= hedge.start < part.end and (claim.stance != "asserts" or hedge.scope.start < part.end)
        for claim in told
        for part in claim.cue
    )


def _is_own_number(hedge: Hedge, amount: Amount) -> bool:
    """Whether the hedge is the "about" of the amount, which its bound says already."""
    return amount.start <= hedge.start and hedge.end <= amount.end


def _without_lands_of_speakers(places: Sequence[Place], claims: Sequence[Claim]) -> Iterator[Place]:
    """The places but the countries that stand in the words for who speaks: "Kenya's Health Ministry"."""
    told = sorted({(part.start, part.end) for claim in claims for part in claim.source})
    starts = [start for start, _ in told]
    for place in places:
        before = bisect_right(starts, place.start)
        if place.feature != COUNTRY or not before or place.start >= told[before - 1][1]:
            yield place


def _in_order(mentions: Iterable[Mention]) -> tuple[list[int], list[Mention]]:
    """The starts of mentions, and the mentions, both in order."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, mention.end))
    return [mention.start for mention in ordered], ordered


def find_figures(
    document: Document,
    tally: Tally,
    amounts: Sequence[Amount],
    places: Sequence[Place],
    times: Sequence[Time],
    hedges: Sequence[Hedge],
    claims: Sequence[Claim],
    events: Sequence[Event],
    lexicon: Lexicon,
) -> tuple[Figure, ...]:
    """All figures of a document, in order of their places, then of those of their amounts."""
    found = _unique(_with_amounts(tally, amounts, lexicon))
    back = frozenset(_taken_back(tally, found))
    around = _Around(document, tally.tree, places, times, hedges, claims, events, lexicon, back)
    settled = settle_outcomes(found, tally.tree, lexicon)
    figures = [_figure(around, each) for each in settled if not around.is_of_others_denied(each)]
    where = {amount.id: (amount.start, amount.end) for amount in amounts}
    return tuple(sorted(figures, key=lambda figure: (figure.start, figure.end, *where[figure.amount])))


def _taken_back(tally: Tally, found: Sequence[CountedAmount]) -> Iterator[int]:
    """The tokens of those counted whose number the text takes back."""
    numbers = {each.counted.head.i: each.amount.low or each.amount.high or 0.0 for each in found}
    for correction in tally.corrections:
        old, new = numbers.get(correction.old), numbers.get(correction.new or -1)
        if correction.new is None or (old is not None and new is not None and new < old):
            yield correction.old


def _with_amounts(tally: Tally, amounts: Sequence[Amount], lexicon: Lexicon) -> Iterator[CountedAmount]:
    """Those counted, each with the amount of its phrase; and the sums of what is coordinated."""
    sums = {(amount.start, amount.end): amount for amount in amounts if amount.rule == rule_of("amount", SUM)}
    single = [amount for amount in amounts if amount.rule != rule_of("amount", SUM)]
    numbers = Numbers(tally.tree, load_measures(lexicon), single)
    for each in tally.counted:
        which = numbers.of(each.head)
        if which is None:
            continue
        amount = single[which]
        yield _found(each, amount)
        if each.group and each.head == each.group[0]:
            last = max(head.idx + len(head) for head in each.group)
            whole = sums.get((amount.start, last))
            if whole is not None:
                yield _found(each, whole)


def _found(counted: CountedGroup, amount: Amount) -> CountedAmount:
    start, end = min(counted.start, amount.start), max(counted.end, amount.end)
    return CountedAmount(counted, amount, counted.measure, start, end)


def _unique(found: Iterator[CountedAmount]) -> list[CountedAmount]:
    """One figure for each amount and measure, or word; a mere noun gives way to what is said of it."""
    first: dict[tuple[str, str], CountedAmount] = {}
    words: set[tuple[str, int]] = set()
    for each in found:
        word = each.amount.id, each.counted.trigger.i
        if word not in words and (each.amount.id, each.measure) not in first:
            words.add(word)
            first[each.amount.id, each.measure] = each
    said = Counter(amount for amount, _ in first)
    return [
        each
        for (amount, _), each in first.items()
        if said[amount] == 1 or "not_otherwise" not in each.counted.word.needs
    ]


def _figure(around: _Around, found: CountedAmount) -> Figure:
    document, amount = around.document, found.amount
    claim = around.claim(found)
    event = around.event(found)
    return Figure(
        id=_figure_id(document, found),
        document=document.id,
        rule=rule_of("figure", found.counted.word),
        start=found.start,
        end=found.end,
        quote=document.text[found.start : found.end],
        amount=amount.id,
        low=amount.low,
        high=amount.high,
        bound=amount.bound,
        measure=found.measure,
        group=amount.unit if amount.unit or found.counted.noun is None else found.counted.noun.text,
        place=_place(around, found, event),
        when=_when(around, found, event, claim),
        total=_is_total(around, found),
        event=None if event is None else event.id,
        claim=None if claim is None else claim.id,
        certainty=around.certainty(found, claim, event),
        segment=around.segment(found.start).kind,
    )


def _figure_id(document: Document, found: CountedAmount) -> str:
    """Its place, and the amount and the word that tell it apart from others there; not what they mean."""
    amount, trigger = found.amount, found.counted.trigger.idx
    return record_id("figure", document.id, found.start, found.end, amount.start, amount.end, trigger)


def _is_total(around: _Around, found: CountedAmount) -> bool | None:
    """True for a toll and where words for a sum so far stand beside it; False for the count of one day.

    None where the text says neither, for a part of those counted ("12 of them critically"), and for what a
    toll rose by.
    """
    if found.counted.part_of is not None or _is_step(found.counted.head):
        return None
    if found.counted.word.form == "toll" or around.has_total(found):
        return True
    near = _nearest(around, found, around.times)
    of_a_day = near is not None and near.precision in DAYS and found.start <= near.start < found.end
    return False if of_a_day else None


def _is_step(number: Token) -> bool:
    """Whether a number is by how much a toll went up or down: "rose by three to 34"."""
    verb = number.head.head
    return number.dep_ == "pobj" and number.head.lower_ in STEPS and verb.pos_ in ("VERB", "AUX", "NOUN")


def _place(around: _Around, found: CountedAmount, event: Event | None) -> str | None:
    """Its own in a list; else the event's; else the nearest of clause, sentence and paragraph so far."""
    if (own := around.own_place(found)) is not None:
        return own.id
    if found.counted.named and found.counted.part_of is not None:
        return None  # the share of a place of which nothing is known
    if event is not None and event.place is not None:
        return event.place
    near = _nearest(around, found, around.scenes) or _nearest(around, found, around.places)
    return None if near is None else near.id


def _when(around: _Around, found: CountedAmount, event: Event | None, claim: Claim | None) -> When | None:
    """When they came to be counted: by the day on which somebody put a toll at their number."""
    said = around.said_at(found, claim) if found.measure in TAKEN and _is_total(around, found) else None
    if event is not None and (event.when is not None or event.status in NOT_YET):
        dated = event.when
    else:
        near = _nearest(around, found, around.times)
        dated = None
        if near is not None and not is_open(near):
            dated = When(near.earliest, near.latest, near.precision, near.basis)
    if said is None or dated is None or (dated.earliest, dated.latest) != (said.earliest, said.latest):
        return dated
    return by_saying(said, around.document.published)


def _nearest(
    around: _Around, found: CountedAmount, mentions: tuple[list[int], list[Mention]]
) -> Mention | None:
    """The nearest mention of the clause; else of the sentence; else of the paragraph so far."""
    starts, ordered = mentions
    sentence = around.tree.sentences[found.counted.head.i]
    segment = around.segment(found.start)
    after = bisect_right(starts, found.amount.start)
    beside = ordered[max(0, after - 1) : after + 1]
    for start, end in (
        (found.start, found.end),
        (sentence.start_char, sentence.end_char),
        (segment.start, found.end),
    ):
        inside = [mention for mention in beside if start <= mention.start and mention.end <= end]
        if inside:
            return min(inside, key=lambda mention: abs(mention.start - found.amount.start))
    return None
