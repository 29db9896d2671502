"""Record who approved a response, and keep it as it was signed."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

from s55.disk.changing import FileChange, HistoryNote, commit, until_not_overtaken
from s55.drafts.load import Draft
from s55.drafts.signing import Approval, Signed, is_signed_so, signed
from s55.errors import S55Error, problems_in
from s55.model.dates import with_weekday
from s55.model.office import Settings
from s55.problems import Problem, Severity, error, errors_of
from s55.sources.files import read_text
from s55.sources.seen import digest_of
from s55.workspace import Workspace, shown


def record_sign_off(
    workspace: Workspace,
    path: Path,
    approval: Approval,
    today: date,
    *,
    again: bool,
    seen: str | None = None,
) -> str:
    """Record in a draft who approved it, and keep it as it was signed; give a summary line.

    Args:
        workspace: the workspace.
        path: the draft.
        approval: who approved it, and when.
        today: the current day in Europe/London.
        again: whether an approval that is recorded is replaced.
        seen: the text that was looked at, by :func:`s55.sources.seen.digest_of`; None for the text
            as it is.

    Raises:
        S55Error: every error in the draft, K111 when it is not the text that was looked at, and
            what :func:`s55.drafts.signing.signed` and :func:`s55.disk.changing.commit` raise; the
            draft is then as it was.
    """
    from s55.pipeline.checking import check_file, problems_now
    from s55.pipeline.signing import signed_changes

    settings = workspace.settings()

    def once() -> str:
        before = read_text(path, shown(path), keep_mark=True)
        draft = check_file(path, settings, today)
        if seen is not None and digest_of(before) != seen:
            # Who is not told that it was done sends the same again.
            if draft.usable and is_signed_so(draft.usable.response, settings, approval):
                return "it is signed off so already."
            raise S55Error([changed_meanwhile("Look at the response, and say so again.")])
        if draft.usable is None:
            raise S55Error(errors_of(draft.problems))
        done = _signed(before, draft.usable, settings, approval, today, again=again)
        # The copy first: a sign-off without its copy could not say what changed.
        kept, copies = signed_changes(path, done.text)
        change = FileChange(path, before.encode(), done.text.encode())
        commit([*copies, change], HistoryNote(path, "sign"))
        who = ", ".join(filter(None, (done.sign_off.name, done.sign_off.post)))
        return f"signed off on {with_weekday(done.sign_off.date)} by {who}; kept as {shown(kept)}."

    summary = until_not_overtaken(once)
    problems = problems_now(path, settings, today)
    if warnings := sum(one.severity is Severity.WARNING for one in problems):
        noun = "warning" if warnings == 1 else "warnings"
        summary += f" ({warnings} {noun}: s55 check {shlex.quote(path.stem)})"
    return f"{shown(path)}: {summary}"


def changed_meanwhile(hint: str) -> Problem:
    """Say that a draft is not what the person saw who decided about it (K111)."""
    message = "somebody else has changed the draft meanwhile; nothing was written"
    return error("K111", message, hint)


def _signed(
    text: str, draft: Draft, settings: Settings, approval: Approval, today: date, *, again: bool
) -> Signed:
    with problems_in(draft.file):
        try:
            return signed(text, draft.response, settings, approval, today, again=again)
        except S55Error as failure:
            raise S55Error(draft.located(failure.problems), failure.exit_code) from None
