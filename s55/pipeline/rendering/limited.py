"""Make and read files within limits of time and memory, in processes that stay warm.

A template set, a draft, a file that came back or a library that takes too long or too much then
stops nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from s55.errors import S55Error
from s55.pipeline.rendering.workers import LOADED
from s55.problems import error
from s55.warm import ProcessLostError, WarmProcesses

A = TypeVar("A")

PAGE_SECONDS = 30.0
"""For so long the page of one response may take, which is mostly made in a tenth of a second."""
FILE_SECONDS = 180.0
"""For so long the PDF or the Word file of a response may take, the check of a template set, or
reading a file that came back, which mostly takes a second."""
ALL_SECONDS = 1800.0
"""For so long what is made of all responses may take: a paper of 160 takes one minute."""
_MEMORY = 2 * 1024**3
"""Bytes of addresses, of which a paper of 160 responses takes the half."""


AFTER_MAKING = (
    "Nothing is lost. Take back what was changed last in the draft or in its template set, "
    "or try again."
)
AFTER_READING = (
    "Nothing was written. Try again; if it is given up again, save the file anew in the program "
    "that it comes from, and choose that one."
)


class Limited(Protocol):
    """Makes something within limits."""

    def made(self, make: Callable[[], A], what: str, seconds: float, hint: str = AFTER_MAKING) -> A:
        """Make something.

        Args:
            make: makes it. Both this and what it makes can be sent from one process to another.
            what: what that is, for messages.
            seconds: how long it may take.
            hint: what to do where it is given up.

        Raises:
            S55Error: K118 it took too long or too much, or a library has failed; and what ``make``
                raises.
        """

    def give_up(self) -> None:
        """End whatever is being made: who waits for it is told so by K118."""


class LimitedProcesses:
    """Makes things in other processes, so that what takes too long can be ended.

    Args:
        loaded: the modules that are loaded once, beside those that every response needs.
    """

    def __init__(self, loaded: Sequence[str] = ()) -> None:
        self._warm = WarmProcesses([*LOADED, *loaded], _MEMORY)

    def get_ready(self) -> None:
        """Begin to load what is needed, before there is something to make."""
        self._warm.get_ready()

    def made(self, make: Callable[[], A], what: str, seconds: float, hint: str = AFTER_MAKING) -> A:
        """Make something, as :meth:`Limited.made` says."""
        try:
            return self._warm.made(make, seconds)
        except ProcessLostError as lost:
            raise _given_up(what, seconds if lost.took_too_long else None, hint) from None

    def give_up(self) -> None:
        """End whatever is being made."""
        self._warm.give_up()

    def close(self) -> None:
        """End all processes, whatever they do."""
        self._warm.close()


def _given_up(what: str, seconds: float | None, hint: str) -> S55Error:
    why = (
        "the program that does it has ended: it took too much memory, or failed"
        if seconds is None
        else f"it takes longer than {_in_words(seconds)}"
    )
    return S55Error([error("K118", f"s55 has given up {what}: {why}", hint)])


def _in_words(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
