"""The series in which accounts follow one another in time: what came before each, and which were revised.

Accounts of one speaker are one series, and those of one office of a state, whoever speaks for it. Offices of
one state continue one another while each goes on from what the others have told; rivals, which tell otherwise
at one time, are a series each, and one takes over from the other only where that has fallen silent. Who does
not say for which office he speaks continues the one that counted last.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from ...frozen import changed
from ...records import Account
from ..file.kept_results import kept_while_told
from ..traits.offices import WHOLE_STATE
from ..traits.sides import is_tally
from ..traits.stories import iso_of
from .comparing import are_disjoint
from .kept_accounts import changed_once
from .spoken import SpokenAccount

DAYS_OF_SILENCE = 1
"""Days without a count after which another office of the state that counts more continues for it. Of the
bundled example's prosecutors, who took over from two ministries, the first number came three days after."""

HOURS_LATER = 1.5
"""Hours by which a report comes later than another of one day, not beside it."""


TURNS = 3
"""How often two offices take turns at counting that count side by side, each for itself."""

Slip = Callable[[SpokenAccount, SpokenAccount], object]
"""Something where one of two numbers is the other with a digit changed: neither follows the other."""

Chain = list[SpokenAccount]
"""The accounts of one series that are counted on, in order."""


def in_series(voiced: Sequence[SpokenAccount], slip: Slip) -> Iterator[SpokenAccount]:
    """Each account with the one before it in its series; those that others follow are revised."""
    return _with_those_of_before(tuple(_each_in_its_series(voiced, slip)))


def _each_in_its_series(voiced: Sequence[SpokenAccount], slip: Slip) -> Iterator[SpokenAccount]:
    series: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in _with_offices(voiced, slip):
        series[each.series].append(each)
    chains: dict[tuple[object, ...], list[Chain]] = defaultdict(list)
    for name, accounts in sorted(series.items(), key=lambda item: _in_words(item[0])):
        loose, chain = _in_one_series((accounts[0].account.occurrence, name, slip), accounts)
        yield from loose
        if chain:
            chains[_count_of(chain[0])].append(chain)
    for name, of_one_state in chains.items():
        yield from _of_one_state((of_one_state[0][0].account.occurrence, name, slip), of_one_state)


Name = tuple[str, tuple[object, ...], Slip]
"""Under which accounts of an occurrence that are counted together are kept, with what slips tell of them."""


@kept_while_told
def _in_one_series(name: Name, accounts: Sequence[SpokenAccount]) -> tuple[Sequence[SpokenAccount], Chain]:
    """The accounts of a series that are not counted on, and the others as they go on from one another."""
    counted = in_order(tuple(filter(is_counted_on, accounts)))
    apart = of_other_days(counted)
    loose = [each for each in accounts if not is_counted_on(each)]
    loose += [each for each in counted if each.account.id in apart]
    return loose, list(_linked([each for each in counted if each.account.id not in apart], name[2]))


@kept_while_told
def _of_one_state(name: Name, chains: Sequence[Chain]) -> Sequence[SpokenAccount]:
    return tuple(_taken_over(chains, name[2]))


def _with_those_of_before(told: Sequence[SpokenAccount]) -> Iterator[SpokenAccount]:
    """The accounts; what a report tells as a number of before is followed by what it says itself instead.

    "The toll rose to 11; officials had put it at six" is no account of six any more, whoever counts eleven.
    """
    now = [each for each in told if not is_of_before(each) and is_counted_on(each)]
    own: dict[tuple[object, ...], SpokenAccount] = {}
    beside: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in now:
        for document in each.account.documents:
            beside[document, *each.kind].append(each)
            if each.speaker.outlet:
                own[document, *each.kind] = each
    before: dict[str, str] = {}
    for each in told:
        if not (is_of_before(each) and each.account.status == "current" and is_counted_on(each)):
            continue
        where = each.account.documents[0], *each.kind
        others = beside.get(where, [])
        after = own.get(where) or (others[0] if len(others) == 1 and _is_nobodys(each) else None)
        if after is not None and after.account.supersedes is None:
            before.setdefault(after.account.id, each.account.id)
    followed = set(before.values())
    for each in told:
        account = each.account
        if account.id in before:
            account = changed(account, supersedes=before[account.id])
        if account.id in followed:
            account = changed(account, status="revised")
        yield each if account is each.account else changed(each, account=account)


def _is_nobodys(voiced: SpokenAccount) -> bool:
    """Whether nobody but the report, or a former count itself, tells it: "an earlier count was 9"."""
    claimant = voiced.speaker.claimant
    return voiced.speaker.outlet or claimant is None or is_tally(claimant.name)


