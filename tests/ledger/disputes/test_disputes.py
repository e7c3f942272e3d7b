"""Yes against no, hours and days that differ; documents that lack a date, an outlet, an address."""

from __future__ import annotations

import pytest

from reportedly.ledger.joining import Collection, join_readings
from reportedly.records import Participant, Reading, When

from ..samples import Written, day

OTHERS = (
    "A ferry left Porto Velho on Sunday with nine nuns aboard.",
    "The opera of Tbilisi opens again in March, its director said.",
    "Two goats won a race near Lahore that nobody had entered.",
    "Chess players from Bergen met their rivals in a swimming pool.",
    "A lighthouse near Split was sold to a baker for one coin.",
    "Beekeepers of Oaxaca counted their hives twice and agreed.",
)


def joined(*readings: Reading) -> Collection:
    """What follows from the pages beside six others that have nothing to do with them."""
    others = [Written(text, f"other-{number}").reading() for number, text in enumerate(OTHERS)]
    return join_readings([*readings, *others], "2026-01-01T00:00:00Z")


def who(page: Written, words: str) -> Participant:
    extent = page.extent(words)
    return Participant(words, None, "group", None, None, extent.start, extent.end, words)


def tells(name: str, text: str, words: str, trigger: str, whom: str = "", **fields: object) -> Reading:
    """A page that tells one event in `words`; several such pages are one story, as like as they are."""
    published = str(fields.pop("published", "2022-01-07"))
    type_ = str(fields.pop("type_", "ASSAULT"))
    page = Written(text, name, published=published, publisher=f"Outlet {name}")
    recipients = (who(page, whom),) if whom else ()
    page.event(words, type_, trigger, recipients=recipients, **fields)
    return page.reading()


STORY = (
    "Harbour pilots of Gdynia and their union lawyer Krystyna Wolska met a magistrate in the old arsenal. "
)


LONG = (
    "They had waited since dawn between crates of herring, and the judge had brought a kettle with her. "
    "Nobody signed anything; the papers went back into a blue folder, which the lawyer carried home. "
)


def beaten(name: str, words: str, whom: str, status: str, by: str | None = "Families") -> Reading:
    page = Written(f"{STORY}{words}, families say.", name, published="2022-01-07", publisher=f"Outlet {name}")
    claim = page.claim(words, by) if by else None
    page.event(
        words, "ASSAULT", "beaten", recipients=(who(page, whom),), status=status, claim=claim and claim.id
    )
    return page.reading()


def test_yes_against_no_of_one_act() -> None:
    yes = beaten("a", "The pilots were beaten in a cell", "The pilots", "actual")
    no = beaten("b", "The pilots were never beaten", "The pilots", "negated", by=None)
    (found,) = joined(yes, no).contradictions
    assert (found.relation, found.rule) == ("denial", "denied")


@pytest.mark.parametrize(
    ("words", "whom", "by"),
    [
        # others
        ("Sailors were never beaten", "Sailors", None),
        # the same words, read in two ways
        ("The pilots were beaten in a cell", "The pilots", None),
    ],
)
def test_what_denies_nothing(words: str, whom: str, by: str | None) -> None:
    yes = beaten("a", "The pilots were beaten in a cell", "The pilots", "actual")
    assert joined(yes, beaten("b", words, whom, "negated", by)).contradictions == ()


def test_what_nobody_says_is_no_dispute() -> None:
    yes = beaten("a", "The pilots were beaten in a cell", "The pilots", "actual", by=None)
    no = beaten("b", "The pilots were never beaten", "The pilots", "negated", by=None)
    assert joined(yes, no).contradictions == ()


@pytest.mark.parametrize(("hour", "relations"), [("T17:00", ["conflict"]), ("T12:30", [])])
def test_two_hours_of_one_blackout(hour: str, relations: list[str]) -> None:
    def at(hour: str) -> When:
        return When(f"2022-01-06{hour}", f"2022-01-06{hour}", "minute", "stated")

    blackout = STORY + "The lines went dead."
    one, other = (
        tells(n, blackout, "The lines went dead", "went dead", when=at(h), type_="COERCE", mode="censor")
        for n, h in (("a", "T12:00"), ("b", hour))
    )
    assert [each.relation for each in joined(one, other).contradictions] == relations


