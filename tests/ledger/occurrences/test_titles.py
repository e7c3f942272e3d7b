"""A title takes no side: neutral words where a report has any, else the words with whose they are."""

from __future__ import annotations

import pytest

from reportedly.ledger.occurrences.titles import _start_of_sentence, in_marks, is_loaded, quoted_in

from ..counts_by_hand import count, joined
from ..samples import Written


def titles(*told: tuple[str, tuple[str, str] | None]) -> set[str]:
    readings = [
        count(f"d{n}", "2022-01-07", words, "killed", 26, 26, by=by) for n, (words, by) in enumerate(told)
    ]
    return {each.title for each in joined(*readings).occurrences}


def test_neutral_words_come_first() -> None:
    union, ministry = ("Union", "union"), ("Interior Ministry", "kaz-interior-ministry")
    assert titles(
        ("26 terrorists were liquidated at the mill by police", ministry), ("26 people were killed", union)
    ) == {"26 people were killed"}


def test_a_bare_number_is_a_title_only_where_nothing_says_more() -> None:
    assert titles(("26 killed", None), ("The mill burned and 26 people died in it", None)) == {
        "The mill burned and 26 people died in it"
    }
    assert titles(("26 killed", None)) == {"26 killed"}


def test_words_that_begin_with_their_verb_are_a_title_only_where_nothing_says_who() -> None:
    assert titles(
        ("were killed on the hill at dawn, 26 in all", None), ("26 people died on the hill", None)
    ) == {"26 people died on the hill"}
    assert titles(("killing 26 people on the hill", None)) == {"killing 26 people on the hill"}


def test_a_part_is_a_title_only_where_nothing_tells_the_whole() -> None:
    assert titles(
        ("more than 26 of the dead were found on the hill", None), ("26 people died on the hill", None)
    ) == {"26 people died on the hill"}
    assert titles(("26 of the dead were children", None)) == {"26 of the dead were children"}


def test_words_that_take_a_side_stand_with_whose_they_are() -> None:
    ministry = ("Interior Ministry", "kaz-interior-ministry")
    assert titles(("26 terrorists were liquidated", ministry)) == {
        "“26 terrorists were liquidated” (Interior Ministry)"
    }


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("“26 bandits fled” (Interior Ministry)", "26 bandits fled"),
        ("26 people fled", "26 people fled"),
        ("“Fire” was heard", "“Fire” was heard"),
    ],
)
def test_the_words_of_a_title(title: str, words: str) -> None:
    assert quoted_in(title) == words


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("26 people fled", "“26 people fled”"),
        ("“26 bandits fled” (Union)", "“26 bandits fled” (Union)"),
        ("Disputed: nobody fled", "Disputed: nobody fled"),
    ],
)
def test_a_title_among_other_words(title: str, shown: str) -> None:
    assert in_marks(title) == shown


def test_what_takes_a_side() -> None:
    assert is_loaded("The Terrorists fled")
    assert not is_loaded("Terence fled from the territory")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("The port conceded", "The port conceded that the pier had been closed"),
        (
            "The port conceded that the pier had been",
            "The port conceded that the pier had been",
        ),
    ],
)
def test_what_is_told_by_its_beginning_alone_has_its_sentence(words: str, title: str) -> None:
    page = Written(
        "A storm hit Nantes. The port conceded that the pier had been closed. Ferries wait.", "one"
    )
    page.event(words, "CONCEDE", "conceded")
    assert [each.title for each in joined(page.reading()).occurrences] == [title]


@pytest.mark.parametrize("before", ["", "It rained. ", "It rained.\n\n", "Why? ", f"{'It rained. ' * 300}"])
@pytest.mark.parametrize("length", [1, 40, 400])
def test_a_sentence_begins_behind_the_one_before_it(before: str, length: int) -> None:
    text = before + "on and " * length
    assert _start_of_sentence(text, len(text)) == len(before)
