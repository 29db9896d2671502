"""Many drafts are read in several processes, and give what one process reads of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from s55.errors import S55Error
from s55.pipeline.checking import each_of
from s55.problems import error

PATHS = [Path(f"{number}.yaml") for number in range(45)]


@pytest.mark.parametrize(
    ("count", "jobs", "copies"),
    [(29, 2, 0), (30, 2, 1), (45, 2, 1), (45, 8, 2), (45, 1, 0), (1, 8, 0), (0, 8, 0)],
)
def test_each_process_has_enough_to_do(
    count: int, jobs: int, copies: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of the process that has little to read would take longer than it saves."""
    asked: list[int] = []

    def share(make: Callable[[int], Any], count: int, copies: int, *_: object) -> list[Any]:
        asked.append(copies)
        return [make(number) for number in range(count)]

    monkeypatch.setattr("s55.beside.shared_out", share)
    assert each_of(PATHS[:count], str, jobs) == [f"{number}.yaml" for number in range(count)]
    assert asked == ([copies] if copies else [])


def test_what_is_made_is_in_the_order_of_the_drafts() -> None:
    """Whichever process made it."""
    assert each_of(PATHS, str, 3) == [*map(str, PATHS)]


def test_an_error_of_a_draft_is_raised_wherever_it_is_read() -> None:
    """With its problems."""

    def read(path: Path) -> str:
        if path == PATHS[-1]:
            raise S55Error([error("D010", "the file has no keys")])
        return path.name

    with pytest.raises(S55Error) as caught:
        each_of(PATHS, read, 2)
    assert [one.code for one in caught.value.problems] == ["D010"]
