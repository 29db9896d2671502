"""What makes pages and files in tests: processes that stay for all tests, or this process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

from s55.desk.server import LOADED
from s55.pipeline.rendering.limited import AFTER_MAKING, LimitedProcesses

A = TypeVar("A")


@cache
def limited_processes() -> LimitedProcesses:
    """Give the processes that make pages and files, as at the desk; they end with the tests."""
    return LimitedProcesses(LOADED)


class Troubled:
    """Makes something else in the processes while the test wants that: a worker in trouble.

    Attributes:
        instead: is made in place of anything whose name holds :attr:`which`; None for no trouble.
        which: what is in trouble, for example 'PDF'.
    """

    def __init__(self) -> None:
        self.instead: Callable[[], Any] | None = None
        self.which = ""

    def made(self, make: Callable[[], A], what: str, seconds: float, hint: str = AFTER_MAKING) -> A:
        """Make something, or be in trouble; then there is little time."""
        if self.instead is None or self.which not in what:
            return limited_processes().made(make, what, seconds, hint)
        made: A = limited_processes().made(self.instead, what, 0.2, hint)
        return made

    def give_up(self) -> None:
        """End what is being made."""
        limited_processes().give_up()


HANGS = partial(time.sleep, 3600)
"""A worker that would not end."""
ENDS = partial(os._exit, 1)
"""A worker that is ended, as by the system."""


class MadeHere:
    """Makes things in this process, where a test looks at what it does with files."""

    def made(self, make: Callable[[], A], what: str, seconds: float, hint: str = AFTER_MAKING) -> A:
        """Make something, however long it takes."""
        del what, seconds, hint
        return make()

    def give_up(self) -> None:
        """Nothing is made at the same time."""
