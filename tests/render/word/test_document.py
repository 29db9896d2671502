"""A response as a Word file: fields, controls, properties, the same bytes each time."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from hypothesis import given, settings
from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.render.word.document import to_docx
from s55.richtext.nodes import Block, Control, Hyperlink, Text
from s55.views.fields import BlockField, CheckField, InlineField
from s55.views.response.contents import ChecklistLineView, HeaderRow, LogoView, Section
from s55.word.xml import MC, W14, value_of, w
from tests import validators
from tests.extracted import characters
from tests.render.word_files import (
    BODY,
    NS,
    changed_set,
    numbers,
    para,
    part_of,
    standard,
    style_of,
    text_of,
    value,
    view_of,
    with_layout,
)
from tests.strategies import blocks as any_blocks
from tests.views_for_tests import rich_view

YEARS = (2022, 2023)


def png(width: int, height: int) -> bytes:
    """A picture of one colour, 72 dots to the inch as Word takes it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\x1d\x2f\x5f" * width) * height))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


def lines_of(data: bytes) -> list[str]:
    """The text of each paragraph of the body."""
    return [text_of(one) for one in part_of(data).iter(w("p"))]


# --- what the standard layouts show ----------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_sections_show_their_parts_in_order(year: int) -> None:
    """The words of the view, in the order of the form."""
    shown = [line for line in lines_of(to_docx(rich_view(blocks=()), standard(year))) if line]
    start = shown.index("PCC response to report and any Recommendations/Areas for Improvement")
    assert shown[start + 1 :] == [
        "I have read the report with care.",
        "I note the comments.",
        "Recommendation 2",
        "I shall ask for a report in May.",
        "Action taken:",
        "A board now meets each month.",
        "I shall return to it in the spring.",
        "For Office Use Only:",
        "☑ Response forwarded to HMICFRS Section 55 Responses (done on 30 August 2023)",
        "☐ Response forwarded to Police and Crime Panel (not yet done)",
    ]


def test_the_2023_layout_gives_each_recommendation_a_heading() -> None:
    """With a colon where it stands by itself, without where it is commented on."""
    root = part_of(to_docx(rich_view(blocks=()), standard(2023)))
    headings = [(style_of(one), text_of(one)) for one in root.iter(w("p"))]
    assert [one for one in headings if one[0] in {"Heading3", "Heading4"}] == [
        ("Heading3", "Cause of concern 1"),
        ("Heading4", "Recommendation 1.1"),
        ("Heading4", "Recommendation 1.2"),
        ("Heading3", "Recommendation 2:"),
        ("Heading3", "Recommendation 3:"),
        ("Heading3", "Recommendation 6:"),
        ("Heading3", "Recommendation 2"),
        ("Heading3", "Recommendation 3"),
        ("Heading3", "Recommendation 2"),
    ]


def test_the_2022_layout_numbers_recommendations() -> None:
    """As one list, like the areas for improvement."""
    root = part_of(to_docx(rich_view(blocks=()), standard(2022)))
    listed = [
        text_of(one) for one in root.iter(w("p")) if one.find("w:pPr/w:numPr", NS) is not None
    ]
    assert listed.count("The force should do better at 7.") == 2


def test_the_head_of_the_document() -> None:
    """Draft notice, title as the only first-level heading, statutory line, header table."""
    view = rich_view(blocks=())
    root = part_of(to_docx(view, standard()))
    styles = [(style_of(one), text_of(one)) for one in root.iter(w("p"))]
    assert styles[:3] == [
        ("DraftNotice", view.draft_notice),
        ("Heading1", view.title),
        ("StatutoryLine", view.statutory_line),
    ]
    table = root.find("w:body/w:tbl", NS)
    assert table is not None
    assert value(table, "w:tblPr/w:tblStyle") == "ParticularsTable"
    assert [[text_of(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))] == [
        [row.label, str(row.value)] for row in view.header
    ]
    assert [style for style, _ in styles].count("Heading1") == 1


