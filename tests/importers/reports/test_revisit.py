"""Revisits: earlier items with how far they are, and no new items made of them."""

from __future__ import annotations

from datetime import date

import pytest

from s55.drafts.load import response_of
from s55.importers.readers import read_source
from s55.importers.reports.draft import Origin, draft_of
from s55.importers.reports.findings import Findings
from s55.importers.reports.offering import offered
from s55.importers.reports.reading import read_report
from s55.importers.reports.revisit import status_in
from s55.model.progress import ItemStatus

EARLIER = (
    "# PEEL 2021/22: Westshire Police",
    "Published on 4 May 2022",
    "## Recommendation 1",
    "By May 2023, the force should count its dogs and write down where each of them sleeps.",
    "## Recommendation 2",
    "By June 2023, the force should mend the roofs of its kennels before the winter comes.",
    "## Areas for improvement",
    "- The force should walk its dogs twice a day, and let them run.",
)
HEAD = ("5 June 2024", "Dear Chief Constable", "**Westshire Police: our revisit about dogs**")


def findings(*lines: str) -> Findings:
    """What a report in Markdown says."""
    return read_report(read_source("\n\n".join(lines).encode(), "report.md"))


def statuses(found: Findings) -> list[tuple[str, str, str | None]]:
    return [
        (one.kind.words, one.number, one.status.value if one.status else None)
        for one in found.statuses
    ]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("This recommendation has been met.", ItemStatus.COMPLETE),
        ("This recommendation has not yet been met.", ItemStatus.IN_PROGRESS),
        ("It has only partly been achieved.", ItemStatus.IN_PROGRESS),
        ("Partially achieved", ItemStatus.IN_PROGRESS),
        ("We have closed this recommendation.", ItemStatus.CLOSED),
        ("It is no longer a cause of concern.", ItemStatus.CLOSED),
        ("The cause of concern will stay until all of it is met.", ItemStatus.IN_PROGRESS),
        ("We aren’t closing the cause of concern.", ItemStatus.IN_PROGRESS),
        ("It will not be closed yet.", ItemStatus.IN_PROGRESS),
        ("Work has not begun.", ItemStatus.NOT_STARTED),
        ("We have reopened it.", ItemStatus.REOPENED),
        ("The force has many dogs.", None),
    ],
)
def test_status_in_words(words: str, status: ItemStatus | None) -> None:
    assert status_in(words) is status


def test_sections_of_a_letter_give_statuses_and_what_is_new_an_item() -> None:
    found = findings(
        *HEAD,
        "## Recommendation 1",
        "By May 2023, the force should count its dogs and write down where each of them sleeps.",
        "All are counted. This recommendation is complete.",
        "## Recommendation 2",
        "By June 2023, the force should mend the roofs of its kennels before the winter comes.",
        "### Our findings",
        "Three roofs leak. The recommendation has not been met, and the force should hurry.",
        "## New recommendation",
        "By May 2025, the force should buy a dog.",
        "## Conclusion",
        "We have removed the cause of concern.",
    )
    assert statuses(found) == [
        ("recommendation", "1", "complete"),
        ("recommendation", "2", "in progress"),
        ("cause of concern", "", "closed by the inspectorate"),
    ]
    assert [item.text for item in found.items] == ["By May 2025, the force should buy a dog."]


def test_a_table_with_a_column_for_the_progress() -> None:
    found = findings(
        *HEAD,
        "| No. | Recommendation | Status |\n| --- | --- | --- |\n"
        "| 1 | The force should count its dogs each week. | Complete |\n"
        "| 2 | The force should mend the roofs of its kennels. | Not started |\n"
        "| 3 | The force should walk each of its dogs. | See our next report |",
    )
    assert statuses(found) == [
        ("recommendation", "1", "complete"),
        ("recommendation", "2", "not started"),
        ("recommendation", "3", None),
    ]
    assert found.items == ()


