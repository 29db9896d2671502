"""What a Word layout fetches is found in every part: relations, old drawings, SVG pictures."""

from __future__ import annotations

import pytest

from s55.errors import S55Error
from s55.render.paper.file import WordFile
from s55.render.word.safety import finished, open_parts
from s55.word.package import TYPES, Relation
from s55.word.xml import W
from tests.render.word_files import render

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VML = "urn:schemas-microsoft-com:vml"


def _relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    one = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{RELATIONS}">{one}</Relationships>'.encode()


def _drawing(attribute: str, name: str = "imagedata") -> bytes:
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    return (
        f'<w:numbering xmlns:w="{W}" xmlns:v="{VML}" {office}><v:shape>'
        f"<v:{name} {attribute}/></v:shape></w:numbering>"
    ).encode()


def _svg(inner: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode()


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("word/_rels/document.xml.rels", _relation("image", "https://example.org/a.png"), "image"),
        ("word/_rels/header1.xml.rels", _relation("video", "https://example.org/a"), "video"),
        ("word/charts/_rels/chart1.xml.rels", _relation("oleObject", "a.xlsx"), "oleObject"),
        ("_rels/.rels", _relation("metadata/thumbnail", "https://example.org/a"), "thumbnail"),
        ("word/_rels/document.xml.rels", _relation("hyperlink", "file:///a"), "hyperlink"),
        ("word/_rels/document.xml.RELS", _relation("image", "https://example.org/"), "image"),
        ("word/_rels/document.xml.rels", _relation("image", "https://example.org/", ""), "image"),
        ("word/_rels/document.xml.rels", _relation("image", "\\\\example\\a.png", ""), "image"),
        ("word/_rels/a.xml.rels", _relation("image", "//b/a", ' TargetMode="external"'), "image"),
        ("word/_rels/webSettings.xml.rels", _relation("frame", "https://example.org/"), "frame"),
        ("word/numbering.xml", _drawing('src="https://example.org/a.png"'), "example.org/a.png"),
        ("word/document2.xml", _drawing('o:href="https://example.org/a.png"'), "example.org"),
        ("other/body.xml", _drawing('o:althref="a.mso"', "fill"), "a.mso"),
        ("word/document.xml", _drawing('src="{{ title }}"'), "{{ title }}"),
        ("word/document.xml", _drawing('href="file:///a"', "rect"), "file:///a"),
        ("word/media/a.svg", _svg('<image href="https://example.org/a.png"/>'), "example.org"),
        ("word/media/a.SVG", _svg("<style>a { b: url('//example.org') }</style>"), "//example.org"),
        ("word/media/a.svg", _svg('<rect fill="url(https://example.org/x)"/>'), "example.org/x"),
        ("word/media/a.svg", b"<svg", "damaged"),
    ],
)
def test_what_fetches_is_found(name: str, content: bytes, found: str) -> None:
    """Wherever it stands, and whatever the part is called."""
    (problem,) = open_parts({name: content})
    assert problem.code == "L204"
    assert found in problem.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/_rels/document.xml.rels", _relation("hyperlink", "https://example.org/")),
        ("word/_rels/document.xml.rels", _relation("hyperlink", "mailto:a@example.org")),
        ("word/_rels/settings.xml.rels", _relation("attachedTemplate", "file:///C:/a.dotm")),
        ("word/_rels/document.xml.rels", _relation("image", "media/a.png", "")),
        ("word/document.xml", _drawing('o:title="a"')),
        ("word/document.xml", _drawing('href="https://example.org/"', "rect")),
        ("word/media/a.svg", _svg('<use href="#a"/><rect fill="url(#b)"/>')),
        ("word/media/a.svg", _svg('<image href="data:image/png;base64,AA"/>')),
    ],
)
def test_what_only_people_follow_is_no_fault(name: str, content: bytes) -> None:
    """Links to the web, what is dropped when a document is written, parts of the file itself."""
    assert list(open_parts({name: content})) == []


# --- finished files ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "subDocument", "x"])
def test_of_a_finished_file_only_links_lead_out(kind: str) -> None:
    """Whatever kind a relation is of, and whichever part has it: nothing is written."""
    relations = {"word/_rels/footer1.xml.rels": _relation(kind, "https://example.org/a")}
    with pytest.raises(S55Error) as refused:
        finished({TYPES: b"", "_rels/.rels": _relation("hyperlink", "#a"), **relations})
    assert [one.code for one in refused.value.problems] == ["L204"]
    assert "https://example.org/a" in refused.value.problems[0].message


def test_links_lead_out_of_a_finished_file() -> None:
    """They are followed by people."""
    link = {"word/_rels/document.xml.rels": _relation("hyperlink", "https://example.org/")}
    assert finished({TYPES: b"", "_rels/.rels": _relation("a", "b", ""), **link})[:2] == b"PK"


def test_a_paper_or_redline_that_would_fetch_something_is_not_written() -> None:
    """Both are put together from other files, and written in one way."""
    file = WordFile(render())
    assert file.written()
    file.relate(file.main, Relation(f"{OFFICE}/image", "https://example.org/a.png", external=True))
    with pytest.raises(S55Error, match=r"https://example\.org/a\.png"):
        file.written()
