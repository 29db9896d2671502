"""A layout that includes other files of the set is checked as the whole that it makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.lint.checking import set_problems
from s55.lint.field_list import as_html, as_text, field_lines
from s55.lint.parsed.opening import opened
from s55.templating.registry import load_any
from tests.lint.sets import copy_of, found_by, text

START, END = "{% if section.judgments %}", "</table>\n{% endif %}\n"


@pytest.fixture
def divided(tmp_path: Path) -> Path:
    """The standard set, with what shows the judgments in a file of its own, its head in a third."""
    folder = copy_of("opccn-2023", tmp_path)
    layout = folder / "layout.html"
    before, _, rest = layout.read_text(encoding="utf-8").partition(START)
    part, _, after = rest.partition(END)
    head, _, rows = part.partition("<tbody>")
    assert rows
    _write(layout, before + "{% include 'grades.html' %}\n" + after)
    _write(folder / "grades.html", START + "{% include 'caption.html' %}<tbody>" + rows + END)
    _write(folder / "caption.html", head)
    return folder


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _problems(folder: Path) -> list[tuple[str, int | None, str, str]]:
    return [
        (Path(one.file or "").name, one.line, one.code, one.message)
        for one in set_problems(load_any(folder))
    ]


def test_the_fields_of_parts_count_as_those_of_the_layout(divided: Path) -> None:
    """A loop around the tag that includes them gives its name to them."""
    assert _problems(divided) == []


def test_what_is_wrong_in_a_part_is_told_there(divided: Path) -> None:
    """Once: a name that is misspelt, words in one layout alone, a name outside its loop."""
    part = divided / "caption.html"
    text = part.read_text(encoding="utf-8")
    lines = text.count("\n")
    _write(part, f"{text}\n{{{{ section.heding }}}}\n<p>Only on the page</p>\n{{{{ row.area }}}}\n")
    assert sorted(_problems(divided), key=lambda one: one[2]) == [
        ("caption.html", lines + 4, "L306", "'row' is used outside its loop"),
        ("caption.html", lines + 2, "L401", "there is no field 'section.heding'"),
        ("caption.html", lines + 3, "L405", "layout.docx lacks the words 'Only on the page'"),
    ]


def test_a_field_that_a_part_does_not_show_is_missed(divided: Path) -> None:
    part = divided / "caption.html"
    _write(part, part.read_text(encoding="utf-8").replace("{{ section.judgments.caption }}", ""))
    assert ("layout.html", None, "L402") in [one[:3] for one in _problems(divided)]


def test_a_part_that_includes_itself_comes_to_an_end(divided: Path) -> None:
    """What is said is that it cannot be laid out."""
    with (divided / "caption.html").open("a", encoding="utf-8") as part:
        part.write("{% include 'grades.html' %}")
    ((_, _, code, message),) = _problems(divided)
    assert code == "L202"
    assert message.startswith("the layout includes itself")


def test_the_list_of_fields_names_the_part(divided: Path) -> None:
    """With its line, in text and on the page."""
    lines = field_lines(opened(load_any(divided)))
    (caption,) = [one for one in lines if one.path == "sections[].judgments.caption"]
    assert (caption.html, caption.included) == ((), ("caption.html, line 4",))
    assert "\n  HTML: caption.html, line 4\n" in as_text(lines)
    assert "<td>caption.html, line 4<br>" in as_html(lines, "Fields")


@pytest.mark.parametrize("file", ["layout.html", "invitation.html"])
def test_a_slip_in_a_part_of_two_pages_is_told_once(tmp_path: Path, file: str) -> None:
    folder = copy_of("opccn-2023", tmp_path)
    _write(folder / "foot.html", "{{ titel }}")
    for page in {"layout.html", file}:
        text(page, "</body>", "{% include 'foot.html' %}</body>")(folder)
    (problem,) = found_by("L401", folder)
    assert (Path(problem.file or "").name, problem.line) == ("foot.html", 1)


@pytest.mark.parametrize(("code", "tag"), [("L522", "title"), ("L523", "h1"), ("L527", "main")])
def test_what_a_page_needs_may_be_in_a_part(tmp_path: Path, code: str, tag: str) -> None:
    """Its title, its main heading and its contents; without them the rule finds something."""
    folder = copy_of("opccn-2023", tmp_path)
    layout = folder / "layout.html"
    before, opening, rest = layout.read_text(encoding="utf-8").partition(f"<{tag}")
    inside, closing, after = rest.partition(f"</{tag}>")
    _write(folder / "part.html", opening + inside + closing)
    _write(layout, before + "{% include 'part.html' %}" + after)
    assert found_by(code, folder) == []
    _write(folder / "part.html", "")
    assert len(found_by(code, folder)) == 1


def test_words_that_a_set_takes_from_its_base_need_not_be_shown(tmp_path: Path) -> None:
    """Its own layouts may do without them; its own words are shown, unless a layout is broken."""
    folder = copy_of("opccn-2023", tmp_path)
    manifest = "name: opccn-2023\ntitle: Ours\nbased_on: red-amber-green\n"
    _write(folder / "manifest.yaml", manifest)
    assert found_by("L407", folder) == []
    own = "words:\n  undoed: Withdrawn\n"
    _write(folder / "manifest.yaml", manifest + own)
    assert [one.message for one in found_by("L407", folder)] == [
        "no layout shows 'undoed' of 'words'"
    ]
    _write(folder / "layout.html", "{% if %}")
    assert found_by("L407", folder) == []
