"""Have something made in another process, and take what it sends: that, or what was raised."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Generic, Literal, TypeVar

A = TypeVar("A")


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
    make: Callable[[], A], way: Literal["fork", "spawn"], sent: type[Exception]
) -> Iterator[Callable[[float | None], Done[A] | None]]:
    """Start a process that makes something, and end it afterwards, whatever it has come to.

    Args:
        make: makes what can be sent from one process to another.
        way: whether the process is a copy of this one, or a new one, to which ``make`` is sent.
        sent: what may be raised and is sent. Of anything else nothing is sent, nor where there
            was not enough memory.

    Yields:
        waits for what the process sends, at most for so many seconds; None if nothing comes.

    Raises:
        OSError: the system has no more processes.
    """
    context = multiprocessing.get_context(way)
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(  # type: ignore[attr-defined]  # both ways have one
        target=_send, args=(sender, make, sent), daemon=True
    )
    with receiver:
        try:
            with sender:
                process.start()
            yield partial(_received, receiver)
        finally:
            if process.pid is not None:
                process.kill()
                process.join()


def _received(receiver: Connection, seconds: float | None) -> Done[A] | None:
    try:
        return receiver.recv() if receiver.poll(seconds) else None
    except EOFError:
        return None


def _send(sender: Connection, make: Callable[[], object], sent: type[Exception]) -> None:
    # Ctrl+C reaches every process of a terminal: the first one alone says what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        done = Done.by(make)
        if isinstance(done.failure, MemoryError):
            return
        if done.failure is None or isinstance(done.failure, sent):
            sender.send(done)
    except MemoryError:
        return
