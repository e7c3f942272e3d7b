"""Two to four short reports of one thing, joined: what a desk editor must see, each case with its phrase."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import Collection, join_readings
from reportedly.records import Reading

ReadText = Callable[..., Reading]

DAYS = "2024-03-0"


def join(read_text: ReadText, *told: str) -> Collection:
    """Reports of the fourth of March and of the days after it, each of another outlet."""
    readings = [
        read_text(text, published=f"{DAYS}{4 + number}", publisher=f"Outlet {number}", name=f"t{number}")
        for number, text in enumerate(told)
    ]
    return join_readings(readings, "2026-01-01T00:00:00Z")


def accounts(joined: Collection) -> set[tuple[str | None, str | None, float | None, str, str]]:
    """Who counts how many of what, how surely, and whether it still stands."""
    return {
        (a.claimant.name if a.claimant else None, a.measure, a.low, a.certainty, a.status)
        for a in joined.accounts
        if a.measure
    }


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (  # an outlet that tells a doctor's number as a fact makes the doctor no surer
            (
                "Shells hit a street in Benghazi, Libya, on Monday, killing at least 12, a doctor said.",
                "Shelling on Monday in Benghazi, Libya, killed at least 12 people.",
            ),
            {("doctor", "killed", 12.0, "reported", "current")},
        ),
        (  # who corrects a number counts the new one
            (
                "At least 20 people were killed on Monday in a blast in Mardin, Turkey, the governor's "
                "office said.",
                "The governor's office corrected the toll of Monday's blast in Mardin, Turkey. It said nine "
                "people were killed, not 20.\n\nThe earlier figure was wrong, the governor's office said.",
            ),
            {
                ("governor's office", "killed", 20.0, "reported", "retracted"),
                ("governor's office", "killed", 9.0, "reported", "current"),
            },
        ),
        (  # who lowers a toll counts it
            (
                "A blast in Mardin, Turkey, killed 30 people on Monday, the interior ministry said.",
                "The interior ministry lowered the death toll from Monday's blast in Mardin, Turkey, to 24.",
            ),
            {
                ("interior ministry", "killed", 30.0, "reported", "revised"),
                ("interior ministry", "killed", 24.0, "reported", "current"),
            },
        ),
        (  # who denies a small number denies it of those alone who are counted so; both accounts are kept
            (
                "A ferry hit a tanker off Lesbos, Greece, on Tuesday. The coast guard said 12 people were "
                "hurt and 12 were missing. The shipping company Blue Line said only two were hurt, not 12.",
            ),
            {
                ("coast guard", "injured", 12.0, "reported", "denied"),
                ("coast guard", "missing", 12.0, "reported", "current"),
                ("Blue Line", "injured", 2.0, "reported", "current"),
            },
        ),
        (  # a headline's town has no toll of its own: the hospital says it
            (
                "Sidi Bouzid toll rises to 17, hospital says\n\nClashes went on in Sidi Bouzid, Tunisia, on "
                "Tuesday.",
            ),
            {("hospital", "killed", 17.0, "reported", "current")},
        ),
        (  # what a mayor counts in his town revises no toll of the country, and is not revised by one
            (
                "An earthquake killed 200 people across Nepal on Monday, the interior ministry said.",
                "The mayor of Gorkha said 52 people died in his town in Monday's earthquake in Nepal.",
                "The death toll of Monday's earthquake in Nepal rose to 240, the interior ministry said.",
            ),
            {
                ("interior ministry", "killed", 200.0, "reported", "revised"),
                ("mayor", "killed", 52.0, "reported", "current"),
                ("interior ministry", "killed", 240.0, "reported", "current"),
            },
        ),
        (  # one union under its name alone, and with what it is
            (
                "UGTT said 30 protesters were killed in Sfax, Tunisia, on Monday.",
                "The UGTT union said 40 protesters were killed in Sfax, Tunisia, on Monday.",
            ),
            {
                ("UGTT", "killed", 30.0, "reported", "revised"),
                ("UGTT", "killed", 40.0, "reported", "current"),
            },
        ),
    ],
)
def test_accounts_of_joined_reports(
    read_text: ReadText, told: tuple[str, ...], wanted: set[tuple[str, str, float, str, str]]
) -> None:
    assert wanted <= accounts(join(read_text, *told))


def test_an_outlet_takes_back_what_its_earlier_version_said(read_text: ReadText) -> None:
    """The note "Correction:" is no speaker, and the old number is no longer counted."""
    first, note = (
        "Fourteen people died in a fire at a fuel depot in Garowe, Somalia, on Monday.",
        "Correction: An earlier version of this article said that 14 people died in the fire at a fuel depot "
        "in Garowe, Somalia, on Monday. Four people died.",
    )
    readings = [
        read_text(text, name=f"t{day}", published=f"{DAYS}{day}", publisher="Coast Radio")
        for day, text in ((4, first), (5, note))
    ]
    assert accounts(join_readings(readings, "2026-01-01T00:00:00Z")) == {
        ("Coast Radio", "killed", 14.0, "asserted", "retracted"),
        ("Coast Radio", "killed", 4.0, "asserted", "current"),
    }


def test_a_correction_of_the_same_day_follows_what_it_corrects(read_text: ReadText) -> None:
    """However much smaller the right number is: "rose to 37" in the morning, 36 in the evening."""
    toll = (
        "The death toll of the hotel fire in Arequipa, Peru, rose to {}, the health ministry said on Monday."
    )
    note = "Correction: An earlier version of this article said that 37 people had been killed. "
    told = ((6, toll.format(37)), (17, f"{note}The correct number is 36.\n\n{toll.format(36)}"))
    readings = [
        read_text(text, name=f"t{hour}", published=f"{DAYS}4T{hour:02}:00:00Z", publisher="Andes Radio")
        for hour, text in told
    ]
    found = {
        each.low: each for each in join_readings(readings, "2026-01-01T00:00:00Z").accounts if each.measure
    }
    assert (found[37].status, found[36].status) == ("retracted", "current")
    assert found[36].supersedes == found[37].id


def test_who_escaped_is_counted_by_two(read_text: ReadText) -> None:
    """No measure says so, and the word for what they did is the same."""
    told = "Inmates rioted in the prison of Arequipa, Peru, on Monday. {} inmates escaped, {} said."
    readings = [
        read_text(told.format(count, who), name=who, published=f"{DAYS}4", publisher=f"Radio {who}")
        for count, who in ((120, "the interior ministry"), (80, "the prison guards' union"))
    ]
    found = join_readings(readings, "2026-01-01T00:00:00Z").contradictions
    assert [(each.measure, each.relation) for each in found] == [("other", "conflict")]


def test_who_denies_a_number_does_not_share_it(read_text: ReadText) -> None:
    told = (
        "Prosecutors said that 68 people were killed in a riot in Arequipa, Peru, on Monday.",
        "The government denied that 68 people were killed in a riot in Arequipa, Peru, on Monday.",
    )
    readings = [
        read_text(text, name=f"t{number}", published=f"{DAYS}4", publisher="Andes Radio")
        for number, text in enumerate(told)
    ]
    accounts = join_readings(readings, "2026-01-01T00:00:00Z").accounts
    assert {each.documents for each in accounts if each.measure == "killed"} == {("t0",), ("t1",)}


REJECTED = (
    "The governor of Puno, Rosa Quispe, said on Monday that 32 miners had been killed in Puno, Peru, on "
    "Sunday. The interior ministry put the death toll at 24. Interior Minister Juan Rojas rejected the "
    "governor's figure."
)


def test_a_number_that_another_office_rejects_is_not_taken_back(read_text: ReadText) -> None:
    found = accounts(join(read_text, REJECTED))
    assert {status for _, measure, low, _, status in found if (measure, low) == ("killed", 32)} == {"denied"}


def test_a_headline_denies_the_number_of_whom_it_names(read_text: ReadText) -> None:
    """ "Governor disputes ministry toll" takes nothing back that the governor counts."""
    reading = read_text(REJECTED, title="Governor disputes ministry toll", name="t0", published=f"{DAYS}4")
    joined = join_readings([reading], "2026-01-01T00:00:00Z")
    denied = {(a.claimant.name, a.low) for a in joined.accounts if a.claimant and a.measure is None}
    assert ("Governor", 32.0) not in denied
    assert ("Juan Rojas", 32.0) in denied