def test_what_was_due_before_the_letter_is_no_new_item() -> None:
    found = findings(
        *HEAD,
        "## Recommendation 1",
        "By May 2023, the force should count its dogs.",
        "It has bought a book.",
    )
    assert found.items == ()
    assert statuses(found) == [("recommendation", "1", None)]


def test_a_report_that_is_no_revisit_keeps_its_items() -> None:
    assert statuses(findings(*EARLIER, "The force has met all recommendations.")) == []


def test_statuses_are_offered_for_the_items_of_the_response() -> None:
    response = response_of(draft_of(findings(*EARLIER), Origin("report.md")))
    letter = findings(
        *HEAD,
        "## Recommendation 1",
        "By May 2023, the force should count its dogs and write down where each of them sleeps.",
        "This recommendation is complete.",
        "## Recommendation 2",
        "By May 2023, every officer must learn to swim, and be examined in it by a third party.",
        "This recommendation is complete.",
        "## Area for improvement",
        "The force should walk its dogs twice a day and let them run.",
        "This area for improvement remains.",
        "## Area for improvement",
        "The force should wash its vans.",
        "This area for improvement remains.",
    )
    offers, problems = offered(response, letter, date(2024, 6, 5))
    assert [(one.reference, one.progress.status.value) for one in offers] == [
        ("R1", "complete"),
        ("AFI1", "in progress"),
    ]
    assert {one.progress.date for one in offers} == {date(2024, 6, 5)}
    assert offers[0].progress.evidence == (
        "Westshire Police: our revisit about dogs, line 9, This recommendation is complete."
    )
    assert offers[0].progress.note is None
    assert [problem.code for problem in problems] == ["I252", "I252"]


CAUSE = ("## Cause of concern", "The force does not count its dogs.")


@pytest.mark.parametrize(
    ("causes", "earlier"),
    [
        (CAUSE, "The force does not count its dogs."),
        (("## A new cause of concern", "The force does not count its dogs."), ""),
        ((*CAUSE, "## Cause of concern", "The force does not mend its vans."), ""),
    ],
    ids=["one", "a new one", "two"],
)
def test_what_a_revisit_says_of_the_cause_is_of_the_only_one_that_it_does_not_call_new(
    causes: tuple[str, ...], earlier: str
) -> None:
    found = findings(
        *HEAD,
        "We came back to look at the cause of concern that we found in 2022.",
        *causes,
        "## Conclusion",
        "The earlier cause of concern is now closed.",
    )
    assert [(one.text, one.status) for one in found.statuses] == [(earlier, ItemStatus.CLOSED)]


def test_headings_may_call_earlier_items_by_their_year() -> None:
    found = findings(
        "# Dogs: a follow-up inspection of Westshire Police",
        "16 June 2024",
        "### 2022 recommendation 1",
        "By May 2023, the force should count its dogs.",
        "This recommendation is complete.",
        "### 2022 recommendation 2",
        "By June 2023, the force should mend the roofs of its kennels.",
        "No work on this recommendation has begun.",
        "### New recommendation",
        "By May 2025, the force should buy two dogs that have been trained.",
    )
    assert statuses(found) == [
        ("recommendation", "1", "complete"),
        ("recommendation", "2", "not started"),
    ]
    assert [item.text[:12] for item in found.items] == ["By May 2025,"]


CONCERNS = (
    *HEAD,
    "## Cause of concern: kennels",
    "The force doesn’t keep its dogs warm.",
    "### Recommendation 1",
    "By May 2023, the force should mend the roofs of its kennels.",
    "All have been mended. This recommendation has been met.",
    "We have therefore closed this cause of concern.",
    "## Cause of concern: walks",
    "Dogs are walked too seldom.",
    "### Recommendation 2",
    "By June 2023, the force should walk each dog twice a day.",
    "No progress has been made. This recommendation remains open.",
    "We will keep this cause of concern open.",
)


