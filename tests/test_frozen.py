"""A record that is made quickly is the same record."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from reportedly.frozen import quickly_made


@dataclass(frozen=True, slots=True)
class Plain:
    """A record as `dataclasses` makes it."""

    name: str
    numbers: tuple[int, ...]
    note: str | None = None


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    """The same record, made quickly."""

    name: str
    numbers: tuple[int, ...]
    note: str | None = None


@pytest.mark.parametrize("told", [("a", (1, 2)), ("b", (), "of the day")])
def test_it_has_what_it_was_given(told: tuple[object, ...]) -> None:
    plain, quick = Plain(*told), Quick(*told)  # type: ignore[arg-type]
    assert repr(quick) == repr(plain).replace("Plain", "Quick")
    assert quick == Quick(*told)  # type: ignore[arg-type]
    assert hash(quick) == hash(plain)
    assert type(quick) is Quick
    assert replace(quick, note="other").note == "other"
    assert copy.deepcopy(quick) == pickle.loads(pickle.dumps(quick)) == quick


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Quick("a", ()).name = "b"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        Quick("a", ()).more = "b"  # type: ignore[attr-defined]


def test_it_asks_for_the_same_fields() -> None:
    assert inspect.signature(Quick) == inspect.signature(Plain)
    for wrong in ({"name": "a"}, {"name": "a", "numbers": (), "other": 1}):
        with pytest.raises(TypeError, match="__init__"):
            Quick(**wrong)


def test_what_is_worked_out_of_the_others_is_worked_out() -> None:
    @quickly_made
    @dataclass(frozen=True, slots=True)
    class Sum:
        parts: tuple[int, ...]
        total: int = field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "total", sum(self.parts))

    assert replace(Sum((1, 2)), parts=(3, 4)).total == 7


def test_fields_that_are_made_by_a_factory_are_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class WithFactory:
        names: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="WithFactory"):
        quickly_made(WithFactory)
