"""The words that people write, as data: one TOML file and one frozen type for each kind of entry.

A file `lexicons/NAME.toml` holds `[[entry]]` tables. Every entry has `examples` in marked notation
(see `marked.py`), and `near_misses`: sentences in which the words stand and mean something else.
`proving.py` runs the real `read()` over both. Examples are not kept at run time. Words that several entries
share stand once, under `[lists]`, and entries name them: `not_objects = "@assault"`; the words of another
file's entry are named among others, in a list too: `never = ["life", "@measures/calamity"]`.

A finding's `rule` ends in the entry that made it: `cue/say`, `predicate/arrest`; `rule_of` builds it.
"""

from .countries import Country, load_countries, words_of_peoples
from .entries import (
    KINDS,
    Agency,
    AnswerWords,
    CountedWords,
    Cue,
    Entry,
    FieldWords,
    HedgeCue,
    Lexicon,
    MeasureWord,
    Number,
    NumberLabel,
    PageWord,
    PlaceWord,
    Predicate,
    Role,
    StateWords,
    TieWords,
    TimeWord,
    Unit,
    WordClass,
    rule_of,
)
from .loading import LEXICONS, entries_of, lexicon_digest, load_lexicon, read_entries
from .words import find_of_classes, word_class, words_of_form

__all__ = [
    "KINDS",
    "LEXICONS",
    "Agency",
    "AnswerWords",
    "CountedWords",
    "Country",
    "Cue",
    "Entry",
    "FieldWords",
    "HedgeCue",
    "Lexicon",
    "MeasureWord",
    "Number",
    "NumberLabel",
    "PageWord",
    "PlaceWord",
    "Predicate",
    "Role",
    "StateWords",
    "TieWords",
    "TimeWord",
    "Unit",
    "WordClass",
    "entries_of",
    "find_of_classes",
    "lexicon_digest",
    "load_countries",
    "load_lexicon",
    "read_entries",
    "rule_of",
    "word_class",
    "words_of_form",
    "words_of_peoples",
]
