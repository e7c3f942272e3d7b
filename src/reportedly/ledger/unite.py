"""Groups that grow together: what is joined in pairs, directly or through others, is one group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Names, each in a group of its own until it is united with another."""

    def __init__(self, names: Iterable[str]) -> None:
        self._home = {name: name for name in names}

    def unite(self, one: str, other: str) -> None:
        """The two names are in one group."""
        first, second = sorted((self.home(one), self.home(other)))
        self._home[second] = first

    def home(self, name: str) -> str:
        """The name that stands for the group: the smallest in it."""
        while self._home[name] != name:
            self._home[name] = self._home[self._home[name]]
            name = self._home[name]
        return name

    def groups(self) -> list[list[str]]:
        """The groups in order of their smallest names, each in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._home):
            found[self.home(name)].append(name)
        return [found[name] for name in sorted(found)]
