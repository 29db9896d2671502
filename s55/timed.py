"""Give up what takes too long, in the process that does it.

A command asks for it with :func:`limit_each`. The desk and the preview do not: there other
processes make everything, and are ended (:mod:`s55.pipeline.rendering.limited`).

Nothing is watched from outside: the system sends a signal when the time is up, and Python leaves
what it does as with Ctrl+C, however far that is. So a library written in C is left as soon as it
comes back to Python.
"""

from __future__ import annotations

import signal
import threading
import time
from _thread import interrupt_main
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from s55.errors import S55Error
from s55.problems import error

A = TypeVar("A")

MINUTES = 10.0
"""For so long the files of one response may take, or the check of a template set: of a response of
600 pages all take some twelve seconds of a processor."""
ALL = 3
"""What is made of all responses may take so many times as long, as at the desk."""
AFTER_MAKING = "Take back what was changed last in the draft or in its template set."
AFTER_READING = "Save the file anew in the program that it comes from, and give s55 that one."
_AGAIN = 5.0
"""Seconds after which the signal comes again, if a library has swallowed the first."""
_HAS_ALARM = hasattr(signal, "setitimer")
_SIGNAL = signal.SIGALRM if _HAS_ALARM else signal.SIGTERM


class _TimeUpError(BaseException):
    """The time is up. No library that catches exceptions is to catch it, as with Ctrl+C."""


class _Limits:
    """The moments at which what this process does is given up, from outside in."""

    def __init__(self) -> None:
        self._ends: list[float] = []
        self._thread: threading.Timer | None = None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._ends)

    def add(self, end: float) -> None:
        """Raise :class:`_TimeUpError` from a moment of :func:`time.monotonic` on."""
        signal.signal(_SIGNAL, self._raise)
        self._ends.append(end)
        self._wait()

    def keep(self, count: int) -> None:
        """Forget all but the first ones."""
        del self._ends[count:]
        self._wait()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let the time within count for nothing."""
        began, held = time.monotonic(), [*self._ends]
        self._ends.clear()
        self._wait()
        try:
            yield
        finally:
            waited = time.monotonic() - began
            self._ends.extend(end + waited for end in held)
            self._wait()

    def _raise(self, *_: object) -> None:
        if self._ends and time.monotonic() >= min(self._ends):
            raise _TimeUpError

    def _wait(self) -> None:
        """Have the signal sent at the next of the moments."""
        seconds = max(0.001, min(self._ends) - time.monotonic()) if self._ends else 0.0
        if _HAS_ALARM:
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN if seconds else 0.0)
            return
        if self._thread is not None:
            self._thread.cancel()
        self._thread = threading.Timer(seconds, interrupt_main, (_SIGNAL,)) if seconds else None
        if self._thread is not None:
            self._thread.daemon = True
            self._thread.start()


_LIMITS = _Limits()


class _Asked:
    """How many minutes one thing may take; 0 for any number."""

    minutes = 0.0


def limit_each(minutes: float) -> None:
    """Let each thing that this process makes take no longer than this; 0 for any time."""
    _Asked.minutes = minutes


def limit_asked() -> float:
    """Give how many minutes one thing may take; 0 for any time."""
    return _Asked.minutes


def timed(make: Callable[[], A], what: str, minutes: float, hint: str = AFTER_MAKING) -> A:
    """Make something, and give it up when it takes too long.

    Args:
        make: makes it.
        what: what that is, for messages: 'making the paper'; '' where something around it is
            limited.
        minutes: how long it may take; 0 for any time.
        hint: what to do where it is given up, before it is given more time.

    Raises:
        S55Error: U132 it takes too long; and what ``make`` raises.
    """
    if not (what and minutes) or threading.current_thread() is not threading.main_thread():
        return make()
    end, around = time.monotonic() + minutes * 60, _LIMITS.count
    try:
        try:
            _LIMITS.add(end)
            return make()
        finally:
            _LIMITS.keep(around)
    except _TimeUpError:  # in the `finally` too, perhaps
        _LIMITS.keep(around)
        if time.monotonic() < end:  # it is what is around this that takes too long
            raise
        raise _given_up(what, minutes, hint) from None


def untimed(ask: Callable[[], A]) -> A:
    """Wait for a person, whose time counts for nothing."""
    with _LIMITS.paused():
        return ask()


def _given_up(what: str, minutes: float, hint: str) -> S55Error:
    words = f"{minutes:g} minutes" if minutes >= 2 else f"{minutes * 60:g} seconds"
    problem = error(
        "U132",
        f"s55 has given up {what}: it takes longer than {words}",
        f"{hint} If all of it is as it should be, give it more time: "
        f"s55 --minutes {max(1, limit_asked() * 6):g} ...",
    )
    return S55Error([problem])
