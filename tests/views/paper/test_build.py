"""What a paper for the panel says: its words, its order, what is appended and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from s55.errors import ExitCode, S55Error
from s55.model.names import ItemKind
from s55.model.progress import Progress
from s55.office.cases import Case, Period
from s55.richtext.nodes import Heading, plain
from s55.templating.panel_manifest import PanelManifest, PanelSectionLine
from s55.templating.wording import Wording
from s55.views.lists import ChartView
from s55.views.paper.build import is_appended
from s55.views.paper.progress import PaperProgress
from tests.office.cases_for_tests import (
    LAST_DAY,
    PUBLISHED,
    TODAY,
    areas,
    case,
    concerns,
    recommendations,
)
from tests.office.revised_cases import corrected, replaced_and_new, withdrawn
from tests.views.paper.paper_for_tests import (
    SIGNED,
    cells_of,
    items_of,
    panel_set,
    section_of,
    view_of,
    words_of,
)

PANEL = """\
panel: Saltmarsh Police and Crime Panel
author: {name: Jo Sample, post: Policy Officer}
contact: {name: Jo Sample, email: jo@example.org, telephone: "01632 960001"}
purpose: |
  The clerk's own purpose.
meetings:
  - date: 2026-12-08
    purpose: |
      The purpose of **this** meeting.
    points:
      - |
        What has changed?
      - |
        A second point.
"""


def test_only_what_is_public_is_appended() -> None:
    """Published and signed off, both: a draft is no public paper."""
    assert is_appended(case(answered=LAST_DAY, **SIGNED))
    assert is_appended(case(answered="unknown", **SIGNED))
    assert not is_appended(case(**SIGNED))
    assert not is_appended(case(answered=LAST_DAY))


def test_the_head_of_the_paper() -> None:
    """Panel, meeting, author, period and day, as the panel's file and the command say."""
    view = view_of(panel=PANEL, period=Period(date(2026, 9, 12), TODAY))
    assert [(row.label, str(row.value)) for row in view.header] == [
        ("Panel:", "Saltmarsh Police and Crime Panel"),
        ("Meeting:", "8 December 2026"),
        ("Author:", "Jo Sample, Policy Officer"),
        ("Period:", "12 September 2026 to 22 November 2026"),
        ("Written on:", "22 November 2026"),
        ("Papers out by:", "Monday 30 November 2026 (5 clear days before the meeting)"),
    ]
    assert view.title == "Responses to inspections of Saltmarsh Police"
    assert view.document_title == (
        "Responses to inspections of Saltmarsh Police: paper for the Saltmarsh Police and Crime "
        "Panel, 8 December 2026"
    )
    assert (view.dated, view.author) == (TODAY, "Office of the Commissioner for Saltmarsh")


def test_a_panel_that_says_nothing_has_a_whole_paper() -> None:
    """Words of the set, the office as the author, the titles of the day of the meeting."""
    view = view_of()
    assert str(view.header[0].value) == "Police and Crime Panel"
    assert str(view.header[2].value) == "Office of the Commissioner for Saltmarsh"
    assert str(view.header[3].value) == "up to 22 November 2026"
    background = section_of(view, "background").body
    assert background is not None
    text = " ".join(words_of(background.blocks))
    assert "the Mayor four duties" in text
    assert "The inspectorate of constabulary (IC)" in text
    assert section_of(view, "points").notice == "No points were put down for this meeting."


def test_texts_of_the_meeting_come_before_those_of_the_panel() -> None:
    """And those before the set's."""
    for panel, expected in (
        (PANEL, "The purpose of this meeting."),
        (PANEL.replace("date: 2026-12-08", "date: 2026-12-09"), "The clerk's own purpose."),
    ):
        body = section_of(view_of(panel=panel), "purpose").body
        assert body is not None
        assert words_of(body.blocks) == [expected]


def test_the_points_are_a_numbered_list() -> None:
    """In the clerk's order."""
    body = section_of(view_of(panel=PANEL), "points").body
    assert body is not None
    assert words_of(body.blocks) == ["What has changed?", "A second point."]


