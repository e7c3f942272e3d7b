from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.contract import KINDS
from reportedly.ledger.store import open_ledger
from reportedly.records import Occurrence

PAGE = """<html lang="en"><head><title>Two dead in Almaty</title>
<meta property="article:published_time" content="2022-01-06T10:00:00Z"></head><body><article>
<h1>Two dead in Almaty</h1>
<p>The interior ministry said on Wednesday that at least two people were killed and 14 were injured in Almaty.
Police arrested more than 30 protesters, a spokesman told reporters in the city on Wednesday evening.</p>
<p>Residents said that soldiers may have fled the airport. The reports could not be independently verified.
Officials denied that anybody had left, according to the Kazinform agency, and promised to publish a list.</p>
</article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE)
    return tmp_path


def call(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result


def test_records_are_one_json_object_a_line_and_all_kinds_are_there(folder: Path) -> None:
    records = [
        json.loads(line) for line in call("read", "page.html", "--format", "jsonl").stdout.splitlines()
    ]
    assert {record["kind"] for record in records} >= set(KINDS.values()) - {
        "origin", "occurrence", "account", "contradiction", "judgement", "notice",
    }  # fmt: skip
    text = records[0]["text"]
    assert records[0]["kind"] == "document"
    for record in records[1:]:
        if record.get("start") is not None:
            assert text[record["start"] : record["end"]] == record["quote"]
    assert records[0]["published"].startswith("2022-01-06")
    assert records[0]["published_basis"] == "page"


def test_explain_names_the_rule_and_the_words(folder: Path) -> None:
    told = call("read", "page.html", "--explain").stdout
    assert "rule       cue/say" in told
    assert "source     “The interior ministry”" in told


def test_a_ledger_is_filled_searched_shown_and_counted(folder: Path) -> None:
    call("read", "page.html", "--into", "my.ledger")
    before = json.loads(call("stats", "my.ledger", "--json").stdout)
    assert before["documents"] == 1
    assert before["claims"] > 2
    hits = call("search", "my.ledger", "soldiers", "--json").stdout.splitlines()
    assert {json.loads(hit)["kind"] for hit in hits} == {"claim", "document"}
    claim = next(json.loads(hit)["id"] for hit in hits if json.loads(hit)["kind"] == "claim")
    assert "soldiers" in call("show", "my.ledger", claim[:16]).stdout
    assert json.loads(call("show", "my.ledger", claim, "--json").stdout)["id"] == claim
    again = call("read", "page.html", "--into", "my.ledger")
    assert "1 in the ledger already" in again.stderr
    after = json.loads(call("stats", "my.ledger", "--json").stdout)
    assert {k: v for k, v in after.items() if k != "runs"} == {k: v for k, v in before.items() if k != "runs"}


def test_reading_anew_adds_nothing(folder: Path) -> None:
    call("read", "page.html", "--into", "my.ledger")
    before = json.loads(call("stats", "my.ledger", "--json").stdout)
    call("read", "page.html", "--into", "my.ledger", "--again")
    after = json.loads(call("stats", "my.ledger", "--json").stdout)
    assert {k: v for k, v in after.items() if k != "runs"} == {k: v for k, v in before.items() if k != "runs"}


def test_the_words_that_search_finds_are_never_operators(folder: Path) -> None:
    call("read", "page.html", "--into", "my.ledger")
    for words in ("a AND", "NEAR(", "text:killed", "-- x", "'); DROP TABLE claims"):
        call("search", "my.ledger", "--", words)


@pytest.mark.parametrize("words", ['"', "*", "", "-- ..."])
def test_a_search_for_no_word_names_what_was_asked(folder: Path, words: str) -> None:
    call("read", "page.html", "--into", "my.ledger")
    refused = call("search", "my.ledger", "--", words, code=2).stderr
    assert f"{words!r} holds no word to search for" in refused


UNJOINED = "reportedly: 1 of 1 document is not joined yet: run `reportedly join my.ledger`\n"


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def unjoined(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The message of a `read` that was interrupted after its document was filed and before it was joined."""
    with monkeypatch.context() as patched:
        patched.setattr("reportedly.ledger.asking.renewed.join", interrupted)
        return call("read", "page.html", "--into", "my.ledger", "-q", code=130).stderr


def test_an_interrupted_read_says_what_is_not_joined(unjoined: str) -> None:
    told = UNJOINED.removeprefix("reportedly: ")
    assert unjoined == f"reportedly: interrupted; what was filed is in the ledger; {told}"


