"""Read a returned Word file into its draft: find which document it is, compare, write."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from s55.disk.changing import FileChange, HistoryNote, commit
from s55.drafts.load import load
from s55.errors import S55Error
from s55.model.response import Response
from s55.problems import Problem, error
from s55.returns.collecting import Collected, Decision, collect
from s55.returns.keeping import folder_for, kept_changes
from s55.returns.making import as_now, rendered_again
from s55.returns.word.reading import carried_in, carries_outline, foreign
from s55.returns.word.recognising import Candidate, names_report, recognised
from s55.sources.files import BYTE_ORDER_MARK, contents_of, read_text
from s55.workspace import Workspace, shown


def read_return(
    workspace: Workspace,
    text: str,
    path: Path,
    data: bytes,
    file: str,
    *,
    allow_empty: bool,
    chosen: Mapping[str, Decision] | None = None,
) -> Collected:
    """Find what a returned file changes in a draft.

    Args:
        workspace: the workspace of the draft.
        text: the text of the draft.
        path: the draft's file.
        data: the returned file.
        file: its name, for messages.
        allow_empty: whether an emptied answer empties the draft's text.
        chosen: what becomes of each change, as :func:`s55.returns.collecting.collect` takes it.

    Raises:
        S55Error: R101 when the file is not a document of the draft, R102 when it is one of another
            draft, and what :func:`s55.returns.collecting.collect` raises.
    """
    carried = carried_in(data, file)
    draft, problems = load(text.removeprefix(BYTE_ORDER_MARK), str(path))
    if draft is None:
        raise S55Error(problems)
    made = instead = None
    if carried is None:
        candidate = _candidate(workspace, draft.response, path, data, file)
        made, instead = candidate.data, candidate.carried
    elif not carries_outline(data, file):
        made = rendered_again(workspace, carried, draft.response)
    return collect(
        text,
        path.stem,
        data,
        file,
        made,
        allow_empty=allow_empty,
        instead=instead,
        chosen=chosen,
    )


def _candidate(
    workspace: Workspace, response: Response, path: Path, data: bytes, file: str
) -> Candidate:
    """Recognise a file that has lost its data as one of the draft's documents."""
    candidate = recognised(data, file, as_now(workspace, path.stem, response))
    if candidate is not None:
        return candidate
    raise S55Error([_of_another_draft(workspace, path, data, file) or foreign()])


def _of_another_draft(workspace: Workspace, path: Path, data: bytes, file: str) -> Problem | None:
    """Report (R102) that the file names the report of another draft."""
    for other in workspace.drafts():
        draft, _ = load(read_text(other, shown(other)), str(other))
        title = draft.response.inspection.title if draft is not None else ""
        if other != path and title and names_report(data, file, title):
            return error(
                "R102",
                f"the file belongs to another response: it names the report '{title}' "
                f"(draft '{other.stem}')",
                f"Collect it into that draft: s55 collect {shlex.quote(other.stem)} FILE.",
            )
    return None


def write_return(
    path: Path, text: str, found: Collected, came_as: str, data: bytes, today: date
) -> Path:
    """Keep a returned file and its pictures beside the draft, then write the draft.

    Args:
        path: the draft's file.
        text: the text of the draft.
        found: what came back.
        came_as: the name of the returned file.
        data: its bytes.
        today: the day on which it is kept.

    Returns:
        Where the file is kept.

    Raises:
        S55Error: what :func:`s55.disk.changing.commit` raises; the draft is then as it was.
    """
    stored, changes = kept_changes(path, data, came_as, today)
    folder = folder_for(path)
    stem = stored.name.rpartition(".")[0]
    for image in found.returned.images:
        place = folder / f"{stem}-{image.name}"
        before = contents_of(place) if place.exists() else None
        changes.append(FileChange(place, before, image.data))
    changes.append(FileChange(path, text.encode(), found.text.encode()))
    commit(changes, HistoryNote(path, "collect"))
    return folder / stored.name
