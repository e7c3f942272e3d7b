"""Parts of speech and lemmas by memory: the same annotations as the model's own rules, a fifth faster.

After the neural parts of an English model come two that are tables of rules: the attribute ruler (part of
speech and morphology from tag, dependency and word) and the lemmatizer (from word and part of speech). What
they say of a token follows from a few facts about it, so it is worked out once for each combination, by the
components themselves, and then remembered. Passages in which a rule looks at two tokens go the long way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from numpy import array, uint64

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
FACTS = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
"""The attributes by which a pattern may look at a token and still be remembered."""

MOST_LEMMAS = 500_000
"""Remembered lemmas before the memory is emptied: about 100 MB, more words than a day of news has."""

SPACE_TAG, SPACE_DEP = "_SP", "dep"
"""What the ruler says of white space, whatever the neural parts said."""

Facts = tuple[int, int, str | None, bool]
Said = tuple[int, int, int]


class Memo:
    """Stands in the pipeline's place for its attribute ruler and lemmatizer; see `remember`."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._ruler: Any = nlp.get_pipe(RULER)
        self._lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        singles, pairs = _patterns(cast("Any", self._ruler).patterns)
        self._words, self._shapes = _words_of(singles)
        self._pairs = Matcher(nlp.vocab)
        if pairs:
            self._pairs.add("pairs", pairs)
        self._said: dict[Facts, Said] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}

    def annotate(self, doc: Doc) -> Doc:
        """The passage has parts of speech, morphology and lemmas."""
        from spacy.attrs import LEMMA, MORPH, POS

        if self._pairs(doc):
            return self._lemmatizer(self._ruler(doc))  # type: ignore[no-any-return]
        if len(self._lemmas) > MOST_LEMMAS:
            self._lemmas.clear()
        rows = [self._of(token) for token in doc]
        if rows:
            doc.from_array([POS, MORPH, LEMMA], _array(rows))
        for token in doc:
            if token.is_space:
                token.tag_, token.dep_ = SPACE_TAG, SPACE_DEP
        return doc

    def _of(self, token: Any) -> Said:
        lower = token.lower_
        facts = token.tag, token.dep, lower if self._is_looked_at(lower) else None, token.is_space
        said = self._said.get(facts)
        if said is None:
            said = self._said[facts] = self._work_out(token)
        pos, morph, lemma = said
        if lemma:
            return said
        key = token.orth, pos, morph
        known = self._lemmas.get(key)
        if known is None:
            known = self._lemmas[key] = self._lemma(token, pos, morph)
        return pos, morph, known

    def _is_looked_at(self, lower: str) -> bool:
        return lower in self._words or any(shape.search(lower) for shape in self._shapes)

    def _work_out(self, token: Any) -> Said:
        """What the ruler says of a token with these facts that stands alone."""
        alone = self._ruler(self._alone(token))[0]
        return alone.pos, alone.morph.key, alone.lemma

    def _lemma(self, token: Any, pos: int, morph: int) -> int:
        from spacy.attrs import MORPH, POS

        alone = self._alone(token)
        alone.from_array([POS, MORPH], _array([(pos, morph)]))
        lemma = self._lemmatizer.lemmatize(alone[0])[0]
        return self._vocab.strings.add(lemma)

    def _alone(self, token: Any) -> Doc:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        doc[0].dep_ = token.dep_
        return doc


def _array(rows: Iterable[tuple[int, ...]]) -> Any:
    return array(list(rows), dtype=uint64)


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
        or not _all_facts(cast("Any", ruler).patterns)
    ):
        return None
    memo = Memo(nlp)
    nlp.select_pipes(disable=[RULER, LEMMATIZER])
    return memo


def _all_facts(patterns: Iterable[Mapping[str, Any]]) -> bool:
    return all(set(token) <= FACTS for rule in patterns for pattern in rule["patterns"] for token in pattern)


def _patterns(rules: Iterable[Mapping[str, Any]]) -> tuple[list[Any], list[Any]]:
    """The patterns of one token, and those of several."""
    every = [pattern for rule in rules for pattern in rule["patterns"]]
    return [each for each in every if len(each) == 1], [each for each in every if len(each) > 1]


def _words_of(singles: Iterable[Any]) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words that patterns of one token name, and the shapes that they describe."""
    values = [token["LOWER"] for pattern in singles for token in pattern if "LOWER" in token]
    words = {value for value in values if isinstance(value, str)}
    tests = [value for value in values if isinstance(value, dict)]
    words.update(word for test in tests for word in test.get("IN", ()))
    shapes = {test["REGEX"] for test in tests if "REGEX" in test}
    return frozenset(words), tuple(re.compile(shape) for shape in sorted(shapes))


def annotate_all(docs: Iterable[Doc], memo: Memo | None) -> Iterator[Doc]:
    """The passages with what the memo adds."""
    return map(memo.annotate, docs) if memo is not None else iter(docs)
