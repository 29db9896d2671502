"""``s55 template`` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from s55.render.html.stylesheet import inlined_stylesheet
from s55.templating.registry import load_any
from tests.command import ROOT, run_s55


def _own(workspace: Path, *options: str) -> Path:
    """A set of the office's own in the workspace."""
    result = run_s55("template", "new", "our-office", *options, cwd=workspace)
    assert result.status == 0, result.everything
    return workspace / "templates/our-office"


@pytest.mark.parametrize("options", [(), ("--whole",), ("--with", "layout.docx")])
def test_a_new_set_says_the_same_as_the_other(workspace: Path, options: tuple[str, ...]) -> None:
    """It is found, it has no problem, and its manifest differs in its name alone."""
    folder = _own(workspace, *options)
    result = run_s55("template", "check", "our-office", "--strict", cwd=workspace)
    assert (result.status, result.out) == (0, "")
    assert result.err == "our-office: 0 errors, 0 warnings\n"
    result = run_s55("template", "diff", "opccn-2023", "our-office", cwd=workspace)
    assert result.out == "manifest.yaml:\n  name: 'opccn-2023' became 'our-office'\n"
    listed = run_s55("template", "list", cwd=workspace).out
    based = "" if "--whole" in options else ", based on opccn-2023"
    title = "Standard Section 55 template, 2023 layout"
    assert f"our-office (response{based}): {title}\n" in listed
    assert "  templates/our-office\n" in listed
    assert folder.is_dir()


def test_a_new_set_is_small_unless_asked(workspace: Path) -> None:
    """Its manifest names its base; a file is copied where it is asked for."""
    folder = _own(workspace, "--from", "letter", "--with", "layout.docx", "--with", "fonts/OFL.txt")
    assert _files(folder) == ["fonts/OFL.txt", "layout.docx", "manifest.yaml", "style.css"]
    text = (folder / "manifest.yaml").read_text(encoding="utf-8")
    assert text.endswith("\nname: our-office\nbased_on: letter\n")
    same = (ROOT / "templates/letter/layout.docx").read_bytes()
    assert (folder / "layout.docx").read_bytes() == same
    result = run_s55("template", "new", "other", "--with", "nothing.docx", cwd=workspace)
    assert (
        "error L103: template set 'opccn-2023' lacks the file 'nothing.docx'. Check its name: "
        "'s55 template list' shows the folder of the set, with its files.\n"
    ) in result.err
    assert not (workspace / "templates/other").exists()


def test_files_of_the_base_are_copied_into_a_set_that_is_there(workspace: Path) -> None:
    """Those of the base of its base too; the set looks the same after it."""
    folder = _own(workspace, "--from", "letter")
    files = ("layout.docx", "fonts/OFL.txt")
    result = run_s55("template", "copy", "our-office", *files, cwd=workspace)
    copied = [f"templates/our-office/{file}" for file in files]
    assert (result.status, result.out) == (0, f"Copied: {', '.join(copied)}.\n")
    assert _files(folder) == ["fonts/OFL.txt", "layout.docx", "manifest.yaml", "style.css"]
    same = (ROOT / "templates/letter/layout.docx").read_bytes()
    assert (folder / "layout.docx").read_bytes() == same
    told = run_s55("template", "diff", "letter", "our-office", cwd=workspace).out
    assert told == "manifest.yaml:\n  name: 'letter' became 'our-office'\n"


def test_a_file_that_a_set_has_is_not_copied_again(workspace: Path) -> None:
    """Nor is one that its base lacks, or any file beside them."""
    folder = _own(workspace)
    (folder / "layout.html").write_text("mine", encoding="utf-8")
    for names, code in (
        (("our-office", "layout.docx", "layout.html"), "U109: there is a 'templates/our-office/la"),
        (("our-office", "layout.docx", "nothing.docx"), "L103: "),
        (("our-office", "layout.docx", "../letter/layout.docx"), "L102: "),
        (("site", "layout.html"), "L101: the template set 'site' is not in this workspace. To "),
    ):
        result = run_s55("template", "copy", *names, cwd=workspace)
        assert result.status in {2, 3}
        assert f"error {code}" in result.err
        assert _files(folder) == ["layout.html", "manifest.yaml", "style.css"]
    assert (folder / "layout.html").read_text(encoding="utf-8") == "mine"


