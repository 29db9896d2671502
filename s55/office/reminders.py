"""Plan four days for each response, and those of meetings and items, with their alarms.

The days are counted in working days of England and Wales (settings: ``calendar``), except for the
statutory last day, which the Act sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from s55.model.office import CalendarSettings
from s55.model.panel import PanelSettings
from s55.model.response import Invitation
from s55.office.cases import Case
from s55.office.items import TrackedItem, of_all
from s55.records import dataclass
from s55.rules.deadlines import Closure, last_working_day
from s55.rules.meetings import papers_day

_YEAR = timedelta(days=365)


class ReminderKind(StrEnum):
    """What to do by the day; the words are part of the UIDs by which calendars know entries."""

    INVITE = "invitation"
    COMMENTS = "comments"
    PUBLISH = "target"
    STATUTORY = "statutory"


class Reason(StrEnum):
    """Why nothing is left to be done."""

    PUBLISHED = "published"
    ANSWERED_BEFORE = "answered before"
    """By the withdrawn response that this one replaces, from which section 55(5A) counts."""
    SIGNED_OFF = "signed off"
    COMMENTS_IN = "comments in"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be done by a day.

    Attributes:
        case: the report and its response.
        kind: what is to be done.
        day: the day by which; of a recorded one whatever was recorded, of the statutory one day 56,
            and of the others always a working day.
        is_recorded: whether the draft names the day, so that it was not worked out.
        closed: why offices are closed on the day; None when they work.
        working: the last working day on or before the day.
        done: why nothing is left to be done; None while something is.
        alarms: the days on which to be reminded, the first first; working days that are not past.
    """

    case: Case
    kind: ReminderKind
    day: date
    is_recorded: bool
    closed: str | None
    working: date
    done: Reason | None
    alarms: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class MeetingReminder:
    """A meeting of the panel that is still to come.

    Attributes:
        meeting: its day.
        papers: the last day on which its papers can come out.
        alarms: the days on which to be reminded of the papers; working days that are not past.
    """

    meeting: date
    papers: date
    alarms: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ItemReminder:
    """The day by which an item is to be done.

    Attributes:
        item: the item.
        day: the force's own day, or else the report's.
        is_done: whether nothing is left to do.
        alarms: the days on which to be reminded; working days that are not past.
    """

    item: TrackedItem
    day: date
    is_done: bool
    alarms: tuple[date, ...]


def item_reminders(
    cases: Iterable[Case], settings: CalendarSettings, today: date, closed: Closure
) -> list[ItemReminder]:
    """List the items that have a day, in the order of the cases; what is over a year ago is not in.

    Of those on which nothing is left to do are in which were done within a year, so that a calendar
    can cancel their entries.
    """
    year_ago, found = today - _YEAR, []
    for item in of_all(cases):
        if not item.applies or item.due is None or item.due < year_ago:
            continue
        if item.is_open:
            alarms = _alarms(item.due, settings.remind, today, closed)
            found.append(ItemReminder(item, item.due, is_done=False, alarms=alarms))
        elif item.latest is not None and item.latest.date >= year_ago:
            found.append(ItemReminder(item, item.due, is_done=True, alarms=()))
    return found


def meeting_reminders(
    panel: PanelSettings, settings: CalendarSettings, today: date, closed: Closure
) -> list[MeetingReminder]:
    """List the meetings to come, in order, each with the day by which its papers must be out."""
    coming = sorted(meeting.date for meeting in panel.meetings if meeting.date >= today)
    out = {day: papers_day(day, panel.papers.clear_days, closed) for day in coming}
    return [
        MeetingReminder(day, out[day], _alarms(out[day], settings.remind, today, closed))
        for day in coming
    ]


def worth_sending(reminders: Iterable[Reminder], today: date) -> list[Reminder]:
    """Leave out the work that was done and whose statutory day is over a year ago.

    Calendars have long cancelled their entries, and would show a flood of them to a new reader.
    """
    year_ago = today - _YEAR
    return [one for one in reminders if not (one.done and one.case.statutory < year_ago)]


def working_days_after(day: date, count: int, closed: Closure) -> date:
    """Find the ``count``-th working day after ``day``; with 0, the first on or after it."""
    return _working_day(day, count, closed, timedelta(days=1))


def working_days_before(day: date, count: int, closed: Closure) -> date:
    """Find the ``count``-th working day before ``day``; with 0, the last on or before it."""
    return _working_day(day, count, closed, timedelta(days=-1))


def _working_day(day: date, count: int, closed: Closure, step: timedelta) -> date:
    while count > 0 or closed(day) is not None:
        day += step
        count -= closed(day) is None
    return day


def reminders_of(
    cases: Iterable[Case], settings: CalendarSettings, closed: Closure
) -> list[Reminder]:
    """Plan the four reminders of every case, in the order of the cases and of the work.

    They include those of finished work, so that a calendar can cancel its entries.

    Args:
        cases: the reports and the state of their responses.
        settings: the office's lead times, in working days, and when it wants to be reminded.
        closed: the calendar of days on which offices are closed.
    """
    return [
        _reminder(case, kind, day, settings, closed)
        for case in cases
        for kind, day in _planned(case, settings, closed).items()
    ]


def _planned(case: Case, settings: CalendarSettings, closed: Closure) -> dict[ReminderKind, date]:
    """Work out the days, in order; lead times that do not fit into the period are cut short."""
    first = working_days_after(case.published, 0, closed)
    target = working_days_before(case.statutory, settings.publish_before, closed)
    target = max(first, target)
    comments = working_days_before(case.statutory, settings.comments_before, closed)
    comments = min(max(first, comments), target)
    invitation = working_days_after(case.published, settings.invite_within, closed)
    return {
        ReminderKind.INVITE: min(invitation, comments),
        ReminderKind.COMMENTS: comments,
        ReminderKind.PUBLISH: target,
        ReminderKind.STATUTORY: case.statutory,
    }


def _reminder(
    case: Case, kind: ReminderKind, planned: date, settings: CalendarSettings, closed: Closure
) -> Reminder:
    invited = _invitation(case)
    recorded = invited.reply_by if invited and kind is ReminderKind.COMMENTS else None
    day = recorded or planned
    done = _done(case, kind)
    return Reminder(
        case=case,
        kind=kind,
        day=day,
        is_recorded=recorded is not None,
        closed=closed(day),
        working=last_working_day(day, closed),
        done=done,
        alarms=() if done else _alarms(day, settings.remind, case.today, closed),
    )


def _done(case: Case, kind: ReminderKind) -> Reason | None:
    if case.is_answered:
        return Reason.PUBLISHED
    if kind in {ReminderKind.PUBLISH, ReminderKind.STATUTORY}:
        return Reason.ANSWERED_BEFORE if case.answered_before else None
    if case.response.has_chief_officers_comments:
        return Reason.COMMENTS_IN
    if kind is ReminderKind.INVITE and _invitation(case) is not None:
        return Reason.INVITED
    return Reason.SIGNED_OFF if case.response.is_signed_off else None


def _invitation(case: Case) -> Invitation | None:
    officer = case.response.chief_officer
    return officer.invited if officer else None


def _alarms(day: date, remind: Iterable[int], today: date, closed: Closure) -> tuple[date, ...]:
    """Work out the days of the alarms: working days, since an empty office reads no alarm."""
    wanted = {last_working_day(day - timedelta(days=before), closed) for before in remind}
    return tuple(sorted(alarm for alarm in wanted if alarm >= today))
