"""Running the preview's server until it is stopped."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable

import typer
import uvicorn

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
