"""Amounts: a case is one line, the words of the amount marked with what they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.marked import parse_marked

BOUNDS = [
    "[At least eight|at_least 8..] police officers were killed.",
    "The ministry counted [more than 3,800|more_than 3800..] arrests.",
    "[Up to three|at_most ..3] men were beheaded.",
    "The toll had gone up to [17|exact 17..17].",
    "The number of dead crept up to [17|exact 17..17] on Monday.",
    "The toll could go [up to 17|at_most ..17].",
    "[No fewer than 20|at_least 20..] boats sank.",
    "[Fewer than 50|less_than ..50] died.",
    "[Some 2,000|about 2000..2000] marched.",
    "[About 2,500|about 2500..2500] troops came.",
    "[Almost 400|about ..400] were taken to hospital.",
    "[Nearly two dozen|about ..24] villagers fled.",
    "[As many as 9,900|at_most ..9900] people were held.",
    "[Between 20 and 30|between 20..30] people were hurt.",
    "[20-30|between 20..30] people were hurt.",
    "Estimates of the dead vary [from 25 to 70|between 25..70].",
    "Fatalities – [3|exact 3..3]",
    "[From 20 to 30|between 20..30] people were hurt.",
    "[Three or four|between 3..4] shots were fired.",
    "He put the dead at [no fewer than 40 and no more than 60|between 40..60].",
    "[At least 40|at_least 40..] boats sank and [at most 60|at_most ..60] came home.",
    "[Four to five thousand|between 4000..5000] people came.",
    "[About 14-18|about 14..18] people came.",
    "[11,000+|at_least 11000..] people signed.",
    "[Forty or more|at_least 40..] boats sank.",
    "[At least another 12|at_least 12..] boats sank.",
]
NUMBERS = [
    "[1'000|exact 1000..1000] people marched.",
    "[1’500’000|exact 1500000..1500000] people fled.",
    "[Two and a half thousand million|exact 2500000000..2500000000] people use it.",
    "[Two thousand million|exact 2000000000..2000000000] people use it.",
    "[Dozens|vague 24..] of shops burned.",
    "[Tens of thousands|vague 10000..100000] of people marched.",
    "[Several hundred|vague 300..] people marched.",
    "[A handful|vague 3..] of protesters stayed.",
    "[A dozen|exact 12..12] shops burned.",
    "[Half a million|exact 500000..500000] people marched.",
    "[1.2 million|exact 1200000..1200000] people marched.",
    "The damage was put at [$3.5bn|exact 3500000000..3500000000].",
    "They sold [12m|exact 12000000..12000000] tonnes.",
    "The wall is [12|exact 12..12]m high.",
    "It took [3 1/2|exact 3.5..3.5] hours.",
    "[Two hundred and five|exact 205..205] people came.",
    "[Twenty-eight thousand six hundred|exact 28600..28600] people came.",
    "[5.135|exact 5135..5135] people were detained.",
    "Prices rose by [5.135 percent|exact 5.135..5.135].",
    "[12 384|exact 12384..12384] people were detained.",
    "The toll rose from [26|exact 26..26] to [164|exact 164..164].",
    "The toll rose to [164|exact 164..164] from [26|exact 26..26].",
    "The toll rose by [three|exact 3..3] to [34|exact 34..34].",
    "The toll rose by [20 to 30|between 20..30].",
    "The toll rose by [19|exact 19..19] to [34|exact 34..34].",
    "Deaths rose by [12 to 15|between 12..15] a day.",
    "Prices rose by [12 to 15|between 12..15] points.",
]
NOTHING = [
    "1e400 people were killed.",
    "10^500 people were killed.",
    "1,,000 people were killed.",
    "1/0 people were killed.",
    "5 to 3 people were killed.",
    pytest.param("9" * 400 + " million people were killed.", id="nines-million"),
    pytest.param("The ministry counted " + "9" * 23 + " billion people.", id="nines-billion"),
    pytest.param(",".join(["999"] * 120) + " million people fled.", id="groups-of-nines"),
    pytest.param("They lost $" + "9" * 400 + "bn.", id="nines-of-money"),
    "1. They came.\n2. They went.",
    "Women aged 25 to 54 were asked.",
    "It fell in the 2014-15 season.",
    "Box 99999999999999999999999999 stands there.",
    "In 2019 the talks failed.",
    "He lives at 419 Maple Street.",
    "It happened in the 800 block of the road.",
    "Call 555-0142 or write to a40@example.org.",
    "The brothers, 18 and 20, fled.",
    "Ann Doe, 43, fled.",
    "They won 2-1 on Sunday.",
    "The 22nd amendment stands.",
    "It stood between 2nd Street and 14th Avenue.",
    "It was the 1970s.",
    "He flew the S23 to the COVID-19 ward.",
    "No one was hurt.",
    "They met at 8:15 on May 14.",
]


@pytest.mark.parametrize("source", BOUNDS + NUMBERS + NOTHING)
def test_amounts(source, read_text):
    marked = parse_marked(source)
    found = {
        (a.start, a.end, f"{a.bound} {_end(a.low)}..{_end(a.high)}") for a in read_text(marked.text).amounts
    }
    wanted = {
        (mark.start, mark.end, mark.role + (f":{mark.value}" if mark.value else "")) for mark in marked.marks
    }
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Of the dead, a doctor said, 71 were young women.", "young women"),
        ("Eight police officers were killed.", "police officers"),
        ("Dozens of protesters died.", "protesters"),
        ("It cost $40.", "$"),
        ("It fell 40 percent.", "percent"),
        ("The wall is 12m high.", "m"),
        ("300 were injured.", None),
    ],
)
def test_the_unit_is_as_written(text, unit, read_text):
    assert [amount.unit for amount in read_text(text).amounts] == [unit]


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("The share rose 6.5%.", "up"),
        ("The share was down 19 cents.", "down"),
        ("The toll climbed to 164.", "up"),
        ("He gave up 19 posts.", None),
        ("The share moved +0.2%.", "up"),
    ],
)
def test_the_way_it_went(text, trend, read_text):
    assert [amount.trend for amount in read_text(text).amounts] == [trend]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "at",
                "least",
                "8",
                "-",
                "1,000",
                "million",
                "of",
                "dozens",
                "(",
                ")",
                "$",
                "%",
                "3.5",
                "1/2",
                "two",
                "one",
                "é",
                "🙂",
                "\n",
                ".",
            ]
        )
    )
)
def test_every_quote_is_the_text(read_text, words):
    text = " ".join(words)
    for amount in read_text(text).amounts:
        assert text[amount.start : amount.end] == amount.quote != ""


def _end(value):
    return "" if value is None else f"{value:.10g}"
