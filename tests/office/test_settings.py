"""An office's settings file."""

from __future__ import annotations

import re
from datetime import date

import pytest

from s55.errors import ExitCode, S55Error
from s55.office.settings import load_settings, missing_settings
from tests.drafts_for_tests import SETTINGS, settings_of


def test_settings_are_read_to_their_last_field() -> None:
    """With what is left out at its usual value."""
    settings = settings_of(
        SETTINGS
        + "template: opccn-2022\nchecklist:\n  rename: {panel: Sent to the panel}\n"
        + "  add:\n    - {recipients: [bishop], text: Sent to the bishop}\n"
    )
    assert settings.office.abbreviation == "OCS"
    assert settings.office.address.lines == ()
    assert settings.office.logo is None
    assert settings.force.name == "Saltmarsh Police"
    assert [body.title for body in settings.policing_body] == [
        "Saltmarsh Police and Crime Commissioner",
        "Mayor of Saltmarsh",
    ]
    assert settings.policing_body[0].until == date(2024, 5, 8)
    assert settings.template == "opccn-2022"
    assert settings.checklist.rename == {"panel": "Sent to the panel"}
    assert settings.checklist.add[0].recipients == ("bishop",)


def test_the_usual_template_set() -> None:
    """Where settings name none."""
    assert settings_of().template == "opccn-2023"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("D004", 1, "the file is empty")]),
        (
            SETTINGS.replace("abbreviation: OCS", "abreviation: OCS"),
            [
                ("D102", 1, "'abbreviation' is missing in 'office'"),
                ("D101", 3, "there is no key 'abreviation' in 'office'"),
            ],
        ),
        (
            SETTINGS + "checklist: {add: [{recipients: [Bishop], text: a}], rename: {Panel: b}}\n",
            [
                (
                    "D103",
                    22,
                    "'checklist.rename.Panel' is 'Panel', which does not have the form it needs",
                ),
                (
                    "D103",
                    22,
                    "'checklist.add[0].recipients[0]' is 'Bishop', which does not have the form "
                    "it needs",
                ),
            ],
        ),
        (
            SETTINGS + "office: twice\n",
            [("D007", 22, "'office' is given twice; the first is in line 1")],
        ),
        (
            SETTINGS.replace("2024-05-09", "2024-05-32"),
            [
                (
                    "D104",
                    12,
                    "'policing_body[1].since' is a date that does not exist: '2024-05-32'",
                )
            ],
        ),
    ],
    ids=["empty", "misspelt", "names", "twice", "date"],
)
def test_settings_that_are_wrong_stop_with_all_their_problems(
    text: str, expected: list[tuple[str, int, str]]
) -> None:
    """With the exit status of settings, and the file in every line."""
    with pytest.raises(S55Error) as caught:
        load_settings(text, "office/settings.yaml")
    assert caught.value.exit_code is ExitCode.SETTINGS
    assert {problem.file for problem in caught.value.problems} == {"office/settings.yaml"}
    assert [(p.code, p.line, p.message) for p in caught.value.problems] == expected


@pytest.mark.parametrize("key", ["policing_body", "chief_officer", "inspectorate"])
def test_somebody_must_be_named(key: str) -> None:
    """An empty list names nobody for any day."""
    start = SETTINGS.index(f"{key}:")
    following = re.compile(r"^\w", re.MULTILINE).search(SETTINGS, start + 1)
    end = following.start() if following else len(SETTINGS)
    with pytest.raises(S55Error) as caught:
        settings_of(f"{SETTINGS[:start]}{key}: []\n{SETTINGS[end:]}")
    assert [problem.message for problem in caught.value.problems] == [f"'{key}' is an empty list"]


def test_where_there_are_no_settings_it_says_what_to_do() -> None:
    """A command was run outside a workspace."""
    failure = missing_settings("/home/tŷ")
    (problem,) = failure.problems
    assert failure.exit_code is ExitCode.SETTINGS
    assert problem.code == "W101"
    assert problem.message == "there is no settings.yaml in '/home/tŷ'"
    assert problem.hint == ("Go to the folder of your workspace, or start one with: s55 init DIR.")
