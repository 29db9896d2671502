"""Read a report, or recognise its text first, while the person waits, and may give up."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import field
from threading import Event, Lock, Thread

from s55.desk.start.reading import ReviewedReport
from s55.desk.uploads import gone
from s55.errors import S55Error
from s55.importers.source import Progress
from s55.problems import Problem, error
from s55.processes import Done
from s55.records import dataclass

_PATIENCE = 2.0
"""Seconds in which what is given up ends."""
MOST_AT_ONCE = 5
"""So many files may be read at once, and so many that are read wait to be looked at."""


class GivenUpError(Exception):
    """The person, or the desk that ends, has given a file up."""


class ReadingUnderWay:
    """A report that is being read.

    Args:
        name: the name of the file.
        read: reads it, and tells how far it is.
        is_scanned: whether its text is recognised first, which takes minutes.

    Attributes:
        pages: how many pages are done, and how many there are; 0 where that is not known.
    """

    def __init__(
        self, name: str, read: Callable[[Progress], ReviewedReport], *, is_scanned: bool
    ) -> None:
        self.name = name
        self.is_scanned = is_scanned
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
            S55Error: why it could not be read; K110 when it was given up in another window.
        """
        if self._done is None:
            raise gone()
        try:
            return self._done.given()
        except GivenUpError:
            raise gone() from None

    def give_up(self) -> None:
        """End it, with the program that recognises its text."""
        self._is_given_up.set()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        self._done = Done.by(lambda: self._read(self._tell))

    def _tell(self, done: int, many: int) -> None:
        if self._is_given_up.is_set():
            raise GivenUpError
        self.pages = done, many


@dataclass(frozen=True, slots=True)
class ReadingsUnderWay:
    """The files that are being read, and those that are read and were not looked at yet."""

    _all: dict[str, ReadingUnderWay] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, reading: ReadingUnderWay) -> str:
        """Begin to read; give the key by which it is found again.

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
            self._all[key] = reading
            reading.begin()
        return key

    def get(self, key: str) -> ReadingUnderWay | None:
        """Find one by its key; None where it is not waited for any more."""
        with self._lock:
            return self._all.get(key)

    def all(self) -> dict[str, ReadingUnderWay]:
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
        f"{MOST_AT_ONCE} reports are being read already; this one was not taken",
        "Wait until one of them is done, or give one up; then choose the file again.",
    )
