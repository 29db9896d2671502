"""An office's settings file."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from s55.errors import ExitCode, S55Error
from s55.model.panel import PanelSettings
from s55.office.panel_file import load_panel
from s55.office.settings import example_values, load_settings, missing_settings
from s55.pipeline.starting import start_workspace
from tests.command import ROOT
from tests.drafts_for_tests import SETTINGS, settings_of
from tests.strategies import words


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


_TERMS = {
    "policing_body": "title: Mayor, abbreviation: M",
    "chief_officer": "title: Chief Constable",
    "inspectorate": "name: Inspectorate, abbreviation: I",
    "addressees": "recipient: inspectorate, lines: [HMI], salutation: Dear all",
}


@pytest.mark.parametrize("key", _TERMS)
def test_an_entry_that_ends_before_it_begins_is_refused(key: str) -> None:
    """It would never count, and nobody would notice. One of a single day counts."""
    entry = f"  - {{{_TERMS[key]}, since: 2026-05-01, until: %s}}\n"
    head = SETTINGS[: SETTINGS.index("policing_body:")]
    others = "".join(f"{one}:\n  - {{{_TERMS[one]}}}\n" for one in _TERMS if one != key)
    text = f"{head}{others}{key}:\n{entry}"
    settings_of(text % "2026-05-01")
    with pytest.raises(S55Error) as caught:
        settings_of(text % "2026-04-30")
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("W121", f"{key}[0].until")
    assert problem.line == len(text.splitlines())
    assert problem.column == text.splitlines()[-1].index("%s") + 1
    assert "until Thursday 30 April 2026" in problem.message


def test_where_there_are_no_settings_it_says_what_to_do() -> None:
    """A command was run outside a workspace."""
    failure = missing_settings("/home/tŷ")
    (problem,) = failure.problems
    assert failure.exit_code is ExitCode.SETTINGS
    assert problem.code == "W101"
    assert problem.message == "s55 could not find settings.yaml in '/home/tŷ'"
    assert problem.hint == ("Go to the folder of your workspace, or start one with: s55 init DIR.")


WHOLE = """\
panel: Saltmarsh Panel
title: Reports
author: {name: Jo Sample, post: Officer}
contact: {name: Jo, post: Officer, email: jo@example.org, telephone: "01632 960001"}
purpose: |
  Why.
recommendation: What.
background: Law.
implications: None.
template: our-panel
meetings:
  - date: 2026-12-08
    since: 2026-09-12
    until: 2026-11-27
    title: One
    points:
      - |
        A *point*.
      - Another.
  - date: 2026-09-22
"""


def test_a_file_is_read_to_its_last_field() -> None:
    """Meetings may stand in any order."""
    panel = load_panel(WHOLE, "panel.yaml")
    assert (panel.panel, panel.template) == ("Saltmarsh Panel", "our-panel")
    assert panel.author is not None
    assert (panel.author.name, panel.author.post) == ("Jo Sample", "Officer")
    assert panel.contact is not None
    assert panel.contact.telephone == "01632 960001"
    assert panel.purpose == "Why.\n"
    meeting = panel.meeting_on(date(2026, 12, 8))
    assert meeting is not None
    assert (meeting.since, meeting.until) == (date(2026, 9, 12), date(2026, 11, 27))
    assert meeting.points == ("A *point*.\n", "Another.")
    before = panel.meeting_before(date(2026, 12, 8))
    assert before is not None
    assert before.date == date(2026, 9, 22)
    assert panel.meeting_before(before.date) is None
    assert panel.meeting_on(date(2026, 12, 9)) is None


@pytest.mark.parametrize("text", ["", "  \n", "# only a remark\n", "~"])
def test_a_file_with_nothing_in_it_says_nothing(text: str) -> None:
    """A clerk who has nothing to say can leave it so."""
    assert load_panel(text, "panel.yaml") == PanelSettings()


@pytest.mark.parametrize("name", ["panel.yaml", "s55/starter/panel.yaml"])
def test_the_files_that_come_with_the_project(name: str) -> None:
    """The example, and the one that s55 init brings."""
    panel = load_panel((ROOT / name).read_text(encoding="utf-8"), name)
    assert panel.panel.endswith("Police and Crime Panel")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pannel: x\n", [("D101", 1)]),
        ("panel: x\nmeetings:\n  - points: [a]\n", [("D102", 3)]),
        ("meetings:\n  - date: 8 December 2026\n", [("D104", 2)]),
        ("panel:\n  - x\n", [("D103", 1)]),
        ("- panel\n", [("D103", 1)]),
        ("meetings:\n  - date: 2026-12-08\n    points: [ok, '<b>']\n", [("T201", 3)]),
        ("purpose: |\n  Well.\n\n  ![x](y.png)\n", [("T202", 4)]),
        (
            "meetings:\n  - date: 2026-12-08\n  - date: 2026-12-08\n",
            [("W111", 2), ("W111", 3)],
        ),
        (
            "meetings:\n  - date: 2026-12-08\n    since: 2026-11-02\n    until: 2026-11-01\n",
            [("W112", 2)],
        ),
        ("panel: x\npanel: y\n", [("D007", 2)]),
    ],
)
def test_every_slip_is_told_at_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    """All of them at once, with the file."""
    with pytest.raises(S55Error) as failure:
        load_panel(text, "panel.yaml")
    found = [(problem.code, problem.line) for problem in failure.value.problems]
    assert found == expected
    assert failure.value.exit_code is ExitCode.SETTINGS
    assert {problem.file for problem in failure.value.problems} == {"panel.yaml"}


def test_a_warning_does_not_stop_a_paper() -> None:
    """A typed bullet is no error in a draft, and none here."""
    assert load_panel("purpose: |\n  • typed\n", "panel.yaml").purpose == "• typed\n"


@given(words())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Never a fault of ours."""
    for source in (
        text,
        f"purpose: {text}\n",
        f"meetings:\n  - points:\n      - |\n        {text}\n",
    ):
        with contextlib.suppress(S55Error):
            assert load_panel(source, "panel.yaml").template == "panel"


def test_each_value_of_the_example_is_told_with_its_line(tmp_path: Path) -> None:
    """None of what many offices have alike, and none that an office has filled in."""
    start_workspace(tmp_path)
    text = (tmp_path / "settings.yaml").read_text(encoding="utf-8")
    told = example_values(text, "settings.yaml", "settings.yaml")
    assert [(one.code, one.line, one.path) for one in told] == [
        ("W122", 5, "office.name"),
        ("W122", 9, "office.address.lines[0]"),
        ("W122", 10, "office.address.lines[1]"),
        ("W122", 11, "office.address.email"),
        ("W122", 12, "office.address.website"),
        ("W122", 19, "force.name"),
        ("W122", 23, "policing_body[0].title"),
    ]
    assert told[5].message == (
        "'force.name' still is that of the example, 'Exampleshire Police', and would be printed or "
        "sent"
    )
    panel = (tmp_path / "panel.yaml").read_text(encoding="utf-8")
    of_panel = example_values(panel, "panel.yaml", "panel.yaml")
    assert [(one.line, one.path) for one in of_panel] == [(5, "panel"), (10, "author.post")]
    ours = text.replace(
        "Exampleshire Police\n", "Norfolk Constabulary  # not Exampleshire Police\n"
    )
    assert [one.path for one in example_values(ours, "", "settings.yaml")] == [
        one.path for one in told if one.path != "force.name"
    ]
    for own in (SETTINGS, (ROOT / "settings.yaml").read_text(encoding="utf-8")):
        assert example_values(own, "", "settings.yaml") == []
