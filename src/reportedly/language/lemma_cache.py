"""A cache of parts of speech and lemmas: the same annotations as from the model's own rules, a fifth faster.

After the neural components of an English model come two that are tables of rules: the attribute ruler (part
of speech and morphology from tag, dependency and word) and the lemmatizer (from word and part of speech).
Their result for a token only depends on these attributes, so it is computed once per combination, by the
components themselves, and then looked up; for rules about two words, once per pair.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise, product
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from numpy import array, concatenate, uint64

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
DICTIONARY = "lemma_index"
FACTS = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
"""The attributes by which a pattern may look at a token and still be remembered."""
ASKED = frozenset({*product(FACTS, ("IN", "NOT_IN")), ("LOWER", "REGEX")})
"""And how it may ask for them."""

MOST_REMEMBERED = 10_000
"""Combinations remembered before the memory is emptied: 3 MB. To learn so many anew takes 0.2 seconds
of a core, some thousandths of the time in which a reader meets them."""

SPACE_TAG, SPACE_DEP = "_SP", "dep"
"""What the ruler says of white space, whatever the neural parts said."""

BETWEEN = "\ue000", "XX", "dep"
"""A word that no rule looks at, between two that must not be looked at together."""

Facts = tuple[int, int, int]
"""Tag, dependency and word."""
Sort = tuple[int, int, int]
"""Tag, dependency and word, where a rule names them, of all tokens of which the ruler says the same."""
Said = tuple[int, int, int]
"""Part of speech, morphology and lemma."""

UNNAMED = 0
"""In place of a word or dependency that no rule names."""


class LemmaCache:
    """Replaces the pipeline's attribute ruler and lemmatizer; see `remember_lemmas`."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._ruler: Any = nlp.get_pipe(RULER)
        self._lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
        _look_up_by_hash(self._lemmatizer)
        rules = cast("Any", self._ruler).patterns
        rows = _patterns_of_several(rules)
        self._in_a_row = Matcher(nlp.vocab)
        if rows:
            self._in_a_row.add("rows", rows)
        self._signs = frozenset(nlp.vocab.strings.add(sign) for row in rows for sign in _signs(row))
        self._named_words, self._named_deps = (_named(rules, name) for name in ("LOWER", "DEP"))
        self._alone: dict[Facts, Said] = {}
        self._sorts: dict[Sort, Said] = {}
        self._rows: dict[tuple[Facts, ...], list[Said]] = {}

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Adds parts of speech, morphology and lemmas to the passages."""
        from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG

        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        if len(self._alone) > MOST_REMEMBERED:
            self._alone.clear()
            self._sorts.clear()
            self._rows.clear()
        told: list[Any] = [doc.to_array([TAG, DEP, ORTH, LOWER, IS_SPACE]) for doc in docs]
        tags, deps, words, lowers, spaces = concatenate(told).T.tolist()
        facts: list[Facts] = list(zip(tags, deps, words, strict=True))
        bounds = list(pairwise(accumulate(map(len, told), initial=0)))
        if new := {fact: place for place, fact in enumerate(facts) if fact not in self._alone}:
            self._learn({fact: _token_at(docs, bounds, place) for fact, place in new.items()})
        said = array(list(map(self._alone.__getitem__, facts)), dtype=uint64)
        for doc, (start, end) in zip(docs, bounds, strict=True):
            if not self._signs.isdisjoint(lowers[start:end]) or not self._signs.isdisjoint(deps[start:end]):
                for first, last in self._places_of_rows(doc):
                    row = tuple(facts[start + first : start + last])
                    said[start + first : start + last] = self._row(doc[first:last], row)
            doc.from_array([POS, MORPH, LEMMA], cast("Any", said[start:end]))
            if True in spaces[start:end]:
                for place, is_space in enumerate(spaces[start:end]):
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
            ruled = self._ruled([_told(token) for token in tokens])
            said = self._rows[facts] = list(map(_said, self._lemmatizer(ruled)))
        return said

    def _learn(self, new: Mapping[Facts, Token]) -> None:
        """Stores the annotations of tokens with these attributes; the ruler runs once for each sort."""
        sorts = {fact: self._sort(fact, token) for fact, token in new.items()}
        tokens = {sort: new[fact] for fact, sort in sorts.items() if sort not in self._sorts}
        apart = [each for token in tokens.values() for each in (_told(token), BETWEEN)]
        self._sorts.update(zip(tokens, map(_said, list(self._ruled(apart))[::2]), strict=True))
        ruled = {fact: self._sorts[sort] for fact, sort in sorts.items()}
        words = dict.fromkeys((fact[-1], *said) for fact, said in ruled.items())
        lemmas = dict(zip(words, self._lemmas(list(words)), strict=True))
        self._alone.update((fact, (*said[:2], lemmas[fact[-1], *said])) for fact, said in ruled.items())

    def _sort(self, fact: Facts, token: Token) -> Sort:
        tag, dep, _ = fact
        is_named = token.is_space or self._named_words.search(token.lower_)
        dep = dep if self._named_deps.search(token.dep_) else UNNAMED
        return tag, dep, token.lower if is_named else UNNAMED

    def _ruled(self, rows: Sequence[tuple[str, str, str]]) -> Doc:
        """The ruler's annotations for a sequence of words, tags and dependencies."""
        from spacy.tokens import Doc

        words, tags, deps = ([row[column] for row in rows] for column in range(3))
        copy = Doc(self._vocab, words=words, tags=tags, heads=[0] * len(rows), deps=deps)
        for token, dep in zip(copy, deps, strict=True):
            token.dep_ = dep
        ruled: Doc = self._ruler(copy)
        return ruled

    def _lemmas(self, words: Sequence[tuple[int, int, int, int]]) -> list[int]:
        """The lemmas of words, each with the ruler's annotation."""
        from spacy.attrs import LEMMA, MORPH, POS
        from spacy.tokens import Doc

        if not words:
            return []
        copy = Doc(self._vocab, words=[self._vocab.strings[word] for word, *_ in words])
        copy.from_array([POS, MORPH, LEMMA], cast("Any", array([said for _, *said in words], dtype=uint64)))
        lemmas: list[int] = self._lemmatizer(copy).to_array(LEMMA).tolist()
        return lemmas


