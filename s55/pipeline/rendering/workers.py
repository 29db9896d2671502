"""Processes that make the files of responses and stay warm from one to the next.

A worker is given all that it needs, and gives bytes back: only the command itself writes files.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import field
from functools import partial
from threading import Lock
from typing import Generic, Protocol, TypeVar

from s55.records import dataclass
from s55.timed import limit_asked, timed
from s55.warm import ProcessLostError, WarmProcesses

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

LOADED = ["s55.cli.main", "s55.pipeline.rendering.loaded"]
"""What is loaded once, on systems where the workers are copies of one process."""


class Job(Protocol[R_co]):
    """Something that any process can make: a record that holds all it takes."""

    @property
    def what(self) -> str:
        """What it does, for messages: 'making the files of responses/peel-2025.yaml'.

        '' where it is for all responses: then the command as a whole is limited.
        """

    @property
    def is_long(self) -> bool:
        """Whether it takes so long that another process is worth it."""

    def run(self) -> R_co:
        """Make it."""


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
        except ProcessLostError:
            return None


@dataclass(slots=True)
class Workers:
    """The processes that make files for this one, each with a thread here that waits for it."""

    processes: WarmProcesses
    threads: ThreadPoolExecutor
    _lock: Lock = field(default_factory=Lock)
    _unfinished: int = 0
    _is_all: bool = False

    def hand(self, job: Job[R]) -> Handed[R]:
        """Hand a job to the next worker that is free."""
        with self._lock:
            self._unfinished += 1
        return Handed(self.threads.submit(self._made, job))

    def hand_no_more(self) -> None:
        """End each worker as soon as nothing is left for it: what it holds is wanted elsewhere."""
        self._is_all = True
        self.processes.keep(self._unfinished)

    def _made(self, job: Job[R]) -> R:
        try:
            return self.processes.made(partial(timed, job.run, job.what, limit_asked()))
        finally:
            with self._lock:
                self._unfinished -= 1
            if self._is_all:
                self.processes.keep(self._unfinished)


@contextmanager
def started(jobs: int) -> Iterator[Workers]:
    """Start processes as they are needed, and end them afterwards.

    Where this is left early, by Ctrl+C for example, nobody waits for what they are making.

    Args:
        jobs: how many there may be.
    """
    with (
        ThreadPoolExecutor(jobs) as threads,
        closing(WarmProcesses(LOADED, most=jobs)) as processes,
    ):
        try:
            yield Workers(processes, threads)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)


def get_ready() -> None:
    """Begin to load what workers need, before there is work for them."""
    WarmProcesses(LOADED).get_ready()
