"""Persons and organisations by name: capitals in a row for which title, grammar or the model vouches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import ONE_PERSON_FORMS, STANDING
from ..language.columns import columns_of
from ..lexicon import Role, rule_of, words_of_peoples
from .body_evidence import is_body_word, names_of_bodies
from .given_names import is_given_name, is_named_thing
from .ground import STRENGTH_OF_MODEL, STRENGTH_OF_WORDS, Ground, Mention, words_of
from .joined_names import LISTING, ends_as_body, is_joined, joined_end
from .name_lists import spot_lists
from .name_rows import spot_rows
from .person_evidence import can_be_a_persons, can_only_be_a_persons, is_kin, without_persons
from .spelling import folded, parts, sound_of, spelt_alike

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

VOTES = {"PERSON": 1, "ORG": -1, "PRODUCT": -1, "FAC": -1}
AGES = range(1, 111)
BY_MODEL = "person-by-model"
BY_GRAMMAR = "organisation-by-grammar"
WEAK = frozenset(rule_of("actor", rule) for rule in (BY_MODEL, "person-who-speaks", "person-beside-office"))
"""Rules by which a single word is a person's name unless the text knows better."""
NOTED = frozenset({",", ":", "-", "–", "—"})
"""What stands behind the word that opens a note of the page."""
NICKNAMED = 5
"""Tokens of the shortest name with a nickname: two names, the nickname and its marks."""
SHORTEST = 4
"""Letters of a surname that is believed though it is tagged as another word: "May" and "Will" are not."""


def spot_names(ground: Ground, titled: Iterable[Mention]) -> Iterator[Mention]:
    """Names of persons and organisations that stand without a title, in order.

    A single name that alone says nothing is a person's where a part of a person's full name elsewhere in
    the document is spelt the same or alike; `titled` are the persons already found behind titles.
    """
    runs = list(dict.fromkeys(ground.runs.values()))
    titled = list(titled)
    shown = names_of_bodies(ground, runs)
    if shown:
        shown = without_persons(shown, _told_as_persons(ground, runs, titled, shown))
    bodies = _mostly_bodies(ground, runs) | shown
    vouched = [mention for run in runs if (mention := _vouched(ground, *run, bodies, shown))]
    others = _names_of_others(ground.doc) if any(map(_is_weak, vouched)) else frozenset()
    vouched = [each for each in vouched if not (_is_weak(each) and each.name[0] in others)]
    listed = list(
        spot_lists(ground, {each.start for each in vouched if each.rule != rule_of("actor", BY_GRAMMAR)})
    )
    homes = {end + 1 for _, end in listed if ground.doc[end : end + 1].text == ","}
    vouched = [mention for mention in vouched if mention.start not in homes or not _is_guess(mention)]
    vouched += _nicknamed(ground)
    yield from vouched
    known = _known_parts([*titled, *vouched])
    taken = {mention.start for mention in vouched}
    for rule, rows in (("person-in-row", spot_rows(ground)), ("person-in-list", listed)):
        for start, end in rows:
            if start not in taken:
                yield person(ground, start, end, rule)
                taken.add(start)
    for start, end in runs:
        name = parts(words_of(ground.doc, start, end))
        single = start not in taken and len(name) == 1 and start not in ground.places
        single = single and not _goes_on_in_capitals(ground, end)
        if single and known(name[0]):
            yield person(ground, start, end, "person-known-by-full-name")
        elif single and name[0] in bodies:
            yield _organisation(ground, start, end, None)
    surnames = {parts(mention.name)[-1] for mention in (*titled, *vouched) if mention.form == "person"}
    yield from _mistagged(ground, surnames)
    yield from _organisations(ground)


