"""``s55 calendar``: the days of all responses as a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Names, Today, the_day
from s55.cli.screen import print_problems


def calendar(
    names: Names = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="The file to write. Default: build/calendar.ics."
        ),
    ] = None,
    items: Annotated[
        bool, typer.Option("--items", help="Also the day by which each open item is to be done.")
    ] = False,
    today: Today = None,
) -> None:
    """Write a calendar file (.ics) with every deadline.

    It says when to invite comments, when they are due and when to publish, when the panel meets and
    by when its papers must be out. Let your calendar
    program read the file again after each change: entries move, and those done are cancelled. It is
    for the office; what everybody may subscribe to is among the files of 's55 site'.

    Example: s55 calendar --out deadlines.ics
    """
    from s55.disk.writing import write_atomically
    from s55.model.panel import PanelSettings
    from s55.office.reminders import (
        item_reminders,
        meeting_reminders,
        reminders_of,
        worth_sending,
    )
    from s55.pipeline.cases import doubled, load_cases
    from s55.render.calendar import office_entries, office_name, to_calendar
    from s55.rules.deadlines import england_and_wales
    from s55.workspace import find_workspace, shown

    day = the_day(today)
    workspace = find_workspace(Path.cwd())
    settings = workspace.settings()
    loaded = load_cases(workspace, names or [], settings, day)
    print_problems(doubled(loaded))
    cases = [one.case for one in loaded]
    closed = england_and_wales()
    reminders = worth_sending(reminders_of(cases, settings.calendar, closed), day)
    panel = PanelSettings() if names else workspace.panel()
    meetings = meeting_reminders(panel, settings.calendar, day, closed)
    due = item_reminders(cases, settings.calendar, day, closed) if items else []
    entries = office_entries(reminders, settings, meetings, due)
    if not entries:
        typer.echo(f"There is no draft in {shown(workspace.responses)}; nothing was written.")
        return
    target = out if out is not None else workspace.build / "calendar.ics"
    write_atomically(target, to_calendar(office_name(settings), entries, day))
    done = sum(entry.is_cancelled for entry in entries)
    meets = _and_meetings(len(meetings))
    typer.echo(
        f"{shown(target)}: {len(cases)} {'response' if len(cases) == 1 else 'responses'}, "
        f"{len(reminders) + len(due) - done} entries to come, {done} done and cancelled{meets}."
    )


def _and_meetings(number: int) -> str:
    """Name the meetings, if there are any."""
    words = "1 meeting" if number == 1 else f"{number} meetings"
    return f"; {words} of the panel and the days of their papers" if number else ""
