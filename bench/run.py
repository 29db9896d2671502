"""One command at a time against the build of before, and against bare libraries, paired.

Run from the top of the repository: python bench/run.py [DRAFT] [RUNS] [--libreoffice]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from pairs import ROOT, Program, build_of_before, compare, compiled
from read_pdf import report

DRAFT = "peel-spotlight-2023"
RUNS = 7
PAGES = 300


def floor_layout(path: Path) -> None:
    """A bare Word layout for the floor: a heading and a loop over the parts."""
    document = Document()
    document.add_heading("{{ title }}", 1)
    for line in (
        "{%p for heading, texts in parts %}",
        "{{ heading }}",
        "{%p for text in texts %}",
        "{{ text }}",
        "{%p endfor %}",
        "{%p endfor %}",
    ):
        document.add_paragraph(line)
    document.save(str(path))


def rendered(draft: str, folder: Path, code: Path) -> Program:
    """Render the draft each time: the record that would leave it as it is is removed first."""
    out = folder / f"out-{code.name}"
    start = (
        "import shutil, sys; from s55.cli.main import run; "
        f"shutil.rmtree({str(out)!r}, ignore_errors=True); "
        f"sys.argv = ['s55', 'render', {draft!r}, '--out', {str(out)!r}]; run()"
    )
    return Program(["-c", start], code)


def against_before(draft: str, runs: int, folder: Path, before: Path) -> None:
    """Compare commands with the same commands of the build of before."""
    (folder / "report.pdf").write_bytes(report(PAGES))
    ours, theirs = rendered(draft, folder, ROOT), rendered(draft, folder, before)
    compare("render / before", ours, theirs, runs)
    read = (
        "from pathlib import Path; from s55.importers.readers import read_source; "
        f"read_source(Path({str(folder / 'report.pdf')!r}).read_bytes(), 'report.pdf')"
    )
    for name, arguments in (
        ("check", ["-m", "s55", "check", draft]),
        ("--help", ["-m", "s55", "--help"]),
        (f"read a PDF of {PAGES} pages", ["-c", read]),
    ):
        compare(f"{name} / before", Program(arguments), Program(arguments, before), runs)


def against_libraries(draft: str, runs: int, folder: Path, *, libreoffice: bool) -> None:
    """Compare commands with what their libraries take by themselves."""
    layout = folder / "layout.docx"
    floor_layout(layout)
    ours = rendered(draft, folder, ROOT)
    bare = ["bench/floor.py", f"responses/{draft}.yaml", str(layout), str(folder)]
    compare("render / floor", ours, Program(bare), runs)
    if libreoffice:
        compare("render / docxtpl and LibreOffice", ours, Program(_converted(bare, folder)), runs)
    typer = Program(["-c", "import typer"])
    compare("--help / import of typer", Program(["-m", "s55", "--help"]), typer, runs)
    libraries = Program(["-c", "import typer, pydantic, yaml, markdown_it"])
    check = Program(["-m", "s55", "check", draft])
    compare("check / import of its libraries", check, libraries, runs)


def _converted(bare: Sequence[str], folder: Path) -> list[str]:
    """The Word file of the floor alone, and its conversion by LibreOffice."""
    office = shutil.which("soffice") or "soffice"
    command = [
        office,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        folder / "floor.docx",
    ]
    return [
        "-c",
        "import subprocess, sys; "
        f"sys.argv = {[*bare]!r}; sys.path.insert(0, 'bench'); "
        "import floor; from pathlib import Path; "
        "floor.word_alone(*map(Path, sys.argv[1:])); "
        f"subprocess.run({[str(word) for word in command]!r}, check=True, capture_output=True)",
    ]


def main(draft: str, runs: int, *, libreoffice: bool) -> None:
    """Compare with the build of before, then with bare libraries."""
    compiled(ROOT)
    with tempfile.TemporaryDirectory() as folder, build_of_before() as before:
        against_before(draft, runs, Path(folder), before)
        against_libraries(draft, runs, Path(folder), libreoffice=libreoffice)


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(
        given[0] if given else DRAFT,
        int(given[1]) if given[1:] else RUNS,
        libreoffice="--libreoffice" in sys.argv,
    )
