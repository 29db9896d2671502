"""Give what is made for many responses in their order, whoever makes it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Generic, TypeVar

from s55.records import dataclass
from s55.timed import limit_asked, timed

if TYPE_CHECKING:
    from s55.pipeline.rendering.workers import Handed, Job, Workers

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 6
"""So many responses are sooner made by several processes, which have to start first."""
_AHEAD = 4
"""How many responses wait for each worker: enough to keep it busy, not more than memory holds."""


@dataclass(slots=True)
class _Waiting(Generic[T, R]):
    item: T
    job: Job[R] | None
    handed: Handed[R] | None = None

    @property
    def is_long(self) -> bool:
        return self.job is not None and self.job.is_long

    @property
    def is_done(self) -> bool:
        return self.job is None or (self.handed is not None and self.handed.is_done)

    def result(self) -> R | None:
        if self.job is None:
            return None
        made = self.handed.result() if self.handed else None
        if made is not None:
            return made
        return timed(self.job.run, self.job.what, limit_asked())


def in_order(
    items: Iterable[T], job_of: Callable[[T], Job[R] | None], jobs: int, fewest: int = FEWEST
) -> Generator[tuple[T, Callable[[], R | None]], None, None]:
    """Give each item with what was made for it, in the order of the items.

    With one job, or for a few items, this process makes them itself, one after the other. The bytes
    are the same.

    Args:
        items: for what something is made; one is asked for after the other.
        job_of: gives what is to be made for an item; None where it is nothing.
        jobs: how many processes may work at once.
        fewest: how many items are worth starting them.

    Returns:
        each item, and what gives its result: None where there was nothing to make. It raises what
        the job does.
    """
    waiting: deque[_Waiting[T, R]] = deque()
    workers: Workers | None = None
    with ExitStack() as stack:
        for item in items:
            waiting.append(_Waiting(item, job_of(item)))
            if jobs > 1 and not workers and sum(one.is_long for one in waiting) >= fewest:
                # Imported here: it takes time, and most commands are about one response.
                from s55.pipeline.rendering.workers import started

                workers = stack.enter_context(started(jobs))
            if workers:
                _hand_over(waiting, workers)
            many = jobs * _AHEAD if workers else len(waiting)
            while waiting and (jobs == 1 or waiting[0].is_done or len(waiting) > many):
                yield waiting[0].item, waiting.popleft().result
        if workers:
            workers.hand_no_more()
        while waiting:
            yield waiting[0].item, waiting.popleft().result


def get_ready(count: int, jobs: int) -> None:
    """Begin to load what processes need, where so many things are going to be made by several."""
    if jobs > 1 and count >= FEWEST:
        from s55.pipeline.rendering import workers  # takes time

        workers.get_ready()


def _hand_over(waiting: Iterable[_Waiting[T, R]], workers: Workers) -> None:
    for one in waiting:
        if one.job is not None and one.handed is None:
            one.handed = workers.hand(one.job)
