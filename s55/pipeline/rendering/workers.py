"""Processes that make the files of responses and stay warm from one to the next.

A worker is given all that it needs, and gives bytes back: only the command itself writes files.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Generic, TypeVar

from s55.disk.writing import working_folder
from s55.pipeline.rendering.order import Job
from s55.records import dataclass
from s55.warm import begin_to_load, begin_work, give_memory_back, way_to_start

R = TypeVar("R")

MOST = 60
"""How many processes there can be; Windows cannot wait for more."""
LOADED = ["s55.cli.main", "s55.pipeline.rendering.loaded"]
"""What is loaded once, on systems where the workers are copies of one process."""


@dataclass(frozen=True, slots=True)
class Handed(Generic[R]):
    """A job that a worker has been given."""

    future: Future[R]

    @property
    def is_done(self) -> bool:
        """Whether the worker has done it."""
        return self.future.done()

    def result(self) -> R | None:
        """Wait for what is made; None if the system has ended the worker.

        Raises:
            S55Error: what the job raises.
        """
        try:
            return self.future.result()
        except BrokenProcessPool:
            return None


@dataclass(frozen=True, slots=True)
class Workers:
    """The processes that make files for this one."""

    pool: ProcessPoolExecutor

    def hand(self, job: Job[R]) -> Handed[R] | None:
        """Hand a job to the next worker that is free; None if there are no workers any more."""
        try:
            return Handed(self.pool.submit(_run, job))
        except BrokenProcessPool:
            return None


@contextmanager
def started(jobs: int) -> Iterator[Workers | None]:
    """Start processes as they are needed, and end them afterwards.

    Where this is left early, by Ctrl+C for example, nobody waits for what they are making.

    Args:
        jobs: how many there may be.

    Returns:
        the workers; None where the system has none.
    """
    others = set(multiprocessing.active_children())
    with working_folder("render") as folder:
        try:
            pool = ProcessPoolExecutor(
                min(jobs, MOST),
                mp_context=way_to_start(LOADED),
                initializer=begin_work,
                initargs=(str(folder),),
            )
        except (OSError, ImportError, NotImplementedError):  # a system without semaphores
            yield None
            return
        try:
            yield Workers(pool)
        except BaseException:  # Ctrl+C too: nobody waits for what the workers still make
            for process in set(multiprocessing.active_children()) - others:
                process.kill()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def get_ready() -> None:
    """Begin to load what workers need, before there is work for them."""
    begin_to_load(way_to_start(LOADED))


def _run(job: Job[R]) -> R:
    try:
        return job.run()
    finally:
        give_memory_back()
