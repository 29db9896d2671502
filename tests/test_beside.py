"""Two things at once: what is given and raised is as if one came after the other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from s55.beside import both, shared_out
from s55.errors import S55Error
from s55.problems import error
from tests.command import ROOT

HERE = os.getpid()


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the threads of tests before: a process with others is not copied.

    What is done here needs no fonts: a thread of Pango, of tests before, does not matter.
    """
    monkeypatch.setattr("s55.processes._threads", threading.active_count)
    for _ in range(1_000):
        if threading.active_count() == 1:
            return
        time.sleep(0.01)


def _refused(words: str) -> str:
    raise S55Error([error("L201", words, "Do something else.")])


def test_the_first_is_made_in_a_copy_and_the_second_here() -> None:
    """What the first sees was loaded before; more than a pipe holds comes back whole."""
    first, second = both(lambda: (os.getpid(), b"x" * 1_000_000), os.getpid)
    assert first[0] != HERE
    assert len(first[1]) == 1_000_000
    assert second == HERE


def test_a_process_with_threads_is_not_copied() -> None:
    """Its copy would wait for their locks for ever."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert both(os.getpid, os.getpid) == (HERE, HERE)
    finally:
        done.set()
        other.join()


def test_a_process_with_threads_of_a_library_is_not_copied() -> None:
    """As Pango (1.56) keeps one, which Python does not know of."""
    command = "import _thread, time; from s55.processes import can_copy; print(can_copy()); "
    command += "_thread.start_new_thread(time.sleep, (60,)); print(can_copy())"
    told = subprocess.check_output([sys.executable, "-c", command], text=True, cwd=ROOT)
    assert told.split() == ["True", "False"]


def test_the_problems_of_the_first_come_before_those_of_the_second() -> None:
    """As when one is made after the other."""
    with pytest.raises(S55Error, match="the first"):
        both(lambda: _refused("the first"), lambda: _refused("the second"))
    with pytest.raises(S55Error, match="the second"):
        both(os.getpid, lambda: _refused("the second"))


@pytest.mark.parametrize(
    "end", [lambda: os._exit(1), lambda: os.kill(os.getpid(), signal.SIGKILL)], ids=["exit", "kill"]
)
def test_what_a_copy_that_ended_did_not_send_is_made_here(end: object) -> None:
    """The system may end a process that takes too much memory."""

    def first() -> int:
        if os.getpid() != HERE:
            end()  # type: ignore[operator]  # each of them can be called
        return os.getpid()

    assert both(first, os.getpid) == (HERE, HERE)


def test_a_fault_in_the_copy_is_raised_here_with_its_place() -> None:
    """It is tried again, so that --verbose shows where it happened."""

    def broken() -> float:
        return 1 / (os.getpid() - os.getpid())

    with pytest.raises(ZeroDivisionError) as raised:
        both(broken, os.getpid)
    assert raised.traceback[-1].name == "broken"


def test_the_copy_is_gone_when_the_command_was_stopped() -> None:
    """Its number belongs to no process any more."""
    receiver, sender = os.pipe()
    seen: list[int] = []

    def waiting() -> None:
        os.write(sender, str(os.getpid()).encode())
        threading.Event().wait(60)

    def stopped() -> None:
        seen.append(int(os.read(receiver, 20)))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        both(waiting, stopped)
    os.close(sender)
    os.close(receiver)
    with pytest.raises(ProcessLookupError):
        os.kill(seen[0], 0)


# --- things that are shared out ------------------------------------------------------------


@pytest.mark.parametrize("copies", [0, 1, 3])
def test_things_that_are_shared_out_come_back_in_their_order(copies: int) -> None:
    """Each process waits with its first one until all have one."""
    all_have_one = multiprocessing.get_context("fork").Barrier(copies + 1)
    told, begun = list[int](), list[int]()

    def made(number: int) -> tuple[int, int]:
        if not begun:
            begun.append(number)
            all_have_one.wait(60)
        return number, os.getpid()

    found = shared_out(made, 40, copies, told.append)
    assert [number for number, _ in found] == list(range(40))
    assert len({process for _, process in found}) == copies + 1
    assert told == sorted(told)
    assert told[-1] == 39


def test_the_last_is_told_though_a_copy_has_made_it() -> None:
    """This process waits with its first one until the copy has made all others."""
    context = multiprocessing.get_context("fork")
    both_have_one, is_last_made = context.Barrier(2), context.Event()
    told, begun = list[int](), list[int]()

    def made(number: int) -> int:
        if not begun:
            begun.append(number)
            both_have_one.wait(60)
            if os.getpid() == HERE:
                assert is_last_made.wait(60)
        if number == 9:
            is_last_made.set()
        return number

    shared_out(made, 10, 1, told.append)
    assert told == [*begun, 9]


def test_what_a_copy_had_taken_when_it_ended_is_made_here() -> None:
    """Each process waits with its first one until both have one; then the copy ends."""
    both_have_one = multiprocessing.get_context("fork").Barrier(2)
    begun: list[int] = []

    def made(number: int) -> int:
        if not begun:
            begun.append(number)
            both_have_one.wait(60)
        if os.getpid() != HERE:
            os._exit(1)
        return number

    assert shared_out(made, 30, 1, lambda _: None) == list(range(30))


def test_what_is_raised_for_one_of_the_things_is_raised() -> None:
    def made(number: int) -> int:
        return int(_refused("no seven")) if number == 7 else number

    with pytest.raises(S55Error, match="no seven"):
        shared_out(made, 30, 1, lambda _: None)


def test_more_things_than_a_pipe_holds_are_made_here() -> None:
    assert set(shared_out(lambda _: os.getpid(), 10_001, 1, lambda _: None)) == {HERE}
