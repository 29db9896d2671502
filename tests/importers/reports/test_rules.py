"""The small rules: times, addressees, dates, forces, grades, kinds, what is left out."""

from __future__ import annotations

from datetime import date

import pytest

from s55.drafts.load import load
from s55.importers.identify import identity
from s55.importers.imported import DocumentKind
from s55.importers.readers import read_source
from s55.importers.reports.comparing import pairs
from s55.importers.reports.draft import Origin, draft_of
from s55.importers.reports.facts.addressees import addressed_to, addressee_of, for_others
from s55.importers.reports.facts.dates import due_of
from s55.importers.reports.facts.forces import ALL_FORCES
from s55.importers.reports.findings import Findings, ReportItemKind
from s55.importers.reports.reading import read_report
from s55.importers.reports.words import asks_in_heading, item_heading


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("By January 2024, forces should act.", "By January 2024", date(2024, 1, 31)),
        ("By 31 March 2024, forces should act.", "By 31 March 2024", date(2024, 3, 31)),
        ("By the end of February 2024, act.", "By the end of February 2024", date(2024, 2, 29)),
        ("Forces should act by the end of 2023.", "by the end of 2023", date(2023, 12, 31)),
        ("By 31 April 2024, forces should act.", "By 31 April 2024", None),
        ("Within three months, the force should act.", "Within three months", None),
        ("The force should immediately act.", "immediately", None),
        ("With immediate effect, all forces must act.", "With immediate effect", None),
        ("The force should act.", "", None),
        ("By 14 Jun 2024, forces should act.", "By 14 Jun 2024", date(2024, 6, 14)),
        ("Chief constables, by Sept. 2024, should act.", "by Sept. 2024", date(2024, 9, 30)),
        ("The plan should be agreed by May 2024.", "by May 2024", date(2024, 5, 31)),
        ("The force should within six months visit them.", "within six months", None),
        ("The force should read the cases closed before May 2023.", "", None),
        ("The force should read all cases closed by May 2023.", "", None),
        ("Victims should be told within five days what was done.", "", None),
        ("Officers should write down what they saw immediately after it.", "", None),
        ("The force should act within a year. By May 2023 it had not.", "", None),
    ],
)
def test_time(text: str, words: str, day: date | None) -> None:
    assert due_of(text) == (words, day)


@pytest.mark.parametrize(
    ("text", "addressee", "others"),
    [
        ("By January 2024, chief constables should act.", "chief constables", False),
        ("The force must act.", "the force", False),
        ("With immediate effect the force should act.", "the force", False),
        ("By May 2024, the Home Office should act.", "the Home Office", True),
        ("The College of Policing should act.", "the College of Policing", True),
        ("The National Police Chiefs’ Council should act.", None, True),
        ("Police and crime commissioners should act.", "police and crime commissioners", False),
        ("The Home Office and chief constables should act.", None, False),
        ("We recommend that Northshire Police should act.", "Northshire Police", False),
        ("It should act.", "", False),
        ("There is more to do, and the force should act.", "", False),
        ("The need to act is plain.", "", False),
        ("Detainees should be told their rights.", "", False),
        ("Victims who left should be asked why.", "", False),
        (
            "Forces in which few are trained should train more.",
            "forces in which few are trained",
            False,
        ),
        ("Staff who said so were right, so the force should act.", "", False),
        ("MOPAC should act.", "MOPAC", False),
        ("The Mayor of Greater Manchester should act.", "the Mayor of Greater Manchester", False),
        ("Custody officers must act.", "Custody officers", False),
    ],
)
def test_addressee(text: str, addressee: str | None, *, others: bool) -> None:
    found = addressee_of(text)
    if addressee is not None:
        assert found == addressee
    assert bool(for_others(found, ("Northshire Police",))) is others


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Areas for improvement", ReportItemKind.AREA_FOR_IMPROVEMENT, ""),
        ("Area for improvement 2", ReportItemKind.AREA_FOR_IMPROVEMENT, "2"),
        ("What needs to improve?", ReportItemKind.AREA_FOR_IMPROVEMENT, ""),
        ("Areas for priority actions", ReportItemKind.AREA_FOR_PRIORITY_ACTION, ""),
        ("Accelerated cause of concern", ReportItemKind.CAUSE_OF_CONCERN, ""),
        ("Recommendation 3 – training", ReportItemKind.RECOMMENDATION, "3"),
        ("Recommendations to chief constables", ReportItemKind.RECOMMENDATION, ""),
        ("Recommendation 24/031", ReportItemKind.RECOMMENDATION, "24/031"),
        ("Recommendation R4", ReportItemKind.RECOMMENDATION, "R4"),
        ("Recommendation B: custody", ReportItemKind.RECOMMENDATION, "B"),
        ("Recommendation: how dogs are kept", ReportItemKind.RECOMMENDATION, ""),
        ("Area for improvement 2: Why it is slow", ReportItemKind.AREA_FOR_IMPROVEMENT, "2"),
        ("Recommendations: how they were met", None, ""),
        ("Cause of concern IV", ReportItemKind.CAUSE_OF_CONCERN, "IV"),
        ("RECOMMENDATIONS:", ReportItemKind.RECOMMENDATION, ""),
        ("Recommendation A chief constable can follow", None, ""),
        ("Key recommendations", ReportItemKind.RECOMMENDATION, ""),
        ("Areas requiring improvement", ReportItemKind.AREA_FOR_IMPROVEMENT, ""),
        ("Regional cause of concern", ReportItemKind.CAUSE_OF_CONCERN, ""),
        ("Priority concern 2", ReportItemKind.CAUSE_OF_CONCERN, "2"),
        ("Progress on our previous recommendations", None, ""),
        ("Case study: areas for improvement", None, ""),
        ("Areas for improvement were identified in 2017", None, ""),
        ("Areas for improvement ........ 12", None, ""),
        ("The recommendations of the review have been put into practice", None, ""),
    ],
)
def test_heading_of_items(text: str, kind: ReportItemKind | None, number: str) -> None:
    found = item_heading(text)
    assert (found.kind if found else None) is kind
    assert (found.number if found else "") == number


