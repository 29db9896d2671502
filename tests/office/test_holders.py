"""Who held which office on the days a response speaks of."""

from __future__ import annotations

import pytest

from s55.errors import ExitCode, S55Error
from s55.office.holders import holders_for
from tests.drafts_for_tests import HEAD, SETTINGS, response_of, settings_of


def _body(text: str) -> str:
    return holders_for(response_of(text), settings_of()).policing_body.abbreviation


@pytest.mark.parametrize(
    ("day", "body"), [("2024-05-08", "PCC"), ("2024-05-09", "Mayor"), ("2024-12-01", "Mayor")]
)
def test_the_body_is_that_of_the_day_of_the_sign_off(day: str, body: str) -> None:
    """The term's last day belongs to it."""
    assert _body(f"{HEAD}sign_off: {{name: A, date: {day}}}\n") == body


def test_until_the_sign_off_the_body_is_that_of_the_day_of_publication() -> None:
    """And never that of today, so that a response reads the same on any day."""
    assert _body(HEAD) == "PCC"
    assert _body(HEAD.replace("2024-04-02", "2024-05-20")) == "Mayor"


@pytest.mark.parametrize(("published", "name"), [("2017-07-18", "FI"), ("2017-07-19", "IC")])
def test_the_inspectorate_is_named_as_on_the_day_of_publication(published: str, name: str) -> None:
    """Whenever the response is signed off."""
    text = HEAD.replace("2024-04-02", published) + "sign_off: {name: A, date: 2024-06-01}\n"
    assert holders_for(response_of(text), settings_of()).inspectorate.abbreviation == name


OFFICERS = SETTINGS.replace(
    "chief_officer:\n  - title: Chief Constable\n",
    "chief_officer:\n"
    "  - {title: Chief Constable, name: Ada, until: 2024-04-30}\n"
    "  - {title: Acting Chief Constable, name: Ben, since: 2024-05-01, until: 2024-05-15}\n"
    "  - {title: Chief Constable, name: Cy, since: 2024-05-16}\n",
)


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("", "Ada"),
        ("sign_off: {name: A, date: 2024-05-20}\n", "Cy"),
        ("chief_officer: {date: 2024-05-10}\nsign_off: {name: A, date: 2024-05-20}\n", "Ben"),
        ("chief_officer: {date: 2024-05-10}\n", "Ben"),
        ("chief_officer: {comments: a}\nsign_off: {name: A, date: 2024-05-20}\n", "Cy"),
    ],
)
def test_the_chief_officer_is_that_of_the_day_of_the_comments(more: str, name: str) -> None:
    """Else of the sign-off, else of publication."""
    holders = holders_for(response_of(HEAD + more), settings_of(OFFICERS))
    assert holders.chief_officer.name == name


def test_the_first_of_overlapping_terms_counts() -> None:
    """The order of the settings decides."""
    settings = settings_of(OFFICERS.replace("until: 2024-04-30", "until: 2024-12-31"))
    response = response_of(f"{HEAD}chief_officer: {{date: 2024-05-10}}\n")
    assert holders_for(response, settings).chief_officer.name == "Ada"


@pytest.mark.parametrize(
    ("published", "settings", "key", "day"),
    [
        (
            "2024-04-02",
            SETTINGS.replace("2024-05-08", "2024-04-01"),
            "policing_body",
            "Tuesday 2 April 2024",
        ),
        (
            "2017-07-18",
            SETTINGS.replace("2017-07-18", "2017-07-17"),
            "inspectorate",
            "Tuesday 18 July 2017",
        ),
    ],
    ids=["body", "inspectorate"],
)
def test_a_day_for_which_nobody_is_named_is_told(
    published: str, settings: str, key: str, day: str
) -> None:
    """A gap between two terms."""
    response = response_of(HEAD.replace("2024-04-02", published))
    with pytest.raises(S55Error) as caught:
        holders_for(response, settings_of(settings))
    (problem,) = caught.value.problems
    assert caught.value.exit_code is ExitCode.SETTINGS
    assert problem.code == "W104"
    assert problem.message == f"the settings name no holder under '{key}' for {day}"
    assert problem.hint == (
        f"In settings.yaml, add an entry under '{key}' with 'since' and 'until' around that day."
    )
