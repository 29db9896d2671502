"""What is said of something that was given up."""

from __future__ import annotations

import os

import pytest

from s55.errors import S55Error
from s55.pipeline.rendering.limited import AFTER_MAKING, AFTER_READING, LimitedProcesses
from s55.problems import error
from s55.warm import ProcessLostError, WarmProcesses


@pytest.mark.parametrize(
    ("seconds", "took_too_long", "why"),
    [
        (30.0, True, "it takes longer than 30 seconds"),
        (180.0, True, "it takes longer than 3 minutes"),
        (
            30.0,
            False,
            "the program that does it has ended: it took too much memory, or failed",
        ),
    ],
)
def test_why_it_was_given_up(
    monkeypatch: pytest.MonkeyPatch, seconds: float, took_too_long: bool, why: str
) -> None:
    """And what to do, which is something else where a file was read."""

    def lost(*_: object) -> None:
        raise ProcessLostError(took_too_long=took_too_long)

    monkeypatch.setattr(WarmProcesses, "made", lost)
    limited = LimitedProcesses()
    with pytest.raises(S55Error) as making:
        limited.made(os.getpid, "making the paper", seconds)
    message = f"s55 has given up making the paper: {why}"
    assert making.value.problems == (error("K118", message, AFTER_MAKING),)
    with pytest.raises(S55Error) as reading:
        limited.made(os.getpid, "reading a.docx", seconds, AFTER_READING)
    assert [one.hint for one in reading.value.problems] == [AFTER_READING]
