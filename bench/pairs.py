"""Whole processes in turn, A B A B: how long each takes, the ratio of each pair, and the memory.

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
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BEFORE = "029617b"
"""The build of before, which others are measured against."""
_ITS_LIBRARIES = ("docxtpl-lint", "feedgen")
"""What it needs and the environment of this build no longer has."""
TODAY = "2026-11-22"
"""The day on which the invented drafts are as they are."""
MEETING = "2026-12-08"
"""The meeting of the panel that papers are made for."""


class Spent(NamedTuple):
    """What a process took: seconds on the clock and of the processor, megabytes at the most."""

    clock: float
    processor: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Program:
    """A command with the folder of the code that it runs.

    Attributes:
        arguments: what Python is started with.
        code: the checkout; its compiled modules are made before it is measured.
        folder: where it runs; in the checkout if not said.
    """

    arguments: Sequence[str]
    code: Path = ROOT
    folder: Path | None = None

    def run(self) -> Spent:
        """Run it, and give what it took."""
        start = time.perf_counter()
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(
                [sys.executable, *self.arguments],
                cwd=self.folder or self.code,
                env=_environment(self.code),
                stdout=said,
                stderr=said,
            )
            _, status, used = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                raise SystemExit(f"{self.arguments}: {said.read().decode()[-2000:]}")
        return Spent(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def s55(*words: str, folder: Path, code: Path = ROOT) -> Program:
    """Give the program that runs a command in a workspace of invented drafts."""
    return Program(["-m", "s55", *words, "--today", TODAY], code, folder)


def make(kind: str, folder: Path, count: int) -> Path:
    """Make what is measured, in another process: see :mod:`made`."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(ROOT / "bench/made.py"), kind, str(folder), str(count)]
    subprocess.run(command, cwd=ROOT, env=_environment(ROOT), check=True)
    return folder


def _environment(code: Path) -> Mapping[str, str]:
    # Without compiled modules a third of the time would be Python's compiler.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(code)}


def compiled(code: Path) -> None:
    """Compile the modules of a checkout, as an installation does."""
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "s55", "bench", "tests"],
        cwd=code,
        env=_environment(code),
        check=True,
    )


@contextmanager
def build_of_before(revision: str = BEFORE) -> Iterator[Path]:
    """Check the build of before out beside this one, for as long as it is measured.

    What it needs of its own is installed into its checkout, in the versions that it asks for.
    """
    git = shutil.which("git") or "git"
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder) / "before"
        subprocess.run(
            [git, "worktree", "add", "-q", "--detach", code, revision], cwd=ROOT, check=True
        )
        try:
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
            place = ["--target", str(code), "--constraint", str(code / "constraints.txt")]
            subprocess.run([*pip, *place, *_ITS_LIBRARIES], check=True)
            compiled(code)
            yield code
        finally:
            subprocess.run([git, "worktree", "remove", "--force", code], cwd=ROOT, check=True)


HEAD = (
    "| What / against what | Clock | Ratio | Processor | Ratio | Memory | Target |\n"
    "|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True)
class Row:
    """Two programs to be compared.

    Attributes:
        name: what is measured, and against what.
        ours: the program.
        other: what it is compared with.
        target: what the ratio of the clock is to be at most, or the memory.
        share: by how much less often it is run than others, as it takes longer.
        workers: whether one of the two starts workers, whose processor time and memory are not
            counted.
    """

    name: str
    ours: Program
    other: Program
    target: str = ""
    share: int = 1
    workers: bool = False


def compare(row: Row, runs: int) -> None:
    """Run two programs in turn and print a row: medians, and the median of the ratios of pairs.

    Each is run once before, so that both find their files in memory.
    """
    ours, other = row.ours, row.other
    ours.run()
    other.run()
    pairs = [(ours.run(), other.run()) for _ in range(-(-runs // row.share))]
    clock = _told([(a.clock, b.clock) for a, b in pairs])
    processor = _told([(a.processor, b.processor) for a, b in pairs])
    memory = " / ".join(f"{max(one[at].megabytes for one in pairs):.0f}" for at in (0, 1)) + " MB"
    if row.workers:
        processor, memory = "– | –", "–"
    print(f"| {row.name} | {clock} | {processor} | {memory} | {row.target} |", flush=True)


def _told(pairs: Sequence[tuple[float, float]]) -> str:
    ratios = [a / b for a, b in pairs]
    return (
        f"{statistics.median(a for a, _ in pairs):.2f} / "
        f"{statistics.median(b for _, b in pairs):.2f} s | "
        f"**{statistics.median(ratios):.2f}** ({min(ratios):.2f} to {max(ratios):.2f})"
    )
