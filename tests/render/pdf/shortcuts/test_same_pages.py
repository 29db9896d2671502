"""A page is the same byte for byte, whether WeasyPrint comes to it by a shorter way or not."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading.weasyprint import weasyprint
from s55.render.pdf.shortcuts.glyph_strings import keep_strings
from tests.render.pdf.fonts_for_tests import font_address
from tests.render.pdf.shortcuts.long_way import boxes, long_way, text
from tests.render.sets_for_tests import standard_set

matrix = import_module("weasyprint.matrix")

STYLES = (
    *("font-size: 7px", "font-size: 23px; letter-spacing: 1px", "font-family: Coloured"),
    *("font-weight: bold", "font-style: italic; word-spacing: 3px", "vertical-align: super"),
    *("text-align: justify; width: 140px", "direction: rtl", "text-decoration: underline"),
    *("float: left; width: 90px", "float: footnote", "position: absolute; top: 5px"),
    *("position: relative; left: 3px; background: #eee", "position: running(head)"),
    *("transform: rotate(7deg)", "opacity: .5", "background: linear-gradient(red, blue)"),
    *("border-radius: 3px; border: solid", "box-shadow: 1px 1px red", "columns: 2"),
    *("border: 2px solid; border-image: linear-gradient(red, blue) 1", "white-space: nowrap"),
    "border: 2px solid; mask-border: linear-gradient(black, transparent) 1",
    *("display: block; line-clamp: 2", "display: block; line-clamp: 1 '[more]'"),
    "display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 60px",
    *("visibility: hidden; background: red", "display: flex", "white-space: pre; tab-size: 40px"),
    *("display: inline-block; width: 30%", "page-break-before: always", "page: other"),
)
PAGE = """<style>
@font-face { font-family: Coloured; src: url(%s) }
@page { size: 300px 200px; margin: 30px; @top-left { content: element(head) } }
@page other { background: #eef }
</style>%s"""


def _written(body: str) -> bytes:
    with only_fonts_of(standard_set()):
        loaded = weasyprint()
        page = loaded.HTML(string=PAGE % (font_address("with pictures"), body))
        fonts = loaded.FontConfiguration()
        written: bytes = page.write_pdf(font_config=fonts, uncompressed_pdf=True)
        return written


def test_a_page_is_written_as_it_was() -> None:
    """Whatever floats, turns, is cut off, stands at the foot or in the margin, in any letters."""
    body = "".join(f'<div><span style="{one}">AVA To fi BAB</span> end</div>' for one in STYLES)
    quick = _written(body)
    with long_way():
        assert _written(body) == quick


def test_what_is_written_depends_on_the_size_and_the_kind_of_letters_and_on_the_cut() -> None:
    """The same glyphs of the same width in two sizes, letters that are pictures, cut lines."""
    body = (
        "<pre style='tab-size: 40px; font-size: 10px'>\tTo</pre>"
        "<pre style='tab-size: 40px; font-size: 20px'>\tTo</pre>"
        "<p style='font-family: Coloured'>BAB"
        "<p style='line-clamp: 1'>Tea for two<br>and more<p style='line-clamp: 1 \"[+]\"'>To<br>end"
        "<p style='white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 60px'>"
        "To find the end<p><i style='float: footnote'>At the foot</i>Above"
    )
    quick = _written(body)
    with long_way():
        assert _written(body) == quick
    assert quick.count(b"1 0 0 rg") == 1
    assert quick.count(b" TJ") == 10


def test_marks_and_the_ground_of_the_whole_page_stay() -> None:
    """A page has something behind it for its marks, and all of it what its root has."""
    sheet = "<style>@page { marks: crop; bleed: 6px } html { background: #f00 }</style>"
    quick = _written(f"{sheet}<p>Words")
    with long_way():
        assert _written(f"{sheet}<p>Words") == quick
    assert quick.count(b"1 0 0 rg") == 1


def test_letters_from_right_to_left_and_raised_marks_are_written_as_they_were() -> None:
    body = (
        "<p dir=rtl>שלום עולם<p>x\u0302 q\u0308\u0301 d\u030c<p style='white-space: pre'>A\u2003B"
    )
    quick = _written(body)
    with long_way():
        assert _written(body) == quick
    assert b" Ts" in quick


def _line(words: str) -> Any:
    """The box of a line of words that was laid out."""
    with only_fonts_of(standard_set()):
        loaded = weasyprint()
        page = loaded.HTML(string=words).render(font_config=loaded.FontConfiguration()).pages[0]
    (line,) = (one for one in page._page_box.descendants() if isinstance(one, boxes.TextBox))
    line.pango_layout.reactivate(line.style)
    return line


@pytest.mark.parametrize(
    ("words", "said", "cut", "is_plain"),
    [
        ("Words", {}, ("clip", "none"), True),
        ("Words", {"png": 1}, ("clip", "none"), False),
        ("Words", {"svg": 1}, ("clip", "none"), False),
        ("Words", {"colr": 1}, ("clip", "none"), False),
        ("Words", {"bitmap": True}, ("clip", "none"), False),
        ("Words", {}, ("ellipsis", "none"), False),
        ("Words", {}, ("clip", "auto"), False),
        ("Words", {}, ("clip", ("string", "+")), False),
        ("No 中", {}, ("clip", "none"), False),
        ("<pre> \u2003</pre>", {}, ("clip", "none"), False),
        ("<p style='font-size: 1e-7px'>Words", {}, ("clip", "none"), False),
    ],
)
def test_only_a_plain_line_is_drawn_by_what_was_drawn_before(
    words: str, said: dict[str, Any], cut: tuple[str, Any], is_plain: bool
) -> None:
    """Not in fonts with pictures, nor cut off, without ink, nor with letters that no font has."""
    own = Mock(return_value=["by WeasyPrint"])
    module = SimpleNamespace(**{**vars(text), "draw_first_line": own})
    keep_strings(module)
    kinds = {"png": 0, "svg": 0, "colr": 0, "bitmap": False, **said}
    font = SimpleNamespace(hash="F", widths={}, to_unicode={}, **kinds)
    rectangles = [text.ffi.new("PangoRectangle *") for _ in range(2)]
    stream = Mock(ink_rect=rectangles[0], logical_rect=rectangles[1])
    stream.add_font.return_value = (font, 16.0)
    drawn = module.draw_first_line(stream, _line(words), *cut, matrix.Matrix())
    assert drawn == ([] if is_plain else ["by WeasyPrint"])
    assert (stream.show_text.call_count, own.call_count) == ((1, 0) if is_plain else (0, 1))


@pytest.mark.parametrize(("integers", "version"), [(6, 15000), (5, 14801)])
def test_another_pango_is_asked_in_the_long_way(integers: int, version: int) -> None:
    """One whose glyphs lie otherwise in memory, or that does not tell the size of a font."""
    sizes = {"PangoGlyphInfo": 4 * integers, "int": 4}
    own = Mock()
    module = SimpleNamespace(
        draw_first_line=own,
        ffi=SimpleNamespace(sizeof=sizes.__getitem__),
        pango=SimpleNamespace(pango_version=lambda: version),
    )
    keep_strings(module)
    assert module.draw_first_line is own
