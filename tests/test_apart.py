"""What comes of something that is done in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from s55.apart import Allowance, apart, watch_memory
from s55.beside import both
from s55.errors import S55Error
from s55.problems import error
from s55.processes import Tell, _received, can_copy, made_elsewhere

ALLOWED = Allowance(60.0)
_GIGABYTE = 1024**3


@contextmanager
def _with_thread() -> Iterator[None]:
    """Let this process have a thread, so that it is not copied."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        yield
    finally:
        done.set()
        other.join()


def _wait_for_threads() -> None:
    """Wait until no thread of another test is left, such as those of a server that has ended."""
    for _ in range(2_000):
        if can_copy():
            return
        time.sleep(0.01)
    raise AssertionError(threading.enumerate())


@pytest.fixture(autouse=True)
def _threads_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done here needs no fonts: a thread of Pango, of tests before, does not matter."""
    monkeypatch.setattr("s55.processes._threads", threading.active_count)


@pytest.fixture(params=["a copy", "a new process"])
def _both_ways(request: pytest.FixtureRequest) -> Iterator[None]:
    """Do it in a copy of this process, and in a new one."""
    if request.param == "a copy":
        _wait_for_threads()
        yield
        return
    with _with_thread():
        assert not can_copy()
        yield


def _own_number(_: Tell | None) -> int:
    return os.getpid()


def _fails(_: Tell | None) -> None:
    raise S55Error([error("I104", "it is damaged", "Ask for it again.")])


def _no_number(_: Tell | None) -> int:
    return int("of no number")


def _ends(_: Tell | None) -> None:
    os._exit(1)


def _takes(count: int, _: Tell | None) -> int:
    return len(bytearray(count))


def _sleeps(_: Tell | None) -> None:
    time.sleep(3600)


@pytest.mark.usefixtures("_both_ways")
def test_what_is_made_or_raised_in_another_process_is_had_in_this_one() -> None:
    assert apart(_own_number, ALLOWED) not in {None, os.getpid()}
    with pytest.raises(S55Error) as caught:
        apart(_fails, ALLOWED)
    assert [one.code for one in caught.value.problems] == ["I104"]
    with pytest.raises(ValueError, match="of no number"):
        apart(_no_number, ALLOWED)


@pytest.mark.usefixtures("_both_ways")
def test_nothing_comes_of_a_process_that_ends_or_takes_too_much() -> None:
    assert apart(_ends, ALLOWED) is None
    allowed = Allowance(60.0, 2 * _GIGABYTE)
    assert apart(partial(_takes, 3 * _GIGABYTE), allowed) is None
    assert apart(partial(_takes, 5), allowed) == 5
    assert apart(_sleeps, Allowance(0.1)) is None


def _limits_of(_: Tell | None) -> list[tuple[int, int]]:
    return [resource.getrlimit(one) for one in (resource.RLIMIT_CPU, resource.RLIMIT_AS)]


def test_a_process_has_the_limits_even_if_nobody_waits_for_it() -> None:
    mine = _limits_of(None)
    (_, most_seconds), (_, most_memory) = mine
    expected = [(13, most_seconds), (5 * _GIGABYTE, most_memory)]
    assert apart(_limits_of, Allowance(12.5, 5 * _GIGABYTE)) == expected
    assert _limits_of(None) == mine


def test_a_process_that_has_taken_too_much_ends_itself_where_no_system_sees_to_it() -> None:
    def takes(count: int, _: Tell | None) -> int:
        # A copy has what this process has taken, as far as the system counts that.
        taken_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        watch_memory(taken_before + 400 * 1024**2)
        taken = b"x" * count
        time.sleep(0.2)  # several looks
        return len(taken)

    assert apart(partial(takes, 1000), ALLOWED) == 1000
    assert apart(partial(takes, 500 * 1024**2), ALLOWED) is None


def _tells(tell: Tell | None) -> bool:
    if tell is not None:
        tell(1, 2)
        tell(2, 2)
    return tell is not None


@pytest.mark.usefixtures("_both_ways")
def test_how_far_it_is_is_told_here_if_anybody_wants_to_know() -> None:
    told: list[tuple[int, int]] = []
    assert apart(_tells, ALLOWED, lambda done, of: told.append((done, of))) is True
    assert told == [(1, 2), (2, 2)]
    assert apart(_tells, ALLOWED) is False


def test_a_copy_has_copies_of_its_own_which_end_with_it(tmp_path: Path) -> None:
    _wait_for_threads()

    def shares(_: Tell | None) -> tuple[int, int]:
        return both(os.getpid, os.getpid)

    first, second = apart(shares, ALLOWED) or (0, 0)
    assert len({0, os.getpid(), first, second}) == 4

    noted = tmp_path / "number"

    def notes() -> None:
        noted.write_text(str(os.getpid()), encoding="utf-8")
        time.sleep(3600)

    def waits() -> None:
        while not noted.exists() or not noted.read_text(encoding="utf-8"):
            time.sleep(0.01)
        os._exit(1)

    assert apart(lambda _: both(notes, waits), ALLOWED) is None
    other = int(noted.read_text(encoding="utf-8"))
    for _ in range(1000):
        if not Path(f"/proc/{other}").exists() or _is_dead(other):
            return
        time.sleep(0.01)
    os.kill(other, signal.SIGKILL)
    raise AssertionError("what the copy had started goes on")


def _is_dead(number: int) -> bool:
    """Whether a process has ended, and nobody has asked how."""
    return (
        Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        == "Z"
    )


def test_half_of_what_is_sent_is_nothing() -> None:
    """A process may be ended while it sends."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    with receiver:
        with sender:
            os.write(sender.fileno(), (100).to_bytes(4) + b"half")
        assert _received(receiver, 5.0, None) is None


def test_a_process_whose_starter_has_ended_says_nothing() -> None:
    """Nobody would know what the lines on the screen are about."""
    program = (
        "import os, time; from s55.processes import made_elsewhere\n"
        "with made_elsewhere(lambda _: time.sleep(0.2), 'fork', Exception): os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_no_process_outlives_what_it_was_started_for() -> None:
    others = set(multiprocessing.active_children())
    with made_elsewhere(_sleeps, "fork", Exception):
        (process,) = set(multiprocessing.active_children()) - others
    assert process.exitcode == -signal.SIGKILL


def _apart_within(tell: Tell) -> str:
    try:
        apart(lambda _: "made", ALLOWED)
    except RuntimeError as failure:
        return str(failure)
    return ""


def test_a_process_that_ends_with_another_starts_none() -> None:
    """Such as one that stays and makes one thing after the other: it is told, and not hung."""
    with made_elsewhere(_apart_within, "spawn", Exception) as received:
        done = received(60.0, None)
    assert done is not None
    assert done.given() == "a process that ends with another one cannot start one of its own"
