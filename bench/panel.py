"""A panel paper of forty responses against the floor, paired: whole processes in turn, and memory.

The floor renders the same responses once each with bare docxtpl and WeasyPrint (see floor.py), all
in one process; `s55 panel` writes one paper that holds them in full, as Word, PDF and HTML.

Run from the top of the repository: python bench/panel.py [RESPONSES] [RUNS]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from run import floor_layout  # noqa: E402  # the two folders are no packages of s55

from tests.forty import TODAY, forty_drafts  # noqa: E402

RESPONSES = 40
RUNS = 5
MEETING = "2026-12-08"
FLOOR = """
import sys
from pathlib import Path
sys.path.insert(0, "bench")
from floor import main
for draft in sys.argv[3:]:
    main(Path(draft), Path(sys.argv[1]), Path(sys.argv[2]))
"""


class Spent(NamedTuple):
    """What a process took: seconds by the clock and of computing, megabytes at the most."""

    seconds: float
    computing: float
    megabytes: float


def spent(command: Sequence[str], folder: Path = ROOT) -> Spent:
    """Run a command as a whole process."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status:
            said.seek(0)
            raise SystemExit(said.read().decode())
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def published(count: int) -> Iterator[tuple[str, str]]:
    """So many generated drafts of responses that were published: only these are in papers."""
    drafts = forty_drafts(count=2 * count)
    done = [(name, text) for name, text in drafts.items() if "\n  website:" in text]
    yield from done[:count]


def workspace(folder: Path, count: int) -> list[Path]:
    """A workspace with so many published responses; returns their drafts."""
    shutil.copy(ROOT / "settings.yaml", folder)
    (folder / "responses").mkdir()
    drafts = []
    for name, text in published(count):
        drafts.append(folder / "responses" / f"{name}.yaml")
        drafts[-1].write_text(text, encoding="utf-8")
    return drafts


def main(count: int, runs: int) -> None:
    """Print the median of each, of their ratio pair by pair, and the most memory."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        drafts = workspace(folder, count)
        layout = folder / "layout.docx"
        floor_layout(layout)
        today = TODAY.isoformat()
        paper = [sys.executable, "-m", "s55", "panel", "--meeting", MEETING, "--today", today]
        floor = [sys.executable, "-c", FLOOR, str(layout), place, *map(str, drafts)]
        spent(paper, folder)
        spent(floor)
        pairs = [(spent(paper, folder), spent(floor)) for _ in range(runs)]
        written = sorted(path for path in (folder / "build").iterdir() if path.is_file())
    ratios = [ours.seconds / bare.seconds for ours, bare in pairs]
    computing = [ours.computing / bare.computing for ours, bare in pairs]
    print(
        f"paper of {len(drafts)} responses ({', '.join(path.suffix[1:] for path in written)}): "
        f"{statistics.median(ours.seconds for ours, _ in pairs):.2f} s against "
        f"{statistics.median(bare.seconds for _, bare in pairs):.2f} s; ratio "
        f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}), "
        f"of computing alone {statistics.median(computing):.2f} ({min(computing):.2f} to "
        f"{max(computing):.2f}); memory {max(ours.megabytes for ours, _ in pairs):.0f} MB against "
        f"{max(bare.megabytes for _, bare in pairs):.0f} MB"
    )


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else RESPONSES,
        int(sys.argv[2]) if len(sys.argv) > 2 else RUNS,
    )
