"""Processes that make the files of responses and stay warm from one to the next.

A worker is given all that it needs, and gives bytes back: only the command itself writes files.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import Generic, TypeVar

from s55.disk.writing import working_folder
from s55.garbage import keep_what_is_loaded
from s55.pipeline.rendering.order import Job

R = TypeVar("R")

MOST = 60
"""How many processes there can be; Windows cannot wait for more."""
_LOADED = ["s55.cli.main", "s55.pipeline.rendering.loaded"]
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
                min(jobs, MOST), mp_context=_context(), initializer=_begin, initargs=(str(folder),)
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
    """Begin to load what workers need, before there is work for them.

    Where workers are copies of one process, this starts it; elsewhere nothing happens.
    """
    if _context().get_start_method() == "forkserver":
        from multiprocessing import forkserver  # not on every system

        forkserver.ensure_running()


def _context() -> BaseContext:
    """Choose how processes start: from a copy of one that has loaded all, or else from nothing.

    A plain fork would copy locks that threads of this process hold, such as those of a progress
    bar; on macOS, what the copies do with the system's fonts is not allowed.
    """
    if not sys.platform.startswith("linux"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context


def _run(job: Job[R]) -> R:
    try:
        return job.run()
    finally:
        _give_memory_back()


def _give_memory_back() -> None:
    """Give back to the system what is free: the C library keeps a quarter of what it was given."""
    if give_back := _malloc_trim():
        give_back(0)


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    """Find the function of the GNU C library; None where the library is another one."""
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found


def _begin(folder: str) -> None:
    """Prepare a worker.

    Args:
        folder: where its temporary files lie; the command removes it, however the worker ends.
    """
    # Ctrl+C reaches every process of a terminal: the command alone says what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    keep_what_is_loaded()
    threading.Thread(target=_end_with_command, daemon=True).start()


def _end_with_command() -> None:
    """End when the command is gone, even if it was killed."""
    command = multiprocessing.parent_process()
    if command is not None:
        wait([command.sentinel])
        os._exit(1)
