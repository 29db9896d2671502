"""Structure before words: lists under headings, tables, numbered paragraphs, letters, titles."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from s55.importers.readers import read_source
from s55.importers.reports.findings import Findings, ReportItemKind
from s55.importers.reports.forms.tables import NOT_UNDERSTOOD
from s55.importers.reports.reading import read_report
from s55.importers.reports.stacked import with_rows
from s55.model.progress import ItemStatus

AREA = ReportItemKind.AREA_FOR_IMPROVEMENT
ASKED = ReportItemKind.RECOMMENDATION
CONCERN = ReportItemKind.CAUSE_OF_CONCERN


def findings(*lines: str, name: str = "report.md") -> Findings:
    """What a report in Markdown says."""
    return read_report(read_source("\n\n".join(lines).encode(), name))


def said(found: Findings) -> list[tuple[ReportItemKind, str, str]]:
    return [(item.kind, item.number, " ".join(item.whole.split())) for item in found.items]


# --- lists -----------------------------------------------------------------------


def test_a_bullet_under_the_heading_is_an_item_whatever_it_says() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Areas for improvement",
        "- the previous plan for kennels, which our last inspection found wanting\n"
        "- Inspectors found vans that had no water in 2019.",
        "## Next steps",
    )
    assert [text for _, _, text in said(found)] == [
        "the previous plan for kennels, which our last inspection found wanting",
        "Inspectors found vans that had no water in 2019.",
    ]


def test_a_sentence_about_the_items_before_their_list_is_no_item_with_bullets() -> None:
    asks = ["The force should open a yard.", "The force should train its sergeants."]
    for lead in (
        "HMIC makes two recommendations.",
        "HMIC makes two recommendations, which the force should put into effect by the spring.",
    ):
        for listed in ("- {}\n- {}", "1. {}\n2. {}"):
            found = findings(
                "# Dogs in Westshire", "## Recommendations", lead, listed.format(*asks)
            )
            assert [text for _, _, text in said(found)] == asks, (lead, listed)


def test_a_request_that_names_others_and_leads_to_a_list_is_no_heading() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Recommendations",
        "### To chief constables",
        "**Recommendation 1**",
        "Agree with each council in the force’s area:",
        "- whom an officer can ring; and\n- who feeds the dogs.",
    )
    asked = "Agree with each council in the force’s area: whom an officer can ring; and"
    assert said(found) == [(ASKED, "1", f"{asked} who feeds the dogs.")]


def test_recommendations_count_on_below_who_should_act_and_by_when() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Recommendations",
        "### Chief constables should, within six months:",
        "1. make sure that dogs are counted;\n2. wash their vans.",
        "### The Home Office should, within 12 months of this report:",
        "3. pay for the water.",
    )
    assert [(one.number, one.addressee, one.text) for one in found.items] == [
        ("1", "chief constables", "make sure that dogs are counted;"),
        ("2", "chief constables", "wash their vans."),
        ("3", "the Home Office", "pay for the water."),
    ]


def test_a_theme_over_areas_is_no_headline_of_one() -> None:
    """Below it each paragraph that asks is an area, though a list goes on with the one before."""
    found = findings(
        "# Custody in Westshire",
        "## Areas for improvement",
        "### In the suite: booking in, individual needs and legal rights",
        "The force should improve how it meets the needs of women by:",
        "- offering a blanket; and\n- asking each of them whether she is well.",
        "The force should carry out reviews in person.",
        "### Release",
        "The force should record how each person got home.",
    )
    assert [text.split(":")[0] for _, _, text in said(found)] == [
        "The force should improve how it meets the needs of women by",
        "The force should carry out reviews in person.",
        "The force should record how each person got home.",
    ]


@pytest.mark.parametrize("frame", ["", " style='border: 1px solid'"])
def test_a_table_of_figures_ends_no_section_of_areas(frame: str) -> None:
    areas = (
        "The force should answer calls sooner</h4><p>In 2025 a quarter gave up.</p>"
        "<table><tr><th>Year<th>Given up</tr><tr><td>2025<td>25%</tr></table>",
        "The force should assess risk</h4><p>It did so in 61 of 90 calls.</p>",
    )
    blocks = "".join(f"<div{frame}><h4>{area}</div>" for area in areas)
    page = (
        "<h1>PEEL 2025–27: An inspection of Westshire Police</h1><h2>Responding</h2>"
        f"<h3>Areas for improvement</h3>{blocks}<h3>Main findings</h3><p>Calls are short.</p>"
    )
    found = findings(page, name="report.html")
    assert [text for _, _, text in said(found)] == [
        "The force should answer calls sooner In 2025 a quarter gave up. "
        "Year | Given up 2025 | 25%",
        "The force should assess risk It did so in 61 of 90 calls.",
    ]


def test_a_short_line_of_the_summary_that_names_its_item_is_none() -> None:
    found = findings(
        "# Custody in Westshire",
        "5.1 We saw six suites.",
        "## Housekeeping points",
        "5.2 Clocks should be fitted.",
        "## Summary of recommendations and housekeeping points",
        "### Housekeeping points",
        "7.1 Clocks should be fitted. (5.2)",
        "### Good practice",
        "7.2 Staff were kind. (5.1)",
    )
    assert said(found) == [(AREA, "5.2", "Clocks should be fitted.")]


@pytest.mark.parametrize(
    "lead",
    [
        "The force must do better in three areas. It should see to these:",
        "We found the following:",
        "The force should improve:",
    ],
)
def test_what_comes_before_a_list_is_no_item(lead: str) -> None:
    bullets = ["the speed of visits", "the care of dogs", "the state of the vans"]
    listed = "\n".join(f"- {bullet}" for bullet in bullets)
    found = findings("# Dogs in Westshire", "## Areas for improvement", lead, listed)
    assert [text for _, _, text in said(found)] == bullets


def test_a_list_after_what_falls_short_is_how_to_mend_it() -> None:
    lead = "Officers don’t share what they know of dogs. The force should act at once to:"
    found = findings("## Areas for priority action", lead, "- agree it; and\n- check it.")
    assert [text for _, _, text in said(found)] == [f"{lead} agree it; and check it."]


def test_recommendations_may_follow_their_name_on_its_line() -> None:
    found = findings(
        "# Custody in Westshire",
        "S2 We visited each of the kennels.",
        "S3 Nobody had told them that we would.",
        "S4 **Cause of concern:** The force doesn’t watch its dogs at night.",
        "**Recommendations:** The force should buy lamps for all of its kennels.",
        "All who watch dogs should write down what they saw.",
    )
    assert [(kind, text) for kind, _, text in said(found)] == [
        (ReportItemKind.CAUSE_OF_CONCERN, "The force doesn’t watch its dogs at night."),
        (ASKED, "The force should buy lamps for all of its kennels."),
        (ASKED, "All who watch dogs should write down what they saw."),
    ]


def test_one_area_with_bullets_stays_one() -> None:
    listed = "- at night; and\n- at weekends."
    found = findings(
        "# PEEL 2021/22", "## Area for improvement", "The force should walk its dogs:", listed
    )
    assert [text for _, _, text in said(found)] == [
        "The force should walk its dogs: at night; and at weekends."
    ]


def test_a_sentence_leads_to_items_in_a_letter() -> None:
    found = findings(
        "Dear Chief Constable",
        "**Dogs in Westshire**",
        "In 2019 we made the following recommendations:",
        "- Feed them.\n- Walk them.",
        "I draw your attention to the following areas for improvement:",
        "- Kennels are cold.\n- Vans are hot.",
        "I recommend that by May 2024 you should read your own plan.",
        "Yours sincerely",
    )
    assert said(found) == [
        (AREA, "", "Kennels are cold."),
        (AREA, "", "Vans are hot."),
        (ASKED, "", "I recommend that by May 2024 you should read your own plan."),
    ]


def test_what_only_asks_for_an_answer_is_no_part_of_an_item() -> None:
    found = findings(
        "Dear Chief Constable",
        "# Cause of concern",
        "The force does not inspect its kennels.",
        "I would ask you to send me a plan by 15 June.",
    )
    assert [text for _, _, text in said(found)] == ["The force does not inspect its kennels."]


def test_a_time_over_a_list_is_that_of_each_item_in_it() -> None:
    found = findings(
        "# Boats in Westshire",
        "# Recommendations",
        *("Immediately:", "- The force should count its boats."),
        *("Within three months:", "- The force should light its piers.\n- It should buy oars."),
    )
    assert [(item.due_words, item.whole) for item in found.items] == [
        ("Immediately", "The force should count its boats."),
        ("Within three months", "The force should light its piers."),
        ("Within three months", "It should buy oars."),
    ]


def test_causes_are_counted_before_their_names_and_a_number_behind_one_stays() -> None:
    found = findings(
        "# Boats in Westshire",
        *("# 1. Cause of concern", "The force does not count its boats."),
        *("# 2. Cause of concern", "The force does not light its piers."),
        *("# Cause of concern 3", "The force does not look after its oars."),
    )
    assert [number for _, number, _ in said(found)] == ["1", "2", "3"]
    chapters = findings(
        "# Boats in Westshire",
        *("# 4. Cause of concern", "The force does not count its boats."),
        *("# 5. Cause of concern", "The force does not light its piers."),
    )
    assert [number for _, number, _ in said(chapters)] == ["", ""]
    alone = findings("# 1. Cause of concern", "The force does not count its boats.")
    assert [number for _, number, _ in said(alone)] == [""]


def test_what_a_force_should_do_follows_a_cause_of_concern() -> None:
    found = findings(
        "# Dogs in Westshire in 2024: recommendations",
        "## Cause of concern",
        "The force does not know how many dogs it has.",
        "## What the force should do",
        "By May 2025, the force should:",
        "1. count them; and\n2. write it down.",
    )
    assert said(found) == [
        (ReportItemKind.CAUSE_OF_CONCERN, "", "The force does not know how many dogs it has."),
        (ASKED, "", "By May 2025, the force should: count them; and write it down."),
    ]
    assert found.items[1].parent == "The force does not know how many dogs it has."


def test_numbers_that_run_on_under_lead_ins_are_the_items_own() -> None:
    found = findings(
        "# Dogs",
        "## Recommendations",
        "By May 2025, the Home Office should:",
        "1. pay for kennels\n2. count dogs.",
        "Chief constables should:",
        "3. walk them.",
        "## Method",
    )
    assert [(one.number, one.text, one.addressee, one.due_words) for one in found.items] == [
        ("1", "pay for kennels", "the Home Office", "By May 2025"),
        ("2", "count dogs.", "the Home Office", "By May 2025"),
        ("3", "walk them.", "chief constables", ""),
    ]


def test_a_recommendation_without_a_number_on_its_line() -> None:
    found = findings("# Dogs", "**Recommendation: by May 2025 the force should walk its dogs.**")
    assert said(found) == [(ASKED, "", "by May 2025 the force should walk its dogs.")]
    assert found.items[0].addressee == "the force"
    theme = findings("# Dogs", "## Recommendation: dogs", "The force should walk its dogs.")
    assert said(theme) == [(ASKED, "", "The force should walk its dogs.")]


def test_a_list_of_all_recommendations_is_no_more_of_them() -> None:
    found = findings(
        "# Dogs",
        "## Summary of recommendations",
        "- By May 2025, count all dogs that sleep in kennels.\n- By June 2025, walk every dog.",
        "## Recommendation 1",
        "By May 2025, forces should count all dogs that sleep in kennels.",
        "## Recommendation 2",
        "By June 2025, forces should buy ten more dogs.",
    )
    assert [(one.number, one.text) for one in found.items] == [
        ("", "By June 2025, walk every dog."),
        ("1", "By May 2025, forces should count all dogs that sleep in kennels."),
        ("2", "By June 2025, forces should buy ten more dogs."),
    ]


def test_the_subject_of_a_letter_does_not_hide_its_cause_of_concern() -> None:
    found = findings(
        "Dear Chief Constable",
        "**Accelerated cause of concern: dogs**",
        "We are here.",
        "**Cause of concern**",
        "The force has lost its dogs.",
        "**Recommendations**",
        "By May 2025, the force should find its dogs.",
        "I should be grateful for your plan by June.",
    )
    assert [text for _, _, text in said(found)] == [
        "The force has lost its dogs.",
        "By May 2025, the force should find its dogs.",
    ]


def test_paragraphs_counted_through_a_report_and_what_asks_for_an_answer() -> None:
    page = (
        "<h1>Complaints in Westshire Police</h1><p>1. We read files.</p><p>2. They were thin.</p>"
        "<h2>Our recommendations</h2><p>3. We recommend that the force:</p>"
        "<ul><li>reads them; and</li><li>keeps them.</li></ul>"
        "<p>4. We recommend that the Home Office looks on.</p><h2>Afterwards</h2>"
        "<p>5. The chief constable should write to us within 30 days of publication.</p>"
    )
    found = read_report(read_source(f"<html><body>{page}".encode(), "r.html"))
    assert said(found) == [
        (ASKED, "3", "We recommend that the force: reads them; and keeps them."),
        (ASKED, "4", "We recommend that the Home Office looks on."),
    ]


# --- numbers and letters ------------------------------------------------------------


def test_numbered_paragraphs_keep_their_numbers() -> None:
    found = findings(
        "# Cells in Westshire",
        "1.1 Cells are clean.",
        "## Areas for improvement",
        "1.2 Cells should be warm.",
        "1.3 Blankets should be washed.",
        "## Section 2. Food",
        "2.1 Food is hot.",
    )
    assert said(found) == [
        (AREA, "1.2", "Cells should be warm."),
        (AREA, "1.3", "Blankets should be washed."),
    ]


def test_lists_typed_with_letters_belong_to_their_item() -> None:
    text = (
        "# Cells\n\nRecommendation 1\n\nBy May 2024, chief constables should:\n\n"
        "(a) train staff who\n   (i) work at night; and\n   (ii) are new; and\n"
        "(b) wash blankets.\n\n"
        "2. What happens next\n\nNothing.\n\nRecommendation 2\n\nThe force should act.\n"
    )
    found = findings(text, name="report.txt")
    assert [(item.number, item.text, item.sub) for item in found.items] == [
        (
            "1",
            "By May 2024, chief constables should:",
            ("(a) train staff who\n- (i) work at night; and\n- (ii) are new; and",
             "(b) wash blankets."),
        ),
        ("2", "The force should act.", ()),
    ]  # fmt: skip


# --- tables ------------------------------------------------------------------------


def table(*rows: str) -> str:
    head, *rest = rows
    rule = "|" + " --- |" * (head.count("|") - 1)
    return "\n".join([head, rule, *rest])


def test_items_in_rows_under_heads_of_any_wording() -> None:
    found = findings(
        "# Vans in Westshire",
        "## What happens now",
        table(
            "| What has to be done | By whom | By when |",
            "| Put a fan into each of the vans. | The head of transport | 30 June 2024 |",
            "| | The chief constable | |",
            "| Kennels | | |",
            "| Wash the vans each week, inside and out. | Chief constable | Not set |",
        ),
    )
    assert said(found) == [
        (ASKED, "", "Put a fan into each of the vans."),
        (ASKED, "", "Wash the vans each week, inside and out."),
    ]
    assert [(item.addressee, item.due_words, item.under) for item in found.items] == [
        ("The head of transport", "30 June 2024", "What happens now"),
        ("Chief constable", "", "Kennels"),
    ]


def test_columns_of_bodies_and_of_days_are_known_without_their_heads() -> None:
    found = findings(
        "# Vans in Westshire",
        table(
            "| Recommendation | Asked | Milestone |",
            "| Put a fan into each of the vans. | Chief constable | 30 June 2024 |",
            "| Wash the vans each week. | College of Policing | 31 May 2024 |",
        ),
    )
    assert [(item.addressee, item.due_words) for item in found.items] == [
        ("Chief constable", "30 June 2024"),
        ("College of Policing", "31 May 2024"),
    ]


def test_a_row_that_is_not_understood_is_listed() -> None:
    found = findings(
        "# Vans in Westshire",
        table(
            "| No. | Action required | Owner | Deadline |",
            "| 1 | Put a fan into each of the vans. | Chief constable | May 2024 |",
            "| 2 | | Chief constable | June 2024 |",
        ),
    )
    assert [item.number for item in found.items] == ["1"]
    assert [one.text for one in found.left_out if one.why == NOT_UNDERSTOOD] == [
        "2 |  | Chief constable | June 2024"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ["| Recommendations to | Number |", "| Chief constables | 4 |", "| The Home Office | 2 |"],
        ["| Recommendation | Chief constables | NPCC |", "| 1 | ✓ | |", "| 2 | | ✓ |"],
        ["| Measure | 2021 | 2022 |", "| Vans that were washed each week | 4 | 5 |"],
        ["| Force | Our grade |", "| Westshire Police | Good |", "| Eastshire Police | Good |"],
    ],
)
def test_a_table_of_numbers_holds_no_items(rows: list[str]) -> None:
    assert findings("# Vans", "## The figures", table(*rows)).items == ()


def test_what_leads_to_a_table_of_items_is_none_though_it_says_should() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Recommendations",
        "The table lists what we recommend, who should do it and when.",
        table(
            "| No. | Recommendation | Who | When |",
            "| 1 | Give every van water on hot days. | Chief constables | 31 May 2026 |",
            "| 2 | Have kennels looked at each week. | Chief constables | 30 June 2026 |",
        ),
    )
    assert said(found) == [
        (ASKED, "1", "Give every van water on hot days."),
        (ASKED, "2", "Have kennels looked at each week."),
    ]


def test_a_table_of_earlier_items_in_a_report_that_is_no_revisit_holds_statuses() -> None:
    """Of two columns that may say how far they are, the one with few words does."""
    found = findings(
        "# Dogs in Westshire",
        "## What has become of our recommendations of 2019",
        table(
            "| 2019 recommendation | Our assessment | Progress |",
            "| 1. Forces should give every van water. | All vans have it now. | Complete |",
            "| 2. Forces should have kennels checked. | Two forces do, in part. | In progress |",
        ),
        "## What we found",
        "Dogs are well.",
    )
    assert found.items == ()
    assert [(one.number, one.status) for one in found.statuses] == [
        ("1", ItemStatus.COMPLETE),
        ("2", ItemStatus.IN_PROGRESS),
    ]


def test_an_item_of_a_list_may_say_by_when_after_its_lead() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Recommendations",
        "Police forces should:",
        "1. give every van water\n2. replace the kennels by the end of 2027.",
        "The Home Office should:",
        "3. pay for it.",
    )
    assert [str(item.due or "") for item in found.items] == ["", "2027-12-31", ""]


def test_two_areas_in_one_row_are_two_grades() -> None:
    found = findings(
        "# PEEL 2021/22",
        table(
            "| Area | Grade | Area | Grade |",
            "| Custody | Good | Vetting | Inadequate |",
            "| Dogs | Adequate | Vans | Good |",
        ),
    )
    assert [(one.area, one.grade) for one in found.grades] == [
        ("Custody", "good"),
        ("Vetting", "inadequate"),
        ("Dogs", "adequate"),
        ("Vans", "good"),
    ]


# --- titles --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "heading", "title"),
    [
        ("Cold cells - HMICFRS", "", "Cold cells"),
        ("Cold cells | Norfolk PCC", "", "Cold cells"),
        ("Cold cells – His Majesty’s Inspectorate of Constabulary", "Cold cells", "Cold cells"),
        ("Cold cells | Some other site", "Cold cells", "Cold cells"),
        (
            "PEEL 2023–25: Police effectiveness: An inspection of Westshire Police - HMICFRS",
            "PEEL 2023–25: Police effectiveness",
            "PEEL 2023–25: Police effectiveness: An inspection of Westshire Police",
        ),
    ],
)
def test_a_title_without_the_name_of_the_site(own: str, heading: str, title: str) -> None:
    head = f"<h1>{heading}</h1>" if heading else ""
    page = f"<html><head><title>{own}</title></head><body>{head}<p>Text of it.</p></body></html>"
    assert read_report(read_source(page.encode(), "page.html")).title == title


def test_the_title_of_a_text_is_its_first_line() -> None:
    lines = ["Cold cells: how nights are spent", "An inspection of Westshire Police", "1 May 2024"]
    found = findings(*lines, name="report.txt")
    assert found.title == ("Cold cells: how nights are spent – An inspection of Westshire Police")


def test_rows_with_more_cells_than_heads_are_read() -> None:
    """As where the last head is missing, or a Tab stands too many in each row."""
    text = (
        "# Example Constabulary: an inspection\n\nPublication date: 15 July 2025\n\n"
        "Recommendations\n\nNumber\tLead\n"
        "1\tpolice forces\tPolice forces should train officers to speak with people who fear.\n"
        "2\tpolice forces\tPolice forces should record what they were told on the same day.\n"
    )
    items = read_report(read_source(text.encode(), "a.txt")).items
    assert [(item.number, item.text[:26]) for item in items] == [
        ("1", "Police forces should train"),
        ("2", "Police forces should recor"),
    ]


@pytest.mark.parametrize(
    ("heading", "numbers", "expected"),
    [
        ("Annex B: Our recommendations", "12", [(ASKED, "1"), (ASKED, "2")]),
        ("Areas for improvement", "12", [(AREA, "1"), (AREA, "2")]),
        ("Annex B: What words mean", "12", []),
        ("Our recommendations", "36", [(ASKED, "3"), (ASKED, "6")]),
    ],
)
def test_a_table_without_heads_holds_items_with_their_numbers(
    heading: str, numbers: str, expected: list[tuple[ReportItemKind, str]]
) -> None:
    asked = ("The Home Office should count the dogs.", "Forces should look after the dogs.")
    rows = "".join(
        f"<tr><td>{number}</td><td>{text}</td></tr>"
        for number, text in zip(numbers, asked, strict=True)
    )
    found = findings(f"<h1>Dogs</h1><h2>{heading}</h2><table>{rows}</table>", name="a.html")
    assert [(item.kind, item.number) for item in found.items] == expected


@pytest.mark.parametrize("title", ["Officers don’t look after their dogs", "The dogs are late"])
def test_a_sentence_below_the_label_of_an_area_is_its_title(title: str) -> None:
    """The label is no heading, as sites set it: only what stands below it is one."""
    found = findings(
        f"<h1>Dogs</h1><h2>Kennels</h2><p>Area for improvement</p><h3>{title}</h3>"
        "<p>In 2024, four were hurt. The force should see to this.</p><h2>Vans</h2><p>Good.</p>",
        name="a.html",
    )
    words = f"{title} In 2024, four were hurt. The force should see to this."
    assert said(found) == [(AREA, "", words)]


def test_the_text_after_a_frame_belongs_to_the_report() -> None:
    found = findings(
        "<h1>Dogs</h1><h2>Areas for improvement</h2><div class='box'><p>The force should buy two "
        "dogs.</p><p>The force should train them.</p></div><p>There are nine vans.</p>",
        name="a.html",
    )
    assert [text for _, _, text in said(found)] == [
        "The force should buy two dogs.",
        "The force should train them.",
    ]


def test_a_request_that_goes_on_after_a_list_is_the_next_item() -> None:
    found = findings(
        "Dogs in Westshire\n\nRecommendations\n\nImmediately, the force should:\n\n"
        "- buy two dogs; and\n\nby 31 December 2024, it should:\n\n- train them.\n",
        name="a.txt",
    )
    assert [text for _, _, text in said(found)] == [
        "Immediately, the force should: buy two dogs; and",
        "by 31 December 2024, it should: train them.",
    ]


def test_what_somebody_said_is_no_recommendation() -> None:
    found = findings("# Dogs", "## What we saw", "### “They should have come.”", "## The vans")
    assert said(found) == []


@pytest.mark.parametrize(
    "heading", ["### Police forces", "**Police forces**", "**To police forces**"]
)
def test_whom_a_heading_names_above_a_number_is_no_item(heading: str) -> None:
    found = findings(
        "# Dogs", "## Recommendations", heading, "**Recommendation 1**", "Forces should buy two."
    )
    assert said(found) == [(ASKED, "1", "Forces should buy two.")]


@pytest.mark.parametrize("asked", [(), ("The force should count its boats.",)])
def test_a_heading_that_asks_nobody_is_no_item(asked: tuple[str, ...]) -> None:
    heading = "## What should follow from our visit"
    found = findings("# Boats", "We looked at every harbour.", heading, "They are full.", *asked)
    assert tuple(item.text for item in found.items) == asked


def test_what_stands_alone_below_the_heading_is_an_item_where_none_with_a_number_follows() -> None:
    found = findings("# Dogs", "## Recommendations", "### Better dogs", "## Vans", "Good.")
    assert said(found) == [(ASKED, "", "Better dogs")]


def test_paragraphs_counted_with_capital_letters_have_them_as_numbers() -> None:
    """Typed, in bold or not, as Word files have them; names with initials are no list."""
    found = findings(
        "# Dogs",
        "## Recommendations",
        "**A.** Forces should buy two dogs.",
        "**B.** Forces should train them.",
        "C. The Home Office should pay for it.",
    )
    assert [number for _, number, _ in said(found)] == ["A", "B", "C"]
    assert said(found)[0][2] == "Forces should buy two dogs."
    names = [f"{name} should buy two dogs." for name in ("J. Smith", "P. Fell", "K. Tarn")]
    named = findings("# Dogs", "## Recommendations", *names)
    assert [text for _, _, text in said(named)] == names


def test_numbered_paragraphs_go_on_after_a_recommendation_that_has_none() -> None:
    found = findings(
        "# Dogs",
        "1.1 There are nine dogs.",
        "**Recommendation 1**",
        "Forces should buy two.",
        "1.2 Last year they should have bought three.",
        "1.3 They did not.",
    )
    assert said(found) == [(ASKED, "1", "Forces should buy two.")]


def test_a_report_that_says_it_makes_none_has_none() -> None:
    lines = ("# Dogs", "## What others can learn", "- Handlers should choose the dogs.")
    assert len(findings(*lines).items) == 1
    assert said(findings(*lines, "This letter makes no recommendations.")) == []


def test_an_annex_is_not_within_the_one_before_it() -> None:
    """Where headings show no levels: the first is about earlier items, the second is not."""
    found = findings(
        "Dogs in Westshire\n\nWe went to see the dogs.\n\nThey are well.\n\n"
        "Annex A: Earlier recommendations\n\nIn 2019 forces should have bought two dogs.\n\n"
        "Annex B: Recommendations\n\n1. Forces should buy four dogs.\n",
        name="a.txt",
    )
    assert said(found) == [(ASKED, "1", "Forces should buy four dogs.")]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            "Broken seals: An inspection of how\nexhibits are stored\nPublished: 3 October 2025",
            "Broken seals: An inspection of how exhibits are stored",
        ),
        (
            "An inspection of the Northern\nDales regional response to serious\nand organised "
            "crime",
            "An inspection of the Northern Dales regional response to serious and organised crime",
        ),
        (
            "Spotlight: how Harbourshire\nPolice uses its cells for children",
            "Spotlight: how Harbourshire Police uses its cells for children",
        ),
        ("Ten years of video:\nwhat has become of it", "Ten years of video: what has become of it"),
        (
            "Learning recommendations: Kestrel Valley\nPolice, March 2024\nPublished 27 March 2024",
            "Learning recommendations: Kestrel Valley Police, March 2024",
        ),
        ("Inspection\nGone at the gate", "Gone at the gate"),
        ("How calls are answered\nIssued on 8 June 2022", "How calls are answered"),
        ("A short inspection report\nEastmoor Police", "A short inspection report"),
        ("A short inspection report\nMarch 2024", "A short inspection report"),
        ("Dogs\nA long line that had room for more after it", "Dogs"),
    ],
)
def test_a_title_over_several_lines_of_a_text(lines: str, title: str) -> None:
    assert findings(f"{lines}\n\nSummary\n\nWe looked at dogs.", name="a.txt").title == title


def test_a_report_to_somebody_with_a_day_after_the_name() -> None:
    found = findings("# Dogs", "Report to the Mayor of Westshire, 18 May 2023", "We looked.")
    assert found.published is not None
    assert str(found.published.date) == "2023-05-18"


def test_whom_a_letter_above_its_greeting_is_about() -> None:
    """The subject of a typed letter stands over the greeting, below the head, over two lines."""
    found = findings(
        "To: A Lee, Chief Constable, Westshire Police\nSent on: 3 May 2024\n"
        "Published on: 4 May 2024\n\nHow Westshire Police looks after\nits dogs\n"
        "Dear Chief Constable,\n\nWe inspected your kennels in March. There are nine dogs, "
        "and each of them has a vet of its own.\n",
        name="a.txt",
    )
    assert found.title == "How Westshire Police looks after its dogs"


STACKED = (
    "Dogs in Westshire\n\nWhat we ask for\n\nRef What must be done\n\nBy whom\n\nBy when\n\n1\n\n"
    "Count all of the dogs in the kennels.\n\nThe head of\nkennels\n\n30 June\n2023\n\n2\n\n"
    "Write down what each of them eats.\n\nThe Home Office September 2023\n\n1\n\n3\n\n"
    "Buy two dogs that have been trained.\n\nChief constables\n\nImmediately\n\n"
)


def test_a_table_whose_cells_stand_one_below_the_other_is_rows() -> None:
    """As text that was copied has it: a year on its own line, two cells on one, a page’s number."""
    found = findings(f"{STACKED}How we worked\n\nWe went to the kennels.\n", name="a.txt")
    assert [(item.number, item.addressee, item.due_words) for item in found.items] == [
        ("1", "The head of kennels", "30 June 2023"),
        ("2", "The Home Office", "September 2023"),
        ("3", "Chief constables", "Immediately"),
    ]
    assert [text for _, _, text in said(found)] == [
        "Count all of the dogs in the kennels.",
        "Write down what each of them eats.",
        "Buy two dogs that have been trained.",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("By whom\n\nBy when\n\n", ""),  # no heads that tell whom, or by when
        ("Ref What must be done\n\n", ""),  # no head that tells what is asked
        ("Write down what each of them eats.\n\n", ""),  # a row without a text
        ("3\n\nBuy", "3\n\n4\n\nBuy"),  # a number that no text follows
    ],
)
def test_cells_one_below_the_other_that_are_not_understood_stay_text(
    before: str, after: str
) -> None:
    text = STACKED.replace(before, after)
    blocks = read_source(text.encode(), "a.txt").blocks
    assert with_rows(blocks) == blocks


def test_the_subject_of_a_forwarded_letter_is_not_what_was_written_above_it() -> None:
    found = findings(
        "Dear colleagues,\n\nPlease find below what came today.\n\nKind regards,\nMoira\n\n"
        "-----Original Message-----\nFrom: Dog News <news@example.org>\n"
        "Sent: 12 June 2025 09:31\nTo: Office <office@example.org>\nSubject: Publication\n\n"
        "12 June 2025\n\nWestshire Police: dogs at risk\n\nDear Chief Constable,\n\n"
        "We saw nine kennels last week.\n\nRecommendations\n\n"
        "The force should train its dogs.\n\nThe force should wash its vans.\n\n"
        "We will visit the kennels again, and other places which the force should keep clean.\n",
        name="a.txt",
    )
    assert found.title == "Westshire Police: dogs at risk"
    assert [text for _, _, text in said(found)] == [
        "The force should train its dogs.",
        "The force should wash its vans.",
    ]


def test_a_question_below_the_title_is_no_line_of_it() -> None:
    text = "An inspection of the Royal Docks Constabulary\nHow well does it protect people?\n"
    ports = "It polices nine ports, and has 204 officers who answer to a board. " * 3
    found = findings(f"{text}16 May 2019\nBackground\n{ports}\n", name="a.txt")
    assert found.title == "An inspection of the Royal Docks Constabulary"


def test_what_stands_over_a_picture_is_no_headline() -> None:
    area = "<h4>The force should answer calls sooner</h4><p>In 2024, one in five was late.</p>"
    chart = "<h5>Figure 1: Calls answered in time</h5><p>The force should understand this.</p>"
    found = framed("Areas for improvement", area + chart)
    assert [text for _, _, text in said(found)] == [
        "The force should answer calls sooner In 2024, one in five was late. "
        "Figure 1: Calls answered in time The force should understand this."
    ]


def test_how_a_page_is_kept_is_no_part_of_its_title() -> None:
    page = "<title>Left at the door (accessible version) - GOV.UK</title><h1>Left at the door</h1>"
    assert findings(page, name="a.html").title == "Left at the door"


def test_a_title_in_the_style_of_chapters_ends_at_the_day() -> None:
    """An office's Word file may have one style for both."""
    document = docx.Document()
    document.add_heading("Dogs in the dales: an inspection of four kennels", 1)
    document.add_paragraph("A report of HM Inspectorate of Constabulary")
    document.add_paragraph("9 December 2021")
    for chapter in ("Terms of reference", "What we found"):
        document.add_heading(chapter, 1)
        document.add_paragraph("Dogs are well. There are nine of them, in four kennels.")
    data = io.BytesIO()
    document.save(data)
    found = read_report(read_source(data.getvalue(), "a.docx"))
    assert found.title == "Dogs in the dales: an inspection of four kennels"


