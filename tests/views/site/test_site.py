"""What stands on the publication pages: which responses, the list, the register, the data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from lxml import html

from s55.model.progress import ItemStatus, Progress
from s55.model.response import Action, Response
from s55.office.cases import Case, case_of
from s55.rules.deadlines import england_and_wales
from s55.views.site.data import responses_data, responses_schema
from s55.views.site.frame import (
    LinkView,
    base_address,
    first_change,
    folder_of,
    last_change,
    latest_first,
    page_of,
    why_left_out,
)
from s55.views.site.index import index_view
from s55.views.site.open_items import open_items, register_view
from s55.views.site.response import Download, publications_of, response_frame_view, size_in_words
from tests.drafts_for_tests import SETTINGS, settings_of
from tests.office.cases_for_tests import PUBLISHED, TODAY, areas, case, concerns, recommendations
from tests.office.revised_cases import corrected, replaced_and_new, revised, withdrawn
from tests.render.site_for_tests import context, files
from tests.strategies import lines, responses

SIGNED: dict[str, Any] = {"sign_off": {"name": "Robin Sample", "date": "2026-08-20"}}
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(responses_schema(context([]))), format_checker=jsonschema.FormatChecker()
)
TOMORROW = TODAY + timedelta(days=1)


# --- which responses are in -----------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"answered": date(2026, 8, 21), **SIGNED}, None),
        ({"answered": TODAY, **SIGNED}, None),
        ({"answered": "unknown", **SIGNED}, None),
        ({"answered": TODAY, "sign_off": {"name": "A", "date": TODAY}}, None),
        ({"answered": date(2026, 8, 21)}, "it is not signed off"),
        ({}, "it is not signed off"),
        (SIGNED, "it is not recorded as published (s55 mark report website --on DATE)"),
        (
            {"answered": TOMORROW, **SIGNED},
            "its publication is recorded for a day in the future, Monday 23 November 2026",
        ),
        (
            {"answered": TODAY, "sign_off": {"name": "A", "date": TOMORROW}},
            "its sign-off is dated in the future, Monday 23 November 2026",
        ),
    ],
)
def test_only_what_is_signed_off_and_published_is_for_the_public(
    parts: dict[str, Any], why: str | None
) -> None:
    """Both are needed, and neither may be a day to come."""
    assert why_left_out(case(**parts)) == why


# --- names and addresses ----------------------------------------------------------


def test_a_page_lies_in_the_year_of_its_report() -> None:
    """On disk under the draft's own name, in addresses so that every program reads them."""
    one = replace(case(date(2023, 12, 31)), name="50% off #2")
    assert folder_of(one) == "2023/50% off #2"
    assert page_of(one) == "2023/50%25%20off%20%232/index.html"


@pytest.mark.parametrize("address", ["https://a.org/x", "https://a.org/x/", "https://a.org/x//"])
def test_the_address_of_the_folder_ends_with_one_stroke(address: str) -> None:
    """However it is written in the settings."""
    settings = settings_of(f"{SETTINGS}site:\n  address: {address}\n")
    assert base_address(settings) == "https://a.org/x/"


def test_the_latest_report_is_first_and_reports_of_a_day_stand_by_name() -> None:
    """Whatever the order of the drafts."""
    days = {"b": date(2024, 1, 1), "a": date(2024, 1, 1), "c": date(2025, 1, 1)}
    cases = latest_first([case(day, name=name) for name, day in days.items()])
    assert [one.name for one in cases] == ["c", "a", "b"]


def test_a_response_whose_day_was_not_kept_has_the_day_of_its_sign_off() -> None:
    """For the feed and the site map, which want a day."""
    assert last_change(case(answered="unknown", **SIGNED)) == date(2026, 8, 20)
    assert last_change(case(answered=date(2026, 8, 21), **SIGNED)) == date(2026, 8, 21)


# --- the list -----------------------------------------------------------------------


