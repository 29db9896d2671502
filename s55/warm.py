"""Processes that stay warm from one thing to the next, so that only the first waits for loading.

:class:`WarmProcesses` ends one that takes too long or too much; whoever asked hears of it, and the
next thing is made by another. The desk and the preview use them within limits
(:mod:`s55.pipeline.rendering.limited`), a command for many responses as workers
(:mod:`s55.pipeline.rendering.workers`).
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import field
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from s55.apart import limit_memory
from s55.disk.writing import working_folder
from s55.errors import S55Error
from s55.garbage import keep_what_is_loaded
from s55.processes import Done
from s55.records import dataclass

A = TypeVar("A")


class ProcessLostError(Exception):
    """The process that was to make something has ended, or was ended.

    Attributes:
        took_too_long: whether it was ended because it took too long.
    """

    def __init__(self, *, took_too_long: bool) -> None:
        super().__init__()
        self.took_too_long = took_too_long


class _Warm(NamedTuple):
    """A process, and the way to it."""

    process: BaseProcess
    connection: Connection

    def end(self) -> None:
        """End it, whatever it does."""
        self.connection.close()
        self.process.kill()
        self.process.join()


@dataclass(slots=True, eq=False)
class WarmProcesses:
    """Makes things in other processes, which wait for the next when they are done.

    It can be used by several threads at once, until it is closed. Each process has a way of its own
    to this one: one that ends in the middle of sending something keeps nobody waiting.

    Attributes:
        loaded: the modules that are loaded once, where the processes are copies of one.
        memory: how many bytes of addresses each may take, as far as the system limits that; None
            for as many as there are.
        most: how many processes there may be at once: who asks for more than that waits.
    """

    loaded: Sequence[str]
    memory: int | None = None
    most: int = 4
    _room: threading.Semaphore = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _all: list[_Warm] = field(default_factory=list)
    _idle: list[_Warm] = field(default_factory=list)
    _files: ExitStack = field(default_factory=ExitStack)
    _folder: str = ""
    _is_closed: bool = False

    def __post_init__(self) -> None:
        self._room = threading.Semaphore(self.most)

    def get_ready(self) -> None:
        """Begin to load what is needed, before there is something to make."""
        _begin_to_load(_way_to_start(self.loaded))

    def made(self, make: Callable[[], A], seconds: float | None = None) -> A:
        """Make something in another process, which is ended when it takes too long.

        Args:
            make: makes it. Both this and what it makes can be sent from one process to another.
            seconds: how long it may take; None for as long as it does.

        Raises:
            ProcessLostError: the process took too long or too much, or ended; or all are closed.
            S55Error: O410 when there is no room for temporary files.
            Exception: what ``make`` raises.
        """
        with self._room:
            while (warm := self._waiting()) is not None:
                # One that was ended while it waited, by the system perhaps, has begun nothing.
                with suppress(BrokenPipeError):
                    return self._made_by(warm, make, seconds)
            try:
                warm = self._started()
            except OSError:  # the system has no more processes
                return make()
            try:
                return self._made_by(warm, make, seconds)
            except BrokenPipeError:
                raise ProcessLostError(took_too_long=False) from None

    def give_up(self) -> None:
        """End the processes that make something: who waits for it hears of that."""
        with self._lock:
            busy = [warm for warm in self._all if warm not in self._idle]
        for warm in busy:
            warm.process.kill()

    def keep(self, most: int) -> None:
        """End processes that wait for something to make, until there are no more than so many."""
        spare: list[_Warm] = []
        with self._lock:
            while self._idle and len(self._all) - len(spare) > most:
                spare.append(self._idle.pop())
        for warm in spare:
            self._end(warm)

    def close(self) -> None:
        """End all processes, whatever they do, and remove what temporary files they have left."""
        with self._lock:
            self._is_closed = True
            idle, all_of_them = [*self._idle], [*self._all]
            self._idle.clear()
        with self._files:  # which are removed even where Ctrl+C ends this
            self.give_up()
            for warm in idle:
                self._end(warm)
            for warm in all_of_them:
                wait([warm.process.sentinel])  # its files can be removed only when it is gone

    def _waiting(self) -> _Warm | None:
        """Take the process that was used last, of those that wait for something to make."""
        with self._lock:
            self._check_open()
            return self._idle.pop() if self._idle else None

    def _check_open(self) -> None:
        if self._is_closed:
            raise ProcessLostError(took_too_long=False)

    def _started(self) -> _Warm:
        context = _way_to_start(self.loaded)
        folder = self._folder_of_files()
        ours, theirs = context.Pipe()
        with theirs:
            process = context.Process(  # type: ignore[attr-defined]  # every way has one
                target=_work, args=(theirs, self.memory, folder), daemon=True
            )
            try:
                process.start()
            except OSError:
                ours.close()
                raise
        warm = _Warm(process, ours)
        with self._lock:
            if not self._is_closed:
                self._all.append(warm)
                return warm
        warm.end()  # closed while it was started
        raise ProcessLostError(took_too_long=False)

    def _folder_of_files(self) -> str:
        """Give the folder for the temporary files of all processes, made with the first."""
        with self._lock:
            self._check_open()
            self._folder = self._folder or str(self._files.enter_context(working_folder("warm")))
            return self._folder

    def _made_by(self, warm: _Warm, make: Callable[[], A], seconds: float | None) -> A:
        """Have a process make something; unless it then waits for the next, it is ended."""
        is_over = False
        try:
            warm.connection.send((str(Path.cwd()), make))
            if not warm.connection.poll(seconds):
                raise ProcessLostError(took_too_long=True)
            done: Done[A] = warm.connection.recv()
            is_over = True
        except BrokenPipeError:
            raise
        except (EOFError, OSError):  # it has sent nothing, or a part
            raise ProcessLostError(took_too_long=False) from None
        finally:
            with self._lock:
                stays = is_over and not self._is_closed
                if stays:
                    self._idle.append(warm)
            if not stays:
                self._end(warm)
        return done.given()

    def _end(self, warm: _Warm) -> None:
        """End a process that does not wait for the next thing."""
        with self._lock:
            self._all.remove(warm)
        warm.end()


# --- in such a process -------------------------------------------------------------


def _work(connection: Connection, memory: int | None, folder: str) -> None:
    """Make what is asked for, one thing after the other, until nobody asks any more."""
    _begin_work(folder)
    if memory is not None:
        limit_memory(memory)
    with suppress(EOFError, ConnectionResetError, BrokenPipeError, MemoryError):
        while True:
            connection.send(_done(*connection.recv()))
            _give_memory_back()


def _done(folder: str, make: Callable[[], Any]) -> Done[Any]:
    """Make something as if this process were the one that asks.

    Raises:
        MemoryError: there was not enough: this process is of no use any more.
    """
    if folder != str(Path.cwd()):
        os.chdir(folder)
    done = Done.by(make)
    if isinstance(done.failure, MemoryError):
        raise done.failure
    if done.failure is None or isinstance(done.failure, S55Error):
        return done
    return Done(None, _sent(done.failure))


def _sent(fault: Exception) -> Exception:
    """Give a fault as it can be sent, with its lines in this process."""
    lines = "".join(traceback.format_exception(fault))
    try:
        copy: Exception = pickle.loads(pickle.dumps(fault))  # noqa: S301  # our own
    except Exception:  # an exception of a library may be of any kind
        copy = RuntimeError(f"{type(fault).__name__}: {fault}")
    copy.add_note(lines)
    return copy


def _begin_work(folder: str) -> None:
    """Prepare this process, which stays for a while, and ends with the one that started it.

    Args:
        folder: where its temporary files lie, which the other one removes, however this one ends.
    """
    # Ctrl+C reaches every process of a terminal: the first one alone says what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    keep_what_is_loaded()
    threading.Thread(target=_end_with_first, daemon=True).start()


def _end_with_first() -> None:
    """End when the process that started this one is gone, even if it was killed."""
    first = multiprocessing.parent_process()
    if first is not None:
        wait([first.sentinel])
        os._exit(1)


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


# --- how processes start -----------------------------------------------------------


def _way_to_start(loaded: Sequence[str]) -> BaseContext:
    """Choose how processes start: from a copy of one that has loaded all, or else from nothing.

    A plain fork would copy locks that threads of this process hold, such as those of a progress
    bar; on macOS, what the copies do with the system's fonts is not allowed.

    Args:
        loaded: the modules that are loaded once, where the processes are copies of one.
    """
    if not sys.platform.startswith("linux"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*loaded])
    return context


def _begin_to_load(context: BaseContext) -> None:
    """Begin to load what processes need, before there is work for them.

    Where they are copies of one process, this starts it; elsewhere nothing happens.
    """
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver  # not on every system

        forkserver.ensure_running()
