"""The fingerprint changes with what a document prints, and with nothing else."""

from __future__ import annotations

import pytest

from s55.drafts.fingerprint import covered, fingerprint
from s55.drafts.public import public
from s55.model.response import Response
from tests.drafts_for_tests import FINISHED, SETTINGS, response_of, settings_of

NOT_APPLICABLE = """\
    - number: 5
      text: |
        The College should write a manual.
      applies: no
      reason_not_applicable: It is for the College.
"""
ITEMS = FINISHED.replace("      action: taken\n", "      action: taken\n" + NOT_APPLICABLE).replace(
    "chief_officer:\n  date",
    "chief_officer:\n  invited: {date: 2024-04-03, how: by letter}\n  date",
)


def _fingerprint(text: str, settings: str = SETTINGS) -> str:
    return fingerprint(response_of(text), settings_of(settings))


def test_it_is_the_same_tomorrow() -> None:
    """A sign-off of this version must be good for every later one."""
    known = "914ec01569280c7d2cd1bf959d15cf5bd79684b1bea76094ab88bf9e0a342075"
    assert _fingerprint(FINISHED) == known


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**well**", "well"),
        ("number: 2", "number: 3"),
        ("action: taken", "action: proposed"),
        ("title: Harbour policing", "title: Harbour Policing"),
        ("  date: 2024-04-20", "  date: 2024-04-21"),
        ("format: 1\n", "format: 1\ntemplate: letter\n"),
        ("      applies: no\n      reason_not_applicable: It is for the College.\n", ""),
    ],
)
def test_it_changes_with_what_is_printed(old: str, new: str) -> None:
    """A letter is enough."""
    assert ITEMS.count(old) == 1
    assert _fingerprint(ITEMS.replace(old, new)) != _fingerprint(ITEMS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Robin Sample", "name: Robin Other"),
        ("format: 1\n", "format: 2\n"),
        ("website: {date: 2024-05-03}", "website: {date: 2024-05-03, how: by hand}"),
        ("  secretary_of_state: {date: 2024-05-04}\n", ""),
        ("key_findings: |\n", "key_findings: |+\n\n"),
        ("format: 1\n", "format: 1\n# A note.\noffice_notes: Ask Sam.\n"),
        ("      action: taken\n", "      applies: yes\n      action: taken\n"),
        (
            "      action: taken\n",
            "      action: taken\n      history: [{date: 2024-05-05, status: complete}]\n",
        ),
        ("It is for the College.", "It is for others."),
        (", how: by letter", ""),
        (NOT_APPLICABLE, ""),
    ],
)
def test_it_stays_with_everything_else(old: str, new: str) -> None:
    """Who signed, what happened since, notes, and items that are not printed."""
    assert ITEMS.count(old) == 1
    assert _fingerprint(ITEMS.replace(old, new)) == _fingerprint(ITEMS)


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ("name: Office of the Commissioner for Saltmarsh", "name: Office of the Mayor", True),
        ("title: Saltmarsh Police and Crime Commissioner", "title: Commissioner", True),
        ("title: Mayor of Saltmarsh", "title: Mayor", False),
        ("name: The former inspectorate", "name: An inspectorate", False),
        ("until: 2024-05-08", "until: 2024-05-07", False),
        ("until: 2024-05-08", "until: 2024-05-08\n    name: Robin Sample", True),
        ("office:\n", "template: letter\noffice:\n", True),
        ("office:\n", "site: {address: https://example.org/}\noffice:\n", False),
    ],
)
def test_the_names_are_those_of_the_document(old: str, new: str, differs: bool) -> None:
    """Of the office and of who held which post on its days, and no others."""
    assert SETTINGS.count(old) == 1
    assert (_fingerprint(FINISHED, SETTINGS.replace(old, new)) != _fingerprint(FINISHED)) is differs


def test_what_is_covered_keeps_the_places_of_items() -> None:
    """So that a difference can be named by its path."""
    items = covered(response_of(ITEMS))["recommendations"]["items"]
    assert items[1] == {"number": "5", "applies": False}
    assert items[0]["chief_officer"] == "Two boats have been counted."
    assert set(covered(response_of(FINISHED))) == {
        "inspection",
        "key_findings",
        "recommendations",
        "chief_officer",
        "policing_body",
    }


def test_the_data_of_a_file_has_the_same_fingerprint() -> None:
    """So that a response which is read back from a file is known to be the one that was signed."""
    response, settings = response_of(ITEMS), settings_of()
    back = Response.model_validate(public(response))
    assert back != response
    assert fingerprint(back, settings) == fingerprint(response, settings)
