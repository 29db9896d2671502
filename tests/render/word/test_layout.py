"""Word layouts that cannot be used: each is told with its code and its place."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docxtpl import DocxTemplate

from s55.errors import ExitCode, S55Error
from s55.problems import Problem
from s55.render.word import layout
from s55.render.word import package as docx_package
from s55.render.word.document import to_docx
from s55.templating.sets import TemplateSet
from s55.word.package import TYPES
from s55.word.xml import T
from tests.render.word_files import BODY, changed_set, part_of, standard, with_layout
from tests.views_for_tests import rich_view

FOOTER = "word/footer1.xml"


def told(template: TemplateSet) -> Problem:
    """The one problem that the layout ends in."""
    with pytest.raises(S55Error) as caught:
        to_docx(rich_view(), template)
    assert caught.value.exit_code is ExitCode.SETTINGS
    (problem,) = caught.value.problems
    assert problem.file == str(template.path("layout.docx"))
    return problem


def repacked(changes: dict[str, bytes | None]) -> bytes:
    """The 2023 layout with some parts replaced, added or (None) left out."""
    out = BytesIO()
    with ZipFile(BytesIO(standard().read("layout.docx"))) as old, ZipFile(out, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()} | changes
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content, ZIP_DEFLATED)
    return out.getvalue()


def without_a_kind(name: str) -> bytes:
    """The 2023 layout, whose list of content types has nothing for a part."""
    with ZipFile(BytesIO(standard().read("layout.docx"))) as old:
        types = old.read(TYPES)
    head = f'PartName="{name}" Content'.encode()
    assert head in types
    return repacked({TYPES: types.replace(head + b"Type=", head + b"=")})


def with_xml_as(ending: str) -> bytes:
    """The 2023 layout, whose list of content types calls files of another ending XML."""
    with ZipFile(BytesIO(standard().read("layout.docx"))) as old:
        types = old.read(TYPES)
    kind = f'<Default Extension="{ending}" ContentType="application/any+xml"/></Types>'
    return repacked({TYPES: types.replace(b"</Types>", kind.encode())})


# --- tags ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        (
            "{{ title }}",
            "{{ titel }}",
            "the Word layout names an unknown field 'titel', in the body: '{{ titel }}'",
            "Did you mean 'title'? docs/templates.md lists the fields.",
        ),
        (
            "{{ row.value }}",
            "{{ row.valeu }}",
            "the Word layout names an unknown field 'row.valeu', in the body, under the heading "
            "'{{ title }}', table 1, row 2, cell 2: '{{ row.valeu }}'",
            "Did you mean 'value'? docs/templates.md lists the fields.",
        ),
        (
            "{{ section.body }}",
            "{{ sectoin.body }}",
            "the Word layout names an unknown field 'sectoin', in the body, under the heading "
            "'{{ section.heading }}': '{{ sectoin.body }}'",
            "Did you mean 'section'? docs/templates.md lists the fields.",
        ),
        (
            "{%p for item in section.items %}",
            "{%p for item in section.itmes %}",
            "the Word layout names an unknown field 'section.itmes', in the body, under the "
            "heading '{{ section.heading }}': '{%p for item in section.itmes %}'",
            "Did you mean 'items'? docs/templates.md lists the fields.",
        ),
        (
            "{{ line.box }} {{ line.text }}",
            "{{ line.box }} {{ line.words }}",
            "the Word layout names an unknown field 'line.words', in the body, under the heading "
            "'{{ section.closing_heading }}': '{{ line.box }} {{ line.words }} ({{ line.state }})'",
            "docs/templates.md lists the fields.",
        ),
    ],
)
def test_an_unknown_field(tmp_path: Path, old: str, new: str, message: str, hint: str) -> None:
    """L203 names the field, the heading, the cell and the paragraph, and what was meant."""
    problem = told(changed_set(tmp_path, lambda xml: xml.replace(old, new)))
    assert (problem.code, problem.message, problem.hint) == ("L203", message, hint)


def test_an_unknown_field_in_the_footer(tmp_path: Path) -> None:
    """The part is named."""
    problem = told(
        changed_set(tmp_path, lambda xml: xml.replace("document_title", "short_title"), FOOTER)
    )
    assert problem.code == "L203"
    assert "'short_title', in the footer: '{{ short_title }}Page 1 of 1'" in problem.message


def test_an_unknown_word_of_the_set(tmp_path: Path) -> None:
    """The words of a set are looked up by name."""
    problem = told(
        changed_set(tmp_path, lambda xml: xml.replace("{{ title }}", "{{ words.sign }}"))
    )
    assert (problem.code, "'words.sign'" in problem.message) == ("L203", True)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("{{ title }}", "{{ title }", "in the body: '{{ title }'"),
        ("{{ row.label }}", "{{ row.label", "table 1, row 2, cell 1: '{{ row.label'"),
        ("{{ title }}", "{{ title ! }}", "in the body: '{{ title ! }}'"),
        ("{{ title }}", "{{ title | uper }}", "in the body: '{{ title | uper }}'"),
        ("{{ title }}", "{% include 'x' %", "in the body: '{% include 'x' %'"),
        ("{%p if item.action_details %}", "{%p if %}", "under the heading '{{ item.heading }}'"),
    ],
)
def test_a_tag_that_is_not_well_written(tmp_path: Path, old: str, new: str, place: str) -> None:
    """L202 names the paragraph of the tag, not one that it swallowed."""
    problem = told(changed_set(tmp_path, lambda xml: xml.replace(old, new)))
    assert problem.code == "L202"
    assert place in problem.message


def test_rows_of_a_table_within_a_cell_may_be_repeated(tmp_path: Path) -> None:
    """The row around them has words of its own, and is not repeated."""

    def within_a_cell(xml: str) -> str:
        begin, end = xml.index("<w:tbl>"), xml.index("</w:tbl>") + len("</w:tbl>")
        words = "<w:p><w:r><w:t>Beside</w:t></w:r></w:p>"
        cell = f"<w:tc><w:tcPr/>{words}{xml[begin:end]}<w:p/></w:tc>"
        table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
        return xml[:begin] + table + xml[end:]

    view = rich_view()
    root = part_of(to_docx(view, changed_set(tmp_path, within_a_cell)))
    words = [node.text for node in root.iter(T)]
    assert words.count("Beside") == 1
    assert [words.count(row.label) for row in view.header] == [1] * len(view.header)


def test_a_block_without_its_end(tmp_path: Path) -> None:
    """L202, with what the template engine says of it."""
    problem = told(changed_set(tmp_path, lambda xml: xml.replace("{%p endif %}", "")))
    assert problem.code == "L202"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{%p if section.judgments %}", "{%p if title %}{%p if section.judgments %}"),
        ("{%p if section.judgments %}", "Grades: {%p if section.judgments %}"),
        ("{%tr for row in header %}", "{%tr for row in header %} {{ title }}"),
    ],
)
def test_words_beside_a_tag_that_stands_for_its_paragraph(
    tmp_path: Path, old: str, new: str
) -> None:
    """L202: docxtpl would drop them in silence."""
    problem = told(changed_set(tmp_path, lambda xml: xml.replace(old, new)))
    assert problem.code == "L202"
    assert problem.message.startswith("what stands beside a tag of the Word layout would be lost")
    assert problem.message.endswith(f"'{new}'")


@pytest.mark.parametrize("tag", ["{{ title }", "{ title }}", "{% if title %}A{% endif }"])
def test_a_tag_without_one_of_its_brackets(tag: str, tmp_path: Path) -> None:
    """L202: it would be printed as it stands, or take what follows with it."""
    problem = told(changed_set(tmp_path, lambda xml: xml.replace("{{ title }}", tag)))
    assert problem.code == "L202"
    assert f"in the body: '{tag}'" in problem.message


def test_a_picture_beside_a_tag_that_stands_for_its_paragraph(tmp_path: Path) -> None:
    """L202: docxtpl would drop it in silence."""
    picture = "<w:r><w:drawing/></w:r></w:p>"

    def with_picture(xml: str) -> str:
        before, found, after = xml.partition("{%p if section.judgments %}")
        return before + found + after.replace("</w:p>", picture, 1)

    problem = told(changed_set(tmp_path, with_picture))
    assert problem.code == "L202"
    assert problem.message.startswith("what stands beside a tag of the Word layout would be lost")


def test_a_block_that_tears_paragraphs(tmp_path: Path) -> None:
    """A tag without its 'p' begins inside one paragraph and ends inside a cell."""

    def change(xml: str) -> str:
        start = "{{ section.judgments.caption }}"
        end = "{{ section.judgments.area_heading }}"
        return xml.replace(start, start + "{% if not title %}").replace(end, end + "{% endif %}")

    problem = told(changed_set(tmp_path, change))
    assert problem.code == "L202"
    assert problem.message == (
        "a tag of the Word layout begins in one paragraph and ends in another, in the body, "
        "under the heading '{{ section.heading }}': "
        "'{{ section.judgments.caption }}{% if not title %}'"
    )
    assert "{%p ... %}" in problem.hint


@pytest.mark.parametrize(
    ("tag", "what"),
    [
        ("{{ header }}", "a tag shows a whole tuple"),
        ("{{ sections[0] }}", "a tag shows a whole Section"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ title() }}", "'str' object is not callable"),
        ("{% include 'x' %}", "no loader for this environment specified"),
        (
            "{% for a in range(99999) %}{{ a }}{{ title }}{% for b in range(9) %}{{ title }}"
            "{% endfor %}{% endfor %}",
            "more than 100000 pieces",
        ),
        ("{{ ''.__class__.__mro__ }}", "access to attribute '__class__' of 'str' object is unsafe"),
    ],
)
def test_a_tag_that_cannot_be_worked_out(tmp_path: Path, tag: str, what: str) -> None:
    """L205 with the reason and the place; nothing reaches Python's inside or the disk."""
    problem = told(changed_set(tmp_path, lambda xml: xml.replace("{{ title }}", tag)))
    assert problem.code == "L205"
    assert what in problem.message
    assert f"in the body: '{tag[:40]}" in problem.message