def test_whom_to_ask() -> None:
    """The panel's file first; the office where it says nothing."""
    rows = section_of(view_of(panel=PANEL), "contact").contact
    assert [(row.label, str(row.value)) for row in rows] == [
        ("Name:", "Jo Sample"),
        ("E-mail:", "jo@example.org"),
        ("Telephone:", "01632 960001"),
    ]
    rows = section_of(view_of(), "contact").contact
    assert [(row.label, str(row.value)) for row in rows] == [
        ("Name:", "Office of the Commissioner for Saltmarsh")
    ]


def test_appendices_are_numbered_without_those_that_are_left_out() -> None:
    """The reports keep their order; numbers have no gap."""
    view = view_of(
        case(name="a", answered=LAST_DAY, **SIGNED),
        case(name="b"),
        case(name="c", answered="unknown", **SIGNED),
    )
    assert [(one.name, one.heading, one.anchor) for one in view.appendices] == [
        ("a", "Appendix 1: Title of a", "appendix_1"),
        ("c", "Appendix 2: Title of c", "appendix_2"),
    ]
    rows = section_of(view, "inspections").inspections
    assert [row.appendix.short if row.appendix else None for row in rows] == [
        "Appendix 1",
        None,
        "Appendix 2",
    ]


def test_an_empty_period_says_so() -> None:
    """Sentences in place of tables, no page turned sideways, nothing appended."""
    view = view_of(period=Period(date(2026, 11, 1), TODAY))
    assert section_of(view, "inspections").notice == (
        "No inspection report about Saltmarsh Police was published or waited for a response in the "
        "period (1 November 2026 to 22 November 2026)."
    )
    assert section_of(view, "items").notice == "No report in the period asks for anything."
    assert section_of(view, "figures").notice == "There are no figures for this period."
    assert not any(section.wide or section.turns for section in view.sections)
    assert view.appendices == ()


def test_pages_turn_where_wide_sections_begin_and_end() -> None:
    """Two wide sections in a row turn the page once; it turns back for the next."""
    found = case(answered=LAST_DAY, **SIGNED, **recommendations({"number": 1}))
    assert not any(section.wide or section.turns for section in view_of(found).sections)
    lines = panel_set().manifest.sections
    wide = {"inspections", "items"}
    sections = tuple(line.model_copy(update={"wide": line.key in wide}) for line in lines)
    view = view_of(found, manifest={"sections": sections})
    turns = [section.key for section in view.sections if section.turns]
    assert turns == ["inspections", "progress"]
    assert not view.ends_wide
    last = (PanelSectionLine(key="inspections", heading="Reports", wide=True),)
    view = view_of(case(), manifest={"sections": last})
    assert (view.ends_wide, view.sections[0].turns) == (True, True)


def test_a_council_orders_and_names_the_sections() -> None:
    """A section that its set does not name is not there."""
    lines = (
        PanelSectionLine(key="contact", heading="Whom to ask at {{ office.abbreviation }}"),
        PanelSectionLine(key="purpose", heading="Why"),
    )
    view = view_of(manifest={"sections": lines})
    assert [(section.key, section.heading) for section in view.sections] == [
        ("contact", "Whom to ask at OCS"),
        ("purpose", "Why"),
    ]


def test_charts_stand_in_the_figures() -> None:
    """As they were drawn."""
    chart = ChartView("A chart", "It shows.", ("Year", "Late"), (("2026", "1"),))
    assert section_of(view_of(case(), charts=(chart,)), "figures").charts == (chart,)


def test_a_text_of_the_set_is_checked_as_a_draft_is() -> None:
    """What Markdown would leave out, is an error in the manifest."""
    manifest = panel_set().manifest
    texts = manifest.texts.model_copy(update={"purpose": "A <b>bold</b> paper."})
    with pytest.raises(S55Error) as failure:
        view_of(manifest={"texts": texts})
    assert failure.value.exit_code is ExitCode.SETTINGS
    problem = failure.value.problems[0]
    assert (problem.code, problem.file) == ("T201", "manifest of panel")


def test_every_section_of_a_manifest_can_be_shown() -> None:
    """So that no key is known to the manifest alone."""
    keys = {line.key for line in panel_set().manifest.sections}
    view = view_of(case(answered=PUBLISHED + timedelta(3), **SIGNED, **areas({})))
    assert {section.key for section in view.sections} == keys
    field = PanelSectionLine.model_fields["key"]
    assert keys == set(getattr(field.annotation, "__args__", ()))
    assert isinstance(panel_set().manifest, PanelManifest)