def findings(*lines: str) -> Findings:
    """What a report in Markdown says."""
    return read_report(read_source("\n\n".join(lines).encode(), "report.md"))


def test_the_first_publication_counts_and_the_others_are_shown() -> None:
    found = findings(
        "# PEEL 2021/22", "Re-published on: 4 May 2023", "Published on: 2 May 2023", "Text."
    )
    assert found.published is not None
    assert found.published.date == date(2023, 5, 2)
    assert [(one.words, one.what) for one in found.other_dates] == [("4 May 2023", "re-published")]


def test_a_letter_without_a_day_of_publication_gives_its_own() -> None:
    found = findings(
        "Sent by e-mail on 3 June 2024", "5 June 2024", "Dear Chief Constable", "**Revisit**", "Hi."
    )
    assert found.published is not None
    assert found.published.date == date(2024, 6, 5)
    assert found.published.what == "date of the letter"
    assert [one.what for one in found.other_dates] == ["sent"]


def test_a_month_is_no_day() -> None:
    found = findings("# PEEL: Police efficiency 2016", "March 2017", "Text.")
    assert found.published is None
    assert found.other_dates[0].words == "March 2017"


@pytest.mark.parametrize(
    ("lines", "day", "others"),
    [
        (["3 to 13 September 2018"], None, ["date of the inspection"]),
        (["28 May – 1 June 2018", "14 Jun 2018"], date(2018, 6, 14), ["date of the inspection"]),
        (["November 2023"], None, ["month on the title page"]),
        (
            ["This report, which was published on the 2 November 2022, is about cells and courts."],
            date(2022, 11, 2),
            [],
        ),
        (
            ["The report on what happens in the cells was published on the 2 November 2022."],
            date(2022, 11, 2),
            [],
        ),
        (
            ["In our last report, which was published on 6 February 2021, we asked for nothing."],
            None,
            ["publication of something else"],
        ),
    ],
)
def test_the_day_of_publication(lines: list[str], day: date | None, others: list[str]) -> None:
    found = findings("# Cells in Westshire", *lines, "Text.")
    assert (found.published.date if found.published else None) == day
    assert [one.what for one in found.other_dates] == others


@pytest.mark.parametrize(
    ("lines", "forces"),
    [
        (["# Two forces: Kent Police and Essex Police"], ("Kent Police", "Essex Police")),
        (["# PEEL", "An inspection of Estuary Constabulary and Northmoor Police"],
         ("Estuary Constabulary", "Northmoor Police")),
        (["To the Temporary Chief Constable of Kent", "Dear Sir", "**Your cells**", "Essex Police"],
         ("Kent Police",)),
        (["# Cells", "Kent Police and Essex Police act.", "All 43 forces must."],
         ("All local forces in England and Wales",)),
        (["# Cells", "Kent Police acts.", *["Essex Police does."] * 3, *["Kent Police too."] * 2],
         ("Kent Police", "Essex Police")),
        (["# Dogs", "Northmoor Police, Estuary Constabulary and Kent Police", "All forces act."],
         ("Northmoor Police", "Estuary Constabulary", "Kent Police")),
        (["# Custody in Cheshire", "Nothing."], ("Cheshire Constabulary",)),
    ],
)  # fmt: skip
def test_forces(lines: list[str], forces: tuple[str, ...]) -> None:
    assert findings(*lines).forces == forces


