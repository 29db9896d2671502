"""A re-issued report against its draft: what is merged, and what is left to the office."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import pytest

from s55.drafts.load import load
from s55.importers.readers import read_source
from s55.importers.reports.comparing import ChangeKind, differences
from s55.importers.reports.draft import Origin, draft_of
from s55.importers.reports.merging import merge
from s55.importers.reports.reading import read_report
from s55.sources.editing import YamlEdit
from s55.sources.reading import read_tree
from s55.sources.splices import EditError
from s55.sources.tree import Loc
from s55.sources.writing import Value

SAMPLE = Path(__file__).resolve().parents[1] / "labelled/samples/national-thematic.html"
OTHER_SAMPLE = SAMPLE.with_name("peel-2018-integrated.html")


def draft(page: str) -> str:
    """The draft of a page."""
    return draft_of(read_report(read_source(page.encode(), "report.html")), Origin("report.html"))


@pytest.fixture
def page() -> str:
    return SAMPLE.read_text(encoding="utf-8")


def test_the_same_report_differs_in_nothing(page: str) -> None:
    assert differences(draft(page), draft(page)) == []
    assert merge(draft(page), draft(page)).text == draft(page)


def test_a_corrected_item_is_merged_and_the_comments_stay(page: str) -> None:
    ours = draft(page).replace(
        "      chief_officer: |\n", "      chief_officer: |\n        We agree.  # not a note\n", 1
    )
    corrected = draft(page.replace("for every hour of the week", "for every minute of the day"))
    merged = merge(ours, corrected)
    assert [one.key for one in merged.applied] == ["text"]
    assert merged.kept == ()
    assert "for every minute of the day" in merged.text
    assert "We agree.  # not a note" in merged.text
    assert differences(merged.text, corrected) == []
    assert load(merged.text, "x")[1] == []


def test_a_second_correction_is_merged_too(page: str) -> None:
    first = page.replace("for every hour of the week", "for every minute of the day")
    second = page.replace("for every hour of the week", "for each month of the year")
    merged = merge(merge(draft(page), draft(first)).text, draft(second))
    assert "for each month of the year" in merged.text
    assert merged.kept == ()


def test_the_draft_is_read_back_once_however_many_items_were_corrected() -> None:
    """Each reading of a long draft takes a while; all of them count as imported afterwards."""
    page = "<h1>Harbours: an inspection of boats</h1><h2>Recommendations</h2>" + "".join(
        f"<h3>Recommendation {number}</h3><p>By 1 May 2027, chief constables should count the "
        f"boats in harbour number {number} and say how many there are.</p>"
        for number in range(1, 13)
    )
    ours, corrected = draft(page), draft(page.replace("count the boats", "paint the boats"))
    with patch("s55.sources.editing.read_tree", wraps=read_tree) as reading:
        merged = merge(ours, corrected)
    assert (len(merged.applied), merged.kept) == (12, ())
    assert reading.call_count == 2  # as it was, and as it became
    assert merged.text.count("paint the boats") == 12
    assert differences(merged.text, corrected) == []
    assert len(merge(merged.text, ours).applied) == 12


def test_a_correction_that_cannot_be_written_holds_no_other_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = "<h1>Harbours: an inspection of boats</h1><h2>Recommendations</h2>" + "".join(
        f"<h3>Recommendation {number}</h3><p>By 1 May 2027, chief constables should count the "
        f"boats in harbour number {number}.</p>"
        for number in range(1, 6)
    )
    set_all = YamlEdit.set_all

    def refuses_the_third(edit: YamlEdit, values: Iterable[tuple[str | Loc, Value]]) -> YamlEdit:
        wanted = [*values]
        if any("number 3" in str(value) for _, value in wanted):
            raise EditError((), "something else would change")
        return set_all(edit, wanted)

    monkeypatch.setattr(YamlEdit, "set_all", refuses_the_third)
    merged = merge(draft(page), draft(page.replace("count the boats", "paint the boats")))
    assert merged.text.count("paint the boats") == len(merged.applied) == 4
    assert ["number 3" in one.theirs for one in merged.kept] == [True]


def test_what_the_office_changed_is_never_replaced(page: str) -> None:
    ours = draft(page).replace("for every hour of the week", "for EVERY hour")
    corrected = draft(page.replace("for every hour of the week", "for every minute of the day"))
    merged = merge(ours, corrected)
    assert merged.text == ours
    assert [one.what for one in merged.kept] == [ChangeKind.CHANGED]


def test_a_new_item_stands_where_the_report_has_it(page: str) -> None:
    start = page.index('<div class="box">\n<h3>Recommendation 2</h3>')
    end = page.index("<h2>Who answers</h2>")
    shorter = page[:start] + page[end:]
    ours = draft(shorter).replace(
        "      chief_officer: |\n", "      chief_officer: |\n        Ours.\n", 1
    )
    merged = merge(ours, draft(page))
    loaded, problems = load(merged.text, "x")
    assert problems == []
    assert loaded is not None
    assert loaded.response.recommendations is not None
    numbers = [item.number for item in loaded.response.recommendations.items]
    assert numbers == ["1", "2", "3", "4", "5"]
    assert loaded.response.recommendations.items[0].chief_officer == "Ours.\n"
    assert merged.kept == ()


def test_first_and_last_items_can_be_new(page: str) -> None:
    for number in (1, 5):
        start = page.index(f'<div class="box">\n<h3>Recommendation {number}</h3>')
        end = page.index("</div>", start) + len("</div>")
        merged = merge(draft(page[:start] + page[end:]), draft(page))
        loaded, problems = load(merged.text, "x")
        assert problems == []
        assert loaded is not None
        assert loaded.response.recommendations is not None
        found = [item.number for item in loaded.response.recommendations.items]
        assert found == ["1", "2", "3", "4", "5"]


def test_items_come_into_an_empty_list(page: str) -> None:
    empty = draft("<html><body><h1>Waiting for an answer</h1><p>Published 7 July 2023</p></body>")
    merged = merge(empty, draft(page))
    loaded, problems = load(merged.text, "x")
    assert problems == []
    assert loaded is not None
    assert loaded.response.recommendations is not None
    assert len(loaded.response.recommendations.items) == 5


def test_an_item_that_is_gone_is_kept_and_reported(page: str) -> None:
    start = page.index('<div class="box">\n<h3>Recommendation 2</h3>')
    end = page.index("<h2>Who answers</h2>")
    merged = merge(draft(page), draft(page[:start] + page[end:]))
    assert merged.text == draft(page)
    assert [one.what for one in merged.kept] == [ChangeKind.GONE]


def test_lines_may_end_as_on_windows(page: str) -> None:
    ours = draft(page).replace("\n", "\r\n")
    corrected = draft(page.replace("for every hour of the week", "for every minute of the day"))
    merged = merge(ours, corrected)
    assert len(merged.applied) == 1
    assert merged.text.count("\n") == merged.text.count("\r\n")


def test_a_grade_that_was_corrected_is_merged() -> None:
    page = OTHER_SAMPLE.read_text(encoding="utf-8")
    corrected = page.replace("<td>Requires improvement</td>", "<td>Good</td>")
    merged = merge(draft(page), draft(corrected))
    assert [(one.key, one.theirs) for one in merged.applied] == [("grade", "good")]
    assert differences(merged.text, draft(corrected)) == []


def test_a_recommendation_of_a_cause_is_merged() -> None:
    page = OTHER_SAMPLE.read_text(encoding="utf-8")
    corrected = page.replace("By September 2019", "By October 2019")
    merged = merge(draft(page), draft(corrected))
    assert "due: 2019-10-31" in merged.text
    assert "complete_by: By October 2019" in merged.text
    assert merged.kept == ()
