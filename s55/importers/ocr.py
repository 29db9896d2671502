"""Recognise the text of scanned PDF files with ocrmypdf, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from s55.disk.writing import working_folder, write_working_file
from s55.errors import ExitCode, S55Error
from s55.problems import error

PROGRAM = "ocrmypdf"
TIME_LIMIT = 3600
"""Seconds after which s55 gives up: about ten seconds for each page of a long report."""


def is_installed() -> bool:
    """Whether the program is installed."""
    return shutil.which(PROGRAM) is not None


def recognised(data: bytes, name: str, pages: Sequence[int] = ()) -> bytes:
    """Recognise the words in the pictures of a PDF; its text stays as it is.

    Args:
        data: the file.
        name: the file as the user named it, for messages.
        pages: the pages to recognise, counted from 1; all, if none is given.

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
        try:
            done = subprocess.run(
                [*command, str(before), str(after)],
                capture_output=True,
                check=False,
                timeout=TIME_LIMIT,
            )
        except (OSError, subprocess.TimeoutExpired) as failure:
            raise _failed(name, type(failure).__name__) from None
        if done.returncode or not after.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise _failed(name, said[-1] if said else f"exit status {done.returncode}")
        return after.read_bytes()


def _failed(name: str, why: str) -> S55Error:
    hint = f"Try it yourself: {PROGRAM} {name} recognised.pdf"
    problem = error("I210", f"{PROGRAM} could not recognise the text: {why}", hint)
    return S55Error([problem.in_file(name)])