def test_grades_in_lines() -> None:
    found = findings("# PEEL 2023–25", "## Summary of our grades", "- x", "Custody: Good",
                     "Inadequate: stop and search; vetting")  # fmt: skip
    assert [(grade.area, grade.grade) for grade in found.grades] == [
        ("Custody", "good"),
        ("stop and search", "inadequate"),
        ("vetting", "inadequate"),
    ]


def test_what_is_left_out_has_a_reason_and_a_place() -> None:
    found = findings(
        "# PEEL 2021/22: Westshire Constabulary",
        "Our 2017 inspection contained two areas for improvement.",
        "The force should be careful.",
        "## Areas for priority action",
        "- There are no areas for priority action",
        "## Definitions",
        "An area for improvement is something that falls short.",
    )
    assert found.items == ()
    assert {one.why for one in found.left_out} == {
        "recounts an earlier inspection",
        "advice in the running text, not set out as an item",
        "says that there are none",
        "explains what the terms mean",
    }
    assert all(str(one.place).startswith("line ") for one in found.left_out)


def test_a_force_in_the_title_is_the_force() -> None:
    found = findings("# PEEL 2021/22", "An inspection of Avon and Somerset Police", "x " * 50)
    assert found.forces == ("Avon and Somerset Police",)


def test_the_same_items_are_found_though_a_word_differs() -> None:
    ours = ["The force should reduce its backlog of crimes.", "Something else entirely here."]
    theirs = ["Nothing of the kind.", "The force should reduce its backlog of crimes"]
    assert [(i, j) for i, j, _ in pairs(ours, theirs)] == [(0, 1)]


def test_a_response_is_told_from_a_report() -> None:
    response = b"# Section 55 response\n\nResponse deadline: 1 May\n\n## For Office Use Only\n\nx"
    report = b"# PEEL 2021/22\n\nAn inspection of Westshire\n\nWe found much. Our inspection."
    assert identity(read_source(response, "a.md")).kind is DocumentKind.RESPONSE
    assert identity(read_source(report, "a.md")).kind is DocumentKind.REPORT


def test_what_others_have_to_answer_is_no_response() -> None:
    text = b"# Lessons\n\nWe share what we learn. The force has to answer within 56 days.\n"
    assert identity(read_source(text, "a.md")) == (DocumentKind.REPORT, True)


def test_what_a_commissioner_should_comment_on_is_no_response() -> None:
    text = (
        b"# Lessons\n\nWe found much. Police and crime commissioners should comment on this.\n\n"
        b"Chief constables should respond within 56 days.\n"
    )
    assert identity(read_source(text, "a.md")).kind is DocumentKind.REPORT


def test_an_area_for_priority_action_is_one_in_the_draft() -> None:
    """A field of its own, so that documents can say so; the heading stays as the report has it."""
    found = findings(
        "# Joint targeted area inspection of Westshire",
        "Published on: 2 May 2019",
        "## Areas for priority action",
        "- The partnership should answer every call.",
        "## Areas for improvement",
        "- The force should train its crews.",
    )
    text = draft_of(found, Origin("report.md"))
    draft, problems = load(text, "draft.yaml")
    assert draft is not None, problems
    part = draft.response.areas_for_improvement
    assert part is not None
    assert [(item.priority, item.under) for item in part.items] == [(True, None), (False, None)]


@pytest.mark.parametrize(
    ("heading", "asks"),
    [
        ("What you should do", True),
        ("What Northshire Police must do", True),
        ("What forces must do next", True),
        ("What we ask of you", True),
        ("Required actions", True),
        ("What we will do next", False),
        ("What happens now", False),
        ("What victims told us that they need to hear", False),
        ("What others should learn", False),
    ],
)
def test_heading_over_what_is_asked(heading: str, *, asks: bool) -> None:
    assert asks_in_heading(heading) is asks


@pytest.mark.parametrize(
    ("chapter", "found"),
    [
        ("Our recommendations", 1),
        ("Recommendations to other bodies", 1),
        ("3. Recommendations of others", 0),
        ("Recommendations made by the coroner", 0),
        ("Recommendations in other reports", 0),
        ("Outstanding recommendations", 0),
        ("Annex C: Recommendations of earlier reports", 0),
    ],
)
def test_chapters_of_items_that_others_made_before(chapter: str, found: int) -> None:
    said = findings(
        "# Lost property: a review",
        "# Summary",
        "Stores are full.",
        "# Stores",
        "Registers are kept on paper.",
        f"# {chapter}",
        "| No. | Recommendation |\n| --- | --- |\n| 1 | Each force should weigh what it seizes. |",
    )
    assert len(said.items) == found


