"""Addresses: only public ones, only what was named, bounded in size, time and redirects."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from reportedly.errors import FetchError
from reportedly.page import address
from reportedly.page.address import fetch_address, is_public
from reportedly.page.documents import document_of
from reportedly.page.fetch import Page, find_pages

PAGE = (
    "<html><body><h1>Пожар</h1><p>Двое погибли в Алматы, сообщила полиция в среду вечером на рынке.</p>"
    "<p>Ещё трое ранены, сказал врач.</p></body></html>"
)

DROPS = 1_000


class Server(BaseHTTPRequestHandler):
    """A server that behaves badly on most of its paths."""

    seen: list[dict[str, str]]
    dropped: int

    def do_GET(self) -> None:
        type(self).seen.append({key.lower(): value for key, value in self.headers.items()})
        with suppress(OSError):
            getattr(self, self.path.strip("/").replace("-", "_"), self.gone)()

    def answer(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def good(self) -> None:
        self.answer(
            PAGE.encode("cp1251"), Content_Type="text/html; charset=windows-1251", Set_Cookie="who=you"
        )

    def lines(self) -> None:
        self.answer(b'{"text": "One."}\n{"text": 2}\n', Content_Type="application/x-ndjson")

    def picture(self) -> None:
        self.answer(b"GIF89a", Content_Type="image/gif")

    def empty(self) -> None:
        self.answer(b"", Content_Type="text/html")

    def gone(self) -> None:
        self.answer(b"<p>nothing here</p>", status=404)

    def busy(self) -> None:
        self.answer(b"", status=429, Retry_After="120")

    def moved(self) -> None:
        self.answer(b"", status=302, Location="/good")

    def ring(self) -> None:
        self.answer(b"", status=302, Location="/ring")

    def inside(self) -> None:
        self.answer(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")

    def file(self) -> None:
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def bomb(self) -> None:
        self.answer(gzip.compress(b" " * 30_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def endless(self) -> None:
        self.answer(b"", Content_Type="text/html")
        while True:
            self.wfile.write(b"x" * 1_000_000)

    def drip(self) -> None:
        self.answer(b"", Content_Type="text/html")
        self.drops()

    def drip_header(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        self.drops()

    def drops(self) -> None:
        """A byte now and then, for a minute where nobody hangs up."""
        for _ in range(DROPS):
            self.wfile.write(b"x")
            Server.dropped += 1
            time.sleep(0.05)

    def short(self) -> None:
        self.answer(b"<p>only half", Content_Type="text/html", Content_Length="9999")

    def long(self) -> None:
        self.answer(b"<p>all of it, and more than it said", Content_Type="text/html", Content_Length="14")

    def no_gzip(self) -> None:
        self.answer(b"<p>plain", Content_Type="text/html", Content_Encoding="gzip")

    def many_headers(self) -> None:
        self.answer(b"<p>x", **{f"X_{number}": "y" for number in range(2_000)})

    def changed(self) -> None:
        if self.headers.get("If-None-Match") == '"1"':
            self.answer(b"", status=304, ETag='"1"')
        else:
            self.answer(b"<p>x", Content_Type="text/html", ETag='"1"')

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Server.seen = []
    Server.dropped = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_read_as_it_declares_itself(site: str) -> None:
    (page,) = find_pages([f"{site}/moved"], allow_private=True)
    assert isinstance(page, Page)
    document = document_of(page)
    assert document.url == f"{site}/good"
    assert document.title == "Пожар"
    assert "Двое погибли" in document.text
    assert document.language == "ru"


def test_it_says_who_asks_and_keeps_no_cookie(site: str) -> None:
    for _ in range(2):
        fetch_address(f"{site}/good", allow_private=True)
    assert all(headers["user-agent"].startswith("reportedly/") for headers in Server.seen)
    assert not any("cookie" in headers for headers in Server.seen)


def test_lines_behind_an_address(site: str) -> None:
    page, error = find_pages([f"{site}/lines"], allow_private=True)
    assert isinstance(page, Page)
    assert str(error) == f"{site}/lines:2: 'text' must be a string, got a number"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nothing", "answered 404"),
        ("picture", "answered with image/gif, which is not text"),
        ("empty", "answered with nothing"),
        ("ring", "redirects more than 5 times"),
        ("file", "only http and https are fetched, got 'file:///etc/passwd'"),
        ("bomb", "answered with more than 20,000,000 bytes"),
        ("endless", "answered with more than 20,000,000 bytes"),
        ("short", "could not be fetched"),
        ("no-gzip", "could not be fetched"),
        ("many-headers", "could not be fetched"),
    ],
)
def test_what_is_not_read(site: str, path: str, told: str) -> None:
    with pytest.raises(FetchError) as raised:
        fetch_address(f"{site}/{path}", allow_private=True)
    assert raised.value.where == f"{site}/{path}"
    assert told in raised.value.why


@pytest.mark.parametrize("path", ["drip", "drip-header"])
def test_a_slow_answer_is_cut(site: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "TIME_LIMIT", 0.4)
    with pytest.raises(FetchError, match=r"took more than 0\.4 seconds"):
        fetch_address(f"{site}/{path}", allow_private=True)
    assert Server.dropped < DROPS


@pytest.mark.parametrize("step", ["getaddrinfo", "create_connection"])
def test_a_connection_that_comes_after_the_time_limit_is_cut(
    site: str, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    home = address.socket if step == "getaddrinfo" else address
    whole = getattr(home, step)

    def slow(*asked: Any, **named: Any) -> Any:
        time.sleep(0.5)
        return whole(*asked, **named)

    monkeypatch.setattr(address, "TIME_LIMIT", 0.2)
    monkeypatch.setattr(home, step, slow)
    with pytest.raises(FetchError, match=r"took more than 0\.2 seconds"):
        fetch_address(f"{site}/drip-header", allow_private=True)
    assert Server.dropped < DROPS


def test_nobody_there() -> None:
    with pytest.raises(FetchError, match="could not be fetched: "):
        fetch_address("http://127.0.0.1:9/", allow_private=True)


@pytest.mark.parametrize("url", ["http://", "http:///path", "https://[::1", "http://exa mple.org:port/"])
def test_what_is_no_address(url: str) -> None:
    (error,) = find_pages([url])
    assert isinstance(error, FetchError)


@pytest.mark.parametrize("url", ["ftp://example.org/a.txt", "file:///etc/hostname"])
def test_other_schemes_are_refused(url: str) -> None:
    (error,) = find_pages([url])
    assert str(error).startswith(f"{url}: only http and https are fetched")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "127.1"])
def test_this_machine_is_refused(site: str, host: str) -> None:
    port = site.rpartition(":")[2]
    with pytest.raises(FetchError, match=r"which is not a public address|could not be fetched"):
        fetch_address(f"http://{host}:{port}/good")
    assert Server.seen == []


def test_a_redirect_inside_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "is_public", lambda ip: ip == "127.0.0.1" or is_public(ip))
    assert fetch_address(f"{site}/good").kind == "html"
    with pytest.raises(FetchError, match=r"leads to 169\.254\.169\.254, which is not a public address"):
        fetch_address(f"{site}/inside")


def test_more_than_the_length_that_was_said_is_not_read(site: str) -> None:
    assert fetch_address(f"{site}/long", allow_private=True).content == b"<p>all of it, "


def test_what_did_not_change_is_not_sent_again(site: str) -> None:
    first = fetch_address(f"{site}/changed", allow_private=True)
    assert (first.content, first.headers["ETag"]) == (b"<p>x", '"1"')
    again = fetch_address(f"{site}/changed", allow_private=True, validators={"If-None-Match": '"1"'})
    assert (again.content, again.headers[":status"]) == (b"", "304 Not Modified")


def test_a_host_that_asks_to_wait_is_not_asked_again_in_one_reading(site: str) -> None:
    first, second = find_pages([f"{site}/busy", f"{site}/good"], allow_private=True)
    assert isinstance(first, FetchError)
    assert isinstance(second, FetchError)
    assert first.why == "answered 429 Too Many Requests; it may be asked again in 120 seconds"
    assert second.why == "its host asked not to be asked for another 120 seconds"
    assert len(Server.seen) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": " 30 "}, 30.0),
        ({"Retry-After": "9" * 400}, 999_999_999.0),
        ({"Retry-After": "Thu, 06 Jan 2022 10:01:00 GMT", "Date": "Thu, 06 Jan 2022 10:00:00 GMT"}, 60.0),
        ({"Retry-After": "Thu, 06 Jan 2022 10:01:00 -0000", "Date": "Thu, 06 Jan 2022 10:00:00 GMT"}, 60.0),
        ({"Retry-After": "Thu, 06 Jan 2022 09:00:00 GMT", "Date": "Thu, 06 Jan 2022 10:00:00 GMT"}, 0.0),
        ({"Retry-After": "Thu, 06 Jan 2022 10:01:00 GMT", "Date": "noon"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "²"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "Thu, 06 Jan 99999999 10:01:00 GMT"}, None),
        ({}, None),
    ],
)
def test_when_a_host_may_be_asked_again(headers: dict[str, str], seconds: float | None) -> None:
    assert address._retry_after(headers) == seconds


def test_headers_and_redirects_are_kept(site: str) -> None:
    (page,) = find_pages([f"{site}/moved"], allow_private=True)
    assert isinstance(page, Page)
    assert page.headers is not None
    assert page.headers[":status"] == "200 OK"
    assert page.headers[":asked"] == f"{site}/moved"
    assert page.headers["Content-Type"] == "text/html; charset=windows-1251"


Answers = list[tuple[Any, ...]]


def names_answered(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """A name server that answers otherwise each time; the addresses that were connected to."""
    waiting = iter(answers)
    connected: list[str] = []

    def look_up(host: str, port: int, *_: object, **__: object) -> Answers:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in next(waiting)]

    def connect(where: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(where[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(address.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(address, "create_connection", connect)
    return connected


def test_a_name_that_changes_its_mind_leads_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = names_answered(monkeypatch, ["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"])
    with pytest.raises(FetchError, match=r"no connection to 93\.184\.216\.34"):
        fetch_address("http://rebinds.example/")
    assert connected == ["93.184.216.34"]  # what was checked is what is connected to; nobody asks again


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = names_answered(monkeypatch, ["93.184.216.34", "10.0.0.7"])
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.7, which is not a public address"):
        fetch_address("http://both.example/")
    assert connected == []


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.0.0.1", False),
        ("172.16.3.4", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fd00:ec2::254", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(ip: str, public: bool) -> None:
    assert is_public(ip) is public
