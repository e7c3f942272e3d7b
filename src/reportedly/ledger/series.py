"""The series in which accounts follow one another in time: what came before each, and which were revised.

Accounts of one speaker are one series, and so are those of the offices of one state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..records import Account
from .claimants import side_of
from .spoken import SpokenAccount


def in_series(voiced: Sequence[SpokenAccount]) -> Iterator[SpokenAccount]:
    """Each account with the one before it in its series; those that others follow are revised."""
    series: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        series[series_of(each)].append(each)
    for _, accounts in sorted(series.items(), key=lambda item: str(item[0])):
        yield from (each for each in accounts if not _is_counted_on(each))
        yield from _linked(_in_order(tuple(filter(_is_counted_on, accounts))))


def series_of(voiced: SpokenAccount) -> tuple[object, ...]:
    """What accounts have in common that follow one another: an office speaks for its state."""
    speaker = voiced.speaker
    kind = voiced.scope, voiced.manner, voiced.way
    return side_of(speaker), voiced.account.measure, tuple(sorted(voiced.sides)), *kind


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
        return each.day or 0, moment, not wrong, each.value or 0.0, each.account.id

    return sorted(accounts, key=order)


def _linked(accounts: Sequence[SpokenAccount]) -> Iterator[SpokenAccount]:
    others: list[SpokenAccount | None] = [None] * len(accounts)  # the next that tells another number
    for number in range(len(accounts) - 2, -1, -1):
        following = accounts[number + 1]
        is_other = _range(following.account) != _range(accounts[number].account)
        others[number] = following if is_other else others[number + 1]
    for number, (each, other) in enumerate(zip(accounts, others, strict=True)):
        account = each.account
        if number:
            account = replace(account, supersedes=accounts[number - 1].account.id)
        if other is not None and account.status == "current":
            account = replace(account, status="revised")
        follows = (other.day or 0, other.value or 0.0) if other is not None else None
        yield replace(each, account=account, next_told=follows)


def _range(account: Account) -> tuple[float | None, float | None]:
    return account.low, account.high
