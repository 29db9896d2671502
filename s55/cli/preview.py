"""``s55 preview``: a draft in the browser, made anew whenever a file is saved."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from typing import Annotated

import typer
import uvicorn

from s55.cli.options import Today, current_folder, the_day
from s55.errors import ExitCode, S55Error
from s55.preview.desk import Desk
from s55.preview.server import preview_app
from s55.problems import error

_HOST = "127.0.0.1"


def serve(make_desk: Callable[[], Desk], port: int, *, browser: bool) -> None:
    """Serve a preview on the loopback address until Ctrl+C.

    Raises:
        S55Error: U110 when the port is taken.
    """
    listening = _listen(port)
    port = listening.getsockname()[1]
    address = f"http://{_HOST}:{port}/"
    app = preview_app(make_desk(), port)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=1, server_header=False
    )
    typer.echo(f"Preview: {address} (Ctrl+C ends it)")
    if browser:
        webbrowser.open(address)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
    except (OSError, OverflowError):
        listening.close()
        hint = "Choose another with --port, or leave --port out."
        raise S55Error(
            [error("U110", f"port {port} cannot be used", hint)], ExitCode.USAGE
        ) from None
    return listening


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
    from s55.preview.desk import Desk, newest
    from s55.workspace import find_workspace

    workspace = find_workspace(current_folder())
    first = workspace.draft(name).stem if name else newest(workspace)
    the_day(today)  # so that a wrong --today is told now
    serve(lambda: Desk(workspace, first, lambda: the_day(today)), port, browser=browser)
