"""``s55 init``: start an office's own workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from s55.errors import ExitCode, S55Error
from s55.problems import error

_STARTER = Path(__file__).resolve().parent.parent / "starter"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
) -> None:
    """Start a workspace: settings, panel.yaml, templates/, responses/, build/ and .gitignore.

    Nothing that is already there is changed.

    Example: s55 init our-responses
    """
    from s55.office.outputs import write_atomically
    from s55.office.settings import SETTINGS_FILE
    from s55.workspace import shown

    if (folder / SETTINGS_FILE).exists():
        problem = error(
            "U105", "there is a workspace already", "Choose another folder; nothing was changed."
        )
        raise S55Error([problem.in_file(shown(folder))], ExitCode.USAGE)
    for name, data in _files():
        target = folder / name
        if not target.exists():
            write_atomically(target, data)
    typer.echo(f"Started a workspace in {shown(folder)}.")
    typer.echo(f"Next: put your office's names into {shown(folder / SETTINGS_FILE)}, then,")
    typer.echo("in that folder, start a draft with: s55 new NAME")


def _files() -> Iterator[tuple[str, bytes]]:
    """The files of a new workspace; settings last, since they say that there is one."""
    from s55.drafts.new import SCHEMA_FILE
    from s55.drafts.schema import draft_schema
    from s55.office.settings import PANEL_FILE, SETTINGS_FILE
    from s55.templating.panel_manifest import PanelManifest
    from s55.templating.registry import set_names, standard_sets

    yield "responses/" + SCHEMA_FILE, draft_schema().encode()
    yield "build/.gitignore", b"*\n!.gitignore\n"
    yield ".gitignore", (_STARTER / "gitignore").read_bytes()
    standard = standard_sets()
    for name in (*set_names([standard]), *set_names([standard], PanelManifest)):
        for path in sorted((standard / name).rglob("*")):
            if path.is_file():
                yield f"templates/{path.relative_to(standard).as_posix()}", path.read_bytes()
    yield PANEL_FILE, (_STARTER / PANEL_FILE).read_bytes()
    yield SETTINGS_FILE, (_STARTER / SETTINGS_FILE).read_bytes()
