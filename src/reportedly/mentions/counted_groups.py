"""Whom and what a text counts: those who were killed, injured, arrested, and so on.

For each word of a measure, those of whom it is said, as the token that heads their phrase. Whether a
number stands with them is the matter of `amounts.py`, and what the count means that of
`statements/figures.py`: here only the grammar of "eight were killed", "the blast left 31 dead",
"the toll rose to 164".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language.clauses import Clause, Tree, tree_of
from ..language.closed_classes import BUT, OTHERS_TOO, OWN_PEOPLE, THEM, UNNAMED_SEVERAL
from ..language.questions import is_question, takes_for_granted
from ..lexicon import Lexicon, load_lexicon, word_class
from ..records import Document
from .breakdowns import of_breakdowns, of_divided_counts, of_other_tellers, of_places_in_brackets
from .corrections import Correction, find_corrections, of_contrasts, of_numbers_denied
from .counts_in_order import (
    of_crowds_drawn,
    of_inverted_in_order,
    of_members_behind_aside,
    of_numbers_before_verbs,
    of_numbers_changed,
    of_some_of_those,
    of_those_in_order,
    of_those_put_aside,
    tells_of_others,
)
from .counts_of_states import of_states_numbered, of_the_claimed, of_those_aboard
from .dead_already import are_dead_already
from .dealings import are_cured, are_laid_to_rest, are_no_kind, are_not_housed, are_plainly_caught
from .elided import (
    of_elided_verbs,
    of_inverted,
    of_joined_subjects,
    of_labels,
    of_numbers_alone,
    of_some_of_more,
    of_some_of_whom,
    of_the_told,
    of_these,
    of_those,
)
from .measure_grammar import (
    of_nouns,
    of_number_before,
    of_number_behind,
    of_states,
    of_strength,
    of_verbs,
    of_verbs_in_names,
)
from .measures import (
    MASS,
    CountedGroup,
    MeasureContext,
    is_number,
    load_measures,
    numbered_before,
)
from .numbers_put import of_numbers_put
from .parts_of_wholes import (
    THINGS,
    are_not_only_meant,
    befallen_before,
    can_be_people,
    is_of_people,
    of_members,
    of_parts,
    of_some_among,
)
from .shared_measures import of_numbers_going_on, of_places_of_care
from .tables import of_rows
from .told_numbers import of_counts_told, of_names_listed
from .toll_grammar import of_tolls
from .unfound import of_the_sought, of_the_unfound, of_the_unknown

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_NESTED = 2
"""Words that only count before a noun: "hundreds of thousands of hikers"."""
NEAR = 12
"""Tokens before "others" in which it stands whose others they are."""
WHITHER = frozenset({"to", "into", "in", "on", "off", "for", "as", "out"})
"""Prepositions by which who is taken is brought somewhere, not carried off: "taken into care"."""

AWAY = frozenset({"to", "into", "onto"})
"""Prepositions by which who is taken in or up is brought elsewhere: "taken in to dinner"."""
WHERE_OR_WHEN = frozenset({"in", "at", "on", "near", "during", "since", "as", "before", "after", "around"})
"""Prepositions behind "fell" that leave it a death: not "from", "to", "off", "behind"."""
MOURNERS = UNNAMED_SEVERAL | {"i", "who", "village", "town", "community"}  # beside nouns for people
FALLING = frozenset({"troops", "protesters"})
"""Measures whose nouns are of people who fall where shots are fired."""

RULES: tuple[Callable[[MeasureContext, Sequence[CountedGroup]], Iterable[CountedGroup]], ...] = (
    of_verbs,
    of_verbs_in_names,
    of_inverted,
    of_states,
    of_the_claimed,
    of_inverted_in_order,
    of_states_numbered,
    of_joined_subjects,
    of_numbers_before_verbs,
    of_number_before,
    of_number_behind,
    of_nouns,
    of_tolls,
    of_counts_told,
    of_names_listed,
    of_labels,
    of_numbers_put,
    of_those_put_aside,
    of_those_aboard,
    of_strength,
    of_crowds_drawn,
    of_places_of_care,
    of_the_sought,
    of_the_unfound,
    of_the_unknown,
    of_members,
    of_members_behind_aside,
    of_parts,
    of_some_among,
    of_those,
    of_those_in_order,
    of_some_of_those,
    of_some_of_more,
    of_some_of_whom,
    of_these,
    of_the_told,
    of_elided_verbs,
    of_numbers_alone,
    of_contrasts,
    of_numbers_denied,
    of_breakdowns,
    of_divided_counts,
    of_places_in_brackets,
    of_numbers_going_on,
    of_numbers_changed,
    of_other_tellers,
)
"""What finds those of whom a measure is said; each sees what the ones before it found.

