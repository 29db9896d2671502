"""Serve the preview's pages over HTTP, to this machine alone.

It answers GET alone, on the loopback address alone, and only who :mod:`s55.preview.entry` lets in.
It serves what it made and the workspace's text files, and changes no file.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from s55.errors import ExitCode, S55Error
from s55.garbage import keep_what_is_loaded
from s55.preview.draft import Preview
from s55.preview.entry import HOST, Keys, OnlyWhoStartedIt
from s55.preview.html import TellProblems, panels, shell, source_page
from s55.preview.previews import Previews
from s55.problems import error

_STATIC = Path(__file__).resolve().parent / "static"
_OWN_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_RESPONSE_PAGE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NO_PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>No page yet</title>'
    "</head><body><main><h1>No page yet</h1><p>{}</p></main></body></html>"
)
_MADE_NOW, _NOT_MADE = "It is being made.", "The problems say why."
_BEAT_SECONDS = 15
"""Seconds between signs of life, which show whether the browser has gone."""


def listen(port: int) -> socket.socket:
    """Open a port on the loopback address.

    Args:
        port: the port; 0 for any that is free.

    Raises:
        S55Error: U110 when the port cannot be used.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        # From now on a browser waits for its answer: it may be quicker than the server.
        listening.listen()
    except (OSError, OverflowError):
        listening.close()
        hint = "Choose another with --port, or leave --port out."
        raise S55Error(
            [error("U110", f"port {port} cannot be used", hint)], ExitCode.USAGE
        ) from None
    return listening


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Serve an application on an open port until Ctrl+C."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=1, server_header=False
    )
    keep_what_is_loaded()  # it runs for hours, unlike other commands
    uvicorn.Server(config).run(sockets=[listening])


def preview_app(previews: Previews, port: int, keys: Keys) -> ASGIApp:
    """Make the application of a server that listens on ``port`` and opens to ``keys``."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        async with previews.working():
            yield

    routes = [Route("/", PreviewSite(previews).first), *preview_routes(previews)]
    return OnlyWhoStartedIt(Starlette(routes=routes, lifespan=life), port, keys)


def preview_routes(previews: Previews, tell: TellProblems | None = None) -> list[BaseRoute]:
    """List the addresses of the previews; the first page of the server is not among them.

    Args:
        previews: all previews.
        tell: how the desk tells problems, which has a page for each response, to which a link leads
            back; None without it.
    """
    pages = PreviewSite(previews, tell)
    return [
        Route("/draft/{name}", pages.shell),
        Route("/panels/{name}", pages.panels),
        Route("/page/{name}", pages.page),
        Route("/picture/{name}/{kind}/{number:int}/{digest}.png", pages.picture),
        Route("/source", pages.source),
        Route("/events/{name}", pages.events),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


class PreviewSite:
    """Answers each address of the server."""

    def __init__(self, previews: Previews, tell: TellProblems | None = None) -> None:
        self._previews = previews
        self._tell = tell

    async def first(self, request: Request) -> Response:
        """Lead to the first draft; without one, show the frame."""
        if self._previews.first:
            return RedirectResponse(
                f"{_root(request)}/draft/{quote(self._previews.first, safe='')}"
            )
        return _own_page(shell(self._previews, None, _root(request)))

    async def shell(self, request: Request) -> Response:
        """Show the frame of a draft."""
        preview = await self._previews.preview(request.path_params["name"])
        if preview is None:
            return _missing()
        return _own_page(shell(self._previews, preview, _root(request), self._tell))

    async def panels(self, request: Request) -> Response:
        """Show the panels beside a response."""
        preview = await self._previews.preview(request.path_params["name"])
        return _own_page(panels(preview, _root(request), self._tell)) if preview else _missing()

    async def page(self, request: Request) -> Response:
        """Show the response itself, with no right to run or fetch anything."""
        preview = await self._previews.preview(request.path_params["name"])
        if preview is None:
            return _missing()
        headers = {"Content-Security-Policy": _RESPONSE_PAGE, **_HEADERS}
        none = _NO_PAGE.format(_NOT_MADE if preview.version else _MADE_NOW)
        return HTMLResponse(preview.page or none, headers=headers)

    async def picture(self, request: Request) -> Response:
        """Show a page of the PDF or of the Word file."""
        preview = await self._previews.preview(request.path_params["name"])
        kind, number = request.path_params["kind"], request.path_params["number"]
        if preview is None or kind not in {"pdf", "word"}:
            return _missing()
        pages = preview.pdf if kind == "pdf" else preview.word
        if not 0 <= number < len(pages.pictures):
            return _missing()
        return Response(pages.pictures[number].png, headers=_HEADERS, media_type="image/png")

    async def source(self, request: Request) -> Response:
        """Show a file of the workspace."""
        file = request.query_params.get("file", "")
        text = source_page(self._previews.workspace.root, file, _root(request))
        return _missing() if text is None else _own_page(text)

    async def events(self, request: Request) -> Response:
        """Tell the browser of each new version of a draft's preview."""
        preview = await self._previews.preview(request.path_params["name"])
        if preview is None:
            return _missing()

        async def versions() -> AsyncIterator[str]:
            seen = -1
            preview.watchers += 1
            try:
                while not self._previews.is_closing:
                    if preview.version != seen:
                        seen = preview.version
                        yield f"data: {json.dumps(_news_of(preview))}\n\n"
                    try:
                        await asyncio.wait_for(
                            self._previews.changed(preview.name, seen), _BEAT_SECONDS
                        )
                    except TimeoutError:
                        yield ": still here\n\n"
            finally:
                preview.watchers -= 1

        return StreamingResponse(versions(), media_type="text/event-stream", headers=_HEADERS)


def _news_of(preview: Preview) -> dict[str, int | bool]:
    return {
        "version": preview.version,
        "changed": preview.changed,
        "typed": preview.is_typed,
    }


def _root(request: Request) -> str:
    """Give the path under which the pages are, see :mod:`s55.preview.entry`."""
    return str(request.scope["root_path"])


def _own_page(text: str) -> HTMLResponse:
    return HTMLResponse(text, headers={"Content-Security-Policy": _OWN_PAGES, **_HEADERS})


def _missing() -> Response:
    return PlainTextResponse("There is nothing at this address.", 404, _HEADERS)
