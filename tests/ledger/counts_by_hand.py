"""Readings made by hand in which somebody counts, and what joins them."""

from __future__ import annotations

from reportedly.ledger.joining import Collection, join, join_readings
from reportedly.ledger.joining import joined as what_is_joined
from reportedly.ledger.store import Ledger
from reportedly.records import Account, Reading

from .samples import Written

FLOOD = (
    "The river Lempa broke its banks near Usulutan on Monday night and took two bridges and a school. "
    "Villagers in Tierra Blanca climbed onto roofs and waited eleven hours for boats from the coast guard. "
    "The governor, Ana Rivas, asked the capital for tents, clean water and thirty more boats. "
)


MINISTRY = ("Interior Ministry", "kaz-interior-ministry")


def count(
    name: str,
    published: str,
    words: str,
    measure: str,
    low: float | None,
    high: float | None,
    **fields: object,
) -> Reading:
    """A page in which the ministry counts: `words` are its claim and hold the figure."""
    by = fields.pop("by", MINISTRY)
    place = fields.pop("place", None)
    page = Written(
        f"{words}, it was said in the capital.", name, published=published, publisher=f"Outlet {name}"
    )
    claim = page.claim(words, *by) if by else None  # type: ignore[misc]
    town = page.place(place) if place else None  # type: ignore[arg-type]
    page.figure(
        words,
        measure,
        low,
        high,
        claim=claim.id if claim else None,
        place=town.id if town else None,
        **fields,
    )
    return page.reading()


def joined(*readings: Reading) -> Collection:
    return join_readings(readings, "2026-01-01T00:00:00Z")


def rejoined(ledger: Ledger) -> Collection:
    join(ledger)
    return what_is_joined(ledger)


def crisis() -> list[Reading]:
    return [
        count("a", "2022-01-05", "over 200 people were detained", "arrested", 200, None),
        count("b", "2022-01-07", "3000 people were detained", "arrested", 3000, 3000),
        count("c", "2022-01-07", "26 gunmen were killed", "killed", 26, 26, group="gunmen"),
        count("d", "2022-01-07", "26 demonstrators were killed", "killed", 26, 26, group="demonstrators"),
        count("e", "2022-01-09", "5135 people were detained", "arrested", 5135, 5135),
        count("f", "2022-01-10", "7939 people were detained", "arrested", 7939, 7939, by=None),
        Written(FLOOD, "g").reading(),
        Written(FLOOD + "More soon.", "h").reading(),
    ]


def before(collection: Collection) -> dict[float | None, float | None]:
    """By the number of each account, that of the one that it goes on from."""
    accounts = {account.id: account for account in collection.accounts}

    def number(account: Account | None) -> float | None:
        return account.low if account else None

    return {each.low: number(accounts.get(each.supersedes or "")) for each in accounts.values()}
