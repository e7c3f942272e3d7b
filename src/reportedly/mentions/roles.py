"""Those whom a text calls by what they are: offices, bodies, peoples, states, and names after titles.

The words of `roles.toml` and `countries.csv` are found first; then each is stretched to the words that
belong to it: the country or the body before it, "of" a country behind it, the name that it is a title of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ..language.closed_classes import NAME_PARTICLES, OF_A_PERSON, OF_PLACES
from ..language.columns import columns_of
from ..language.phrases import Phrases
from ..lexicon import Country, Lexicon, Role, load_countries, rule_of
from ..records import Document, Place
from .gazetteer import capitals, fold
from .spelling import folded

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Form = Literal["person", "name", "organisation", "body", "office", "people", "relation", "nation", "state"]

AThing = TypeVar("AThing")
Entry = TypeVar("Entry", "Role", "Nation")

STRENGTH_OF_WORDS = 2
"""The lexicon is believed before the model's entities: on the first page read, the small model took 9
of 24 names of places and peoples for persons or organisations."""
STRENGTH_OF_MODEL = 1

NOT_ROLES = frozenset({"figure", "rank"})
"""Forms of entries whose words are looked for otherwise, or only in the names of others."""

WITH_BRANCHES = frozenset({"NGO", "UNO", "IGO"})
"""Sectors of organisations that bear the name of a country behind theirs where they are its branch."""

SEATED = frozenset({"GOV", "LEG", "JUD", "COP"})
"""Sectors of bodies that sit in their own country."""

NATIONAL = frozenset({"GOV", "LEG"})
"""Those of them that speak for all of it from its capital; a police force speaks for the town."""

EMBASSY, MINISTRY = "embassy", "ministry"
"""The entries of `roles.toml` for bodies of one country that stand in another, and for any ministry."""

TITLED = frozenset({"office", "people", "honorific"})
NOUNS = frozenset({"NOUN", "PROPN"})
MODIFYING = frozenset({"compound", "nmod", "amod"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"})
ACTING = frozenset({"nsubj", "nsubjpass", "poss", "appos", "compound", "ROOT"})
DATED = frozenset({"DATE", "TIME"})
PARTICLE = 4
"""Letters of the longest small word inside a name: bin, al, von, dela."""
SHORT_LINE = 50
"""Characters of a line that ends a name: items of lists are shorter, lines of wrapped prose are longer."""


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
    notices: frozenset[str]
    """Words that open a page's own notes: "correction"."""
    figures: Mapping[str, Role]
    """Persons known the world over, by their folded names."""


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
def figures_of(lexicon: Lexicon) -> Mapping[str, Role]:
    """Persons known the world over, by their folded names, hyphens closed."""
    known = (entry for entry in lexicon.roles if entry.form == "figure")
    return {folded(word): entry for entry in known for word in entry.words}


@cache
def _nation_phrases() -> Phrases[Nation]:
    return Phrases(pair for country in load_countries() for pair in _nation_words(country))


@cache
def speaking_verbs(lexicon: Lexicon) -> frozenset[str]:
    """The verbs that say that somebody speaks."""
    return frozenset(word for cue in lexicon.cues if cue.form == "verb" for word in cue.words)


@cache
def _notice_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that stand where a dateline would, and are no place: a page's own notes open with them."""
    return frozenset(word for entry in lexicon.pages if entry.form == "no_dateline" for word in entry.words)


