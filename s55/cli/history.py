"""``s55 history``: what a draft said before, and what changed it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Name


def history(
    name: Name,
    show: Annotated[
        int | None,
        typer.Option("--show", metavar="N", help="Print the draft as it was in this state."),
    ] = None,
    diff: Annotated[
        int | None,
        typer.Option("--diff", metavar="N", help="Print the lines that changed with this state."),
    ] = None,
    progress: Annotated[
        bool, typer.Option("--progress", help="With --show: the record of progress instead.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="List every state, and not only the latest 30.")
    ] = False,
) -> None:
    """List what a draft said before.

    A line for each state: when, which command made it so, and what changed. Edits by hand are
    states too, from the next command that changes or renders the draft. Nothing is written.

    Example: s55 history peel-2025 --diff 4
    """
    from s55.pipeline.keeping.history import (
        DraftHistory,
        history_lines,
        state_difference,
        state_text,
    )
    from s55.workspace import find_workspace

    found = DraftHistory.of(find_workspace(Path.cwd()), name)
    if show is not None:
        typer.echo(state_text(found, show, progress=progress), nl=False)
        return
    lines = history_lines(found, every=every) if diff is None else state_difference(found, diff)
    for line in lines:
        typer.echo(line)
