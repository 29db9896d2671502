"""``s55 render``: drafts to finished documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Final, Names, Today, current_folder, the_day
from s55.errors import ExitCode


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(render)


def render(
    names: Names = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="Which of docx, pdf and html to write.")
    ] = "docx,pdf,html",
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="SET", help="Use this template set for every draft."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write; build/ if not said."),
    ] = None,
    final: Final = False,
    today: Today = None,
) -> None:
    """Write each response as DOCX, PDF and HTML; a draft with errors is left out.

    One bad draft does not stop the others: the exit status is then 1.

    Example: s55 render peel-2025 --to pdf,html
    """
    from s55.cli.rendering import Job, formats_of, render_all
    from s55.workspace import find_workspace, shown

    formats = formats_of(to)
    workspace = find_workspace(current_folder())
    paths = workspace.chosen(names or [])
    settings = workspace.settings()
    job = Job(
        workspace=workspace,
        settings=settings,
        logo=workspace.logo(settings),
        template=template,
        formats=formats,
        out=out if out is not None else workspace.build,
        final=final,
        today=the_day(today),
    )
    with _progress(len(paths)) as advance:
        worst = render_all(job, paths, advance)
    if not paths:
        typer.echo(f"There are no drafts in {shown(workspace.responses)}. Start one: s55 new NAME")
    if worst is not ExitCode.OK:
        raise typer.Exit(worst)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, for more than one draft; nothing anywhere else."""
    if total <= 1 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Rendering", total=total)
        yield lambda: bar.advance(task)
