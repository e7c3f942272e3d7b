from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.page.documents import make_document
from reportedly.privacy import Pseudonyms, pseudonyms_of
from reportedly.records import Actor, ActorType, Reading, Segment


def reading(*actors: Actor) -> Reading:
    return Reading(make_document("x"), actors, (), (), (), (), (), (), (), ())


def actor(name: str, *, private: bool, key: str | None = None, type_: ActorType = "person") -> Actor:
    return Actor("a", "d", "r", 0, 1, name, name, key, type_, None, None, private)


def test_private_names_go_and_public_ones_stay() -> None:
    names = pseudonyms_of([reading(actor("Aigul Bek", private=True), actor("Marat Sar", private=False))])
    assert names.hide("Aigul Bek told Marat Sar; Bek left.") == "[person 1] told Marat Sar; [person 1] left."


def test_one_person_has_one_pseudonym_across_documents() -> None:
    names = pseudonyms_of(
        [reading(actor("Aigul Bek", private=True, key="k")), reading(actor("A. Bek", private=True, key="k"))]
    )
    assert names.hide("Aigul Bek, A. Bek") == "[person 1], [person 1]"


def test_a_name_that_a_public_person_bears_too_stays() -> None:
    names = pseudonyms_of([reading(actor("Aigul Bek", private=True), actor("Nur Bek", private=False))])
    assert names.hide("Bek and Aigul Bek") == "Bek and [person 1]"


def test_names_inside_other_words_stay() -> None:
    names = pseudonyms_of([reading(actor("Ann Lee", private=True))])
    assert names.hide("Leeds is not Lee") == "Leeds is not [person 1]"


def test_bodies_and_groups_keep_their_names() -> None:
    assert (
        pseudonyms_of([reading(actor("Helpers", private=True, type_="group"))]).hide("Helpers") == "Helpers"
    )


def test_whoever_signed_a_comment_has_a_pseudonym() -> None:
    text = "Nice. Winter Fox was here."
    document = replace(
        make_document(text), segments=(Segment("comment", 0, len(text), "Winter Fox", "2022-01-08"),)
    )
    names = pseudonyms_of([Reading(document, (), (), (), (), (), (), (), (), ())])
    assert names.hide(text) == "Nice. [person 1] was here."


def test_a_public_name_is_kept_whole_where_a_part_of_it_is_private() -> None:
    names = pseudonyms_of([reading(actor("John", private=True), actor("John Kerry", private=False, key="k"))])
    assert names.hide("John Kerry") == "John Kerry"


def test_the_key_of_a_private_person_is_left_out() -> None:
    names = pseudonyms_of([reading(actor("Aigul Bek", private=True, key="person:aigul-bek"))])
    assert names.hide('{"key":"person:aigul-bek"}') == '{"key":"[person 1]"}'


@given(st.lists(st.text(max_size=8), max_size=4), st.text(max_size=40))
def test_no_name_stays_as_a_word(names: list[str], text: str) -> None:
    hidden = Pseudonyms({name: "#" for name in names if name[:1].isalpha()}).hide(text)
    words = re.findall(r"\w+", hidden)
    assert not {name for name in names if re.fullmatch(r"[^\W\d_]\w*", name)} & set(words)