def with_first_days(voiced: Iterable[SpokenAccount]) -> Iterator[SpokenAccount]:
    """The accounts; of a number that was told of the same people before, with the first day of it."""
    told = [(each, (each.value, each.account.measure, each.sides, each.scope)) for each in voiced]
    first: dict[tuple[object, ...], int] = {}
    for each, number in told:
        if each.day is not None:
            first[number] = min(each.day, first.get(number, each.day))
    for each, number in told:
        day = first.get(number)
        yield each if day == each.day else changed_once(each, first_told=day)


def runs_of(
    voiced: Sequence[SpokenAccount],
) -> tuple[Mapping[object, list[SpokenAccount]], Mapping[object, list[SpokenAccount]]]:
    """The accounts that count alike in one way or another, but for dozens; and those of each number.

    A part is compared with others of its town alone, or where one says that there are no more: "only two
    bodies", and 40 bodies.
    """
    runs: dict[object, list[SpokenAccount]] = defaultdict(list)
    values: dict[object, list[SpokenAccount]] = defaultdict(list)
    parts: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        values[each.value].append(each)
        if each.account.bound == "vague":
            continue
        if each.town and not each.portion:
            runs["town", each.town, each.account.measure, each.sides, each.manner, each.way].append(each)
        if each.part:
            parts[each.account.measure, each.sides, each.manner, _counted(each)].append(each)
        if each.part or each.retold:
            continue
        runs["series", *each.series].append(each)
        if each.account.measure == "protesters":
            runs["crowd", each.scope].append(each)
        runs["people", each.account.measure, each.sides, each.manner, each.way].append(each)
        for document in each.account.documents:
            runs["report", document, each.account.measure].append(each)
    runs.update({("part", kind): told for kind, told in parts.items() if any(each.only for each in told)})
    return runs, values


def _counted(voiced: SpokenAccount) -> str:
    """The word for those who are counted: bodies are no children."""
    return (voiced.figures[0].group or "").casefold().rpartition(" ")[2]


def _in_words(series: tuple[object, ...]) -> str:
    """A series as it is put in order: of a set the order is nobody's."""
    return str(tuple(tuple(sorted(each)) if isinstance(each, frozenset) else each for each in series))


def _count_of(voiced: SpokenAccount) -> tuple[object, ...]:
    """What offices of one state count together; of others each counts for itself."""
    speaker = voiced.speaker
    is_office = speaker.office is not None and speaker.state is not None and not speaker.local
    return speaker.state if is_office else voiced.series[0], is_office, *voiced.kind


def _with_offices(voiced: Sequence[SpokenAccount], slip: Slip) -> Iterator[SpokenAccount]:
    """The accounts, those of a state's offices in the series that they are of."""
    counts: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        counts[_count_of(each)].append(each)
    for (state, is_of_state, *kind), told in counts.items():
        if not is_of_state:
            yield from told
            continue
        name = told[0].account.occurrence, (state, *kind), slip
        yield from _of_offices(name, told)


@kept_while_told
def _of_offices(name: Name, told: Sequence[SpokenAccount]) -> Sequence[SpokenAccount]:
    """The accounts of one state's offices, of one kind, in the series that they are of."""
    counted = in_order(tuple(filter(is_counted_on, told)))
    loose = [each for each in told if not is_counted_on(each)]
    return *loose, *_in_voices(counted, f"official:{name[1][0]}", name[2])


def _in_voices(counted: Sequence[SpokenAccount], shared: str, slip: Slip) -> Iterator[SpokenAccount]:
    """One state's accounts in order; those of offices that are nobody's rivals share a series."""
    rivals = _rivals(counted, slip)
    named: dict[str, set[str]] = defaultdict(set)
    for each in counted if rivals else ():
        if _is_named(each):
            for document in each.account.documents:
                named[document].add(each.speaker.voice)
    latest: dict[str, SpokenAccount] = {}
    for each in counted:
        if each.speaker.office == WHOLE_STATE:
            voices = _continued(each, latest, named) if rivals else frozenset()
            voice = next(iter(voices)) if len(voices) == 1 else shared
        else:
            voice = each.speaker.voice
            latest[voice] = each
        voice = voice if voice in rivals else shared
        yield (
            each if voice == each.speaker.voice else changed(each, speaker=changed(each.speaker, voice=voice))
        )


def _is_named(voiced: SpokenAccount) -> bool:
    return voiced.speaker.office != WHOLE_STATE


