"""The newer LibreOffice beside the machine's own, for the tests of files that come back.

People return files from both: 7.4, which Debian 12 brings, and 25.2, which Debian 13 brings and
Debian 12 offers among its backports. Two versions cannot be installed side by side, so the newer
one is unpacked into a folder and told to look for its own files there. Debian's own package
programs do the work, from the servers that the machine uses anyway; no rights are needed.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from set_up.environment import VENV
from set_up.steps import SetUpError, run, say, step

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWER = 25
"""The major version from which LibreOffice writes controls as 25.2 does."""
RELEASE = "bookworm"
"""The Debian whose own LibreOffice is older, and whose backports hold the newer one."""
PACKAGES = ("libreoffice-writer", "libreoffice-calc", "python3-uno")
FOLDER = VENV.resolve() / "libreoffice"
_INSIDE = Path("usr/lib/libreoffice")
MACHINES_OWN = Path("/") / _INSIDE
UNPACKED = FOLDER / _INSIDE
UNO = FOLDER / "usr/lib/python3/dist-packages"
"""The bridge from Python to the unpacked LibreOffice."""


def major_version(office: Path) -> int:
    """The major version of an installed or unpacked LibreOffice, 0 where there is none."""
    try:
        told = (office / "program/bootstraprc").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = re.search(r"ProductKey=\D*(\d+)", told)
    return int(found[1]) if found else 0


def release() -> str:
    """The name of this Linux's release, such as 'bookworm'; '' where it has none."""
    try:
        told = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(r"^VERSION_CODENAME=\"?(\w+)", told, re.MULTILINE)
    return found[1] if found else ""


def add_newer_libreoffice() -> None:
    """Unpacks the newer LibreOffice once, where the machine's own is older and it is offered.

    Where that does not succeed, the tests that need it say so.
    """
    older = 0 < major_version(MACHINES_OWN) < NEWER
    if not older or release() != RELEASE or major_version(UNPACKED) >= NEWER:
        return
    parts = FOLDER.with_suffix(".parts")
    shutil.rmtree(parts, ignore_errors=True)
    try:
        with step("LibreOffice 25.2 beside the machine's own, for the tests"):
            archives = _download(parts)
            _unpack(archives, parts / "root")
    except (SetUpError, OSError) as error:
        say(f"{error}\nUntil then the tests that need LibreOffice 25.2 fail.")
    shutil.rmtree(parts, ignore_errors=True)


def _download(parts: Path) -> list[Path]:
    """Downloads the packages, and what they need beyond what the machine has."""
    for name in ("lists/partial", "archives/partial", "sources"):
        (parts / name).mkdir(parents=True)
    for number, text in enumerate(sources(Path("/etc/apt"))):
        kind = "sources" if "URIs:" in text else "list"
        (parts / "sources" / f"{number}.{kind}").write_text(text, encoding="utf-8")
    settings = {
        "Dir::Etc::sourcelist": "/dev/null",
        "Dir::Etc::sourceparts": parts / "sources",
        "Dir::State::lists": parts / "lists",
        "Dir::Cache": parts,
        "Dir::Cache::archives": parts / "archives",
        "Debug::NoLocking": 1,
        "APT::Sandbox::User": "root",
    }
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    run(["apt-get", *options, "update"])
    wanted = ["-t", f"{RELEASE}-backports", "--no-install-recommends", "--download-only", "-y"]
    run(["apt-get", *options, "install", *wanted, *PACKAGES])
    return sorted((parts / "archives").glob("*.deb"))


def sources(folder: Path) -> Iterator[str]:
    """The machine's own sources of this release, and the same servers' backports."""
    for file in sorted(folder.glob("sources.list.d/*.sources")):
        for stanza in re.split(r"\n\s*\n", file.read_text(encoding="utf-8")):
            suites = re.search(r"^Suites:(.*)$", stanza, re.MULTILINE)
            if suites and RELEASE in suites[1].split():
                yield stanza + "\n"
                yield stanza.replace(suites[0], f"Suites: {RELEASE}-backports") + "\n"
    for file in [folder / "sources.list", *sorted(folder.glob("sources.list.d/*.list"))]:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        for line in text.splitlines():
            if line.startswith("deb ") and f" {RELEASE} " in line:
                yield f"{line}\n{line.replace(f' {RELEASE} ', f' {RELEASE}-backports ')}\n"


def _unpack(archives: list[Path], root: Path) -> None:
    """Unpacks the packages, and lets LibreOffice find its own files where they are."""
    for archive in archives:
        run(["dpkg", "-x", str(archive), str(root)])
    office = root / _INSIDE
    for library in root.glob("usr/lib/*-linux-*/lib*"):
        if not (office / "program" / library.name).exists():
            library.rename(office / "program" / library.name)
    main = office / "share/registry/main.xcd"
    main.unlink()
    main.symlink_to("../.registry/main.xcd")
    _reword(office / "program/fundamentalrc", f"file:///{_INSIDE}", "${ORIGIN}/..")
    _reword(root / UNO.relative_to(FOLDER) / "uno.py", f"/{_INSIDE}", UNPACKED.as_posix())
    shutil.rmtree(FOLDER, ignore_errors=True)
    root.rename(FOLDER)


def _reword(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    if before not in text:
        raise SetUpError(f"{file.name} of LibreOffice does not name its folder as it used to.")
    file.write_text(text.replace(before, after), encoding="utf-8")
