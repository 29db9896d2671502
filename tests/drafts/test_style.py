"""Hints on plain language: which texts they are about, and that they stop nothing."""

from __future__ import annotations

from s55.drafts.style import style_warnings
from s55.model.office import Settings
from s55.problems import Problem, Severity, error
from tests.drafts_for_tests import FILE, HEAD, draft_of, settings_of

LONG = " ".join(["word"] * 34)

TEXT = (
    HEAD.replace("Report on harbours", "Read more")
    + f"""\
key_findings: |
  The MASH and the MASH again.

  It
  has {LONG}.
  It does {LONG[: -len(" word")]}.

  See [ Click
  here! ](https://example.org) or [the plan](https://example.org/ABCD).

  > The report says XYZ and [here](https://example.org).
recommendations:
  items:
    - number: 2
      text: |
        Count the ROVs [here](https://example.org), and the harbour users’ group (HUG).
      chief_officer: "A ROV and a HUG."
      policing_body: |
        The SPCC and HMI agree.
      action: taken
      office_notes: The ONLYUS group.
    - number: 3
      text: Not ours.
      applies: no
      policing_body: The NOTUS group.
translation:
  language: cy
  texts:
    - field: key_findings
      text: The CYM group.
"""
)


def _hints(
    text: str, settings: Settings | None = None, found: tuple[Problem, ...] = ()
) -> list[Problem]:
    return style_warnings(draft_of(text), settings, found)


def test_each_hint_names_line_field_and_words() -> None:
    """Of what the office publishes, and not of what the report says."""
    assert [(one.line, one.code, one.path, one.message) for one in _hints(TEXT)] == [
        (
            8,
            "T242",
            "inspection.link.text",
            "the words of a link do not say where it leads: 'Read more'",
        ),
        (
            11,
            "T240",
            "key_findings",
            "the abbreviation 'MASH' is never explained in the response",
        ),
        (
            13,
            "T241",
            "key_findings",
            "a sentence has 36 words: 'It has word word word word word word word word word word …'",
        ),
        (
            17,
            "T242",
            "key_findings",
            "the words of a link do not say where it leads: 'Click here!'",
        ),
        (
            26,
            "T240",
            "recommendations.items[0].chief_officer",
            "the abbreviation 'ROV' is never explained in the response",
        ),
        (
            28,
            "T240",
            "recommendations.items[0].policing_body",
            "the abbreviation 'HMI' is never explained in the response",
        ),
        (
            28,
            "T240",
            "recommendations.items[0].policing_body",
            "the abbreviation 'SPCC' is never explained in the response",
        ),
    ]


def test_a_hint_is_a_warning_and_the_forces_words_are_the_forces() -> None:
    """The office does not change them alone."""
    hints = _hints(TEXT)
    assert {(one.severity, one.file) for one in hints} == {(Severity.WARNING, FILE)}
    assert [one.line for one in hints if "agree a change with the force" in one.hint] == [26]
    assert hints[0].hint == "Write the title of the report."


def test_the_names_in_the_settings_need_no_explanation() -> None:
    """Those of the body and of the inspectorate."""
    settings = settings_of()
    ours = settings.policing_body[0].abbreviation, settings.inspectorate[0].abbreviation
    text = f"{HEAD}key_findings: The {ours[0]}, {ours[1]} and the XYZ met.\n"
    assert [one.message.split("'")[1] for one in _hints(text, settings)] == ["XYZ"]
    assert [one.message.split("'")[1] for one in _hints(text)] == [
        *sorted(ours),
        "XYZ",
    ]


def test_a_text_with_errors_is_left_until_they_are_put_right() -> None:
    """The others are looked at."""
    found = (error("T208", "m", path="key_findings"), error("D141", "m", path="recommendations"))
    assert {one.path for one in _hints(TEXT, found=found)} == {
        "inspection.link.text",
        "recommendations.items[0].chief_officer",
        "recommendations.items[0].policing_body",
    }
