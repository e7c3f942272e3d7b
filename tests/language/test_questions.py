"""Questions: those that ask whether, and those that take it for granted and ask who or why."""

from __future__ import annotations

import pytest

from reportedly.language.clauses import tree_of
from reportedly.language.parse import Parser
from reportedly.language.questions import asks_whether, is_question, takes_for_granted
from reportedly.page.documents import make_document


@pytest.mark.parametrize(
    ("text", "whether", "granted"),
    [
        ("Did the army kill the farmers?", True, False),
        ("Were the farmers shot and killed?", True, False),
        ("Who killed the farmers?", False, True),
        ("Why did the army kill the farmers?", False, True),  # a helper before its subject, too
        ("What if the army killed the farmers?", False, False),
        ("The army killed the farmers?", False, False),
    ],
)
def test_what_a_question_asks(text: str, whether: bool, granted: bool, parser: Parser) -> None:
    tree = tree_of(parser.parse(make_document(text)))
    verb = max(place for place in range(len(tree.tokens)) if tree.tokens[place].lemma_ == "kill")
    assert is_question(tree, verb)
    assert (asks_whether(tree, verb), takes_for_granted(tree, verb)) == (whether, granted)


def test_a_statement_asks_nothing(parser: Parser) -> None:
    assert not is_question(tree_of(parser.parse(make_document("Nor did the army kill them."))), 0)
