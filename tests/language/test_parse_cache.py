from __future__ import annotations

import numpy
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from reportedly.examples import example_documents
from reportedly.language.parse import DEFAULT_MODEL, Parser, load_parser
from reportedly.language.parse_cache import parse_cache_of
from reportedly.page.documents import make_document
from reportedly.page.fetch import Page, find_pages

EVERYTHING = [
    "ORTH", "SPACY", "HEAD", "DEP", "TAG", "POS", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE", "SENT_START",
]  # fmt: skip
ODD = ["", " ", "No.", "It's\n  12 😀 men", "word " * 900, "Leave a Reply", "a" * 700, "Nur-Sultan (Astana)"]


def all_of(doc: Doc) -> list[list[int]]:
    return numpy.asarray(doc.to_array(EVERYTHING)).tolist()


@pytest.fixture(scope="module")
def without() -> Parser:
    fresh = load_parser.__wrapped__()
    fresh._seen = None
    return fresh


def test_a_passage_that_was_seen_has_the_same_parse_in_all_things(without: Parser) -> None:
    fresh = load_parser.__wrapped__()
    pages = find_pages([example_documents("kazakhstan-2022")])
    texts = [*ODD, *(page.body or "" for page in pages if isinstance(page, Page))]
    documents = [make_document(text) for text in texts]
    wanted = [all_of(doc) for doc in without.parse_all(documents)]
    assert [all_of(doc) for doc in fresh.parse_all(documents)] == wanted
    assert [all_of(doc) for doc in fresh.parse_all(documents)] == wanted


def test_two_documents_of_one_batch_with_one_text(parser: Parser) -> None:
    documents = [make_document("A blast hit the harbour of Aktau at dawn.")] * 3
    docs = list(parser.parse_all(documents))
    assert len({id(doc) for doc in docs}) == 3
    assert all_of(docs[0]) == all_of(docs[1]) == all_of(docs[2])


def test_a_passage_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = load_parser.__wrapped__()
    text = "Nine sheep were stolen near Atyrau, a farmer said."
    fresh.parse(make_document(text))

    def pipe(texts: list[str]) -> list[Doc]:
        assert texts == []
        return []

    monkeypatch.setattr(fresh._nlp, "pipe", pipe)
    assert "stolen" in [token.text for token in fresh.parse(make_document(text))]


def test_a_pipeline_with_other_components_is_left_alone() -> None:
    assert parse_cache_of(spacy.load(DEFAULT_MODEL)) is None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=150))
def test_any_text(parser: Parser, without: Parser, text: str) -> None:
    document = make_document(text)
    wanted = all_of(without.parse(document))
    assert all_of(parser.parse(document)) == wanted
    assert all_of(parser.parse(document)) == wanted
