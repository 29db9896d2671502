"""``s55 preview``: a draft in the browser, rendered again whenever a file is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Browser, Port, Today, the_day


def preview(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="The draft to begin with. Default: the one that was saved last.",
            show_default=False,
        ),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="SET", help="Use this template set for every draft."),
    ] = None,
    port: Port = 0,
    browser: Browser = True,
    today: Today = None,
) -> None:
    """Show a draft in the browser as web page, PDF and Word.

    The pages follow every change that you save. Ctrl+C ends the preview.

    Example: s55 preview peel-2025
    """
    import webbrowser
    from contextlib import closing

    from s55.pipeline.rendering.limited import LimitedProcesses
    from s55.preview.entry import Keys
    from s55.preview.previews import LOADED, Previews, newest
    from s55.preview.server import listen, preview_app, serve
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    first = workspace.draft(name).stem if name else newest(workspace)
    if template is not None:
        workspace.template_set(template)  # so that a wrong name is refused now
    the_day(today)  # so that a wrong --today is refused now
    listening, keys = listen(port), Keys.made()
    bound = listening.getsockname()[1]
    typer.echo(f"Preview: {keys.address(bound)} (Ctrl+C ends it)")
    if browser:
        webbrowser.open(keys.first_address(bound))
    with closing(LimitedProcesses(LOADED)) as limited:
        limited.get_ready()
        previews = Previews(workspace, first, lambda: the_day(today), limited, template)
        serve(preview_app(previews, bound, keys), listening)
