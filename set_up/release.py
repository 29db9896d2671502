"""Makes what a release consists of, into the folder `dist`.

    python3 -m set_up.release

The source archive and the wheel (built twice, which has to give the same bytes), a bill of
materials (CycloneDX) and a table of licences of everything that the wheel brings with it, and the
hash of each file. `docs/maintainers/RELEASE.md` says when.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from set_up.environment import locked, venv_program
from set_up.steps import ROOT, SetUpError, run, say, step

DIST = ROOT / "dist"
HASHES = "SHA256SUMS"
LICENCES = "LICENCES.md"


def build(folder: Path) -> None:
    """Builds the source archive, and the wheel from it, with the libraries of `.venv` alone."""
    options = ["--no-isolation", "--outdir", str(folder), str(ROOT)]
    run([str(venv_program("python")), "-m", "build", *options])


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in a folder, by its name."""
    files = (path for path in sorted(folder.iterdir()) if path.name != HASHES)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def licence_of(component: dict[str, Any]) -> str:
    """The licence of one entry of a bill of materials, as the package declares it.

    An identifier of SPDX is preferred to the looser words of a classifier.
    """
    entries = component.get("licenses", ())
    exact = [one.get("expression") or one.get("license", {}).get("id") for one in entries]
    loose = [one.get("license", {}).get("name", "").rpartition(" :: ")[2] for one in entries]
    named = [name for name in exact if name] or [name for name in loose if name]
    return "; ".join(dict.fromkeys(named)) or "not declared"


def licence_table(bill: dict[str, Any]) -> str:
    """A table in Markdown of what a bill of materials lists: name, version, licence."""
    rows = [
        f"| {one['name']} | {one.get('version', '')} | {licence_of(one)} |"
        for one in sorted(bill["components"], key=lambda one: str(one["name"]).lower())
    ]
    head = "# Licences\n\nOf the libraries that s55 brings with it, as they declare them.\n"
    return "\n".join([head, "| Library | Version | Licence |", "|---|---|---|", *rows, ""])


def bill_of_materials(folder: Path, scratch: Path) -> None:
    """Writes the bill of materials of an environment that holds what users get, and no more."""
    office, tool = scratch / "office", scratch / "tool"
    run([sys.executable, "-m", "venv", "--without-pip", str(office)])
    run([sys.executable, "-m", "venv", str(tool)])
    pip = [str(venv_program("python", tool)), "-m", "pip", "--disable-pip-version-check"]
    for environment, purpose in ((tool, "release"), (office, "render")):
        python = ["--python", str(venv_program("python", environment))]
        run([*pip, *python, "install", "--require-hashes", "-r", str(locked(purpose))])
    (wheel,) = folder.glob("*.whl")
    bill = folder / f"{wheel.name.removesuffix('-py3-none-any.whl')}.cdx.json"
    asked = ["environment", "--output-reproducible", "--pyproject", str(ROOT / "pyproject.toml")]
    command = [str(venv_program("cyclonedx-py", tool)), *asked, "--output-file", str(bill)]
    run([*command, str(venv_program("python", office))])
    table = licence_table(json.loads(bill.read_text(encoding="utf-8")))
    (folder / LICENCES).write_text(table, encoding="utf-8")


def release() -> None:
    """Makes the files of a release.

    Raises:
        SetUpError: a step failed, the folder holds files already, or the two builds differ.
    """
    if DIST.exists() and any(DIST.iterdir()):
        raise SetUpError(f"{DIST} is not empty: move the files of the last release away first.")
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        with step("The source archive and the wheel"):
            build(DIST)
        with step("The same again"):
            build(scratch / "again")
        if hashes(DIST) != hashes(scratch / "again"):
            raise SetUpError("Two builds gave different files: the release cannot be checked.")
        with step("The bill of materials and the licences"):
            bill_of_materials(DIST, scratch)
    lines = [f"{digest}  {name}\n" for name, digest in hashes(DIST).items()]
    (DIST / HASHES).write_text("".join(lines), encoding="utf-8")
    say("".join(lines))


if __name__ == "__main__":
    try:
        release()
    except (SetUpError, subprocess.SubprocessError) as failure:
        sys.exit(str(failure))
