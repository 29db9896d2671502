"""``s55 collect`` as a person runs it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from docx import Document
from lxml import etree

from s55.cli.collect import change_lines
from s55.returns.collecting import collect
from tests.command import run_s55
from tests.drafts_for_tests import HEAD
from tests.returns.forms_for_tests import COMMENTS, answered
from tests.returns.word_files import (
    control_of,
    edited,
    new_paragraph,
    paragraph_with,
    set_words,
    without_bookmarks,
    without_controls,
    without_properties,
)

NAME = "victim-updates-2025"


def returned(workspace: Path, rendered: Path) -> Path:
    """A rendered example in which one sentence was edited."""
    data = (rendered / f"{NAME}.docx").read_bytes()
    words = "Being kept in the dark"
    file = workspace / "back.docx"
    new = "Nobody should have to ask twice."
    file.write_bytes(edited(data, lambda root: set_words(paragraph_with(root, words), new)))
    return file


def test_an_untouched_file_changes_nothing(workspace: Path, rendered: Path) -> None:
    """Not a byte, and nothing is asked."""
    path = workspace / f"responses/{NAME}.yaml"
    before = path.read_bytes()
    result = run_s55("collect", NAME, str(rendered / f"{NAME}.docx"), cwd=workspace)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines()[0] == "unchanged 13"
    assert path.read_bytes() == before


def test_without_a_terminal_nothing_is_written(workspace: Path, rendered: Path) -> None:
    """And the exit status says so."""
    path = workspace / f"responses/{NAME}.yaml"
    before = path.read_bytes()
    result = run_s55("collect", NAME, str(returned(workspace, rendered)), cwd=workspace)
    assert result.status == 2
    assert "error R110: nothing was written" in result.err
    assert "changed   chief_officer.comments" in result.out
    assert path.read_bytes() == before
    assert not (workspace / f"responses/{NAME}-returned").exists()


def test_with_yes_it_is_written_and_the_file_kept(workspace: Path, rendered: Path) -> None:
    """The file is kept as it came, with its hash; collected again, it changes nothing."""
    path = workspace / f"responses/{NAME}.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    file = returned(workspace, rendered)
    result = run_s55("collect", NAME, str(file), "--yes", cwd=workspace)
    assert (result.status, result.err) == (0, "")
    after = path.read_text(encoding="utf-8").splitlines()
    new = [line for line in after if line not in before]
    assert new == ["    Nobody should have to ask twice."]
    folder = workspace / f"responses/{NAME}-returned"
    kept = folder / "2026-11-22-back.docx"
    assert kept.read_bytes() == file.read_bytes()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert f"sha256: {digest}" in (folder / "index.yaml").read_text(encoding="utf-8")
    again = run_s55("collect", NAME, str(file), "--yes", cwd=workspace)
    assert again.status == 0
    assert path.read_text(encoding="utf-8").splitlines() == after
    assert sorted(one.name for one in folder.iterdir()) == [kept.name, "index.yaml"]


def test_a_dry_run_writes_nothing(workspace: Path, rendered: Path) -> None:
    """It shows the same, and ends well."""
    path = workspace / f"responses/{NAME}.yaml"
    before = path.read_bytes()
    file = str(returned(workspace, rendered))
    result = run_s55("collect", NAME, file, "--dry-run", cwd=workspace)
    assert result.status == 0
    assert "+ Nobody should have to ask twice." in result.out
    assert path.read_bytes() == before


def test_the_file_of_another_response_is_refused(workspace: Path, rendered: Path) -> None:
    """Whatever it is called."""
    result = run_s55(
        "collect", "peel-2018-19", str(rendered / f"{NAME}.docx"), "--yes", cwd=workspace
    )
    assert result.status == 1
    assert "error R102: the file belongs to another response" in result.err


def test_an_invitation_that_was_filled_in(workspace: Path) -> None:
    """Answers go to their fields; what was not answered stays as it is."""
    name = "online-fraud-2026"
    made = run_s55("invite", name, "--by", "2026-12-04", "--again", "--to", "docx", cwd=workspace)
    assert made.status == 0, made.err
    sent = workspace / f"build/{name}-invitation.docx"
    untouched = run_s55("collect", name, str(sent), cwd=workspace)
    assert (untouched.status, untouched.out.splitlines()[0]) == (0, "unchanged 14")

    def fill(root: etree._Element) -> None:
        for path, words in (
            ("chief_officer.name", "Pat Example"),
            ("chief_officer.date", "1/12/2026"),
        ):
            sdt = control_of(root, path)
            prompt = sdt[0].find(".//{*}showingPlcHdr")
            if prompt is not None:
                sdt[0].remove(prompt)
            set_words(sdt[-1], words)

    file = workspace / "answers.docx"
    file.write_bytes(edited(sent.read_bytes(), fill))
    result = run_s55("collect", name, str(file), "--yes", cwd=workspace)
    assert (result.status, result.err) == (0, "")
    text = (workspace / f"responses/{name}.yaml").read_text(encoding="utf-8")
    assert "  name: Pat Example\n  date: 2026-12-01\n" in text


def test_both_versions_of_a_conflict_are_shown_whole(workspace: Path, rendered: Path) -> None:
    """However long they are; and what stays is named with --full."""
    path = workspace / f"responses/{NAME}.yaml"
    text = path.read_text(encoding="utf-8")
    (line,) = [one for one in text.splitlines() if "Being kept in the dark" in one]
    ours = "    " + "We waited for a long time. " * 20 + "At last."
    path.write_text(text.replace(line, ours), encoding="utf-8")
    result = run_s55(
        "collect", NAME, str(returned(workspace, rendered)), "--dry-run", "--full", cwd=workspace
    )
    assert result.status == 0
    assert "conflict  chief_officer.comments\n            the draft says:\n" in result.out
    assert f"| {ours.strip()}\n" in result.out
    assert "| Nobody should have to ask twice.\n" in result.out
    assert "unchanged inspection.title\n" in result.out
    assert "warning R103" in result.err


def test_a_file_of_a_web_office_is_recognised_by_its_words(workspace: Path, rendered: Path) -> None:
    """It is compared with the draft; collected into another draft, its own is named."""
    data = edited(returned(workspace, rendered).read_bytes(), without_controls)
    file = workspace / "from the web.docx"
    file.write_bytes(without_properties(edited(data, without_bookmarks)))
    refused = run_s55("collect", "peel-2018-19", str(file), "--yes", cwd=workspace)
    assert refused.status == 1
    assert "error R102: the file belongs to another response" in refused.err
    assert f"(draft '{NAME}')" in refused.err
    result = run_s55("collect", NAME, str(file), "--yes", cwd=workspace)
    assert result.status == 0
    assert "warning R116: the file has lost the data that s55 put into it" in result.err
    assert "    Nobody should have to ask twice.\n" in (
        workspace / f"responses/{NAME}.yaml"
    ).read_text(encoding="utf-8")


def test_a_file_that_is_none_of_ours_is_refused(workspace: Path) -> None:
    """R101, whichever draft it is collected into."""
    file = workspace / "letter.docx"
    document = Document()
    document.add_paragraph("Dear Commissioner")
    document.save(str(file))
    result = run_s55("collect", NAME, str(file), "--yes", cwd=workspace)
    assert result.status == 1
    assert "error R101: s55 cannot match this file to the draft" in result.err


def test_what_has_no_place_is_kept_though_the_draft_does_not_change(
    workspace: Path, rendered: Path
) -> None:
    """It is shown whole, and the file stays beside the draft."""
    words = "Ring me about the piers. " * 20

    def edit(root: etree._Element) -> None:
        root[0].insert(0, new_paragraph(words))

    file = workspace / "typed.docx"
    file.write_bytes(edited((rendered / f"{NAME}.docx").read_bytes(), edit))
    result = run_s55("collect", NAME, str(file), "--yes", cwd=workspace)
    assert f"outside   {words.strip()}\n" in result.out
    kept = workspace / f"responses/{NAME}-returned/2026-11-22-typed.docx"
    assert kept.read_bytes() == file.read_bytes()


def test_the_item_of_a_text_is_named() -> None:
    """Its place in the draft counts from 0, and its number in the report from 1."""
    draft = HEAD + "recommendations:\n  items:\n    - {number: 1, text: Count the boats.}\n"
    found = collect(draft, "harbour", answered({COMMENTS: "We do."}), "a.docx", allow_empty=False)
    assert list(change_lines(found, full=True, names=False))[:2] == [
        "added     recommendations.items[0].chief_officer, of R1",
        "            + We do.",
    ]


def test_the_item_of_a_text_is_the_inner_one() -> None:
    """That of a recommendation, and not that of the cause of concern around it."""
    draft = HEAD + "recommendations:\n  items:\n    - {number: 1, text: Count the boats.}\n"
    found = collect(draft, "harbour", answered({COMMENTS: "We do."}), "a.docx", allow_empty=False)
    cause = "causes_of_concern.items[0]"
    fields = (f"{cause}.chief_officer", f"{cause}.recommendations[0].chief_officer")
    nested = (
        "causes_of_concern:\n  items:\n"
        "    - {number: 1, text: Boats are lost., recommendations: [{text: Count them.}]}\n"
    )
    changes = tuple(replace(found.changes[0], path=path) for path in fields)
    lines = change_lines(
        replace(found, text=HEAD + nested, changes=changes), full=True, names=False
    )
    assert [line.partition(", of ")[2] for line in lines if line.startswith("added")] == [
        "C1",
        "C1-R1",
    ]
