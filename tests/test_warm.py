"""What comes of something that is made in a process that stays, and what becomes of the process."""

from __future__ import annotations

import errno
import os
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.problems import error
from s55.warm import ProcessLostError, WarmProcesses, _work

_GB = 1024**3


@pytest.fixture
def warm() -> Iterator[WarmProcesses]:
    made = WarmProcesses((), 2 * _GB)
    yield made
    made.close()


def _fails() -> None:
    raise S55Error([error("I104", "it is damaged", "Ask for it again.")])


class _OddError(Exception):
    """One that cannot be sent: it is made of two things, and keeps one."""

    def __init__(self, one: str, _: str) -> None:
        super().__init__(one)


def _fails_oddly() -> None:
    raise _OddError("oddly", "")


def _ends(number: int) -> bool:
    """Whether a process is gone, soon."""
    for _ in range(400):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def test_one_process_makes_one_thing_after_the_other(
    warm: WarmProcesses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder in which this process is, also where that has changed."""
    first = warm.made(os.getpid, 60.0)
    monkeypatch.chdir(tmp_path)
    assert warm.made(os.getcwd, 60.0) == str(tmp_path)
    assert warm.made(os.getpid, 60.0) == first != os.getpid()


def _leaves_a_file() -> None:
    handle, _ = tempfile.mkstemp()
    os.close(handle)
    os._exit(1)


def test_what_a_process_leaves_behind_is_removed(warm: WarmProcesses) -> None:
    """Temporary files of one that ended go when the others are ended too."""
    with pytest.raises(ProcessLostError):
        warm.made(_leaves_a_file, 60.0)
    folder = Path(warm.made(tempfile.gettempdir, 60.0))
    assert folder.name.startswith("s55-warm-")
    assert len(list(folder.iterdir())) == 1
    warm.close()
    assert not folder.exists()


def test_processes_that_wait_are_ended_when_there_are_too_many(warm: WarmProcesses) -> None:
    """One that makes something is not."""
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(warm.made, [_number_after_a_while] * 2)
        busy = threads.submit(warm.made, _number_after_a_while)
        for _ in range(2_000):
            if len(warm._idle) == 1:
                break
            time.sleep(0.01)
        warm.keep(0)
        number = busy.result()
    assert number in {first, second}
    assert _ends(first + second - number)
    warm.keep(1)
    assert warm.made(os.getpid) == number
    warm.keep(0)
    assert _ends(number)


def test_nothing_is_made_after_the_end(warm: WarmProcesses) -> None:
    """Not by a process that waits, nor by a new one."""
    warm.made(os.getpid, 60.0)
    warm.close()
    with pytest.raises(ProcessLostError) as lost:
        warm.made(os.getpid, 60.0)
    assert not lost.value.took_too_long


def test_ctrl_c_while_processes_are_ended_leaves_no_files(
    warm: WarmProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(warm.made(tempfile.gettempdir, 60.0))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(WarmProcesses, "give_up", interrupted)
    with pytest.raises(KeyboardInterrupt):
        warm.close()
    assert not folder.exists()


def test_a_process_that_starts_at_the_end_makes_nothing(
    warm: WarmProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one whose start Ctrl+C overtakes."""
    start = BaseProcess.start
    numbers: list[int | None] = []

    def started(process: BaseProcess) -> None:
        start(process)
        warm.close()
        numbers.append(process.pid)

    monkeypatch.setattr(BaseProcess, "start", started)
    with pytest.raises(ProcessLostError):
        warm.made(os.getpid, 60.0)
    (number,) = numbers
    assert number is not None
    assert _ends(number)


def _sends_a_part(connection: Connection, *_: object) -> None:
    connection.recv()
    os.write(connection.fileno(), struct.pack("!i", 1_000) + b"a part of it")


def test_one_that_ends_while_it_sends_keeps_nobody_waiting(
    warm: WarmProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("s55.warm._work", _sends_a_part)
    with pytest.raises(ProcessLostError) as lost:
        warm.made(os.getpid)
    assert not lost.value.took_too_long


def test_what_is_raised_there_is_raised_here(warm: WarmProcesses) -> None:
    """The process stays. A fault has its own lines with it; a problem needs none."""
    first = warm.made(os.getpid, 60.0)
    with pytest.raises(S55Error) as caught:
        warm.made(_fails, 60.0)
    assert [one.code for one in caught.value.problems] == ["I104"]
    assert not hasattr(caught.value, "__notes__")
    with pytest.raises(ValueError, match="of no number") as fault:
        warm.made(partial(int, "of no number"), 60.0)
    assert "Traceback" in fault.value.__notes__[0]
    with pytest.raises(RuntimeError, match="_OddError: oddly") as odd:
        warm.made(_fails_oddly, 60.0)
    assert "in _fails_oddly" in odd.value.__notes__[0]
    assert warm.made(os.getpid, 60.0) == first


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(partial(os._exit, 1), id="the process ends"),
        pytest.param(partial(bytearray, 3 * _GB), id="it takes too much memory"),
    ],
)
def test_a_process_that_ends_is_replaced(warm: WarmProcesses, make: partial[object]) -> None:
    first = warm.made(os.getpid, 60.0)
    with pytest.raises(ProcessLostError) as lost:
        warm.made(make, 60.0)
    assert not lost.value.took_too_long
    assert _ends(first)
    assert warm.made(os.getpid, 60.0) != first


