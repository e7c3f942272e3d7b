from __future__ import annotations

import pickle
import re
from dataclasses import replace
from pathlib import Path

import pytest

import reportedly
from reportedly import reading_cache as module
from reportedly.contract import record_id, remembered_parts
from reportedly.examples import example_documents
from reportedly.language.parse import Parser, load_parser
from reportedly.lexicon import Lexicon
from reportedly.page.documents import document_of, make_document
from reportedly.page.fetch import Page, find_pages
from reportedly.reading import read_all
from reportedly.reading_cache import TOLD_BY, ReadingCache
from reportedly.records import Document

ROOMS = ("language", "mentions", "statements")


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    pages = find_pages([example_documents("kazakhstan-2022")])
    found = [document_of(page) for page in pages if isinstance(page, Page)]
    long = "\n\n".join(document.text for document in found[:12])
    return [*found, make_document(long, published="2022-01-07", authors=("A. Writer",)), make_document("")]


def copied(document: Document, number: int) -> Document:
    return replace(
        document,
        id=f"copy-{number}",
        url=f"https://other.example/{number}",
        publisher="Other",
        digest="0" * 64,
    )


def test_a_copy_says_what_reading_it_would_say(
    documents: list[Document], lexicon: Lexicon, parser: Parser
) -> None:
    memory = ReadingCache(8 * 1024 * 1024)
    wanted = list(read_all(documents, lexicon, parser))
    assert list(memory.read_all(documents, lexicon, parser)) == wanted
    others = [copied(document, number) for number, document in enumerate(documents)]
    wanted = list(read_all(others, lexicon, parser))
    assert list(memory.read_all(others, lexicon, parser)) == wanted


def test_a_near_copy_says_what_reading_it_without_any_cache_would_say(
    documents: list[Document], lexicon: Lexicon, parser: Parser
) -> None:
    memory = ReadingCache(8 * 1024 * 1024)
    list(memory.read_all(documents, lexicon, parser))
    long = documents[-2].text.split("\n\n")
    lead = "Twelve miners were missing in Karata on Friday, the governor said, after a shaft had collapsed."
    texts = ["\n\n".join([lead, *long[start:end]]) for start, end in ((1, -1), (2, None), (0, 4), (5, 9))]
    near = [make_document(text, name=str(number)) for number, text in enumerate(texts)]
    fresh = load_parser.__wrapped__()
    fresh._seen = None
    assert list(memory.read_all(near, lexicon, parser)) == list(read_all(near, lexicon, fresh))


def test_a_copy_is_not_read_again(
    documents: list[Document], lexicon: Lexicon, parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = ReadingCache(8 * 1024 * 1024)
    long = documents[-2]
    first = next(memory.read_all([long], lexicon, parser))
    asked: list[Document] = []

    def none(documents, *_):
        asked.extend(documents)
        return iter(())

    monkeypatch.setattr(module, "read_all", none)
    second = next(memory.read_all([copied(long, 1)], lexicon, parser))
    assert asked == []
    assert len(second.claims) == len(first.claims) > 0
    assert {claim.document for claim in second.claims} == {"copy-1"}


@pytest.mark.parametrize(
    "changes", [{"published": "2022-01-08"}, {"authors": ()}, {"language": "fr"}, {"segments": None}]
)
def test_what_the_rules_ask_for_tells_texts_apart(
    documents: list[Document], lexicon: Lexicon, parser: Parser, changes: dict[str, object]
) -> None:
    memory = ReadingCache(8 * 1024 * 1024)
    list(memory.read_all([documents[-2]], lexicon, parser))
    long = documents[-2]
    if "segments" in changes:
        changes = {"segments": tuple(replace(segment, kind="caption") for segment in long.segments)}
    other = replace(long, id="other", **changes)  # type: ignore[arg-type]
    assert list(memory.read_all([other], lexicon, parser)) == list(read_all([other], lexicon, parser))


def test_a_copy_under_the_address_of_another_country_is_read_again(lexicon: Lexicon, parser: Parser) -> None:
    memory = ReadingCache(8 * 1024 * 1024)
    text = "Officials said that 14 people were killed on 03/04/2022 in a clash near the border. " * 4
    wanted: list[str | None] = []
    for ending in ("co.uk", "gov", "com"):
        document = replace(make_document(text), id=ending, url=f"https://news.example.{ending}/1")
        reading = next(memory.read_all([document], lexicon, parser))
        assert reading == next(read_all([document], lexicon, parser))
        wanted.append(reading.times[0].value)
    assert wanted == ["2022-04-03", "2022-03-04", None]


def test_each_outlet_takes_back_its_own_words(lexicon: Lexicon, parser: Parser) -> None:
    memory = ReadingCache(8 * 1024 * 1024)
    text = (
        "Rescuers found three bodies under the old bridge on Tuesday, the police chief said in the evening. "
        "An earlier version of this article said that twenty people had died in the flood. " * 2
    )
    for outlet in ("Karata Courier", "Osma Herald", None):
        document = replace(make_document(text), id=str(outlet), publisher=outlet)
        reading = next(memory.read_all([document], lexicon, parser))
        assert reading == next(read_all([document], lexicon, parser))
        assert {each.claimant and each.claimant.name for each in reading.claims if not each.source} == {
            outlet
        }


def test_the_rules_ask_a_document_for_nothing_else() -> None:
    """A rule that needs another field of a document adds it to `TOLD_BY`."""
    root = Path(reportedly.__file__).parent
    asked = {
        name
        for room in ROOMS
        for path in (root / room).rglob("*.py")
        for name in re.findall(r"\b_?document\.([a-z_]+)\b", path.read_text("utf-8"))
    }
    assert asked <= {"id", "url", "publisher", *TOLD_BY}
    assert set(TOLD_BY) <= asked


def test_a_memory_too_small_for_it_forgets(
    documents: list[Document], lexicon: Lexicon, parser: Parser
) -> None:
    memory = ReadingCache(16 * 1024)
    some = documents[:12] * 2
    assert list(memory.read_all(some, lexicon, parser)) == list(read_all(some, lexicon, parser))


def test_the_parts_of_an_id_make_that_of_another_document() -> None:
    with remembered_parts() as told:
        name = record_id("claim", "one", 3, 17, "said")
    assert record_id("claim", "two", told[name]) == record_id("claim", "two", 3, 17, "said")
    record_id("claim", "one", 5, 6)
    assert list(told) == [name]


def test_what_is_kept_is_what_was_packed(documents: list[Document], lexicon: Lexicon, parser: Parser) -> None:
    readings = list(read_all(documents[:6], lexicon, parser))
    assert pickle.loads(module.packed(readings)) == readings
    assert len(module.packed(readings)) <= len(pickle.dumps(readings))
