"""Union-find: groups of whatever is joined in pairs, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

Name = TypeVar("Name", int, str)
Link = tuple[float, Name, Name]
"""How strongly two names are linked, and which."""


class UnionFind:
    """Names, each in a group of its own until it is united with another."""

    def __init__(self, names: Iterable[str]) -> None:
        self._groups = {name: [name] for name in names}
        """By name the group that it is in, the same list for all in it; the smallest name stands first."""
        self.group_of: Mapping[str, Sequence[str]] = self._groups
        """By name the group that it is in as it is now, to see whether it is that of another."""

    def union(self, one: str, other: str) -> bool:
        """The two names are in one group; told is whether they were in two before."""
        larger, smaller = self._groups[one], self._groups[other]
        if larger is smaller:
            return False
        if len(larger) < len(smaller):
            larger, smaller = smaller, larger
        if smaller[0] < larger[0]:
            larger[0], smaller[0] = smaller[0], larger[0]
            self._groups[larger[0]] = larger
        larger += smaller
        self._groups.update(dict.fromkeys(smaller, larger))
        return True

    def home(self, name: str) -> str:
        """The name that stands for the group: the smallest in it."""
        return self._groups[name][0]

    def together(self, one: str, other: str) -> bool:
        """Whether the two names are in one group."""
        return self._groups[one] is self._groups[other]

    def groups(self) -> list[list[str]]:
        """The groups in order of their smallest names, each in order."""
        return sorted(sorted(group) for name, group in self._groups.items() if group[0] == name)


def forest_of(links: Iterable[Link[Name]]) -> list[Link[Name]]:
    """Of the links a forest of the strongest, these first.

    Whatever strength is asked for, those of the forest that have it join the same groups as all links that
    have it.
    """
    home: dict[Name, Name] = {}
    forest: list[Link[Name]] = []
    for link in sorted(links, reverse=True):
        first, second = (_root(home, name) for name in link[1:])
        if first != second:
            home[second] = first
            forest.append(link)
    return forest


def _root(home: dict[Name, Name], name: Name) -> Name:
    root = name
    while (above := home.get(root, root)) != root:
        root = above
    while (above := home.get(name, name)) != root:
        home[name], name = root, above
    return root
