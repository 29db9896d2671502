"""What several tests share: a workspace to work in, and the examples rendered once."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from s55 import processes
from tests.command import Result, run_s55
from tests.validators import ToolMissing

ROOT = Path(__file__).resolve().parent.parent
# The tests start s55 hundreds of times. Where Python is told to keep no compiled modules, a fifth
# of that time would go into compiling the same ones.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# The tests run side by side already; those about several processes say how many they want.
os.environ.setdefault("S55_JOBS", "1")

TODAY = "2026-11-22"
"""The day on which the tests reckon."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of its own with the repository's settings and example drafts."""
    folder = tmp_path / "office"
    folder.mkdir()
    shutil.copy(ROOT / "settings.yaml", folder)
    shutil.copytree(ROOT / "responses", folder / "responses")
    return folder


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which every example draft was rendered once, in all three formats."""
    out = tmp_path_factory.mktemp("rendered")
    result: Result = run_s55("render", "--out", str(out), cwd=ROOT, today=TODAY)
    assert result.status == 0, result.err
    return out


def pytest_sessionstart() -> None:
    """Do not count the thread by which a worker of pytest-xdist talks to the first process.

    Copies of a worker can do without it; nothing of theirs waits for it.
    """
    count = processes._threads
    begun = count() - 1
    processes._threads = lambda: count() - begun


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-goldens``, which writes what the goldens are compared with."""
    parser.addoption("--update-goldens", action="store_true", help="write the goldens again")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the modules that hold slow tests: one that came last would keep a core waiting."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """Leave the tests and all that they load alone: no search for garbage goes through it again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup() -> Generator[None, object, object]:
    """Skip what a missing validator would judge, as in ``pytest_runtest_call``."""
    return (yield from _skipped_without_its_tool())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Skip a test whose validator is missing here; where all are promised (``CI``), it fails."""
    return (yield from _skipped_without_its_tool())


def _skipped_without_its_tool() -> Generator[None, object, object]:
    try:
        return (yield)
    except ToolMissing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