def _told_as_persons(
    ground: Ground, runs: Iterable[tuple[int, int]], titled: Iterable[Mention], shown: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    """The names told as a person's; of those in `shown` the model alone says nothing."""
    yield from (mention.name for mention in titled if mention.form == "person")
    for start, end in runs:
        words = words_of(ground.doc, start, end)
        labels = {token.ent_type_ for token in ground.doc[start:end]}
        if (
            (end - start > 1 and labels == {"PERSON"} and " ".join(words) not in shown)
            or _has_given_name(ground, start, end)
            or _rule_by_neighbours(ground, start, end) is not None
            or can_be_a_persons(ground, start, end)
        ):
            yield words


def _is_guess(mention: Mention) -> bool:
    """Whether only the model takes a single word for a person: behind a name in a list it is a home town."""
    return mention.rule == rule_of("actor", BY_MODEL) and len(mention.name) == 1


def _is_weak(mention: Mention) -> bool:
    """Whether a single word is taken for a person by what other names may do as well."""
    return mention.rule in WEAK and len(mention.name) == 1


def _names_of_others(doc: Doc) -> frozenset[str]:
    """Words of peoples, and of things that bear them somewhere in the text: "Lao", "Palmasola prison"."""
    columns = columns_of(doc)
    texts, lowers = columns.texts, columns.lowers
    borne = {texts[place - 1] for place in range(1, len(texts)) if is_named_thing(lowers[place])}
    return words_of_peoples().union(word for word in borne if word[:1].isupper())


def _nicknamed(ground: Ground) -> Iterator[Mention]:
    """Persons with a nickname in quotation marks inside the name: 'Ada "Dot" Brenn'."""
    persons = (each for each in ground.doc.ents if each.label_ == "PERSON" and len(each) >= NICKNAMED)
    for entity in persons:
        names = [token for token in entity if token.text[:1].isupper()]
        quoted = len(names) > 2 and [entity.start + 1, entity.start + 3] == [
            token.i for token in entity if token.is_quote
        ]
        if quoted:
            named = person(ground, entity.start, names[-1].i + 1, "person-with-nickname")
            yield replace(named, name=tuple(token.text for token in entity if not token.is_punct))


def _mostly_bodies(ground: Ground, runs: Iterable[tuple[int, int]]) -> frozenset[str]:
    """Single names that the model takes for an organisation more often than for a person."""
    votes: dict[str, int] = {}
    for start, end in runs:
        token = ground.doc[start]
        if end - start == 1:
            votes[token.text] = votes.get(token.text, 0) + VOTES.get(token.ent_type_, 0)
    return frozenset(name for name, vote in votes.items() if vote < 0)


def _mistagged(ground: Ground, surnames: set[str]) -> Iterator[Mention]:
    """Surnames that the tagger takes for common words, as it does with Trump or Brown."""
    columns = columns_of(ground.doc)
    for place, (text, lower) in enumerate(zip(columns.texts, columns.lowers, strict=True)):
        if text not in surnames and lower not in ground.figures:
            continue
        token = columns.tokens[place]
        known = (text in surnames and not _goes_on_in_capitals(ground, token.i + 1)) or token.is_title
        if not known or len(token) < SHORTEST or token.i in ground.runs or not token.pos_:
            continue
        free = not any(token.i in taken for taken in (ground.roles, ground.nations, ground.places))
        if free and (token.pos_ == "NOUN" or token.ent_type_ in ("PERSON", "ORG")):
            yield person(ground, token.i, token.i + 1, "person-known-by-full-name")


def _known_parts(persons: Iterable[Mention]) -> Callable[[str], bool]:
    """Whether a word is a part of a full name, or spelt like the last part of one."""
    names = {parts(mention.name) for mention in persons if mention.form == "person"}
    exact = {folded(part) for name in names if len(name) > 1 for part in name}
    surnames: dict[str, set[str]] = {}
    for name in names:
        surnames.setdefault(sound_of(name[-1]), set()).add(name[-1])

    def is_known(word: str) -> bool:
        alike = surnames.get(sound_of(word), ())
        return folded(word) in exact or any(spelt_alike(word, surname) for surname in alike)

    return is_known


def _vouched(
    ground: Ground, start: int, end: int, bodies: frozenset[str], shown: frozenset[str]
) -> Mention | None:
    """The person, or the body, that a run of capitals names, where its neighbours or the model say so."""
    doc = ground.doc
    if all(place in ground.places for place in range(start, end)):
        return None
    ending = ground.endings.get(end - 1)
    if end - start > 1 and ending and not (ending[1].needs and is_given_name(doc[start].text)):
        return _organisation(ground, start, end, ending[1])
    if _is_a_things(ground, start, end) and not _stands_beside_office(ground, end):
        return None
    labels = {doc[place].ent_type_ for place in range(start, end)}
    figure = ground.figures.get(folded(" ".join(parts(words_of(doc, start, end)))))
    if figure is not None:
        return replace(person(ground, start, end, ""), rule=rule_of("role", figure))
    rule = None if _ends_as_a_body(doc, start, end) else _rule_by_neighbours(ground, start, end)
    if rule is None and not labels <= {"", "PERSON"} and can_only_be_a_persons(ground, start, end):
        rule = "person-by-pronoun"
    if rule is None and " ".join(words_of(doc, start, end)) in shown:
        return _organisation(ground, start, end, None, BY_GRAMMAR)
    rule = rule or _rule_for_person(ground, start, end, labels, bodies)
    if rule == BY_MODEL:
        start, end = _labelled(doc, start, end)
    return person(ground, start, end, rule) if rule else None


def _rule_by_neighbours(ground: Ground, start: int, end: int) -> str | None:
    """The rule by which the words beside a run of capitals make it a person's name; None if none do."""
    doc = ground.doc
    if end - start == 1 and _opens_notice(ground, start):
        return None
    if _is_called(ground, start):
        return "person-called"
    if _stands_beside_office(ground, end):
        return "person-beside-office"
    if _has_age_or_who(doc, end):
        return "person-by-grammar"
    if end < len(doc) and doc[end].text == "/" and end - start > 1:
        return "person-credited"
    return "person-by-kin" if _has_kin(ground, end) else None


def _rule_for_person(
    ground: Ground, start: int, end: int, labels: set[str], bodies: frozenset[str]
) -> str | None:
    """The rule by which a run of capitals is a person's name by itself; None if it is none."""
    doc = ground.doc
    if end - start == 1 and _opens_notice(ground, start):
        return None
    if _has_given_name(ground, start, end):
        return "person-by-given-name"
    if end - start == 1 and doc[start].text in bodies and _is_meant_by_pronoun(ground, end):
        return "person-by-pronoun"
    if (end - start == 1 and doc[start].text in bodies) or _has_article(doc, start):
        return None
    if _speaks(ground, end) and labels <= {"", "PERSON"}:
        return "person-who-speaks"
    if "PERSON" in labels:
        return None if end - start == 1 and _is_where(doc, start) else BY_MODEL
    return "person-by-pronoun" if _is_meant_by_pronoun(ground, end) else None


def _is_where(doc: Doc, place: int) -> bool:
    """Whether a name says where something named before it is: "the border crossing at Orvala"."""
    before = doc[place - 1] if place else None
    return before is not None and before.lower_ in STANDING and before.head.pos_ == "NOUN"


def _opens_notice(ground: Ground, place: int) -> bool:
    """Whether a word opens a note of the page to its readers: "Correction, March 16: ..."."""
    doc = ground.doc
    opens = bool(doc[place].is_sent_start) and doc[place].lower_ in ground.notices
    return opens and doc[place + 1 : place + 2].text in NOTED


def _is_called(ground: Ground, place: int) -> bool:
    """Whether a word for one person goes before it with what they are called: "a nurse named Brenn"."""
    before = ground.doc[place - 1] if place else None
    if before is None or before.tag_ != "VBN" or before.dep_ != "acl":
        return False
    return before.head.i == place - 2 and _is_single_role(ground, place - 2)


def _ends_as_a_body(doc: Doc, start: int, end: int) -> bool:
    """Whether a name ends with a word for bodies and begins with no given name: "Green Line Waterways"."""
    return end - start > 1 and is_body_word(doc[end - 1].text) and not is_given_name(doc[start].text)


def _is_a_things(ground: Ground, start: int, end: int) -> bool:
    """Whether a thing bears the name: "the tanker Ada Brenn", "Cyclone Ada", "Ada Brenn Foundation"."""
    doc = ground.doc
    before = start > 0 and is_named_thing(doc[start - 1].lower_) and not doc[start].is_sent_start
    if before or any(is_named_thing(token.lower_) for token in doc[start:end]):
        return True
    body = end in ground.roles and ground.roles[end][1].form == "body"
    return body and _has_article(doc, start) and not doc[end].is_sent_start


def _has_given_name(ground: Ground, start: int, end: int) -> bool:
    """Whether the first or the last word of a name is known as a given name: family names may come first.

    One word alone must not be a place's, and must not stand in capitals as an acronym does.
    """
    doc = ground.doc
    if _has_article(doc, start) or (end in ground.roles and ground.roles[end][1].form == "body"):
        return False
    if end - start == 1:
        return is_given_name(doc[start].text) and start not in ground.places
    return is_given_name(doc[start].text) or is_given_name(doc[end - 1].text)


def _is_meant_by_pronoun(ground: Ground, end: int) -> bool:
    """Whether "his" or "her" in what the name does can only be theirs: "Ada Brenn hid them in her barn"."""
    doc = ground.doc
    last = doc[end - 1]
    if last.dep_ not in ("nsubj", "nsubjpass") or last.head.lemma_ in ground.speaking:
        return False
    for token in doc[end : last.sent.end]:
        if token.i in ground.runs or (_is_single_role(ground, token.i) and token.tag_ == "NN"):
            return False
        if token.lower_ in ONE_PERSON_FORMS:
            return True
    return False


def _goes_on_in_capitals(ground: Ground, end: int) -> bool:
    """Whether a name goes on with a small word in capitals: "Water" of "Water Without Borders"."""
    after = ground.doc[end : end + 2]
    return len(after) == 2 and after[0].pos_ == "ADP" and after[0].is_title and after[1].is_title


def _has_article(doc: Doc, start: int) -> bool:
    """Whether "the" stands before the name: "the Geological Survey" is nobody's name."""
    return start > 0 and doc[start - 1].tag_ == "DT"


def _labelled(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The part of a run that the model takes for a person."""
    inside = [place for place in range(start, end) if doc[place].ent_type_ == "PERSON"]
    return inside[0], inside[-1] + 1


def _speaks(ground: Ground, end: int) -> bool:
    """Whether the name is the subject of a verb of speaking: not "Orvala holds nine men"."""
    last = ground.doc[end - 1]
    verb = last.head
    if last.dep_ != "nsubj" or verb.lemma_ not in ground.speaking:
        return False
    return verb.lemma_ not in ground.silent or not any(child.dep_ == "dobj" for child in verb.children)


def person(ground: Ground, start: int, end: int, rule: str) -> Mention:
    """A mention of a person by a bare name."""
    strength = STRENGTH_OF_MODEL if rule == BY_MODEL else STRENGTH_OF_WORDS
    words = words_of(ground.doc, start, end)
    return Mention(
        start=start,
        end=end,
        head=end - 1,
        form="person",
        rule=rule_of("actor", rule),
        strength=strength,
        name=words,
    )


def _stands_beside_office(ground: Ground, end: int) -> bool:
    """Whether the name and an office or people word are appositions: "the mayor, Ada Brenn,"."""
    doc = ground.doc
    last = doc[end - 1]
    if last.dep_ == "appos" and _is_single_role(ground, last.head.i):
        return True
    beside = [child for child in last.children if child.dep_ == "appos" and _is_single_role(ground, child.i)]
    if last.dep_ == "pobj" and last.head.lower_ == "of" and _is_single_role(ground, last.head.head.i):
        beside = [child for child in beside if child.tag_ != "NNP"]  # "the mayor of Orvala, Dr Ada Brenn,"
    return bool(beside)


def _is_single_role(ground: Ground, place: int) -> bool:
    if place not in ground.roles:
        return False
    span, entry = ground.roles[place]
    return entry.form in ("office", "people", "relation") and span[-1].tag_ in ("NN", "NNP")


def _has_kin(ground: Ground, end: int) -> bool:
    """Whether the name has relations: "Morena's son"."""
    doc = ground.doc
    return end + 1 < len(doc) and doc[end].tag_ == "POS" and is_kin(ground, end + 1)


def _has_age_or_who(doc: Doc, end: int) -> bool:
    after = doc[end : end + 3]
    if len(after) == 3 and after[0].text == "," and after[1].text.isdigit() and after[2].text in ",.":
        return int(after[1].text) in AGES
    return len(after) > 1 and after[0].text == "," and after[1].tag_ == "WP" and after[1].dep_ == "nsubj"


def _organisations(ground: Ground) -> Iterator[Mention]:
    for ending, entry in dict.fromkeys(ground.endings.values()):
        start = _first_capital(ground.doc, ending)
        if len(ending) > 1 and start < ending.start:
            yield _organisation(ground, start, ending.end, entry)
    for entity in ground.doc.ents:
        named = entity.label_ == "ORG" or (entity.label_ == "WORK_OF_ART" and ends_as_body(ground, entity))
        span = _trimmed(entity) if named else None
        if span is not None and not _is_known(ground, span):
            yield _organisation(ground, _first_of_name(ground, span), span.end, None)


def _first_of_name(ground: Ground, entity: Span) -> int:
    """Where the name begins of which the model labels only the end: "Agua" of "Agua [Viva]".

    The words before are of the same row of capitals, hang from the name, and are nothing else for the model.
    """
    doc, start = ground.doc, entity.start
    first, _ = ground.runs.get(start, (start, start))
    while (
        start > first
        and doc[start - 1].dep_ == "compound"
        and not doc[start - 1].ent_type_
        and entity.start <= doc[start - 1].head.i < entity.end
    ):
        start -= 1
    return start


def _first_capital(doc: Doc, ending: Span) -> int:
    """Where the capitals in a row begin that an ending of several words follows: "Water Without Borders"."""
    start = ending.start
    while start > 0 and doc[start - 1].is_title and not doc[start].is_sent_start:
        start -= 1
    return start


def _organisation(
    ground: Ground, start: int, end: int, entry: Role | None, by: str = "organisation-by-model"
) -> Mention:
    rule = rule_of("role", entry) if entry else rule_of("actor", by)
    end = joined_end(ground, end) if ground.doc[end : end + 1].text != LISTING else end
    sure = entry is not None or by == BY_GRAMMAR or is_joined(ground, ground.doc[start:end])
    strength = STRENGTH_OF_WORDS if sure else STRENGTH_OF_MODEL
    words = words_of(ground.doc, start, end)
    return Mention(
        start=start,
        end=end,
        head=end - 1,
        form="organisation",
        rule=rule,
        strength=strength,
        name=words,
        entry=entry,
        definite=True,
    )


def _trimmed(entity: Span) -> Span | None:
    """The entity without article, possessive ending and small words at its end, up to a stroke."""
    start, end = entity.start, entity.end
    doc = entity.doc
    for place in range(start, end):
        if doc[place].text == "/":
            end = place
            break
    while start < end and (doc[start].dep_ == "det" or doc[start].is_space or _is_hour(doc[start])):
        start += 1
    while end > start and not doc[end - 1].text[:1].isupper() and not doc[end - 1].is_digit:
        end -= 1
    named = end > start and any(token.pos_ == "PROPN" for token in doc[start:end])
    return doc[start:end] if named and not any(token.pos_ == "AUX" for token in doc[start:end]) else None


def _is_hour(word: Token) -> bool:
    """Whether it is the hour of an entry before a name: "20:10 Health Ministry"."""
    return word.text[:1].isdigit() and ":" in word.text


def _is_known(ground: Ground, span: Span) -> bool:
    """Whether lexicon or gazetteer already say what all the words are."""
    return all(
        token.i in ground.roles or token.i in ground.nations or token.i in ground.places or token.is_punct
        for token in span
    )
