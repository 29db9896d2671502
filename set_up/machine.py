"""Looks at the machine that s55 is set up on; changes nothing."""

from __future__ import annotations

import ctypes.util
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from set_up.needs import Machine, Need, needs_for

if TYPE_CHECKING:
    from collections.abc import Sequence

LIBRARY_FOLDERS = ("usr/lib/*-linux-*", "usr/lib64", "usr/lib", "lib", "usr/local/lib")
ROOT_FOLDER = Path("/")
WINDOWS_FOLDERS = (Path("C:/msys64/ucrt64/bin"), Path("C:/msys64/mingw64/bin"))
OLDEST_JAVA = 17


def look_at_machine(purpose: str, words: Sequence[str] = ()) -> Machine:
    """Describes this machine as far as the purpose asks for it; starts as little as possible."""
    system = platform.system()
    needs = needs_for(purpose, words)
    found = frozenset(need for need in needs if is_there(need, system))
    return Machine(
        system=system,
        python=(sys.version_info[0], sys.version_info[1]),
        has_apt=system == "Linux" and bool(shutil.which("apt-get") and shutil.which("dpkg")),
        administrator=find_administrator() if len(found) < len(needs) else "",
        found=found,
        distribution=find_distribution(),
    )


def find_distribution() -> str:
    """The ID of the Linux distribution; '' where there is none."""
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def find_administrator() -> str:
    """Tells whether this person can install system packages, and how.

    Without a terminal nobody can type a password, so sudo must work without one.
    """
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return "root"
    if not shutil.which("sudo"):
        return ""
    if sys.stdin is not None and sys.stdin.isatty():
        return "sudo"
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return "sudo" if asked.returncode == 0 else ""


def is_there(need: Need, system: str) -> bool:
    """Whether the machine meets a need already."""
    if need.module:
        return is_importable(need.module)
    if need.library:
        return has_library(need.library, system)
    if need.files:
        return any(ROOT_FOLDER.glob(need.files))
    if need.program == "java":
        return has_java()
    return shutil.which(need.program) is not None


def is_importable(module: str) -> bool:
    """Whether this Python has a module."""
    return importlib.util.find_spec(module) is not None


def has_library(name: str, system: str) -> bool:
    """Whether a system library is installed.

    Looking at the usual folders is quick; Python's own search starts a compiler, so it
    comes last.
    """
    stem = name.partition(".so")[0]
    if system == "Windows" and any(list(folder.glob(f"{stem}*.dll")) for folder in WINDOWS_FOLDERS):
        return True
    if any(any(ROOT_FOLDER.glob(f"{folder}/{name}")) for folder in LIBRARY_FOLDERS):
        return True
    return ctypes.util.find_library(stem.removeprefix("lib")) is not None


def has_java() -> bool:
    """Whether a Java that is new enough starts."""
    if not shutil.which("java"):
        return False
    asked = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    return java_version(asked.stderr + asked.stdout) >= OLDEST_JAVA


def java_version(printed: str) -> int:
    """The main version in what `java -version` printed, 0 when it holds none."""
    quoted = printed.split('"')
    if len(quoted) < 2:  # a text between two quotes makes at least two parts
        return 0
    numbers = quoted[1].split(".")
    number = numbers[1] if numbers[0] == "1" and len(numbers) > 1 else numbers[0]
    return int(number) if number.isdigit() else 0
