"""Loads spaCy and its models without the parts that reading never uses, in a third of the usual time.

`import spacy` also loads its command line (requests, typer, jinja2), and a model builds its tokenizer twice:
from the exceptions of the language, and then from its own, which are the same.
"""

from __future__ import annotations

import sys
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

COMMANDS = "spacy.cli", "spacy.cli.info"
"""What `spacy/__init__.py` imports of its command line, for one function."""

TOKENIZER = "reportedly.Tokenizer.v1"

PROGRAM = "reportedly.cli"
"""The module by which a process is known as the program's own."""

LOADING = RLock()
"""Held by the thread that loads: another one would find half a module, and half a model."""


def load_spacy() -> ModuleType:
    """The module `spacy`; in the program's own process without its command line until that is imported.

    In another's process spaCy is loaded as it is: a thread of theirs that imports `spacy.cli` in the meantime
    would get an empty module.
    """
    with LOADING:
        if "spacy" not in sys.modules and PROGRAM in sys.modules:
            return _load_without_commands()
        import spacy

        return spacy


def _load_without_commands() -> ModuleType:
    for name in COMMANDS:
        sys.modules[name] = ModuleType(name)
    sys.modules[COMMANDS[1]].info = _info  # type: ignore[attr-defined]
    try:
        import spacy
    finally:
        for name in COMMANDS:
            del sys.modules[name]
    return spacy


def _info(*arguments: Any, **options: Any) -> Any:
    """What `spacy.info` does."""
    from spacy.cli.info import info

    return info(*arguments, **options)


def load_model(name: str, *, is_ours: bool) -> Language:
    """An installed model; from the default model, the component that only splits sentences is left out.

    Raises:
        OSError, ImportError, ValueError: as spaCy does, where it does not load.
    """
    with LOADING:
        return _load(load_spacy(), name, is_ours=is_ours)


def _load(spacy: Any, name: str, *, is_ours: bool) -> Language:
    if not is_ours:
        return spacy.load(name)  # type: ignore[no-any-return]
    if TOKENIZER not in spacy.registry.tokenizers:
        spacy.registry.tokenizers(TOKENIZER, func=_empty_tokenizer)
    config = {"nlp.tokenizer": {"@tokenizers": TOKENIZER}}
    return spacy.load(name, exclude=["senter"], config=config)  # type: ignore[no-any-return]


def _empty_tokenizer() -> Any:
    """A factory of tokenizers without rules: those of the model are loaded into it."""
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

    return lambda nlp: Tokenizer(nlp.vocab)