def test_a_process_that_takes_too_long_is_ended_and_replaced(warm: WarmProcesses) -> None:
    first = warm.made(os.getpid, 60.0)
    with pytest.raises(ProcessLostError) as lost:
        warm.made(partial(time.sleep, 3600), 0.1)
    assert lost.value.took_too_long
    assert _ends(first)
    assert warm.made(os.getpid, 60.0) != first


def test_one_that_was_ended_while_it_waited_is_replaced_unseen(warm: WarmProcesses) -> None:
    first = warm.made(os.getpid, 60.0)
    os.kill(first, signal.SIGKILL)
    assert _ends(first)
    assert warm.made(os.getpid, 60.0) != first


@pytest.mark.parametrize("given_back", [[0, 0], []], ids=["GNU", "another C library"])
def test_memory_is_given_back_after_each_thing(
    given_back: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where making it failed, and where the C library has nothing for that."""
    given: list[int] = []
    found = given.append if given_back else None
    monkeypatch.setattr("s55.warm._malloc_trim", lambda: found)
    monkeypatch.setattr("s55.warm._begin_work", lambda _: None)
    ours, theirs = Pipe()
    with theirs:
        for make in (os.getpid, partial(int, "of no number")):
            ours.send((str(Path.cwd()), make))
        at_work = threading.Thread(target=_work, args=(theirs, None, ""))
        at_work.start()
        assert ours.recv().value == os.getpid()
        assert isinstance(ours.recv().failure, ValueError)
        ours.close()
        at_work.join(20)
    assert given == given_back


def test_ctrl_c_leaves_the_processes_to_the_first_one(warm: WarmProcesses) -> None:
    """It reaches every process of a terminal."""
    first = warm.made(os.getpid, 60.0)
    os.kill(first, signal.SIGINT)
    assert warm.made(os.getpid, 60.0) == first


def test_two_things_are_made_at_once_and_closing_ends_both(
    warm: WarmProcesses, tmp_path: Path
) -> None:
    """Who still waits for something hears that nothing comes of it."""
    told: list[ProcessLostError] = []

    def slow(name: str) -> None:
        with pytest.raises(ProcessLostError) as lost:
            warm.made(partial(_waits, tmp_path / name), 60.0)
        told.append(lost.value)

    threads = [threading.Thread(target=slow, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    paths = [tmp_path / "a", tmp_path / "b"]
    for _ in range(2_000):
        if all(path.exists() for path in paths):
            break
        time.sleep(0.01)
    numbers = {int(path.read_text()) for path in paths}
    warm.close()
    for thread in threads:
        thread.join(20)
    assert [one.took_too_long for one in told] == [False, False]
    assert len(numbers) == 2
    assert all(map(_ends, numbers))


def _waits(path: Path) -> None:
    other = path.with_name(f".{path.name}")
    other.write_text(str(os.getpid()))
    other.replace(path)
    time.sleep(3600)


def _number_after_a_while() -> int:
    time.sleep(0.5)
    return os.getpid()


def test_there_are_no_more_processes_than_allowed() -> None:
    """Who asks for one more waits for the first that is free."""
    with closing(WarmProcesses((), most=1)) as warm, ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(warm.made, _number_after_a_while, 60.0) for _ in range(2)]
        assert len({one.result() for one in asked}) == 1


def test_where_there_can_be_no_process_this_one_makes_it(
    warm: WarmProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system has no more."""

    def none_left(_: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(BaseProcess, "start", none_left)
    assert warm.made(os.getpid, 60.0) == os.getpid()


_KILLED = """
import os, signal, time
from functools import partial
from s55.warm import WarmProcesses
if __name__ == "__main__":
    print(WarmProcesses((), 2 * 1024**3).made(os.getpid, 60.0), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_ends_with_the_one_that_started_it() -> None:
    """However that ends."""
    done = subprocess.run(
        [sys.executable, "-c", _KILLED], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    assert _ends(int(done.stdout))
