"""What leads to somebody without a name: telephone and identity numbers, plates, addresses, accounts."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import accumulate

from .lexicon import LEXICONS, Country, load_countries

LONGEST_HOME = 60
"""How many characters before an address are looked at for what makes it somebody's home."""

LONGEST_ADDRESS = 40
"""How many characters of an address may stand before the name of its street in a text."""
HOME = "[address]"
"""What stands for the address of a home, and for the name of its street."""

TELEPHONE_NUMBER, IDENTITY, PLATED = "[telephone number]", "[identity number]", "[number plate]"
ACCOUNT = "[handle]"
"""What stands for the name of somebody's account."""
LEAST_DIGITS = 6
"""Digits of the shortest number that is left out wherever it stands alone, once a text tells what it is."""

E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
TELEPHONE = re.compile(
    r"(?<![\w+])(?:\+\d[\d ().-]{6,20}\d|(?:\d ?)?\(\d{3,5}\) ?\d{2,3}[ -]\d{2}[ -]?\d{2}"
    r"|\+\d{1,3}[ (-]+\d[\d ().-]{1,18}(?=\s?…|$)"
    r"|(?<![\d.,/-])(?:0(?=(?:[ -]?\d){8,11}(?![ -]?\d))[1-9]\d{0,9}(?:[ -]\d{2,8}){0,5}"
    r"|\d{3}-\d{3}-\d{4}(?!-)))(?!\d)"
)
"""Numbers of telephones; also the beginning of one where a quotation is cut.

A number of nine to twelve digits that begins with a zero counts nothing and is no date.
"""
THOUSANDS = r"\d{1,3}(?: \d{3})+"
DIGITS = re.compile(r"\d[ -]?\d[ -]?\d[ -]?\d")
"""What every number that leads to somebody holds."""
DIGIT = re.compile(r"\d")
MARKED = re.compile(r"[._\d]")
"""What tells the name of an account from a word of a language."""
WORD = re.compile(r"[^\W_]+")
LOCAL = (
    rf"(?!\d{{4}}-\d\d|\d\d?-\d\d?-(?:19|20)\d\d(?![\d -])"
    rf"|{THOUSANDS}(?:-{THOUSANDS})?(?![\d-]))\d[\d -]{{5,14}}\d(?!\d)"
)
"""A number of a telephone without the code of its country, which only a word before it tells.

No date, no two years and no number, or two, whose thousands stand apart.
"""
CODE = (
    r"(?!\d{4}-\d\d-\d\d)(?=(?:[A-Z /-]*\d){5})"
    r"(?>[A-Z\d]{1,20}(?:[ /-](?=[A-Z]*\d)[A-Z\d]{1,12}){0,6})(?!\w|,\d)"
)
"""What stands on a passport or a card: five digits or more, with capitals."""
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,4})?\b")
LEAST_FRAME = 6
"""Letters of the shortest beginning that tells of somebody in a tag of one word: "#weareallbrenn"."""
GROUPS = ("the", "all", "our", "my")
LEAST_SURNAME = 3
"""Letters of the shortest surname that is looked for behind a given name in an address."""
SAINTS = frozenset(
    {"san", "santa", "santo", "sao", "st", "saint", "sainte", "port", "fort", "lake", "mount", "cape"}
)
"""Words before a given name that make a place of it: "san-juan-bridge"."""
LEAST_IBAN = 10
"""Digits of an international number of a bank account: words in capitals have none."""
PLATE = r"(?=[A-Z\d -]{5})(?=[A-Z -]*\d)(?=[\d -]*[A-Z])[A-Z\d]{1,5}(?:[ -][A-Z\d]{1,5}){0,3}\b"
"""What stands on a number plate: capitals and digits."""


def without_contacts(text: str) -> str:
    """The text without what leads to a person; streets and places of events stay."""
    words = _words_in(text)
    if "+" in text or "(" in text or DIGITS.search(text):  # no number tells itself without one of them
        text = TELEPHONE.sub(TELEPHONE_NUMBER, IBAN.sub(_iban, text))
    text = E_MAIL.sub("[e-mail address]", text) if "@" in text else text
    for pattern, said in _patterns_for(text, words):
        text = pattern.sub(rf"\g<before>{said}", text)
    return _without_homes(text, words)


