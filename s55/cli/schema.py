"""``s55 schema``: the JSON Schema that lets an editor complete and check a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def schema(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The file to write. Default: the screen."),
    ] = None,
) -> None:
    """Print the JSON Schema of drafts, for text editors.

    Every draft names the schema in its first line, so that your editor completes keys and marks
    mistakes while you type.

    Example: s55 schema --out responses/draft.schema.json
    """
    from s55.disk.writing import write_atomically
    from s55.drafts.schema import draft_schema
    from s55.workspace import shown

    if out is None:
        typer.echo(draft_schema(), nl=False)
    else:
        write_atomically(out, draft_schema().encode())
        typer.echo(f"Written: {shown(out)}")