# --- tables whose shape suffered ------------------------------------------------------


def test_a_table_without_heads_has_an_item_in_its_first_row() -> None:
    """A day is no head of a column; items that are numbered in the text are not said twice."""
    found = findings(
        "# Vans",
        "## Recommendations",
        "### Recommendation 2.1",
        "By May 2026, chief constables should wash the vans each week, inside and out.",
        "## Annex: what we ask for, and by when",
        table(
            "| 2.1 Wash the vans every single week | Chief constables | May 2026 |",
            "| 2.2 Put a fan into each of the vans | Chief constables | June 2026 |",
        ),
    )
    assert [(item.number, item.text[:12]) for item in found.items] == [
        ("2.1", "By May 2026,"),
        ("2.2", "Put a fan in"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "In our report on boats, we recommended that each force should buy one.",
        "HMIC recommended that the force should paint its boats.",
        "Of seven recommendations, five are complete. Forces should finish the rest.",
    ],
)
def test_what_only_tells_of_requests_is_none(told: str) -> None:
    found = findings(
        "# Boats", "Among our recommendations were these:", f"- {told}", f"- {told} So they did."
    )
    assert found.items == ()


def test_a_title_goes_on_after_a_colon_and_is_not_the_names_of_inspectors() -> None:
    text = (
        "Ofsted, Care Quality Commission and HMICFRS\n\n\nNational boat protection\n"
        "inspection post-inspection review:\nEastshire Police\nPublished on 5 June 2018\n\n"
        "We went back in February 2018 and looked at each of the nine boats once more.\n"
    )
    found = read_report(read_source(text.encode(), "a.txt"))
    assert found.title == (
        "National boat protection inspection post-inspection review: Eastshire Police"
    )


