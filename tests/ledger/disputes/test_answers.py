"""Claims that answer the one right before them: where they stand, and the words beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.disputes.answers import answers_in
from reportedly.records import Reading

Reader = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        "Lawyers said that the guards had keys. The warden retorts that his men carried whistles.",
        "The council said that the mill was safe. But a weaver at the gate said that its roof leaked.",
        "Divers believe that a barge hit the pier; the harbour office has dismissed this.",
        "A pilot said that scouts from Oslo joined the crew. The owner said that no stranger was aboard.",
        "Nurses said that the ward was open. A cook did not believe it: the doors stayed shut, he said.",
    ],
)
def test_a_claim_is_marked_as_an_answer(read_text: Reader, text: str) -> None:
    (found,) = answers_in(read_text(text))
    assert found.told.end <= found.answer.start


@pytest.mark.parametrize(
    "text",
    [
        "Lawyers said that the guards had keys. The warden said that his men carried whistles.",
        "Lawyers said that the guards had keys. It snowed. The warden retorts that his men carried whistles.",
        "The council said that the mill was safe, and the owner insisted that it was old.",
        "The mayor said nine weavers died; the nurse said that 12 weavers died.",
    ],
)
def test_what_stands_beside_a_claim_is_no_answer_by_that(read_text: Reader, text: str) -> None:
    assert answers_in(read_text(text)) == ()
