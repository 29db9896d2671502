"""The command as a person runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def everything(self) -> str:
        """Both streams."""
        return self.out + self.err


def run_s55(
    *arguments: str,
    cwd: Path,
    today: str | None = "2026-11-22",
    environment: dict[str, str] | None = None,
    python: Path | None = None,
) -> Result:
    """Run ``s55`` with ``arguments`` in ``cwd``, on the day ``today``."""
    variables = {key: value for key, value in os.environ.items() if key != "S55_TODAY"}
    variables |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **(environment or {})}
    if today is not None:
        variables["S55_TODAY"] = today
    done = subprocess.run(
        [str(python or sys.executable), "-m", "s55", *arguments],
        cwd=cwd,
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )
    return Result(done.returncode, done.stdout, done.stderr)
