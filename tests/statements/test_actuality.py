"""Which acts are told as happening, and which are spoken of in general."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

ReadText = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Whoever does not surrender will be shot.", ["ASSAULT"]),  # whoever does what surrenders nothing
        ("You can sign this petition here.", []),  # said of nobody
        ("They are brave people who know how to fight.", []),  # a skill
        ("He bought stolen cars from a dealer.", []),  # what was stolen before is no theft told
        ("Police found two wounded men in the yard.", ["ASSAULT"]),
        ("The mayor spoke without offering proof.", []),
        ("The bishop spoke about the murder of students.", []),  # a practice
        ("The bishop spoke about the murder of two students.", ["ASSAULT"]),
        ("Two grams of it are enough to kill a man.", []),  # what could be done
        ("City destroyed United 4-0 on Saturday.", []),  # a match
        ("Militias killed 4-5 people in the raid.", ["ASSAULT"]),
        ("The museum of the Battle of Kursk reopened.", []),  # a name
        ("A march for the miners began on Friday.", ["PROTEST"]),
        ("A clerk who asked not to be named left.", []),
        ("The envoys spoke of an end to the armed conflict.", []),  # a state of things
        ("The charter forbids the shelling of clinics.", []),  # a law
        ("The mayor forbids the sale of maps.", ["COERCE"]),
        ("The parasite invades the blood of cattle.", []),  # figures of speech
        ("The peso took a beating on Friday.", []),
        ("A clerk took a beating on Friday.", ["ASSAULT"]),
        ("A gang attacked a footballer in the port.", ["ASSAULT"]),
    ],
)
def test_what_is_said_in_general_is_no_event(read_text: ReadText, text: str, wanted: list[str]) -> None:
    assert [event.type for event in read_text(text).events if event.type != "OTHER"] == wanted
