"""``s55 desk``: the work on responses in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Browser, Port, Today, shows_faults, the_day


def desk(
    port: Port = 0,
    browser: Browser = True,
    starter: Annotated[
        bool,
        typer.Option(
            "--starter", help="Write a file that opens the desk by a double click, and end."
        ),
    ] = False,
    today: Today = None,
) -> None:
    """Work on the responses in the browser: see, write, record and undo.

    The drafts stay files, and other commands and editors can be used beside it. Ctrl+C ends it.

    Example: s55 desk

    To open it by a double click from now on: s55 desk --starter
    """
    import sys
    import time
    import webbrowser
    from contextlib import closing

    from s55.desk.office.starter import write_starter
    from s55.desk.server import LOADED, desk_app
    from s55.pipeline.rendering.limited import LimitedProcesses
    from s55.preview.entry import Keys
    from s55.preview.kept_root import kept_root
    from s55.preview.server import listen, serve
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    if starter:
        path = write_starter(workspace, sys.platform, sys.executable)
        typer.echo(f"{shown(path)}: double-click it to open the desk.")
        return
    the_day(today)  # so that a wrong --today is refused now
    listening = listen(port)
    bound = listening.getsockname()[1]
    # A page that is open still can be used again where the port is the same again.
    own = Path(typer.get_app_dir("s55", roaming=False))
    keys = Keys.made(kept_root(own, bound, time.time()))
    typer.echo(f"Desk: {keys.address(bound)} (Ctrl+C ends it)")
    if browser:
        webbrowser.open(keys.first_address(bound))
    with closing(LimitedProcesses(LOADED)) as limited:
        limited.get_ready()
        day, verbose = lambda: the_day(today), shows_faults()
        serve(desk_app(workspace, day, bound, keys, limited, verbose=verbose), listening)
