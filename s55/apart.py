"""Do something in a process of its own, which may come to any end without ending this one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from s55.processes import made_elsewhere

A = TypeVar("A")


def apart(make: Callable[[], A], seconds: float, memory: int | None = None) -> A | None:
    """Make something in a process of its own, which is ended when it takes too long.

    Args:
        make: makes it. Both this and what it makes can be sent from one process to another.
        seconds: how long it may take.
        memory: how many bytes it may take, as far as the system limits that; None for any number.

    Returns:
        what it makes; None if the process took too long or too much, or was ended.

    Raises:
        Exception: what it raises.
    """
    # A new process and no copy: this one may have threads, whose locks a copy would have for ever.
    with made_elsewhere(partial(_within, memory, make), "spawn", Exception) as received:
        done = received(seconds)
    return None if done is None else done.given()


def _within(memory: int | None, make: Callable[[], A]) -> A:
    """Make something with no more memory than this, where the system has such a limit."""
    if memory is not None and sys.platform != "win32":
        import resource  # Windows has none

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, most))
    return make()
