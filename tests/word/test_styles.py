"""Styles of Word files: their names in finished files."""

from __future__ import annotations

import pytest

from s55.render.word.cleanup import rename_styles
from s55.richtext.nodes import CodeBlock, Quote
from s55.word.styles import WordStyles, finished_name
from s55.word.xml import add, element, value_of
from tests.render.word_files import para, part_of, render


@pytest.mark.parametrize(
    ("layout", "finished"),
    [
        ("Quote", "Quote Text"),
        ("Code", "Code Style"),
        ("Note", "Note Style"),
        ("H1", "H1 Style"),
        ("Heading 1", "Heading 1"),
        ("Caption", "Caption"),
        ("Letter", "Letter"),
    ],
)
def test_no_style_of_a_finished_file_is_called_as_a_tag_of_pdfs_is(
    layout: str, finished: str
) -> None:
    """LibreOffice would map the tag of that name, and the PDF would not be PDF/UA-1."""
    root = element("styles")
    add(add(root, "style", type="paragraph", styleId="A"), "name", val=layout)
    rename_styles(root)
    assert [value_of(style, "name") for style in root] == [finished]
    assert WordStyles(root).style_id("paragraph", layout) == "A"


def test_the_styles_of_code_and_quotations_in_a_response() -> None:
    """The names are those of finished files; the styles are the layout's."""
    data = render(CodeBlock("a b"), Quote((para("c"),)))
    styles = WordStyles(part_of(data, "word/styles.xml"))
    names = [value_of(style, "name") or "" for style in styles.by_id.values()]
    assert [name for name in names if finished_name(name) != name] == []
    assert {"Code Style", "Quote Text"} <= set(names)
    assert styles.style_id("paragraph", "Code") == "Code"
