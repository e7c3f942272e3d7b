"""What the documentation shows is what happens."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from write_measures import SETS, readme_of

from reportedly import __all__ as public_names
from reportedly.cli import main
from reportedly.examples import example_documents
from reportedly.lexicon import KINDS as LEXICONS
from reportedly.lexicon import read_entries
from reportedly.records import Record

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRACT = (ROOT / "docs" / "records.md").read_text("utf-8")


def test_the_examples_of_the_python_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "documents.jsonl").write_bytes(example_documents("kazakhstan-2022").read_bytes())
    failed, tried = doctest.testfile(
        str(ROOT / "docs" / "python.md"),
        module_relative=False,
        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE,
    )
    assert tried > 10
    assert failed == 0


def shown() -> list[tuple[list[str], str]]:
    """What the README shows of the bundled examples: the command, and the lines between its `...`."""
    block = re.compile(
        r"^```\n\$ \.venv/bin/reportedly (.*examples/.*)\n\.\.\.\n([^`]*)\.\.\.\n```", re.MULTILINE
    )
    return [(words.split(), told) for words, told in block.findall(README)]


@pytest.mark.parametrize(("words", "told"), shown())
def test_the_readme_shows_what_the_program_prints(
    words: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    for part in told.strip().split("\n\n"):
        assert part in done.output


def test_the_readme_shows_something() -> None:
    assert len(shown()) >= 1


def commands(group: click.Group, before: str = "reportedly") -> list[str]:
    found = []
    for name, command in group.commands.items():
        told = f"{before} {name}"
        found += commands(command, told) if isinstance(command, click.Group) else [told]
    return found


@pytest.mark.parametrize("command", commands(main))
def test_every_command_stands_in_the_manual(command: str) -> None:
    assert command in (ROOT / "docs" / "commands.md").read_text("utf-8")


def test_every_option_stands_in_the_manual() -> None:
    manual = (ROOT / "docs" / "commands.md").read_text("utf-8")
    options = {
        option
        for command in main.commands.values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if option.startswith("--")
    }
    assert {option for option in options if option not in manual} == set()


def test_every_field_of_every_record_stands_in_the_contract() -> None:
    words = set(re.findall(r"\w+", CONTRACT))
    fields = {name for record in Record.__args__ for name in record.__dataclass_fields__}
    assert fields - words == set()


def test_public_names_are_there_and_sorted() -> None:
    import reportedly

    assert public_names == sorted(public_names)
    assert all(hasattr(reportedly, name) for name in public_names)
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = reportedly.nothing_such


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_lexicon_is_there() -> None:
    folder = ROOT / "src" / "reportedly" / "lexicons"
    assert {path.stem for path in folder.glob("*.toml")} == set(LEXICONS)


def test_pages_count_the_entries_of_a_lexicon_as_they_are() -> None:
    told = [
        (page.name, kind, int(count))
        for page in (ROOT / "docs").glob("*.md")
        for kind, count in re.findall(
            r"`lexicons/(\w+)\.toml`,? \(?([\d,]+) entries", page.read_text("utf-8")
        )
    ]
    assert len(told) > 1
    assert [each for each in told if each[2] != len(read_entries(each[1]))] == []


def measured() -> dict[tuple[str, str], list[str]]:
    """The numbers of each row of the page of measures: its value, and precision and recall or counts."""
    rows, name = {}, ""
    page = (ROOT / "docs" / "measures.md").read_text("utf-8").partition("## The figures")[2]
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6:
            name = cells[0] or name
            rows[name, cells[1]] = re.findall(r"[\d.]+", f"{cells[2]} {cells[5]}")
    return rows


@pytest.mark.parametrize(
    ("page", "begins", "row"),
    [
        ("attribution.md", "| attributions (half", ("attribution", "attributions")),
        ("attribution.md", "| and the right source", ("attribution", "attributions + source")),
        ("attribution.md", "| source characters | |", ("attribution", "source characters")),
        ("attribution.md", "| cue characters | |", ("attribution", "cue characters")),
        ("attribution.md", "| content characters | |", ("attribution", "content characters")),
        ("dates.md", "Value F1", ("times-aquaint", "value")),
        ("events.md", "| agency reports of the", ("incidents", "relevant documents")),
        ("hedges.md", "| cues |", ("hedges", "cues")),
        ("hedges.md", "| uncertain sentences |", ("hedges", "uncertain sentences")),
        ("places.md", "| LGL", ("places-lgl", "detection")),
        ("places.md", "| TR-News", ("places-trnews", "detection")),
    ],
)
def test_pages_have_the_figures_of_the_page_of_measures(page: str, begins: str, row: tuple[str, str]) -> None:
    lines = (ROOT / "docs" / page).read_text("utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith(begins))
    assert [number for number in measured()[row] if number not in line] == []


def test_the_readme_has_the_figures_of_the_page_of_measures() -> None:
    page = (ROOT / "docs" / "measures.md").read_text("utf-8")
    assert readme_of(README, page) == README
    assert all(f"| {name} |" in README for name in SETS)
    assert readme_of(README, re.sub(r"[0-9.]+ %", "12.3 %", page)) != README
