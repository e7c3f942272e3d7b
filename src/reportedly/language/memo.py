"""Parts of speech and lemmas by memory: the same annotations as the model's own rules, a fifth faster.

After the neural parts of an English model come two that are tables of rules: the attribute ruler (part of
speech and morphology from tag, dependency and word) and the lemmatizer (from word and part of speech). What
they say of a token follows from these facts about it, so it is worked out once for each combination, by the
components themselves, and then remembered; so are words in a row where a rule looks at two of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from numpy import array, uint64

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
DICTIONARY = "lemma_index"
FACTS = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
"""The attributes by which a pattern may look at a token and still be remembered."""

MOST_REMEMBERED = 150_000
"""Combinations remembered before the memory is emptied: about 40 MB, more than a day's news of one crisis."""

SPACE_TAG, SPACE_DEP = "_SP", "dep"
"""What the ruler says of white space, whatever the neural parts said."""

BETWEEN = "\ue000", "XX", "dep"
"""A word that no rule looks at, between two that must not be looked at together."""

Facts = tuple[int, int, int]
"""Tag, dependency and word."""
Said = tuple[int, int, int]
"""Part of speech, morphology and lemma."""


class Memo:
    """Stands in the pipeline's place for its attribute ruler and lemmatizer; see `remember`."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._ruler: Any = nlp.get_pipe(RULER)
        self._lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        _look_up_by_hash(self._lemmatizer)
        rows = _patterns_of_several(cast("Any", self._ruler).patterns)
        self._in_a_row = Matcher(nlp.vocab)
        if rows:
            self._in_a_row.add("rows", rows)
        self._signs = frozenset(nlp.vocab.strings.add(sign) for row in rows for sign in _signs(row))
        self._alone: dict[Facts, Said] = {}
        self._rows: dict[tuple[Facts, ...], list[Said]] = {}

    def annotate(self, docs: Sequence[Doc]) -> None:
        """The passages have parts of speech, morphology and lemmas."""
        from spacy.attrs import DEP, ORTH, TAG

        if len(self._alone) > MOST_REMEMBERED:
            self._alone.clear()
            self._rows.clear()
        facts: list[list[Facts]] = [
            [(tag, dep, word) for tag, dep, word in doc.to_array([TAG, DEP, ORTH]).tolist()] for doc in docs
        ]
        new: dict[Facts, Token] = {}
        for doc, each in zip(docs, facts, strict=True):
            new.update((fact, doc[place]) for place, fact in enumerate(each) if fact not in self._alone)
        self._alone.update(zip(new, self._work_out(new.values()), strict=True))
        for doc, each in zip(docs, facts, strict=True):
            self._write(doc, each)

    def _write(self, doc: Doc, facts: Sequence[Facts]) -> None:
        from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS

        if not facts:
            return
        lowers, deps, spaces = doc.to_array([LOWER, DEP, IS_SPACE]).T.tolist()
        said = [self._alone[fact] for fact in facts]
        if not self._signs.isdisjoint(lowers) or not self._signs.isdisjoint(deps):
            for start, end in self._places_of_rows(doc):
                said[start:end] = self._row(doc[start:end], tuple(facts[start:end]))
        doc.from_array([POS, MORPH, LEMMA], cast("Any", array(said, dtype=uint64)))
        for place, is_space in enumerate(spaces):
            if is_space:
                doc[place].tag_, doc[place].dep_ = SPACE_TAG, SPACE_DEP

    def _places_of_rows(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Where tokens stand that a rule looks at together; rows that overlap are one."""
        row: tuple[int, int] | None = None
        for start, end in sorted((start, end) for _, start, end in self._in_a_row(doc)):
            if row and start < row[1]:
                row = row[0], max(end, row[1])
            else:
                if row:
                    yield row
                row = start, end
        if row:
            yield row

    def _row(self, tokens: Span, facts: tuple[Facts, ...]) -> list[Said]:
        said = self._rows.get(facts)
        if said is None:
            said = self._rows[facts] = self._work_out(tokens, apart=False)
        return said

    def _work_out(self, tokens: Iterable[Token], *, apart: bool = True) -> list[Said]:
        """What the ruler and the lemmatizer say of tokens with these facts, in a row or each by itself."""
        from spacy.tokens import Doc

        rows = [(token.text, token.tag_, token.dep_) for token in tokens]
        if apart:
            rows = [each for row in rows for each in (row, BETWEEN)]
        if not rows:
            return []
        words, tags, deps = zip(*rows, strict=True)
        copy = Doc(self._vocab, words=list(words), tags=list(tags), heads=[0] * len(rows), deps=list(deps))
        for token, dep in zip(copy, deps, strict=True):
            token.dep_ = dep
        self._lemmatizer(self._ruler(copy))
        said = [(token.pos, cast("Any", token.morph).key, token.lemma) for token in copy]
        return said[::2] if apart else said


def remember(nlp: Language) -> Memo | None:
    """A memo for the model's ruler and lemmatizer, which the pipeline then no longer runs itself.

    None, and the pipeline as it was, where the model has other components or looks at other facts.
    """
    if RULER not in nlp.pipe_names or LEMMATIZER not in nlp.pipe_names:
        return None
    lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
    ruler: Any = nlp.get_pipe(RULER)
    if (
        getattr(lemmatizer, "mode", None) != "rule"
        or lemmatizer.overwrite
        or not _can_be_remembered(cast("Any", ruler).patterns)
    ):
        return None
    memo = Memo(nlp)
    nlp.select_pipes(disable=[RULER, LEMMATIZER])
    return memo


def _look_up_by_hash(lemmatizer: Any) -> None:
    """The lemmatizer's dictionary is made of sets: it is looked through for each new word, and was of lists."""
    index = lemmatizer.lookups.get_table(DICTIONARY, {})
    for part, words in list(index.items()):
        index[part] = frozenset(words)


def _can_be_remembered(rules: Iterable[Mapping[str, Any]]) -> bool:
    patterns = [pattern for rule in rules for pattern in rule["patterns"]]
    known = all(token and set(token) <= FACTS for pattern in patterns for token in pattern)
    return known and all(len(pattern) == 1 or _signs(pattern) for pattern in patterns)


def _patterns_of_several(rules: Iterable[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    """The patterns of several tokens."""
    return [pattern for rule in rules for pattern in rule["patterns"] if len(pattern) > 1]


def _signs(pattern: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Words or dependencies of which a passage must have one where the pattern matches."""
    for name in ("LOWER", "DEP"):
        for token in pattern:
            if isinstance(value := token.get(name), str):
                return (value,)
    return ()


def annotate_all(docs: Iterable[Doc], memo: Memo | None) -> list[Doc]:
    """The passages with what the memo adds."""
    passages = list(docs)
    if memo is not None:
        memo.annotate(passages)
    return passages
