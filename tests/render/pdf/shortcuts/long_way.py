"""Let WeasyPrint come to a page by the long way, to compare what it then writes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from s55.render.pdf.loading.weasyprint import weasyprint

weasyprint()
package, css, html, boxes, background, line_break, text, fonts, page, inline, document = (
    import_module(f"weasyprint{name}")
    for name in (
        *("", ".css", ".html", ".formatting_structure.boxes", ".layout.background"),
        *(
            ".text.line_break",
            ".draw.text",
            ".text.fonts",
            ".layout.page",
            ".layout.inline",
            ".document",
        ),
    )
)


def quickened() -> Iterator[tuple[Any, str]]:
    """Yield each function that takes a shorter way: where it is, and its name."""
    yield inline, "strut"
    yield document, "layout_document"
    yield css.ComputedStyle, "__missing__"
    yield boxes.Box, "is_in_normal_flow"
    yield boxes.ParentBox, "page_values"
    yield background, "layout_box_backgrounds"
    yield line_break, "get_font_description"
    yield from DRAWING
    yield fonts.FontConfiguration, "add_font_face"
    yield page, "set_page_type_computed_styles"
    for module in _modules_of_layout():
        if hasattr(module, "resolve_percentages"):
            yield module, "resolve_percentages"
    for name in ("inline", "preferred"):
        yield sys.modules[f"weasyprint.layout.{name}"], "split_first_line"


DRAWING: tuple[tuple[Any, str], ...] = (
    (text, "draw_first_line"),
    (line_break.Layout, "deactivate"),
    (line_break.Layout, "reactivate"),
)
"""What draws a line by what was drawn before."""


def _modules_of_layout() -> list[ModuleType]:
    return [one for name, one in sys.modules.items() if name.startswith("weasyprint.layout.")]


@contextmanager
def long_way() -> Iterator[None]:
    """Let WeasyPrint do all itself, with the whole of its own style sheet."""
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in quickened():
            patch.setattr(owner, name, getattr(owner, name).__wrapped__)
        # A sheet is read again: the class stands in the closure of the function in its place.
        patch.setattr(css, "CSS", package.CSS)
        patch.setattr(
            package.HTML, "_ua_stylesheets", lambda *_, **__: [package.CSS(string=html.UA)]
        )
        yield
