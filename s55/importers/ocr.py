"""Recognise the text of scanned PDF files with ocrmypdf, where it is installed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from s55.apart import Allowance, apart
from s55.disk.writing import working_folder, write_working_file
from s55.errors import ExitCode, S55Error
from s55.importers.source import Progress
from s55.problems import error
from s55.processes import Tell, end_group

PROGRAM = "ocrmypdf"
TIME_LIMIT = 3600
"""Seconds after which s55 gives up: about ten seconds for each page of a long report."""
_BETWEEN_LOOKS = 0.5
"""Seconds between two looks at how far it is."""
_COUNTING = Allowance(seconds=30.0, memory=2 * 1024**3)


def is_installed() -> bool:
    """Whether the program is installed."""
    return shutil.which(PROGRAM) is not None


def recognised(
    data: bytes, name: str, pages: Sequence[int] = (), progress: Progress | None = None
) -> bytes:
    """Recognise the words in the pictures of a PDF; its text stays as it is.

    Where ``progress`` raises an exception, the program is ended.

    Args:
        data: the file.
        name: the file as the user named it, for messages.
        pages: the pages to recognise, counted from 1; all, if none is given.
        progress: called twice a second with pages done, and pages in all.

    Raises:
        S55Error: I209 the program is not installed, I210 it failed or took too long.
    """
    if not is_installed():
        hint = f"Install {PROGRAM} (https://ocrmypdf.readthedocs.io), or ask for a PDF with text."
        problem = error("I209", f"--ocr needs the program {PROGRAM}, which is not installed", hint)
        raise S55Error([problem.in_file(name)], ExitCode.MISSING_LIBRARY)
    with working_folder("ocr") as folder:
        before, after = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        write_working_file(before, data)
        # --skip-text would leave out a scanned page on which a page number was stamped.
        command = [PROGRAM, "--quiet", "--redo-ocr", "--output-type", "pdf", "--language", "eng"]
        if pages:
            command += ["--pages", ",".join(map(str, pages))]
        many = (len(pages) or _pages_of(data)) if progress else 0
        tell = partial(_tell, progress, Path(folder), many) if progress else None
        try:
            status, said = _run([*command, str(before), str(after)], Path(folder), tell)
        except (OSError, subprocess.TimeoutExpired) as failure:
            raise _failed(name, type(failure).__name__) from None
        if status or not after.is_file():
            lines = said.strip().splitlines()
            raise _failed(name, lines[-1] if lines else f"exit status {status}")
        return after.read_bytes()


def _run(command: list[str], folder: Path, tell: Callable[[], None] | None) -> tuple[int, str]:
    """Run the program, and end it with all that it has started if this is left early.

    Args:
        command: the program and its arguments.
        folder: where it puts its own temporary files.
        tell: called twice a second.

    Returns:
        its exit status, and what it said of errors.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it took too long.
    """
    until = time.monotonic() + TIME_LIMIT
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
        start_new_session=True,
    )
    with process:
        try:
            while True:
                try:
                    _, said = process.communicate(timeout=_BETWEEN_LOOKS)
                except subprocess.TimeoutExpired:
                    if time.monotonic() > until:
                        raise
                    if tell:
                        tell()
                else:
                    return process.returncode, said.decode(errors="replace")
        finally:
            if process.poll() is None:
                end_group(process.pid)
                process.kill()


def _tell(progress: Progress, folder: Path, many: int) -> None:
    """Tell how many pages are done: the program writes the words of each into a file of its own."""
    words = folder.glob("ocrmypdf*/*_ocr_*.txt")
    progress(min(sum(_has_words(path) for path in words), many), many)


def _has_words(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:  # it has just gone
        return False


def _pages_of(data: bytes) -> int:
    """Count the pages of a PDF in a process of its own; 0 where that cannot be done."""
    try:
        return apart(partial(_count, data), _COUNTING) or 0
    except Exception:  # the program says what is wrong with the file
        return 0


def _count(data: bytes, tell: Tell | None) -> int:
    from pypdfium2 import PdfDocument

    del tell
    return len(PdfDocument(data))


def _failed(name: str, why: str) -> S55Error:
    hint = f"Try it yourself: {PROGRAM} {shlex.quote(name)} recognised.pdf"
    problem = error("I210", f"{PROGRAM} could not recognise the text: {why}", hint)
    return S55Error([problem.in_file(name)])