URGENT = (
    "# Letter on vans",
    "## Cause of concern 1",
    "Vans are hot, and nobody has said so for a year.",
    "## Recommendations",
    "By May 2026, the force should:",
    "1. open the windows; and\n2. buy water.",
    "## Cause of concern 2",
    "Vans are old, and some of them don’t reach the sea.",
    "## Recommendations",
    "By June 2026, the force should:",
    "3. repair the vans; and\n4. sell the others.",
    "You must send me a plan by March. I will come back in April.",
)


def test_lists_that_count_on_from_one_cause_to_the_next_are_lists_of_items() -> None:
    found = findings(*URGENT)
    asked = [item for item in found.items if item.kind is ASKED]
    assert [(item.number, item.whole, item.due_words) for item in asked] == [
        ("1", "open the windows; and", "By May 2026"),
        ("2", "buy water.", "By May 2026"),
        ("3", "repair the vans; and", "By June 2026"),
        ("4", "sell the others.", "By June 2026"),
    ]
    alone = findings(*(line.replace("3. ", "1. ").replace("4. ", "2. ") for line in URGENT))
    assert len([item for item in alone.items if item.kind is ASKED]) == 2


def test_a_list_may_count_on_to_one_whose_requests_say_all_themselves() -> None:
    last = "3. By June 2026, the force should repair the vans."
    found = findings(*URGENT[:-3], last, *URGENT[-1:])
    asked = [item for item in found.items if item.kind is ASKED]
    assert [(item.number, item.due_words) for item in asked] == [
        ("1", "By May 2026"),
        ("2", "By May 2026"),
        ("3", "By June 2026"),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "<table><tr><td>1.</td><td>open the windows; and</td></tr>"
        "<tr><td>2.</td><td>buy water.</td></tr></table>",
        "<p>1.</p><p>open the windows; and</p><p>2.</p><p>buy water.</p>",
    ],
)
def test_a_list_may_be_set_as_a_table_or_have_its_numbers_apart(listed: str) -> None:
    page = f"<h1>Vans</h1><h2>Recommendations</h2><p>The chief constable should:</p>{listed}"
    found = findings(page, name="a.html")
    assert [(item.number, item.text, item.addressee) for item in found.items] == [
        ("1", "open the windows; and", "the chief constable"),
        ("2", "buy water.", "the chief constable"),
    ]


