"""Runs s55 commands one after the other, each in a child of its own that cannot run away.

Started once as ``python -m tests.runner FOLDER``: what is slow to load is loaded once, and each
command is a fork of it, which ends as any process does. A request is a line of JSON with
``folder``, ``arguments``, ``today`` (or null), ``seconds`` and ``memory`` (bytes of address space,
or null). The answer is a line with the status, below zero for the signal that ended the child; what
it printed lies in FOLDER, as ``out`` and ``err``.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import resource
import runpy
import shutil
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

EXAMPLE = "call-handling-2024"


def main(folder: Path) -> None:
    """Answer requests until there are no more; a child answers by being the command."""
    _load(folder)
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            _be(request, folder)
            return
        print(_awaited(child, request["seconds"]), flush=True)


def _load(folder: Path) -> None:
    """Load all that commands load when they need it, and let one command make what is made once."""
    import s55

    for module in pkgutil.walk_packages(s55.__path__, "s55."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    import docxtpl  # noqa: F401 (loaded for the children)
    import pypdfium2  # noqa: F401 (loaded for the children)
    import weasyprint  # noqa: F401 (loaded for the children)

    _render_once(folder / "warm", ["docx", "html", *_printed_before(folder / "tried")])
    gc.freeze()  # what is loaded stays: no child need look for garbage in it


def _printed_before(workspace: Path) -> list[str]:
    """["pdf"] if making a PDF leaves no thread, which the forks would not have, and wait for.

    Pango (1.56) keeps one that looks for fonts.
    """
    child = os.fork()
    if child == 0:
        _render_once(workspace, ["pdf"])
        os._exit(len(list(Path("/proc/self/task").iterdir())) > 1)
    _, how = os.waitpid(child, 0)
    return [] if how else ["pdf"]


def _render_once(workspace: Path, formats: Iterable[str]) -> None:
    """Render an example here: patterns, models, fonts and standard sets are ready afterwards."""
    from s55.cli.main import run

    (workspace / "responses").mkdir(parents=True)
    for name in ("settings.yaml", f"responses/{EXAMPLE}.yaml"):
        shutil.copy(Path(__file__).parents[1] / name, workspace / name)
    before = Path.cwd()
    os.chdir(workspace)
    sys.argv = ["s55", "render", EXAMPLE, *(f"--format={one}" for one in formats)]
    with redirect_stdout(StringIO()), suppress(SystemExit):
        run()
    os.chdir(before)
    shutil.rmtree(workspace)


def _be(request: dict[str, Any], folder: Path) -> None:
    """Be the command ``s55``, to its end."""
    os.chdir(request["folder"])
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(folder / "out", flags, 0o600), 1)
    os.dup2(os.open(folder / "err", flags, 0o600), 2)
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if request["memory"] is not None:
        resource.setrlimit(resource.RLIMIT_AS, (request["memory"],) * 2)
    # As Python opens them where they are no terminals (PYTHONUTF8).
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, buffering, "utf-8", errors, closefd=False)  # noqa: SIM115 (a number)
        for number, mode, buffering, errors in (
            (0, "r", -1, "surrogateescape"),
            (1, "w", -1, "surrogateescape"),
            (2, "w", 1, "backslashreplace"),
        )
    )
    os.environ.pop("S55_TODAY", None)
    if request["today"] is not None:
        os.environ["S55_TODAY"] = request["today"]
    sys.argv = ["s55", *request["arguments"]]
    runpy.run_module("s55", run_name="__main__", alter_sys=True)


def _awaited(child: int, seconds: int) -> int:
    until = time.monotonic() + seconds
    while True:
        done, how = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(how)
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -signal.SIGKILL
        time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
