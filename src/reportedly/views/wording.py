"""Words for values: certainty, and speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..language.closed_classes import PLACEHOLDERS
from ..records import Certainty, Claim

SURE: dict[Certainty, str] = {
    "asserted": "stated as fact",
    "reported": "reported",
    "estimated": "estimated",
    "unconfirmed": "unconfirmed",
    "doubted": "doubted",
    "denied": "denied",
}

STANCE_WORDS: dict[str, str] = {
    "asserts": "said",
    "denies": "denied",
    "alleges": "alleged",
    "estimates": "estimated",
    "promises": "promised",
    "demands": "demanded",
    "threatens": "threatened",
    "apologises": "apologised",
    "confirms": "confirmed",
    "doubts": "doubted",
    "asks": "asked",
}
"""In the past, which is the same for one and for many: the ministry said, residents said."""

CUE_WORDS: Mapping[tuple[str, str], str] = {
    ("threatens", "warn"): "warned",
    ("alleges", "accus"): "accused",
    ("alleges", "blam"): "blamed",
    ("alleges", "suspect"): "suspected",
    ("alleges", "suspic"): "suspected",
    ("denies", "call"): "called",
    ("denies", "describ"): "described",
}
"""What is told with the word of the text itself, by stance and the beginning of the cue.

Who warns of a flood does not threaten with it, and "accused" has another object than "alleged".
"""
SPEAKING = frozenset({*STANCE_WORDS.values(), *CUE_WORDS.values()})
DENYING = frozenset(
    {STANCE_WORDS["denies"], *(word for (stance, _), word in CUE_WORDS.items() if stance == "denies")}
)
"""Words for who denies: behind them it need not be said that it is denied."""
QUOTED = re.compile(r"[\"“”„«‹].*[\"”“»›]", re.DOTALL)

RELATIONS: Mapping[str, str] = {
    "conflict": "both are about the same thing at one time, and only one of them can be so",
    "denial": "one side says that what the other says did not happen or is not so",
    "label": "the same people are counted under names that exclude one another",
    "update": "the later one brings the earlier one forward",
    "stale": "an earlier number is told on after its source gave a later one",
    "retracted_in_use": "a number is told on after its source took it back",
    "scope": "they count different places, times or groups",
    "measure_drift": "they count different things, such as the dead and all casualties",
    "relay_error": "one text tells otherwise what it takes from the other",
    "modifier_loss": "on the way “at least”, “up to” or “about” was lost",
    "digit_slip": "on the way a digit was changed, moved or lost",
}
"""In which ways two statements do not go together, for whoever has to say which it is."""

DISAGREEING = ("conflict", "denial", "label")
"""The relations that are true disagreements."""

PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}


def say_precision(precision: str) -> str:
    """How sure a time is, such as `to the day`."""
    return f"to the {'part of the day' if precision == 'part' else precision}"


def say_content(claim: Claim) -> str:
    """What is said; with who says it and the cue where that alone is a word for what stands elsewhere."""
    said = " … ".join(extent.quote for extent in claim.content)
    return claim.quote if said.casefold().strip(" .,") in PLACEHOLDERS or not said else said


def say_stance(stance: str, cues: Iterable[str]) -> str:
    """What a claimant did, by the stance and the words of the cue: `said`, `denied`, `warned`."""
    told = " ".join(cues).casefold().split()
    own = (word for (of, begin), word in CUE_WORDS.items() if of == stance and _begins(told, begin))
    return next(own, STANCE_WORDS.get(stance, stance))


def _begins(told: Sequence[str], begin: str) -> bool:
    return any(word.startswith(begin) for word in told)


def in_quotes(words: str) -> str:
    """Words in quotation marks, the text's own where they begin and end with such."""
    return words if is_quoted(words) else f"“{words}”"


def is_quoted(words: str) -> bool:
    """Whether words begin and end with quotation marks of their own."""
    return QUOTED.fullmatch(words) is not None


def say_claimant(claim: Claim | None, outlet: str) -> str:
    """Who says it: the claimant's name, the words for a source that is not named, or the outlet."""
    if claim is None:
        return outlet
    if claim.claimant is not None:
        return claim.claimant.name
    if claim.source:
        return claim.source[0].quote
    return "a source that is not named"


def plain_markdown(text: str) -> str:
    """Words in which no sign is Markdown."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text