def _continued(
    each: SpokenAccount, latest: Mapping[str, SpokenAccount], named: Mapping[str, Set[str]]
) -> Set[str]:
    """The offices of which an account of none in particular may be: in its report, or last heard, or all.

    Args:
        each: the account.
        latest: by office its last account.
        named: by document the offices that count in it.
    """
    beside = {voice for document in each.account.documents for voice in named.get(document, ())}
    if each.recalled and len(beside) == 1:
        return beside
    last = max((other.day or 0 for other in latest.values()), default=None)
    if last is None:
        return set().union(*named.values())
    return {voice for voice, other in latest.items() if other.day == last}


def _rivals(counted: Sequence[SpokenAccount], slip: Slip) -> Set[str]:
    """The offices that tell otherwise than another at one time, or later and less, or take turns with it."""
    rivals: set[str] = set()
    last: dict[str, SpokenAccount] = {}
    turns: dict[frozenset[str], tuple[str, int]] = {}
    for each in counted:
        if not _is_named(each) or is_of_before(each):
            continue
        voice = each.speaker.voice
        if voice in last and slip(last[voice], each):
            continue
        for other_voice, other in last.items():
            if other_voice == voice:
                continue
            pair = frozenset((voice, other_voice))
            before, times = turns.get(pair, (other_voice, 0))
            turns[pair] = voice, times + (before != voice)
            if turns[pair][1] >= TURNS or (not slip(other, each) and _is_rival(other, each)):
                rivals |= pair
        last[voice] = each
    return rivals


def _is_rival(before: SpokenAccount, after: SpokenAccount) -> bool:
    """Whether the later of two numbers does not go on from the earlier, which somebody stands by."""
    if not are_disjoint(before, after) or before.account.status == "retracted":
        return False
    if set(before.account.documents) & set(after.account.documents):
        return True
    is_less = (after.value or 0.0) < (before.value or 0.0)
    if is_less or before.day != after.day:
        return is_less
    return None in (before.moment, after.moment) or _hours_between(before, after) < HOURS_LATER


def _hours_between(before: SpokenAccount, after: SpokenAccount) -> float:
    return 24 * ((after.moment or 0.0) - (before.moment or 0.0))


def _taken_over(chains: Sequence[Chain], slip: Slip) -> Iterator[SpokenAccount]:
    """The accounts of several offices, the first of each after the last of one that has fallen silent.

    A series goes on only from those that began before it, so that none comes back to itself.
    """
    follows: dict[str, SpokenAccount] = {}
    before: dict[str, SpokenAccount] = {}
    begun = sorted(chains, key=lambda chain: (chain[0].day or 0, chain[0].moment or 0.0, chain[0].account.id))
    for number, chain in enumerate(begun):
        first = chain[0]
        ended = (each for other in begun[:number] if (each := _ended(other, first)))
        last = max(ended, key=lambda each: (each.day or 0, each.value or 0.0, each.account.id), default=None)
        if last is not None and not slip(last, first):
            before[first.account.id] = last
            if _range(last.account) != _range(first.account):
                follows.setdefault(last.account.id, first)
    for each in (each for chain in begun for each in chain):
        account = each.account
        if (last := before.get(account.id)) is not None:
            account = changed(account, supersedes=last.account.id)
        following = follows.get(account.id)
        if following is not None and account.status == "current":
            account = changed(account, status="revised")
        if following is None and account is each.account:
            yield each
            continue
        told = (following.day or 0, following.value or 0.0) if following is not None else None
        yield changed(each, account=account, next_told=each.next_told or told)


def _ended(chain: Chain, first: SpokenAccount) -> SpokenAccount | None:
    """The account of a series that another office's first one continues: of an office that counts no more.

    Officials of no office in particular leave the count to the one that has a name; an office whose number
    was taken back leaves it to any, and one that is silent for days to who counts more.
    """
    day = first.day or 0
    last = next((each for each in reversed(chain) if (each.day or 0) <= day), None)
    if last is None:
        return None
    if last.account.status == "retracted":
        return last
    silent = last is chain[-1] and day - (last.day or 0) > DAYS_OF_SILENCE
    is_left = silent or last.speaker.office == WHOLE_STATE
    return last if is_left and (first.value or 0.0) >= (last.value or 0.0) else None


def is_of_before(voiced: SpokenAccount) -> bool:
    """Whether every document that tells it tells it as a number of before."""
    return bool(voiced.recalled) and voiced.recalled.issuperset(voiced.account.documents)