def _words_in(text: str) -> frozenset[str]:
    """The words of a text in small letters: without the first word of a phrase its pattern finds nothing."""
    return frozenset(map(str.casefold, WORD.findall(text)))


def _patterns_for(text: str, words: AbstractSet[str]) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns that a text with these words may hold, with what stands for what they find."""
    numbers, papers, plates = _number_patterns()
    if DIGIT.search(text):
        many = DIGITS.search(text) is not None
        if many and not words.isdisjoint(_heads("calling", "summoning")):
            yield numbers, TELEPHONE_NUMBER
        if many and not words.isdisjoint(_heads("paper")):
            yield papers, IDENTITY
        if not words.isdisjoint(_heads("plate")):
            yield plates, PLATED
    if not words.isdisjoint(_heads("site", "profile")):
        yield _accounts_pattern(), ACCOUNT


def _iban(match: re.Match[str]) -> str:
    return IDENTITY if sum(map(str.isdigit, match[0])) >= LEAST_IBAN else match[0]


def contacts_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text tells what leads to somebody, and what stands for these words wherever they recur.

    Only around them a text tells what they are: a quotation of them alone does not.
    """
    words = _words_in(text)
    if DIGITS.search(text):
        yield from ((*match.span(), TELEPHONE_NUMBER) for match in TELEPHONE.finditer(text))
        yield from ((*match.span(), IDENTITY) for match in IBAN.finditer(text) if _iban(match) == IDENTITY)
    for pattern, said in _patterns_for(text, words):
        for match in pattern.finditer(text):
            start, end = match.end("before"), match.end()
            if _recurs(text[start:end], said):
                yield start, end, said
    if DIGIT.search(text):
        homes = _homes_in(text, words)
        yield from ((start, end, HOME) for start, end in homes if DIGIT.search(text, start, end))


def _recurs(words: str, said: str) -> bool:
    """Whether words lead to somebody wherever they stand: "brenn_7", not "police" of "t.me/police"."""
    if said == ACCOUNT:
        return MARKED.search(words) is not None
    return said == PLATED or sum(map(str.isdigit, words)) >= LEAST_DIGITS


def _without_homes(text: str, words: AbstractSet[str]) -> str:
    """The text without the addresses at which somebody is said to live; streets of events stay."""
    parts, last = [], 0
    for start, end in _homes_in(text, words):
        parts += [text[last:start], HOME]
        last = end
    return "".join([*parts, text[last:]]) if parts else text


def is_home(text: str, start: int, end: int) -> bool:
    """Whether the words of a text from `start` to `end` are of an address where somebody is said to live."""
    first = max(0, start - LONGEST_HOME - LONGEST_ADDRESS)
    around = text[first : end + LONGEST_HOME]
    return any(
        home < end - first and start - first < stop for home, stop in _homes_in(around, _words_in(around))
    )


