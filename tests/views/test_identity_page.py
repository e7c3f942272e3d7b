"""What people say is one and what is not: chosen in lists and by search, undone, never on a stale page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ledger.samples import Written, put_derived
from ledger.test_claimants_apart import OFFICE, TOLD, killed
from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.joining import join
from reportedly.ledger.people.review import NOTHING_DECIDED, accept, standing
from reportedly.ledger.store import open_ledger
from reportedly.records import Account, Claim, Contradiction, Figure, Judgement, Occurrence, Origin
from reportedly.views.page_request import Site
from reportedly.views.tables import every_row, list_rows
from reportedly.views.web import make_app

ADDRESS = "http://127.0.0.1:8571"


def told(name: str, who: str, low: int) -> Written:
    page = Written(
        f"The {who} said on Thursday that {low} protesters were arrested in Almaty.",
        name,
        title=f"{who} on arrests",
    )
    where = page.place("Almaty")
    claim = page.claim(f"{low} protesters were arrested", who)
    event = page.event(
        f"{low} protesters were arrested", "COERCE", "arrested", place=where.id, claim=claim.id
    )
    page.figure(
        str(low), "arrested", low, low, group="protesters", place=where.id, claim=claim.id, event=event.id
    )
    return page


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "held.ledger"
    with open_ledger(path) as ledger:
        pages = [
            told("one", "Interior Ministry", 300),
            told("two", "Drivers Guild", 310),
            told("three", "City Police", 300),
        ]
        ledger.file([page.reading() for page in pages])
        join(ledger)
    return path


@pytest.fixture
def app(path: Path) -> TestClient:
    return TestClient(
        make_app(Site(path, "ana")), base_url=ADDRESS, headers={"origin": ADDRESS}, follow_redirects=False
    )


def merge(app: TestClient, *names: str, **more: str) -> int:
    form = {
        "kind": "claimants",
        "verdict": "same",
        "subject": list(names),
        "seen": "9",
        "why": "one house",
        **more,
    }
    return app.post("/same", data=form).status_code


def taken(path: Path) -> list[Judgement]:
    with open_ledger(path, read_only=True) as ledger:
        return list(ledger.decisions())


def test_claimants_that_are_one_are_one_row_and_one_page(app: TestClient, path: Path) -> None:
    assert merge(app, "Interior Ministry", "Drivers Guild") == 303
    rows = {row["name"]: row for row in app.get("/claimants.json").json()}
    assert set(rows) == {"Interior Ministry", "City Police"}
    assert (rows["Interior Ministry"]["also"], rows["Interior Ministry"]["claims"]) == (
        ["Drivers Guild"],
        2,
    )
    for name in ("Drivers Guild", "Interior Ministry"):
        page = app.get(f"/claimants/{name}.json").json()
        assert page["claims"]["total"] == 2
        assert page["joint"]["bears"] == "Interior Ministry"
        assert [each["name"] for each in page["joint"]["together"]] == ["Drivers Guild"]
    assert "One with <bdi>Drivers Guild</bdi> ·" in app.get("/claimants/Interior Ministry").text
    assert (
        app.get("/claims.json?claimant=Drivers Guild").json()
        == app.get("/claims.json?claimant=Interior Ministry").json()
    )
    assert "1 decision" in app.get("/claimants").text
    app.post("/join", data={"back": "/"})
    assert "Join again" not in app.get("/claimants").text
    with open_ledger(path, read_only=True) as ledger:
        assert {each.claimant.name for each in ledger.records(Account) if each.claimant} == {
            "Interior Ministry", "City Police",
        }  # fmt: skip


def test_names_in_large_and_small_letters_are_one_row(app: TestClient, path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.file([told("four", "city police", 12).reading(), told("five", "Полиция", 9).reading()])
        ledger.file([told("six", "полиция", 8).reading()])
    rows = {row["name"]: row for row in app.get("/claimants.json").json()}
    assert (rows["City Police"]["claims"], rows["City Police"]["also"]) == (2, [])
    assert rows["Полиция"]["claims"] == 2
    for name in ("city police", "City Police", "полиция"):
        assert app.get(f"/claimants/{name}.json").json()["claims"]["total"] == 2
        for kind in ("claims", "figures", "documents"):
            assert len(app.get(f"/{kind}.json?claimant={name}").json()) == 2, (kind, name)
    assert merge(app, "city police", "Полиция") == 303
    assert app.get("/claimants/City Police.json").json()["claims"]["total"] == 4


def test_a_merge_is_undone_where_it_is_shown(app: TestClient, path: Path) -> None:
    merge(app, "Interior Ministry", "Drivers Guild")
    for page in ("/claimants/Drivers%20Guild", "/claimants/Interior Ministry", "/decisions"):
        shown = app.get(page).text
        assert "one house" in shown
        assert f'name="judgement" value="{taken(path)[0].id}"' in shown, page
    undo = {"judgement": taken(path)[0].id, "back": "/claimants/Drivers%20Guild"}
    assert app.post("/undo", data=undo).headers["location"] == "/claimants/Drivers%20Guild"
    assert len(app.get("/claimants.json").json()) == 3
    again = app.post("/undo", data=undo)
    assert again.status_code == 400
    assert "is undone already" in again.text
    log = app.get("/decisions.json").json()
    assert [(row["verdict"], row["stands"]) for row in log] == [("same", False), ("same", False)]
    assert log[1]["undoes"] == log[0]["id"]


def test_one_of_several_names_is_told_apart(app: TestClient, path: Path) -> None:
    merge(app, "Interior Ministry", "Drivers Guild", "City Police")
    shown = app.get("/claimants/Drivers%20Guild").text
    assert unescape(shown).count('type="radio" name="subject"') == 2
    assert merge(app, "Interior Ministry", "City Police", verdict="different", why="a city's own") == 303
    assert {row["name"] for row in app.get("/claimants.json").json()} == {"Interior Ministry", "City Police"}


def test_another_name_is_found_by_search(app: TestClient) -> None:
    def offered(like: str) -> list[str]:
        page = app.get(f"/claimants/Drivers%20Guild?like={like}").text
        return re.findall(r'type="radio" name="subject" value="([^"]+)"', page)

    assert offered("mini") == ["Interior Ministry"]
    assert offered("POLICE") == ["City Police"]
    assert offered("nobody at all") == []
    assert "Nothing else matches" in app.get("/claimants/Drivers%20Guild?like=nobody").text
    assert [row["name"] for row in app.get("/claimants.json?name=polic").json()] == ["City Police"]


def test_a_stale_page_merges_nothing(app: TestClient, path: Path) -> None:
    merge(app, "Interior Ministry", "Drivers Guild")
    form = {
        "kind": "claimants",
        "verdict": "different",
        "subject": ["Drivers Guild", "Interior Ministry"],
        "seen": "0",
        "why": "b",
    }
    late = app.post("/same", data=form)
    assert late.status_code == 409
    assert "one house" in late.text
    assert len(taken(path)) == 1
    fields = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', late.text.split('<form class="decide"')[1]
    )
    sent: dict[str, list[str]] = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    assert app.post("/same", data=sent).status_code == 303
    assert [each.verdict for each in taken(path)] == ["same", "different"]


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"subject": ["Drivers Guild"]}, 400, "at least two"),
        ({"subject": ["Drivers Guild", "Nobody"]}, 404, "(any more) cannot be judged"),
        ({"subject": ["Drivers Guild", "City Police"], "why": " "}, 400, "needs a reason"),
        (
            {"subject": ["Drivers Guild", "City Police"], "verdict": "burn"},
            400,
            "not one of same, different",
        ),
        ({"subject": ["one", "two"], "kind": "outlets"}, 400, "not one of claimants"),
        ({"subject": ["on", "two"], "kind": "documents"}, 404, "(any more) cannot be judged"),
        ({"subject": ["occurrence-1", "occurrence-0"], "kind": "occurrences"}, 404, "(any more) cannot"),
        ({"subject": ["one"], "occurrence": "occurrence-0", "verdict": "different"}, 404, "cannot be judged"),
    ],
)
def test_what_cannot_be_said_is_told(
    app: TestClient, path: Path, form: dict[str, object], status: int, words: str
) -> None:
    answer = app.post("/same", data={"kind": "claimants", "verdict": "same", "seen": "0", "why": "x", **form})
    assert answer.status_code == status
    assert words in unescape(answer.text)
    assert "No decision was made" in answer.text
    assert taken(path) == []


def test_nobody_elsewhere_decides(app: TestClient, path: Path) -> None:
    for where in ("/same", "/undo", "/decide"):
        refused = app.post(where, data={"subject": ["a", "b"]}, headers={"origin": "http://evil.example"})
        assert refused.status_code == 403
    assert taken(path) == []
    locked = TestClient(make_app(Site(path)), base_url=ADDRESS)
    assert locked.post("/same", data={}).status_code == 403  # no origin at all


def occurrences(path: Path) -> dict[str, str]:
    with open_ledger(path, read_only=True) as ledger:
        return {name: each.id for each in ledger.records(Occurrence) for name in each.documents}


def test_documents_leave_an_occurrence_and_come_back(app: TestClient, path: Path) -> None:
    home = occurrences(path)
    joined = [name for name in home if home[name] == home["one"]]
    assert len(joined) > 1, "the sample is one occurrence"
    page = app.get(f"/occurrences/{home['one']}").text
    assert page.count('type="checkbox" name="subject"') == len(joined)
    form = {
        "kind": "documents", "verdict": "different", "occurrence": home["one"], "subject": ["one"],
        "seen": "0", "why": "another week", "back": "/",
    }  # fmt: skip
    assert app.post("/same", data=form).status_code == 303
    app.post("/join", data={"back": "/"})
    after = occurrences(path)
    assert after["one"] not in {after[name] for name in joined if name != "one"}
    assert "another week" in app.get(f"/occurrences/{after['one']}").text
    both = {
        "kind": "occurrences",
        "verdict": "same",
        "subject": [after["one"], after["two"]],
        "seen": "0",
        "why": "one",
    }
    assert app.post("/same", data=both).status_code == 409, "who set it apart is shown first"
    assert app.post("/same", data={**both, "seen": "1"}).status_code == 303
    everything = {
        **form,
        "occurrence": after["two"],
        "subject": [n for n in after if after[n] == after["two"]],
        "seen": "9",
    }
    assert "has to stay" in app.post("/same", data=everything).text


def test_documents_of_one_text(app: TestClient, path: Path) -> None:
    form = {
        "kind": "documents",
        "verdict": "same",
        "subject": ["one", "three"],
        "seen": "0",
        "why": "one wire",
    }
    assert app.post("/same", data=form).status_code == 303
    app.post("/join", data={"back": "/"})
    with open_ledger(path, read_only=True) as ledger:
        assert [each.documents for each in ledger.records(Origin)] == [("one", "three")]
    assert "City Police on arrests" in app.get("/documents/one").text
    assert "one wire" in app.get("/documents/one").text
    assert {row["id"] for row in app.get("/documents.json?origin=three").json()} == {"one", "three"}


def test_statements_are_headed_by_who_says_them(client: TestClient, ledger_path: Path) -> None:
    with open_ledger(ledger_path) as ledger:
        occurrence = next(ledger.records(Occurrence)).id
        one, other = (each.id for each in list(ledger.records(Claim))[:2])
        found = Contradiction(
            "contradiction-0a", occurrence, one, other, None, "denied", "denial", "it is denied"
        )
        put_derived(ledger, {Occurrence: list(ledger.records(Occurrence)), Contradiction: [found]})
    page = client.get("/contradictions/contradiction-0a").text
    head = page.split("<h1")[1].split("</h1>")[0]
    assert "says" not in head
    assert "against" in head
    assert "what the other says did not happen" in page
    assert "What these kinds mean" in page


def test_pages_of_contradictions_are_the_export_in_parts(path: Path) -> None:
    relations = ("update", "scope", "stale", "conflict", "digit_slip", "denial", "update")
    with open_ledger(path) as ledger:
        things, told_ = list(ledger.records(Occurrence)), list(ledger.records(Account))
        sides = [each.id for each in told_]
        found = [
            Contradiction(
                f"contradiction-{number:02}", things[0].id, sides[number % len(sides)], sides[0], "arrested",
                "exclusive", relations[number % len(relations)], "why",
            )
            for number in range(30)
        ]  # fmt: skip
        put_derived(ledger, {Occurrence: things, Account: told_, Contradiction: found})
        every = [row.id for row in every_row(ledger, "contradictions", Filter(), NOTHING_DECIDED)]
        assert len(every) == 30
        for page in range(1, 6):
            listed = list_rows(ledger, "contradictions", Filter(page=page), NOTHING_DECIDED, size=7)
            assert [row.id for row in listed.rows] == every[7 * (page - 1) : 7 * page]
            assert listed.total == 30


def test_the_log_tells_of_what_is_gone(app: TestClient, path: Path) -> None:
    with open_ledger(path) as ledger:
        figure = next(ledger.records(Figure))
        accept(ledger, figure.id, by="ana", why="stands there")
        again = told("one", "Interior Ministry", 30500)
        ledger.file([again.reading()])
        assert standing(ledger.decisions()).accepted == {figure.id}
    page = app.get("/decisions").text
    assert "no longer in the ledger" in page
    late = app.post("/decide", data={"record": figure.id, "seen": taken(path)[0].id, "verdict": "reject"})
    assert late.status_code == 404
    assert "(any more) cannot be judged" in late.text
    assert f'id="card-{figure.id}"' in late.text
    assert app.post("/undo", data={"judgement": taken(path)[0].id}).status_code == 303


def test_grades_are_given_on_a_card(app: TestClient, path: Path) -> None:
    with open_ledger(path, read_only=True) as ledger:
        figure = next(ledger.records(Figure)).id
    form = {"record": figure, "seen": "", "verdict": "correct", "admiralty": "B2", "why": "well kept before"}
    assert app.post("/decide", data=form).status_code == 303
    page = app.get(f"/figures/{figure}").text
    assert "graded B2: usually reliable, probably true" in page
    assert "admiralty: F6 → B2" in page
    assert "state-open" in page
    form = {**form, "seen": taken(path)[0].id, "admiralty": "A1"}
    with open_ledger(path) as ledger:
        put_derived(ledger, {})
    refused = app.post("/decide", data=form)
    assert refused.status_code == 400
    assert "2 are needed" in refused.text


def test_a_ledger_that_is_only_looked_at_offers_nothing(path: Path) -> None:
    from reportedly.views.guard import Door

    app = TestClient(
        make_app(Site(path, door=Door(read_only=True))), base_url=ADDRESS, headers={"origin": ADDRESS}
    )
    for page in (
        "/claimants",
        "/documents",
        "/occurrences",
        "/decisions",
        "/claimants/Drivers%20Guild",
        "/documents/one",
    ):
        told_ = app.get(page).text
        assert 'action="/same"' not in told_ or 'name="subject"' not in told_, page
        assert '<button name="verdict"' not in told_, page
    assert app.post("/same", data={}).status_code == 403


def in_two_countries(path: Path) -> TestClient:
    with open_ledger(path) as ledger:
        ledger.file(TOLD)
        join(ledger)
    return TestClient(make_app(Site(path, "ana")), base_url=ADDRESS, headers={"origin": ADDRESS})


def test_one_name_of_two_countries_has_a_page_for_each(tmp_path: Path) -> None:
    app = in_two_countries(tmp_path / "two.ledger")
    names = [row["name"] for row in app.get("/claimants.json").json()]
    assert names == ["Lebanese health ministry", "health ministry (Libya)"]
    libyan = app.get("/claimants/health ministry (Libya)")
    assert "33 people" in libyan.text
    assert "14 people" not in libyan.text
    assert "one office of Libya" in libyan.text
    both = app.get("/claimants/health ministry").text
    assert "/claimants/health%20ministry%20%28Libya%29" in both
    assert "/claimants/health%20ministry%20%28Lebanon%29" in both
    assert app.get("/claimants/health ministry (Chad)").status_code == 404
    assert app.get("/claims.csv?claimant=health ministry (Libya)").text.count("health ministry (Libya)") == 1


def test_what_a_rule_joined_is_told_apart_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "two.ledger"
    app = in_two_countries(path)
    page = "/claimants/Lebanese health ministry"
    assert "one office of Lebanon" in app.get(page).text
    form = {
        "kind": "claimants",
        "subject": ["Lebanese health ministry", "health ministry (Lebanon)"],
        "verdict": "different",
        "why": "two of them",
        "seen": "0",
        "back": page,
    }
    assert app.post("/same", data=form).status_code == 200
    with open_ledger(path) as ledger:
        join(ledger)
    assert len(app.get("/claimants.json").json()) == 3


def test_occurrences_of_one_title_show_who_told_of_them_first(tmp_path: Path) -> None:
    path = tmp_path / "two.ledger"
    with open_ledger(path) as ledger:
        told = [killed(town, OFFICE, 12, town) for town in ("Sidon", "Benghazi")]
        titled = [
            replace(each, document=replace(each.document, title=f"Blast at {each.document.id}"))
            for each in told
        ]
        ledger.file(titled)
        join(ledger)
    app = TestClient(make_app(Site(path, "ana")), base_url=ADDRESS)
    assert len({row["title"] for row in app.get("/occurrences.json").json()}) == 1
    shown = app.get("/occurrences").text
    assert "first in “Blast at Sidon”" in shown
    assert "first in “Blast at Benghazi”" in shown
