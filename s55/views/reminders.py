"""Write what a reminder says: a title of one line, and a description in whole sentences."""

from __future__ import annotations

import shlex

from s55.model.dates import in_words, with_weekday
from s55.office.reminders import ItemReminder, MeetingReminder, Reason, Reminder, ReminderKind
from s55.rules.deadlines import STATUTORY_PERIOD_DAYS

_TITLES = {
    ReminderKind.INVITE: "Invite comments",
    ReminderKind.COMMENTS: "Comments due",
    ReminderKind.PUBLISH: "Aim to publish",
    ReminderKind.STATUTORY: "Statutory last day",
}

_DONE = {
    Reason.PUBLISHED: "Done: the response is published.",
    Reason.ANSWERED_BEFORE: (
        "Done: the report was answered before, by the withdrawn response that this one replaces."
    ),
    Reason.SIGNED_OFF: "Done: the response is signed off.",
    Reason.COMMENTS_IN: "Done: the draft has the chief officer’s comments.",
    Reason.INVITED: "Done: the chief officer has been invited to comment.",
}


def title_of(reminder: Reminder) -> str:
    """Write the title: what is to be done about which response, and whether it is done.

    Some programs show cancelled entries like any other, so the title says that they are done.
    """
    done = "[Done] " if reminder.done else ""
    title = reminder.case.response.inspection.title
    return f"{done}{_TITLES[reminder.kind]}: Section 55 response to {title}"


def meeting_titles(reminder: MeetingReminder) -> tuple[str, str]:
    """Write the titles of a meeting's entry and of that of its papers."""
    day = with_weekday(reminder.meeting)
    return "Meeting of the Police and Crime Panel", f"Papers for the panel’s meeting of {day} out"


def item_words(reminder: ItemReminder) -> tuple[str, str]:
    """Write the title and the description of the entry of an item."""
    item, done = reminder.item, "[Done] " if reminder.is_done else ""
    inspection = item.case.response.inspection
    title = f"{done}Due: {item.reference}, {item.name.in_words}: {inspection.title}"
    days = {item.target: "the force means to have done it", item.item.due: "the report asks for it"}
    owner = f"Owner: {item.owner}" if item.owner else ""
    lines = (
        "Done: nothing is left to do." if reminder.is_done else "",
        f"By this day {days[reminder.day]}.",
        owner,
        f"Draft: {item.case.name}",
        f"Report: {inspection.link.address}",
    )
    return title, "\n".join(line for line in lines if line)


def description_of(reminder: Reminder) -> str:
    """Write what is to be done by the day, and what to know about it."""
    done = _DONE[reminder.done] if reminder.done else ""
    to_do = [] if done else [_task(reminder), _closure(reminder), _lateness(reminder)]
    source = [
        f"Draft: {reminder.case.name}",
        f"Report: {reminder.case.response.inspection.link.address}",
    ]
    return "\n".join(line for line in (done, *to_do, *source) if line)


def _task(reminder: Reminder) -> str:
    match reminder.kind:
        case ReminderKind.INVITE:
            return (
                "By this day the office means to have invited the chief officer to comment on the "
                "report (section 55(4) of the Police Act 1996)."
            )
        case ReminderKind.COMMENTS:
            return _comments(reminder)
        case ReminderKind.PUBLISH:
            return f"By this day the office means to have published the response. {_last(reminder)}"
        case ReminderKind.STATUTORY:
            return _statutory(reminder)


def _comments(reminder: Reminder) -> str:
    officer = reminder.case.response.chief_officer
    invited = officer.invited if officer else None
    if invited and invited.reply_by:
        return (
            f"The chief officer was invited on {in_words(invited.date)} and asked for comments by "
            "this day (section 55(4) of the Police Act 1996)."
        )
    if invited:
        return (
            f"The chief officer was invited on {in_words(invited.date)}. The draft names no day by "
            "which comments were asked for; by this day they are to be in."
        )
    return (
        "By this day the chief officer’s comments are to be in. Name it in the invitation: "
        f"s55 invite {shlex.quote(reminder.case.name)} --by {reminder.day.isoformat()}"
    )


def _statutory(reminder: Reminder) -> str:
    published, printed = reminder.case.published, reminder.case.deadline.printed
    other = (
        f" The form prints {in_words(printed)}: do not work to that date."
        if printed != reminder.day
        else ""
    )
    return (
        "The response must be published on or before this day: it is the last of the "
        f"{STATUTORY_PERIOD_DAYS} days beginning with {in_words(published)}, the day on which the "
        f"report was published (section 55(5A) of the Police Act 1996).{other}"
    )


def _last(reminder: Reminder) -> str:
    dates = reminder.case.deadline
    closed = f", a closed day ({dates.closed})" if dates.closed else ""
    working = f" The last working day is {in_words(dates.working)}." if dates.closed else ""
    return f"The statutory last day is {in_words(dates.statutory)}{closed}.{working}"


def _closure(reminder: Reminder) -> str:
    if reminder.closed is None or reminder.kind is ReminderKind.PUBLISH:
        return ""
    extension = ", and the period is not extended"
    return (
        f"Offices are closed on this day ({reminder.closed})"
        f"{extension if reminder.kind is ReminderKind.STATUTORY else ''}. The last working day "
        f"before it is {in_words(reminder.working)}."
    )


def _lateness(reminder: Reminder) -> str:
    statutory = reminder.case.statutory
    if reminder.day <= statutory:
        return ""
    return f"This is after the statutory last day, {in_words(statutory)}."
