"""Sets with many faults at once, as a maintainer makes them: each is told, once, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document

from tests.lint.cases import _box, _linked, _old_drawing, _without_style
from tests.lint.sets import Change, _pack, _unpacked, added, copy_of, part, problems_in, text, word


def _rows(document: Document) -> None:
    """The last row of the particulars goes, and with it their endfor; a header row is off."""
    particulars, judgments = document.tables
    particulars._tbl.remove(particulars.rows[-1]._tr)
    properties = judgments.rows[0]._tr.trPr
    assert properties is not None
    for child in list(properties):
        properties.remove(child)


def _curly(document: Document) -> None:
    """A tag is typed anew, with curly quotation marks, and half of it is bold."""
    paragraph = next(p for p in document.paragraphs if '== "recommendations"' in p.text)
    paragraph.text = ""
    paragraph.add_run("{%p elif section.key")
    paragraph.add_run(" == \u201crecommendations\u201d %}").bold = True


def _misspelt(document: Document) -> None:
    paragraph = next(p for p in document.paragraphs if p.text == "{{ item.text }}")
    paragraph.text = "{{ item.txt }}"


def _level(document: Document) -> None:
    paragraph = next(p for p in document.paragraphs if p.text == "{{ section.heading }}")
    paragraph.style = document.styles["Heading 4"]


IN_WORD: tuple[Change, ...] = (
    word(_rows),
    word(_curly),
    word(_misspelt),
    word(_level),
    _box("{{ title }}"),
    _without_style("List Bullet"),
    _linked("https://example.org/logo.png", "image"),
)
IN_WORD_FOUND = {
    "L303": "table 1, row 1, cell 1: '{%tr for row in header %}'",
    "L309": "section.key == \u201crecommendations\u201d",
    "L310": "section.key == \u201crecommendations\u201d",
    "L401": "no field 'item.txt', in the body, under the heading '{{ item.heading }}'",
    "L501": "no paragraph style named 'List Bullet'",
    "L512": "Heading 4 comes after Heading 1",
    "L513": "a table has no header row, in the body, under the heading '{{ section.heading }}'",
    "L517": "in a text box: '{{ title }}'",
    "L552": "'https://example.org/logo.png'",
}

ON_THE_PAGE: tuple[Change, ...] = (
    text("layout.html", "{{ section.heading }}", "{{ section.heding }}"),
    added("style.css", "\n.notice { color: #aaa }\n"),
    added("style.css", '\nh1 { font-family: "Gill Sans", sans-serif }\n'),
)
ON_THE_PAGE_FOUND = {
    "L401": "no field 'section.heding'",
    "L532": "'.notice' has a contrast of 2.3 to 1",
    "L545": "'h1' names 'Gill Sans'",
}


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("opccn-2023", IN_WORD, IN_WORD_FOUND),
        ("opccn-2023", ON_THE_PAGE, ON_THE_PAGE_FOUND),
        ("panel", ON_THE_PAGE, ON_THE_PAGE_FOUND),
    ],
    ids=["in Word", "on the page", "on the page of a paper"],
)
def test_every_fault_is_told_once_and_at_once(
    tmp_path: Path, name: str, changes: tuple[Change, ...], expected: dict[str, str]
) -> None:
    """No fault hides another, and none is told by two rules."""
    folder = copy_of(name, tmp_path)
    for change in changes:
        change(folder)
    found = problems_in(folder)
    assert sorted(problem.code for problem in found) == sorted(expected)
    for problem in found:
        assert expected[problem.code] in problem.message
        assert problem.hint


def test_an_old_drawing_that_fetches_a_picture_is_told(tmp_path: Path) -> None:
    """Its address is no relation, and Word follows it."""
    folder = copy_of("opccn-2023", tmp_path)
    part(b"<w:body>", _old_drawing('src="https://example.org/a.png"'))(folder)
    (problem,) = [one for one in problems_in(folder) if one.code == "L552"]
    fetched = "the layout fetches 'https://example.org/a.png' (a drawing in the body)"
    assert problem.message == fetched


def test_a_body_of_another_name_is_checked_like_any_other(tmp_path: Path) -> None:
    """Some programs call it document2.xml: what says so are the relations."""
    folder = copy_of("opccn-2023", tmp_path)
    path = folder / "layout.docx"
    parts = _unpacked(path)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    _pack(path, parts)
    assert problems_in(folder) == []
    body = parts["word/document2.xml"]
    parts["word/document2.xml"] = body.replace(b"{{ section.heading }}", b"{{ section.headin }}")
    _pack(path, parts)
    (problem,) = [one for one in problems_in(folder) if one.code == "L401"]
    assert "'section.headin'" in problem.message
