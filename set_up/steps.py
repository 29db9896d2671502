"""Runs the commands of a set-up, and reports their progress in the terminal."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "set-up.log"


class SetUpError(Exception):
    """The set-up cannot go on; the text tells a person why and what to do."""


def say(text: str = "", end: str = "\n") -> None:
    """Prints to standard error, apart from what s55 itself prints."""
    print(text, end=end, file=sys.stderr, flush=True)


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Names one part of the set-up, and the time it took."""
    say(f"  {title} ...", end="")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say()
        raise
    say(f" done ({time.monotonic() - started:.0f} s)")


def run(
    command: Sequence[str], folder: Path = ROOT, environment: dict[str, str] | None = None
) -> None:
    """Runs one command of the set-up, with its output in the log."""
    with LOG.open("a", encoding="utf-8") as log:
        print(f"\n$ {shlex.join(command)}", file=log, flush=True)
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
            )
        except OSError as error:
            raise SetUpError(f"{command[0]} does not start: {error.strerror}.") from error
    if done.returncode != 0:
        raise SetUpError(
            f"This command did not succeed:\n  {shlex.join(command)}\n"
            f"Its last words were:\n{last_lines_of_log()}\n"
            f"All of them are in {LOG}. Once the cause is gone, type the same command again:\n"
            "the set-up goes on where it stopped."
        )


def last_lines_of_log(count: int = 6) -> str:
    """The end of the log, indented."""
    lines = LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "\n".join(f"  {line}" for line in lines)