def test_copying_goes_on_where_it_was_interrupted(workspace: Path) -> None:
    """The files that are copied already are left, and only what is there as a whole is refused."""
    folder, files = _own(workspace), ("layout.docx", "layout.html")
    assert run_s55("template", "copy", "our-office", files[0], cwd=workspace).status == 0
    first = (folder / files[0]).stat().st_mtime_ns
    result = run_s55("template", "copy", "our-office", *files, cwd=workspace)
    assert (result.status, result.out) == (0, "Copied: templates/our-office/layout.html.\n")
    assert (folder / files[0]).stat().st_mtime_ns == first
    again = run_s55("template", "copy", "our-office", *files, cwd=workspace)
    assert (again.status, again.err.count("error U109: ")) == (2, 2)


@pytest.mark.parametrize("name", ["letter", "table", "bilingual", "opccn-2022", "panel"])
def test_a_whole_set_stands_alone(workspace: Path, name: str) -> None:
    """It names no base, has every file, keeps the comments and looks the same."""
    folder = _own(workspace, "--from", name, "--whole")
    assert {"fonts/OFL.txt", "layout.docx", "layout.html", "style.css"} <= set(_files(folder))
    text = (folder / "manifest.yaml").read_text(encoding="utf-8")
    assert "based_on" not in text
    assert text.count("#") > 2
    mine, other = load_any(folder), load_any(ROOT / "templates" / name)
    assert mine.base is None
    named = {"name": name, "based_on": other.manifest.based_on}
    assert mine.manifest.model_copy(update=named) == other.manifest
    assert _without_space(inlined_stylesheet(mine)) == _without_space(inlined_stylesheet(other))
    assert run_s55("template", "check", "our-office", "--strict", cwd=workspace).status == 0


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _without_space(css: str) -> str:
    return "".join(css.split())


def test_what_differs_from_the_base_is_told(workspace: Path) -> None:
    """Words and rules, each where it stands in the whole."""
    folder = _own(workspace)
    with (folder / "manifest.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("labels:\n  done: finished\n")
    with (folder / "style.css").open("a", encoding="utf-8") as style:
        style.write("h1 { font-size: 2rem; }\n")
    result = run_s55("template", "diff", "opccn-2023", "our-office", cwd=workspace)
    assert result.out == (
        "manifest.yaml:\n"
        "  name: 'opccn-2023' became 'our-office'\n"
        "  labels.done: 'done, date not recorded' became 'finished'\n"
        "style.css:\n"
        "  changed    font-size: 1.667rem;\n"
        "  to         font-size: 2rem;\n"
    )


def test_problems_are_told_in_the_file_that_has_them(workspace: Path) -> None:
    """In the set's own, and once in that of the base, which several sets share."""
    base = _own(workspace, "--whole")
    with (base / "style.css").open("a", encoding="utf-8") as style:
        style.write("p { text-align: justify }\nh2 { text-align: justify }\n")
    for name, rule in (("one", "h2 { text-align: left }"), ("two", "h3 { text-align: justify }")):
        run_s55("template", "new", name, "--from", "our-office", cwd=workspace)
        (workspace / f"templates/{name}/style.css").write_text(f"\n{rule}\n", encoding="utf-8")
    lines = (base / "style.css").read_text(encoding="utf-8").count("\n")
    shared = f"templates/our-office/style.css:{lines - 1}:5: warning L535: 'p' justifies its text."
    result = run_s55("template", "check", "one", cwd=workspace)
    assert result.out == f"{shared} Write left.\n"
    result = run_s55("template", "check", "one", "two", cwd=workspace)
    assert result.out.count(shared) == 1
    assert "templates/two/style.css:2:6: warning L535: 'h3' justifies its text." in result.out


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
    folder = _own(workspace, "--whole")
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
        "'.a' has a contrast of 2.8 to 1. Choose a darker colour, or a lighter background.\n"
    ) in result.out
    assert (
        "templates/our-office/layout.html:30: error L401: there is no field 'titel'. "
        "Did you mean 'title'?\n"
    ) in result.out
    assert result.err == "our-office: 2 errors, 0 warnings\n"


