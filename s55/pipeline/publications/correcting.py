"""Correct and withdraw published responses, and find the response that replaces another."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

from s55.disk.changing import FileChange, HistoryNote, commit, until_not_overtaken
from s55.drafts.corrections import corrected, withdrawn
from s55.drafts.dispatches import Marked, Record
from s55.drafts.load import load
from s55.errors import ExitCode, S55Error, problems_in
from s55.model.dates import with_weekday
from s55.pipeline.recording.dispatches import Publishing, write_published
from s55.pipeline.signing import sign_off_problems, signed_copies
from s55.problems import error
from s55.sources.files import BYTE_ORDER_MARK, read_text
from s55.workspace import Workspace, shown

_DONE = {"correct": "corrected and published again", "withdraw": "withdrawn"}


def record_correction(
    workspace: Workspace,
    path: Path,
    record: Record,
    today: date,
    *,
    anyway: bool,
    publishing: Publishing | None,
) -> str:
    """Record in a draft that its response was corrected and published again; give a summary.

    Args:
        workspace: the workspace.
        path: the draft, with the text corrected already.
        record: the day, what was corrected, and where it is.
        today: the current day in Europe/London.
        anyway: whether to record a day that cannot be right.
        publishing: how what is published is kept; None to record only.

    Raises:
        S55Error: D173 when the text is not the one that was signed off, and what
            :func:`s55.drafts.corrections.corrected` raises; the file is then as it was.
    """

    def change(text: str) -> Marked:
        made = corrected(text, shlex.quote(path.stem), record, today, anyway=anyway)
        _refuse_unsigned(workspace, path, text)
        return made

    return _written(workspace, HistoryNote(path, "correct"), change, record, today, publishing)


def record_withdrawal(
    workspace: Workspace,
    path: Path,
    record: Record,
    today: date,
    *,
    anyway: bool,
    publishing: Publishing | None,
) -> str:
    """Record in a draft that its response was withdrawn; give a summary line.

    Args:
        workspace: the workspace.
        path: the draft.
        record: the day, why, and the draft of the response that replaces it.
        today: the current day in Europe/London.
        anyway: whether to record a day that cannot be right.
        publishing: how what is published is kept; None to record only.

    Raises:
        S55Error: D172 when there is no draft of the response that replaces it, and what
            :func:`s55.drafts.corrections.withdrawn` raises; the file is then as it was.
    """
    if record.replaced_by is not None:
        _refuse_no_replacement(workspace, path, record.replaced_by)

    def change(text: str) -> Marked:
        return withdrawn(text, shlex.quote(path.stem), record, today, anyway=anyway)

    return _written(workspace, HistoryNote(path, "withdraw"), change, record, today, publishing)


def _written(
    workspace: Workspace,
    noted: HistoryNote,
    make: Callable[[str], Marked],
    record: Record,
    today: date,
    publishing: Publishing | None,
) -> str:
    path = noted.draft

    def once() -> str:
        text = read_text(path, shown(path), keep_mark=True)
        with problems_in(shown(path)):
            made = make(text)
        change = FileChange(path, text.encode(), made.text.encode())
        kept = ""
        if publishing is None:
            commit([change], noted)
        else:
            said = write_published(workspace, change, noted, record.day, today, publishing)
            kept = f" {said}."
        day = f", {with_weekday(record.day)}" if record.day else ""
        done = f"{_DONE[noted.command]}{day}.{kept}"
        typed = shlex.quote(path.stem)
        return f"{shown(path)}: {done} Send copies again to those who had it: s55 status {typed}."

    return until_not_overtaken(once)


def _refuse_unsigned(workspace: Workspace, path: Path, text: str) -> None:
    """Refuse a text that is not the one that was signed off; what cannot be told is let pass."""
    settings = workspace.settings_or_none()
    draft, _ = load(text.removeprefix(BYTE_ORDER_MARK), shown(path))
    if settings is None or draft is None:
        return
    typed = shlex.quote(path.stem)
    found = sign_off_problems(draft, typed, settings, signed_copies(path), final=False)
    if changed := [one for one in found if one.code in {"D145", "D146"}]:
        again = error(
            "D173",
            "the correction is not signed off: the text is not the one that was approved",
            f"Have it approved and sign it: s55 sign {typed} --again --on DATE. "
            "Then record the correction.",
            path="sign_off",
        )
        raise S55Error(draft.located([*changed, again]))


def _refuse_no_replacement(workspace: Workspace, path: Path, name: str) -> None:
    if name == path.stem:
        problem = error(
            "D172",
            f"'{name}' is the response that is withdrawn, and cannot replace itself",
            "Name the draft of the other response, or leave the option out.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    try:
        workspace.draft(name)
    except S55Error as failure:
        (first, *_) = failure.problems
        problem = error("D172", f"the draft that replaces it: {first.message}", first.hint)
        raise S55Error([problem], ExitCode.USAGE) from None
