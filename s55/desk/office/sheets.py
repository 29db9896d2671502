"""Take in a spreadsheet of the register that came back: what it changes is shown first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to
from s55.desk.filling_in import FILE, NOTHING, ShownForm
from s55.desk.forms import Fields
from s55.desk.office.register import SET
from s55.desk.uploads import Upload, gone
from s55.disk.changing import OvertakenError
from s55.errors import S55Error, problems_told
from s55.pipeline.rendering.limited import AFTER_READING, FILE_SECONDS
from s55.pipeline.tracking.updating import SheetUpdate, read_update, write_update
from s55.problems import Problem, error
from s55.workspace import with_shown_files

_HINTS = {"R150": "Fill in the day in the spreadsheet, and take it in again."}
"""What is to be done at the desk, in place of hints that name the options of the command."""


def take_in(desk: Desk, request: Request, problems: Sequence[Problem]) -> Response:
    """Show the form to which a filled-in spreadsheet is given."""
    del desk, request
    form = FILE.shown(NOTHING, problems)
    return answer_with("take_in", form.status, found=None, form=form)


def came_back(desk: Desk, request: Request, upload: Upload) -> Response:
    """Read a spreadsheet, and show what it changes."""
    del request
    return _changes(desk, "", upload, ())


def taken_in(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record what a spreadsheet says, if that is still what was shown."""
    del request
    key = fields.get("key", "")
    upload = desk.uploads.get(key)
    if upload is None:
        raise gone()
    found = _read(desk, upload)
    if _digest(found) != fields.get("seen"):
        return _changes(desk, key, upload, (_changed_meanwhile(),))
    try:
        if found.entries:
            write_update(found)
    except OvertakenError:
        return _changes(desk, key, upload, (_changed_meanwhile(),))
    except (S55Error, OSError) as failure:
        return _changes(desk, key, upload, problems_told(failure))
    desk.uploads.forget(key)
    return lead_to(f"/register?recorded={found.entries}")


def _read(desk: Desk, upload: Upload) -> SheetUpdate:
    """Read a spreadsheet within limits: whoever has had it may have put anything into it."""
    read = partial(read_update, desk.workspace, upload.data, upload.name, SET, None, desk.today())
    return desk.limited.made(read, f"reading {upload.name}", FILE_SECONDS, AFTER_READING)


def _changes(desk: Desk, key: str, upload: Upload, problems: Sequence[Problem]) -> Response:
    """Show what a spreadsheet changes; one that could be read, and has no key yet, is kept."""
    found, form = _read(desk, upload), ShownForm(NOTHING, tuple(with_shown_files(problems)))
    return answer_with(
        "take_in",
        form.status,
        found=found,
        told=[replace(one, hint=_HINTS.get(one.code, one.hint)) for one in found.problems],
        file=upload.name,
        key=key or desk.uploads.keep(upload),
        seen=_digest(found),
        form=form,
    )


def _digest(found: SheetUpdate) -> str:
    parts = (change.after or b"" for change in found.changes)
    return hashlib.sha256(b"\0".join([*parts, *(one.encode() for one in found.lines)])).hexdigest()


def _changed_meanwhile() -> Problem:
    return error(
        "K111",
        "somebody else has recorded something meanwhile; nothing was written",
        "Below is what the file changes now. Look at it, and say so again.",
    )