def is_of_its_hour(voiced: SpokenAccount) -> bool:
    """Whether the hour of its report is known, and it is as of the day of that report."""
    return voiced.moment is not None and voiced.day is not None and iso_of(voiced.day) == voiced.account.as_of


def happened_since(before: SpokenAccount, after: SpokenAccount) -> bool:
    """Whether one counts what its words say was done on one day, and the other was told before that day.

    Who counted 90 dead on Monday has not counted the nine who died on Friday.
    """
    told, done = before.account.as_of, after.done_on
    return told is not None and done is not None and done > told


def is_counted_on(voiced: SpokenAccount) -> bool:
    """Whether a number follows others of its series: dated, of all or of one place, and told as so.

    What others tell of an outlet that is there itself is no revision of its own.
    """
    whole = voiced.day is not None and (not voiced.part or bool(voiced.scope))
    whole = whole and not (voiced.retold or voiced.relayed_by)
    return whole and voiced.account.certainty != "denied"


def in_order(accounts: Sequence[SpokenAccount]) -> list[SpokenAccount]:
    """Accounts as they followed one another: by the hour where a day's hours are known, else by number.

    What a document calls wrong was told before what it says instead, and so was a larger number of before.
    """
    hourless = {each.day for each in accounts if each.moment is None}
    instead: dict[str, float] = {}
    for each in accounts:
        for document in () if is_of_before(each) else each.account.documents:
            instead[document] = min(each.value or 0.0, instead.get(document, math.inf))

    def order(each: SpokenAccount) -> tuple[int, float, bool, float, str]:
        moment = 0.0 if each.day in hourless else each.moment or 0.0
        wrong = any(figure.certainty == "denied" for figure in each.figures)
        least = min(instead.get(document, 0.0) for document in each.account.documents)
        last = not wrong and not (is_of_before(each) and least < (each.value or 0.0))
        return _day_in_order(each, hourless), moment, last, each.value or 0.0, each.account.id

    return sorted(accounts, key=order)


def _day_in_order(each: SpokenAccount, hourless: Set[int | None]) -> int:
    """The day by the clock of Greenwich where hours are compared: 00:30 at UTC+6 is before 20:00 UTC."""
    day = each.day or 0
    if each.moment is None or not is_of_its_hour(each):
        return day
    there = int(each.moment)
    return day if hourless & {day, there} else there


def of_other_days(accounts: Sequence[SpokenAccount]) -> Set[str]:
    """The accounts, by id, that count less than one before them, which was told before it happened."""
    return {
        after.account.id
        for number, after in enumerate(accounts)
        if after.done_on is not None
        and any(
            (before.value or 0.0) > (after.value or 0.0) and happened_since(before, after)
            for before in accounts[:number]
        )
    }


def _linked(accounts: Sequence[SpokenAccount], slip: Slip) -> Iterator[SpokenAccount]:
    others: list[SpokenAccount | None] = [None] * len(accounts)  # the next that tells another number
    for number in range(len(accounts) - 2, -1, -1):
        each, following = accounts[number], accounts[number + 1]
        is_other = _range(following.account) != _range(each.account)
        others[number] = following if is_other and not slip(each, following) else others[number + 1]
    for number, (each, other) in enumerate(zip(accounts, others, strict=True)):
        account = each.account
        if (before := _before(accounts, number, slip)) is not None:
            account = changed(account, supersedes=before.account.id)
        if other is not None and account.status == "current":
            account = changed(account, status="revised")
        if other is None and account is each.account:
            yield each
            continue
        follows = (other.day or 0, other.value or 0.0) if other is not None else None
        yield changed(each, account=account, next_told=follows)


def _before(accounts: Sequence[SpokenAccount], number: int, slip: Slip) -> SpokenAccount | None:
    """What one goes on from; of two whose digits alone differ the one that more reports tell."""
    each = accounts[number]
    goes_on = (
        at
        for at in range(number - 1, -1, -1)
        if not slip(accounts[at], each) and not _is_told_again(accounts[at], each)
    )
    at = next(goes_on, None)
    if at is None:
        return None
    variants = [accounts[at]]
    if at and slip(accounts[at - 1], accounts[at]) and not slip(accounts[at - 1], each):
        variants.append(accounts[at - 1])
    return max(variants, key=lambda one: len(one.account.documents))


def _is_told_again(before: SpokenAccount, after: SpokenAccount) -> bool:
    """Whether another office of the state has the same number: neither's goes on from the other's."""
    return before.speaker.office != after.speaker.office and _range(before.account) == _range(after.account)


def _range(account: Account) -> tuple[float | None, float | None]:
    return account.low, account.high
