"""Who is let in by the local server, and what its answers bind the browser to."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.views.guard import LOOPBACK, Door
from reportedly.views.page_request import Site
from reportedly.views.serving import serve
from reportedly.views.web import make_app

HERE = "http://127.0.0.1:8571"
FORM = {"by": "ana", "back": "/about"}


def site(path: Path, door: Door | None = None, address: str = HERE) -> TestClient:
    return TestClient(make_app(Site(path, "ana", door or Door())), base_url=address, follow_redirects=False)


def test_every_answer_binds_the_browser(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/static/app.js", "/claims.csv", "/claims.json"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("name", ["127.0.0.1:8571", "localhost:8571", "[::1]:8571"])
def test_own_names_are_answered(ledger_path: Path, name: str) -> None:
    assert site(ledger_path).get("/about", headers={"host": name}).status_code == 200


@pytest.mark.parametrize("name", ["myhost:8571", "MyHost:8571"])
def test_capital_letters_of_a_name_do_not_matter(ledger_path: Path, name: str) -> None:
    door = Door(hosts=LOOPBACK | {"MyHost"})
    assert site(ledger_path, door).get("/about", headers={"host": name}).status_code == 200


@pytest.mark.parametrize("name", ["evil.example", "evil.example:8571", "127.0.0.1.evil.example", "", "[::1"])
def test_a_name_that_was_rebound_is_refused(ledger_path: Path, name: str) -> None:
    assert site(ledger_path).get("/about", headers={"host": name}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://[bad"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_change_from_elsewhere_is_refused(ledger_path: Path, headers: dict[str, str]) -> None:
    answer = site(ledger_path).post("/reviewer", data=FORM, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_change_from_an_own_page_is_taken(ledger_path: Path) -> None:
    answer = site(ledger_path).post("/reviewer", data=FORM, headers={"origin": HERE})
    assert (answer.status_code, answer.headers["location"]) == (303, "/about")
    assert "SameSite=strict" in answer.headers["set-cookie"]


def test_read_only_refuses_every_change(ledger_path: Path) -> None:
    closed = site(ledger_path, Door(read_only=True))
    for path in ("/reviewer", "/decide", "/"):
        assert closed.post(path, data=FORM, headers={"origin": HERE}).status_code == 403
    assert "read-only" in closed.get("/").text


@pytest.mark.parametrize("place", ["cross-site", "same-site"])
def test_other_sites_may_link_here_and_load_nothing(ledger_path: Path, place: str) -> None:
    def status(mode: str, dest: str) -> int:
        told = {"sec-fetch-site": place, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        return site(ledger_path).get("/about", headers=told).status_code

    assert status("navigate", "document") == 200
    assert [status("no-cors", "image"), status("navigate", "iframe"), status("cors", "empty")] == [403] * 3


def test_other_methods_and_large_forms_are_refused(client: TestClient) -> None:
    assert client.put("/about").status_code == 405
    assert client.delete("/about").status_code == 405
    assert client.post("/decide", data={"why": "x" * 70_000}).status_code == 413


def test_another_host_demands_the_token(ledger_path: Path) -> None:
    door = Door(LOOPBACK | {"desk.example"}, token="let-me-in")
    desk = site(ledger_path, door, "http://desk.example:8571")
    assert desk.get("/about").status_code == 401
    assert desk.get("/about?token=wrong").status_code == 401
    entered = desk.get("/claims?q=killed&token=let-me-in")
    assert (entered.status_code, entered.headers["location"]) == (303, "/claims?q=killed")
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert desk.get("/about").status_code == 200, "the cookie is enough from now on"


def test_an_entry_never_leads_elsewhere(ledger_path: Path) -> None:
    desk = site(ledger_path, Door(token="let-me-in"))
    answer = desk.get("//evil.example/?token=let-me-in")
    assert not answer.headers.get("location", "").startswith("//")


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_a_form_never_leads_elsewhere(client: TestClient, back: str) -> None:
    answer = client.post("/reviewer", data={"by": "ana", "back": back})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../web.py",
        "/static/%2e%2e/web.py",
        "/static/..%2fweb.py",
        "/static//etc/passwd",
        "/etc/passwd",
    ],
)
def test_no_path_from_outside_is_opened(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("with_token", [True, False])
def test_a_token_is_demanded_here_too_where_that_is_asked_for(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch, with_token: bool
) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    addresses: list[str] = []
    serve(ledger_path, port=0, with_token=with_token, ready=addresses.append)
    assert ["token=" in address for address in addresses] == [with_token]
