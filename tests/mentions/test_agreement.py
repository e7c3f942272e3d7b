"""What the names of one text say for one another."""

from __future__ import annotations

import pytest

from reportedly.language.parse import load_parser
from reportedly.lexicon import load_lexicon
from reportedly.marked import parse_marked
from reportedly.mentions.places import find_places
from reportedly.page.documents import make_document


@pytest.mark.parametrize(
    "marked",
    [
        "A bomb killed five men on the road between [Gao|place] and [Ansongo|place].",
        "The talks between Clinton and Putin failed.",
        "Hillary Clinton and Ann Nelson met. The talks between Clinton and Nelson failed.",
        "Five men died in [Mali|place]. [Bamako|place] declared two days of mourning.",
        "Arrests were made in [Van|place]; others in [Mus|place] and [Bitlis|place].",
        "Two men died in [Pakistan|place]. Imran Lahore, a baker, saw it.",
    ],
)
def test_names_that_others_make_places(marked: str) -> None:
    parsed = parse_marked(marked)
    document = make_document(parsed.text)
    places = find_places(document, load_parser().parse(document), load_lexicon())
    assert [(place.start, place.end) for place in places] == [(mark.start, mark.end) for mark in parsed.marks]
