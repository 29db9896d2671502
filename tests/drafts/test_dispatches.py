"""Events recorded in the text of a draft: one more in its list, and no other byte."""

from __future__ import annotations

from datetime import date

import pytest

from s55.drafts.dispatches import Record, marked, put_right
from s55.drafts.load import load, response_of
from s55.errors import S55Error
from s55.model.distribution import DispatchEvent
from tests.drafts_for_tests import HEAD

TODAY = date(2024, 6, 10)
DRAFT = (
    HEAD
    + """\
distribution:
  website:   # ours
    date: 2024-05-03  # a Friday
    # where it is
    reference: https://www.example.org/r
  inspectorate: {date: unknown, how: by post}
  panel:
office_notes: |
  Words.
"""
)


def codes(text: str, record: Record, *, replace: bool = False) -> list[str]:
    """The codes of the problems with which it is refused."""
    change = put_right if replace else marked
    with pytest.raises(S55Error) as caught:
        change(text, record, (), TODAY, anyway=False)
    return [problem.code for problem in caught.value.problems]


def test_the_first_event_begins_a_list() -> None:
    """It says what it is."""
    found = marked(DRAFT, Record("panel", date(2024, 5, 9), "by hand"), (), TODAY, anyway=False)
    assert found.event is DispatchEvent.SENT
    assert found.text == DRAFT.replace(
        "  panel:\n",
        "  panel:\n    - event: sent\n      date: 2024-05-09\n      how: by hand\n",
    )


def test_the_next_event_keeps_the_first_with_its_comments() -> None:
    """In lines and in braces; a single event becomes the first of a list."""
    record = Record("website", date(2024, 6, 1), event=DispatchEvent.REPUBLISHED, what="A date.")
    found = marked(DRAFT, record, (), TODAY, anyway=False).text
    assert found == DRAFT.replace(
        """\
    date: 2024-05-03  # a Friday
    # where it is
    reference: https://www.example.org/r
""",
        """\
    - date: 2024-05-03  # a Friday
      # where it is
      reference: https://www.example.org/r
    - event: republished
      date: 2024-06-01
      what: A date.
""",
    )
    response = response_of(found)
    assert response.first_publication is not None
    assert response.first_publication.on == date(2024, 5, 3)
    assert [entry.what for entry in response.corrections] == ["A date."]
    again = marked(DRAFT, Record("inspectorate", date(2024, 6, 2)), (), TODAY, anyway=False)
    assert again.event is DispatchEvent.SENT_AGAIN
    assert again.text == DRAFT.replace(
        "{date: unknown, how: by post}",
        '[{date: unknown, how: by post}, {event: "sent again", date: 2024-06-02}]',
    )


def test_a_withdrawal_holds_until_it_is_published_again() -> None:
    """The first publication stays what counts for the Act."""
    gone = Record("website", date(2024, 6, 1), event=DispatchEvent.WITHDRAWN, why="A mistake.")
    withdrawn = marked(DRAFT, gone, (), TODAY, anyway=False).text
    response = response_of(withdrawn)
    assert response.withdrawal is not None
    assert response.withdrawal.why == "A mistake."
    back = Record("website", date(2024, 6, 3), event=DispatchEvent.REPUBLISHED)
    response = response_of(marked(withdrawn, back, (), TODAY, anyway=False).text)
    assert response.withdrawal is None
    assert response.first_publication is not None
    assert response.first_publication.on == date(2024, 5, 3)


def test_putting_right_keeps_what_is_not_named() -> None:
    """In the latest event alone."""
    found = put_right(DRAFT, Record("website", date(2024, 5, 4)), (), TODAY, anyway=False)
    assert found.text == DRAFT.replace("2024-05-03", "2024-05-04")
    second = marked(DRAFT, Record("inspectorate", date(2024, 6, 2)), (), TODAY, anyway=False).text
    right = put_right(second, Record("inspectorate", how="by e-mail"), (), TODAY, anyway=False)
    assert right.text == second.replace("date: 2024-06-02}", 'date: 2024-06-02, how: "by e-mail"}')


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (Record("web", date(2024, 5, 9)), "D109"),
        (Record("website", date(2024, 5, 9)), "D116"),
        (Record("website", date(2024, 5, 3)), "D116"),
        (Record("panel", date(2024, 6, 11)), "D114"),
        (Record("panel", date(2024, 4, 1)), "D113"),
        (Record("website", date(2024, 5, 2), event=DispatchEvent.WITHDRAWN), "D150"),
    ],
)
def test_what_cannot_be_is_refused(record: Record, code: str) -> None:
    """With one code each; a day that cannot be right is recorded if one insists."""
    assert codes(DRAFT, record) == [code]
    if code in {"D113", "D114", "D150"}:
        made = marked(DRAFT, record, (), TODAY, anyway=True).text
        _, problems = load(made, "")
        assert problems == []


def test_nothing_to_put_right_is_told() -> None:
    """It may be another recipient."""
    assert codes(DRAFT, Record("panel", date(2024, 5, 9)), replace=True) == ["D151"]
    assert codes(DRAFT, Record("website", date(2024, 6, 11)), replace=True) == ["D114"]


def test_a_byte_order_mark_and_the_line_ends_of_windows_stay() -> None:
    """The file may come from Notepad."""
    windows = "\ufeff" + DRAFT.replace("\n", "\r\n")
    record = Record("website", date(2024, 6, 1), event=DispatchEvent.WITHDRAWN, why="Wrong.")
    plain = marked(DRAFT, record, (), TODAY, anyway=False).text
    made = marked(windows, record, (), TODAY, anyway=False).text
    assert made == "\ufeff" + plain.replace("\n", "\r\n")


@pytest.mark.parametrize("day", [date(2024, 4, 2), TODAY])
def test_the_day_of_the_report_and_today_can_be_recorded(day: date) -> None:
    """An event of the first and of the last possible day."""
    found = marked(DRAFT, Record("panel", day), (), TODAY, anyway=False)
    assert response_of(found.text).distribution["panel"][0].on == day


def test_two_events_can_be_of_one_day() -> None:
    """Published in the morning, corrected in the afternoon."""
    record = Record("website", date(2024, 5, 3), event=DispatchEvent.REPUBLISHED, what="A date.")
    found = marked(DRAFT, record, (), TODAY, anyway=False)
    days = [entry.on for entry in response_of(found.text).distribution["website"]]
    assert days == [date(2024, 5, 3)] * 2
