"""Pseudonyms for private persons in everything that is shared.

A private person is an actor marked `private` in a reading, that is a natural person without a public role, or
the author of a comment. Within one brief or export each has one pseudonym, numbered in order of appearance.
People with a public role, organisations and outlets keep their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote

from .contacts import (
    HOME,
    contacts_in,
    is_given,
    is_home,
    named_in_slug,
    names_somebody,
    plain_letters,
    without_contacts,
    words_of_everybody,
)
from .lexicon import load_lexicon, word_class, words_of_form, words_of_peoples
from .records import Actor, Claim, Document, Extent, Place, Reading
from .told_persons import persons_in_rows, persons_told

LEAST_NAME = 2
"""Length of the shortest name that is replaced, in letters."""
LEAST_PART = 3
"""Length of the shortest part of a name that is replaced alone: shorter ones are also words."""
LEAST_MIDDLE = 5
"""The same of a part between the first and the last: "Petrovich", but not "San"."""
LEAST_JOINED = 6
"""Length of the shortest name that is found without spaces, as in an address or a handle."""
LEAST_END = 5
"""Length of the shortest part of a name that is found at the end of a hashtag: "#justiceforbrenn"."""
REMEMBERED, SHORT = 20_000, 120
"""How many texts are cached without their private names, and their maximum length.

