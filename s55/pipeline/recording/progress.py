"""Record how far the force is with an item, and list that. The draft is not changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from s55.disk.changing import HistoryNote, change_text
from s55.disk.places import progress_file
from s55.drafts.load import response_of
from s55.drafts.progress import Updated, unknown_successor, updated
from s55.errors import problems_in
from s55.model.dates import with_weekday
from s55.model.progress import Progress
from s55.sources.files import read_text
from s55.workspace import Workspace, drafts_in, shown


def record_progress(path: Path, item: str, progress: Progress, today: date) -> str:
    """Record how far the force is with an item; give a summary line. The draft is not changed.

    Raises:
        S55Error: what :func:`s55.drafts.progress.updated` raises; the file is then as it was.
    """
    with problems_in(shown(path)):
        draft = response_of(read_text(path, shown(path)))
    record = progress_file(path)

    def make(text: str) -> tuple[str, Updated]:
        with problems_in(shown(record)):
            found = updated(text or None, draft, item, progress, today)
        return found.text, found

    found = change_text(record, shown(record), make, HistoryNote(path, "update"))
    summary = f"recorded {found.reference}, {progress.status.value}, {with_weekday(progress.date)}."
    if found.latest > progress.date:
        latest = with_weekday(found.latest)
        summary += f" It stays {found.status.value}: its latest entry is of {latest}."
    if not found.applies:
        summary += " (The draft says that it does not apply.)"
    drafts = {one.stem for one in drafts_in(path.parent)}
    if problem := unknown_successor(found.reference, progress, drafts):
        summary += f" ({problem.message}. {problem.hint})"
    return f"{shown(record)}: {summary}"


def item_lines(workspace: Workspace, path: Path, item: str | None, today: date) -> list[str]:
    """Describe the items of a draft, or one of them, with the force's progress.

    Raises:
        S55Error: every error in the draft, D131 or D132 when ``item`` means none or several.
    """
    from s55.office.items import path_of_item, tracked_items
    from s55.pipeline.cases import case_of_draft
    from s55.views.tracker import lines_of_item, lines_of_items

    case = case_of_draft(workspace, path, today)
    head = f"{shown(path)}: {case.response.inspection.title}"
    if item is None:
        return [head, *lines_of_items(case)]
    with problems_in(shown(path)):
        wanted = path_of_item(item, case.response)
    (found,) = (one for one in tracked_items(case) if one.path == wanted)
    return [head, *lines_of_item(found)]
