"""Have the text of a scanned report recognised while the person waits, and may give up."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from s55.desk.start.reading import ReviewedReport
from s55.importers.source import Progress
from s55.processes import Done

_PATIENCE = 5.0
"""Seconds in which a program that is given up ends."""


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
