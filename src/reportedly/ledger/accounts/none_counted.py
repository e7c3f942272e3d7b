"""What a claim says that there was none of: "no civilian casualties", "all on board are safe".

The ways in which news says so: none before a noun or a verb ("no deaths", "nobody was hurt"), none behind a
verb of harm ("killed no civilians", "claimed no lives"), without ("without loss of life"), all who are safe,
the dead who were all of one side ("only militants were killed"), and reports that are untrue ("reports of
civilian deaths are false"). What should or may not be is nothing that was counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from ...lexicon import MeasureWord, load_lexicon, word_class, words_of_form
from ...records import Claim, Measure
from ..traits.sides import EVERYONE, NONE, are_people, find_counted, labels_of, sides_of
from ..traits.texts import CLAUSE, WORD

COUNTED_NONE = frozenset({"killed", "injured", "casualties"})
"""Measures of which none is an answer; that nobody was arrested says how things stand."""

NOUNS = frozenset({"counted", "state", "toll"})
VERBS = frozenset({"done_to", "undergo", "state"})
"""Forms of a measure's words by whether an auxiliary stands before them."""

OF_BODIES = "people_or_bodies"
"""Needed by words for what is left of the dead."""

ANYONE = "anyone"
VOWELS = "aeiou"
REACH = 6
"""Words after "no" among which it is said of what there was none."""

KEPT_WORDS = 20_000
"""Words of which it is kept whether they mean anyone, 2 MB."""

BOTH: tuple[Measure, ...] = ("killed", "injured")

AUXILIARIES = frozenset(
    {"was", "were", "is", "are", "has", "have", "had", "been", "be", "being", "got", "s", "there", "else"}
)
"""Words that may stand between those who are none and what was not done to them."""

UNCERTAIN = frozenset(
    {"should", "must", "may", "might", "could", "would", "will", "can", "shall", "if", "unless", "whether"}
)
"""Words of a clause that tells what ought to be or may be, not what was."""

LISTED = ("dead", "harming", "of_harm", "suffering", "unharmed")
"""Forms of the words of `measures.toml` by which it is told what there was none of."""

WITHOUT = "without"
EVERY = frozenset({"all", "everyone", "everybody"})
WHOLE = EVERY | {"only"}

NOT = frozenset({"not", "didn't", "never"})
"""Words before a verb by which nothing was done to any: "did not kill any civilians"."""

NOBODY = frozenset({"nobody", "none", "neither", "zero", "no-one"})

COMING = frozenset({"come", "came", "to"})
"""Words before "harm"."""

OWN = frozenset({"its", "our", "their", "his", "her", "my"})
"""Words that tell that some of all are meant: "all our staff are safe"."""

SMALL = frozenset({"that", "who", "whom", "to", "in", "for", "at", "on", "by", "when", "as", "with", "from"})
"""Words behind which something else is told."""

Told = tuple[Measure, frozenset[str]]


def none_counted(claim: Claim) -> Iterator[Told]:
    """Of what and of whom a claim says that there were none: "no deaths", or denied "that anyone died"."""
    denied = claim.certainty == "denied"
    seen: set[Told] = set()
    for extent in claim.content:
        for clause in CLAUSE.split(extent.quote.casefold().replace("’", "'")):
            words = WORD.findall(clause)
            if not denied and _signs().isdisjoint(words):
                continue  # as of most clauses
            if UNCERTAIN.isdisjoint(words):
                for told in _in_clause(words, denied=denied):
                    if told not in seen:
                        seen.add(told)
                        yield told


@cache
def _signs() -> frozenset[str]:
    """Words of which a clause has one that tells that there was none of something, unless it is denied."""
    return WHOLE | NOT | NOBODY | {"no", WITHOUT} | words_of_form(load_lexicon(), "cues", "rumour")


def _in_clause(words: Sequence[str], *, denied: bool) -> Iterator[Told]:
    """What the words of one clause say that there was none of."""
    reports = words_of_form(load_lexicon(), "cues", "rumour")
    for at, word in enumerate(words):
        if word in reports and not _untrue().isdisjoint(words[at:]):
            yield from _of_reports(words[at + 1 :])
            return
    if denied:
        for end in _behind_anyone(words):
            yield from _behind_none(words[end:])
        return
    for start, end in _nones(words):
        if words[end : end + 1] == ["of"]:
            yield from _none_of_the_dead(words[end + 1 :])
        elif start and (verb := _verb_of_harm(words[start - 1])) is not None:
            yield from _behind_verb(verb, words[end:])
        else:
            yield from _behind_none(words[end:])
    if WITHOUT in words:
        yield from _without(words)
    yield from _not_any(words)
    if not WHOLE.isdisjoint(words):
        yield from _all_safe(words)
        yield from _all_of_one_side(words)


