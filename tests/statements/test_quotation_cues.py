"""Which quotations belong to whom: a case is a line of marked text with the phrase that brought it in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from claim_parts import by_cue, told

from reportedly.marked import parse_marked
from reportedly.records import Reading

CASES = {
    "an abbreviation between two halves": (
        "[“The dam broke,”|content] [said|cue] [Mr. Ortiz, a farmer|source]. [“We ran.”|content]"
    ),
    "initials and a state": (
        "[“The dam broke,”|content] [said|cue] [Rep. G. K. Ortiz of Salem|source], Mass. [“We ran.”|content]"
    ),
    "a whole sentence before the quotation": (
        "The mayor was near tears. [“We ran all night,”|content] [she|source] [said|cue]."
    ),
    "words of the same sentence before the quotation": (
        "[The plan is “a terrible mistake,”|content] [she|source] [said|cue]."
    ),
    "the title of a broadcast": (
        "[“It broke at night,”|content] [he|source] [said|cue] on Channel Four's “Morning Hour.” "
        "[“We ran.”|content]"
    ),
    "a fragment in the sentence of another": (
        "[The mayor|source] [said|cue] [the plan was “a terrible mistake,”|content] and the army said no."
    ),
    "two speakers around a semicolon": (
        "“Nine men died,” the army said; [“ten men died,”|content] [said|cue] [the police|source]."
    ),
    "two speakers without marks": (
        "Nine men died, the army said; [ten|content], [the police|source] [said|cue]."
    ),
    "low and high marks": "[„The road is closed“|content], [the mayor|source] [said|cue].",
    "marks that point inwards": "[»The road is closed«|content], [said|cue] [the mayor|source].",
    "French and Russian marks with a dash": (
        "[«The road is closed»|content], — [said|cue] [the mayor|source]. [«Stay at home.»|content]"
    ),
    "two signs for one mark": "[''The dam broke,''|content] [she|source] [said|cue]. [''We ran.''|content]",
    "marks that do not match": '["The dam broke,”|content] [she|source] [said|cue].',
    "opening marks repeated, the speaker last": (
        "[“The dam broke.\n\n“We ran.\n\n“Nobody told us,”|content] [she|source] [said|cue]."
    ),
    "Russian opening marks repeated": (
        "[«The dam broke,»|content] [she|source] [said|cue]. [«We ran.\n\n«Nobody told us.»|content]"
    ),
    "inside three quotations": (
        "“He told me, ‘[The guard|source] [said|cue], [“Nobody leaves,” and left|content],’ "
        "and I ran,” she cried."
    ),
    "what the object is called": (
        "[The governor|source] [referred to|cue] [the mayor as “a thief.”|content]"
    ),
}


@pytest.mark.parametrize("line", CASES.values(), ids=CASES.keys())
def test_a_quotation_is_held_by_who_says_it(line: str, read_text: Callable[..., Reading]) -> None:
    marked = parse_marked(line)
    wanted = {
        role: [(mark.start, mark.end) for mark in marked.marks if mark.role == role]
        for role in ("source", "cue", "content")
    }
    found = [
        {role: [(part.start, part.end) for part in getattr(claim, role)] for role in wanted}
        for claim in read_text(marked.text).claims
    ]
    assert wanted in found


Read = Callable[..., Reading]


def test_a_quotation_goes_on_in_the_next_paragraph(read_text: Read) -> None:
    text = "“The dam broke at night,” Ana Ruiz said. “We ran.\n\n“Nobody had warned us.”"
    assert told(by_cue(read_text(text), "said")) == [
        "“The dam broke at night,”",
        "“We ran.\n\n“Nobody had warned us.”",
    ]
