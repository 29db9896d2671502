"""Build the calendar that everybody may subscribe to: only what is public already.

It has the days of the open items of published responses, as the public register has them, and the
meetings of the panel where the settings ask for them. It has nothing of responses that are not
published, no invitations, and no days that the office set for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from s55.model.dates import in_words
from s55.office.reminders import ItemReminder, MeetingReminder
from s55.records import dataclass
from s55.templating.list_words import named
from s55.views.site.frame import SiteContext, base_address, page_of, public_days


@dataclass(frozen=True, slots=True)
class PublicDay:
    """An entry of the calendar.

    Attributes:
        name: what it stands for, part by part; the same for ever.
        day: its day.
        title: what it is.
        description: more about it; '' for nothing.
        address: the full address of the page about it; '' for none.
    """

    name: tuple[str, ...]
    day: date
    title: str
    description: str
    address: str


def calendar_days(site: SiteContext) -> list[PublicDay]:
    """List the entries of the calendar; with none there is no calendar.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    meetings = (entry for one in site.meetings for entry in _of_meeting(one, site))
    return [*meetings, *(_of_item(one, site) for one in public_days(site))]


def _of_meeting(reminder: MeetingReminder, site: SiteContext) -> Iterator[PublicDay]:
    words, labels = site.wording, site.manifest.labels.calendar
    day = reminder.meeting.isoformat()
    date_in_words = in_words(reminder.meeting, site.language)
    title = words.fill(labels.meeting, panel=site.panel, date=date_in_words)
    papers = words.fill(labels.papers, panel=site.panel, date=date_in_words)
    details = words.fill(labels.papers_details)
    yield PublicDay(("meeting", day), reminder.meeting, title, "", "")
    yield PublicDay(("papers", day), reminder.papers, papers, details, "")


def _of_item(reminder: ItemReminder, site: SiteContext) -> PublicDay:
    words, labels, item = site.wording, site.manifest.labels, reminder.item
    title = words.fill(
        labels.calendar.item,
        kind=named(item.kind, labels.kinds),
        reference=item.reference,
        report=item.case.response.inspection.title,
    )
    details = labels.calendar.target if item.target else labels.calendar.due
    return PublicDay(
        ("item", item.case.name, item.reference),
        reminder.day,
        title,
        words.fill(details),
        f"{base_address(site.settings)}{page_of(item.case)}",
    )