@pytest.mark.parametrize(("date", "relations"), [("2022-01-19", ["conflict"]), ("2022-01-14", [])])
def test_two_ends_of_one_stay(date: str, relations: list[str]) -> None:
    leaving = "The Gurkha brigade of Brunei left."
    pages = [
        tells(n, leaving, leaving.rstrip("."), "left", when=day(d), type_="RETREAT", mode="withdraw")
        for n, d in (("a", "2022-01-14"), ("b", date))
    ]
    assert [each.relation for each in joined(*pages).contradictions] == relations


@pytest.mark.parametrize(("far", "relations"), [(0.0, ["conflict"]), (2.0, [])])
def test_two_towns_are_left_on_two_days(far: float, relations: list[str]) -> None:
    leaving = "The Gurkha brigade of Brunei left {}."
    pages = []
    for name, date, town, north in (("a", "2022-01-04", "Almaty", 0.0), ("b", "2022-01-12", "Talgar", far)):
        page = Written(leaving.format(town), name, published="2022-01-13", publisher=f"Outlet {name}")
        place = page.place(town, name=town, latitude=43.25 + north)
        words = leaving.format(town).rstrip(".")
        page.event(words, "RETREAT", "left", mode="withdraw", when=day(date), place=place.id)
        pages.append(page.reading())
    assert [each.relation for each in joined(*pages).contradictions] == relations


def counts(name: str, value: int, published: str | None, text: str = "{} sailors died.") -> Reading:
    words = text.format(value)
    page = Written(words, name, published=published, publisher=f"Outlet {name}")
    page.figure(words.rstrip("."), "killed", value, value, group="sailors")
    return page.reading()


class TestNoDate:
    def test_who_knows_a_number_wrote_when_it_was_known(self) -> None:
        dated = [counts("a", 112, "2022-01-05"), counts("b", 141, "2022-01-12")]
        undated = [counts(name, 141, None) for name in ("c", "d")]
        found = joined(*dated, *undated)
        assert {each.relation for each in found.contradictions} == {"update"}
        assert {a.as_of for a in found.accounts if set(a.documents) <= {"c", "d"}} == {None}

    def test_without_any_date_nothing_is_at_one_time(self) -> None:
        found = joined(counts("a", 112, None), counts("b", 141, None))
        assert found.contradictions == ()


def test_documents_without_date_outlet_or_address_are_joined() -> None:
    text = STORY + LONG + "Nine people were killed."
    pages = []
    for name in ("a", "b"):
        page = Written(text, name, published=None, published_basis=None, publisher=None, url=None)
        page.event("Nine people were killed", "ASSAULT", "killed", when=None)
        page.figure("Nine people", "killed", 9, 9)
        pages.append(page.reading())
    found = joined(*pages)
    assert [origin.documents for origin in found.origins] == [("a", "b")]
    assert {account.as_of for account in found.accounts} == {None}


@pytest.mark.parametrize("published", ["2022-02-30", "yesterday", "", "99999-01-01", "0000-00-00"])
def test_a_clock_that_is_wrong_is_no_clock(published: str) -> None:
    found = joined(counts("a", 112, "2022-01-05"), counts("b", 141, published))
    assert {each.relation for each in found.contradictions} == {"update"}


def test_a_report_dated_before_what_it_tells_stays_in_its_own_time() -> None:
    early = tells("a", STORY + "Shots were fired.", "Shots were fired", "fired", published="2021-12-01")
    late = tells("b", STORY + "Shots were fired.", "Shots were fired", "fired", published="2022-01-07")
    assert sorted(each.documents for each in joined(early, late).occurrences) == [("a",), ("b",)]
