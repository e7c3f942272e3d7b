from __future__ import annotations

import numpy
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.examples import example_documents
from reportedly.language import vectors
from reportedly.language.parse import DEFAULT_MODEL
from reportedly.page.fetch import Page, find_pages

SENTENCES = [
    "Police said on Monday that 12 men were killed.",
    "No.",
    "",
    "The ministry, which has 4,200 guards in the city's centre, denied it; residents of Aktau did not.",
    "  ",
    "😀 ١٢ — Ақтөбе",
]


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def mended() -> Language:
    nlp = spacy.load(DEFAULT_MODEL)
    vectors.put_in(nlp)
    return nlp


def test_the_same_annotations_as_by_the_nets_of_the_model(stock: Language, mended: Language) -> None:
    pages = find_pages([example_documents("kazakhstan-2022")])
    texts = [*SENTENCES, *(page.body or "" for page in pages if isinstance(page, Page))]
    compared = 0
    for wanted, found in zip(stock.pipe(texts), mended.pipe(texts), strict=True):
        for one, other in zip(wanted, found, strict=True):
            assert [one.tag_, one.dep_, one.head.i, one.ent_iob_, one.ent_type_] == [
                other.tag_, other.dep_, other.head.i, other.ent_iob_, other.ent_type_,
            ]  # fmt: skip
            compared += 1
    assert compared > 3000


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
def test_the_same_vectors_but_for_rounding(stock: Language, mended: Language, name: str) -> None:
    wanted, found = (_net(nlp, name)([nlp.make_doc(text) for text in SENTENCES]) for nlp in (stock, mended))
    for one, other in zip(wanted, found, strict=True):
        assert one.shape == other.shape
        assert numpy.allclose(one, other, atol=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*SENTENCES, "word " * 700]), max_size=12), st.integers(0, 11))
def test_the_same_to_the_last_bit_alone_and_among_others(
    mended: Language, texts: list[str], place: int
) -> None:
    net = _net(mended, "ner")
    alone = net([mended.make_doc(SENTENCES[0])])[0]
    among = net([mended.make_doc(text) for text in [*texts[:place], SENTENCES[0], *texts[place:]]])
    assert numpy.array_equal(among[min(place, len(texts))], alone)


def test_words_are_learnt_anew_when_the_memory_is_full(
    mended: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = _net(mended, "tok2vec")
    before = net([mended.make_doc(text) for text in SENTENCES])
    monkeypatch.setattr(vectors, "MOST_WORDS", 3)
    for _ in range(2):
        after = net([mended.make_doc(text) for text in SENTENCES])
        assert all(numpy.array_equal(one, other) for one, other in zip(before, after, strict=True))


def test_no_documents(mended: Language) -> None:
    assert _net(mended, "ner")([]) == []


def test_products_of_few_rows(mended: Language) -> None:
    products = mended.get_pipe("ner").model.ops  # type: ignore[attr-defined]
    left, right = numpy.ones((3, 5), "f"), numpy.ones((4, 5), "f")
    out = numpy.zeros((3, 4), "f")
    assert products.gemm(left, right, trans2=True, out=out) is out
    assert (out == 5).all()
    assert (products.gemm(left, left, trans1=True) == 3).all()


def _net(nlp: Language, name: str):
    model = nlp.get_pipe(name).model  # type: ignore[attr-defined]
    return next(node for node in model.walk() if {"embed", "encode"} <= set(node.ref_names)).predict
