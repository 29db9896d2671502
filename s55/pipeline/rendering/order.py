"""Give what is made for many responses in their order, whoever makes it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from s55.pipeline.rendering.making import Making, RenderJob, make

if TYPE_CHECKING:
    from s55.pipeline.rendering.workers import Handed, Workers

T = TypeVar("T")

Result: TypeAlias = Callable[[], Making | None]
"""Gives what was made, None where there was nothing to make; raises what :func:`make` does."""

FEWEST = 6
"""So many responses are sooner made by several processes, which have to start first."""
_AHEAD = 4
"""How many responses wait for each worker: enough to keep it busy, not more than memory holds."""


@dataclass(slots=True)
class _Waiting(Generic[T]):
    item: T
    job: RenderJob | None
    handed: Handed | None = None

    @property
    def is_done(self) -> bool:
        return self.job is None or (self.handed is not None and self.handed.is_done)

    def result(self) -> Making | None:
        if self.job is None:
            return None
        made = self.handed.result() if self.handed else None
        return make(self.job) if made is None else made


def in_order(
    items: Iterable[T], job_of: Callable[[T], RenderJob | None], jobs: int
) -> Generator[tuple[T, Result], None, None]:
    """Give each item with what was made for it, in the order of the items.

    With one job, or for a few responses, or where the system cannot do otherwise, this process
    makes them itself, one after the other. The bytes are the same.

    Args:
        items: for what something is made; one is asked for after the other.
        job_of: gives what is to be made for an item; None where it is nothing.
        jobs: how many processes may work at once.
    """
    waiting: deque[_Waiting[T]] = deque()
    workers: Workers | None = None
    with ExitStack() as stack:
        for item in items:
            waiting.append(_Waiting(item, job_of(item)))
            if jobs > 1 and not workers and sum(map(_is_long, waiting)) >= FEWEST:
                # Imported here: it takes time, and most commands are about one response.
                from s55.pipeline.rendering.workers import started

                workers = stack.enter_context(started(jobs))
                jobs = jobs if workers else 1
            if workers:
                _hand_over(waiting, workers)
            many = jobs * _AHEAD if workers else len(waiting)
            while waiting and (jobs == 1 or waiting[0].is_done or len(waiting) > many):
                yield _first(waiting)
        while waiting:
            yield _first(waiting)


def _is_long(one: _Waiting[T]) -> bool:
    return one.job is not None and one.job.is_long


def _hand_over(waiting: Iterable[_Waiting[T]], workers: Workers) -> None:
    for one in waiting:
        if one.job is not None and one.handed is None:
            one.handed = workers.hand(one.job)


def _first(waiting: deque[_Waiting[T]]) -> tuple[T, Result]:
    first = waiting.popleft()
    return first.item, first.result
