from __future__ import annotations

import pytest
import spacy

from reportedly.examples import example_documents
from reportedly.language.lemma_cache import annotate_all, remember_lemmas
from reportedly.language.parse import DEFAULT_MODEL
from reportedly.page.fetch import Page, find_pages

ODD = [
    "There ain't no such thing; they're gonna go. Let's see, y'all!",
    "There was a blast\n  in the centre.  There are 3 dead",
    "He'd've been the biggest of the men who cannot, didn't and won't leave 'em.",
    "Nothin' is theirs, nuthin', nothin'; do what you did, had I but seen it, which that man has not.",
    "",
    "😀 ١٢ — ",
]


def test_the_same_annotations_as_by_the_model_alone() -> None:
    pages = find_pages([example_documents("kazakhstan-2022")])
    texts = [*ODD, *(page.body or "" for page in pages if isinstance(page, Page))]
    stock, mended = spacy.load(DEFAULT_MODEL), spacy.load(DEFAULT_MODEL)
    memo = remember_lemmas(mended)
    assert memo is not None
    assert "lemmatizer" not in mended.pipe_names
    compared = 0
    for wanted, found in zip(stock.pipe(texts), annotate_all(mended.pipe(texts), memo), strict=True):
        for one, other in zip(wanted, found, strict=True):
            facts = [
                (
                    each.text,
                    each.tag_,
                    each.pos_,
                    str(each.morph),
                    each.lemma_,
                    each.dep_,
                    each.head.i,
                    each.ent_type_,
                )
                for each in (one, other)
            ]
            assert facts[0] == facts[1]
            compared += 1
    assert compared > 3000


def test_what_is_remembered_stays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    memo = remember_lemmas(nlp)
    monkeypatch.setattr("reportedly.language.lemma_cache.MOST_REMEMBERED", 5)
    first, second = (
        [[(t.pos_, t.lemma_) for t in doc] for doc in annotate_all(nlp.pipe(ODD), memo)] for _ in range(2)
    )
    assert first == second
    assert ("AUX", "be") in first[0]
    assert [each for each in first[0] if each[1] == "us"]


def test_a_model_without_these_rules_is_left_alone() -> None:
    assert remember_lemmas(spacy.blank("en")) is None