def test_what_is_empty_takes_its_paragraph_with_it() -> None:
    """No notice, no logo, no introduction: no empty paragraphs in their places."""
    view = replace(rich_view(draft=False), sections=(Section("key_findings", "Key"),))
    assert lines_of(to_docx(view, standard()))[-1] == "Key"
    assert "" not in lines_of(to_docx(view, standard()))


def test_every_field_stands_in_a_control_with_its_path() -> None:
    """Each path of the view is the tag of a control, in the order of the document."""
    view = rich_view()
    root = part_of(to_docx(view, standard()))
    tags = [value(one, "w:sdtPr/w:tag") for one in root.iter(w("sdt"))]
    assert tags[:3] == ["inspection.title", "inspection.published", "inspection.link"]
    shown = {tag for tag in tags if tag}
    uncommented = tuple(f"recommendations.items[{n}" for n in ("1", "6]", "3].p", "3].a"))
    assert {path for path in _paths(view) if not path.startswith(uncommented)} <= shown
    assert {"recommendations.items[1.2].text", "recommendations.items[6].text"} <= shown
    assert {"distribution.panel", "key_findings", "judgments.items[1].grade"} <= shown


def _paths(node: object) -> set[str]:
    if isinstance(node, InlineField | CheckField | Control):
        return {node.path}
    if isinstance(node, tuple):
        return set().union(*map(_paths, node))
    if is_dataclass(node):
        return set().union(*(_paths(getattr(node, one.name)) for one in fields(node)))
    return set()


def test_ids_are_unique_in_the_document() -> None:
    """Of controls, bookmarks and their names."""
    root = part_of(to_docx(rich_view(), standard()))
    controls = [value(one, "w:sdtPr/w:id") for one in root.iter(w("sdt"))]
    starts = [(one.get(w("id")), one.get(w("name"))) for one in root.iter(w("bookmarkStart"))]
    ends = [one.get(w("id")) for one in root.iter(w("bookmarkEnd"))]
    assert len(set(controls)) == len(controls)
    assert len({name for _, name in starts}) == len(starts)
    assert sorted(str(number) for number, _ in starts) == sorted(map(str, ends))
    assert len(set(ends)) == len(ends)


def test_marks_of_the_checklist_are_check_boxes() -> None:
    """A click in Word changes them; the words say the same."""
    root = part_of(to_docx(rich_view(), standard()))
    boxes = root.findall(f".//{{{W14}}}checkbox")
    assert [box[0].get(f"{{{W14}}}val") for box in boxes] == ["1", "0"]
    states = {(one.get(f"{{{W14}}}val"), one.get(f"{{{W14}}}font")) for one in list(boxes[0])[1:]}
    assert states == {("2611", "Segoe UI Symbol"), ("2610", "Segoe UI Symbol")}
    assert "w14" in (root.get(f"{{{MC}}}Ignorable") or "").split()


def test_text_that_looks_like_a_tag_stays_text() -> None:
    """In a field of one line, in a fixed string, in a field of paragraphs."""
    trap = "{{ title }} {% endfor %} {_{ x }_} &lt; <w:p/> & \\n {{r x}}"
    view = replace(view_of(para(trap)), title=trap)
    view = replace(view, header=(HeaderRow(trap, InlineField("a", "A", (Text(trap),))),))
    assert lines_of(to_docx(view, standard())).count(trap) == 4


def test_strings_keep_line_feeds_and_tabs() -> None:
    """As breaks and tabs, in the run's own look."""
    view = replace(rich_view(), title="one\ntwo\tthree")
    heading = next(
        one
        for one in part_of(to_docx(view, standard())).iter(w("p"))
        if style_of(one) == "Heading1"
    )
    assert text_of(heading) == "one\ntwo\tthree"


# --- how layouts may write their tags --------------------------------------------------------


