"""Polite fetching: robots.txt is honoured, and no host gets two requests at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from protego import Protego

from ..errors import FetchError
from .address import REDIRECT_LIMIT, Fetched, ask_address, check_host, too_many_redirects
from .closed_hosts import HOSTS, ClosedHosts, host_of

AGENT = "reportedly"

Answer = TypeVar("Answer")

DELAY = 2.0
"""Seconds between two questions to one host, unless its robots.txt asks for more."""

LONGEST_DELAY = 60.0
"""Of a `Crawl-delay`; who asks for more is not asked more often than this either."""

ROBOTS_FOR = 24 * 3600.0
"""Seconds for which a robots.txt is believed (RFC 9309: no more than a day)."""

ROBOTS_AGAIN = 600.0
"""Seconds after which one that could not be fetched is asked for again."""

ROBOTS_LIMIT = 512 * 1024
"""Bytes of a robots.txt that are read (RFC 9309: at least 500 kibibytes)."""

HAS_NO_RULES = frozenset(range(400, 500)) - {429}
"""Answers by which a host has no robots.txt; too many questions are none of them."""

FORBIDDEN = "robots.txt asks not to fetch it"


@dataclass(frozen=True, slots=True)
class Clock:
    """The time as seconds, and how to let it pass; a test has one that runs faster."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


NOTHING_ALLOWED = "User-agent: *\nDisallow: /"


@dataclass(slots=True)
class _Rules:
    """What a robots.txt allows, and until when it is believed."""

    allowed: Protego | None = None
    until: float = 0.0
    why: FetchError | None = None
    """Why it could not be read."""


@dataclass(slots=True)
class _Host:
    asked_at: float = 0.0
    rules: dict[str, _Rules] = field(default_factory=dict)
    """By the address of a robots.txt: each scheme and port of a host has its own (RFC 9309, 2.3)."""


class PoliteFetcher:
    """Fetches pages within the limits that each host asks for."""

    def __init__(
        self, *, allow_private: bool = False, clock: Clock | None = None, delay: float = DELAY
    ) -> None:
        self._allow_private = allow_private
        self._clock = clock or Clock()
        self._delay = delay
        self._hosts: dict[str, _Host] = {}
        self._closed = ClosedHosts(self._clock.now)

    def fetch(self, url: str, validators: dict[str, str] | None = None) -> Fetched:
        """The answer of an address, once its host and the host of each redirect may be asked again.

        Raises:
            FetchError: robots.txt forbids it, or what `fetch_address` raises.
        """
        return self._follow(url, validators, by_rules=True)

    def _follow(self, url: str, validators: dict[str, str] | None, *, by_rules: bool) -> Fetched:
        """The answer after redirects; each host is asked in its turn, and `by_rules` only what it allows."""
        here = url
        for _ in range(REDIRECT_LIMIT + 1):
            check_host(here)
            if by_rules and not self.may_fetch(here):
                raise self._forbidden(url, here)
            answer = self._in_turn(here, lambda: self._ask(here, url, validators))  # noqa: B023 - called at once
            if isinstance(answer, Fetched):
                return answer
            here = answer
        raise too_many_redirects(url)

    def _ask(self, here: str, url: str, validators: dict[str, str] | None) -> Fetched | str:
        return ask_address(here, url, allow_private=self._allow_private, validators=validators)

    def _forbidden(self, url: str, here: str) -> FetchError:
        failed = self._rules(here).why
        leads = f"leads to {here}: " if here != url else ""
        error = FetchError(url, f"{leads}{failed.why if failed else FORBIDDEN}")
        if failed is None:
            error.final = True
        else:
            error.status, error.retry_after = failed.status, failed.retry_after
            error.final, error.private = failed.final, failed.private
        return error

    def may_fetch(self, url: str) -> bool:
        """Whether robots.txt allows fetching the address; if it cannot be read, nothing is allowed yet."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            return True
        rules = self._rules(url)
        if rules.until <= self._clock.now():
            believed = self._ask_for_rules(rules, _robots_of(url))
            rules.until = self._clock.now() + believed
        return rules.allowed is None or rules.allowed.can_fetch(url, AGENT)

    def _ask_for_rules(self, rules: _Rules, address: str) -> float:
        """The rules stand for so many seconds; without an answer they forbid everything for now."""
        rules.allowed = rules.why = None
        try:
            found = self._follow(address, None, by_rules=False)
        except FetchError as error:
            if error.status in HAS_NO_RULES or "with nothing" in error.why:
                return ROBOTS_FOR
            rules.allowed, rules.why = Protego.parse(NOTHING_ALLOWED), error
            return max(ROBOTS_AGAIN, min(error.retry_after or 0.0, ROBOTS_FOR))
        rules.allowed = Protego.parse(found.content[:ROBOTS_LIMIT].decode("utf-8-sig", "replace"))
        return ROBOTS_FOR

    def _in_turn(self, url: str, ask: Callable[[], Answer]) -> Answer:
        """The answer, once the host of the address may be asked again."""
        self._closed.check(url)
        host, allowed = self._host(url), self._rules(url).allowed
        told = allowed.crawl_delay(AGENT) if allowed else None
        delay = max(self._delay, min(told or 0.0, LONGEST_DELAY))
        if (wait := host.asked_at + delay - self._clock.now()) > 0:
            self._clock.sleep(min(wait, delay))
        try:
            return ask()
        except FetchError as error:
            self._closed.note(url, error)
            raise
        finally:
            host.asked_at = self._clock.now()

    def _rules(self, url: str) -> _Rules:
        return self._host(url).rules.setdefault(_robots_of(url), _Rules())

    def _host(self, url: str) -> _Host:
        name = host_of(url)
        host = self._hosts.pop(name, None) or _Host()
        self._hosts[name] = host  # the last asked stands last
        if len(self._hosts) > HOSTS:
            self._hosts.pop(next(iter(self._hosts)))
        return host


def _robots_of(url: str) -> str:
    """Where the rules for an address stand; a name and password in it are not passed on."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}/robots.txt"
