"""Whose words a phrase tells: "by the union's count", "if he is to be believed", "he went on"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]

TOLD = [
    ("By the ministry's count 90 people died in the flood.", 90, "ministry"),
    ("By official data 48 were killed and 247 injured.", 48, "official data"),
    ("By official data 48 were killed and 247 injured.", 247, "official data"),
    ("On police figures, 300 people were hurt.", 300, "police figures"),
    ("Going by hospital records, 19 have died.", 19, "hospital records"),
    ("If the junta is to be believed, 12 soldiers died.", 12, "junta"),
    ("Forty-six persons have died, if the governor is to be trusted.", 46, "governor"),
    ("Thirty-two died of burns, by the coroner's protocol.", 32, "coroner"),
    ("To go by the union, 900 dockers were arrested.", 900, "union"),
    ("By its own account the army lost nine men.", 9, "army"),
    ("Seventy were hurt, on the word of the mayor.", 70, "mayor"),
    ("As the rebels have it, fifty soldiers died.", 50, "rebels"),
    ("Thirty of the 40 who died, the doctor went on, were children.", 30, "doctor"),
    ("Nine sailors, the admiral admitted on Monday, were killed.", 9, "admiral"),
    ("The coroner has 48 corpses.", 48, "coroner"),
    ("The union's list has 61 dead.", 61, "union"),
    ("The study uses the province's count of 61 deaths.", 61, "province"),
    ("In the ministry's books 61 people had died by May.", 61, "ministry"),
    ("In the union's figures, 61 people died.", 61, "union"),
    ("The dead are 61 in the union's figures.", 61, "union"),
    ("By the union's count of the graves, 61 miners died.", 61, "union"),
    ("The number of deaths is 61, the Authority states, and 14 people are missing.", 61, "Authority"),
    ("The number of deaths is 61, the Authority states, and 14 people are missing.", 14, "Authority"),
    ("The toll is 61, the Bureau states; 14 people were hurt.", 61, "Bureau"),
    ("The deaths in May were 61, the Department records; 14 more deaths followed.", 61, "Department"),
    ("The deaths in May were 61, the Department records; 14 more deaths followed.", 14, "Department"),
]
OWN_VOICE = [
    "By Monday's count nine people had died.",
    "By all accounts nine people died.",
    "In view of the flood, nine people were killed.",
    "On the navy's list of forts, nine people were named as spies and killed.",
    "By the firm's data centre, nine people were killed.",
    "In the governor's words of praise, nine people were said to have been killed.",
    "The storm brought the province's toll of nine deaths.",
    "There was a gap in the union's figures, and nine people were killed.",
    "By our survey of the field, where nine people were killed, work began.",
    "Nine people were killed at the forts, the Army records, and the port.",
    "Nine people were killed in the army's survey of mines.",
    "As firemen put it out, nine people were killed.",
    "There was a gap in the list, and nine people were killed.",
    "The police came, the strike continued, and nine people were hurt.",
]


def speakers(reading: Reading, number: int) -> list[str | None]:
    claims = {claim.id: claim for claim in reading.claims}
    told = [claims.get(figure.claim or "") for figure in reading.figures if figure.low == number]
    return [claim.claimant.name if claim and claim.claimant else None for claim in told]


@pytest.mark.parametrize(("text", "number", "who"), TOLD)
def test_who_counts(text: str, number: int, who: str, read_text: Read) -> None:
    assert speakers(read_text(text), number) == [who]


@pytest.mark.parametrize("text", OWN_VOICE)
def test_words_of_nobody(text: str, read_text: Read) -> None:
    assert speakers(read_text(text), 9) == [None]
