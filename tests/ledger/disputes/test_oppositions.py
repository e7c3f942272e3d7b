"""Two statements of one matter in opposed words: read, then joined."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.accounts.doubts import IN_WORDS
from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

Reader = Callable[..., Reading]

BESIDE = (
    "Gulls circled over the Kestrel Wharf at Gdynia all day. Wolska the pilot watched from the lighthouse. ",
    "From the lighthouse of Gdynia the pilot Wolska saw gulls above Kestrel Wharf. ",
)
"""What all reports tell in other words, so that they are alike."""

REPORTS = 10
"""Fewer do not tell which words are rare."""


def opposed(read_text: Reader, *told: str, reports: int = REPORTS) -> list[str]:
    """Relations of the pairs that only their opposed words bring together, among so many reports."""
    texts = (*told, *("" for _ in range(reports - len(told))))
    readings = [
        read_text(BESIDE[at % 2] + text, name=f"r{at}", publisher=f"Outlet {at}", published="2022-01-06")
        for at, text in enumerate(texts)
    ]
    found = join_readings(readings, "2026-01-01T00:00:00Z").contradictions
    assert found == join_readings(readings[::-1], "2026-01-01T00:00:00Z").contradictions
    return [each.relation for each in found if IN_WORDS["opposed_words"] in each.why]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Troops stood on the rails by the silo, a nurse said.",
            "No soldier was on the track, the mayor said.",
        ),
        ("Rebels hid rifles in the chapel, the army said.", "There was no weapon in the chapel, nuns said."),
        ("Clerks stole lamps from the museum, a guard said.", "The museum was not looted, the mayor said."),
        ("The mayor bribed a judge, a clerk said.", "No corruption involved the judge, the mayor said."),
        ("Envoys paid the porters, a cook said.", "The envoys had made no payment to porters, a clerk said."),
        (
            "A trawler rammed the ferry, an engineer believes.",
            "No explosion and no collision took place, the harbour office said.",
        ),
        (
            "Troops stood on Olav I Road by the silo, a nurse said.",
            "No soldier was on Olav I Road by the silo, the mayor said.",
        ),
    ],
)
def test_words_of_one_field_are_told_and_denied(read_text: Reader, one: str, other: str) -> None:
    assert opposed(read_text, one, other) == ["denial"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Troops stood on the rails by the silo, a nurse said.",
            "Soldiers were on the track, the mayor said.",
        ),
        (
            "Clerks stole lamps from the museum, a guard said.",
            "The museum would never be looted, a clerk said.",
        ),
        ("A choir sang in the chapel, a nurse said.", "No soldier was on the track, the mayor said."),
        (
            "Troops stood on the rails by the silo, a nurse said.",
            "No other soldier was on the track, a cook said.",
        ),
        ("Troops stood on the rails by the silo, a nurse said.", "A cook did not see soldiers on the track."),
        ("Guards held ten clerks of the bank, a nurse said.", "He was not detained, his brother said."),
        (
            "Guards fired at the silo, a nurse said.",
            "Cooks of the chapel said they knew of no shooting there.",
        ),
        ("Monks held the silo, a nurse said.", "None of the monks was caught, the abbot said."),
        ("Bandits hid rifles, the army said.", "The keepers carried no weapons, one of them said."),
        (
            "Police fired without warning; troops held the silo, a cook said.",
            "Troops held the silo, nuns said.",
        ),
        ("Weavers were paid, a nun said.", "The weavers do not pay fees, the mayor said."),
        ("Wages went to cooks in Gdynia, a nun said.", "No payment was made to nuns in Gdynia, a cook said."),
        # what stands behind a preposition is not what is denied
        (
            "No payment was made to cooks in Gdynia, a nun said.",
            "Cooks sold walnuts in Gdynia, a guard said.",
        ),
        ("No rail was laid for weavers in Gdynia, a nun said.", "Weavers sang in Gdynia, a guard said."),
        # what could not be, and who is not without
        (
            "A trawler sank at Gdynia, a cook said.",
            "No trawler could land at Gdynia in the fog, the mayor said.",
        ),
        (
            "Two cooks were held in Gdynia, a nun said.",
            "No cook was without a permit in Gdynia, a guard said.",
        ),
        # two towns
        ("No rifles were found in Turin, a cook said.", "Rifles were found in a barn in Gdynia, a nun said."),
        # words that are no two words for one thing
        ("There was no electricity by the silo, a nurse said.", "An outage hit the silo, the mayor said."),
        ("The abbot was not beaten, a guard said.", "The abbot was stabbed, his sister said."),
        ("No minor wounds were seen in the silo, a nurse said.", "Children were in the silo, a cook said."),
        ("There was no gas in the silo, a cook said.", "Clerks used chlorine in the silo, the mayor said."),
        ("Weavers in the silo had no drink, a nurse said.", "Weavers in the silo were drunk, a cook said."),
        ("No monk was buried by the silo, a nun said.", "The grave by the silo was robbed, a cook said."),
        # what is feared or may be so nobody tells
        ("A cook fears that troops burned the silo.", "Troops did not burn the silo, the mayor said."),
        ("Troops may have burned the silo, a cook said.", "No troops burned the silo, the mayor said."),
        # the "I" behind a day is somebody
        (
            "Troops stood on the rails by the silo, a nurse said.",
            "A baker told a radio that by the silo on Friday I saw no soldier on the track.",
        ),
    ],
)
def test_what_is_told_alike_or_would_be_so_is_not_opposed(read_text: Reader, one: str, other: str) -> None:
    assert opposed(read_text, one, other) == []


def test_few_reports_do_not_tell_which_words_are_rare(read_text: Reader) -> None:
    told = (
        "Troops stood on the rails by the silo, a nurse said.",
        "No soldier was on the track, the mayor said.",
    )
    assert opposed(read_text, *told, reports=2) == []
