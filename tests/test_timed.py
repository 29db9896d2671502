"""What takes too long is given up, by whatever way it tries to go on."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import pytest

from s55 import timed as module
from s55.errors import S55Error
from s55.timed import limit_asked, limit_each, timed, untimed

SHORT = 0.0005
"""Minutes: 30 ms."""
LONG = 10.0
"""Minutes that no test takes."""


@pytest.fixture(autouse=True, params=["alarm", "thread"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The alarm of the system, and the thread where the system has none (Windows)."""
    number = signal.SIGALRM if request.param == "alarm" else signal.SIGUSR1
    monkeypatch.setattr(module, "_HAS_ALARM", request.param == "alarm")
    monkeypatch.setattr(module, "_SIGNAL", number)
    before = signal.getsignal(number)
    yield
    signal.signal(number, before)


def for_ever() -> None:
    """Work without end."""
    while True:
        pass


def test_what_goes_on_for_ever_is_given_up() -> None:
    with pytest.raises(S55Error) as caught:
        timed(for_ever, "making the paper", SHORT)
    (problem,) = caught.value.problems
    assert problem.code == "U132"
    assert problem.message == "s55 has given up making the paper: it takes longer than 0.03 seconds"
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_waiting_is_given_up_too() -> None:
    """Where the system has an alarm at once, elsewhere when the waiting is over."""
    seconds = 60 if module._HAS_ALARM else 0.1
    with pytest.raises(S55Error, match="given up waiting"):
        timed(partial(threading.Event().wait, seconds), "waiting", SHORT)


def test_a_library_that_catches_every_exception_is_left() -> None:
    def library() -> None:
        while True:
            with suppress(Exception):
                for_ever()

    with pytest.raises(S55Error, match="given up"):
        timed(library, "making the paper", SHORT)


def test_what_ends_in_time_is_given_and_nothing_waits_for_it() -> None:
    assert timed(lambda: 7, "making seven", LONG) == 7
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    with pytest.raises(ValueError, match="its own"):
        timed(partial(_fail, "its own"), "failing", LONG)


def _fail(words: str) -> None:
    raise ValueError(words)


@pytest.mark.parametrize(
    ("outer", "inner", "named"),
    [(LONG, SHORT, "the appendix"), (SHORT, LONG, "the paper"), (SHORT, 0, "the paper")],
)
def test_of_two_limits_the_one_that_is_passed_first_counts(
    outer: float, inner: float, named: str
) -> None:
    appendix = partial(timed, for_ever, "the appendix", inner)
    with pytest.raises(S55Error, match=f"given up {named}"):
        timed(appendix, "the paper", outer)


def test_the_limit_around_goes_on_after_one_within() -> None:
    def paper() -> None:
        for _ in range(3):
            with suppress(S55Error):
                timed(for_ever, "the appendix", SHORT)
        for_ever()

    with pytest.raises(S55Error, match="given up the paper"):
        timed(paper, "the paper", SHORT * 4)


def test_the_time_of_a_person_counts_for_nothing() -> None:
    """Time goes on beside a question, and after it what was left is left."""

    def answer() -> str:
        time.sleep(SHORT * 60 * 3)
        return "yes"

    def asked() -> str:
        return untimed(answer)

    def asked_and_worked() -> None:
        asked()
        for_ever()

    assert timed(asked, "asking", SHORT) == "yes"
    with pytest.raises(S55Error, match="given up"):
        timed(asked_and_worked, "asking", SHORT)


@pytest.mark.parametrize("minutes", [0, SHORT])
def test_elsewhere_nothing_is_limited(minutes: float) -> None:
    """Neither where nobody asked for a limit, nor in a thread, to which no signal comes."""
    given: list[str] = []
    make: Callable[[], None] = partial(timed, lambda: given.append("made"), "making", minutes)
    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    timed(lambda: given.append("made"), "making", 0)
    assert given == ["made", "made"]


def test_a_process_knows_what_was_asked_for() -> None:
    before = limit_asked()  # commands that were run in this process asked for theirs
    try:
        limit_each(3)
        assert limit_asked() == 3
        limit_each(0)
        assert limit_asked() == 0
    finally:
        limit_each(before)