def _homes_in(text: str, words: AbstractSet[str]) -> list[tuple[int, int]]:
    """Where a text names the home of somebody, in order: the offsets of house number and street.

    A street without a number is a home only behind a verb or a noun for living: "lives on Elm Road".
    """
    ways = _heads("street", "way", "numbered", "before number")
    if words.isdisjoint(ways) and not any(each.endswith(_compounds()) for each in words):
        return []
    address, lives, lived_there, bare = _address_patterns()
    living = not words.isdisjoint(_heads("living", "dwelling"))
    found = [match.span("street") for match in bare.finditer(text)] if living else []
    for match in address.finditer(text) if DIGIT.search(text) else ():
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
    counted_way = r"\d{1,3}[A-Za-z]?(?=,? ?(?:No\b|#))"  # "Calle 45 No. 12-30"
    named_way = rf"(?i:{way}) (?:(?:[a-z]{{1,3}} ){{0,2}}{name}(?: {name}){{0,3}}|{counted_way})"
    compound = rf"(?:{name} ){{0,2}}[^\W\d_a-z][^\W\d_]{{2,30}}(?:{words['compound']})\b"
    named_street = rf"(?:(?:{name} ){{1,4}}(?i:{street})\b(?:\.(?=,))?|{compound})"
    numbered = r"(?:,? (?:No\.? ?|# ?)?"
    house = (
        rf"(?:{words['numbered']}) (?:[Nn]o\.? ?|[Nn]umber |# ?)\d{{1,5}}[A-Za-z]?"
        rf"(?:,? (?:{words['block']}) (?:[Nn]o\.? ?)?\d{{1,3}}\b)*"
    )
    address = (
        rf"\b(?:{number},? {named_street}|{number},? {named_way}|{house}"
        rf"|(?:{named_way}|{compound}|(?:{name} ){{1,3}}(?:{words['before number']})){numbered}{number}\b))"
    )
    owner = r"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)|['’]s)"
    of_name = rf"(?:{dwelling}) of (?:(?:the|[a-z]{{3,20}}) ){{0,2}}{name}(?: {name}){{0,3}}(?: family)?,?"
    of_family = rf"\bthe {name} (?:(?:family|family['’]s) )?(?:{dwelling})"
    owned = rf"(?:{owner} (?:\w+ )?(?:{dwelling})|\b{of_name}|{of_family}) (?:at|on|in)"
    lives = (
        rf"(?:\b(?:{living})|{owned}"
        rf"|(?:,|\b[Hh]e|\b[Ss]he|{name} {name}|\]) of)(?: (?i:the|flat|number|no\.?))?(?: \d+,)? \Z"
    )
    whose = rf"(?:the {name} family|(?:his|her|their|my|our) [a-z]|(?:[a-z]{{3,20}} ){{0,2}}{name} {name})"
    lived_there = (
        rf"(?:,? (?:in )?{name}(?: {name}){{0,2}}){{0,3}}(?:,? where (?:\w+ ){{1,3}}(?:{words['live']})\b"
        rf"|,? (?:which (?:is|was) )?(?:the|a|his|her|their) (?:family )?(?:{dwelling}) of {whose})"
    )
    bare = rf"(?:\b(?:{living})(?<! in)|{owned})(?: the)? (?P<street>{named_street}|\b{named_way})"
    return re.compile(address), re.compile(lives), re.compile(lived_there), re.compile(bare)


@cache
def _accounts_pattern() -> re.Pattern[str]:
    """Names of accounts behind the word for one, or in the address of one: "t.me/brenn_7"."""
    site, account, profile = (_words()[form] for form in ("site", "account", "profile"))
    marked = r"(?=[\w.]{0,40}[^\W\d_])[\w.]{0,38}[._\d][\w.]{0,38}\w"  # no word of a language, no number
    return re.compile(
        rf"(?P<before>\b(?i:{site})(?:['’]s)? (?i:{account})[ :,]{{1,2}}[\"“'‘@]{{0,2}}"
        rf"|(?<![\w.])(?:{profile})/@?)(?!(?:{profile})/)"
        rf"(?P<account>(?:(?<=/)|(?<=/@))[\w.]{{2,39}}\w|{marked})"
    )


