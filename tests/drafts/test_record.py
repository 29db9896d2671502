"""Progress recorded in the text of a draft: one entry, one status, and no other byte."""

from __future__ import annotations

from datetime import date

import pytest

from s55.drafts.load import load
from s55.drafts.record import Updated, updated
from s55.errors import S55Error
from s55.model.response import ItemStatus, Progress
from tests.drafts_for_tests import HEAD

TODAY = date(2024, 5, 10)
DRAFT = (
    HEAD
    + """\
recommendations:
  items:
    - number: 2   # as printed
      text: |
        Chief constables should count their boats.
      status: not started  # by the force
      history:
      - date: 2024-04-10
        status: not started
    - number: 3
      text: Paint them.
areas_for_improvement: {items: [{text: Mend the pier.}]}
office_notes: |
  Words.
"""
)


def entry(
    day: date = date(2024, 5, 3), status: str = "in progress", note: str | None = None
) -> Progress:
    """An entry of a history."""
    return Progress(date=day, status=ItemStatus(status), note=note)


def codes(text: str, name: str, progress: Progress) -> list[str]:
    """The codes of the problems with which it is refused."""
    with pytest.raises(S55Error) as caught:
        updated(text, name, progress, TODAY)
    return [problem.code for problem in caught.value.problems]


def test_the_entry_comes_last_and_the_status_follows() -> None:
    """Two places of the text change."""
    found = updated(DRAFT, "R2", entry(), TODAY)
    assert found == Updated(
        DRAFT.replace("not started  # by the force", "in progress  # by the force").replace(
            "        status: not started\n",
            "        status: not started\n      - date: 2024-05-03\n        status: in progress\n",
        ),
        "R2",
        "recommendations.items[0]",
        ItemStatus.IN_PROGRESS,
        date(2024, 5, 3),
    )


def test_the_first_entry_brings_both_keys() -> None:
    """In the order of docs/drafts.md, in a block and in braces."""
    block = updated(DRAFT, "3", entry(note="Two: by hand"), TODAY).text
    assert block == DRAFT.replace(
        "Paint them.\n",
        "Paint them.\n      status: in progress\n      history:\n        - date: 2024-05-03\n"
        "          status: in progress\n          note: 'Two: by hand'\n",
    )
    braces = updated(DRAFT, "afi1", entry(status="complete"), TODAY).text
    assert braces == DRAFT.replace(
        "{text: Mend the pier.}",
        '{text: Mend the pier., status: "complete", '
        'history: [{date: 2024-05-03, status: "complete"}]}',
    )


def test_an_earlier_day_leaves_the_status_to_the_latest() -> None:
    """The entry is added all the same, and the draft is not sorted."""
    first = updated(DRAFT, "R2", entry(status="complete"), TODAY).text
    second = updated(first, "R2", entry(date(2024, 4, 20)), TODAY)
    assert (second.status, second.latest) == (ItemStatus.COMPLETE, date(2024, 5, 3))
    draft, problems = load(second.text, "")
    assert draft is not None
    item = dict(draft.response.all_items())["recommendations.items[0]"]
    assert item.status is ItemStatus.COMPLETE
    assert [progress.date.day for progress in item.history] == [10, 3, 20]
    assert problems == []


def test_of_two_entries_of_one_day_the_second_counts() -> None:
    """An item can be begun and done on one day."""
    first = updated(DRAFT, "R3", entry(), TODAY).text
    second = updated(first, "R3", entry(status="complete"), TODAY)
    assert second.status is ItemStatus.COMPLETE
    assert codes(second.text, "R3", entry(status="complete")) == ["D133"]
    assert updated(second.text, "R3", entry(status="complete", note="really"), TODAY).text


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("R2", date(2024, 5, 11), "D114"),
        ("R2", date(2024, 4, 1), "D113"),
        ("R9", date(2024, 5, 3), "D131"),
    ],
)
def test_what_cannot_be_is_refused(name: str, day: date, code: str) -> None:
    """The days of the report and of today can be."""
    assert codes(DRAFT, name, entry(day)) == [code]
    for possible in (date(2024, 4, 2), TODAY):
        assert updated(DRAFT, "R2", entry(possible), TODAY).text != DRAFT


def test_a_place_that_cannot_be_edited_is_told_with_its_path() -> None:
    """And nothing is written by half."""
    text = DRAFT.replace("{items: [{text: Mend the pier.}]}", "{items: [text: Mend the pier.]}")
    assert codes(text, "afi1", entry()) == ["D117"]


def test_a_byte_order_mark_and_the_line_ends_of_windows_stay() -> None:
    """The file may come from Notepad."""
    windows = "\ufeff" + DRAFT.replace("\n", "\r\n")
    plain = updated(DRAFT, "R2", entry(), TODAY).text
    assert updated(windows, "R2", entry(), TODAY).text == "\ufeff" + plain.replace("\n", "\r\n")


def test_a_draft_that_cannot_be_understood_is_refused() -> None:
    """With its own problems."""
    assert codes(DRAFT + "zebra: 1\n", "R2", entry()) == ["D101"]
