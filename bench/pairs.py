"""Whole processes in turn, A B A B: how long each takes, and the ratio of each pair.

Beside the time on the clock stands the time of the processor (user and system), which other
programs on the machine lengthen less.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEFORE = "029617b"
"""The build of before, which others are measured against."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command with the folder of the code that it runs.

    Attributes:
        arguments: what Python is started with.
        code: the checkout; its compiled modules are made before it is measured.
    """

    arguments: Sequence[str]
    code: Path = ROOT

    def run(self) -> tuple[float, float]:
        """Run it, and give the seconds on the clock and those of the processor."""
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *self.arguments],
            cwd=self.code,
            env=_environment(self.code),
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.arguments} ended with status {process.returncode}")
        return time.perf_counter() - start, used.ru_utime + used.ru_stime


def _environment(code: Path) -> Mapping[str, str]:
    return {**os.environ, "PYTHONPATH": str(code)}


def compiled(code: Path) -> None:
    """Compile the modules of a checkout, as an installation does."""
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "s55", "bench"],
        cwd=code,
        env={
            name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
        },
        check=True,
    )


@contextmanager
def build_of_before(revision: str = BEFORE) -> Iterator[Path]:
    """Check the build of before out beside this one, for as long as it is measured."""
    git = shutil.which("git") or "git"
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder) / "before"
        subprocess.run(
            [git, "worktree", "add", "-q", "--detach", code, revision], cwd=ROOT, check=True
        )
        try:
            compiled(code)
            yield code
        finally:
            subprocess.run([git, "worktree", "remove", "--force", code], cwd=ROOT, check=True)


def compare(name: str, ours: Program, other: Program, runs: int) -> None:
    """Run two programs in turn and print the medians, and the median of the ratios."""
    ours.run()
    other.run()
    pairs = [(ours.run(), other.run()) for _ in range(runs)]
    told = [
        _told(what, [(a[at], b[at]) for a, b in pairs])
        for at, what in enumerate(("clock", "processor"))
    ]
    print(f"{name}: {'; '.join(told)}")


def _told(what: str, pairs: Sequence[tuple[float, float]]) -> str:
    ratios = [a / b for a, b in pairs]
    return (
        f"{what} {statistics.median(a for a, _ in pairs):.3f} s / "
        f"{statistics.median(b for _, b in pairs):.3f} s = {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f})"
    )
