"""Hosts that sent `Retry-After`, which get no request until the time is up."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from ..errors import FetchError

LIMIT = 24 * 3600.0
"""Seconds for which a host is believed: a day is as long as `watch` waits for any feed."""

HOSTS = 1_000
"""Hosts that are remembered: with more, the one that said so first is forgotten."""


class ClosedHosts:
    """The hosts that are closed, and until when."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._until: dict[str, float] = {}

    def check(self, url: str) -> None:
        """Raises an error if the host of the address must not be asked yet.

        Raises:
            FetchError: it may not yet.
        """
        if (left := self._until.get(host_of(url), 0.0) - self._now()) > 0:
            error = FetchError(url, f"its host asked not to be asked for another {left:.0f} seconds")
            error.retry_after = left
            raise error

    def note(self, url: str, error: FetchError) -> None:
        """Records the time before which the host must not be asked."""
        if error.retry_after:
            self._until[host_of(url)] = self._now() + min(error.retry_after, LIMIT)
            if len(self._until) > HOSTS:
                self._until.pop(next(iter(self._until)))


def host_of(url: str) -> str:
    """The host of an address, the same for http and https; with its port where that is one of its own."""
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # no address at all, which is somebody else's to say
        return ""
    return name if port in (None, 80, 443) else f"{name}:{port}"
