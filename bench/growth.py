"""How the time of commands grows with the size of what they work on.

Prints the seconds of computing of each command as a whole process, its memory, and the exponent of
the growth from the last size but one to the last: 1 is linear. Drafts: `gather` is given the
registers of two offices with so many each; `again` is `render` with nothing changed. Items: one
draft with so many recommendations. Pages: a report as PDF. A paper for the panel of more than 160
drafts has more pages than a PDF may: it is made without one.

Run from the top of the repository: python bench/growth.py [--only COMMAND,...] [SIZE ...]
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pairs import MEETING, Program, Spent, make, s55

DRAFTS = "check status register calendar gather render again site panel".split()
SIZES = {
    **dict.fromkeys(DRAFTS, (10, 40, 160)),
    "items": (1, 50, 200),
    "items-check": (1, 50, 200),
    "import": (10, 100, 400),
}
"""The sizes at which each is measured, if no others are asked for."""


def program_of(command: str, folder: Path) -> Program:
    """Give what is measured, which is to run in one process: that one is measured."""
    words: dict[str, list[str]] = {
        "calendar": ["calendar", "--items"],
        "render": ["render", "--force", "--jobs", "1"],
        "again": ["render", "--jobs", "1"],
        "site": ["site", "--force", "--jobs", "1"],
        "register": ["register", "--force"],
        "panel": ["panel", "--meeting", MEETING, "--since", "2010-01-01", "--jobs", "1"],
        "items": ["render", "--force", "--jobs", "1"],
        "items-check": ["check"],
    }
    if command == "import":
        words_of_import = ["import", "report.pdf", "--dry-run", "--as", "report"]
        return Program(["-m", "s55", *words_of_import], folder=folder)
    if command == "gather":
        return Program(["-m", "s55", "gather", "offices"], folder=folder)
    return s55(*words.get(command, [command]), folder=folder)


def exponent(counts: Sequence[int], figures: Sequence[Spent]) -> float:
    """Work out how the computing grows, from the last two sizes."""
    (small, large), (before, after) = counts[-2:], figures[-2:]
    return math.log(after.processor / before.processor) / math.log(large / small)


def grow(commands: Sequence[str], asked: Sequence[int] = ()) -> None:
    """Measure each command once at each size."""
    with tempfile.TemporaryDirectory() as place:
        for command in commands:
            counts = asked or SIZES[command]
            figures = [_measured(command, _folder(Path(place), command, count)) for count in counts]
            sizes = "; ".join(
                f"{count}: {one.processor:.1f} s, {one.megabytes:.0f} MB"
                for count, one in zip(counts, figures, strict=True)
            )
            growth = f"exponent {exponent(counts, figures):.2f}" if len(counts) > 1 else ""
            print(f"{command}: {sizes}; {growth}", flush=True)


def _measured(command: str, folder: Path) -> Spent:
    """Run a command once; what finds nothing changed has had its first run before."""
    program = program_of(command, folder)
    if command == "again":
        program.run()
    return program.run()


def _folder(place: Path, command: str, count: int) -> Path:
    """Give the folder of a command and a size, which commands about the same things share."""
    kind = "items" if "items" in command else "archive"
    folder = place / f"{kind}-{count}" if command != "import" else place / f"report-{count}"
    if folder.exists():
        return folder
    if command == "import":
        return make("report", make("items", folder, 1), count)
    return make(kind, folder, count)


if __name__ == "__main__":
    given = sys.argv[1:]
    chosen = given.pop(1).split(",") if given[:1] == ["--only"] else list(SIZES)
    grow(chosen, [int(word) for word in given if word.isdigit()])
