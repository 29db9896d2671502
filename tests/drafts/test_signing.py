"""A sign-off is written into the draft, bound to its text; every other byte stays."""

from __future__ import annotations

from datetime import date

import pytest

from s55.drafts.fingerprint import fingerprint
from s55.drafts.signing import Approval, Signed, is_signed_so, signed
from s55.errors import S55Error
from tests.drafts_for_tests import FINISHED, HEAD, response_of, settings_of

TODAY = date(2024, 6, 30)
BY_HAND = "sign_off:\n  name: Robin Sample\n  date: 2024-05-02\n"
UNSIGNED = FINISHED.replace(BY_HAND, "")


def _signed(
    text: str,
    name: str | None = None,
    post: str | None = None,
    day: date | None = None,
    *,
    again: bool = False,
) -> Signed:
    approval = Approval(name, post, day)
    return signed(text, response_of(text), settings_of(), approval, TODAY, again=again)


def _refused(
    text: str, name: str | None = None, day: date | None = None, *, again: bool = False
) -> tuple[str, str]:
    with pytest.raises(S55Error) as caught:
        _signed(text, name, day=day, again=again)
    (problem,) = caught.value.problems
    return problem.code, f"{problem.message}. {problem.hint}"


def _fingerprint(text: str) -> str:
    return fingerprint(response_of(text), settings_of())


def test_a_sign_off_is_added_with_the_fingerprint_of_the_text() -> None:
    """In its place in the draft."""
    done = _signed(UNSIGNED, "Robin Sample", "Commissioner", date(2024, 5, 2))
    before, after = UNSIGNED.split("distribution:")
    added = "sign_off:\n  name: Robin Sample\n  post: Commissioner\n  date: 2024-05-02\n"
    text = f"  text: {done.sign_off.text}\n"
    assert done.text == f"{before}\n{added}{text}distribution:{after}"
    assert done.sign_off.text == _fingerprint(done.text)
    assert len(done.sign_off.text or "") == 64


def test_a_sign_off_that_was_written_by_hand_is_bound() -> None:
    """With a line more and nothing else, and the names of its own day."""
    by_hand = FINISHED.replace("date: 2024-05-02", "date: 2024-05-02  # at the meeting")
    done = _signed(by_hand)
    line = f"  text: {done.sign_off.text}\n"
    assert done.text.replace(line, "") == by_hand
    assert done.sign_off.text == _fingerprint(FINISHED)
    later = _signed(UNSIGNED, "Robin Sample", None, date(2024, 5, 10))
    assert later.sign_off.text == _fingerprint(later.text) != done.sign_off.text


def test_signing_twice_is_nothing_to_do() -> None:
    """Whatever is asked for again."""
    done = _signed(FINISHED).text
    said = (
        "D149",
        "it is signed off already, on Thursday 2 May 2024 by Robin Sample, and not changed since. "
        "There is nothing to do.",
    )
    assert _refused(done) == said
    assert _refused(done, "Robin Sample", date(2024, 5, 2), again=True) == said


@pytest.mark.parametrize(
    ("approval", "is_so"),
    [
        (Approval("Robin Sample", "Commissioner", date(2024, 5, 2)), True),
        (Approval(), True),
        (Approval("Alex Sample", "Commissioner", date(2024, 5, 2)), False),
        (Approval("Robin Sample", "Deputy", date(2024, 5, 2)), False),
        (Approval("Robin Sample", "Commissioner", date(2024, 5, 3)), False),
    ],
)
def test_the_same_sign_off_is_there_already(approval: Approval, *, is_so: bool) -> None:
    """If the text is still the one that was signed."""
    done = _signed(UNSIGNED, "Robin Sample", "Commissioner", date(2024, 5, 2)).text
    changed = done.replace("The report is fair.", "The report is right.")
    assert is_signed_so(response_of(done), settings_of(), approval) is is_so
    for text in (changed, UNSIGNED, FINISHED):
        assert not is_signed_so(response_of(text), settings_of(), approval)


def test_another_sign_off_is_asked_for_and_has_its_own_day() -> None:
    """What is not named is kept."""
    done = _signed(FINISHED, post="Commissioner", again=True).text
    changed = done.replace("**well**", "badly")
    code, said = _refused(changed)
    assert (code, said) == (
        "D149",
        "it is signed off already, on Thursday 2 May 2024 by Robin Sample, and was changed since. "
        "To replace the sign-off: --again, with the day of the approval after --on.",
    )
    assert _refused(changed, again=True) == (code, said)
    assert _refused(changed, day=date(2024, 6, 1)) == (code, said)
    again = _signed(changed, day=date(2024, 5, 3), again=True)
    assert again.sign_off.name == "Robin Sample"
    assert again.sign_off.post == "Commissioner"
    assert again.sign_off.text == _fingerprint(changed)
    assert again.text != changed
    assert _refused(FINISHED, "Another Name")[0] == "D149"
    other = _signed(done, "Another Name", again=True)
    assert other.text == done.replace("Robin Sample", "Another Name")


def test_what_cannot_be_is_refused() -> None:
    """A day in the future or before the report; no name, no day."""
    assert _refused(HEAD) == (
        "D148",
        "s55 has to know who approved the response, and on which day. Add --name and --on.",
    )
    assert _refused(HEAD, "Robin Sample")[1].endswith("Add --on.")
    assert _refused(HEAD, day=date(2024, 5, 2))[1].endswith("Add --name.")
    assert _refused(HEAD, "Robin Sample", date(2024, 7, 1)) == (
        "D114",
        "the day of the approval, Monday 1 July 2024, is in the future (today is Sunday 30 June "
        "2024). Correct --on: record only what has happened.",
    )
    assert _refused(HEAD, "Robin Sample", date(2024, 4, 1))[0] == "D113"


@pytest.mark.parametrize("day", [date(2024, 4, 2), TODAY])
def test_it_can_be_signed_on_the_day_of_the_report_and_today(day: date) -> None:
    """The first and the last possible day."""
    assert _signed(UNSIGNED, "Robin Sample", day=day).sign_off.date == day