Outlets, claimants and places recur in every row of an export: two thirds of the cells of a large ledger.
"""

UNKNOWN_SITE = "site"
"""The feature of streets and buildings: any of them may bear the name of whoever lives there."""
GUESSED = "actor/person-by-model"
"""The rule of a person for whom nothing but the model speaks."""
DESCRIBED = "role/"
"""The start of the rules of persons by what they are: where none has a name, their words are nobody's."""
CIVILIANS = "CVL"
"""The sector of families."""
KEY = "person:"
"""The start of the key of a person."""
WORD = re.compile(r"[^\W_]+")
PART_OF_WORD = re.compile(r"^\S+")
LAST_PART_OF_WORD = re.compile(r"\S+$")
GAP = re.compile(r"(?:[\s._'’:+\"“”«»-]|%20){1,8}")
"""What may separate the words of a name in texts, slugs and addresses."""
NICKNAME = re.compile(r"[\"“«]([^\W\d_]{3,30})[\"”»]")
BARE_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{2,}")
"""One capitalised word."""
WITH_ARTICLE = re.compile(r"the\s", re.IGNORECASE)
APPOSED = re.compile(r", (?:an?|the) ")
ADDRESS = re.compile(r"https?://[^\s\"<>“”]{1,2000}", re.IGNORECASE)
HASHTAG = re.compile(r"#(\w{3,100})")
WORD_IN_TAG = re.compile(r"[^\W\d_a-zß-ÿ]+(?![a-zß-ÿ])|[^\W\d_]?[a-zß-ÿа-я]+|[^\W\d_]+|\d+")
FAMILY = re.compile(r"\b(the|The|THE) ([^\W\d_a-z][^\W\d_]{2,39}[sS])\b")
"""What may name a family: "the Brenns"; small letters tell an ordinary word, "the stones"."""
HANDLE = re.compile(r"(?<![\w.@/])@(\w(?:[\w.]{0,38}\w)?)")
SIGNED = re.compile(
    r"(?P<name>.+?),? [(]?(?:(?:an? )?"
    r"(?:eye-?witness|witness|survivor|resident|reader|victim|refugee|evacuee)|as told to .+)[)]?",
    re.IGNORECASE,
)
"""An author who is named for what he or she saw, and no journalist."""
OF_FAMILY = re.compile(r"(?:.* )?(?P<name>[^\W\d_a-z][\w'’-]{2,39}) (?:family|household|families)")
"""A family that is named: "the Brenn family"."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One spelling of a name, and its replacement; None if the name stays."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    said: str | None
    whole: bool
    """Whether the name has more than one word: such names are found regardless of case."""


@dataclass(slots=True)
class _Step:
    """A node of a trie of names: the names that end here, and the words that may follow."""

    forms: list[_Form] = field(default_factory=list)
    further: dict[str, _Step] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The names to leave out, each with its replacement."""

    by_name: Mapping[str, str]
    kept: frozenset[str] = frozenset()
    """Names that stay even if a name to leave out is part of them."""
    contacts: bool = False
    """Whether e-mail addresses, telephone numbers, handles and home addresses are left out too."""
    _by_first_word: Mapping[str, _Step] = field(init=False, repr=False, compare=False)
    _telling: frozenset[str] = field(init=False, repr=False, compare=False)
    """The longest word of each name that is left out: a text without any of them has none of the names."""
    _joined: frozenset[str] = field(init=False, repr=False, compare=False)
    """The names of several words that are left out, each as one word."""
    _joined_lengths: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: frozenset[str] = field(init=False, repr=False, compare=False)
    """Parts of names that are looked for at the end of a hashtag."""
    _families: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Parts of names in the plural, with the replacement of the part."""
    _public_handles: frozenset[str] = field(init=False, repr=False, compare=False)
    _public_words: frozenset[str] = field(init=False, repr=False, compare=False)
    """All words of names that stay, without accents, and these names as one word."""
    _remembered: Callable[[str], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        hidden = [form for name, said in self.by_name.items() for form in _written(name, said)]
        inner = {form.folded for form in hidden if form.whole}
        words = {word for form in hidden for word in form.folded}
        written = (form for name in self.kept for form in _written(name, None))
        # a public name that shares no word with one that is left out is in nobody's way
        kept = [form for form in written if words.isdisjoint(form.folded) or not _holds(form.folded, inner)]
        close = (form for form in kept if not words.isdisjoint(form.folded))
        forms: dict[tuple[str, ...], _Form] = {}
        for form in (*hidden, *close):
            forms.setdefault(form.words, form)
        told = _Step()
        for form in sorted(forms.values(), key=lambda form: form.words):
            step = told
            for word in form.folded:
                step = step.further.setdefault(word, _Step())
            step.forms.append(form)
        handles = (each for each in kept if len(each.words) == 1 and forms.get(each.words, each) == each)
        object.__setattr__(self, "_by_first_word", told.further)
        object.__setattr__(self, "_telling", frozenset(max(form.folded, key=len) for form in hidden))
        joined = frozenset(form.folded[0] for form in hidden if form.whole and len(form.words) == 1)
        object.__setattr__(self, "_joined", joined)
        object.__setattr__(self, "_joined_lengths", tuple(sorted(set(map(len, joined)))))
        single = {form.folded[0]: form.said for form in hidden if not form.whole and len(form.words) == 1}
        public = {form.folded for form in kept}
        ends = frozenset(name for name in single if len(name) >= LEAST_END and (name,) not in public)
        object.__setattr__(self, "_ends", ends)
        plural = {f"{name}{end}": said for name, said in single.items() for end in ("s", "es")}
        families = {name: said for name, said in plural.items() if (name,) not in public}
        object.__setattr__(self, "_families", families)
        object.__setattr__(self, "_public_handles", frozenset(each.folded[0] for each in handles))
        words_kept = {word for name in self.kept for word in WORD.findall(plain_letters(name))}
        joined_kept = {"".join(WORD.findall(plain_letters(name))) for name in self.kept}
        object.__setattr__(self, "_public_words", frozenset(words_kept | joined_kept))
        object.__setattr__(self, "_remembered", lru_cache(REMEMBERED)(self._hidden))

    def hide(self, text: str) -> str:
        """The text with every private name replaced by its pseudonym, longer names first.

        A full name is found regardless of case; a part of one only if it is capitalised, since it may be an
        ordinary word too. A page address that contains a private name is cut to its host. Names are looked up
        word by word, so the time does not depend on how many there are.
        """
        return self._remembered(text) if len(text) <= SHORT else self._hidden(text)

    def _hidden(self, text: str) -> str:
        if "://" in text:
            text = ADDRESS.sub(lambda match: self._address(match[0]), text)
        if self.contacts:
            text = without_contacts(text)
            text = HASHTAG.sub(self._hashtag, text) if "#" in text else text
        text = self._without_names(self._without_families(text))
        return HANDLE.sub(self._handle, text) if self.contacts and "@" in text else text

    def _without_names(self, text: str) -> str:
        if not self.by_name or self._telling.isdisjoint(map(str.casefold, WORD.findall(text))):
            return text  # by far most texts
        first_words = self._by_first_word
        parts: list[str] = []
        done = 0
        for match in WORD.finditer(text):
            step = first_words.get(match[0].casefold()) if match.start() >= done else None
            found = _longest(step, text, match) if step is not None else None
            if found is not None:
                form, end = found
                start = match.start() - (form.said is not None and text[done : match.start()].endswith("@"))
                parts += (text[done:start], text[start:end] if form.said is None else form.said)
                done = end
        return "".join((*parts, text[done:])) if parts else text

    def _without_families(self, text: str) -> str:
        return (
            FAMILY.sub(self._family, text) if self._families and ("he " in text or "THE " in text) else text
        )

    def _family(self, match: re.Match[str]) -> str:
        said = self._families.get(match[2].casefold())
        return match[0] if said is None else f"{match[1]} family of {said}"

    def _hashtag(self, match: re.Match[str]) -> str:
        """The tag; nothing of it if a private name is a part, in capitals of its own or as a whole name.

        In a tag that is written as one word the last part of a name may be its end: "#justiceforbrenn".
        """
        tag = match[1].casefold()
        words = WORD_IN_TAG.findall(match[1])
        parts = (tag[i : i + size] for size in self._joined_lengths for i in range(len(tag) - size + 1))
        ends = (tag[i:] for i in range(len(tag) - LEAST_END + 1) if len(words) == 1)
        told = " ".join(words)
        named = (
            self._without_names(told) != told
            or not self._ends.isdisjoint(ends)
            or not self._joined.isdisjoint(parts)
        )
        return "[hashtag]" if named or names_somebody(words, self._public_words) else match[0]

    def _address(self, address: str) -> str:
        """The address; only its host if it contains a private name, or nothing if the host does too."""
        if not self._names_anybody(address):
            return address
        host = "/".join(address.split("/", 3)[:3]) + "/"
        return "[address left out]" if self._names_anybody(host) else host

    def _names_anybody(self, address: str) -> bool:
        """Whether an address contains a full name or the last word of one."""
        plain = unquote(address)
        told = self._without_names(plain)
        surnames = (word.capitalize() for word in WORD.findall(plain) if len(word) > LEAST_PART)
        if told != plain or any(self._without_names(word) != word for word in surnames):
            return True
        return self.contacts and named_in_slug(plain, self._public_words)

    def _handle(self, match: re.Match[str]) -> str:
        return match[0] if match[1].casefold() in self._public_handles else "[handle]"


def _written(name: str, said: str | None) -> Iterator[_Form]:
    """The spellings of a name: as it is, last word first, and as one word."""
    words = tuple(WORD.findall(name))
    if not words:
        return
    folded = tuple(map(str.casefold, words))
    whole = len(name.split()) > 1 or name.startswith(KEY) or any(map(str.isdigit, name))
    yield _Form(words, folded, said, whole)
    joined = "".join(folded)
    if whole and len(joined) >= LEAST_JOINED:
        yield _Form((joined,), (joined,), said, whole)
        if said is not None:
            yield _Form((words[-1], *words[:-1]), (folded[-1], *folded[:-1]), said, whole)


def _holds(words: tuple[str, ...], inner: AbstractSet[tuple[str, ...]]) -> bool:
    """Whether a longer name contains one of the others."""
    size = len(words)
    return any(words[i:j] in inner for i in range(size) for j in range(i + 1, size + 1) if j - i < size)


def _longest(step: _Step, text: str, first: re.Match[str]) -> tuple[_Form, int] | None:
    """The longest name that starts at this word of the text, and its end; None if there is none."""
    words, end = [first[0]], first.end()
    found = None
    while True:
        form = next((each for each in step.forms if _is_written(each, words)), None)
        found = found if form is None else (form, end)
        gap = GAP.match(text, end) if step.further else None
        word = WORD.match(text, gap.end()) if gap else None
        further = step.further.get(word[0].casefold()) if word else None
        if word is None or further is None:
            return found
        step, end = further, word.end()
        words.append(word[0])


def _is_written(form: _Form, words: Sequence[str]) -> bool:
    """Whether these words are the name rather than ordinary words with the same letters."""
    return form.whole or words[0][:1].isupper() or tuple(words) == form.words


KEEP_NAMES = Pseudonyms({})


def pseudonyms_of(readings: Iterable[Reading]) -> Pseudonyms:
    """One pseudonym for each private person in the readings."""
    gathered = Gathered()
    for reading in readings:
        for actor in reading.actors:
            gathered.see_actor(actor)
        gathered.see_claims(reading.claims)
        for place in reading.places:
            gathered.see_place(place.name, place.quote, place.document, known=is_known_place(place))
            if not is_known_place(place):
                gathered.see_street(reading.document.text, place.start, place.quote, place.document)
        gathered.see_document(reading.document)
        gathered.see_text(reading.document.text)
    return gathered.pseudonyms()


def words_before(text: str, at: int, most: int) -> str:
    """The last characters before a place, no word cut: a part of a name would not be known for one."""
    start = max(0, at - most)
    words = text[start:at]
    return words if start == 0 else PART_OF_WORD.sub("", words, count=1)


def words_after(text: str, at: int, most: int) -> str:
    """The first characters behind a place, no word cut."""
    words = text[at : at + most]
    return words if at + most >= len(text) else LAST_PART_OF_WORD.sub("", words)


def hidden(value: Any, hide: Callable[[str], str]) -> Any:
    """The JSON value with private names replaced."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list):
        return [hidden(each, hide) for each in value]
    if isinstance(value, dict):
        return {name: hidden(each, hide) for name, each in value.items()}
    return value


