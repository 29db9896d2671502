"""``s55 schema``: the JSON Schema that lets an editor complete and check a draft."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class SchemaOf(StrEnum):
    """What a schema describes."""

    DRAFT = "draft"
    IMPORT_ROLES = "import-roles"


def schema(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The file to write. Default: the screen."),
    ] = None,
    of: Annotated[
        SchemaOf, typer.Option("--of", help="Of what: a draft, or import-roles.yaml.")
    ] = SchemaOf.DRAFT,
) -> None:
    """Print the JSON Schema of drafts, for text editors.

    Every draft names the schema in its first line, so that your editor completes keys and marks
    mistakes while you type.

    Example: s55 schema --out responses/draft.schema.json
    """
    from s55.disk.writing import write_atomically
    from s55.drafts.schema import draft_schema, roles_schema
    from s55.workspace import shown

    text = draft_schema() if of is SchemaOf.DRAFT else roles_schema()
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_atomically(out, text.encode())
        typer.echo(f"Written: {shown(out)}")