def test_headlines_that_ask_for_nothing_follow_others_in_a_file_without_levels() -> None:
    text = (
        "A report on vans\n\nAreas for improvement\n\n"
        "The force should open the windows of its vans\n\n"
        "They are closed all day.\n\nThe force doesn’t know how hot its vans are in summer\n\n"
        "It has one thermometer for all of them.\n\nMain findings\n\nThe vans are blue.\n"
    )
    found = read_report(read_source(text.encode(), "a.txt"), form="peel")
    assert [" ".join(item.whole.split()) for item in found.items] == [
        "The force should open the windows of its vans They are closed all day.",
        "The force doesn’t know how hot its vans are in summer It has one thermometer for all of "
        "them.",
    ]


# --- items under labels, and with codes -----------------------------------------------


@pytest.mark.parametrize(
    "card",
    [
        "#### What we recommend\n\n{0}\n\n#### Who should do it\n\n{1}\n\n#### By when\n\n{2}\n\n"
        "#### Why\n\nVans should be cool.",
        "#### Why\n\nVans should be cool.\n\n#### What we recommend\n\n{0}\n\nWho: {1}\n\n"
        "By when: {2}",
        "{0}\n\nOwner: {1}\n\nDeadline: {2}\n\n#### Background\n\nVans are hot.",
    ],
)
def test_an_item_may_be_set_out_under_labels(card: str) -> None:
    texts = ("Wash the vans each week, inside and out.", "Put a fan into each of the vans.")
    found = findings(
        "# Vans",
        "## Our recommendations",
        "### Recommendation 1: water",
        card.format(texts[0], "Chief constables", "30 June 2026"),
        "### Recommendation 2: air",
        card.format(texts[1], "The Home Office", "May 2026"),
        "## What we found",
        "The vans are hot, and somebody should open a window.",
    )
    assert [(item.number, item.whole, item.addressee, item.due) for item in found.items] == [
        ("1", texts[0], "Chief constables", date(2026, 6, 30)),
        ("2", texts[1], "The Home Office", date(2026, 5, 31)),
    ]


