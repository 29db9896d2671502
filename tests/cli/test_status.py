"""``s55 status``, ``deadline``, ``new``, ``init`` and ``schema`` as a person runs them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.command import ROOT, run_s55


def test_status_tells_both_dates_and_the_days_left(workspace: Path) -> None:
    """The clock of an open response, reckoned to the statutory day."""
    result = run_s55("status", "online-fraud-2026", cwd=workspace)
    assert result.status == 0
    assert "  report published    Monday 19 October 2026\n" in result.out
    assert (
        "  statutory last day  Sunday 13 December 2026 (not a working day; the last working day is "
        "Friday 11 December 2026)\n"
    ) in result.out
    assert "  the form prints     Monday 14 December 2026\n" in result.out
    assert "  response            not published, 21 days left\n" in result.out


def test_status_states_what_was_late(workspace: Path) -> None:
    """Five days late is five days late."""
    result = run_s55("status", "call-handling-2024", "--format", "json", cwd=workspace)
    (standing,) = json.loads(result.out)
    assert standing["statutory_last_day"] == "2024-05-15"
    assert standing["response_published"] == "2024-05-20"
    assert standing["days_late"] == 5


def test_status_puts_what_is_open_first(workspace: Path) -> None:
    """What still has to be done is at the top."""
    standings = json.loads(run_s55("status", "--format", "json", cwd=workspace).out)
    assert [s["is_published"] for s in standings] == sorted(s["is_published"] for s in standings)
    assert standings[0]["name"] == "online-fraud-2026"


def test_status_of_all_is_a_line_for_each(workspace: Path) -> None:
    """Totals, the next deadline in words, what is open on top, and what each waits for."""
    result = run_s55("status", cwd=workspace)
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[:5] == [
        "1 open, 5 published (1 late).",
        "Next statutory day: Sunday 13 December 2026, in 21 days.",
        "",
        "Open                 Statutory last day              Waits for",
        "online-fraud-2026    13 December 2026, 21 days left  comments due Friday 27 November 2026",
    ]
    assert len(lines) == 12
    assert lines[8] == "call-handling-2024   20 May 2024, 5 days late        nothing"


def test_a_draft_that_cannot_be_read_does_not_hide_the_others(workspace: Path) -> None:
    """Its problem has its line; `--open` and `--json` go together."""
    (workspace / "responses/broken.yaml").write_text("format: [\n", encoding="utf-8")
    result = run_s55("status", "--open", "--json", cwd=workspace)
    assert result.status == 1
    assert result.err.startswith("responses/broken.yaml:")
    (standing,) = json.loads(result.out)
    assert standing["name"] == "online-fraud-2026"
    assert standing["waits_for"] == "comments due Friday 27 November 2026"


@pytest.mark.parametrize(
    ("today", "line"),
    [
        ("2026-12-13", "  response            not published, 0 days left"),
        ("2026-12-14", "  response            not published, 1 day late"),
    ],
)
def test_the_statutory_day_itself_is_in_time(workspace: Path, today: str, line: str) -> None:
    """The last day is the last of the 56, and the day after it is late."""
    result = run_s55("status", "online-fraud-2026", cwd=workspace, today=today)
    assert line in result.out.splitlines()


def test_deadline_explains_the_arithmetic(workspace: Path) -> None:
    """7 July 2023: the statutory day is 31 August, the form prints 1 September."""
    lines = run_s55("deadline", "2023-07-07", cwd=workspace).out.splitlines()
    assert lines[0] == "Published:           Friday 7 July 2023 (day 1)"
    assert lines[1].startswith("Statutory last day:  Thursday 31 August 2023 (day 56 = ")
    assert lines[2].startswith(
        "The form prints:     Friday 1 September 2023 (publication + 56 days"
    )
    assert lines[3] == "On Sunday 22 November 2026: 1179 days past the statutory last day"


def test_deadline_warns_of_a_bank_holiday(workspace: Path) -> None:
    """1 November 2025 is day 1, so day 56 is Boxing Day, and Christmas Eve the last working day."""
    result = run_s55("deadline", "2025-11-01", cwd=workspace)
    assert "Statutory last day:  Friday 26 December 2025" in result.out
    assert "not a working day (Boxing Day), and the period is not extended" in result.out
    assert "the last working day is Wednesday 24 December 2025" in result.out


def test_deadline_refuses_what_is_no_date(workspace: Path) -> None:
    """A slip in the date is told."""
    result = run_s55("deadline", "7 July 2023", cwd=workspace)
    assert result.status == 2
    assert "error U106: DATE: '7 July 2023' is not a date." in result.err


def test_new_starts_a_draft_without_errors(workspace: Path) -> None:
    """What `new` writes is valid, and says what it was told."""
    result = run_s55(
        "new",
        "trial",
        "--title",
        "PEEL 2025: an inspection",
        "--published",
        "2026-11-02",
        "--type",
        "PEEL",
        "--link",
        "https://example.org/report",
        cwd=workspace,
    )
    assert result.status == 0, result.err
    text = (workspace / "responses/trial.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=draft.schema.json\n")
    data = yaml.safe_load(text)
    assert data["inspection"]["title"] == "PEEL 2025: an inspection"
    assert data["inspection"]["forces"] == ["Norfolk Constabulary"]
    assert " error " not in run_s55("check", "trial", cwd=workspace).out


def test_new_never_overwrites(workspace: Path) -> None:
    """A draft that is there stays as it is."""
    path = workspace / "responses/peel-2021-22.yaml"
    before = path.read_bytes()
    result = run_s55("new", "peel-2021-22", "--title", "x", cwd=workspace)
    assert result.status == 2
    assert "error U104: there is a draft of this name" in result.err
    assert path.read_bytes() == before


def test_new_names_every_answer_that_is_missing(workspace: Path) -> None:
    """Without a terminal nobody can be asked."""
    result = run_s55("new", "trial", "--title", "A report", cwd=workspace)
    assert result.status == 2
    missing = [line for line in result.err.splitlines() if "U108" in line]
    assert len(missing) == 3
    assert not (workspace / "responses/trial.yaml").exists()


def test_init_starts_a_workspace_that_works(tmp_path: Path) -> None:
    """Settings, template sets, folders; a draft can be started, checked and rendered."""
    result = run_s55("init", "office", cwd=tmp_path)
    assert result.status == 0, result.err
    office = tmp_path / "office"
    for name in (
        "settings.yaml",
        ".gitignore",
        "build/.gitignore",
        "responses/draft.schema.json",
        "templates/opccn-2023/manifest.yaml",
        "templates/opccn-2023/layout.docx",
        "templates/opccn-2023/fonts/LiberationSans-Regular.ttf",
    ):
        assert (office / name).is_file(), name
    new = run_s55(
        "new", "first", "--title", "T", "--published", "2026-11-02", "--type", "PEEL",
        "--link", "https://example.org/", cwd=office,
    )  # fmt: skip
    assert new.status == 0, new.err
    checked = run_s55("check", "first", cwd=office)
    assert (checked.status, checked.out.count("warning W122")) == (0, 9)
    rendered = run_s55("render", "--to", "html", cwd=office)
    assert (rendered.status, rendered.err) == (0, "")
    assert "Exampleshire Police and Crime Commissioner" in (office / "build/first.html").read_text(
        encoding="utf-8"
    )


def test_init_changes_nothing_that_is_there(tmp_path: Path) -> None:
    """A second `init` is refused."""
    run_s55("init", "office", cwd=tmp_path)
    settings = tmp_path / "office/settings.yaml"
    settings.write_text("mine\n", encoding="utf-8")
    result = run_s55("init", "office", cwd=tmp_path)
    assert result.status == 2
    assert "error U105: there is a workspace here already" in result.err
    assert settings.read_text(encoding="utf-8") == "mine\n"


def test_the_schema_beside_the_drafts_is_current() -> None:
    """Editors check against what `s55 schema --out responses/draft.schema.json` writes."""
    printed = run_s55("schema", cwd=ROOT).out
    assert (ROOT / "responses/draft.schema.json").read_text(encoding="utf-8") == printed


def test_the_examples_meet_the_schema() -> None:
    """An editor finds nothing wrong with the examples, and something with a misspelt key."""
    schema = json.loads(run_s55("schema", cwd=ROOT).out)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted((ROOT / "responses").glob("*.yaml")):
        # Dates as text, as an editor's YAML 1.2 reads them.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Yaml12)  # noqa: S506 (safe)
        assert [error.message for error in validator.iter_errors(data)] == [], path.name
        data["inspecton"] = {}
        assert not validator.is_valid(data)


class _Yaml12(yaml.SafeLoader):
    """YAML as editors read it: no dates, and yes and no are words."""


_Yaml12.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:timestamp"}
        and not (tag == "tag:yaml.org,2002:bool" and first in "yYnNoO")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_no_settings_is_told(tmp_path: Path) -> None:
    """Outside a workspace the way into one is told."""
    result = run_s55("status", cwd=tmp_path)
    assert result.status == 3
    assert "error W101: s55 could not find settings.yaml" in result.err
    assert "s55 init DIR" in result.err


def test_every_command_shows_an_example() -> None:
    """`--help` of each command shows how it is used."""
    for command in ("init", "new", "check", "render", "mark", "status", "deadline", "schema"):
        result = run_s55(command, "--help", cwd=ROOT)
        assert result.status == 0
        assert f"Example: s55 {command}" in result.out


def test_the_next_meeting_and_the_day_of_its_papers(workspace: Path) -> None:
    """Below the list; nothing where no meeting is to come."""
    meetings = "meetings:\n  - date: 2026-12-08\n  - date: 2026-09-01\n"
    (workspace / "panel.yaml").write_text(meetings, encoding="utf-8")
    last = run_s55("status", cwd=workspace).out.splitlines()[-1]
    assert last == (
        "Papers for the meeting of Tuesday 8 December 2026 must be out by Monday 30 November 2026, "
        "in 8 days (5 clear days: section 100B of the Local Government Act 1972)."
    )
    after = run_s55("status", cwd=workspace, today="2026-12-09").out
    assert "Papers for" not in after
