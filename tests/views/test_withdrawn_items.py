"""Items of a response that was withdrawn, and of which nothing took the place: in every list."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from s55.office.items import Pace, tracked_items
from s55.render.register.json import to_json
from s55.views.register import tables_of
from s55.views.site.open_items import register_view
from s55.views.tracker import lines_of_items
from tests.office.cases_for_tests import recommendations
from tests.office.revised_cases import WITHDRAWN, revised
from tests.registers_for_tests import register_for
from tests.render.site_for_tests import context
from tests.views.paper.paper_for_tests import items_of, section_of, view_of

LATE = {"number": "1", "target_date": date(2026, 9, 1), "status": "in progress"}
PUBLISHED = revised("report", **recommendations(LATE))
GONE = revised("report", WITHDRAWN, **recommendations(LATE))


@pytest.mark.parametrize(
    ("item", "pace"),
    [
        (LATE, Pace.WITHDRAWN),
        ({"due": date(2027, 3, 1)}, Pace.WITHDRAWN),
        ({}, Pace.WITHDRAWN),
        ({"status": "complete"}, Pace.DONE),
        ({"applies": False}, None),
    ],
)
def test_its_days_count_no_more(item: dict[str, Any], pace: Pace | None) -> None:
    """What was done is done; what is open is neither late nor on time."""
    (found,) = tracked_items(revised("report", WITHDRAWN, **recommendations(item)))
    assert (found.pace, found.days_overdue) == (pace, 0)


def test_of_a_replaced_response_the_new_one_has_the_items() -> None:
    """So its own have no mark."""
    gone = {**WITHDRAWN, "replaced_by": "new"}
    (found,) = tracked_items(revised("report", gone, **recommendations(LATE)))
    assert (found.is_open, found.pace) == (False, None)


def test_the_register_and_its_data_say_that_the_response_was_withdrawn() -> None:
    """No days over; the item stays open."""
    register = register_for([GONE])
    table = tables_of(register)[0]
    cells = dict(zip((one.key for one in table.columns), table.rows[0], strict=True))
    assert (cells["pace"], cells["overdue"]) == ("□ Response withdrawn", None)
    (data,) = json.loads(to_json(register))["items"]
    assert (data["pace"], data["overdue"], data["is_open"]) == ("withdrawn", None, True)


def test_the_terminal_says_so_in_place_of_the_day() -> None:
    """As 's55 status' and 's55 update' show it."""
    assert lines_of_items(PUBLISHED) == [
        "  R1  in progress, due 1 September 2026 (82 days overdue)  Do it."
    ]
    assert lines_of_items(GONE) == ["  R1  in progress, response withdrawn  Do it."]


def test_the_site_counts_it_as_open_and_not_as_overdue() -> None:
    """With the mark in place of the days."""
    (before,) = register_view(context([PUBLISHED])).rows
    assert (before.pace_key, before.overdue) == ("late", 82)
    view = register_view(context([GONE]))
    assert "1 is overdue" not in view.reckoned
    assert [(row.pace_key, row.overdue) for row in view.rows] == [("withdrawn", None)]


def test_the_paper_shows_the_mark_and_counts_it_as_open() -> None:
    """Above the item and in its heading."""
    for found, summary, mark in (
        (PUBLISHED, "1 item: 1 open, of these 1 late.", "▲ late"),
        (GONE, "1 item: 1 open, of these 0 late.", "□ response withdrawn"),
    ):
        view = view_of(found)
        (table,) = section_of(view, "items").tables
        assert table.summary == summary
        assert items_of(view)[0][0] == f"R1: Recommendation ({mark})"
