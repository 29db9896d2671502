"""What layouts show of an invitation to comment, and what its file says of itself."""

from __future__ import annotations

import json
from datetime import date

import pytest

from s55.errors import ExitCode, S55Error
from s55.richtext.nodes import Paragraph, Quote, Text
from s55.views.fields import BlockField, PlaceField, PlaceKind
from s55.views.invitation import InvitationDates, invitation_data, invitation_view
from s55.views.response.contents import InvitationView
from tests.drafts_for_tests import HEAD, SETTINGS, manifest_of, response_of, settings_of

ITEMS = """\
causes_of_concern:
  items:
    - number: 1
      text: Boats leak.
      recommendations:
        - {number: 1, text: Mend the boats., due: 2024-09-30, owner: Harbour master}
        - {number: 2, text: Buy boats., applies: no, reason_not_applicable: not ours}
    - number: 2
      text: Not for this force.
      applies: no
      recommendations:
        - {number: 1, text: Not shown.}
recommendations:
  items:
    - number: 3
      text: Count the boats.
      complete_by: By the summer
      chief_officer: "**Two** boats."
      force_action: |
        They were counted.
      target_date: 2024-06-01
      status: in progress
areas_for_improvement:
  items:
    - text: Paint the boats.
    - text: Name the boats.
chief_officer:
  name: Jo Sample
  date: 2024-04-20
"""
ASKED = InvitationDates(date(2024, 4, 10), date(2024, 5, 2))


def _view(
    items: str = ITEMS, settings: str = SETTINGS, asked: InvitationDates = ASKED
) -> InvitationView:
    return invitation_view(response_of(HEAD + items), settings_of(settings), manifest_of(), asked)


def _place(view: InvitationView, path: str) -> PlaceField:
    (place,) = (place for place in view.places() if place.path == path)
    return place


def test_the_letter_says_who_asks_whom_and_by_when() -> None:
    """Words of the manifest, names of the settings, dates in words; the statutory day is told."""
    view = _view()
    assert view.document_title == "Invitation to comment: Harbour policing"
    assert view.sender == ("Office of the Commissioner for Saltmarsh",)
    assert view.addressee == ("Chief Constable", "Saltmarsh Police")
    assert view.day == "10 April 2024"
    assert view.dated == date(2024, 4, 10)
    assert view.salutation == "Dear Chief Constable"
    assert view.reply_line == "Please let me have your comments by 2 May 2024."
    assert view.letter == (
        "The inspectorate of constabulary (IC) published this report on 2 April 2024. Under "
        "section 55(4) of the Police Act 1996 I invite you to submit your comments on it to me. "
        "The form that follows has a place for comments on the report as a whole, and on each "
        "item that applies to Saltmarsh Police.",
    )
    assert view.next_steps[1].startswith("I have to publish by 27 May 2024, the last of the 56 ")
    assert view.signatory == ("Saltmarsh Police and Crime Commissioner",)
    assert view.guide[-1] == "Save the file as a Word document and send it back."


def test_the_office_holders_are_those_of_the_day_of_the_invitation() -> None:
    """Not those of the day of publication."""
    view = _view(asked=InvitationDates(date(2024, 5, 9), date(2024, 5, 20)))
    assert view.signatory == ("Mayor of Saltmarsh",)


def test_names_and_addresses_of_the_settings_stand_in_the_letter() -> None:
    """Where the settings have them."""
    settings = SETTINGS.replace(
        "  abbreviation: OCS\n",
        "  abbreviation: OCS\n  address: {lines: [1 Quay, Saltmarsh], email: o@example.org}\n",
    ).replace("  - title: Chief Constable\n", "  - {title: Chief Constable, name: Jo Sample}\n")
    view = _view(settings=settings)
    assert view.sender[1:] == ("1 Quay, Saltmarsh", "o@example.org")
    assert view.addressee == ("Jo Sample", "Chief Constable", "Saltmarsh Police")
    assert view.guide[-1].endswith("send it back to o@example.org.")


def test_the_particulars_are_shown_and_are_no_fields() -> None:
    """What has no path can be edited nowhere."""
    view = _view()
    assert [(row.label, str(row.value), row.value.path) for row in view.header] == [
        ("Inspection Title:", "Harbour policing", ""),
        ("Published on:", "2 April 2024", ""),
        ("Publication Types:", "Thematic", ""),
        ("Link to Report:", "Report on harbours", ""),
    ]