What stands in the rows of a table is found before them, and no sentence speaks of it.
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """All of whom a measure is said in a document, in order, and the tree that their tokens hang in."""

    counted: tuple[CountedGroup, ...]
    tree: Tree
    corrections: tuple[Correction, ...] = ()
    """Which of them the text takes back."""


def find_counted_groups(document: Document, doc: Doc, clauses: Sequence[Clause], lexicon: Lexicon) -> Tally:
    """All of whom a measure is said; of one head each measure once."""
    tree = tree_of(doc)
    scene = MeasureContext(document.text, tree, clauses, load_measures(lexicon))
    rows = of_rows(scene) if scene.said else ()
    found: dict[tuple[int, str], CountedGroup] = {(each.head.i, each.measure): each for each in rows}
    in_rows = frozenset(head for head, _ in found)
    for rule in RULES if scene.said else ():
        for each in list(rule(scene, tuple(found.values()))):
            key = each.head.i, each.measure
            numbers = (each.head.i, *tree.below(each.head.i, "nummod"))
            if in_rows.isdisjoint(numbers) and key not in found and _is_meant(scene, each):
                found[key] = each
    kept = [each for each in found.values() if _stands(each, found)]
    ordered = tuple(sorted(kept, key=lambda each: (each.head.i, each.trigger.i)))
    return Tally(ordered, tree, find_corrections(scene, ordered) if ordered else ())