@pytest.mark.parametrize(
    ("found", "answered", "taken", "words", "late"),
    [
        (case(answered=LAST_DAY), "31 August 2026", "56", "in time", False),
        (
            case(answered=LAST_DAY + timedelta(1)),
            "1 September 2026",
            "57",
            "late: 1 day after the statutory last day",
            True,
        ),
        (
            case(answered=LAST_DAY + timedelta(5)),
            "5 September 2026",
            "61",
            "late: 5 days after the statutory last day",
            True,
        ),
        (case(today=LAST_DAY), "not published yet", "", "open: today is the last day", False),
        (
            case(today=LAST_DAY - timedelta(1)),
            "not published yet",
            "",
            "open: 1 day left",
            False,
        ),
        (
            case(today=LAST_DAY - timedelta(2)),
            "not published yet",
            "",
            "open: 2 days left",
            False,
        ),
        (case(), "not published yet", "", "overdue by 83 days", True),
        (
            case(answered="unknown"),
            "published; date not recorded",
            "",
            "date not recorded",
            False,
        ),
    ],
)
def test_a_row_of_the_inspections(
    found: Case, answered: str, taken: str, words: str, late: bool
) -> None:
    """Both dates, the days and where it stands, to the day."""
    view = view_of(found)
    (cells,) = cells_of(view, "reports")
    assert cells == [
        "Title of reportAppendix 1" if view.appendices else "Title of report",
        "7 July 2026",
        "31 August 2026",
        f"{answered}Days taken: {taken}" if taken else answered,
        words,
    ]
    (row,) = section_of(view, "inspections").inspections
    assert bool(row.late) is late


def test_what_stands_after_the_inspections() -> None:
    """Counts of all; the late with their dates; what is not appended, and why."""
    after = section_of(
        view_of(
            case(name="a", answered=LAST_DAY, **SIGNED),
            case(name="b", answered=LAST_DAY + timedelta(5), **SIGNED),
            case(name="c"),
            case(name="d", answered="unknown"),
        ),
        "inspections",
    ).after
    assert after is not None
    assert words_of(after.blocks) == [
        "The 4 rows of the table, by when the response was published:",
        "published in time: 1",
        "published late: 1",
        "not published, and overdue: 1",
        "published on a day that was not recorded: 1",
        "Who responded, each response with the office-holder of its day:",
        "Mayor of Saltmarsh: 2",
        "on a day of which the office-holder is not recorded: 1",
        "not published yet: 1",
        "The following were late or are overdue:",
        "Title of b: the statutory last day was 31 August 2026. The response was published on "
        "5 September 2026, 5 days late.",
        "Title of c: the statutory last day was 31 August 2026. The response is overdue by "
        "83 days.",
        "The following are not appended:",
        "Title of c: the response has not been published yet.",
        "Title of d: the response is not recorded as signed off.",
    ]


def test_nothing_late_is_a_nought_and_no_list() -> None:
    """The number of late responses is always told."""
    after = section_of(view_of(case(answered=LAST_DAY, **SIGNED)), "inspections").after
    assert after is not None
    assert words_of(after.blocks) == [
        "The one row of the table, by when the response was published:",
        "published in time: 1",
        "published late: 0",
        "Who responded, each response with the office-holder of its day:",
        "Mayor of Saltmarsh: 1",
    ]


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("https://www.example.org/r", "Response on the web"),
        ("minute 4", None),
        ("", None),
        ("javascript:x", None),
    ],
)
def test_the_link_to_the_response_on_the_web(reference: str, shown: str | None) -> None:
    """Only where the record of its publication gives an address."""
    record: dict[str, Any] = {"date": LAST_DAY, **({"reference": reference} if reference else {})}
    found = case(distribution={"website": record})
    (row,) = section_of(view_of(found), "inspections").inspections
    assert (str(row.response) if row.response else None) == shown


def shown_of(found: Case) -> list[list[str]]:
    """Heading, text and facts of each item of the one report of a paper."""
    view = view_of(found)
    (table,) = section_of(view, "items").tables
    assert table.caption == "Title of report"
    return items_of(view)


