from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from reportedly.errors import ModelError
from reportedly.language.parse import PASSAGE_LIMIT, SENTENCE_LIMIT, Parser, extent_of, load_parser
from reportedly.page.documents import make_document


def test_tokens_stand_where_the_document_has_their_words(parser: Parser) -> None:
    document = make_document(
        "“Two men — he’s sure —\ndied”, police\xa0said.\n\n\n  Leave a Reply\n\nIt rained 🙂 in Almaty."
    )
    doc = parser.parse(document)
    assert len(doc.text) == len(document.text)
    for token in doc:
        extent = extent_of(document, token)
        assert document.text[extent.start : extent.end] == extent.quote
    assert "“" in [extent_of(document, token).quote for token in doc]
    assert '"' in [token.text for token in doc]


def test_segments_are_sentences_and_furniture_is_safe_to_walk(parser: Parser) -> None:
    document = make_document("Police said two men died in Almaty\n\nLeave a Reply\n\nThey were old.")
    assert [segment.kind for segment in document.segments] == ["paragraph", "furniture", "paragraph"]
    doc = parser.parse(document)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Police said two men died in Almaty", "Leave a Reply", "They were old.",
    ]  # fmt: skip
    assert sum(len([*token.children, *token.ancestors, *token.subtree]) for token in doc) > len(doc)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Leave a Reply", "»", "\u200b", "\ufeff"])
def test_documents_with_next_to_nothing(parser: Parser, text: str) -> None:
    document = make_document(text)
    assert len(parser.parse(document).text) == len(document.text)


def test_the_same_parse_alone_and_among_others(parser: Parser) -> None:
    texts = ["Police said two men died.", "Snow fell on Aktau and Aktobe.", "He resigned."]
    documents = [make_document(text) for text in texts]
    alone = [[(t.tag_, t.dep_, t.head.i, t.lemma_) for t in parser.parse(d)] for d in documents]
    assert [
        [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in doc] for doc in parser.parse_all(documents)
    ] == alone


def test_a_paragraph_beyond_the_limit_is_cut_at_spaces(parser: Parser) -> None:
    document = make_document("men " * (PASSAGE_LIMIT // 2))
    doc = parser.parse(document)
    assert {extent_of(document, token).quote for token in doc if not token.is_space} == {"men"}


def test_a_model_that_is_none() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        load_parser("no_such_model")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_keeps_its_length(parser: Parser, text: str) -> None:
    document = make_document(text)
    assert len(parser.parse(document).text) == len(text)


@pytest.mark.parametrize("run", [",", '"', "‹", "“", "a,", "x"])
def test_a_run_without_a_space_takes_linear_time(parser: Parser, run: str) -> None:
    document = make_document(f"Police said two men died. {run * 50_000} They were old.")
    started = time.process_time()
    doc = parser.parse(document)
    assert time.process_time() - started < 10
    assert len(doc.text) == len(document.text)
    assert "died" in [token.text for token in doc if token.tag_ == "VBD"]
    assert [sentence.text.strip().casefold() for sentence in doc.sents][-1] == "they were old."


def test_a_document_is_joined_as_the_library_joins_it(parser: Parser) -> None:
    texts = [
        "Police said two men were held.",
        "  The U.N. didn't\nagree, officials said. ",
        "«Нет», 14 died 🙂",
        " ",
    ]
    docs = [parser.parse(make_document(text)) for text in texts]
    joined, wanted = (
        parser._joined(iter(docs), [""] * len(docs)),
        Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"]),
    )
    assert wanted is not None
    assert joined.text == wanted.text
    assert joined.to_bytes(exclude=["tensor"]) == wanted.to_bytes(exclude=["tensor"])
    assert [sentence.text for sentence in joined.sents] == [sentence.text for sentence in wanted.sents]
    assert [entity.label_ for entity in joined.ents] == [entity.label_ for entity in wanted.ents]


def test_a_sentence_without_an_end_is_cut(parser: Parser) -> None:
    doc = parser.parse(make_document("denied that " * 600))
    assert max(len(sentence) for sentence in doc.sents) <= SENTENCE_LIMIT
    ended = parser.parse(make_document("Police said that two men died. " * 200))
    assert {sentence.text for sentence in ended.sents} == {"Police said that two men died."}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Nine were hurt, they wrote on X. Four men were shot.", 2),  # one sentence of two speakers
        ('He wrote on X. "Nobody will pass."', 2),
        ("Nine were hurt, said Ana X. Ruiz.", 1),
    ],
)
def test_a_name_of_one_letter_ends_a_sentence(text: str, sentences: int, parser: Parser) -> None:
    assert len(list(parser.parse(make_document(text)).sents)) == sentences


def test_a_paragraph_has_one_parse_wherever_it_stands(parser: Parser) -> None:
    told = "Police killed two men in Almaty, a doctor said."
    alone, first, spaced = (
        parser.parse(make_document(text)) for text in (told, f"{told}\n\nThe mayor left.", f"{told} \n \n")
    )
    facts = [
        [(each.tag_, each.dep_, each.head.i, each.ent_type_) for each in doc[: len(alone)]]
        for doc in (alone, first, spaced)
    ]
    assert facts[0] == facts[1] == facts[2]
    assert [each.pos_ for each in first if each.text.isspace()] == ["SPACE"]
