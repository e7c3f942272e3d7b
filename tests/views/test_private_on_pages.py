"""Private persons on the pages: they have none, and no export has their names unless it is asked for them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ledger.samples import Written
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Segment
from reportedly.views.page_request import Site
from reportedly.views.web import make_app

ADDRESS = "http://127.0.0.1:8571"


def test_csv_begins_no_formula_and_names_are_left_out(client: TestClient) -> None:
    told = client.get("/claims.csv").text
    assert "'=HYPERLINK(1)" in told
    assert "Nazarova" not in told
    assert "[person 1]" in told
    assert "Nazarova" not in json.dumps(client.get("/documents/doctors.json").json())
    assert "Nazarova" in client.get("/documents/doctors").text


def named(client: TestClient, what: str) -> str:
    answer = client.post("/with-names", data={"what": what, "measure": "", "q": "lives"})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_names_are_kept_only_where_that_is_asked_for_and_the_ledger_notes_it(
    client: TestClient, ledger_path: Path
) -> None:
    for what in ("/claims.csv", "/claims.json", "/claims.jsonl"):
        assert "Nazarova" not in client.get(f"{what}?q=lives").text
        assert "Nazarova" in named(client, what)
    with open_ledger(ledger_path, read_only=True) as ledger:
        programs = [run.program for run in ledger.runs()]
    assert [each.partition(" ")[2] for each in programs] == [
        f"pages {what} by ana --with-names" for what in ("/claims.csv", "/claims.json", "/claims.jsonl")
    ]
    assert "pages /claims.csv by ana --with-names" in client.get("/about").text


def test_names_are_kept_by_no_address_and_for_nobody_elsewhere(client: TestClient) -> None:
    assert client.get("/with-names").status_code == 405
    assert "Nazarova" not in client.get("/claims.csv?with-names=yes&with_names=1").text
    refused = client.post(
        "/with-names", data={"what": "/claims.csv"}, headers={"origin": "http://evil.example"}
    )
    assert refused.status_code == 403
    assert client.post("/with-names", data={"what": "/documents/doctors"}).status_code == 400


def test_signatures_under_comments_are_left_out(tmp_path: Path) -> None:
    text = "Residents ran.\nI saw it, says Marigold Penhaligon."
    page = Written(
        text, "commented", title="Unrest",
        segments=(Segment("paragraph", 0, 14), Segment("comment", 15, len(text), "Marigold Penhaligon")),
    )  # fmt: skip
    page.claim("I saw it", "Marigold Penhaligon", None, segment="comment")
    path = tmp_path / "commented.ledger"
    with open_ledger(path) as ledger:
        ledger.file([page.reading()])
        join(ledger)
    app = TestClient(make_app(Site(path)), base_url=ADDRESS)
    for address in ("/claims.csv", "/claims.json", "/documents/commented.json", "/documents/commented.txt"):
        told = app.get(address).text
        assert "Penhaligon" not in told, address
        assert "[person 1]" in told, address
    assert "Penhaligon" in app.get("/documents/commented").text


@pytest.fixture
def village(tmp_path: Path, read_text) -> TestClient:
    """Two documents that quote a teacher, who is a private person, and a mayor, who is none."""
    with open_ledger(tmp_path / "village.ledger") as ledger:
        texts = (
            "A teacher, Nadia Ferrant, said ten people died. The mayor of Arlen, Ola Brenn, denied it.",
            "Nadia Ferrant, a teacher, said the road was closed. Mayor Ola Brenn said it was open.",
        )
        ledger.file([read_text(text, publisher="The Example") for text in texts])
        join(ledger)
    site = Site(tmp_path / "village.ledger", "ana")
    return TestClient(make_app(site), base_url=ADDRESS, headers={"origin": ADDRESS})


@pytest.mark.parametrize(
    "path",
    [
        "/claimants/Nadia%20Ferrant",
        "/claimants/nadia%20ferrant",
        "/claimants/Nadia%20Ferrant.json",
        "/claims?claimant=Nadia+Ferrant",
        "/claims.csv?claimant=Nadia+Ferrant",
        "/?claimant=Nadia+Ferrant",
    ],
)
def test_a_private_person_has_no_page_and_the_answer_says_why(village: TestClient, path: str) -> None:
    answer = village.get(path)
    assert answer.status_code == 404
    assert "the name of a private person" in answer.text


def test_a_private_person_cannot_be_asked_for_with_names_either(village: TestClient) -> None:
    form = {"what": "/claims.csv", "claimant": "Nadia Ferrant"}
    assert village.post("/with-names", data=form).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/claimants", "/claimants?name=ferrant", "/claimants?sort=name", "/claimants.csv", "/claimants.jsonl"],
)
def test_no_list_of_claimants_has_a_private_person(village: TestClient, path: str) -> None:
    answer = village.get(path)
    assert answer.status_code == 200
    assert "Nadia" not in answer.text
    assert "[person" not in answer.text
    assert ("Ola Brenn" in answer.text) == ("ferrant" not in path)


def test_a_private_person_is_no_choice_of_a_filter_and_no_link_but_stays_in_its_document(
    village: TestClient,
) -> None:
    assert not re.search(r"<option[^>]*>?[^<]*Nadia", village.get("/").text)
    claims = village.get("/claims").text
    assert "/claimants/Nadia" not in claims
    assert "/claimants/Ola" in claims
    document = re.search(r'href="(/documents/[^"]+)"', village.get("/documents").text)
    assert document
    assert "Nadia Ferrant" in village.get(document[1]).text
    assert village.get("/claimants/Ola%20Brenn").status_code == 200
