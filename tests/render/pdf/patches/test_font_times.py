"""Fonts that are saved anew for a PDF do not say when that was."""

from __future__ import annotations

from importlib import import_module

import pytest

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading.weasyprint import weasyprint
from tests.render.pdf.fonts_for_tests import FontKind, font_address
from tests.render.sets_for_tests import standard_set

PAGE = "<style>@font-face { font-family: Own; src: url(%s) } p { font-family: Own }</style><p>AB"


def _written(kind: FontKind, second: int) -> bytes:
    """The PDF that is written so many seconds after 1970, as fontTools is told."""
    loaded = weasyprint()
    with only_fonts_of(standard_set()), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(second))
        page = loaded.HTML(string=PAGE % font_address(kind))
        written: bytes = page.write_pdf(font_config=loaded.FontConfiguration())
        return written


@pytest.mark.parametrize("kind", ["variable", "with pictures"])
def test_the_same_page_is_the_same_bytes_at_any_time(kind: FontKind) -> None:
    first = _written(kind, 1_700_000_000)
    assert _written(kind, 1_800_000_000) == first


@pytest.mark.parametrize("kind", ["variable", "with pictures"])
def test_still_needed(kind: FontKind, monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint()
    fonts = import_module("weasyprint.pdf.fonts")
    monkeypatch.setattr(fonts, "TTFont", fonts.TTFont.func)
    assert _written(kind, 1_700_000_000) != _written(kind, 1_800_000_000)
