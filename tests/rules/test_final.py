"""What keeps a response from being final, each with its line."""

from __future__ import annotations

from datetime import date

import pytest

from s55.pipeline.response import check
from s55.problems import Problem, Severity, errors_of
from tests.drafts_for_tests import FINISHED, HEAD

TODAY = date(2024, 6, 30)


def _problems(text: str, *, final: bool = True) -> list[Problem]:
    checked = check(text, "responses/harbour.yaml", None, TODAY, lambda day: None, final=final)
    return list(checked.problems)


def _of(code: str, text: str, *, final: bool = True) -> list[tuple[int | None, str]]:
    return [
        (problem.line, problem.message)
        for problem in _problems(text, final=final)
        if problem.code == code and problem.severity is Severity.ERROR
    ]


def test_a_finished_response_can_be_final() -> None:
    """Nothing is missing, nothing is in doubt."""
    assert errors_of(_problems(FINISHED)) == ()


def test_key_findings_that_are_not_written_are_an_error() -> None:
    """They are missing or empty; the document would say so."""
    without = FINISHED.replace("key_findings: |\n  Patrol boats are kept **well**.\n", "")
    assert without != FINISHED
    message = "the key findings are empty, and the document would say that they are not written yet"
    assert [found for _, found in _of("D141", without)] == [message]
    assert [found for _, found in _of("D141", without + "key_findings: |\n   \n")] == [message]
    assert _of("D141", without, final=False) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "shown"),
    [
        (
            "2024-04-02\n",
            "2024-04-02  # CONFIRM: day 1 of the 56 days\n",
            4,
            "day 1 of the 56 days",
        ),
        ("format: 1\n", "# CONFIRM\nformat: 1\n", 1, "CONFIRM"),
        ("format: 1\n", "format: 1  #CONFIRM : it\r\n", 1, "it"),
    ],
)
def test_a_note_to_confirm_is_an_error_at_its_line(
    old: str, new: str, line: int, shown: str
) -> None:
    """As an imported draft has it."""
    text = FINISHED.replace(old, new, 1)
    assert text != FINISHED
    assert _of("D142", text) == [(line, f"a note asks to confirm this line: '{shown}'")]
    assert _of("D142", text, final=False) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Harbour policing", 'title: "Harbour # CONFIRM policing"'),
        ("Patrol boats are kept", "# CONFIRM: boats are kept"),
        ("format: 1\n", "format: 1  # look for CONFIRM first\n"),
        ("format: 1\n", "format: 1  # UNCONFIRMED\n"),
    ],
)
def test_the_word_elsewhere_is_no_such_note(old: str, new: str) -> None:
    """In a value, in a text, within a longer comment."""
    text = FINISHED.replace(old, new, 1)
    assert text != FINISHED
    assert _of("D142", text) == []


def test_what_is_not_known_is_an_error_at_its_line() -> None:
    """The address that an import writes for want of one, and dates that nobody kept."""
    address = FINISHED.replace("https://example.org/harbours", "https://unknown.invalid/")
    (found,) = _of("D143", address)
    assert found == (
        9,
        "the address of the report, https://unknown.invalid/, stands for one that is not known",
    )
    unknown = HEAD + "distribution:\n  panel:\n    date: unknown\n"
    assert _of("D143", unknown) == [(12, "the date recorded for 'panel' is not known")]
    assert _of("D143", unknown, final=False) == []


def test_an_address_that_has_no_parts_is_not_final() -> None:
    """It is no address of a report, and no traceback."""
    (found,) = _of("D143", FINISHED.replace("https://example.org/harbours", "'https://[harbours/'"))
    assert found[0] == 9


def test_what_lies_in_the_future_is_an_error() -> None:
    """A warning before: a slip of the finger that a working draft survives."""
    text = HEAD + "distribution:\n  panel:\n    date: 2024-12-26\n"
    message = (
        "the date recorded for 'panel', Thursday 26 December 2024, is in the future "
        "(today is Sunday 30 June 2024)"
    )
    assert _of("D114", text) == [(12, message)]
    assert _of("D114", text, final=False) == []


@pytest.mark.parametrize("blank", ["''", '"  "', "|\n\n", "|\n        \n"])
def test_an_item_without_words_is_always_an_error(blank: str) -> None:
    """It would vanish from the list of the document."""
    text = HEAD + f"areas_for_improvement:\n  items:\n    - text: {blank}\n"
    for final in (True, False):
        (found,) = _of("D103", text, final=final)
        assert found == (12, "'areas_for_improvement.items[0].text' is empty")
