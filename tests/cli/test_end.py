"""How the process of a command ends: all that was to happen happens, and no more is done."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from s55 import __version__
from tests.command import ROOT

_PROGRAM = """
import atexit, sys, threading, time
from s55.cli.main import start

class Loaded:
    def __del__(self):
        print("taken apart")

def late():
    time.sleep(0.2)
    print("of a thread")

sys.loaded = Loaded()
atexit.register(print, "at the end")
threading.Thread(target=late).start()
sys.argv = ["s55", *sys.argv[1:]]
start()
"""


@pytest.mark.parametrize(
    ("argument", "said", "status"),
    [("--version", [f"s55 {__version__}"], 0), ("--nonsense", [], 2)],
)
def test_a_process_ends_with_all_that_was_to_happen(
    argument: str, said: list[str], status: int
) -> None:
    """Threads, what was registered, what was said; but what it has loaded is left as it is."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, argument],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == [*said, "of a thread", "at the end"]
    assert done.returncode == status
    assert bool(done.stderr) is bool(status)