def test_each_of_several_causes_has_the_status_that_is_said_after_it() -> None:
    """It is no status of the recommendation above it, and neither cause is a new item."""
    found = findings(*CONCERNS)
    assert statuses(found) == [
        ("cause of concern", "", "closed by the inspectorate"),
        ("recommendation", "1", "complete"),
        ("cause of concern", "", "in progress"),
        ("recommendation", "2", "not started"),
    ]
    assert not found.items


def test_headings_repeat_what_was_asked_in_a_list() -> None:
    found = findings(
        *HEAD,
        "## Recommendations",
        "With immediate effect the force should:",
        "- count its dogs every evening; and\n- mend the roofs of its kennels.",
        "## Count its dogs every evening",
        "It does. This recommendation is complete.",
        "## Mend the roofs of its kennels",
        "Two of six have a roof. This recommendation remains in progress.",
    )
    assert [(one.text, one.status) for one in found.statuses] == [
        ("count its dogs every evening; and", ItemStatus.COMPLETE),
        ("mend the roofs of its kennels.", ItemStatus.IN_PROGRESS),
    ]
    assert not found.items


EARLIER_LIST = (
    "# Custody in Westshire",
    "We visited each of the suites.",
    "Staff were kind.",
    "## Appendix: Progress on recommendations from the last report",
)
LISTED = ("Cells should be warm.", "Soup should be hot.", "Doors should be shut.")


def test_a_label_on_a_line_of_its_own_is_over_the_recommendations_below_it() -> None:
    found = findings(*EARLIER_LIST, "Achieved", *LISTED[:2], "Partially achieved", LISTED[2])
    assert [(one.text, one.words) for one in found.statuses] == [
        (LISTED[0], "Achieved"), (LISTED[1], "Achieved"), (LISTED[2], "Partially achieved"),
    ]  # fmt: skip


def test_a_label_on_a_line_of_its_own_after_the_first_recommendation_is_below_each() -> None:
    found = findings(*EARLIER_LIST, LISTED[0], "Achieved", LISTED[1], "Not achieved")
    assert [(one.text, one.words) for one in found.statuses] == [
        (LISTED[0], "Achieved"), (LISTED[1], "Not achieved"),
    ]  # fmt: skip


def test_a_list_of_what_was_recommended_is_followed_up_below_its_entries() -> None:
    """What a sentence alone says of the cause of concern is no new cause."""
    found = findings(
        *HEAD,
        "## Recommendations",
        "We recommended that, within three months, the force should:",
        "- count its dogs every evening; and\n- mend the roofs of its kennels.",
        "## Count its dogs every evening",
        "It does. This recommendation is complete.",
        "## Mend the roofs of its kennels",
        "Two of six have a roof. This recommendation remains in progress.",
        "## Cause of concern",
        "In view of this, the cause of concern remains open.",
        "## New area for improvement",
        "The force should wash its vans.",
    )
    assert statuses(found) == [
        ("recommendation", "", "complete"),
        ("recommendation", "", "in progress"),
        ("cause of concern", "", "in progress"),
    ]
    assert [item.text for item in found.items] == ["The force should wash its vans."]


def test_an_appendix_on_progress_since_the_last_report_holds_earlier_items() -> None:
    head = (*EARLIER_LIST[:3], "## Appendix I – Progress since the last report")
    found = findings(*head, f"{LISTED[0]} (3.9) **Achieved**", f"{LISTED[1]} (4.12) Not achieved")
    assert [(one.number, one.status) for one in found.statuses] == [
        ("3.9", ItemStatus.COMPLETE),
        ("4.12", ItemStatus.IN_PROGRESS),
    ]


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"])
def test_a_re_inspection_is_one_with_any_hyphen(hyphen: str) -> None:
    found = findings(
        f"# Westshire – national dog protection re{hyphen}inspection",
        "Published on: 21 October 2022",
        "## Contact: Recommendation from the 2021 inspection report",
        "**Recommendation**",
        "We recommend that, within three months, the force reviews how dogs are counted.",
        "## Contact: Re-inspection findings",
        "We counted nine. We consider that this recommendation is complete.",
    )
    assert statuses(found) == [("recommendation", "", "complete")]
    assert not found.items
