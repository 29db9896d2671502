"""Answer the addresses of the desk: pages to read, and forms that change something.

A page of the desk runs no script and fetches nothing but its stylesheet. A form that cannot be
taken is shown again with what was typed. A text that somebody else has changed is shown beside it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from s55.desk.board import OneResponse, board_of, response_of_draft
from s55.desk.forms import day_of, form_of
from s55.desk.html import page
from s55.drafts.dispatches import Record
from s55.drafts.texts import TextChange, digest_of
from s55.errors import S55Error
from s55.model.distribution import STANDARD_RECIPIENTS, WEBSITE
from s55.pipeline.keeping.history import DraftHistory, history_rows, put_back
from s55.pipeline.recording import Publishing, record_dispatch, record_texts
from s55.pipeline.response import DraftSets, Format, check_file, render
from s55.preview.entry import Keys, OnlyWhoStartedIt
from s55.preview.previews import Previews
from s55.preview.server import preview_routes
from s55.problems import Problem, error, errors_of
from s55.workspace import Workspace, with_shown_files

_STATIC = Path(__file__).resolve().parent / "static"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'",
    # Not 'no-referrer': a browser would then hide from a form's request which page it comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html; charset=utf-8",
}


def desk_app(workspace: Workspace, today: Callable[[], date], port: int, keys: Keys) -> ASGIApp:
    """Make the application of a server that listens on ``port`` and opens to ``keys``.

    Args:
        workspace: the folder the office works in.
        today: gives the current day in Europe/London.
        port: the port.
        keys: who holds one of them may see and change everything.
    """
    site = DeskSite(workspace, today)
    previews = Previews(workspace, None, today)
    routes = [
        Route("/", site.board),
        Route("/response/{name}", site.response),
        Route("/response/{name}/write", site.write, methods=["GET"]),
        Route("/response/{name}/write", site.written, methods=["POST"]),
        Route("/response/{name}/record", site.record, methods=["GET"]),
        Route("/response/{name}/record", site.recorded, methods=["POST"]),
        Route("/response/{name}/history", site.history, methods=["GET"]),
        Route("/response/{name}/history", site.undone, methods=["POST"]),
        Route("/response/{name}/file/{kind}", site.file),
        Mount("/desk", StaticFiles(directory=_STATIC)),
        *preview_routes(previews),
    ]

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        async with previews.working():
            yield

    app = Starlette(routes=routes, lifespan=life, exception_handlers={S55Error: _cannot})
    return OnlyWhoStartedIt(app, port, keys, command="desk", changes=True)


class DeskSite:
    """Answers each address of the desk.

    Args:
        workspace: the folder the office works in.
        today: gives the current day in Europe/London.
    """

    def __init__(self, workspace: Workspace, today: Callable[[], date]) -> None:
        self._workspace = workspace
        self._today = today

    def board(self, _: Request) -> Response:
        """Show every response."""
        return _page("board", board=board_of(self._workspace, self._today()))

    def response(self, request: Request) -> Response:
        """Show one response: how far it is, its problems, and what can be written."""
        one = self._one(request)
        saved = one.place(request.query_params.get("saved", ""))
        done = request.query_params.get("done", "")
        return _page("response", one=one, saved=saved[0] if saved else None, done=_DONE.get(done))

    # --- writing ----------------------------------------------------------------------

    def write(self, request: Request) -> Response:
        """Show the form for one text."""
        one, at = self._one(request), request.query_params.get("at", "")
        place, problems = one.place(at) or (None, ())
        if place is None:
            raise _missing()
        return _write_page(one, at, place.text, digest_of(place.text), problems)

    async def written(self, request: Request) -> Response:
        """Write a text into the draft; if it cannot be written, show it again."""
        fields = await form_of(request)
        return await run_in_threadpool(self._written, request, fields)

    def _written(self, request: Request, fields: dict[str, str]) -> Response:
        path = self._path(request)
        change = TextChange(fields.get("at", ""), fields.get("seen", ""), fields.get("text", ""))
        try:
            record_texts(path, [change])
        except S55Error as failure:
            problems = failure.problems
            return _write_page(
                self._one(request), change.path, change.text, change.seen, problems, 422
            )
        return _seen(path.stem, f"saved={quote(change.path)}")

    # --- recording --------------------------------------------------------------------

    def record(self, request: Request) -> Response:
        """Show the form by which a publication or a dispatch is recorded."""
        return self._record_page(self._path(request).stem, {}, ())

    async def recorded(self, request: Request) -> Response:
        """Record a publication or a dispatch."""
        fields = await form_of(request)
        return await run_in_threadpool(self._recorded, request, fields)

    def _recorded(self, request: Request, fields: dict[str, str]) -> Response:
        path = self._path(request)
        given = {key: fields.get(key, "").strip() or None for key in ("how", "reference", "by")}
        recipient = fields.get("recipient", "")
        try:
            if not recipient:
                raise S55Error([_NO_RECIPIENT])
            day = day_of(fields)
            record = Record(recipient, day, given["how"], given["reference"], given["by"])
            publishing = Publishing() if recipient == WEBSITE else None
            record_dispatch(self._workspace, path, record, self._today(), publishing=publishing)
        except S55Error as failure:
            return self._record_page(path.stem, fields, failure.problems, 422)
        return _seen(path.stem, "done=recorded")

    def _record_page(
        self, name: str, fields: dict[str, str], problems: Sequence[Problem], status: int = 200
    ) -> Response:
        lines = self._workspace.settings().checklist.add
        added = [key for line in lines for key in line.recipients]
        recipients = {
            key: _RECIPIENTS.get(key, f"Sent to {key.replace('_', ' ')}")
            for key in (*STANDARD_RECIPIENTS, *added)
        }
        problems = with_shown_files(problems)
        return _page(
            "record", status, name=name, fields=fields, problems=problems, recipients=recipients
        )

    # --- history ----------------------------------------------------------------------

    def history(self, request: Request) -> Response:
        """List what the draft said before."""
        name = self._path(request).stem
        rows = list(history_rows(DraftHistory.of(self._workspace, name)))
        return _page("history", name=name, rows=rows[::-1])

    async def undone(self, request: Request) -> Response:
        """Put an earlier state of the draft back."""
        fields = await form_of(request)
        return await run_in_threadpool(self._undone, request, fields)

    def _undone(self, request: Request, fields: dict[str, str]) -> Response:
        name = self._path(request).stem
        number = fields.get("to", "")
        put_back(self._workspace, name, int(number) if number.isdecimal() else -1)
        return _seen(name, "done=undone")

    # --- seeing -----------------------------------------------------------------------

    def file(self, request: Request) -> Response:
        """Make the response in one format, as it is now."""
        path, kind = self._path(request), request.path_params["kind"]
        if kind not in set(Format):
            raise _missing()
        settings = self._workspace.settings()
        checked = check_file(path, settings, self._today())
        if checked.usable is None:
            raise S55Error(errors_of(checked.problems))
        sets = DraftSets(self._workspace, settings)
        template, other = sets.of(checked.usable), sets.replacement_of(checked.usable)
        logo, wanted = self._workspace.logo(settings), Format(kind)
        made = render(checked.usable, settings, template, logo, [wanted], other)[wanted]
        attached = f"attachment; filename*=UTF-8''{quote(f'{path.stem}.{kind}', safe='')}"
        headers = {**_HEADERS, "Content-Disposition": attached}
        return Response(made, headers=headers, media_type=_MEDIA_TYPES[wanted])

    # --- the draft of an address --------------------------------------------------------

    def _path(self, request: Request) -> Path:
        """Find the draft that an address names, by its name alone."""
        name = request.path_params["name"]
        for path in self._workspace.drafts():
            if path.stem == name:
                return path
        raise _missing()

    def _one(self, request: Request) -> OneResponse:
        return response_of_draft(self._workspace, self._path(request), self._today())


_DONE = {
    "recorded": "It is recorded in the draft.",
    "undone": "The earlier state is back. What the draft said until now stays in its history.",
}
_RECIPIENTS = {
    "website": "Published on our website",
    "inspectorate": "Sent to the inspectorate",
    "inspectorate_portal": "Entered in the inspectorate’s portal",
    "secretary_of_state": "Sent to the Secretary of State",
    "chief_officer": "Sent to the chief officer",
    "panel": "Sent to the Police and Crime Panel",
}
_NO_RECIPIENT = error(
    "K106",
    "nothing is chosen",
    "Choose where the response was published, or to whom it was sent.",
    path="recipient",
)


def _write_page(  # what a form shows
    one: OneResponse,
    at: str,
    text: str,
    seen: str,
    problems: Sequence[Problem],
    status: int = 200,
) -> Response:
    """Show a text in its form; if somebody else has changed it, with what the draft says now."""
    place, _ = one.place(at) or (None, ())
    if place is None:
        raise _missing()
    overtaken = any(problem.code == "K101" for problem in problems)
    item = one.place(f"{place.item}.text") if place.item and not at.endswith(".text") else None
    return _page(
        "write",
        status,
        one=one,
        place=place,
        text=text,
        seen=digest_of(place.text) if overtaken else seen,
        now=place.text if overtaken else None,
        item=item[0].text if item else "",
        problems=[replace(problem, file=None) for problem in problems],
    )


def _page(which: str, status: int = 200, /, **shown: object) -> Response:
    return HTMLResponse(page(which, **shown), status, _HEADERS)


def _seen(name: str, query: str) -> Response:
    """Lead on to the page of a response, so that going back does not send a form twice."""
    return RedirectResponse(f"/response/{quote(name, safe='')}?{query}", 303, _HEADERS)


def _missing() -> S55Error:
    hint = "Go back to all responses. The draft may have been renamed."
    return S55Error([error("K107", "there is nothing at this address", hint)])


async def _cannot(_: Request, failure: Exception) -> Response:
    """Show why a page cannot be made, or a form not be taken."""
    known = failure.problems if isinstance(failure, S55Error) else ()
    problems = list(with_shown_files(known))
    status = 404 if any(one.code == "K107" for one in problems) else 422
    return _page("cannot", status, problems=problems)
