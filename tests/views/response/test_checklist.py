"""The office-use checklist."""

from __future__ import annotations

import pytest

from tests.drafts_for_tests import FINISHED, HEAD, SETTINGS, section_of, view_of

Line = tuple[bool, str, str]


def _lines(text: str, template: str = "opccn-2023", settings: str = SETTINGS) -> list[Line]:
    section = section_of(view_of(text, template, settings), "checklist")
    assert all(line.box.title == line.text for line in section.lines)
    return [(line.box.checked, line.text, line.state) for line in section.lines]


def test_each_layout_has_its_own_lines_in_its_own_order() -> None:
    """Empty boxes say in words that nothing was done yet."""
    assert _lines(HEAD) == [
        (
            False,
            "Response forwarded to IC Section 55 Responses and submitted onto the IC portal",
            "not yet done",
        ),
        (False, "Response forwarded to Chief Constable", "not yet done"),
        (False, "Response forwarded to Police and Crime Panel", "not yet done"),
        (False, "Response published on the OCS website", "not yet done"),
    ]
    assert [text for _, text, _ in _lines(HEAD, "opccn-2022")] == [
        "Response published on the OCS website",
        "Response forwarded to IC Section 55 Responses",
        "Response forwarded to Chief Constable",
        "Response forwarded to Police and Crime Panel",
    ]


def test_a_line_is_ticked_with_its_day() -> None:
    """In words."""
    assert _lines(FINISHED, "opccn-2022")[:3] == [
        (True, "Response published on the OCS website", "done on 3 May 2024"),
        (True, "Response forwarded to IC Section 55 Responses", "done on 3 May 2024"),
        (False, "Response forwarded to Chief Constable", "not yet done"),
    ]


@pytest.mark.parametrize(
    ("recorded", "ticked", "state"),
    [
        ("inspectorate: {date: 2024-05-03}", False, "not yet done"),
        ("inspectorate_portal: {date: 2024-05-03}", False, "not yet done"),
        (
            "inspectorate: {date: 2024-05-03}, inspectorate_portal: {date: 2024-05-07}",
            True,
            "done on 7 May 2024",
        ),
        (
            "inspectorate: {date: 2024-05-09}, inspectorate_portal: {date: 2024-05-07}",
            True,
            "done on 9 May 2024",
        ),
        (
            "inspectorate: {date: unknown}, inspectorate_portal: {date: 2024-05-07}",
            True,
            "done, date not recorded",
        ),
    ],
)
def test_a_line_of_two_recipients_is_ticked_when_both_are_recorded(
    recorded: str, ticked: bool, state: str
) -> None:
    """And bears the later day, unless one is unknown."""
    line = _lines(f"{HEAD}distribution: {{{recorded}}}\n")[0]
    assert (line[0], line[2]) == (ticked, state)


def test_an_office_renames_lines_and_adds_its_own() -> None:
    """After those of the template set; the office's words may be filled in."""
    settings = SETTINGS + (
        "checklist:\n"
        "  rename: {panel: 'Sent to the panel of {{ force.name }}'}\n"
        "  add:\n    - {recipients: [bishop], text: Sent to the bishop}\n"
    )
    text = f"{HEAD}distribution: {{bishop: {{date: 2024-05-03}}}}\n"
    lines = _lines(text, settings=settings)
    assert lines[2] == (False, "Sent to the panel of Saltmarsh Police", "not yet done")
    assert lines[4:] == [(True, "Sent to the bishop", "done on 3 May 2024")]


def test_a_box_is_named_after_its_field_and_shows_more_than_colour() -> None:
    """The path is the tag of the check box in Word."""
    boxes = [line.box for line in section_of(view_of(FINISHED), "checklist").lines]
    assert [box.path for box in boxes] == [
        "distribution.inspectorate",
        "distribution.chief_officer",
        "distribution.panel",
        "distribution.website",
    ]
    assert [str(box) for box in boxes] == ["☐", "☐", "☐", "☑"]
