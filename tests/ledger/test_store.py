"""The ledger's file: what is filed is read back, twice adds nothing, and bad files say what they are."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from reportedly.errors import LedgerBusy, LedgerError, MissingLedger, NewerLedger, NoSuchRecord, NotALedger
from reportedly.ledger.file import opening
from reportedly.ledger.file.filing import Capture
from reportedly.ledger.file.opening import APPLICATION_ID, steps
from reportedly.ledger.file.rows import TABLES, shape_of
from reportedly.ledger.store import MOST_FILED_TOGETHER, as_query, open_ledger
from reportedly.records import Figure, Reading

from .samples import Written, document, full_reading, readings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "crisis.ledger"


def pages(count: int, start: int = 0) -> list[Reading]:
    return [full_reading(f"page-{number}") for number in range(start, start + count)]


def bare(name: str, text: str, **fields: str) -> Reading:
    return Written(text, name, **fields).reading()


def test_a_new_ledger_is_its_owners_alone_and_an_old_one_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.ledger"
    with open_ledger(path, create=True):
        assert path.stat().st_mode & 0o777 == 0o600
        assert Path(f"{path}-wal").stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with open_ledger(path, create=True):
        assert path.stat().st_mode & 0o777 == 0o644


def test_a_new_ledger_behind_a_link_is_its_owners_alone(tmp_path: Path) -> None:
    link = tmp_path / "link.ledger"
    link.symlink_to(tmp_path / "new.ledger")
    with open_ledger(link, create=True):
        assert (tmp_path / "new.ledger").stat().st_mode & 0o777 == 0o600
    assert link.is_symlink()


def test_a_file_that_is_replaced_while_it_is_opened_is_not_taken_for_the_one_opened(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.ledger"
    open_ledger(other).close()
    made = opening._bring_up_to_date

    def replaced(*args: Any, **options: Any) -> None:
        made(*args, **options)
        other.replace(path)

    monkeypatch.setattr(opening, "_bring_up_to_date", replaced)
    with open_ledger(path) as ledger, pytest.raises(MissingLedger, match="replaced"):
        ledger.file(pages(1))


class TestFiling:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(reading=readings())
    def test_what_is_filed_is_read_back(
        self, reading: Reading, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        with open_ledger(tmp_path_factory.mktemp("ledger") / "l") as ledger:
            ledger.file([reading])
            assert ledger.reading(reading.document.id) == reading
            assert list(ledger.readings()) == [reading]

    def test_one_of_each_kind(self, path: Path) -> None:
        reading = full_reading()
        with open_ledger(path) as ledger:
            assert ledger.file([reading]).new == 1
        with open_ledger(path, read_only=True) as ledger:
            assert ledger.reading("page-1") == reading
            for record in (*reading.actors, *reading.claims, *reading.figures, reading.document):
                assert ledger.record(record.id) == record

    def test_twice_the_same_adds_nothing(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            first = ledger.file(pages(5))
            before = ledger.stats()
            again = ledger.file(pages(5))
            assert (first.new, again.new, again.known) == (5, 0, 5)
            assert ledger.stats() == before

    def test_twice_in_one_batch_adds_nothing(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            filed = ledger.file([*pages(2), *pages(2)])
            assert (filed.new, filed.known) == (2, 2)

    def test_bytes_are_kept_with_how_they_came(self, path: Path) -> None:
        page = Capture(
            b"<p>caf\xe9</p>", "text/html", "2022-01-07T10:00:00Z", "https://x.example", {"a": "b"}
        )
        with open_ledger(path) as ledger:
            ledger.file([(full_reading(), page), bare("plain", "Nine died.")])
            assert ledger.capture("page-1") == page
            assert ledger.capture("plain").content == b"Nine died."
            assert ledger.capture("plain").digest == document("Nine died.").digest

    def test_other_bytes_under_one_id_are_a_second_capture(self, path: Path) -> None:
        early, late = bare("page", "Eight died."), bare("page", "Ten died.")
        with open_ledger(path) as ledger:
            ledger.file([early])
            assert ledger.file([late]).renewed == 1
            assert ledger.reading("page").document.text == "Ten died."
            assert [each.content for each in ledger.captures("page")] == [b"Ten died.", b"Eight died."]
            assert ledger.stats()["superseded_readings"] == 1
            assert ledger.has_bytes(early.document.digest)

    def test_a_better_reading_of_the_same_bytes_supersedes(self, path: Path) -> None:
        reading = full_reading()
        better = replace(reading, figures=(replace(reading.figures[0], total=True),))
        with open_ledger(path) as ledger:
            ledger.file([reading])
            assert ledger.file([better]).renewed == 1
            assert ledger.reading("page-1") == better
            assert ledger.stats()["captures"] == 1

    def test_an_id_that_two_outlets_use_is_two_documents(self, path: Path) -> None:
        one = full_reading("7")
        other = full_reading("7", "Later that day. " + one.document.text)
        other = replace(other, document=replace(other.document, url="https://other.example/7"))
        with open_ledger(path) as ledger:
            ledger.file([one, other])
            assert ledger.file([other]).known == 1
            apart = f"7~{other.document.digest[:8]}"
            assert ledger.reading("7") == one
            filed = ledger.reading(apart)
            assert [notice.code for notice in filed.notices] == ["no_time", "id_taken"]
            assert filed.figures[0].event == filed.events[0].id != other.events[0].id
            assert ledger.is_filed("7", other.document.digest)

    def test_a_broken_character_leaves_offsets_alone(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            ledger.file([bare("odd", "ab\ud800c d")])
            filed = ledger.reading("odd")
            assert filed.document.text == "ab\ufffdc d"
            assert [notice.code for notice in filed.notices] == ["broken_character"]

    def test_a_lost_reference_is_said_aloud(self, path: Path) -> None:
        reading = full_reading()
        with open_ledger(path) as ledger:
            ledger.file([replace(reading, places=())])
            filed = ledger.reading("page-1")
            assert filed.figures[0].place is None
            assert "reference_lost" in [notice.code for notice in filed.notices]

    def test_a_figure_without_its_amount_is_said_aloud(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            ledger.file([replace(full_reading(), amounts=())])
            assert ledger.reading("page-1").figures == ()

    def test_a_run_is_named_by_its_documents(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            run = ledger.start_run("0.1.0", "a-model 3.8", "abc")
            ledger.file(pages(1), run=run)
            ledger.finish_run(run)
            (told,) = ledger.runs()
            assert (told.program, told.model, told.lexicon) == ("0.1.0", "a-model 3.8", "abc")
            assert told.finished_at is not None
        rows = sqlite3.connect(path).execute("SELECT run FROM documents").fetchall()
        assert rows == [(run,)]

    def test_a_batch_is_written_whole_or_not_at_all(self, path: Path) -> None:
        def half() -> object:
            yield from pages(MOST_FILED_TOGETHER + 10)
            raise KeyboardInterrupt

        with open_ledger(path) as ledger:
            with pytest.raises(KeyboardInterrupt):
                ledger.file(half())  # type: ignore[arg-type]
            assert ledger.stats()["documents"] == MOST_FILED_TOGETHER


class TestAsking:
    @pytest.fixture
    def ledger(self, path: Path):  # type: ignore[no-untyped-def]
        with open_ledger(path) as ledger:
            ledger.file(pages(3))
            yield ledger

    def test_a_record_by_the_start_of_its_id(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = ledger.reading("page-1").figures[0]
        assert ledger.record(figure.id[:20]) == figure
        assert ledger.record(figure.id.removeprefix("figure-")[:12]) == figure

    def test_a_start_of_several_ids_names_them(self, ledger) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(NoSuchRecord, match="page-0, page-1, page-2"):
            ledger.record("page-")

    def test_a_wrong_id_names_what_is_near(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = ledger.reading("page-1").figures[0]
        with pytest.raises(NoSuchRecord, match=figure.id):
            ledger.record(figure.id[:-1] + "z")
        with pytest.raises(NoSuchRecord, match="page-1"):
            ledger.reading("page-9")

    def test_of_a_name_without_end_only_the_beginning_is_compared(self, ledger) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(NoSuchRecord, match="no record"):
            ledger.record("x-" + "A" * 200_000)

    def test_a_snapshot_does_not_see_what_is_filed_meanwhile(self, ledger) -> None:  # type: ignore[no-untyped-def]
        def count() -> int:
            return sum(1 for _ in ledger.readings())

        before = count()
        with ledger.snapshot():
            assert count() == before
            with open_ledger(ledger.path) as other:
                other.file(pages(1, start=900))
            assert count() == before
        assert count() == before + 1

    @pytest.mark.parametrize(
        ("words", "kinds"),
        [
            ("officers killed", {"claim", "document"}),
            ("officer kill", {"claim", "document"}),
            ('"killed officers"', set()),
            ("unrest", {"document"}),
            ("balloon", set()),
            ("", set()),
        ],
    )
    def test_words(self, ledger, words: str, kinds: set[str]) -> None:  # type: ignore[no-untyped-def]
        assert {hit.kind for hit in ledger.search(words)} == kinds

    @pytest.mark.parametrize(
        "words",
        [
            '"',
            '""',
            "AND",
            "OR NOT",
            "NEAR(",
            "a* ^b",
            "col:um",
            "'; DROP TABLE",
            "-",
            "( )",
            "\0",
            "\ud800",
            "é",
        ],
    )
    def test_no_word_is_an_operator(self, ledger, words: str) -> None:  # type: ignore[no-untyped-def]
        assert isinstance(ledger.search(words), tuple)

    def test_a_snippet_marks_the_words(self, ledger) -> None:  # type: ignore[no-untyped-def]
        assert "\x02killed\x03" in ledger.search("killed", limit=1)[0].snippet

    def test_words_of_a_superseded_reading_are_gone(self, ledger) -> None:  # type: ignore[no-untyped-def]
        ledger.file([bare("page-1", "All is calm.")])
        assert {hit.document for hit in ledger.search("officers")} == {"page-0", "page-2"}

    def test_a_phrase_is_kept_and_words_are_quoted(self) -> None:
        assert as_query('state "shoot to kill" order') == '"state" "shoot to kill" "order"'


class TestBadFiles:
    def test_not_a_ledger(self, path: Path) -> None:
        path.write_text("just some words, longer than sixteen bytes")
        with pytest.raises(NotALedger, match="not even an SQLite file"):
            open_ledger(path)
        assert path.read_text().startswith("just")

    def test_another_sqlite_file(self, path: Path) -> None:
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE t (x)")
        with pytest.raises(NotALedger, match="but not a ledger"):
            open_ledger(path)

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(NotALedger, match="is a folder"):
            open_ledger(tmp_path)

    def test_a_newer_ledger(self, path: Path) -> None:
        open_ledger(path).close()
        with sqlite3.connect(path) as raw:
            raw.execute("PRAGMA user_version = 9000")
        with pytest.raises(NewerLedger, match="step 9000"):
            open_ledger(path)

    def test_missing(self, path: Path) -> None:
        for how in ({"read_only": True}, {"create": False}):
            with pytest.raises(LedgerError, match="no such ledger"):
                open_ledger(path, **how)
        with pytest.raises(LedgerError, match="no such folder"):
            open_ledger(path / "deeper")

    def test_damaged(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            ledger.file(pages(30))
        damaged = path.read_bytes()
        path.write_bytes(damaged[:4096] + b"\xa5" * 40_000 + damaged[44_096:])
        with pytest.raises(LedgerError, match="damaged"), open_ledger(path) as ledger:
            list(ledger.readings())

    def test_written_under_a_file_that_is_read_only(self, path: Path) -> None:
        open_ledger(path).close()
        with open_ledger(path, read_only=True) as ledger, pytest.raises(LedgerError, match="read-only"):
            ledger.file(pages(1))

    @pytest.mark.parametrize("what", ["deleted", "replaced"])
    def test_a_file_that_goes_away_while_it_is_written(self, path: Path, what: str) -> None:
        """SQLite would go on writing to a file that has no name any more, and say nothing."""
        other = path.with_name("other")
        open_ledger(other).close()
        with open_ledger(path) as ledger:
            ledger.file(pages(1))
            path.unlink()
            if what == "replaced":
                other.rename(path)
            with pytest.raises(MissingLedger, match=f"was {what} .*not there"):
                ledger.file(pages(1, start=10))

    def test_a_folder_that_cannot_be_written(self) -> None:
        with pytest.raises(LedgerError, match="cannot be opened"):
            open_ledger("/proc/crisis.ledger")

    def test_a_full_disk_leaves_what_was_there(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            ledger.file(pages(3))
            size = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
            ledger._connection.execute(f"PRAGMA max_page_count = {size + 4}")
            with pytest.raises(LedgerError, match="disk is full"):
                ledger.file(pages(150, start=10))
            assert ledger.stats()["documents"] == 3
            ledger._connection.execute("PRAGMA max_page_count = 1000000")
            assert ledger.file(pages(150, start=10)).new == 150
            assert ledger._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    def test_locked(self, path: Path) -> None:
        with open_ledger(path) as first, open_ledger(path, patience=0.05) as second:
            first._connection.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerBusy, match="another process"):
                second.file(pages(1))
            assert second.stats()["documents"] == 0  # readers are not kept out
            first._connection.execute("ROLLBACK")
            assert second.file(pages(1)).new == 1


WRITER = """
import sys
from tests.ledger.samples import full_reading
from reportedly.ledger.store import open_ledger
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_ledger(path, patience=600) as ledger:
    for number in range(count):
        ledger.file([full_reading(f"{name}-{number}-{part}") for part in range(20)])
        print(number, flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", textwrap.dedent(WRITER), str(path), name, str(count)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(arguments, cwd=root, stdout=subprocess.PIPE, text=True)


class TestManyProcesses:
    def test_two_writers_take_turns(self, path: Path) -> None:
        writers = [writer(path, name, 10) for name in ("a", "b")]
        assert [each.wait(600) for each in writers] == [0, 0]
        with open_ledger(path) as ledger:
            assert ledger.stats()["documents"] == 2 * 10 * 20

    def test_a_kill_leaves_whole_batches(self, path: Path) -> None:
        process = writer(path, "a", 10_000)
        assert process.stdout is not None
        for _ in range(3):
            process.stdout.readline()
        time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with open_ledger(path) as ledger:
            count = ledger.stats()["documents"]
            assert count >= 60
            assert count % 20 == 0
            assert ledger._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert ledger._connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert ledger.file(pages(1)).new == 1


class TestPlainFile:
    def test_datasette_opens_it(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            ledger.file(pages(2))
        import asyncio

        from datasette.app import Datasette

        async def ask() -> dict[str, object]:
            site = Datasette([str(path)])
            response = await site.client.get("/crisis/figures.json?_labels=on&_shape=objects")
            found = await site.client.get("/crisis/documents.json?_search=officers&_shape=objects")
            assert len(found.json()["rows"]) == 2
            return response.json()

        with ThreadPoolExecutor(1) as thread:  # a browser test may have left a loop running in this one
            rows = thread.submit(asyncio.run, ask()).result()["rows"]
        assert len(rows) == 2  # type: ignore[arg-type]
        assert rows[0]["place"]["value"].startswith("place-")  # type: ignore[index]

    def test_sqlite_utils_opens_it(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            ledger.file(pages(2))
        import sqlite_utils

        database = sqlite_utils.Database(path)
        figures = database["figures"]
        assert {key.column: key.other_table for key in figures.foreign_keys}["place"] == "places"
        assert figures.count == 2
        assert all(table.strict for table in database.tables if "_words" not in table.name)
        assert len(list(database["claims"].search("killed"))) == 2

    def test_the_file_tells_its_history(self, path: Path) -> None:
        open_ledger(path, program="0.0.1").close()
        raw = sqlite3.connect(path)
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (steps()[-1][0],)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        told = raw.execute("SELECT step, program FROM migrations").fetchall()
        assert told == [(number, "0.0.1") for number, _, _ in steps()]

    def test_lists_open_with_json_each(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            ledger.file(pages(1))
        raw = sqlite3.connect(path)
        asked = "SELECT value ->> 'name' FROM events, json_each(recipients)"
        assert raw.execute(asked).fetchall() == [("officers",)]
        assert (
            json.loads(raw.execute("SELECT segments FROM documents").fetchone()[0])[0]["kind"] == "paragraph"
        )


def test_every_field_has_its_column(path: Path) -> None:
    with open_ledger(path) as ledger:
        for record_type, table in TABLES.items():
            columns = {row[1] for row in ledger._connection.execute(f"PRAGMA table_info({table})")}
            assert set(shape_of(record_type).columns) <= columns, table


def test_a_figure_keeps_open_bounds(path: Path) -> None:
    page = Written("More than 3,000 people were detained.", "p")
    page.figure("More than 3,000 people", "arrested", 3000, None, bound="more_than")
    with open_ledger(path) as ledger:
        ledger.file([page.reading()])
        (figure,) = ledger.records(Figure)
        assert (figure.low, figure.high, figure.bound) == (3000, None, "more_than")


def test_all_readings_come_in_the_order_of_filing_however_many_are_read_together(path: Path) -> None:
    names = [f"page-{number * 37 % 101}" for number in range(101)]
    with open_ledger(path) as ledger:
        ledger.file(full_reading(name) for name in names)
        assert [reading.document.id for reading in ledger.readings()] == names
        assert list(ledger.readings())[60] == ledger.reading(names[60])


def test_a_question_that_is_dropped_after_the_ledger_was_closed_says_nothing(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.file([full_reading("one"), full_reading("two")])
        rows = ledger.ask("SELECT id FROM documents ORDER BY id")
        assert next(rows)["id"] == "one"
    rows.close()  # type: ignore[attr-defined]


def test_no_two_steps_have_one_number() -> None:
    numbers = [number for number, _, _ in steps()]
    assert len(set(numbers)) == len(numbers)
