"""Have the text of a scanned report recognised while the person waits, and may give up."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import field
from threading import Event, Lock, Thread

from s55.desk.start.reading import ReviewedReport
from s55.errors import S55Error
from s55.importers.source import Progress
from s55.problems import Problem, error
from s55.processes import Done
from s55.records import dataclass

_PATIENCE = 5.0
"""Seconds in which a program that is given up ends."""
MOST_AT_ONCE = 5
"""So many recognitions may go on at once, and so many that have ended wait to be looked at."""


class GivenUpError(Exception):
    """The person, or the desk that ends, has given a recognition up."""


class Recognition:
    """A report whose text is recognised, and which is read then.

    Args:
        name: the name of the file.
        read: reads it, and tells how far it is.

    Attributes:
        pages: how many pages are done, and how many there are; 0 where that is not known.
    """

    def __init__(self, name: str, read: Callable[[Progress], ReviewedReport]) -> None:
        self.name = name
        self.pages = (0, 0)
        self._read = read
        self._is_given_up = Event()
        self._done: Done[ReviewedReport] | None = None
        self._thread = Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()

    def has_ended(self, seconds: float = 0.0) -> bool:
        """Wait for the end for so many seconds, and say whether it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def given(self) -> ReviewedReport:
        """Give what was read.

        Raises:
            S55Error: why it could not be read.
        """
        if self._done is None:
            raise GivenUpError
        return self._done.given()

    def give_up(self) -> None:
        """End it, with the program that recognises."""
        self._is_given_up.set()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        self._done = Done.by(lambda: self._read(self._tell))

    def _tell(self, done: int, many: int) -> None:
        if self._is_given_up.is_set():
            raise GivenUpError
        self.pages = done, many


@dataclass(frozen=True, slots=True)
class Recognitions:
    """The recognitions that go on, and those that have ended and were not looked at yet."""

    _all: dict[str, Recognition] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, recognition: Recognition) -> str:
        """Begin a recognition; give the key by which it is found again.

        None that goes on is forgotten for it: of those that have ended the first one is, if too
        many wait.

        Raises:
            S55Error: K119 when too many go on; this one has not begun then.
        """
        with self._lock:
            ended = [key for key, one in self._all.items() if one.has_ended()]
            if len(self._all) - len(ended) >= MOST_AT_ONCE:
                raise S55Error([_too_many()])
            for key in ended[: max(0, len(ended) - MOST_AT_ONCE)]:
                del self._all[key]
            key = secrets.token_urlsafe(16)
            self._all[key] = recognition
            recognition.begin()
        return key

    def get(self, key: str) -> Recognition | None:
        """Find a recognition by its key; None where it is not waited for any more."""
        with self._lock:
            return self._all.get(key)

    def all(self) -> dict[str, Recognition]:
        """List all by their keys, the first one first."""
        with self._lock:
            return dict(self._all)

    def forget(self, key: str) -> None:
        """Wait for it no longer: what it gave was taken, or it was given up."""
        with self._lock:
            self._all.pop(key, None)


def _too_many() -> Problem:
    return error(
        "K119",
        f"the text of {MOST_AT_ONCE} scanned reports is being recognised already; this one was "
        "not taken",
        "Wait until one of them is done, or give one up; then choose the file again.",
    )