@pytest.mark.parametrize(
    "chapter",
    ["Who we spoke to", "What the force has done", "What we found", "Who was there: a list"],
)
def test_a_chapter_after_the_last_item_is_no_label_of_it(chapter: str) -> None:
    text = (
        "A report on vans\n\nRecommendation 1\n\nThe force should wash its vans.\n\n"
        f"{chapter}\n\nThe head of vans and nine drivers. One of them sang.\n"
    )
    (item,) = read_report(read_source(text.encode(), "a.txt")).items
    assert (item.whole, item.addressee) == ("The force should wash its vans.", "the force")
    levels = findings(
        "# Vans",
        "## Recommendation 1",
        "The force should wash its vans.",
        "## By when",
        "May 2026 is the month in which the vans are sold.",
    )
    assert [(one.whole, one.due_words) for one in levels.items] == [
        ("The force should wash its vans.", "")
    ]


def test_codes_count_the_items_of_each_body() -> None:
    coded = ("CC1 Wash the vans.", "CC2 Put fans into them.", "HO1. Pay for the fans.")
    found = findings("# Vans", "## Recommendations", *coded, "## Vans", "See CC1.")
    assert [(item.number, item.whole) for item in found.items] == [
        ("CC1", "Wash the vans."),
        ("CC2", "Put fans into them."),
        ("HO1", "Pay for the fans."),
    ]
    other = findings("# Vans", "## Recommendations", *(one.replace("2", "3") for one in coded))
    assert not {item.number for item in other.items} & {"CC1", "CC3", "HO1"}


