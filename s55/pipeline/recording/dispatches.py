"""Record that a response was published or sent.

What is published is kept with the record, in ``published/``. What only publishing or listing needs
is loaded there: most records are a line.
"""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from s55.disk.changing import (
    FileChange,
    HistoryNote,
    OvertakenError,
    commit,
    until_not_overtaken,
)
from s55.drafts.dispatches import Marked, Record, marked, put_right
from s55.drafts.load import response_of
from s55.errors import S55Error, problems_in
from s55.model.dates import with_weekday
from s55.model.distribution import WEBSITE, DispatchEvent
from s55.model.office import Settings
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.files import read_text
from s55.workspace import Workspace, shown

_PUBLISHED = (DispatchEvent.PUBLISHED, DispatchEvent.REPUBLISHED)


@dataclass(frozen=True, slots=True)
class Publishing:
    """How a publication is kept.

    Attributes:
        given: the files that were in fact published; without them s55 makes the three.
    """

    given: tuple[Path, ...] = ()


def record_dispatch(
    workspace: Workspace,
    path: Path,
    record: Record,
    today: date,
    *,
    replace: bool = False,
    anyway: bool = False,
    publishing: Publishing | None = None,
) -> str:
    """Record in a draft that the response was published or sent; give a summary line.

    What is published on the website is kept as it is, if ``publishing`` says how.

    Args:
        workspace: the workspace.
        path: the draft.
        record: the event.
        today: the current day in Europe/London.
        replace: whether to put the latest record of the recipient right instead.
        anyway: whether to record a day that cannot be right.
        publishing: how a publication is kept; None to record only.

    Raises:
        S55Error: what :mod:`s55.drafts.dispatches` raises, and P408 with what
            :func:`s55.pipeline.publications.publishing.publication_of` raises; the file is then
            as it was.
    """
    if replace and not (publishing and publishing.given):
        return correct_dispatch(workspace, path, record, today, "", anyway=anyway)
    added = _added(workspace)
    noted = HistoryNote(path, "mark")
    record_in = put_right if replace else marked

    def once() -> str:
        text = read_text(path, shown(path), keep_mark=True)
        with problems_in(shown(path)):
            made = record_in(text, record, added, today, anyway=anyway)
        is_published = record.recipient == WEBSITE and made.event in _PUBLISHED
        change = FileChange(path, text.encode(), made.text.encode())
        kept = ""
        if publishing and is_published:
            said = write_published(workspace, change, noted, record.day, today, publishing)
            kept = f" {said}."
        else:
            commit([change], noted)
        return f"{_told(path, record, made, 'put right' if replace else 'recorded')}{kept}"

    return until_not_overtaken(once)


def correct_dispatch(
    workspace: Workspace,
    path: Path,
    record: Record,
    today: date,
    seen: str,
    *,
    anyway: bool = False,
) -> str:
    """Put the latest record of a recipient right, and give a summary line; nothing is published.

    Args:
        workspace: the workspace.
        path: the draft.
        record: what to change; what it does not name stays.
        today: the current day in Europe/London.
        seen: the fingerprint (:func:`s55.drafts.dispatches.seen_of`) of the record that the person
            saw; '' where nobody has looked.
        anyway: whether to record a day that cannot be right.

    Raises:
        S55Error: what :func:`s55.drafts.dispatches.put_right` raises; the file is then as it was.
    """
    added = _added(workspace)

    def once() -> str:
        text = read_text(path, shown(path), keep_mark=True)
        with problems_in(shown(path)):
            made = put_right(text, record, added, today, anyway=anyway, seen=seen)
        commit([FileChange(path, text.encode(), made.text.encode())], HistoryNote(path, "mark"))
        return _told(path, record, made, "put right")

    return until_not_overtaken(once)


def _added(workspace: Workspace) -> set[str]:
    """List the recipients that the settings add."""
    settings = workspace.settings_or_none()
    return set(settings.added_recipients) if settings else set()


def _told(path: Path, record: Record, made: Marked, what: str) -> str:
    day = f", {with_weekday(record.day)}" if record.day else ""
    return f"{shown(path)}: {what} {record.recipient}, {made.event.value}{day}."


def write_published(
    workspace: Workspace,
    change: FileChange,
    noted: HistoryNote,
    day: date | None,
    today: date,
    publishing: Publishing,
) -> str:
    """Keep a publication and write the draft, both or neither; say where it is kept.

    Args:
        workspace: where publications are kept.
        change: the draft as it was read, and with the publication recorded.
        noted: what the history says of it.
        day: the day of the publication, if it is known.
        today: the current day in Europe/London.
        publishing: how it is kept.

    Raises:
        S55Error: P408 with what
            :func:`s55.pipeline.publications.publishing.publication_of` raises.
    """
    from s55.pipeline.publications.publishing import kept_as, publication_of

    path, text = change.path, (change.after or b"").decode()
    settings = workspace.settings_or_none()  # before: what was written is not refused any more
    try:
        kept, folder = publication_of(workspace, path, text, day, today, publishing.given)
        commit([*folder, change], noted)
    except OvertakenError:
        raise
    except S55Error as failure:
        raise S55Error([*failure.problems, _not_kept(path)], failure.exit_code) from None
    if response_of(text).sign_off is None and not publishing.given:
        return f"{kept_as(kept)}. It is not signed off, and they say that it is a draft"
    return f"{kept_as(kept)}{_doubt_of(path, settings, today)}"


def _doubt_of(path: Path, settings: Settings | None, today: date) -> str:
    """Say what a published response lacks; nothing where it lacks nothing, or cannot be read."""
    from s55.pipeline.checking import check_file, lacking_before_publication
    from s55.rules.signed import CHANGED_SINCE

    try:
        checked = check_file(path, settings, today, final=True)
    except S55Error:  # it is recorded, all the same
        return ""
    command = f"s55 check {shlex.quote(path.stem)}"
    if any(one.code in CHANGED_SINCE for one in checked.problems):
        return f". It is not as it was signed off: {command}"
    lacking = len(lacking_before_publication(checked))
    noun = "error" if lacking == 1 else "errors"
    return f". It is not complete ({lacking} {noun}): {command} --final" if lacking else ""


def _not_kept(path: Path) -> Problem:
    return error(
        "P408",
        "nothing was recorded: what is published is kept as well, and that could not be done",
        "Put right what is said above. Of a response that was published before s55 kept it, keep "
        "the file itself (--file FILE), or record only the day (--without-files).",
    ).in_file(shown(path))
