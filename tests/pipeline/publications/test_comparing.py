"""What changed between two versions: field by field in words, and as tracked changes in Word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from s55.cli.main import app
from s55.drafts.signing import Approval
from s55.errors import ExitCode, S55Error
from s55.pipeline.publications.comparing import (
    Versions,
    as_lines,
    redline_of,
    since_published,
)
from s55.pipeline.recording.approvals import record_sign_off
from s55.render.paper.file import WordFile
from s55.word.xml import w
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED, settings_of
from tests.pipeline.publications.office import CORRECTED, TODAY
from tests.render.redline.resolving import resolved

ADDED = """\
    - text: |
        Boats should be painted.
      policing_body: |
        I agree.
      action: none
"""


def _versions(workspace: Workspace) -> Versions:
    return Versions(workspace, "harbour", settings_of(), TODAY)


def _write(workspace: Workspace, text: str) -> None:
    (workspace.root / "responses/harbour.yaml").write_text(text, encoding="utf-8")


def _told(workspace: Workspace, old: str | None = None, new: str = "draft") -> list[str]:
    versions = _versions(workspace)
    return as_lines("harbour", versions.version(old), versions.version(new))


def _text(root: etree._Element) -> list[str]:
    paragraphs = ("".join(one.text or "" for one in p.iter(w("t"))) for p in root.iter(w("p")))
    return [one for one in paragraphs if one]


def test_two_publications_are_compared_field_by_field(published: Workspace) -> None:
    """With the item's name, and a few words in front."""
    assert _told(published, "1", "2") == [
        "harbour: from publication 1 (Friday 3 May 2024) to publication 2 (Monday 10 June 2024):",
        "",
        "'chief_officer' of R2 was changed:",
        "  - before 'boats have been counted.': removed 'Two', added 'Three'",
        "",
        "'chief_officer.comments' was changed:",
        "  - after 'The report is fair.': added 'We repair boats.'",
        "",
        "2 fields differ.",
    ]


def test_the_last_publication_is_compared_with_the_draft_of_today(own: Workspace) -> None:
    """Nothing, then an item more, and one without it again."""
    assert _told(own) == [
        "harbour: from publication 2 (Monday 10 June 2024) to the draft as it is: "
        "nothing that a document prints has changed."
    ]
    text = CORRECTED.replace("      action: taken\n", f"      action: taken\n{ADDED}")
    _write(own, text.replace("website: {date: 2024-05-03}", "website: {date: 2024-05-05}"))
    assert _told(own)[2:] == [
        "R2.2 was added:",
        "  - text: added 'Boats should be painted.'",
        "  - policing_body: added 'I agree.'",
        "  - action: added 'none'",
        "",
        "1 field differs.",
    ]
    assert _told(own, "draft", "2")[2] == "R2.2 was removed:"


def test_the_draft_as_signed_is_compared_and_another_sign_off_is_a_change(own: Workspace) -> None:
    """Who signed and when is printed, so it counts."""
    path = own.root / "responses/harbour.yaml"
    _write(own, FINISHED)
    record_sign_off(own, path, Approval(), TODAY, again=False)
    _write(own, path.read_text(encoding="utf-8").replace("Two boats", "Ten boats"))
    assert _told(own, "signed")[:4] == [
        "harbour: from the draft as it was signed off to the draft as it is:",
        "",
        "'chief_officer' of R2 was changed:",
        "  - before 'boats have been counted.': removed 'Two', added 'Ten'",
    ]
    approval = Approval(name="Kim Other", day=date(2024, 6, 1))
    record_sign_off(own, path, approval, TODAY, again=True)
    assert "'sign_off.name' was changed:" in _told(own, "1")


@pytest.mark.parametrize(
    ("old", "new"), [("3", "draft"), ("signed", "draft"), ("1", "x"), ("1", "01")]
)
def test_a_version_that_is_not_kept_is_refused(published: Workspace, old: str, new: str) -> None:
    """The message names those that are."""
    with pytest.raises(S55Error) as failure:
        _told(published, old, new)
    assert [one.code for one in failure.value.problems] == ["P410"]
    assert failure.value.exit_code == ExitCode.USAGE


def test_a_draft_that_was_changed_in_its_folder_is_refused(own: Workspace) -> None:
    """It is not what was published."""
    path = own.published / "harbour/1/draft.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")
    with pytest.raises(S55Error) as failure:
        _told(own, "1", "2")
    assert [one.code for one in failure.value.problems] == ["P402"]


def test_the_redline_gives_both_texts_of_the_response(own: Workspace) -> None:
    """From the kept Word file to the draft of today; the office is named as the author."""
    _write(own, CORRECTED.replace("      action: taken\n", f"      action: taken\n{ADDED}"))
    versions = _versions(own)
    old, new = versions.version("1"), versions.version("draft")
    made = redline_of(versions, old, new)
    assert made == redline_of(versions, old, new)
    published = WordFile((own.published / "harbour/1/harbour.docx").read_bytes())
    assert _text(resolved(WordFile(made).body, accept=False)) == _text(published.body)
    accepted = _text(resolved(WordFile(made).body, accept=True))
    assert "Boats should be painted." in accepted
    assert "Three boats have been counted." in accepted
    marks = list(WordFile(made).body.iter(w("ins"), w("del")))
    assert {one.get(w("author")) for one in marks} == {"OCS"}
    assert {one.get(w("date"), "")[:10] for one in marks} == {TODAY.isoformat()}


def test_a_draft_that_cannot_be_rendered_has_no_redline(own: Workspace) -> None:
    """Its errors are given; in words it is compared all the same."""
    _write(own, CORRECTED.replace("Patrol boats", "![a boat](boat.png) Patrol boats"))
    versions = _versions(own)
    old, new = versions.version("1"), versions.version("draft")
    with pytest.raises(S55Error) as failure:
        redline_of(versions, old, new)
    assert [one.code for one in failure.value.problems] == ["T202"]
    assert "'key_findings' was changed:" in as_lines("harbour", old, new)


def test_the_command_writes_the_file_and_says_what_to_do(
    published: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accept for one version, reject for the other."""
    monkeypatch.chdir(published.root)
    target = tmp_path / "changes.docx"
    arguments = ["diff", "harbour", "--from", "1", "--to", "2", "--docx", str(target)]
    result = CliRunner().invoke(app, [*arguments, "--today", "2024-06-30"])
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(
        "changes.docx: accept all changes for publication 2 (Monday 10 June 2024), reject all for "
        "publication 1 (Friday 3 May 2024).\n"
    )
    assert WordFile(target.read_bytes()).body.find(f".//{w('del')}") is not None


def test_what_is_a_text_is_shown_as_one_and_only_the_rest_as_fields(own: Workspace) -> None:
    """Since the last publication: an item more with its texts, and a day."""
    same = since_published(own, "harbour", settings_of(), TODAY)
    assert same is not None
    assert (same.name, same.texts, same.fields) == ("publication 2 (Monday 10 June 2024)", (), ())
    text = CORRECTED.replace(
        "      action: taken\n", f"      action: taken\n      target_date: 2024-09-30\n{ADDED}"
    )
    text = text.replace("We repair boats.", "We repair ships.")
    _write(own, f"{text}office_notes: Ask them about the ships.\n")  # which nobody else sees
    since = since_published(own, "harbour", settings_of(), TODAY)
    assert since is not None
    assert {one.path for one in since.texts} == {
        "chief_officer.comments",
        "recommendations.items[1].text",
        "recommendations.items[1].policing_body",
        "recommendations.items[1].action",
    }
    assert [one.path for one in since.fields] == ["recommendations.items[0].target_date"]