def is_known_place(place: Place) -> bool:
    """Whether a place is one of the gazetteer's, or more than a street that a text names."""
    return place.geonames is not None or place.feature != UNKNOWN_SITE


class Gathered:
    """Collects private and public names from readings."""

    def __init__(self) -> None:
        self._by_person: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._writers: dict[str, str] = {}
        self._public: set[str] = set()
        self._outlets: dict[str, set[str]] = {}
        """The outlets, each with the documents that it published."""
        self._bodies: set[str] = set()
        """Names of what is no person."""
        self._unknown: dict[str, set[str]] = {}
        """Names of bodies and sites of which nothing is known, each with the documents that it stands in."""
        self._homes: dict[str, set[str]] = {}
        """Streets where somebody lives, each with the documents that say so."""
        self._borne: dict[str, set[str]] = {}
        """By document, the words in names of private persons."""
        self._called: dict[str, str] = {}
        """The pseudonym of each name."""
        self._guessed: dict[str, bool] = {}
        """By pseudonym, whether nothing but the model says that it is a person."""
        self._told_in: dict[str, set[str]] = {}
        """By pseudonym, the documents that name the person."""
        self._private: set[tuple[str, int]] = set()
        """Where a private person is mentioned."""
        self._titled: dict[str, tuple[str, str]] = {}
        """By what says whose they are and their name ("daughter Paris"), that name and its replacement."""
        self._families: set[str] = set()
        """The names of families: "Brenn" of "the Brenn family"."""
        self._contacts: dict[str, str] = {}
        """What leads to somebody wherever it stands, with what stands for it."""
        self._told_persons: dict[str, None] = {}
        """Names that words beside them tell to be a person's, in order."""
        self._described: set[str] = set()
        """Names that are a private person's, though a place may bear them too."""

    def see_actor(self, actor: Actor) -> None:
        """A private person gets a pseudonym; any other actor keeps its name."""
        if actor.type == "person" and actor.private:
            self._private.add((actor.document, actor.start))
            pseudonym = self._pseudonym(actor.key or actor.name)
            self._called[actor.name.casefold()] = pseudonym
            self._guessed[pseudonym] = self._guessed.get(pseudonym, True) and actor.rule == GUESSED
            self._told_in.setdefault(pseudonym, set()).add(actor.document)
            self._borne.setdefault(actor.document, set()).update(WORD.findall(actor.name.casefold()))
            described = actor.key is None and actor.rule.startswith(DESCRIBED)
            for form in () if described else _forms(actor.name, actor.quote, actor.key):
                self._by_name.setdefault(form, pseudonym)
            title = actor.quote.removesuffix(actor.name)
            if title != actor.quote and title[:1].islower():
                self._titled.setdefault(actor.quote, (actor.name, f"{title}{pseudonym}"))
        else:
            self.see_public(actor.type, actor.name, actor.quote, actor.key, actor.sector, actor.document)

    def see_public(
        self, type_: str, name: str, quote: str, key: str | None, sector: str | None, document: str
    ) -> None:
        """An actor that is not a private person keeps its name.

        A group without a key has none of its own: "the Brenn children".
        """
        if type_ == "person":
            self._public |= _forms(name, quote, key)
        elif type_ == "group" and key is None:
            family = OF_FAMILY.fullmatch(quote)
            if family and sector == CIVILIANS and plain_letters(family["name"]) not in words_of_everybody():
                self._families.add(family["name"])
            return
        elif sector:
            self._bodies.update(form for form in (quote, name) if form[:1].isupper())
        else:
            self._see_unknown((quote, name), document)

    def _see_unknown(self, names: Iterable[str], document: str) -> None:
        for name in names:
            if name[:1].isupper():
                self._unknown.setdefault(name, set()).add(document)

    def see_claims(self, claims: Iterable[Claim]) -> None:
        """A speaker of whom only a bare name is known is taken for a private person."""
        for claim in claims:
            who = claim.claimant
            if who is None or who.type is not None or not BARE_NAME.fullmatch(who.name):
                continue
            behind_article = any(WITH_ARTICLE.match(part.quote) for part in claim.source)
            if behind_article or who.name in words_of_peoples():
                continue  # "The Team", "Lao" of "Lao army"
            self._by_name.setdefault(who.name, self._pseudonym(who.key or who.name))
            if any(self._is_described(claim.document, part, who.name) for part in claim.source):
                self._described.add(who.name)

    def _is_described(self, document: str, part: Extent, name: str) -> bool:
        """Whether a word for a private person stands in apposition to the name: "Petrova, a teacher"."""
        after = part.quote.removeprefix(name)
        article = APPOSED.match(after) if after != part.quote else None
        return article is not None and (document, part.start + len(name) + article.end()) in self._private

    def see_place(self, name: str, quote: str, document: str, *, known: bool) -> None:
        """A place keeps its name, even if somebody signs with it; an unknown street does as a body does."""
        if known:
            self._public |= {name, quote}
        else:
            self._see_unknown((quote, name), document)

    def see_street(self, text: str, start: int, quote: str, document: str) -> None:
        """A street is left out where a text, or the words around it, tell that somebody lives there."""
        if is_home(text, start, start + len(quote)):
            self._homes.setdefault(quote, set()).add(document)

    def see_document(self, document: Document) -> None:
        """The author of a comment gets a pseudonym, and the outlet keeps its name."""
        self.see_publisher(document.publisher, document.id)
        for segment in document.segments:
            if segment.kind == "comment" and segment.author and len(segment.author) >= LEAST_NAME:
                self._writers.setdefault(segment.author, self._pseudonym(segment.author))

        self.see_authors(document.authors)

    def see_authors(self, authors: Iterable[str]) -> None:
        """Who signs as a witness or the like gets a pseudonym; other authors of articles keep their names."""
        for author in authors:
            signed = SIGNED.fullmatch(author)
            if signed is not None:
                self._writers.setdefault(signed["name"], self._pseudonym(signed["name"]))

    def see_text(self, text: str) -> None:
        """Numbers, homes and accounts that a text tells for such are left out where they stand alone, too.

        So are names that the words beside them tell to be a person's; texts are seen behind all actors.
        """
        self._told_persons.update(dict.fromkeys(persons_told(text)))
        self._told_persons.update(dict.fromkeys(persons_in_rows(text, self._is_sure)))
        for start, end, said in contacts_in(text):
            words = text[start:end]
            self._contacts.setdefault(words, said)
            house, comma, _ = words.partition(", ")
            if said == HOME and comma and " " in house:  # "House No. 112" of "House No. 112, Street 7"
                self._contacts.setdefault(house, said)

    def _is_sure(self, name: str) -> bool:
        """Whether a name is a private person's; of one word the model alone knows too little."""
        said = self._by_name.get(name)
        return said is not None and (" " in name or not self._guessed.get(said, True))

    def see_publisher(self, name: str | None, document: str) -> None:
        """An outlet of several words keeps them all, even if a private person bears one of them."""
        if name and " " in name and name[0].isupper():
            self._bodies.add(name)
            self._outlets.setdefault(name.casefold(), set()).add(document)

    def pseudonyms(self) -> Pseudonyms:
        """The pseudonyms of all persons collected.

        A body with exactly the full name of a private person is that person, misread: names in capitals are.
        So is one of which nothing is known, with a single word of the name: "the Ferrer home"; and one with
        more words ("Ferrer Bakery") keeps them only if it is told of without that person too.
        A street where somebody lives keeps its name only if a document tells of it without that home.
        A name that stays since a place or somebody in public bears it too is left out where a text says whose
        it is: "her daughter Paris".
        """
        outlets = self._misread_outlets()
        persons = {name: said for name, said in self._by_name.items() if said not in outlets}
        homes = {
            name: HOME
            for name, documents in self._homes.items()
            if self._unknown.get(name, set()) <= documents
        }
        hidden = {**self._contacts, **homes, **self._writers, **self._told(persons), **persons}
        people = {name.casefold() for name in hidden if " " in name}
        bodies = {name for name in self._bodies if name.casefold() not in people}
        borne = {name.casefold() for name in hidden}
        bodies |= {
            name
            for name, documents in self._unknown.items()
            if name.casefold() not in borne and not self._is_a_persons(name, documents)
        }
        kept = (self._public | bodies) - self._described
        public = {name.casefold() for name in kept}
        told = {quote: said for quote, (name, said) in self._titled.items() if name.casefold() in public}
        return Pseudonyms(
            {name: said for name, said in hidden.items() if name.casefold() not in public} | told,
            frozenset(kept),
            contacts=True,
        )

    def _told(self, persons: Mapping[str, str]) -> dict[str, str]:
        """The names of families and of persons whom no reading knows for such, with their replacements.

        A word that somebody in public, a known body or a place bears is no such name, nor has one a people's.
        """
        public = self._public_parts() | words_of_everybody()
        told: dict[str, str] = {}
        for name in (*sorted(self._families), *self._told_persons):
            words = WORD.findall(name)
            if _is_day_or_illness(words):
                continue
            known = [persons.get(form) or told.get(form) for form in (name, words[-1])]
            if public.isdisjoint(map(str.casefold, words)):
                said = known[0] or known[1] or self._pseudonym(name)
                # the first word of a sentence is seldom a name: it goes alone only where it is a given one
                ends = [part for part in (words[-1], *filter(is_given, words[:1])) if len(part) >= LEAST_PART]
                parts = [part for part in ends if not _is_day_or_illness((part,))]
                body = f"org:{'-'.join(map(plain_letters, words))}"  # what a reading took it for
                told |= dict.fromkeys((name, body, *parts), said)
        return told

    def _public_parts(self) -> frozenset[str]:
        """The words of all names in public, of bodies, places and outlets."""
        names = (*self._public, *self._bodies)
        return frozenset(word for name in names for word in WORD.findall(name.casefold()))

    def _is_a_persons(self, name: str, documents: Iterable[str]) -> bool:
        """Whether wherever a name stands, a private person bears a word of it."""
        words = {word for word in WORD.findall(name.casefold()) if len(word) >= LEAST_PART}
        return all(words & self._borne.get(document, set()) for document in documents)

    def _misread_outlets(self) -> frozenset[str]:
        """The pseudonyms of outlets that the model alone took for persons, only in their own pages.

        In the pages of others the name may be somebody's: a killed blogger's, under whose name others go on.
        """
        called = ((self._called.get(name, ""), published) for name, published in self._outlets.items())
        return frozenset(
            each for each, published in called if self._guessed.get(each) and self._told_in[each] <= published
        )

    def _pseudonym(self, person: str) -> str:
        return self._by_person.setdefault(person, f"[person {len(self._by_person) + 1}]")


