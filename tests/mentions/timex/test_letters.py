"""The row of letters that the rules for times are matched on."""

from __future__ import annotations

import spacy

from reportedly.lexicon import Lexicon
from reportedly.mentions.timex.letters import LETTERS, NEEDS, row_of, vocabulary_of
from reportedly.mentions.timex.rules import PATTERNS
from reportedly.mentions.timex.tenses import FORMS, clauses_of


def letters(text: str, lexicon: Lexicon) -> str:
    return row_of(text, clauses_of(spacy.blank("en")(text), lexicon), vocabulary_of(lexicon)).letters


def test_every_form_and_need_of_the_lexicon_is_known(lexicon: Lexicon) -> None:
    assert {entry.form for entry in lexicon.times} <= {*LETTERS, *FORMS}
    assert {need for entry in lexicon.times for need in entry.needs} <= set(NEEDS)


def test_every_letter_stands_for_one_form() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert not set("dyn80~^_") & set(LETTERS.values())


def test_every_pattern_has_a_name_and_a_rule() -> None:
    assert all(name.isidentifier() and callable(resolve) for name, _, resolve in PATTERNS)


def test_a_date_is_a_row_of_letters(lexicon: Lexicon) -> None:
    assert letters("On January 5, 2022", lexicon) == "wMd,y"


def test_a_phrase_has_its_letter_at_the_first_piece(lexicon: Lexicon) -> None:
    assert letters("10 a.m.", lexicon) == "dA___"


def test_words_that_are_no_time_leave_one_piece_at_most(lexicon: Lexicon) -> None:
    assert letters("Two old men of the town went home in 1991 with much noise", lexicon) == "~Iy~"


def test_a_text_without_a_parse_is_read_by_its_words(lexicon: Lexicon) -> None:
    assert letters("second thousand Tuesday soon offifth noon May 5", lexicon).endswith("Md")
