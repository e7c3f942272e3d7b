"""Places and claimants of one name in two countries are told apart where they are shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.asking.selection import select_content
from reportedly.ledger.joining import join, join_readings
from reportedly.ledger.store import open_ledger
from reportedly.records import Reading
from reportedly.views.brief import make_brief

ReadText = Callable[..., Reading]

LEBANESE = (
    "TRIPOLI, Lebanon - The health ministry said 14 people were killed in a blast in Tripoli on Monday."
)
LIBYAN = "TRIPOLI, Libya - The health ministry said two people were killed in a blast in Tripoli on Monday."


def read_both(read_text: ReadText) -> list[Reading]:
    return [
        read_text(text, published="2024-03-06", publisher=name, name=name)
        for name, text in (("Cedar", LEBANESE), ("Coast", LIBYAN))
    ]


def test_two_towns_of_one_name_never_join_and_are_shown_with_their_countries(
    read_text: ReadText, tmp_path: Path
) -> None:
    with open_ledger(tmp_path / "two.ledger") as ledger:
        ledger.file(read_both(read_text))
        join(ledger)
        readings, joined = select_content(ledger, Filter())
    assert [len(each.documents) for each in joined.occurrences] == [1, 1]
    brief = make_brief(readings, collection=joined)
    assert {(line.low, line.place, line.who) for line in brief.figures} == {
        (14, "Tripoli, Lebanon", "health ministry (Lebanon)"),
        (2, "Tripoli, Libya", "health ministry (Libya)"),
    }
    assert {voice.who for voice in brief.voices} == {"health ministry (Lebanon)", "health ministry (Libya)"}


def test_a_namesake_abroad_shares_no_toll_though_its_report_names_the_other_country(
    read_text: ReadText,
) -> None:
    told = (
        LEBANESE,
        "TRIPOLI, Lebanon - The toll of the blast in Tripoli on Monday rose to 19, the health ministry said.",
        f"{LIBYAN} Libya sent its regrets to Lebanon, where 19 people died in a city of the same name.",
    )
    readings = [
        read_text(text, published=f"2024-03-0{6 + number}", publisher=f"Outlet {number}", name=f"n{number}")
        for number, text in enumerate(told)
    ]
    joined = join_readings(readings, "2026-01-01T00:00:00Z")
    (libyan,) = (account for account in joined.accounts if account.low == 2)
    assert libyan.status == "current"
    assert libyan.occurrence not in {account.occurrence for account in joined.accounts if account.low == 14}


def test_a_name_of_one_country_stands_alone(read_text: ReadText) -> None:
    readings = read_both(read_text)[:1]
    brief = make_brief(readings, collection=join_readings(readings, "2026-01-01T00:00:00Z"))
    assert {(line.place, line.who) for line in brief.figures} == {("Tripoli", "health ministry")}
