"""Have something made in another process, and take what it sends: that, or what was raised."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Generic, Literal, TypeVar

from s55.records import dataclass

A = TypeVar("A")
Tell = Callable[[int, int], None]
"""Called with how much is done, and of how much."""

_SENDERS: list[Connection] = []
"""That by which this process sends what it makes; none in the first process."""


@dataclass(frozen=True, slots=True)
class Done(Generic[A]):
    """What came of something: a value, or what was raised."""

    value: A | None
    failure: Exception | None = None

    @classmethod
    def by(cls, make: Callable[[], A]) -> Done[A]:
        """Make something, and keep what is raised for its turn."""
        try:
            return cls(make())
        except Exception as failure:  # whatever it is: it is raised in its turn
            return cls(None, failure)

    def given(self) -> A:
        """Give the value.

        Raises:
            Exception: what was raised instead.
        """
        if self.failure is not None:
            raise self.failure
        return self.value  # type: ignore[return-value]  # there is one if nothing was raised


@contextmanager
def made_elsewhere(
    make: Callable[[Tell], A], way: Literal["fork", "spawn"], sent: type[Exception]
) -> Iterator[Callable[[float | None, Tell | None], Done[A] | None]]:
    """Start a process that makes something, and end it afterwards, whatever it has come to.

    Args:
        make: makes what can be sent from one process to another, and may tell how far it is.
        way: whether the process is a copy of this one, or a new one, to which ``make`` is sent. A
            copy may have copies of its own.
        sent: what may be raised and is sent. Of anything else nothing is sent, nor where there
            was not enough memory.

    Yields:
        waits for what the process sends, at most for so many seconds, and passes on what it
        tells meanwhile; None if nothing comes.

    Raises:
        OSError: the system has no more processes.
    """
    context = multiprocessing.get_context(way)
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(  # type: ignore[attr-defined]  # both ways have one
        target=_send, args=(sender, make, sent), daemon=way == "spawn"
    )
    with receiver:
        try:
            with sender:
                process.start()
            yield partial(_received, receiver)
        finally:
            if process.pid is not None:
                process.kill()
                end_group(process.pid)
                process.join()


def led() -> None:
    """Let this process lead those that it starts, so that they end with it."""
    if sys.platform != "win32":
        os.setpgid(0, 0)


def end_group(leader: int) -> None:
    """End the processes that a process has started, if it leads them."""
    if sys.platform != "win32":
        with suppress(OSError):  # it leads none
            os.killpg(leader, signal.SIGKILL)


def can_copy() -> bool:
    """Whether a copy of this process works: it would have the locks of threads, and not them.

    That goes for the threads of libraries too: Pango (1.56) keeps one that looks for fonts, and a
    copy would wait for it for ever. On macOS a copy may not use the fonts of the system, and
    Windows makes no copies.
    """
    return (
        sys.platform.startswith("linux")
        and _threads() == 1
        and not multiprocessing.current_process().daemon
    )


def _threads() -> int:
    """How many threads this process has, with those of libraries where the system tells them."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()


def _received(receiver: Connection, seconds: float | None, tell: Tell | None) -> Done[A] | None:
    until = None if seconds is None else time.monotonic() + seconds
    try:
        while receiver.poll(None if until is None else max(0.0, until - time.monotonic())):
            got = receiver.recv()
            if isinstance(got, Done):
                return got
            if tell is not None:
                tell(*got)
    except (EOFError, OSError):  # it ended before it sent anything, or while it did
        return None
    return None


def _send(sender: Connection, make: Callable[[Tell], object], sent: type[Exception]) -> None:
    # Ctrl+C reaches every process of a terminal: the first one alone says what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A copy of a copy has the pipe of that too, whose end would not be seen before its own.
    for other in _SENDERS:
        other.close()
    _SENDERS[:] = [sender]
    try:
        done = Done.by(lambda: make(lambda done, of: sender.send((done, of))))
        if isinstance(done.failure, MemoryError):
            return
        if done.failure is None or isinstance(done.failure, sent):
            sender.send(done)
    except (MemoryError, BrokenPipeError):  # or who started this process has ended
        return
