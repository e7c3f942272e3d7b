"""What the rules for places look at: a document's tokens, read once, with what is known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..language.closed_classes import ALONE, INSIDE, OF_A_PERSON
from ..language.columns import Columns, columns_of
from ..language.phrases import PIECE
from ..lexicon import Lexicon, PlaceWord, load_countries, load_lexicon, word_class
from .gazetteer import Toponym, fold

WITHIN_NAME = 1
"""How spaCy numbers a token inside a name, after its first."""

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME_LONGEST = 6
"""Tokens of the longest name that is looked up; 99.6 % of the names in the gazetteer are shorter."""

LOCATIVE_STEPS = 4
"""Words between a preposition and a name: "in the far north-western town of Dollo"."""

HARM = frozenset({"killed", "injured", "arrested", "abducted"})
"""Measures of what is done to people somewhere."""

AT_HOME = frozenset({"COP", "JUD"})
"""Sectors of those who act in their own country: police and courts."""

Found = Mapping[int, tuple[tuple[int, PlaceWord], ...]]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The entries of `places.toml`, by the first token of each of their words, the longest first."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], PlaceWord], ...]]
    adjectives: frozenset[str]
    """Folded adjectives and demonyms: "kazakh" is no place."""
    relations: frozenset[str]
    """Words of `roles.toml` for a daughter, a brother and the like."""
    at_home: frozenset[str]
    """Words of `roles.toml` for the police and the courts, which act in their own country."""
    harm: frozenset[str]
    """Words of `measures.toml` for what befalls people: kill, dead, arrest."""
    feasts: frozenset[str]
    """First words of the names of days in `times.toml`: Christmas, Easter."""


@dataclass(slots=True)
class Name:
    """Words that may name a place: `start`, `end` are tokens of the name, `first`, `last` of the mention."""

    start: int
    end: int
    first: int
    last: int
    folded: str
    candidates: tuple[Toponym, ...]
    rule: str = "known-name"
    word: PlaceWord | None = None
    """The word of the lexicon that tells the kind."""
    container: Name | None = None
    """The name after the comma: "Paris, Texas"."""
    land: str | None = None
    """The country that words beside it put it in: "the Lebanese city of Tripoli"."""
    weight: int = 0


@dataclass(slots=True)
class PlaceContext:
    """A document's tokens as the rules see them; a list's index is a token's."""

    tokens: Sequence[Token]
    """Without those that are only space, so that a name may go on over the end of a line."""
    surface: str
    """The document's own words: capitals as they were written."""
    texts: Sequence[str]
    lowers: Sequence[str]
    capital: Sequence[bool]
    """The token begins with a capital, or with a letter of a script that has none."""
    begins: Sequence[bool]
    """The token begins a sentence."""
    words: Found
    """By token, the lexicon's words that begin there, each with its end."""
    ending: Found
    """By token, the lexicon's words that end before it, each with its beginning."""
    adjectives: frozenset[str]
    at_home: frozenset[str]
    relations: frozenset[str]
    """Folded names of somebody's relations: "her daughter Paris"."""
    diseases: frozenset[str]
    """Folded names of one word that illnesses of the text bear: "Marburg virus"."""
    harm: frozenset[str]
    feasts: frozenset[str]
    entities: Sequence[tuple[str, int, int]]
    """By token, the tagger's label and its extent in tokens."""
    persons: frozenset[str]
    """Names by which persons of the text go."""
    called: frozenset[str]
    """The same with their first names."""
    lowered: frozenset[str]
    """Words that also stand in lower case in this text."""
    streets: frozenset[int] = frozenset()
    """The tokens after the names of roads."""
    places: dict[int, Name] = field(default_factory=dict)
    """By its first token, every name that the gazetteer has."""
    ends: dict[int, Name] = field(default_factory=dict)
    """The same by the token after its last."""

    def written(self, start: int, end: int) -> str:
        """The document's own words from one token to before another."""
        last = self.tokens[end - 1]
        return self.surface[self.tokens[start].idx : last.idx + len(last.text)]

    def is_name(self, place: int) -> bool:
        """The token is tagged as a name, and is no initial."""
        if not 0 <= place < len(self.texts) or not self.capital[place] or len(self.texts[place]) < 2:
            return False
        return self.tokens[place].pos_ == "PROPN"

    def is_conjunction(self, place: int) -> bool:
        """The token is "and", "or" or the like."""
        return place < len(self.texts) and self.tokens[place].pos_ == "CCONJ"

    def goes_on(self, place: int) -> bool:
        """A name may go on at a token: a capitalised word inside the sentence."""
        return 0 < place < len(self.texts) and self.capital[place] and not self.begins[place]