def test_the_list_says_in_words_whether_a_response_was_in_time() -> None:
    """56 days are in time, 57 are a day late; a report of 7 July is day 1 itself."""
    answered = {"first": 0, "last": 55, "late": 56, "later": 57}
    cases = [
        case(name=name, answered=PUBLISHED + timedelta(days=days), **SIGNED)
        for name, days in answered.items()
    ]
    cases.append(case(name="unknown", answered="unknown", **SIGNED))
    (year,) = index_view(context(cases)).years
    rows = {row.address.split("/")[1]: row for row in year.rows}
    assert (year.id, year.year, year.label) == ("year-2026", "2026", "2026 (5)")
    assert {name: (row.standing, bool(row.late)) for name, row in rows.items()} == {
        "first": ("In time, day 1 of 56", False),
        "last": ("In time, day 56 of 56", False),
        "late": ("Late by 1 day", True),
        "later": ("Late by 2 days", True),
        "unknown": ("Not recorded", False),
    }
    page: Any = html.document_fromstring(files(cases)["index.html"].decode())
    shown = {
        row.xpath("string(th)"): [
            (cell.get("data-value"), cell.text_content().partition(": ")[2])
            for cell in row.xpath("td")[1:]
        ]
        for row in page.xpath("//tbody/tr[not(@class)]")
    }
    assert shown["Title of last"][:2] == [
        ("2026-07-07", "7 July 2026"),
        ("2026-08-31", "31 August 2026"),
    ]
    assert shown["Title of unknown"][1] == ("", "Not recorded")
    days = [int(shown[f"Title of {name}"][2][0]) for name in (*answered, "unknown")]
    assert days == sorted(days)


def test_the_years_are_those_of_the_reports() -> None:
    """A report of December that was answered in the next year stands under its own."""
    cases = [
        case(date(2023, 12, 31), name="old", answered=date(2024, 2, 1), **SIGNED),
        case(date(2024, 1, 1), name="new", answered=date(2024, 2, 1), **SIGNED),
    ]
    years = index_view(context(cases)).years
    assert [(year.year, [row.report for row in year.rows]) for year in years] == [
        ("2024", ["Title of new"]),
        ("2023", ["Title of old"]),
    ]


# --- a response's page ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 KB"), (1, "1 KB"), (1499, "1 KB"), (120_400, "120 KB"), (999_499, "999 KB"),
     (999_500, "1.0 MB"), (1_440_000, "1.4 MB")],
)  # fmt: skip
def test_sizes_in_words(size: int, words: str) -> None:
    """In thousands and millions of bytes, never nought."""
    assert size_in_words(size) == words


@pytest.mark.parametrize(
    ("answered", "line", "late"),
    [
        (date(2026, 8, 31), "published on 31 August 2026: in time, on day 56 of 56.", False),
        (date(2026, 9, 1), "published on 1 September 2026: 1 day late.", True),
        ("unknown", "published was not recorded.", False),
    ],
)
def test_a_response_tells_its_own_dates(answered: date | str, line: str, late: bool) -> None:
    """Those of the report, of the last day and of itself."""
    one = case(answered=answered, **SIGNED)
    view = response_frame_view(one, [], context([one]))
    assert view.report_line == (
        "The report was published on 7 July 2026. The last day for this response under section "
        "55(5A) of the Police Act 1996 was 31 August 2026."
    )
    assert view.answered_line.endswith(line)
    assert view.is_late == late


def test_a_file_is_told_with_its_kind_its_pages_and_its_size() -> None:
    """One page is one page."""
    one = case(answered=TODAY, **SIGNED)
    files = [
        Download("a b.pdf", "application/pdf", 120_000, 1),
        Download("c.pdf", "application/pdf", 120_000, 12),
        Download("response.json", "application/json", 9_000),
        Download("d.docx", "application/msword", 19_000),
    ]
    links = response_frame_view(one, files, context([one])).downloads
    assert [(link.address, link.label) for link in links] == [
        ("a%20b.pdf", "Download as PDF (1 page, 120 KB)"),
        ("c.pdf", "Download as PDF (12 pages, 120 KB)"),
        ("response.json", "Download as data for programs (JSON, 9 KB)"),
        ("d.docx", "Download as a Word document (19 KB)"),
    ]


