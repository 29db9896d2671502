"""Keep the list of the files that a command wrote into a folder, by which it knows its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from s55.errors import ExitCode, S55Error
from s55.json_texts import read_json
from s55.problems import error
from s55.workspace import shown

T = TypeVar("T")


def list_of_files(command: str, files: object) -> bytes:
    """Write the list.

    Args:
        command: the command, for people who look into the file: 's55 site'.
        files: the files, as JSON can hold them.
    """
    data = {"written by": command, "files": files}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_list_of_files(path: Path, taken: Callable[[Any], T]) -> T | None:
    """Read a list; None where there is none yet.

    Args:
        path: the list.
        taken: makes of the files what the command works with; raises a ValueError, a KeyError or a
            TypeError where they are not as it wrote them.

    Raises:
        S55Error: O405 when it cannot be read.
    """
    if not path.is_file():
        return None
    try:
        return taken(read_json(path.read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        problem = error(
            "O405",
            "the list of the files that s55 wrote here cannot be read",
            "Name an empty folder with --out, or empty this one.",
        )
        raise S55Error([problem.in_file(shown(path))], ExitCode.OUTPUT) from None
