"""What stays open in a text: marks without their counterpart, sentences without an end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


def test_an_unclosed_mark_that_is_repeated_is_no_open_question(read_text: Read) -> None:
    text = "“The dam broke,” Ana Ruiz said. “We ran.\n\n“Nobody had warned us.”"
    assert "quotation_unclosed" not in {notice.code for notice in read_text(text).notices}


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("“The dam broke, she said. It rained.", "quotation_unclosed", "“"),
        ("The dam broke,” she said. It rained.", "quotation_unopened", "”"),
        ("La digue a rompu », a dit Ruiz.", "quotation_unopened", "»"),
        ("the army said nine men died " * 12, "sentences_open", "the army said nine men died " * 12),
    ],
)
def test_what_stays_open_is_said(text: str, code: str, quote: str, read_text: Read) -> None:
    notices = {notice.code: notice.quote for notice in read_text(text).notices}
    assert notices[code].strip() == quote.strip()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["»Nein«, sagte er.", "”Nej”, sa han.", "«Oui», dit-il.", "„Nein“, sagte er."]
)
def test_marks_of_other_languages_leave_nothing_open(text: str, read_text: Read) -> None:
    codes = {notice.code for notice in read_text(text).notices}
    assert codes.isdisjoint({"quotation_unclosed", "quotation_unopened"})
