"""Hosts are asked politely: as robots.txt says, in turn, and not before the time that they name."""

from __future__ import annotations

import pytest

from desk import DEAD, Desk
from feed_server import Site, served
from reportedly.ledger.store import open_ledger
from reportedly.page.address import Fetched, fetch_address
from reportedly.page.polite_fetching import PoliteFetcher
from reportedly.watching import Watched


def test_robots_are_honoured_for_feeds_and_pages(desk: Desk) -> None:
    desk.site.robots = "User-agent: *\nDisallow: /page/\n"
    assert desk.round().filed == 1
    assert "/page/a" not in desk.site.asked
    assert "26 people were killed" in desk.texts()[0]
    desk.site.robots = "User-agent: reportedly\nDisallow: /\n"
    assert desk.round(60 * 25) == Watched(polled=1, unanswered=1)
    assert "robots.txt asks not to fetch it" in desk.warned[-1]
    assert not desk.site.asked[-1].startswith("/feed")


@pytest.mark.parametrize(
    "line",
    [
        f"Crawl-delay: {'9' * 400}",
        f"Crawl-delay: {'9' * 5000}",
        "Crawl-delay: ²",
        f"Request-rate: 1/{'9' * 5000}",
        "Disallow: http://[bad/",
    ],
)
def test_a_hostile_robots_txt_does_not_end_the_watch(desk: Desk, line: str) -> None:
    desk.site.robots = f"User-agent: *\n{line}\nDisallow: /page/\n"
    assert desk.round().filed == 1
    assert "/page/a" not in desk.site.asked


@pytest.mark.parametrize(
    "robots",
    [
        "User-agent: *\nAllow: /\nDisallow: /page/\n",
        "User-agent: *\nDisallow: /*/a\n",
        "User-agent: *\nDisallow: /*ge/a$\n",
        "\ufeffUser-agent: *\nDisallow: /page/\n",
        "User-agent: reportedly\n\nDisallow: /page/\n",
    ],
)
def test_the_longest_rule_decides_and_signs_stand_for_any_path(desk: Desk, robots: str) -> None:
    """RFC 9309, 2.2.2 and 2.2.3; a mark of byte order hides no group, an empty line ends none."""
    desk.site.robots = robots
    assert desk.round().filed == 1
    assert "/page/a" not in desk.site.asked


def test_a_host_is_not_asked_twice_at_once(desk: Desk) -> None:
    desk.site.items = [(f"i{number}", DEAD.format(number + 2)) for number in range(3)]
    desk.round()
    assert len(desk.time.slept) == 4  # robots.txt, the feed and three pages
    assert all(1.9 < seconds <= 2 for seconds in desk.time.slept)
    desk.site.robots = "User-agent: *\nCrawl-delay: 20\n"
    desk.site.items.insert(0, ("later", DEAD.format(99)))
    desk.time.slept.clear()
    desk.round(60 * 25)
    assert max(desk.time.slept) > 19


@pytest.mark.parametrize("said", ["7200", "Thu, 06 Jan 2022 12:00:00 GMT"])
def test_a_host_that_names_a_time_is_not_asked_before(desk: Desk, said: str) -> None:
    desk.site.items = [(f"i{number}", DEAD.format(number + 2)) for number in range(3)]
    desk.site.pages_down, desk.site.retry_after = True, said
    desk.site.date = "Thu, 06 Jan 2022 10:00:00 GMT"
    assert desk.round() == Watched(polled=1, new=3)
    assert sum(path.startswith("/page/") for path in desk.site.asked) == 1  # the others are of the same host
    desk.site.pages_down = False
    asked = len(desk.site.asked)
    for _ in range(7):
        assert desk.round(15).filed == 0
    assert not any(path.startswith("/page/") for path in desk.site.asked[asked:])
    assert desk.round(60).filed == 3


def test_a_feed_that_names_a_time_is_not_asked_before(desk: Desk) -> None:
    desk.site.down, desk.site.retry_after = True, str(6 * 3600)
    assert desk.round() == Watched(polled=1, unanswered=1)
    assert "it may be asked again in 21600 seconds; asked again in 360 minutes" in desk.warned[0]
    desk.site.down = False
    rounds = [desk.round(60) for _ in range(6)]
    assert [each.polled for each in rounds] == [0, 0, 0, 0, 0, 1]
    assert rounds[0] == Watched(resting=1)


@pytest.mark.parametrize("robots_too", [False, True])
def test_a_time_without_end_is_a_day(desk: Desk, robots_too: bool) -> None:
    desk.site.down, desk.site.robots_down, desk.site.retry_after = True, robots_too, "9" * 400
    desk.round()
    desk.site.down = desk.site.robots_down = False
    assert sum(desk.round(60).polled for _ in range(24)) == 1
    assert len(desk.texts()) == 1


def test_robots_are_asked_of_every_host_that_a_page_leads_to(desk: Desk) -> None:
    with served(Site([("a", DEAD.format(31))], robots="User-agent: *\nDisallow: /page/\n")) as other:
        desk.site.moved = f"{other.address}/page/a"
        assert desk.round().filed == 1
        assert other.asked == ["/robots.txt"]
        assert "26 people were killed" in desk.texts()[0]  # the words of the feed
        other.robots = None
        desk.site.items.insert(0, ("b", DEAD.format(27)))
        assert desk.round(60 * 25).filed == 1
        assert other.asked[1:] == ["/robots.txt", "/page/a"]
    assert any("31 people were killed" in text for text in desk.texts())
    with open_ledger(desk.path) as ledger:
        headers = [ledger.capture(each.id).headers or {} for each in ledger.documents()]
    assert {each.get(":asked") for each in headers} == {None, f"{desk.site.address}/page/b"}


def test_a_host_has_one_turn_whatever_the_scheme_and_rules_for_each() -> None:
    fetcher = PoliteFetcher()
    host = fetcher._host("http://x.example/a")
    for same in ("https://x.example/b", "https://X.example:443/", "http://a:b@x.example.:80/"):
        assert fetcher._host(same) is host
    assert fetcher._host("http://x.example:8080/") is not host
    assert fetcher._rules("http://x.example/a") is not fetcher._rules("https://x.example/a")


def test_validators_are_for_the_host_that_gave_them(desk: Desk) -> None:
    with served(Site([("a", DEAD.format(26))])) as other:
        given = {"If-None-Match": f'"{hash(other.feed())}"'}
        desk.site.moved = f"{other.address}/feed"
        for fetch in (PoliteFetcher(allow_private=True, clock=desk.time.clock).fetch, fetch_address_here):
            assert fetch(f"{desk.site.address}/page/a", given).content
        assert fetch_address_here(f"{other.address}/feed", given).content == b""


def fetch_address_here(url: str, validators: dict[str, str]) -> Fetched:
    return fetch_address(url, allow_private=True, validators=validators)


def test_a_robots_txt_that_leads_to_itself_is_asked_in_turn(desk: Desk) -> None:
    desk.site.robots_moved = f"{desk.site.address}/robots.txt"
    desk.round()
    assert set(desk.site.asked) == {"/robots.txt"}
    assert len(desk.time.slept) == len(desk.site.asked) - 1 == 5
    assert all(1.9 < seconds <= 2 for seconds in desk.time.slept)


def test_a_page_that_leads_to_itself_ends(desk: Desk) -> None:
    desk.site.moved = f"{desk.site.address}/page/a"
    assert desk.round() == Watched(polled=1, new=1)
    assert desk.site.asked.count("/page/a") == 6