@cache
def _number_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Numbers behind words for calling, for papers and accounts of banks, and for number plates.

    A word that has other senses too ("called", "mobile") tells a number right behind it, or behind a colon,
    "on", "at" or "number". No number of people or things is one: "call 1500000 reservists up".
    """
    calling, summoning, plate, counted = (
        _words()[form] for form in ("calling", "summoning", "plate", "counted")
    )
    counts = rf"(?![1-9]\d+(?:-\d+)? (?:[a-z]{{3,}}s|{counted})\b)"
    told = (
        rf"(?i:{calling})\b(?:[^\d\n.;]{{0,20}}?|[^\d\n.;]{{0,45}}? (?:on|at) )"
        rf"|(?i:{summoning})\b(?:[^\d\n.;]{{0,20}}?(?::|\b(?:on|at|number(?: is)?|no\.?)))? ?"
    )
    numbers = rf"(?P<before>\b(?:{told})(?:\[telephone number\] or )?){counts}{LOCAL}"
    plates = rf"(?P<before>\b(?i:{plate})\b(?: (?:number|no\.?|of|was|is|reading|bearing))?:? ){PLATE}"
    paper = _words()["paper"]
    behind = r"(?:[^\d\n.;A-Z]{0,12}|[^\n.;]{0,60}?\b(?i:number|no\.?)):? ?#?"
    papers = rf"(?P<before>\b(?i:{paper})\b{behind}){counts}{CODE}"
    return re.compile(numbers), re.compile(papers), re.compile(plates)


def names_somebody(words: Sequence[str], known: AbstractSet[str]) -> bool:
    """Whether a hashtag says that it is about one person: "JusticeForBrenn", but not "JusticeForAll".

    Args:
        words: those of the tag, as its capitals part them.
        known: names that stay, in small letters without accents, also as one word.
    """
    tag = plain_letters("".join(words))
    about = _tag_pattern().fullmatch(tag)
    if about is None:
        return False
    start, end = about.span("who" if about["who"] else "alive")
    lengths = list(accumulate((len(plain_letters(word)) for word in words), initial=0))
    apart = [plain_letters(word) for at, word in zip(lengths, words, strict=False) if start <= at < end]
    if not apart and (start < LEAST_FRAME or tag[start:].startswith(GROUPS)):
        return False  # "#freedom", "#justiceforthepeople"
    others = known | words_of_everybody()
    return tag[start:end] not in others and others.isdisjoint(apart)


def named_in_slug(address: str, known: AbstractSet[str]) -> bool:
    """Whether the path of an address has a given name with a surname of which nothing is known in public."""
    path = plain_letters(address).split("/", 3)[3:]
    for part in re.split(r"[/?&#=]", path[0]) if path else ():
        words = re.findall(r"[^\W\d_]+", part)
        for before, given, surname in zip(["", *words], words, words[1:], strict=False):
            unknown = known.isdisjoint((given, surname)) and before not in SAINTS
            if unknown and given in _given_names() and len(surname) >= LEAST_SURNAME:
                return True
    return False


def plain_letters(text: str) -> str:
    """The text in small letters without accents: "imamoglu" of "İmamoğlu"."""
    taken_apart = unicodedata.normalize("NFD", text.casefold().replace("ı", "i"))
    return "".join(each for each in taken_apart if not unicodedata.combining(each))


@cache
def _tag_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words()['tag']})(?P<who>\w{{3,60}})|(?P<alive>\w{{5,60}})(?:vive|vivra)(?!\w)")


@cache
def words_of_everybody() -> frozenset[str]:
    """Words that name nobody alone, in small letters without accents: "all", and countries and peoples."""
    lands = {plain_letters(word).replace(" ", "") for each in load_countries() for word in _names_of(each)}
    return frozenset(lands.union(_phrases()["everybody"]))


def _names_of(land: Country) -> tuple[str, ...]:
    return land.name, *land.names, *land.adjectives, *land.demonyms, *land.capitals


def is_given(word: str) -> bool:
    """Whether a word is a given name that is hardly ever anything else, however it is written."""
    return plain_letters(word) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    with (LEXICONS / "given_names.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(plain_letters(row["name"]) for row in csv.DictReader(file, strict=True))


@cache
def _heads(*forms: str) -> frozenset[str]:
    """The first word of each phrase of these forms."""
    return frozenset(WORD.findall(word.casefold())[0] for form in forms for word in _phrases()[form])


@cache
def _compounds() -> tuple[str, ...]:
    return tuple(word.casefold() for word in _phrases()["compound"])


@cache
def _words() -> Mapping[str, str]:
    """The words of each form, as the choices of a pattern."""
    return {form: "|".join(map(re.escape, words)) for form, words in _phrases().items()}


@cache
def _phrases() -> Mapping[str, Sequence[str]]:
    """The words of each form."""
    words: dict[str, list[str]] = {}
    with (LEXICONS / "contacts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            words.setdefault(row["form"], []).append(row["word"])
    return words
