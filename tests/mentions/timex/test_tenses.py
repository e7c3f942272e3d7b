"""The tense of the clause that a time stands in; the time is the marked word."""

from __future__ import annotations

import pytest

from reportedly.language.parse import Parser
from reportedly.lexicon import Lexicon
from reportedly.marked import parse_marked
from reportedly.mentions.timex.tenses import clauses_of
from reportedly.page.documents import make_document


@pytest.mark.parametrize(
    "source",
    [
        "They met on [Friday|past].",
        "They will meet on [Friday|future].",
        "They have met since [Friday|past].",
        "They are expected to meet on [Friday|future].",
        "The talks, announced [Friday|past], were short.",
        "The talks were put off until [Friday|future].",
        "They had not met until [Friday|past].",
        "They planned a march on [Friday|future].",
        "On [Friday|past] they planned a march.",
        "He said he would return on [Friday|future].",
        "They will look at [Friday|present]'s vote.",
        "The vote of [Friday|present] will be looked at.",
        "The march had been planned since [Friday|past].",
        "He is due in court on [Friday|future].",
        "They announced a march on [Friday|future].",
        "They have called for a general strike on [Friday|future].",
        "They called for calm on [Friday|called].",
        "On [Friday|past] they announced a march.",
        "They announced the arrest of two men on [Friday|past].",
    ],
)
def test_tense(source: str, lexicon: Lexicon, parser: Parser) -> None:
    marked = parse_marked(source)
    clauses = clauses_of(parser.parse(make_document(marked.text)), lexicon)
    assert clauses.tense_at(marked.marks[0].start).of == marked.marks[0].role