def test_a_field_of_paragraphs_may_share_its_paragraph(tmp_path: Path) -> None:
    """What stands before and after becomes paragraphs of the same style."""
    template = changed_set(
        tmp_path, lambda xml: xml.replace("{{ section.body }}", "Before {{ section.body }} after")
    )
    root = part_of(to_docx(view_of(para("one"), para("two")), template))
    last = list(root.iter(w("p")))[-4:]
    assert [(style_of(one), text_of(one)) for one in last] == [
        ("BodyText", "Before "),
        ("BodyText", "one"),
        ("BodyText", "two"),
        ("BodyText", " after"),
    ]


def test_a_text_is_kept_with_what_follows_as_its_paragraph_of_the_layout_is(
    tmp_path: Path,
) -> None:
    """Its last paragraph; what introduces a list stays with it anyway."""

    def kept(xml: str) -> str:
        before, found, after = xml.partition("{{ section.body }}")
        head, end, run = before.rpartition("</w:pPr>")
        return f"{head}<w:keepNext/>{end}{run}{found}{after}"

    template = changed_set(tmp_path, kept)
    root = part_of(to_docx(view_of(para("one"), para("two"), numbers("three", "four")), template))
    kept_with_next = {
        text_of(one): one.find(f"{w('pPr')}/{w('keepNext')}") is not None
        for one in list(root.iter(w("p")))[-4:]
    }
    assert kept_with_next == {"one": False, "two": True, "three": False, "four": True}


@pytest.mark.parametrize("tag", ["{{p section.body }}", "{{r section.body }}"])
def test_docxtpls_own_ways_to_write_a_field(tmp_path: Path, tag: str) -> None:
    """``{{p x }}`` and ``{{r x }}`` show what ``{{ x }}`` shows."""
    template = changed_set(tmp_path, lambda xml: xml.replace("{{ section.body }}", tag))
    assert lines_of(to_docx(view_of(para("one"), numbers("two")), template))[-2:] == ["one", "two"]


@pytest.mark.parametrize(
    ("after", "space"), [("", "0"), ("{{ sections[0].reply }}", "0"), ("Then:", "160")]
)
def test_the_text_that_ends_a_cell_has_no_space_after_it(
    after: str, space: str, tmp_path: Path
) -> None:
    """The row would be higher by it; a paragraph that shows nothing is not the end."""
    ending = f'</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">{after}'
    template = changed_set(
        tmp_path, lambda xml: xml.replace("{{ row.value }}", "{{ sections[0].body }}" + ending)
    )
    cell = list(part_of(to_docx(view_of(numbers("one", "two")), template)).iter(w("tc")))[1]
    found = {
        text_of(one): value_of(one.find(w("pPr")), "spacing", "after") for one in cell.iter(w("p"))
    }
    assert (found["one"], found["two"]) == (None, space)


def test_blocks_in_a_table_cell(tmp_path: Path) -> None:
    """The cell still ends in a paragraph, as Word demands."""
    template = changed_set(
        tmp_path, lambda xml: xml.replace("{{ row.value }}", "{{ sections[0].body }}")
    )
    view = view_of(Control("a", "A", (para("one"),)))
    cell = list(part_of(to_docx(view, template)).iter(w("tc")))[1]
    assert [etree.QName(one).localname for one in cell] == [
        "tcPr",
        "bookmarkStart",
        "sdt",
        "bookmarkEnd",
        "p",
    ]
    assert value_of(cell[-1].find(w("pPr")), "spacing", "line") == "40", (
        "the row is no higher by it"
    )


def test_a_cell_in_which_nothing_is_left_keeps_the_height_of_a_line(tmp_path: Path) -> None:
    empty = "{%p if false %}</w:t></w:r></w:p><w:p><w:r><w:t>{%p endif %}"
    template = changed_set(tmp_path, lambda xml: xml.replace("{{ row.value }}", empty))
    cell = list(part_of(to_docx(view_of(para("one")), template)).iter(w("tc")))[1]
    assert [etree.QName(one).localname for one in cell] == ["tcPr", "p"]
    assert len(cell[-1]) == 0


