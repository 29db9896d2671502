"""Small reports, each with one way to set out items, as HTML and as plain text."""

from __future__ import annotations

import pytest

from s55.importers.readers import read_source
from s55.importers.reports.reading import read_report
from tests.importers.labelled.make import plain_text

BEGINS = (
    "<html><body><h1>A review of how forces find people</h1><p>Published on 3 March 2025</p>"
    "<h2>What we found</h2><p>Forces do what they can. Some should do more.</p>"
)
ENDS = "<h2>Annex A: How we worked</h2><p>We read 200 files.</p></body></html>"
FIRST = "Chief constables should train call handlers."
SECOND = "The Home Office should publish figures."

LAYOUTS = {
    "name at the end": (
        f"<h2>Calls</h2><p>Calls wait. {FIRST} (Recommendation 1)</p><p>Some did.</p>"
        f"<h2>Figures</h2><p>{SECOND} (Recommendation 2)</p><p>We saw six.</p>",
        [("recommendation", "1", FIRST), ("recommendation", "2", SECOND)],
    ),
    "numbers in words": (
        f"<h3>Recommendation One</h3><p>{FIRST}</p><h3>Recommendation Two</h3><p>{SECOND}</p>",
        [("recommendation", "1", FIRST), ("recommendation", "2", SECOND)],
    ),
    "short names": (
        f"<h2>Our recommendations</h2><p>R1: {FIRST}</p><p>R2: {SECOND}</p>",
        [("recommendation", "R1", FIRST), ("recommendation", "R2", SECOND)],
    ),
    "one of two": (
        f"<h3>Recommendation 1 of 2</h3><p>{FIRST}</p>"
        f"<h3>Recommendation 2 (urgent)</h3><p>{SECOND}</p>",
        [("recommendation", "1", FIRST), ("recommendation", "2", SECOND)],
    ),
    "a topic of the past": (
        f"<h3>Recommendation 1: The last employer</h3><p>{FIRST}</p>"
        f"<h3>Recommendation 2: The 2023 guidance</h3><p>{SECOND}</p>",
        [("recommendation", "1", FIRST), ("recommendation", "2", SECOND)],
    ),
    "a list that is recommended": (
        "<h2>Calls</h2><p>Calls wait.</p><p>We recommend that:</p>"
        "<ol><li>forces answer within a minute; and</li><li>the NPCC appoints a lead.</li></ol>",
        [
            ("recommendation", "1", "forces answer within a minute; and"),
            ("recommendation", "2", "the NPCC appoints a lead."),
        ],
    ),
    "qualified headings": (
        "<h2>High priority recommendations</h2><ol><li>Train call handlers.</li></ol>"
        '<h2>Other recommendations</h2><ol start="2"><li>Tell families.</li></ol>'
        "<h2>Key areas for development</h2><ul><li>The force should read its logs.</li></ul>",
        [
            ("recommendation", "1", "Train call handlers."),
            ("recommendation", "2", "Tell families."),
            ("area_for_improvement", "", "The force should read its logs."),
        ],
    ),
    "numbers with more letters": (
        f"<h2>Supporting recommendations</h2><p>SR1. {FIRST}</p><h3>Recommendation #2</h3>"
        f"<p>{SECOND}</p>",
        [("recommendation", "SR1", FIRST), ("recommendation", "2", SECOND)],
    ),
    "what is expected": (
        "<h2>Our expectations</h2><p>We expect the force to:</p>"
        "<ul><li>train call handlers;</li><li>read each log.</li></ul>",
        [
            (
                "recommendation",
                "",
                "We expect the force to:\ntrain call handlers;\nread each log.",
            )
        ],
    ),
    "whom it asks over lists": (
        "<h2>Recommendations</h2><p><b>Chief constables:</b></p><ol><li>train call handlers</li>"
        '</ol><p><b>Home Office:</b></p><ol start="2"><li>publish figures</li></ol>',
        [
            ("recommendation", "1", "train call handlers"),
            ("recommendation", "2", "publish figures"),
        ],
    ),
    "a short lead after a label": (
        "<h2>Calls</h2><p>Calls wait.</p><p>Recommendation: Forces should:</p>"
        "<ul><li>train call handlers;</li><li>read each log.</li></ul><h2>Logs</h2><p>Few do.</p>",
        [("recommendation", "", "Forces should:\ntrain call handlers;\nread each log.")],
    ),
    "a label before what is wrong": (
        f"<h2>Calls</h2><p>Calls wait.</p><p>Recommendation – {FIRST}</p>"
        "<p>Area for improvement – The force relies on officers who are on leave.</p>"
        "<h2>Logs</h2><p>Few read them.</p>",
        [
            ("recommendation", "", FIRST),
            ("area_for_improvement", "", "The force relies on officers who are on leave."),
        ],
    ),
    "a cause of concern before a table of its recommendation": (
        "<h2>Calls</h2><p>Calls wait.</p><h3>Cause of concern</h3><p>Calls are lost at night.</p>"
        f"<table><tr><td><b>Recommendation</b></td><td>{FIRST}</td></tr></table>"
        "<h2>Logs</h2><p>Few read them.</p>",
        [
            ("cause_of_concern", "", "Calls are lost at night."),
            ("recommendation", "", FIRST),
        ],
    ),
    "a label before an order": (
        "<h2>Recommendations</h2><p>RECOMMENDATION – Review how calls are graded at night.</p>"
        "<p><b>Responsible:</b> The deputy chief constable</p>"
        "<p>RECOMMENDATION – Agree with schools who visits whom.</p>"
        "<p><b>Responsible:</b> The head of crime</p><h2>Logs</h2><p>Few read them.</p>",
        [
            ("recommendation", "", "Review how calls are graded at night."),
            ("recommendation", "", "Agree with schools who visits whom."),
        ],
    ),
    "a link to the top": (
        "<h3>Area for improvement</h3><p>The force should:</p><ul><li>train call handlers;</li>"
        "<li>read each log.</li></ul><p>Back to top</p><h2>Glossary</h2><p>A log is a book.</p>",
        [("area_for_improvement", "", "The force should:\ntrain call handlers;\nread each log.")],
    ),
    "to whom over lists": (
        "<h2>Recommendations</h2><p>To chief constables</p><ol>"
        "<li>Train staff. It should last.</li></ol>"
        '<p>To the Home Office</p><ol start="2"><li>Publish figures.</li><li>Ask why.</li></ol>',
        [
            ("recommendation", "1", "Train staff. It should last."),
            ("recommendation", "2", "Publish figures."),
            ("recommendation", "3", "Ask why."),
        ],
    ),
    "a reference after an item": (
        f"<h3>Recommendation 1</h3><p>{FIRST}</p><p>This should go further than "
        f"recommendation 2 of our report on calls.</p><h3>Recommendation 2</h3><p>{SECOND}</p>",
        [("recommendation", "1", FIRST), ("recommendation", "2", SECOND)],
    ),
}


