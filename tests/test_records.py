"""Records behave as the dataclasses of the standard library do, and compile nothing before use."""

from __future__ import annotations

import builtins
import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any, ClassVar

import pytest

from s55.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A frozen record with every kind of field."""

    name: str
    lines: tuple[int, ...] = ()
    marks: list[str] = field(default_factory=list, hash=False)
    hidden: str = field(default="-", repr=False, compare=False)
    kind: str = field(default="place", init=False)
    last: int = field(default=0, kw_only=True)
    unit: ClassVar[str] = "cm"


@dataclass(frozen=True, slots=True)
class Corner(Place):
    """A record that has the fields of another one."""

    angle: int = 90


@dataclass(slots=True)
class Count:
    """A record that can be changed."""

    number: int = 0
    of: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Count what is there at first."""
        self.of.append(self.number)


@dataclass(frozen=True)
class Empty:
    """A record without fields."""


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """A record that is equal to itself alone."""

    value: int


def _standard(**options: bool) -> Any:
    @dataclasses.dataclass(**options)
    class Place:
        name: str
        lines: tuple[int, ...] = ()
        marks: list[str] = field(default_factory=list, hash=False)
        hidden: str = field(default="-", repr=False, compare=False)
        kind: str = field(default="place", init=False)
        last: int = field(default=0, kw_only=True)

    return Place


def test_an_object_is_as_that_of_a_dataclass() -> None:
    """Defaults, one list for each object, what is shown, compared and hashed."""
    standard = _standard(frozen=True, slots=True)
    ours, theirs = Place("x", (1,), last=3), standard("x", (1,), last=3)
    assert repr(ours) == "Place(name='x', lines=(1,), marks=[], kind='place', last=3)"
    assert repr(theirs).rpartition(".")[2] == repr(ours)
    assert hash(ours) == hash(theirs)
    assert ours == Place("x", (1,), hidden="other", last=3)
    assert ours != Place("x", (2,), last=3)
    assert ours != theirs
    assert Place("x").marks is not Place("x").marks
    assert [one.name for one in fields(Place)] == [one.name for one in fields(standard)]
    assert Place.__match_args__ == standard.__match_args__
    assert not hasattr(ours, "__dict__")


def test_a_record_can_be_replaced_copied_and_pickled() -> None:
    """Through a process, too, where its fields may not be set."""
    one = Place("x", marks=["m"], last=3)
    assert replace(one, name="y") == Place("y", marks=["m"], last=3)
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301
        assert other == one
        assert other.kind == "place"
    assert pickle.loads(pickle.dumps(Count(3))) == Count(3)  # noqa: S301  # made here


def test_a_frozen_record_refuses_changes() -> None:
    """Others can be changed, and have no hash."""
    one = Place("x")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        one.name = "y"  # type: ignore[misc]  # what is refused
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del one.name
    count = Count(2)
    count.number = 5
    assert (count.number, count.of) == (5, [2])
    with pytest.raises(TypeError, match="unhashable"):
        hash(count)


def test_a_record_has_the_fields_of_another_one() -> None:
    """And is not equal to it."""
    corner = Corner("x", angle=45, last=1)
    assert repr(corner).startswith("Corner(name='x', lines=(), marks=[], kind='place', last=1")
    assert (corner.angle, corner.unit) == (45, "cm")
    assert Corner("x", angle=90) != Place("x")


def test_records_without_fields_or_equality() -> None:
    """No fields are equal; one without equality is equal to itself alone."""
    assert (Empty(), hash(Empty()), repr(Empty())) == (Empty(), hash(()), "Empty()")
    assert Own(1) != Own(1)
    assert hash(Own(1)) is not None


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (Place, r"Place\.__init__\(\) missing 1 required positional argument: 'name'"),
        (lambda: Place("x", other=1), r"Place\.__init__\(\) got an unexpected keyword argument"),  # type: ignore[call-arg]  # what is told
        (lambda: Count(1, 2), r"Count\.__init__\(\) takes from 1 to 2 positional arguments"),  # type: ignore[call-arg]  # what is told
    ],
)
def test_wrong_arguments_are_told_as_always(make: Callable[[], object], told: str) -> None:
    """By the name of the class, at the first object and at any other."""
    for _ in range(2):
        with pytest.raises(TypeError, match=told):
            make()


def test_only_what_is_used_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing where a class is defined, and one function for all its objects."""
    compiled: list[str] = []
    really = builtins.exec

    def counted(source: str, *more: Any) -> None:
        compiled.append(source)
        really(source, *more)

    monkeypatch.setattr(builtins, "exec", counted)

    @dataclass(frozen=True, slots=True)
    class Late:
        name: str

        @property
        def shown(self) -> str:
            return self.name.title()

    assert compiled == []
    assert {Late("a"), Late("a"), Late("b")} == {Late("b"), Late("a")}
    assert Late("a").shown == "A"
    assert compiled == ["def __init__(self, name):\n _set_name(self, name)"]