def _is_meant(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether those counted are what the entry asks for, and nothing is asked; a part is as its whole."""
    asked = is_question(scene.tree, each.trigger.i) and not takes_for_granted(scene.tree, each.trigger.i)
    if asked or _is_wondered_at(scene, each):
        return False
    if _is_share_of_number(scene, each.head) or _is_excepted(scene, each.head) or _opens_row(scene, each):
        return False
    if _is_none(scene, each.head) or tells_of_others(scene, each) or are_dead_already(scene, each):
        return False
    return each.part_of is not None or all(
        NEEDS[need](scene, each) for need in each.word.needs if need in NEEDS
    )


def _is_none(scene: MeasureContext, head: Token) -> bool:
    """Whether "not" makes one person none: "not a single guard died"; not in "not one guard but nine"."""
    first = head.left_edge.i
    if head.tag_ not in ("NN", "NNP") or "not" not in scene.tree.lowers[max(0, first - 1) : first + 2]:
        return False
    before = scene.doc[max(head.sent.start, first - 1) : head.i]
    behind = scene.after(head)
    contrast = behind is not None and behind.lower_ in BUT
    return not contrast and any(word.lower_ == "not" for word in before[:2])


def _opens_row(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether it is the name before a colon of whose people numbers are told: "Upper Dara: 52 injured"."""
    mark = scene.after(each.head)
    named = each.head.tag_ in ("NNP", "NNPS") and each.head.i < each.trigger.i
    return named and mark is not None and mark.text == ":"


def _is_share_of_number(scene: MeasureContext, head: Token) -> bool:
    """Whether the number is that of others: "three quarters of the 40 passengers", not "of a million"."""
    share = not scene.measures.fractions.isdisjoint((head.lower_, head.lemma_))
    some = head.tag_ in ("JJS", "JJ", "DT") and head.lower_ not in scene.measures.amounts
    of, number = scene.after(head), scene.after(head, 3)
    whole = share and number is not None and number.lower_ in scene.measures.masses
    return (share or some) and of is not None and of.lower_ == "of" and not whole


def _is_excepted(scene: MeasureContext, head: Token) -> bool:
    """Whether it is the number of those of whom it is not said: "all but three of the 40 were killed"."""
    numbers = (head.i, *scene.tree.below(head.i, "nummod"))
    return any(scene.tree.lowers[max(0, place - 2) : place] == ["all", "but"] for place in numbers)


def _is_wondered_at(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether it is only asked how or why, of somebody told of before: "would not say how he died"."""
    tree = scene.tree
    if each.head.tag_ != "PRP" or each.trigger.dep_ not in ("ccomp", "pcomp"):
        return False
    return any(tree.tags[place] == "WRB" for place in tree.below(each.trigger.i, "advmod"))


def _stands(each: CountedGroup, found: dict[tuple[int, str], CountedGroup]) -> bool:
    """Not where a stronger measure is said of the same: who was shot, or sheltered, and killed is dead."""
    return not (each.measure in ("injured", "displaced") and (each.head.i, "killed") in found)


def _are_people(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are people: so called, named, or only numbered; "12 militiamen" by their ending."""
    return is_of_people(scene, _whom(scene, each))


def _are_lives(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are people or their lives: "with the loss of 26 lives"."""
    return _whom(scene, each).lemma_ == "life" or _are_people(scene, each)


def _are_no_things(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they can be people: not cars, houses, money, nor a single thing of a kind unknown."""
    return can_be_people(scene, _whom(scene, each))


def _whom(scene: MeasureContext, each: CountedGroup) -> Token:
    """Those counted by a word that only counts: the hikers of "a pair of hikers"; the cows of a label."""
    head = each.head
    if each.noun is not None and each.noun.tag_[:2] == "NN":
        return each.noun
    if (labelled := _labelled(scene, each)) is not None:
        return labelled
    for _ in range(MOST_NESTED):
        beasts = head.lower_ == "head" and scene.tree.below(head.i, "nummod")
        if not (head.lower_ in scene.measures.amounts or is_number(head) or beasts):
            break
        head = _of_whom(scene, each, head)
    return head


def _of_whom(scene: MeasureContext, each: CountedGroup, head: Token) -> Token:
    """The noun behind "of" that a word only counts; the word itself where there is none."""
    of = (place for place in scene.tree.below(head.i, "prep") if scene.tree.tokens[place].lower_ == "of")
    nouns = (noun for place in of for noun in scene.tree.below(place, "pobj"))
    named = [scene.doc[i] for i in nouns if scene.doc[i].lower_ not in OWN_PEOPLE]
    if is_number(head) and any(noun.lower_ in THEM for noun in named):
        return befallen_before(scene, each, head) or head
    return next((noun for noun in named if noun.tag_ not in ("PRP", "WP", "DT", "WDT")), head)


def _labelled(scene: MeasureContext, each: CountedGroup) -> Token | None:
    """The noun of a label before its number: the cows of "Cows killed: 90"."""
    before = scene.tree.tokens[max(0, each.head.i - 3) : each.head.i]
    if len(before) < 3 or before[1] != each.trigger or before[2].text != ":" or not is_number(each.head):
        return None
    within = scene.of_one_sentence(before[0], each.head) and before[0].tag_[:2] == "NN"
    return before[0] if within else None


def _are_forces(scene: MeasureContext, each: CountedGroup) -> bool:
    word = scene.measures.nouns.get(_whom(scene, each).lemma_.lower())
    return word is not None and word.measure == "troops"


def _are_bodies(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are people, or the bodies themselves."""
    return each.head == each.trigger or _are_people(scene, each)


def _are_things(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are vehicles or buildings, as "four of the planes"; "40 others" are as those before."""
    if each.head.lower_ not in OTHERS_TOO:
        whom = _whom(scene, each)  # "90 houses destroyed and 300 damaged"
        whom = numbered_before(scene, whom) or whom if is_number(whom) else whom
        return scene.measures.kind(whom) in THINGS
    before = scene.doc[max(0, each.head.i - NEAR) : each.head.i]
    return any(token.dep_ == "dobj" and scene.measures.kind(token) in THINGS for token in before)


def _are_several(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are more than one: "students", "300", "a crowd of 300"."""
    tree = scene.tree
    inside = (i for of in tree.below(each.head.i, "prep") for i in tree.below(of, "pobj"))
    numbered = (scene.value_of(each.head) or 0.0) > 1  # "24 staff"
    plural = each.head.tag_ in ("NNS", "NNPS", "CD") or numbered
    return plural or any(is_number(tree.tokens[i]) for i in inside)


def _are_in_masses(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are too many for attackers, prisoners or a family on the run."""
    numbers = [*scene.tree.below(each.head.i, "nummod"), each.head.i]
    told = (scene.tree.lowers[place] for place in numbers)
    many = (scene.value(scene.doc[place]) or 0.0 for place in numbers if is_number(scene.doc[place]))
    return any(value >= MASS for value in many) or not scene.measures.masses.isdisjoint(told)


def _are_of_a_protest(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether the text tells of a protest, and they are neither forces nor "a crowd of 9,000" itself."""
    if each.head == each.trigger or not (scene.tells_of("protesters") or _is_in_dispute(scene, each.trigger)):
        return False
    nouns = (scene.doc[place].lemma_.lower() for place in scene.tree.joined([_whom(scene, each).i]))
    words = (scene.measures.nouns.get(noun) for noun in nouns)
    return not any(word is not None and word.measure == "troops" for word in words)


def _is_in_dispute(scene: MeasureContext, crowd: Token) -> bool:
    """Whether both who called the crowd and the police number it: "organisers put it at 900, police at 9"."""
    near = scene.doc[max(0, crowd.i - NEAR) : crowd.i + NEAR]
    words = {token.lemma_.lower() for token in near if scene.of_one_sentence(token, crowd)}
    return not words.isdisjoint(word_class(load_lexicon(), "organisers")) and "police" in words


def _are_of_an_arrest(scene: MeasureContext, _each: CountedGroup) -> bool:
    """Whether the text tells of arrests in plain words: "picked up" may be by a bus."""
    return scene.tells_of("arrested")


def _are_of_an_abduction(scene: MeasureContext, _each: CountedGroup) -> bool:
    """Whether the text tells of captives in plain words: people are taken in many ways."""
    return scene.tells_of("abducted")


def _are_of_a_rescue(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether rescuers or kin search, or the sentence tells where, and they are no prisoners or soldiers.

    Kin seek carers and doctors, too: by them only people of no calling are missed, unless dead are told of.
    """
    counted = _whom(scene, each).lemma_.lower() in scene.measures.nouns
    by_kin = any(doer.lemma_.lower() in scene.measures.kin for doer in _doers(scene, each))
    by_kin = by_kin and (_are_uprooted(scene, each) or scene.tells_of("killed"))
    return (by_kin or scene.sentences[each.trigger.i] in scene.rescues) and not counted


def _are_not_wanted(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether somebody can miss them: not suspects, who hide."""
    return _whom(scene, each).lemma_.lower() not in scene.measures.wanted


def _are_uprooted(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are only numbered, a people, or called after where they live: "villagers", "families"."""
    whom = _whom(scene, each)
    if whom.lemma_.lower() in scene.measures.uprooted or whom.lower_ in OTHERS_TOO or is_number(whom):
        return True
    return whom.ent_type_ == "NORP" or whom.lower_ in scene.measures.amounts


def _are_of_a_displacement(scene: MeasureContext, _each: CountedGroup) -> bool:
    """Whether the text tells of the displaced in plain words: a crowd crosses into a stadium, too."""
    return scene.tells_of("displaced")


def _are_of_a_blow(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether the text tells of dead or hurt, and no illness is named: "treatment for diabetes"."""
    tree = scene.tree
    cared = [each.trigger.i, *tree.below(each.trigger.i, "dobj")]
    aims = (aim for place in cared for aim in tree.below(place, "prep") if tree.lowers[aim] == "for")
    nouns = (scene.doc[noun].lemma_.lower() for aim in aims for noun in tree.below(aim, "pobj"))
    told = scene.tells_of("injured") or scene.tells_of("killed")
    return told and all(noun in scene.measures.borne for noun in nouns)


def _are_held(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether nothing says whither they were brought: not "taken to hospital", "taken home"."""
    clause = scene.by_verb.get(each.trigger.i)
    if clause is None or clause.objects or clause.complements or clause.particles:
        return False
    after = scene.after(each.trigger)
    aside = after is not None and after.dep_ in ("advmod", "prt", "acomp", "oprd")
    return not (aside or any(preposition in WHITHER for preposition, _ in clause.obliques))


def _is_passive(scene: MeasureContext, each: CountedGroup) -> bool:
    clause = scene.by_verb.get(each.trigger.i)
    return clause is not None and clause.voice == "passive" and clause.predicate.tag_ == "VBN"


def _is_outright(scene: MeasureContext, each: CountedGroup) -> bool:
    """Not "eliminated as a suspect", "eliminated from the cup", "held to be innocent", "held at bay"."""
    clause = scene.by_verb.get(each.trigger.i)
    if _are_kept_otherwise(scene, each):
        return False
    if clause is None:
        return True
    to_be = scene.tree.below(clause.predicate.i, "xcomp", "ccomp")
    return not to_be and not any(preposition in ("as", "from") for preposition, _ in clause.obliques)


def _are_in_battle(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether who fell can only have been killed: several, where dead are told of, and nowhere to fall."""
    clause = scene.by_verb.get(each.trigger.i)
    several = _are_several(scene, each) or len(each.group) > 1
    if (
        clause is None
        or not several
        or not _can_fall(scene, each)
        or clause.objects
        or clause.complements
        or clause.particles
    ):
        return False
    beside = scene.tree.below(clause.predicate.i, "advmod", "acomp", "oprd", "xcomp")
    after = any(place > clause.predicate.i for place in beside)
    told = scene.tells_of("killed") or scene.tells_of("injured")
    return told and not after and all(_is_scene(*behind) for behind in clause.obliques)


def _are_taken_by_captors(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether who took them can arrest: police, soldiers; where nobody is told, whether some stand near."""
    if _are_kept_otherwise(scene, each):
        return False
    told, doers = scene.tells_of("arrested"), _doers(scene, each)
    if doers:
        return any(doer.lemma_.lower() in scene.measures.captors for doer in doers)
    behind = scene.after(each.trigger, 2)
    away = behind is not None and behind.lower_ in AWAY
    alone = _is_passive(scene, each) and _are_several(scene, each) and _has_captors(scene, each)
    return not away and (told or alone)


def _has_captors(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether captors are told of near; of a number alone, anywhere, if nobody there is sheltered."""
    if scene.has_captors_near(each.trigger):
        return True
    return is_number(each.head) and bool(scene.captors) and not scene.tells_of("displaced")


def _are_kept_otherwise(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are held in no custody: "held 12 responsible", "held 400 back", "are held at bay"."""
    last = max(each.head.i, each.trigger.i)
    near = [*scene.doc[last + 1 : last + 3], *scene.doc[each.trigger.i + 1 : each.trigger.i + 2]]
    verb = each.trigger.lemma_
    done = scene.tree.below(each.trigger.i, "xcomp")
    if any(scene.tree.lowers[aux] == "have" for place in done for aux in scene.tree.below(place, "aux")):
        return True  # "are held to have died"
    return any(
        token.lower_ in scene.measures.kept
        and token.tag_ != "IN"
        and f"{verb} + {token.lower_}" not in each.word.words  # "picked up nine"
        for token in near
    )


def _doers(scene: MeasureContext, each: CountedGroup) -> list[Token]:
    """Who did it to them, where that is told."""
    clause = scene.by_verb.get(each.trigger.i)
    if clause is not None and clause.voice != "passive":
        return [doer for doer in clause.subjects if doer != each.head]
    by = scene.tree.below(each.trigger.i, "agent")
    return [scene.doc[place] for at in by for place in scene.tree.below(at, "pobj")]


def _are_taken_by_people(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether no storm took them: those who did it are people, where they are told."""
    return all(is_of_people(scene, doer) for doer in _doers(scene, each))


def _are_laid_by_people(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether those who buried them are people who are told: no slide, nor "it" or "which"."""
    doers = _doers(scene, each)
    return bool(doers) and all(is_of_people(scene, who) or who.lower_ in MOURNERS for who in doers)


def _are_held_by_law(scene: MeasureContext, each: CountedGroup) -> bool:
    return not _are_held_against_law(scene, each)


def _are_held_against_law(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether captors hold them; where nobody is told, whether they are no suspects in a text of hostages.

    Whoever is held is so by the law where its words, or those who arrest, stand in the sentence.
    """
    lexicon = load_lexicon()
    captors = word_class(lexicon, "abductors")
    doers = _doers(scene, each)
    if doers or not _is_passive(scene, each):
        told = each.trigger.tag_ != "VBG" or scene.tree.below(each.trigger.i, "aux")  # no "men holding nine"
        by_captors = any(doer.lower_ in captors for doer in doers)
        return by_captors and bool(told) and not _are_kept_otherwise(scene, each)
    if _whom(scene, each).lemma_.lower() not in word_class(lexicon, "captives"):
        return False
    if not scene.tells_of("abducted") and word_class(lexicon, "takers").isdisjoint(scene.tree.places):
        return False  # where gunmen only shoot, "a woman was held" is of the law
    law = word_class(lexicon, "of-custody") | scene.measures.captors
    beside = (token for token in each.trigger.sent if token.i not in (each.head.i, each.trigger.i))
    return all(token.lower_ not in law and token.lemma_.lower() not in law for token in beside)


def _are_in_shelter(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether it is a camp or shelter that holds them: not a prison camp, nor a hall that has seats."""
    shelters = word_class(load_lexicon(), "shelters")
    doers = [doer for doer in _doers(scene, each) if doer.lemma_.lower() in shelters]
    return bool(doers) and not any(scene.tree.below(doer.i, "compound", "amod") for doer in doers)


def _can_fall(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are of those who fight or are fired at, or only numbered: not ministers."""
    whom = _whom(scene, each)
    word = scene.measures.nouns.get(whom.lemma_.lower())
    known = whom.lemma_.lower() in scene.measures.fighting or (word is not None and word.measure in FALLING)
    return known or is_number(whom) or whom.lower_ in scene.measures.amounts


def _is_scene(preposition: str, noun: Token) -> bool:
    """Whether a preposition and its noun tell where or when: "in the north", "in battle"; not "in line"."""
    bare = noun.tag_ == "NN" and not any(child.dep_ in ("det", "poss", "compound") for child in noun.children)
    fights = word_class(load_lexicon(), "fights")
    known = noun.lemma_.lower() in fights or noun.ent_type_ in ("DATE", "TIME", "GPE", "LOC", "EVENT")
    return preposition in WHERE_OR_WHEN and (preposition != "in" or not bare or known)


def _are_not_given(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether nothing tells to whom or what: not "lost nine to rivals", "gave their lives to art"."""
    clause = scene.by_verb.get(each.trigger.i)
    behind = clause.obliques if clause is not None else ()
    return not any(preposition == "to" and not _has_article(scene, noun) for preposition, noun in behind)


def _has_article(scene: MeasureContext, noun: Token) -> bool:
    return any(scene.tree.lowers[place] == "the" for place in scene.tree.below(noun.i, "det"))


def _is_bare(_scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether the number stands before no noun of its own: "rioters at 50,000", not "rioters at 40 sites"."""
    return each.head.dep_ not in ("nummod", "quantmod", "compound")


NEEDS: dict[str, Callable[[MeasureContext, CountedGroup], bool]] = {
    "people": _are_people,
    "not_things": _are_no_things,
    "forces": _are_forces,
    "people_or_bodies": _are_bodies,
    "things": _are_things,
    "several": _are_several,
    "in_masses": _are_in_masses,
    "of_a_protest": _are_of_a_protest,
    "of_an_arrest": _are_of_an_arrest,
    "of_an_abduction": _are_of_an_abduction,
    "of_a_rescue": _are_of_a_rescue,
    "not_wanted": _are_not_wanted,
    "uprooted": _are_uprooted,
    "of_displacement": _are_of_a_displacement,
    "of_a_blow": _are_of_a_blow,
    "held": _are_held,
    "no_particle": lambda scene, each: (at := scene.after(each.trigger)) is None or at.tag_ != "RP",
    "passive": _is_passive,
    "no_object": lambda scene, each: not scene.tree.below(each.trigger.i, "dobj"),
    "outright": _is_outright,
    "laid_to_rest": are_laid_to_rest,
    "in_battle": _are_in_battle,
    "people_or_lives": _are_lives,
    "no_kind": are_no_kind,
    "by_captors": _are_taken_by_captors,
    "by_people": _are_taken_by_people,
    "by_shelter": _are_in_shelter,
    "by_law": _are_held_by_law,
    "against_law": _are_held_against_law,
    "cured": are_cured,
    "not_housed": are_not_housed,
    "by_mourners": _are_laid_by_people,
    "plainly": are_plainly_caught,
    "not_given": _are_not_given,
    "with_the": lambda scene, each: bool(scene.tree.below(each.trigger.i, "det")),
    "no_place": lambda _, each: each.head.ent_type_ not in ("DATE", "TIME", "GPE", "ORG"),
    "told": are_not_only_meant,
    "bare": _is_bare,
}
"""Conditions that an entry can ask of those counted."""
