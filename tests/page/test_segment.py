"""The parts of a text. A case is a text in marked notation: what bears no mark is a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.marked import Mark, draw_marked, parse_marked
from reportedly.page.documents import make_document
from reportedly.page.segment import segment_at, split_segments

LEAD = "The bridge over the northern bay fell on Monday, the governor of the province said."
REST = "Two drivers were hurt and one is still missing, and divers went into the water at noon."


def draw(text: str, **fields: object) -> str:
    """The text with all its segments drawn in but plain paragraphs."""
    segments = split_segments(text, **fields)  # type: ignore[arg-type]
    return draw_marked(text, [Mark(s.start, s.end, s.kind) for s in segments if s.kind != "paragraph"])


@pytest.mark.parametrize(
    "marked",
    [
        f"[By Rita Olsen|byline]\n\n{LEAD}",
        f"[BY RITA OLSEN AND TOM BERG, Morning Paper|byline]\n\n{LEAD}",
        f"[RITA OLSEN WRITES —|byline] {LEAD}",
        f"{LEAD}\n\n{REST}\n\n[(Reporting by Rita Olsen; Editing by Tom Berg)|byline]",
        f"By Monday evening\n\n{LEAD}".replace("\n\n", " "),
        f"[BERGEN, March 4 (Reuters) -|dateline] {LEAD}",
        f"[BERGEN (AP) —|dateline] {LEAD}",
        f"[NAIROBI, Kenya (AP) _|dateline]\n\n{LEAD}",
        f"[Bergen, Norway, 4 March (NPN) --|dateline] {LEAD}",
        f"[LOS ANGELES -|dateline] {LEAD}",
        f"[BERGEN:|dateline] {LEAD}",
        f"UPDATE: {LEAD}",
        f"REPORTER: {LEAD}\n\nMAYOR: {REST}\n\nREPORTER: {LEAD}",
        f"[14:10|dateline] {LEAD}\n\n[13.42|dateline] {REST}\n\n[9:05 am -|dateline] {LEAD}",
        f"14:10 {LEAD}\n\n{REST}",
        f"{LEAD}\n\nRESPONSE\n\n{REST}",
        f"Well-known - {LEAD}",
        f"[March 4, 2021|dateline]\n\n{LEAD}",
        f"[Published: Thursday, 4 March 2021 10:12 GMT|dateline]\n\n{LEAD}",
        f"[Bridge falls into bay|title]\n\n{LEAD}",
        f"[Bridge falls into bay|title]\n[By Rita Olsen|byline]\n\n{LEAD}".replace("]\n[By", "]\n\n[By"),
        f"{LEAD}\n\n[Divers near the pillar, Rita Olsen/Morning Paper|caption]\n\n{REST}",
        f"{LEAD}\n\n[Divers enter the bay on Tuesday. (Rita Olsen/NPN)|caption]\n\n{REST}",
        f"{LEAD}\n\n[A soldier holding a rope in both hands|caption]\n\n{REST}",
        f"{LEAD}\n\n[The governor, Tom Berg, speaking to people in the harbour.|caption]\n\n{REST}",
        f"{LEAD}\n\nThe governor and/or the mayor will speak.\n\n{REST}",
        f"{LEAD}\n\nThe governor spoke, promising help to all.\n\n{REST}",
        f"{LEAD}\n\n[Advertisement|furniture]\n\n{REST}",
        f"{LEAD}\n\n[READ MORE: How the pillar was built|furniture]\n\n{REST}",
        f"{LEAD}\n\n[> We had warned them.|quote_block]\n\n{REST}",
        f"{LEAD}\n\n[2 Comments|furniture]\n\n[I crossed it an hour before.|comment]\n\n[So did I.|comment]",
        f"{LEAD}\n\n{REST}\n\n  [1. I crossed it.|comment]\n\n    [It shook.|comment]\n\n"
        "  [2. So did I.|comment]\n\n[Leave a Reply|furniture]\n\n[Name|furniture]",
        f"{LEAD}\n\nThe governor named two causes.\n\n 1. The current.\n\n 2. The weight.",
    ],
)
def test_parts(marked: str) -> None:
    assert draw(parse_marked(marked).text) == marked


def test_the_title_that_is_given() -> None:
    assert draw(f"Bridge falls.\n\n{LEAD}", title="Bridge falls") == f"[Bridge falls.|title]\n\n{LEAD}"
    joined = f"Bridge falls into bay {LEAD}"
    assert draw(joined, title="Bridge falls into bay") == f"[Bridge falls into bay|title] {LEAD}"
    assert draw(LEAD, title="The bridge") == LEAD


def test_an_author_that_is_given() -> None:
    text = f"Rita Olsen\n\n{LEAD}\n\n{REST}\n\nRita Olsen is a reporter for the Morning Paper."
    assert draw(text, authors=("Rita Olsen",)) == (
        f"[Rita Olsen|byline]\n\n{LEAD}\n\n{REST}\n\n[Rita Olsen is a reporter for the Morning Paper.|byline]"
    )


def test_a_person_in_the_news_is_no_author() -> None:
    text = f"By Rita Olsen\n\n{LEAD}\n\nTom Berg is a reporter for the Morning Paper."
    assert draw(text) == f"[By Rita Olsen|byline]\n\n{LEAD}\n\nTom Berg is a reporter for the Morning Paper."


def test_comments_know_their_authors() -> None:
    text = (
        f"{LEAD}\n\n3 Comments\n\nrita_o says:\nMarch 4, 2021 at 10:12 am\n\nI crossed it.\n\n"
        "Tom Berg on March 5, 2021\n\nSo did I.\n\n1. Nobody asked."
    )
    said = {text[s.start : s.end]: (s.author, s.when) for s in split_segments(text) if s.kind == "comment"}
    assert said["I crossed it."] == ("rita_o", "2021-03-04")
    assert said["So did I."] == ("Tom Berg", "2021-03-05")
    assert said["1. Nobody asked."] == (None, None)


TEXTS = st.lists(
    st.sampled_from(
        [LEAD, REST, "By Rita Olsen", "3 Comments", "Leave a Reply", "X says:", "May 4, 2021", "(a/b)"]
    )
    | st.text(max_size=40),
    max_size=8,
).map("\n\n".join)


@given(TEXTS)
def test_segments_hold_all_that_is_visible_in_order(text: str) -> None:
    last = 0
    for segment in split_segments(text, title="By", authors=("Rita Olsen",)):
        assert last <= segment.start < segment.end
        assert not text[last : segment.start].strip()
        last = segment.end
    assert not text[last:].strip()


def test_the_segment_at_an_offset() -> None:
    document = make_document(f"{LEAD}\n\nAdvertisement")
    assert segment_at(document, 0) == document.segments[0]
    assert segment_at(document, len(LEAD) + 1) == document.segments[0]
    assert segment_at(document, len(LEAD) + 2) == document.segments[1]
    assert segment_at(make_document(""), 0) is None