def _nation_words(country: Country) -> Iterator[tuple[str, Nation]]:
    yield from ((word, Nation(country, "name")) for word in (country.name, *country.names))
    yield from ((word, Nation(country, "adjective")) for word in country.adjectives)
    others = [word for word in country.demonyms if word not in country.adjectives]
    yield from ((word, Nation(country, "demonym")) for word in others)
    yield from ((word, Nation(country, "capital")) for word in country.capitals)


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
    runs = dict(_runs(document.text, doc, roles, nations))
    speaking, figures = speaking_verbs(lexicon), figures_of(lexicon)
    return Ground(
        document=document,
        doc=doc,
        roles=roles,
        endings=endings,
        nations=nations,
        places=by_place,
        runs=runs,
        speaking=speaking,
        notices=_notice_words(lexicon),
        figures=figures,
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


NEEDS: Mapping[str, Callable[[Span], bool]] = {"acts": _acts, "alone": _alone, "hears": _hears}
"""The conditions that an entry may set."""


def _as_written(quote: str, words: Sequence[str]) -> bool:
    """Whether every capital of one of the words, or of its plural, is a capital in the quote."""
    return any(
        len(quote) - len(word) in (0, 1)
        and all(not letter.isupper() or letter == other for letter, other in zip(word, quote, strict=False))
        for word in words
    )


def _runs(text: str, doc: Doc, *known: Mapping[int, Any]) -> Iterator[tuple[int, tuple[int, int]]]:
    columns = columns_of(doc)
    place, length = 0, len(doc)
    while place < length:
        if columns.pos[place] != "PROPN":
            place += 1
            continue
        end = place
        while end < length and _goes_on(doc, place, end, known):
            if end > place and _ends_item(text, doc[end - 1], doc[end]):
                break
            end += 1
        if end > place:
            yield from ((i, (place, end)) for i in range(place, end))
        place = max(end, place + 1)


def _ends_item(text: str, before: Token, token: Token) -> bool:
    """Whether a short line ends between two tokens, as between the items of a list, and no wrapped prose."""
    last = before.idx + len(before)
    begin = text.rfind("\n", 0, before.idx) + 1
    gap = text[last : token.idx]
    if "\n" not in gap or last - begin >= SHORT_LINE:
        return False
    return gap.count("\n") > 1 or not _is_wrapped(text[begin:last], text[token.idx : token.idx + SHORT_LINE])


def _is_wrapped(line: str, following: str) -> bool:
    """Whether a sentence goes on behind a line: "the head of state Uhuru" and "Kenyatta told reporters"."""
    words = line.split()
    if not any(word[0].islower() for word in words):
        return False
    name = takewhile(lambda word: word[-1].isalnum(), following.partition("\n")[0].split())
    verb = next((word for word in name if not word[0].isupper()), None)
    return words[0][0].islower() or verb is not None


def _goes_on(doc: Doc, start: int, place: int, known: tuple[Mapping[int, Any], ...]) -> bool:
    """Whether the token belongs to a run of capitals that began at `start`."""
    token = doc[place]
    if place > start and token.is_sent_start:
        return False
    if token.text in ("-", "&"):
        return _joins(doc, start, place)
    if start < place and token.is_lower:
        return _is_particle(doc, place)
    return (
        token.text[:1].isupper()
        and token.pos_ == "PROPN"
        and token.ent_type_ not in DATED
        and not any(place in one for one in known)
    )


def _joins(doc: Doc, start: int, place: int) -> bool:
    """Whether a hyphen or "&" joins two capitals of one name."""
    if not start < place < len(doc) - 1 or doc[place + 1].is_sent_start or doc[place + 1].pos_ != "PROPN":
        return False
    closed = not doc[place - 1].whitespace_ and not doc[place].whitespace_
    return closed if doc[place].text == "-" else doc[place + 1].text[:1].isupper()


def _is_particle(doc: Doc, place: int) -> bool:
    """Whether a small word stands inside a name: "Mohammed bin Salman", "Bashar al-Assad", "Ki-moon"."""
    token = doc[place]
    if token.pos_ != "PROPN" and token.lower_ not in NAME_PARTICLES:
        return False
    after = place + 2 if place + 1 < len(doc) and doc[place + 1].text == "-" else place + 1
    begins = len(token) <= PARTICLE and after < len(doc) and doc[after].text[:1].isupper()
    return begins or doc[place - 1].text == "-"


def spot_roles(ground: Ground) -> Iterator[Mention]:
    """Mentions by role words, in order; several may lie in one another."""
    for place, span, entry in spans_in(ground.roles):
        if place == span.start and (mention := _spotted(ground, span, entry)) is not None:
            yield mention


def _spotted(ground: Ground, span: Span, entry: Role) -> Mention | None:
    doc = ground.doc
    if entry.form == "former":
        return None
    named = (
        _name_after(ground, span.end) if entry.form in TITLED and not _is_in_capitals(span, entry) else None
    )
    if named is None and (entry.form == "honorific" or (entry.form != "name" and _only_modifies(span))):
        return None
    plain = Mention(
        start=span.start,
        end=span.end,
        head=span.end - 1,
        form="person" if named else _form_of(entry),
        rule=rule_of("role", entry),
        strength=STRENGTH_OF_WORDS,
        name=words_of(doc, span.start, span.end),
        entry=entry,
        country=entry.country,
        plural=_are_several(span[-1], entry),
    )
    if named:
        plain = replace(plain, end=named[1], head=named[1] - 1, name=words_of(doc, *named), plural=False)
        return _with_left(ground, plain)
    return _as_named(doc, _with_right(ground, _with_left(ground, plain)))


def _is_in_capitals(span: Span, entry: Role) -> bool:
    """Whether a word for people stands inside a name: "National Convention" is nobody's title."""
    return entry.form == "people" and span[0].text[:1].isupper() and not span[0].is_sent_start


def _as_named(doc: Doc, mention: Mention) -> Mention:
    """A body with a name of its own is an organisation: "Harlan University", but not "Interior Ministry"."""
    named = (
        mention.form == "body" and doc[mention.head].pos_ == "PROPN" and doc[mention.head].text[0].isupper()
    )
    own = any(word[:1].isupper() for word in mention.extra) or mention.tail
    if not named or not own or mention.country is not None:
        return mention
    name = (*mention.extra, *mention.name, *mention.tail)
    return replace(mention, form="organisation", name=name, extra=(), tail=())


def _are_several(last: Token, entry: Role) -> bool:
    several = last.lemma_ != last.lower_ or last.lower_.endswith("s")
    return entry.type == "group" or (last.tag_ in ("NNS", "NNPS") and several)


def _form_of(entry: Role) -> Form:
    form: Form = "office"
    if entry.form in ("name", "body", "people", "relation"):
        form = entry.form
    return form


def words_of(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """The texts of some tokens."""
    return tuple(token.text for token in doc[start:end])


def _only_modifies(span: Span) -> bool:
    """Whether the words say of what kind another thing is: "police cars"."""
    last = span[-1]
    if last.tag_ in ("JJ", "NNP") and span.end < len(span.doc) and last.nbor().pos_ == "NOUN":
        return True
    return last.dep_ in MODIFYING and last.head.i > last.i


def _name_after(ground: Ground, place: int) -> tuple[int, int] | None:
    """The run of capitals that a title stands before, unless a comma or a place comes between."""
    doc = ground.doc
    if place >= len(doc) or place not in ground.runs:
        return None
    if doc[place].is_sent_start and doc[place - 1].text != ".":
        return None
    start, end = ground.runs[place]
    if end in ground.roles and ground.roles[end][1].form == "body" and _is_capital(doc[end]):
        return None
    if start != place or (place in ground.places and doc[place].ent_type_ != "PERSON"):
        return None
    return start, end


def _with_left(ground: Ground, mention: Mention) -> Mention:
    """The mention stretched to the left over its country, body and modifiers."""
    doc = ground.doc
    place = mention.start - 1
    while place >= 0 and not doc[place + 1].is_sent_start:
        step = _step_left(ground, mention, place)
        if step is None:
            break
        mention, place = step
    return replace(mention, definite=mention.country is not None or _is_definite(doc[mention.head]))


def _is_definite(head: Token) -> bool:
    """Whether "the", "this" or an owner stands before a noun."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_[0] == "t") for child in head.lefts
    )


def _step_left(ground: Ground, mention: Mention, place: int) -> tuple[Mention, int] | None:
    """The mention with one thing more on its left, and where to look next; None where it begins."""
    doc = ground.doc
    token = doc[place]
    if place in ground.nations:
        span, nation = ground.nations[place]
        country = mention.country or nation.country.code
        return replace(mention, start=span.start, country=country), span.start - 1
    if token.tag_ == "POS":
        return _step_over_owner(ground, mention, place - 1)
    if place in ground.roles:
        span, entry = ground.roles[place]
        if entry.form == "former":
            past = rule_of("role", entry)
            return replace(mention, start=span.start, past=True, rule=past), span.start - 1
        if entry.form in ("body", "name", "people") and token.dep_ in MODIFYING:
            country = mention.country or entry.country
            return replace(mention, start=span.start, of=entry, country=country), span.start - 1
        return None
    if place in ground.places and token.dep_ in MODIFYING:
        where = ground.places[place]
        return replace(
            mention, start=place, place=where.name, country=mention.country or where.country
        ), place - 1
    if _belongs_to_name(ground, mention, place) or (
        token.dep_ in MODIFYING and token.pos_ in NOUNS and token.ent_type_ not in DATED and token.is_alpha
    ):
        return replace(mention, start=place, extra=(token.text, *mention.extra)), place - 1
    if token.pos_ == "ADJ" and token.dep_ == "amod" and place > 0 and _is_kept(ground, place - 1):
        return mention, place - 1
    return None


def _belongs_to_name(ground: Ground, mention: Mention, place: int) -> bool:
    """Whether a capital stands in a row with a body's capital: "National Highway Safety Administration"."""
    head = ground.doc[mention.head]
    return mention.form == "body" and _is_capital(head) and _is_capital(ground.doc[place])


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ") and token.ent_type_ not in DATED


def _is_kept(ground: Ground, place: int) -> bool:
    former = place in ground.roles and ground.roles[place][1].form == "former"
    return place in ground.nations or former


def _step_over_owner(ground: Ground, mention: Mention, place: int) -> tuple[Mention, int] | None:
    """A country or place that possesses: "Kazakhstan's interior ministry"."""
    if place in ground.nations:
        span, nation = ground.nations[place]
        return replace(mention, start=span.start, country=mention.country or nation.country.code), -1
    if place in ground.roles and ground.roles[place][1].form in ("body", "name") and mention.of is None:
        of = ground.roles[place][1]
        return replace(mention, of=of, country=mention.country or of.country), -1
    return None


def _with_right(ground: Ground, mention: Mention) -> Mention:
    """The mention with "of" a country or the body behind it taken in, or "in" the town where it sits."""
    doc = ground.doc
    place = mention.end
    if place >= len(doc) or doc[place].lower_ != "of":
        return _with_seat(ground, mention)
    place += 1
    if place < len(doc) and doc[place].dep_ == "det":
        place += 1
    if place in ground.nations and ground.nations[place][1].form == "name":
        span, nation = ground.nations[place]
        return replace(mention, end=span.end, country=nation.country.code, definite=True)
    if (
        mention.form == "body"
        and _is_capital(doc[mention.head])
        and place < len(doc)
        and _is_capital(doc[place])
    ):
        end = place
        while end < len(doc) and _is_capital(doc[end]) and not doc[end].is_sent_start:
            end += 1
        return replace(mention, end=end, tail=words_of(doc, mention.end, end))
    if place in ground.roles and mention.of is None:
        span, of = ground.roles[place]
        if (
            of.form == "people"
            and _are_several(span[-1], of)
            and (_is_many(mention) or mention.form == "body")
        ):
            mention = replace(mention, end=span.end, form="people", plural=True)
        return replace(mention, of=of, country=mention.country or of.country)
    return mention


def _with_seat(ground: Ground, mention: Mention) -> Mention:
    """A body of a state is of the country where it sits: "police in Karachi"; a ministry is named by that.

    Where an embassy stands does not say whose it is, nor where an army fights.
    """
    doc, place, entry = ground.doc, mention.end + 1, mention.entry
    if place >= len(doc) or doc[mention.end].lower_ != "in" or place not in ground.places:
        return mention
    if entry is None or mention.form != "body" or entry.sector not in SEATED or entry.name == EMBASSY:
        return mention
    seat = ground.places[place]
    mention = replace(mention, country=mention.country or seat.country)
    is_national = entry.local is None and (entry.sector in NATIONAL or MINISTRY in entry.general)
    if not is_national or (seat.country, fold(seat.name)) not in capitals():
        return mention
    while place + 1 in ground.places and ground.places[place + 1] is seat:
        place += 1
    return replace(mention, end=place + 1)


def _is_many(mention: Mention) -> bool:
    """Whether the words only say that those behind "of" are several: "a crowd of miners"."""
    return mention.entry is not None and mention.entry.type == "group"


def _with_quality(doc: Doc, span: Span) -> int:
    """Where a people's name begins, with the adjective that tells which part of it: "ethnic Albanians"."""
    before = doc[span.start - 1] if span.start and not span[0].is_sent_start else None
    return (
        span.start - 1
        if before is not None and before.dep_ == "amod" and before.pos_ == "ADJ"
        else span.start
    )


def spot_nations(ground: Ground) -> Iterator[Mention]:
    """States that act or are acted upon, and peoples: "Russia", "Moscow said", "the British"."""
    for _, span, nation in spans_in(ground.nations):
        if nation.form == "name" and (branch := _branch_in(ground, span, nation)) is not None:
            yield branch
            continue
        form = _nation_form(ground, span, nation)
        if form is not None:
            start = _with_quality(ground.doc, span) if form == "nation" else span.start
            yield Mention(
                start=start,
                end=span.end,
                head=span.end - 1,
                form=form,
                rule=rule_of("actor", f"nation-by-{nation.form}"),
                strength=STRENGTH_OF_WORDS,
                name=(nation.country.name,) if form == "state" else words_of(ground.doc, start, span.end),
                country=nation.country.code,
                plural=form == "nation",
            )


def _branch_in(ground: Ground, span: Span, nation: Nation) -> Mention | None:
    """The branch of an organisation in a country that ends its name: "Amnesty International Kenya"."""
    doc, last = ground.doc, span.start - 1
    if last < 0 or span[0].is_sent_start or span[-1].pos_ != "PROPN" or not _is_capital(doc[last]):
        return None
    parent, entry = ground.roles.get(last, (None, None))
    if parent is None or entry is None or entry.form != "name" or entry.sector not in WITH_BRANCHES:
        return None
    return Mention(
        start=parent.start,
        end=span.end,
        head=span.end - 1,
        form="organisation",
        rule=rule_of("actor", "branch-in-a-country"),
        strength=STRENGTH_OF_WORDS,
        name=words_of(doc, parent.start, span.end),
        entry=replace(entry, key=None),
        country=nation.country.code,
        definite=True,
    )


def _nation_form(ground: Ground, span: Span, nation: Nation) -> Form | None:
    head = span[-1]
    if head.dep_ in MODIFYING or not head.pos_:
        return None
    if nation.form == "name":
        return None if _is_where(head) else "state"
    if nation.form == "capital":
        return "state" if _acts_as_government(head, ground.speaking) else None
    peoples = head.tag_ == "NNPS" or (span.start > 0 and ground.doc[span.start - 1].lower_ == "the")
    return "nation" if peoples and head.pos_ == "PROPN" else None


def _acts_as_government(head: Token, speaking: frozenset[str]) -> bool:
    """Whether a capital stands for its government: it speaks, wants, or does something to somebody."""
    if head.dep_ == "pobj" and head.head.dep_ == "agent":
        return True
    takes = {child.dep_ for child in head.head.rights} & {"dobj", "ccomp", "xcomp"}
    return head.dep_ == "nsubj" and (head.head.lemma_ in speaking or bool(takes))


def _is_where(head: Token) -> bool:
    """Whether a country only says where; one coordinated with another is taken as that other."""
    while head.dep_ == "conj" and head.head.i < head.i:
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in OF_PLACES