def test_strict_makes_an_error_of_a_warning(workspace: Path) -> None:
    folder = _own(workspace)
    with (folder / "style.css").open("a", encoding="utf-8") as style:
        style.write("p { text-align: justify }\n")
    assert run_s55("template", "check", "our-office", cwd=workspace).status == 0
    assert run_s55("template", "check", "our-office", "--strict", cwd=workspace).status == 1


def test_recipients_of_the_settings_are_known(workspace: Path) -> None:
    manifest = _own(workspace, "--with", "style.css") / "manifest.yaml"
    line = "checklist:\n  - {recipients: [mayor], text: Sent to the mayor}\n"
    manifest.write_text(manifest.read_text(encoding="utf-8") + line, encoding="utf-8")
    result = run_s55("template", "check", "our-office", cwd=workspace)
    assert "'checklist' names the recipient 'mayor', whom s55 mark does not know" in result.out
    settings = workspace / "settings.yaml"
    known = settings.read_text(encoding="utf-8").replace(
        "  add: []\n", "  add:\n    - {recipients: [mayor], text: Sent to the mayor}\n"
    )
    settings.write_text(known, encoding="utf-8")
    result = run_s55("template", "check", "our-office", cwd=workspace)
    assert (result.out, result.err) == ("", "our-office: 0 errors, 0 warnings\n")


def test_problems_for_programs(workspace: Path) -> None:
    folder = _own(workspace, "--whole")
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
    assert title["html"] == [30]
    assert title["word"] == ["in the body: '{{ title }}'"]
    assert title["example"].startswith("Exampleshire Police and Crime Commissioner (PCC) response")
    assert fields["invitation", "reply_line"]["shown"] is True
    assert fields["response", "sections[].items[].addressed_to"]["shown"] is False
    text = run_s55("template", "fields", cwd=workspace).out
    unused = text.split("No layout of this set shows:\n")[1]
    assert "  response: sections[].items[].addressed_to\n" in unused


def test_the_fields_as_a_page(workspace: Path) -> None:
    page = run_s55("template", "fields", "opccn-2022", "--format", "html", cwd=workspace).out
    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>Fields for the layouts of opccn-2022</h1>" in page
    assert '<tr><th scope="row"><code>title</code></th>\n<td>text</td>\n' in page
    assert "Exampleshire Police" in page


def test_a_word_layout_as_text_for_git(workspace: Path) -> None:
    folder = _own(workspace, "--with", "layout.docx")
    result = run_s55("template", "text", str(folder / "layout.docx"), cwd=workspace)
    assert result.out.startswith("== the body\n")
    assert "[Heading 1] {{ title }}\n" in result.out


def test_rules_are_listed_and_explained(workspace: Path) -> None:
    listed = run_s55("template", "rules", cwd=workspace).out
    assert "L515  Text has a contrast of at least 4.5 to 1 with its background.\n" in listed
    page = run_s55("template", "rules", "l515", cwd=workspace).out
    assert page.startswith("# L515: Text has a contrast")
    assert run_s55("template", "rules", "L999", cwd=workspace).status == 2


@pytest.mark.parametrize("command", ["check", "fields", "diff"])
def test_an_unknown_set(workspace: Path, command: str) -> None:
    more = ["opccn-2023"] if command == "diff" else []
    result = run_s55("template", command, "opccn-2032", *more, cwd=workspace)
    assert result.status == 2
    assert "error L101: s55 could not find the template set 'opccn-2032'" in result.err


def test_several_sets(workspace: Path) -> None:
    """They are checked in the order named; each name that no set has is told."""
    result = run_s55("template", "check", "letter", "opccn-2022", cwd=workspace)
    assert (result.status, result.err) == (0, "letter, opccn-2022: 0 errors, 0 warnings\n")
    result = run_s55("template", "check", "lettre", "letter", "none", cwd=workspace)
    assert result.status == 2
    lines = result.err.splitlines()
    assert [line.split("'")[1] for line in lines] == ["lettre", "none"]