# --- the register ----------------------------------------------------------------------


def _answered(**parts: Any) -> Case:
    return case(answered=date(2026, 8, 21), **SIGNED, **parts)


def test_the_register_holds_what_applies_and_is_not_complete() -> None:
    """Of every kind, with who, by when, how far, and how long overdue on the day."""
    items = recommendations(
        {
            "number": "1",
            "text": "Count **all** boats.",
            "owner": "Head of Boats",
            "target_date": "2026-11-21",
            "status": "in progress",
            "force_action": "One is counted.",
            "action": "proposed",
            "action_details": "Ask again.",
            "history": [
                {"date": "2026-09-01", "status": "not started", "note": "Nothing yet."},
                {"date": "2026-10-01", "status": "in progress", "note": "Begun.", "evidence": "X1"},
            ],
        },
        {"number": "2", "status": "complete"},
        {"number": "3", "applies": False, "reason_not_applicable": "No boats."},
        {"number": "4", "due": "2026-11-22"},
    )
    one = _answered(**items, **areas({}), **concerns({"recommendations": [{"text": "Mend it."}]}))
    view = register_view(context([one]))
    assert view.reckoned == "As on 22 November 2026: 5 open, 1 of them overdue."
    assert [row.heading for row in view.rows] == [
        "Cause of concern (C1)", "Recommendation (C1-R1)", "Recommendation (R1)",
        "Recommendation (R4)", "Area for improvement (AFI1)",
    ]  # fmt: skip
    row = view.rows[2]
    assert (row.owner, row.day, row.status) == (
        "Head of Boats",
        date(2026, 11, 21),
        ItemStatus.IN_PROGRESS,
    )
    assert (row.overdue, row.days_overdue) == (1, "1 day")
    assert (row.action, row.update) == (Action.PROPOSED, "1 October 2026: In progress. Begun.")
    assert str(row.text.lines) == "Count all boats."
    assert row.force_action is not None
    assert row.action_details is not None
    bare = view.rows[4]
    assert (bare.owner, bare.day, bare.status, bare.action) == ("", None, None, None)
    assert (bare.force_action, bare.action_details, bare.update) == (None, None, "")
    page: Any = html.document_fromstring(files([one])["register.html"].decode())
    shown = [
        [
            (cell.get("data-value"), cell.text_content().partition(": ")[2])
            for cell in row.xpath("td")[1:]
        ]
        for row in page.xpath("//table[contains(@class, 'items')]/tbody/tr")
    ]
    assert shown[2] == [
        (None, "Head of Boats"),
        ("2026-11-21", "21 November 2026"),
        (None, "In progress"),
        ("1", "▲ Late: 1 day"),
    ]
    assert shown[3][1:] == [
        ("2026-11-22", "22 November 2026"),
        (None, "Not recorded"),
        ("0", "◆ Due within 30 days"),
    ]
    assert shown[4] == [
        (None, "Not recorded"),
        ("", "Not recorded"),
        (None, "Not recorded"),
        ("0", "○ No day set"),
    ]
    assert page.xpath("//dd[starts-with(., 'Action')]/p[1]/text()") == ["Action proposed"]


