"""The series in which accounts follow one another in time: what came before each, and which were revised.

Accounts of one speaker are one series, and so are those of the offices of one state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from ..records import Account
from .claimants import side_of
from .spoken import SpokenAccount
from .stories import iso_of

Slip = Callable[[SpokenAccount, SpokenAccount], object]
"""Something where one of two numbers is the other with a digit changed: neither follows the other."""


def in_series(voiced: Sequence[SpokenAccount], slip: Slip) -> Iterator[SpokenAccount]:
    """Each account with the one before it in its series; those that others follow are revised."""
    series: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        series[series_of(each)].append(each)
    for _, accounts in sorted(series.items(), key=lambda item: str(item[0])):
        yield from (each for each in accounts if not _is_counted_on(each))
        yield from _linked(_in_order(tuple(filter(_is_counted_on, accounts))), slip)


def series_of(voiced: SpokenAccount) -> tuple[object, ...]:
    """What accounts have in common that follow one another: an office speaks for its state."""
    speaker = voiced.speaker
    kind = voiced.scope, voiced.manner, voiced.way
    return side_of(speaker), voiced.account.measure, tuple(sorted(voiced.sides)), *kind


def is_of_its_hour(voiced: SpokenAccount) -> bool:
    """Whether the hour of its report is known, and it is as of the day of that report."""
    return voiced.moment is not None and voiced.day is not None and iso_of(voiced.day) == voiced.account.as_of


def _is_counted_on(voiced: SpokenAccount) -> bool:
    """Whether a number follows others of its series: dated, of the whole, and told by somebody as so."""
    return voiced.day is not None and not voiced.part and voiced.account.certainty != "denied"


def _in_order(accounts: Sequence[SpokenAccount]) -> list[SpokenAccount]:
    """Accounts as they followed one another: by the hour where a day's hours are known, else by number.

    What a document calls wrong was told before what it says instead.
    """
    hourless = {each.day for each in accounts if each.moment is None}

    def order(each: SpokenAccount) -> tuple[int, float, bool, float, str]:
        moment = 0.0 if each.day in hourless else each.moment or 0.0
        wrong = any(figure.certainty == "denied" for figure in each.figures)
        return _day_in_order(each, hourless), moment, not wrong, each.value or 0.0, each.account.id

    return sorted(accounts, key=order)


def _day_in_order(each: SpokenAccount, hourless: Set[int | None]) -> int:
    """The day by the clock of Greenwich where hours are compared: 00:30 at UTC+6 is before 20:00 UTC."""
    day = each.day or 0
    if each.moment is None or not is_of_its_hour(each):
        return day
    there = int(each.moment)
    return day if hourless & {day, there} else there


def _linked(accounts: Sequence[SpokenAccount], slip: Slip) -> Iterator[SpokenAccount]:
    others: list[SpokenAccount | None] = [None] * len(accounts)  # the next that tells another number
    for number in range(len(accounts) - 2, -1, -1):
        each, following = accounts[number], accounts[number + 1]
        is_other = _range(following.account) != _range(each.account)
        others[number] = following if is_other and not slip(each, following) else others[number + 1]
    for number, (each, other) in enumerate(zip(accounts, others, strict=True)):
        account = each.account
        if (before := _before(accounts, number, slip)) is not None:
            account = replace(account, supersedes=before.account.id)
        if other is not None and account.status == "current":
            account = replace(account, status="revised")
        follows = (other.day or 0, other.value or 0.0) if other is not None else None
        yield replace(each, account=account, next_told=follows)


def _before(accounts: Sequence[SpokenAccount], number: int, slip: Slip) -> SpokenAccount | None:
    """What one goes on from; of two whose digits alone differ the one that more reports tell."""
    each = accounts[number]
    at = next((at for at in range(number - 1, -1, -1) if not slip(accounts[at], each)), None)
    if at is None:
        return None
    variants = [accounts[at]]
    if at and slip(accounts[at - 1], accounts[at]) and not slip(accounts[at - 1], each):
        variants.append(accounts[at - 1])
    return max(variants, key=lambda one: len(one.account.documents))


def _range(account: Account) -> tuple[float | None, float | None]:
    return account.low, account.high
