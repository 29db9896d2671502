"""Write the file that opens the desk by a double click: for Windows, macOS or a Linux desktop."""

from __future__ import annotations

import shlex
from pathlib import Path

from s55.disk.writing import make_executable, write_new
from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.sources.files import contents_of, resolved
from s55.workspace import Workspace, shown


def starter_of(system: str, python: str, folder: Path) -> tuple[str, str]:
    """Give the name of the starter and its text.

    A window stays open beside the browser: to close it ends the desk.

    Args:
        system: the operating system, as ``sys.platform`` names it.
        python: the Python in which s55 is installed.
        folder: the workspace.
    """
    if system == "win32":
        # A per cent sign begins a variable in a batch file; 'chcp' is for paths beyond ASCII.
        program = python.replace("%", "%%")
        lines = (
            "@echo off",
            "chcp 65001 >nul",
            "title Section 55 responses",
            'cd /d "%~dp0"',
            f'"{program}" -m s55 desk',
            "if errorlevel 1 pause",
        )
        return "Section 55 responses.bat", "".join(f"{line}\r\n" for line in lines)
    if system == "darwin":
        started = f"exec {shlex.quote(python)} -m s55 desk"
        script = f'#!/bin/sh\ncd "$(dirname "$0")" || exit 1\n{started}\n'
        return "Section 55 responses.command", script
    entry = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Section 55 responses",
        f"Exec={_argument(python)} -m s55 desk",
        f"Path={_value(str(folder))}",
        "Terminal=true",
    )
    return "section-55-responses.desktop", "".join(f"{line}\n" for line in entry)


def _argument(text: str) -> str:
    """Quote an argument of ``Exec`` (Desktop Entry Specification 1.5, "The Exec key")."""
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in text)
    return _value(f'"{quoted}"'.replace("%", "%%"))


def _value(text: str) -> str:
    """Write a value of a desktop entry, in which a backslash begins an escape."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def write_starter(workspace: Workspace, system: str, python: str) -> Path:
    """Write the starter into the workspace, if it is not there yet; give its place.

    Args:
        workspace: the workspace.
        system: the operating system, as ``sys.platform`` names it.
        python: the Python in which s55 is installed.

    Raises:
        S55Error: U131 when there is another file of this name, and what
            :func:`s55.disk.writing.write_new` raises.
    """
    name, text = starter_of(system, python, resolved(workspace.root))
    path = workspace.root / name
    data = text.encode()
    if not write_new(path, data) and contents_of(path) != data:
        problem = error(
            "U131",
            "there is another starter already, perhaps of another computer",
            "Rename or delete it, and run the command again.",
        )
        raise S55Error([problem.in_file(shown(path))], ExitCode.USAGE)
    make_executable(path)
    return path
