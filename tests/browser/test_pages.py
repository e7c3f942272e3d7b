"""What people do on the pages, in a browser: filter, share, look, decide, print, with and without scripts."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from ledger.samples import put_derived
from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.asking.selection import select_content
from reportedly.ledger.people.review import same
from reportedly.ledger.store import open_ledger
from reportedly.records import Contradiction, Figure, Judgement, Occurrence
from reportedly.views.brief import make_brief
from reportedly.views.brief_page import write_html

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def addresses(path: Path) -> dict[str, str]:
    with open_ledger(path, read_only=True) as ledger:
        widest = max(ledger.records(Occurrence), key=lambda each: len(each.figures))
        return {
            "overview": "/",
            "occurrences": "/occurrences",
            "occurrence": f"/occurrences/{widest.id}",
            "claims": "/claims",
            "figures": "/figures",
            "contradictions": "/contradictions",
            "contradiction": f"/contradictions/{next(ledger.records(Contradiction)).id}",
            "documents": "/documents",
            "document": "/documents/ministry",
            "captures": "/captures/recaptured",
            "right-to-left": "/documents/arabic",
            "finding": f"/figures/{next(ledger.records(Figure)).id}",
            "claimants": "/claimants",
            "claimant": "/claimants/Doctors",
            "outlets": "/outlets",
            "outlet": "/outlets/" + quote("The Example"),
            "review": "/review",
            "decisions": "/decisions",
            "export": "/export",
            "about": "/about",
            "refused": "/nowhere",
        }


NAMES = (
    "overview", "occurrences", "occurrence", "claims", "figures", "contradictions", "contradiction",
    "documents", "document", "right-to-left", "finding", "claimants", "claimant", "outlets", "outlet",
    "review", "decisions", "export", "about", "captures",
)  # fmt: skip


def see(page: Page, address: str) -> None:
    """The page is there, with its map where it has one."""
    page.goto(address)
    if page.locator(".map").count():
        page.wait_for_selector(".map[data-ready]")


def faults(page: Page) -> list[tuple[str, str, str]]:
    """What axe-core finds; its script is let past the policy for this."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setBypassCSP", {"enabled": True})
    session.send("Runtime.evaluate", {"expression": AXE})
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags}).then(told => told.violations.map("
        "each => [each.id, each.nodes.length + ' x', each.nodes[0].html.slice(0, 160)"
        " + ' | ' + each.nodes[0].failureSummary.slice(0, 300)]))",
        list(STANDARDS),
    )
    return [tuple(each) for each in found]


@pytest.mark.parametrize("name", NAMES)
def test_no_barrier_in_light_or_dark(quiet: Page, site: str, example: Path, name: str) -> None:
    for scheme in ("light", "dark"):
        quiet.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        see(quiet, site + addresses(example)[name])
        assert faults(quiet) == [], (name, scheme)


MOST_SCREENS = 12_000
"""Pixels of a crisis' brief on a telephone: what is folded takes none."""


def test_the_brief_of_a_crisis_is_one_page_on_any_screen(page: Page, example: Path, tmp_path: Path) -> None:
    with open_ledger(example, read_only=True) as ledger:
        readings, collection = select_content(ledger, Filter())
    written = tmp_path / "brief.html"
    written.write_text(write_html(make_brief(readings, title="crisis", collection=collection)), "utf-8")
    for width, scheme in ((390, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(written.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.documentElement.scrollHeight") < MOST_SCREENS
        assert faults(page) == [], scheme
    page.locator(".days a.mark").first.click()
    expect(page.locator(".passage:target")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["document", "contradiction", "finding", "review"])
def test_no_barrier_where_people_decide(quiet: Page, own_site: str, own_ledger: Path, name: str) -> None:
    for scheme in ("light", "dark"):
        quiet.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        see(quiet, own_site + addresses(own_ledger)[name])
        quiet.keyboard.press("j")
        quiet.keyboard.press("c")
        assert faults(quiet) == [], scheme


@pytest.mark.parametrize("name", ["claimants", "claimant", "occurrence", "documents", "decisions"])
def test_no_barrier_where_people_say_what_is_one(
    quiet: Page, own_site: str, own_ledger: Path, name: str
) -> None:
    with open_ledger(own_ledger) as ledger:
        same(ledger, ["Doctors", "Interior Ministry"], by="ana", why="both count the dead")
    for scheme in ("light", "dark"):
        quiet.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        see(quiet, own_site + addresses(own_ledger)[name])
        assert faults(quiet) == [], scheme


def test_claimants_are_united_by_keyboard_alone(quiet: Page, own_site: str) -> None:
    quiet.goto(f"{own_site}/claimants?name=ministry")
    before = int(quiet.locator("#total").inner_text())
    for number in (0, 1):
        quiet.locator("input[name=subject]").nth(number).focus()
        quiet.keyboard.press("Space")
    quiet.get_by_label("Why").focus()
    quiet.keyboard.type("one house, two names")
    quiet.keyboard.press("Enter")
    expect(quiet.locator("#total")).to_have_text(str(before - 1))
    quiet.locator("tbody a").first.click()
    quiet.get_by_role("button", name=re.compile("^Undo")).click()
    expect(quiet.get_by_text("taken back", exact=True).first).to_be_visible()
    quiet.goto(f"{own_site}/claimants?name=ministry")
    expect(quiet.locator("#total")).to_have_text(str(before))


def test_a_decision_on_what_is_gone_says_so_in_its_place(
    quiet: Page, own_site: str, own_ledger: Path
) -> None:
    with open_ledger(own_ledger) as ledger:
        name = next(ledger.records(Contradiction)).id
        quiet.goto(f"{own_site}/contradictions/{name}")
        put_derived(ledger, {})
    with quiet.expect_response("**/decide") as answered:
        quiet.get_by_role("button", name="No contradiction").click()
    assert answered.value.status == 404
    expect(quiet.get_by_role("alert")).to_contain_text("cannot be judged")


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(quiet: Page, site: str, example: Path, width: int) -> None:
    quiet.set_viewport_size({"width": width, "height": 800})
    for name, address in addresses(example).items():
        if name != "refused":
            quiet.goto(site + address)
            assert quiet.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_filter_is_an_address_and_goes_back(quiet: Page, site: str) -> None:
    quiet.goto(f"{site}/claims")
    before = quiet.locator("#total").inner_text()
    quiet.get_by_label("Outlet").select_option("The Example")
    expect(quiet).to_have_url(f"{site}/claims?outlet=The+Example")
    expect(quiet.locator("#total")).to_have_text("1")
    quiet.reload()
    expect(quiet.locator("#total")).to_have_text("1")
    assert quiet.get_by_label("Outlet").input_value() == "The Example"
    quiet.go_back()
    expect(quiet.locator("#total")).to_have_text(before)


def test_what_is_exported_is_what_is_shown(quiet: Page, site: str) -> None:
    quiet.goto(f"{site}/figures?measure=killed&q=almaty")
    shown = int(quiet.locator("#total").inner_text().replace(",", ""))
    href = quiet.get_by_role("link", name="JSON").get_attribute("href")
    assert len(quiet.request.get(f"{site}{href}").json()) == shown > 0


def test_dragging_over_the_timeline_chooses_dates(quiet: Page, site: str) -> None:
    see(quiet, site)
    box = quiet.locator(".brush-area").bounding_box()
    assert box
    quiet.mouse.move(box["x"] + 200, box["y"] + 30)
    quiet.mouse.down()
    quiet.mouse.move(box["x"] + 500, box["y"] + 30, steps=4)
    quiet.mouse.up()
    expect(quiet).to_have_url(re.compile(r"from=2022-\d\d-\d\d&to=2022-\d\d-\d\d"))


def test_a_place_on_the_map_is_chosen_by_keyboard(quiet: Page, site: str) -> None:
    see(quiet, site)
    quiet.get_by_role("button", name=re.compile(r"^Almaty: \d+ occurrences")).focus()
    quiet.keyboard.press("Enter")
    expect(quiet).to_have_url(re.compile("place=Almaty"))
    expect(quiet.get_by_label("Place", exact=True)).to_have_value("Almaty")


def test_no_country_bears_a_pin(quiet: Page, site: str) -> None:
    see(quiet, site)
    pins = quiet.locator(".leaflet-marker-icon.dot").count()
    places = json.loads(quiet.locator(".map").get_attribute("data-places") or "[]")
    assert pins == sum(each["drawn"] for each in places) < len(places)
    assert not any(each["drawn"] for each in places if each["feature"] in ("country", "region"))


def test_borders_can_be_hidden(quiet: Page, site: str) -> None:
    see(quiet, site)
    before = quiet.locator(".map canvas").first.screenshot()
    quiet.get_by_label("borders").uncheck()
    for _ in range(200):
        if quiet.locator(".map canvas").first.screenshot() != before:
            return
        quiet.wait_for_timeout(100)
    raise AssertionError("the map looks as before")


def test_from_a_figure_to_its_words_in_one_click(quiet: Page, site: str) -> None:
    quiet.goto(f"{site}/figures?outlet=The+Example")
    quiet.get_by_role("link", name="“18 officers”").click()
    expect(quiet).to_have_url(re.compile(r"/documents/ministry#figure-"))
    expect(quiet.locator(".k.on")).to_contain_text("18 killed")
    expect(quiet.locator("mark.on")).to_have_text(["18 ", "officers"])


def decided(path: Path) -> list[Judgement]:
    with open_ledger(path, read_only=True) as ledger:
        return [each for each in ledger.records(Judgement) if each.decided_by.startswith("person:")]


def test_a_whole_review_by_keyboard(quiet: Page, own_site: str, own_ledger: Path) -> None:
    quiet.goto(f"{own_site}/documents/ministry")
    quiet.keyboard.press("j")
    quiet.keyboard.press("a")
    expect(quiet.locator(".cards .k").nth(0)).to_have_class(re.compile("is-accepted"))
    quiet.keyboard.press("j")
    quiet.keyboard.press("x")
    expect(quiet.locator(".cards .k").nth(1)).to_have_class(re.compile("is-rejected"))
    quiet.keyboard.press("u")
    expect(quiet.locator(".cards .k").nth(1)).to_have_class(re.compile("is-open"))
    quiet.keyboard.press("j")
    quiet.keyboard.press("c")
    quiet.keyboard.insert_text("x")
    card = quiet.locator(".k.editing")
    if card.locator("[name=low]").count():
        card.locator("[name=low]").fill("19")
    else:
        card.locator("[name=certainty]").select_option("doubted")
    card.locator("[name=why]").fill("the copy says so")
    card.get_by_role("button", name="Correct").click()
    expect(quiet.locator(".cards .k").nth(2)).to_have_class(re.compile("is-corrected"))
    expect(quiet.locator(".cards .k").nth(2)).to_contain_text("the copy says so")
    told = decided(own_ledger)
    assert [each.verdict for each in told] == ["accepted", "rejected", "rejected", "corrected"]
    assert {each.decided_by for each in told} == {"person:ana"}


def test_review_one_by_one_with_space_to_skip(quiet: Page, own_site: str, own_ledger: Path) -> None:
    quiet.goto(f"{own_site}/review")
    first = quiet.locator(".k").get_attribute("id")
    quiet.keyboard.press(" ")
    expect(quiet).to_have_url(re.compile("skip="))
    second = quiet.locator(".k").get_attribute("id")
    assert second != first
    quiet.keyboard.press("x")
    expect(quiet.locator(f"#{second}")).to_have_count(0)
    assert [f"card-{each.subject[0]}" for each in decided(own_ledger)] == [second]


def test_a_stale_card_is_refused_with_both_versions(
    quiet: Page, own_site: str, own_ledger: Path, browser: Browser
) -> None:
    quiet.goto(f"{own_site}/documents/doctors")
    other = browser.new_page()
    other.goto(f"{own_site}/documents/doctors")
    other.keyboard.press("j")
    other.keyboard.press("a")
    expect(other.locator(".cards .k").first).to_have_class(re.compile("is-accepted"))
    other.close()
    quiet.keyboard.press("j")
    quiet.keyboard.press("x")
    expect(quiet.locator(".stale")).to_contain_text("Somebody else has decided in the meantime")
    assert [each.verdict for each in decided(own_ledger)] == ["accepted"]


def test_everything_without_scripts(browser: Browser, own_site: str, own_ledger: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(own_site)
    assert page.locator("svg.timeline a").count() > 5
    page.get_by_label("Outlet", exact=True).select_option("The Example")
    page.get_by_role("button", name="Apply").click()
    assert "outlet=The+Example" in page.url
    expect(page.locator("#total")).to_have_text("1")
    page.goto(f"{own_site}/documents/ministry")
    page.get_by_role("button", name="Accept").first.click()
    expect(page.locator(".k.is-accepted")).to_have_count(1)
    figure = page.locator(".k:has([name=low])").first
    figure.locator("[name=low]").fill("19")
    figure.locator("[name=why]").fill("by hand")
    figure.get_by_role("button", name="Correct").click()
    expect(page.locator(".k.is-corrected")).to_have_count(1)
    page.goto(f"{own_site}/review")
    page.get_by_role("button", name="Reject").click()
    assert [each.verdict for each in decided(own_ledger)] == ["accepted", "corrected", "rejected"]
    context.close()


def test_theme_help_and_search_by_key(quiet: Page, site: str) -> None:
    quiet.emulate_media(color_scheme="light")
    quiet.goto(f"{site}/claims")
    quiet.get_by_role("button", name="Switch between light and dark").click()
    quiet.goto(f"{site}/figures")
    assert quiet.evaluate("document.documentElement.dataset.theme") == "dark"
    quiet.keyboard.press("?")
    expect(quiet.get_by_role("dialog")).to_be_visible()
    quiet.keyboard.press("Escape")
    quiet.keyboard.press("/")
    quiet.keyboard.type("almaty")
    quiet.keyboard.press("Enter")
    expect(quiet).to_have_url(f"{site}/claims?q=almaty")


def test_right_to_left_words_run_so(quiet: Page, site: str) -> None:
    quiet.goto(f"{site}/documents/arabic")
    assert quiet.evaluate("getComputedStyle(document.querySelector('.block')).direction") == "rtl"


def test_an_occurrence_prints_on_two_clean_pages(quiet: Page, site: str, example: Path) -> None:
    with open_ledger(example, read_only=True) as ledger:
        widest = sorted(ledger.records(Occurrence), key=lambda each: -len(each.documents))[:8]
    for occurrence in widest:
        quiet.goto(f"{site}/occurrences/{occurrence.id}")
        printed = PdfReader(io.BytesIO(quiet.pdf(format="A4")))
        words = [page.extract_text() for page in printed.pages]
        assert len(words) <= 2, occurrence
        assert all(len(each) > 200 for each in words), words[-1]
        assert "Copy link" not in words[0]
        assert "what sources said, not what is true" in words[-1]


def test_streets_lie_under_the_places_where_they_were_brought_along(
    quiet: Page, example: Path, serve: Callable[..., str]
) -> None:
    pytest.importorskip("pmtiles")
    streets = serve(example, "--read-only", "--basemap", str(Path(__file__).parent / "almaty.pmtiles"))
    asked: list[str] = []
    quiet.on("request", lambda request: asked.append(request.url.removeprefix(streets)))
    see(quiet, f"{streets}/#map=8/43.3/76.9")
    expect(quiet.locator(".leaflet-tile-pane canvas").first).to_be_visible()
    expect(quiet.locator("main")).to_contain_text("Streets: © OpenStreetMap contributors")
    assert "/static/vendor/protomaps-leaflet.js" in asked
    assert any(url.startswith("/streets/") for url in asked)
    assert quiet.locator(".town").count() > 0


def test_without_streets_their_script_is_not_asked_for(quiet: Page, site: str) -> None:
    asked: list[str] = []
    quiet.on("request", lambda request: asked.append(request.url))
    see(quiet, site)
    assert not any("protomaps" in url or "/streets/" in url for url in asked)
    assert quiet.locator(".town").count() > 5


def test_days_are_chosen_on_the_timeline_by_keyboard(quiet: Page, site: str) -> None:
    see(quiet, site)
    brush = quiet.get_by_role("slider", name=re.compile("^Days"))
    brush.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft"):
        quiet.keyboard.press(key)
    first, last = (brush.get_attribute("aria-valuetext") or "").split(" to ")
    assert date.fromisoformat(last) - date.fromisoformat(first) == timedelta(1)
    quiet.keyboard.press("Enter")
    expect(quiet).to_have_url(re.compile(f"from={first}&to={last}"))


def test_the_timeline_is_gone_through_by_keyboard(quiet: Page, site: str) -> None:
    see(quiet, site)
    mark = quiet.locator("svg.timeline a").first
    mark.focus()
    href = mark.get_attribute("href")
    quiet.keyboard.press("Enter")
    expect(quiet).to_have_url(f"{site}{href}")


def test_the_ledger_stays_a_plain_file(own_ledger: Path) -> None:
    with closing(sqlite3.connect(own_ledger)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