def test_an_item_is_shown_with_owner_day_and_status() -> None:
    """As the force gave them; a day that only the report sets is marked so."""
    parts = {
        **concerns({"recommendations": [{"number": 1, "text": "Mend it."}]}),
        **recommendations(
            {
                "number": 4,
                "text": "Count **boats**:\n\n- big ones\n- small ones",
                "owner": "Head of Boats",
                "target_date": "2026-12-24",
                "due": "2027-01-31",
                "status": "in progress",
            },
            {"number": 5, "applies": False},
            {"number": 6, "due": "2027-01-31"},
            {"number": 7, "complete_by": "By spring"},
        ),
        **areas({"status": "complete"}),
    }
    nothing = "No owner, day or status is recorded."
    assert shown_of(case(answered=LAST_DAY, **SIGNED, **parts)) == [
        ["C1: Cause of concern (○ no day set)", "It is bad.", nothing],
        ["C1-R1: Recommendation (○ no day set)", "Mend it.", nothing],
        [
            "R4: Recommendation (● on time)",
            "Count boats: big ones; small ones",
            "Owner: Head of Boats. To be done by: 24 December 2026. Status: in progress",
        ],
        [
            "R6: Recommendation (● on time)",
            "Do it.",
            "Owner: not recorded. To be done by: 31 January 2027 (set by the report). "
            "Status: not recorded",
        ],
        [
            "R7: Recommendation (○ no day set)",
            "Do it.",
            "Owner: not recorded. To be done by: By spring (set by the report). "
            "Status: not recorded",
        ],
        [
            "AFI1: Area for improvement (✓ done)",
            "Do better.",
            "Owner: not recorded. To be done by: none recorded. Status: complete",
        ],
    ]


def test_above_the_items_of_a_report_they_are_counted() -> None:
    """From the rows below, with the way to the response; of a draft only their number."""
    late = {"number": 1, "target_date": "2026-09-01"}
    done = {"number": 2, "status": "complete"}
    view = view_of(
        case(name="a", answered=LAST_DAY, **SIGNED, **recommendations(late, done, {"number": 3})),
        case(name="b", **recommendations(late)),
    )
    tables = section_of(view, "items").tables
    assert [(one.summary, one.appendix and one.appendix.short) for one in tables] == [
        ("3 items: 2 open, of these 1 late.", "Appendix 1"),
        ("1 item. The response is not published yet.", None),
    ]


def test_the_items_are_those_of_the_day_of_the_paper() -> None:
    """In the panel's own words; of a response that is not published, nothing is said."""
    entry = Progress.model_validate(
        {"date": "2026-09-10", "status": "superseded", "superseded_by": "peel-2027 R3"}
    )
    one = case(answered=LAST_DAY, **SIGNED, **recommendations({"status": "in progress"}))
    made = replace(one, progress={"R1": (entry,)})
    (shown,) = shown_of(made)
    assert shown[0].endswith("(✓ done)")
    assert shown[2].endswith("Status: superseded by peel-2027 R3")
    (shown,) = shown_of(replace(made, today=date(2026, 9, 9)))
    assert shown[0].endswith("(○ no day set)")
    assert shown[2].endswith("Status: in progress")
    hidden = replace(case(**recommendations({})), progress={"R1": (entry,)})
    assert shown_of(hidden) == [["R1: Recommendation", "Do it."]]


def test_an_unpublished_draft_gives_nothing_away() -> None:
    """The report is public and the draft is not: no owner, no date of the force, no status."""
    item = {
        "text": "Count boats.",
        "owner": "Head of Boats",
        "target_date": "2026-12-24",
        "status": "complete",
        "action": "taken",
        "action_details": "Secret.",
        "policing_body": "Secret.",
        "force_action": "Secret.",
        "history": [{"date": "2026-08-01", "status": "complete", "note": "Secret."}],
    }
    assert shown_of(case(**recommendations(item))) == [["R1: Recommendation", "Count boats."]]
    (shown,) = shown_of(case(**recommendations({**item, "due": "2027-01-31"})))
    assert shown[2] == "To be done by: 31 January 2027 (set by the report)"


