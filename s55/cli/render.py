"""``s55 render``: drafts to finished documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import (
    Final,
    Force,
    Formats,
    Jobs,
    Names,
    Out,
    Today,
    at_once,
    formats_of,
    the_day,
)
from s55.cli.screen import print_problems
from s55.errors import ExitCode


def render(  # noqa: PLR0913, PLR0917  # a command has an argument for each option
    names: Names = None,
    to: Formats = "docx,pdf,html",
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="SET", help="Use this template set for every draft."),
    ] = None,
    out: Out = None,
    final: Final = False,
    force: Force = False,
    jobs: Jobs = None,
    today: Today = None,
) -> None:
    """Write each response as DOCX, PDF and HTML.

    A file that would be the same again is not made again. A draft with errors is left out and
    does not stop the others: the exit status is then 1.

    Example: s55 render peel-2025 --to pdf,html
    """
    from s55.disk.made import MadeFiles
    from s55.pipeline.rendering.batch import RenderRequest, render_all
    from s55.pipeline.rendering.sets import DraftSets
    from s55.pipeline.response import Format
    from s55.workspace import find_workspace, shown

    formats = formats_of(to, Format)
    workspace = find_workspace(Path.cwd())
    paths = workspace.chosen(names or [])
    settings = workspace.settings()
    request = RenderRequest(
        settings=settings,
        sets=DraftSets(workspace, settings, template),
        logo=workspace.logo(settings),
        formats=formats,
        out=out if out is not None else workspace.build,
        final=final,
        today=the_day(today),
        made=MadeFiles(workspace.root, forgotten=force),
        jobs=at_once(jobs),
    )
    worst = ExitCode.OK
    with closing(render_all(request, paths)) as outcomes, _progress(len(paths)) as beside_bar:
        for outcome in outcomes:
            with beside_bar():
                print_problems(outcome.problems)
                typer.echo(outcome.line, err=outcome.status is not ExitCode.OK)
                for note in outcome.notes:
                    typer.echo(f"  {note}")
            worst = max(worst, outcome.status)
    if not paths:
        typer.echo(
            f"There are no drafts in {shown(workspace.responses)}. Start one, for example: "
            "s55 new peel-2026"
        )
    if worst is not ExitCode.OK:
        raise typer.Exit(worst)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Show a progress bar on a terminal, for more than one draft.

    Print within the context that is given: the bar makes room for the lines.
    """
    if total <= 1 or not sys.stderr.isatty():
        yield nullcontext
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task("Rendering", total=total)

    @contextmanager
    def beside_bar() -> Iterator[None]:
        bar.stop()
        yield
        bar.advance(task)
        bar.start()

    with bar:
        yield beside_bar