def test_a_column_that_says_what_should_be_done_holds_the_items() -> None:
    found = findings(
        "# Vans",
        "## Findings and what should follow",
        table(
            "| What we found | What the force should do |",
            "| Vans are hot in summer and cold in winter. | Open a window in each of them. |",
            "| Nobody washes them until they are sold. | Wash them in the week before that. |",
        ),
    )
    assert [item.text for item in found.items] == [
        "Open a window in each of them.",
        "Wash them in the week before that.",
    ]


def test_rows_across_a_table_may_name_the_kind_of_those_below() -> None:
    rows = "".join(
        f"<tr><th colspan=2>{kind}</th></tr><tr><td>1</td><td>The force should wash its {one}.</td>"
        f"</tr><tr><td>2</td><td>The force should paint its {one} blue.</td></tr>"
        for kind, one in (("Recommendations", "vans"), ("Areas for improvement", "boats"))
    )
    page = f"<h1>Vans</h1><h2>What we ask</h2><table>{rows}</table>"
    assert said(findings(page, name="a.html")) == [
        (ASKED, "1", "The force should wash its vans."),
        (ASKED, "2", "The force should paint its vans blue."),
        (ReportItemKind.AREA_FOR_IMPROVEMENT, "1", "The force should wash its boats."),
        (ReportItemKind.AREA_FOR_IMPROVEMENT, "2", "The force should paint its boats blue."),
    ]


