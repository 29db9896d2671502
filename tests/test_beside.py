"""Two things at once: what is given and raised is as if one came after the other."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from s55.beside import both
from s55.errors import S55Error
from s55.problems import error

HERE = os.getpid()


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
