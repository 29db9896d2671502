"""The folder .venv: s55's own Python libraries, and what the tests need beside them."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from set_up.steps import ROOT, run, step

if TYPE_CHECKING:
    from pathlib import Path

VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
TOOLS = ROOT / "tests" / "tools"
NODE_MODULES = TOOLS / "node_modules"


def venv_program(name: str, venv: Path | None = None) -> Path:
    """The path of a program inside a virtual environment: `.venv`, unless another is named."""
    if platform.system() == "Windows":
        return (venv or VENV) / "Scripts" / f"{name}.exe"
    return (venv or VENV) / "bin" / name


def locked(purpose: str) -> Path:
    """The list of libraries in the versions that the tests passed with, with their hashes."""
    return ROOT / "requirements" / f"{purpose}.txt"


def installed_names() -> list[str]:
    """Lists the environment's library folder, to tell whether it is complete.

    Leaves out the records whose names change with each version.
    """
    folders = [*VENV.glob("lib/python3*/site-packages"), *VENV.glob("Lib/site-packages")]
    names = (path.name for folder in folders for path in folder.iterdir())
    return sorted(name for name in names if not name.endswith(".dist-info"))


def fingerprint(purpose: str) -> str:
    """Changes whenever the set-up has to be done again."""
    files = [ROOT / "pyproject.toml", locked(purpose), locked("set-up")]
    files += sorted((ROOT / "set_up").glob("*.py"))
    if purpose == "test":
        files += [TOOLS / "package.json", TOOLS / "package-lock.json", TOOLS / "browser.mjs"]
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    """The fingerprint left by each finished set-up, and the names that it installed."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in stamp.items()} if isinstance(stamp, dict) else {}


def write_stamp(purpose: str) -> None:
    """Notes that the set-up is complete, so that the next run skips it."""
    stamp = read_stamp()
    stamp[purpose] = fingerprint(purpose)
    if purpose == "test":
        stamp["render"] = fingerprint("render")
    stamp["folder"] = str(ROOT)
    stamp["names"] = " ".join(installed_names())
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def is_whole() -> bool:
    """Whether everything that a finished set-up installed is still there.

    An environment knows its own folder, so it cannot be moved with the folder around it.
    """
    stamp = read_stamp()
    programs = all(venv_program(name).exists() for name in ("python", "s55"))
    names = set(stamp.get("names", "").split())
    return programs and stamp.get("folder") == str(ROOT) and names <= set(installed_names())


def is_set_up(purpose: str) -> bool:
    """Whether an earlier run has done all of the set-up and nothing has changed since."""
    if read_stamp().get(purpose) != fingerprint(purpose) or not is_whole():
        return False
    return purpose != "test" or (NODE_MODULES / ".package-lock.json").exists()


def is_usable() -> bool:
    """Whether the environment's own Python starts, is new enough and has pip."""
    question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        asked = subprocess.run(
            [venv_program("python"), "-c", question], capture_output=True, check=False
        )
    except OSError:
        return False
    return asked.returncode == 0


def make_environment() -> None:
    """Makes .venv, also when the one that exists is broken or unfinished."""
    damaged = bool(read_stamp()) and not is_whole()
    if damaged or not is_usable():
        with step("The folder .venv for Python libraries"):
            run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_libraries(purpose: str) -> None:
    """Installs the libraries, each compared with its hash, and s55 from this folder."""
    pip = [str(venv_program("python")), "-m", "pip", "install", "--disable-pip-version-check"]
    with step("The Python libraries"):
        lists = [word for name in (purpose, "set-up") for word in ("-r", str(locked(name)))]
        run([*pip, "--require-hashes", *lists])
        # What builds s55 is among them: nothing more is fetched.
        run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def install_validators() -> None:
    """Installs the validators that are written in JavaScript, and unpacks their browser."""
    search_path = os.pathsep.join([str(venv_program("python").parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": search_path}
    # Not 'npm ci', which asks for packages of other systems too; some were never published.
    npm = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
    with step("The validators for Word files and web pages"):
        run([shutil.which("npm", path=search_path) or "npm", *npm[1:]], TOOLS, environment)
        run([str(venv_program("node")), "browser.mjs"], TOOLS, environment)


def set_up(purpose: str) -> None:
    """Makes the virtual environment with everything in it that the purpose needs."""
    make_environment()
    install_libraries(purpose)
    if purpose == "test":
        install_validators()
    write_stamp(purpose)
