"""Several captures of one document: all are kept, and in what they differ is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.errors import NoSuchRecord
from reportedly.ledger.asking.captures import (
    Difference,
    captured_again,
    difference,
    differences_of,
    snapshots_of,
)
from reportedly.ledger.file.filing import Capture, packed, unpacked
from reportedly.ledger.store import open_ledger
from reportedly.records import Figure, Reading

from ..samples import full_reading

FIRST = (
    "Police in Almaty said on Thursday that 12 people were killed. Hospitals counted 40 wounded. "
    "Two soldiers were detained."
)
ReadText = Callable[..., Reading]


def filed(path: Path, read_text: ReadText, *texts: str) -> tuple[Difference, ...]:
    with open_ledger(path) as ledger:
        for number, text in enumerate(texts):
            reading = read_text(text, name="page", published="2022-01-07")
            capture = Capture(text.encode(), fetched_at=f"2022-01-0{number + 7}T08:00:00Z")
            ledger.file([(reading, capture)], run=ledger.start_run("0.1.0"))
        return tuple(differences_of(snapshots_of(ledger, "page")))


def told(change: Difference) -> list[tuple[str, object, object]]:
    return [
        (each.measure, each.before and number(each.before), each.after and number(each.after))
        for each in change.figures
    ]


def number(figure: Figure) -> str:
    return f"{figure.low:g}" if figure.low == figure.high else f"{figure.low} {figure.bound} {figure.high}"


@pytest.mark.parametrize(
    ("changed", "to", "figures"),
    [
        ("12 people", "15 people", [("killed", "12", "15")]),
        ("12 people", "at least 12 people", [("killed", "12", "12.0 at_least None")]),
        ("Hospitals counted 40 wounded. ", "", [("injured", "40", None)]),
        ("Two soldiers", "On Friday 300 looters were held too. Two soldiers", [("arrested", None, "300")]),
        ("on Thursday", "on Wednesday", []),
    ],
)
def test_the_figures_that_changed(
    tmp_path: Path, read_text: ReadText, changed: str, to: str, figures: list[object]
) -> None:
    (change,) = filed(tmp_path / "l", read_text, FIRST, FIRST.replace(changed, to))
    assert told(change) == figures
    assert not change.same_text
    assert change.same_reader


def test_figures_that_only_moved_did_not_change(tmp_path: Path, read_text: ReadText) -> None:
    one, two, three = FIRST.split(". ")
    (change,) = filed(tmp_path / "l", read_text, FIRST, f"{two}. {one}. {three}")
    assert told(change) == []
    assert not change.same_text


def test_one_number_of_two_in_a_sentence(tmp_path: Path, read_text: ReadText) -> None:
    before = "The ministry said 12 officers were killed and 12 soldiers were killed."
    (change,) = filed(tmp_path / "l", read_text, before, before.replace("12 soldiers", "19 soldiers"))
    assert told(change) == [("killed", "12", "19")]
    assert [each.after.group for each in change.figures if each.after] == ["soldiers"]


def test_three_captures_are_two_differences(tmp_path: Path, read_text: ReadText) -> None:
    changes = filed(tmp_path / "l", read_text, FIRST, FIRST.replace("12", "15"), FIRST.replace("40", "44"))
    assert [told(change) for change in changes] == [
        [("killed", "12", "15")],
        [("killed", "15", "12"), ("injured", "40", "44")],
    ]
    assert [change.after.current for change in changes] == [False, True]


def test_an_older_capture_that_is_filed_later_stands_first(tmp_path: Path, read_text: ReadText) -> None:
    with open_ledger(tmp_path / "l") as ledger:
        for text, at in (("Ten died.", "2022-01-08T08:00:00Z"), ("Eight died.", "2022-01-07T08:00:00Z")):
            ledger.file([(read_text(text, name="page"), Capture(text.encode(), fetched_at=at))])
        first, second = snapshots_of(ledger, "page")
    assert first.reading.document.text == "Eight died."
    assert first.current  # what was filed last
    assert second.reading.document.text == "Ten died."


def test_bytes_that_differ_in_nothing_that_is_read(tmp_path: Path, read_text: ReadText) -> None:
    reading = read_text(FIRST, name="page")
    with open_ledger(tmp_path / "l") as ledger:
        for content in (b"<!-- 1 -->", b"<!-- 2 -->"):
            capture = Capture(content)
            document = replace(reading.document, digest=capture.digest, title=content.decode())
            ledger.file([(replace(reading, document=document), capture)])
        (change,) = differences_of(snapshots_of(ledger, "page"))
        assert captured_again(ledger) == ("page",)
    assert change.same_text
    assert [(each.field, each.before, each.after) for each in change.fields] == [
        ("title", "<!-- 1 -->", "<!-- 2 -->")
    ]


def test_the_last_reading_of_the_same_bytes_is_compared(tmp_path: Path, read_text: ReadText) -> None:
    """Read anew by a later version before the page was fetched again."""
    with open_ledger(tmp_path / "l") as ledger:
        reading = read_text(FIRST, name="page")
        for version, each in (
            ("0.1.0", replace(reading, figures=())),
            ("0.2.0", reading),
            ("0.3.0", read_text(FIRST.replace("12", "15"), name="page")),
        ):
            ledger.file([each], run=ledger.start_run(version))
        (change,) = differences_of(snapshots_of(ledger, "page"))
    assert told(change) == [("killed", "12", "15")]
    assert (change.before.program, change.after.program) == ("0.2.0", "0.3.0")
    assert not change.same_reader


def test_one_capture_differs_from_nothing(tmp_path: Path, read_text: ReadText) -> None:
    assert filed(tmp_path / "l", read_text, FIRST) == ()
    with open_ledger(tmp_path / "l") as ledger:
        assert captured_again(ledger) == ()
        with pytest.raises(NoSuchRecord):
            snapshots_of(ledger, "another")


def test_a_packed_reading_is_whole_again() -> None:
    reading = full_reading()
    assert unpacked(packed(reading)) == reading


def test_from_a_text_to_itself_there_is_no_difference(tmp_path: Path, read_text: ReadText) -> None:
    with open_ledger(tmp_path / "l") as ledger:
        ledger.file([read_text(FIRST, name="page")])
        (snapshot,) = snapshots_of(ledger, "page")
    nothing = difference(snapshot, snapshot)
    assert nothing.same_text
    assert nothing.figures == nothing.fields == ()
