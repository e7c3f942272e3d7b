"""Numerals: numbers by themselves, as they are written."""

from __future__ import annotations

import pytest

from reportedly.mentions.numerals import load_grammar, value_of_digits


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1,307,000", 1_307_000, 1_307_000),
        ("1.234.567", 1_234_567, 1_234_567),
        ("12\u202f384", 12_384, 12_384),
        ("2½", 2.5, 2.5),
        ("1/16", 0.0625, 0.0625),
        ("25k", 25_000, 25_000),
        ("3.5bn", 3.5e9, 3.5e9),
        ("twenty-eight", 28, 28),
        ("two hundred and five", 205, 205),
        ("sixty-six million three hundred thousand", 66_300_000, 66_300_000),
        ("half a dozen", 6, 6),
        ("one and a half million", 1_500_000, 1_500_000),
        ("a million and a half", 1_500_000, 1_500_000),
        ("a quarter of a million", 250_000, 250_000),
        ("three quarters of a million", 750_000, 750_000),
        ("a hundred and forty", 140, 140),
        ("a hundred and six thousand", 106_000, 106_000),
        ("a hundred thousand", 100_000, 100_000),
        ("a thousand and twenty", 1_020, 1_020),
        ("4,30,000", 430_000, 430_000),
        ("2,15,40,000", 21_540_000, 21_540_000),
        ("tens of thousands", 10_000, 100_000),
        ("a few thousand", 3_000, None),
        ("dozens", 24, None),
    ],
)
def test_a_numeral_is_worth(text, low, high, lexicon):
    found = [(n.start, n.end, n.low, n.high) for n in load_grammar(lexicon).find(text)]
    assert found == [(0, len(text), pytest.approx(low), high if high is None else pytest.approx(high))]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("four or five thousand", [4, 5_000]),
        ("nineteen eighty-four", [19, 84]),
        ("12m high", [12]),
        ("12m tonnes", [12e6]),
        ("the dozen", [12]),
        ("dozen", []),
        ("half of a team", [0.5]),
        ("rows 4,30,12", [4, 30, 12]),
    ],
)
def test_what_is_one_numeral_and_what_two(text, values, lexicon):
    assert [numeral.low for numeral in load_grammar(lexicon).find(text)] == values


def test_a_division_by_nothing_is_nothing():
    assert value_of_digits("1/0") == 0
