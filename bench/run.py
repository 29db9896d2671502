"""Print the table of what commands take: against the build of before, and against bare libraries.

All rows, and how the time grows, take about a quarter of an hour on a machine with nothing else to
do. A row says what the ratio is to be at most.

Run from the top of the repository: python bench/run.py [--runs N] [--only WORD] [--no-growth]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from board import rows as rows_of_board
from growth import SIZES, grow
from pairs import HEAD, MEETING, ROOT, Program, Row, build_of_before, compare, compiled, make, s55

DRAFT = "peel-spotlight-2023"
PREVIEWS = 10
"""How often a draft is saved for the row of the preview."""
READ = (
    "import s55.cli; from pathlib import Path; from s55.importers.readers import read_source; "
    "read_source(Path('report.pdf').read_bytes(), 'report.pdf')"
)
TOGETHER = (
    "import s55.cli; from pathlib import Path; from s55.importers.guarded import read_apart; "
    "read_apart(Path('report.pdf').read_bytes(), 'report.pdf', None, 2)"
)
"""As `s55 import` reads it on two processors: two processes share the pages, within limits."""
PLAIN_TEXT = """
import pypdfium2
document = pypdfium2.PdfDocument("report.pdf")
for page in document:
    text = page.get_textpage()
    text.get_text_range()
    text.close()
    page.close()
