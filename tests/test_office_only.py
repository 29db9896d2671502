"""What is for the office alone never leaves a draft: quick, before any document is rendered.

tests/test_outputs.py looks for the same words in finished files, in seconds; here a slip shows in
well under one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any, get_args
from zipfile import ZipFile

import pytest
from pydantic import BaseModel

from s55.drafts.public import public, response_json
from s55.model.base import OfficeOnly
from s55.model.office import PublishSettings
from s55.model.response import Response
from s55.office.cases import Case
from s55.office.reminders import reminders_of
from s55.render.calendar import office_entries, to_calendar
from s55.render.html.document import to_html
from s55.render.register.csv import inspections_csv, items_csv
from s55.render.register.html import register_page
from s55.render.register.json import to_json
from s55.render.register.xlsx import progress_xlsx
from s55.rules.deadlines import england_and_wales
from s55.templating.registry import load_set, set_names, standard_sets
from s55.views.invitation import InvitationDates, invitation_data, invitation_view
from s55.views.progress_sheet import progress_sheet_of, sheet_items
from s55.views.response.build import response_view
from tests.drafts_for_tests import settings_of
from tests.office.cases_for_tests import case as case_for_tests
from tests.registers_for_tests import register_for, register_set
from tests.render.site_for_tests import SITE_SETTINGS, files
from tests.views.paper.paper_for_tests import view_of as paper_view

SECRET = "harbour-masters-secret"  # noqa: S105  # what no output may hold
EVIDENCE = f"{SECRET}-in-minute-7"
"""What only the register shows: it is the office's own list (docs/register.md)."""
ON_REQUEST = "sent-by-the-late-ferry"
"""What no output holds unless the settings ask for it."""
TODAY = date(2024, 5, 6)


def _item(**rest: Any) -> dict[str, Any]:
    step = {"date": "2024-05-04", "status": "in progress", "note": "Half.", "evidence": EVIDENCE}
    return {
        "text": "Count the boats.",
        "policing_body": "The count is welcome.",
        "action": "taken",
        "status": "in progress",
        "office_notes": SECRET,
        "history": [step],
        **rest,
    }


NOT_APPLICABLE = {
    "number": "3",
    "text": "The Home Office should sink the boats.",
    "addressed_to": "the Home Office",
    "applies": "no",
    "reason_not_applicable": ON_REQUEST,
    "chief_officer": ON_REQUEST,
    "force_action": ON_REQUEST,
    "owner": ON_REQUEST,
    "policing_body": ON_REQUEST,
    "action": "none",
    "action_details": ON_REQUEST,
}


@pytest.fixture(scope="module")
def case() -> Case:
    """A published response with the secret in every place that is for the office alone."""
    return case_for_tests(
        date(2024, 4, 2),
        today=TODAY,
        name="harbour",
        office_notes=SECRET,
        key_findings="Boats matter.",
        causes_of_concern={"items": [_item(recommendations=[_item(number="1")])]},
        recommendations={"items": [_item(number="2"), NOT_APPLICABLE]},
        areas_for_improvement={"items": [_item()]},
        chief_officer={
            "invited": {"date": "2024-04-03", "how": ON_REQUEST},
            "comments": "The report is fair.",
            "date": "2024-04-20",
        },
        policing_body={"opening": "Harbours matter here."},
        sign_off={"name": "Robin Sample", "date": "2024-05-02"},
        distribution={
            "website": {"date": "2024-05-03", "how": ON_REQUEST, "by": SECRET},
            "secretary_of_state": {"date": "2024-05-03", "reference": ON_REQUEST, "by": SECRET},
        },
    )


@pytest.fixture(scope="module")
def response(case: Case) -> Response:
    """The same as a response."""
    return case.response