def _token_at(docs: Sequence[Doc], bounds: Sequence[tuple[int, int]], place: int) -> Token:
    """The token at a place among the tokens of all passages."""
    number = bisect_right(bounds, place, key=itemgetter(0)) - 1
    return docs[number][place - bounds[number][0]]


def _told(token: Token) -> tuple[str, str, str]:
    return token.text, token.tag_, token.dep_


def _said(token: Token) -> Said:
    return token.pos, cast("Any", token.morph).key, token.lemma


def remember_lemmas(nlp: Language) -> LemmaCache | None:
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
    memo = LemmaCache(nlp)
    nlp.select_pipes(disable=[RULER, LEMMATIZER])
    return memo


def _look_up_by_hash(lemmatizer: Any) -> None:
    """The lemmatizer's dictionary is made of sets, no longer of lists: it is asked for each new word."""
    index = lemmatizer.lookups.get_table(DICTIONARY, {})
    for part, words in list(index.items()):
        index[part] = frozenset(words)


def _can_be_remembered(rules: Iterable[Mapping[str, Any]]) -> bool:
    patterns = [pattern for rule in rules for pattern in rule["patterns"]]
    tokens = [token for pattern in patterns for token in pattern]
    known = all(token and set(token) <= FACTS for token in tokens)
    asked = {(name, how) for token in tokens for name, value in token.items() for how in _how(value)}
    return known and asked <= ASKED and all(len(pattern) == 1 or _signs(pattern) for pattern in patterns)


def _how(value: Any) -> Iterable[str]:
    return value if isinstance(value, Mapping) else ("IN",)


def _named(rules: Iterable[Mapping[str, Any]], name: str) -> re.Pattern[str]:
    """The values that a pattern requires or excludes; the rules treat all other values alike."""
    patterns = [pattern for rule in rules for pattern in rule["patterns"]]
    values = [token[name] for pattern in patterns for token in pattern if name in token]
    listed = {value for value in values if isinstance(value, str)}
    asked = []
    for value in values:
        if isinstance(value, Mapping):
            listed |= {*value.get("IN", ()), *value.get("NOT_IN", ())}
            asked += [value["REGEX"]] if "REGEX" in value else []
    whole = "|".join(map(re.escape, sorted(listed)))
    return re.compile("|".join([rf"\A(?:{whole})\Z", *asked]))


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


def annotate_all(docs: Iterable[Doc], memo: LemmaCache | None) -> list[Doc]:
    """The passages, annotated from the cache."""
    passages = list(docs)
    if memo is not None:
        memo.annotate(passages)
    return passages
