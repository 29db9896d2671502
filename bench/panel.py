"""A panel paper of forty responses against the floor, paired: whole processes in turn, and memory.

The floor renders the same responses once each with bare docxtpl and WeasyPrint (see floor.py), all
in one process; `s55 panel` writes one paper that holds them in full, as Word, PDF and HTML.

Run from the top of the repository: python bench/panel.py [RESPONSES] [RUNS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pairs import HEAD, MEETING, Program, Row, compare, make, s55

RESPONSES = 40
RUNS = 5
FLOOR = """
import sys
from pathlib import Path
sys.path.insert(0, "bench")
from floor import main
for draft in sys.argv[3:]:
    main(Path(draft), Path(sys.argv[1]), Path(sys.argv[2]))
"""


def main(count: int, runs: int) -> None:
    """Print the row of the paper against the floor."""
    with tempfile.TemporaryDirectory() as place:
        folder = make("layout", make("published", Path(place), count), 0)
        drafts = sorted((folder / "responses").iterdir())
        paper = s55("panel", "--meeting", MEETING, folder=folder)
        floor = Program(["-c", FLOOR, str(folder / "layout.docx"), place, *map(str, drafts)])
        print(HEAD)
        compare(Row(f"paper of {count} / floor", paper, floor, workers=True), runs)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else RESPONSES,
        int(sys.argv[2]) if len(sys.argv) > 2 else RUNS,
    )
