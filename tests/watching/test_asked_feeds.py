"""What `watch` is asked to follow: addresses and lists of feeds, private addresses, a program to tell."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desk import DEAD, Desk
from feed_server import Site, served
from reportedly.cli import main
from reportedly.errors import MissingInput, UnreadableInput
from reportedly.ledger.feeds import Feed, note_poll
from reportedly.ledger.store import open_ledger
from reportedly.page.feed import find_items
from reportedly.scale import ReadingSettings
from reportedly.watching import Watch, Watched, feeds_named


def run(*asked: str | Path) -> Result:
    return CliRunner().invoke(main, ["watch", *map(str, asked), "--once", "--allow-private"])


def test_the_command_tells_each_change_to_a_program(site: Site, tmp_path: Path) -> None:
    hook = tmp_path / "hook.py"
    hook.write_text(f"import sys\nopen({str(tmp_path / 'told')!r}, 'a').write(sys.stdin.read() + '\\n')")
    command = f"{sys.executable} {hook} '; touch {tmp_path / 'shell'}'"
    asked = (f"{site.address}/feed", "--into", tmp_path / "l.ledger", "--json", "--command", command)
    first = run(*asked)
    assert first.exit_code == 0, first.output
    assert "1 feed polled, 1 item new, 1 filed, 0 failed, 0 changes" in first.output
    site.items.insert(0, ("b", "The interior ministry said on Friday that 164 people were killed in Almaty."))
    second = run(*asked)
    assert second.exit_code == 0, second.output
    told = [json.loads(line) for line in second.output.splitlines() if line.startswith("{")]
    assert told
    assert [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()] == told
    assert not (tmp_path / "shell").exists()


def test_a_program_that_fails_stops_nothing(site: Site, tmp_path: Path) -> None:
    asked = (f"{site.address}/feed", "--into", tmp_path / "l.ledger", "--command", "/nowhere/to/be/found")
    run(*asked)
    site.items.insert(0, ("b", "The interior ministry said on Friday that 164 people were killed in Almaty."))
    told = run(*asked)
    assert told.exit_code == 0
    assert "--command /nowhere/to/be/found" in told.output


def test_feeds_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="all">'
        '<outline xmlUrl="https://a.example/rss"/><outline xmlUrl="https://b.example/rss"/>'
        '<outline xmlUrl="file:///etc/passwd"/></outline></body></opml>'
    )
    assert feeds_named(["https://b.example/rss", str(path)]) == [
        "https://b.example/rss",
        "https://a.example/rss",
    ]
    path.write_text("<rss/>")
    with pytest.raises(UnreadableInput, match="is not OPML"):
        feeds_named([str(path)])
    path.write_text('<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>')
    with pytest.raises(UnreadableInput):
        feeds_named([str(path)])
    with pytest.raises(MissingInput, match="neither an http"):
        feeds_named(["file:///etc/passwd"])


def test_the_feeds_of_a_list_at_an_address_are_read_each_time(site: Site, tmp_path: Path) -> None:
    site.lists["/list"] = ("/feed",)
    asked = (f"{site.address}/list", "--into", tmp_path / "l.ledger")
    assert "2 feeds polled, 1 item new, 1 filed" in run(*asked).output
    site.items.insert(0, ("b", DEAD.format(27)))
    assert "2 feeds polled, 1 item new, 1 filed" in run(*asked).output


def test_lists_that_list_lists_do_not_make_a_round_endless(desk: Desk) -> None:
    desk.site.lists = {f"/l{number}": (f"/l{number + 1}",) for number in range(9)}
    with desk.watch(f"{desk.site.address}/l0") as watch:
        rounds = watch.rounds()
        assert [next(rounds).polled for _ in range(3)] == [2, 2, 2]


def test_a_private_address_is_refused_without_being_allowed(site: Site, tmp_path: Path) -> None:
    asked = ["watch", f"{site.address}/feed", "--into", str(tmp_path / "l.ledger"), "--once"]
    told = CliRunner().invoke(main, asked)
    assert "which is not a public address" in told.output
    assert site.asked == []


def test_what_was_refused_is_fetched_once_it_is_allowed(site: Site, tmp_path: Path) -> None:
    asked = ["watch", f"{site.address}/feed", "--into", str(tmp_path / "l.ledger"), "--once"]
    assert CliRunner().invoke(main, asked).exit_code == 1
    allowed = CliRunner().invoke(main, [*asked, "--allow-private"])
    assert allowed.exit_code == 0
    assert "1 feed polled, 1 item new, 1 filed" in allowed.output


def test_a_page_that_was_refused_is_fetched_once_it_is_allowed(site: Site, tmp_path: Path) -> None:
    """A feed names an address inside the network: until then its own words stand for the page."""
    with open_ledger(tmp_path / "l.ledger") as ledger:
        items = find_items(site.feed().encode(), f"{site.address}/feed")
        note_poll(ledger, Feed(f"{site.address}/feed", next_at=1e12), items, 0.0)

        def watched(allow_private: bool) -> Watched:
            watch = Watch(ledger, [], print, print, ReadingSettings(), allow_private=allow_private)
            return next(watch.rounds(once=True))

        assert watched(allow_private=False).filed == 1
        assert site.asked == []
        assert watched(allow_private=False).filed == 0
        assert watched(allow_private=True).filed == 1
        assert site.asked == ["/robots.txt", "/page/a"]
        assert watched(allow_private=True).filed == 0
        (document,) = ledger.documents()
        captures = ledger.captures(document.id)
    assert [(each.headers or {}).get(":status") for each in captures] == ["200 OK", None]
    assert document.published == "2022-01-06T10:00:00Z"


@pytest.mark.parametrize(
    ("down", "code", "told"),
    [((True,), 1, "1 without an answer"), ((True, False), 3, "1 without an answer"), ((False, False), 0, "")],
)
def test_once_says_whether_feeds_answered(
    tmp_path: Path, down: tuple[bool, ...], code: int, told: str
) -> None:
    with ExitStack() as stack:
        sites = [
            stack.enter_context(served(Site([(str(n), DEAD.format(n + 2))], down=each)))
            for n, each in enumerate(down)
        ]
        asked = [f"{each.address}/feed" for each in sites]
        first = run(*asked, "--into", tmp_path / "l.ledger")
        assert first.exit_code == code
        assert told in first.output
        assert first.output.count("; a run in 30 minutes or later asks again") == sum(down)
        again = run(
            *asked, "--into", tmp_path / "l.ledger"
        )  # what is not asked again yet does not answer yet
        assert again.exit_code == code
        assert again.output.count("did not answer before; a run in 30 minutes or later asks again") == sum(
            down
        )
        assert "; asked again" not in first.output + again.output
