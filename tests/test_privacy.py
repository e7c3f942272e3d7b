from __future__ import annotations

from reportedly.page.documents import make_document
from reportedly.privacy import pseudonyms_of
from reportedly.records import Actor, ActorType, Reading


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
