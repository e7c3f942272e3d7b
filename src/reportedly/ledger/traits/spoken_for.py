"""For which body that is none of a state's somebody speaks: as its spokesman, as its head, or in its post.

"Front spokesman Idris Bello" and "Idris Bello, head of the Northern Front" count for the Front. An ombudsman
is one by name, by post and by office: "ombudswoman Ana Ruiz", "the ombudsman's office".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from ...language.closed_classes import BEFORE_THE_HEADED, SMALL_IN_NAMES
from ...lexicon import load_lexicon, word_class
from ...records import Claimant, Reading
from ..file.reading_memory import remembered
from .holders import stands_in, words_for_voices
from .offices import KEPT, STATE_SECTORS, country_words, words_of
from .publishers import NEWS, ORGANISATION, is_known_organisation
from .texts import CLAUSE

BODY = "body:"
"""Begins the name of an organisation among the aliases of claimants."""

VOICE_OF = "voice:"
"""Begins the key of a person among them who speaks for an organisation."""

LONGEST_BODY = 5
"""Words of the name of an organisation beside a word for a spokesman."""

HEADS_OF_BODIES = (
    "chief",
    "chairman",
    "chief-executive",
    "secretary-general",
    "president",
    "leader",
    "officer-in-chair",
)
"""Entries for the one who heads a body."""

LONGEST_HEAD = 4
"""Words for a head: "chief executive officer"."""

LETTERS = range(3, 7)
"""Letters of a name that are the first ones of the words of another."""


def find_spoken_for(readings: Iterable[Reading], bodies: Mapping[str, Claimant]) -> dict[str, Claimant]:
    """By the key of a person, behind `VOICE_OF`, the organisation or the post for which most texts have him.

    Args:
        readings: with the claims of all.
        bodies: organisations by their names, behind `BODY`.
    """
    told: dict[str, Counter[Claimant]] = {}
    for key, words in (each for reading in readings for each in _voices_in(reading)):
        if (body := body_spoken_for(words, bodies) or post_held(words)) is not None:
            told.setdefault(key, Counter())[body] += 1
    return {
        f"{VOICE_OF}{key}": min(counted, key=lambda each: (-counted[each], str(each)))
        for key, counted in told.items()
    }


@remembered
def _voices_in(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The persons in a document who may speak for a body or have a post, by key, each with these words."""
    return tuple(
        (who.key, source.quote)
        for claim in reading.claims
        if (who := claim.claimant) is not None and who.key is not None and who.type == "person"
        if who.sector not in STATE_SECTORS
        for source in claim.source
        if bodies_beside(source.quote) or post_held(source.quote) is not None
    )


def body_spoken_for(words: str, bodies: Mapping[str, Claimant]) -> Claimant | None:
    """The organisation beside a word for a spokesman or a head: "Front spokesman", "leader of the Front".

    Args:
        words: for whoever makes a claim.
        bodies: the aliases of claimants.
    """
    for named in bodies_beside(words):
        if (body := bodies.get(f"{BODY}{named}")) is not None:
            return bodies.get(body.key or "", body)
        if (body := _known_bodies().get(named)) is not None:
            return body
    return None


@lru_cache(maxsize=KEPT)
def bodies_beside(words: str) -> tuple[str, ...]:
    """What may be the name of an organisation whose spokesman or head somebody is, the longest first."""
    told = words_of(words)
    found = _voice_or_head(told)
    if found is None or stands_in(told[: found[1]]):
        return ()
    before = told[: found[0]]
    is_of = not BEFORE_THE_HEADED.isdisjoint(told[found[1] : found[1] + 1])
    behind = told[found[1] + 1 :] if is_of else []
    behind = behind[1:] if behind[:1] == ["the"] else behind
    sizes = range(LONGEST_BODY, 0, -1)
    named = [" ".join(some) for size in sizes for some in (before[-size:], behind[:size]) if some]
    return tuple(dict.fromkeys(named))


def _voice_or_head(told: Sequence[str]) -> tuple[int, int] | None:
    """Where the first word for a spokesman stands, or else the first words for a head."""
    voice = next((place for place, word in enumerate(told) if word in words_for_voices()), None)
    if voice is not None:
        return voice, voice + 1
    spans = (
        (start, start + size)
        for start in range(len(told))
        for size in range(LONGEST_HEAD, 0, -1)
        if tuple(told[start : start + size]) in _words_for_heads()
    )
    return next(spans, None)


@cache
def _words_for_heads() -> frozenset[tuple[str, ...]]:
    roles = (role for role in load_lexicon().roles if role.name in HEADS_OF_BODIES)
    return frozenset(tuple(words_of(words)) for role in roles for words in role.words)


@cache
def _known_bodies() -> Mapping[str, Claimant]:
    """Organisations that are known everywhere, by each of their names, casefolded."""
    return {
        " ".join(words_of(words)): Claimant(
            role.words[0], role.key, "organisation", role.sector, role.country
        )
        for role in load_lexicon().roles
        if role.form == "name" and (role.key or "").startswith(ORGANISATION)
        for words in role.words
    }


@lru_cache(maxsize=KEPT)
def post_held(words: str) -> Claimant | None:
    """The post of one person that is none of a state's, which words name with its holder or its office."""
    for clause in CLAUSE.split(words):
        told = words_of(clause)
        start = next((place for place, word in enumerate(told) if word in _posts()), None)
        if start is None or stands_in(told[:start]):
            continue
        before = [word for word in told[:start] if word not in SMALL_IN_NAMES | country_words()]
        if word_class(load_lexicon(), "of-everybody").issuperset(before):
            return Claimant(_posts()[told[start]], None, "role", None, None)
    return None


@cache
def _posts() -> Mapping[str, str]:
    """By the last word of each, the posts that have an office named after them, and that are no state's."""
    roles = load_lexicon().roles
    titles = {role.title for role in roles if role.form == "body" and role.title and not role.sector}
    posts = (role for role in roles if role.name in titles and not role.sector)
    return {words_of(words)[-1]: role.name for role in posts for words in role.words}


def find_initials(readings: Iterable[Reading]) -> dict[str, Claimant]:
    """By the key of a name of capitals, the one body here whose words begin with these letters.

    "NUM" is the National Union of Mineworkers where some document quotes that. Outlets are left as they are:
    what they publish stands under the name that they have there.
    """
    full: dict[str, dict[str, Claimant]] = {}
    short: dict[str, Claimant] = {}
    for who in (claim.claimant for reading in readings for claim in reading.claims):
        if who is None or not (who.key or "").startswith(ORGANISATION) or who.sector == NEWS:
            continue
        if who.name.isupper() and who.name.isalpha() and len(who.name) in LETTERS:
            if not is_known_organisation(who.name):
                short[who.name.casefold()] = who
        elif len(initials := _initials(who.name)) in LETTERS:
            full.setdefault(initials, {})[who.key or ""] = who
    return {
        who.key or "": body
        for letters, who in short.items()
        if len(bodies := full.get(letters, {})) == 1
        for body in bodies.values()
        if body.sector == who.sector or None in (body.sector, who.sector)
    }


def _initials(name: str) -> str:
    return "".join(word[0] for word in words_of(name) if word not in SMALL_IN_NAMES)