@lru_cache(maxsize=4)
def words_of(lexicon: Lexicon) -> PlaceWords:
    """The lexicon's words for places, built once for a lexicon."""
    by_first: dict[str, list[tuple[tuple[str, ...], PlaceWord]]] = {}
    for entry in lexicon.places:
        for word in entry.words:
            pieces = tuple(PIECE.findall(word))
            apart = tuple(PIECE.findall(word.replace(".", " . ")))
            for each in {pieces, apart}:
                by_first.setdefault(each[0], []).append((each, entry))
    adjectives = {
        fold(word)
        for country in load_countries()
        for word in (*country.adjectives, *country.demonyms)
        if word not in country.names and word != country.name
    }
    longest_first = {first: tuple(sorted(several, key=_order)) for first, several in by_first.items()}
    relations = frozenset(
        word for role in lexicon.roles if role.personal and role.gender for word in role.words
    )
    at_home = frozenset(word for role in lexicon.roles if role.sector in AT_HOME for word in role.words)
    harm = frozenset(word for entry in lexicon.measures if entry.measure in HARM for word in entry.words)
    days = (word.split()[0] for entry in lexicon.times for word in entry.words)
    feasts = frozenset(word for word in days if word[0].isupper())
    return PlaceWords(longest_first, frozenset(adjectives), relations, at_home, harm, feasts)


def _order(word: tuple[tuple[str, ...], PlaceWord]) -> tuple[int, str]:
    return -len(word[0]), word[1].name


def place_context(doc: Doc, surface: str, words: PlaceWords) -> PlaceContext:
    """The document's tokens, each looked at once."""
    columns = columns_of(doc)
    places = [place for place, text in enumerate(columns.texts) if not text.isspace()]
    tokens = [columns.tokens[place] for place in places]
    texts = [columns.texts[place] for place in places]
    lowers = [columns.lowers[place] for place in places]
    begun, ended = _find_words(lowers, words)
    persons, called = _persons(doc)
    return PlaceContext(
        tokens=tokens,
        surface=surface,
        texts=texts,
        lowers=lowers,
        capital=[text[0].isalpha() and not text[0].islower() for text in texts],
        begins=[_begins(columns, place) for place in places],
        words=begun,
        ending=ended,
        adjectives=words.adjectives,
        at_home=words.at_home,
        relations=_names_of_relations(texts, lowers, words.relations),
        diseases=_names_of_diseases(texts, lowers),
        harm=words.harm,
        feasts=words.feasts,
        entities=_entities(doc, places),
        persons=persons,
        called=called,
        lowered=frozenset(text for text, lower in zip(texts, lowers, strict=True) if text == lower),
    )


def _find_words(lowers: Sequence[str], words: PlaceWords) -> tuple[Found, Found]:
    begun: dict[int, tuple[tuple[int, PlaceWord], ...]] = {}
    ended: dict[int, tuple[tuple[int, PlaceWord], ...]] = {}
    for place, lower in enumerate(lowers):
        longest = 0
        for pieces, entry in words.by_first.get(lower, ()):
            end = place + len(pieces)
            if len(pieces) < longest or (len(pieces) > 1 and tuple(lowers[place:end]) != pieces):
                continue
            longest = len(pieces)
            begun[place] = (*begun.get(place, ()), (end, entry))
            ended[end] = (*ended.get(end, ()), (place, entry))
    return begun, ended


def _names_of_relations(texts: Sequence[str], lowers: Sequence[str], words: frozenset[str]) -> frozenset[str]:
    """The word behind "her daughter" and the like, wherever that stands, if it has a capital."""
    return frozenset(
        fold(texts[place + 1])
        for place in range(1, len(texts) - 1)
        if lowers[place] in words and lowers[place - 1] in OF_A_PERSON and texts[place + 1][0].isupper()
    )


def _names_of_diseases(texts: Sequence[str], lowers: Sequence[str]) -> frozenset[str]:
    """The capitalised word before "virus" and the like, wherever that stands, if it is an illness alone.

    Of the "Wuhan virus" one may die, but not of Wuhan, which the text may tell of, too.
    """
    words, alone = word_class(load_lexicon(), "illnesses"), word_class(load_lexicon(), "epidemics")
    named = (texts[place - 1] for place in range(1, len(texts)) if lowers[place] in words)
    return frozenset(name for word in named if word[0].isupper() and (name := fold(word)) in alone)


