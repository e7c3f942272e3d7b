"""What all tests share: the shipped lexicons, the default model, and a reading of a few words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.language.parse import Parser, load_parser
from reportedly.lexicon import Lexicon, load_lexicon
from reportedly.page.documents import make_document
from reportedly.reading import read
from reportedly.records import Reading


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def parser() -> Parser:
    return load_parser()


@pytest.fixture(scope="session")
def read_text(lexicon: Lexicon, parser: Parser) -> Callable[..., Reading]:
    """`read_text("Police said ...", published="2022-01-06")`."""

    def read_one(text: str, **fields: str) -> Reading:
        return read(make_document(text, **fields), lexicon, parser)

    return read_one
