"""Do two things at once: one in a copy of this process, which has loaded what both need.

Starting workers (:mod:`s55.pipeline.rendering.workers`) takes longer than one response, or reading
a report; a copy is there at once.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from s55.errors import S55Error

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class _Done(Generic[A]):
    """What came of something: a value, or what was raised."""

    value: A | None
    failure: Exception | None = None

    @classmethod
    def by(cls, make: Callable[[], A]) -> _Done[A]:
        try:
            return cls(make())
        except Exception as failure:  # whatever it is: it is raised in its turn
            return cls(None, failure)

    def given(self) -> A:
        if self.failure is not None:
            raise self.failure
        return self.value  # type: ignore[return-value]  # there is one if nothing was raised


def both(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Make two things at once, the first one in a copy of this process.

    Where there can be no copy, this process makes one after the other. What is raised is the same.

    Args:
        first: makes what can be sent from one process to another.
        second: makes the other thing, in this process.
    """
    if not _can_copy():
        return first(), second()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    copy = context.Process(target=_send, args=(sender, first), daemon=True)
    with receiver:
        try:
            with sender:
                copy.start()
            of_second = _Done.by(second)
            of_first = _received(receiver) or _Done.by(first)
        except OSError:  # the system has no more processes
            return first(), second()
        finally:
            if copy.pid is not None:
                copy.kill()
                copy.join()
    return of_first.given(), of_second.given()


def _can_copy() -> bool:
    """Whether a copy of this process works: it would have the locks of threads, and not them.

    On macOS it may not use the fonts of the system, and Windows makes no copies.
    """
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _send(sender: Connection, make: Callable[[], A]) -> None:
    """Make something in the copy and send it, or the problems that stopped it.

    Nothing is sent of a fault in s55 itself: then the command tries by itself, and can say where.
    """
    # Ctrl+C reaches every process of a terminal: the command alone says what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    done = _Done.by(make)
    if done.failure is None or isinstance(done.failure, S55Error):
        sender.send(done)


def _received(receiver: Connection) -> _Done[A] | None:
    """Wait for what the copy sends; None if it ended without that."""
    try:
        done: _Done[A] = receiver.recv()
    except EOFError:
        return None
    return done
