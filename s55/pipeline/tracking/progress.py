"""Read the record of progress that belongs to a draft."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from s55.disk.places import progress_file
from s55.errors import S55Error
from s55.model.response import Response
from s55.problems import Problem
from s55.sources.files import read_text
from s55.workspace import drafts_in, shown

if TYPE_CHECKING:
    from s55.drafts.progress import Entries


def progress_of(path: Path, response: Response, today: date) -> tuple[Entries, list[Problem]]:
    """Read the progress of a response's items, with every problem of its record.

    Args:
        path: the draft.
        response: what it says.
        today: the current day in Europe/London.

    Returns:
        the entries by item, none where there is no record or it cannot be understood.
    """
    record = progress_file(path)
    if not record.exists():
        return {}, []
    from s55.drafts.progress import load_progress, progress_problems

    file = shown(record)
    try:
        text = read_text(record, file)
    except S55Error as failure:
        return {}, list(failure.problems)
    read, problems = load_progress(text, file)
    if read is None:
        return {}, problems
    # The folder is listed only for what needs it: there is a record for each of many drafts.
    superseded = any(one.superseded_by for entries in read.items.values() for one in entries)
    drafts = {one.stem for one in drafts_in(path.parent)} if superseded else set()
    found = progress_problems(text, file, read, response, today, drafts)
    return read.items, [*problems, *found]
