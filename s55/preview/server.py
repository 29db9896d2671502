"""The preview's pages over HTTP, for this machine alone.

It answers only GET, only on the loopback address, only where the request names this server as its
host and no other page as its origin. It serves what it made and the workspace's own text files,
and changes no file.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from s55.preview.desk import Desk
from s55.preview.showing import panels, shell, source_page

_STATIC = Path(__file__).resolve().parent / "static"
_OWN_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_RESPONSE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin"
)
_BEAT_SECONDS = 15
"""How often a sign of life is sent: a browser that has gone is noticed by it."""


@dataclass(frozen=True, slots=True)
class OnlyThisMachine:
    """Refuses whatever does not come from this machine's own browser to this server's own name.

    Another site's page could otherwise read the drafts through the browser of whoever visits it
    (by a form, a script, or a name that it points to this machine).

    Attributes:
        app: what is protected.
        port: the port the server listens on.
    """

    app: ASGIApp
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 or 405, or hand the request on."""
        if scope["type"] == "http":
            refused = self._refused(Request(scope))
            if refused is not None:
                await refused(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refused(self, request: Request) -> Response | None:
        hosts = {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        origin = request.headers.get("origin")
        if request.headers.get("host") not in hosts:
            return PlainTextResponse("This is not the address of the preview.", 403)
        if origin is not None and origin.removeprefix("http://") not in hosts:
            return PlainTextResponse("Another page may not read the preview.", 403)
        if request.headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"}:
            return PlainTextResponse("Another page may not read the preview.", 403)
        if request.method not in {"GET", "HEAD"}:
            return PlainTextResponse("The preview changes nothing.", 405)
        return None


def preview_app(desk: Desk, port: int) -> ASGIApp:
    """The server's application: what it answers to which address.

    Args:
        desk: the drafts it shows.
        port: the port it listens on.
    """
    routes = [
        Route("/", _first(desk)),
        Route("/draft/{name}", _shell(desk)),
        Route("/panels/{name}", _panels(desk)),
        Route("/page/{name}", _page(desk)),
        Route("/picture/{name}/{kind}/{number:int}/{digest}.png", _picture(desk)),
        Route("/source", _source(desk)),
        Route("/events/{name}", _events(desk)),
        Route("/favicon.ico", _no_icon),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        async with desk.working():
            yield

    return OnlyThisMachine(Starlette(routes=routes, lifespan=life), port)


Handler = Callable[[Request], Awaitable[Response]]


def _own(text: str, status: int = 200) -> HTMLResponse:
    headers = {"Content-Security-Policy": _OWN_PAGES, **_HEADERS}
    return HTMLResponse(text, status, headers)


_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def _missing() -> Response:
    return PlainTextResponse("There is nothing at this address.", 404, _HEADERS)


async def _no_icon(_: Request) -> Response:
    return Response(status_code=204, headers=_HEADERS)


def _first(desk: Desk) -> Handler:
    async def answer(_: Request) -> Response:
        return RedirectResponse(f"/draft/{desk.first}") if desk.first else _own(shell(desk, None))

    return answer


def _shell(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        preview = await desk.preview(request.path_params["name"])
        return _own(shell(desk, preview)) if preview else _missing()

    return answer


def _panels(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        preview = await desk.preview(request.path_params["name"])
        return _own(panels(preview)) if preview else _missing()

    return answer


def _page(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        preview = await desk.preview(request.path_params["name"])
        if preview is None:
            return _missing()
        page = preview.page or _NO_PAGE
        return HTMLResponse(page, headers={"Content-Security-Policy": _RESPONSE, **_HEADERS})

    return answer


_NO_PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>No page yet</title>'
    "</head><body><main><h1>No page yet</h1><p>The problems say why.</p></main></body></html>"
)


def _picture(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        preview = await desk.preview(request.path_params["name"])
        kind, number = request.path_params["kind"], request.path_params["number"]
        if preview is None or kind not in {"pdf", "word"}:
            return _missing()
        pages = preview.pdf if kind == "pdf" else preview.word
        if not 0 <= number < len(pages.pictures):
            return _missing()
        return Response(pages.pictures[number].png, headers=_HEADERS, media_type="image/png")

    return answer


def _source(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        text = source_page(desk.workspace.root, request.query_params.get("file", ""))
        return _missing() if text is None else _own(text)

    return answer


def _events(desk: Desk) -> Handler:
    async def answer(request: Request) -> Response:
        preview = await desk.preview(request.path_params["name"])
        if preview is None:
            return _missing()

        async def told() -> AsyncIterator[str]:
            seen = -1
            while not desk.is_closing:
                if preview.version != seen:
                    seen = preview.version
                    yield f"data: {json.dumps(_news(preview))}\n\n"
                try:
                    await asyncio.wait_for(desk.changed(preview.name, seen), _BEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"

        return StreamingResponse(told(), media_type="text/event-stream", headers=_HEADERS)

    return answer


def _news(preview: Any) -> dict[str, object]:
    return {"version": preview.version, "changed": preview.changed}
