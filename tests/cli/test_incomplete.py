"""A template set that does not print a text of the draft: nothing is written, and it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document

from tests.command import Result, run_s55
from tests.lint.sets import word

NAME = "call-handling-2024"
SECTIONS = """
sections:
  - key: key_findings
    heading: Key Findings
  - key: recommendations
    heading: Recommendations
  - key: areas_for_improvement
    heading: Areas for Improvement
  - key: chief_officer
    heading: Comments
  - key: policing_body
    heading: Our comments
  - key: checklist
    heading: For office use
"""
"""All but the causes of concern."""


@pytest.fixture
def ours(workspace: Path) -> Path:
    """The manifest of a set of the office's own."""
    assert run_s55("template", "new", "ours", cwd=workspace).status == 0
    return workspace / "templates/ours/manifest.yaml"


def _add(file: Path, more: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")


def _render(manifest: Path, *options: str) -> Result:
    folder = manifest.parents[2]
    return run_s55("render", NAME, "--template", "ours", *options, cwd=folder)


def test_a_section_that_is_gone(ours: Path) -> None:
    """The text is named with its line, and no file is written, with --final neither."""
    _add(ours, SECTIONS)
    for options in ((), ("--final",)):
        result = _render(ours, *options)
        assert result.status == 3
        (problem,) = [line for line in result.err.splitlines() if " error " in line]
        assert problem.startswith(
            f"responses/{NAME}.yaml:63:17: error L211: made with the template set 'ours', the Word "
            "file, the web page and the PDF lack 'causes_of_concern.introduction', “There is one "
        )
        assert (
            " Add the section 'causes_of_concern' to 'sections' in the set's manifest. " in problem
        )
        assert not (ours.parents[2] / "build").exists()
    checked = run_s55("template", "check", "ours", cwd=ours.parents[2])
    assert checked.status == 1
    assert checked.everything.count(" error L211: ") == 1
    assert (
        "'causes_of_concern.introduction', “There is one cause of concern.”" in checked.everything
    )


def test_a_set_says_what_it_leaves_out(ours: Path) -> None:
    """With the reason, which is told at each render."""
    _add(ours, f"{SECTIONS}leaves_out:\n  causes_of_concern: They have a document of their own.\n")
    result = _render(ours, "--to", "html")
    assert (result.status, result.err) == (0, "")
    told = "ours leaves out 'causes_of_concern.introduction': They have a document of their own."
    assert f"  {told}\n" in result.out
    checked = run_s55("template", "check", "ours", cwd=ours.parents[2])
    assert (checked.status, checked.err) == (0, "ours: 0 errors, 0 warnings\n")


def test_what_cannot_be_left_out(ours: Path) -> None:
    """What the Act asks for, what there is not, and what has no reason."""
    _add(
        ours,
        SECTIONS.replace("  - key: policing_body\n    heading: Our comments\n", "")
        + "leaves_out:\n  policing_body.opening: We say it elsewhere.\n"
        "  key_finding: We say it elsewhere.\n  key_findings: Short.\n",
    )
    checked = run_s55("template", "check", "ours", cwd=ours.parents[2])
    assert checked.status == 1
    assert "error L118: 'policing_body.opening' cannot be left out" in checked.everything
    assert "error L117: a draft has no text 'key_finding'. Did you mean" in checked.everything
    assert "warning L110: 'key_findings' is left out, and 'Short.' hardly" in checked.everything
    result = _render(ours)
    assert result.status == 3
    assert "lack 'policing_body.opening'" in result.err
    assert "the Act asks for it." in result.err


def test_a_wrong_wording_is_told_at_its_line(ours: Path) -> None:
    """In the words and at the place of the check of the set, by a render and by an invitation."""
    _add(ours, 'labels:\n  title: "{{ force.nam }}: response"\n')
    told = (
        "templates/ours/manifest.yaml:6:11: error L105: the wording '{{ force.nam }}: response' "
        "cannot be filled in: there is no 'force.nam'. Did you mean 'name'?"
    )
    assert told in _render(ours).err
    _add(ours, 'invitation:\n  labels:\n    title: "{{ force.name | uper }}"\n')
    folder = ours.parents[2]
    by = ("--by", "2024-05-20", "--today", "2024-04-02")
    result = run_s55("invite", NAME, "--template", "ours", "--again", *by, cwd=folder)
    assert "templates/ours/manifest.yaml:9:13: error L105: the wording '{{ force" in result.err


def test_what_is_hidden_in_print_alone(ours: Path) -> None:
    """The page shows it, and the PDF does not."""
    (ours.parent / "style.css").write_text("@media print { h1, h1 ~ * { display: none } }")
    result = _render(ours, "--to", "html,pdf")
    assert result.status == 3
    assert "the PDF lacks 'inspection.title'" in result.err
    assert "See that the set's stylesheet does not hide it in print." in result.err
    assert "web page" not in result.err
    assert _render(ours, "--to", "html,docx").status == 0


def test_the_check_of_a_set_prints_too(ours: Path) -> None:
    """It says what only the PDF lacks, and which words the paper would cut off."""
    folder = ours.parents[2]
    style = ours.parent / "style.css"
    style.write_text(".chief_officer { display: none }", encoding="utf-8")
    hidden = run_s55("template", "check", "ours", cwd=folder)
    assert hidden.status == 1
    assert "the PDF lacks 'chief_officer.comments', “I thank the inspectors.”" in hidden.everything
    style.write_text("body { width: 2000px }", encoding="utf-8")
    cut = run_s55("template", "check", "ours", cwd=folder)
    assert cut.status == 1
    assert "error P503: the PDF would cut off words at the edge of page 1: " in cut.everything


def test_a_heading_that_was_deleted_from_the_word_layout(ours: Path) -> None:
    """No text of the draft is missing, so it is a warning; with --final nothing is written."""
    folder = ours.parents[2]
    assert run_s55("template", "copy", "ours", "layout.docx", cwd=folder).status == 0
    assert _render(ours, "--to", "docx").err == ""
    word(_without_section_headings)(ours.parent)
    warned = _render(ours, "--to", "docx")
    assert warned.status == 0
    assert warned.err == (
        "templates/ours/layout.docx: warning L402: the field 'sections[].heading' is shown by "
        "layout.html and not by layout.docx. Show it in both layouts, or in neither. As long as it "
        "is so, 's55 render --final' writes nothing.\n"
    )
    assert _render(ours, "--to", "docx").err == ""  # nothing was made
    result = _render(ours, "--final", "--to", "docx", "--out", "final")
    assert result.status == 3
    (problem,) = [line for line in result.err.splitlines() if " error " in line]
    assert problem == (
        "templates/ours/layout.docx: error L402: the field 'sections[].heading' is shown by "
        "layout.html and not by layout.docx. Show it in both layouts, or in neither."
    )
    assert not (folder / "final").exists()
    _add(ours, "checks:\n  off:\n    L402: The headings of our letters are their first words.\n")
    assert _render(ours, "--final", "--to", "docx", "--out", "final").status == 0


def _without_section_headings(layout: Document) -> None:
    (heading,) = (one for one in layout.paragraphs if one.text == "{{ section.heading }}")
    heading.text = ""
