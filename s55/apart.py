"""Do something in a process of its own, which may come to any end without ending this one."""

from __future__ import annotations

import math
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import TypeVar

from s55.processes import Tell, can_copy, led, made_elsewhere
from s55.records import dataclass

A = TypeVar("A")

_BETWEEN_LOOKS = 0.02
"""Seconds between two looks at how much memory a process has taken."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a process may take.

    Attributes:
        seconds: how long it may take.
        memory: how many bytes it may take, as far as the system tells that; None for any number.
    """

    seconds: float
    memory: int | None = None


def apart(
    make: Callable[[Tell | None], A], allowed: Allowance, tell: Tell | None = None
) -> A | None:
    """Make something in a process of its own, which is ended when it takes too much.

    Args:
        make: makes it, and may tell how far it is. Both this and what it makes can be sent from
            one process to another.
        allowed: what the process may take.
        tell: called in this process with what is told; None where nobody wants to know.

    Returns:
        what it makes; None if the process took too long or too much, or was ended.

    Raises:
        RuntimeError: this process ends with another one, and so starts none of its own.
        Exception: what it raises.
    """
    if multiprocessing.current_process().daemon:
        raise RuntimeError("a process that ends with another one cannot start one of its own")
    # A copy is there at once. It would have the locks of threads for ever: then it is a new one.
    within = partial(_within, allowed, make, tells=tell is not None)
    with made_elsewhere(within, "fork" if can_copy() else "spawn", Exception) as received:
        done = received(allowed.seconds, tell)
    return None if done is None else done.given()


def _within(allowed: Allowance, make: Callable[[Tell | None], A], tell: Tell, *, tells: bool) -> A:
    """Make something with no more time and memory than this, where the system has such limits."""
    led()
    _limit(allowed)
    return make(tell if tells else None)


def _limit(allowed: Allowance) -> None:
    if sys.platform == "win32":  # has no such limits
        return
    import resource

    # Its own time too: whoever started this process, and waits for it, may be ended before it.
    _lower(resource.RLIMIT_CPU, math.ceil(allowed.seconds))
    if allowed.memory is not None:
        limit_memory(allowed.memory)


def limit_memory(memory: int) -> None:
    """Let this process take no more memory, as far as the system tells that.

    Args:
        memory: in bytes.
    """
    if sys.platform == "win32":  # has no such limit
        return
    import resource

    if sys.platform == "darwin":  # does not keep to a limit of addresses, and may refuse to set it
        watch_memory(memory)
    else:
        _lower(resource.RLIMIT_AS, memory)


def _lower(limit: int, most: int) -> None:
    """Set a limit of this process, unless it is lower already."""
    import resource

    now, highest = resource.getrlimit(limit)
    if now == resource.RLIM_INFINITY or now > most:
        resource.setrlimit(limit, (most, highest))


def watch_memory(memory: int) -> None:
    """End this process as soon as it has taken so many bytes, for a system that does not."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024

    def watch() -> None:
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < memory:
            time.sleep(_BETWEEN_LOOKS)
        os._exit(1)

    Thread(target=watch, daemon=True).start()
