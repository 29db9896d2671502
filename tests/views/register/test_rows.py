"""The rows of the register: what stands in each cell of an item and of an inspection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from s55.views.register.columns import (
    INSPECTION_COLUMNS,
    ITEM_COLUMNS,
    OPEN_COLUMNS,
    inspection_heading,
    item_heading,
)
from s55.views.register.rows import RegisterRow
from tests.office.cases_for_tests import TODAY, case, recommendations
from tests.registers_for_tests import full_register, register_for


def row(item: str) -> RegisterRow:
    """A row of the full register."""
    (found,) = (one for one in full_register().items if one.item == item and one.draft == "full")
    return found


def test_every_cell_of_an_item() -> None:
    """Texts are plain; the last update is the latest by its day."""
    assert row("C1-R1a") == RegisterRow(
        report="Title of full",
        draft="full",
        published=date(2024, 2, 29),
        item="C1-R1a",
        number="1a",
        kind="Recommendation",
        text="Do:\n• one; and\n• two, see the plan (https://example.org/p).",
        addressee="chief constables",
        due=date(2024, 12, 31),
        target=date(2025, 3, 1),
        applies="Yes",
        action="Action taken\nA board meets.",
        owner="Head of crime",
        status="In progress",
        updated=date(2025, 5, 2),
        note="Begun",
        evidence="Minute 7",
        overdue=(TODAY - date(2025, 3, 1)).days,
        is_open=True,
    )


def test_an_item_that_does_not_apply_stays_and_says_why() -> None:
    """It is not open, and has no status that nobody asked for."""
    found = row("R1")
    assert (found.applies, found.status) == ("No: It is for the Home Office", "")
    assert (found.overdue, found.is_open) == (None, False)


def test_what_is_not_recorded() -> None:
    """An item without a status says so; one without a day is not overdue."""
    found = row("C1")
    assert (found.status, found.overdue, found.updated) == ("Not recorded", None, None)
    assert row("AFI1").status == "Complete"


def test_the_bodys_comments_stand_for_an_action_without_details() -> None:
    """Section 55(5B) lets the explanation stand in either."""
    register = register_for(
        [case(**recommendations({"action": "none", "policing_body": "It is *done*."}))]
    )
    assert register.items[0].action == "No action\nIt is done."


def test_open_items_are_those_that_apply_and_are_not_complete() -> None:
    """In the order of the reports."""
    found = full_register().open_items
    assert [one.item for one in found[:2]] == ["C1", "C1-R1a"]
    assert {one.status for one in found} == {"Not recorded", "In progress"}
    assert found[-1].draft == "open"
    assert found[-1].overdue == 0


def test_every_cell_of_an_inspection() -> None:
    """Items that do not apply are not counted."""
    full, unknown, still = full_register().inspections
    assert (full.published, full.statutory) == (date(2024, 2, 29), date(2024, 4, 24))
    assert (full.answered, full.taken, full.timeliness, full.late) == (
        date(2024, 4, 24),
        56,
        "In time",
        0,
    )
    assert (full.items, full.open) == (9, 8)
    assert full.link == "https://www.example.org/full"
    assert (unknown.answered, unknown.timeliness, unknown.late) == (None, "Date not recorded", None)
    assert (still.answered, still.timeliness, still.late, still.open) == (
        None,
        "Not published yet",
        0,
        1,
    )


@pytest.mark.parametrize(
    ("published", "answered", "timeliness", "late"),
    [
        (date(2026, 1, 1), date(2026, 3, 1), "Late", 4),
        (date(2026, 9, 1), None, "Overdue", 27),
    ],
)
def test_late_and_overdue(
    published: date, answered: date | None, timeliness: str, late: int
) -> None:
    """Counted from the statutory last day."""
    (found,) = register_for([case(published, answered=answered)]).inspections
    assert (found.timeliness, found.late) == (timeliness, late)


def test_an_office_without_responses_has_a_register() -> None:
    """Empty, with its title and day."""
    register = register_for([])
    assert (register.items, register.inspections, register.open_items) == ((), (), ())
    assert register.reckoned == "As it stands on 22 November 2026."
    assert register.document_title.startswith("Register of recommendations: Office of the")


def test_every_column_has_a_cell_and_a_heading_of_its_own() -> None:
    """Headings are the words of the set."""
    register = full_register()
    for column in (*ITEM_COLUMNS, *OPEN_COLUMNS):
        assert hasattr(register.items[0], column.key)
    for column in INSPECTION_COLUMNS:
        assert hasattr(register.inspections[0], column.key)
    items = [item_heading(register, column) for column in ITEM_COLUMNS]
    inspections = [inspection_heading(register, column) for column in INSPECTION_COLUMNS]
    assert len(set(items)) == len(items) == 17
    assert len(set(inspections)) == len(inspections) == 10
    assert replace(register, items=()).open_items == ()
