"""What differs between two sets, or two versions of a Word layout, is said in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.shared import Pt, RGBColor
from docx.table import Table
from lxml import etree

from s55.errors import S55Error
from s55.lint.differences import set_differences, word_differences
from s55.lint.parsed.word import WordLayout
from s55.lint.word_outline import outline
from s55.templating.registry import standard_sets
from s55.word.styles import WordStyles
from s55.word.xml import RPR, T, add, element, value_of, w

LAYOUTS = sorted(standard_sets().glob("*/*.docx"))
LAYOUT = (standard_sets() / "opccn-2023/layout.docx").read_bytes()


def _changed(data: bytes = LAYOUT) -> tuple[Document, BytesIO]:
    return docx.Document(BytesIO(data)), BytesIO()


def _saved(document: Document, out: BytesIO) -> bytes:
    document.save(out)
    return out.getvalue()


def test_the_same_file_does_not_differ() -> None:
    document, out = _changed()
    assert word_differences("layout.docx", LAYOUT, _saved(document, out)) == []


def test_a_sentence_a_colour_and_a_margin() -> None:
    document, out = _changed()
    document.add_paragraph("A new line.", style="Body Text")
    document.styles["Quote"].font.color.rgb = RGBColor(0x88, 0, 0)
    document.sections[0].left_margin = Pt(72)
    lines = word_differences("layout.docx", LAYOUT, _saved(document, out))
    assert "added      [Body Text] A new line." in lines
    assert "in the page:" in lines
    assert any(line.startswith("to ") and "left 25 mm" in line for line in lines)
    assert lines[-2:] == [
        "in the styles:",
        "changed    Quote: colour 1A1A1A, now colour 880000",
    ]


def test_the_outline_names_parts_styles_and_cells() -> None:
    lines = outline(WordLayout.of("layout.docx", LAYOUT, object))
    assert lines[0] == "== the body"
    assert "[Heading 1] {{ title }}" in lines
    assert "table 1 row 2 cell 1 [Table Heading] {{ row.label }}" in lines
    assert any(line.startswith("== the footer") for line in lines)


def test_files_and_labels_of_sets() -> None:
    one = {
        "manifest.yaml": b"name: a\nlabels:\n  done: done\n  old: x\nlist: [1, 2]\n",
        "style.css": b"p { color: black }\n",
        "logo.png": b"1234",
        "gone.txt": b"",
    }
    other = {
        "manifest.yaml": b"name: b\nlabels:\n  done: finished\n  new: y\nlist: [1]\n",
        "style.css": b"p { color: navy }\n",
        "logo.png": b"12345",
    }
    assert set_differences(one, other) == [
        "manifest.yaml:",
        "  name: 'a' became 'b'",
        "  labels.done: 'done' became 'finished'",
        "  labels.old: taken out, it was 'x'",
        "  list[1]: taken out, it was '2'",
        "  labels.new: added, 'y'",
        "gone.txt: taken out",
        "logo.png:",
        "  another file (4 bytes, now 5)",
        "style.css:",
        "  changed    p { color: black }",
        "  to         p { color: navy }",
    ]
    assert set_differences(one, one) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "numbered: yes", ["numbered: added, 'yes'"]),
        (
            "days: 056\nat: 2026-01-02",
            "days: 55",
            ["days: '056' became '55'", "at: taken out, it was '2026-01-02'"],
        ),
        (
            "",
            "a: {b: no, c: [x, ~]}",
            ["a.b: added, 'no'", "a.c[0]: added, 'x'", "a.c[1]: added, nothing"],
        ),
        ("a: {b: no}", "", ["a.b: taken out, it was 'no'"]),
        ("a: {b: 1}", "a:", ["a.b: taken out, it was '1'", "a: added, nothing"]),
        ("a: text", "a: [1.50]", ["a: taken out, it was 'text'", "a[0]: added, '1.50'"]),
        ("a: [1]", "a: {b: on}", ["a[0]: taken out, it was '1'", "a.b: added, 'on'"]),
        ("a: |\n  two\n  lines", "a: 'two lines'", ["a: the same words with other line breaks"]),
        ("a: {}", "b: {}", ["a: taken out, it was nothing", "b: added, nothing"]),
    ],
)
def test_values_are_said_as_the_file_spells_them(before: str, after: str, said: list[str]) -> None:
    name = "name: a\n"
    found = set_differences(
        {"manifest.yaml": f"{name}{before}".encode()}, {"manifest.yaml": f"{name}{after}".encode()}
    )
    assert found == ["manifest.yaml:", *(f"  {line}" for line in said)]


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(S55Error) as caught:
        word_differences("layout.docx", LAYOUT, b"no Word file")
    assert caught.value.problems[0].code == "L201"


def test_every_standard_layout_has_an_outline() -> None:
    assert len(LAYOUTS) >= 4
    for path in LAYOUTS:
        assert len(outline(WordLayout.of(path.name, path.read_bytes(), object))) > 20


def test_no_layout_breaks_a_page_outside_a_style() -> None:
    """LibreOffice moves such a break into the paragraph before, which may be a {%p tag."""
    for path in LAYOUTS:
        body = WordLayout.of(path.name, path.read_bytes(), object).stories["word/document.xml"]
        direct = [*body.iter(w("pageBreakBefore")), *body.iter(w("br"))]
        assert [one for one in direct if one.tag != w("br") or one.get(w("type"))] == [], path


# --- tables --------------------------------------------------------------------------

ITEMS = (standard_sets() / "table/layout.docx").read_bytes()


def _one_column_more(document: Document) -> None:
    """As somebody inserts one in Word, with a tag in three of the rows; one row spans them all."""
    for number, row in enumerate(_widest(document).rows):
        if len(row._tr.tc_lst) < 2:
            continue
        cell = deepcopy(row._tr.tc_lst[1])
        texts = list(cell.iter(T))
        for text in texts:
            text.text = ""
        if texts:
            texts[0].text = f"{{{{ owner_{number} }}}}"
        row._tr.tc_lst[1].addnext(cell)


def _widest(document: Document) -> Table:
    return max(document.tables, key=lambda table: len(table.columns))


def _span_first_row(document: Document) -> None:
    row = _widest(document).rows[0]._tr
    for cell in row.tc_lst[3:]:
        row.remove(cell)


def _one_row_more(document: Document) -> None:
    rows = _widest(document).rows
    row = deepcopy(rows[0]._tr)
    for number, cell in enumerate(row.tc_lst):
        for text in cell.iter(T):
            text.text = f"New {number}"
    rows[1]._tr.addnext(row)


def _edit(data: bytes, *edits: Callable[[Document], None]) -> bytes:
    document, out = _changed(data)
    for edit in edits:
        edit(document)
    return _saved(document, out)


def test_a_column_more_is_one_line_whichever_way() -> None:
    before, after = _edit(ITEMS), _edit(ITEMS, _one_column_more)
    (part, line) = word_differences("layout.docx", before, after)
    assert part == "in the body:"
    assert re.fullmatch(r"added {6}table 3 column 3: \{\{ owner_0 }}(, \{\{ owner_\d }}){2,}", line)
    (_, line) = word_differences("layout.docx", after, before)
    assert line.startswith("taken out  table 3 column 3: {{ owner_0 }}, ")


def test_a_row_that_does_not_get_the_column_stays() -> None:
    before = _edit(ITEMS, _span_first_row)
    document, out = _changed(before)
    first = _widest(document).rows[0]._tr
    _one_column_more(document)
    first.remove(first.tc_lst[2])
    lines = word_differences("layout.docx", before, _saved(document, out))
    assert len(lines) == 2
    assert lines[1].startswith("added      table 3 column 3: {{ owner_2 }}, ")


def test_a_row_more_is_what_is_in_its_cells() -> None:
    before, after = _edit(ITEMS), _edit(ITEMS, _one_row_more)
    lines = word_differences("layout.docx", before, after)
    assert lines[0] == "in the body:"
    assert all(line.startswith("added      table 3 row 3 cell ") for line in lines[1:])
    assert "New 0" in lines[1]


# --- saved by another program --------------------------------------------------------

Edit = Callable[[etree._Element], None]


def _edited(data: bytes, **edits: Edit) -> bytes:
    """Change the XML of parts, by the beginnings of their names."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for start, edit in edits.items():
                if name.startswith(f"word/{start}") and name.endswith(".xml"):
                    root = etree.fromstring(content)
                    edit(root)
                    content = etree.tostring(root)
            new.writestr(name, content)
    return out.getvalue()


def _rewrite_styles(root: etree._Element) -> None:
    """Say the same in other words, as LibreOffice does when it saves."""
    normal = root.find(f"{w('style')}[@{w('default')}='1']")
    assert normal is not None
    for default, name in (("pPrDefault", "pPr"), ("rPrDefault", "rPr")):
        holder = root.find(f"{w('docDefaults')}/{w(default)}/{w(name)}")
        own = normal.find(w(name))
        assert holder is not None
        assert own is not None
        own.extend(one for one in list(holder) if own.find(one.tag) is None)
    for style in root.iterfind(w("style")):
        named = style.find(w("name"))
        assert named is not None
        named.set(w("val"), named.get(w("val"), "").replace("heading", "Heading"))
        if style.get(w("styleId")) == "BodyText":
            style.set(w("styleId"), "TextBody")
    for node in root.iter(w("basedOn"), w("next")):
        node.set(w("val"), node.get(w("val"), "").replace("BodyText", "TextBody"))
    for node in root.iter(w("keepNext")):
        node.set(w("val"), "true")
    for node in root.iter(w("spacing")):
        line = node.get(w("line"))
        if line is not None:
            node.set(w("line"), str(int(line) * 100 // 240 * 240 // 100))
        node.set(w("before"), node.get(w("before"), "0"))
    for name in ("Heading", "Caption"):
        added = element("style", type="paragraph", styleId=f"{name}0")
        add(added, "name", val=name)
        add(add(added, "rPr"), "sz", val="28")
        root.insert(0, added)


def _rewrite_text(space: str, root: etree._Element) -> None:
    """Repeat looks of styles in the text, and work out the fields anew.

    Args:
        space: twips above and below the text of a cell, by its style.
        root: the part.
    """
    for node in root.iter(w("pStyle")):
        node.set(w("val"), node.get(w("val"), "").replace("BodyText", "TextBody"))
    for properties in root.iterfind(f".//{w('tc')}//{w('pPr')}"):
        if value_of(properties, "pStyle") in ("TableText", "TableHeading"):
            add(properties, "jc", val="left")
            add(properties, "spacing", before=space, after=space)
    for run in root.iterfind(f".//{w('tc')}//{w('r')}"):
        style = value_of(next(run.iterancestors(w("p"))).find(w("pPr")), "pStyle")
        if run.find(RPR) is None and style in ("TableText", "TableHeading"):
            run.insert(0, element("rPr"))
            add(run[0], "sz", val="24")
    for node in root.iter(T):
        node.text = "3" if node.text == "1" else node.text


def _resaved(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        styles = WordStyles(etree.fromstring(package.read("word/styles.xml")))
    space = styles.paragraph_measure("Table Text", "spacing", "before") or "0"
    rewrite = partial(_rewrite_text, space)
    return _edited(data, styles=_rewrite_styles, document=rewrite, header=rewrite, footer=rewrite)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_saved_by_another_program_nothing_differs(path: Path) -> None:
    data = path.read_bytes()
    saved = _resaved(data)
    assert saved != data
    assert word_differences(path.name, data, saved) == []


def _style(name: str, what: str, **attributes: str) -> Edit:
    def edit(root: etree._Element) -> None:
        style = next(one for one in root.iter(w("style")) if value_of(one, "name") == name)
        properties = style.find(RPR)
        properties = add(style, "rPr") if properties is None else properties
        for old in properties.findall(w(what)):
            properties.remove(old)
        add(properties, what, **attributes)

    return edit


def _header_cell(root: etree._Element) -> None:
    style = next(one for one in root.iter(w("style")) if value_of(one, "name") == "Response Table")
    first = next(one for one in style.iter(w("tblStylePr")) if one.get(w("type")) == "firstRow")
    next(first.iter(w("shd"))).set(w("fill"), "880000")


def _text(root: etree._Element, words: str) -> etree._Element:
    return next(node for node in root.iter(T) if node.text == words)


def _font_of_run(root: etree._Element) -> None:
    run = _text(root, "{{ title }}").getparent()
    assert run is not None
    run.insert(0, element("rPr"))
    add(run[0], "rFonts", ascii="Georgia")


def _word(root: etree._Element) -> None:
    _text(root, "{{ statutory_line }}").text = "Answer: {{ statutory_line }}"


def _moved(root: etree._Element) -> None:
    tag = next(_text(root, "{{ title }}").iterancestors(w("p")))
    body = tag.getparent()
    assert body is not None
    body.insert(0, tag)


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        (
            {"styles": _style("Heading 2", "rFonts", ascii="Georgia")},
            ["in the styles:", "changed    Heading 2: font Arial, now font Georgia"],
        ),
        (
            {"styles": _style("Normal", "rFonts", ascii="Georgia")},
            ["in the styles:", "changed    Normal: font Arial, now font Georgia"],
        ),
        (
            {"styles": _style("Heading 2", "b", val="0")},
            ["in the styles:", "changed    Heading 2: bold, now not bold"],
        ),
        (
            {"styles": _header_cell},
            [
                "in the styles:",
                "changed    Response Table: first row: cell EEF1F7, now first row: cell 880000",
            ],
        ),
        (
            {"document": _font_of_run},
            [
                "in the body:",
                "changed    [Heading 1] {{ title }}",
                "to         [Heading 1, font Georgia] {{ title }}",
            ],
        ),
        (
            {"document": _word},
            [
                "in the body:",
                "changed    [Statutory Line] {{ statutory_line }}",
                "to         [Statutory Line] Answer: {{ statutory_line }}",
            ],
        ),
        (
            {"document": _moved},
            [
                "in the body:",
                "added      [Heading 1] {{ title }}",
                "taken out  [Heading 1] {{ title }}",
            ],
        ),
    ],
)
def test_one_change_after_a_save_is_all_that_is_said(
    edits: dict[str, Edit], lines: list[str]
) -> None:
    assert word_differences("layout.docx", LAYOUT, _edited(_resaved(LAYOUT), **edits)) == lines