def test_a_field_between_cells(tmp_path: Path) -> None:
    """L206 for ``{{tr x }}``."""
    problem = told(
        changed_set(tmp_path, lambda xml: xml.replace("{{ row.label }}", "{{tr row.label }}"))
    )
    assert problem.code == "L206"


def test_a_style_that_is_missing(tmp_path: Path) -> None:
    """L208 when a text takes it."""
    problem = told(
        changed_set(
            tmp_path,
            lambda xml: xml.replace('w:val="List Bullet"', 'w:val="Bullets"'),
            "word/styles.xml",
        )
    )
    assert problem.code == "L208"
    assert problem.message == "the Word layout has no paragraph style named 'List Bullet'"


# --- damage ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "it is not a zip file"),
        (b"PK\x03\x04 and so on", "it is not a zip file"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "it is not a zip file"),
        (
            without_a_kind("/word/settings.xml"),
            "does not say what kind of part /word/settings.xml is",
        ),
        (with_xml_as("bin"), "its part '.bin' is XML and no .xml file"),
        (repacked({TYPES: None}), "it is a zip file, but not a Word document"),
        (repacked({BODY: None}), "it is an Office file, but not a Word document"),
        (repacked({"_rels/.rels": None}), "it has no document that can be opened"),
        (repacked({BODY: b"<w:document"}), f"its part '{BODY}' is not sound XML"),
        (repacked({BODY: b"<html/>"}), "it has no document that can be opened"),
        (repacked({"word/styles.xml": b"\xff\xfe"}), "'word/styles.xml' is not sound XML"),
        (
            repacked({"word/settings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "'word/settings.xml' declares a document type",
        ),
        (
            repacked({"word/settings.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}),
            "'word/settings.xml' declares a document type",
        ),
        (
            repacked({"word/settings.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}),
            "'word/settings.xml' is in the encoding utf-7, which Word never uses",
        ),
        (
            repacked(
                {"word/settings.xml": b'<?xml version="1.0"%sencoding="utf-7"?><a/>' % (b" " * 300)}
            ),
            "'word/settings.xml' is in the encoding utf-7, which Word never uses",
        ),
        (repacked({"word/a\n\x1b.xml": b"<a"}), "its part 'word/a??.xml' is not sound XML"),
        (
            repacked({"word/settings.xml": b'<?xml version="1.0" encoding="a\n\x1b[2J\xff"?><a/>'}),
            "'word/settings.xml' is in the encoding a??[2J\ufffd, which Word never uses",
        ),
        (
            repacked(
                {"word/settings.xml": b'<?xml version="1.0" encoding="%s"?><a/>' % (b"a" * 999)}
            ),
            f"is in the encoding {'a' * 100}…, which Word never uses",
        ),
        (standard().read("layout.docx")[:-3000], "it is not a zip file"),
    ],
)
def test_a_damaged_file(tmp_path: Path, data: bytes, what: str) -> None:
    """L201 says what is wrong with the file; the cure is the same for all."""
    problem = told(with_layout(tmp_path, data))
    assert problem.code == "L201"
    assert what in problem.message
    assert problem.message.isprintable()
    assert problem.hint.startswith("Open it in Word")


def test_a_damaged_part(tmp_path: Path) -> None:
    """A bit that flipped on the disk."""
    data = bytearray(standard().read("layout.docx"))
    place = data.index(b"word/styles.xml") + 200
    data[place] ^= 0xFF
    assert told(with_layout(tmp_path, bytes(data))).code == "L201"


def test_a_file_that_unpacks_to_far_more(tmp_path: Path) -> None:
    """Its ratio is that of no document."""
    problem = told(with_layout(tmp_path, repacked({"word/media/x.bin": bytes(30_000_000)})))
    assert "unpacked, the Word file would have 30 MB" in problem.message


def test_a_file_that_lies_about_its_size(tmp_path: Path) -> None:
    """The size in the zip's directory is not believed."""
    data = bytearray(repacked({"word/media/x.bin": bytes(30_000_000)}))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/x.bin"))
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    assert told(with_layout(tmp_path, bytes(data))).code == "L201"


def test_a_file_of_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one with a part twice."""
    monkeypatch.setattr(docx_package, "MAX_PARTS", 5)
    assert "more than 5 parts" in told(with_layout(tmp_path, repacked({}))).message


def test_a_part_with_too_much_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_SOURCE_BYTES", 1_000)
    problem = told(with_layout(tmp_path, repacked({"word/other.bin": b"new"})))
    assert problem.code == "L201"
    assert "of text and layout" in problem.message


def test_the_markers_own_characters(tmp_path: Path) -> None:
    """A layout that holds one could show one text in another's place."""
    problem = told(
        changed_set(tmp_path, lambda xml: xml.replace("{{ title }}", "\ufdd00\ufdd1{{ title }}"))
    )
    assert (problem.code, "U+FDD0" in problem.message) == ("L201", True)


def test_an_encrypted_file(tmp_path: Path) -> None:
    """A layout with a password is no zip that can be read."""
    data = bytearray(repacked({}))
    flags = data.index(b"PK\x01\x02") + 8
    data[flags] |= 1
    assert told(with_layout(tmp_path, bytes(data))).code == "L201"


def test_a_layout_is_read_once_for_many_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is checked again when it has changed, and each time that it is refused."""
    read = Mock(side_effect=docx_package.read_parts)
    patched = Mock(side_effect=DocxTemplate.patch_xml)
    monkeypatch.setattr(layout, "read_parts", read)
    monkeypatch.setattr(DocxTemplate, "patch_xml", patched)
    layout._safe_parts.cache_clear()
    layout._patched.cache_clear()
    first = to_docx(rich_view(), standard())
    parts = patched.call_count
    assert (read.call_count, parts > 0) == (1, True)
    assert to_docx(rich_view(), standard()) == first
    changed = changed_set(tmp_path, lambda xml: xml.replace("{{ title }}", "To {{ title }}"))
    assert to_docx(rich_view(), changed) != first
    assert (read.call_count, patched.call_count) == (2, parts + 1)
    refused = changed_set(tmp_path / "other", lambda xml: xml.replace("<w:body>", "<w:body>\ufdd0"))
    for _ in range(2):
        assert told(refused).code == "L201"
    assert read.call_count == 4