def test_a_narrow_column_breaks_the_words_of_its_head() -> None:
    listed = table(
        "| Finding | Recommendatio n | Responsib le officer | Target date |",
        "| Vans are hot. | Open all of their windows. | Head of vans | 31 May 2026 |",
        "| Boats are cold. | Close all of their windows. | Head of boats | 30 June 2026 |",
    )
    found = findings("# Vans", "## Action plan", listed)
    assert [(item.text, item.addressee) for item in found.items] == [
        ("Open all of their windows.", "Head of vans"),
        ("Close all of their windows.", "Head of boats"),
    ]


def test_bare_numbers_count_sentences_that_follow_each_other() -> None:
    lines = ("1 The force should wash its vans.", "2 The force should paint them blue.")
    found = findings("# Vans", "## Recommendations", *lines, "## Vans", "3 Vans are hot.")
    assert [(item.number, item.text) for item in found.items] == [
        ("1", "The force should wash its vans."),
        ("2", "The force should paint them blue."),
    ]


def test_what_only_introduces_recommendations_is_none() -> None:
    """Nor is what was not done, after one."""
    found = findings(
        "# Vans",
        "## Recommendations",
        "The numbers are those of the findings below.",
        "### Recommendation 1",
        "The force should wash its vans.",
        "The drivers were told off, as they should have been.",
    )
    assert [item.whole for item in found.items] == ["The force should wash its vans."]


def test_a_line_that_says_whom_may_come_before_a_list() -> None:
    text = (
        "A report on vans\n\nRecommendations\n\nFor the police\n\n"
        "• within a month, all forces wash their vans\n• within a year, all forces paint them\n"
    )
    found = read_report(read_source(text.encode(), "a.txt"))
    assert [item.text for item in found.items] == [
        "within a month, all forces wash their vans",
        "within a year, all forces paint them",
    ]


def test_who_is_responsible_is_a_label_of_an_item() -> None:
    (item,) = findings(
        "# Dogs in Westshire",
        "## Recommendation 1",
        "### What must be done",
        "Count the dogs in each kennel.",
        "### Who is responsible",
        "The head of dogs",
    ).items
    assert (item.whole, item.addressee) == ("Count the dogs in each kennel.", "The head of dogs")


def test_a_line_that_says_whom_the_bullets_below_it_ask_is_no_item() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Recommendations",
        "For chief constables",
        "- Count the dogs in each kennel.\n- Mend the roofs.",
        "For the College of Policing",
        "- Write guidance on dogs.",
    )
    assert [text for _, _, text in said(found)] == [
        "Count the dogs in each kennel.",
        "Mend the roofs.",
        "Write guidance on dogs.",
    ]


def _table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<h1>Dogs</h1><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_a_row_over_others_says_of_what_kind_they_are() -> None:
    """Also where each row below it has only its number and what is asked."""
    page = _table(
        "Recommendations|",
        "1|The force should count its dogs in each kennel.",
        "2|The force should mend the roofs of its kennels.",
        "Areas for improvement|",
        "1|The force should walk its dogs twice a day.",
    )
    assert said(findings(page, name="report.html")) == [
        (ASKED, "1", "The force should count its dogs in each kennel."),
        (ASKED, "2", "The force should mend the roofs of its kennels."),
        (AREA, "1", "The force should walk its dogs twice a day."),
    ]


def test_a_head_that_its_narrow_column_broke_is_read() -> None:
    page = _table(
        "Ref|Recommendatio n|Owne r",
        "A1|Count the dogs in each kennel.|Head of dogs",
        "A2|Mend the roofs of all kennels.|Head of roofs",
    )
    found = findings(page, name="report.html")
    assert said(found) == [
        (ASKED, "A1", "Count the dogs in each kennel."),
        (ASKED, "A2", "Mend the roofs of all kennels."),
    ]
    assert [item.addressee for item in found.items] == ["Head of dogs", "Head of roofs"]


# --- tables with a label in each row ---------------------------------------------------


def _labelled(*rows: tuple[str, str]) -> Findings:
    cells = "".join(f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in rows)
    page = f"<h1>Dogs in Westshire</h1><h2>What we ask for</h2><table>{cells}</table>"
    return read_report(read_source(page.encode(), "report.html"))


def test_a_label_beside_a_text_begins_an_item() -> None:
    found = _labelled(
        (
            "Recommendation 1",
            "The force should:<ul><li>wash its vans; and</li><li>air them.</li></ul>",
        ),
        ("Responsible", "The dog unit"),
        ("By when", "3 May 2025"),
        ("Area for improvement", "The force should feed its dogs.<br>By when: 1 June 2025"),
    )
    assert said(found) == [
        (ASKED, "1", "The force should: wash its vans; and air them."),
        (AREA, "", "The force should feed its dogs."),
    ]
    assert [(one.addressee, one.due) for one in found.items] == [
        ("The dog unit", date(2025, 5, 3)),
        ("the force", date(2025, 6, 1)),
    ]


def test_what_stands_beside_no_label_goes_on_with_the_row_before() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Kennels",
        "| Recommendation 1 | The force should paint |\n| --- | --- |\n|  | all of its kennels. |\n"
        "|  | They are grey. |\n| By when | 3 May 2024 |\n"
        "| Recommendation 2 | The force should buy dogs. |",
    )
    assert [(one.number, one.whole, str(one.due or "")) for one in found.items] == [
        ("1", "The force should paint all of its kennels.\nThey are grey.", "2024-05-03"),
        ("2", "The force should buy dogs.", ""),
    ]


def test_what_is_asked_may_have_a_label_of_its_own_below_that_of_the_item() -> None:
    found = _labelled(
        ("What", "Words"),
        ("Recommendation 4", "Vans"),
        ("What we ask", "The force should wash its vans."),
        ("Recommendation 5", "Dogs"),
        ("What we ask", "The force should feed its dogs."),
    )
    assert said(found) == [
        (ASKED, "4", "The force should wash its vans."),
        (ASKED, "5", "The force should feed its dogs."),
    ]


def test_a_table_of_terms_or_of_what_became_of_items_has_no_labels() -> None:
    terms = ("Recommendation", "what we ask somebody to do who can do it")
    assert _labelled(terms, ("Vetting", "the checks that are made of everybody")).items == ()


# --- codes, topics and labels of an item -------------------------------------------------


def test_codes_before_sentences_begin_items() -> None:
    """Not those of whom each asks: 'CC1 Use only ...' asks chief constables."""
    found = findings(
        "# Dogs in Westshire",
        "CC1.1 The force does not feed its dogs.",
        "R1.2 We recommend that the force should:\n\n- wash its vans; and\n- air them.",
        "AFI 2.1: The force answers too few barks in time.",
        "CC2 Use only clean vans.",
    )
    assert said(found) == [
        (CONCERN, "CC1.1", "The force does not feed its dogs."),
        (ASKED, "R1.2", "We recommend that the force should: wash its vans; and air them."),
        (AREA, "2.1", "The force answers too few barks in time."),
    ]