@pytest.mark.parametrize("ending", ["html", "txt"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_items_are_found_in_each_layout(name: str, ending: str) -> None:
    body, expected = LAYOUTS[name]
    page = f"{BEGINS}{body}{ENDS}"
    text = plain_text(page) if ending == "txt" else page
    found = read_report(read_source(text.encode(), f"report.{ending}")).items
    assert [(item.kind.value, item.number, item.whole) for item in found] == expected


def test_a_time_over_an_item_is_when_it_is_due() -> None:
    page = f"{BEGINS}<h2>Recommendations</h2><h3>By 31 May 2025</h3><p>{FIRST}</p>{ENDS}"
    (item,) = read_report(read_source(page.encode(), "report.html")).items
    assert (item.due_words, str(item.due)) == ("By 31 May 2025", "2025-05-31")


def test_a_list_of_all_items_in_a_table_makes_no_recommendation_of_an_area() -> None:
    area = "Forces should tell families together what they know."
    page = (
        f"{BEGINS}<h3>Recommendation 1</h3><p>{FIRST}</p><h3>Area for improvement</h3><p>{area}</p>"
        "<h2>Annex B: Recommendations and area for improvement</h2>"
        "<table><tr><th>Number</th><th>Recommendation</th></tr>"
        f"<tr><td>1</td><td>{FIRST}</td></tr><tr><td>–</td><td>{area}</td></tr></table>{ENDS}"
    )
    found = read_report(read_source(page.encode(), "report.html")).items
    assert [(item.kind.value, item.number, item.whole) for item in found] == [
        ("recommendation", "1", FIRST),
        ("area_for_improvement", "", area),
    ]


def test_a_bold_line_may_be_a_name_with_a_topic_as_long_as_the_line() -> None:
    lines = (
        "# A review of calls",
        "Published on 3 March 2025",
        "## Calls",
        "**Recommendation 1: How call handlers of the night shift are trained**",
        FIRST,
        "## Figures",
        "**Recommendation 2: Figures**",
        SECOND,
    )
    found = read_report(read_source("\n\n".join(lines).encode(), "report.md")).items
    assert [(one.number, one.whole) for one in found] == [("1", FIRST), ("2", SECOND)]
