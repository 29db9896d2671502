"""Send many small records from one process to another in little time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any


class Sent:
    """A dataclass with slots that is pickled as the list of its values: twice as fast as usual."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Sent], tuple[object, ...]]:
        """Say how it is made again."""
        kind = type(self)
        # mypy takes the class for unhashable because its objects may be.
        return kind, _values_of(kind)(self)  # type: ignore[arg-type]


@cache
def _values_of(kind: type[Any]) -> Callable[[Sent], tuple[object, ...]]:
    names = [one.name for one in fields(kind) if one.init]
    if len(names) == 1:  # attrgetter gives a tuple of several only
        return lambda one: (getattr(one, names[0]),)
    return attrgetter(*names)
