"""``s55 undo``: put a draft back as it was before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Name


def undo(
    name: Name,
    to: Annotated[
        int | None,
        typer.Option(
            "--to",
            metavar="N",
            help="The state to put back, as s55 history lists them. Default: the one before.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Put a draft and its record of progress back as they were before.

    What they say now stays in the history, so that this can be undone too. A draft that was deleted
    comes back. Refused where the draft would no longer record a publication that is kept in
    published/.

    Example: s55 undo peel-2025
    """
    from s55.pipeline.keeping.history import put_back
    from s55.workspace import find_workspace

    typer.echo(put_back(find_workspace(Path.cwd()), name, to))