def test_the_topic_of_an_item_with_a_number_may_be_a_clause() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Recommendation 1: How vans are washed",
        "The force should wash its vans.",
        "## Recommendation 2: has been closed",
        "The force should air its vans.",
    )
    assert said(found) == [(ASKED, "1", "The force should wash its vans.")]


@pytest.mark.parametrize("end", ["txt", "md"])
def test_labels_below_a_list_and_at_the_end_of_a_text_are_no_words_of_the_item(end: str) -> None:
    found = findings(
        "Dogs in Westshire",
        "Recommendation 1",
        "We recommend that the force should:",
        "• wash its vans; and\n• air them.",
        "Responsible: The dog unit\nBy when: 3 May 2025",
        "Recommendation 2",
        "The force should feed its dogs. By when: 1 June 2025",
        name=f"report.{end}",
    )
    assert said(found) == [
        (ASKED, "1", "We recommend that the force should: wash its vans; and air them."),
        (ASKED, "2", "The force should feed its dogs."),
    ]
    assert [one.due for one in found.items] == [date(2025, 5, 3), date(2025, 6, 1)]
    assert found.items[0].addressee == "The dog unit"


def test_bold_lines_of_a_page_end_what_explains_the_terms() -> None:
    page = (
        "<p><b>Dogs in Westshire</b></p><p><b>How we inspect</b></p><p>We walk.</p>"
        "<p><b>Recommendation 1</b></p><p>The force should wash its vans.</p>"
    )
    found = read_report(read_source(page.encode(), "report.html"))
    assert said(found) == [(ASKED, "1", "The force should wash its vans.")]


# --- frames ------------------------------------------------------------------------


def framed(heading: str, *frames: str) -> Findings:
    """What a web page says that has these frames below a heading."""
    boxes = "".join(f'<div class="box">{frame}</div>' for frame in frames)
    page = f"<h1>Dogs in Westshire</h1><h2>{heading}</h2>{boxes}<h2>Vans</h2><p>All go.</p>"
    return read_report(read_source(page.encode(), "report.html"))


def test_frames_below_one_heading_hold_an_item_each_with_what_is_said_of_it() -> None:
    seen = "<p>In three of nine files nothing was written.</p><p>Staff know that they should.</p>"
    found = framed(
        "Recommendations",
        f"<p>The force should:</p><ul><li>buy bowls</li><li>buy leads</li></ul>{seen}",
        f"<p>The force should wash its vans.</p>{seen}",
    )
    texts = "In three of nine files nothing was written. Staff know that they should."
    assert said(found) == [
        (ASKED, "", f"The force should: buy bowls buy leads {texts}"),
        (ASKED, "", f"The force should wash its vans. {texts}"),
    ]


def test_a_frame_begins_an_item_that_asks_for_nothing() -> None:
    found = framed(
        "Areas for improvement",
        "<p>The force has too few bowls.</p><p>We counted two.</p>",
        "<p>The force walks no dogs at night.</p>",
    )
    assert said(found) == [
        (AREA, "", "The force has too few bowls. We counted two."),
        (AREA, "", "The force walks no dogs at night."),
    ]


def test_the_frame_of_a_named_item_ends_it() -> None:
    """Whatever the next frame holds, and though its own is that of a case study before it."""
    asks = ("By 3 May 2026, the force should wash its vans.", "The force should buy bowls.")
    frames = (
        "<h3>Case study</h3><p>A van was dirty. The force should have seen this.</p>",
        f"<p>Recommendation 1</p><p>{asks[0]}</p>",
        "<p>Vans in figures</p><p>There are nine, which should be enough.</p>",
        f"<p>Recommendation 2</p><p>{asks[1]}</p>",
        "<p>Innovative practice: a list on the door</p><p>Others should hang one up too.</p>",
    )
    found = framed("What we found", *frames)
    assert said(found) == [(ASKED, "1", asks[0]), (ASKED, "2", asks[1])]


def test_a_list_copied_without_its_bullets_belongs_to_its_lead() -> None:
    found = findings(
        "Dogs in Westshire\n\nRecommendations\n\nThe force should immediately:\n\n"
        "buy two dogs;\ntrain them, and their handlers; and\nwash its vans.\n"
        "Kennels\n\nThere are two.\n",
        name="a.txt",
    )
    listed = "buy two dogs; train them, and their handlers; and wash its vans."
    assert said(found) == [(ASKED, "", f"The force should immediately: {listed}")]
    assert [block.marker for block in found.items[0].blocks] == ["", "•", "•", "•"]


def test_a_list_of_one_entry_copied_without_its_bullet_belongs_to_its_lead() -> None:
    found = findings(
        "Dogs in Westshire\n\nRecommendations\n\nThe force should:\n\nbuy two dogs.\n\n"
        "The force must:\n\nwash its vans.\n\nKennels\n\nThere are two.\n",
        name="a.txt",
    )
    assert said(found) == [
        (ASKED, "", "The force should: buy two dogs."),
        (ASKED, "", "The force must: wash its vans."),
    ]


def test_a_number_below_the_name_of_an_item_is_its_own() -> None:
    """As in a narrow column of a text that holds a table by its white space."""
    found = findings(
        "# Dogs in Westshire",
        "## RECOMMENDATION",
        "3.1",
        "The force should wash its vans.",
        "By when: 3 May 2025",
    )
    assert said(found) == [(ASKED, "3.1", "The force should wash its vans.")]


def test_one_thing_listed_below_who_should_do_it_is_the_item_that_a_summary_repeats() -> None:
    washing = "wash its vans each week, and write down who has done it"
    found = findings(
        "# Dogs in Westshire",
        "## Recommendations",
        f"- {washing.capitalize()}.",
        "## What we found",
        "Vans were dirty.",
        "### Recommendation",
        f"The force should:\n\n1. {washing}.",
        "## Next steps",
    )
    assert said(found) == [(ASKED, "", f"The force should: {washing}.")]


@pytest.mark.parametrize("rest", ["<p>It has tried.</p>", "<ul><li>each week</li></ul>"])
def test_frames_round_each_paragraph_of_an_item_begin_none(rest: str) -> None:
    """As LibreOffice draws them."""
    found = framed("Areas for improvement", "<p>The force should wash its vans.</p>", rest)
    assert len(found.items) == 1


def test_each_area_below_a_line_that_ends_with_should_is_for_whom_the_line_names() -> None:
    found = findings(
        "# Dogs in Westshire",
        "## Areas for improvement",
        "Westshire Police should:\n\n1. wash its vans each week; and\n2. have its kennels checked.",
    )
    assert [item.addressee for item in found.items] == ["Westshire Police", "Westshire Police"]


def test_a_request_below_its_name_and_number_is_an_item_also_where_a_table_follows() -> None:
    found = findings(
        "# A report on vans",
        "## Recommendation 4",
        "The council should count its vans before the day of the fair.",
        "| Fair | Vans |\n| --- | --- |\n| Northgate | 12 |\n| Quay | 7 |",
    )
    assert [(item.number, item.text) for item in found.items] == [
        ("4", "The council should count its vans before the day of the fair.")
    ]
