"""The pages: what they show, and what stands beside them as JSON and CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zlib
from html import unescape
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest
from starlette.testclient import TestClient

from asked_pages import PAGES, first
from ledger.samples import Written
from ledger.unrest import doctors, ministry
from reportedly.errors import LedgerError
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Claimant, Contradiction, Figure, Occurrence, Reading, Segment
from reportedly.views.page_request import Site
from reportedly.views.rendering import safe_url
from reportedly.views.web import LISTS, make_app

ADDRESS = "http://127.0.0.1:8571"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)


def test_a_ledger_with_nothing_in_it_says_how_to_begin(tmp_path: Path) -> None:
    open_ledger(tmp_path / "new.ledger").close()
    app = TestClient(make_app(Site(tmp_path / "new.ledger")), base_url=ADDRESS)
    assert "reportedly read INPUT... --into new.ledger" in app.get("/").text
    assert "Nothing is filed" not in app.get("/?place=Almaty").text
    for page in PAGES:
        assert app.get(page).status_code == 200, page


def test_pages_say_which_documents_are_not_joined(tmp_path: Path) -> None:
    path = tmp_path / "new.ledger"
    open_ledger(path).close()
    app = TestClient(make_app(Site(path)), base_url=ADDRESS)
    told = f"2 of 2 documents are not joined yet: run `reportedly join {path}`"
    with open_ledger(path) as ledger:
        ledger.file([ministry(), doctors()])
        assert all(told in unescape(app.get(page).text) for page in PAGES)
        join(ledger)
        assert not any("not joined yet" in app.get(page).text for page in PAGES)


def test_every_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    waiting, known = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "text/html" not in answer.headers["content-type"]:
            continue
        for href in re.findall(r'(?:href|src|action)="([^"]+)"', answer.text):
            target = unescape(href).split("#")[0]
            if (
                target.startswith("/")
                and target not in known
                and target not in ("/decide", "/reviewer", "/join", "/with-names", "/same", "/undo")
            ):
                known.add(target)
                if len(known) < 400:
                    waiting.append(target)
    assert len(known) > 60


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(
    "query", ["", "?q=killed", "?measure=killed", "?place=Almaty&sort=oldest", "?outlet=none"]
)
def test_exports_hold_the_rows_of_the_page(client: TestClient, kind: str, query: str) -> None:
    shown = re.search(r'<b id="total">([\d,]+)</b>', client.get(f"/{kind}{query}").text)
    assert shown
    rows = client.get(f"/{kind}.json{query}").json()
    lines = list(csv.reader(io.StringIO(client.get(f"/{kind}.csv{query}").content.decode("utf-8-sig"))))
    assert int(shown[1]) == len(rows) == len(lines) - 1
    assert all(set(row) == set(lines[0]) for row in rows)


def test_a_filter_is_an_address(client: TestClient) -> None:
    assert len(client.get("/claims.json?claimant=Doctors").json()) == 1
    assert len(client.get("/claims.json?to=2022-01-07").json()) == 2
    assert len(client.get("/claims.json?from=2022-01-08&to=2022").json()) == 2
    assert len(client.get("/figures.json?measure=killed").json()) == 2
    assert 'value="2022-01-08"' in client.get("/claims?from=2022-01-08").text


@pytest.mark.parametrize(
    "query",
    [
        "from=soon",
        "to=2022-1",
        "page=0",
        "page=x",
        "review=maybe",
        "certainty=nope",
        "measure=nope",
        "sort=nope",
    ],
)
def test_a_filter_that_is_not_understood_is_told(client: TestClient, query: str) -> None:
    answer = client.get(f"/claims?{query}")
    assert answer.status_code == 400
    assert "Not understood" in answer.text


@pytest.mark.parametrize("words", ['"', "NOT", "a OR", "x*", "NEAR(", "';--", "\x00", "%"])
def test_any_words_can_be_searched(client: TestClient, words: str) -> None:
    for kind in LISTS:
        assert client.get(f"/{kind}", params={"q": words}).status_code == 200


def test_what_is_not_there_is_told(client: TestClient) -> None:
    for path in (
        "/nowhere",
        "/claims/claim-0",
        "/documents/none",
        "/claimants/Nobody",
        "/occurrences/x.json",
    ):
        assert client.get(path).status_code == 404


def test_a_document_shows_its_words_and_what_was_found_in_them(client: TestClient, ledger_path: Path) -> None:
    page = client.get("/documents/ministry").text
    figure = first(ledger_path, Figure)
    assert f'id="{figure}"' in page
    assert f'id="card-{figure}"' in page
    assert "block-caption" in page
    text = re.sub(
        r'<a class="ref".*?</a>|<[^>]+>', "", page.split('<div class="text"')[1].split("</article>")[0]
    )
    assert "The Interior Ministry said 18 officers were killed in Almaty." in unescape(text)
    assert 'href="https://news.example/1"' in page


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient) -> None:
    page = client.get("/documents/doctors").text
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil", "http:", "http://[", None],
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert safe_url(url) is None


def test_every_page_has_its_twins(client: TestClient, ledger_path: Path) -> None:
    with open_ledger(ledger_path, read_only=True) as ledger:
        occurrence = next(ledger.records(Occurrence)).id
    lines = client.get("/claims.jsonl").text.splitlines()
    assert [json.loads(line) for line in lines] == client.get("/claims.json").json()
    told = client.get(f"/occurrences/{occurrence}.md").text
    assert told.startswith("# ")
    assert "| told | who | how many |" in told
    text = client.get("/documents/ministry.txt").text
    assert text.startswith("The Interior Ministry said 18 officers were killed in Almaty.")
    notes = client.get("/documents/ministry.jsonld").json()["items"]
    first_note = notes[0]["target"]["selector"]
    at = next(each for each in first_note if each["type"] == "TextPositionSelector")
    quote_ = next(each for each in first_note if each["type"] == "TextQuoteSelector")
    assert text[at["start"] : at["end"]] == quote_["exact"]
    for path in ("/export.json", "/about.json", "/review.json", "/overview.json", "/claimants/Doctors.json"):
        assert client.get(path).json()


def test_the_timeline_is_as_sure_as_its_dates(client: TestClient) -> None:
    slides = client.get("/occurrences.timeline.json").json()["events"]
    dated = [
        row for row in client.get("/occurrences.json").json() if row["earliest"] and row["basis"] != "assumed"
    ]
    assert [slide["unique_id"] for slide in slides] == [row["id"] for row in dated]


def test_the_footer_tells_the_ledger_from_any_other(client: TestClient, ledger_path: Path) -> None:
    def mark() -> str:
        found = re.search(r"<code title=\"The last link[^:]*: (\d+:[0-9a-f]{64})", client.get("/about").text)
        assert found
        return found[1]

    before = mark()
    assert mark() == before
    form = {"record": first(ledger_path, Figure), "seen": "", "verdict": "accept"}
    client.post("/decide", data=form)
    assert mark() != before


def test_an_area_has_no_point(client: TestClient) -> None:
    features = client.get("/occurrences.geojson").json()["features"]
    assert features
    for feature in features:
        area = feature["properties"]["feature"] in ("country", "region", None)
        assert (feature["geometry"] is None) == area


def told_by(who: str, low: int) -> Reading:
    page = Written(f"The {who} said on Thursday that {low} people were killed in Almaty.", who)
    words = f"{low} people were killed"
    where = page.place("Almaty", name="Almaty", country="KAZ")
    claim = page.claim(words, who, claimant=Claimant(who, None, "organisation", "NGO", None))
    event = page.event(words, "ASSAULT", "killed", place=where.id, claim=claim.id)
    page.figure(str(low), "killed", low, low, place=where.id, claim=claim.id, event=event.id, group="people")
    return page.reading()


def test_an_occurrence_leads_to_the_contradictions_that_it_does_not_show(tmp_path: Path) -> None:
    voices = ("north union", "south union", "city hospital", "rail guild", "dock guild", "bar association")
    path = tmp_path / "many.ledger"
    with open_ledger(path) as ledger:
        ledger.file(told_by(who, 11 + 30 * place) for place, who in enumerate(voices))
        join(ledger)
        occurrence = max(ledger.records(Occurrence), key=lambda each: len(each.figures)).id
        count = len(list(ledger.records(Contradiction)))
    assert 10 < count <= 25
    page = TestClient(make_app(Site(path)), base_url=ADDRESS).get(f"/occurrences/{quote(occurrence)}").text
    assert f'href="/contradictions?occurrence={quote(occurrence, safe="")}">all {count} →' in page


def active_parts(page: str) -> list[str]:
    """What of a page a browser would run that is none of our scripts."""
    found = []
    for element in lxml.html.document_fromstring(page.replace("\0", "")).iter():
        if not isinstance(element.tag, str):
            continue
        attributes = dict(element.attrib)
        if element.tag == "script" and not attributes.get("src", "").startswith("/static/"):
            found.append("script")
        if element.tag in ("img", "iframe", "object", "embed", "style", "base"):
            found.append(element.tag)
        found += [name for name in attributes if name.startswith("on") or name == "style"]
        links = (attributes.get(name, "/") for name in ("href", "src", "action", "hx-get", "hx-post"))
        found += [link for link in links if not link.startswith(("/", "#", "http://x/", "https://"))]
    return found


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</title><svg onload=alert(1)>",
    "\u202egnp.exe\u202c\u0000\u0007",
    "𝕳" * 40 + "\U0010ffff",
    "w" * 5000,
    "<" * 300 + "&amp;&lt;" * 50,
    "]]>--><!--",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(tmp_path: Path, words: str) -> None:
    path = tmp_path / "hostile.ledger"
    text = f"{words} said 5 were killed in {words}"
    page = Written(
        text, words, title=words, publisher=words, url=f"http://x/{words}", authors=(words,), language="en",
        segments=(Segment("comment", 0, len(text), words, words),), published="2022-01-06",
    )  # fmt: skip
    where = page.place("5 were", name=words)
    claim = page.claim("5 were killed", words, words, channel=(words,), distance=words)
    event = page.event("were killed", "ASSAULT", "killed", place=where.id, claim=claim.id)
    page.figure("5", "killed", 5, 5, group=words, claim=claim.id, place=where.id, event=event.id)
    with open_ledger(path) as ledger:
        ledger.file([page.reading()])
        join(ledger)
        occurrences = [each.id for each in ledger.records(Occurrence)]
    app = TestClient(make_app(Site(path, words)), base_url=ADDRESS, headers={"origin": ADDRESS})
    named = quote(words, safe="")
    ones = [f"/{kind}/{named}" for kind in ("documents", "outlets", "claimants")]
    ones += [f"/occurrences/{each}" for each in occurrences]
    for address in (*PAGES, *ones, f"/claims?q={named}&place={named}", f"/figures/{first(path, Figure)}"):
        told = app.get(address)
        assert told.status_code == 200, address
        assert not active_parts(told.text), address
        assert "49" not in re.findall(r"<h1[^>]*>([^<]*)</h1>", told.text)
    app.post("/decide", data={"record": first(path, Figure), "seen": "", "verdict": "reject", "why": words})
    assert app.get(f"/figures/{first(path, Figure)}").status_code == 200


def test_vendored_files_are_what_their_list_says() -> None:
    folder = files("reportedly.views") / "static" / "vendor"
    _, *lines = (folder / "VENDOR.txt").read_text("utf-8").splitlines()
    assert {line.split()[0] for line in lines} == {each.name for each in folder.iterdir()} - {
        "VENDOR.txt",
        "LICENSES.txt",
    }
    for line in lines:
        name, _, _, _, digest = line.split()
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def pages_as_text() -> list[str]:
    folder = files("reportedly.views") / "templates"
    return [each.read_text("utf-8") for each in folder.iterdir()]


def test_scripts_are_small() -> None:
    static = files("reportedly.views") / "static"
    ours = [static / name for name in ("app.js", "map.js", "theme.js")]
    vendored = [static / "vendor" / name for name in ("htmx.min.js", "leaflet.js")]
    asked_for = ("vendor/protomaps-leaflet.js",)  # by map.js, where a map of streets was brought along
    assert all(name.rpartition("/")[2] not in page for page in pages_as_text() for name in asked_for)
    assert sum(len(each.read_bytes()) for each in (*ours, *vendored)) < 220_000


def test_the_frame_of_the_overview_is_sent_before_what_it_shows(ledger_path: Path) -> None:
    app = TestClient(make_app(Site(ledger_path)), base_url=ADDRESS)
    with app.stream("GET", "/", headers={"accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        first, *rest = list(answer.iter_raw())
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    begun = unpack.decompress(first).decode()
    whole = begun + unpack.decompress(b"".join(rest)).decode()
    assert '<div id="results">' in begun
    assert "<svg" not in begun
    assert whole.rstrip().endswith("</html>")
    assert app.get("/", headers={"accept-encoding": "identity"}).text == whole


def test_a_ledger_that_fails_behind_the_frame_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise LedgerError("my.ledger: is <damaged>; restore a backup")

    monkeypatch.setattr("reportedly.views.web.list_rows", fails)
    told = client.get("/claims").text
    assert "<h1>Claims</h1>" in told
    assert "my.ledger: is &lt;damaged&gt;; restore a backup" in told


@pytest.mark.parametrize("page", ["/", "/figures", "/figures.json", "/review"])
def test_a_ledger_that_is_gone_is_said_to_be_gone(client: TestClient, ledger_path: Path, page: str) -> None:
    for each in ledger_path.parent.glob(f"{ledger_path.name}*"):
        each.unlink()
    told = client.get(page)
    assert told.status_code == 503
    assert "unrest.ledger: no such ledger" in told.text
