"""A response in two languages: the fixed words and the dates twice, the draft's texts once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from s55.views.fields import InlineField
from s55.views.invitation import InvitationDates, invitation_view
from s55.views.response.contents import ResponseView
from tests.drafts_for_tests import (
    FINISHED,
    HEAD,
    TODAY,
    manifest_of,
    response_of,
    section_of,
    settings_of,
    view_of,
)

TEXT = FINISHED.replace(
    "      action: taken\n",
    "      action: taken\n      action_details: |\n        They were painted.\n"
    "      owner: A. Body\n      target_date: 2024-07-31\n      status: in progress\n",
) + (
    "areas_for_improvement: {none: yes}\n"
    "judgments: {items: [{area: Piers, grade: requires improvement}]}\n"
)


def _second(view: ResponseView) -> ResponseView:
    assert view.second is not None
    return view.second


def test_what_is_fixed_is_said_in_welsh() -> None:
    """Headings, labels, grades, states and dates; names where the catalogue knows them."""
    second = _second(view_of(TEXT, "bilingual"))
    assert second.language == "cy"
    assert [(row.field, row.label, str(row.value)) for row in second.header][1] == (
        "published",
        "Cyhoeddwyd:",
        "2 Ebrill 2024",
    )
    assert section_of(second, "chief_officer").heading == "Prif Gwnstabl: ymateb"
    judgments = section_of(second, "key_findings").judgments
    assert judgments is not None
    assert (judgments.area_heading, str(judgments.rows[0].grade)) == ("Maes", "Angen gwella")
    (item,) = section_of(second, "chief_officer").items
    assert item.heading == "Argymhelliad 2"
    assert [(one.label, str(one.value)) for one in item.answers] == [
        ("Perchennog:", "A. Body"),
        ("dyddiad targed:", "31 Gorffennaf 2024"),
        ("statws:", "ar y gweill"),
    ]
    assert item.action_label == "Camau a gymerwyd:"
    assert section_of(second, "checklist").lines[0].state == "gwnaed ar 3 Mai 2024"
    assert section_of(second, "areas_for_improvement").statement == (
        "Nid oes meysydd i’w gwella yn yr adroddiad."
    )


def test_a_statement_of_the_drafts_own_is_not_the_forms() -> None:
    """It is shown once, as it was written."""
    view = view_of(HEAD + "recommendations: {none: None for us.}\n", "bilingual")
    section = section_of(view, "recommendations")
    assert section.statement == ""
    assert section.body is not None


def test_the_second_time_is_no_place_to_edit() -> None:
    """Each field of one line belongs to the draft once."""
    view = view_of(TEXT, "bilingual")
    assert _paths(_second(view)) == set()
    assert "recommendations.items[0].target_date" in _paths(view)


def _paths(part: Any) -> set[str]:
    """The paths of the fields of one line, but for those of the second language."""
    if isinstance(part, InlineField):
        return {part.path} - {""}
    if isinstance(part, tuple):
        return {path for one in part for path in _paths(one)}
    if is_dataclass(part):
        names = (one.name for one in fields(part) if one.name != "second")
        return {path for name in names for path in _paths(getattr(part, name))}
    return set()


def test_the_sections_and_items_of_both_stand_side_by_side() -> None:
    """So that a layout can go through both at once."""
    view = view_of(TEXT, "bilingual")
    second = _second(view)
    assert [one.key for one in view.sections] == [one.key for one in second.sections]
    assert [len(one.items) for one in view.sections] == [len(one.items) for one in second.sections]


def test_the_invitation_is_in_both_languages() -> None:
    """With the places of the first."""
    asked = InvitationDates(TODAY, TODAY.replace(day=20))
    view = invitation_view(response_of(HEAD), settings_of(), manifest_of("bilingual"), asked)
    assert view.second is not None
    assert (view.day, view.second.day) == ("1 May 2024", "1 Mai 2024")
    assert view.second.reply_line == "Anfonwch eich sylwadau ataf erbyn 20 Mai 2024."
    assert view.second.whole.label == "Sylwadau ar yr adroddiad yn ei gyfanrwydd"
    assert next(place.path for place in view.places()) == "chief_officer.comments"


def test_a_heading_of_the_report_in_english_says_so_in_the_welsh_of_an_invitation() -> None:
    """It stands within a Welsh heading, where its language cannot be marked; a translation can."""
    asked = InvitationDates(TODAY, TODAY)
    text = HEAD + "areas_for_improvement: {items: [{text: Paint., under: Piers}]}\n"
    translated = (
        f"{text}translation: {{language: cy, texts: [{{field: AFI1.under, words: Pierau}}]}}\n"
    )
    for draft, expected in ((text, "Piers (Saesneg yn unig)"), (translated, "Pierau")):
        view = invitation_view(
            response_of(draft), settings_of(), manifest_of("english-welsh"), asked
        )
        assert view.second is not None
        (item,) = view.second.sections[0].items
        assert item.heading == f"Maes i’w wella: {expected}"
