"""Load the desk and make its first page of the workspace in this folder, for `board.py`.

With --all, every other page of the desk is loaded before, as `s55 desk` does when it starts.

Run in a workspace: python bench/first_page.py TODAY [--all]
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path


def page_of_desk(today: str) -> Callable[[], None]:
    """Load what makes the first page of the desk; give what makes it, which knows no draft yet."""
    import s55.cli  # noqa: F401  # as in `s55 desk`, it has garbage collected less often
    from s55.desk.answers import Desk
    from s55.desk.seeing import board
    from s55.pipeline.rendering.limited import LimitedProcesses
    from s55.workspace import find_workspace

    day = date.fromisoformat(today)
    desk = Desk(find_workspace(Path.cwd()), lambda: day, LimitedProcesses())

    def made() -> None:
        if board(desk, None).status_code != 200:
            raise SystemExit("the page is not made")

    return made


if __name__ == "__main__":
    made = page_of_desk(sys.argv[1])
    if "--all" in sys.argv:
        import s55.desk.server  # noqa: F401
    made()
    gc.freeze()  # as a command does at its end: it does not look once more through what is kept
