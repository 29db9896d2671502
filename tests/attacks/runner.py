"""Runs s55 commands one after the other, each in a child of its own that cannot run away.

Started once as ``python -m tests.attacks.runner``: what is slow to load is loaded once, and each
command is a fork of it with a bound on its memory and its time. A request is a line of JSON with
``folder`` and ``arguments``; so is the answer, with ``status``, ``out`` and ``err``. A status below
zero is the signal that ended the child.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

MEMORY = 3_000_000_000
"""Bytes of address space: a net for what the limits of s55 should have caught."""
SECONDS = 60
"""The same for time."""


def main() -> None:
    """Answer requests until there are no more."""
    _load()
    for line in sys.stdin:
        request = json.loads(line)
        answer = _run(Path(request["folder"]), request["arguments"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _load() -> None:
    """Load what most commands need."""
    import docxtpl  # noqa: F401 (loaded for the children)
    import weasyprint  # noqa: F401 (loaded for the children)

    import s55.cli.main
    import s55.pipeline.batch
    import s55.render.html.document
    import s55.render.pdf.document  # noqa: F401 (loaded for the children)


def _run(folder: Path, arguments: list[str]) -> dict[str, object]:
    out, err = folder / ".out", folder / ".err"
    child = os.fork()
    if child == 0:
        _become(folder, arguments, out, err)
    status = _awaited(child)
    return {
        "status": status,
        "out": out.read_text(encoding="utf-8", errors="replace"),
        "err": err.read_text(encoding="utf-8", errors="replace"),
    }


def _become(folder: Path, arguments: list[str], out: Path, err: Path) -> None:
    """Be the command ``s55`` in ``folder``, and end."""
    status = 99
    try:
        os.chdir(folder)
        for number, path, flags in (
            (0, Path(os.devnull), os.O_RDONLY),
            (1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
            (2, err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        ):
            os.dup2(os.open(path, flags, 0o600), number)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 (a number)
            for number, mode in ((0, "r"), (1, "w"), (2, "w"))
        )
        sys.argv = ["s55", *arguments]
        from s55.cli.main import run

        try:
            run()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException as failure:
        sys.stderr.write(f"Traceback: {failure!r}\n")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _awaited(child: int) -> int:
    until = time.monotonic() + SECONDS
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
    main()
