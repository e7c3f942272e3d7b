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
    from spacy.tokens import Doc

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
FACTS = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
"""The attributes by which a pattern may look at a token and still be remembered."""

MOST_REMEMBERED = 150_000
"""Combinations remembered before the memory is emptied: about 40 MB, more than a day's news of one crisis."""

SPACE_TAG, SPACE_DEP = "_SP", "dep"
"""What the ruler says of white space, whatever the neural parts said."""

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
        rows = _patterns_of_several(cast("Any", self._ruler).patterns)
        self._in_a_row = Matcher(nlp.vocab)
        if rows:
            self._in_a_row.add("rows", rows)
        self._signs = frozenset(nlp.vocab.strings.add(sign) for row in rows for sign in _signs(row))
        self._said: dict[tuple[Facts, ...], tuple[Said, ...]] = {}
        self._alone: dict[Facts, Said] = {}

    def annotate(self, doc: Doc) -> Doc:
        """The passage has parts of speech, morphology and lemmas."""
        from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG

        if not len(doc):
            return doc
        if len(self._alone) > MOST_REMEMBERED:
            self._alone.clear()
            self._said.clear()
        tags, deps, words, lowers, spaces = doc.to_array([TAG, DEP, ORTH, LOWER, IS_SPACE]).T.tolist()
        facts = list(zip(tags, deps, words, strict=True))
        said = self._each(doc, facts)
        if not self._signs.isdisjoint(lowers) or not self._signs.isdisjoint(deps):
            for start, end in self._rows_of(doc):
                said[start:end] = self._row(doc, start, facts[start:end])
        doc.from_array([POS, MORPH, LEMMA], cast("Any", array(said, dtype=uint64)))
        for place, is_space in enumerate(spaces):
            if is_space:
                doc[place].tag_, doc[place].dep_ = SPACE_TAG, SPACE_DEP
        return doc

    def _each(self, doc: Doc, facts: Sequence[Facts]) -> list[Said]:
        """What is said of each token as if no rule looked at its neighbours."""
        known = self._alone
        for place, fact in enumerate(facts):
            if fact not in known:
                known[fact] = self._work_out(doc, place, place + 1)[0]
        return [known[fact] for fact in facts]

    def _rows_of(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Where tokens stand in a row that a rule looks at together; rows that overlap are one."""
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

    def _row(self, doc: Doc, start: int, facts: Sequence[Facts]) -> tuple[Said, ...]:
        key = tuple(facts)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._work_out(doc, start, start + len(facts))
        return said

    def _work_out(self, doc: Doc, start: int, end: int) -> tuple[Said, ...]:
        """What the ruler and the lemmatizer say of tokens with these facts that stand alone."""
        from spacy.tokens import Doc

        row = doc[start:end]
        alone = Doc(
            self._vocab,
            words=[token.text for token in row],
            tags=[token.tag_ for token in row],
            deps=[token.dep_ for token in row],
            heads=[0] * len(row),
        )
        for copy, token in zip(alone, row, strict=True):
            copy.dep_ = token.dep_
        self._lemmatizer(self._ruler(alone))
        return tuple((token.pos, cast("Any", token.morph).key, token.lemma) for token in alone)


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


def _can_be_remembered(rules: Iterable[Mapping[str, Any]]) -> bool:
    patterns = [pattern for rule in rules for pattern in rule["patterns"]]
    known = all(set(token) <= FACTS for pattern in patterns for token in pattern)
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


def annotate_all(docs: Iterable[Doc], memo: Memo | None) -> Iterator[Doc]:
    """The passages with what the memo adds."""
    return map(memo.annotate, docs) if memo is not None else iter(docs)
