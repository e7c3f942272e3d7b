"""E-mail addresses, telephone numbers, number plates and homes: what leads to somebody without a name."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from .lexicon import LEXICONS

LONGEST_HOME = 60
"""How many characters before an address are looked at for what makes it somebody's home."""

LONGEST_ADDRESS = 40
"""How many characters of an address may stand before the name of its street in a text."""
HOME = "[address]"
"""What stands for the address of a home, and for the name of its street."""

E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
TELEPHONE = re.compile(
    r"(?<![\w+])(?:\+\d[\d ().-]{6,20}\d|(?:\d ?)?\(\d{3,5}\) ?\d{2,3}[ -]\d{2}[ -]?\d{2}"
    r"|\+\d{1,3}[ (-]+\d[\d ().-]{1,18}(?=\s?…|$))(?!\d)"
)
"""Numbers of telephones; also the beginning of one where a quotation is cut."""
THOUSANDS = r"\d{1,3}(?: \d{3})+"
LOCAL = (
    rf"(?!\d{{4}}-\d\d|\d\d?-\d\d?-(?:19|20)\d\d(?![\d -])"
    rf"|{THOUSANDS}(?:-{THOUSANDS})?(?![\d-]))\d[\d -]{{5,14}}\d(?!\d)"
)
"""A number of a telephone without the code of its country, which only a word before it tells.

No date, no two years and no number, or two, whose thousands stand apart.
"""
PLATE = r"(?=[A-Z\d -]{5})(?=[A-Z -]*\d)(?=[\d -]*[A-Z])[A-Z\d]{1,5}(?:[ -][A-Z\d]{1,5}){0,3}\b"
"""What stands on a number plate: capitals and digits."""


def without_contacts(text: str) -> str:
    """The text without what leads to a person; streets and places of events stay."""
    if "+" in text or "(" in text:  # no number tells itself without one of them
        text = TELEPHONE.sub("[telephone number]", text)
    text = E_MAIL.sub("[e-mail address]", text) if "@" in text else text
    numbers, plates = _number_patterns()
    text = numbers.sub(r"\g<before>[telephone number]", text)
    text = plates.sub(r"\g<before>[number plate]", text)
    return _without_homes(text)


def _without_homes(text: str) -> str:
    """The text without the addresses at which somebody is said to live; streets of events stay."""
    parts, last = [], 0
    for start, end in homes_in(text):
        parts += [text[last:start], HOME]
        last = end
    return "".join([*parts, text[last:]]) if parts else text


def is_home(text: str, start: int, end: int) -> bool:
    """Whether the words of a text from `start` to `end` are of an address where somebody is said to live."""
    first = max(0, start - LONGEST_HOME - LONGEST_ADDRESS)
    around = text[first : end + LONGEST_HOME]
    return any(home < end - first and start - first < stop for home, stop in homes_in(around))


def homes_in(text: str) -> list[tuple[int, int]]:
    """Where a text names the home of somebody, in order: the offsets of house number and street.

    A street without a number is a home only behind a verb or a noun for living: "lives on Elm Road".
    """
    address, lives, lived_there, bare = _address_patterns()
    found = [match.span("street") for match in bare.finditer(text)]
    for match in address.finditer(text):
        before = text[max(0, match.start() - LONGEST_HOME) : match.start()]
        if lives.search(before) or lived_there.match(text, match.end()):
            found.append(match.span())
    homes: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not homes or homes[-1][1] <= start:
            homes.append((start, end))
    return homes


@cache
def _address_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A house number with its street; what stands before and behind one that is a home; a street behind that.

    "Of" tells a home behind a comma, a pronoun or two capitals ("Ana Bel of 4 Elm Road"), but not of "fire".
    """
    words = _words()
    living, dwelling, street, way = (words[form] for form in ("living", "dwelling", "street", "way"))
    number = r"\d{1,5}[A-Za-z]?(?:[/-]\d{1,5}[A-Za-z]?)?"
    name = r"[^\W\d_a-z](?:[\w'’.-]{0,30}\w)?"
    named_way = rf"(?i:{way}) (?:[a-z]{{1,3}} ){{0,2}}{name}(?: {name}){{0,3}}"
    named_street = rf"(?:{name} ){{1,4}}(?i:{street})\b(?:\.(?=,))?"
    address = rf"\b(?:{number},? {named_street}|{number},? {named_way}|{named_way},? (?:No\.? ?)?{number}\b)"
    owner = r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)|['’]s)"
    owned = rf"{owner} (?:\w+ )?(?:{dwelling}) (?:at|on|in)"
    lives = (
        rf"(?:\b(?:{living})|{owned}"
        rf"|(?:,|\b[Hh]e|\b[Ss]he|{name} {name}|\]) of)(?: (?i:the|flat|number|no\.?))?(?: \d+,)? \Z"
    )
    lived_there = rf",? where (?:\w+ ){{1,3}}(?:{words['live']})\b"
    bare = rf"(?:\b(?:{living})(?<! in)|{owned})(?: the)? (?P<street>{named_street}|\b{named_way})"
    return re.compile(address), re.compile(lives), re.compile(lived_there), re.compile(bare)


@cache
def _number_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Numbers behind words for calling, and what stands behind words for number plates.

    A word that has other senses too ("called", "mobile") tells a number right behind it, or behind a colon,
    "on", "at" or "number". No number of people or things is one: "call 1500000 reservists up".
    """
    calling, summoning, plate, counted = (
        _words()[form] for form in ("calling", "summoning", "plate", "counted")
    )
    counts = rf"(?![1-9]\d+(?:-\d+)? (?:[a-z]{{3,}}s|{counted})\b)"
    told = (
        rf"(?i:{calling})\b[^\d\n.;]{{0,20}}?"
        rf"|(?i:{summoning})\b(?:[^\d\n.;]{{0,20}}?(?::|\b(?:on|at|number(?: is)?|no\.?)))? ?"
    )
    numbers = rf"(?P<before>\b(?:{told})(?:\[telephone number\] or )?){counts}{LOCAL}"
    plates = rf"(?P<before>\b(?i:{plate})\b(?: (?:number|no\.?|of|was|is))?:? ){PLATE}"
    return re.compile(numbers), re.compile(plates)


@cache
def _words() -> Mapping[str, str]:
    """The words of each form, as the choices of a pattern."""
    words: dict[str, list[str]] = {}
    with (LEXICONS / "contacts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            words.setdefault(row["form"], []).append(re.escape(row["word"]))
    return {form: "|".join(each) for form, each in words.items()}
