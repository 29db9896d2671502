"""What is missing or contradicts itself in what a letter bears beside its text."""

from __future__ import annotations

from s55.model.office import Addressee
from s55.rules.letters import letter_problems
from tests.drafts_for_tests import FINISHED, response_of

LETTER = """
letter:
  our_reference: OCS/1
  your_references: {%s: HO/2}
  sent: %s
"""


def _found(more: str, *addressees: Addressee) -> list[tuple[str, str, str | None]]:
    problems = letter_problems(response_of(FINISHED + more), addressees)
    return [(one.code, one.message, one.path) for one in problems]


def test_what_goes_out_as_a_letter_needs_a_reference_and_a_day() -> None:
    """By the draft or by the settings; the day only once it is signed off."""
    missing = (
        "the letter has no reference of yours ('our_reference') and no day on which it goes out "
        "('sent')"
    )
    home = Addressee(recipient="secretary_of_state", lines=("A",), salutation="Dear A")
    assert _found("") == []
    assert _found("", home) == [("D196", missing, "")]
    assert _found("\nletter: {sent: 2024-05-02}\n")[0][0] == "D196"
    assert _found(LETTER % ("secretary_of_state", "2024-05-04"), home) == []


def test_days_agree() -> None:
    """With the sign-off, and with what is recorded."""
    (early,) = _found(LETTER % ("panel", "2024-05-01"))
    assert early == (
        "D197",
        "the letter is sent on Wednesday 1 May 2024, before the response was signed off "
        "(Thursday 2 May 2024)",
        "letter.sent",
    )
    ((code, message, _),) = _found(LETTER % ("inspectorate", "2024-05-20"))
    assert (code, "and 'distribution' says" in message) == ("D197", True)


def test_a_reference_belongs_to_an_addressee() -> None:
    """Of the standard recipients, or of those in the settings."""
    bishop = Addressee(recipient="bishop", lines=("A",), salutation="Dear A")
    more = LETTER % ("bishop", "2024-05-02")
    assert [code for code, _, _ in _found(more)] == ["D198"]
    assert _found(more, bishop) == []