def test_the_register_is_that_of_its_day_and_the_response_what_was_said() -> None:
    """What was recorded later is in neither, and nothing that is recorded is in the response."""
    entries = (
        Progress.model_validate({"date": "2026-09-10", "status": "complete"}),
        Progress.model_validate({"date": "2026-10-05", "status": "reopened", "due": "2026-12-01"}),
    )
    bare = _answered(**recommendations({"number": 1, "status": "in progress"}))
    made = replace(bare, progress={"R1": entries})
    shown = {}
    for day in (date(2026, 9, 1), date(2026, 9, 10), date(2026, 10, 5), date(2026, 12, 2)):
        view = register_view(context([replace(made, today=day)]))
        shown[day] = [(row.standing, row.pace_key) for row in view.rows]
    assert list(shown.values()) == [
        [("In progress", "no-day")],
        [],
        [("Reopened on 5 October 2026", "on-time")],
        [("Reopened on 5 October 2026", "late")],
    ]
    before, after = files([bare]), files([made])
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {"index.html", "register.csv", "register.html", "register.json"}
    assert after.keys() - before.keys() == {"calendar.ics"}, "the item has a day now"


def test_an_item_that_is_open_is_drawn_and_counted() -> None:
    """The register has a chart with its figures as a table, and none where nothing is open."""
    one = _answered(**recommendations({"status": "not started"}, {"status": "complete"}))
    page = files([one])["register.html"].decode()
    drawn: Any = html.document_fromstring(page)
    assert drawn.xpath("//figure//*[local-name()='svg']/@role") == ["img"]
    (row,) = (
        r for r in drawn.xpath("//figure//tbody/tr") if r.xpath("string(th)") == "3 to 6 months"
    )
    assert row.xpath("td/text()") == ["1", "0", "0", "1"]
    assert "<figure" not in files([])["register.html"].decode()


def test_long_overdue_is_written_with_its_thousands() -> None:
    """The number itself sorts the column."""
    one = case(
        date(2020, 1, 1), answered="unknown", **SIGNED, **recommendations({"due": "2020-03-01"})
    )
    (row,) = register_view(context([one])).rows
    assert (row.days_overdue, row.overdue) == ("2,457 days", 2457)


def test_where_nothing_is_open_the_register_says_so() -> None:
    """With its day."""
    for cases in ([], [_answered(**recommendations({"status": "complete"}))]):
        view = register_view(context(cases))
        assert view.reckoned == "As on 22 November 2026, nothing is open."
        assert (view.rows, view.reports) == ((), ())


def test_no_two_anchors_are_alike() -> None:
    """Also of drafts whose names differ in signs alone, and of names that look like an item's."""
    names = ("a b", "a-b", "a_b", "a-b-r1", "ŵ", "é", "a-b-no-2", "a-b-r1-heading")
    cases = [
        replace(case(answered="unknown", **SIGNED, **recommendations({}, {})), name=name)
        for name in names
    ]
    view = register_view(context(cases))
    anchors = [report.id for report in view.reports]
    anchors += [anchor for row in view.rows for anchor in (row.id, f"{row.id}-heading")]
    assert len(view.rows) == 2 * len(names)
    assert len(set(anchors)) == len(anchors)
    assert all(anchor.isascii() and " " not in anchor for anchor in anchors)


# --- the data --------------------------------------------------------------------------


@given(responses(lines()))  # the data is the same whatever its texts are marked up with
def test_whatever_a_response_holds_its_data_fits_the_schema(response: Response) -> None:
    """And nothing in it is for the office alone."""
    one = case_of("one", response, 56, date(2031, 1, 1), england_and_wales())
    data = json.loads(responses_data(context([one])))
    # What stands on the pages is published.
    assert one.is_answered or data["responses"][0].pop("timeliness") in {"open", "overdue"}
    data["responses"][0].setdefault("timeliness", "in time")
    VALIDATOR.validate(data)


