"""Read files, up to a limit: texts that people write, and what came from elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from s55.errors import ExitCode, S55Error, reason_of
from s55.problems import error
from s55.richtext.characters import is_forbidden

BYTE_ORDER_MARK = "\ufeff"
MAX_BYTES = 5_000_000
"""Larger files are refused before they are read: the longest real response has some 60 kB."""

_MOST_BYTES_OF_OTHERS = 100_000_000


def opened_file(path: Path) -> BinaryIO:
    """Open a file to read its bytes.

    Raises:
        OSError: it cannot be read, or it is a pipe or a device: reading from these may wait for
            ever, or never end.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "Is a pipe or a device, not a file", str(path))
    return path.open("rb")


def contents_of(path: Path) -> bytes:
    """Read the bytes of a file.

    Raises:
        OSError: as :func:`opened_file` does.
    """
    with opened_file(path) as stream:
        return stream.read()


def resolved(path: Path) -> Path:
    """Follow the links of a path as far as they lead; a link that leads to itself stays.

    ``Path.resolve`` raises on such a link before Python 3.13.
    """
    return Path(os.path.realpath(path))


def is_printable_name(name: str) -> bool:
    """Whether the name of a file can be shown and typed."""
    return not any(is_forbidden(character) or character in "\n\t" for character in name)


def read_text(
    path: Path,
    shown: str,
    exit_code: ExitCode = ExitCode.PROBLEMS,
    *,
    keep_mark: bool = False,
) -> str:
    """Read a UTF-8 file, line ends as they are.

    Args:
        path: the file.
        shown: the file as the user named it, for messages.
        exit_code: the exit status if it cannot be read.
        keep_mark: whether to keep a byte order mark, for a text that will be written again.

    Raises:
        S55Error: D001 it cannot be read, or its name cannot be shown; D002 it is too large; D003
            it is not UTF-8.
    """
    if not is_printable_name(path.name):
        message = "the name of the file has a character that cannot be printed"
        problem = error("D001", message, "Rename the file: type its whole name again.")
        raise S55Error([problem.in_file(shown)], exit_code)
    try:
        size = path.stat().st_size
        data = contents_of(path) if size <= MAX_BYTES else b""
    except OSError as failure:
        hint = "Check the name; 's55 status' lists the drafts."
        problem = error("D001", f"the file cannot be read: {reason_of(failure)}", hint)
        raise S55Error([problem.in_file(shown)], exit_code) from None
    if size > MAX_BYTES:
        problem = error(
            "D002",
            f"the file has {size / 1e6:.1f} MB, more than the {MAX_BYTES / 1e6:.0f} MB allowed",
            "Keep one response in one file, without pictures.",
        )
        raise S55Error([problem.in_file(shown)], exit_code)
    try:
        return data.decode("utf-8" if keep_mark else "utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        problem = error(
            "D003",
            "the file is not UTF-8 text",
            "Save it again with the encoding UTF-8: most editors offer it under 'Save as'.",
            line=line,
        )
        raise S55Error([problem.in_file(shown)], exit_code) from None


def read_bytes(path: Path, shown: str) -> bytes:
    """Read the bytes of a file that came from elsewhere.

    Raises:
        S55Error: I206 it cannot be read, or is larger than 100 MB.
    """
    try:
        if path.stat().st_size > _MOST_BYTES_OF_OTHERS:
            problem = error("I206", "the file is larger than 100 MB", "Import a smaller copy.")
            raise S55Error([problem.in_file(shown)])
        return contents_of(path)
    except OSError as failure:
        problem = error(
            "I206",
            f"s55 could not read the file: {reason_of(failure)}",
            "Check its name and folder.",
        )
        raise S55Error([problem.in_file(shown)]) from None
