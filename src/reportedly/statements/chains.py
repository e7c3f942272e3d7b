"""Claims inside claims: which of them are claims of their own, and through whom they came."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.quotes import Quotation
from ..records import Claim
from .attributions import Attribution
from .cues import ANSWERS
from .quotation_cues import Offsets
from .reach import is_denied_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

ISSUED = "communique"
"""The frame of a sentence of a text that somebody issued: it stands as in any text, inside no clause."""
DEEPEST = 16
"""Contents that are kept open at one place of the text; people nest three deep."""
REFUSED = frozenset({"denied", "doubted", "unconfirmed"})
FIRST_PERSONS = frozenset({"1", "2"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "VBN"})
REDUCED = frozenset({"acl", "relcl", "advcl", "pcomp", "xcomp"})
SPOKEN_OF = frozenset({"object", "about", "infinitive"})
REPORTS = frozenset(
    {"trailing", "clause", "quotation", "order", "infinitive", "gerund", "raised", "sentence", "rest"}
)
"""Frames in which another's words are told between quotation marks; an object there is only spoken of."""


def kept_apart(found: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """The attributions without those that are only a speaker's own words.

    What stands inside the content of another is a claim of its own where somebody else is said to have
    spoken: "he said the ministry had denied it". What a speaker thinks, wants or does with words there is
    part of what is said. Between quotation marks only a plain report of another's words counts.
    """
    hosts = _enclosing([a.content_at for a in found], [a.place for a in found])
    opened = [quotation.start for quotation in quotations]
    kept = []
    for attribution, host in zip(found, hosts, strict=True):
        quoted = _is_quoted(attribution.place, quotations, opened)
        if quoted:
            told = attribution.kind == "speech" and _reports_another(attribution)
        else:
            told = host is None or (attribution.kind == "speech" and _is_told(attribution, found[host]))
        kept += [attribution] if told else []
    return kept


def _is_told(attribution: Attribution, outer: Attribution) -> bool:
    """Whether words inside what another says, and outside quotation marks, are a report of their own.

    A noun is one where the other answers or repeats it. Nobody's words, words still to be said and things
    only spoken of ("said that the party had discussed the tax") are part of what the other says.
    """
    cue = attribution.cue
    if cue is None or outer.kind != "speech" or outer.frame == ISSUED:
        return True
    if cue.entry.form == "noun":
        answered = outer.stance in ANSWERS or outer.certainty in REFUSED
        return answered or (outer.cue is not None and cue.head.head == outer.cue.head)
    if cue.entry.form != "verb" or cue.entry.kind == "relay":
        return True
    spoken_of = attribution.frame in SPOKEN_OF and attribution.stance == "asserts"
    return attribution.source is not None and not spoken_of and not _is_open(cue.head)


def _is_open(verb: Token) -> bool:
    """Whether a verb says only what may or is to be done: an infinitive, or one with a modal."""
    helpers = [child.tag_ for child in verb.children if child.dep_ == "aux"]
    return "MD" in helpers or "TO" in helpers or (verb.tag_ == "VB" and not helpers)


def linked(claims: Sequence[Claim], found: Sequence[Attribution]) -> list[Claim]:
    """The claims with `within` and `channel` set: who stands around each, the outermost first.

    `found` are the attributions that the claims were made of, in the same order.
    """
    hosts = _enclosing([attribution.content_at for attribution in found], [a.place for a in found])
    by_place = {attribution.place: index for index, attribution in enumerate(found)}
    for index, attribution in enumerate(found):
        if attribution.through is not None:
            hosts[index] = by_place.get(attribution.through, hosts[index])
    hosts = [
        hosts[host] if host is not None and _is_said_of_object(attribution, found[host]) else host
        for host, attribution in zip(hosts, found, strict=True)
    ]
    hosts = _as_tree(claims, hosts)
    return [
        claim if host is None else _inside(claims, hosts, index, found[index])
        for index, (claim, host) in enumerate(zip(claims, hosts, strict=True))
    ]


def _is_said_of_object(inner: Attribution, outer: Attribution) -> bool:
    """Whether whom somebody acts on says it, and nobody else: "contradicted the army, which says"."""
    if inner.cue is None or outer.cue is None or outer.kind != "act" or outer.frame != "object":
        return False
    verb = inner.cue.head
    return verb.dep_ == "relcl" and verb.head.dep_ == "dobj" and verb.head.head == outer.cue.head


def _as_tree(claims: Sequence[Claim], hosts: Sequence[int | None]) -> list[int | None]:
    """The hosts without those that would close a ring; of a ring the first in the text stands around."""
    tree = list(hosts)
    settled = [False] * len(tree)
    for index in sorted(range(len(tree)), key=lambda i: (claims[i].start, -claims[i].end)):
        way: list[int] = []
        here: int | None = index
        walked: set[int] = set()
        while here is not None and not settled[here] and here not in walked:
            walked.add(here)
            way.append(here)
            here = tree[here]
        if here is not None and not settled[here]:
            tree[min(way[way.index(here) :], key=lambda i: (claims[i].start, -claims[i].end))] = None
        for each in way:
            settled[each] = True
    return tree


def _inside(
    claims: Sequence[Claim], hosts: Sequence[int | None], index: int, attribution: Attribution
) -> Claim:
    """A claim that stands in another; what is reported there only as a noun shares the other's denial."""
    claim, host = claims[index], hosts[index]
    assert host is not None
    noun = attribution.cue is not None and attribution.cue.entry.form == "noun"
    shared = claims[host].certainty if noun and claims[host].certainty in REFUSED else claim.certainty
    return replace(claim, within=claims[host].id, channel=_channel(claims, hosts, index), certainty=shared)


def _channel(claims: Sequence[Claim], hosts: Sequence[int | None], index: int) -> tuple[str, ...]:
    names = list(claims[index].channel)
    host = hosts[index]
    for _ in range(DEEPEST):
        if host is None:
            break
        claimant = claims[host].claimant
        if claimant is not None and claimant.name not in names:
            names.insert(0, claimant.name)
        host = hosts[host]
    return tuple(names)


def _enclosing(contents: Sequence[Iterable[Offsets]], places: Sequence[int]) -> list[int | None]:
    """For each place the index of the shortest content of another that holds it."""
    pieces = sorted((start, end, index) for index, each in enumerate(contents) for start, end in each)
    hosts: list[int | None] = [None] * len(places)
    around: list[tuple[int, int, int]] = []
    following = 0
    for index in sorted(range(len(places)), key=lambda i: places[i]):
        while following < len(pieces) and pieces[following][0] <= places[index]:
            around = [*around[-DEEPEST:], pieces[following]]
            following += 1
        around = [piece for piece in around if piece[1] > places[index]]
        others = ((end - start, owner) for start, end, owner in around if owner != index)
        hosts[index] = min(others, default=(0, None))[1]
    return hosts


def _is_quoted(place: int, quotations: Sequence[Quotation], opened: Sequence[int]) -> bool:
    index = bisect_right(opened, place) - 1
    while index >= 0 and quotations[index].end <= place and quotations[index].depth > 0:
        index -= 1
    return index >= 0 and quotations[index].start <= place < quotations[index].end


def _reports_another(attribution: Attribution) -> bool:
    """Whether a finite verb says what somebody other than the speaker said: "the ministry told us that".

    Speakers also wonder, imagine and judge with words of speech ("hearing him talk about it", "faith that
    reveals itself"); of those between quotation marks hardly one in thirty is what another said.
    """
    if attribution.cue is None:
        return True
    source, verb = attribution.source, attribution.cue.head
    if source is None or FIRST_PERSONS & set(source.morph.get("Person", [])) or is_denied_subject(source):
        return False
    finite = verb.tag_ in FINITE and verb.dep_ not in REDUCED and not _is_open(verb)
    return finite and attribution.cue.entry.form != "noun" and attribution.frame in REPORTS
