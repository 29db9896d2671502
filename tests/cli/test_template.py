"""``s55 template`` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import run_s55


def _own(workspace: Path) -> Path:
    """A set of the office's own in the workspace."""
    result = run_s55("template", "new", "our-office", cwd=workspace)
    assert result.status == 0, result.everything
    return workspace / "templates/our-office"


def test_a_copy_is_a_set_of_its_own(workspace: Path) -> None:
    """It is found, it has no problem, and its manifest differs in its name alone."""
    folder = _own(workspace)
    result = run_s55("template", "check", "our-office", "--strict", cwd=workspace)
    assert (result.status, result.out) == (0, "")
    assert result.err == "our-office: 0 errors, 0 warnings\n"
    result = run_s55("template", "diff", "opccn-2023", "our-office", cwd=workspace)
    assert result.out == "manifest.yaml:\n  name: 'opccn-2023' became 'our-office'\n"
    listed = run_s55("template", "list", cwd=workspace).out
    assert "our-office (response): Standard Section 55 template, 2023 layout\n" in listed
    assert "  templates/our-office\n" in listed
    assert folder.is_dir()


def test_nothing_is_overwritten(workspace: Path) -> None:
    folder = _own(workspace)
    (folder / "style.css").write_text("/* mine */", encoding="utf-8")
    result = run_s55("template", "new", "our-office", cwd=workspace)
    assert result.status == 2
    assert "error U109: there is a 'templates/our-office' already" in result.err
    assert (folder / "style.css").read_text(encoding="utf-8") == "/* mine */"


@pytest.mark.parametrize("name", ["../elsewhere", "", "a/b"])
def test_a_name_that_leads_elsewhere_is_refused(workspace: Path, name: str) -> None:
    result = run_s55("template", "new", name, cwd=workspace)
    assert result.status == 2
    assert "error U102" in result.err
    assert not (workspace.parent / "elsewhere").exists()


def test_every_problem_at_once_with_its_place(workspace: Path) -> None:
    folder = _own(workspace)
    style = folder / "style.css"
    lines = style.read_text(encoding="utf-8").count("\n")
    style.write_text(style.read_text(encoding="utf-8") + ".a { color: #999 }\n", encoding="utf-8")
    layout = folder / "layout.html"
    layout.write_text(
        layout.read_text(encoding="utf-8").replace("{{ title }}", "{{ titel }}"), encoding="utf-8"
    )
    result = run_s55("template", "check", "our-office", cwd=workspace)
    assert result.status == 1
    assert (
        f"templates/our-office/style.css:{lines + 1}:6: error L532: "
        "'.a' has a contrast of 2.8 to 1. Choose a darker colour, or a lighter ground.\n"
    ) in result.out
    assert (
        "templates/our-office/layout.html:27: error L401: there is no field 'titel'. "
        "Did you mean 'title'?\n"
    ) in result.out
    assert result.err == "our-office: 2 errors, 0 warnings\n"


def test_strict_makes_an_error_of_a_warning(workspace: Path) -> None:
    folder = _own(workspace)
    with (folder / "style.css").open("a", encoding="utf-8") as style:
        style.write("p { text-align: justify }\n")
    assert run_s55("template", "check", "our-office", cwd=workspace).status == 0
    assert run_s55("template", "check", "our-office", "--strict", cwd=workspace).status == 1


def test_problems_for_programs(workspace: Path) -> None:
    folder = _own(workspace)
    (folder / "fonts/OFL.txt").unlink()
    result = run_s55("template", "check", "our-office", "--format", "json", cwd=workspace)
    (problem,) = json.loads(result.out)
    assert (problem["code"], problem["severity"]) == ("L546", "warning")
    result = run_s55("template", "check", "our-office", "--format", "github", cwd=workspace)
    assert result.out.startswith("::warning file=templates/our-office/fonts,title=L546::")


def test_the_fields_and_where_they_are_used(workspace: Path) -> None:
    data = json.loads(run_s55("template", "fields", "--format", "json", cwd=workspace).out)
    fields = {(one["document"], one["path"]): one for one in data}
    title = fields["response", "title"]
    assert title["type"] == "text"
    assert title["meaning"] == "the title line of the form."
    assert title["html"] == [27]
    assert title["word"] == ["in the body: '{{ title }}'"]
    assert title["example"].startswith("Exampleshire Police and Crime Commissioner (PCC) response")
    assert fields["invitation", "reply_line"]["shown"] is True
    assert fields["response", "sections[].items[].under"]["shown"] is False
    text = run_s55("template", "fields", cwd=workspace).out
    unused = text.split("No layout of this set shows:\n")[1]
    assert "  response: sections[].items[].under\n" in unused


def test_the_fields_as_a_page(workspace: Path) -> None:
    page = run_s55("template", "fields", "opccn-2022", "--format", "html", cwd=workspace).out
    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>Fields for the layouts of opccn-2022</h1>" in page
    assert '<tr><th scope="row"><code>title</code></th>\n<td>text</td>\n' in page
    assert "Exampleshire Police" in page


def test_a_word_layout_as_text_for_git(workspace: Path) -> None:
    folder = _own(workspace)
    result = run_s55("template", "text", str(folder / "layout.docx"), cwd=workspace)
    assert result.out.startswith("== the body (document.xml)\n")
    assert "[heading 1] {{ title }}\n" in result.out


def test_rules_are_listed_and_explained(workspace: Path) -> None:
    listed = run_s55("template", "rules", cwd=workspace).out
    assert "L515  Text stands out from its ground with a contrast of at least 4.5 to 1.\n" in listed
    page = run_s55("template", "rules", "l515", cwd=workspace).out
    assert page.startswith("# L515: Text stands out")
    assert run_s55("template", "rules", "L999", cwd=workspace).status == 2


@pytest.mark.parametrize("command", ["check", "fields", "diff"])
def test_an_unknown_set(workspace: Path, command: str) -> None:
    more = ["opccn-2023"] if command == "diff" else []
    result = run_s55("template", command, "opccn-2032", *more, cwd=workspace)
    assert result.status == 2
    assert "error L101: there is no template set 'opccn-2032'" in result.err
