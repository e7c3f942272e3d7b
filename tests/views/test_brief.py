from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from reportedly.page.documents import make_document
from reportedly.privacy import KEEP_NAMES, pseudonyms_of
from reportedly.records import (
    Actor,
    Amount,
    Certainty,
    Claim,
    Claimant,
    Document,
    Event,
    Extent,
    Figure,
    Notice,
    Reading,
    SegmentKind,
    Status,
    When,
)
from reportedly.views.brief import make_brief
from reportedly.views.writing import WRITERS, write_html, write_json, write_markdown, write_text

TEXT = (
    "The interior ministry said at least eight guards were killed. Residents said, without offering "
    "evidence, that soldiers fled. Troops arrived in Almaty. Reader: nobody fled."
)
DOCUMENT = make_document(
    TEXT, name="d1", publisher="The Daily", published="2022-01-06", url="https://daily.example/1"
)


def extent(words: str) -> Extent:
    start = TEXT.index(words)
    return Extent(start, start + len(words), words)


def claim(
    name: str, words: str, *, who: str, certainty: Certainty = "reported", segment: SegmentKind = "paragraph",
    distance: str | None = None, document: Document = DOCUMENT,
) -> Claim:  # fmt: skip
    whole = extent(words)
    claimant = Claimant(who, None, "organisation", None, None)
    return Claim(
        name, document.id, "cue/say", whole.start, whole.end, words, (), (), (whole,), claimant, (),
        "asserts",
        False, certainty, distance, None, segment,
    )  # fmt: skip


def event(name: str, words: str, *, day: str, status: Status = "actual", claim: str | None = None) -> Event:
    whole = extent(words)
    return Event(
        name, "d1", "predicate/x", whole.start, whole.end, words, whole, "MOBILIZE", None, (), (), (), None,
        When(day, day, "day", "stated"), status, claim, "asserted", "paragraph",
    )  # fmt: skip


MINISTRY = claim(
    "c1", "The interior ministry said at least eight guards were killed", who="interior ministry"
)
RESIDENTS = claim(
    "c2", "soldiers fled", who="Residents", certainty="unconfirmed", distance="without offering evidence"
)
COMMENT = claim("c3", "nobody fled", who="Reader", segment="comment")
EIGHT = extent("at least eight guards were killed")
FIGURE = Figure(
    "f1", "d1", "r", EIGHT.start, EIGHT.end, EIGHT.quote, "a1", 8, None, "at_least", "killed", "guards",
    None, None,
    None, None, "c1", "reported", "paragraph",
)  # fmt: skip
AMOUNT = Amount(
    "a1", "d1", "r", EIGHT.start, EIGHT.start + 14, "at least eight", 8, None, "at_least", None, "guards"
)
ARRIVED = event("e1", "Troops arrived in Almaty", day="2022-01-05")
FLED = event("e2", "soldiers fled", day="2022-01-04", claim="c2")
READING = Reading(
    DOCUMENT, (), (), (), (AMOUNT,), (), (MINISTRY, RESIDENTS, COMMENT),
    (ARRIVED, replace(FLED, certainty="unconfirmed")),
    (FIGURE,), (Notice("n1", "d1", "time_open", "this time could not be settled", 0, 3, "The"),),
)  # fmt: skip


def test_each_thing_stands_in_its_section() -> None:
    brief = make_brief([READING])
    assert [(line.measure, line.range, line.group, line.who) for line in brief.figures] == [
        ("killed", "at least 8", "guards", "interior ministry")
    ]
    assert [line.words for line in brief.happened] == ["Troops arrived in Almaty"]
    assert [line.who for line in brief.happened] == ["The Daily"]
    assert {line.who for line in brief.unsettled} == {"Residents"}
    assert [voice.who for voice in brief.comments] == ["Reader"]
    assert "Reader" not in {voice.who for voice in brief.voices}
    assert brief.open == ("this time could not be settled: “The”",)


