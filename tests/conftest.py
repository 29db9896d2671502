"""What several tests share: a workspace to work in, and the examples rendered once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.command import Result, run_s55

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-22"
"""The day on which the tests reckon."""

# A property holds or not, however busy the machine is.
settings.register_profile("s55", deadline=None)
settings.load_profile("s55")


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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-goldens``, which writes what the goldens are compared with."""
    parser.addoption("--update-goldens", action="store_true", help="write the goldens anew")