def test_each_item_that_applies_has_its_places() -> None:
    """Those that do not apply are left out, and with a cause of concern its recommendations."""
    view = _view()
    items = [
        (section.heading, item.heading, item.nested, item.due)
        for section in view.sections
        for item in section.items
    ]
    assert items == [
        ("Causes of Concern", "Cause of concern 1", False, ""),
        ("Causes of Concern", "Recommendation 1", True, "30 September 2024"),
        ("Recommendations", "Recommendation 3", False, "By the summer"),
        ("Areas for Improvement", "Area for improvement (1 of 2)", False, ""),
        ("Areas for Improvement", "Area for improvement (2 of 2)", False, ""),
    ]
    nested = view.sections[0].items[1]
    path = "causes_of_concern.items[0].recommendations[0]"
    assert [
        place.path
        for place in (
            nested.comments,
            nested.force_action,
            nested.owner,
            nested.target_date,
            nested.status,
        )
    ] == [
        f"{path}.{key}"
        for key in ("chief_officer", "force_action", "owner", "target_date", "status")
    ]
    mend = Paragraph((Text("Mend the boats."),))
    assert nested.text == BlockField((mend,))
    assert nested.quote == BlockField((Quote((mend,), of_report=True),))


def test_what_the_draft_holds_is_filled_in() -> None:
    """Text as blocks, a date and a status in words; the base is what the draft says."""
    view = _view()
    action = _place(view, "recommendations.items[0].force_action")
    assert action.base == "They were counted.\n"
    assert action.blocks == (Paragraph((Text("They were counted."),)),)
    target = _place(view, "recommendations.items[0].target_date")
    assert (target.base, target.words, target.day) == (
        "2024-06-01",
        "1 June 2024",
        date(2024, 6, 1),
    )
    status = _place(view, "recommendations.items[0].status")
    assert (status.base, status.words) == ("in progress", "In progress")
    assert status.choices == (
        ("not started", "Not started"),
        ("in progress", "In progress"),
        ("complete", "Complete"),
    )
    empty = _place(view, "areas_for_improvement.items[1].chief_officer")
    assert (empty.kind, empty.base, empty.blocks) == (PlaceKind.TEXT, "", ())
    assert empty.prompt == "Write the comments here."
    assert _place(view, "chief_officer.name").words == "Jo Sample"
    assert _place(view, "chief_officer.post").words == ""


def test_no_two_places_share_a_title() -> None:
    """Not even those of two items with the same heading, or of one within another."""
    titles = [place.title for place in _view().places()]
    assert len(set(titles)) == len(titles) == 1 + 5 * 5 + 3
    assert "Cause of concern 1, recommendation 1: Owner" in titles
    assert "Area for improvement (1 of 2): Comments" in titles
    assert "Area for improvement (2 of 2): Comments" in titles
    assert "Area for improvement (2 of 2): Status" in titles  # and not which statuses there are


def test_a_long_heading_is_cut_and_its_count_is_kept() -> None:
    """Word takes 64 characters."""
    items = "recommendations:\n  items:\n" + "".join(
        f"    - {{number: 12345678901234567{n}, text: a}}\n" for n in range(12)
    )
    items += "causes_of_concern:\n  items:\n    - number: 12345678901234567890\n      text: a\n"
    items += "      recommendations:\n" + "".join(
        f"        - {{number: 1234567890123456789{n}, text: a}}\n" for n in range(9)
    )
    titles = [place.title for place in _view(items).places()]
    assert len(set(titles)) == len(titles) == 1 + 22 * 5 + 3
    assert max(map(len, titles)) == 64


def test_the_data_say_whose_the_form_is_and_how_it_was_sent() -> None:
    """The base of every place, '' for an empty one, and the prompts."""
    view = _view()
    data = json.loads(invitation_data("harbour", response_of(HEAD + ITEMS), view))
    assert {key: data[key] for key in ("kind", "draft", "title", "published")} == {
        "kind": "invitation",
        "draft": "harbour",
        "title": "Harbour policing",
        "published": "2024-04-02",
    }
    assert list(data["base"]) == [place.path for place in view.places()]
    assert data["base"]["recommendations.items[0].chief_officer"] == "**Two** boats."
    assert data["base"]["chief_officer.comments"] == ""
    assert data["base"]["chief_officer.date"] == "2024-04-20"
    assert data["prompts"]["chief_officer.date"] == "Choose a date."


def test_a_report_without_items_has_a_form_too() -> None:
    """For comments on the report as a whole."""
    view = _view("")
    assert view.sections == ()
    assert [place.path for place in view.places()] == [
        "chief_officer.comments",
        "chief_officer.name",
        "chief_officer.post",
        "chief_officer.date",
    ]


def test_a_set_without_an_invitation_is_told() -> None:
    """L107, and what to do."""
    manifest = manifest_of().model_copy(update={"invitation": None})
    with pytest.raises(S55Error) as caught:
        invitation_view(response_of(HEAD), settings_of(), manifest, ASKED)
    (problem,) = caught.value.problems
    assert problem.code == "L107"
    assert problem.message == "the template set 'opccn-2023' has no invitation"
    assert caught.value.exit_code is ExitCode.SETTINGS
