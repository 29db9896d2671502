"""``s55 check`` as a person runs it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.command import run_s55

GOOD = """\
format: 1
inspection:
  title: A report
  published: 2026-11-02
  publication_types: [PEEL]
  forces: [Norfolk Constabulary]
  link:
    address: https://example.org/report
recommendations:
  none: yes
"""


def _draft(workspace: Path, text: str, name: str = "trial") -> str:
    path = workspace / "responses" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return name


def test_the_examples_have_no_errors(workspace: Path) -> None:
    """Every shipped example is fit to render."""
    result = run_s55("check", cwd=workspace)
    assert result.status == 0
    assert " error " not in result.out
    assert result.out.splitlines()[-1].startswith("6 drafts checked: 0 errors, ")


def test_all_problems_come_at_once_each_with_its_place(workspace: Path) -> None:
    """A misspelt key, an impossible date and HTML are told in one run, in the file's order."""
    text = GOOD.replace("title: A report", "titel: A report").replace("2026-11-02", "2026-02-30")
    text += "key_findings: |\n  Fine.\n\n  <b>Not fine.</b>\n"
    result = run_s55("check", _draft(workspace, text), cwd=workspace)
    assert result.status == 1
    lines = result.out.splitlines()
    assert lines[0] == (
        "responses/trial.yaml:2:1: error D102: 'title' is missing in 'inspection'. "
        "Add 'title:'. The title of the report, as published."
    )
    assert lines[1] == (
        "responses/trial.yaml:3:3: error D101: there is no key 'titel' in 'inspection'. "
        "Did you mean 'title'?"
    )
    assert lines[2] == (
        "responses/trial.yaml:4:14: error D104: 'inspection.published' is a date that does not "
        "exist: '2026-02-30'. Correct the date."
    )


def test_a_template_set_that_there_is_not_is_told_by_check_too(workspace: Path) -> None:
    """At its line in the draft; that of the settings once, whatever number of drafts takes it."""
    wrong = _draft(workspace, GOOD.replace("format: 1\n", "format: 1\ntemplate: opcn-2023\n"))
    _draft(workspace, GOOD, "first")
    _draft(workspace, GOOD, "second")
    settings = workspace / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("template: opccn-2023", "template: ../x"), encoding="utf-8")
    assert "template: ../x" in settings.read_text(encoding="utf-8")
    result = run_s55("check", wrong, "first", "second", cwd=workspace)
    assert result.status == 1
    assert [line for line in result.out.splitlines() if "L101" in line] == [
        "responses/trial.yaml:2:11: error L101: s55 could not find the template set 'opcn-2023'. "
        "Did you mean 'opccn-2023'?",
        "settings.yaml: error L101: s55 could not find the template set '../x'. There are: "
        "bilingual, english-welsh, letter, letters, numbered, opccn-2022, opccn-2023, "
        "red-amber-green, secretary-of-state, side-by-side, table.",
    ]


def test_slips_in_settings_panel_file_and_records_are_told_too(workspace: Path) -> None:
    """Words that YAML takes for a comment, and signs that Markdown does not print."""
    file = workspace / "settings.yaml"
    old = file.read_text(encoding="utf-8")
    file.write_text(old.replace("- 1 Example Street", "- Example Street #1"), encoding="utf-8")
    (workspace / "panel.yaml").write_text(
        "panel: Panel\npurpose: |\n  > 90% were in time.\n", encoding="utf-8"
    )
    record = workspace / "responses/progress/call-handling-2024.yaml"
    record.parent.mkdir(exist_ok=True)
    record.write_text(
        "format: 2\nitems:\n  C1-R1:\n    - date: 2026-11-02\n      status: complete\n"
        "      note: Desk #4 is staffed\n",
        encoding="utf-8",
    )
    said = run_s55("check", "--today", "2026-12-01", cwd=workspace).out
    assert "settings.yaml:" in said
    assert "YAML takes '#1' for a comment" in said
    assert "panel.yaml:3: warning T225" in said
    assert "progress/call-handling-2024.yaml:6:18: warning D156" in said
    alone = run_s55("check", "call-handling-2024", "--today", "2026-12-01", cwd=workspace).out
    assert "warning T225" not in alone
    # What cannot be read is told with the rest.
    (workspace / "panel.yaml").write_bytes(b"panel: Caf\xe9\n")
    result = run_s55("check", "--today", "2026-12-01", cwd=workspace)
    assert (result.status, result.err) == (1, "")
    assert "panel.yaml:1: error D003" in result.out
    assert "progress/call-handling-2024.yaml:6:18: warning D156" in result.out


