"""The calendar that everybody may subscribe to: what is in it, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import vobject

from s55.office.reminders import MeetingReminder
from s55.views.site.calendar import calendar_days
from s55.views.site.index import index_view
from tests.office.cases_for_tests import TODAY, case, recommendations
from tests.render.site_for_tests import context, files

DUE = recommendations(
    {"due": date(2026, 12, 31)},
    {"due": date(2026, 12, 31), "target_date": date(2027, 1, 5), "status": "in progress"},
    {"due": date(2026, 12, 31), "status": "complete"},
    {"due": date(2024, 12, 31)},
)


def test_it_has_the_days_of_open_items_of_published_responses() -> None:
    """As the register of the pages; none of work in the office, and nothing rings."""
    data = files([case(answered=date(2026, 8, 21), **DUE)])["calendar.ics"]
    calendar = vobject.readOne(data.decode(), validate=True)
    assert "method" not in calendar.contents, "it would need an organizer (RFC 5546, 3.2.1)"
    first, second = calendar.vevent_list
    assert first.summary.value == "Due: Recommendation (R1), Title of report"
    assert first.dtstart.value == date(2026, 12, 31)
    assert first.description.value == "By this day the report asks for it."
    assert first.url.value.endswith("/report/index.html")
    assert second.dtstart.value == date(2027, 1, 5)
    assert second.description.value == "By this day Saltmarsh Police means to have done it."
    assert {one.status.value for one in (first, second)} == {"CONFIRMED"}
    assert b"VALARM" not in data
    for word in (b"Invite", b"Comments", b"Aim", b"Statutory", b"Draft"):
        assert word not in data


def test_meetings_are_in_it_only_if_they_are_given() -> None:
    """With the day on which their papers lie open."""
    site = replace(context([]), panel="Saltmarsh Panel")
    assert calendar_days(site) == []
    meeting = MeetingReminder(date(2026, 12, 8), date(2026, 11, 30), (TODAY,))
    days = calendar_days(replace(site, meetings=(meeting,)))
    assert [(one.name[0], one.day, one.title) for one in days] == [
        ("meeting", date(2026, 12, 8), "Meeting: Saltmarsh Panel"),
        (
            "papers",
            date(2026, 11, 30),
            "Papers out: Saltmarsh Panel, meeting of 8 December 2026",
        ),
    ]


def test_the_list_says_how_to_subscribe_only_where_there_is_a_calendar() -> None:
    """A calendar without an entry is none (RFC 5545, 3.6)."""
    one = case(answered=date(2026, 8, 21), **DUE)
    view = index_view(context([one]))
    assert view.calendar is not None
    assert view.calendar.address == "calendar.ics"
    assert "add it to your calendar program as a calendar from the web" in view.subscribe
    assert "meetings" not in view.subscribe
    empty = files([case(answered=date(2026, 8, 21))])
    assert "calendar.ics" not in empty
    assert b"calendar" not in empty["index.html"]
    assert index_view(context([])).calendar is None