def test_a_file_is_replaced_and_put_back(workspace: Path, tmp_path: Path) -> None:
    folder = _own(workspace, "--from", "register")
    before = (folder / "style.css").read_bytes()
    new = tmp_path / "New.css"
    new.write_text(".x { color: #999 }", encoding="utf-8")
    replace = ("template", "replace", "our-office")
    refused = run_s55(*replace, "style.css", str(new), cwd=workspace)
    assert (refused.status, (folder / "style.css").read_bytes()) == (1, before)
    assert "templates/our-office/style.css:1" in refused.err
    new.write_text("table { color: #333 }", encoding="utf-8")
    done = run_s55(*replace, "style.css", str(new), cwd=workspace)
    assert done.out == "Replaced. To take it back: s55 undo templates/our-office/style.css\n"
    assert (folder / "style.css").read_bytes() == new.read_bytes()
    listed = run_s55("history", "templates/our-office/style.css", cwd=workspace).out
    assert "s55 template replace" in listed
    undone = run_s55("undo", "templates/our-office/style.css", cwd=workspace)
    assert undone.status == 0, undone.everything
    assert (folder / "style.css").read_bytes() == before
    for command in (("history", "--show", "9"), ("undo", "--to", "9")):
        missing = run_s55(*command, "templates/our-office/style.css", cwd=workspace)
        assert "s55 history templates/our-office/style.css --all" in missing.err
    # Only what is a file of the set is replaced.
    for name, code in (("../../settings.yaml", "L103"), ("new.css", "L103")):
        assert code in run_s55(*replace, name, str(new), cwd=workspace).err
    other = run_s55("template", "replace", "letter", "style.css", str(new), cwd=workspace)
    assert (other.status, "L101" in other.err) == (2, True)


def test_a_warning_of_the_check_names_the_file_in_the_workspace(
    workspace: Path, tmp_path: Path
) -> None:
    _own(workspace, "--from", "register")
    new = tmp_path / "New.yaml"
    new.write_text(
        "name: our-office\nbased_on: register\nchecks:\n  off:\n    L532: none\n", encoding="utf-8"
    )
    done = run_s55("template", "replace", "our-office", "manifest.yaml", str(new), cwd=workspace)
    assert done.status == 0
    assert done.err.startswith("templates/our-office/manifest.yaml: warning L110: ")


def test_a_file_is_not_replaced_if_a_set_based_on_this_one_would_break(
    workspace: Path, tmp_path: Path
) -> None:
    """Also by way of another set; its name is said."""
    for name, base in (("ours", "register"), ("middle", "ours"), ("theirs", "middle")):
        assert run_s55("template", "new", name, "--from", base, cwd=workspace).status == 0
    part = workspace / "templates/ours/part.html"
    part.write_text("<p>{{ title }}</p>\n", encoding="utf-8")
    layout = workspace / "templates/theirs/layout.html"
    shown = (ROOT / "templates/register/layout.html").read_text(encoding="utf-8")
    layout.write_text(shown.replace("<h1>", "{% include 'part.html' %}<h1>", 1), encoding="utf-8")
    assert run_s55("template", "check", "theirs", cwd=workspace).status == 0
    before = part.read_bytes()
    new = tmp_path / "new.html"
    new.write_text("<p>{{ titel }}</p>\n", encoding="utf-8")
    replace = ("template", "replace", "ours", "part.html", str(new))
    refused = run_s55(*replace, cwd=workspace)
    assert (refused.status, part.read_bytes()) == (1, before)
    (line,) = refused.err.splitlines()
    assert line.startswith("templates/ours/part.html:1: error L401: ")
    assert "(in 'theirs', which is based on this set)" in line
    # What is wrong already is no reason.
    layout.write_text("{{ titel }}", encoding="utf-8")
    done = run_s55(*replace, cwd=workspace)
    assert (done.status, part.read_bytes()) == (0, new.read_bytes())
