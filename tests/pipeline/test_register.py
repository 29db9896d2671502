"""The register, made by one process or by two."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import s55.beside
from s55.pipeline.register import MadeRegister, RegisterFormat, made_register
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED, SETTINGS

FILES = [
    "register.xlsx",
    "register.csv",
    "register-inspections.csv",
    "register.html",
    "register.json",
]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An office with one draft; and a list that grows when two processes are asked for."""
    (tmp_path / "responses").mkdir()
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "responses/one.yaml").write_text(FINISHED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found: list[int] = []
    real = s55.beside.both

    def both(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
        found.append(2)
        return real(first, second)

    monkeypatch.setattr(s55.beside, "both", both)
    return found


def _made(formats: Collection[RegisterFormat], *, jobs: int) -> MadeRegister:
    day = date(2026, 11, 22)
    return made_register(Workspace(Path.cwd()), [], formats, "register", day, jobs=jobs)


def test_two_processes_make_the_same_files(asked: list[int]) -> None:
    """To the byte, and in the same order."""
    one, two = (_made(tuple(RegisterFormat), jobs=jobs) for jobs in (1, 2))
    assert asked == [2]
    assert list(one.files) == list(two.files) == FILES
    assert dict(one.files) == dict(two.files)


def test_one_file_needs_no_second_process(asked: list[int]) -> None:
    """A spreadsheet alone, and whatever is asked for without it."""
    formats = RegisterFormat
    for some in ([formats.XLSX], [formats.CSV, formats.HTML], [formats.XLSX, formats.XLSX]):
        assert _made(some, jobs=2).files
    assert asked == []
