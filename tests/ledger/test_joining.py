"""What joins documents: copies, stories, tolls, accounts and contradictions, on readings made by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import LedgerError, NoSuchRecord
from reportedly.language.parse import Parser
from reportedly.ledger.blocking_keys import features_of
from reportedly.ledger.contradictions import _slipped
from reportedly.ledger.credits import credited_agencies
from reportedly.ledger.filing import Capture
from reportedly.ledger.joining import Collection, join, join_readings
from reportedly.ledger.joining import joined as what_is_joined
from reportedly.ledger.neighbours import Edge, find_text_edges
from reportedly.ledger.review import accept, correct, different, reject, same, standing, undo
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.ledger.union_find import UnionFind
from reportedly.lexicon import Lexicon
from reportedly.page.documents import make_document
from reportedly.reading import read_all
from reportedly.records import Account, Contradiction, Document, Figure, Judgement, Reading

from .samples import Written, document

FLOOD = (
    "The river Lempa broke its banks near Usulutan on Monday night and took two bridges and a school. "
    "Villagers in Tierra Blanca climbed onto roofs and waited eleven hours for boats from the coast guard. "
    "The governor, Ana Rivas, asked the capital for tents, clean water and thirty more boats. "
)
MINISTRY = ("Interior Ministry", "kaz-interior-ministry")


def count(
    name: str,
    published: str,
    words: str,
    measure: str,
    low: float | None,
    high: float | None,
    **fields: object,
) -> Reading:
    """A page in which the ministry counts: `words` are its claim and hold the figure."""
    by = fields.pop("by", MINISTRY)
    place = fields.pop("place", None)
    page = Written(
        f"{words}, it was said in the capital.", name, published=published, publisher=f"Outlet {name}"
    )
    claim = page.claim(words, *by) if by else None  # type: ignore[misc]
    town = page.place(place) if place else None  # type: ignore[arg-type]
    page.figure(
        words,
        measure,
        low,
        high,
        claim=claim.id if claim else None,
        place=town.id if town else None,
        **fields,
    )
    return page.reading()


def joined(*readings: Reading) -> Collection:
    return join_readings(readings, "2026-01-01T00:00:00Z")


def rejoined(ledger: Ledger) -> Collection:
    join(ledger)
    return what_is_joined(ledger)


def joined_at_once(ledger: Ledger) -> tuple[Account, ...]:
    found = join_readings(tuple(ledger.readings()), "2026-01-01", standing(ledger.decisions()))
    return tuple(sorted(found.accounts, key=lambda each: each.id))


def bare(document: Document) -> Reading:
    return Reading(document, *[()] * 9)


def text_edges(*documents: Document) -> tuple[Edge, ...]:
    return find_text_edges({each.id: features_of(bare(each)) for each in documents})


def relations(*readings: Reading) -> list[str]:
    return sorted(each.relation for each in joined(*readings).contradictions)


class TestOrigins:
    def test_a_copy_with_another_lead_is_one_text(self) -> None:
        one = document(FLOOD, "a")
        other = document("Floods again in the east. " + FLOOD + "Follow us for more.", "b")
        (edge,) = text_edges(one, other)
        assert (edge.one, edge.other, edge.kind) == ("a", "b", "text")
        (origin,) = joined(bare(one), bare(other)).origins
        assert {each.document for each in origin.evidence} == {"a", "b"}

    def test_a_reworded_text_is_one_text(self) -> None:
        words = FLOOD.split(" ")
        for at in range(4, len(words), 9):
            words[at] = "indeed"
        assert len(text_edges(document(FLOOD, "a"), document(" ".join(words), "b"))) == 1

    def test_one_shared_sentence_is_not_enough(self) -> None:
        shared = "Police ask anyone with information to call the tip line at once. "
        one = Written(shared + FLOOD, "a").reading()
        other = Written(
            shared + "A baker in Graz won a prize for bread that his aunt taught him.", "b"
        ).reading()
        assert joined(one, other).origins == ()

    def test_a_short_text_that_is_equal_as_a_whole_is_one_text(self) -> None:
        told = "Two men drowned in the river near Graz on Sunday."
        assert len(text_edges(document(told, "a"), document(told, "b"))) == 1

    def test_a_reworded_note_is_one_text_with_the_words_that_it_shares(self) -> None:
        told = "The ferry carried 214 people, of whom 61 could swim, from Samar to Leyte, its owner said."
        again = "On Monday a boat sank. The ferry carried 214 people, of whom 61 could swim, police say."
        one, other = (document(text, name) for text, name in ((told, "a"), (again, "b")))
        (origin,) = joined(bare(one), bare(other)).origins
        assert [each.quote for each in origin.evidence] == [
            "The ferry carried 214 people, of whom 61 could swim"
        ] * 2

    @pytest.mark.parametrize(
        ("again", "published"),
        [
            # a few words are anybody's
            ("Police say the ferry carried 214 people when it left for the island on Monday.", "2022-01-05"),
            # a week later it is another boat, or another story
            (
                "On Monday a boat sank. The ferry carried 214 people, of whom 61 could swim, police say.",
                "2022-01-12",
            ),
        ],
    )
    def test_notes_that_are_two(self, again: str, published: str) -> None:
        told = "The ferry carried 214 people, of whom 61 could swim, from Samar to Leyte, its owner said."
        one, other = document(told, "a", published="2022-01-05"), document(again, "b", published=published)
        assert text_edges(one, other) == ()

    def test_a_note_of_one_sentence_with_its_source_beside_it_is_one_text(self) -> None:
        told = "Two men drowned in the river near the town of Graz on Sunday."
        assert len(text_edges(document(told, "a"), document(f"{told} Coast Times.", "b"))) == 1
        longer = f"{told} A third man was pulled out alive by a passing boat."
        assert text_edges(document(told, "a"), document(longer, "b")) == ()

    def test_many_copies_are_set_beside_the_first_and_not_in_pairs(self) -> None:
        copies = [document(f"{FLOOD} Edition {number}.", f"copy-{number:04}") for number in range(600)]
        assert len(text_edges(*copies)) < 6 * len(copies)

    def test_an_agency_in_the_outlets_name_and_in_the_text(self) -> None:
        told = document("LIMA (AFP) - The bridge fell.", "a", publisher="Coast Times (Reuters)")
        assert {credit.agency for credit in credited_agencies(told)} == {"AFP", "Reuters"}

    @pytest.mark.parametrize(
        ("sources", "days", "basis"),
        [
            (("Coast Times", "coast  times"), ("2022-01-05", "2022-01-05"), ("feed",)),
            (("Reuters", "Reuters"), ("2022-01-05", "2022-01-05"), ("feed",)),
            (
                ("Coast Times", "Coast Times"),
                ("2022-01-05", "2022-01-06"),
                None,
            ),  # another day, another report
            (("Coast Times", "Coast Times"), ("2022-01-05", None), None),
            (("Coast Times", "Inland Times"), ("2022-01-05", "2022-01-05"), None),
        ],
    )
    def test_one_source_of_two_feeds(
        self, sources: tuple[str, str], days: tuple[str, str | None], basis: tuple[str, ...] | None
    ) -> None:
        texts = (
            "A bridge over the Lempa fell at Usulutan; eleven lorries went into the water, drivers said.",
            "Eleven lorries are in the water of the Lempa: at Usulutan drivers saw how the bridge fell.",
        )
        told = [
            bare(document(text, name, publisher=source, published=day))
            for text, name, source, day in zip(texts, "ab", sources, days, strict=True)
        ]
        collection = join_readings(told, "2026-01-01", sources=dict(zip("ab", sources, strict=True)))
        assert [origin.basis for origin in collection.origins] == ([basis] if basis else [])
        if basis:
            (origin,) = collection.origins
            assert origin.evidence == ()  # the feeds say so, no document does
            assert origin.credit.casefold() == sources[0].casefold()
            (judgement,) = collection.judgements
            assert judgement.decided_by == "rule:origins/feed"
            assert "the feeds of both name" in judgement.reason

    def test_what_a_feed_said_stands_with_the_capture_and_a_person_comes_before_it(
        self, tmp_path: Path
    ) -> None:
        texts = (
            "A bridge over the Lempa fell at Usulutan; eleven lorries went into the water, drivers said.",
            "Eleven lorries are in the water of the Lempa: at Usulutan drivers saw how the bridge fell.",
        )
        with open_ledger(tmp_path / "some.ledger") as ledger:
            for name, text in zip("ab", texts, strict=True):
                capture = Capture(text.encode(), headers={":source": "Coast Times"})
                ledger.file([(bare(document(text, name, published="2022-01-05")), capture)])
            assert [each.basis for each in rejoined(ledger).origins] == [("feed",)]
            apart = different(ledger, ["a", "b"], by="A", why="two reporters")
            assert rejoined(ledger).origins == ()
            undo(ledger, apart.id, by="A", why="one reporter")
            assert len(rejoined(ledger).origins) == 1

    @pytest.mark.parametrize(
        ("text", "agencies"),
        [
            ("CEBU, March 6 (Reuters) - The ferry sank.", {"Reuters"}),
            ("Ferry sinks\nBy Ana Cruz | Reuters\nThe ferry sank.", {"Reuters"}),
            ("The ferry sank.\nAFP contributed.", {"AFP"}),
            ("The ferry sank. With files from AP, AFP and Reuters", {"AP", "AFP", "Reuters"}),
            ("The ferry sank, TASS reports.", {"TASS"}),
            # a story about an agency is not from it
            ("Reuters closed its office in Cebu. A court fined AFP and TASS.", set()),
            ("Reuters reported a loss for the year, and AP contributed to a fund.", set()),
        ],
    )
    def test_forms_of_credits(self, text: str, agencies: set[str]) -> None:
        assert {credit.agency for credit in credited_agencies(document(text, "a"))} == agencies

    def test_copies_and_outlets_are_two_counts(self) -> None:
        readings = [Written(FLOOD, name, publisher=f"Outlet {name}").reading() for name in ("a", "b", "c")]
        (origin,) = joined(*readings).origins
        assert origin.documents == ("a", "b", "c")


class TestWhatPeopleSayIsOne:
    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        told = [
            count("a", "2022-01-05", "over 200 people were detained", "arrested", 200, None),
            count(
                "b", "2022-01-06", "over 300 people were held", "arrested", 300, None, by=("MVD", "kaz-mvd")
            ),
        ]
        with open_ledger(tmp_path / "some.ledger") as ledger:
            ledger.file(told)
            join(ledger)
            yield ledger

    def test_documents_are_one_origin_until_it_is_undone(self, ledger: Ledger) -> None:
        before = rejoined(ledger)
        assert before.origins == ()
        decision = same(ledger, ["a", "b"], by="A", why="one reporter wrote both")
        (origin,) = rejoined(ledger).origins
        assert (origin.documents, origin.basis, origin.evidence) == (("a", "b"), (), ())
        undo(ledger, decision.id, by="A", why="two reporters")
        assert rejoined(ledger).origins == ()

    @pytest.mark.parametrize(
        "names",
        [
            ("kaz-interior-ministry", "kaz-mvd"),
            ("Interior Ministry", "mvd"),
            ("claimant:" + MINISTRY[1], "MVD"),
        ],
    )
    def test_claimants_are_the_first_until_it_is_undone(self, ledger: Ledger, names: tuple[str, str]) -> None:
        before = {account.claimant.key for account in rejoined(ledger).accounts}
        assert before == {"kaz-interior-ministry", "kaz-mvd"}
        decision = same(ledger, names, by="A", why="MVD is its Russian name")
        assert decision.subject == ("claimant:kaz-interior-ministry", "claimant:kaz-mvd")
        accounts = rejoined(ledger).accounts
        assert {account.claimant.name for account in accounts} == {"Interior Ministry"}
        assert joined_at_once(ledger) == accounts
        undo(ledger, decision.id, by="A", why="they are two")
        assert {account.claimant.key for account in rejoined(ledger).accounts} == before

    def test_names_in_other_letters(self, ledger: Ledger) -> None:
        told = count("c", "2022-01-06", "over 300 were held", "arrested", 300, None, by=("МВД", None))
        ledger.file([told])
        join(ledger)
        same(ledger, ["Interior Ministry", "МВД"], by="A", why="its Russian name")
        assert "МВД" not in {account.claimant.name for account in rejoined(ledger).accounts}

    def test_later_decisions_on_claimants_come_first(self, ledger: Ledger) -> None:
        same(ledger, ["Interior Ministry", "MVD"], by="A", why="one house")
        same(ledger, ["MVD", "Interior Ministry"], by="A", why="as it calls itself")
        assert {account.claimant.name for account in rejoined(ledger).accounts} == {"MVD"}
        different(ledger, ["MVD", "Interior Ministry"], by="A", why="two houses")
        assert len({account.claimant.name for account in rejoined(ledger).accounts}) == 2

    def test_one_of_three_is_told_apart(self, ledger: Ledger) -> None:
        ledger.file([count("c", "2022-01-06", "over 300 were held", "arrested", 300, None, by=("МВД", None))])
        join(ledger)
        same(ledger, ["Interior Ministry", "MVD", "МВД"], by="A", why="one house")
        different(ledger, ["MVD", "Interior Ministry"], by="A", why="two houses")
        merged = standing(ledger.decisions()).claimants
        assert {name: each.name for name, each in merged.items()} == {
            "claimant:kaz-interior-ministry": "Interior Ministry",
            "claimant:мвд": "Interior Ministry",
        }
        same(ledger, ["MVD", "МВД"], by="A", why="one house after all")
        assert {each.name for each in standing(ledger.decisions()).claimants.values()} == {"MVD"}

    def test_what_is_no_two_of_a_kind(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerError, match="never one"):
            same(ledger, ["MVD", "a"], by="A", why="b")
        with pytest.raises(LedgerError, match="at least two"):
            same(ledger, ["MVD", "kaz-mvd"], by="A", why="b")
        with pytest.raises(NoSuchRecord):
            same(ledger, ["MVD", "Ministry of Magic"], by="A", why="b")


class TestAccounts:
    def test_one_number_of_one_speaker_is_one_account(self) -> None:
        one = count("a", "2022-01-05", "over 200 people were detained", "arrested", 200, None)
        other = count("b", "2022-01-05", "more than 200 people were held", "arrested", 200, None)
        (account,) = joined(one, other).accounts
        assert account.documents == ("a", "b")

    def test_who_only_carries_a_number_is_no_second_claimant(self) -> None:
        told = count("a", "2022-01-05", "217 people were detained", "arrested", 217, 217)
        carried = count("b", "2022-01-06", "217 people were detained", "arrested", 217, 217, by=None)
        later = count("c", "2022-02-05", "217 people were detained", "arrested", 217, 217, by=None)
        found = {account.documents: account for account in joined(told, carried, later).accounts}
        assert set(found) == {("a", "b"), ("c",)}
        assert found["a", "b"].claimant.name == "Interior Ministry"

    def test_outlets_without_an_office_speak_for_themselves(self) -> None:
        pages = [count(n, "2022-01-05", "217 were held", "arrested", 217, 217, by=None) for n in ("a", "b")]
        assert len(joined(*pages).accounts) == 2

    def test_a_number_that_two_states_give_is_carried_for_neither(self) -> None:
        told = count("a", "2022-01-05", "217 people were detained", "arrested", 217, 217)
        other = replace(told.claims[0].claimant, name="Foreign Office", key="gbr-office", country="GBR")
        second = count("b", "2022-01-05", "217 people were detained", "arrested", 217, 217)
        second = replace(second, claims=(replace(second.claims[0], claimant=other),))
        carried = count("c", "2022-01-05", "217 people were detained", "arrested", 217, 217, by=None)
        assert len(joined(told, second, carried).accounts) == 3

    def test_later_numbers_go_on_from_earlier_ones(self) -> None:
        numbers = [("a", "2022-01-05", 200), ("b", "2022-01-07", 3000), ("c", "2022-01-09", 5135)]
        found = joined(
            *[count(n, d, f"{v} people were detained", "arrested", v, v) for n, d, v in numbers]
        ).accounts
        by_value = {account.low: account for account in found}
        assert by_value[5135].supersedes == by_value[3000].id
        assert by_value[3000].supersedes == by_value[200].id
        assert [by_value[v].status for v in (200, 3000, 5135)] == ["revised", "revised", "current"]

    def test_a_denied_number_stays_and_is_marked(self) -> None:
        told = count("a", "2022-01-09", "164 people were killed", "killed", 164, 164)
        page = Written("The ministry denied that 164 people were killed there.", "b", published="2022-01-10")
        claim = page.claim("164 people were killed", *MINISTRY, stance="denies", certainty="denied")
        page.figure("164 people", "killed", 164, 164, claim=claim.id)
        later = count("c", "2022-01-16", "164 people lost their lives", "killed", 164, 164, by=None)
        collection = joined(told, page.reading(), later)
        told = [account for account in collection.accounts if account.measure == "killed"]
        assert {account.status for account in told} == {"retracted", "denied"}
        assert [a.claimant.name for a in collection.accounts if a.certainty == "denied" and a.measure is None]
        assert "retracted_in_use" in {each.relation for each in collection.contradictions}

    def test_a_number_that_its_own_speaker_calls_wrong_is_none_of_theirs(self) -> None:
        first = count("a", "2022-01-09", "six people were killed", "killed", 6, 6)
        other = count("b", "2022-01-10", "nine people were killed", "killed", 9, 9, by=("Hospital", None))
        wrong = count("c", "2022-01-11", "six people were killed", "killed", 6, 6)
        wrong = replace(wrong, figures=tuple(replace(each, certainty="denied") for each in wrong.figures))
        found = joined(first, other, wrong).accounts  # beside them who takes it back, a statement
        told = {account.low: account.status for account in found if account.measure}
        assert told[6] == "retracted"
        assert [account.status for account in joined(wrong).accounts] == ["denied"]
        assert not joined(wrong, other).contradictions
        assert {account.status for account in joined(wrong, other).accounts} == {"denied", "current"}


class TestContradictions:
    def test_at_least_8_and_18_agree(self) -> None:
        one = count("a", "2022-01-06", "at least 8 officers of 1,234 were killed", "killed", 8, None)
        other = count("b", "2022-01-06", "18 officers of 1,234 were killed", "killed", 18, 18)
        assert relations(one, other) == []

    def test_two_speakers_at_one_time(self) -> None:
        one = count("a", "2022-01-09", "5135 people were detained", "arrested", 5135, 5135)
        other = count(
            "b",
            "2022-01-09",
            "5969 people were detained",
            "arrested",
            5969,
            5969,
            by=("Press Office", "kaz-press"),
        )
        third = count("c", "2022-01-09", "5969 people were detained", "arrested", 5969, 5969)
        assert relations(one, other, third) == ["conflict"]

    def test_one_disagreement_of_many_speakers_is_told_once(self) -> None:
        one = count("a", "2022-01-09", "5135 people were detained", "arrested", 5135, 5135)
        others = [
            count(n, "2022-01-09", "5969 were detained", "arrested", 5969, 5969, by=(f"Office {n}", f"k-{n}"))
            for n in "bcd"
        ]
        (found,) = joined(one, *others).contradictions
        assert all(f"Office {name}" in found.why for name in "bcd")

    def test_an_office_of_a_town_counts_in_its_town(self) -> None:
        by = ("Almaty Health Department", "almaty-health")
        tail = "came in, 1,234 of all"
        town = count("a", "2022-01-05", f"137 officers {tail}", "injured", 137, 137, by=by, group="officers")
        whole = count("b", "2022-01-05", f"95 officers {tail}", "injured", 95, 95, group="officers")
        pages = [
            count(n, "2022-01-05", f"95 officers in {p} {tail}", "injured", 95, 95, place=p, group="officers")
            for n, p in (("c", "Almaty"), ("d", "Aktobe"))
        ]
        aktobe = replace(pages[1].places[0], name="Aktobe", latitude=50.28, longitude=57.17)
        pages[1] = replace(pages[1], places=(aktobe,))
        found = joined(town, whole, *pages).contradictions
        (told,) = (each for each in found if each.relation == "scope" and "137" in each.why)
        assert "in Almaty" in told.why

    def test_dozens_are_not_corrected(self) -> None:
        one = count("a", "2022-01-05", "dozens of officers of 1,234 died", "killed", 24, None, bound="vague")
        other = count("b", "2022-01-08", "20 officers of 1,234 died", "killed", 20, 20)
        assert relations(one, other) == []

    def test_a_first_day_counts_by_the_hour(self) -> None:
        one = count("a", "2022-01-05", "41 officers of 1,234 died", "killed", 41, 41)
        other = count(
            "b", "2022-01-05", "95 officers of 1,234 died", "killed", 95, 95, by=("Clinic", "clinic")
        )
        assert relations(one, other) == ["update"]

    def test_rounded_numbers_are_no_slips(self) -> None:
        one = count("a", "2022-01-05", "2000 people were detained", "arrested", 2000, 2000)
        other = count("b", "2022-01-05", "2500 people were held", "arrested", 2500, 2500, by=("Desk", "desk"))
        assert "digit_slip" not in relations(one, other)

    def test_a_later_number_is_an_update(self) -> None:
        one = count("a", "2022-01-09", "5135 people were detained", "arrested", 5135, 5135)
        other = count("b", "2022-01-10", "7939 people were detained", "arrested", 7939, 7939)
        assert relations(one, other) == ["update"]

    def test_a_digit_slip(self) -> None:
        one = count("a", "2022-01-10", "7939 people were detained", "arrested", 7939, 7939)
        other = count("b", "2022-01-10", "7989 people were detained", "arrested", 7989, 7989)
        assert relations(one, other) == ["digit_slip"]

    def test_a_bound_that_was_lost(self) -> None:
        one = count("a", "2022-01-07", "up to 20,000 bandits attacked", "protesters", None, 20000)
        other = count("b", "2022-01-08", "20,000 bandits attacked", "protesters", 20000, 20000)
        assert relations(one, other) == ["modifier_loss"]

    def test_one_number_under_names_that_exclude_one_another(self) -> None:
        one = count("a", "2022-01-07", "26 gunmen were killed", "killed", 26, 26, group="gunmen")
        other = count(
            "b", "2022-01-07", "26 demonstrators were killed", "killed", 26, 26, group="demonstrators"
        )
        assert relations(one, other) == ["label"]

    def test_names_that_were_added_on_the_way(self) -> None:
        one = count("a", "2022-01-15", "119 officers died", "killed", 119, 119, group="officers")
        other = count(
            "b",
            "2022-01-16",
            "119 officers and civilians died",
            "killed",
            119,
            119,
            group="officers and civilians",
        )
        assert relations(one, other) == ["relay_error"]

    def test_a_number_under_another_measure(self) -> None:
        one = count("a", "2022-01-15", "4578 people were victims", "casualties", 4578, 4578, group="people")
        other = count("b", "2022-01-15", "4578 people were injured", "injured", 4578, 4578, group="people")
        assert relations(one, other) == ["measure_drift"]

    @pytest.mark.parametrize(
        ("one", "other", "slipped"),
        [
            ("317", "137", True),
            ("7939", "7989", True),
            ("7939", "9939", False),
            ("12", "21", True),
            ("8", "9", False),
        ],
    )
    def test_slips(self, one: str, other: str, slipped: bool) -> None:
        assert _slipped(one, other) is slipped


def crisis() -> list[Reading]:
    return [
        count("a", "2022-01-05", "over 200 people were detained", "arrested", 200, None),
        count("b", "2022-01-07", "3000 people were detained", "arrested", 3000, 3000),
        count("c", "2022-01-07", "26 gunmen were killed", "killed", 26, 26, group="gunmen"),
        count("d", "2022-01-07", "26 demonstrators were killed", "killed", 26, 26, group="demonstrators"),
        count("e", "2022-01-09", "5135 people were detained", "arrested", 5135, 5135),
        count("f", "2022-01-10", "7939 people were detained", "arrested", 7939, 7939, by=None),
        Written(FLOOD, "g").reading(),
        Written(FLOOD + "More soon.", "h").reading(),
    ]


class TestOrder:
    @settings(max_examples=25, deadline=None)
    @given(st.randoms(use_true_random=False))
    def test_the_order_of_documents_changes_nothing(self, chance: random.Random) -> None:
        readings = crisis()
        chance.shuffle(readings)
        assert joined(*readings) == joined(*crisis())

    def test_no_id_is_given_twice(self) -> None:
        collection = joined(*crisis())
        for records in (collection.accounts, collection.contradictions, collection.judgements):
            ids = [record.id for record in records]  # type: ignore[attr-defined]
            assert len(ids) == len(set(ids))

    def test_a_toll_rests_on_as_many_judgements_as_it_takes(self) -> None:
        weeks = ("2022-01-05", "2022-01-14", "2022-01-23", "2022-02-01", "2022-02-10")
        told = [
            count(f"p{n}", day, f"{n} people were detained", "arrested", n, n)
            for n, day in zip(range(5135, 6000, 111), weeks, strict=False)
        ]
        tolls = [each for each in joined(*told).judgements if each.decided_by == "rule:tolls"]
        united = UnionFind({name for each in tolls for name in each.subject})
        assert len(tolls) == len(told) - 1
        assert all(united.union(*each.subject) for each in tolls)

    def test_nothing_in_nothing_out(self) -> None:
        assert joined() == Collection((), (), (), (), ())


class TestInTheLedger:
    @pytest.fixture
    def ledger(self, tmp_path: Path):  # type: ignore[no-untyped-def]
        with open_ledger(tmp_path / "l") as ledger:
            ledger.file(crisis())
            join(ledger)
            yield ledger

    def test_what_follows_is_filed_and_joining_twice_is_joining_once(self, ledger) -> None:  # type: ignore[no-untyped-def]
        before = ledger.stats()
        assert before["accounts"] == len(list(ledger.records(Account))) > 4
        join(ledger)
        assert ledger.stats() == before

    def test_a_judgement_is_never_changed_or_erased(self, ledger) -> None:  # type: ignore[no-untyped-def]
        for statement in ("DELETE FROM judgements", "UPDATE judgements SET reason = 'x'"):
            with pytest.raises(Exception, match="append a later one"):
                ledger._connection.execute(statement)

    def test_a_rejected_figure_takes_no_part_until_it_is_undone(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = next(each for each in ledger.records(Figure) if each.low == 5135)
        judgement = reject(ledger, figure.id, by="mk", why="misread")
        assert 5135 not in {account.low for account in rejoined(ledger).accounts}
        undo(ledger, judgement.id, by="mk", why="it was right")
        assert 5135 in {account.low for account in rejoined(ledger).accounts}
        assert len([each for each in ledger.records(Judgement) if each.decided_by == "person:mk"]) == 2

    def test_a_corrected_value_is_joined_and_the_record_stays(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = next(each for each in ledger.records(Figure) if each.low == 5135)
        correct(ledger, figure.id, {"low": 5315, "high": 5315}, by="mk", why="digits exchanged")
        assert 5315 in {account.low for account in rejoined(ledger).accounts}
        assert ledger.record(figure.id) == figure

    def test_a_relation_that_a_person_gives(self, ledger) -> None:  # type: ignore[no-untyped-def]
        found = next(ledger.records(Contradiction))
        correct(ledger, found.id, {"relation": "scope"}, by="mk", why="other towns")
        assert {each.id: each for each in rejoined(ledger).contradictions}[found.id].relation == "scope"

    def test_what_people_set_apart_stays_apart(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figures = {each.document: each.id for each in ledger.records(Figure)}
        different(ledger, [figures["a"], figures["e"]], by="mk", why="two raids")
        homes = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
        assert homes[figures["a"]] != homes[figures["e"]]

    def test_what_leaves_together_stays_together_and_what_is_named_first_stays(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figures = {each.document: each.id for each in ledger.records(Figure)}
        before = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
        one = [name for name in figures if before.get(figures[name]) == before[figures["a"]]]
        stays, *leave = reversed(one)
        assert len(leave) > 1, one
        different(ledger, [figures[name] for name in (stays, *leave)], by="mk", why="another raid")
        homes = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
        assert len({homes[figures[name]] for name in leave}) == 1
        assert homes[figures[stays]] != homes[figures[leave[0]]]

    def test_what_people_say_is_one_is_one(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figures = {each.document: each.id for each in ledger.records(Figure)}
        apart = different(ledger, [figures["a"], figures["b"]], by="mk", why="two raids")
        undo(ledger, apart.id, by="mk", why="no")
        same(ledger, [figures["a"], figures["f"]], by="mk", why="one raid")
        homes = {name: each.id for each in rejoined(ledger).occurrences for name in each.figures}
        assert homes[figures["a"]] == homes[figures["f"]]

    def test_what_cannot_be_judged(self, ledger) -> None:  # type: ignore[no-untyped-def]
        figure = next(ledger.records(Figure))
        with pytest.raises(NoSuchRecord, match="cannot be judged"):
            accept(ledger, "figure-ffffffff", by="mk", why="x")
        with pytest.raises(LedgerError, match="who decides and why"):
            accept(ledger, figure.id, by="", why="x")
        with pytest.raises(LedgerError, match="'quote'"):
            correct(ledger, figure.id, {"quote": "x"}, by="mk", why="x")
        with pytest.raises(LedgerError, match="at least two"):
            same(ledger, [figure.id], by="mk", why="x")
        judgement = accept(ledger, figure.id, by="mk", why="x")
        undo(ledger, judgement.id, by="mk", why="x")
        with pytest.raises(LedgerError, match="undone already"):
            undo(ledger, judgement.id, by="mk", why="x")
        assert standing(ledger.records(Judgement)).accepted == frozenset()


def test_few_documents_on_one_blast_are_one_occurrence_and_another_is_another(
    lexicon: Lexicon, parser: Parser
) -> None:
    texts = {
        "m1": "At least 14 people were killed in a blast in Minsk on Tuesday, the interior ministry said.",
        "m2": "At least 14 people were killed in a blast in Minsk on Tuesday, the interior ministry said.",
        "m3": "The interior ministry said that 9 people were killed in the blast in Minsk on Tuesday.",
        "m4": "At least 3 people were killed in a blast in Grodno on Monday, the health ministry said.",
        "m5": "Police arrested 40 protesters in Brest on Wednesday, a rights group said.",
    }
    documents = [
        make_document(text, name=name, publisher=f"Paper {name}", published="2025-03-12")
        for name, text in texts.items()
    ]
    readings = list(read_all(documents, lexicon, parser))
    collection = join_readings(readings, "2025-03-12T00:00:00Z")
    together = {occurrence.documents for occurrence in collection.occurrences}
    assert together == {("m1", "m2", "m3"), ("m4",), ("m5",)}
    killed = [account for account in collection.accounts if account.measure == "killed" and account.low == 14]
    assert [account.documents for account in killed] == [("m1", "m2")]