@pytest.mark.parametrize(
    "chapter", ["Annex A. Glossary", "7. Glossary", "Definitions of terms", "A note on terms"]
)
def test_terms_of_a_glossary_are_no_items(chapter: str) -> None:
    said = findings(
        "# Lost property: a review",
        "## Recommendation 1",
        "By May 2024, the force should keep a register.",
        f"## {chapter}",
        "**Register**: a list of what is kept.",
        "**Recommendation**: something that a body should do, and that we ask of it.",
    )
    assert [item.number for item in said.items] == ["1"]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("To chief constables", "chief constables"),
        ("To: the College of Policing", "the College of Policing"),
        (
            "Addressed to the Home Office and chief constables.",
            "the Home Office and chief constables",
        ),
        ("Owner: Northshire Police", "Northshire Police"),
        ("To address this", ""),
        ("To the police this is nothing new.", ""),
        ("For example", ""),
        ("To chief constables: you should act.", ""),
    ],
)
def test_line_that_says_whom_an_item_asks(line: str, who: str) -> None:
    assert addressed_to(line) == who


def test_whom_a_recommendation_asks_between_its_number_and_its_text() -> None:
    found = findings(
        "# A super-complaint on stores",
        "## Recommendation 1",
        "**To chief constables**",
        "Make sure that stores are locked.",
        "## Recommendation 2",
        "To the College of Policing",
        "Publish guidance on stores.",
        "## Next steps",
        "We will look again.",
    )
    said = [(item.number, item.addressee, item.whole) for item in found.items]
    assert said == [
        ("1", "chief constables", "Make sure that stores are locked."),
        ("2", "the College of Policing", "Publish guidance on stores."),
    ]


def test_whom_recommendations_ask_above_them() -> None:
    found = findings(
        "# Stores: a review",
        "## Recommendations",
        "**To chief constables**",
        "By May 2024, make sure that stores are locked.",
        "**To the Home Office**",
        "By June 2024, the department should pay for locks.",
    )
    said = [(item.addressee, item.whole) for item in found.items]
    assert said == [
        ("chief constables", "By May 2024, make sure that stores are locked."),
        ("the department", "By June 2024, the department should pay for locks."),
    ]


def test_a_number_at_the_end_refers_to_a_counted_list() -> None:
    counted = (
        "# Searching: a review",
        "## Summary of recommendations",
        "1. Chief constables should train supervisors.\n2. The Home Office should hold talks.",
        "## Grounds",
        "Many records had none. Supervisors should have seen this (recommendation 1).",
    )
    assert [item.number for item in findings(*counted).items] == ["1", "2"]


def test_a_request_with_one_bullet_is_due_by_the_day_in_it() -> None:
    said = findings(
        "# Cells: a review",
        "## Recommendation 1",
        "The Ministry of Justice should:",
        "- collect figures by 31 March 2026.",
    )
    assert [item.due for item in said.items] == [date(2026, 3, 31)]


@pytest.mark.parametrize(
    ("lines", "forces"),
    [
        (
            ["# Children in Greymoor", "Greymoor Police should act.", "All forces know this."],
            ("Greymoor Police",),
        ),
        (
            [
                "# Roads",
                "Inspected forces: Upland Police; Saltmere Police",
                "All forces know this.",
            ],
            ("Upland Police", "Saltmere Police"),
        ),
        (["# Children", "Greymoor Police acts.", "All forces know this."], (ALL_FORCES,)),
    ],
)
def test_forces_of_a_joint_report(lines: list[str], forces: tuple[str, ...]) -> None:
    assert findings(*lines).forces == forces


def test_the_force_may_be_named_only_by_the_head_of_each_page() -> None:
    page = "Quayshire Police cells {}\n\n" + "The force has cells at the quay.\n" * 12
    text = "Cells at the quay: a report\n\n" + "\f".join(map(page.format, ["1", "2"]))
    text = text.replace("cells 1", "cells Page 1").replace("cells 2", "cells Page 2")
    assert read_report(read_source(text.encode(), "a.txt")).forces == ("Quayshire Police",)


def test_a_sentence_with_the_title_of_the_report_says_when_it_was_published() -> None:
    found = findings(
        "# Dogs at sea", "Below is our report Dogs at sea, which was published on 4 May 2020."
    )
    assert found.published is not None
    assert found.published.date == date(2020, 5, 4)