def test_filters_and_joined_strings(tmp_path: Path) -> None:
    """What a tag makes of a string is shown as it is."""
    template = changed_set(
        tmp_path, lambda xml: xml.replace("{{ title }}", '{{ title | upper }} {{ "a" ~ (1 + 1) }}')
    )
    view = replace(rich_view(), title="the & title")
    assert "THE & TITLE a2" in lines_of(to_docx(view, template))


def test_a_tag_torn_into_runs(tmp_path: Path) -> None:
    """Word splits a tag where it was edited or spell-checked."""
    torn = (
        '{{ </w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>title</w:t></w:r><w:r><w:t> }}'
    )
    template = changed_set(tmp_path, lambda xml: xml.replace("{{ title }}", torn))
    assert rich_view().title in lines_of(to_docx(rich_view(), template))


def test_fields_in_the_footer_and_in_attributes(tmp_path: Path) -> None:
    """A footer takes controls too; an attribute takes words."""
    template = changed_set(
        tmp_path,
        lambda xml: xml.replace("{{ document_title }}", "{{ header[2].value }} {{ logo }}"),
        "word/footer1.xml",
    )
    logo = LogoView(png(30, 10), "image/png", "The office")
    data = to_docx(rich_view(logo=logo), template)
    footer = part_of(data, "word/footer1.xml")
    assert value(footer, ".//w:sdt/w:sdtPr/w:tag") == "inspection.link"
    relations = part_of(data, "word/_rels/footer1.xml.rels")
    assert sorted((one.get("Type") or "").rsplit("/", 1)[1] for one in relations) == [
        "hyperlink",
        "image",
    ]


def test_what_a_loop_repeats_becomes_unique(tmp_path: Path) -> None:
    """Ids that Word gave to a layout's paragraphs, bookmarks and controls."""
    old = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>'
    new = (
        '<w:p w14:paraId="0A0B0C0D" w14:textId="77777777"><w:pPr><w:pStyle w:val="Heading2"/>'
        '</w:pPr><w:bookmarkStart w:id="900" w:name="_Mark"/><w:bookmarkEnd w:id="900"/>'
        '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    template = changed_set(tmp_path, lambda xml: xml.replace(old, new))
    root = part_of(to_docx(rich_view(), template))
    paragraph_ids = root.findall(f".//*[@{{{W14}}}paraId]")
    assert len(paragraph_ids) == 1
    assert len(root.findall(".//w:bookmarkStart[@w:name='_Mark']", NS)) == 1
    assert root.find(".//w:sdtPr/w:id[@w:val='5']", NS) is None


# --- logo, properties, bytes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "expected"),
    [((1200, 300), (6.0, 1.5)), ((300, 1200), (0.625, 2.5)), ((72, 36), (2.54, 1.27))],
)
def test_the_logo_is_limited_and_described(
    size: tuple[int, int], expected: tuple[float, float]
) -> None:
    """At most 6 cm by 2.5 cm, its proportion kept, never larger than it is."""
    logo = LogoView(png(*size), "image/png", "The office’s “logo” & name")
    root = part_of(to_docx(rich_view(logo=logo), standard()))
    extent = next(one for one in root.iter() if etree.QName(one).localname == "extent")
    measures = [int(extent.get(name) or "0") / 360_000 for name in ("cx", "cy")]
    assert measures == pytest.approx(expected, abs=0.01)
    described = next(one for one in root.iter() if etree.QName(one).localname == "docPr")
    assert described.get("descr") == "The office’s “logo” & name"


CUT_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


