"""Answer the addresses of the desk: pages to read, and forms that change something.

A page of the desk runs no script and fetches nothing but its stylesheet; the form for a text alone
has a script, the text editor, and works without it too. A form that cannot be taken is shown again
with what was typed. A text that somebody else has changed is shown beside it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from s55.desk import seeing, taking_in, translating
from s55.desk.answers import Desk, FileForm, without_file
from s55.desk.editing import draft as texts_of_draft
from s55.desk.editing import meetings as texts_of_meetings
from s55.desk.editing import pages as editing
from s55.desk.editing import translations
from s55.desk.facts import grades
from s55.desk.facts import items as items_of_draft
from s55.desk.facts import pages as facts
from s55.desk.office import (
    asking,
    logo,
    meetings,
    papers,
    register,
    settings,
    sheets,
    template_sets,
    verifying,
)
from s55.desk.one_response import told_beside_draft
from s55.desk.records import approval, correcting, dispatch, invitation, progress
from s55.desk.start import items, without_report
from s55.desk.start import pages as start
from s55.pipeline.rendering.limited import Limited
from s55.preview import previews as of_drafts
from s55.preview.entry import Keys, OnlyWhoStartedIt
from s55.preview.previews import Previews
from s55.preview.server import preview_routes
from s55.workspace import Workspace

LOADED = (
    *of_drafts.LOADED,
    "s55.desk.start.pictures",
    "s55.importers.reports.importing",
    "s55.pipeline.importing",
    "s55.pipeline.site",
)
"""What is loaded once for the desk, where processes that make things are copies of one."""
_STATIC = Path(__file__).resolve().parent / "static"

_PAGES = {
    "/": seeing.board,
    "/response/{name}": seeing.response,
    "/response/{name}/file/{kind}": seeing.file,
    "/response/{name}/invitation/{kind}": seeing.invitation,
    "/response/{name}/changes/{since}": seeing.tracked_changes,
    "/response/{name}/published/{number}/{file}": seeing.published,
    "/response/{name}/translations/table": translating.table,
    "/register/file/{kind}": register.file,
    "/ask/file/{file}": asking.file,
    "/papers": papers.papers,
    "/settings/logo/picture": logo.picture,
    "/templates": template_sets.templates,
    "/templates/{set}/download/{file:path}": template_sets.given,
    "/panel/file/{file}": papers.paper_file,
    "/calendar": papers.calendar,
    "/start/{key}/picture/{number}": items.picture,
}
_FILES = {
    "/start": FileForm(start.start, start.report, without_file),
    "/response/{name}/collect": FileForm(
        taking_in.collect, taking_in.returned, taking_in.collected
    ),
    "/register/take-in": FileForm(sheets.take_in, sheets.came_back, sheets.taken_in),
    "/templates/{set}/files/{file:path}": FileForm(
        template_sets.file, template_sets.replaced, without_file
    ),
    "/settings/logo": FileForm(logo.logo, logo.given, logo.taken),
    "/verify": FileForm(verifying.verify, verifying.verified, without_file),
}
_FORMS = {
    "/new": (without_report.new, without_report.started),
    "/start/{key}": (start.read, start.stepped),
    "/start/{key}/waiting": (start.waiting, start.given_up),
    "/start/{key}/item/{number}": (items.item, items.item_written),
    "/start/{key}/split/{number}": (items.parts, items.split),
    "/response/{name}/invite": (invitation.invite, invitation.invited),
    "/response/{name}/facts": (facts.facts, facts.filled_in),
    "/response/{name}/item": (items_of_draft.item, items_of_draft.item_added),
    "/response/{name}/grades": (grades.grades, grades.graded),
    "/response/{name}/arrange": (items_of_draft.arrange, items_of_draft.arranged),
    "/response/{name}/record": (dispatch.record, dispatch.recorded),
    "/response/{name}/sign": (approval.sign, approval.signed),
    "/response/{name}/progress": (progress.progress, progress.progressed),
    "/response/{name}/correct": (correcting.correct, correcting.corrected),
    "/response/{name}/withdraw": (correcting.withdraw, correcting.withdrawn),
    "/response/{name}/translations": (translating.translations, translating.translated),
    "/response/{name}/history": (seeing.history, seeing.undone),
    "/register": (register.register, register.recorded),
    "/ask": (asking.ask, asking.asked),
    "/settings": (settings.settings, settings.filled_in),
    "/templates/new": (template_sets.new, template_sets.started),
    "/templates/{set}/history/{file:path}": (template_sets.history, template_sets.undone),
    "/settings/history": (settings.SETTINGS.history, settings.SETTINGS.undone),
    "/meetings/history": (meetings.PANEL.history, meetings.PANEL.undone),
    "/settings/successor": (settings.successor, settings.succeeded),
    "/settings/add": (settings.add, settings.added),
    "/settings/remove": (settings.remove, settings.removed),
    "/meetings": (meetings.meetings, meetings.filled_in),
    "/meetings/add": (meetings.add, meetings.added),
    "/meetings/remove": (meetings.remove, meetings.removed),
    "/panel": (papers.panel, papers.paper_made),
    "/site": (papers.papers, papers.site_made),
}


_TEXTS = {
    "/response/{name}": texts_of_draft.TEXTS,
    "/response/{name}/translations": translations.TEXTS,
    "/meetings": texts_of_meetings.TEXTS,
}


def desk_app(
    workspace: Workspace,
    today: Callable[[], date],
    port: int,
    keys: Keys,
    limited: Limited,
    *,
    verbose: bool = False,
) -> ASGIApp:
    """Make the application of a server that listens on ``port`` and opens to ``keys``.

    Args:
        workspace: the folder the office works in.
        today: gives the current day in Europe/London.
        port: the port.
        keys: who holds one of them may see and change everything.
        limited: makes pages and files, within limits of time and memory.
        verbose: whether a fault in s55 itself shows where it happened, in the terminal.
    """
    previews = Previews(workspace, None, today, limited)
    desk = Desk(workspace, today, limited, verbose=verbose, previews=previews)
    routes = [
        *_routes(desk),
        Mount("/desk", StaticFiles(directory=_STATIC)),
        *preview_routes(previews, told_beside_draft),
    ]

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        async with previews.working():
            yield
        for reading in desk.under_way.all().values():
            reading.give_up()

    app = Starlette(routes=routes, lifespan=life)
    return OnlyWhoStartedIt(app, port, keys, command="desk", changes=True)


def _routes(desk: Desk) -> Iterator[Route]:
    for address, page_of in _PAGES.items():
        yield Route(address, desk.shows(page_of))
    for address, texts in _TEXTS.items():
        shown, written = partial(editing.write, texts), partial(editing.written, texts)
        yield Route(f"{address}/write", desk.shows(shown), methods=["GET"])
        yield Route(f"{address}/write", desk.takes(written), methods=["POST"])
        edited = partial(editing.edited, texts)
        yield Route(f"{address}/edit", desk.takes(edited), methods=["POST"])
        if texts.typed is not None:
            typed = partial(editing.typed, texts)
            yield Route(f"{address}/typed", desk.takes(typed), methods=["POST"])
    for address, (page_of, taken) in _FORMS.items():
        yield Route(address, desk.shows(page_of), methods=["GET"])
        yield Route(address, desk.takes(taken), methods=["POST"])
    for address, form in _FILES.items():
        yield Route(address, desk.shows(_empty(form)), methods=["GET"])
        yield Route(address, desk.takes(form.taken, form), methods=["POST"])


def _empty(form: FileForm) -> Callable[[Desk, Request], Response]:
    """Give the page of a form to which no file was given yet."""
    return lambda desk, request: form.shown(desk, request, ())
