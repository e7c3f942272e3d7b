from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.language.columns import columns_of
from reportedly.language.parse import Parser
from reportedly.page.documents import make_document

TEXT = (
    "“The police’s men — 12 of them —\nleft”, he said. They weren't seen.\n\n  Leave a Reply\n\nSnow 🙂 fell."
)


def assert_as_the_tokens_say(parser: Parser, text: str) -> None:
    doc = parser.parse(make_document(text))
    columns = columns_of(doc)
    found = zip(
        columns.texts, columns.lowers, columns.lemmas, columns.tags, columns.pos, columns.labels,
        columns.entities, columns.heads, columns.starts, columns.begins, columns.spaces, strict=True,
    )  # fmt: skip
    for token, row in zip(doc, found, strict=True):
        assert row == (
            token.text, token.lower_, token.lemma_, token.tag_, token.pos_, token.dep_,
            token.ent_type_, token.head.i, token.idx, bool(token.is_sent_start), bool(token.whitespace_),
        )  # fmt: skip


def test_the_columns_say_what_the_tokens_say(parser: Parser) -> None:
    assert_as_the_tokens_say(parser, TEXT)


def test_a_document_without_tokens(parser: Parser) -> None:
    assert_as_the_tokens_say(parser, "")


def test_columns_are_made_once_and_for_their_own_document(parser: Parser) -> None:
    doc, other = parser.parse(make_document(TEXT)), parser.parse(make_document("Rain."))
    other.user_data.update(doc.user_data)
    assert columns_of(doc) is columns_of(doc)
    other.user_data.update(doc.user_data)
    assert columns_of(other).texts == ["Rain", "."]


def test_names_in_the_plural_are_looked_up_by_the_singular_too(parser: Parser) -> None:
    doc = parser.parse(make_document("The Kazakhs met two ministers."))
    keys = columns_of(doc).keys
    assert ("kazakhs", "kazakh") in keys
    assert ("ministers", "minister") in keys


def test_each_key_has_its_places(parser: Parser) -> None:
    columns = columns_of(parser.parse(make_document(TEXT)))
    places = {(place, key) for place, keys in enumerate(columns.keys) for key in keys}
    assert {(place, key) for key, found in columns.places.items() for place in found} == places
    assert all(found == sorted(set(found)) for found in columns.places.values())


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=120))
def test_any_text(parser: Parser, text: str) -> None:
    assert_as_the_tokens_say(parser, text)
