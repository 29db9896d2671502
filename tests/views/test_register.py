"""The rows of the register: what stands in each cell of an item and of an inspection."""

from __future__ import annotations

from datetime import date

import pytest

from s55.model.names import ItemKind
from s55.model.progress import ItemStatus
from s55.model.response import Action
from s55.office.cases import Timeliness
from s55.views.lists import ItemRow
from s55.views.register import RegisterItem, tables_of
from tests.office.cases_for_tests import TODAY, areas, case, recommendations
from tests.office.revised_cases import corrected, replaced_and_new, withdrawn
from tests.registers_for_tests import full_register, register_for


def row(item: str) -> RegisterItem:
    """A row of the full register."""
    (found,) = (one for one in full_register().items if one.item == item and one.draft == "full")
    return found


def cells(item: str) -> dict[str, object]:
    """The cells of a row of the full register, by the keys of their columns."""
    table, register = tables_of(full_register())[0], full_register()
    (found,) = (
        values
        for values, one in zip(table.rows, register.items, strict=True)
        if one.item == item and one.draft == "full"
    )
    return dict(zip((column.key for column in table.columns), found, strict=True))


def test_every_value_of_an_item() -> None:
    """The last update is the latest by its day."""
    found = row("C1-R1a")
    assert (found.draft, found.kind) == ("full", ItemKind.RECOMMENDATION)
    assert (found.action, found.status) == (Action.TAKEN, ItemStatus.IN_PROGRESS)
    assert (found.applies, found.is_open) == (True, True)
    assert found.day == date(2025, 3, 1)


def test_every_cell_of_an_item() -> None:
    """Texts are plain; values have the words of the set."""
    assert cells("C1-R1a") == {
        "report": "Title of full",
        "published": date(2024, 2, 29),
        "item": "C1-R1a",
        "number": "1a",
        "office_number": "",
        "kind": "Recommendation",
        "under": "",
        "text": "Do:\n• one; and\n• two, see the plan (https://example.org/p).",
        "addressee": "chief constables",
        "due": date(2024, 12, 31),
        "target": date(2025, 3, 1),
        "applies": "Yes",
        "action": "Action taken\nA board meets.",
        "owner": "Head of crime",
        "status": "In progress",
        "pace": "▲ Late",
        "updated": date(2025, 5, 2),
        "note": "Begun",
        "evidence": "Minute 7",
        "overdue": (TODAY - date(2025, 3, 1)).days,
    }


def test_what_is_for_the_office_alone_is_in_no_other_list() -> None:
    """The rows of public lists have no place for it."""
    assert "evidence" not in ItemRow.__dataclass_fields__


def test_an_item_that_does_not_apply_stays_and_says_why() -> None:
    """It is not open, and has no status that nobody asked for."""
    found = cells("R1")
    assert (found["applies"], found["status"]) == ("No: It is for the Home Office", "")
    assert (row("R1").overdue, row("R1").is_open) == (None, False)


def test_what_is_not_recorded() -> None:
    """An item without a status says so; one without a day is not overdue."""
    found = cells("C1")
    assert (found["status"], found["overdue"], found["updated"]) == ("Not recorded", None, None)
    assert cells("AFI1")["status"] == "Complete"


def test_the_bodys_comments_stand_for_an_action_without_details() -> None:
    """Section 55(5B) lets the explanation stand in either."""
    register = register_for(
        [case(**recommendations({"action": "none", "policing_body": "It is *done*."}))]
    )
    assert register.items[0].explanation == "It is done."
    assert "No action\nIt is done." in tables_of(register)[0].rows[0]


def test_open_items_are_those_that_apply_and_are_not_complete() -> None:
    """In the order of the reports."""
    found = full_register().open_items
    assert [one.item for one in found[:2]] == ["C1", "C1-R1a"]
    assert {one.status for one in found} == {None, ItemStatus.IN_PROGRESS}
    assert found[-1].draft == "open"
    assert found[-1].overdue == 0


def test_every_cell_of_an_inspection() -> None:
    """Items that do not apply are not counted."""
    full, unknown, still = full_register().inspections
    assert (full.published, full.statutory) == (date(2024, 2, 29), date(2024, 4, 24))
    assert (full.answered, full.taken, full.timeliness, full.late) == (
        date(2024, 4, 24),
        56,
        Timeliness.IN_TIME,
        0,
    )
    assert (full.items, full.open) == (9, 8)
    assert full.link == "https://www.example.org/full"
    assert (unknown.answered, unknown.timeliness, unknown.late) == (None, Timeliness.UNKNOWN, None)
    assert (still.answered, still.timeliness, still.late, still.open) == (
        None,
        Timeliness.OPEN,
        0,
        1,
    )


@pytest.mark.parametrize(
    ("published", "answered", "timeliness", "late"),
    [
        (date(2026, 1, 1), date(2026, 3, 1), Timeliness.LATE, 4),
        (date(2026, 9, 1), None, Timeliness.OVERDUE, 27),
    ],
)
def test_late_and_overdue(
    published: date, answered: date | None, timeliness: Timeliness, late: int
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
    items, inspections, still = tables_of(full_register())
    for table, count in ((items, 20), (inspections, 10), (still, 11)):
        assert len(set(table.headings)) == len(table.headings) == len(table.columns) == count
        assert all(len(row) == count for row in table.rows)
    assert {row[5] for row in inspections.rows} == {
        "In time",
        "Date not recorded",
        "Not published yet",
    }


def test_a_row_says_what_the_report_and_the_office_call_the_item() -> None:
    """An area for priority action, the chapter, and the office's own number."""
    area = {"text": "Answer.", "priority": True, "under": "Contact", "office_number": 7}
    table = tables_of(register_for([case(date(2024, 2, 29), **areas(area))]))[0]
    (values,) = table.rows
    found = dict(zip((column.key for column in table.columns), values, strict=True))
    assert (found["item"], found["number"], found["office_number"]) == ("AFI1", "", "7")
    assert (found["kind"], found["under"]) == ("Area for priority action", "Contact")


def test_a_corrected_or_withdrawn_response_is_told_beside_its_day() -> None:
    """And the items of a replaced one are open no more."""
    register = register_for([corrected(), withdrawn(), *replaced_and_new()])
    _, inspections, still_open = tables_of(register)
    at = [column.key for column in inspections.columns].index("timeliness")
    assert [row[at] for row in inspections.rows] == [
        "In time; corrected on 1 September 2026",
        "In time; withdrawn on 1 October 2026",
        "In time; withdrawn on 1 October 2026, and to be replaced",
        "In time; the response of 20 August 2026 was withdrawn, and the one to replace it is not "
        "published yet",
    ]
    # What nobody has to do any more was not done for that.
    assert [row.pace for row in register.items if row.draft == "old"] == [None]
    assert [row.open for row in register.inspections] == [1, 1, 0, 1]
    assert len(still_open.rows) == 3
