"""Three readings by hand: two counts that do not go together, a private person, a right-to-left text."""

from __future__ import annotations

from reportedly.records import Actor, Reading, Segment

from .samples import Written


def ministry() -> Reading:
    text = (
        "The Interior Ministry said 18 officers were killed in Almaty. Residents ran.\nA photograph of smoke"
    )
    page = Written(
        text, "ministry", title="Unrest", publisher="The Example", url="https://news.example/1",
        segments=(Segment("paragraph", 0, 76), Segment("caption", 77, len(text))),
    )  # fmt: skip
    place = page.place("Almaty")
    claim = page.claim("18 officers were killed in Almaty", "Interior Ministry", "kaz-interior-ministry")
    event = page.event("officers were killed", "ASSAULT", "killed", place=place.id, claim=claim.id)
    page.figure("18 officers", "killed", 18, 18, event=event.id, claim=claim.id, place=place.id, total=True)
    return page.reading()


def doctors() -> Reading:
    text = "Doctors said at least 40 officers were killed in Almaty, where Aigul Nazarova lives."
    page = Written(
        text, "doctors", publisher="Other, Inc.", url="javascript:alert(1)", published="2022-01-08"
    )
    place = page.place("Almaty")
    claim = page.claim("at least 40 officers were killed in Almaty", "Doctors", "doctors")
    event = page.event("officers were killed", "ASSAULT", "killed", place=place.id, claim=claim.id)
    page.figure(
        "at least 40 officers", "killed", 40, None, event=event.id, claim=claim.id, place=place.id, total=True
    )
    start = text.index("Aigul")
    page._keep(
        "actors",
        Actor("actor-9", "doctors", "actor/x", start, start + 14, "Aigul Nazarova", "Aigul Nazarova", None,
              "person", None, None, True),
    )  # fmt: skip
    page.claim("Aigul Nazarova lives", "=HYPERLINK(1)", None, certainty="doubted")
    return page.reading()


def arabic() -> Reading:
    page = Written("قال المتحدث إن 3 أشخاص اعتقلوا", "arabic", publisher="جريدة", language="ar", title="خبر")
    claim = page.claim("3 أشخاص اعتقلوا", "المتحدث", None)
    page.figure("3 أشخاص", "arrested", 3, 3, claim=claim.id)
    return page.reading()
