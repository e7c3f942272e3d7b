"""What a line of a brief says: nothing twice, no signs of Markdown, no single word of a sentence."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading
from reportedly.views.brief import make_brief
from reportedly.views.lines import short
from reportedly.views.writing import write_text

ReadText = Callable[..., Reading]


def test_a_quotation_of_a_claim_is_no_line_of_its_own(read_text: ReadText) -> None:
    reading = read_text('"We have three bodies here," said Ana Brenn. "Eleven weavers are in a bad way."')
    said = [line.words for voice in make_brief([reading]).voices for line in voice.lines]
    assert len([words for words in said if "Eleven" in words]) == 1


def test_signs_of_markdown_are_not_quoted() -> None:
    assert short("> The mill burned.\n> Nine died.") == "The mill burned. Nine died."
    assert short("## The mill burned") == "The mill burned"
    assert short("More than > 9 and #4 died") == "More than > 9 and #4 died"


def test_background_of_years_before_comes_last(read_text: ReadText) -> None:
    old = read_text("In 1970 a cyclone killed 900 people in Chittagong.", name="old")
    new = read_text("Soldiers shot two weavers dead in Gdynia on Monday.", name="new", published="2022-01-06")
    readings = [old, new]
    brief = make_brief(readings, collection=join_readings(readings, "2026-01-01T00:00:00Z"))
    assert [line.words for line in brief.happened][-1].startswith("In 1970")


def test_who_calls_a_charge_false_calls_it_so(read_text: ReadText) -> None:
    reading = read_text('The mayor called the allegation "baseless".')
    assert "mayor called: “the allegation" in write_text(make_brief([reading]))


def test_a_sum_stands_behind_the_numbers_that_are_told(read_text: ReadText) -> None:
    reading = read_text(
        "The mission verified the deaths of 14 weavers and of six dyers.", published="2022-01-06"
    )
    lines = make_brief([reading], collection=join_readings([reading], "2026-01-01T00:00:00Z")).figures
    assert [line.range for line in lines] == ["14", "6", "20, in sum"]
