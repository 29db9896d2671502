"""What a paper for the panel says: its words, its order, what is appended and what is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from s55.errors import ExitCode, S55Error
from s55.office.periods import Period
from s55.templating.panel_manifest import PanelManifest, PanelSectionLine
from s55.views.lists import ChartView
from s55.views.paper.build import is_appended
from tests.office.cases_for_tests import LAST_DAY, PUBLISHED, TODAY, areas, case, recommendations
from tests.views.paper.paper_for_tests import SIGNED, panel_set, section_of, view_of, words_of

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
    view = view_of(case(answered=LAST_DAY, **SIGNED, **recommendations({"number": 1})))
    turns = [section.key for section in view.sections if section.turns]
    assert turns == ["inspections", "points"]
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
