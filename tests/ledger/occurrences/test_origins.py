"""Which documents carry one text, on readings made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.ledger.file.filing import Capture
from reportedly.ledger.joining import join_readings
from reportedly.ledger.neighbourhoods.blocking_keys import features_of
from reportedly.ledger.neighbourhoods.neighbours import Edge, find_text_edges
from reportedly.ledger.occurrences.credits import credited_agencies
from reportedly.ledger.people.review import different, undo
from reportedly.ledger.store import open_ledger
from reportedly.records import Document, Reading

from ..counts_by_hand import FLOOD, joined, rejoined
from ..samples import Written, document


def bare(document: Document) -> Reading:
    return Reading(document, *[()] * 9)


def text_edges(*documents: Document) -> tuple[Edge, ...]:
    return find_text_edges({each.id: features_of(bare(each)) for each in documents})


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