def _nones(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where none stands, from its first word to the end of it."""
    place = 0
    while place < len(words):
        size = _none_at(words, place)
        if size:
            yield place, place + size
        place += size or 1


def _none_at(words: Sequence[str], at: int) -> int:
    """How many words say none here: no, nobody, no one, not one, not a single, none, neither."""
    word, behind = words[at], words[at + 1 : at + 3]
    if word == "not" and behind[:1] in (["one"], ["a"]):
        return 3 if behind[1:] == ["single"] else 2 if behind[0] == "one" else 0
    if word == "no":
        return 2 if behind[:1] in (["one"], ["single"]) else 1
    return 1 if word in NOBODY else 0


def _behind_anyone(words: Sequence[str]) -> Iterator[int]:
    """The places right behind "any" and "anyone"."""
    for at, word in enumerate(words):
        if _is_anyone(word):
            yield at + 1


@lru_cache(maxsize=KEPT_WORDS)
def _is_anyone(word: str) -> bool:
    return any(entry.side == NONE and entry.name == ANYONE for _, _, entry in find_counted(word))


def _behind_none(words: Sequence[str]) -> Iterator[Told]:
    """What is counted by the words behind none, with whom: nouns at once, verbs after their auxiliaries."""
    nouns, verbs = _words_of_measures()
    lives, loss = _lives_and_losses()
    whom: list[str] = []
    verbal = False
    for number, word in enumerate(words[:REACH]):
        behind = words[number + 1 : number + 3]
        if word in loss and behind[:1] == ["of"] and behind[1:]:
            if behind[1] in lives or behind[1] == "human":
                yield from _with_sides(("killed",), whom, words[number + 3 :])
            return
        if word in lives and not verbal:
            if not word_class(load_lexicon(), "lost-lives").isdisjoint(words[number + 1 : number + 4]):
                yield from _with_sides(("killed",), whom, ())
            return
        measures = nouns.get(word) if not verbal else None
        measures = _told_by("suffering").get(word) or measures or verbs.get(word)
        if measures and (not whom or _are_people(whom)):
            yield from _with_sides(measures, whom, words[number + 1 :])
            if words[number + 1 : number + 2] not in (["or"], ["and"], ["nor"]):
                return
            continue
        if word in ("or", "and", "nor", "no"):
            continue
        if word in AUXILIARIES:
            verbal = True
        elif verbal and word in COMING:
            continue
        elif verbal or word in SMALL:
            return
        else:
            whom.append(word)


def _behind_verb(measures: tuple[Measure, ...], words: Sequence[str]) -> Iterator[Told]:
    """What a verb of harm did to none: "killed no civilians", "claimed no lives", "caused no deaths"."""
    nouns, _ = _words_of_measures()
    lives, loss = _lives_and_losses()
    for number, word in enumerate(words[:REACH]):
        if word in nouns or word in loss:
            yield from _behind_none(words)
            return
        if word in lives or labels_of(word, everyone=True) or (number == 0 and word == "people"):
            yield from _with_sides(measures, words[: number + 1], ())
            return
    if not words:
        yield from _with_sides(measures, (), ())


def _with_sides(measures: Sequence[Measure], whom: Sequence[str], behind: Sequence[str]) -> Iterator[Told]:
    """The measures, each with whom it counts: by the words before it, or behind "among".

    None where it tells by whom: others may have killed some.
    """
    if behind[:1] == ["by"]:
        return
    if behind[:1] in (["among"], ["amongst"]):
        whom = behind[1:]
    elif behind[:1] == ["of"]:
        whom = (*whom, *behind[1:3])
    for measure in measures:
        yield measure, sides_of(" ".join(whom))


def _without(words: Sequence[str]) -> Iterator[Told]:
    """What a thing was done without: "without casualties", "without any loss of life"."""
    for at, word in enumerate(words):
        if word == WITHOUT:
            behind = words[at + 1 :]
            nouns, _ = _words_of_measures()
            behind = behind[1:] if behind[:1] in (["any"], ["a"]) else behind
            if behind and (
                behind[0] in word_class(load_lexicon(), "loss")
                or behind[0] in nouns
                or _are_people(behind[:1])
            ):
                yield from _behind_none(behind)


def _not_any(words: Sequence[str]) -> Iterator[Told]:
    """What was not done to any: "did not kill any civilians", "were not any deaths"."""
    for end in _behind_anyone(words):
        before = words[max(0, end - 3) : end - 1]
        if len(before) == 2 and before[0] in NOT:
            verb = _verb_of_harm(before[1])
            if verb is not None:
                yield from _behind_verb(verb, words[end:])


def _all_safe(words: Sequence[str]) -> Iterator[Told]:
    """Of what there was none because all are safe: "all 40 passengers were safe"."""
    for at, word in enumerate(words):
        if word not in EVERY or "not" in words[max(0, at - 1) : at]:
            continue
        behind = words[at + 1 : at + 1 + REACH]
        for number, each in enumerate(behind):
            whom = [one for one in behind[:number] if one not in AUXILIARIES]
            if each in _told_by("unharmed"):
                is_of_all = _are_people(whom) if whom else word != "all"
                if is_of_all and OWN.isdisjoint(whom) and "not" not in behind[:number]:
                    yield from _with_sides(_told_by("unharmed")[each], whom, ())
                break


def _all_of_one_side(words: Sequence[str]) -> Iterator[Told]:
    """Of which side none died because all the dead were of another: "only militants were killed"."""
    dead = _told_by("dead").keys()
    for at, word in enumerate(words):
        behind = words[at + 1 : at + 1 + REACH]
        if (
            (word == "only" and not {"killed", "hit", "targeted"}.isdisjoint(behind))
            or (word in EVERY and not dead.isdisjoint(behind))
            or (word == "all" and not dead.isdisjoint(words[:at]))
        ):
            yield from _not_civilians(behind)


def _not_civilians(words: Sequence[str]) -> Iterator[Told]:
    sides = sides_of(" ".join(words)) - {EVERYONE}
    if sides and sides <= {"attackers", "security"}:
        yield "killed", frozenset({"civilians"})


def _none_of_the_dead(words: Sequence[str]) -> Iterator[Told]:
    """Of whom none was among the dead: "none of those killed was a civilian"."""
    place = next((at for at, word in enumerate(words[:REACH]) if word in _told_by("dead")), None)
    if place is not None:
        sides = sides_of(" ".join(words[place + 1 :]))
        if EVERYONE not in sides:
            yield "killed", sides
        return
    yield from _behind_none([word for word in words if word not in ("the", "them")])


def _of_reports(words: Sequence[str]) -> Iterator[Told]:
    """What reports tell that are untrue: "reports of civilian deaths are false"."""
    if words[:1] and words[0] in ("of", "that", "about"):
        yield from _behind_none([word for word in words[1:] if word not in ("any", "the")])


def _are_people(words: Sequence[str]) -> bool:
    """Whether some words are for people: the last names them, those before tell which."""
    last = words[-1] if words else ""
    return bool(last) and (are_people(last) or are_people(f"{last}s") or last in _told_by("of_harm"))


def _verb_of_harm(word: str) -> tuple[Measure, ...] | None:
    """What a form of a verb of harm counts; None for other words."""
    harming = _told_by("harming")
    for ending in ("", "s", "ed", "d", "es", "ing"):
        stem = word.removesuffix(ending) if ending else word
        if stem in harming:
            return harming[stem]
    return None


def find_listed(text: str) -> Iterator[tuple[int, int, MeasureWord]]:
    """The words by which it is told what there was none of, each with its place and its entry."""
    for match in WORD.finditer(text.casefold()):
        for entry in load_lexicon().measures:
            if entry.form in LISTED and match[0] in entry.words:
                yield *match.span(), entry


@cache
def _told_by(form: str) -> Mapping[str, tuple[Measure, ...]]:
    """What the words of a form count; "casualties" are the dead and the hurt, and others count nothing."""
    found = [entry for entry in load_lexicon().measures if entry.form == form]
    return {word: _measures_of(entry) for entry in found for word in entry.words}


def _measures_of(entry: MeasureWord) -> tuple[Measure, ...]:
    return {"casualties": BOTH, "other": ()}.get(entry.measure, (entry.measure,))


@cache
def _untrue() -> frozenset[str]:
    """Words that call it false."""
    lexicon = load_lexicon()
    words = words_of_form(lexicon, "cues", "falsehood") | words_of_form(lexicon, "measures", "untrue")
    return frozenset(form for word in words for form in (word, f"{word}s"))


@cache
def _words_of_measures() -> tuple[Mapping[str, tuple[Measure, ...]], Mapping[str, tuple[Measure, ...]]]:
    """What each noun and each form of a verb counts; "casualties" are the dead and the hurt."""
    nouns: dict[str, tuple[Measure, ...]] = {}
    verbs: dict[str, tuple[Measure, ...]] = {}
    tallies = word_class(load_lexicon(), "tallies")
    for entry in load_lexicon().measures:
        if entry.measure not in COUNTED_NONE or entry.form not in (*NOUNS, *VERBS):
            continue
        if OF_BODIES in entry.needs:  # that none was hidden says nothing of how many died
            continue
        told, ending = (nouns, "s") if entry.form in NOUNS else (verbs, "ed")
        for word in (word for word in entry.words if word.isalpha() and word not in tallies):
            told.update(dict.fromkeys(_with_ending(word, ending), _measures_of(entry)))
    return nouns, verbs


def _lives_and_losses() -> tuple[frozenset[str], frozenset[str]]:
    return word_class(load_lexicon(), "lives"), word_class(load_lexicon(), "loss")


def _with_ending(word: str, ending: str) -> tuple[str, str]:
    """A word with an ending as English spells the two together: bodies, died."""
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word, f"{word[:-1]}i{ending.rjust(2, 'e')}"
    return word, f"{word.removesuffix('e') if ending == 'ed' else word}{ending}"
