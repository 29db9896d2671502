"""``s55 upgrade``: rewrite drafts in the present format, or undo that."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Names
from s55.errors import ExitCode
from s55.problems import errors_of


def upgrade(
    names: Names = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Put drafts back as they were before their upgrade.")
    ] = False,
) -> None:
    """Rewrite drafts of format 1 in format 2.

    Comments and order stay. What was published and sent becomes a list of events, and the history
    of items moves to responses/progress/NAME.yaml. What format 1 does not tell is said, a line for
    each. The old drafts are kept in responses/.before-format-2/, and --undo puts them back.

    Example: s55 upgrade --dry-run
    """
    from s55.pipeline.upgrading.drafts import has_kept, undo_upgrades, upgrade_drafts
    from s55.reporting import as_text
    from s55.workspace import find_workspace

    drafts = find_workspace(Path.cwd()).chosen(names or [])
    if undo and not names:
        drafts = [draft for draft in drafts if has_kept(draft)]
    work = undo_upgrades if undo else upgrade_drafts
    changed = 0
    status = ExitCode.OK
    for outcome in work(drafts, dry_run=dry_run):
        changed += outcome.changed
        status = status or outcome.status
        if outcome.line:
            typer.echo(outcome.line)
        if outcome.problems:
            failed = bool(errors_of(outcome.problems))
            typer.echo(as_text(outcome.problems), err=failed)
    typer.echo(_summary(changed, len(drafts), dry_run=dry_run, undo=undo))
    if status is not ExitCode.OK:
        raise typer.Exit(status)


def _summary(changed: int, drafts: int, *, dry_run: bool, undo: bool) -> str:
    noun = "draft" if drafts == 1 else "drafts"
    if undo and not drafts:
        return "There is no upgrade to undo."
    verb = "put back" if undo else "upgraded"
    count = f"{changed} of {drafts} {noun} {'would be ' if dry_run else ''}{verb}."
    if changed and not undo and not dry_run:
        count += " To go back: s55 upgrade --undo"
    return count
