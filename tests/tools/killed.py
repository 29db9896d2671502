"""Runs s55 again and again, each time killed (SIGKILL) at the next operation on a file.

    python killed.py STEP WORKSPACE OUT ARGUMENT...

WORKSPACE is copied for each run. Run number n is killed at its n-th operation, for each STEP-th n
from the first on: before a file is
opened for writing, forced to the disk, renamed, deleted, given permissions or a folder made, and
after each renaming. Then the same command runs once more, undisturbed. In OUT stand, for each n,
`n/killed` and `n/again`: the workspace after either. The last line printed is JSON: for each n it
and how both runs ended; the last run was not killed, because it has no n-th operation.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOST = 200
"""Operations beyond which something is wrong."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.chmod", "os.rmdir", "os.truncate"})


def main(step: int, workspace: Path, out: Path, arguments: list[str]) -> None:
    """Run the command until it is no longer killed, and print how each run ended."""
    sys.dont_write_bytecode = True
    shutil.copytree(workspace, out / "0")
    screen = os.dup(1)
    _silence(1)
    first = _run(out / "0", arguments, None)  # in this process, so that all is imported once
    os.dup2(screen, 1)
    if first != 0:
        sys.exit(f"undisturbed, the command ends with {first}")
    ended: list[list[int]] = []
    for number in range(1, MOST, step):
        folder = out / str(number)
        shutil.copytree(workspace, folder / "killed")
        status = _forked(folder / "killed", arguments, number)
        shutil.copytree(folder / "killed", folder / "again")
        ended.append([number, status, _forked(folder / "again", arguments, None)])
        if status != -signal.SIGKILL:
            break
    print(json.dumps(ended))


def _forked(folder: Path, arguments: list[str], kill_at: int | None) -> int:
    """Run the command in a process of its own; its exit status, or minus the signal."""
    gc.freeze()
    process = os.fork()
    if process == 0:
        _silence(0, 1, 2)
        os._exit(_run(folder, arguments, kill_at))
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


def _silence(*streams: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in streams:
        os.dup2(nothing, stream)


def _run(folder: Path, arguments: list[str], kill_at: int | None) -> int:
    os.chdir(folder)
    from s55.cli.main import run

    if kill_at is not None:
        _Killer(folder.resolve(), kill_at).watch()
    sys.argv = ["s55", *arguments]
    try:
        run()
    except SystemExit as ended:
        sys.stdout.flush()
        return int(ended.code or 0)
    return 0


class _Killer:
    """Counts operations on files, and kills this process at one of them."""

    def __init__(self, folder: Path, left: int) -> None:
        self._folder = f"{folder}{os.sep}"
        self._left = left

    def watch(self) -> None:
        """Begin to count."""
        sys.addaudithook(self._heard)
        os.fsync = self._before(os.fsync)
        os.replace = self._after(os.replace)
        os.rename = self._after(os.rename)

    def _tick(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _heard(self, event: str, details: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = details
            counts = bool(flags & _WRITES) and self._is_ours(path)
        else:
            counts = event in _EVENTS and self._is_ours(details[0])
        if counts:
            self._tick()

    def _is_ours(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return str(Path.cwd() / os.fsdecode(path)).startswith(self._folder)

    def _before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self._tick()
            return function(*arguments, **named)

        return counted

    def _after(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            result = function(*arguments, **named)
            self._tick()
            return result

        return counted


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
