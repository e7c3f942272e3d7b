"""A quick record is the frozen dataclass that it was."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from reportedly.frozen import changed, quick


@quick
@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody stands."""

    name: str
    height: float = 2.5


def test_a_quick_record_takes_and_gives_what_it_did() -> None:
    post = Post("Minas Gate", height=4)
    assert post == Post("Minas Gate", 4) != Post("Minas Gate")
    assert Post("Minas Gate").height == 2.5
    assert repr(replace(post, height=3)) == "Post(name='Minas Gate', height=3)"
    assert hash(post) == hash(("Minas Gate", 4))
    assert pickle.loads(pickle.dumps(post)) == post
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        Post()  # type: ignore[call-arg]
    with pytest.raises(FrozenInstanceError):
        post.name = "Ford"  # type: ignore[misc]


def test_what_follows_from_its_fields_is_worked_out_once_these_are_set() -> None:
    @quick
    @dataclass(frozen=True, slots=True)
    class Tower:
        floors: int
        each: float = 3.0
        height: float = field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "height", self.floors * self.each)

    assert [Tower(4).height, Tower(2, each=5).height, replace(Tower(4), floors=5).height] == [12, 10, 15]
    with pytest.raises(TypeError, match="unexpected keyword argument 'height'"):
        Tower(4, height=12)  # type: ignore[call-arg]


def test_a_changed_record_is_a_new_one_of_which_all_follows_that_followed_from_the_old_one() -> None:
    @dataclass(frozen=True, slots=True)
    class Wall:
        post: Post
        length: float
        area: float = field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "area", self.length * self.post.height)

    wall = Wall(Post("Minas Gate"), 10)
    longer = changed(wall, length=20)
    assert (longer, longer.area) == (replace(wall, length=20), 50)
    assert (wall.length, wall.area) == (10, 25)
    with pytest.raises(TypeError, match="unexpected keyword argument 'width'"):
        changed(wall, width=3)


def test_its_fields_are_set_by_slots_alone() -> None:
    assert Post.__init__.__code__.co_names == ("_set_name", "_set_height")


def test_a_class_that_does_more_is_refused() -> None:
    @dataclass(frozen=True)
    class NoSlots:
        name: str

    @dataclass(frozen=True, slots=True)
    class Made:
        names: list[str] = field(default_factory=list)

    @dataclass(frozen=True, slots=True)
    class Settled:
        name: str
        sure: bool = field(default=True, init=False)

    for kind in (NoSlots, Made, Settled):
        with pytest.raises(TypeError, match=rf"^{kind.__name__}"):
            quick(kind)
