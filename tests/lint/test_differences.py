"""What differs between two sets, or two versions of a Word layout, is said in words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Pt, RGBColor

from s55.errors import S55Error
from s55.lint.differences import set_differences, word_differences
from s55.lint.parsed.word import WordLayout
from s55.lint.word_outline import outline
from s55.templating.registry import standard_sets

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
    assert any(line.startswith("to ") and "colour 880000" in line for line in lines)


def test_the_outline_names_parts_styles_and_cells() -> None:
    lines = outline(WordLayout.of("layout.docx", LAYOUT, object))
    assert lines[0] == "== the body (document.xml)"
    assert "[heading 1] {{ title }}" in lines
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
        "  labels.new: added, 'y'",
        "  list[1]: taken out, it was '2'",
        "gone.txt: taken out",
        "logo.png:",
        "  another file (4 bytes, now 5)",
        "style.css:",
        "  changed    p { color: black }",
        "  to         p { color: navy }",
    ]
    assert set_differences(one, one) == []


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(S55Error) as caught:
        word_differences("layout.docx", LAYOUT, b"no Word file")
    assert caught.value.problems[0].code == "L201"


def test_every_standard_layout_has_an_outline() -> None:
    found = sorted(Path(standard_sets()).glob("*/*.docx"))
    assert len(found) >= 4
    for path in found:
        assert len(outline(WordLayout.of(path.name, path.read_bytes(), object))) > 20