@pytest.mark.parametrize("data", [b"", b"GIF89a", png(10, 10)[:40], b"\x89PNG\r\n\x1a\n", CUT_JPEG])
def test_a_logo_that_is_no_picture(data: bytes) -> None:
    """L207, whatever is wrong with it."""
    logo = LogoView(data, "image/png", "The office")
    with pytest.raises(S55Error) as caught:
        to_docx(rich_view(logo=logo), standard())
    assert [one.code for one in caught.value.problems] == ["L207"]
    assert caught.value.exit_code is ExitCode.SETTINGS


def test_properties_name_title_author_language_and_day() -> None:
    """And nothing of the layout's own."""
    core = part_of(to_docx(rich_view(), standard()), "docProps/core.xml")
    assert {etree.QName(one).localname: one.text for one in core} == {
        "title": rich_view().document_title,
        "creator": rich_view().author,
        "language": "en-GB",
        "lastModifiedBy": rich_view().author,
        "created": "2023-08-31T00:00:00Z",
        "modified": "2023-08-31T00:00:00Z",
    }


def test_the_language_is_that_of_the_view() -> None:
    """In the defaults of styles and in the settings."""
    data = to_docx(replace(rich_view(), language="cy-GB"), standard())
    styles = part_of(data, "word/styles.xml")
    assert value(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == "cy-GB"
    assert value(part_of(data, "word/settings.xml"), "w:themeFontLang") == "cy-GB"


def test_the_package_is_written_without_times() -> None:
    """Word's order, one time, no trace of the system."""
    data = to_docx(rich_view(), standard())
    with ZipFile(BytesIO(data)) as package:
        entries = package.infolist()
    assert [one.filename for one in entries[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(one.create_system, one.external_attr) for one in entries} == {(0, 0o600 << 16)}
    assert [one.filename for one in entries[2:]] == sorted(one.filename for one in entries[2:])


@pytest.mark.parametrize(
    "kind",
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ],
)
def test_what_a_maintainer_leaves_in_a_layout_is_left_out(tmp_path: Path, kind: str) -> None:
    """The path of a template on a disk, in the usual form of the format and the strict one."""
    template = changed_set(
        tmp_path,
        lambda xml: xml.replace(
            "</Relationships>",
            f'<Relationship Id="rId90" Type="{kind}/attachedTemplate" '
            'Target="file:///C:/Users/me/x.dotx" TargetMode="External"/></Relationships>',
        ),
        "word/_rels/document.xml.rels",
    )
    data = to_docx(rich_view(), template)
    assert b"Users" not in part_bytes(data, "word/_rels/document.xml.rels")


def part_bytes(data: bytes, name: str) -> bytes:
    """One part as it stands in the file."""
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def test_the_same_bytes_in_any_folder_on_any_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process, another folder, another hash seed, another time zone and clock."""
    first = to_docx(rich_view(), standard())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert to_docx(rich_view(), standard()) == first
    script = (
        "import sys; from tests.views_for_tests import rich_view; "
        "from tests.render.word_files import standard; "
        "from s55.render.word.document import to_docx; "
        "sys.stdout.buffer.write(to_docx(rich_view(), standard()))"
    )
    root = str(Path(__file__).resolve().parents[3])
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": root}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout == first


def test_a_link_in_a_note_has_the_usual_prefix_of_relations() -> None:
    """Not one that depends on what other libraries have registered in this process."""
    notes = part_bytes(to_docx(rich_view(), standard()), "word/footnotes.xml").decode()
    assert 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"' in notes
    assert " r:id=" in notes


def test_another_day_shows_only_in_the_properties() -> None:
    """The date of the view is the only date in the file."""
    one = to_docx(rich_view(), standard())
    other = to_docx(replace(rich_view(), dated=date(2024, 1, 2)), standard())
    with ZipFile(BytesIO(one)) as a, ZipFile(BytesIO(other)) as b:
        different = [name for name in a.namelist() if a.read(name) != b.read(name)]
    assert different == ["docProps/core.xml"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_field_in_a_note(tmp_path: Path, kind: str) -> None:
    """At the foot of a page and at the end, in a layout of two sections, beside a draft's notes."""
    words = (
        f'<w:{kind}s xmlns:w="{NS["w"]}"><w:{kind} w:id="2"><w:p><w:r>'
        f"<w:t>{{{{ title }}}}</w:t></w:r></w:p></w:{kind}></w:{kind}s>"
    )
    layout = docx.Document(BytesIO(standard().read("layout.docx")))
    layout.add_section()
    main: Any = layout.part
    for key, rel in list(main.rels.items()):
        if rel.reltype.endswith(f"/{kind}s"):
            del main.rels[key]
    relations = RT.FOOTNOTES if kind == "footnote" else RT.ENDNOTES
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    notes = Part(PackURI(f"/word/{kind}s.xml"), content, words.encode(), main.package)
    main.relate_to(notes, relations)
    made = BytesIO()
    layout.save(made)
    data = to_docx(rich_view(), with_layout(tmp_path, made.getvalue()))
    note = part_of(data, f"word/{kind}s.xml").find(f"w:{kind}[@w:id='2']", NS)
    assert note is not None
    assert text_of(note) == rich_view().title


# --- other programs --------------------------------------------------------------------------


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing(tmp_path: Path) -> None:
    """Both layouts, empty and full, with and without a logo."""
    files = []
    for year in YEARS:
        logo = LogoView(png(400, 100), "image/png", "The office")
        for name, view in (
            ("rich", rich_view()),
            ("logo", rich_view(draft=False, logo=logo)),
            ("bare", replace(rich_view(), sections=(), header=())),
        ):
            files.append(tmp_path / f"{name}-{year}.docx")
            files[-1].write_bytes(to_docx(view, standard(year)))
    verdicts = validators.ooxml(files)
    assert [(one.file, one.findings) for one in verdicts if not one.passed] == []
    assert len(verdicts) == 6


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_in_any_blocks(tmp_path: Path) -> None:
    """Whatever is nested in whatever, the XML is such as Word opens."""
    files: list[Path] = []

    @given(any_blocks())
    @settings(max_examples=6, deadline=None, database=None)
    def write(tree: tuple[Block, ...]) -> None:
        files.append(tmp_path / f"{len(files)}.docx")
        files[-1].write_bytes(to_docx(view_of(Control("a", "A", tree)), standard()))

    write()
    verdicts = validators.ooxml(files)
    assert [(one.file, one.findings) for one in verdicts if not one.passed] == []
    assert len(verdicts) >= 6


@pytest.mark.slow
def test_libreoffice_shows_the_same_text(tmp_path: Path) -> None:
    """Every paragraph's characters, in order; numbers and bullets come besides."""
    link = Hyperlink("https://example.org/", (Text("words of a link"),), "title")
    view = replace(
        view_of(Control("a", "A", (para("Some ", link, "."), para("More.")))),
        draft_notice="",
    )
    file = tmp_path / "one.docx"
    file.write_bytes(to_docx(view, standard()))
    text = validators.libreoffice_to(file, "txt", tmp_path).read_text(encoding="utf-8-sig")
    assert characters(text) == characters("".join(lines_of(file.read_bytes())))


def test_a_checklist_line_in_words() -> None:
    """The mark, the words and the state, in one paragraph."""
    lines = (ChecklistLineView(CheckField("distribution.panel", "P", True), "Sent", "done"),)
    view = replace(view_of(), sections=(Section("checklist", "For", lines=lines),))
    root = part_of(to_docx(view, standard()))
    last = list(root.iter(w("p")))[-1]
    assert (style_of(last), text_of(last)) == ("Checklist", "☑ Sent (done)")


def test_a_block_field_without_blocks_shows_nothing() -> None:
    """Its paragraph goes."""
    view = replace(view_of(), sections=(Section("key_findings", "Key", body=BlockField(())),))
    assert lines_of(to_docx(view, standard()))[-1] == "Key"
    assert BODY in ZipFile(BytesIO(to_docx(view, standard()))).namelist()
