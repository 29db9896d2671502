"""The workspace that the tests of publications read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from s55.workspace import Workspace
from tests.pipeline.publications.office import workspace_in


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with two publications, made once: it is only read."""
    return workspace_in(tmp_path_factory.mktemp("published"))


@pytest.fixture
def own(published: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to be changed."""
    root = tmp_path / "own"
    shutil.copytree(published.root, root)
    return Workspace(root)