def test_the_schema_knows_nothing_of_what_is_for_the_office() -> None:
    """Neither the names of the fields nor room for others."""
    site = context([])
    schema = json.loads(responses_schema(site))
    names = {name for one in schema["$defs"].values() for name in one.get("properties", {})}
    assert {"office_notes", "evidence", "by"} & names == set()
    assert {"note", "owner", "force_action", "reference"} <= names
    open_ones = [
        name
        for name, one in schema["$defs"].items()
        if one.get("type") == "object" and one.get("additionalProperties") is not False
    ]
    assert open_ones == []
    for owner in (schema, *schema["$defs"].values()):
        for name, entry in owner.get("properties", {}).items():
            assert "$ref" in entry or entry.get("description") or owner is schema, name


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one["response"].update(office_notes="x"),
        lambda one: one["response"]["distribution"]["website"][0].update(by="x"),
        lambda one: one["response"]["inspection"].update(published="7 July 2023"),
        lambda one: one["response"]["inspection"].update(title=3),
        lambda one: one.update(timeliness="open"),
        lambda one: one.pop("address"),
        lambda one: one.update(more=1),
    ],
)
def test_the_schema_refuses_what_the_data_never_holds(change: Any) -> None:
    """An office's own notes, a date in words, a number for a title, something left out or added."""
    data = json.loads(responses_data(context([_answered()])))
    assert VALIDATOR.is_valid(data)
    change(data["responses"][0])
    assert not VALIDATOR.is_valid(data)


def test_a_heading_says_what_the_report_and_the_office_call_the_item() -> None:
    """An area for priority action, the chapter, and the office's own number."""
    area = {"text": "Answer.", "priority": True, "under": "Contact", "office_number": 7}
    (row,) = register_view(context([_answered(**areas(area))])).rows
    assert row.heading == "Area for priority action (AFI1, our number 7): Contact"


def test_the_page_of_a_response_lists_its_publications() -> None:
    """One that was published once has no list."""
    site = context([corrected(), withdrawn()])
    assert publications_of(corrected(), site) == (
        "First published on 20 August 2026",
        "Corrected on 1 September 2026: Two, not three.",
    )
    assert publications_of(withdrawn(), site)[2] == (
        "Withdrawn on 1 October 2026: It answered a draft."
    )
    assert publications_of(revised("once"), site) == ()


def test_a_withdrawn_response_says_so_and_leads_to_the_one_in_its_place() -> None:
    """On its page and in the list; a place that is not public has no link."""
    old, new = replaced_and_new(date(2026, 10, 2))
    view = response_frame_view(old, [], context([old, new]))
    assert view.withdrawn_line == "This response was withdrawn on 1 October 2026."
    assert view.replacement == LinkView(
        "../../2026/new/index.html", "Read the response that replaces it: Title of old"
    )
    assert "This response was published on 20 August 2026: in time" in view.answered_line
    assert response_frame_view(old, [], context([old])).replacement is None
    in_place = response_frame_view(new, [], context([old, new]))
    assert in_place.withdrawn_line == ""
    assert in_place.answered_line == (
        "This response was published on 2 October 2026. It replaces one that was published on "
        "20 August 2026: in time."
    )
    rows = {
        row.draft: row.standing
        for year in index_view(context([old, new])).years
        for row in year.rows
    }
    assert rows == {
        "old": "In time, day 45 of 56; withdrawn on 1 October 2026 and replaced",
        "new": "In time, day 45 of 56; replaces the response of 20 August 2026",
    }
    page = files([old, new])["2026/old/index.html"].decode()
    assert '<a href="../../2026/new/index.html">' in page
    assert "<li>Withdrawn on 1 October 2026: It answered a draft.</li>" in page
    assert "Publications" not in files([new])["2026/new/index.html"].decode()


def test_the_open_items_of_a_replaced_response_are_those_of_the_other() -> None:
    """Each is listed once."""
    assert [
        item.case.name for item in open_items(context(replaced_and_new(date(2026, 10, 2))))
    ] == ["new"]


def test_the_last_change_is_that_of_the_last_event() -> None:
    """The first publication stays what it was."""
    assert last_change(withdrawn()) == date(2026, 10, 1)
    assert first_change(withdrawn()) == date(2026, 8, 20)
    assert json.loads(responses_data(context([withdrawn()])))["responses"][0]["is_withdrawn"]
