"""What is known of each word of a text before those whom it names are put together.

The words of `roles.toml` and `countries.csv` are found here, beside places and names in capitals. `Ground`
has each under every one of its tokens, and `Mention` is what other modules make of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar

from ..frozen import quick
from ..language.closed_classes import OF_A_PERSON
from ..language.columns import columns_of
from ..language.phrases import Phrases
from ..lexicon import Country, Lexicon, Role, load_countries, words_of_form
from ..records import Document, Place
from .capital_runs import runs_of_capitals
from .spelling import folded

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Form = Literal["person", "name", "organisation", "body", "office", "people", "relation", "nation", "state"]
AThing = TypeVar("AThing")
Entry = TypeVar("Entry", "Role", "Nation")

STRENGTH_OF_WORDS = 2
"""The lexicon is believed before the model's entities: on the first page read, the small model took 9
of 24 names of places and peoples for persons or organisations."""

STRENGTH_OF_MODEL = 1

NOT_ROLES = frozenset({"figure", "rank", "relational", "medium"})
"""Forms of entries whose words are looked for otherwise, or only in the names of others."""

NOUNS = frozenset({"NOUN", "PROPN"})
MODIFYING = frozenset({"compound", "nmod", "amod"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"})
OF_BODY = "of_body"
"""The condition that a body is told whose office it is."""
OWNING = frozenset({"poss", "compound", "nmod"})
"""How a body stands before its office: "the union's secretary", "the union secretary"."""
ACTING = frozenset({"nsubj", "nsubjpass", "poss", "appos", "compound", "ROOT"})


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor, not yet led back to one entity; `start`, `end`, `head` count tokens."""

    start: int
    end: int
    head: int
    form: Form
    rule: str
    strength: int
    name: tuple[str, ...]
    """A name's words without titles; otherwise the words that say what it is, as the lexicon has them."""
    extra: tuple[str, ...] = ()
    """Nouns before those words that tell one body or office from another: "finance" of a ministry."""
    tail: tuple[str, ...] = ()
    """What follows "of" in a name: "of Automobile Manufacturers"."""
    entry: Role | None = None
    of: Role | None = None
    """The body that an office belongs to."""
    country: str | None = None
    place: str | None = None
    """A place below the country, as in "the Almaty police"."""
    definite: bool = False
    plural: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Nation:
    """How a word stands for a country."""

    country: Country
    form: Literal["name", "adjective", "demonym", "capital"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of each token before mentions are put together; each finding under every token of it."""

    document: Document
    doc: Doc
    roles: dict[int, tuple[Span, Role]]
    endings: dict[int, tuple[Span, Role]]
    """Words that only tell of what kind the organisation is whose name they end."""
    nations: dict[int, tuple[Span, Nation]]
    places: dict[int, Place]
    runs: dict[int, tuple[int, int]]
    """Capitalised words in a row that no lexicon knows: what names are made of."""
    speaking: frozenset[str]
    """Lemmas of the verbs by which people speak."""
    silent: frozenset[str]
    """Those of them by which nobody speaks who has an object: "holds nine men"."""
    notices: frozenset[str]
    """Words that open a page's own notes: "correction"."""
    figures: Mapping[str, Role]
    """Persons known the world over, by their folded names."""
    relational: frozenset[str]
    """Adjectives that tell to what body, trade or side somebody belongs."""


def spans_in(found: Mapping[int, tuple[Span, Entry]]) -> Iterator[tuple[int, Span, Entry]]:
    """What stands under each of its tokens, once: the first of these tokens, its span, what it is."""
    last = None
    for place, (span, entry) in found.items():
        if span is not last:
            yield place, span, entry
        last = span


@cache
def _role_phrases(lexicon: Lexicon) -> Phrases[Role]:
    found = (entry for entry in lexicon.roles if entry.form not in NOT_ROLES)
    return Phrases((word, entry) for entry in found for word in entry.words)


@cache
def _figures_of(lexicon: Lexicon) -> Mapping[str, Role]:
    """Persons known the world over, by their folded names, hyphens closed."""
    known = (entry for entry in lexicon.roles if entry.form == "figure")
    return {folded(word): entry for entry in known for word in entry.words}


@cache
def _nation_phrases() -> Phrases[Nation]:
    return Phrases(pair for country in load_countries() for pair in _nation_words(country))


def _nation_words(country: Country) -> Iterator[tuple[str, Nation]]:
    yield from ((word, Nation(country, "name")) for word in (country.name, *country.names))
    yield from ((word, Nation(country, "adjective")) for word in country.adjectives)
    others = [word for word in country.demonyms if word not in country.adjectives]
    yield from ((word, Nation(country, "demonym")) for word in others)
    yield from ((word, Nation(country, "capital")) for word in country.capitals)


@cache
def _silent_with_object(lexicon: Lexicon) -> frozenset[str]:
    """Verbs of speaking that say nothing with an object, by all their entries."""
    verbs = [cue for cue in lexicon.cues if cue.form == "verb"]
    other = {word for cue in verbs if "no object" not in cue.needs for word in cue.words}
    return frozenset(word for cue in verbs for word in cue.words) - other


def survey(document: Document, doc: Doc, places: Sequence[Place], lexicon: Lexicon) -> Ground:
    """The ground on which mentions stand: lexicon words, nations, places and runs of capitals."""
    roles, endings = _found_roles(document, doc, lexicon)
    relations = _relations_names(doc, roles)
    nations = _by_token(
        (span, things[0])
        for span, things in _nation_phrases().longest(doc)
        if span[0].text[:1].isupper()
        and not _is_in_a_persons_name(span, things[0])
        and span.text not in relations
    )
    names = {place for place, (span, nation) in nations.items() if nation.form == "name" and len(span) > 1}
    roles = {place: found for place, found in roles.items() if place not in names}
    by_place = {token.i: place for place, span in _placed(doc, places) for token in span}
    roles = {place: found for place, found in roles.items() if not _is_of_a_place(found[0], by_place)}
    roles = {place: found for place, found in roles.items() if not _opens_a_name(found[0], endings)}
    roles = {place: found for place, found in roles.items() if _has_its_body(*found, roles, endings)}
    runs = dict(runs_of_capitals(document.text, doc, roles, nations))
    speaking, figures = words_of_form(lexicon, "cues", "verb"), _figures_of(lexicon)
    return Ground(
        document=document,
        doc=doc,
        roles=roles,
        endings=endings,
        nations=nations,
        places=by_place,
        runs=runs,
        speaking=speaking,
        silent=_silent_with_object(lexicon),
        notices=words_of_form(lexicon, "pages", "no_dateline"),
        figures=figures,
        relational=words_of_form(lexicon, "roles", "relational"),
    )


def _found_roles(
    document: Document, doc: Doc, lexicon: Lexicon
) -> tuple[dict[int, tuple[Span, Role]], dict[int, tuple[Span, Role]]]:
    """The role words of a document, and the words that only end names, each under all its tokens."""
    roles: dict[int, tuple[Span, Role]] = {}
    endings: dict[int, tuple[Span, Role]] = {}
    for span, things in _role_phrases(lexicon).longest(doc):
        entries = sorted((thing for thing in things if _stands(document, span, thing)), key=_is_ending)
        if entries:
            found = endings if _is_ending(entries[0]) else roles
            found.update(dict.fromkeys(range(span.start, span.end), (span, entries[0])))
    return roles, endings


def _is_ending(entry: Role) -> bool:
    return entry.form == "ending"


def _by_token(found: Iterable[tuple[Span, AThing]]) -> dict[int, tuple[Span, AThing]]:
    return {place: pair for pair in found for place in range(pair[0].start, pair[0].end)}


def _is_of_a_place(span: Span, by_place: Mapping[int, Place]) -> bool:
    """Whether the capitals of a role word are those of a place: Queens."""
    return (
        span[0].text[:1].isupper()
        and span[0].pos_ == "PROPN"
        and all(
            token.i in by_place and by_place[token.i].feature not in ("country", "site") for token in span
        )
    )


def _is_in_a_persons_name(span: Span, nation: Nation) -> bool:
    """Whether the model takes it for a part of a longer name of a person: Jordan Smith."""
    doc, start, end = span.doc, span.start, span.end
    beside = [place for place in (start - 1, end) if 0 <= place < len(doc)]
    inside = all(token.ent_type_ == "PERSON" for token in span) and nation.form != "adjective"
    return inside and any(
        doc[place].ent_type_ == "PERSON"
        and doc[place].pos_ == "PROPN"
        and doc[place].ent_iob_ != "O"
        and (doc[max(place, start)].ent_iob_ == "I")
        for place in beside
    )


def _relations_names(doc: Doc, roles: Mapping[int, tuple[Span, Role]]) -> frozenset[str]:
    """Names, of one word each, that somebody's relations bear in this text: "her daughter Paris"."""
    return frozenset(
        doc[span.end].text
        for span, entry in roles.values()
        if entry.personal
        and entry.gender is not None
        and span.start > 0
        and span.end < len(doc)
        and doc[span.start - 1].lower_ in OF_A_PERSON
        and doc[span.end].text[:1].isupper()
    )


def _opens_a_name(span: Span, endings: Mapping[int, tuple[Span, Role]]) -> bool:
    """Whether a word in capitals begins a name that several words end: "Surgeons Without Borders"."""
    ending = endings.get(span.end)
    return ending is not None and len(ending[0]) > 1 and span[0].text[:1].isupper()


def _has_its_body(
    span: Span, entry: Role, roles: Mapping[int, tuple[Span, Role]], endings: Mapping[int, tuple[Span, Role]]
) -> bool:
    """Whether an office that only a body gives is told with one: "the union's secretary", not "hers"."""
    if OF_BODY not in entry.needs:
        return True
    behind = (of for of in span[-1].children if of.dep_ == "prep" and of.lower_ == "of")
    told = [child for child in span[-1].children if child.dep_ in OWNING]
    told += [child for of in behind for child in of.children if child.dep_ == "pobj"]
    return any(
        owner.ent_type_ == "ORG"
        or owner.i in endings
        or (owner.i in roles and roles[owner.i][1].form in ("body", "name"))
        for owner in told
    )


def _placed(doc: Doc, places: Sequence[Place]) -> Iterator[tuple[Place, Span]]:
    for place in places:
        span = doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is not None:
            yield place, span


def _stands(document: Document, span: Span, entry: Role) -> bool:
    """Whether the words are written as the entry asks and their last is a noun."""
    last = span[-1] if span[-1].pos_ != "PUNCT" or len(span) == 1 else span[-2]
    if entry.form in ("former", "honorific"):
        return last.pos_ != ""
    if entry.form == "ending":
        return last.pos_ == "PROPN" and last.text[:1].isupper() and all(NEEDS[n](span) for n in entry.needs)
    if entry.cased and not (span[0].text[:1].isupper() or span[-1].text[:1].isupper()):
        return False
    if entry.cased and not _as_written(document.text[span.start_char : span.end_char], entry.words):
        return False
    noun = last.pos_ in NOUNS or (last.pos_ == "ADJ" and last.dep_ in ARGUMENTS)
    return (noun and all(NEEDS[need](span) for need in entry.needs)) or (
        entry.form == "name" and last.pos_ != ""
    )


def _acts(span: Span) -> bool:
    """Whether the words are those who act or have: a subject, an agent, an owner, or beside a name."""
    last = span[-1]
    agent = last.dep_ == "pobj" and last.head.dep_ == "agent"
    return agent or last.dep_ in ACTING or (last.i + 1 < len(span.doc) and last.nbor().pos_ == "PROPN")


def _alone(span: Span) -> bool:
    """Whether no "of" follows."""
    return span.end >= len(span.doc) or span.doc[span.end].lower_ != "of"


def _hears(span: Span) -> bool:
    """Whether the words are those to whom something is said: "told Harlan Star that nine were hurt"."""
    last = span[-1]
    heard = last.dep_ in ("dobj", "dative") and last.head.pos_ == "VERB"
    return heard and any(child.dep_ == "ccomp" for child in last.head.children)


NEEDS: Mapping[str, Callable[[Span], bool]] = {
    "acts": _acts,
    "alone": _alone,
    "hears": _hears,
    OF_BODY: lambda _: True,  # asked once all role words are found: `_has_its_body`
}
"""The conditions that an entry may set."""


def _as_written(quote: str, words: Sequence[str]) -> bool:
    """Whether every capital of one of the words, or of its plural, is a capital in the quote."""
    return any(
        len(quote) - len(word) in (0, 1)
        and all(not letter.isupper() or letter == other for letter, other in zip(word, quote, strict=False))
        for word in words
    )


def words_of(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """The texts of some tokens."""
    return tuple(columns_of(doc).texts[start:end])
