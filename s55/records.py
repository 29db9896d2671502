"""Records: dataclasses whose functions are made when they are first needed.

The standard library compiles up to six functions for each dataclass where it is defined. A command
defines 50 to 170 of them and makes objects of a few: compiling took a tenth of ``check``. Here only
``__init__`` is compiled, when the first object of a class is made; the other functions are the same
for all classes. Objects, `fields`, `replace`, comparing, hashing and pickling are as they always
are. A class with ``order`` uses the standard library's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    # Type checkers see a dataclass.
    from dataclasses import dataclass as dataclass  # noqa: PLC0414  # re-exported
else:

    def dataclass(cls: Any = None, /, **options: bool) -> Any:
        """Make a record of a class: see :mod:`s55.records`.

        Args:
            cls: the class, where no options are given.
            **options: ``frozen``, ``slots`` and ``eq``, as of a dataclass.
        """
        return _record(cls) if cls is not None else lambda given: _record(given, **options)


def _record(cls: type[T], *, frozen: bool = False, slots: bool = False, eq: bool = True) -> type[T]:
    own = vars(cls)
    has_hash = own.get("__hash__") is not None
    # Nothing is compiled of this: it finds the fields, and makes their slots.
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    given: dict[str, Any] = {"__init__": _first_init(made, frozen=frozen), "__repr__": _repr}
    if eq:
        compared = [one for one in fields(made) if one.compare]
        hashed = [one for one in fields(made) if (one.compare if one.hash is None else one.hash)]
        given["__eq__"] = _eq_of(_values_of([one.name for one in compared]))
        if not has_hash:
            made.__hash__ = _hash_of(_values_of([one.name for one in hashed])) if frozen else None
    if frozen:
        given |= {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}
        if slots:
            given |= {"__getstate__": _state, "__setstate__": _set_state}
    for name, function in given.items():
        if name not in own:
            setattr(made, name, function)
    return made  # type: ignore[no-any-return]  # the class, or with slots another of its name


def _first_init(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """Make an ``__init__`` that compiles the real one when the first object is made."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807  # it is the class's
        cls.__init__ = _init_of(cls, frozen=frozen)
        cls.__init__(self, *values, **named)

    return __init__


def _init_of(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """Compile ``__init__`` of a record."""
    known: dict[str, Any] = {}
    positional = ["self"]
    named: list[str] = []
    lines: list[str] = []
    for one in fields(cls):
        name, value = one.name, one.name
        if one.default is not MISSING:
            known[f"_default_{name}"] = one.default
        elif one.default_factory is not MISSING:
            known |= {f"_default_{name}": MISSING, f"_make_{name}": one.default_factory}
            value = f"_make_{name}()"
            if one.init:
                value += f" if {name} is _default_{name} else {name}"
        if one.init:
            default = f"=_default_{name}" if f"_default_{name}" in known else ""
            (named if one.kw_only else positional).append(f"{name}{default}")
        elif one.default is not MISSING:
            value = f"_default_{name}"
        elif one.default_factory is MISSING:
            continue
        if not frozen:
            lines.append(f"self.{name} = {value}")
            continue
        # A slot is set by its descriptor: what refuses to set attributes is not asked.
        slot = getattr(getattr(cls, name, None), "__set__", None)
        known[f"_set_{name}"] = slot or _setter(name)
        lines.append(f"_set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    arguments = ", ".join([*positional, *(["*", *named] if named else [])])
    source = f"def __init__({arguments}):\n " + "\n ".join(lines or ["pass"])
    exec(source, known)  # noqa: S102  # of the names of fields alone, as a dataclass does
    function: Callable[..., None] = known["__init__"]
    function.__qualname__ = f"{cls.__qualname__}.__init__"  # errors about arguments name it
    return function


def _setter(name: str) -> Callable[[object, object], None]:
    return lambda self, value: object.__setattr__(self, name, value)


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that gets the values of some fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _eq_of(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], Any]:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807  # it is the class's
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return __eq__


def _hash_of(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_setting(self: object, name: str, value: object) -> None:
    del self, value
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: object, name: str) -> None:
    del self
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