def _begins(columns: Columns, place: int) -> bool:
    """A token begins a sentence also where only space stands before it."""
    before = place - 1
    return columns.begins[place] or (place > 0 and columns.begins[before] and columns.texts[before].isspace())


def _entities(doc: Doc, places: Sequence[int]) -> Sequence[tuple[str, int, int]]:
    labels, parts = columns_of(doc).entities, doc.to_array("ENT_IOB").tolist()
    entities: list[tuple[str, int, int]] = []
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or parts[places[end]] != WITHIN_NAME:
            entities += [(labels[places[start]], start, end)] * (end - start)
            start = end
    return entities


def _persons(doc: Doc) -> tuple[frozenset[str], frozenset[str]]:
    """The last words of names of two words and more that the tagger takes for persons; all their words."""
    names = [
        [fold(token.text) for token in entity if token.text != "'s"]
        for entity in doc.ents
        if is_person(entity[0])
    ]
    whole = [name for name in names if len(name) > 1]
    return frozenset(name[-1] for name in whole), frozenset(word for name in whole for word in name)


def is_person(token: Token) -> bool:
    """The tagger takes the token's name for a person's."""
    return token.ent_type_ == "PERSON"


def run_before(setting: PlaceContext, place: int) -> int:
    """The first token of the capitalised words, with hyphens between them, that end before a token."""
    start = place
    while start > 0 and place - start < NAME_LONGEST and _continues(setting, start - 1):
        start -= 1
    while start < place and (not setting.capital[start] or _is_sentence_opener(setting, start)):
        start += 1
    return start


def _continues(setting: PlaceContext, place: int) -> bool:
    """A name that goes on after the token may begin with it or before it."""
    if setting.begins[place + 1] or setting.entities[place][0] in {"DATE", "TIME", "CARDINAL"}:
        return False
    if setting.capital[place]:
        return not _is_sentence_opener(setting, place)
    return setting.texts[place] == "-" and not setting.tokens[place].whitespace_


def _is_sentence_opener(setting: PlaceContext, place: int) -> bool:
    """As in "The" and "At": a capital that only the sentence gives."""
    return bool(setting.begins[place] and setting.tokens[place].is_stop)


def locative_before(setting: PlaceContext, place: int) -> PlaceWord | None:
    """The preposition of place before a token, over an article, adjectives and words of kind or direction."""
    for _ in range(LOCATIVE_STEPS):
        ended = setting.ending.get(place, ())
        for _, entry in ended:
            if entry.form == "locative":
                return entry
        over = next((start for start, entry in ended if entry.form in {"level", "head", "direction"}), None)
        if over is None and (place == 0 or setting.tokens[place - 1].pos_ not in {"DET", "ADJ"}):
            return None
        place = place - 1 if over is None else over
    return None


def end_of_share(setting: PlaceContext, start: int) -> int | None:
    """The end of a name between "in" and "alone", the share of a place: "in Kralev Dol alone, five died".

    Only where the sentence counts: nobody is counted in somebody, but one may believe in them alone.
    """
    if start == 0 or setting.lowers[start - 1] not in INSIDE or not setting.is_name(start):
        return None
    if setting.tokens[start - 1].head.lemma_.lower() in word_class(load_lexicon(), "faith"):
        return None
    end = start + 1
    while setting.goes_on(end) or (end < len(setting.texts) and setting.texts[end] == "-"):
        end += 1
    if end >= len(setting.texts) or setting.lowers[end] != ALONE or setting.begins[end]:
        return None
    counted = (token for token in setting.tokens[start].sent if token.pos_ == "NUM")
    if all(token.ent_type_ in {"DATE", "TIME"} for token in counted):
        return None
    last = setting.texts[end - 1]
    others = (place for place, text in enumerate(setting.texts) if text == last and place != end - 1)
    return None if any(setting.entities[place][0] == "PERSON" for place in others) else end


def has_kind(name: Name, entry: PlaceWord) -> bool:
    """A bearer of the name is of a kind that the word tells of."""
    return any(place.kind in entry.kinds for place in name.candidates)


def is_country(name: Name) -> bool:
    """A country bears the name."""
    return any(place.kind == "country" for place in name.candidates)
