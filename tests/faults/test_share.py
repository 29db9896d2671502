"""A share of the faults and races; ``tests.faults.suite`` tries all, by hand or at night."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.command import ROOT

SHARE, RACES = "1400", "1"
"""Each 1,400th fault, and a race for each pair of writers: some 20 seconds."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the suite forks")
def test_nothing_is_lost() -> None:
    """The suite ends with 0; what is lost is in what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.suite", "--share", SHARE, "--races", RACES],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 of " in done.stdout
