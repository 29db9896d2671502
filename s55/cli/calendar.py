"""``s55 calendar``: the days of all responses as a calendar that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Names, Today, current_folder, the_day


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(calendar)


def calendar(
    names: Names = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Where to write; build/calendar.ics if not."),
    ] = None,
    today: Today = None,
) -> None:
    """Write a calendar (.ics): when to invite comments, when they are due, when to publish.

    Read it again with your calendar program after each change: entries move, and done ones go.

    Example: s55 calendar --out deadlines.ics
    """
    from s55.cli.gathering import gather
    from s55.office.outputs import write_atomically
    from s55.office.reminders import reminders_of
    from s55.render.calendar import to_calendar
    from s55.rules.deadlines import england_and_wales
    from s55.workspace import find_workspace, shown

    day = the_day(today)
    workspace = find_workspace(current_folder())
    settings = workspace.settings()
    wanted = list(dict.fromkeys(names or []))  # an entry stands once, however often it is named
    cases = [one.case for one in gather(workspace, wanted, settings, day)]
    reminders = reminders_of(cases, settings.calendar, england_and_wales())
    if not reminders:
        typer.echo(f"There is no draft in {shown(workspace.responses)}; nothing was written.")
        return
    target = out if out is not None else workspace.build / "calendar.ics"
    write_atomically(target, to_calendar(reminders, settings, day))
    done = sum(reminder.done is not None for reminder in reminders)
    typer.echo(
        f"{shown(target)}: {len(cases)} {'response' if len(cases) == 1 else 'responses'}, "
        f"{len(reminders) - done} entries to come, {done} done and cancelled."
    )
