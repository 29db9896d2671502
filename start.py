#!/usr/bin/env python3
"""Installs what s55 needs on this machine, then runs the command.

    python3 start.py render        render every draft in responses/ into build/
    python3 start.py test          run all checks and tests
    python3 start.py status        ... and so for every other s55 command

It needs only Python. It installs everything into the folder .venv beside this
file, except for system packages, which it installs on Debian and Ubuntu if it
has the rights. The second time, it starts at once.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from typing import TYPE_CHECKING

# On an older Python the imports below fail, with a message that helps nobody.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"s55 needs Python 3.11 or later. This one is Python {platform.python_version()}.")

from set_up.environment import is_set_up, is_usable, set_up, venv_program
from set_up.libreoffice import add_newer_libreoffice
from set_up.machine import is_there, look_at_machine
from set_up.needs import (
    PYTHON_NEEDS,
    Machine,
    Need,
    apt_command,
    apt_packages,
    explain,
    missing_on,
    without_pdf,
)
from set_up.steps import LOG, ROOT, SetUpError, run, say, step

if TYPE_CHECKING:
    from collections.abc import Sequence


LATER = "For reports that are scanned, 'import FILE --ocr' installs ocrmypdf when it is first used."


def with_workers(pytest_options: Sequence[str]) -> list[str]:
    """Spreads the tests over all cores, unless the options say otherwise."""
    if any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in pytest_options):
        return list(pytest_options)
    # In the order of tests/conftest.py: the modules that take longest come first.
    spread = ["-n", "auto", "--dist", "loadscope", "--no-loadscope-reorder"]
    return [*spread, *pytest_options]


def install_packages(machine: Machine, missing: Sequence[Need]) -> None:
    """Installs Debian packages, refreshing the list of packages only when that fails."""
    packages = apt_packages(machine, missing)
    options = ["-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    install = apt_command(machine, "apt-get", "install", *options, *packages)
    with step(f"System packages: {', '.join(packages)}"):
        try:
            run(install)
        except SetUpError:
            run(apt_command(machine, "dpkg", "--configure", "-a"))  # after an interrupted install
            run(apt_command(machine, "apt-get", "update"))
            run(install)


def add_what_is_missing(machine: Machine, missing: list[Need]) -> list[Need]:
    """Installs the missing system packages, and returns what is missing after that."""
    if not missing or not (machine.has_apt and machine.administrator):
        return missing
    say("Installing what this machine lacks (once; it may take some minutes):")
    try:
        install_packages(machine, missing)
    except SetUpError as error:
        say(str(error))
    return [need for need in missing if not is_there(need, machine.system)]


def prepare(purpose: str, words: Sequence[str] = ()) -> list[Need]:
    """Sets up what is missing for a purpose, and returns what cannot be installed here."""
    ready = is_set_up(purpose)
    machine = look_at_machine(purpose, words)
    missing = missing_on(machine, purpose, words)
    if ready:
        # The finished environment no longer needs what made it.
        missing = [need for need in missing if need not in PYTHON_NEEDS]
        if not missing:
            return []
    LOG.unlink(missing_ok=True)
    missing = add_what_is_missing(machine, missing)
    if missing and (ready or is_usable() or not set(missing) & set(PYTHON_NEEDS)):
        say(explain(machine, missing))
    elif missing:
        raise SetUpError(explain(machine, missing))
    if not ready:
        say("Setting up s55 (once; it may take some minutes):")
        set_up(purpose)
        say(f"Ready.\n{LATER}\n")
    return missing


def run_s55(words: Sequence[str]) -> int:
    """Sets up what is missing and hands over to s55."""
    possible = without_pdf(words, prepare("render", words))
    if possible != list(words):
        say("So this makes only DOCX and HTML.\n")
    command = [str(venv_program("s55")), *possible]
    if platform.system() != "Windows":
        os.execv(command[0], command)  # noqa: S606  # s55 takes this process's place
    return subprocess.run(command, check=False).returncode


def run_tests(pytest_options: Sequence[str]) -> int:
    """Sets up what the tests need, runs every check, and closes with pytest's own summary."""
    prepare("test")
    add_newer_libreoffice()
    python = str(venv_program("python"))
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
    }
    failed = []
    for name, command in checks.items():
        say(f"== {name}")
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    say("== pytest" + (f" (not passed so far: {', '.join(failed)})" if failed else ""))
    pytest = [python, "-m", "pytest", *with_workers(pytest_options)]
    outcome = subprocess.run(pytest, cwd=ROOT, check=False).returncode
    return outcome or int(bool(failed))


def main(words: Sequence[str]) -> int:
    """Runs the command and returns its exit status."""
    if not words or words[0] in {"-h", "--help"}:
        say(__doc__ or "")
        return 0
    try:
        return run_tests(words[1:]) if words[0] == "test" else run_s55(words)
    except SetUpError as error:
        say(str(error))
    except KeyboardInterrupt:
        say("\nStopped. Type the same command again to go on.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
