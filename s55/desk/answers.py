"""Find what an address of the desk names, and answer with a page."""

from __future__ import annotations

import re
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from s55.desk.forms import Fields, file_of, form_of, has_file, no_file
from s55.desk.html import page
from s55.desk.office.telling import told_of_office
from s55.desk.one_response import OneResponse, response_of_draft
from s55.desk.start.reading import ReviewedReport
from s55.desk.start.under_way import ReadingsUnderWay
from s55.desk.uploads import Upload, Uploads
from s55.errors import S55Error, problems_told
from s55.pipeline.rendering.limited import Limited
from s55.pipeline.standing import KnownOffice
from s55.preview.previews import Previews
from s55.problems import Problem, error
from s55.records import dataclass
from s55.workspace import Workspace

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'"
)
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    # Not 'no-referrer': a browser would then hide from a form's request which page it comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

WITH_SCRIPT: Mapping[str, str] = {
    **HEADERS,
    "Content-Security-Policy": f"{_POLICY}; script-src 'self'; connect-src 'self'",
}
"""The headers of a page with the text editor: its script alone runs, and asks the desk alone."""

_MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""What the files are that the desk gives, by the ends of their names."""

_ADDRESS = re.compile(rb' (?:href|src|action|formaction|data-edit|data-typed|data-after)="(?=/)')
"""Where a page holds an address of the desk."""

Taken: TypeAlias = Callable[["Desk", Request, Fields], Response]
"""Takes a form: writes what it says, and answers."""

TakenFile: TypeAlias = Callable[["Desk", Request, Upload], Response]
"""Takes a file: reads it, and shows what would become of it."""


ShownWith: TypeAlias = Callable[["Desk", Request, Sequence[Problem]], Response]
"""Shows a form, and why the file that was given to it was not taken."""


class FileForm(NamedTuple):
    """A form to which a file is given, and what follows.

    Attributes:
        shown: shows the form.
        read: reads the file; if that cannot be done, the form is shown again.
        taken: takes the form of the page that shows what would become of the file.
    """

    shown: ShownWith
    read: TakenFile
    taken: Taken


@dataclass(frozen=True, slots=True)
class Desk:
    """The office's folder, as the pages of the desk use it.

    Attributes:
        workspace: the folder the office works in.
        today: gives the current day in Europe/London.
        limited: makes pages and files, within limits of time and memory.
        uploads: the returned files that wait for a decision.
        reports: the reports that wait, as they were read.
        under_way: the reports that are being read.
        known: what was made of all drafts when they were read last.
        verbose: whether a fault in s55 itself shows where it happened, in the terminal.
        previews: the previews of the drafts; None where there are none.
    """

    workspace: Workspace
    today: Callable[[], date]
    limited: Limited
    uploads: Uploads[Upload] = field(default_factory=Uploads)
    reports: Uploads[ReviewedReport] = field(default_factory=Uploads)
    under_way: ReadingsUnderWay = field(default_factory=ReadingsUnderWay)
    known: KnownOffice = field(default_factory=KnownOffice)
    verbose: bool = False
    previews: Previews | None = None

    def path(self, request: Request) -> Path:
        """Find the draft that an address names, by its name alone.

        Raises:
            S55Error: K107 when there is none.
        """
        name = request.path_params["name"]
        for path in self.workspace.drafts():
            if path.stem == name:
                return path
        raise missing()

    def one(self, request: Request) -> OneResponse:
        """Read the response that an address names.

        Raises:
            S55Error: K107 when there is none, and what
                :func:`s55.desk.one_response.response_of_draft` raises.
        """
        return response_of_draft(self.workspace, self.path(request), self.today())

    def told(self, failure: Exception) -> Sequence[Problem]:
        """Say for a person what failed; of a fault in s55 itself the terminal may say more."""
        self._trace(failure)
        return problems_told(failure)

    def _trace(self, failure: Exception) -> None:
        if self.verbose and not isinstance(failure, S55Error | OSError):
            traceback.print_exception(failure)

    def shows(self, page_of: Callable[[Desk, Request], Response]) -> Callable[[Request], Response]:
        """Answer an address with a page, which is made in a thread of its own."""

        def answer(request: Request) -> Response:
            try:
                made = page_of(self, request)
            except Exception as failure:  # a fault in s55 too: a page says so, and is not blank
                made = self._cannot(failure)
            return _under(root_of(request), made)

        return answer

    def takes(
        self, taken: Taken, form: FileForm | None = None
    ) -> Callable[[Request], Awaitable[Response]]:
        """Answer an address to which a form is sent, or a file and then a form."""

        async def answer(request: Request) -> Response:
            fields: Fields = {}
            try:
                if form is not None and has_file(request):
                    made = await self._read(form, request)
                else:
                    fields = await form_of(request)
                    made = await run_in_threadpool(taken, self, request, fields)
            except Exception as failure:  # as above, and what was typed is not lost
                address = quote(request.url.path.removeprefix(root_of(request)))
                made = self._cannot(failure, address, fields)
            return _under(root_of(request), made)

        return answer

    async def _read(self, form: FileForm, request: Request) -> Response:
        """Read the file that a form brings; if that cannot be done, show the form again."""
        try:
            upload = await file_of(request)
            return await run_in_threadpool(form.read, self, request, upload)
        except (S55Error, OSError) as failure:
            return await run_in_threadpool(form.shown, self, request, problems_told(failure))

    def _cannot(
        self, failure: Exception, address: str = "", fields: Fields = MappingProxyType({})
    ) -> Response:
        """Show why a page cannot be made, or a form not be taken, which can then be sent again."""
        self._trace(failure)
        told = list(told_of_office(self.workspace, failure))
        codes = {one.problem.code for one in told}
        status = 404 if "K107" in codes else 500 if "X900" in codes else 422
        # What people type has words; what a page sends with it has none.
        typed = [value for value in fields.values() if len(value.split()) > 1]
        return answer_with("cannot", status, told=told, address=address, fields=fields, typed=typed)


def root_of(request: Request) -> str:
    """Give the path under which the desk is, see :mod:`s55.preview.entry`."""
    return str(request.scope["root_path"])


def _under(root: str, answer: Response) -> Response:
    """Put the path of the desk before each address of a page, and before where it leads on to.

    Pages and what makes them name the addresses of the desk from its own first page, '/'. What
    people wrote holds no quotation mark here: it is escaped.
    """
    if "location" in answer.headers:
        answer.headers["location"] = f"{root}{answer.headers['location']}"
    if isinstance(answer, HTMLResponse):
        answer.body = _ADDRESS.sub(rb"\g<0>" + root.encode(), bytes(answer.body))
        answer.headers["content-length"] = str(len(answer.body))
    return answer


def answer_with(
    which: str,
    status: int = 200,
    headers: Mapping[str, str] = HEADERS,
    /,
    **shown: object,
) -> Response:
    """Answer with a page of the desk.

    Args:
        which: the page, as its file in ``pages/`` is called.
        status: the status of HTTP: 422 for a form that cannot be taken.
        headers: the headers of the answer.
        shown: what the page shows.
    """
    return HTMLResponse(page(which, **shown), status, headers)


def lead_on(name: str, query: str) -> Response:
    """Lead on to the page of a response, so that going back does not send a form twice."""
    return lead_to(f"/response/{quote(name, safe='')}?{query}")


def lead_to(address: str) -> Response:
    """Lead on to another page, so that going back does not send a form twice."""
    return RedirectResponse(address, 303, HEADERS)


def download(name: str, data: bytes) -> Response:
    """Give a file to be kept by the browser; the end of its name says what it is."""
    attached = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {**HEADERS, "Content-Disposition": attached}
    return Response(data, headers=headers, media_type=_media_type(name))


def _media_type(name: str) -> str:
    """Say what a file is by the end of its name; of any other file, that it is some bytes."""
    return _MEDIA_TYPES.get(PurePath(name).suffix, "application/octet-stream")


def without_file(desk: Desk, request: Request, fields: Fields) -> Response:
    """Refuse a form that was sent without its file.

    Raises:
        S55Error: K108.
    """
    del desk, request, fields
    raise no_file()


def missing() -> S55Error:
    """Say that an address leads nowhere (K107)."""
    hint = "Go back to all responses. The draft may have been renamed."
    return S55Error([error("K107", "there is nothing at this address", hint)])