"""
LIBRARIES = "import typer, yaml, markdown_it"


def rendered(folder: Path, code: Path) -> Program:
    """Render the draft each time: the record that would leave it as it is is removed first."""
    out = folder / f"out-{code.name}"
    start = (
        "import shutil, sys; from s55.cli.main import run; "
        f"shutil.rmtree({str(out)!r}, ignore_errors=True); "
        f"sys.argv = ['s55', 'render', {DRAFT!r}, '--out', {str(out)!r}]; run()"
    )
    return Program(["-c", start], code)


def one_response(folder: Path, before: Path) -> Iterator[Row]:
    """Compare the commands about one response."""
    make("layout", folder, 0)
    ours = rendered(folder, ROOT)
    bare = ["bench/floor.py", f"responses/{DRAFT}.yaml", str(folder / "layout.docx"), str(folder)]
    yield Row("render NAME / before", ours, rendered(folder, before), "")
    yield Row("render NAME / floor", ours, Program(bare), "0.65")
    if shutil.which("soffice"):
        yield Row("render NAME / docxtpl, LibreOffice", ours, _converted(bare, folder), "0.6", 3)
    check, helped = ["-m", "s55", "check", DRAFT], ["-m", "s55", "--help"]
    yield Row("check NAME / before", Program(check), Program(check, before), "")
    plain = Program(["-c", f"{LIBRARIES}, pydantic"])
    yield Row("check NAME / import of its libraries", Program(check), plain, "1.5")
    # Pydantic loads nearly all of itself only when something of it is asked for.
    used = Program(["-c", f"{LIBRARIES}; from pydantic import BaseModel, TypeAdapter"])
    yield Row("check NAME / import of what it uses of them", Program(check), used, "")
    yield Row("--help / before", Program(helped), Program(helped, before), "")
    yield Row("--help / import of typer", Program(helped), Program(["-c", "import typer"]), "1.2")


def many_responses(folder: Path, before: Path) -> Iterator[Row]:
    """Compare the commands about archives."""
    forty, more = make("archive", folder / "40", 40), make("archive", folder / "48", 48)
    many, paper = make("archive", folder / "160", 160), make("published", folder / "paper", 40)
    render = ("render", "--out", "made")
    theirs = s55(*render, folder=forty, code=before)
    two, one = (s55(*render, "--force", "--jobs", jobs, folder=forty) for jobs in ("2", "1"))
    yield Row("render 40, two jobs / before", two, theirs, "0.45", 3, workers=True)
    yield Row("render 40, one job / before", one, theirs, "0.8", 3)
    for name, words, place in (
        ("render 40", render, forty),
        ("site 48", ("site",), more),
        ("register 160", ("register",), many),
    ):
        if name != "render 40":
            forced = s55(*words, "--force", folder=place)
            other, is_site = s55(*words, folder=place, code=before), name == "site 48"
            target = "0.3" if is_site else "0.5"
            yield Row(f"{name} / before", forced, other, target, 3, workers=is_site)
        # The first, uncounted run makes what the others find unchanged.
        checked = s55("check", folder=place)
        yield Row(f"{name}, nothing changed / check", s55(*words, folder=place), checked, "1.3")
    sheet = make("sheet", folder / "sheet", 300)
    # Shown and not recorded, so that each run has the same to do.
    update = ("update", "--from", "progress.xlsx", "--dry-run")
    ours, checked = s55(*update, folder=sheet), s55("check", folder=sheet)
    yield Row("update --from, 300 rows of one draft / check", ours, checked, "3")
    panel = ("panel", "--meeting", MEETING)
    ours, other = s55(*panel, folder=paper), s55(*panel, folder=paper, code=before)
    yield Row("panel paper of 40 / before", ours, other, "0.5; 300 MB", 3, workers=True)
    yield from rows_of_board(make("archive", folder / "400", 400), 400)


def reading(folder: Path, before: Path) -> Iterator[Row]:
    """Compare the reading of a report of 300 pages."""
    make("report", folder, 300)
    read = Program(["-c", TOGETHER], folder=folder)
    alone, theirs = (Program(["-c", READ], code, folder) for code in (ROOT, before))
    yield Row("read 300 pages / before", read, theirs, "")
    yield Row("read 300 pages, one process / before", alone, theirs, "")
    yield Row("read 300 pages / PDFium", read, Program(["-c", PLAIN_TEXT], folder=folder), "2")


def _converted(bare: Sequence[str], folder: Path) -> Program:
    """The Word file of the floor alone, and its conversion by LibreOffice."""
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    command = [shutil.which("soffice"), *convert, str(folder / "floor.docx")]
    start = (
        "import subprocess, sys; "
        f"sys.argv = {[*bare]!r}; sys.path.insert(0, 'bench'); "
        "import floor; from pathlib import Path; "
        "floor.word_alone(*map(Path, sys.argv[1:])); "
        f"subprocess.run({command!r}, check=True, capture_output=True)"
    )
    return Program(["-c", start])


@contextmanager
def _with_tools(before: Path) -> Iterator[None]:
    """Lend the build of before the tools of this one, which are not in the repository."""
    link = before / "tests/tools/node_modules"
    link.symlink_to((ROOT / "tests/tools/node_modules").resolve())
    try:
        yield
    finally:
        link.unlink()


def preview(before: Path) -> None:
    """Print the rows of the preview: from save to page, and from the last key at the desk."""
    with _with_tools(before):
        theirs = _milliseconds(before)
    for name, words in (("save", ()), ("last key at the desk", ("--typed",))):
        ours = _milliseconds(ROOT, *words)
        if ours is None or theirs is None:
            print(f"| preview, {name} to page | not measured | | | | | |")
            continue
        told = f"{ours / 1000:.2f} / {theirs / 1000:.2f} s | **{ours / theirs:.2f}**"
        print(f"| preview, {name} to page / before | {told} | | | | 0.5 |", flush=True)


def _milliseconds(code: Path, *words: str) -> int | None:
    """Measure the preview of one build; None where that cannot be done."""
    done = subprocess.run(
        [sys.executable, "bench/preview.py", str(PREVIEWS), *words],
        cwd=code,
        env={**os.environ, "PYTHONPATH": str(code)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"median (\d+) ms", done.stdout)
    return int(found[1]) if found else None


def main(runs: int, only: str, *, with_growth: bool) -> None:
    """Print the table, and then how the time grows."""
    compiled(ROOT)
    with tempfile.TemporaryDirectory() as place, build_of_before() as before:
        print(HEAD)
        for number, part in enumerate((one_response, reading, many_responses)):
            folder = Path(place) / str(number)
            folder.mkdir()
            for row in part(folder, before):
                if only in row.name:
                    compare(row, runs)
        if only in "preview":
            preview(before)
    if with_growth:
        print("\nGrowth (exponent 1.1 at most):", flush=True)
        grow([command for command in SIZES if only in command])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=7, help="Pairs of a row; fewer of long ones.")
    parser.add_argument("--only", default="", help="Rows and commands with this in their names.")
    parser.add_argument("--no-growth", action="store_true")
    options = parser.parse_args()
    main(options.runs, options.only, with_growth=not options.no_growth)
