"""Record in a draft's file what happened to a response, or to one of its items."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from s55.drafts.record import Record, marked, updated
from s55.errors import problems_in
from s55.model.dates import with_weekday
from s55.model.response import Progress
from s55.office.items import path_of_item, tracked_items
from s55.office.outputs import write_atomically
from s55.pipeline.cases import load_cases
from s55.sources.files import read_text
from s55.views.tracker import lines_of_item, lines_of_items
from s55.workspace import Workspace, shown


def record_dispatch(workspace: Workspace, path: Path, record: Record, *, again: bool) -> str:
    """Record in a draft that the response was published or sent; give a summary line.

    Raises:
        S55Error: what :func:`s55.drafts.record.marked` raises; the file is then as it was.
    """
    settings = workspace.settings_or_none()
    lines = settings.checklist.add if settings else ()
    added = {recipient for line in lines for recipient in line.recipients}
    with problems_in(shown(path)):
        text = marked(read_text(path, shown(path), keep_mark=True), record, added, again=again)
    write_atomically(path, text.encode())
    return f"{shown(path)}: recorded {record.recipient}, {with_weekday(record.day)}."


def record_progress(path: Path, item: str, progress: Progress, today: date) -> str:
    """Record in a draft how far the force is with an item; give a summary line.

    Raises:
        S55Error: what :func:`s55.drafts.record.updated` raises; the file is then as it was.
    """
    with problems_in(shown(path)):
        found = updated(read_text(path, shown(path), keep_mark=True), item, progress, today)
    write_atomically(path, found.text.encode())
    summary = f"recorded {found.reference}, {progress.status.value}, {with_weekday(progress.date)}."
    if found.latest > progress.date:
        status = found.status.value if found.status else "without a status"
        summary += f" It stays {status}: its latest entry is of {with_weekday(found.latest)}."
    if not found.applies:
        summary += " (The draft says that it does not apply.)"
    return f"{shown(path)}: {summary}"


def item_lines(workspace: Workspace, path: Path, item: str | None, today: date) -> list[str]:
    """Describe the items of a draft, or one of them, with the force's progress.

    Raises:
        S55Error: every error in the draft, D131 or D132 when ``item`` means none or several.
    """
    (loaded,) = load_cases(workspace, [str(path)], workspace.settings(), today)
    case = loaded.case
    head = f"{shown(path)}: {case.response.inspection.title}"
    if item is None:
        return [head, *lines_of_items(case)]
    with problems_in(shown(path)):
        wanted = path_of_item(item, case.response)
    (found,) = (one for one in tracked_items(case) if one.path == wanted)
    return [head, *lines_of_item(found)]
