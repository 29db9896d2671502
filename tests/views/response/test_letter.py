"""A response as a letter: who writes to whom, on which day, and who signs."""

from __future__ import annotations

from s55.views.response.views import LetterView
from tests.drafts_for_tests import FINISHED, HEAD, SETTINGS, view_of

ADDRESS = """\
  abbreviation: OCS
  address:
    lines: [1 Quay, Saltmarsh]
    email: ocs@example.org
"""
WITH_ADDRESS = SETTINGS.replace("  abbreviation: OCS\n", ADDRESS)


def _letter(text: str, settings: str = WITH_ADDRESS) -> LetterView:
    letter = view_of(text, "letter", settings).letter
    assert letter is not None
    return letter


def test_a_signed_letter_has_its_day_and_who_signed_it() -> None:
    """The title of the office where the sign-off names no post."""
    letter = _letter(FINISHED)
    assert letter.sender == (
        "Office of the Commissioner for Saltmarsh",
        "1 Quay, Saltmarsh",
        "ocs@example.org",
    )
    assert letter.addressee[0] == "The Home Secretary"
    assert letter.day == "2 May 2024"
    assert letter.salutation == "Dear Home Secretary"
    assert letter.opening[0].startswith("On 2 April 2024 The inspectorate of constabulary (IC)")
    assert letter.signatory == ("Robin Sample", "Saltmarsh Police and Crime Commissioner")
    assert letter.copies[1] == "Chief Constable, Saltmarsh Police"


def test_a_letter_that_is_not_signed_says_so() -> None:
    """And bears the title of who will sign it."""
    letter = _letter(HEAD)
    assert letter.day == "Day: once it is signed off"
    assert letter.signatory == ("Saltmarsh Police and Crime Commissioner",)


def test_the_post_of_the_sign_off_counts() -> None:
    """A deputy may have signed it."""
    text = FINISHED.replace("  name: Robin Sample\n", "  name: R. S.\n  post: Deputy\n")
    assert _letter(text).signatory == ("R. S.", "Deputy")


def test_sets_that_are_no_letters_have_none() -> None:
    """Nor have they words of their own."""
    view = view_of(FINISHED)
    assert (view.letter, view.words, view.second) == (None, {}, None)
    assert view_of(FINISHED, "letter").words["policing_body"] == "My answer:"
