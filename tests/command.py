"""The command as a person runs it: a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 300
"""How long a command may take: a net, so that one that hangs is seen."""


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


@dataclass
class Runner:
    """A program that has loaded s55 once, and runs each command in a fork of itself."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="runner-of-s55-")))
    lock: Lock = field(default_factory=Lock)
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.runner", str(self.folder)],
            cwd=ROOT,
            env={**_variables(None), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        *arguments: str,
        cwd: Path,
        today: str | None,
        seconds: int = SECONDS,
        memory: int | None = None,
    ) -> Result:
        """Run a command; see :mod:`tests.runner`."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        request = {
            "folder": str(cwd),
            "arguments": arguments,
            "today": today,
            "seconds": seconds,
            "memory": memory,
        }
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        status = int(self.process.stdout.readline())
        return Result(status, self._printed("out"), self._printed("err"))

    def _printed(self, name: str) -> str:
        text = (self.folder / name).read_text(encoding="utf-8", errors="surrogateescape")
        (self.folder / name).unlink()
        return text

    def end(self) -> None:
        """End the program."""
        self.process.communicate()
        shutil.rmtree(self.folder)


@cache
def runner() -> Runner:
    """The runner of this process."""
    made = Runner()
    atexit.register(made.end)
    return made


def run_s55(
    *arguments: str,
    cwd: Path,
    today: str | None = "2026-11-22",
    environment: dict[str, str] | None = None,
    python: Path | None = None,
) -> Result:
    """Run ``s55`` with ``arguments`` in ``cwd``, on the day ``today``.

    In a fork of a program that has loaded s55 before; in a new process of Python where a test
    says what is around it, or while another command is running.
    """
    warm = runner()
    if environment is None and python is None and warm.lock.acquire(blocking=False):
        try:
            return warm.run(*arguments, cwd=cwd, today=today)
        finally:
            warm.lock.release()
    done = subprocess.run(
        [str(python or sys.executable), "-m", "s55", *arguments],
        cwd=cwd,
        env={**_variables(today), **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=SECONDS,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def _variables(today: str | None) -> dict[str, str]:
    variables = {key: value for key, value in os.environ.items() if key != "S55_TODAY"}
    variables |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return variables if today is None else {**variables, "S55_TODAY": today}
