"""``s55 preview``: a draft in the browser, made anew whenever a file is saved."""

from __future__ import annotations

from typing import Annotated

import typer

from s55.cli.options import Today, current_folder, the_day


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(preview)


def preview(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="The draft to begin with; the one saved last.",
            show_default=False,
        ),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", help="The port to listen on; 0 for any that is free.")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")
    ] = True,
    today: Today = None,
) -> None:
    """Show a draft in the browser as page, PDF and Word; it follows every change. Ctrl+C ends it.

    Example: s55 preview peel-2025
    """
    from s55.cli.previewing import serve
    from s55.preview.desk import Desk, newest
    from s55.workspace import find_workspace

    workspace = find_workspace(current_folder())
    first = workspace.draft(name).stem if name else newest(workspace)
    the_day(today)  # so that a wrong --today is told now
    serve(lambda: Desk(workspace, first, lambda: the_day(today)), port, browser=browser)
