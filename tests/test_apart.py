"""What comes of something that is done in a process of its own."""

from __future__ import annotations

import os
import time
from functools import partial

import pytest

from s55.apart import apart
from s55.errors import S55Error
from s55.problems import error


def _fails() -> None:
    raise S55Error([error("I104", "it is damaged", "Ask for it again.")])


def test_what_is_made_or_raised_in_another_process_is_had_in_this_one() -> None:
    assert apart(os.getpid, 60.0) not in (None, os.getpid())
    with pytest.raises(S55Error) as caught:
        apart(_fails, 60.0)
    assert [one.code for one in caught.value.problems] == ["I104"]
    with pytest.raises(ValueError, match="of no number"):
        apart(partial(int, "of no number"), 60.0)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(partial(os._exit, 1), id="the process is ended"),
        pytest.param(partial(bytearray, 3 * 1024**3), id="it takes too much memory"),
    ],
)
def test_nothing_comes_of_a_process_that_ends(make: partial[object]) -> None:
    assert apart(make, 60.0, 2 * 1024**3) is None


def test_a_process_that_takes_too_long_is_ended() -> None:
    assert apart(partial(time.sleep, 3600), 0.1) is None
