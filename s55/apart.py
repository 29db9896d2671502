"""Do something in a process of its own, which may come to any end without ending this one."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

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
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, make, memory), daemon=True)
    with receiver:
        with sender:
            process.start()
        try:
            if not receiver.poll(seconds):
                return None
            made, failure = receiver.recv()
        except EOFError:
            return None
        finally:
            process.kill()
            process.join()
    if failure is not None:
        raise failure
    return made  # type: ignore[no-any-return]  # what was sent


def _send(sender: Connection, make: Callable[[], object], memory: int | None) -> None:
    """Make something and send it, or what was raised; nothing, if there was not enough memory."""
    # Ctrl+C reaches every process of a terminal: the first one alone says what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(memory)
    try:
        sender.send((make(), None))
    except MemoryError:
        return
    except Exception as failure:  # whatever it is: it is raised where it was asked for
        sender.send((None, failure))


def _limit(memory: int | None) -> None:
    """Let this process take no more memory than this, where the system has such a limit."""
    if memory is None or sys.platform == "win32":
        return
    import resource  # Windows has none

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, most))