def test_meetings_of_the_panel_file_are_checked_with_the_drafts(workspace: Path) -> None:
    """What stops a paper is an error of its line, and what does not fit together a warning."""
    panel = workspace / "panel.yaml"
    day = ("check", "--today", "2026-05-01")
    panel.write_text("meetings:\n  - date: 2026-05-25\n    untill: 2026-05-12\n", encoding="utf-8")
    result = run_s55(*day, cwd=workspace)
    assert result.status == 1
    assert "panel.yaml:3:5: error D101" in result.out
    panel.write_text(
        "meetings:\n  - date: 2026-06-23\n    since: 2026-05-20\n"
        "  - date: 2026-05-25\n    until: 2026-05-12\n",
        encoding="utf-8",
    )
    result = run_s55(*day, cwd=workspace)
    told = [line for line in result.out.splitlines() if line.startswith("panel.yaml")]
    assert [line.split(": ")[:2] for line in told] == [
        ["panel.yaml:2:5", "warning W117"],
        ["panel.yaml:4:11", "warning W116"],
    ]
    assert "leave out 13 May 2026 to 19 May 2026" in told[0]
    same = "meetings:\n  - date: 2026-06-23\n  - date: 2026-06-23\n"
    panel.write_text(same, encoding="utf-8")
    result = run_s55(*day, cwd=workspace)
    assert (result.status, result.out.count("error W111")) == (1, 2)


def test_a_wrong_address_names_the_option_and_no_line_of_a_draft(workspace: Path) -> None:
    """The draft is not written yet."""
    given = ("--title", "A report", "--published", "2026-11-02", "--type", "PEEL")
    result = run_s55("new", "trial", *given, "--link", "www.example.org", cwd=workspace)
    assert result.status == 2
    assert result.err == (
        "error D103: --link: 'www.example.org' is not a web address. "
        "Give the full address, beginning with https://.\n"
    )
    assert not (workspace / "responses" / "trial.yaml").exists()


def test_a_name_with_a_space_is_quoted_in_the_commands_that_are_suggested(workspace: Path) -> None:
    """So that they can be typed as they are."""
    result = run_s55("check", _draft(workspace, GOOD, "trial (copy)"), cwd=workspace)
    assert result.status == 0
    assert "s55 mark 'trial (copy)' website --on DATE." in result.out
    assert "s55 sign 'trial (copy)' --name WHO --on DATE." in result.out
    made = run_s55("render", "trial (copy)", "--to", "html", cwd=workspace)
    assert "warnings: s55 check 'trial (copy)')" in made.out


def test_the_name_of_a_file_without_its_folder_is_answered(workspace: Path) -> None:
    """Drafts lie in a folder of their own; somebody who types the file is told where."""
    _draft(workspace, GOOD)
    result = run_s55("check", "trial.yaml", cwd=workspace)
    assert result.status == 2
    assert result.err == (
        "error U101: s55 could not find the file 'trial.yaml'. Did you mean responses/trial.yaml?\n"
    )


def test_html_is_told_at_its_own_line(workspace: Path) -> None:
    """The line of the problem is that of the text, not of the key."""
    text = GOOD + "key_findings: |\n  Fine.\n\n  Then <b>not fine</b>.\n"
    result = run_s55("check", _draft(workspace, text), cwd=workspace)
    assert result.status == 1
    assert "responses/trial.yaml:14" in result.out
    assert "error T201: the text has HTML (<b>)" in result.out


def test_what_is_missing_is_a_warning_and_with_final_an_error(workspace: Path) -> None:
    """The Act's demands stop a final response alone."""
    name = _draft(workspace, GOOD)
    working = run_s55("check", name, cwd=workspace)
    final = run_s55("check", name, "--final", cwd=workspace)
    assert (working.status, final.status) == (0, 1)
    for code in ("S55-4", "S55-5", "S55-5A", "S55-6", "D115"):
        assert f"warning {code}: " in working.out
        assert f"error {code}: " in final.out


def test_json_is_one_list_of_objects(workspace: Path) -> None:
    """Programs read every attribute of a problem."""
    name = _draft(workspace, GOOD.replace("title: A report", "titel: A report"))
    result = run_s55("check", name, "--format", "json", cwd=workspace)
    problems = json.loads(result.out)
    unknown = next(problem for problem in problems if problem["code"] == "D101")
    assert unknown == {
        "code": "D101",
        "severity": "error",
        "message": "there is no key 'titel' in 'inspection'",
        "hint": "Did you mean 'title'?",
        "file": "responses/trial.yaml",
        "line": 3,
        "column": 3,
        "path": "inspection.titel",
    }


def test_github_annotations(workspace: Path) -> None:
    """A workflow shows the problem beside its line."""
    name = _draft(workspace, GOOD.replace("title: A report", "titel: A report"))
    result = run_s55("check", name, "--format", "github", cwd=workspace)
    assert (
        "::error file=responses/trial.yaml,line=3,col=3,title=D101::"
        "there is no key 'titel' in 'inspection'. Did you mean 'title'?"
    ) in result.out.splitlines()


