"""Those whom a text calls by what they are: offices, bodies, peoples, and names after titles.

Each role word is stretched to the words that belong to it: the country or the body before it, "of" a country
behind it, the name that it is a title of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..lexicon import Role, rule_of
from .capital_runs import DATED, is_capital
from .gazetteer import capitals, fold
from .ground import MODIFYING, NOUNS, STRENGTH_OF_WORDS, Form, Ground, Mention, spans_in, words_of
from .joined_names import LISTING, capitals_end, joined_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SEATED = frozenset({"GOV", "LEG", "JUD", "COP"})
"""Sectors of bodies that sit in their own country."""

NATIONAL = frozenset({"GOV", "LEG"})
"""Those of them that speak for all of it from its capital; a police force speaks for the town."""

EMBASSY, MINISTRY = "embassy", "ministry"
"""The entries of `roles.toml` for bodies of one country that stand in another, and for any ministry."""

TITLED = frozenset({"office", "people", "honorific"})

UNNAMED = frozenset({"source", "official"})
"""Entries of `roles.toml` for those whom only the word before tells apart: military sources are not medical
ones."""

PLURAL_OWNERS = frozenset({"'", "’"})
"""What stands behind those who own together."""


APART = frozenset({"-", "–", "—"})
"""What parts the name of a speaker from what is said, behind a space: "Union - nine held"."""


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
    if entry.form == "name":
        return False  # "Doctors Without Borders" is one
    several = last.lemma_ != last.lower_ or last.lower_.endswith("s")
    return entry.type == "group" or (last.tag_ in ("NNS", "NNPS") and several)


def _form_of(entry: Role) -> Form:
    form: Form = "office"
    if entry.form in ("name", "body", "people", "relation"):
        form = entry.form
    return form


def _only_modifies(span: Span) -> bool:
    """Whether the words say of what kind another thing is: "police cars"."""
    last = span[-1]
    if (
        span.end < len(span.doc)
        and last.nbor().text in APART
        and (last.whitespace_ or last.nbor().text == ":")
    ):
        return False
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
    if end in ground.roles and ground.roles[end][1].form == "body" and is_capital(doc[end]):
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
    if _joins_modifiers(doc, mention, place):
        return _joined_to(doc, mention, place - 1), place - 2
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
    if token.lower_ in ground.relational and token.dep_ in MODIFYING and _are_unnamed(mention):
        return replace(mention, start=place, extra=(token.text, *mention.extra)), place - 1
    if token.pos_ == "ADJ" and token.dep_ == "amod" and place > 0 and _is_kept(ground, place - 1):
        return mention, place - 1
    return None


def _are_unnamed(mention: Mention) -> bool:
    return mention.entry is not None and mention.entry.name in UNNAMED


def _joins_modifiers(doc: Doc, mention: Mention, place: int) -> bool:
    """Whether "and" stands between two words of a body's name: "Truth and Justice Commission"."""
    if mention.form not in ("body", "name") or place < 1 or doc[place].lower_ != LISTING:
        return False
    first, second = doc[place - 1], doc[mention.start]
    return (
        is_capital(first)
        and first.dep_ in ("nmod", "compound")
        and first.head.i == mention.head
        and (second.dep_, second.head.i) == ("conj", first.i)
    )


def _joined_to(doc: Doc, mention: Mention, place: int) -> Mention:
    """The mention with another modifier; a known name that begins behind "and" is another body's.

    "The Peace and Security Council" is not the Security Council.
    """
    words = words_of(doc, place, mention.start)
    if mention.form == "name":
        return replace(mention, start=place, form="organisation", entry=None, name=(*words, *mention.name))
    return replace(mention, start=place, extra=(*words, *mention.extra))


def _belongs_to_name(ground: Ground, mention: Mention, place: int) -> bool:
    """Whether a capital stands in a row with a body's capital: "National Highway Safety Administration"."""
    head = ground.doc[mention.head]
    return mention.form == "body" and is_capital(head) and is_capital(ground.doc[place])


def _is_kept(ground: Ground, place: int) -> bool:
    former = place in ground.roles and ground.roles[place][1].form == "former"
    return place in ground.nations or former


def _step_over_owner(ground: Ground, mention: Mention, place: int) -> tuple[Mention, int] | None:
    """A country or place that possesses, or those whose body it is: "Drivers' Union"."""
    if place in ground.nations:
        span, nation = ground.nations[place]
        return replace(mention, start=span.start, country=mention.country or nation.country.code), -1
    if place in ground.roles and ground.roles[place][1].form in ("body", "name") and mention.of is None:
        of = ground.roles[place][1]
        return replace(mention, of=of, country=mention.country or of.country), -1
    if _are_in_name(ground, mention, place):
        whose = f"{ground.doc[place].text}{ground.doc[place + 1].text}"
        return replace(mention, start=place, extra=(whose, *mention.extra)), place - 1
    return None


def _are_in_name(ground: Ground, mention: Mention, place: int) -> bool:
    """Whether several whose body it is stand in its name: "Nurses' Association", but not "Drivers' union"."""
    doc = ground.doc
    head, whose, mark = doc[mention.head], doc[place], doc[place + 1]
    if mention.form != "body" or not is_capital(head) or place in ground.places:
        return False
    return whose.text[:1].isupper() and whose.lower_.endswith("s") and mark.text in PLURAL_OWNERS


def _with_right(ground: Ground, mention: Mention) -> Mention:
    """The mention with "of" a country or the body behind it taken in, or "in" the town where it sits."""
    doc = ground.doc
    place = mention.end
    if place >= len(doc) or doc[place].lower_ != "of":
        return _with_purpose(ground, _with_seat(ground, mention))
    place += 1
    if place < len(doc) and doc[place].dep_ == "det":
        place += 1
    if (
        place in ground.nations
        and ground.nations[place][1].form == "name"
        and not _opens_name(doc, ground.nations[place][0])
    ):
        span, nation = ground.nations[place]
        return replace(mention, end=span.end, country=nation.country.code, definite=True)
    if (
        mention.form == "body"
        and is_capital(doc[mention.head])
        and place < len(doc)
        and is_capital(doc[place])
    ):
        end = capitals_end(doc, place)
        end = end if is_seated(mention) else joined_end(ground, end)
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


def _opens_name(doc: Doc, span: Span) -> bool:
    """Whether a country's name only opens a longer one: "of Sudan Doctors"."""
    behind = doc[span.end : span.end + 1]
    return len(behind) == 1 and span[-1].dep_ == "compound" and is_capital(behind[0])


def is_seated(mention: Mention) -> bool:
    """Whether it is a body of a state, whose name is no more than what it is and of what."""
    return mention.entry is not None and mention.entry.sector in SEATED


def _with_purpose(ground: Ground, mention: Mention) -> Mention:
    """A body in capitals with what it is for: "Committee for Public Safety"."""
    doc = ground.doc
    if mention.form != "body" or is_seated(mention) or not is_capital(doc[mention.head]):
        return mention
    end = joined_end(ground, mention.end)
    named = doc[mention.end].lower_ != LISTING if end > mention.end else False
    return replace(mention, end=end, tail=words_of(doc, mention.end, end)) if named else mention


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
