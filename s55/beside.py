"""Do several things at once, in copies of this process, which have already loaded what they need.

Starting workers (:mod:`s55.pipeline.rendering.workers`) takes longer than one response, or reading
a report; a copy is there at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Self, TypeVar

from s55.errors import S55Error
from s55.processes import Done, can_copy, made_elsewhere

_MOST_SHARED = 10_000
"""Numbers that a pipe of Linux (64 kB) holds with room to spare."""

A = TypeVar("A")
B = TypeVar("B")


def both(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Make two things at once, the first one in a copy of this process.

    Where there can be no copy, this process makes one after the other. What is raised is the same.

    Args:
        first: makes what can be sent from one process to another.
        second: makes the other thing, in this process.
    """
    if not can_copy():
        return first(), second()
    try:
        # Nothing is sent of a fault in s55 itself: then this process tries, and can say where.
        with made_elsewhere(lambda _: first(), "fork", S55Error) as received:
            of_second = Done.by(second)
            of_first = received(None, None) or Done.by(first)
    except OSError:  # the system has no more processes
        return first(), second()
    return of_first.given(), of_second.given()


def shared_out(
    make: Callable[[int], A], count: int, copies: int, tell: Callable[[int], None]
) -> list[A]:
    """Make several things, in this process and in copies of it: whichever is free makes the next.

    So all are busy until the end, whichever things take longest. Where there can be no copy, this
    process makes them all. If making one of them raises an error, so does this.

    Args:
        make: makes the thing with a number, counted from 0. It can be sent between processes.
        count: how many things to make.
        copies: how many copies at most.
        tell: called in this process with the number of each thing that it has made itself, and
            with the last number in the end.

    Returns:
        the things, in the order of their numbers.
    """
    if not can_copy() or count > _MOST_SHARED:
        return _made_here(make, range(count), tell)
    with _Turns(count) as turns:

        def some(done: Callable[[int], None]) -> dict[int, A]:
            made: dict[int, A] = {}
            while (number := turns.next()) is not None:
                made[number] = make(number)
                done(number)
            return made

        def together(copies: int) -> dict[int, A]:
            if not copies:
                return some(tell)
            theirs, ours = both(lambda: some(lambda _: None), lambda: together(copies - 1))
            return theirs | ours

        made = together(copies)
    missing = [number for number in range(count) if number not in made]
    # A copy that came to an end had taken these, and sent nothing.
    made |= zip(missing, _made_here(make, missing, lambda _: None), strict=True)
    tell(count - 1)
    return [made[number] for number in range(count)]


def _made_here(
    make: Callable[[int], A], numbers: Iterable[int], tell: Callable[[int], None]
) -> list[A]:
    made: list[A] = []
    for number in numbers:
        made.append(make(number))
        tell(number)
    return made


class _Turns:
    """Numbers from 0 that several processes take from a pipe, each the next."""

    _BYTES = 4

    def __init__(self, count: int) -> None:
        self._from, to = os.pipe()
        with os.fdopen(to, "wb") as stream:
            stream.write(b"".join(number.to_bytes(self._BYTES) for number in range(count)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._from)

    def next(self) -> int | None:
        """Take the next number; None when there is none left."""
        taken = os.read(self._from, self._BYTES)
        return int.from_bytes(taken) if taken else None