@pytest.mark.parametrize(
    "words",
    [
        *("brief my.ledger", "brief my.ledger --with-names", "figures my.ledger", "stats my.ledger --json"),
        *("export my.ledger", "export my.ledger --format html", "export my.ledger --format csv -o tables"),
    ],
)
def test_what_is_not_joined_is_said_wherever_it_is_missing(unjoined: str, words: str) -> None:
    assert call(*words.split()).stderr == UNJOINED
    call("join", "my.ledger", "-q")
    assert call(*words.split()).stderr == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("read page.html", "interrupted"),
        ("brief page.html", "interrupted"),
        ("read page.html --into new.ledger", "interrupted; nothing was filed"),
    ],
)
def test_an_interruption_tells_of_no_ledger_that_is_not_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: str, told: str
) -> None:
    monkeypatch.setattr("reportedly.scale.read_pages", interrupted)
    assert call(*words.split(), code=130).stderr == f"reportedly: {told}\n"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_brief_of_a_page_and_of_a_ledger(folder: Path, form: str) -> None:
    call("read", "page.html", "--into", "my.ledger")
    for source in ("page.html", "my.ledger"):
        told = call("brief", source, "--format", form).stdout
        assert "at least 2" in told
        assert "interior ministry" in told
        call("brief", source, "--format", form, "--output", "out")
        assert Path("out").read_text("utf-8") == told


def test_progress_goes_to_standard_error_and_quiet_silences_it(folder: Path) -> None:
    (folder / "two.txt").write_text("Two men were arrested.")
    loud = call("read", "page.html", "two.txt", "--format", "jsonl")
    assert "2 documents" in loud.stderr
    assert all(json.loads(line) for line in loud.stdout.splitlines())
    assert call("read", "page.html", "two.txt", "--format", "jsonl", "-q").stderr == ""


def test_help_needs_nothing_heavy() -> None:
    load = "import sys; from reportedly.cli import main; main(['--help'], standalone_mode=False)"
    code = f"{load}; print(sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("spacy", "numpy", "trafilatura", "rich", "jinja2", "sqlite3", "lxml"):
        assert f"'{heavy}'" not in told


def test_every_command_has_help_that_teaches() -> None:
    for name, command in main.commands.items():
        told = call(name, "--help").stdout
        assert len(command.help or "") > 40, name
        assert "Usage:" in told


def test_the_demo(folder: Path) -> None:
    told = call("demo", "--no-serve")
    assert "Kazakhstan, January 2022" in told.stdout
    stats = json.loads(call("stats", "demo/kazakhstan-2022.ledger", "--json").stdout)
    assert stats["documents"] == 96
    assert "</html>" in Path("demo/kazakhstan-2022.html").read_text("utf-8")


def test_serve_tells_its_address_and_answers_there(folder: Path) -> None:
    with open_ledger(folder / "my.ledger"):
        pass
    command = [sys.executable, "-m", "reportedly", "serve", "my.ledger", "--port", "0", "--read-only"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder) as site:
        assert site.stdout is not None
        address = site.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}about") as answer:
            assert b"About this ledger" in answer.read()
        site.terminate()


def test_serve_names_what_it_cannot_open(folder: Path) -> None:
    (folder / "page.txt").write_text("no ledger", "utf-8")
    assert "is not a ledger" in call("serve", "page.txt", code=1).stderr
    assert "no such ledger" in call("serve", "none.ledger", code=1).stderr


def test_a_brief_of_a_part_of_a_ledger_is_of_that_part(folder: Path) -> None:
    source = folder / "two.jsonl"
    lines = [
        {"id": "a", "published": "2022-01-06", "text": "Police shot four people dead in Almaty on Thursday."},
        {"id": "b", "published": "2022-03-02", "text": "Rebels bombed a bridge in Mombasa on Wednesday."},
    ]
    source.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    call("read", str(source), "--into", "two.ledger", "-q")
    for form in ("text", "markdown", "html"):
        whole = call("brief", "two.ledger", "--format", form).stdout
        part = call("brief", "two.ledger", "--format", form, "--place", "Almaty").stdout
        assert "Mombasa" in whole
        assert "two (place Almaty)" in part
        assert "Almaty" in part.replace("two (place Almaty)", "")
        assert "Mombasa" not in part
    assert "Mombasa" not in call("brief", "two.ledger", "--place", "almaty").stdout
    late = call("brief", "two.ledger", "--from", "2022-02").stdout
    assert "Mombasa" in late
    assert "Almaty" not in late
    assert "Almaty" in call("brief", "two.ledger", "--to", "2022-01-31").stdout
    with open_ledger("two.ledger", read_only=True) as ledger:
        (one,) = (each for each in ledger.records(Occurrence) if each.documents == ("a",))
    alone = call("brief", "two.ledger", "--occurrence", one.id).stdout
    assert "Almaty" in alone
    assert "Mombasa" not in alone


