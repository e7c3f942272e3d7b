from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import (
    KINDS,
    Predicate,
    entries_of,
    load_lexicon,
    read_entries,
    rule_of,
    words_of_form,
)
from reportedly.lexicon import loading as rooms


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(rooms, "LEXICONS", tmp_path)
    return tmp_path


def test_no_entry_travels_with_its_examples() -> None:
    loaded = load_lexicon()
    assert loaded.cues
    assert loaded.predicates
    assert not any(entry.examples or entry.near_misses for kind in KINDS for entry in getattr(loaded, kind))


def test_the_same_lexicon_with_and_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fresh = load_lexicon.__wrapped__()
    assert list((tmp_path / "reportedly").glob("lexicon-*.json"))
    cached = load_lexicon.__wrapped__()
    assert all(getattr(fresh, kind) == getattr(cached, kind) for kind in KINDS)


def test_a_broken_cache_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fresh = load_lexicon.__wrapped__()
    (path,) = (tmp_path / "reportedly").glob("lexicon-*.json")
    path.write_text("{")
    assert load_lexicon.__wrapped__().cues == fresh.cues


@pytest.mark.parametrize("rows", ["[]", '{"cues": [1]}', '{"cues": null}', "rows of another shape"])
def test_a_cache_of_another_shape_is_no_obstacle(
    rows: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fresh = load_lexicon.__wrapped__()
    (path,) = (tmp_path / "reportedly").glob("lexicon-*.json")
    told = json.loads(path.read_text("utf-8"))
    path.write_text(rows if rows.startswith(("[", "{")) else json.dumps(told | {"cues": [{"nothing": 1}]}))
    assert load_lexicon.__wrapped__().cues == fresh.cues


def test_the_cache_of_earlier_lexicons_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "reportedly").mkdir()
    (tmp_path / "reportedly" / "lexicon-0123.json").write_text("{}")
    load_lexicon.__wrapped__()
    assert len(list((tmp_path / "reportedly").iterdir())) == 1


def test_a_user_without_a_home_reads_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert load_lexicon.__wrapped__().cues


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('name = "say"\nwords = ["say"]\nform = "verb"\nfoo = 1', "unknown field 'foo'"),
        ('name = "say"\nform = "verb"', "field 'words' is missing"),
        ('name = "say"\nwords = ["say"]\nform = "verbs"', "form = 'verbs' is not one of verb, noun"),
        ('name = "say"\nwords = ["say", ""]\nform = "verb"', "words must hold words"),
        (
            'name = "say"\nwords = ["say"]\nform = "verb"\nstance = "shouts"',
            "stance = 'shouts' is not one of",
        ),
    ],
)
def test_a_wrong_entry_is_named(folder: Path, entry: str, told: str) -> None:
    (folder / "cues.toml").write_text(f"[[entry]]\n{entry}\n")
    with pytest.raises(LexiconError, match=r"cues\.toml") as caught:
        read_entries("cues")
    assert told in str(caught.value)
    assert "'say'" in str(caught.value)


def test_a_file_that_is_no_toml_is_named(folder: Path) -> None:
    (folder / "cues.toml").write_text("[[entry]\n")
    with pytest.raises(LexiconError, match=r"cues\.toml"):
        read_entries("cues")


def test_a_rule_ends_in_its_entry() -> None:
    entry = load_lexicon().cues[0]
    assert rule_of("cue", entry) == f"cue/{entry.name}"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("[entry]\nname = 'x'", r"entries are tables under \[\[entry\]\]"),
        ("entry = [1]", r"entries are tables under \[\[entry\]\]"),
        ("[[entry]", "fuzz.toml: "),
        (
            "[[entry]]\nname = 3\nwords = ['say']\nform = 'verb'\nexamples = ['x']",
            "name = 3 is of the wrong type",
        ),
        (
            "[[entry]]\nname = 'say'\nwords = 'say'\nform = 'verb'\nexamples = ['x']",
            "words = 'say' is of the wrong",
        ),
        ("[[entry]]\nname = 'say'\nwords = [[]]\nform = 'verb'\nexamples = ['x']", "words must hold words"),
    ],
)
def test_a_file_that_is_no_lexicon(source: str, told: str) -> None:
    with pytest.raises(LexiconError, match=told):
        entries_of("cues", source, Path("fuzz.toml"))


def test_entries_share_named_lists(tmp_path: Path) -> None:
    head = '[lists]\nshut = ["eye", "door"]\n[[entry]]\nname = "shut"\nwords = ["shut"]\nform = "verb"\n'
    (shut,) = entries_of("predicates", f'{head}not_objects = "@shut"', tmp_path / "predicates.toml")
    assert isinstance(shut, Predicate)
    assert shut.not_objects == ("eye", "door")
    with pytest.raises(LexiconError, match="there is no list '@open'"):
        entries_of("predicates", f'{head}not_objects = "@open"', tmp_path / "predicates.toml")


def test_a_word_of_a_named_list_may_stand_for_an_entry_of_another_file(tmp_path: Path) -> None:
    (calamity,) = (entry for entry in load_lexicon().measures if entry.name == "calamity")

    def shut(listed: str) -> tuple[str, ...]:
        head = f'[lists]\nshut = {listed}\n[[entry]]\nname = "shut"\nwords = ["shut"]\nform = "verb"\n'
        (entry,) = entries_of("predicates", f'{head}not_objects = "@shut"', tmp_path / "predicates.toml")
        assert isinstance(entry, Predicate)
        return entry.not_objects

    assert shut('["door", "@measures/calamity"]') == ("door", *calamity.words)
    with pytest.raises(LexiconError, match=r"no other file measures\.toml with an entry 'calm'"):
        shut('["door", "@measures/calm"]')
    with pytest.raises(LexiconError, match=r"predicates\.toml: '@open': among words only @FILE/ENTRY"):
        shut('["door", "@open"]')
    with pytest.raises(LexiconError, match="not_objects must hold words"):
        shut("[3]")


def test_the_words_of_forms_are_those_of_their_entries_alone() -> None:
    lexicon = load_lexicon()
    states, tolls = (words_of_form(lexicon, "measures", form) for form in ("state", "toll"))
    assert (
        states == {word for each in lexicon.measures if each.form == "state" for word in each.words} != set()
    )
    assert words_of_form(lexicon, "measures", "state", "toll") == states | tolls != states
    assert words_of_form(lexicon, "roles", "state") == frozenset()


def test_every_class_of_words_is_looked_up_and_each_that_is_looked_up_is_there() -> None:
    source = Path(rooms.__file__).parents[1]
    asked = {
        name
        for path in source.rglob("*.py")
        for name in re.findall(r'word_class\([^"]*?"([^"]+)"', path.read_text("utf-8"))
    }
    assert asked == {each.name for each in load_lexicon().classes}
