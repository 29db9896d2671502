"""Make the office's calendar: the days of all responses, of the panel's meetings, and of items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from s55.model.panel import PanelSettings
from s55.office.reminders import item_reminders, meeting_reminders, reminders_of, worth_sending
from s55.pipeline.cases import doubled, load_cases
from s55.problems import Problem
from s55.records import dataclass
from s55.render.calendar import office_entries, office_name, to_calendar
from s55.rules.deadlines import england_and_wales
from s55.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MadeCalendar:
    """A calendar that was made and not written.

    Attributes:
        data: the file (.ics); None where there is nothing to be in it.
        summary: what is in it.
        warnings: what a person should know.
    """

    data: bytes | None
    summary: str
    warnings: tuple[Problem, ...]


def made_calendar(
    workspace: Workspace, names: Sequence[str], today: date, *, items: bool, jobs: int = 1
) -> MadeCalendar:
    """Make the calendar, and write nothing.

    Args:
        workspace: the workspace.
        names: the drafts, by name or file; all, and the panel's meetings, when there are none.
        today: the current day in Europe/London.
        items: whether the day of each open item is in it too.
        jobs: how many processes may read drafts at once.

    Raises:
        S55Error: every error in the settings and the drafts.
    """
    settings, closed = workspace.settings(), england_and_wales()
    loaded = load_cases(workspace, names, settings, today, jobs)
    warnings = tuple(doubled(loaded))
    cases = [one.case for one in loaded]
    reminders = worth_sending(reminders_of(cases, settings.calendar, closed), today)
    panel = PanelSettings() if names else workspace.panel()
    meetings = meeting_reminders(panel, settings.calendar, today, closed)
    due = item_reminders(cases, settings.calendar, today, closed) if items else []
    entries = office_entries(reminders, settings, meetings, due)
    if not entries:
        return MadeCalendar(None, "", warnings)
    done = sum(entry.is_cancelled for entry in entries)
    summary = (
        f"{len(cases)} {'response' if len(cases) == 1 else 'responses'}, "
        f"{len(reminders) + len(due) - done} entries to come, {done} done and cancelled"
        f"{_and_meetings(len(meetings))}."
    )
    data = to_calendar(office_name(settings), entries, today)
    return MadeCalendar(data, summary, warnings)


def _and_meetings(number: int) -> str:
    """Name the meetings, if there are any."""
    if number == 1:
        return "; 1 meeting of the panel and the day of its papers"
    return f"; {number} meetings of the panel and the days of their papers" if number else ""