def test_what_was_ignored_or_refused_names_its_option(folder: Path) -> None:
    source = folder / "one.txt"
    source.write_text("Police shot four people dead in Almaty on Sunday.", "utf-8")
    call("read", str(source), "--into", "one.ledger", "-q")
    again = call("read", str(source), "--into", "one.ledger", "--published", "2022-01-07")
    assert "--again reads them again" in again.stderr
    assert "--allow-private" in call("read", "http://127.0.0.1:9/", code=1).stderr
    assert "name a folder with --output" in call("export", "one.ledger", "--format", "csv", code=2).stderr
    told = call("stats", "one.ledger").stdout
    assert "by people 0, by rules" in told
    decided = call("captures", "one.ledger", "https://news.example/none", code=1)
    assert "no record" in decided.stderr


def test_what_a_brief_cannot_choose_is_said(folder: Path) -> None:
    source = folder / "one.txt"
    source.write_text("Police shot four people dead in Almaty.", "utf-8")
    call("read", str(source), "--into", "one.ledger", "-q")
    assert (
        "nothing in this ledger matches --place Lima"
        in call("brief", "one.ledger", "--place", "Lima", code=1).stderr
    )
    assert "is for a ledger" in call("brief", str(source), "--place", "Almaty", code=2).stderr
    assert "takes no other input" in call("brief", "one.ledger", str(source), code=2).stderr


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--from", "soon"), "a date is written"),
        (("--from", "2022-13"), "a date is written"),
        (("--to", "2022-02-31"), "a date is written"),
        (("--from", "0000"), "a date is written"),
        (("--from", "2022-01-06", "--to", "2022-01-05"), "is after to='2022-01-05'"),
        (("--from", "2023", "--to", "2022-06"), "is after to='2022-06'"),
        (("--place", " "), "is blank"),
        (("--from", ""), "is blank"),
    ],
)
def test_a_filter_that_nobody_can_mean_is_not_understood(
    folder: Path, asked: tuple[str, ...], told: str
) -> None:
    with open_ledger(folder / "one.ledger"):
        pass
    assert told in call("brief", str(folder / "one.ledger"), *asked, code=2).stderr


def test_a_range_within_one_month_is_understood(folder: Path) -> None:
    with open_ledger(folder / "one.ledger"):
        pass
    asked = ("--from", "2022-01-31", "--to", "2022-01")
    assert (
        "nothing in this ledger matches" in call("brief", str(folder / "one.ledger"), *asked, code=1).stderr
    )


def test_a_folder_of_shards_is_no_file(folder: Path) -> None:
    """Said before anything is read, not when the first shard is to be written."""
    taken = folder / "taken"
    taken.write_text("mine")
    for into in (taken, taken / "below"):
        told = call("read", str(taken), "--engine", "ray", "--into", str(into), code=2).stderr
        assert f"{taken}: is a file, not a folder" in told
    told = call("merge", str(taken), "--into", str(folder / "l.ledger"), code=2).stderr
    assert f"{taken}: is a file, not a folder of shards" in told
    assert not (folder / "l.ledger").exists()


def test_a_plain_text_is_called_by_its_first_words(folder: Path) -> None:
    source = folder / "note.txt"
    source.write_text(
        "Police said three people were killed in Almaty on Thursday, and " + "ten " * 40, "utf-8"
    )
    call("read", str(source), "--into", "l.ledger", "--format", "summary", "-q")
    named = "“Police said three people were killed in Almaty on Thursday, and ten …”"
    read = call("read", str(source), "--format", "summary", "-q").stdout
    assert read.startswith(f"undated  {named}: ")
    found = call("search", "l.ledger", "killed").stdout
    assert f"  {named}, document-" in found
    assert json.loads(call("search", "l.ledger", "killed", "--json").stdout.splitlines()[0])["name"] == named


def test_origins_are_counted_as_in_the_brief(folder: Path) -> None:
    text = "Police said three people were killed in Almaty on Thursday night after a fire broke out there. "
    source = folder / "three.jsonl"
    source.write_text(
        "".join(
            json.dumps({"id": name, "text": words, "publisher": name, "published": "2022-01-07"}) + "\n"
            for name, words in (("a", text * 3), ("b", text * 3), ("c", "Two men fled from Aktobe."))
        )
    )
    call("read", str(source), "--into", "l.ledger", "-q")
    assert json.loads(call("stats", "l.ledger", "--json").stdout)["origins"] == 2
    assert (
        "3 documents, published 2022-01-07 to 2022-01-07, 2 independent origins"
        in call("brief", "l.ledger").stdout
    )


def test_commands_are_completed_by_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_REPORTEDLY_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "reportedly exp")
    monkeypatch.setenv("COMP_CWORD", "1")
    told = CliRunner().invoke(main, [], prog_name="reportedly")
    assert told.stdout.strip() == "plain,export"


def test_explain_takes_no_format(folder: Path) -> None:
    refused = call("read", "page.html", "--explain", "--format", "jsonl", code=2)
    assert "--explain has a form of its own and takes no --format" in refused.stderr
