"""What WeasyPrint does not load for a page of text, and that a page which needs it has it."""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cssselect2
import pytest
from PIL.ImageCms import ImageCmsProfile

from s55.render.pdf.loading import compiled, declarations, own_style
from s55.render.pdf.loading import weasyprint as native
from tests.render.pdf.loading import tables
from tests.render.pdf.loading.test_weasyprint import run

_PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/p"
    "LvAAAAAElFTkSuQmCC"
)
_LOADS = """
import sys
from s55.render.pdf.loading import weasyprint as native
parts = native.weasyprint()
def loaded(page):
    written = parts.HTML(string=page).write_pdf(pdf_variant="pdf/a-3a")
    heavy = {"PIL", "fontTools.ttLib", "fontTools.varLib", "pycparser", "cffi"} & set(sys.modules)
    print(sorted(heavy), b"/Image" in written)
loaded("<p>Text alone")
loaded(f"<p>A picture <img alt='' src='{sys.argv[1]}'>")
from PIL import ImageFile
from weasyprint import images
print(ImageFile.LOAD_TRUNCATED_IMAGES, images.ImageFile is ImageFile)
"""


def test_a_page_of_text_loads_no_library_for_pictures_and_fonts() -> None:
    """A picture loads Pillow, set as WeasyPrint sets it, and no library for fonts."""
    assert run(_LOADS, _PICTURE) == ["[] False", "['PIL'] True", "True True"]


def test_the_tables_are_those_of_the_declarations() -> None:
    """Made again with ``python -m tests.render.pdf.loading.tables``."""
    assert Path(compiled.__file__).read_text(encoding="utf-8") == tables.module()


def test_other_declarations_are_noticed() -> None:
    """So that WeasyPrint then declares them itself."""
    with pytest.raises(declarations.OtherDeclarationsError):
        declarations._compiled().cdef("int other (void);")


def test_the_libraries_stay_until_the_last_object_is_gone() -> None:
    """Fonts that something keeps are given back when Python ends, which must not crash."""
    kept = """
import sys
from s55.render.pdf.loading import weasyprint as native
parts = native.weasyprint()
sys.kept = parts.HTML(string="<p>Text").render(font_config=parts.FontConfiguration())
sys.kept.write_pdf()
print("ended")
"""
    assert run(kept) == ["ended"]


def test_the_name_of_the_profile_is_the_one_that_pillow_reads() -> None:
    """And its bytes are those that Pillow writes, which WeasyPrint asks for before the name."""
    native.weasyprint()
    from weasyprint import pdf

    file = files("weasyprint.pdf") / "sRGB2014.icc"
    with file.open("rb") as opened:
        ours = pdf.ColorProfile(opened, "sRGB2014.icc", "relative-colorimetric", ())
    theirs = ImageCmsProfile(io.BytesIO(file.read_bytes()))
    assert ours.content == bytes(theirs.tobytes())
    assert ours.name == theirs.profile.model


def _applied(sheet: Any, page: object) -> list[list[str]]:
    """For each element the declarations that a sheet has for it, in order of their weight."""
    return [
        [
            repr([declaration[:2] for declaration in found[3][0]])
            for found in sheet.matcher.match(element)
        ]
        for element in cssselect2.ElementWrapper.from_html_root(page).iter_subtree()
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Text</p><ul><li>One<ul><li>Two</ul></ul>",
        "<table rules=all><tr><th>A<td hidden>B</table><a href=x>C</a><h2 dir=rtl>D</h2>",
        "<select><option selected>A</select><input type=submit><iframe></iframe><svg></svg>",
    ],
)
def test_the_sheet_of_a_page_says_what_the_whole_sheet_says(body: str) -> None:
    """For each of its elements, in the same order."""
    weasyprint = native.weasyprint()
    from weasyprint import html

    # With notes, for which a page without them has no rules.
    page = weasyprint.HTML(string=f"<html lang=en><style>b {{ float: footnote }}</style>{body}")
    whole = weasyprint.CSS(string=html.UA)
    (ours,) = page._ua_stylesheets()
    applied = _applied(whole, page.etree_element)
    assert applied == _applied(ours, page.etree_element)
    assert len(applied) > 5
    rules = [[rule[0].serialize() for rule in sheet.page_rules] for sheet in (ours, whole)]
    assert rules[0] == rules[1] != []


@pytest.mark.parametrize(
    ("head", "has_notes"),
    [
        ("<style>i { float: footnote }</style>", True),
        ("<style>i { --side: FOOTNOTE; float: var(--side) }</style>", True),
        ("<style>i { position: note(here) }</style>", True),
        (r"<style>i { float: f\6fotnote }</style>", True),
        (r"<style>i { float: foo\tnote }</style>", True),
        ('<style>@import "data:text/css,"</style>', True),
        ('<link rel=stylesheet href="data:text/css,i { float: footnote }">', True),
        ('<i style="float: footnote">', True),
        (r'<style>.footnote, #footnote-1 { quotes: "\2022" "\25E6" }</style>', False),
        ("<p>A footnote is a note (at the foot).</p>", False),
    ],
)  # fmt: skip
def test_only_a_page_that_makes_notes_has_styles_for_them(head: str, has_notes: bool) -> None:
    """They are five of six styles of a page; the pages after one with notes have them too."""
    weasyprint = native.weasyprint()
    fresh: Any = SimpleNamespace(HTML=type("HTML", (), {}), CSS=weasyprint.CSS)
    own_style.read_own_style_late(fresh)

    def marked(page: str) -> set[str | None]:
        parsed = weasyprint.HTML(
            string=page, url_fetcher=lambda _: {"string": "", "mime_type": "text/css"}
        )
        (sheet,) = fresh.HTML._ua_stylesheets(parsed)
        elements = cssselect2.ElementWrapper.from_html_root(parsed.etree_element).iter_subtree()
        return {found[2] for one in elements for found in sheet.matcher.match(one)}

    of_notes = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
    plain = {None, "marker"}
    assert marked("<p>Text") == plain
    assert marked(f"{head}<p>Text") == plain | (of_notes if has_notes else set())
    assert marked("<p>Text") == plain | (of_notes if has_notes else set())


def test_every_rule_and_every_way_of_counting_is_found() -> None:
    """In the order of the sheet."""
    weasyprint = native.weasyprint()
    import tinycss2
    from weasyprint import html

    rules, ways = own_style.divided(html.UA)
    read = tinycss2.parse_stylesheet(html.UA, skip_comments=True, skip_whitespace=True)
    assert len(rules) + len(ways) == len(read)
    (counting,) = weasyprint.HTML(string="")._ua_counter_style()
    whole: dict[str, dict[str, object]] = {}
    weasyprint.CSS(string=html.UA, counter_style=whole)
    assert {name: dict(way) for name, way in counting.items()} == whole
    assert counting.render_value(4, "lower-roman") == "iv"


def test_a_page_with_the_elements_of_earlier_ones_needs_no_other_sheet() -> None:
    """The sheet grows to what the pages of a batch have together."""
    parts = native.weasyprint()
    fresh: Any = SimpleNamespace(CSS=parts.CSS, HTML=type("HTML", (), {}))  # has read nothing yet
    own_style.read_own_style_late(fresh)
    sheets = [
        fresh.HTML._ua_stylesheets(parts.HTML(string=f"<html lang=en>{body}"))[0]
        for body in ("<dl></dl>", "<h2>A</h2>", "<dl></dl><h2>A</h2>")
    ]
    assert sheets[0] is not sheets[1]
    assert sheets[1] is sheets[2]
