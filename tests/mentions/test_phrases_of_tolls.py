"""Bare numbers whose measure stands in another clause or sentence."""

from __future__ import annotations

import pytest

from reportedly.language.clauses import find_clauses
from reportedly.mentions.counted_groups import find_counted_groups
from reportedly.page.documents import make_document

DIED = "Ninety guards died."
CASES = [
    (f"{DIED} Of these 50 were in Lesser Dara alone; Ostrava accounted for 12.", ["50 killed", "12 killed"]),
    (f"{DIED} Of them, 50 were in the port.", ["50 killed"]),
    (f"{DIED} Of these 50 cars were in the port.", []),
    (f"{DIED} Oil accounted for a third of the fuel, gas for 12.", []),
    (f"{DIED} Ostrava accounted for 120.", []),
    (f"{DIED} Nurses in the town privately talk of 200.", ["200 killed"]),
    (
        "In all 220 were injured. Ministers say 130 are dead, while nurses talk of 200.",
        ["220 injured", "130 killed", "200 killed"],
    ),
    (f"{DIED} Radio kept repeating 300 for days.", ["300 killed"]),
    (f"{DIED} He repeated three times that the road was shut.", []),
    (f"{DIED} Estimates by relief groups go as high as 300.", ["300 killed"]),
    (f"{DIED} The tower goes as high as 300.", []),
    ("By our list 90 guards died, against an official 31 for May.", ["31 killed"]),
    (f"{DIED} The minister came in an official 4x4.", []),
    (f"{DIED} The earlier 140 counted many twice.", ["140 killed"]),
    (f"{DIED} The earlier 12 had gone home.", []),
    ("He said that 90 had died and that reports of 180 were invented.", ["90 killed", "180 killed"]),
    (f"{DIED} Reports of 2003 list more.", []),
    (f"{DIED} Six tons of gas had escaped, the firm thought; police now say 38.", []),
    (f"{DIED} Two trucks were stopped, police said; the mayor says 38.", []),
    (f"{DIED} Two doctors spoke of 38.", ["38 killed"]),
    ("Around 400 injured were treated in wards, of whom 120 needed surgery.", ["400 injured", "120 injured"]),
    ("It cited 20 rooms with high windows and 90 with lower ones.", []),
    ("The quake left 210 buildings destroyed and 340 damaged.", ["340 damaged"]),
    ("The quake left 210 nurses dead and 340 damaged.", []),
    (f"{DIED} The relief agency put the population of the camp at 6000.", []),
    (f"{DIED} The number detained has reached 61, the minister said.", ["61 arrested"]),
    (f"{DIED} The number used has reached 61, the minister said.", []),
    (f"{DIED} The union put the victims at 140.", ["140 killed"]),
    ("Cheats were fined. The union put the victims at 140.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_what_a_bare_number_counts(text, wanted, parser, lexicon):
    document = make_document(text)
    doc = parser.parse(document)
    tally = find_counted_groups(document, doc, find_clauses(doc), lexicon)
    numbers = [f"{each.head.text} {each.measure}" for each in tally.counted if each.head.text.isdigit()]
    assert numbers == wanted