def _office_only(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """The fields of a model that are marked as the office's own, at any depth."""
    for name, field in model.model_fields.items():
        if any(isinstance(mark, OfficeOnly) for mark in field.metadata):
            yield f"{path}{name}"
        for inner in _models_in(field.annotation):
            yield from _office_only(inner, f"{path}{name}.")


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _filled(record: BaseModel, path: str = "") -> Iterator[str]:
    """The office's own fields that hold the secret, each by its path without numbers and keys."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if any(isinstance(mark, OfficeOnly) for mark in field.metadata) and SECRET in str(value):
            yield f"{path}{name}"
        for one in _records_in(value):
            yield from _filled(one, f"{path}{name}.")


def _records_in(value: object) -> Iterator[BaseModel]:
    match value:
        case BaseModel():
            yield value
        case dict():
            yield from _records_in(tuple(value.values()))
        case tuple():
            for one in value:
                yield from _records_in(one)


def test_the_secret_is_in_every_such_place(response: Response) -> None:
    """So that the tests below know of a new one too."""
    marked = set(_office_only(Response))
    assert len(marked) > 8
    assert set(_filled(response)) == marked


@pytest.mark.parametrize("name", set_names([standard_sets()]))
def test_it_is_in_no_view_and_on_no_page_of_a_response(response: Response, name: str) -> None:
    """Whatever the layouts of a set do with the view."""
    template = load_set(standard_sets() / name)
    view = response_view(response, settings_of(), template.manifest)
    assert "Title of harbour" in repr(view)
    assert SECRET not in repr(view)
    assert SECRET not in to_html(view, template)


def test_it_is_not_in_the_data_that_every_document_carries(response: Response) -> None:
    """``response.json`` of PDF, Word and page."""
    data = response_json(response).decode()
    assert "Count the boats." in data
    assert SECRET not in data


def test_it_is_not_in_an_invitation(response: Response) -> None:
    """Neither in what is shown nor in what the file says of itself."""
    template = load_set(standard_sets() / "opccn-2023")
    asked = InvitationDates(date(2024, 4, 10), date(2024, 5, 2))
    view = invitation_view(response, settings_of(), template.manifest, asked)
    shown = repr(view) + invitation_data("harbour", response, view).decode()
    assert "Count the boats." in shown
    assert SECRET not in shown


def test_the_sheet_that_others_fill_in_shows_neither_evidence_nor_notes(case: Case) -> None:
    """It is sent to the force; its hidden sheet too holds only what everybody may read."""
    manifest = register_set().manifest
    items = sheet_items([case], manifest, every=True)
    sheet = progress_sheet_of(items, settings_of(), manifest, TODAY)
    with ZipFile(BytesIO(progress_xlsx(sheet))) as package:
        text = "".join(package.read(name).decode() for name in package.namelist())
    assert "Count the boats." in text
    assert SECRET not in text


def test_the_register_shows_the_evidence_and_no_notes(case: Case) -> None:
    """Rows, tables, data and page."""
    register = register_for([case], TODAY)
    items = (
        repr(register),
        items_csv(register).decode(),
        to_json(register).decode(),
        register_page(register, register_set()),
    )
    assert [form for form in items if EVIDENCE not in form] == []
    assert [form for form in items if SECRET in form.replace(EVIDENCE, "")] == []
    assert SECRET not in inspections_csv(register).decode()


def test_it_is_in_no_paper_for_the_panel(case: Case) -> None:
    """Its tables and its texts."""
    shown = repr(paper_view(case))
    assert "Title of harbour" in shown
    assert SECRET not in shown


def test_it_is_on_no_page_of_the_site_and_not_in_its_data(case: Case) -> None:
    """The list, the open items, the feed, and what other programs read."""
    data = files([case])
    assert b"Count the boats." in data["responses.json"]
    assert [name for name, content in data.items() if SECRET.encode() in content] == []


def test_it_is_not_in_the_calendar(case: Case) -> None:
    """An invitation of Outlook is often passed on."""
    settings = settings_of()
    reminders = reminders_of([case], settings.calendar, england_and_wales())
    data = to_calendar("Section 55", office_entries(reminders, settings), TODAY).decode()
    assert "Title of harbour" in data
    assert SECRET not in data


# --- what is published if the office asks for it -------------------------------------


def test_what_is_published_on_request_is_in_no_data_and_on_no_page(
    case: Case, response: Response
) -> None:
    """How something was sent, and what the office says of an item that does not apply."""
    assert str(response).count(ON_REQUEST) == 9
    settings = settings_of()
    template = load_set(standard_sets() / "opccn-2023")
    page = to_html(response_view(response, settings, template.manifest), template)
    outputs = {"data": response_json(response), "page": page.encode(), **files([case])}
    assert [name for name, content in outputs.items() if ON_REQUEST.encode() in content] == []
    assert ON_REQUEST not in repr(paper_view(case))
    items = public(response)["recommendations"]["items"]
    assert items[1] == {
        "number": "3",
        "text": "The Home Office should sink the boats.",
        "addressed_to": "the Home Office",
        "applies": False,
    }


@pytest.mark.parametrize(
    ("publish", "count"),
    [
        (PublishSettings(dispatch_details=True), 3),
        (PublishSettings(items_not_applicable=True), 6),
        (PublishSettings(dispatch_details=True, items_not_applicable=True), 9),
    ],
)
def test_an_office_can_ask_for_it(case: Case, publish: PublishSettings, count: int) -> None:
    """In the data of every file, and of the site."""
    assert response_json(case.response, publish).decode().count(ON_REQUEST) == count
    settings = SITE_SETTINGS.model_copy(update={"publish": publish})
    data = files([case], settings=settings)
    assert data["responses.json"].decode().count(ON_REQUEST) == count
    assert data["2024/harbour/response.json"].decode().count(ON_REQUEST) == count


def test_recommendations_of_a_cause_that_does_not_apply_do_not_apply_either() -> None:
    """What is said of them is no more public than what is said of the cause."""
    inner = {**NOT_APPLICABLE, "applies": "yes"}
    concerns = {"items": [{"text": "Bad.", "applies": "no", "recommendations": [inner]}]}
    response = case_for_tests(date(2024, 4, 2), causes_of_concern=concerns).response
    assert ON_REQUEST not in response_json(response).decode()
    (concern,) = public(response)["causes_of_concern"]["items"]
    assert concern["recommendations"] == [
        {key: NOT_APPLICABLE[key] for key in ("number", "text", "addressed_to")} | {"applies": True}
    ]
