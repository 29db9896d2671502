"""The desk's first page against `s55 status`, on equal terms: both from nothing, and both warm.

At first whole processes are compared: one loads what makes the page and makes it, the other is the
command; in the second row all other pages of the desk are loaded as well. Then both are made in
turn in one process in which everything is loaded; neither knows a draft from before. At last the
page is made again, each time after one draft was changed. Of the latter two the processor's time
is printed.

Run from the top of the repository: python bench/board.py [DRAFTS] [RUNS]
"""

from __future__ import annotations

import contextlib
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from first_page import page_of_desk
from pairs import HEAD, ROOT, TODAY, Program, Row, compare, make, s55

sys.path.insert(0, str(ROOT))

DRAFTS = 400
RUNS = 5


def rows(folder: Path, drafts: int) -> Iterator[Row]:
    """Compare the page with the command, each as a whole process."""
    page = [str(ROOT / "bench/first_page.py"), TODAY]
    status = s55("status", folder=folder)
    for words, name, target in (
        ((), "first page of the desk", "1.2"),
        (("--all",), "all of the desk loaded, first page", ""),
    ):
        ours = Program([*page, *words], folder=folder)
        yield Row(f"{name}, {drafts} / status", ours, status, target)


def main(drafts: int, runs: int) -> None:
    """Print the row, and what both take where everything is loaded."""
    with tempfile.TemporaryDirectory() as place:
        folder = make("archive", Path(place), drafts)
        print(HEAD)
        for one in rows(folder, drafts):
            compare(one, runs)
        os.chdir(folder)
        try:
            _in_one_process(runs)
            _again(runs)
        finally:
            os.chdir(ROOT)


def _in_one_process(runs: int) -> None:
    page_of_desk(TODAY)()
    _listed()
    pairs = [(_spent(page_of_desk(TODAY)), _spent(_listed)) for _ in range(runs)]
    page, command = (statistics.median(one) for one in zip(*pairs, strict=True))
    ratios = [one / other for one, other in pairs]
    print(
        f"both in one process: {page:.2f} / {command:.2f} s, "
        f"**{statistics.median(ratios):.2f}** ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def _listed() -> None:
    """List the responses as `s55 status` does."""
    from s55.cli.status import status

    with contextlib.redirect_stdout(io.StringIO()):
        status(today=TODAY)


def _again(runs: int) -> None:
    made = page_of_desk(TODAY)
    made()
    draft = min(Path("responses").iterdir())
    seconds = []
    for number in range(runs):
        draft.write_text(f"{draft.read_text('utf-8')}# {number}\n", "utf-8")
        seconds.append(_spent(made))
    print(f"the page again, one draft changed: {statistics.median(seconds):.2f} s")


def _spent(what: Callable[[], None]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else DRAFTS,
        int(sys.argv[2]) if len(sys.argv) > 2 else RUNS,
    )
