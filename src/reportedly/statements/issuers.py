"""Who issues a text by the name of its publisher: an office or an organisation, but no outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ..lexicon import Lexicon, word_class
from ..mentions.actors import JOURNALIST
from ..mentions.gazetteer import fold
from ..records import Claimant

WORD = re.compile(r"\w+")
HANDED_ON = re.compile(r"\s+(?:via|through)\s.*|\s*\(.*")
"""What follows a publisher whose text another has: "Relief Watch via Coast Online"."""
KINDS = ("office", "ending", "body")
"""Forms of the words that tell what a publisher is, the surest last."""


LONGEST = 3
"""Words of the longest of these that is looked for."""
OTHERS_WORDS = frozenset({JOURNALIST, "BUS"})
"""Sectors of known names under which the words of others are published: outlets, and where anybody writes."""


def issuer_by_name(publisher: str | None, lexicon: Lexicon, *, speaks_itself: bool) -> Claimant | None:
    """The publisher as who speaks in its text; None for an outlet, and where its name tells too little.

    Args:
        publisher: the name, as in the document.
        lexicon: its roles tell offices and organisations from outlets.
        speaks_itself: whether the text says "we" and has the name; then a name that tells nothing will do.
    """
    if publisher is None:
        return None
    name = HANDED_ON.sub("", publisher)
    known = _known(lexicon).get(fold(name))
    if known is not None:
        return None if known.sector in OTHERS_WORDS else known
    sectors = list(_sectors_in(WORD.findall(fold(name)), _sectors(lexicon)))
    if JOURNALIST in sectors or not (sectors or speaks_itself):
        return None
    return Claimant(name, None, "organisation", next(filter(None, reversed(sectors)), None), None)


def _sectors_in(words: Sequence[str], sectors: Mapping[str, str | None]) -> Iterator[str | None]:
    """The sectors of the offices and bodies in a name, by the longest words: a press office is no press."""
    place = 0
    while place < len(words):
        runs = ((end, " ".join(words[place:end])) for end in range(place + LONGEST, place, -1))
        found = next(((end, run) for end, run in runs if run in sectors), None)
        if found is not None:
            yield sectors[found[1]]
        place = found[0] if found is not None else place + 1


@cache
def _sectors(lexicon: Lexicon) -> Mapping[str, str | None]:
    """The sectors of what a publisher can be, by the words for it, and of outlets, by their names too."""
    named = {name: known.sector for name, known in _known(lexicon).items()}
    told = {fold(w): r.sector for form in KINDS for r in lexicon.roles if r.form == form for w in r.words}
    outlets = {fold(w): r.sector for r in lexicon.roles if r.sector == JOURNALIST for w in r.words}
    return dict.fromkeys(word_class(lexicon, "offices-in-names")) | named | told | outlets


@cache
def _known(lexicon: Lexicon) -> Mapping[str, Claimant]:
    """The organisations that are known by name, by each of their names."""
    return {
        fold(word): Claimant(role.words[0], role.key, "organisation", role.sector, role.country)
        for role in lexicon.roles
        if role.form == "name"
        for word in role.words
    }
