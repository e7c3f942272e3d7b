"""The gazetteer: what it holds, how it is asked, and that asking is safe."""

from __future__ import annotations

import os
import threading
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.mentions.gazetteer import GAZETTEER, fold, fold_short, load_gazetteer


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Alma-Ata", "alma ata"),
        ("Bogotá", "bogota"),
        ("Ust’-Kamenogorsk", "ust kamenogorsk"),
        ("Łódź", "lodz"),
        ("St. Louis", "st louis"),
        ("Saint Louis", "st louis"),
        ("Алматы", "алматы"),
        ("Xi'an", "xian"),
        ("İzmir", "izmir"),
        ("...", ""),
    ],
)
def test_spellings_of_one_name_fold_to_one(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("name", "kind", "country", "geonames"),
    [
        ("Алматы", "city", "KAZ", 1526384),
        ("Alma Ata", "city", "KAZ", 1526384),
        ("Janaozen", "city", "KAZ", 607610),
        ("Жанаозен", "city", "KAZ", 607610),
        ("Mangystau", "region", "KAZ", 608879),
        ("Nur-Sultan", "city", "KAZ", 1526273),
        ("Кабул", "city", "AFG", 1138958),
        ("كابل", "city", "AFG", 1138958),
        ("Rapides Parish", "county", "USA", 4338356),
        ("Bavaria", "region", "DEU", 2951839),
        ("Holland", "country", "NLD", 2750405),
        ("Black Sea", "water", None, None),
        ("Heathrow", "site", "GBR", None),
    ],
)
def test_a_name_leads_to_its_place(name: str, kind: str, country: str | None, geonames: int | None) -> None:
    places = load_gazetteer().find([fold(name)])[fold(name)]
    assert (kind, country, geonames) in {(place.kind, place.country, place.geonames) for place in places}


def test_an_abbreviation_is_known_only_with_its_point() -> None:
    found = load_gazetteer().find([fold_short("Ill."), fold("Ill."), fold_short("W. Va"), fold_short("M.D.")])
    assert [place.name for place in found["ill."]] == ["Illinois"]
    assert "Illinois" not in {place.name for place in found["ill"]}
    assert [place.name for place in found["w.va."]] == ["West Virginia"]
    assert found["m.d."] == ()


def test_bearers_of_a_name_come_with_the_most_populous_first() -> None:
    people = [place.population for place in load_gazetteer().find(["springfield"])["springfield"]]
    assert len(people) > 10
    assert people == sorted(people, reverse=True)


def test_an_unknown_name_has_no_places() -> None:
    assert load_gazetteer().find(["qwertyuiop"]) == {"qwertyuiop": ()}


def test_more_names_than_one_query_takes_are_all_answered() -> None:
    names = [f"nowhere {number}" for number in range(1200)] + ["paris"]
    found = load_gazetteer().find(names)
    assert len(found) == 1201
    assert found["paris"]


def test_the_file_is_the_one_whose_digest_is_recorded() -> None:
    recorded = GAZETTEER.with_suffix(".sha256").read_text("utf-8").split()[0]
    assert sha256(GAZETTEER.read_bytes()).hexdigest() == recorded


def test_threads_and_forked_processes_each_have_their_own_connection() -> None:
    gazetteer = load_gazetteer()
    gazetteer.find(["almaty"])
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(len(gazetteer.find(["aktobe"])["aktobe"])))
    thread.start()
    thread.join()
    assert answers
    assert answers[0] > 0
    child = os.fork()
    if child == 0:
        os._exit(0 if gazetteer.find(["shymkent"])["shymkent"] else 1)
    assert os.waitpid(child, 0)[1] == 0
