"""``s55 render``: drafts to finished documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Final, Names, Today, current_folder, the_day
from s55.errors import ExitCode
from s55.reporting import as_text

if TYPE_CHECKING:
    from s55.cli.rendering import Outcome


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
    worst = ExitCode.OK
    with _progress(len(paths)) as beside:
        for outcome in render_all(job, paths):
            with beside():
                _say(outcome)
            worst = max(worst, outcome.status)
    if not paths:
        typer.echo(f"There are no drafts in {shown(workspace.responses)}. Start one: s55 new NAME")
    if worst is not ExitCode.OK:
        raise typer.Exit(worst)


def _say(outcome: Outcome) -> None:
    failed = outcome.status is not ExitCode.OK
    if outcome.problems:
        typer.echo(as_text(outcome.problems), err=True)
    typer.echo(outcome.line, err=failed)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """A progress bar on a terminal, for more than one draft; nothing anywhere else.

    What is printed between stands within the context that is given: the bar makes room for it.
    """
    if total <= 1 or not sys.stderr.isatty():
        yield nullcontext
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False)
    task = bar.add_task("Rendering", total=total)

    @contextmanager
    def beside() -> Iterator[None]:
        bar.stop()
        yield
        bar.advance(task)
        bar.start()

    with bar:
        yield beside
