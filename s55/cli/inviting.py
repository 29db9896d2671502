"""Writing one invitation: its files first, then its record in the draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from s55.drafts.record import Invited, marked_as_invited
from s55.errors import ExitCode, S55Error
from s55.model.dates import in_words
from s55.office.outputs import write_atomically
from s55.pipeline.response import Format, check, invite
from s55.problems import Problem, Severity
from s55.rules.deadlines import england_and_wales
from s55.rules.statute import reply_by_problems
from s55.sources.files import read_text
from s55.views.invitation import InvitationDates
from s55.workspace import Workspace, shown


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    asked: InvitationDates
    how: str | None
    formats: tuple[Format, ...]
    template: str | None
    out: Path
    again: bool
    today: date


def invited(workspace: Workspace, path: Path, wish: Wish) -> tuple[str, list[Problem]]:
    """Write the invitation of a draft and record it; the line to print, and what to warn of.

    The draft is changed last, and only when every file is written.

    Raises:
        S55Error: what stops it; the draft is then as it was.
    """
    file = shown(path)
    settings = workspace.settings()
    text = read_text(path, file, keep_mark=True)
    asked = wish.asked
    record = Invited(asked.day, asked.reply_by, wish.how)
    checked = check(
        read_text(path, file), file, settings, wish.today, england_and_wales(), final=False
    )
    if checked.usable is None:
        errors = [one for one in checked.problems if one.severity is Severity.ERROR]
        raise S55Error(errors, ExitCode.PROBLEMS)
    response = checked.usable.response
    recorded = marked_as_invited(text, record, again=wish.again)
    template = workspace.template_set(wish.template or response.template or settings.template)
    logo = workspace.logo(settings)
    outputs = invite(checked.usable, path.stem, asked, settings, template, logo, wish.formats)
    written = [wish.out / f"{path.stem}-invitation.{kind.value}" for kind in wish.formats]
    for target, kind in zip(written, wish.formats, strict=True):
        write_atomically(target, outputs[kind])
    write_atomically(path, recorded.encode())
    warnings = reply_by_problems(
        asked.reply_by, max(wish.today, asked.day), response.inspection.published
    )
    told = (
        f"{file} -> {', '.join(map(shown, written))}; recorded: invited {in_words(asked.day)}, "
        f"comments asked for by {in_words(asked.reply_by)}."
    )
    return told, [problem.in_file(file) for problem in warnings]