def test_a_row_of_an_unpublished_draft_holds_what_the_report_says_and_no_more() -> None:
    """So that no layout can show it."""
    answers = {
        "owner": "Head of Boats",
        "target_date": "2026-12-24",
        "status": "complete",
        "action": "taken",
        "action_details": "Secret.",
        "policing_body": "Secret.",
        "force_action": "Secret.",
        "history": [{"date": "2026-08-01", "status": "complete", "note": "Secret."}],
    }
    (table,) = section_of(view_of(case(**recommendations(answers))), "items").tables
    (bare,) = section_of(view_of(case(**recommendations({}))), "items").tables
    assert table == bare


def test_a_report_without_items_has_no_table() -> None:
    """Also where none of them applies."""
    view = view_of(
        case(name="a", today=TODAY), case(name="b", **recommendations({"applies": False}))
    )
    assert section_of(view, "items").tables == ()


def test_a_row_says_what_the_report_and_the_office_call_the_item() -> None:
    """An area for priority action, the chapter, and the office's own number."""
    area = {"text": "Answer.", "priority": True, "under": "Contact", "office_number": 7}
    (item,) = section_of(view_of(case(answered=LAST_DAY, **SIGNED, **areas(area))), "items").tables
    (row,) = item.rows
    assert (row.kind, row.under, row.ours) == (
        ItemKind.AREA_FOR_PRIORITY_ACTION,
        "Contact",
        "our number 7",
    )


def test_a_corrected_or_withdrawn_response_was_published_all_the_same() -> None:
    """Never overdue or not published; what is withdrawn is not appended, with the reason."""
    view = view_of(corrected(), withdrawn())
    rows = section_of(view, "inspections").inspections
    assert [row.standing for row in rows] == [
        "in time; corrected on 1 September 2026",
        "in time; withdrawn on 1 October 2026",
    ]
    assert [(row.answered, row.unanswered) for row in rows] == [(date(2026, 8, 20), "")] * 2
    after = section_of(view, "inspections").after
    assert after is not None
    words = words_of(after.blocks)
    assert "published in time: 2" in words
    assert (
        "Title of withdrawn: the response was withdrawn on 1 October 2026: It answered a draft."
        in (words)
    )
    assert [one.name for one in view.appendices] == ["corrected"]


def test_a_replaced_response_is_counted_once() -> None:
    """With the one in its place; both are in the table."""
    view = view_of(*replaced_and_new(date(2026, 10, 2)))
    rows = section_of(view, "inspections").inspections
    assert [row.standing for row in rows] == [
        "in time; withdrawn on 1 October 2026 and replaced",
        "in time; replaces the response of 20 August 2026",
    ]
    after = section_of(view, "inspections").after
    assert after is not None
    assert "published in time: 1" in words_of(after.blocks)
    assert "published late: 0" in words_of(after.blocks)
    assert len(section_of(view, "items").tables) == 1


def test_a_response_that_is_to_be_replaced_is_not_called_replaced() -> None:
    """As long as the other one is not published, whether that is in the table or not."""
    old, new = replaced_and_new()
    awaited = "to be replaced: the new response is not published yet: 1"
    for cases in ([old, new], [old]):
        view = view_of(*cases)
        rows = section_of(view, "inspections").inspections
        assert rows[0].standing == "in time; withdrawn on 1 October 2026, and to be replaced"
        after = section_of(view, "inspections").after
        assert after is not None
        assert awaited in words_of(after.blocks)
        assert not any("withdrawn and replaced" in line for line in words_of(after.blocks))


def test_open_items_of_two_reports_with_one_title_are_told_apart() -> None:
    """Each report has its heading, with its day; one whose title is its own has none."""
    manifest = panel_set().manifest
    told = PaperProgress(manifest.labels, Wording({}, "panel").fill, "en-GB")
    days = (date(2024, 3, 1), date(2025, 3, 1))
    earlier = [
        case(day, name="harbour", answered=day, **SIGNED, **recommendations({"number": "1"}))
        for day in days
    ]
    other = case(days[0], name="bridge", answered=days[0], **recommendations({"number": "1"}))
    body = told.body([], [*earlier, other], None, chosen=False)
    headings = [plain(one.children) for one in body.blocks if isinstance(one, Heading)]
    assert headings[1:] == [
        "Title of harbour (1 March 2024)",
        "Title of harbour (1 March 2025)",
        "Title of bridge",
    ]