def test_hints_on_style_change_nothing_else(workspace: Path) -> None:
    """They come only when asked for, in each format, and stop nothing."""
    name = _draft(workspace, GOOD + "key_findings: See [here](https://example.org).\n")
    without = run_s55("check", name, "--final", "--format", "json", cwd=workspace)
    styled = run_s55("check", name, "--final", "--style", "--format", "json", cwd=workspace)
    before, after = json.loads(without.out), json.loads(styled.out)
    assert [one for one in after if one["code"] != "T242"] == before
    (hint,) = (one for one in after if one["code"] == "T242")
    assert (hint["severity"], hint["line"], hint["path"]) == ("warning", 11, "key_findings")
    shown = run_s55("check", name, "--style", "--format", "github", cwd=workspace)
    assert "::warning file=responses/trial.yaml,line=11,title=T242::" in shown.out
    assert (without.status, styled.status, shown.status) == (1, 1, 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "D004"),
        ("# only a comment\n", "D004"),
        ("just words\n", "D010"),
        ("format: [1\n", "D005"),
        ("format: 1\n\tinspection: 2\n", "D006"),
        (GOOD + "format: 1\n", "D007"),
        ("a: &a [x]\nb: [*a, *a]\n", "D008"),
        ("[" * 60 + "]" * 60, "D009"),
        (GOOD + "---\nformat: 1\n", "D011"),
        (GOOD.replace("format: 1", "format: !!python/object:os.system 1"), "D012"),
        (GOOD.replace("[PEEL]", "PEEL"), "D103"),
        (GOOD.replace("2026-11-02", "2026-12-02"), "D105"),
        (GOOD.replace("format: 1", "format: 9"), "D111"),
        (
            GOOD.replace(
                "  none: yes", "  items:\n    - {number: 2, text: A}\n    - {number: 2, text: B}"
            ),
            "D106",
        ),
        (GOOD + "key_findings: a\x07b\n", "T203"),
        (GOOD + "key_findings: '![a](b.png)'\n", "T202"),
        (GOOD + "key_findings: '[a](javascript:b)'\n", "T204"),
    ],
)
def test_bad_input_is_told_by_its_code(workspace: Path, text: str, code: str) -> None:
    """Whatever a file holds, there is a line with a code, and never a traceback."""
    result = run_s55("check", _draft(workspace, text), cwd=workspace)
    assert result.status == 1
    assert f" error {code}: " in result.out
    assert "Traceback" not in result.everything


def test_a_huge_draft_is_refused_unread(workspace: Path) -> None:
    """A draft of 50 MB is no draft."""
    name = _draft(workspace, GOOD + "key_findings: " + "x" * 50_000_000 + "\n")
    result = run_s55("check", name, cwd=workspace)
    assert result.status == 1
    assert "error D002: the file has 50.0 MB, more than the 5 MB allowed" in result.out


def test_a_name_that_is_not_there_suggests_one_that_is(workspace: Path) -> None:
    """A slip in a name costs nothing."""
    result = run_s55("check", "peel-spotligt-2023", cwd=workspace)
    assert result.status == 2
    assert (
        "error U101: s55 could not find the draft 'peel-spotligt-2023' in responses." in result.err
    )
    assert "Did you mean 'peel-spotlight-2023'?" in result.err


@pytest.mark.parametrize("name", ["../settings", "a/b", "..", "", " "])
def test_a_name_cannot_lead_out_of_the_folder(workspace: Path, name: str) -> None:
    """A name is a file name, nothing else."""
    result = run_s55("check", name, cwd=workspace)
    assert result.status == 2
    assert "error U102: " in result.err


def test_names_with_spaces_and_accents(workspace: Path) -> None:
    """An office in Wales names its files in Welsh."""
    name = _draft(workspace, GOOD, "Adroddiad tŷ â ŵ 2026")
    result = run_s55("check", name, cwd=workspace)
    assert result.status == 0
    assert "responses/Adroddiad tŷ â ŵ 2026.yaml:" in result.out


def test_check_does_not_need_settings(tmp_path: Path) -> None:
    """A draft that came by e-mail can be checked anywhere."""
    file = tmp_path / "trial.yaml"
    file.write_text(GOOD, encoding="utf-8")
    result = run_s55("check", "trial.yaml", cwd=tmp_path)
    assert result.status == 0
    assert "1 draft checked: 0 errors, " in result.out


@pytest.mark.parametrize("command", ["check --final --style", "check --format json", "status"])
def test_many_drafts_read_at_once_are_told_as_if_one_after_the_other(
    command: str, workspace: Path
) -> None:
    """The same lines in the same order, and the same exit status, whatever is wrong with some."""
    for number in range(30):
        _draft(workspace, GOOD.replace("A report", f"Report {number}"), f"many-{number:02}")
    _draft(workspace, GOOD.replace("format: 1", "format: 1\ntemplate: nowhere"), "many-07")
    _draft(workspace, GOOD + "key_findngs: x\n", "many-15")
    _draft(workspace, "- no draft\n", "many-21")
    alone, together = (
        run_s55(*command.split(), "--jobs", jobs, cwd=workspace) for jobs in ("1", "2")
    )
    assert (together.status, together.out, together.err) == (alone.status, alone.out, alone.err)
    assert alone.status == 1
    assert {"L101", "D101", "D010"} <= {*re.findall(r"\b[A-Z]\d{3}\b", alone.everything)}
