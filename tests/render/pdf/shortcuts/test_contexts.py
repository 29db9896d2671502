"""What a document was laid out with is gone when it is painted."""

from __future__ import annotations

import gc
import weakref
from importlib import import_module
from typing import Any

import pytest

from s55.garbage import gc_disabled
from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading.weasyprint import weasyprint
from tests.render.sets_for_tests import standard_set

weasyprint()
layout = import_module("weasyprint.layout")
document = import_module("weasyprint.document")


def _left_after_layout(monkeypatch: pytest.MonkeyPatch) -> int:
    """How many are still there of what pages were laid out with."""
    made: list[weakref.ref[Any]] = []
    begin = layout.LayoutContext.__init__

    def noted(self: Any, *arguments: Any) -> None:
        made.append(weakref.ref(self))
        begin(self, *arguments)

    monkeypatch.setattr(layout.LayoutContext, "__init__", noted)
    with only_fonts_of(standard_set()), gc_disabled():
        fonts = weasyprint().FontConfiguration()
        page = weasyprint().HTML(string="<p>Words</p>").render(font_config=fonts)
        left = sum(one() is not None for one in made)
    assert (len(made), len(page.pages)) == (1, 1)
    gc.collect()
    return left


def test_nothing_is_left_of_what_laid_a_page_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a search for garbage."""
    assert _left_after_layout(monkeypatch) == 0


def test_still_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain WeasyPrint leaves it until garbage is collected."""
    monkeypatch.setattr(document, "layout_document", document.layout_document.__wrapped__)
    assert _left_after_layout(monkeypatch) == 1