def _is_day_or_illness(words: Sequence[str]) -> bool:
    """Whether these words name a time or an illness: "Friday", "Easter Sunday"; but not "Theresa May"."""
    named = words[-1].casefold() in _days_and_illnesses()
    return named and not (len(words) > 1 and is_given(words[0]))


@cache
def _days_and_illnesses() -> frozenset[str]:
    """The last words of the names of days, months, feasts and illnesses that spread."""
    lexicon = load_lexicon()
    days = words_of_form(lexicon, "times", "weekday", "weekdays", "month", "feast")
    ends = (WORD.findall(day.casefold())[-1] for day in days)
    return word_class(lexicon, "epidemics").union(ends)


def _forms(name: str, quote: str, key: str | None) -> set[str]:
    """The forms of a person's name: the mention, the full name, its parts, the key.

    Parts between the first and the last are left out alone where they are long enough to be no common word.
    """
    names = name.split()
    whole, parts, middle = {quote, name}, {*names[:1], *names[-1:]}, names[1:-1]
    named = {form for form in whole if len(form) >= LEAST_NAME and form[0].isupper()}
    named |= {part for part in parts if len(part) >= LEAST_PART and part[0].isupper()}
    named |= {part for part in middle if len(part) >= LEAST_MIDDLE and part[0].isupper()}
    named |= set(NICKNAME.findall(quote))
    return named | {key} if key else named
