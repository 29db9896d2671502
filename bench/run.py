"""`s55 render` against the floor, paired: whole processes in turn, A B A B, and their ratios.

Run from the top of the repository: python bench/run.py [DRAFT] [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from docx import Document

ROOT = Path(__file__).resolve().parent.parent
DRAFT = "peel-spotlight-2023"
RUNS = 7


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


def seconds(command: Sequence[str]) -> float:
    """How long a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(name: str, ours: Sequence[str], other: Sequence[str], runs: int) -> None:
    """Run two commands in turn and print the median of each and of their ratio, pair by pair."""
    seconds(ours)
    seconds(other)
    pairs = [(seconds(ours), seconds(other)) for _ in range(runs)]
    ratios = [a / b for a, b in pairs]
    print(
        f"{name}: {statistics.median(a for a, _ in pairs):.3f} s against "
        f"{statistics.median(b for _, b in pairs):.3f} s; ratio {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f})"
    )


def main(draft: str, runs: int) -> None:
    """Compare one response in three formats, then the small commands with bare Python."""
    python = sys.executable
    s55 = [python, "-m", "s55"]
    with tempfile.TemporaryDirectory() as folder:
        layout = Path(folder) / "layout.docx"
        floor_layout(layout)
        floor = [python, "bench/floor.py", f"responses/{draft}.yaml", str(layout), folder]
        compare("render / floor", [*s55, "render", draft, "--out", folder], floor, runs)
    nothing = [python, "-c", "import typer"]
    compare("--help / import of typer", [*s55, "--help"], nothing, runs)
    models = [python, "-c", "import typer, pydantic, yaml, markdown_it"]
    compare("check / import of its libraries", [*s55, "check", draft], models, runs)


if __name__ == "__main__":
    main(
        sys.argv[1] if len(sys.argv) > 1 else DRAFT,
        int(sys.argv[2]) if len(sys.argv) > 2 else RUNS,
    )