def test_distance_is_kept_with_what_it_is_kept_from() -> None:
    assert "(the outlet: “without offering evidence”)" in write_text(make_brief([READING]))


def test_every_mark_leads_to_its_words() -> None:
    brief = make_brief([READING])
    for passage in brief.passages:
        assert TEXT[passage.start : passage.end] == passage.quote
    given = {passage.mark for passage in brief.passages}
    spoken = [line for voice in (*brief.voices, *brief.comments) for line in voice.lines]
    lines = [*brief.figures, *brief.happened, *brief.unsettled, *spoken]
    assert given == {mark for line in lines for mark in line.marks}
    page = write_html(brief)
    assert all(f'id="w{mark}"' in page and f'href="#w{mark}"' in page for mark in given)
    markdown = write_markdown(brief)
    assert all(f'<a id="w{mark}">' in markdown and f"](#w{mark})" in markdown for mark in given)


def test_events_come_in_order_of_time() -> None:
    early = replace(
        ARRIVED, id="e0", start=0, end=3, quote="The", when=When("2022-01-02", "2022-01-02", "day", "stated")
    )
    brief = make_brief([replace(READING, events=(ARRIVED, early))])
    assert [line.when for line in brief.happened] == ["2022-01-02", "2022-01-05"]


def test_what_is_only_announced_or_denied_is_no_event_that_happened() -> None:
    for status in ("future", "demanded", "threatened", "possible", "negated"):
        told = replace(ARRIVED, status=status)
        brief = make_brief([replace(READING, events=(told,))])
        assert brief.happened == ()
        assert (brief.unsettled if status == "negated" else brief.to_come)[
            -1
        ].words == "Troops arrived in Almaty"


def test_ten_outlets_with_one_sentence_of_one_claimant_are_one_line_with_ten_marks() -> None:
    readings = []
    for number in range(10):
        document = replace(DOCUMENT, id=f"d{number}", publisher="The Daily")
        readings.append(
            replace(
                READING, document=document, figures=(replace(FIGURE, id=f"f{number}", document=document.id),)
            )
        )
    brief = make_brief(readings)
    assert len(brief.figures) == 1
    assert len(brief.figures[0].marks) == 10


def test_private_names_stand_nowhere_in_a_brief() -> None:
    person = Actor("p1", "d1", "r", 0, 3, "Residents", "Residents", "k", "person", None, None, True)
    reading = replace(READING, actors=(person,))
    for write in WRITERS.values():
        assert "Residents" not in write(make_brief([reading], pseudonyms_of([reading])))
        assert "Residents" in write(make_brief([reading], KEEP_NAMES))


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> [x](javascript:alert(1))"


def test_hostile_words_are_only_words() -> None:
    document = replace(DOCUMENT, text=HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    told = Extent(0, len(HOSTILE), HOSTILE)
    hostile = replace(
        MINISTRY, start=0, end=len(HOSTILE), quote=HOSTILE, content=(told,), distance=HOSTILE,
        claimant=Claimant(HOSTILE, None, None, None, None), channel=(HOSTILE,),
    )  # fmt: skip
    reading = Reading(document, (), (), (), (), (), (hostile,), (), (), (Notice("n", "d1", "c", HOSTILE),))
    page = write_html(make_brief([reading]))
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert not re.search(r"(?<!\\)\]\(javascript", write_markdown(make_brief([reading])))


def test_the_page_asks_for_nothing_else() -> None:
    page = write_html(make_brief([READING]))
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|base)\b|@import|url\(", page)


def test_json_is_the_brief_field_by_field() -> None:
    told = json.loads(write_json(make_brief([READING])))
    assert told["figures"][0]["range"] == "at least 8"
    assert told["passages"][0]["quote"]


@pytest.mark.parametrize("form", WRITERS)
def test_a_document_with_nothing_in_it(form: str) -> None:
    empty = Reading(make_document("", name="empty"), (), (), (), (), (), (), (), (), ())
    assert WRITERS[form](make_brief([empty]))
