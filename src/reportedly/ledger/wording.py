"""Words for counts, times and quotations, the same in pages, exports and alarms; no bound is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from ..lexicon import load_lexicon
from ..records import Account, Amount, Bound, Claimant, Figure, When

HEADING_SIGNS = " #*_>="
"""What Markdown puts around a heading."""
FEWEST_OF_HEADING = 3
"""Words of a first line that is a name of its text: "Bolivia" alone names none."""

LINKS = ("when", "while", "whereas", "although", "though", "because", "and", "but")
"""Words that tie a clause to what stands before it, which a reader of the clause alone has not got."""


def without_link(words: str) -> str:
    """A clause without the "when" before it; as it is where no clause with a doer of its own follows."""
    first, _, rest = words.partition(" ")
    following = rest.partition(" ")[0]
    if first.casefold() not in LINKS or not following or following.endswith(("ing", "ed")):
        return words
    return rest


def on_one_line(words: str) -> str:
    """What is quoted, a single space for each break."""
    return " ".join(words.split())


def heading_of(text: str) -> str:
    """The first line of a text that has no title, without the signs of Markdown; as many as make a name."""
    words: list[str] = []
    for line in text.splitlines():
        words += line.strip(HEADING_SIGNS).split()
        if len(words) >= FEWEST_OF_HEADING:
            break
    return " ".join(words)


def name_of(claimant: Claimant | None) -> str:
    """Who says it."""
    return claimant.name if claimant else "an unnamed source"


def say_count(counted: Account | Amount | Figure) -> str:
    """The range of an account, an amount or a figure as people write it."""
    return say_range(counted.low, counted.high, counted.bound or "exact")


def say_tally(counted: Account | Figure) -> str:
    """How many of what: `at least 8 killed`, `about 2,000 protesters`, and a bare number of other things."""
    of_what = "" if counted.measure in (None, "other") else f" {counted.measure}"
    return f"{say_count(counted)}{of_what}"


def say_group(group: str, measure: str | None = None) -> str:
    """Of whom it counts: of a bare number, as in "five of the 12", `of 12`.

    Beside a measure its own words are not said twice: of 17 missing people that are missing it is `people`.
    """
    words = group.split()
    while words and words[0].lower() in _states().get(measure or "", ()):
        del words[0]
    left = " ".join(words)
    return left if not left or any(map(str.isalpha, left)) else f"of {left}"


@cache
def _states() -> Mapping[str, frozenset[str]]:
    """The words of states by what those in it count for: of the missing "missing" and "unaccounted"."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in load_lexicon().measures:
        if each.form == "state":
            found[each.measure].update(word for words in each.words for word in words.split())
    return {measure: frozenset(words) for measure, words in found.items()}


def say_range(low: float | None, high: float | None, bound: Bound) -> str:
    """An amount as people write it: `at least 8`, `up to 3`, `20 to 30`, `about 2,000`."""
    first, last = (None if end is None else _number(end) for end in (low, high))
    if first is not None and last is not None and first != last:
        return f"{first} to {last}"
    number = first or last
    if number is None:
        return "an unstated number"
    if bound == "vague":
        return f"some ({number} or more)" if high is None else f"some ({number})"
    if bound == "more_than":
        return f"more than {number}"
    if bound == "less_than":
        return f"fewer than {number}"
    if low is None:
        return f"almost {number}" if bound == "about" else f"up to {number}"
    if high is None:
        return f"at least {number}"
    return f"about {number}" if bound == "about" else number


def say_when(when: When | None) -> str:
    """A time as one ISO date, a span of two, or `undated`.

    Where the text gives no time and the publication alone was assumed, it is only told by when.
    """
    if when is None or (when.earliest is None and when.latest is None):
        return "undated"
    first, last = (end[:10] if end else None for end in (when.earliest, when.latest))
    shown = _shorter(first, last, when.precision)
    return f"by {last or first}" if when.basis == "assumed" else shown


def several(count: int, name: str) -> str:
    """`1 feed`, `2 feeds`, `1,200 feeds`: for names whose plural has an `s`."""
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _shorter(first: str | None, last: str | None, precision: str | None) -> str:
    if first == last or last is None or first is None:
        one = first or last or ""
        return f"until {one}" if first is None else f"since {one}" if last is None else one
    if precision == "month" and first[:7] == last[:7]:
        return first[:7]
    if precision == "year" and first[:4] == last[:4]:
        return first[:4]
    return f"{first} to {last}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"
