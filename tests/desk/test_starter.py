"""The file that opens the desk by a double click."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from s55.desk.office.starter import starter_of, write_starter
from s55.errors import S55Error
from s55.workspace import Workspace


def test_each_system_has_its_own() -> None:
    name, text = starter_of("win32", r"C:\100% ours\python.exe", Path("C:/office"))
    assert name.endswith(".bat")
    assert '\r\ncd /d "%~dp0"\r\n"C:\\100%% ours\\python.exe" -m s55 desk\r\n' in text
    name, text = starter_of("darwin", "/Applications/it's/python", Path("/office"))
    assert name.endswith(".command")
    (line,) = [one for one in text.splitlines() if one.startswith("exec ")]
    assert shlex.split(line) == ["exec", "/Applications/it's/python", "-m", "s55", "desk"]
    name, text = starter_of("linux", '/opt/a "b" $c%/python', Path("/home/an office"))
    assert name.endswith(".desktop")
    assert 'Exec="/opt/a \\\\"b\\\\" \\\\$c%%/python" -m s55 desk\n' in text
    assert "Path=/home/an office\nTerminal=true\n" in text


def test_it_is_written_once_and_replaces_nothing(workspace: Path) -> None:
    office = Workspace(workspace)
    path = write_starter(office, "linux", "/usr/bin/python3")
    assert os.access(path, os.X_OK)
    assert write_starter(office, "linux", "/usr/bin/python3") == path
    with pytest.raises(S55Error) as caught:
        write_starter(office, "linux", "/opt/python3")
    assert [one.code for one in caught.value.problems] == ["U131"]


def test_a_double_click_starts_s55(workspace: Path, tmp_path: Path) -> None:
    """In the folder of the workspace, whatever folder it is started from."""
    python = tmp_path / "an 'odd' python"
    python.write_text('#!/bin/sh\npwd\necho "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    path = write_starter(Workspace(workspace), "darwin", str(python))
    done = subprocess.run([str(path)], cwd="/", capture_output=True, text=True, check=True)
    assert done.stdout == f"{workspace}\n-m s55 desk\n"
