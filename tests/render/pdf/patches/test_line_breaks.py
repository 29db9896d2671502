"""Lines that their words fill exactly keep their words."""

from __future__ import annotations

import inspect
import io

import pytest
from pypdf import PdfReader

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading import weasyprint as native
from tests.render.sets_for_tests import standard_set

WORDS = "An item whose words run on for some lines, so that the hanging indent can be seen."
DEBIAN_13 = 15603
"""The version of its Pango (1.56.3), with which a full line stays whole without the patch."""
STYLE = (
    "<style>@page { size: A4; margin: 2cm } body { margin: 0; font: 12pt 'Liberation Sans'; "
    "width: 15.85cm }</style>"
)


def lines(html: str) -> list[str]:
    """The lines of a page as they are printed."""
    with only_fonts_of(standard_set()):
        weasyprint = native.weasyprint()
        pdf = weasyprint.HTML(string=STYLE + html).write_pdf(
            font_config=weasyprint.FontConfiguration()
        )
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    return [line.strip() for line in text.splitlines()]


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{WORDS} <b>Bold</b> after</p>", [WORDS, "Bold after"]),
        (f"<p>{WORDS} {WORDS} <a href='https://x.uk'>Link</a></p>", [WORDS, WORDS, "Link"]),
        (f"<p>{WORDS} <b>I</b> go</p>", [WORDS, "I go"]),
        (f"<p>{WORDS} </p><p>next</p>", [WORDS, "next"]),
        (f"<p>{WORDS} More <b>words</b></p>", [WORDS, "More words"]),
    ],
)
def test_full_line_before_emphasis(html: str, expected: list[str]) -> None:
    """The space at the end of a full line does not push its words to the next line."""
    assert lines(html) == expected


def test_still_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain WeasyPrint breaks a full line after its first word where Pango is that of Debian 12."""
    native.weasyprint()
    from weasyprint.layout import inline
    from weasyprint.text.ffi import pango

    monkeypatch.setattr(inline, "split_first_line", inspect.unwrap(inline.split_first_line))
    needed = pango.pango_version() < DEBIAN_13
    assert lines(f"<p>{WORDS} <b>Bold</b> after</p>")[0] == ("An" if needed else WORDS)
